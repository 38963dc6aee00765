"""How many people were at a meeting: the numbers of its text by what they count ("12 radnych wobec ustawowego składu 15")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from postulat.normalize.evidence import Candidate, Choice, Evidence, choose
from postulat.normalize.meeting.segments import Segment
from postulat.normalize.mentions.dates import find_dates
from postulat.normalize.mentions.times import find_times
from postulat.normalize.vocabulary.cues import cue_spans, ends, says
from postulat.normalize.vocabulary.phrases import rows

FLOOR = 2.0
CLOSE = 0.6
"""Points from which a number stands, and within which another is a rival."""
PEOPLE = 1.0
"""A word for people behind the number."""
PRESENT = ((18, 2.2), (60, 1.8), (130, 1.2))
LABELLED = 3.0
"""Characters to a word for "present", and the points that it gives; a label that says so."""
EARLY = {"title": 0.3, "head": 0.5, "label": 0.5, "opening": 0.4, "item": -0.6, "other": 0.0}
OF = 1.5
"""The first number of "8 z 15"."""
COUNTER = {"composition": -4.0, "absent": -5.0, "votes": -4.0}
NEAR = 45
"""Characters around a number in which words tell that it counts others."""
WORDS_OF_PART = 3
"""Words between a part and its whole ("5 obecnych na zebraniu na 7")."""
WHOLE_OF = -4.0
MOST_FIGURES = 40
"""Numbers of one sentence that are looked at."""
MOST = 5000
"""People; a greater number is something else."""
NUMBER = re.compile(r"(?<![\w.,/§:-])(\d{1,4})(?![\d/:%]|[.,]\d|\.\s?[^\W\d_]|-?\s?\w{0,4}\.?\s?\d{4}|\w)")
LIST_OF_NUMBERS = re.compile(r"(?:\d{1,4}[.,]?\s?(?:[^\W\d_]{1,3}\s|[–-]\s?)?){1,6}$")
"""Numbers before one that goes on their list ("załącznik nr 1 i 2")."""
YEAR = re.compile(r"(?:19|20)\d\d$")
CLAUSE = re.compile(r"[,;()–]\s|\.\s")


def participants(parts: Sequence[Segment], texts: Sequence[str] = ()) -> Choice[int] | None:
    """The number of people that the text claims were there.

    >>> text = "W sesji uczestniczy 12 radnych, co wobec ustawowego składu Rady wynoszącego 15 radnych stanowi kworum."
    >>> made = participants([Segment("opening", text)])
    >>> made.best.value if made else None
    12
    """
    found = [Candidate(number, tuple(reasons)) for part in parts for number, reasons in counted(part)]
    return choose(found, FLOOR)


def counted(part: Segment) -> Iterator[tuple[int, list[Evidence]]]:
    text = f"{part.words}: {part.text}" if part.words else part.text
    if not says(text, "present"):
        return
    figures = list(islice(figures_of(text), MOST_FIGURES))
    wholes = {whole for _, _, end in figures if (whole := whole_behind(text, end))}
    for number, start, end in figures:
        reasons = list(evidence(part, text, start, end))
        if whole_behind(text, end):
            reasons.append(Evidence("part of a whole", OF))
        if start in wholes:
            reasons.append(Evidence("the whole", WHOLE_OF))
        yield number, reasons


def whole_behind(text: str, end: int) -> int:
    """Where the whole stands of which a number is a part ("8 z 15", "5 obecnych na 7 członków"); 0 where none follows."""
    rest = text[end : end + NEAR]
    for start, stop in cue_spans(rest, "whole"):
        if len(rest[:start].split()) <= WORDS_OF_PART and (match := re.match(r"\s(?:[^\W\d_]+\s)?(?=\d{1,4}(?!\d))", rest[stop:])):
            return end + stop + match.end()
    return 0


def figures_of(text: str) -> Iterator[tuple[int, int, int]]:
    """The numbers of a text, in figures or words, with where they stand."""
    days = find_dates(text)
    for match in NUMBER.finditer(text):
        if any(day.start <= match.start() < day.end for day in days):
            continue
        if int(match[1]) <= MOST and not ends(LIST_OF_NUMBERS.sub("", text[: match.start()]), "numbered"):
            yield int(match[1]), match.start(1), match.end(1)
    for match in re.finditer(r"[^\W\d_]+", text):
        number = words_for().get(match[0].lower())
        if number is not None and people_behind(text, match.end()):
            yield number, match.start(), match.end()


@cache
def words_for() -> dict[str, int]:
    return {row["form"]: int(row["number"]) for row in rows("counts")}


def people_behind(text: str, end: int) -> bool:
    """Whether a word for people follows a number, perhaps behind an adjective."""
    rest = text[end : end + 40]
    return any(len(rest[:start].split()) <= 1 and not re.search(r"[,;.:]", rest[:start]) for start, _ in cue_spans(rest, "people"))


def evidence(part: Segment, text: str, start: int, end: int) -> Iterator[Evidence]:
    yield Evidence(part.kind, EARLY[part.kind])
    people = people_behind(text, end)
    if people or says(CLAUSE.split(text[max(0, start - NEAR) : start])[-1], "people"):
        yield Evidence("people", PEOPLE)
    places = [max(begin - end, start - stop, 0) for begin, stop in cue_spans(text, "present")]
    near = next((points for most, points in PRESENT if min(places) <= most), 0.0)
    if part.words and says(part.words, "present") and not text[len(part.words) + 1 : start].strip():
        yield Evidence("label", LABELLED, part.words)
    elif people or (min(places) <= PRESENT[0][0] and may_count(text, start, end)):
        yield Evidence("present", near)
    before = CLAUSE.split(text[max(0, start - NEAR) : start].rstrip(" –—-:"))[-1]
    behind = CLAUSE.split(text[end : end + NEAR])[0]
    right_before = text[max(0, start - NEAR) : start].rstrip(" –—-:")
    for cue, weight in COUNTER.items():
        ended = ends(right_before, cue) and not ends(right_before, "present")
        if says(after_present(before), cue) or ended or (says(behind, cue) and not says(before, "present")):
            yield Evidence(cue, weight)


def may_count(text: str, start: int, end: int) -> bool:
    """Whether a number may count people although no word for them follows: no year, no hour, nothing else is counted."""
    behind = " ".join(text[end : end + NEAR].split()[:2])
    timed = any(span.start <= start < span.end for span in find_times(text))
    return not YEAR.match(text[start:end]) and not timed and not says(behind, "not-people")


def after_present(before: str) -> str:
    """What stands between the last word for "present" and a number: "wobec składu 15 w sesji uczestniczy" ends with nothing."""
    spans = cue_spans(before, "present")
    return before[spans[-1][1] :] if spans else before
