"""Clauses of a sentence, and what each is for: a main clause tells a verdict, a relative, an aim or a condition does not."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from postulat.normalize.stance.sentence_bracket import settled
from postulat.normalize.stance.words import Word, words
from postulat.normalize.vocabulary.phrases import rows

BOUNDARY = re.compile(r"[,;:()\[\]–—]|\s-\s|\.\.\.|…")
STRONG_BOUNDARY = re.compile(r"[;:()\[\]–—]|\s-\s")
"""Marks that part a verdict without a verb from what follows ("Uwaga słuszna – wyniki są w gablocie")."""
HEAD_WORDS = 2
"""Words at the head of a clause that tell its kind: "w którym", "a także jeżeli"."""
CLAUSE_KINDS = ("relative", "aim", "condition", "reason", "question", "concession", "comparison", "that")
"""Roles of a word in `clause_words.csv` that make the clause it opens one of that kind; without one it is a main clause."""


class Clause(NamedTuple):
    """Words that belong to one predicate, and the kind of the clause."""

    words: tuple[Word, ...]
    kind: str
    strong: bool = False

    @property
    def finite(self) -> bool:
        return any(word.finite for word in self.words)

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


def clauses(text: str, start: int, end: int, language: str) -> list[Clause]:
    """The clauses of a sentence. A piece without a verb belongs to the clause before it, except after a dash or colon.

    >>> text = "Wniosek, który wpłynął w maju, został uwzględniony, jeżeli są środki."
    >>> [(clause.kind, clause.words[-1].text) for clause in clauses(text, 0, len(text), "pl")]
    [('relative', 'maju'), ('main', 'uwzględniony'), ('condition', 'środki')]
    """
    found: list[Clause] = []
    for piece in pieces(text, words(text, start, end, language), language):
        last = found[-1] if found else None
        if piece.kind == "main" and not piece.finite and last is not None and not piece.strong:
            host = next((n for n in range(len(found) - 1, -1, -1) if found[n].kind == "main"), None)
            if last.kind in ("main", "that"):
                found[-1] = last._replace(words=last.words + piece.words)
                continue
            if host is not None:
                found[host] = found[host]._replace(words=found[host].words + piece.words)
                continue
        if piece.kind == "main" and last is not None and not piece.strong:
            host = next((n for n in range(len(found) - 1, -1, -1) if found[n].kind == "main"), None)
            if host is not None and not found[host].finite and not found[host].strong:
                head = found.pop(host)
                piece = piece._replace(words=head.words + piece.words)
        found.append(piece)
    return found


def pieces(text: str, found: list[Word], language: str) -> list[Clause]:
    """The words between marks, and between conjunctions with a verb on both sides."""
    runs: list[tuple[list[Word], bool]] = []
    opening, joining = role("opens", language), role("and", language)
    end = 0
    for index, word in enumerate(found):
        gap = text[end : word.start] if index else ""
        end = word.end
        if not index or (gap != " " and parts(gap)):
            runs.append(([], bool(gap) and STRONG_BOUNDARY.search(gap) is not None))
        elif (word.text in opening or word.text in joining) and opens(text, found, index, runs[-1][0], language):
            runs.append(([], False))
        runs[-1][0].append(word)
    made: list[Clause] = []
    for number, (words_here, strong) in enumerate(runs):
        run = settled(words_here, language, opening=number == 0)
        before = made[-1].words[-1].word_class if made else ""
        if len(made) > 1 and made[-2].kind == "that" and [word.text in role("and", language) for word in made[-1].words] == [True]:
            before = "verb"  # "noted that … and that …": both clauses hang on the same verb.
        made.append(Clause(tuple(run), kind_of(run, before, language), strong))
    return made


def parts(gap: str) -> bool:
    """Whether what stands between two words parts clauses; mostly it is a space."""
    return gap not in (" ", "") and BOUNDARY.search(gap) is not None


def opens(text: str, found: list[Word], index: int, before: list[Word], language: str) -> bool:
    """Whether a word opens a clause without a mark: as "which" does, or as a conjunction with a verb on both sides."""
    if found[index].text in role("opens", language):
        return index + 1 < len(found)
    return found[index].text in role("and", language) and any(word.finite for word in before) and finite_ahead(text, found, index)


def finite_ahead(text: str, found: list[Word], index: int) -> bool:
    """Whether a verb stands before the next mark."""
    for number in range(index + 1, len(found)):
        if parts(text[found[number - 1].end : found[number].start]):
            return False
        if found[number].finite:
            return True
    return False


def kind_of(run: list[Word], before: str, language: str) -> str:
    """The kind that the first words of a clause give it."""
    if run[0].text in role("that_or_relative", language):
        return "that" if before in ("verb", "passive_participle", "infinitive", "active_participle", "auxiliary") else "relative"
    two = " ".join(word.text for word in run[:HEAD_WORDS])
    if two in role("goes_on", language) or run[0].text in role("goes_on", language):
        return "main"
    kinds = kinds_by_word(language)
    if kind := kinds.get(two):
        return kind
    for number, word in enumerate(run[:HEAD_WORDS]):
        if kind := kinds.get(word.text):
            return kind
        if number == 0 and word.text not in role("and", language) and word.word_class != "preposition":
            break
    return "main"


@cache
def kinds_by_word(language: str) -> dict[str, str]:
    """The kind of the clause that a word opens; of several the first of `CLAUSE_KINDS`."""
    return {word: kind for kind in reversed(CLAUSE_KINDS) for word in role(kind, language)}


@cache
def role(name: str, language: str) -> frozenset[str]:
    """The words of a language with a role in `clause_words.csv`."""
    return frozenset(row["word"] for row in rows("clause_words") if row["language"] == language and row["role"] == name)
