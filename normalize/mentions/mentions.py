"""Figures and references inside a text: amounts, dates, periods, percents, provisions, acts of law, addresses.

A date inside an act of law ("ustawa z dnia 14 grudnia 2016 r.") is a mention of its own, and so is a figure inside a link's visible
text. Otherwise mentions do not overlap: an address is nothing else, and the year of a journal ("Dz.U. z 2023 r.") is no period.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from postulat.extract.document import Link
from postulat.normalize.mentions.amounts import find_amounts, find_percents
from postulat.normalize.mentions.dates import find_dates
from postulat.normalize.mentions.legal_acts import find_legal_acts
from postulat.normalize.mentions.links import find_addresses, written
from postulat.normalize.mentions.periods import find_periods
from postulat.normalize.mentions.provisions import find_provisions
from postulat.normalize.records import MentionKind


class Stretch(Protocol):
    """Anything with a start and an end in the text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Found = TypeVar("Found", bound=Stretch)


class MentionSpan(NamedTuple):
    """One mention: its words are `text[start:end]`, 0-based, end exclusive."""

    kind: MentionKind
    start: int
    end: int
    value: str
    unit: str = ""


def mentions(text: str, links: Sequence[Link] = (), year: int | None = None) -> tuple[MentionSpan, ...]:
    """The mentions of a text, in its order; `year` says what "5 maja br." means, where that is known.

    >>> text = "Zgodnie z art. 68 ust. 1 pkt 9 do 30.11.2026 r. 50 tys. zł, tj. 15%."
    >>> [(found.kind, text[found.start : found.end], found.value, found.unit) for found in mentions(text)][:2]
    [('provision', 'art. 68 ust. 1 pkt 9', 'art. 68 ust. 1 pkt 9', ''), ('date', '30.11.2026 r.', '2026-11-30', '')]
    >>> [(found.kind, found.value, found.unit) for found in mentions(text)][2:]
    [('amount', '50000.00', 'PLN'), ('percent', '15', '%')]
    """
    if not text:
        return ()
    covered = bytearray(len(text))
    shown = tuple(written(text))
    cover(covered, shown)
    dates = free(covered, find_dates(text, year))
    acts = free(covered, find_legal_acts(text, dates))
    found = [MentionSpan(span.kind, span.start, span.end, span.value) for span in find_addresses(text, links, shown)]
    found += [MentionSpan("date", span.start, span.end, span.date.isoformat()) for span in dates]
    found += [MentionSpan("legal_act", span.start, span.end, span.value) for span in acts]
    cover(covered, dates)
    cover(covered, acts)
    for figure in free(covered, (*find_amounts(text), *find_percents(text))):
        found.append(MentionSpan("percent" if figure.unit == "%" else "amount", *figure))
        cover(covered, (figure,))
    for provision in free(covered, find_provisions(text)):
        found.append(MentionSpan("provision", *provision))
        cover(covered, (provision,))
    found += [MentionSpan("period", *period) for period in free(covered, find_periods(text, dates, year))]
    return tuple(sorted(found, key=lambda span: (span.start, span.kind, span.end)))


def cover(covered: bytearray, spans: Iterable[Stretch]) -> None:
    """Mark the characters of spans as taken."""
    for span in spans:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)


def free(covered: bytearray, spans: Iterable[Found]) -> list[Found]:
    """The spans that hold no character that is taken."""
    return [span for span in spans if covered.find(1, span.start, span.end) < 0]
