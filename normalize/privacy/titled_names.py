"""Surnames alone that a title, an office or a label before them makes a person's, and lists of them."""

from __future__ import annotations

import re
from functools import cache

from postulat.normalize.morphology.analysis import analyse
from postulat.normalize.names.agreement import FEMININE
from postulat.normalize.names.first_names import DICTIONARY, first_name_readings
from postulat.normalize.names.surnames import ALSO_A_WORD, CAPITAL_NOUNS, LISTED, UNKNOWN, WORD, surname_readings
from postulat.normalize.privacy.full_names import NOUN_AS_SURNAME, Found, Spotted, person_of
from postulat.normalize.privacy.name_context import FAMILY, HONORIFIC, LABEL, MEMBER, OFFICE, TITLE, Before, weight
from postulat.normalize.privacy.name_words import NameWord, office_kind, phrases_of
from postulat.normalize.privacy.surname_lists import COMMA, SurnameFirst

ENOUGH = 2.75
"""Points of evidence for a person."""
BESIDE = 0.75
"""Points of standing in one list with a person."""
TWO_INITIALS = 1.25
"""Points of two initials that share a surname."""
MOST_OF_LIST = 40
"""Surnames behind one office or label."""


class TitledNames(SurnameFirst):
    """Reads the words at a place as a surname behind a title or an office."""

    def titled(self, index: int) -> Found:
        """A surname alone behind "pani", a title or an office."""
        word = self.surname_at(index)
        if word is None or word is not self.words[index] or office_kind(word.shown, self.language):
            return None
        before = self.before(index)
        weighed = weight(word.shown, self.language)
        of_anybody = weighed == LISTED and before.points >= OFFICE and self.language in FEMININE and not self.is_part_of_name(index)
        if before.points < MEMBER and before.points != LABEL and before.office != "public" and not of_anybody:
            return None
        if before.office and self.is_body_of_place(index, word):
            return None
        if weighed == WORD and before.points >= TITLE and self.language in CAPITAL_NOUNS:
            weighed = NOUN_AS_SURNAME
        if self.is_named_after(word.start, word.end, [], word, before) or self.roman_follows(index):
            return None
        if (
            self.joined(index + 1)
            and self.words[index + 1].capital
            and self.language not in CAPITAL_NOUNS
            and before.points < HONORIFIC
        ):
            return None
        if first_name_readings(word.shown, self.language) and self.sure_of([word]):  # "Sister Agnes"
            weighed = max(weighed, UNKNOWN)
        family = before.points == FAMILY
        person = person_of([], word, self.language, family)
        found = [Spotted(word.start, word.end, person, before.points + weighed, before.office)]
        if not before.office and before.points != LABEL:
            return found, index + 1
        others = self.others_of_list(index, before)
        sure = max(found[0].points, *(before.points + points for _, points in others)) if others else 0.0
        if found[0].points < ENOUGH <= sure:
            found = [found[0]._replace(points=found[0].points + BESIDE)]
        found += [
            Spotted(
                one.start,
                one.end,
                person_of([], one, self.language),
                before.points + points + BESIDE * (sure >= ENOUGH),
                before.office,
            )
            for one, points in others
        ]
        return found, self.words.index(others[-1][0] if others else word) + 1

    def next_of_list(self, index: int) -> tuple[int, bool]:
        """The place of the next word of a list and whether "and" stands before it; 0 where the list ends."""
        end = self.words[index].end
        link, comma = conjunction(self.language).match(self.text, end), COMMA.match(self.text, end)
        behind = link or comma
        if behind is None:
            return 0, False
        for place in (index + 1, index + 2):
            if place < len(self.words) and self.words[place].start == behind.end():
                return place, link is not None
        return 0, False

    def is_body_of_place(self, index: int, word: NameWord) -> bool:
        """Whether an office and a word are a body or the office of a place ("Der Gemeinderat Karsbach", "sołtys Szczepanowa")."""
        office = self.words[index - 1]
        if office.lower in phrases_of("council", self.language):
            return self.article_before(index - 1)
        upright = {"nominative"} == {case for read in analyse(office.shown.lower(), DICTIONARY) for case in read.cases}
        return (
            self.language == DICTIONARY
            and upright
            and all(read.case != "nominative" for read in surname_readings(word.shown, self.language))
        )

    def is_part_of_name(self, index: int) -> bool:
        """Whether the word before belongs to a body's name ("Koło Gospodyń Wiejskich", but "sąsiedzi Pawłowscy")."""
        return index > 1 and self.words[index - 1].capital and self.words[index - 2].capital

    def others_of_list(self, index: int, before: Before) -> list[tuple[NameWord, float]]:
        """Further surnames that share the office or label of the first ("Councillors Ahmed, Hale and Brightwell").

        Without "and" before the last one a word of no list may be a town ("radny Kowalski, Zalesin").
        """
        found: list[tuple[NameWord, float]] = []
        last, joined = index, False
        if before.points < MEMBER and before.points != LABEL:
            return []
        while len(found) < MOST_OF_LIST:
            place, linked = self.next_of_list(last)
            if not place:
                break
            word = self.surname_at(place)
            goes_on = self.joined(place + 1) and self.words[place + 1].capital
            if word is None or word is not self.words[place] or goes_on or office_kind(word.shown, self.language):
                joined = linked and self.words[place].capital  # "Fenn and Ms D. Oldroyd"
                break
            points = weight(word.shown, self.language)
            if points < UNKNOWN or self.is_named_after(word.start, word.end, [], word, Before(0.0, word.start)):
                break
            found.append((word, points))
            last, joined = place, linked
        while found and not joined and found[-1][1] < ALSO_A_WORD:
            found.pop()
        return found


@cache
def conjunction(language: str) -> re.Pattern[str]:
    words = sorted((*phrases_of("and", language), "&", "+"), key=len, reverse=True)
    return re.compile(rf"\.?[ \u00a0](?:{'|'.join(map(re.escape, words))})[ \u00a0]", re.IGNORECASE)
