"""Deadlines in a clause: the day, month, quarter, year or event by which something is to be done.

`value` is ISO-like (2026-10-31, 2026-10, 2027-Q1, 2027, 2026/2028, 2026-09/2026-11); of an event it is the words themselves. A
relative word ("w przyszłym roku") counts from the year of the document; where nobody gives that, only the words are kept.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from postulat.normalize.mentions.dates import find_dates
from postulat.normalize.mentions.periods import find_periods, month_names
from postulat.normalize.records import DueKind
from postulat.normalize.vocabulary.phrases import phrase, rows, stem

ORIGIN = "origin"
"""The role of words before the date of an act, which is no deadline."""
REMEMBERED = 4
"""Texts whose days and periods are kept while their clauses are read."""
LEAD = 40
"""Characters before a date that are looked at for the word that makes it a deadline."""
EVENT_WORDS = 5
"""Words at most that a phrase of an event takes with it."""
LONGEST_TITLE, WORDS_OF_A_TITLE = 120, 12
"""Characters and words before a year among which the noun of a document makes the year a part of its title."""
PREFERENCE = {"until": 0, "at": 1, "from": 2}
ISO = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d\d)(?:-(\d\d))?))?")
TO = re.compile(r"\s*[–—-]\s*")
AFTER_MARK = re.compile(r"(?:^|[:–—-])\s*$")
BARE_YEAR = re.compile(r"(?<![\w.,/-])20[2-4]\d(?=\s*(?:$|[.;,:)!?]|and\b|[a-z]{2,4}\s))(?![.,]\d)")
EVENT_END = re.compile(r"[,;:.()]|\s[–—-]\s|$")


class Due(NamedTuple):
    """A deadline with its words' place. `value` is empty where the words tell a year that nobody knows."""

    kind: DueKind
    value: str
    start: int
    end: int
    rank: int = 1


def find_due(text: str, start: int, end: int, language: str, year: int | None = None) -> Due | None:
    """The deadline that the words between two places tell: an end before a time within before a beginning, a date before an event.

    >>> text = "Do 30 czerwca 2026 r. ustawimy ławki"
    >>> find_due(text, 0, len(text), "pl")[:2]
    ('day', '2026-06-30')
    >>> find_due("W przyszłym roku ogłosimy konkurs", 0, 33, "pl", 2026)[:2]
    ('year', '2027')
    """
    found = [*dated(text, start, end, language, year), *seasons(text, start, end, language)]
    if found:
        return min(found, key=lambda due: (due.rank, due.start))
    later = [*relative(text, start, end, language, year), *yearless(text, start, end, language)]
    if later:
        return max(later, key=lambda due: (due.end - due.start, -due.start))
    return min(events(text, start, end, language), key=lambda due: due.start, default=None)


def dated(text: str, start: int, end: int, language: str, year: int | None) -> Iterator[Due]:
    """Days and periods that stand after a word for a deadline, or after a colon."""
    spans = [span for span in calendar_spans(text, year) if start <= span[0] < end]
    spans += bare_years(text, start, end, spans)
    for first, last, value in ranges(text, sorted(spans), language):
        if not start <= first < end:
            continue
        before = text[max(start, first - LONGEST_TITLE) : first]
        lead = lead_of(before[-LEAD:], language)
        if lead is not None and not names_document(before, value, language):
            yield Due(kind_of(value), value, first, last, PREFERENCE[lead])
        elif lead is None and opens_or_closes(text, start, end, first, last, value):
            yield Due(kind_of(value), value, first, last, PREFERENCE["at"])


def opens_or_closes(text: str, start: int, end: int, first: int, last: int, value: str) -> bool:
    """Whether a date stands alone after a mark at the end of a clause, or a day at its head: "20 maja 2027 r. otworzymy klub"."""
    if kind_of(value) == "day" and not text[start:first].strip():
        return True
    return AFTER_MARK.search(text[max(0, first - 3) : first]) is not None and not text[last:end].strip(" .r")


@lru_cache(maxsize=REMEMBERED)
def calendar_spans(text: str, year: int | None) -> tuple[tuple[int, int, str], ...]:
    """The days and periods of a text: looked for once, though each clause asks for its own."""
    days = find_dates(text, year)
    found = [(day.start, day.end, day.date.isoformat()) for day in days]
    return (*found, *((period.start, period.end, period.value) for period in find_periods(text, days, year)))


def bare_years(text: str, start: int, end: int, known: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Years that nothing but the word before them and the end of the words after them tell ("planned for 2026.")."""
    for match in BARE_YEAR.finditer(text, start, min(len(text), end + 1)):
        if not any(first < match.end() and match.start() < last for first, last, _ in known):
            yield match.start(), match.end(), match[0]


def ranges(text: str, spans: list[tuple[int, int, str]], language: str) -> list[tuple[int, int, str]]:
    """Two days or years with a dash, or a word such as "and" after "between", between them are one range."""
    found: list[tuple[int, int, str]] = []
    for first, last, value in spans:
        gap = text[found[-1][1] : first] if found else ""
        joined = TO.fullmatch(gap) or any(pattern.fullmatch(gap.strip()) for pattern, _ in standing("range", gap, language))
        if found and not joined and follows(found[-1][2], value):
            joined = any(pattern.fullmatch(gap.strip()) for pattern, _ in standing("pair", gap, language))
        if found and joined and "/" not in value and "/" not in found[-1][2] and kind_of(value) == kind_of(found[-1][2]):
            found[-1] = (found[-1][0], last, f"{found[-1][2]}/{value}")
        else:
            found.append((first, last, value))
    return found


def follows(one: str, other: str) -> bool:
    """Whether a month, a quarter or a year is the next after another.

    >>> follows("2027-10", "2027-11"), follows("2027", "2028"), follows("2027-10", "2027-12"), follows("2027-Q4", "2028-Q1")
    (True, True, False, True)
    """
    if kind_of(one) != kind_of(other) or kind_of(one) not in ("month", "quarter", "year"):
        return False
    before, after = last_day(one), first_day(other)
    return before is not None and after is not None and after - before == datetime.timedelta(days=1)


def kind_of(value: str) -> DueKind:
    """The kind of an ISO-like value.

    >>> kind_of("2027-Q1"), kind_of("2026-09/2026-11"), kind_of("2026-10-31")
    ('quarter', 'range', 'day')
    """
    if "/" in value:
        return "range"
    match = ISO.fullmatch(value)
    if match is None:
        return "event"
    return "quarter" if match[2] else "day" if match[4] else "month" if match[3] else "year"


def last_day(value: str) -> datetime.date | None:
    """The last day of an ISO-like value: what was to be done then is overdue the day after.

    >>> str(last_day("2027-Q1")), str(last_day("2026-09/2026-11")), last_day("na kolejnej sesji")
    ('2027-03-31', '2026-11-30', None)
    """
    match = ISO.fullmatch(value.rsplit("/", 1)[-1])
    if match is None:
        return None
    year, quarter, month, day = (int(part) if part else None for part in match.groups())
    if year is None:
        return None
    month = quarter * 3 if quarter else month or 12
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1])


def first_day(value: str) -> datetime.date | None:
    """The first day of an ISO-like value.

    >>> str(first_day("2027-Q2")), str(first_day("2026/2028"))
    ('2027-04-01', '2026-01-01')
    """
    match = ISO.fullmatch(value.split("/", 1)[0])
    if match is None:
        return None
    year, quarter, month, day = (int(part) if part else None for part in match.groups())
    return datetime.date(year or 1, quarter * 3 - 2 if quarter else month or 1, day or 1)


@cache
def leads(language: str) -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """The words before a date, also as patterns that end where the date starts, the longest first; a word may stand between."""
    found = [(row["phrase"], row["role"]) for row in rows("due_words") if row["language"] == language]
    own = sorted((pair for pair in found if pair[1] in (*PREFERENCE, ORIGIN)), key=lambda pair: (-len(pair[0]), pair[0]))
    return tuple(
        (words.lower(), re.compile(rf"(?<!\w){re.escape(words)}\s+(?:[^\W\d_]{{3,14}}\s+)?$", re.IGNORECASE), name)
        for words, name in own
    )


def lead_of(before: str, language: str) -> str | None:
    lower = before.lower()
    found = next((name for words, pattern, name in leads(language) if words in lower and pattern.search(before)), None)
    return None if found == ORIGIN else found


def standing(kind: str, text: str, language: str) -> Iterator[tuple[re.Pattern[str], str]]:
    """The patterns of the words of a kind whose stems stand in a text, each with its value, in the order of the table."""
    lower = text.lower()
    return ((phrase(words), value) for piece, words, value in due_words(kind, language) if piece in lower)


@cache
def due_words(kind: str, language: str) -> tuple[tuple[str, str, str], ...]:
    found = (row for row in rows("due_words") if row["language"] == language and row["role"] == kind)
    return tuple((stem(row["phrase"]), row["phrase"], row["value"]) for row in found)


def names_document(before: str, value: str, language: str) -> bool:
    """Whether the year belongs to the name of a document ("Program ochrony zdrowia na rok 2027"), and is no deadline."""
    if kind_of(value) not in ("year", "range"):
        return False
    words = before.split()[-WORDS_OF_A_TITLE:]
    return any(pattern.search(" ".join(words)) for pattern, _ in standing("document", before, language))


def seasons(text: str, start: int, end: int, language: str) -> Iterator[Due]:
    """Spring, summer and autumn of a year, as the months that they mean, and its last quarter."""
    for pattern, months in standing("season", text[start:end], language):
        for match in pattern.finditer(text, start, end):
            named = re.compile(r"\s+(?:of\s+)?((?:19|20)\d\d)(?!\d)").match(text, match.end())
            if named is not None:
                value = "/".join(f"{named[1]}-{month}" for month in months.split("/"))
                yield Due(kind_of(value), value, match.start(), named.end())


def relative(text: str, start: int, end: int, language: str, year: int | None) -> Iterator[Due]:
    """Years told by the document's own."""
    for pattern, offset in standing("relative", text[start:end], language):
        for match in pattern.finditer(text, start, end):
            yield Due("year", str(year + int(offset)) if year is not None else "", match.start(), match.end())


def yearless(text: str, start: int, end: int, language: str) -> Iterator[Due]:
    """Days and months without a year ("do dnia 3 marca"), of which only the words are kept."""
    for match in day_or_month().finditer(text, start, end):
        if lead_of(text[max(start, match.start() - LEAD) : match.start()], language) is not None:
            yield Due("day" if match["day"] else "month", "", match.start(), match.end())


@cache
def day_or_month() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:(?P<day>\d{{1,2}})\.?\s)?{month_names()}", re.IGNORECASE)


def events(text: str, start: int, end: int, language: str) -> Iterator[Due]:
    """Phrases that name what a deed waits for, with the words that belong to them."""
    for pattern, _ in standing("event", text[start:end], language):
        for match in pattern.finditer(text, start, end):
            stop = EVENT_END.search(text, match.end(), end)
            last = stop.start() if stop else end
            words = list(re.finditer(r"\S+", text[match.end() : last]))[:EVENT_WORDS]
            last = match.end() + words[-1].end() if words else match.end()
            yield Due("event", text[match.start() : last], match.start(), last)
