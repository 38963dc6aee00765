"""The hour at which a meeting began: the times of its text with what they speak of, ranked."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from postulat.normalize.evidence import Candidate, Choice, Evidence, choose
from postulat.normalize.meeting.place import time_markers
from postulat.normalize.meeting.segments import Segment
from postulat.normalize.mentions.dates import find_dates
from postulat.normalize.mentions.times import TimeSpan, find_times, first_time
from postulat.normalize.vocabulary.cues import cue_spans, says

FLOOR = 3.0
CLOSE = 1.0
"""Points from which a time stands, and within which another is a rival."""
PRIORS = {"title": 4.0, "head": 4.0, "label": 1.0, "opening": 2.0, "item": 0.8, "other": 1.0}
LABELS = {"time": 5.0, "day": 4.5, "place": 4.0}
OPENED = ((25, 2.2), (60, 1.8), (140, 1.2))
"""Characters to a word for the beginning, and the points that it gives."""
HELD = 1.0
MEETING_NOUN = 0.5
DATED = 0.6
"""The day of the meeting in the same sentence."""
OTHER_DAY = -5.0
SCOPES = {"closed": -5.0, "next": -5.0, "arrival": -5.0, "opening-hours": -6.0, "earlier": -4.0, "sent": -3.0}
NEAR = 48
"""Characters before a time in which words tell what it speaks of."""
BEHIND_MARKER = re.compile(r"\s([^\W\d_]{1,4})\s(\d{1,2}\.\d\d)(?![\d.]\d|\s?%|\s[^\W\d_]{2,3}(?!\w))")
"""A word before a time, and the time."""
OWN_LINE = 0.6
LONGEST_LINE = 60
"""A line, and no sentence, that tells the day and the hour, and its characters."""
WHOLE = ("opening-hours", "next")
"""Scopes that count for the whole sentence."""


def start_time(parts: Sequence[Segment], day: datetime.date | None) -> Choice[str] | None:
    """The hour at which the meeting began, as `HH:MM`.

    >>> made = start_time([Segment("opening", "Dyskusję rozpoczęto o godz. 14.00, zakończono o godz. 14.25.")], None)
    >>> made.best.value if made else None
    '14:00'
    """
    found = [Candidate(span.time, tuple(evidence(part, span, start, day))) for part in parts for span, start in times_of(part)]
    return choose(found, FLOOR)


def times_of(part: Segment) -> Iterator[tuple[TimeSpan, int]]:
    """The times of a segment, each with where the words before it begin. A label for the time needs no other word for it."""
    found = find_times(part.text)
    if not found and part.label == "time" and (bare := first_time(part.text)):
        found = (bare,)
    if not found and part.label != "time":
        found = tuple(after_opened(part.text))
    end = 0
    for span in found:
        yield span, end
        end = span.end


def after_opened(text: str) -> Iterator[TimeSpan]:
    """Times with a dot behind a word for the beginning, where nothing else says that they are no decimals: "rozpoczęto o 17.10"."""
    for _, end in cue_spans(text, "opened"):
        match = BEHIND_MARKER.match(text, end)
        if match is not None and match[1].lower() in time_markers() and (span := first_time(text[match.start(2) :])):
            yield TimeSpan(span.start + match.start(2), span.end + match.start(2), span.time, span.until)


def evidence(part: Segment, span: TimeSpan, since: int, day: datetime.date | None) -> Iterator[Evidence]:
    labelled = part.kind == "label" and part.label in LABELS
    yield Evidence("label", LABELS[part.label], part.words) if labelled else Evidence(part.kind, PRIORS[part.kind])
    text = part.text
    opened = [
        max(start - span.end, span.start - end, 0)
        for start, end in cue_spans(text, "opened")
        if end <= span.start or start >= span.end
    ]
    if opened and not labelled:
        yield Evidence("opened", next((points for most, points in OPENED if min(opened) <= most), 0.0))
    if says(text, "held"):
        yield Evidence("held", HELD)
    if says(text, "meeting"):
        yield Evidence("meeting", MEETING_NOUN)
    before = text[max(since, span.start - NEAR) : span.start]
    for scope, weight in SCOPES.items():
        where = text if scope in WHOLE else f"{part.words} {before}" if part.kind == "label" else before
        if says(where, scope) and not (scope == "closed" and last_is_opened(before)):
            yield Evidence(scope, weight)
    yield from dated(text, span, day, part.kind == "opening")


def last_is_opened(before: str) -> bool:
    """Whether the nearest word before a time speaks of a beginning."""
    opened, closed = cue_spans(before, "opened"), cue_spans(before, "closed")
    return bool(opened) and opened[-1][0] > max((start for start, _ in closed), default=-1)


def dated(text: str, span: TimeSpan, day: datetime.date | None, opening: bool = False) -> Iterator[Evidence]:
    """Whether the day before the time is the meeting's or another."""
    days = [found for found in find_dates(text, day.year if day else None) if found.end <= span.start]
    if days and day is not None:
        same = any(found.date == day for found in days)
        if same and opening and len(text) <= LONGEST_LINE and not text.endswith("."):
            yield Evidence("line of its own", OWN_LINE)
        yield Evidence("the day", DATED) if same else Evidence("another day", OTHER_DAY, str(days[-1].date))
