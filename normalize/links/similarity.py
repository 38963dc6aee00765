"""Similarity of two requests: the weight of what they share, by how rare it is, and what tells them apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from postulat.normalize.links.differences import (
    LIGHT,
    SUBSTITUTED,
    difference,
    substituted,
    told_apart,
    told_different,
)
from postulat.normalize.links.features import NAME, Features
from postulat.normalize.links.meaning import NO_MEANING, Meaning, meaning_of, nearness
from postulat.normalize.links.place_names import ANY, EVERY_KIND, MAYBE, Meeting, meeting, name_words, place_of
from postulat.normalize.links.related_words import akin, matters, related
from postulat.normalize.links.thesaurus import OTHER_DEED, OTHER_THING, everywhere

REMEMBERED = 10_000
"""Requests whose places are kept, and sets of features whose weight is."""
MOST_WEIGHTS = 100_000
"""Features whose weight is kept."""
LEAST_WEIGHT = 0.05
"""Of a feature that nearly every request has."""
EARLIER, COMMON, SELDOM = 300, 0.01, 0.0005
"""Requests that are thought to have been counted before, and the part of them that has a thing of the thesaurus or another word."""
FACTORS = {OTHER_THING: 0.45, OTHER_DEED: 0.15, LIGHT: 0.4}
"""Of the weight of words that the thesaurus does not know, nouns or verbs, and of things that say little by themselves."""
CROSSING = 0.5
"""Of the weight of a word that is what the one asks for, and tells where or why in the other."""
SHARED_MORE = 2.0
"""Times the weight of words that the thesaurus does not know, where both requests of a place have them and nothing else."""
AROUND = 0.35
"""Of the weight of a word that only tells where."""
BEGINNING = frozenset((MAYBE,))
LINKED, ROUNDED = 0.61, 0.001
"""Score from which two requests are linked, and the step of scores."""
ENOUGH_KNOWN, TOO_COMMON = 0.75, 1.0
"""The part of what it takes to tell a request from all others that two must share, and what is taken off for what is lacking."""
FEWEST_COMMON, COMMON_NAME = 60, 0.01
"""Requests, and part of all, with a name from which it is no place that tells requests apart."""
MOST_NAMES = 8
"""Forms of names in a request up to which a common one is its place."""
NO_PLACE = 0.08
"""Taken off where no place is named in common."""
SAME_PLACE = 0.1
"""Added where both name a place in common. There, what the shorter request asks for counts as much as what both say."""
LEAST_KNOWN = ENOUGH_KNOWN - (1.0 - LINKED) / TOO_COMMON
"""The part below which no score is enough, whatever else two share."""
UNKNOWN_PART = 0.5
"""The most that words weigh which the thesaurus does not know, to those that it knows, of a request with a verb."""
SHORTER = 0.25
"""How much what the shorter request asks for counts where no place is shared."""
SAME_HEAD = 0.15
"""Added where both name a place in common and begin with the same thing."""
WELL_KNOWN = 0.2
"""Added at most where two share twice as much, and not each asks for a thing that the other does not name."""
KIN = 0.05
"""Taken off where what both ask for is only kin."""
NUMBER_WEIGHT, DEEDS_PART = 4.0, 0.5
"""Of a number that both name, and the part of the weight of a deed that counts there."""
NEAR_ENOUGH, MEANING_PART = 0.6, 0.5
"""Nearness of meanings from which requests may be linked, and how much of what is more makes the score."""
KNOWN_ENOUGH, LITTLE_DIFFERENCE = 0.7, 0.6
"""What such requests share at least, as in `known_part`, and the most that may tell them apart."""
LEAST_PART = 0.25
"""Of the weight of what either request is about, the part that the other has at least: a list of ten wishes is not each of them."""


class Likeness(NamedTuple):
    """How alike two requests are, from 0 to 1, and the features that both have, the rarest first; `meant` says that their meaning
    decided, and not what they name."""

    score: float
    shared: tuple[str, ...]
    meant: bool = False


class Rarity:
    """How much a feature weighs: the logarithm of how many requests there are to one that has it."""

    def __init__(self, counts: Mapping[str, int], total: int, areas: frozenset[str] = frozenset(), english: bool = False) -> None:
        self.counts = counts
        self.areas = areas
        self.english = english
        self.light = everywhere("light")
        self.total = total + EARLIER
        self.known: dict[tuple[int, str], float] = {}
        self.weights: dict[str, float] = {}
        self.of_all = lru_cache(maxsize=REMEMBERED)(self.of)
        self.prepared = lru_cache(maxsize=REMEMBERED)(self.with_places)
        self.likeness = lru_cache(maxsize=REMEMBERED)(self.compared)
        self.meaning = lru_cache(maxsize=REMEMBERED)(of_words)
        self.log_of_total = math.log(self.total)

    def weight(self, feature: str) -> float:
        """What a feature weighs, kept for the last that were asked."""
        found = self.weights.get(feature)
        if found is None:
            if len(self.weights) >= MOST_WEIGHTS:
                self.weights.clear()
            found = self.weights[feature] = self.weighed(feature)
        return found

    def weighed(self, feature: str) -> float:
        count = self.counts.get(feature, 0)
        kind = feature[:1] if feature[:1] in FACTORS else LIGHT if feature in self.light else ""
        if (count, kind) not in self.known:
            before = EARLIER * (SELDOM if kind in (OTHER_THING, OTHER_DEED) else COMMON)
            found = math.log((self.total + 1) / (count + before + 0.5)) * FACTORS.get(kind, 1.0)
            self.known[count, kind] = max(LEAST_WEIGHT, found)
        return self.known[count, kind]

    def with_places(self, request: Features) -> Features:
        """A request with the names that are places. It is kept of the last as `prepared`: the same is compared with many."""
        return self.without_common_names(self.with_met_names(request))

    def with_met_names(self, request: Features) -> Features:
        """A request whose capital at the beginning of a sentence is a name where other requests name the same place."""
        met = {
            key for key in request.places if place_of(key).kind == MAYBE and any(map(self.is_name, name_words((key,), BEGINNING)))
        }
        if not met:
            return request
        places = (request.places - met) | {key.replace(MAYBE, ANY, 1) for key in met}
        names = frozenset(name_words(met, BEGINNING))
        things = frozenset(thing for thing in request.things if not of_name(thing, names))
        head = "" if of_name(request.head, names) else request.head
        return request._replace(names=request.names | {NAME + word for word in names}, places=places, things=things, head=head)

    def is_name(self, word: str) -> bool:
        return self.counts.get(NAME + word, 0) > 0

    def without_common_names(self, request: Features) -> Features:
        """A request without the names that many have: that of the town is no place in it."""
        limit = max(FEWEST_COMMON, COMMON_NAME * (self.total - EARLIER))
        common = {name.removeprefix(NAME) for name in request.names if self.counts.get(name, 0) > limit}
        if not common:
            return request
        places = {key for key in request.places if not set(name_words((key,), EVERY_KIND)) <= common}
        return request._replace(names=request.names - {NAME + name for name in common}, places=frozenset(places))

    def of(self, features: Iterable[str]) -> float:
        return sum(map(self.weight, features))

    def compared(self, one: Features, other: Features) -> Likeness:
        """The likeness of two requests. It is kept of the last as `likeness`: formulas and what is linked are asked again."""
        return alike(self.prepared(one), self.prepared(other), self)


def of_words(about: tuple[str, ...]) -> Meaning:
    """The meaning of words after their language."""
    return meaning_of(about[1:], about[0]) if about else NO_MEANING


def of_name(thing: str, names: Iterable[str]) -> bool:
    """Whether an unknown thing is the stem of a name: "Cowdale should have a park"."""
    return thing.startswith(OTHER_THING) and any(name.startswith(thing[1:]) or thing[1:].startswith(name) for name in names)


def likeness(one: Features, other: Features, rarity: Rarity) -> Likeness:
    """The likeness of two requests; 0 where their names or numbers tell them apart."""
    return rarity.likeness(one, other)


def contradict(one: Features, other: Features, rarity: Rarity) -> bool:
    """Whether two requests are surely not the same: who asks for the one does not ask for the other."""
    one, other = rarity.prepared(one), rarity.prepared(other)
    return told_different(one, other, meeting(one.places, other.places, rarity.areas))


def alike(one: Features, other: Features, rarity: Rarity) -> Likeness:
    """The likeness of two requests whose names are those of places; 0 where it cannot be enough."""
    met = meeting(one.places, other.places, rarity.areas)
    if met is Meeting.APART or told_apart(one.numbers, other.numbers):
        return Likeness(0.0, ())
    found = alike_in_words(one, other, met, rarity)
    if found.score >= LINKED:
        return found
    score = alike_in_meaning(one, other, met, rarity)
    return Likeness(score, shared_of(one, other, rarity), True) if score > found.score else found


def shared_of(one: Features, other: Features, rarity: Rarity) -> tuple[str, ...]:
    """The features that both have, the rarest first."""
    return tuple(sorted(one.all & other.all, key=lambda name: (-rarity.weight(name), name)))


def alike_in_meaning(one: Features, other: Features, met: Meeting, rarity: Rarity) -> float:
    """The likeness of two requests by the meanings of all their words, where they share a thing and no place, and nothing that both
    name tells them apart: 0, or enough. Who shares a place shares words of other wishes there."""
    if one.things.isdisjoint(other.things) or shares_place(one, other, met):
        return 0.0
    if not (one.wishes or other.wishes):
        return 0.0  # titles and subjects: what only one of them names is what it is about
    near = nearness(rarity.meaning(one.about), rarity.meaning(other.about))
    if near < NEAR_ENOUGH or known_part(one, other, rarity) < KNOWN_ENOUGH or told_different(one, other, met):
        return 0.0
    if difference(one, other, met, False) > LITTLE_DIFFERENCE:
        return 0.0
    return round(LINKED + MEANING_PART * (near - NEAR_ENOUGH), 3)


def alike_in_words(one: Features, other: Features, met: Meeting, rarity: Rarity) -> Likeness:
    """The likeness of two requests by what they name."""
    if not rarity.english and far_apart(one, other):
        return Likeness(0.0, ())
    place = shares_place(one, other, met)
    known = known_part(one, other, rarity)
    changed = in_one_class(one, other, place, rarity.english)
    if changed.things != one.things:
        known = known_part(changed, other, rarity)
    if known < LEAST_KNOWN:
        return Likeness(0.0, ())
    same = changed[:-1] == other[:-1]  # whatever the stems of their words are
    if not same and changed.things.isdisjoint(other.all) and other.things.isdisjoint(changed.around):
        return Likeness(0.0, ())
    less = TOO_COMMON * max(0.0, ENOUGH_KNOWN - known) + (KIN if changed.things != one.things else 0.0)
    score = (1.0 if same else compared(changed, other, met, known, rarity, LINKED - ROUNDED + less)) - less
    score -= SUBSTITUTED if substituted(one, other) and not of_one_matter(one, other, rarity.english) else 0.0
    return Likeness(round(min(1.0, max(0.0, score)), 3), shared_of(changed, other, rarity) if score > 0 else ())


def known_part(one: Features, other: Features, rarity: Rarity) -> float:
    """What both have, as a part of what it takes to tell one request from all others: a single common word is in too many."""
    names = one.names & other.names
    place = max((rarity.weight(name) for name in names), default=0.0) + (NUMBER_WEIGHT if one.numbers & other.numbers else 0.0)
    deeds = DEEDS_PART * rarity.of(one.acts & other.acts)
    crossing = (one.things & other.around) | (other.things & one.around)
    both = place + rarity.of(one.things & other.things) + deeds + AROUND * rarity.of(one.around & other.around)
    both += CROSSING * rarity.of(crossing)
    return both / rarity.log_of_total


def few_names(one: Features, other: Features) -> bool:
    """Whether the names of both are those of a place: a long text names much that tells little."""
    return max(len(one.names), len(other.names)) <= MOST_NAMES


def far_apart(one: Features, other: Features) -> bool:
    """Whether nothing that either asks for has to do with anything that the other tells."""
    mine, theirs = matters(one.things), matters(other.things)
    return mine.isdisjoint(theirs) and mine.isdisjoint(matters(other.around)) and theirs.isdisjoint(matters(one.around))


def shares_place(one: Features, other: Features, met: Meeting) -> bool:
    return met in (Meeting.SAME, Meeting.OTHER_HOUSE) and few_names(one, other)


def of_one_matter(one: Features, other: Features, english: bool) -> bool:
    """Whether each thing that only one names is of one narrow matter with one that only the other names."""
    mine, theirs = one.things - other.all, other.things - one.all
    return bool(mine) and all(any(related(thing, it, english) for it in theirs) for thing in mine)


def in_one_class(one: Features, other: Features, place: bool, english: bool) -> Features:
    """A request with each verb that the thesaurus does not know as the noun of its stem that the other has ("wypożyczać" of
    "wypożyczalnia"), and each thing that is often said for one of the other as that one (a pupil, a child): where they share
    another thing, a place, or two such."""
    mine, theirs = sorted(one.things - other.all), sorted(other.things - one.all)
    if not mine or (not theirs and not (place and other.around)):
        return one
    changed = {thing: named for thing in mine if thing.startswith(OTHER_DEED) and (named := OTHER_THING + thing[1:]) in theirs}
    beside = sorted(other.around - one.all) if place else []
    shared = bool(one.things & other.things)
    near_ones = 0
    for thing in mine:
        near = next((it for it in (*theirs, *beside) if related(thing, it, english)), "")
        near_ones += bool(near)
        if instead := near or next((it for it in theirs if shared and akin(thing, it)), ""):
            changed.setdefault(thing, instead)
    if not (shared or place or near_ones > 1):
        return one
    if not changed:
        return one
    return one._replace(things=frozenset(one.things - changed.keys() | set(changed.values())), head=changed.get(one.head, one.head))


def compared(one: Features, other: Features, met: Meeting, known: float, rarity: Rarity, least: float) -> float:
    """The score of two requests that are not the same; 0 where it is less than the least before anything tells them apart."""
    things = one.things & other.things
    place = shares_place(one, other, met)
    crossing = (one.things & other.around) | (other.things & one.around)
    if not things and not (place and crossing):
        return 0.0
    around = one.around & other.around
    strange = place and all(thing.startswith(OTHER_THING) for thing in things)
    more = rarity.of(things) * (SHARED_MORE - 1) if strange else 0.0
    both = rarity.of(things) + more + CROSSING * rarity.of(crossing) + AROUND * rarity.of(around)
    of_one, of_other = weight_of(one, rarity) + more, weight_of(other, rarity) + more
    if both < LEAST_PART * max(of_one, of_other):
        return 0.0
    sides = ((one, other), (other, one))
    shorter = 0.5 if place and min(len(one.things), len(other.things)) > 1 else SHORTER
    score = (1 - shorter) * 2 * both / (of_one + of_other) + shorter * both / min(of_one, of_other)
    if place:
        score += SAME_PLACE + (SAME_HEAD if one.head and one.head == other.head else 0.0)
    if not all(any(not thing.startswith(OTHER_DEED) for thing in mine.things - theirs.all) for mine, theirs in sides):
        score += WELL_KNOWN * min(1.0, max(0.0, known - 1.0))
    score = min(1.0, score) - (0.0 if place else NO_PLACE)
    return 0.0 if score < least else score - difference(one, other, met, place)


def weight_of(request: Features, rarity: Rarity) -> float:
    """What a request weighs; a word that only tells where weighs less, and of many words that the thesaurus does not know only some
    count where the request is more than a title."""
    whole = rarity.of_all(request.things)
    if not request.titled:
        unknown = rarity.of(thing for thing in request.things if thing.startswith((OTHER_THING, OTHER_DEED)))
        whole -= max(0.0, unknown - UNKNOWN_PART * (whole - unknown)) if unknown < whole else 0.0
    return whole + AROUND * rarity.of_all(request.around)
