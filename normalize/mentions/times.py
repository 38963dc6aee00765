"""Times of day in prose, each with the span of its figures.

A bare number is a time only beside a word that says so ("o godz. 17", "o 10-tej", "v 19 hodin"); `17:30` says it itself. The words
are rows of `time_words.csv`, hours in words of `hours.csv`, and units that make a number something else of `measures.csv`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from postulat.normalize.vocabulary.phrases import rows

REMEMBERED = 512
"""Texts whose times are kept: several facts of a meeting ask for them."""
NOON = 12
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
"""Minutes are often set as an exponent: `17⁰⁰`."""

SPACE = r"[^\S\n]{0,3}"
HOUR = r"(?:2[0-4]|[01]?\d)"
ROUND = r"(?:00|15|30|45)"
"""Minutes that a time without a word before it may have when a dot could as well make it a decimal."""
RAISED_MINUTES = "[⁰¹²³⁴⁵][⁰¹²³⁴⁵⁶⁷⁸⁹]"
FIGURES = ("said", "unit", "halved", "marked", "dotted", "plain")
"""The groups of the pattern, each with an `…_until`."""
COUNTED_HOURS = re.compile(r"(?<!\d)\d{1,2}\s?$")


class TimeSpan(NamedTuple):
    """A time of day as `HH:MM`, and where it ends at a stated time, that time too."""

    start: int
    end: int
    time: str
    until: str | None = None


@lru_cache(maxsize=REMEMBERED)
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
        if match["cue"] and COUNTED_HOURS.search(text[max(0, match.start() - 4) : match.start()]):
            continue
        kind = next(name for name in FIGURES if match[name])
        until = match[f"{kind}_until"]
        found.append(TimeSpan(match.start(kind), match.end(), clock(match[kind]), clock(until) if until else None))
    return tuple(found)


def first_time(text: str) -> TimeSpan | None:
    """The time that a text begins with, where its label says that it is one: a bare hour too.

    >>> first_time("17 – 19.30"), first_time("ratusz")
    (TimeSpan(start=0, end=10, time='17:00', until='19:30'), None)
    """
    match = bare_pattern().match(text)
    if match is None:
        return None
    return TimeSpan(match.start("bare"), match.end(), clock(match["bare"]), clock(match["until"]) if match["until"] else None)


def clock(figure: str) -> str:
    """`HH:MM` of one figure as written.

    >>> clock("9.30"), clock("17⁰⁰"), clock("1700"), clock("930"), clock("17-tej"), clock("5 p.m."), clock("siedemnastej")
    ('09:30', '17:00', '17:00', '09:30', '17:00', '17:00', '17:00')
    """
    words = " ".join(figure.lower().split())
    if words in hours():
        return f"{hours()[words]:02d}:00"
    digits = re.findall(r"\d+", figure.translate(RAISED))
    digits = [digits[0][:-2], digits[0][-2:]] if len(digits[0]) > 2 else digits
    hour = int(digits[0])
    if re.search(any_of("pm"), words) and hour < NOON:
        hour += NOON
    elif re.search(any_of("am"), words) and hour == NOON:
        hour = 0
    return f"{hour:02d}:{digits[1] if len(digits) > 1 else '00'}"


@cache
def hours() -> dict[str, int]:
    return {row["form"]: int(row["hour"]) for row in rows("hours")}


@cache
def any_of(role: str) -> str:
    """The words of a role as one pattern, the longest first."""
    words = sorted({row["word"] for row in rows("time_words") if row["role"] == role}, key=lambda word: (-len(word), word))
    patterns = (re.escape(word).replace(r"\*", r"\w*") + ("" if word.endswith((".", "*")) else r"(?!\w)") for word in words)
    return "(?:" + "|".join(patterns) + ")"


@cache
def no_measure() -> str:
    """What may not follow a figure that is a time: more digits, or a unit of something else."""
    return rf"(?!\d|[.,:/]\d|\s\d{{3}}(?!\d)|{SPACE}{measure()}|{SPACE}(?:{any_of('am')}|{any_of('pm')})|\w)"


@cache
def measure() -> str:
    units = sorted((row["unit"] for row in rows("measures")), key=lambda unit: (-len(unit), unit))
    return "(?:" + "|".join(re.escape(unit) + r"(?!\w)" for unit in units) + ")"


@cache
def ordinal() -> str:
    return rf"(?:-?{any_of('ending')})?"


@cache
def said_pattern() -> str:
    """A figure that needs nothing to say that it is a time, because a word before it does."""
    words = "|".join(r"\s".join(word.split()) for word in sorted(hours(), key=len, reverse=True))
    return (
        rf"(?:(?:{words})(?!\w)|(?:[01]\d|2[0-3])[0-5]\d{no_measure()}|[6-9][0-5][05]{no_measure()}"
        rf"|{HOUR}(?:{SPACE}[.:,]{SPACE}[0-5]\d|{RAISED_MINUTES}|\s{ROUND})?{ordinal()}{no_measure()})"
    )


@cache
def range_pattern() -> str:
    return rf"{SPACE}(?:[–—-]|{any_of('until')}){SPACE}(?:{any_of('before')}{SPACE})?"


@cache
def bare_pattern() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}(?P<bare>{said_pattern()})(?:{range_pattern()}(?P<until>{said_pattern()}))?", re.IGNORECASE)


@cache
def time_pattern() -> re.Pattern[str]:
    """Every way to write a time, the most explicit first, each as a figure and perhaps the figure where the range ends."""
    said, no = said_pattern(), no_measure()
    unit_figure = rf"(?:{HOUR}(?:{SPACE}[.:,]{SPACE}[0-5]\d|{RAISED_MINUTES})|(?:[01]\d|2[0-3])[0-5]\d)"
    unit_end = rf"{SPACE}{any_of('unit')}"
    marked = rf"{HOUR}(?:{unit_end}|(?:(?::[0-5]\d|\.{ROUND}|{RAISED_MINUTES}){ordinal()}|-?{any_of('ending')}){no})"
    plain = rf"(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00|[6-9]:[0-5][05]){no}"
    dotted = rf"(?:[01]?\d|2[0-3])[.:]{ROUND}{no}"
    halved = rf"(?:1[0-2]|[1-9])(?:[.:][0-5]\d)?{SPACE}(?:{any_of('am')}|{any_of('pm')})\.?"
    named = rf"(?P<cue>{any_of('before')})(?:(?:\s[^\W\d]{{3,20}}){{1,2}}[.:]?{SPACE}(?={HOUR}[.:]\d\d)|:?{SPACE})"
    joint = range_pattern()
    return re.compile(
        rf"(?<!\w){named}(?P<said>{said})(?:{joint}(?P<said_until>{said}))?|(?<![\w.,:/-])(?:"
        rf"(?P<unit>{unit_figure})(?:{joint}(?P<unit_until>{unit_figure}))?{unit_end}"
        rf"|(?P<halved>{halved})(?:{joint}(?P<halved_until>{halved}))?"
        rf"|{any_of('marker')}\s(?P<marked>{marked})(?:{joint}(?P<marked_until>{marked}))?"
        rf"|(?P<dotted>{dotted}){joint}(?P<dotted_until>{dotted})"
        rf"|(?P<plain>{plain})(?:{joint}(?P<plain_until>{plain}))?)",
        re.IGNORECASE,
    )
