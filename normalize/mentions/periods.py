"""Months, quarters, halves, years and their ranges in prose, as `2026-06`, `2026-Q1`, `2026-01/2026-06`, `2026`, `2024/2028`.

A bare number is a year only where it is said as one: "w 2027 roku", "na rok 2027", "2026 r.", "w latach 2025–2028", "2025–2028".
A list ("w 2026 i 2027 r.") gives a period for each member, a range one. The span holds the figures and the "r." or "roku" after
them, not the words before ("na rok"). Words are rows of `period_words.csv`, `months.csv` and `ordinals.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from postulat.normalize.mentions.dates import DateSpan, find_dates, month_number, year_words
from postulat.normalize.mentions.joints import figure_words
from postulat.normalize.mentions.openings import NOWHERE, WITHIN, matches_at, openings, word_starts
from postulat.normalize.mentions.times import measure
from postulat.normalize.vocabulary.phrases import ahead, may_hold, phrase, phrase_pattern, rows, stem

LONGEST_RANGE = 60
"""Years: numbers further apart than this are no range of years."""
SPACE = r"[^\S\n]{0,3}"
YEAR = r"(?:1[89]|2[01])\d\d(?![\d]|[.,]\d)"
YEAR_FIGURE = re.compile(r"(?:1[89]|2[01])\d\d")
YEAR_END = figure_words("year-end")
DASH = r"[–—-]"
LIST_JOINT = rf"(?:{SPACE},{SPACE}|\s{figure_words('and', 'or')}\s)"
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
HALF = {1: ("01", "06"), 2: ("07", "12")}
DAY_BEFORE = re.compile(rf"\d(?:\.|{figure_words('day-end')})?\s?(?:{figure_words('day-end')}\s)?$")


class PeriodSpan(NamedTuple):
    """A period as `2026-06`, `2026-Q1`, `2026` or `2024/2028`, and where the text says it."""

    start: int
    end: int
    value: str


def find_periods(text: str, dates: Sequence[DateSpan] | None = None, year: int | None = None) -> tuple[PeriodSpan, ...]:
    """The periods of a text, in its order; `year` tells what "w czerwcu br." means. The month of a full date is none.

    >>> text = "W I kwartale 2027 r., w latach 2025–2028, w czerwcu 2026 r. i 5 maja 2026 r. dla 2000 osób"
    >>> [(text[found.start : found.end], found.value) for found in find_periods(text)]
    [('I kwartale 2027 r.', '2027-Q1'), ('2025–2028', '2025/2028'), ('czerwcu 2026 r.', '2026-06')]
    """
    lower = text.lower()
    figures = YEAR_FIGURE.search(text) is not None
    if not figures and not (year is not None and may_hold(lower, "year_words", "form")):
        return ()
    places = openings(text)
    parted = word_starts(text) if any(piece in lower for piece in part_stems()) else places.get("period", NOWHERE)
    taken = bytearray(len(text))
    for date in find_dates(text, year) if dates is None else dates:
        taken[date.start : date.end] = b"\1" * (date.end - date.start)
    found: list[PeriodSpan] = []
    ways = chain(
        (span for match in matches_at(part_pattern(), text, parted) for span in parts_of_year(match, year)),
        (span for match in matches_at(year_pattern(), text, places.get("year", NOWHERE)) for span in years_of(match)),
    )
    for span in ways:
        if taken.find(1, span.start, span.end) < 0:
            found.append(span)
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
    return tuple(sorted(span for span in found if span.value))


@cache
def words(kind: str) -> str:
    """The vocabulary's words of a kind as one pattern."""
    forms = sorted((row["form"] for row in rows("period_words") if row["kind"] == kind), key=len, reverse=True)
    return ahead(forms) + "(?:" + "|".join(phrase_pattern(form) for form in forms) + ")"


@cache
def month_names() -> str:
    """The full names of months: with no day before them, abbreviations are other words ("list", "lip")."""
    full = [row["form"] for row in rows("months") if row["language"] != "roman" and row["note"] != "abbreviation"]
    return ahead(full) + "(?:" + "|".join(sorted(full, key=len, reverse=True)) + r")(?!\w)"


@cache
def part_stems() -> tuple[str, ...]:
    """What stands in every quarter and half of a year, before which any word may say which one it is."""
    return tuple(dict.fromkeys(stem(row["form"]) for row in rows("period_words") if row["kind"] in ("quarter", "half")))


@cache
def ordinal(word: str) -> int | None:
    """The number of "I", "1", "pierwszym", "first"."""
    if word.lower() in QUARTERS:
        return QUARTERS[word.lower()]
    return next((int(row["number"]) for row in rows("ordinals") if phrase(row["form"]).fullmatch(word)), None)


@cache
def part_pattern() -> re.Pattern[str]:
    """Months, quarters and halves of a year."""
    name, end = month_names(), rf"(?:{SPACE}{YEAR_END})?"
    joint = rf"(?:{SPACE}{DASH}{SPACE}|\s{figure_words('range')}\s|{LIST_JOINT})"
    which = r"(?:(?-i:I{1,3}|IV)|[1-4]|[^\W\d]{5,13})"
    relative = "|".join(re.escape(word) for word in sorted(year_words(), key=len, reverse=True))
    roman = r"(?-i:XII|XI|X|IX|VIII|VII|VI|V|IV|III|II|I)(?!\w)"
    return re.compile(
        rf"(?<![\w.,/-])(?:(?:(?P<month>{name})(?P<joint>{joint}))?(?P<last>{name}),?\s(?:of\s)?(?:(?P<myear>{YEAR}){end}|(?P<word>{relative})(?!\w))"
        rf"|(?P<number>{roman}|0[1-9]|1[0-2])[\s./](?P<nyear>{YEAR}){SPACE}{YEAR_END}"
        rf"|(?:(?P<first>{which})(?P<qjoint>{joint}))?(?P<which>{which})\s?(?:(?P<quarter>{words('quarter')})|{words('half')})\s?(?P<qyear>{YEAR}){end}"
        rf"|Q(?P<q>[1-4])\s(?P<qqyear>{YEAR})|(?P<yyear>{YEAR})\s?Q(?P<yq>[1-4])(?!\w))",
        re.IGNORECASE,
    )


def parts_of_year(match: re.Match[str], reference: int | None) -> Iterator[PeriodSpan]:
    if match["last"]:
        yield from months_of(match, reference)
    elif match["number"]:
        number = match["number"]
        month = int(number) if number.isdecimal() else month_number(number)
        yield PeriodSpan(match.start(), match.end(), f"{match['nyear']}-{month:02d}")
    elif match["which"]:
        yield from quarters_of(match)
    else:
        year, quarter = match["qqyear"] or match["yyear"], match["q"] or match["yq"]
        yield PeriodSpan(match.start(), match.end(), f"{year}-Q{quarter}")


def months_of(match: re.Match[str], reference: int | None) -> Iterator[PeriodSpan]:
    """One month, a range ("od maja do czerwca 2026 r.") or two ("w maju i czerwcu 2026 r.").

    "31 lutego 2026 r." takes its words and is no period.
    """
    if DAY_BEFORE.search(match.string[max(0, match.start() - 6) : match.start()]):
        yield PeriodSpan(match.start(), match.end(), "")
        return
    if match["word"]:
        if reference is None:
            return
        year = reference + year_words()[match["word"].lower()]
    else:
        year = int(match["myear"])
    last = month_number(match["last"])
    if match["month"] is None:
        yield PeriodSpan(match.start(), match.end(), f"{year}-{last:02d}")
        return
    first = month_number(match["month"])
    if re.fullmatch(LIST_JOINT, match["joint"]):
        yield PeriodSpan(match.start("month"), match.end("month"), f"{year}-{first:02d}")
        yield PeriodSpan(match.start("last"), match.end(), f"{year}-{last:02d}")
    else:
        yield PeriodSpan(match.start(), match.end(), f"{year - (first > last)}-{first:02d}/{year}-{last:02d}")


def quarters_of(match: re.Match[str]) -> Iterator[PeriodSpan]:
    """One quarter, a range ("I–II kwartał 2027"), two quarters ("w III i IV kwartale 2026 r."), or a half ("I półrocze 2026")."""
    year, which = match["qyear"], ordinal(match["which"])
    if which is None or which > (4 if match["quarter"] else 2):
        return
    if not match["quarter"]:
        start, end = HALF[which]
        yield PeriodSpan(match.start("which"), match.end(), f"{year}-{start}/{year}-{end}")
        return
    first = ordinal(match["first"]) if match["first"] else None
    if first is None or first >= which:
        yield PeriodSpan(match.start("which"), match.end(), f"{year}-Q{which}")
    elif re.fullmatch(LIST_JOINT, match["qjoint"]):
        yield PeriodSpan(match.start("first"), match.end("first"), f"{year}-Q{first}")
        yield PeriodSpan(match.start("which"), match.end(), f"{year}-Q{which}")
    else:
        yield PeriodSpan(match.start(), match.end(), f"{year}-Q{first}/{year}-Q{which}")


@cache
def year_pattern() -> re.Pattern[str]:
    """Years and ranges of years with what says that they are years: a word before or after, or the dash of a range."""
    cue = rf"(?P<cue>{words('year')}\s(?:[^\W\d]{{5,20}}\s)?)"
    run = rf"(?P<from>{YEAR})(?P<mid>{SPACE}{YEAR_END})?(?P<to>{SPACE}{DASH}{SPACE}|\s{figure_words('range')}\s)(?P<until>{YEAR})"
    split = rf"(?P<school>{YEAR})/(?P<next>(?:\d\d)?\d\d)(?!\d|/)"
    several = rf"(?P<years>{YEAR}(?:{LIST_JOINT}{YEAR}){{0,6}})"
    return re.compile(
        rf"(?<![\w.,/-])(?:{cue}|(?P<within>(?:{'|'.join(WITHIN)})\s))?(?<![\d.,/-])(?:{run}|{split}|{several})"
        rf"(?P<after>{SPACE}{YEAR_END})?(?![\w/-]|[.,]\d|{SPACE}{measure()})(?P<stop>(?=[.;:)!?]|,\D|\n|$))?",
        re.IGNORECASE,
    )


def years_of(match: re.Match[str]) -> Iterator[PeriodSpan]:
    said = bool(match["cue"] or match["after"] or match["mid"])
    if match["from"]:
        first, last = int(match["from"]), int(match["until"])
        if first < last <= first + LONGEST_RANGE and (said or re.fullmatch(rf"\s*{DASH}\s*", match["to"])):
            yield PeriodSpan(match.start("from"), match.end(), f"{first}/{last}")
    elif match["school"]:
        first = int(match["school"])
        last = first + 1
        if said and str(last).endswith(match["next"]):
            yield PeriodSpan(match.start("school"), match.end(), f"{first}/{last}")
    elif said or (match["within"] and match["stop"] is not None):
        years = list(re.finditer(YEAR, match["years"]))
        offset = match.start("years")
        for year in years:
            end = match.end() if year is years[-1] else offset + year.end()
            yield PeriodSpan(offset + year.start(), end, year[0])
