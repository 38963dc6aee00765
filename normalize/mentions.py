"""Figures and references inside a text: amounts, dates, percents, provisions, acts of law, addresses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extract.document import Link
from normalize.dates import find_dates
from normalize.records import MentionKind


class Span(NamedTuple):
    """One mention: its words are `text[start:end]`."""

    kind: MentionKind
    start: int
    end: int
    value: str
    unit: str = ""


def mentions(text: str, links: Sequence[Link] = ()) -> tuple[Span, ...]:
    """The mentions of a text, in its order."""
    return tuple(Span("date", found.start, found.end, found.date.isoformat()) for found in find_dates(text))
