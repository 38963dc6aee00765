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
