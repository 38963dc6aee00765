"""Names with the surname first, as lists have them: "KOWALEWICZ Dariusz", "Nowak J.", "Bell, Ann"."""

from __future__ import annotations

import re

from postulat.normalize.names.first_names import first_name_readings, is_ambiguous
from postulat.normalize.names.surnames import ALSO_A_WORD, LISTED, UNKNOWN, UNLISTED_WORD
from postulat.normalize.privacy.full_names import Found, FullNames
from postulat.normalize.privacy.name_context import weight
from postulat.normalize.privacy.name_cues import closings, patron_before, title_here
from postulat.normalize.privacy.name_words import NameWord, office_kind, phrases_of

COMMA = re.compile(r",[ \u00a0]")
ITEM_START = re.compile(r"(?:^|[\n:;|(,–—])[ \u00a0]*$")
SEMICOLON = re.compile(r"\.?[ \u00a0]*;")
ITEM_END = re.compile(r"[ \u00a0]*(?:$|[\n;|).,–—])")


class SurnameFirst(FullNames):
    """Reads the words at a place as a name in the order of lists."""

    def surname_first(self, index: int) -> Found:
        """A list's order ("KOWALEWICZ Dariusz", "Nowak J."), or one with a comma at the start of a line ("Bell, Ann")."""
        word = self.words[index]
        if office_kind(word.shown, self.language) or title_here(self.language).fullmatch(word.shown):
            return None
        weighed = weight(word.shown, self.language)
        loose = weighed in (UNKNOWN, UNLISTED_WORD) and not word.shown.isupper()
        if weighed == UNLISTED_WORD and first_name_readings(word.shown, self.language):
            return None
        if weighed < ALSO_A_WORD and not (word.shown.isupper() and len(word.shown) > 2) and not loose:
            return None
        if word.lower in closings(self.language):
            return None
        commas = COMMA.fullmatch(self.text, word.end, self.words[index + 1].start) if index + 1 < len(self.words) else None
        if not commas and not self.joined(index + 1):
            return None
        given = self.first_names(index + 1)
        place = index + 1 + len(given)
        end = given[-1].end if given else 0
        if not given or not self.nominative_alone(given) or word.lower in phrases_of("sovereign", self.language):
            return None
        if self.joined(place) and self.words[place].capital and weight(self.words[place].shown, self.language) >= UNKNOWN:
            return None
        at_edges = ITEM_START.search(self.text[max(0, word.start - 4) : word.start]) and ITEM_END.match(self.text, end)
        alone = self.is_whole(word.start, end) or self.between_semicolons(index, end)
        if patron_before(self.language).search(f"{word.shown} ") or (commas and weighed < LISTED and not alone):
            return None
        found = self.made(given, [word], index, place)
        if not found or not found[0]:
            return None
        spotted = found[0][0]
        if given[-1].initial and self.text[end : end + 1] == ".":
            spotted = spotted._replace(end=end + 1)
        if loose and not (commas and alone) and not (at_edges and any(not one.initial for one in given)):
            return None
        return [spotted], place

    def between_semicolons(self, index: int, end: int) -> bool:
        """Whether a name stands in a list whose items are set apart by semicolons ("from Bell, A.; Reed, Tom")."""
        near = self.text[max(0, self.words[index].start - 2) : self.words[index].start].rstrip()
        behind = SEMICOLON.match(self.text, end) is not None
        if near.endswith(";"):
            return behind or ITEM_END.match(self.text, end) is not None
        return behind and self.before(index).points > 0

    def nominative_alone(self, given: list[NameWord]) -> bool:
        return all(
            word.initial
            or (
                any(read.case in ("nominative", "") for read in first_name_readings(word.shown, self.language))
                and not is_ambiguous(word.shown, self.language)
            )
            for word in given
        )
