"""Marks that say "the same as above": j.w., „, – // – and their like."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from postulat.normalize.vocabulary.phrases import rows

APOSTROPHES = frozenset("'`´")
"""One of them alone may be a slip of the pen; two stand for a quotation mark."""
LONGEST_DITTO = 20
"""Characters; a longer text says something of its own."""


def is_ditto(text: str) -> bool:
    """Whether a cell's whole text is a ditto mark.

    >>> is_ditto("– // –"), is_ditto("J. w."), is_ditto("„"), is_ditto("-"), is_ditto("j.w. oraz ust. 3"), is_ditto("″ ″")
    (True, True, True, False, False, True)
    """
    if not 0 < len(text) <= LONGEST_DITTO:
        return False
    found = bare(text)
    return found in marks() or (bool(found) and all(map(is_quotation_mark, found)) and found not in APOSTROPHES)


def is_quotation_mark(character: str) -> bool:
    """Whether a character is a quotation mark or a prime, whatever the language: by Unicode's classes, else by its name there."""
    if unicodedata.category(character) in {"Pi", "Pf"}:
        return True
    name = unicodedata.name(character, "")
    return "QUOTATION MARK" in name or "PRIME" in name or "DITTO MARK" in name or character in APOSTROPHES


@cache
def marks() -> frozenset[str]:
    return frozenset(bare(row["phrase"]) for row in rows("dittos"))


def bare(text: str) -> str:
    """Without spaces, dots and dashes, unless nothing else is there."""
    return re.sub(r"[\s.\-–—_]", "", text).lower()
