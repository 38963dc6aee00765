"""Marks that say "the same as above": j.w., „, – // – and their like."""

from __future__ import annotations

import re
from functools import cache

from postulat.normalize.vocabulary.phrases import rows

LONGEST_DITTO = 20
"""Characters; a longer text says something of its own."""


def is_ditto(text: str) -> bool:
    """Whether a cell's whole text is a ditto mark.

    >>> is_ditto("– // –"), is_ditto("J. w."), is_ditto("„"), is_ditto("-"), is_ditto("j.w. oraz ust. 3")
    (True, True, True, False, False)
    """
    return 0 < len(text) <= LONGEST_DITTO and bare(text) in marks()


@cache
def marks() -> frozenset[str]:
    return frozenset(bare(row["phrase"]) for row in rows("dittos"))


def bare(text: str) -> str:
    """Without spaces, dots and dashes, unless nothing else is there."""
    return re.sub(r"[\s.\-–—_]", "", text).lower()
