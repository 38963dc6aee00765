"""The day of a meeting: every date of its text with what it speaks of, ranked ("z dnia 5 maja" of a title before an act's)."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from postulat.normalize.evidence import Candidate, Choice, Evidence, choose
from postulat.normalize.meeting.segments import Segment, minutes_words
from postulat.normalize.mentions.dates import DateSpan, calendar_day, find_dates, month_number, month_words
from postulat.normalize.vocabulary.cues import cue_spans, ends, says

FLOOR = 3.0
"""Points from which a day stands."""
CLOSE = 1.0
"""Points within which another day is a rival to be told of."""
PRIORS = {"title": 4.0, "head": 4.5, "label": 1.0, "opening": 2.5, "item": 0.0, "other": 1.0}
LABELS = {"day": 5.0, "time": 4.0, "place": 4.0}
OWN_MONTH, OTHER_MONTH = 1.0, -3.0
"""A day of the month that a title names right behind its word for the minutes ("AGM minutes – November 2008"), and of another."""
BESIDE_MINUTES = 12
"""Characters between that word and the month."""
OTHER_TITLE = 2.0
"""A title that names no meeting and no minutes."""
POSTED = -1.5
"""A date that a title begins with: often the day it was put on the page."""
HELD = ((30, 1.5), (80, 1.0), (160, 0.6), (400, 0.3))
"""Characters to the next word for "held", and the points that it gives."""
MEETING_NOUN = 0.6
MARKED = 0.4
AGREES = 0.4
ONLY = 0.5
"""The only day near the top."""
NO_YEAR = -0.8
SECOND = -1.0
"""A further day of a list ("18 i 22 maja")."""
OWN_LINE = 0.6
LONGEST_BESIDE = 14
"""A line that is hardly more than the day, and the characters of what may stand beside it."""
RANGE = -4.0
MANY_DAYS = 4
"""Days from the first to the last of a span, from which on no meeting takes so long."""
JOINED = re.compile(r"\.?\s?[–—-]\s?")
SCOPES = {"act": -8.0, "earlier": -6.0, "minutes-of": -6.0, "next": -6.0, "sent": -5.0, "drawn": -5.0, "opening-hours": -5.0}
BEHIND = {"sent": -3.0, "drawn": -3.0}
ON_A_DAY = -2.0
"""An act before a day on which something was held is not the day's."""
SCOPE_BEFORE = 110
SCOPE_BEHIND = 32
"""Characters in which words tell what a day speaks of."""
YEAR = re.compile(r"(?<![\d/-])((?:19|20)\d\d)(?![\d/])")
SPACED = re.compile(r"(?<![\d.])([0-3]\d) ([01]\d) ((?:19|20)\d\d)(?!\d)")
"""A day written with spaces: "09 02 2017"."""
NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-]")


class Said(NamedTuple):
    """A day with the segment that says it and whether the year had to be taken from elsewhere."""

    span: DateSpan
    part: Segment
    since: int
    first: bool
    yearless: bool


def meeting_day(parts: Sequence[Segment]) -> Choice[datetime.date] | None:
    """The day of the meeting.

    >>> text = "Przyjęto protokół z posiedzenia z dnia 14 kwietnia 2026 r."
    >>> made = meeting_day([Segment("title", "Protokół z posiedzenia z dnia 12 maja 2026 r."), Segment("opening", text)])
    >>> made.best.value if made else None
    datetime.date(2026, 5, 12)
    """
    said = [*days_said(parts, document_year(parts))]
    sources: dict[datetime.date, set[str]] = {}
    for one in said:
        sources.setdefault(one.span.date, set()).add(one.part.kind)
    months = months_named(parts)
    near = {one.span.date for one in said if one.part.kind in ("title", "head", "label", "opening")}
    candidates = []
    for one in said:
        others = sorted(sources[one.span.date] - {one.part.kind, "item"})
        alone = (Evidence("only day", ONLY),) if len(near) == 1 and one.span.date in near else ()
        reasons = [*evidence(one), *of_month(one.span.date, months), *alone, *(Evidence("agrees", AGREES, kind) for kind in others)]
        candidates.append(Candidate(one.span.date, tuple(reasons)))
    return choose(turned(candidates, said), FLOOR)


def days_said(parts: Sequence[Segment], year: int | None) -> Iterator[Said]:
    for part in parts:
        found = [(span, False) for span in (*find_dates(part.text, year), *spaced(part.text))]
        taken = [span for span, _ in found]
        if year is not None:
            found += [(span, True) for span in without_year(part.text, year) if not any(overlap(span, other) for other in taken)]
        before: DateSpan | None = None
        for span, yearless in sorted(found):
            joined = before is not None and len(part.text[before.end : span.start].split()) <= 1
            yield Said(span, part, before.end if before else 0, not joined, yearless)
            before = span


def overlap(one: DateSpan, other: DateSpan) -> bool:
    return one.start < other.end and other.start < one.end


def spaced(text: str) -> Iterator[DateSpan]:
    for match in SPACED.finditer(text):
        date = calendar_day(int(match[3]), int(match[2]), int(match[1]))
        if date is not None:
            yield DateSpan(match.start(), match.end(), date)


@cache
def yearless_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,/-])(\d{{1,2}})(?:\.?\s|\.)({month_words()})(?![\w/])", re.IGNORECASE)


def without_year(text: str, year: int) -> Iterator[DateSpan]:
    """Days that name no year, which is the only one of the document.

    >>> [str(span.date) for span in without_year("27 kwietnia przeszliśmy ulicami", 2024)]
    ['2024-04-27']
    """
    for match in yearless_pattern().finditer(text):
        date = calendar_day(year, month_number(match[2]), int(match[1]))
        if date is not None:
            yield DateSpan(match.start(), match.end(), date)


def of_month(day: datetime.date, months: set[tuple[int, int]]) -> Iterator[Evidence]:
    """Whether a day is of a month that a title names."""
    if months:
        own = (day.year, day.month) in months
        yield Evidence("the month of the title", OWN_MONTH) if own else Evidence("another month in the title", OTHER_MONTH)


def months_named(parts: Sequence[Segment]) -> set[tuple[int, int]]:
    """The months that titles name in place of a day."""
    found = set()
    for text in (part.text for part in parts if part.kind in ("title", "head")):
        for _, end in (*minutes_words(text), *cue_spans(text, "meeting")):
            match = month_pattern().match(text, end)
            if match is not None:
                found.add((int(match[2]), month_number(match[1])))
    return found


@cache
def month_pattern() -> re.Pattern[str]:
    between = rf"[^\w\n]{{1,{BESIDE_MINUTES}}}(?:(?:of|for|z|ze|vom|für)\s)?"
    return re.compile(rf"{between}({month_words()})\s+((?:19|20)\d\d)(?!\d)", re.IGNORECASE)


def document_year(parts: Sequence[Segment]) -> int | None:
    """The year that a day without one takes: the only one of the title, else the only one near the top."""
    for kinds in (("title",), ("title", "head", "label", "opening")):
        years = {int(year) for part in parts if part.kind in kinds for year in YEAR.findall(part.text)}
        if len(years) == 1:
            return years.pop()
    return None


def evidence(one: Said) -> Iterator[Evidence]:
    """What speaks for and against a day."""
    part, span = one.part, one.span
    yield prior(part)
    text, before = part.text, part.text[max(0, span.start - SCOPE_BEFORE) : span.start]
    named = part.kind in ("title", "head")
    if named and not text[: span.start].strip(" (") and text[span.end : span.end + 3].strip(" )")[:1] in ("-", "–", "—", "|"):
        yield Evidence("first in the title", POSTED)
    yield from held(text, span)
    marker, on = marked(before)
    if marker:
        yield Evidence("marked", MARKED, marker)
    if not one.first:
        yield Evidence("further day", SECOND)
    if not named and len(text) - (span.end - span.start) <= LONGEST_BESIDE:
        yield Evidence("line of its own", OWN_LINE)
    if one.yearless:
        yield Evidence("no year", NO_YEAR)
    if (
        ends(before, "from")
        or ends(before, "until")
        or is_long(part.text, span)
        or (re.match(r"(?:\s?[–—-]\s?|\s)", text[span.end :]) and begins_range(text, span))
    ):
        yield Evidence("end of a range", RANGE)
    before = f"{part.words} {before}" if part.kind == "label" else before
    near = after_bracket(part.text[max(one.since, span.start - SCOPE_BEFORE) : span.start])
    for scope, weight in SCOPES.items():
        if scope in ("earlier", "minutes-of") and (named or part.kind == "label"):
            continue
        if said := last(near if scope == "act" else before, scope):
            yield Evidence(scope, ON_A_DAY if scope == "act" and on else weight, said)
    if not says(text[span.end : span.end + SCOPE_BEHIND], "held"):
        behind = text[span.end : span.end + SCOPE_BEHIND]
        for scope, weight in BEHIND.items():
            if said := last(behind, scope):
                yield Evidence(f"{scope} behind", weight, said)


def marked(before: str) -> tuple[str, bool]:
    """The words right before a day, and whether they say that something was on it ("w dniu") and not of it ("z dnia")."""
    on, of = ends(before, "on"), ends(before, "of")
    return (of, False) if len(of) >= len(on) else (on, True)


def is_long(text: str, span: DateSpan) -> bool:
    """Whether a day begins or ends a span of many days that a dash joins ("4–18 marca"); a meeting takes a few.

    >>> text = "konsultacje 4–18 marca 2019 r., zjazd 5–6 marca 2019 r."
    >>> [is_long(text, span) for span in find_dates(text)]
    [True, True, False, False]
    """
    return any(
        (one == span or other == span)
        and JOINED.fullmatch(text[one.end : other.start])
        and (other.date - one.date).days >= MANY_DAYS
        for one, other in pairwise(find_dates(text))
    )


def begins_range(text: str, span: DateSpan) -> bool:
    """Whether "do 5 maja" follows a day: then it begins a span of time."""
    rest = text[span.end : span.end + 24]
    return any(start <= 3 for start, _ in cue_spans(rest, "until"))


def prior(part: Segment) -> Evidence:
    if part.kind == "label" and part.label in LABELS:
        return Evidence("label", LABELS[part.label], part.words)
    if part.kind == "title" and not (says(part.text, "meeting") or minutes_words(part.text) or says(part.text, "report")):
        return Evidence("title", OTHER_TITLE)
    return Evidence(part.kind, PRIORS[part.kind])


def held(text: str, span: DateSpan) -> Iterator[Evidence]:
    """The nearest word for "held" in the same sentence, and a noun for a meeting."""
    places = [(max(start - span.end, span.start - end, 0), text[start:end]) for start, end in cue_spans(text, "held")]
    if places:
        distance, word = min(places)
        points = next((points for most, points in HELD if distance <= most), 0.0)
        yield Evidence("held", points, word)
    if says(text, "meeting"):
        yield Evidence("meeting", MEETING_NOUN)


def after_bracket(before: str) -> str:
    return before.rpartition(")")[2]


def last(text: str, cue: str) -> str:
    """The words of a kind nearest to the end of a text."""
    spans = cue_spans(text, cue)
    return text[spans[-1][0] : spans[-1][1]] if spans else ""


def turned(candidates: Sequence[Candidate[datetime.date]], said: Sequence[Said]) -> list[Candidate[datetime.date]]:
    """Days in figures whose month and day another date of the text shows to be the other way round ("07-09-2002", July 9)."""
    plain = Counter(one.span.date for one in said if not NUMERIC.match(one.part.text, one.span.start))
    found = []
    for candidate, one in zip(candidates, said, strict=True):
        day = candidate.value
        other = calendar_day(day.year, day.day, day.month)
        numeric = NUMERIC.match(one.part.text, one.span.start) is not None
        if numeric and other is not None and other != day and plain[other] and not plain[day]:
            found.append(Candidate(other, (*candidate.evidence, Evidence("month first", 0.0))))
        else:
            found.append(candidate)
    return found
