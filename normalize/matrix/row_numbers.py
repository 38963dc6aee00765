"""Row numbers of a comment matrix (`3`, `3a)`, `II.4`, `Uwaga nr 3`), and what stands there in a row that goes on one (`3 cd.`)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from postulat.normalize.vocabulary.phrases import phrase, rows, stem
from postulat.normalize.vocabulary.word_patterns import EDGES

LONGEST_NUMBER = 40
"""Characters of a cell that may be a row number."""
SHOWN = r"[(\[]?((?:\d{1,5}|[IVX]{1,7})(?:[./-]\d{1,4})*(?:(?<=\d)\s?[a-zA-Z]|(?<=[IVX]{2})[a-z])?)[.)\]:]*"
"""A number as it is shown: with a part or a letter, in brackets, with a closing stop."""


@cache
def pattern() -> re.Pattern[str]:
    """A row number, perhaps behind a word for what is counted and one for "number" (`number_leads.csv`)."""
    words = {
        kind: "|".join(re.escape(row["word"]) for row in rows("number_leads") if row["kind"] == kind)
        for kind in ("counted", "sign")
    }
    return re.compile(rf"(?:(?i:(?:{words['counted']}|{words['sign']})\s*(?:{words['sign']})?)\s*)?{SHOWN}")


@lru_cache(maxsize=8192)
def number(text: str) -> str | None:
    """The row number as shown, without its closing dot.

    >>> number("3."), number("II.4"), number("3a)"), number("Uwaga nr 7"), number("razem")
    ('3', 'II.4', '3a', '7', None)
    >>> number("Comment ID"), number("Comment 12")
    (None, '12')
    """
    bare = text.strip()
    match = pattern().fullmatch(bare) if len(bare) <= LONGEST_NUMBER else None
    return match[1].replace(" ", "") if match else None


def is_number(text: str) -> bool:
    """Whether a cell's whole text is a row number: `3`, `3.`, `3a)`, `II.4`, `Uwaga nr 3`."""
    return number(text) is not None


def marks_continuation(text: str) -> bool:
    """Whether what stands in the place of a number says that the row goes on.

    >>> marks_continuation("cd."), marks_continuation("Forts."), marks_continuation("3")
    (True, True, False)
    """
    lower = text.lower()
    known = (phrase(words) for piece, words in continued() if piece in lower)
    return any(pattern.fullmatch(text.strip(EDGES)) or pattern.fullmatch(text.strip()) for pattern in known)


def continued_number(text: str) -> str | None:
    """The number of the record that a row goes on, where it stands beside the word that says so.

    >>> continued_number("2 cd."), continued_number("c.d. 2"), continued_number("3 (cont.)"), continued_number("3 a")
    ('2', '2', '3', None)
    """
    words = text.split()
    for own, rest in ((words[:1], words[1:]), (words[-1:], words[:-1])):
        if rest and (found := number(own[0])) and marks_continuation(" ".join(rest)):
            return found
    return None


@cache
def continued() -> tuple[tuple[str, str], ...]:
    """The words for a row that goes on, each after its stem."""
    return tuple((stem(row["phrase"]), row["phrase"]) for row in rows("row_words") if row["kind"] == "continued")
