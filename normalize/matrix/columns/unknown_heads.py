"""Unknown heads of headings: a noun that stands where the head does and is in no table makes what the other words say less sure."""

from __future__ import annotations

from functools import cache

from postulat.normalize.matrix.columns.heading_lexicon import TOKEN
from postulat.normalize.matrix.columns.heading_words import OF, STROKES, HeadingWord
from postulat.normalize.morphology.analysis import analyse
from postulat.normalize.vocabulary.phrases import rows

SHORTEST = 4
"""Letters of a word that may be such a head."""
NOUNS = frozenset({"noun", "gerund", "unknown"})
"""Classes of words one of which a head is; a word that may be an adjective is none."""


def unknown_head(heading: str, words: list[HeadingWord], head: HeadingWord, head_last: bool, language: str) -> bool:
    """Whether a noun that no table holds stands where a heading's head does: before the known words, in English behind them.

    >>> los = HeadingWord("uwagi", ("note",))
    >>> unknown_head("Losy uwagi", [los], los, False, "pl"), unknown_head("Krótkie uwagi", [los], los, False, "pl")
    (True, False)
    >>> of, answer = HeadingWord("of", (OF,)), HeadingWord("answer", ("answer",))
    >>> unknown_head("Strength of the answer", [of, answer], answer, True, "en")
    True
    """
    text = heading.lower().partition("(")[0]
    at = text.find(head.text)
    if at < 0:
        return False
    tokens = [match[0] for match in TOKEN.finditer(text[at + len(head.text) :] if head_last else text[:at])]
    if not head_last:
        tokens.reverse()
    known = " ".join(word.text for word in words)
    if head_last and of_unknown([match[0] for match in TOKEN.finditer(text[:at])], words, known, language):
        return True
    for token in tokens:
        if token in STROKES or any(token == word.text and OF in word.kinds for word in words):
            return False
        if token not in known and len(token) >= SHORTEST and is_noun(token, language):
            return True
    return False


def of_unknown(before: list[str], words: list[HeadingWord], known: str, language: str) -> bool:
    """Whether what is known is only what an unknown noun is of: "strength of the answer"."""
    links = {word.text for word in words if OF in word.kinds}
    at = next((index for index, token in enumerate(before) if token in links), 0)
    return at > 0 and before[at - 1] not in known and len(before[at - 1]) >= SHORTEST and is_noun(before[at - 1], language)


def is_noun(word: str, language: str) -> bool:
    classes = {reading.word_class for reading in analyse(word, language)}
    return classes <= NOUNS and not ("unknown" in classes and word.endswith(adjective_ends(language)))


@cache
def adjective_ends(language: str) -> tuple[str, ...]:
    """How adjectives end in a language whose words are told by their endings."""
    return tuple({row[form] for row in rows("adjective_endings") if row["language"] == language for form in ("form", "nominative")})
