"""Acts of law in prose, in one form: `Dz.U. 2023 poz. 900`, `Zarządzenie Nr 2566/2025`, `ustawa z 2016-12-14`.

An act with a number is known by it, one without by its day; a well-known act that only its title names ("Prawo oświatowe") gets
the day from `legal_acts.csv`. Its place in the journal is a mention of its own. Words of kinds are rows of `act_kinds.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from postulat.extract.characters.letters import UPPER
from postulat.normalize.mentions.dates import DateSpan, find_dates
from postulat.normalize.mentions.joints import figure_words
from postulat.normalize.mentions.numbers import has_figure
from postulat.normalize.mentions.openings import ABOUT, NOWHERE, matches_at, openings
from postulat.normalize.vocabulary.phrases import ahead, may_hold, phrase, phrase_pattern, rows

LONGEST_TITLE = 150
"""Characters: a title is read up to the bracket, comma or full stop after it, where that is near."""
YEAR_REACH = 250
"""Characters between an act's day and its place in the journal."""
SPACE = r"[^\S\n]{0,3}"
WORD = r"(?:[^\W\d_]+(?:-[^\W\d_]+)?|(?:[^\W\d_]{1,3}\.){1,3})"
ISSUER = rf"(?:\s(?-i:[{UPPER}])[\w.-]{{0,30}}(?:\s(?!{figure_words('issuer-end')}\s){WORD}){{0,12}}?)"
NUMBER = r"(?=[\w./-]{0,24}\d)\w{1,12}(?:[./-]\w{1,8}){0,5}"
ROMAN_NUMBER = r"(?:[IVXLCDM]{1,8}/\d{1,4}/\d{2,4}|\d{1,4}/(?:19|20)?\d\d)"
UNION = r"\((?:UE|WE|EWG|Euratom|EU|EC|EEC)(?:,\s?Euratom)?\)"
JOURNAL = rf"(?:Dz\.?{SPACE}U(?:{SPACE}rz)?\.?|M\.{SPACE}P\.?)"
TITLE_END = figure_words("title-end")
POSITION_END = re.compile(rf"(?=[),;.\]]|\s{figure_words('and', 'act-source')}|$|\n)")


class ActSpan(NamedTuple):
    """An act of law in its normal form and where the text names it."""

    start: int
    end: int
    value: str


def find_legal_acts(text: str, dates: Sequence[DateSpan] | None = None) -> tuple[ActSpan, ...]:
    """The acts of law of a text, in its order.

    >>> text = "ustawy z dnia 14 grudnia 2016r. – Prawo oświatowe (Dz. U. z 2023 r., poz. 900), uchwałą nr LXI/1234/21 Rady Miasta"
    >>> [(text[found.start : found.end], found.value) for found in find_legal_acts(text)][0]
    ('ustawy z dnia 14 grudnia 2016r. – Prawo oświatowe', 'ustawa z 2016-12-14')
    >>> [found.value for found in find_legal_acts(text)][1:]
    ['Dz.U. 2023 poz. 900', 'Uchwała Nr LXI/1234/21']
    """
    by_start = {date.start: date for date in (find_dates(text) if dates is None else dates)}
    places = openings(text)
    ways: list[Iterator[ActSpan]] = []
    if has_figure(text):
        if "act" in places:
            ways += [acts_of_union(text, by_start), acts_by_kind(text, by_start)]
        ways.append(journal_places(text, by_start))
    if "title" in places or ("act" in places and may_hold(text.lower(), "legal_acts", "title")):
        ways.append(named_acts(text))
    taken = bytearray(len(text))
    found = []
    for spans in ways:
        for span in spans:
            if taken.find(1, span.start, span.end) < 0:
                taken[span.start : span.end] = b"\1" * (span.end - span.start)
                found.append(span)
    return tuple(sorted(found))


@cache
def kinds_pattern() -> str:
    return either([row["phrase"] for row in rows("act_kinds")])


def either(phrases: Sequence[str]) -> str:
    """One pattern for phrases that start with a letter; it tests the first letters first, which most places of a text fail."""
    return rf"(?<!\w){ahead(phrases)}(?:" + "|".join(phrase_pattern(words).removeprefix(r"(?<!\w)") for words in phrases) + ")"


@cache
def kind_of(word: str) -> str:
    return next(row["kind"] for row in rows("act_kinds") if phrase(row["phrase"]).fullmatch(word))


@cache
def union_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<kind>{kinds_pattern()})(?:(?:\s{WORD}){{0,10}}?\s(?P<union>{UNION})\s(?:(?:nr|No)\.?\s?)?(?P<number>\d{{1,4}}/\d{{1,4}})"
        rf"|(?:\s{WORD}){{0,10}}?\s(?:(?:nr|No)\.?\s?)?(?P<directive>\d{{2,4}}/\d{{1,4}}/(?:UE|WE|EWG|EU|EC|EEC)))(?!\w)",
        re.IGNORECASE,
    )


def acts_of_union(text: str, dates: dict[int, DateSpan]) -> Iterator[ActSpan]:
    """Acts of the European Union: "rozporządzenie (UE) 2016/679", "Directive 2014/24/EU"."""
    for match in matches_at(union_pattern(), text, openings(text).get("act", NOWHERE)):
        number = match["directive"] or f"{match['union']} {match['number']}"
        end, _ = dated(text, match.end(), dates)
        yield ActSpan(match.start(), end, f"{kind_of(match['kind'])} {number}")


@cache
def act_pattern() -> re.Pattern[str]:
    number = rf"(?:(?:nr|numer|No)\.?{SPACE}(?P<number>{NUMBER})|(?P<bare>(?-i:{ROMAN_NUMBER}))(?!\w))"
    return re.compile(rf"(?P<kind>{kinds_pattern()})(?:\s{number})?", re.IGNORECASE)


DAY_OF_ACT = re.compile(rf"(?:{ISSUER})?\s(?:z|of)\s(?:(?:dnia|dn\.){SPACE})?(?=\d)", re.IGNORECASE)
NUMBER_AFTER_DAY = re.compile(rf",?\s(?:nr|No)\.?{SPACE}({NUMBER})", re.IGNORECASE)


def acts_by_kind(text: str, dates: dict[int, DateSpan]) -> Iterator[ActSpan]:
    """Acts named by their kind and number, or kind and day, with who made them between the two."""
    for match in matches_at(act_pattern(), text, openings(text).get("act", NOWHERE)):
        kind, number = kind_of(match["kind"]), match["number"] or match["bare"]
        end, day = dated(text, match.end(), dates)
        if number is None and day is not None and (after := NUMBER_AFTER_DAY.match(text, end)):
            number, end = after[1], after.end()
        if number is not None:
            word = "No" if kind[0].isupper() else "Nr"
            yield ActSpan(match.start(), end, f"{kind[0].upper()}{kind[1:]} {word} {number}")
        elif day is not None:
            joint = "of" if kind[0].isupper() else "z"
            yield ActSpan(match.start(), end_of_title(text, end), f"{kind} {joint} {day.date.isoformat()}")


def dated(text: str, end: int, dates: dict[int, DateSpan]) -> tuple[int, DateSpan | None]:
    """The day of an act that goes on from here with its maker and day, and where the day ends."""
    match = DAY_OF_ACT.match(text, end)
    day = dates.get(match.end()) if match else None
    return (day.end, day) if day else (end, None)


TITLE = re.compile(
    rf"\s?[–—-]\s?(?=[{UPPER}])[^,.;()\n]{{3,{LONGEST_TITLE}}}?(?=\s?[,.;()\n]|$)"
    rf"|\s{figure_words('title-start')}\s[^,.;()\n]{{3,{LONGEST_TITLE}}}?(?=\s?\(|,\s{TITLE_END})"
)


def end_of_title(text: str, end: int) -> int:
    """Where the title after an act's day ends: a known title, else what a dash leads in or a bracket closes."""
    known = known_title().match(text, end)
    if known:
        return known.end()
    title = TITLE.match(text, end)
    return title.end() if title else end


@cache
def titles() -> tuple[tuple[str, str], ...]:
    """The titles of well-known acts, the longest first, with the value of each."""
    ordered = sorted(rows("legal_acts"), key=lambda row: -len(row["title"]))
    return tuple((row["title"], row["value"]) for row in ordered)


@cache
def known_title() -> re.Pattern[str]:
    return re.compile(r"\s?(?:[–—-]\s?)?(?:" + "|".join(phrase_pattern(words) for words, _ in titles()) + ")", re.IGNORECASE)


@cache
def named_pattern() -> re.Pattern[str]:
    """Titles that stand for an act: "o …" only after the word for the act, "Prawo …" also alone."""
    titled = [row["title"] for row in sorted(rows("legal_acts"), key=lambda row: -len(row["title"]))]
    kind = either([row["phrase"] for row in rows("act_kinds") if row["kind"] == "ustawa"])
    about = either([title for title in titled if title.startswith(ABOUT)])
    alone = either([title for title in titled if not title.startswith(ABOUT)])
    return re.compile(rf"{kind}\s(?:(?P<about>{about})|(?:[–—-]\s?)?(?P<led>{alone}))|(?P<alone>{alone})", re.IGNORECASE)


def named_acts(text: str) -> Iterator[ActSpan]:
    places = openings(text)
    for match in matches_at(named_pattern(), text, sorted((*places.get("act", NOWHERE), *places.get("title", NOWHERE)))):
        title = match["about"] or match["led"] or match["alone"]
        value = next(value for words, value in titles() if phrase(words).fullmatch(title))
        yield ActSpan(match.start(), match.end(), value)


PLACE_IN_JOURNAL = re.compile(
    rf"(?<!\w){JOURNAL}(?P<of>{SPACE}(?:UE|WE|Woj\.{SPACE}[^\W\d]{{3,20}}\.?))?"
    rf"(?:{SPACE}(?:(?:z|of){SPACE})?(?P<year>(?:19|20)\d\d){SPACE}(?:r\.|roku)?,?)?"
    rf"{SPACE}(?:Nr\.?{SPACE}(?P<number>\d{{1,4}}),?{SPACE})?poz\.?{SPACE}(?P<position>\d{{1,5}})(?!\d)",
    re.IGNORECASE,
)
SHORT_PLACE = re.compile(
    rf"(?<!\w){JOURNAL}{SPACE}(?P<year>(?:19|20)\d\d)\.(?:(?P<number>\d{{1,4}})\.)?(?P<position>\d{{1,5}})(?![\w.]\d|\d)",
    re.IGNORECASE,
)
"""As the online journals are quoted: `Dz.U.2023.900`."""
NEXT_PLACE = re.compile(
    r"(?:,\s|\s(?:i|oraz)\s)(?P<figure>(?:z\s)?(?:(?P<year>(?:19|20)\d\d)\s?(?:r\.|roku),?\s?)?"
    r"(?:Nr\s?(?P<number>\d{1,4}),?\s?)?(?P<word>poz\.?\s?)?(?P<position>\d{1,5})(?![\d/%]|[.,]\d))",
    re.IGNORECASE,
)
PLACE_OF_UNION = re.compile(
    rf"(?<!\w)(?:Dz\.?{SPACE}Urz\.?{SPACE}(?P<of>UE|WE)|OJ){SPACE}(?P<series>[LC]){SPACE}(?P<number>\d{{1,4}})(?!\d)(?P<day>(?:{SPACE},|\sz)\s(?=\d))?"
)


def journal_places(text: str, dates: dict[int, DateSpan]) -> Iterator[ActSpan]:
    """Places in the official journals; of "z 2023 r. poz. 571 i 1688 oraz z 2024 r. poz. 20" each on its own."""
    places = openings(text).get("journal", NOWHERE)
    for match in matches_at(PLACE_OF_UNION, text, places):
        day = dates.get(match.end()) if match["day"] is not None else None
        end = day.end if day else match.end("number")
        value = f"Dz.Urz. UE {match['series']} {match['number']}" + (f" {day.date.isoformat()}" if day else "")
        yield ActSpan(match.start(), end, value)
    for match in matches_at(SHORT_PLACE, text, places):
        name = "M.P." if match[0][0] in "Mm" else "Dz.U."
        yield ActSpan(match.start(), match.end(), in_journal(name, match["year"], match["number"], match["position"]))
    for match in matches_at(PLACE_IN_JOURNAL, text, places):
        name = journal_name(match)
        year, number, end = match["year"] or year_before(text, match.start(), dates), match["number"], match.end()
        yield ActSpan(match.start(), end, in_journal(name, year, number, match["position"]))
        while (following := NEXT_PLACE.match(text, end)) is not None:
            if following["word"] is None and POSITION_END.match(text, following.end()) is None:
                break
            year, number = following["year"] or year, following["number"] or (None if following["year"] else number)
            end = following.end()
            yield ActSpan(following.start("figure"), end, in_journal(name, year, number, following["position"]))


def year_before(text: str, start: int, dates: dict[int, DateSpan]) -> str:
    """The year of the act right before a place without one: an act stands in the journal of its own year. "" where none is near."""
    near = next((dates[place] for place in range(start - 1, max(0, start - YEAR_REACH) - 1, -1) if place in dates), None)
    return str(near.date.year) if near and "." not in text[near.end : start] else ""


def journal_name(match: re.Match[str]) -> str:
    name = "M.P." if match[0][0] in "Mm" else "Dz.Urz." if "rz" in match[0][:9].lower() else "Dz.U."
    return f"{name} {' '.join(match['of'].split())}" if match["of"] else name


def in_journal(name: str, year: str, number: str | None, position: str) -> str:
    """The normal form of a place in a journal.

    >>> in_journal("Dz.U.", "2003", "96", "873")
    'Dz.U. 2003 nr 96 poz. 873'
    """
    return " ".join(part for part in (name, year, f"nr {number}" if number else "", f"poz. {position}") if part)
