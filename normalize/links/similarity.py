"""Similarity of two requests: the weight of what they share, by how rare it is, and what tells them apart."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from postulat.normalize.links.features import NAME, Features
from postulat.normalize.links.place_names import ANY, EVERY_KIND, MAYBE, Meeting, meeting, name_words, place_of
from postulat.normalize.links.thesaurus import ACT, NOT, OTHER_DEED, OTHER_THING, STRANGE, everywhere, kinship, pairs_of

LEAST_WEIGHT = 0.05
"""Of a feature that nearly every request has."""
EARLIER, COMMON, SELDOM = 300, 0.01, 0.0005
"""Requests that are thought to have been counted before, and the part of them that has a thing of the thesaurus or another word."""
LIGHT = "light"
FACTORS = {OTHER_THING: 0.45, OTHER_DEED: 0.15, LIGHT: 0.4}
"""Of the weight of words that the thesaurus does not know, nouns or verbs, and of things that say little by themselves."""
CROSSING = 0.5
"""Of the weight of a word that is what the one asks for, and tells where or why in the other."""
SHARED_MORE = 2.0
"""Times the weight of words that the thesaurus does not know, where both requests of a place have them and nothing else."""
AROUND = 0.35
"""Of the weight of a word that only tells where."""
BEGINNING = frozenset((MAYBE,))
LINKED = 0.61
"""Score from which two requests are linked."""
DIFFERENT = 0.15
"""Taken off where each asks for a thing of the thesaurus that the other does not name."""
FEWEST_COMMON, COMMON_NAME = 60, 0.01
"""Requests, and part of all, with a name from which it is no place that tells requests apart."""
MOST_NAMES = 8
"""Forms of names in a request up to which a common one is its place."""
NO_PLACE = 0.08
"""Taken off where no place is named in common."""
SAME_PLACE = 0.1
"""Added where both name a place in common. There, what the shorter request asks for counts as much as what both say."""
SHORTER = 0.25
"""How much what the shorter request asks for counts where no place is shared."""
ONE_SIDED_NAME = 0.12
"""Taken off where only one of the two names a place."""
OTHER_HOUSE, OTHER_AMOUNT = 0.45, 0.4
"""Taken off where both name a house in a street, or an amount of money, of years or parts, and not the same."""
OTHER_ACT = 0.1
"""Taken off where both say what is to be done, and not the same."""
APART_ACT = 0.45
"""Taken off where the two deeds are not one wish (to build and to repair), or the thesaurus does not know one of them."""
DEED_AND_TITLE = 0.4
"""Taken off where one is to change a thing, and the other only names it or wants it."""
ONE_STRANGE_ACT = 0.4
"""Taken off where one names a deed that the thesaurus does not know, and the other none."""
OPPOSITE_ACT = 0.5
"""Taken off where one is to undo what the other does."""
SAME_HEAD = 0.15
"""Added where both name a place in common and begin with the same thing."""
OTHER_HEAD, OTHER_HEAD_OF_TITLE = 0.2, 0.4
"""Taken off where a request begins with a thing of which the other knows nothing."""
ENOUGH_KNOWN, TOO_COMMON = 0.75, 1.0
"""The part of what it takes to tell a request from all others that two must share, and what is taken off for what is lacking."""
WELL_KNOWN = 0.2
"""Added at most where two share twice as much, and not each asks for a thing that the other does not name."""
KIN = 0.05
"""Taken off where what both ask for is only kin."""
NUMBER_WEIGHT, DEEDS_PART = 4.0, 0.5
"""Of a number that both name, and the part of the weight of a deed that counts there."""
LEAST_PART = 0.25
"""Of the weight of what either request is about, the part that the other has at least: a list of ten wishes is not each of them."""
OTHER_GROUP, ONE_GROUP = 0.25, 0.25
"""Taken off where each asks for other people (seniors and children), or of two titles only one says for whom."""
BROAD, BROAD_TITLE = 0.2, 0.35
"""Taken off where all that two share is a thing of which much can be asked (bicycles), and each names more, or of two titles one
names another thing of the thesaurus ("police patrols", "a police museum")."""
OTHER_AROUND = 0.2
"""Taken off where no place is shared, and each tells of other known things where or for what."""
ALONE = 0.25
"""Taken off where a single word for a thing is shared, no place, and the two are not the same."""


class Likeness(NamedTuple):
    """How alike two requests are, from 0 to 1, and the features that both have, the rarest first."""

    score: float
    shared: tuple[str, ...]


class Rarity:
    """How much a feature weighs: the logarithm of how many requests there are to one that has it."""

    def __init__(self, counts: Mapping[str, int], total: int, areas: frozenset[str] = frozenset()) -> None:
        self.counts = counts
        self.areas = areas
        self.light = everywhere("light")
        self.total = total + EARLIER
        self.known: dict[tuple[int, str], float] = {}

    def weight(self, feature: str) -> float:
        count = self.counts.get(feature, 0)
        kind = feature[:1] if feature[:1] in FACTORS else LIGHT if feature in self.light else ""
        if (count, kind) not in self.known:
            before = EARLIER * (SELDOM if kind in (OTHER_THING, OTHER_DEED) else COMMON)
            found = math.log((self.total + 1) / (count + before + 0.5)) * FACTORS.get(kind, 1.0)
            self.known[count, kind] = max(LEAST_WEIGHT, found)
        return self.known[count, kind]

    def with_met_names(self, request: Features) -> Features:
        """A request whose capital at the beginning of a sentence is a name where other requests name the same place."""
        met = {
            key for key in request.places if place_of(key).kind == MAYBE and any(map(self.is_name, name_words((key,), BEGINNING)))
        }
        if not met:
            return request
        places = (request.places - met) | {key.replace(MAYBE, ANY, 1) for key in met}
        return request._replace(names=request.names | {NAME + word for word in name_words(met, BEGINNING)}, places=places)

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
        return sum(self.weight(feature) for feature in features)


def likeness(one: Features, other: Features, rarity: Rarity) -> Likeness:
    """The likeness of two requests; 0 where their names or numbers tell them apart."""
    one, other = (rarity.without_common_names(rarity.with_met_names(request)) for request in (one, other))
    met = meeting(one.places, other.places, rarity.areas)
    if met is Meeting.APART or told_apart(one.numbers, other.numbers):
        return Likeness(0.0, ())
    changed = in_one_class(one, other)
    if changed != other and changed.things.isdisjoint(other.all) and other.things.isdisjoint(changed.around):
        return Likeness(0.0, ())
    known = known_part(one, other, rarity)
    score = 1.0 if changed == other else compared(changed, other, met, known, rarity)
    score -= TOO_COMMON * max(0.0, ENOUGH_KNOWN - known) + (KIN if changed.things != one.things else 0.0)
    shared = sorted(changed.all & other.all, key=lambda name: (-rarity.weight(name), name)) if score > 0 else ()
    return Likeness(round(min(1.0, max(0.0, score)), 3), tuple(shared))


def known_part(one: Features, other: Features, rarity: Rarity) -> float:
    """What both have, as a part of what it takes to tell one request from all others: a single common word is in too many."""
    names = one.names & other.names
    place = max((rarity.weight(name) for name in names), default=0.0) + (NUMBER_WEIGHT if one.numbers & other.numbers else 0.0)
    deeds = DEEDS_PART * rarity.of(one.acts & other.acts)
    crossing = (one.things & other.around) | (other.things & one.around)
    both = place + rarity.of(one.things & other.things) + deeds + AROUND * rarity.of(one.around & other.around)
    both += CROSSING * rarity.of(crossing)
    return both / math.log(rarity.total)


def few_names(one: Features, other: Features) -> bool:
    """Whether the names of both are those of a place: a long text names much that tells little."""
    return max(len(one.names), len(other.names)) <= MOST_NAMES


def in_one_class(one: Features, other: Features) -> Features:
    """A request with each verb that the thesaurus does not know as the noun of its stem that the other has ("wypożyczać" of
    "wypożyczalnia"), and each thing that is kin to one of the other as that one (a pupil, a child)."""
    named = {
        f"{OTHER_DEED}{thing[1:]}": thing for thing in other.things if thing.startswith(OTHER_THING) and thing not in one.things
    }
    kin = {kinship(thing): thing for thing in sorted(other.things - one.all) if kinship(thing) and one.things & other.things}
    changed = {
        thing: instead
        for thing in one.things - other.all
        if (instead := named.get(thing) or kin.get(kinship(thing) or thing)) is not None
    }
    return one._replace(things=one.things - changed.keys() | set(changed.values())) if changed else one


def compared(one: Features, other: Features, met: Meeting, known: float, rarity: Rarity) -> float:
    """The score of two requests that are not the same."""
    things = one.things & other.things
    place = met in (Meeting.SAME, Meeting.OTHER_HOUSE) and few_names(one, other)
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
    shorter = 0.5 if place and min(len(one.things), len(other.things)) > 1 else SHORTER
    score = (1 - shorter) * 2 * both / (of_one + of_other) + shorter * both / min(of_one, of_other)
    if place:
        score += SAME_PLACE + (SAME_HEAD if one.head and one.head == other.head else 0.0)
    extra = [(mine.things - theirs.all) for mine, theirs in ((one, other), (other, one))]
    more = [(mine.things | known_around(mine)) - theirs.all for mine, theirs in ((one, other), (other, one))]
    if not all(any(not thing.startswith(OTHER_DEED) for thing in things) for things in extra):
        score += WELL_KNOWN * min(1.0, max(0.0, known - 1.0))
    score = min(1.0, score) - (0.0 if place else NO_PLACE)
    titles = one.titled and other.titled
    score -= DIFFERENT if all(tell_apart(things, titles and not place, rarity) for things in extra) else 0.0
    score -= ONE_SIDED_NAME if met in (Meeting.ONE_SIDED, Meeting.AREA) else 0.0
    score -= OTHER_HOUSE if met is Meeting.OTHER_HOUSE else 0.0
    score -= OTHER_AMOUNT if amounts_apart(one.amounts, other.amounts) else 0.0
    score -= penalty_of_acts(one, other, not things.isdisjoint(everywhere("bad")))
    score -= (OTHER_HEAD_OF_TITLE if titles else OTHER_HEAD) * (strange_head(one, other) + strange_head(other, one))
    broad = things <= everywhere("broad") | everywhere("group")
    score -= penalty_of_groups(one, other, broad)
    score -= penalty_of_more(extra, more, titles) if broad else 0.0
    score -= OTHER_AROUND if not place and all(known_beside(a, b) for a, b in ((one, other), (other, one))) else 0.0
    score -= ALONE if len(things) == 1 and not around | crossing and not place and not one.acts & other.acts else 0.0
    return score


def penalty_of_acts(one: Features, other: Features, bad: bool) -> float:
    """What is taken off for what is to be done: nothing where a deed is in both; `bad` says that both are about a thing of which
    one wants fewer. Who names a thing and no deed ("plac zabaw na Polnej") wants to have it."""
    mine, theirs = one.acts, other.acts
    if not bad and any((f"{ACT}{word}" in mine) != (f"{ACT}{word}" in theirs) for word in everywhere("only")):
        return OPPOSITE_ACT
    if mine & theirs or not mine | theirs:
        return 0.0
    wanted = wanted_deeds()
    if not mine or not theirs:
        if bad or mine & wanted or theirs & wanted:
            return 0.0
        if any(STRANGE in act for act in mine | theirs):
            return ONE_STRANGE_ACT
        without = other if mine else one
        return DEED_AND_TITLE if without.titled or without.wishes else 0.0
    met = {frozenset((a, b)) for a in mine for b in theirs}
    denied = any(f"{NOT}{deed.removeprefix(ACT)}" in mine | theirs for deed in mine | theirs)
    if denied or met & pairs_of("opposite"):
        return OPPOSITE_ACT
    mild = bad or (mine & wanted and theirs & wanted) or met & pairs_of("together")
    return OTHER_ACT if mild else APART_ACT


def known_around(request: Features) -> frozenset[str]:
    """Things of the thesaurus that only tell where or why."""
    light = everywhere(LIGHT)
    return frozenset(thing for thing in request.around if not thing.startswith((OTHER_THING, OTHER_DEED)) and thing not in light)


def known_beside(one: Features, other: Features) -> bool:
    """Whether a request tells where or why with things of the thesaurus, of which the other has none."""
    known = known_around(one)
    return bool(known) and known.isdisjoint(other.things | other.around)


def penalty_of_more(extra: Sequence[Collection[str]], more: Sequence[Collection[str]], titles: bool) -> float:
    """What is taken off for the things that only one names beside a thing of which much can be asked."""
    if titles and any(tell_more(thing for thing in some if not thing.startswith(OTHER_THING)) for some in extra):
        return BROAD_TITLE
    return BROAD if all(tell_more(some) for some in more) else 0.0


def tell_more(extra: Iterable[str]) -> bool:
    """Whether among the things that only one names is one that says what is meant."""
    aside = everywhere("group") | everywhere(LIGHT)
    return any(not thing.startswith(OTHER_DEED) and thing not in aside for thing in extra)


def penalty_of_groups(one: Features, other: Features, broad: bool) -> float:
    """What is taken off for whom something is asked: other people, or of two titles people in one only."""
    groups = everywhere("group")
    mine, theirs = ({kinship(thing) or thing for thing in request.things & groups} for request in (one, other))
    wide = [{kinship(thing) or thing for thing in (request.things | request.around) & groups} for request in (one, other)]
    if wide[0] & wide[1] or not wide[0] | wide[1]:
        return 0.0
    if wide[0] and wide[1]:
        return OTHER_GROUP
    if not mine | theirs:
        return 0.0
    return ONE_GROUP if broad and one.titled and other.titled else 0.0


@cache
def wanted_deeds() -> frozenset[str]:
    """Deeds after which one has more."""
    return frozenset(f"{ACT}{word}" for word in everywhere("wanted"))


def tell_apart(things: Iterable[str], titles: bool, rarity: Rarity) -> bool:
    """Whether things that only one request names are more than other words for the same: one of the thesaurus that says much, or
    any that a short title names."""
    unknown = (OTHER_DEED,) if titles else (OTHER_THING, OTHER_DEED)
    return any(not thing.startswith(unknown) and thing not in rarity.light for thing in things)


def weight_of(request: Features, rarity: Rarity) -> float:
    """What a request weighs; a word that only tells where weighs less."""
    return rarity.of(request.things) + AROUND * rarity.of(request.around)


def strange_head(one: Features, other: Features) -> bool:
    """Whether one begins with a thing that the thesaurus knows and the other does not name."""
    if not one.head or one.head.startswith((OTHER_THING, OTHER_DEED)):
        return False
    named = other.things | other.around
    return one.head not in named and not (kinship(one.head) and any(kinship(thing) == kinship(one.head) for thing in named))


def amounts_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both name amounts of a unit, and not the same."""
    units = [{key.split(":")[1] for key in amounts} for amounts in (one, other)]
    return bool(units[0] & units[1]) and not one & other


def told_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both have something and nothing in common."""
    return bool(one) and bool(other) and not one & other
