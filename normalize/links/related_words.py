"""Related words of requests: things that are often said one for another, by the thesaurus and, in English, by WordNet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from postulat.normalize.links.thesaurus import ASKS, OTHER_DEED, OTHER_THING, by_word, entries, stem
from postulat.normalize.links.wordnet import words_for
from postulat.normalize.morphology.analysis import MOST_FORMS
from postulat.normalize.vocabulary.phrases import rows

UNKNOWN = (OTHER_THING, OTHER_DEED)
LANGUAGE = "en"
"""Whose words are looked up in WordNet."""


@cache
def kin() -> Mapping[str, str]:
    """Things that are often one for another, though they are not the same, by each of them: the first of them."""
    groups = (row["words"].split("|") for row in rows("request_words") if row["role"] == "kin")
    return {word: words[0] for words in groups for word in words}


@cache
def fields() -> Mapping[str, frozenset[int]]:
    """Words of one narrow matter, which a request names by any of them, by each as a key: the rows that they stand in."""
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows("request_words")):
        if row["role"] == "field":
            for word in row["words"].split("|"):
                for key in keys_of(word, row["language"]):
                    found.setdefault(key, set()).add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}


def keys_of(word: str, language: str) -> Iterator[str]:
    """What a word counts as: its thing of the thesaurus, or its stem, as a thing or a deed."""
    first, *rest = word.split()
    known = [entry for entry in entries(language).get(first, ()) if entry.words == (first, *rest)]
    if known:
        yield from (key for entry in known for key in entry.keys if key != ASKS)
    elif not rest:
        yield from (mark + stem(word, language) for mark in UNKNOWN)


def kinship(thing: str) -> str:
    """What a thing is kin to, or nothing."""
    return kin().get(thing, "")


def akin(one: str, other: str) -> bool:
    """Whether two things are often said one for another."""
    return bool(kinship(one)) and kinship(one) == kinship(other)


@lru_cache(maxsize=MOST_FORMS)
def matter(thing: str) -> str:
    """What stands for all that a thing may be said for: the first of its kin, or the first row of its field."""
    return kinship(thing) or next((f"field {number}" for number in sorted(fields().get(thing, ()))), thing)


@lru_cache(maxsize=MOST_FORMS)
def matters(things: frozenset[str]) -> frozenset[str]:
    """What stands for each of some things, whether the thesaurus knows it as a thing or a deed."""
    return frozenset(matter(thing).replace(OTHER_DEED, OTHER_THING, 1) for thing in things)


@lru_cache(maxsize=MOST_FORMS)
def relatives(thing: str) -> frozenset[str]:
    """The things of English that a word which the thesaurus does not know stands for in WordNet, as keys."""
    if not thing.startswith(UNKNOWN):
        return frozenset()
    found = set[str]()
    for word in words_for(thing[1:]):
        known = by_word(LANGUAGE).get(word)
        found.update(known[0].keys if known else (mark + stem(word, LANGUAGE) for mark in UNKNOWN))
    return frozenset(found)


@lru_cache(maxsize=MOST_FORMS)
def related(one: str, other: str, english: bool) -> bool:
    """Whether two things are of one narrow matter; `english` says that WordNet is asked, too.

    >>> related("~memori", "~monume", True), related("~memori", "~monume", False)
    (True, False)
    """
    if not fields().get(one, frozenset()).isdisjoint(fields().get(other, ())):
        return True
    return english and (one in relatives(other) or other in relatives(one))
