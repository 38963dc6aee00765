"""Labels: words at the head of a line that say what stands behind them (`Odpowiedź:`, `You said`)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from postulat.normalize.matrix.columns.heading_words import HeadingWord, language_of, words_of
from postulat.normalize.matrix.headings import LONGEST_LABEL, heading_role
from postulat.normalize.names.organisations import form
from postulat.normalize.vocabulary.phrases import rows
from postulat.normalize.vocabulary.word_patterns import EDGES, comment_noun, number_sign, patterns

MOST_WORDS = 7
MOST_INNER_WORDS = 3
"""Words of a label that does not begin with the word that tells its role; it counts only where it comes again."""
LONGEST_SUBMITTER = 120
"""Characters in brackets behind a label that can be a name."""
BODIES = frozenset(("body", "public", "office"))
"""Kinds of heading words that alone do not say who sent something in."""
TOLD = frozenset(("text", "justification", "reasons", "decision", "answer"))
ROLES = frozenset(("number", "submitter", "target", "text", "justification", "reasons", "decision", "answer", "responder"))
LABEL = re.compile(rf"([^\W\d_][^:.;?!\n(]{{0,{LONGEST_LABEL}}}?\.?)(?:\s*\(([^():\n]{{2,{LONGEST_SUBMITTER}}})\))?\s*:(?=\s|$)")
"""A label, and perhaps in brackets whose comment it leads in."""
SHORT = re.compile(r"([^\W\d_]{1,4}\.?\s?\d{1,4})[.)](?=\s)")
"""A letter or two with a number: `Q1.`, `Odp. 3)`."""
LONGEST_REFERENCE = 80
"""Characters of a label that says whom it answers."""
NUMBERED_WORD = re.compile(r"(?<=\s)[^\W\d_]{2,20}(?=\s+#?\d{1,3}\b)")
SENTENCE_START = re.compile(r"(?:^|(?<=[.;?!…”)]\s))(?=[^\W\d_])")
SENTENCE_END = re.compile(r"[.;?!]")


class Label(NamedTuple):
    """What a label says: the role of the words behind it. `common`: an ordinary heading of reports, or one whose first word does
    not tell its role; such a label counts only where it comes again."""

    role: str
    words: str
    common: bool = False


@lru_cache(maxsize=8192)
def read_label(text: str) -> Label | None:
    """The label that a text is, without its colon.

    >>> read_label("Stanowisko Urzędu"), read_label("Odmienne stanowisko").common, read_label("Kontakt z biurem")
    (Label(role='answer', words='Stanowisko Urzędu', common=False), True, None)
    """
    words = " ".join(text.split()).rstrip(": ")
    if (head := before_reference(words)) and (label := read_label(head)) is not None and label.role == "answer":
        return label
    if not words or len(words) > LONGEST_LABEL or len(words.split()) > MOST_WORDS or not words[0].isupper() or "," in words:
        return None
    bare = words.strip(EDGES).casefold()
    listed = listed_role(bare)
    if listed is not None:
        return Label(listed, words, len(bare) < 2)
    if match := with_number().fullmatch(words):
        return read_label(match[1])
    role = heading_role(words)
    if role not in ROLES:
        noun = comment_noun().match(words)
        return Label("text", words) if noun and noun.end() == len(words) else None
    known = words_of(words, language_of((words,)))
    if known and (not known[0].sure or (role in ("submitter", "responder") and names_bodies(known))):
        return None
    inner = bool(known) and not words.casefold().startswith(known[0].text.casefold()) and not comment_noun().match(words)
    named = (inner or role not in TOLD) and " " in words and form(words) is not None
    if named or (inner and len(words.split()) > MOST_INNER_WORDS):
        return None
    common = inner or any(pattern.fullmatch(bare) for pattern in patterns("common_headings", bare))
    return Label({"reasons": "justification"}.get(role, role), words, common)


def before_reference(words: str) -> str:
    """The words before one who is known by a number, of a label that says whom it answers (`Response to Reviewer 2 comment 1`)."""
    if len(words) > LONGEST_REFERENCE or not any(map(str.isdigit, words)):
        return ""
    found = (match for match in NUMBERED_WORD.finditer(words) if heading_role(match[0]) == "submitter")
    first = next(found, None)
    return words[: first.start()].rstrip() if first is not None else ""


def begins_with_label(text: str, roles: Collection[str]) -> bool:
    """Whether words begin with a label of one of the roles.

    >>> begins_with_label("Odpowiedź: tak", ("answer",)), begins_with_label("Odpowiedź: tak", ("text",))
    (True, False)
    """
    match = LABEL.match(text)
    label = read_label(match[1]) if match else None
    return label is not None and label.role in roles


@lru_cache(maxsize=8192)
def short_label(text: str) -> Label | None:
    """The label that a letter or two with a number are (`Q1`); other words before a number name parts of a draft (`art. 5`)."""
    role = listed_role(text.rstrip("0123456789. ").casefold())
    return Label(role, text.rstrip("0123456789. "), True) if role is not None else None


def listed_role(bare: str) -> str | None:
    return listed_roles().get(bare)


@cache
def listed_roles() -> dict[str, str]:
    """The role of each listed label, with and without the full stop of an abbreviation; of several the first."""
    found: dict[str, str] = {}
    for row in rows("labels"):
        for words in (row["phrase"], row["phrase"].rstrip(".")):
            found.setdefault(words, row["role"])
    return found


@cache
def with_number() -> re.Pattern[str]:
    """A label with the number of its comment: `Odpowiedź nr 3`, `A 3`."""
    return re.compile(rf"([^\W\d_][^\d]*?)\.?\s*(?:(?:{number_sign()})\s*)?\d{{1,4}}", re.IGNORECASE)


def names_bodies(known: Sequence[HeadingWord]) -> bool:
    """Whether the words of a label only name a body ("Komisja", "Rada Osiedla"), and not one that sends something in."""
    return all({*word.kinds} <= BODIES for word in known)


def whole_label(text: str) -> Label | None:
    """The label that a line of its own is, with or without a colon; several words with a full stop are a sentence, but for those
    that end with a sign for a number.

    >>> whole_label("Námitka č."), whole_label("Námitce bylo vyhověno.")
    (Label(role='number', words='Námitka č.', common=False), None)
    """
    bare = text.rstrip(": ")
    if bare.endswith(".") and " " in bare and heading_role(bare) != "number":
        return None
    return read_label(bare) if bare and not SENTENCE_END.search(bare.rstrip(".")) else None
