"""Calendar days in prose, each with the span of its words.

A date is a full calendar day: day, month and year, where the year may come from the date that a range or list goes on to
("12–14 maja 2024 r."). The words are rows of `months.csv`, `year_words.csv` and `date_words.csv`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from postulat.extract.characters.letters import UPPER
from postulat.normalize.mentions.numbers import has_figure
from postulat.normalize.mentions.openings import NOWHERE, matches_at, openings
from postulat.normalize.mentions.times import TimeSpan, find_times
from postulat.normalize.vocabulary.phrases import ahead, rows

__all__ = ["DateSpan", "TimeSpan", "find_dates", "find_times"]

SPACE = r"[^\S\n]{0,3}"
"""White space between the parts of one figure: bounded, so that a page of spaces costs no more than it is long."""
YEAR = r"(?:1[5-9]|2[01])\d\d(?!\d)"
REMEMBERED = 512
"""Texts whose days are kept: several facts of a meeting ask for them."""
CENTURY = 2000
"""A year of two digits counts from here; it is read only before a word for a year."""

DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
NO_NUMBER = rf"(?!/\d)(?!\.(?-i:[{UPPER}]{{2}}))"
"""No figure of a file's number follows ("12.05.2024.AB", "5.6.2024/7")."""


class DateSpan(NamedTuple):
    """A calendar day and where the text says it."""

    start: int
    end: int
    date: datetime.date


@lru_cache(maxsize=REMEMBERED)
def find_dates(text: str, year: int | None = None) -> tuple[DateSpan, ...]:
    """The calendar days of a text, in its order. A date without a year is none, save "5 maja br." where `year` says which.

    >>> text = "od 16 czerwca do 21 lipca 2014r."
    >>> [(text[found.start : found.end], str(found.date)) for found in find_dates(text)]
    [('16 czerwca', '2014-06-16'), ('21 lipca 2014r.', '2014-07-21')]
    >>> find_dates("31 lutego 2026 r., czerwiec 2026 r., dnia 5 maja br.")
    ()
    """
    if not has_figure(text):
        return ()
    found: list[DateSpan] = []
    last = -1
    for match in matches_at(date_pattern(), text, openings(text).get("date", NOWHERE)):
        before = text[max(0, match.start() - 5) : match.start()]
        if number_before().search(before) and match.start() - 1 != last:
            continue
        last = match.end()
        found.extend(dates_of(match, year))
    return tuple(found)


@cache
def words_of(*roles: str) -> str:
    """The words of these roles as one pattern, the longest first; a word that ends in a letter ends there."""
    found = sorted({row["word"] for row in rows("date_words") if row["role"] in roles}, key=lambda word: (-len(word), word))
    return (
        "(?:"
        + "|".join(r"\s".join(map(re.escape, word.split())) + (r"(?!\w)" if word[-1].isalnum() else "") for word in found)
        + ")"
    )


@cache
def day_end() -> str:
    return rf"(?:-?{words_of('ending')}|\s?{words_of('suffix')})?"


@cache
def after_day() -> str:
    return rf"(?:\.?{SPACE}(?:{words_of('of')}\s)?|[-/])"


@cache
def year_end() -> str:
    """What is part of a year as officials write it: `2026 r.`, `2026r.`, `2026 roku`."""
    return rf"(?:{SPACE}{words_of('year-end')})?"


@cache
def joint() -> str:
    """What joins days that share a year."""
    return rf"{SPACE}(?:[–—-]|,|{words_of('joint')}){SPACE}(?:{words_of('before')}{SPACE}){{0,2}}"


@cache
def range_joint() -> re.Pattern[str]:
    return re.compile(rf"[–—-]|\b{words_of('range')}", re.IGNORECASE)


@cache
def listed_unit() -> re.Pattern[str]:
    """A unit before the first of listed numbers, which is therefore no day: "art. 5 i 6 maja"."""
    return re.compile(rf"(?:\b{words_of('unit', 'number')}\.?|§)\s*$", re.IGNORECASE)


@cache
def number_before() -> re.Pattern[str]:
    """What makes a date-like figure a part of a longer number, or the number of a file."""
    return re.compile(rf"\d[.,/-]$|\b{words_of('number')}\.?\s?$", re.IGNORECASE)


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
    return rf"{ahead(names)}(?:(?:{words})(?![^\W\d_])|(?-i:{roman})(?!\w))"


@cache
def year_words() -> dict[str, int]:
    return {row["form"]: int(row["offset"]) for row in rows("year_words")}


@cache
def item_pattern() -> re.Pattern[str]:
    """A day that takes its year, and perhaps its month, from the date after it, with what joins the two."""
    month = rf"(?:{after_day()}(?P<m>{month_words()})\.?|{SPACE}\.{SPACE}(?P<n>1[0-2]|0?[1-9])(?!\d))?"
    return re.compile(rf"(?P<figure>(?P<d>{DAY}){day_end()}{month})\.?(?P<joint>{joint()})", re.IGNORECASE)


@cache
def date_pattern() -> re.Pattern[str]:
    """Every way to write a day in one pattern; days that share its year stand before it in `listed`."""
    month = month_words()
    words = "|".join(re.escape(word) for word in sorted(year_words(), key=len, reverse=True))
    item = re.sub(r"\?P<\w+>", "?:", item_pattern().pattern)
    named = (
        rf"(?P<day>{DAY}){day_end()}{after_day()}(?P<month>{month})"
        rf"(?:(?:\.?,?{SPACE}|[-/])(?P<year>{YEAR}){year_end()}|\.?{SPACE}(?P<word>{words})(?!\w))"
    )
    numeric = (
        rf"(?P<nday>\d\d?)(?P<sep>{SPACE}\.{SPACE}|[/-])(?P<nmonth>\d\d?)"
        rf"(?:(?:{SPACE}\.{SPACE}|(?P=sep))(?:(?P<nyear>{YEAR}){year_end()}|(?P<short>\d\d){SPACE}{words_of('short-year')})"
        rf"|\.?{SPACE}(?P<nword>{words})(?!\w))"
    )
    iso = rf"(?P<iyear>{YEAR})(?P<isep>[./-])(?P<imonth>\d\d?)(?P=isep)(?P<iday>\d\d?)(?!\d){year_end()}"
    english = (
        rf"(?P<emonth>{month})\.?{SPACE}(?P<efirst>{DAY}){day_end()}"
        rf"(?:{SPACE}(?:[–—-]|{words_of('joint')}){SPACE}(?P<esecond>{DAY}){day_end()})?,?{SPACE}(?P<eyear>{YEAR})"
    )
    return re.compile(
        rf"(?<!\w)(?:(?P<listed>(?:{item}){{1,6}})?(?:{named}|{numeric}{NO_NUMBER})|{iso}{NO_NUMBER}|{english})(?!\d)",
        re.IGNORECASE,
    )


def dates_of(match: re.Match[str], year: int | None) -> Iterator[DateSpan]:
    """The days of one match, in order: those listed before the date that carries the year, then that date."""
    if match["emonth"]:
        yield from english_dates(match)
        return
    start = match.end("listed") if match["listed"] else match.start()
    found = calendar_day(*numbers_of(match, year))
    if found is None:
        return
    if match["listed"] and not listed_unit().search(match.string[max(0, match.start() - 8) : match.start()]):
        yield from listed_dates(match, found)
    yield DateSpan(start, match.end(), found)


def numbers_of(part: re.Match[str], year: int | None) -> tuple[int, int, int]:
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
            turned = range_joint().search(item["joint"]) and month > last.month
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
