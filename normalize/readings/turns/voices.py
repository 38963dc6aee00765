"""The voice of an answer: words in which it says what was done, thanks, or agrees (`We have added …`, `Poprawiono`)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from postulat.normalize.vocabulary.phrases import phrase_pattern, rows

WITHIN = 160
"""Characters at the head of an answer in which it says what was done."""
FIRST_WORDS = 30
"""Characters at the head of an answer in which it says who speaks."""


@lru_cache(maxsize=4096)
def answers(text: str) -> bool:
    """Whether words are those of one who answers.

    >>> answers("Thank you, we have added a map."), answers("Please add a map."), answers("Do they agree?")
    (True, False, False)
    """
    head = text[:WITHIN]
    return mends(text) or of("acts").search(head) is not None or of("speaks").search(head[:FIRST_WORDS]) is not None


@lru_cache(maxsize=4096)
def mends(text: str) -> bool:
    """Whether words say what was done to a text, or thank for a remark.

    >>> mends("Fixed."), mends("We have opened a shop.")
    (True, False)
    """
    return of("mends").search(text[:WITHIN]) is not None


@cache
def of(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(phrase_pattern(row["phrase"]) for row in rows("voices") if row["voice"] == kind), re.IGNORECASE)
