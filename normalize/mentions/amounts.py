"""Amounts of money and percents in prose, as `50000.00` with the currency's code and as `2.5` with `%`.

The span runs from the number to the currency. A range gives two mentions: in "10–20 tys. zł" the first is "10". Words are rows of
`currencies.csv`, `percent_words.csv` and `number_words.csv`. Pence ("12 groszy") are a part of the currency: `0.12`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import NamedTuple

from postulat.normalize.mentions.joints import figure_words
from postulat.normalize.mentions.numbers import DASH, NO_FIGURE_BEFORE, NUMBER, SPACE, figure, is_scale, quantity, spelled, words
from postulat.normalize.mentions.openings import NOWHERE, matches_at, openings
from postulat.normalize.vocabulary.phrases import ahead, phrase, phrase_pattern, rows

CENT = Decimal("0.01")
SPACED_DASH_RATIO = 100
"""Times: in "Zadanie 2 – 5000 zł" the dash is no range; a number that much smaller belongs to the words before it."""
LEAST_AFTER_WORD = 100
"""Złoty: "zł 500" is an amount; in "kilkaset zł 3 razy" the small number counts something else."""
NUMBERED = re.compile(rf"(?:\b{figure_words('number-label')}\.?|§)\s*$", re.IGNORECASE)
REDUCED = re.compile(rf"\b{figure_words('cut')}\s+$", re.IGNORECASE)
IN_WORDS = r"(?:[^\S\n]?\([^()\d\n]{4,100}\))?"
"""What may stand between the number and its currency: "20 000 (słownie: dwadzieścia tysięcy) zł"."""
YEAR_LIKE = re.compile(r"(?:19|20)\d\d")


class FigureSpan(NamedTuple):
    """An amount or percent: where the text says it, its value and its unit."""

    start: int
    end: int
    value: str
    unit: str


def find_amounts(text: str) -> tuple[FigureSpan, ...]:
    """The amounts of money of a text, in its order.

    >>> text = "od 10 do 20 tys. zł, 50.000,00 PLN (pięćdziesiąt tysięcy złotych), € 500"
    >>> [(text[found.start : found.end], found.value, found.unit) for found in find_amounts(text)][:3]
    [('10', '10000.00', 'PLN'), ('20 tys. zł', '20000.00', 'PLN'), ('50.000,00 PLN', '50000.00', 'PLN')]
    """
    places = openings(text)
    if "currency" not in places:
        return ()
    return tuple(
        found for match in matches_at(amount_pattern(), text, places.get("amount", NOWHERE)) for found in amounts_of(match)
    )


def find_percents(text: str) -> tuple[FigureSpan, ...]:
    """The percents of a text, in its order.

    >>> text = "5–10%, 2,50 proc., 20-procentowy wkład, dwa procent"
    >>> [(text[found.start : found.end], found.value) for found in find_percents(text)]
    [('5', '5'), ('10%', '10'), ('2,50 proc.', '2.5'), ('20-procentowy', '20'), ('dwa procent', '2')]
    """
    places = openings(text)
    if "percent word" not in places:
        return ()
    found = []
    for match in matches_at(percent_pattern(), text, places.get("percent", NOWHERE)):
        high = quantity(match["figure"])
        if match["low"] and low_counts(match, quantity(match["low"]), high):
            found.append(FigureSpan(match.start("low"), match.end("low"), plain(quantity(match["low"])), "%"))
        found.append(FigureSpan(match.start("figure"), match.end(), plain(high), "%"))
    return tuple(found)


@cache
def currencies(place: str) -> dict[str, tuple[str, Decimal]]:
    return {row["form"]: (row["currency"], Decimal(row["factor"])) for row in rows("currencies") if row["place"] == place}


def currency(word: str, place: str) -> tuple[str, Decimal]:
    """The code of a currency as written, and what one of it is worth in it: a grosz 0.01 PLN."""
    return next(found for form, found in currencies(place).items() if phrase(form).fullmatch(word))


@cache
def amount_pattern() -> re.Pattern[str]:
    after = ahead(currencies("after")) + any_of(phrase_pattern(form).replace(r"(?<!\w)", "") for form in currencies("after"))
    before = ahead(currencies("before")) + any_of(map(phrase_pattern, currencies("before")))
    joint = rf"(?P<joint>{SPACE}{DASH}{SPACE}|\s{figure_words('range', 'or', 'and')}\s)"
    low = rf"(?:(?P<low>{figure()}){joint})?"
    signed = rf"{NUMBER}(?:{SPACE}{words('lone', 'scale')})?"
    return re.compile(
        rf"{NO_FIGURE_BEFORE}(?:{low}(?P<figure>{figure()}){IN_WORDS}{SPACE}(?P<after>{after})(?P<pence>{SPACE}\d\d?{SPACE}gr(?:osz\w*)?(?!\w))?"
        rf"|(?P<before>{before}){SPACE}(?:(?P<slow>{NUMBER}){SPACE}{DASH}{SPACE})?(?P<signed>{signed})"
        rf"(?![\w%]|[.,]\d|{SPACE}(?:{after}|%|r\.|rok)))",
        re.IGNORECASE,
    )


def any_of(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


@cache
def percent_pattern() -> re.Pattern[str]:
    forms = [row["form"] for row in rows("percent_words")]
    unit = ahead(forms) + any_of(phrase_pattern(form).replace(r"(?<!\w)", "") for form in forms)
    number = rf"(?:{NUMBER}|{spelled()})"
    joint = rf"(?P<joint>{SPACE}{DASH}{SPACE}|\s{figure_words('range', 'or', 'and')}\s)"
    return re.compile(rf"{NO_FIGURE_BEFORE}(?:(?P<low>{number}){joint})?(?P<figure>{number})(?:{SPACE}|-){unit}", re.IGNORECASE)


def amounts_of(match: re.Match[str]) -> Iterator[FigureSpan]:
    """The one or two amounts of a match."""
    if match["before"]:
        yield from signed_amounts(match)
        return
    code, factor = currency(match["after"], "after")
    high = quantity(match["figure"])
    if match["low"]:
        low = shared_scale(match, quantity(match["low"]), high)
        if low_counts(match, low, high):
            yield FigureSpan(match.start("low"), match.end("low"), money(low * factor), code)
    pence = quantity(re.sub(r"\D", "", match["pence"])) * CENT if match["pence"] else Decimal(0)
    yield FigureSpan(match.start("figure"), match.end(), money(high * factor + pence), code)


def signed_amounts(match: re.Match[str]) -> Iterator[FigureSpan]:
    """Amounts after their currency: "€ 500", "EUR 10–20 million"."""
    code, factor = currency(match["before"], "before")
    high = quantity(match["signed"])
    if match["before"].isalpha() and match["before"].islower() and high < LEAST_AFTER_WORD:
        return
    if match["slow"]:
        low = shared_scale(match, quantity(match["slow"]), high, "signed")
        yield FigureSpan(match.start(), match.end("slow"), money(low * factor), code)
        yield FigureSpan(match.start("signed"), match.end(), money(high * factor), code)
    else:
        yield FigureSpan(match.start(), match.end(), money(high * factor), code)


def shared_scale(match: re.Match[str], low: Decimal, high: Decimal, name: str = "figure") -> Decimal:
    """The lower end of a range with the thousands of the upper one ("10–20 tys."), unless it would then be the greater.

    "z 20 do 10 tys. zł" tells of a cut, where it may be.
    """
    scales = [word for word in re.findall(r"[^\W\d]+\.?", match[name]) if is_scale(word)]
    if not scales or any(is_scale(word) for word in re.findall(r"[^\W\d]+\.?", match["low"] or "")):
        return low
    scale = quantity("1 " + scales[-1])
    reduced = REDUCED.search(match.string[max(0, match.start() - 4) : match.start()]) is not None
    return low * scale if low * scale <= high or (reduced and low < scale) else low


def low_counts(match: re.Match[str], low: Decimal, high: Decimal) -> bool:
    """Whether the number before the joint is an end of a range, and not a year or the number of a point or task."""
    if NUMBERED.search(match.string[max(0, match.start() - 8) : match.start()]):
        return False
    if re.search(DASH, match["joint"]) is None:
        return True
    spaced = match["joint"] != match["joint"].strip()
    if spaced and (YEAR_LIKE.fullmatch(match["low"]) or low * SPACED_DASH_RATIO < high):
        return False
    return low < high


def money(value: Decimal) -> str:
    return str(value.quantize(CENT, ROUND_HALF_UP))


def plain(value: Decimal) -> str:
    """A number without needless zeros.

    >>> plain(Decimal("2.50")), plain(Decimal("100"))
    ('2.5', '100')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
