"""Openings of figures: the words of a text at which a date, an amount or a provision may begin, told in one pass over its words.

The patterns of figures have many branches, and nearly every word of a text fails them all. So they are tried only at openings: a
digit, a month, a number in words, a currency. What a word may open is asked once a word and kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

from postulat.normalize.vocabulary.known_words import KnownWords
from postulat.normalize.vocabulary.phrases import rows

TEXTS_KEPT = 8
"""Texts whose openings are remembered: each kind of figure asks for those of one text after the other."""
WITHIN = ("w", "in")
"""Words right before a year that is one where nothing follows."""
DIGITS_OPEN = ("date", "amount", "percent", "period", "year")
ABOUT = "o "
"""How titles of acts begin that stand only after the word for the act."""
JOURNALS = ("dz", "dzu", "dzurz", "m", "oj")
"""The first words of the short names of official journals."""
NOWHERE: Sequence[int] = ()
"""No place at all."""
ROMAN = re.compile(r"[IVX]{1,4}")
Opens = Callable[[str, str], bool]
"""Whether a word, as written and in small letters, may open a figure of a kind."""


def matches_at(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """What `finditer` gives of a pattern that matches nowhere else than at these places, which are in order.

    >>> [match[0] for match in matches_at(re.compile(r"\\d+ zł"), "5 zł, 10 zł", [0, 6, 7])]
    ['5 zł', '10 zł']
    """
    end = 0
    for place in places:
        if place >= end and (match := pattern.match(text, place)) is not None:
            yield match
            end = match.end()


@lru_cache(maxsize=TEXTS_KEPT)
def openings(text: str) -> Mapping[str, Sequence[int]]:
    """The places of a text where figures of each kind may begin, in order; kinds that nothing opens are left out.

    >>> found = openings("Do 5 maja 20 tys. zł")
    >>> found["date"], found["amount"], found["period"]
    ([3, 5, 10], [3, 10, 18], [3, 5, 10])
    """
    found: dict[str, list[int]] = {}
    opened = opened_by_word()
    for match in word_or_sign().finditer(text):
        for kind in opened[match[0]]:
            if kind in found:
                found[kind].append(match.start())
            else:
                found[kind] = [match.start()]
    return found


def word_starts(text: str) -> list[int]:
    """The places where words begin: what the rarest figures may open with is any word."""
    return [match.start() for match in word_or_sign().finditer(text)]


def opened_by(word: str) -> tuple[str, ...]:
    """The kinds of figures that a word may open.

    >>> opened_by("maja"), opened_by("PLN"), opened_by("pięć"), opened_by("roku"), opened_by("park")
    (('date', 'period'), ('amount', 'currency'), ('amount', 'percent'), ('year',), ())
    """
    if word.isdecimal():
        return DIGITS_OPEN
    lower = word.lower()
    return tuple(kind for kind, opens in openers().items() if opens(word, lower))


@cache
def opened_by_word() -> KnownWords[tuple[str, ...]]:
    """The figures of the words seen so far."""
    return KnownWords(opened_by)


@cache
def word_or_sign() -> re.Pattern[str]:
    """The letters or the digits of a word, or a sign that stands for one: of a currency, of a paragraph."""
    forms = [row["form"] for table in ("currencies", "percent_words", "provision_units") for row in rows(table)]
    signs = sorted({form[0] for form in forms if re.match(r"\W", form)})
    return re.compile("|".join((r"[^\W\d]+", r"\d+", *map(re.escape, signs))))


@cache
def openers() -> Mapping[str, Opens]:
    """What tells for each kind of figure whether a word may open it."""
    months = frozenset(row["form"].lower() for row in rows("months"))
    numbers = begins_with(row["form"] for row in rows("number_words") if row["kind"] != "scale")
    before = begins_with(row["form"] for row in rows("currencies") if row["place"] == "before")
    return {
        "date": lambda word, lower: lower in months,
        "amount": lambda word, lower: numbers(word, lower) or before(word, lower),
        "currency": begins_with(row["form"] for row in rows("currencies")),
        "percent": numbers,
        "percent word": begins_with(row["form"] for row in rows("percent_words")),
        "period": lambda word, lower: lower in months or lower == "q" or ROMAN.fullmatch(word) is not None,
        "year": begins_with(chain(WITHIN, (row["form"] for row in rows("period_words") if row["kind"] == "year"))),
        "act": begins_with(row["phrase"] for row in rows("act_kinds")),
        "title": begins_with(row["title"] for row in rows("legal_acts") if not row["title"].startswith(ABOUT)),
        "journal": begins_with(JOURNALS),
        "provision": begins_with(row["form"] for row in rows("provision_units")),
    }


def begins_with(phrases: Iterable[str]) -> Opens:
    """Whether a word may be the first of these phrases; a star in it is any ending.

    >>> opens = begins_with(["frank* szwajcarsk*", "€", "per cent"])
    >>> [opens(word, word) for word in ("franków", "€", "per", "percent")]
    [True, True, True, False]
    """
    firsts = [match[0].lower() for phrase in phrases if (match := re.match(r"(?:[^\W\d]+|\W)[*?]?", phrase)) is not None]
    whole = frozenset(first for first in firsts if first[-1] not in "*?")
    begun = tuple(first[:-1] for first in firsts if first[-1] in "*?")
    return lambda word, lower: lower in whole or lower.startswith(begun)
