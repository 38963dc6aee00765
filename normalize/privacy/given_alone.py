"""First names alone of persons whom a document names in full elsewhere: turns of speech, actions, thanks ("Lukas: agreed").

That the document names a bearer is the first evidence; a name that is no word, and a label or a turn of speech, add to it. A longer
name, a street, a school or a company called so, and a saint's speak against it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from postulat.normalize.names.first_names import first_name_forms, first_name_readings, is_ambiguous, is_word
from postulat.normalize.names.persons import Person, towns
from postulat.normalize.privacy.name_context import CITED, LABEL, Before, NameContext
from postulat.normalize.privacy.name_words import NEAR, NameWord, plain
from postulat.normalize.privacy.person_search import calendar, is_patron
from postulat.normalize.privacy.titled_names import ENOUGH

BEARER = 1.75
"""Points of a bearer whom the document names."""
NO_WORD = 1.25
"""Points of a first name that is no other word and no town, in a language whose minutes call people so."""
INFORMAL = frozenset({"en", "de"})
TURN = 1.25
"""Points of a name before what its bearer says ("Lukas: agreed", "<lukas>")."""
MOST_INITIALS = 4
SHORTEST = 3
"""Letters of a first name that needs no label and no turn of speech."""
BEGINS = re.compile(r"(?:^|[.!?:;(\n–—-])[ \u00a0„\"”*>]*$")
"""What stands before the first word of a sentence or item."""
LINE_HEAD = re.compile(r"(?:^|\n)[ \u00a0*>•-]*$")
HANGS_ON, GOES_ON = re.compile(r"[\w@/.][-–'’@/.]?\Z"), re.compile(r"[-–@/]\w|[ \u00a0]\d|\.[ \u00a0]?[^\W\d_]\.")
"""What makes a word a part of a longer one, of an address, or of something numbered."""
SAYS = re.compile(r"[*_]{0,2}:[*_]{0,2}[ \u00a0\n]")


class CalledPerson(NamedTuple):
    """Where a text calls persons of its document by a first name alone; several where it fits more than one."""

    start: int
    end: int
    persons: tuple[Person, ...]


class FirstNamesAlone(NameContext):
    """The words of one text, read as first names alone."""

    def find(self, bearers: Mapping[str, frozenset[Person]], initialled: Mapping[str, frozenset[Person]]) -> Iterator[CalledPerson]:
        for index, word in enumerate(self.words):
            persons = bearers.get(word.plain)
            if persons and word.capital and self.stands_alone(index) and self.points(index) >= ENOUGH:
                yield CalledPerson(word.start, word.end, tuple(sorted(persons)))
            elif word.plain in initialled and self.are_initials(index):
                yield CalledPerson(word.start, word.end, tuple(sorted(initialled[word.plain])))

    def are_initials(self, index: int) -> bool:
        """Whether letters behind a label are a person's ("proposed WOR"); elsewhere they may be a body's."""
        word = self.words[index]
        short = word.shown.isupper() and 1 < len(word.shown) <= MOST_INITIALS
        return short and self.before(index).points == LABEL and not self.joined(index + 1)

    def points(self, index: int) -> float:
        word = self.words[index]
        informal = self.language in INFORMAL and not is_ambiguous(word.shown, self.language) and word.lower not in towns()
        spoken = LINE_HEAD.search(self.text[max(0, word.start - NEAR) : word.start]) and SAYS.match(self.text, word.end)
        before = self.before(index).points
        named = max(TURN * bool(spoken), before if before in (LABEL, CITED) else 0.0)
        if len(word.shown) < SHORTEST and not named:
            return 0.0
        return BEARER + NO_WORD * informal + named

    def stands_alone(self, index: int) -> bool:
        """Whether a word is no part of a longer name, and nothing is called so."""
        word = self.words[index]
        near = self.text[max(0, word.start - NEAR) : word.start]
        if HANGS_ON.search(near) or GOES_ON.match(self.text, word.end):
            return False
        if (self.joined(index + 1) and self.words[index + 1].capital) or word.lower in calendar(self.language):
            return False
        if self.joined(index) and self.words[index - 1].capital and not self.begins_sentence(self.words[index - 1]):
            return False
        if is_patron(near, oblique=not self.is_nominative(word)) or self.article_before(index):
            return False
        return not self.is_named_after(word.start, word.end, [word], word, Before(0.0, word.start))

    def begins_sentence(self, word: NameWord) -> bool:
        """Whether a word has its capital from a sentence's start, and is no name ("Thanks Tom", "Dear Nick")."""
        near = self.text[max(0, word.start - 4) : word.start]
        return (
            BEGINS.search(near) is not None
            and is_word(word.shown, self.language)
            and not first_name_readings(word.shown, self.language)
        )

    def is_nominative(self, word: NameWord) -> bool:
        return any(read.case in ("nominative", "") for read in first_name_readings(word.shown, self.language))


@lru_cache(maxsize=512)
def by_first_name(persons: tuple[Person, ...], language: str) -> dict[str, frozenset[Person]]:
    """The persons whom each form of a first name calls, without marks on letters.

    >>> found = by_first_name((Person(("tom",), ("ellery",)), Person(("k.",), ("reed",))), "en")
    >>> [person.folded for person in found["tom"]], "k" in found
    (['tom ellery'], False)
    """
    found: dict[str, set[Person]] = defaultdict(set)
    for person in persons:
        if person.given and not person.given[0].endswith("."):
            for form in first_name_forms(person.given[0], language):
                found[plain(form)].add(person)
    return {form: frozenset(called) for form, called in found.items()}


@lru_cache(maxsize=512)
def by_initials(persons: tuple[Person, ...]) -> dict[str, frozenset[Person]]:
    """The persons whom initials may stand for ("proposed by WOR" for Winnie Obasanjo-Reid)."""
    found: dict[str, set[Person]] = defaultdict(set)
    for person in persons:
        if person.given and person.surname:
            found["".join(plain(name)[0] for name in (*person.given, *person.surname))].add(person)
    return {letters: frozenset(called) for letters, called in found.items()}


def called_by_first_name(text: str, language: str, present: tuple[Person, ...]) -> Iterator[CalledPerson]:
    """Where a text calls persons of its document by their first names alone.

    >>> present = (Person(("tom",), ("ellery",)), Person(("mark",), ("hale",)))
    >>> text = "Tom agreed. Mark it; St Tom, Tom Lane and Tom Brown stay. Action: Mark to write to Tom."
    >>> [text[found.start : found.end + 3] for found in called_by_first_name(text, "en", present)]
    ['Tom ag', 'Mark to', 'Tom.']
    """
    bearers = by_first_name(present, language)
    if bearers:
        yield from FirstNamesAlone(text, language).find(bearers, by_initials(present))
