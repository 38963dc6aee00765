"""Differences of two requests that share something: deeds, other things, other people, other heads, houses and amounts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache

from postulat.normalize.links.features import Features
from postulat.normalize.links.place_names import ANY, STREET, Meeting, one_name, place_of
from postulat.normalize.links.related_words import kinship
from postulat.normalize.links.thesaurus import ACT, NOT, OTHER_DEED, OTHER_THING, STRANGE, everywhere, pairs_of

LIGHT = "light"
TOLD = frozenset((STREET, ANY))
"""Kinds of names that are of one place."""
MOST_PLACES = 3
"""Names of places in a request from which one that is another says nothing: a list."""
DIFFERENT = 0.15
"""Taken off where each asks for a thing of the thesaurus that the other does not name."""
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
CLEARLY = 0.45
"""Taken off for deeds from which two requests are surely not the same."""
OPPOSITE_ACT = 0.5
"""Taken off where one is to undo what the other does."""
OTHER_HEAD, OTHER_HEAD_OF_TITLE = 0.2, 0.4
"""Taken off where a request begins with a thing of which the other knows nothing."""
OF_A_SITE = 0.3
"""Taken off where all that two share is a school, a park or the like, and one says which, or wants what the other does not name."""
ENOUGH_THINGS = 2
"""Things that both name from which it says nothing that one begins with another, where the other names no more than these."""
OTHER_GROUP, ONE_GROUP = 0.25, 0.25
"""Taken off where each asks for other people (seniors and children), or of two titles only one says for whom."""
BROAD, BROAD_TITLE = 0.2, 0.35
"""Taken off where all that two share is a thing of which much can be asked (bicycles), and each names more, or of two titles one
names another thing of the thesaurus ("police patrols", "a police museum")."""
OTHER_AROUND = 0.2
"""Taken off where no place is shared, and each tells of other known things where or for what."""
ONE_SIDED_NAME = 0.12
"""Taken off where only one of the two names a place."""
SUBSTITUTED = 0.4
"""Taken off where two titles agree in all but a word or two of each: who rewords a request changes more than one word."""
MOST_CHANGED = 2
"""Words of each that may be other ones."""
OTHER_PLACE = 0.45
"""Taken off where each names another place beside the one that both name: "from Elm to Oak" and "from Elm to Ash"."""
ALONE = 0.25
"""Taken off where a single word for a thing is shared, no place, and the two are not the same."""


def difference(one: Features, other: Features, met: Meeting, place: bool) -> float:
    """What is taken off the likeness of two requests for all that tells them apart; `place` says that they share a place."""
    things = one.things & other.things
    sides = ((one, other), (other, one))
    extra = [mine.things - theirs.all for mine, theirs in sides]
    titles = one.titled and other.titled
    found = DIFFERENT if all(tell_apart(some, titles and not place) for some in extra) else 0.0
    found += ONE_SIDED_NAME if met in (Meeting.ONE_SIDED, Meeting.AREA) else 0.0
    found += OTHER_HOUSE if met is Meeting.OTHER_HOUSE else 0.0
    found += OTHER_PLACE if place and other_places(one, other) else 0.0
    found += OTHER_AMOUNT if amounts_apart(one.amounts, other.amounts) else 0.0
    found += penalty_of_acts(one, other, not things.isdisjoint(everywhere("bad")))
    if len(things) < ENOUGH_THINGS or (extra[0] and extra[1]):
        found += (OTHER_HEAD_OF_TITLE if titles else OTHER_HEAD) * (strange_head(one, other) + strange_head(other, one))
    if things and things <= everywhere("site"):
        elsewhere = met in (Meeting.ONE_SIDED, Meeting.AREA)
        found += (
            OF_A_SITE if elsewhere or any(map(wants_of_a_site, extra)) or (titles and other_deeds(one.acts, other.acts)) else 0.0
        )
    broad = things <= broad_things()
    found += penalty_of_groups(one, other, broad)
    if broad:
        wider = [(mine.things | known_around(mine)) - theirs.all for mine, theirs in sides]
        found += penalty_of_more(extra, wider, titles)
    if place:
        return found
    found += OTHER_AROUND if all(known_beside(mine, theirs) for mine, theirs in sides) else 0.0
    crossing = (one.things & other.around) | (other.things & one.around)
    alone = len(things) == 1 and not (one.around & other.around or crossing or one.acts & other.acts)
    return found + (ALONE if alone else 0.0)


def told_different(one: Features, other: Features, met: Meeting) -> bool:
    """Whether something that both name tells two requests apart, however alike their other words are: another house, number or
    amount, an opposite deed or another one, other people, or a word put in place of another. Two places say nothing here: a third
    request that names neither may be for both."""
    if met is Meeting.OTHER_HOUSE or told_apart(one.numbers, other.numbers) or amounts_apart(one.amounts, other.amounts):
        return True
    bad = not (one.things & other.things).isdisjoint(everywhere("bad"))
    if penalty_of_acts(one, other, bad) >= CLEARLY or penalty_of_groups(one, other, False) >= OTHER_GROUP:
        return True
    return substituted(one, other) or (met is Meeting.SAME and other_places(one, other))


def substituted(one: Features, other: Features) -> bool:
    """Whether two titles have the same words but for one or two of each in the middle or at an end, and other things or deeds by
    that.

    >>> found = [Features(frozenset((word,)), *[frozenset()] * 3, title=("a", word, "b")) for word in ("x", "y")]
    >>> substituted(*found)
    True
    """
    changed = changed_words(one.title, other.title)
    if not all(0 < count <= MOST_CHANGED for count in changed) or len(one.title) - changed[0] < max(changed):
        return False
    sides = ((one, other), (other, one))
    return all(only_one(*side) for side in sides) or (changed == (1, 1) and any(known_in_one(*side) for side in sides))


def changed_words(mine: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """How many words of each of two titles stand between those with which both begin and both end."""
    before = same_words(mine, theirs)
    after = same_words(mine[before:][::-1], theirs[before:][::-1])
    return len(mine) - before - after, len(theirs) - before - after


def only_one(one: Features, other: Features) -> bool:
    """Whether a request names a thing or deed that another does not."""
    return bool((one.things | one.around | one.acts) - (other.things | other.around | other.acts))


def known_in_one(one: Features, other: Features) -> bool:
    """Whether a request names a thing of the thesaurus that another does not, one that says much."""
    light = everywhere(LIGHT)
    some = (one.things | one.around) - (other.things | other.around)
    return any(not thing.startswith((OTHER_THING, OTHER_DEED)) and thing not in light for thing in some)


def same_words(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def other_places(one: Features, other: Features) -> bool:
    """Whether each of two requests names a place that the other does not, beside one that both name."""
    sides = [[place for place in map(place_of, sorted(request.places)) if place.kind in TOLD] for request in (one, other)]
    if min(map(len, sides)) < 2 or max(map(len, sides)) > MOST_PLACES:
        return False
    return all(any(not any(one_name(place, it) for it in theirs) for place in mine) for mine, theirs in (sides, sides[::-1]))


@cache
def broad_things() -> frozenset[str]:
    """Things of which much can be asked, and for whom something is asked."""
    return everywhere("broad") | everywhere("group")


def penalty_of_acts(one: Features, other: Features, bad: bool) -> float:
    """What is taken off for what is to be done: nothing where a deed is in both; `bad` says that both are about a thing of which
    one wants fewer. Who names a thing and no deed ("plac zabaw na Polnej") wants to have it."""
    mine, theirs = one.acts, other.acts
    if not bad and any((f"{ACT}{word}" in mine) != (f"{ACT}{word}" in theirs) for word in everywhere("only")):
        return OPPOSITE_ACT
    if {frozenset((a, b)) for a in mine - theirs for b in theirs - mine} & pairs_of("opposite"):
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
    if any(f"{NOT}{deed.removeprefix(ACT)}" in mine | theirs for deed in mine | theirs):
        return OPPOSITE_ACT
    mild = bad or (mine & wanted and theirs & wanted) or met & pairs_of("together")
    return OTHER_ACT if mild else APART_ACT


def other_deeds(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both name deeds, none in common, and none that can be one wish."""
    return told_apart(one, other) and not {frozenset((a, b)) for a in one for b in other} & pairs_of("together")


def known_around(request: Features) -> frozenset[str]:
    """Things of the thesaurus that only tell where or why."""
    light = everywhere(LIGHT)
    return frozenset(thing for thing in request.around if not thing.startswith((OTHER_THING, OTHER_DEED)) and thing not in light)


def known_beside(one: Features, other: Features) -> bool:
    """Whether a request tells where or why with things of the thesaurus, of which the other has none."""
    known = known_around(one)
    return bool(known) and known.isdisjoint(other.things | other.around)


def penalty_of_more(extra: Sequence[Collection[str]], wider: Sequence[Collection[str]], titles: bool) -> float:
    """What is taken off for the things that only one names beside a thing of which much can be asked."""
    if titles and any(tell_more(thing for thing in some if not thing.startswith(OTHER_THING)) for some in extra):
        return BROAD_TITLE
    return BROAD if all(tell_more(some) for some in wider) else 0.0


def wants_of_a_site(extra: Iterable[str]) -> bool:
    """Whether among the things that only one names is one that may be wanted of a school or a park, and is not such itself."""
    aside = everywhere("site") | everywhere("group") | everywhere(LIGHT)
    return any(not thing.startswith((OTHER_THING, OTHER_DEED)) and thing not in aside for thing in extra)


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


def tell_apart(things: Iterable[str], titles: bool) -> bool:
    """Whether things that only one request names are more than other words for the same: one of the thesaurus that says much, or
    any that a short title names."""
    unknown = (OTHER_DEED,) if titles else (OTHER_THING, OTHER_DEED)
    return any(not thing.startswith(unknown) and thing not in everywhere(LIGHT) for thing in things)


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
