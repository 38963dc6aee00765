"""Names that are nearly alike: pairs for a person to look at, never joined by themselves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from postulat.normalize.names.acronyms import form_words
from postulat.normalize.names.organisations import slug

NEAR = 88.0
"""Likeness in percent from which two names may be one, their common form left out."""
SHORTEST = 4
"""Letters that a name has beside its form, for its likeness to say anything."""
EDGE = 6
"""Letters at the beginning or the end that two names share, to be compared at all."""
NEIGHBOURS = 20
"""Names that each is compared with in a group that shares an edge."""
NUMBERS = re.compile(r"\d+|\b[ivxlc]+\b")


class Pair(NamedTuple):
    """Two keys, the smaller first, and how alike they are in percent."""

    one: str
    other: str
    score: float


class Folded(NamedTuple):
    """A key taken apart: the words that say its form, all others in ASCII, and the numbers among them."""

    key: str
    forms: tuple[str, ...]
    rest: str
    numbers: tuple[str, ...]


def near_pairs(keys: Iterable[str]) -> list[Pair]:
    """Pairs of nearly alike keys, the most alike first. Names of other forms, branches or numbers differ on purpose.

    >>> near_pairs(["fundacja zielony tarnów", "fundacja zielony tarnow", "stowarzyszenie zielony tarnów"])
    [Pair(one='fundacja zielony tarnow', other='fundacja zielony tarnów', score=100.0)]
    >>> near_pairs(["szkoła podstawowa nr 5", "szkoła podstawowa nr 15"])
    []
    """
    from rapidfuzz.fuzz import ratio

    found: dict[tuple[str, str], float] = {}
    for one, other in candidates([folded(key) for key in sorted(set(keys))]):
        if one.key == other.key or one.numbers != other.numbers or not comparable(one, other):
            continue
        pair = (min(one.key, other.key), max(one.key, other.key))
        if pair in found:
            continue
        if one.forms != other.forms:
            found[pair] = round(ratio(*pair), 1)
            continue
        turned = ratio(ordered(one.rest), ordered(other.rest), score_cutoff=NEAR)
        if score := max(turned, ratio(one.rest, other.rest, score_cutoff=NEAR)):
            found[pair] = round(score, 1)
    return sorted((Pair(*pair, score) for pair, score in found.items()), key=lambda pair: (-pair.score, pair))


def folded(key: str) -> Folded:
    words = key.split()
    forms = tuple(word for word in words if word in form_words())
    rest = slug(" ".join(word for word in words if word not in form_words())).replace("-", " ")
    return Folded(key, forms, rest, tuple(sorted(NUMBERS.findall(rest))))


def comparable(one: Folded, other: Folded) -> bool:
    """Whether the forms leave it open that two names are one: the same words, or none at all in one of two that agree otherwise."""
    return one.forms == other.forms or (one.rest == other.rest and not (one.forms and other.forms))


def ordered(rest: str) -> str:
    return " ".join(sorted(rest.split()))


def candidates(names: Sequence[Folded]) -> Iterator[tuple[Folded, Folded]]:
    """Pairs that share their first letters, their last letters, or all words but one, and lie near each other in the alphabet."""
    groups: dict[tuple[str, str], list[tuple[str, Folded]]] = defaultdict(list)
    for name in names:
        plain = name.rest.replace(" ", "")
        if len(plain) < SHORTEST:
            continue
        groups["first", plain[:EDGE]].append((plain, name))
        groups["last", plain[-EDGE:]].append((plain[::-1], name))
        words = sorted(name.rest.split())
        for index in range(len(words) if len(words) > 2 else 0):
            left = "".join(words[:index] + words[index + 1 :])
            groups["words", left].append((plain, name))
    for group in groups.values():
        group.sort()
        for index, (_, one) in enumerate(group):
            for _, other in group[index + 1 : index + 1 + NEIGHBOURS]:
                yield one, other
