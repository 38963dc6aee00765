"""Names of Polish municipalities in the nominative, from the case a sentence writes: by the official list, else by its grammar.

A form that the list has is looked up ("w Sanoku" → Sanok). Another is formed as the names of the list whose forms end like it:
"Puszczewie" as Międzychodzie … Kamieniewie → Puszczewo. Where endings leave two names likely, none is given.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import product
from typing import NamedTuple

from postulat.normalize.vocabulary.phrases import rows

CASES = ("name", "genitive", "locative")
"""The forms of the table, by the column that holds them."""
LONGEST_ENDING = 5
SHORTEST_ENDING = 2
"""Letters of an ending by which a form is compared with those of the list."""
BACKED = 4.0
"""Names that a shorter ending counts for, where a longer one has been seen."""
MOST_NAMES = 3
"""Nominatives that a form is taken for at most."""
LONGEST_NAME = 4
"""Words of a name."""


class Town(NamedTuple):
    """A nominative that a form may have, how likely it is (0–1), and whether it is a name of the official list."""

    name: str
    share: float
    listed: bool


def towns(form: str, cases: Iterable[str], upright: float = 0.5) -> tuple[Town, ...]:
    """The nominatives of a form that stands in one of these cases, the likeliest first.

    `upright` is how often the nominative stands where the form was found ("Gmina Lipiny" beside "Rada Miasta Krakowa").

    >>> towns("Mosinie", ("locative",))
    (Town(name='Mosina', share=1.0, listed=True),)
    >>> [town.name for town in towns("Wilczej Górce", ("locative",))], towns("Chojrzów", ("name", "genitive"))[0].name
    (['Wilcza Górka'], 'Chojrzów')
    """
    asked = tuple(cases)
    for case in asked:
        known = listed().get((case, form.lower()), frozenset())
        if known:
            return tuple(Town(name, 1 / len(known), True) for name in sorted(known))
    shares: dict[str, float] = {}
    straight = how_upright(form, asked, upright)
    for case in asked:
        part = straight if case == "name" else (1 - straight) / max(1, len(asked) - ("name" in asked))
        for name, share in formed(form, case):
            shares[name] = shares.get(name, 0.0) + part * share
    best = sorted(shares, key=lambda name: (-shares[name], name))[:MOST_NAMES]
    return tuple(Town(name, round(shares[name], 3), False) for name in best if shares[name] > 0)


def how_upright(form: str, cases: tuple[str, ...], upright: float) -> float:
    """How likely a form is a nominative: by the names of the list that end like it, in the nominative and in the other cases."""
    if "name" not in cases:
        return 0.0
    if len(cases) == 1:
        return 1.0
    first = form.lower().split()[0]
    if len(form.split()) > 1:
        return (
            0.05
            if any(first.endswith(row["form"]) for case in cases if case != "name" for row in adjective_endings(case))
            else 0.95
        )
    seen = dict.fromkeys(cases, 0.5)
    for length in range(SHORTEST_ENDING, LONGEST_ENDING):
        counts = {case: endings(case).get(form.lower()[-length:], 0) for case in cases}
        if sum(counts.values()) < BACKED:
            break
        seen = {case: count + 0.5 for case, count in counts.items()}
    straight = upright * seen["name"]
    return straight / (straight + (1 - upright) * sum(count for case, count in seen.items() if case != "name"))


@cache
def endings(case: str) -> dict[str, int]:
    """How many names of the list end so in a case."""
    found: dict[str, int] = {}
    for row in rows("municipalities"):
        form = row[case].split("|")[-1].lower()
        for length in range(SHORTEST_ENDING, LONGEST_ENDING):
            found[form[-length:]] = found.get(form[-length:], 0) + 1
    return found


@cache
def listed() -> dict[tuple[str, str], frozenset[str]]:
    """Each form of the list in its case → the names it is a form of."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows("municipalities"):
        for case in CASES:
            for form in row[case].split("|"):
                found.setdefault((case, form.lower()), set()).add(row["name"])
    return {key: frozenset(names) for key, names in found.items()}


@cache
def kinds() -> dict[str, str]:
    """Whether municipalities of a name are towns or rural, where the list tells."""
    return {row["name"]: row["kind"] for row in rows("municipalities") if row["kind"]}


def seated(found: tuple[Town, ...], kind: str) -> tuple[Town, ...]:
    """Of several names of the list those whose kind has such a body: an "Urząd Miejski w Lubaniu" is of Lubań, not of Lubanie.

    >>> [town.name for town in seated(towns("Lubaniu", ("locative",)), "town")]
    ['Lubań']
    """
    fitting = [town for town in found if town.listed and kinds().get(town.name, kind) == kind]
    if not kind or not fitting or len(fitting) == len(found):
        return found
    return tuple(town._replace(share=1 / len(fitting)) for town in fitting)


def is_listed(name: str) -> bool:
    """Whether the official list has a name.

    >>> is_listed("Kraków"), is_listed("Dom Kultury")
    (True, False)
    """
    return ("name", name.lower()) in listed()


@cache
def is_adjectival(name: str) -> bool:
    """Whether a name of the list is inflected like an adjective: "Lipowa", "Nowe", and not "Mosina".

    >>> is_adjectival("Lipowa"), is_adjectival("Mosina")
    (True, False)
    """
    endings_of = tuple(row["form"] for row in adjective_endings("genitive"))
    return any(row["name"] == name and row["genitive"].split("|")[-1].endswith(endings_of) for row in rows("municipalities"))


@cache
def gender_in_list(name: str) -> str:
    """The gender of a noun of the list by its genitive, p for a plural.

    >>> [gender_in_list(name) for name in ("Mosina", "Pniewy", "Sanok")]
    ['f', 'p', 'm']
    """
    form = next((row["genitive"].split("|")[-1] for row in rows("municipalities") if row["name"] == name), name)
    return gender_of(name, form, "genitive")


@cache
def formed(form: str, case: str) -> tuple[tuple[str, float], ...]:
    """Names by the endings of the list. In the nominative a form is itself, half believed: it may be another case's."""
    if case == "name":
        return ((form, 1.0),)
    parts = form.replace("-", " - ").split()
    words = [part for part in parts if part != "-"]
    if not 0 < len(words) <= LONGEST_NAME:
        return ()
    if len(words) == 1:
        return by_ending(words[0], case)
    choices = [word_names(word, case) for word in words]
    found: list[tuple[str, float]] = []
    for chosen in product(*choices):
        if agree(chosen, "-" in form):
            share = 1.0
            for word in chosen:
                share *= word.share
            joint = "-" if "-" in form and " " not in form else " "
            found.append((joint.join(word.text for word in chosen), share))
    total = sum(share for _, share in found)
    best = sorted(found, key=lambda one: (-one[1], one[0]))
    return tuple((name, share / total) for name, share in best[:MOST_NAMES]) if total else ()


class TownWord(NamedTuple):
    """A word of a name in the nominative, with the gender that tells which adjectives go with it."""

    text: str
    gender: str
    kind: str
    share: float


def word_names(word: str, case: str) -> tuple[TownWord, ...]:
    """What a word of a name may be in the nominative, as an adjective or as a noun."""
    fitting = [row for row in adjective_endings(case) if word.endswith(row["form"])]
    longest = max((len(row["form"]) for row in fitting), default=0)
    found = [
        TownWord(word[: len(word) - longest] + row["nominative"], row["gender"], "adjective", 1.0)
        for row in fitting
        if len(row["form"]) == longest
    ]
    nouns = [TownWord(name, gender_of(name, word, case), "noun", share) for name, share in by_ending(word, case)]
    return (*found, *nouns) or (TownWord(word, "", "fixed", 0.5),)


def agree(chosen: tuple[TownWord, ...], hyphen: bool) -> bool:
    """Whether the words of a name go together: a noun and adjectives of its gender, or nouns with a hyphen ("Lipka-Zdrój")."""
    nouns = [word for word in chosen if word.kind == "noun"]
    if len(nouns) == len(chosen):
        return hyphen
    return len(nouns) == 1 and all(word.gender == nouns[0].gender for word in chosen if word.kind == "adjective")


@cache
def adjective_endings(case: str) -> tuple[dict[str, str], ...]:
    return tuple(row for row in rows("town_endings") if row["case"] == case)


def gender_of(name: str, form: str, case: str) -> str:
    """The gender of a noun as its ending in the nominative and in the other case tells it."""
    for row in rows("town_genders"):
        if row["case"] == case and form.endswith(row["form"]) and name.endswith(row["nominative"]):
            return row["gender"]
    return "m"


@cache
def by_ending(form: str, case: str) -> tuple[tuple[str, float], ...]:
    """The nominatives of one word by analogy with the list; what a longer ending shows counts more than what a shorter one does."""
    lower = form.lower()
    shares: dict[str, float] = {}
    known = analogies(case, lower[-SHORTEST_ENDING:])
    for length in range(SHORTEST_ENDING, min(LONGEST_ENDING, len(lower) - 1) + 1):
        alike: dict[str, int] = {}
        for (ending, nominative), count in known.get(lower[-length:], {}).items():
            if len(lower) > len(ending):
                name = form[: len(form) - len(ending)] + nominative
                alike[name] = alike.get(name, 0) + count
        total = sum(alike.values())
        if not total:
            break
        backed = BACKED if shares else 0.0
        shares = {
            name: (alike.get(name, 0) + backed * shares.get(name, 0.0)) / (total + backed)
            for name in dict.fromkeys((*shares, *alike))
        }
    best = sorted(shares, key=lambda name: (-shares[name], name))[:MOST_NAMES]
    return tuple((name, shares[name]) for name in best)


@cache
def listed_forms(case: str) -> tuple[tuple[str, str], ...]:
    """The names of the list and their forms in a case, in small letters. Of several forms of a name the last is taken: the table
    gives rarer ones first."""
    return tuple((row["name"].lower(), row[case].split("|")[-1].lower()) for row in rows("municipalities"))


@cache
def analogies(case: str, last: str) -> dict[str, dict[tuple[str, str], int]]:
    """Each ending of a noun in the list, of those with these last letters → the ways its names are made (what is cut off, what
    comes instead), with their number."""
    found: dict[str, dict[tuple[str, str], int]] = {}
    adjectives = tuple(row["form"] for row in adjective_endings(case))
    for whole_name, whole_form in listed_forms(case):
        if last not in whole_form:
            continue
        names, forms = parts_of(whole_name), parts_of(whole_form)
        if len(names) != len(forms):
            continue
        for name, form in zip(names, forms, strict=True):
            if not form.endswith(last) or (len(names) > 1 and (form.endswith(adjectives) or name == form)):
                continue
            same = 0
            while same < min(len(name), len(form)) and name[same] == form[same]:
                same += 1
            made = (form[same:], name[same:])
            for length in range(max(SHORTEST_ENDING, len(form) - same), min(LONGEST_ENDING, len(form)) + 1):
                ways = found.setdefault(form[-length:], {})
                ways[made] = ways.get(made, 0) + 1
    return found


def parts_of(name: str) -> list[str]:
    return name.replace("-", " ").split()
