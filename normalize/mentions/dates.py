"""Calendar days in prose, Polish and English, each with the span of its words.

A date is a full calendar day: day, month and year, where the year may come from the date that a range or list goes on to
("12–14 maja 2024 r."). The words of months, years and hours are rows of `months.csv`, `year_words.csv` and `hours.csv`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from postulat.normalize.mentions.times import TimeSpan, find_times
from postulat.normalize.vocabulary.phrases import rows

__all__ = ["DateSpan", "TimeSpan", "find_dates", "find_times"]

SPACE = r"[^\S\n]{0,3}"
"""White space between the parts of one figure: bounded, so that a page of spaces costs no more than it is long."""
YEAR = r"(?:1[5-9]|2[01])\d\d(?!\d)"
YEAR_END = rf"(?:{SPACE}(?:roku(?!\w)|r\.|r(?!\w)))?"
"""What is part of a year as officials write it: `2026 r.`, `2026r.`, `2026 roku`."""
CENTURY = 2000
"""A year of two digits counts from here; it is read only before "r." or "roku"."""


DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
DAY_END = r"(?:-?(?:go|ego|tego|szego|giego|ciego)(?!\w)|\s?(?:st|nd|rd|th)(?!\w))?"
AFTER_DAY = rf"(?:\.?{SPACE}(?:of\s)?|[-/])"
JOINT = rf"{SPACE}(?:[–—-]|,|(?:i|oraz|a|lub|do|and|or|to)(?!\w)){SPACE}(?:(?:do|dnia|w\sdniu){SPACE}){{0,2}}"
LISTED_UNIT = re.compile(r"(?:\b(?:pkt|ust|art|nr|lit|poz|str|godz|rozdz)\.?|§)\s*$", re.IGNORECASE)
NUMBER_BEFORE = re.compile(r"\d[.,/-]$|\bnr\.?\s?$", re.IGNORECASE)
"""What makes a date-like figure a part of a longer number, or the number of a file."""
RANGE = re.compile(r"[–—-]|\b(?:do|to)\b", re.IGNORECASE)


class DateSpan(NamedTuple):
    """A calendar day and where the text says it."""

    start: int
    end: int
    date: datetime.date


def find_dates(text: str, year: int | None = None) -> tuple[DateSpan, ...]:
    """The calendar days of a text, in its order. A date without a year is none, save "5 maja br." where `year` says which.

    >>> text = "od 16 czerwca do 21 lipca 2014r."
    >>> [(text[found.start : found.end], str(found.date)) for found in find_dates(text)]
    [('16 czerwca', '2014-06-16'), ('21 lipca 2014r.', '2014-07-21')]
    >>> find_dates("31 lutego 2026 r., czerwiec 2026 r., dnia 5 maja br.")
    ()
    """
    found: list[DateSpan] = []
    last = -1
    for match in date_pattern().finditer(text):
        before = text[max(0, match.start() - 5) : match.start()]
        if NUMBER_BEFORE.search(before) and match.start() - 1 != last:
            continue
        last = match.end()
        found.extend(dates_of(match, year))
    return tuple(found)


@cache
def month_numbers() -> dict[str, int]:
    return {row["form"]: int(row["month"]) for row in rows("months")}


def month_number(word: str) -> int:
    """The number of a month's name, abbreviation or Roman numeral.

    >>> month_number("Maja"), month_number("paź."), month_number("XI")
    (5, 10, 11)
    """
    word = word.rstrip(".")
    return month_numbers().get(word) or month_numbers()[word.lower()]


@cache
def month_words() -> str:
    """A pattern of all names of months; Roman ones in capitals only."""
    names = sorted(month_numbers(), key=len, reverse=True)
    words = "|".join(name for name in names if not name.isupper())
    roman = "|".join(name for name in names if name.isupper())
    return rf"(?:(?:{words})(?![^\W\d_])|(?-i:{roman})(?!\w))"


@cache
def year_words() -> dict[str, int]:
    return {row["form"]: int(row["offset"]) for row in rows("year_words")}


@cache
def item_pattern() -> re.Pattern[str]:
    """A day that takes its year, and perhaps its month, from the date after it, with what joins the two."""
    month = rf"(?:{AFTER_DAY}(?P<m>{month_words()})\.?|{SPACE}\.{SPACE}(?P<n>1[0-2]|0?[1-9])(?!\d))?"
    return re.compile(rf"(?P<figure>(?P<d>{DAY}){DAY_END}{month})\.?(?P<joint>{JOINT})", re.IGNORECASE)


@cache
def date_pattern() -> re.Pattern[str]:
    """Every way to write a day in one pattern; days that share its year stand before it in `listed`."""
    month = month_words()
    words = "|".join(re.escape(word) for word in sorted(year_words(), key=len, reverse=True))
    item = re.sub(r"\?P<\w+>", "?:", item_pattern().pattern)
    named = (
        rf"(?P<day>{DAY}){DAY_END}{AFTER_DAY}(?P<month>{month})"
        rf"(?:(?:\.?,?{SPACE}|[-/])(?P<year>{YEAR}){YEAR_END}|\.?{SPACE}(?P<word>{words})(?!\w))"
    )
    numeric = (
        rf"(?P<nday>\d\d?)(?P<sep>{SPACE}\.{SPACE}|[/-])(?P<nmonth>\d\d?)"
        rf"(?:(?:{SPACE}\.{SPACE}|(?P=sep))(?:(?P<nyear>{YEAR}){YEAR_END}|(?P<short>\d\d){SPACE}(?:r\.|roku(?!\w)))"
        rf"|\.?{SPACE}(?P<nword>{words})(?!\w))"
    )
    iso = rf"(?P<iyear>{YEAR})(?P<isep>[./-])(?P<imonth>\d\d?)(?P=isep)(?P<iday>\d\d?)(?!\d){YEAR_END}"
    english = (
        rf"(?P<emonth>{month})\.?{SPACE}(?P<efirst>{DAY}){DAY_END}"
        rf"(?:{SPACE}(?:[–—-]|and|to){SPACE}(?P<esecond>{DAY}){DAY_END})?,?{SPACE}(?P<eyear>{YEAR})"
    )
    no_file_number = r"(?!/\d)(?!\.(?-i:[A-ZŁŚŻ]{2}))"
    return re.compile(
        rf"(?<!\w)(?:(?P<listed>(?:{item}){{1,6}})?(?:{named}|{numeric}{no_file_number})|{iso}{no_file_number}|{english})(?!\d)",
        re.IGNORECASE,
    )


def dates_of(match: re.Match[str], year: int | None) -> Iterator[DateSpan]:
    """The days of one match, in order: those listed before the date that carries the year, then that date."""
    part = match.groupdict()
    if part["emonth"]:
        yield from english_dates(match)
        return
    start = match.end("listed") if part["listed"] else match.start()
    found = calendar_day(*numbers_of(part, year))
    if found is None:
        return
    if part["listed"] and not LISTED_UNIT.search(match.string[max(0, match.start() - 8) : match.start()]):
        yield from listed_dates(match, found)
    yield DateSpan(start, match.end(), found)


def numbers_of(part: dict[str, str | None], year: int | None) -> tuple[int, int, int]:
    """Year, month and day of a match; 0 for a year that nobody gave."""
    if part["iyear"]:
        return int(part["iyear"]), int(part["imonth"] or 0), int(part["iday"] or 0)
    day = int(part["day"] or part["nday"] or 0)
    month = month_number(part["month"]) if part["month"] else int(part["nmonth"] or 0)
    if word := part["word"] or part["nword"]:
        return (0 if year is None else year + year_words()[word.lower()]), month, day
    if part["short"]:
        return CENTURY + int(part["short"]), month, day
    return int(part["year"] or part["nyear"] or 0), month, day


def listed_dates(match: re.Match[str], last: datetime.date) -> Iterator[DateSpan]:
    """The days before `last` that take its year ("5, 6 i 7 marca 2024"), or the year before where a range turns the year."""
    items = list(item_pattern().finditer(match.string, match.start("listed"), match.end("listed")))
    found: list[DateSpan] = []
    for item in reversed(items):
        month = month_number(item["m"]) if item["m"] else int(item["n"] or last.month)
        date = calendar_day(last.year, month, int(item["d"]))
        if date is not None and date >= last:
            turned = RANGE.search(item["joint"]) and month > last.month
            date = calendar_day(last.year - 1, month, int(item["d"])) if turned else date if month != last.month else None
        if date is None:
            break
        found.append(DateSpan(item.start("figure"), item.end("figure"), date))
        last = date
    yield from reversed(found)


def english_dates(match: re.Match[str]) -> Iterator[DateSpan]:
    """The day of "May 12, 2024", and both days of "May 12–14, 2024"."""
    year, month = int(match["eyear"]), month_number(match["emonth"])
    first = calendar_day(year, month, int(match["efirst"]))
    if match["esecond"] is None:
        if first is not None:
            yield DateSpan(match.start(), match.end(), first)
        return
    second = calendar_day(year, month, int(match["esecond"]))
    if first is not None and second is not None:
        yield DateSpan(match.start(), match.end("efirst"), first)
        yield DateSpan(match.start("esecond"), match.end(), second)


def calendar_day(year: int, month: int, day: int) -> datetime.date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
