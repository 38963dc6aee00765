"""Whether a document describes a meeting: what its title, its head, its labels and its opening sentences say for it, in points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from postulat.normalize.evidence import Evidence
from postulat.normalize.meeting.bodies import bodies
from postulat.normalize.meeting.segments import Segment, minutes_words
from postulat.normalize.mentions.dates import find_dates
from postulat.normalize.mentions.times import find_times, first_time
from postulat.normalize.vocabulary.cues import says, starts

FLOOR = 3.0
"""Points from which a document describes a meeting."""
TITLED = 3.0
MINUTES = 2.0
MENTIONED = 1.0
HELD = 2.0
DATED = 1.5
SHORT = 0.5
"""A meeting's noun and its day in a line that is no sentence."""
LONGEST_LINE = 90
BODY_AND_DAY = 1.0
SCHEDULE = -7.0
PRESENT = 1.0
LABELS = 1.0
WHEN_AND_WHERE = 2.0
"""Labels for the day, the hour and the place, whatever the document is called."""
OPENED = 1.0
TO_COME = {"earlier": -1.0, "next": -1.0, "act": -1.0}


def tells_of_a_meeting(parts: Sequence[Segment], language: str | None) -> bool:
    """Whether the document is about a meeting.

    >>> tells_of_a_meeting([Segment("title", "Protokół z posiedzenia")], "pl")
    True
    >>> tells_of_a_meeting([Segment("title", "Uchwała"), Segment("opening", "trafi na sesję 5 maja 2026 r.")], "pl")
    False
    """
    return sum(reason.weight for reason in evidence(parts, language)) >= FLOOR


def evidence(parts: Sequence[Segment], language: str | None) -> Iterator[Evidence]:
    """What speaks for a meeting, each kind of reason once."""
    named = [part.text for part in parts if part.kind in ("title", "head")]
    if title := next((text for text in named if says(text, "meeting")), None):
        yield Evidence("title", TITLED, title)
    if title := next((text for text in named if says(text, "schedule") and not minutes_words(text)), None):
        yield Evidence("schedule", SCHEDULE, title)
    if title := next((text for text in named if minutes_words(text)), None):
        yield Evidence("minutes", MINUTES, title)
    days = [part.text for part in parts if part.label == "day" or (part.kind == "opening" and is_day_line(part.text))]
    if any(map(find_dates, named + days)) and any(bodies(text, language) for text in named):
        yield Evidence("a body and a day", BODY_AND_DAY)
    told = [(sum(reason.weight for reason in reasons), reasons) for part in parts if (reasons := list(sentence(part)))]
    if told:
        yield from max(told, key=lambda one: one[0])[1]
    if any(part.label == "head" and says(part.words, "present") for part in parts) or any(
        starts(part.text, "attendance") for part in parts if part.kind in ("opening", "other")
    ):
        yield Evidence("those present", PRESENT)
    labelled = [part for part in parts if part.kind == "label"]
    if {"day", "time", "place"} & {part.label for part in labelled if find_days_or_times(part)}:
        yield Evidence("labels", LABELS)
    day = any(part.label == "day" and find_dates(part.text) for part in labelled)
    hour = any(part.label == "time" or (part.label == "day" and find_times(part.text)) for part in labelled)
    if day and hour and any(part.label == "place" for part in labelled):
        yield Evidence("when and where", WHEN_AND_WHERE)
    if any(part.kind != "title" and says(part.text, "opened") and find_times(part.text) for part in parts):
        yield Evidence("opened", OPENED)


def sentence(part: Segment) -> Iterator[Evidence]:
    """What a sentence of the opening says of a meeting."""
    if part.kind not in ("opening", "label") or not says(part.text, "meeting"):
        return
    yield Evidence("meeting", MENTIONED, part.text)
    if says(part.text, "held") or says(part.text, "opened"):
        yield Evidence("held", HELD)
    for scope, weight in TO_COME.items():
        if says(part.text, scope):
            yield Evidence(scope, weight)
    if find_dates(part.text):
        yield Evidence("dated", DATED)
        if len(part.text) <= LONGEST_LINE and not part.text.endswith("."):
            yield Evidence("a line", SHORT)


def is_day_line(text: str) -> bool:
    """Whether a line, and no sentence, tells the day and the hour: "środa, 22 lutego 2023, 16:15–18:00"."""
    return len(text) <= LONGEST_LINE and not text.endswith(".") and bool(find_dates(text)) and bool(find_times(text))


def find_days_or_times(part: Segment) -> bool:
    """Whether a label's text tells a day or an hour; behind a label for the hour figures are enough: "Początek: 17.30"."""
    return bool(find_dates(part.text) or find_times(part.text)) or (part.label == "time" and first_time(part.text) is not None)
