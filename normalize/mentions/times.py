"""Times of day in prose, Polish and English, each with the span of its figures.

A bare number is a time only after a word that says so ("o godz. 17", "o 10-tej"); `17:30` says it itself. Hours in words are rows
of `hours.csv`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from postulat.normalize.vocabulary.phrases import rows

NOON = 12
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
"""Minutes are often set as an exponent: `17⁰⁰`."""

SPACE = r"[^\S\n]{0,3}"
HOUR = r"(?:2[0-4]|[01]?\d)"
ROUND = r"(?:00|15|30|45)"
"""Minutes that a time without a word before it may have when a dot could as well make it a decimal."""
CUE = r"(?:godz\.?|godzin(?:a|ie|y|ę|ach)(?!\w)|g\.)"
MEASURE = r"(?:zł|gr|PLN|EUR|USD|€|\$|%|proc|tys|mln|mld|m|m²|m2|km|ha|kg|t|pkt|r\.)(?!\w)"
NO_MEASURE = rf"(?!\d|[.,:/]\d|\s\d{{3}}(?!\d)|{SPACE}{MEASURE}|\w)"
RAISED_MINUTES = "[⁰¹²³⁴⁵][⁰¹²³⁴⁵⁶⁷⁸⁹]"
ORDINAL = r"(?:-?(?:t?ej|s?zej|giej|ciej|mej|stej))?"
RANGE = rf"{SPACE}(?:[–—-]|(?:do|to)(?!\w)){SPACE}(?:{CUE}{SPACE})?"
FIGURES = ("said", "halved", "marked", "dotted", "plain")
"""The groups of the pattern, each with an `…_until`."""
COUNTED_HOURS = re.compile(r"\d\s?$")


class TimeSpan(NamedTuple):
    """A time of day as `HH:MM`, and where it ends at a stated time, that time too."""

    start: int
    end: int
    time: str
    until: str | None = None


def find_times(text: str) -> tuple[TimeSpan, ...]:
    """The times of day of a text, in its order.

    >>> [(found.time, found.until) for found in find_times("o godz. 17⁰⁰, w godz. 15.00-17.30, godz. 8, 16:30, at 5 pm")]
    [('17:00', None), ('15:00', '17:30'), ('08:00', None), ('16:30', None), ('17:00', None)]
    >>> find_times("o 17.00 zł więcej, 8 godz. 30 min, skala 1:500, art. 5")
    ()
    """
    found = []
    for match in time_pattern().finditer(text):
        # "8 godz. 30 min" counts hours
        if match["cue"] and COUNTED_HOURS.search(text[max(0, match.start() - 2) : match.start()]):
            continue
        kind = next(name for name in FIGURES if match[name])
        until = match[f"{kind}_until"]
        found.append(TimeSpan(match.start(kind), match.end(), clock(match[kind]), clock(until) if until else None))
    return tuple(found)


def clock(figure: str) -> str:
    """`HH:MM` of one figure as written.

    >>> clock("9.30"), clock("17⁰⁰"), clock("1700"), clock("17-tej"), clock("5 p.m."), clock("siedemnastej")
    ('09:30', '17:00', '17:00', '17:00', '17:00', '17:00')
    """
    words = " ".join(figure.lower().split())
    if words in hours():
        return f"{hours()[words]:02d}:00"
    digits = re.findall(r"\d+", figure.translate(RAISED))
    digits = [digits[0][:2], digits[0][2:]] if len(digits[0]) > 2 else digits
    hour = int(digits[0])
    if re.search(r"p\.?m", words) and hour < NOON:
        hour += NOON
    elif re.search(r"a\.?m", words) and hour == NOON:
        hour = 0
    return f"{hour:02d}:{digits[1] if len(digits) > 1 else '00'}"


@cache
def hours() -> dict[str, int]:
    return {row["form"]: int(row["hour"]) for row in rows("hours")}


@cache
def time_pattern() -> re.Pattern[str]:
    """Every way to write a time, the most explicit first, each as a figure and perhaps the figure where the range ends."""
    words = "|".join(r"\s".join(word.split()) for word in sorted(hours(), key=len, reverse=True))
    said = (
        rf"(?:(?:{words})(?!\w)|(?:[01]\d|2[0-3])[0-5]\d{NO_MEASURE}"
        rf"|{HOUR}(?:{SPACE}[.:,]{SPACE}[0-5]\d|{RAISED_MINUTES}|\s{ROUND})?{ORDINAL}{NO_MEASURE})"
    )
    marked = rf"{HOUR}(?:(?::[0-5]\d|\.{ROUND}|{RAISED_MINUTES}){ORDINAL}|{ORDINAL}(?<=ej)){NO_MEASURE}"
    plain = rf"(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00|[6-9]:[0-5][05]){NO_MEASURE}"
    dotted = rf"(?:[01]?\d|2[0-3])[.:]{ROUND}{NO_MEASURE}"
    halved = rf"(?:1[0-2]|[1-9])(?:[.:][0-5]\d)?{SPACE}[ap]\.?m(?:\.|(?!\w))"
    named = rf"(?P<cue>{CUE})(?:(?:\s[^\W\d]{{3,20}}){{1,2}}[.:]?{SPACE}(?={HOUR}[.:]\d\d)|:?{SPACE})"
    return re.compile(
        rf"(?<![\w.,:/-])(?:{named}(?P<said>{said})(?:{RANGE}(?P<said_until>{said}))?"
        rf"|(?P<halved>{halved})(?:{RANGE}(?P<halved_until>{halved}))?"
        rf"|(?:o|od|at|from)\s(?P<marked>{marked})(?:{RANGE}(?P<marked_until>{marked}))?"
        rf"|(?P<dotted>{dotted}){RANGE}(?P<dotted_until>{dotted})"
        rf"|(?P<plain>{plain})(?:{RANGE}(?P<plain_until>{plain}))?)",
        re.IGNORECASE,
    )
