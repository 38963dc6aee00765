"""The voice of an answer: words in which it says what was done, thanks, or agrees (`We have added …`, `Poprawiono`)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from postulat.normalize.mentions.openings import begins_with
from postulat.normalize.vocabulary.known_words import KnownWords
from postulat.normalize.vocabulary.phrases import phrase_pattern, rows

WITHIN = 160
"""Characters at the head of an answer in which it says what was done."""
FIRST_WORDS = 30
"""Characters at the head of an answer in which it says who speaks."""
KINDS = ("mends", "acts", "speaks")
WORD = re.compile(r"[^\W\d]+")


@lru_cache(maxsize=4096)
def answers(text: str) -> bool:
    """Whether words are those of one who answers.

    >>> answers("Thank you, we have added a map."), answers("Please add a map."), answers("Do they agree?")
    (True, False, False)
    """
    head = text[:WITHIN]
    return mends(text) or says("acts", head) or says("speaks", head[:FIRST_WORDS])


@lru_cache(maxsize=4096)
def mends(text: str) -> bool:
    """Whether words say what was done to a text, or thank for a remark.

    >>> mends("Fixed."), mends("We have opened a shop.")
    (True, False)
    """
    return says("mends", text[:WITHIN])


def says(kind: str, head: str) -> bool:
    """Whether a text holds a phrase of a kind, which is tried only at the words that may open one."""
    told = voices_by_word()
    places = [match.start() for match in WORD.finditer(head) if kind in told[match[0]]]
    return any(of(kind).match(head, place) is not None for place in places)


@cache
def voices_by_word() -> KnownWords[tuple[str, ...]]:
    """The kinds of phrases that each word may open."""
    openers = {kind: begins_with(row["phrase"] for row in rows("voices") if row["voice"] == kind) for kind in KINDS}
    return KnownWords(lambda word: tuple(kind for kind, opens in openers.items() if opens(word, word.lower())))


@cache
def of(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(phrase_pattern(row["phrase"]) for row in rows("voices") if row["voice"] == kind), re.IGNORECASE)
