"""Persons whom a text names and no table does: first names with surnames, surnames behind titles, couples, families, lists.

Each way to read words as a person adds up evidence: a first name, a surname by dictionary, list or ending, a title or office
before it, a text that is nothing else. What stays below the threshold is not replaced, but may be counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from postulat.normalize.names.first_names import foreign, is_word, listed
from postulat.normalize.names.persons import Person
from postulat.normalize.names.surnames import everywhere
from postulat.normalize.privacy.full_names import Found, Spotted
from postulat.normalize.privacy.leaning_names import LeaningNames
from postulat.normalize.privacy.titled_names import BESIDE, ENOUGH

PERHAPS = 2.0
"""Points from which a place is counted as one that may name a person."""
BESIDE_INITIAL = 1.5
"""Points of an initial and a surname beside another such."""
LONGEST_LINK = 48
"""Characters between two of a list, with what stands in brackets behind the first."""
LINK = r"(?:[ ]\([^()\n]{1,36}\))?(?:[,;][ \n]|\n|[ \u00a0](?:[^\W\d_]{1,3}|&)[ \u00a0])(?:\d{1,2}[.)][ ])?"
SEPARATED_BEFORE, SEPARATED_BEHIND = re.compile(LINK + "$"), re.compile(rf"\.?{LINK}")
MOST_TEXT = 200_000
"""Characters of one text that are read for persons."""


class PersonReader(LeaningNames):
    """Reads the words of one text as persons, from left to right."""

    def find(self, least: float) -> Iterator[Spotted]:
        """The persons with so many points, in order; of the ways to read words at one place the first that holds counts."""
        ways: tuple[Callable[[int], Found], ...]
        ways = (self.couple, self.initialled_couple, self.family, self.with_honorific_behind)
        ways += (self.in_order, self.surname_first, self.titled, self.relative)
        index = 0
        while index < len(self.words):
            if not self.words[index].capital:
                small = self.in_small_letters(index)
                yield from small[:1]
                index += len(small[0].person.given) + 1 if small else 1
                continue
            for way in ways:
                found = way(index)
                if found is not None and not found[0]:
                    index = found[1]  # a street or a school called so
                    self.patron_end = self.words[index - 1].end
                    break
                if found is not None and all(one.points >= least for one in found[0]):
                    yield from found[0]
                    index = found[1]
                    break
            else:
                index += 1

    def in_small_letters(self, index: int) -> list[Spotted]:
        """A first name and a surname in small letters ("nguyen thi lanh"), where neither can be another word."""
        end = index
        while end < len(self.words) and is_small_name(self.words[end].lower, self.language) and (end == index or self.joined(end)):
            end += 1
        surname = end > index and self.joined(end) and is_small_surname(self.words[end].lower, self.language)
        if end - index < 2 and not surname:
            return []
        if self.joined(end) and not is_word(self.words[end].lower, self.language):
            end += 1
        names = self.words[index:end]
        person = Person(tuple(word.lower for word in names[:-1]), (names[-1].lower,))
        return [Spotted(names[0].start, names[-1].end, person, ENOUGH)]


@lru_cache(maxsize=4096)
def spotted_persons(text: str, language: str, least: float = ENOUGH) -> tuple[Spotted, ...]:
    """The persons whom a text of a language names.

    >>> text = "Wniosek Zofii Malinczewskiej popiera radny Trzaskowniak; ul. Jana Kowalskiego."
    >>> [(text[found.start : found.end], found.person.folded) for found in spotted_persons(text, "pl")]
    [('Zofii Malinczewskiej', 'zofia malinczewska'), ('Trzaskowniak', 'trzaskowniak')]
    """
    if len(text) > MOST_TEXT:
        return tuple(shifted for start in range(0, len(text), MOST_TEXT) for shifted in piece(text, language, least, start))
    return tuple(with_neighbours(text, language, least))


def with_neighbours(text: str, language: str, least: float) -> list[Spotted]:
    """The persons, and those not quite sure that stand in one list with a person ("Ann Bell, Wren Oxenham and Tom Reed")."""
    reader = PersonReader(text, language)
    found = list(reader.find(least))
    if least < ENOUGH or not found:
        return found
    ends, starts = {one.end: one for one in found}, {one.start: one for one in found}
    perhaps = [one for one in reader.find(ENOUGH - BESIDE_INITIAL) if one.person.given and one.points < ENOUGH]
    perhaps = [one for one in perhaps if not goes_on(text, one.end)]
    taken = bytearray(len(text))
    for one in found:
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
    for one in (*perhaps, *reversed(perhaps)):
        before = SEPARATED_BEFORE.search(text[max(0, one.start - LONGEST_LINK) : one.start])
        behind = SEPARATED_BEHIND.match(text, one.end)
        neighbours = (before and ends.get(one.start - len(before[0])), behind and starts.get(behind.end()))
        points = max((points_beside(one, other) for other in neighbours if other), default=0.0)
        if one.points + points >= ENOUGH and not any(taken[one.start : one.end]):
            found.append(one._replace(points=one.points + points))
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            ends[one.end] = starts[one.start] = found[-1]
    return sorted(found, key=lambda one: one.start)


def goes_on(text: str, end: int) -> bool:
    """Whether a further word with a capital follows: it may be a longer name ("Ballyhane Tidy Towns")."""
    return text[end : end + 1] in (" ", "\u00a0") and text[end + 1 : end + 2].isupper()


def points_beside(one: Spotted, other: Spotted) -> float:
    """What a person of the same list speaks for another: more where both are an initial and a surname."""
    alike = all(name.endswith(".") for name in (*one.person.given, *other.person.given)) and other.person.given
    return BESIDE_INITIAL if alike else BESIDE


def perhaps_persons(text: str, language: str) -> int:
    """How many places of a text may name a person, and are not sure enough to be replaced.

    >>> perhaps_persons("Rozmowa z Różą Kwiecień.", "pl"), perhaps_persons("Uwaga nr 3.", "pl")
    (1, 0)
    """
    return sum(one.points < ENOUGH for one in spotted_persons(text, language, PERHAPS))


def piece(text: str, language: str, least: float, start: int) -> Iterator[Spotted]:
    for found in PersonReader(text[start : start + MOST_TEXT], language).find(least):
        yield found._replace(start=found.start + start, end=found.end + start)


def is_small_name(lower: str, language: str) -> bool:
    """Whether a word in small letters is a first name of a list, and no other word of a language."""
    row = listed(language).get(lower) or foreign(lower)
    return row is not None and not row.ambiguous and len(lower) > 2 and not is_word(lower, language)


def is_small_surname(lower: str, language: str) -> bool:
    return lower in everywhere() and len(lower) > 3 and not is_word(lower, language)
