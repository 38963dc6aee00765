"""Words by which prose about a meeting is known: that there was one, when, where, held by whom, who was there."""

from __future__ import annotations

import re
from functools import cache

from postulat.normalize.vocabulary.phrases import phrase, rows, stem


def says(text: str, cue: str) -> bool:
    """Whether a text has a phrase of this kind.

    >>> says("II spotkanie branżowe", "meeting"), says("Lista obecności w załączeniu", "elsewhere"), says("Uwagi", "meeting")
    (True, True, False)
    """
    lower = text.lower()
    return any(piece in lower and pattern.search(text) for piece, pattern in cue_patterns(cue))


@cache
def cue_patterns(cue: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The phrases of a kind, each with letters that any text with it holds."""
    return tuple((stem(row["phrase"]), phrase(row["phrase"])) for row in rows("cues") if row["cue"] == cue)


def cue_spans(text: str, cue: str) -> list[tuple[int, int]]:
    """Where a text has phrases of a kind, first ones first.

    >>> cue_spans("Protokół z posiedzenia", "meeting")
    [(11, 22)]
    """
    lower = text.lower()
    found = {match.span() for piece, pattern in cue_patterns(cue) if piece in lower for match in pattern.finditer(text)}
    return sorted(found)


@cache
def starting_pattern(cue: str) -> re.Pattern[str]:
    """A pattern that a text matches which begins with a phrase of this kind; the longest first."""
    phrases = sorted({row["phrase"] for row in rows("cues") if row["cue"] == cue}, key=lambda words: (-len(words), words))
    return re.compile("(?:" + "|".join(phrase(words).pattern for words in phrases) + ")", re.IGNORECASE)


@cache
def ending_pattern(cue: str) -> re.Pattern[str]:
    """A pattern that finds a phrase of this kind at the end of a text."""
    return re.compile(rf"{starting_pattern(cue).pattern}\s*$", re.IGNORECASE)


def starts(text: str, cue: str) -> re.Match[str] | None:
    """The phrase of this kind that a text begins with.

    >>> starts("w dniu 5 maja", "on")[0], starts("Rada w dniu 5 maja", "on")
    ('w dniu', None)
    """
    return starting_pattern(cue).match(text)


def ends(text: str, cue: str) -> re.Match[str] | None:
    """The phrase of this kind that a text ends with (asked of its last letters only)."""
    return ending_pattern(cue).search(text, max(0, len(text) - LONGEST_END))


LONGEST_END = 60
"""Characters at the end of a text in which a phrase is sought that should end it."""
