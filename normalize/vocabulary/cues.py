"""Words by which prose about a meeting is known: that there was one, when, where, held by whom, who was there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from postulat.normalize.vocabulary.phrases import rows
from postulat.normalize.vocabulary.spotter import REMEMBERED, Spotter

Span = tuple[int, int]


@cache
def spotter() -> Spotter:
    return Spotter((row["cue"], row["phrase"]) for row in rows("cues"))


@lru_cache(maxsize=REMEMBERED)
def cues_in(text: str) -> Mapping[str, tuple[Span, ...]]:
    """All phrases of a text by their kind."""
    found: dict[str, list[Span]] = {}
    for start, end, cue in spotter().find(text):
        found.setdefault(cue, []).append((start, end))
    return {cue: tuple(spans) for cue, spans in found.items()}


def says(text: str, cue: str) -> bool:
    """Whether a text has a phrase of this kind.

    >>> says("II spotkanie branżowe", "meeting"), says("Lista obecności w załączeniu", "elsewhere"), says("Uwagi", "meeting")
    (True, True, False)
    """
    return cue in cues_in(text)


def cue_spans(text: str, cue: str) -> tuple[Span, ...]:
    """Where a text has phrases of a kind, first ones first.

    >>> cue_spans("Protokół z posiedzenia", "meeting")
    ((11, 22),)
    """
    return cues_in(text).get(cue, ())


def starts(text: str, cue: str) -> int:
    """Where the longest phrase of this kind ends that a text begins with; 0 where it begins with none.

    >>> starts("w dniu 5 maja", "on"), starts("Rada w dniu 5 maja", "on")
    (6, 0)
    """
    return max((end for start, end in cue_spans(text, cue) if start == 0), default=0)


LONGEST_END = 60
"""Characters at the end of a text in which a phrase is sought that should end it."""


def ends(text: str, cue: str) -> str:
    """The longest phrase of this kind that a text ends with; nothing where it ends with none.

    >>> ends("z sesji Rady z dnia ", "of"), ends("z dnia 5", "of")
    ('z dnia', '')
    """
    last = text[-LONGEST_END:].rstrip()
    return last[min((start for start, end in cue_spans(last, cue) if end == len(last)), default=len(last)) :]
