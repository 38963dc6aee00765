"""Full names in a text: first names or initials with the surname behind them, and what speaks for and against them.

A first name, a surname by dictionary, list or ending, a title or office before it, and a line that is nothing else add up; a
street, a school, a company or a trade that is called so makes it no person.
"""

from __future__ import annotations

from typing import NamedTuple

from postulat.normalize.morphology.analysis import analyse
from postulat.normalize.names.agreement import nominatives, shares_case
from postulat.normalize.names.first_names import (
    DICTIONARY,
    first_name_readings,
    first_names_of,
    in_dictionary,
    is_ambiguous,
    is_word,
)
from postulat.normalize.names.persons import PARTICLES, ROMAN, Person, honorifics
from postulat.normalize.names.surnames import ALSO_A_WORD, CAPITAL_NOUNS, PLACE, UNKNOWN, WORD, surname_weight
from postulat.normalize.privacy.name_context import LINE_START, TITLE, NameContext, weight
from postulat.normalize.privacy.name_cues import title_here
from postulat.normalize.privacy.name_words import NEAR, NameWord, office_kind, phrases_of

FIRST_NAME, AMBIGUOUS = 2.0, 1.0
INITIAL, INITIAL_AT_START, INITIAL_OF_NAME = 1.75, 0.75, 1.25
"""A letter at the start of a line may be the mark of a list."""
STRANGER, STRANGER_ABROAD = 0.5, 0.75
"""A word of no dictionary before a surname may be a first name of no list."""
NOUN_AS_SURNAME = 0.75
"""A capitalised noun behind "Herr"."""
WHOLE, AGAINST_GRAMMAR, TWO_NAMES, OF_NOBILITY = 1.0, -0.75, 0.5, 0.75
INITIAL_WITHOUT_STOP = 0.25
"""A letter alone is hardly an initial unless a title or a list of persons speaks for it."""
MOST_FIRST_NAMES = 4
LONGEST_ACRONYM = 5
"""Letters of a word in capitals that may be an acronym."""


class Spotted(NamedTuple):
    """Where a text names a person: the points of evidence, and the kind of office that stands before the name."""

    start: int
    end: int
    person: Person
    points: float
    office: str = ""


Found = tuple[list[Spotted], int] | None
"""The persons that begin at a place and the word behind them; none at all where a street or a school is called so."""


class FullNames(NameContext):
    """Reads the words at a place as a person's full name."""

    def first_names(self, index: int) -> list[NameWord]:
        """The first names and initials that begin here."""
        found: list[NameWord] = []
        while index < len(self.words) and len(found) < MOST_FIRST_NAMES and (not found or self.joined(index)):
            word = self.words[index]
            initial = word.initial and (self.text[word.end : word.end + 1] == "." or self.is_bare_initial(index))
            if not initial and (self.is_thing(word) or not first_name_readings(word.shown, self.language) or self.is_place(word)):
                break
            found.append(word)
            index += 1
        return found

    def is_bare_initial(self, index: int) -> bool:
        """Whether a letter without a full stop is an initial, as in "Mr J Smith": another one or a name stands behind it."""
        word = self.words[index]
        following = self.words[index + 1] if self.joined(index + 1) else None
        return following is not None and following.capital and word.lower not in phrases_of("article", self.language)

    def in_order(self, index: int) -> Found:
        """First names or initials and the surname behind them; the last first name may be the surname."""
        given = self.first_names(index)
        if not given:
            return self.stranger(index)
        place = index + len(given)
        surname = self.surname_at(place, behind=True)
        if surname is None and len(given) > 1 and not given[-1].initial:
            place -= 1
            given = given[:-1]
            surname = self.words[place]
            noun = all(word.initial for word in given) or (self.language in CAPITAL_NOUNS and self.sure_of(given))
            if surname_weight(surname.shown, self.language) < (WORD if noun else UNKNOWN) or self.roman_follows(place):
                return None
            place += 1
        elif surname is None:
            return self.with_initial(given, index)
        else:
            place = self.words.index(surname, place) + 1
        if all(word.initial for word in given) and len(surname.shown) < 3:
            return None
        return self.made(given, [surname], index, place)

    def is_place(self, word: NameWord) -> bool:
        """Whether a word is a town rather than a first name in another case ("Piotrków")."""
        if self.language != DICTIONARY or surname_weight(word.shown, self.language) != PLACE:
            return False
        place = any("place" in read.names and "nominative" in read.cases for read in analyse(word.shown, DICTIONARY))
        return place and all(read.case != "nominative" for read in first_name_readings(word.shown, self.language))

    def stranger(self, index: int) -> Found:
        """A first name that no list has, before a surname: an office, a title or the line's end must speak for it."""
        word, surname = self.words[index], self.surname_at(index + 1, behind=True)
        if surname is None or len(word.shown) < 3 or is_word(word.shown, self.language) or office_kind(word.shown, self.language):
            return None
        if (
            self.is_thing(word)
            or in_dictionary(word.lower, self.language)
            or (word.shown.isupper() and not surname.shown.isupper())
        ):
            return None
        if not self.before(index).points and word.shown.isupper() and len(word.shown) <= LONGEST_ACRONYM:
            return None
        if self.word_of_trade(self.text[max(0, surname.start - NEAR) : surname.start]):
            return [], self.words.index(surname, index) + 1
        found = self.made([], [surname], index, self.words.index(surname, index) + 1)
        if not found or not found[0]:
            return None
        spotted = found[0][0]._replace(person=Person((word.lower,), (surname.lower,)))
        points = STRANGER if self.language == DICTIONARY else STRANGER_ABROAD
        return [spotted._replace(points=spotted.points + points)], found[1]

    def with_initial(self, given: list[NameWord], index: int) -> Found:
        """A first name and the initial of the surname ("Jan K.")."""
        full = [word for word in given if not word.initial]
        if not full:
            return None
        last = given[-1]
        following = index + len(given)
        if last.initial:
            if len(given) < 2 or (
                self.joined(following) and self.words[following].capital and self.surname_weight(following) > WORD
            ):
                return None
            given = given[:-1]
            end = last.end + 1
        else:
            return None
        points = self.given_points(given) + UNKNOWN
        before = self.before(index)
        person = Person(nominatives([word.shown for word in given], "", self.language).given, (f"{last.lower}.",))
        return [Spotted(self.words[index].start, end, person, points + before.points, before.office)], following

    def surname_at(self, index: int, behind: bool = False) -> NameWord | None:
        """The surname at a place, or behind particles ("von der Aue")."""
        if behind and not self.joined(index):
            return None
        if behind and self.words[index].lower in phrases_of("article", self.language):
            return None
        skipped = 0
        while index < len(self.words) and self.words[index].lower in PARTICLES and skipped < 3 and self.joined(index + 1):
            index += 1
            skipped += 1
        if index >= len(self.words):
            return None
        word = self.words[index]
        capital = word.capital or (word.lower.split("-")[0] in PARTICLES and word.shown[-1:].islower() and "-" in word.shown)
        if title_here(self.language).match(self.text, word.start) and self.text[word.end : word.end + 1] == ".":
            return None
        if not capital or len(word.shown) < 2 or (ROMAN.fullmatch(word.shown) and word.shown.isupper()):
            return None
        return word

    def surname_weight(self, index: int) -> float:
        return weight(self.words[index].shown, self.language)

    def made(self, given: list[NameWord], surname: list[NameWord], index: int, place: int) -> Found:
        """The person of these words with the points of all that speaks for it, where nothing speaks against it."""
        name = surname[0]
        start, end = self.words[index].start, max(self.words[place - 1].end, name.end)
        before = self.before(index)
        weighed = weight(name.shown, self.language)
        if weighed < UNKNOWN and office_kind(name.shown, self.language):
            return None
        named_so = before.points < TITLE and (self.is_known_name(index, place) or self.is_sovereign(given, name))
        if named_so or self.is_named_after(start, end, given, name, before):
            return [], place
        if weighed <= NOUN_AS_SURNAME and not before.points and self.article_before(index):
            return None
        if weighed == WORD and self.sure_of(given) and is_noun_for_name(name.shown, self.language):
            weighed = NOUN_AS_SURNAME
        points = self.given_points(given, weighed) + weighed + before.points + OF_NOBILITY * (place - index > len(given) + 1)
        points += AGAINST_GRAMMAR * (not shares_case([word.shown for word in given], name.shown, self.language))
        points += max(WHOLE * self.is_whole(start, end), self.behind(end, bool(given)))
        if weighed < 0 and not before.points:
            return None
        return [Spotted(start, end, person_of(given, name, self.language), points, before.office)], place

    def is_sovereign(self, given: list[NameWord], name: NameWord) -> bool:
        """Whether "King" or "Pope" stands before a first name alone."""
        ranked = len(given) == 1 and given[0].lower in phrases_of("sovereign", self.language)
        return ranked and bool(first_name_readings(name.shown, self.language))

    def sure_of(self, given: list[NameWord]) -> bool:
        return any(not word.initial and not is_ambiguous(word.shown, self.language) for word in given)

    def given_points(self, given: list[NameWord], surname: float = 0.0) -> float:
        full = [word for word in given if not word.initial]
        if not given:
            return 0.0
        if full:
            return (FIRST_NAME if self.sure_of(full) else AMBIGUOUS) + TWO_NAMES * (len(given) > 1)
        if any(self.text[word.end : word.end + 1] != "." for word in given):
            return INITIAL_WITHOUT_STOP
        at_start = LINE_START.search(self.text[max(0, given[0].start - 4) : given[0].start]) is not None
        return INITIAL if len(given) > 1 or not at_start else INITIAL_AT_START if surname < ALSO_A_WORD else INITIAL_OF_NAME


def is_noun_for_name(shown: str, language: str) -> bool:
    """Whether a noun has a capital that it would not have as a word; where all nouns have one, any may be a name."""
    if language in CAPITAL_NOUNS:
        return True
    return language == DICTIONARY and any(read.word_class == "noun" and not read.names for read in analyse(shown, language))


def person_of(
    given: list[NameWord], surname: NameWord, language: str, family: bool = False, of_couple: str | None = None
) -> Person:
    named = [word.shown for word in given]
    while len(named) > 1 and honorifics().fullmatch(named[0]):  # "Pan" is a first name in the dictionary, too
        del named[0]
    upright = language == DICTIONARY and named and first_names_of(named[0]) == {named[0].lower()}
    if upright and "-" in surname.shown and not family and of_couple is None:
        return Person(tuple(word.lower() for word in named), tuple(surname.shown.lower().split("-")))
    return Person(*nominatives(named, surname.shown, language, family, of_couple))
