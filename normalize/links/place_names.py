"""Names of places in requests: which words are one name, of a street, an area or anything, and whether two name the same.

A name is kept as a feature: `at:street:polna/polny#7` is "ul. Polna 7". Of two requests that both name a street, a school or a
house the district that they share says little; of two that name only a village it says where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from postulat.normalize.links.request_text import WordAt
from postulat.normalize.links.thesaurus import (
    agree,
    is_adjective,
    is_conjunction,
    is_known,
    is_preposition,
    is_surname,
    lemmas_of,
    name_keys,
    words_with,
)
from postulat.normalize.morphology.analysis import MOST_FORMS

PLACE = "at:"
STREET, AREA, MAYBE, ANY = "street", "area", "maybe", "any"
"""Kinds of names: after a word for a street, after one for an area, a capital that only begins a sentence, and all others."""
OR, HOUSE, BOUND = "/", "#", "+"
"""Between what a word may count as, before the number of a house, and before an adjective that is a name only after its noun."""
ABBREVIATED = frozenset(("ul", "al", "pl", "os", "św", "im", "st", "rd"))
"""Words with a full stop before the name of a place."""
SAINTS = frozenset(("św", "im", "gen", "ks", "st"))
"""Of these, those between the word for a street and its name."""
HOUSE_NUMBER = re.compile(r"\d{1,3}[a-zA-Z]?")
LONGEST_STREET = 3
"""Words of the name of a street before the word for its kind."""
EVERY_KIND = frozenset((STREET, AREA, MAYBE, ANY))


class Place(NamedTuple):
    """A name of one or more words, each with what it counts as, and the number of a house."""

    kind: str
    words: tuple[frozenset[str], ...]
    house: str = ""


class Meeting(Enum):
    """How the places of two requests meet."""

    SAME = "same"
    OTHER_HOUSE = "other house"
    AREA = "only the area"
    ONE_SIDED = "one only"
    NONE = "none"
    APART = "apart"


def place_key(kind: str, forms: Sequence[str], house: str, language: str) -> str:
    """A name as a feature.

    >>> place_key("street", ["Polnej"], "10", "pl")
    'at:street:polna/polny#10'
    >>> place_key("street", ["Marynarki", "Polskiej"], "", "pl")  # "Polska" is another street
    'at:street:marynarka +polska/+polski'
    """
    keys = [name_keys(form, language) for form in forms]
    if len(forms) > 1 and is_adjective(forms[-1].lower(), language) and not is_known(forms[0].lower(), language):
        keys[-1] = tuple(BOUND + key for key in keys[-1])
    words = " ".join(OR.join(some) for some in keys)
    return f"{PLACE}{kind}:{words}{HOUSE + house if house else ''}"


@lru_cache(maxsize=MOST_FORMS)
def place_of(key: str) -> Place:
    kind, _, rest = key.removeprefix(PLACE).partition(":")
    words, _, house = rest.partition(HOUSE)
    return Place(kind, tuple(frozenset(word.split(OR)) for word in words.split()), house)


def name_words(places: Iterable[str], kinds: frozenset[str]) -> Iterator[str]:
    """What the words of names of some kinds count as."""
    for key in places:
        place = place_of(key)
        if place.kind in kinds:
            yield from (word.removeprefix(BOUND) for words in place.words for word in words)


def one_name(one: Place, other: Place) -> bool:
    """Whether two names are of one place: the shorter ends the longer ("Hallera" and "Józefa Hallera"), or two words begin it."""
    shorter, longer = sorted((one.words, other.words), key=len)
    if not shorter:
        return False
    return all_meet(shorter, longer[-len(shorter) :]) or (len(shorter) > 1 and all_meet(shorter, longer[: len(shorter)]))


def all_meet(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> bool:
    return all(mine & theirs for mine, theirs in zip(one, other, strict=True))


@lru_cache(maxsize=MOST_FORMS)
def places_of(keys: frozenset[str]) -> tuple[Place, ...]:
    return tuple(place_of(key) for key in sorted(keys))


def meeting(one: frozenset[str], other: frozenset[str], areas: frozenset[str]) -> Meeting:
    """How the places of two requests meet; `areas` are words that name an area somewhere among all requests."""
    if not one and not other:
        return Meeting.NONE
    mine, theirs = places_of(one), places_of(other)
    fine = [[place for place in places if not is_area(place, areas)] for places in (mine, theirs)]
    areas_meet = any(one_name(a, b) for a in mine for b in theirs if is_area(a, areas) and is_area(b, areas))
    told = [[place for place in places if place.kind != MAYBE] for places in fine]
    if not told[0] and not told[1]:
        return area_meeting(mine, theirs, areas_meet, areas)
    same = [(a, b) for a in fine[0] for b in fine[1] if one_name(a, b) and (a.kind != MAYBE or b.kind != MAYBE)]
    if same and not streets_apart(fine[0], fine[1], same):
        other_house = all(a.house and b.house and a.house != b.house for a, b in same)
        return Meeting.OTHER_HOUSE if other_house else Meeting.SAME
    if told[0] and told[1]:
        return Meeting.APART
    return Meeting.AREA if areas_meet else Meeting.ONE_SIDED


def area_meeting(mine: Sequence[Place], theirs: Sequence[Place], meet: bool, areas: frozenset[str]) -> Meeting:
    """How places meet of requests that both name no more than an area."""
    sides = [any(is_area(place, areas) for place in places) for places in (mine, theirs)]
    if meet:
        return Meeting.SAME
    return Meeting.APART if all(sides) else Meeting.ONE_SIDED if any(sides) else Meeting.NONE


def streets_apart(mine: Sequence[Place], theirs: Sequence[Place], same: Sequence[tuple[Place, Place]]) -> bool:
    """Whether both name streets, and what they share is none of them."""
    if not all(any(place.kind == STREET for place in places) for places in (mine, theirs)):
        return False
    return not any(STREET in (one.kind, other.kind) for one, other in same)


def is_area(place: Place, areas: frozenset[str]) -> bool:
    """Whether a name is of an area: after a word for one, or where other requests name the same with such a word."""
    return place.kind == AREA or (place.kind == ANY and any(word in areas for word in place.words[-1]))


def names_at(words: Sequence[WordAt], language: str) -> list[str]:
    """The kind of name that each word belongs to, or nothing; a list of names goes on in the kind that it began with."""
    found: list[str] = []
    streets = street_names(words, language)
    for place, word in enumerate(words):
        if place in streets:
            found.append(STREET)
        elif found and place - 1 not in streets and goes_on(word, found[-1], language):
            found.append(found[-1])
        elif is_name(words, place, language):
            listed = found[-1:] if not is_conjunction(words[place - 1].small, language) else found[-2:-1]
            begun = next((kind for kind in listed if kind and kind != MAYBE), "")
            found.append(begun or kind_of_name(words, place, language))
        elif word.starts and begins_name(words, place, language):
            followed = place + 1 < len(words) and not words[place + 1].marked and is_name(words, place + 1, language)
            found.append(ANY if followed else MAYBE)
        else:
            found.append("")
    return found


def street_names(words: Sequence[WordAt], language: str) -> frozenset[int]:
    """The places of words that are the name of a street whose kind stands last: "Oak Tree Lane"."""
    ends = words_with("street-end", language)
    found: set[int] = set()
    for place in range(1, len(words) if ends else 0):
        if words[place].small not in ends or not words[place].form[0].isupper() or words[place].marked:
            continue
        start = place
        while start and words[start - 1].form[0].isupper() and not words[start].marked and start > place - LONGEST_STREET:
            start -= 1
        if words[start].starts and place - start > 1:
            start += 1
        if start < place:
            found.update(range(start, place + 1))
    return frozenset(found)


def goes_on(word: WordAt, kind: str, language: str) -> bool:
    """Whether a word goes on with the name before it, of whatever the thesaurus knows: "ul. Marynarki Polskiej"."""
    if kind in ("", MAYBE) or word.marked or not word.form[0].isupper() or word.form.isupper():
        return False
    return kind in (STREET, AREA) or is_adjective(word.small, language)


def is_name(words: Sequence[WordAt], place: int, language: str) -> bool:
    """Whether a word with a capital names a place: none that the thesaurus knows ("Rady Pożytku"), unless it is an adjective or
    stands after a preposition, and no other capital stands beside it ("przy Parkowej"), or it follows a word for a street."""
    word, before = words[place], words[place - 1].small if place else ""
    if not word.form[0].isupper() or word.form.isupper() or word.small in kind_words(language):
        return False
    if word.small in words_with("no-name", language):
        return False
    if before and not (lemmas_of(before, language) | {before}).isdisjoint(kind_words(language)):
        return True
    if word.starts or not is_known(word.small, language):
        return not word.starts
    followed = place + 1 < len(words) and words[place + 1].form[0].isupper() and not words[place + 1].marked
    if is_preposition(before, language):
        return not followed
    leader = words[place - 1]
    led = leader.form[0].isupper() and not word.marked and (not leader.starts or agree(leader.small, word.small, language))
    return is_adjective(word.small, language) and not followed and not led


@cache
def kind_words(language: str) -> frozenset[str]:
    """Words that stand before the name of a street or an area, and are none ("Al. Polna", "Osiedle")."""
    return frozenset((*ABBREVIATED, *words_with("street", language), *words_with("area", language)))


def begins_name(words: Sequence[WordAt], place: int, language: str) -> bool:
    """Whether the word that begins a sentence may be a name: "Grunwaldzka się korkuje", no word that the thesaurus knows."""
    word = words[place]
    if not word.form[0].isupper() or word.form.isupper() or is_known(word.small, language):
        return False
    return language != "pl" or is_adjective(word.small, language) or is_surname(word.form, language)


def kind_of_name(words: Sequence[WordAt], place: int, language: str) -> str:
    """The kind of the name that begins at a place, by the word before it."""
    before = [word.small for word in words[max(0, place - 2) : place]][::-1]
    if before and before[0] in SAINTS:
        del before[0]
    lemmas = lemmas_of(before[0], language) | {before[0]} if before else frozenset[str]()
    if not lemmas.isdisjoint(words_with("area", language)):
        return AREA
    return ANY if lemmas.isdisjoint(words_with("street", language)) else STREET


def whole_name(words: Sequence[WordAt], kinds: Sequence[str], place: int, language: str) -> tuple[str, str]:
    """The name that begins at a place as a feature, with its words as they stand there."""
    end = place + 1
    while end < len(words) and kinds[end] == kinds[place] and not words[end].marked:
        end += 1
    forms = [word.form for word in words[place:end]]
    after = words[end] if end < len(words) and not words[end].marked else None
    house = after.small if after and kinds[place] != AREA and HOUSE_NUMBER.fullmatch(after.form) else ""
    return place_key(kinds[place], forms, house, language), " ".join([*forms, *([house] if house else [])])
