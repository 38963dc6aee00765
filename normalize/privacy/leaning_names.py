"""Names that lean on another word: couples and families, honorifics behind a surname, first names of relatives and in closings."""

from __future__ import annotations

import re
from functools import cache

from postulat.normalize.names.agreement import couple_surname, nominatives
from postulat.normalize.names.first_names import first_name_readings, in_dictionary, is_word
from postulat.normalize.names.persons import Person
from postulat.normalize.names.surnames import LISTED, UNKNOWN, WORD
from postulat.normalize.privacy.full_names import WHOLE, Found, Spotted, person_of
from postulat.normalize.privacy.name_context import FAMILY, HONORIFIC, weight
from postulat.normalize.privacy.name_cues import closing_before, kin_before
from postulat.normalize.privacy.name_words import NEAR, NameWord, office_kind, pattern_of
from postulat.normalize.privacy.titled_names import ENOUGH, TitledNames, conjunction

TWO_INITIALS = 1.5
"""Points of two initials that share a surname."""


class LeaningNames(TitledNames):
    """Reads the words at a place as a couple, a family, a relative, or a surname with its honorific behind it."""

    def couple(self, index: int) -> Found:
        """Two first names with one surname: "Anna i Jan Malinowscy", "Anna and Tom Reed"."""
        first = self.first_names(index)
        place = index + len(first)
        if len(first) != 1 or place + 1 >= len(self.words):
            return None
        link = self.words[place]
        if not conjunction(self.language).fullmatch(
            self.text, first[0].end + first[0].initial, self.words[place + 1].start if link.capital is False else link.start
        ):
            return None
        second = place + (not link.capital)
        given = self.first_names(second)
        behind = second + len(given)
        surname = self.surname_at(behind, behind=True)
        if surname is None and len(given) > 1:
            surname, given = given[-1], given[:-1]
        if not given or surname is None:
            return None
        name = couple_surname(surname.shown, self.language)
        points = self.given_points(first) + self.given_points(given) + weight(surname.shown, self.language)
        if (
            weight(surname.shown, self.language) < LISTED
            and not (self.sure_of(first) and self.sure_of(given))
            and not given[0].initial
        ):
            return None
        start, end = given[0].start, surname.end
        before = self.before(index)
        if points < ENOUGH or self.is_named_after(first[0].start, end, first, surname, before):
            return None
        one = person_of(first, surname, self.language, of_couple=name)
        other = person_of(given, surname, self.language, of_couple=name)
        alone = Spotted(
            first[0].start, first[0].end + (first[0].initial and self.text[first[0].end : first[0].end + 1] == "."), one, points
        )
        return [alone, Spotted(start, end, other, points)], self.words.index(surname) + 1

    def initialled_couple(self, index: int) -> Found:
        """Two initials with one surname: "P & J Cartmel", "A. and B. Reed"."""
        first = self.words[index]
        place = index + 1 + (index + 1 < len(self.words) and not self.words[index + 1].capital)
        if not first.initial or place + 1 >= len(self.words) or not (second := self.words[place]).initial:
            return None
        last = place + 1
        surname = self.surname_at(last, behind=True)
        linked = conjunction(self.language).fullmatch(self.text, first.end, second.start)
        if surname is None or linked is None or is_word(surname.shown, self.language):
            return None
        before = self.before(index)
        weighed = weight(surname.shown, self.language)
        points = TWO_INITIALS + weighed + before.points + WHOLE * self.is_whole(first.start, surname.end)
        if weighed < UNKNOWN or self.is_named_after(first.start, surname.end, [first], surname, before):
            return None
        alone = Spotted(first.start, first.end, person_of([first], surname, self.language), points, before.office)
        other = Spotted(second.start, surname.end, person_of([second], surname, self.language), points, before.office)
        return [alone, other], self.words.index(surname, last) + 1

    def family(self, index: int) -> Found:
        """A family called by its name ("the Reed family")."""
        word = self.words[index]
        if (
            len(word.shown) < 3
            or not family_behind(self.language).match(self.text, word.end)
            or (first_name_readings(word.shown, self.language) and weight(word.shown, self.language) < LISTED)
        ):
            return None
        points = FAMILY + weight(word.shown, self.language)
        return [Spotted(word.start, word.end, person_of([], word, self.language, True), points)], index + 1

    def with_honorific_behind(self, index: int) -> Found:
        """A surname whose honorific stands in brackets behind it: "Pringle (Miss C)", "Wrenfield, T (Mr)"."""
        word = self.words[index]
        found = honorific_behind(self.language).match(self.text, word.end)
        if (
            found is None
            or weight(word.shown, self.language) <= WORD
            or (index and self.joined(index) and self.words[index - 1].capital)
        ):
            return None
        person = person_of([], word, self.language)
        return [Spotted(word.start, found.end(), person, HONORIFIC + UNKNOWN)], self.next_word(found.end())

    def relative(self, index: int) -> Found:
        """A first name alone behind a word for a relative or a letter's closing ("his wife Paula", "Kind regards, Morwenna").

        There a word of no dictionary is one, too, and at the end of a line so is a name that is also a word ("Thanks, Dev").
        """
        word = self.words[index]
        near = self.text[max(0, word.start - NEAR) : word.start]
        if self.joined(index + 1) and self.words[index + 1].capital:
            return None
        kin, closing = kin_before(self.language).search(near), closing_before(self.language).search(near)
        ends = closing is not None and self.ends_line(word.end)
        if not kin and not closing:
            return None
        named = first_name_readings(word.shown, self.language) and (ends or self.sure_of([word]))
        if not named and not ((kin or ends) and self.is_stranger(word)):
            return None
        given = nominatives([word.shown], "", self.language).given if named else (word.lower,)
        return [Spotted(word.start, word.end, Person(given, ()), ENOUGH)], index + 1

    def is_stranger(self, word: NameWord) -> bool:
        """Whether no dictionary and no list has a word, and it is no acronym."""
        known = is_word(word.shown, self.language) or in_dictionary(word.lower, self.language) or self.is_thing(word)
        return len(word.shown) > 2 and not word.shown.isupper() and not known and not office_kind(word.shown, self.language)


@cache
def family_behind(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:['’]s?)?[ \u00a0]{pattern_of(('family-after',), language)}", re.IGNORECASE)


@cache
def honorific_behind(language: str) -> re.Pattern[str]:
    """An honorific in brackets behind a surname, with initials before or behind it."""
    honorific = pattern_of(("honorific",), language)
    letters = r"(?:[^\W\d_]\.?[ ]?){1,3}"
    return re.compile(rf"(?P<gap>,?[ \u00a0](?:{letters})?)\((?P<inside>{honorific}(?:[ ]{letters})?)\)", re.IGNORECASE)
