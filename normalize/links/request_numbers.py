"""Numbers in requests: those that tell one thing from another ("linia nr 7"), and amounts with units ("20 tys. zł", "£5,000")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from postulat.normalize.links.request_text import WordAt
from postulat.normalize.links.thesaurus import lemmas_of, words_with
from postulat.normalize.mentions.numbers import word_value
from postulat.normalize.vocabulary.phrases import rows

NUMBER, AMOUNT = "number:", "amount:"
"""Before features."""
MOST_DIGITS = 4
"""Groups of digits of an amount."""


def tells_number(word: str) -> bool:
    """Whether a word is a number: "cztery"."""
    return word_value(word) is not None


def numbers_at(words: list[WordAt], place: int, listed: bool, language: str) -> Iterator[tuple[str, str, bool]]:
    """The number that tells a thing ("linia autobusowa nr 7 i 9"), or an amount with its unit ("20 %")."""
    word = words[place]
    numbered = frozenset(words_with("number", language))
    before = [
        not numbered.isdisjoint(lemmas_of(one.small, language) | {one.small}) for one in words[max(0, place - 2) : place] if place
    ]
    near = before[-1:] == [True] or (before == [True, False] and not word.marked and not words[place - 1].form[0].isdigit())
    if near or listed:
        yield f"{NUMBER}{word.small}", word.form, False
        return
    yield from amount_at(words, place, language)


def amount_at(words: list[WordAt], place: int, language: str) -> Iterator[tuple[str, str, bool]]:
    """An amount with its unit, after it or as a sign before it: "20 tys. zł", "£5,000", "dwa razy"."""
    if place and words[place - 1].form[0].isdigit():
        return
    end = place + 1
    while end < len(words) and end < place + MOST_DIGITS and words[end].form[0].isdigit() and words[place].form[0].isdigit():
        end += 1
    digits = "".join(one.small for one in words[place:end])
    value = word_value(digits) if not digits[0].isdigit() else Decimal(digits) if digits.isdecimal() else None
    factor = 1
    if end < len(words) and (scale := first_of(words[end], factors(language), language)):
        factor, end = int(scale), end + 1
    sign = words[place - 1].small if place else ""
    unit = sign if sign in words_with("sign", language) else ""
    if not unit and end < len(words):
        unit = first_of(words[end], units(language), language)
    if unit:
        told = digits if value is None else f"{(value * factor).normalize():f}"
        yield f"{AMOUNT}{unit}:{told}", " ".join(one.form for one in words[place : end + 1]), False


@cache
def units(language: str) -> Mapping[str, str]:
    """Units by each of their words: the first of them."""
    found = (row["words"].split("|") for row in rows("request_words") if (row["role"], row["language"]) == ("unit", language))
    return {word: words[0] for words in found for word in words}


@cache
def factors(language: str) -> Mapping[str, str]:
    """What stands before a unit and multiplies: the factor."""
    return dict(word.split(":") for word in words_with("multiplier", language))


def first_of(word: WordAt, table: Mapping[str, str], language: str) -> str:
    """What a table has for a word or one of its lemmas, or nothing."""
    return table.get(word.small) or next((table[lemma] for lemma in sorted(lemmas_of(word.small, language)) if lemma in table), "")
