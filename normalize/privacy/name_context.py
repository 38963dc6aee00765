"""What stands around a name in a text: titles and offices before it, what makes it a street's or a company's, its line."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from postulat.normalize.names.first_names import first_name_readings, is_word
from postulat.normalize.names.persons import PARTICLES, ROMAN, towns
from postulat.normalize.names.surnames import WORD, surname_weight
from postulat.normalize.privacy.name_cues import (
    OF_PATRONS,
    and_between,
    body_behind,
    cited_before,
    company_form,
    known_names,
    label_before,
    may_end,
    namesake_before,
    patron_before,
    place_before,
    says_behind,
    trade_before,
)
from postulat.normalize.privacy.name_words import (
    NEAR,
    NameWord,
    before_name,
    behind_name,
    office_kind,
    phrases_of,
    words_of_text,
)

HONORIFIC, TITLE, MEMBER, OFFICE, FAMILY, CITED, LABEL = 2.0, 1.75, 1.75, 1.0, 2.5, 1.0, 1.25
"""Points of what stands before a name."""
LONGEST_BEHIND_COMMA = 7
"""Letters of a company's form that may stand behind a comma ("Oxenham, Limited")."""
SHORT_FORM = 2
"""Letters of a company's form that is a small word elsewhere."""
LIVES, SAYS = 1.0, 0.5
"""Points of an address and of a verb of speech right behind a name."""
INTO_APPOSITION = re.compile(r"[ \u00a0]?\(|,[ \u00a0]|[ \u00a0][–—-][ \u00a0]")
PARTED = re.compile(r"[.,;:()\n]")
MOST_OF_APPOSITION = 3
"""Words in which an occupation may stand behind a name ("(the tree officer)")."""
NUMBER_AND_STREET = re.compile(r",?[ \u00a0]\(?\d{1,4}[a-zA-Z]?[ \u00a0](?:[^\W\d_]{3,}[ \u00a0]){1,3}[^\W\d_]{2,}")
JOINED = re.compile(r"\.?[ \u00a0]|\.-?|\. ?[ \u00a0]")
SPACE = re.compile(r"[ \u00a0]")
LINE_START = re.compile(r"(?:^|[\n:;|(])[ \u00a0]*$")
LINE_END = re.compile(r"[ \u00a0]*(?:$|[\n;|).])")


class Before(NamedTuple):
    """What stands right before a name: points, where it begins, and the kind of an office."""

    points: float
    start: int
    office: str = ""


class NameContext:
    """The words of one text, and what stands around them."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self.words = words_of_text(text)
        self.known_before: dict[int, Before] = {}
        self.patron_end = 0
        """Where the last name ended that a street or a school is called by."""

    def joined(self, index: int, between: re.Pattern[str] = SPACE) -> bool:
        """Whether a word stands right behind the one before it; a full stop parts them unless that is an initial."""
        if not 0 < index < len(self.words):
            return False
        before, word = self.words[index - 1], self.words[index]
        if before.initial:
            return JOINED.fullmatch(self.text, before.end, word.start) is not None
        return between.fullmatch(self.text, before.end, word.start) is not None

    def before(self, index: int) -> Before:
        """The titles, honorifics or offices right before a name."""
        if index not in self.known_before:
            self.known_before[index] = self.read_before(index)
        return self.known_before[index]

    def read_before(self, index: int) -> Before:
        start = self.words[index].start
        near = self.text[max(0, start - NEAR) : start]
        for role, points in (("honorific", HONORIFIC), ("family-before", FAMILY), ("title", TITLE)):
            if not may_end(near, (role, "title"), self.language):
                continue
            if found := before_name(role, self.language).search(near):
                return Before(points, start - len(near) + found.start(), self.office_before(index - 1, 3))
        if index and (kind := self.office_right_before(index)):
            return Before(MEMBER if kind == "member" else OFFICE, start, kind)
        if (
            index
            and self.text[self.words[index - 1].end : start] == ": "
            and office_kind(self.words[index - 1].shown, self.language) == "member"
        ):
            return Before(MEMBER, start, "member")
        if index and (kind := self.office_in_apposition(index)):
            return Before(OFFICE, start, kind)
        if self.label_before(near):
            return Before(LABEL, start, self.office_before(index - 1, 4))
        cited = (
            may_end(near.rstrip(" \u00a0,:"), ("cited",), self.language) and cited_before(self.language).search(near) is not None
        )
        return Before(CITED * cited, start, self.office_before(index - 1, 4))

    def office_right_before(self, index: int) -> str:
        """The kind of an office whose word stands right before, also a short form with a full stop ("Cllr. Reed")."""
        word = self.words[index - 1]
        kind = office_kind(word.shown, self.language)
        if not kind or (len(word.shown) <= SHORT_FORM and word.shown.isupper()):  # "CR Smith Ltd"
            return ""
        between = self.text[word.end : self.words[index].start]
        stopped = between in (". ", ".\u00a0") and not is_word(word.shown, self.language)
        return kind if stopped or SPACE.fullmatch(between) else ""

    def behind(self, end: int, named: bool) -> float:
        """Points of what stands right behind a name: an occupation ("(solicitor)", ", clerk"), an address.

        A verb of speech counts where a list has the first name: companies ask and reply, too.
        """
        if INTO_APPOSITION.match(self.text, end):
            place = self.next_word(end)
            for word in self.words[place : place + MOST_OF_APPOSITION]:
                if PARTED.search(self.text[end + 3 : word.start]):
                    break
                if office_kind(word.shown, self.language):
                    return OFFICE
        if NUMBER_AND_STREET.match(self.text, end):
            return LIVES
        return SAYS * (named and says_behind(self.language).match(self.text, end) is not None)

    def next_word(self, end: int) -> int:
        """The first word that begins behind a place."""
        return bisect_left(self.words, end, key=lambda word: word.start)

    def label_before(self, near: str) -> bool:
        """Whether a label says that persons follow ("Obecni:", "minutes taken by")."""
        return may_end(near.rstrip(" \u00a0,"), ("label",), self.language) and label_before(self.language).search(near) is not None

    def office_in_apposition(self, index: int) -> str:
        """The kind of an office that stands before a name between commas ("the case officer, Ann Bell, said")."""
        between = self.text[self.words[index - 1].end : self.words[index].start]
        return office_kind(self.words[index - 1].shown, self.language) if between in (", ", ",\u00a0") else ""

    def office_before(self, index: int, most: int) -> str:
        """The kind of a public office among the words before, as in "Prezydent Miasta Krakowa Jan Nowak"."""
        for place in range(index, max(-1, index - most), -1):
            if place < index and not SPACE.fullmatch(self.text, self.words[place].end, self.words[place + 1].start):
                break
            if kind := office_kind(self.words[place].shown, self.language):
                return kind
        return ""

    def is_named_after(self, start: int, end: int, given: list[NameWord], surname: NameWord, before: Before) -> bool:
        """Whether it is a street, a school, a company or a patron that is called so."""
        near = self.text[max(0, start - NEAR) : start]
        cases = {read.case for read in first_name_readings(given[0].shown, self.language)} if given else {"oblique"}
        if (may_end(near, ("patron", *OF_PATRONS), self.language) and patron_before(self.language).search(near)) or (
            cases != {"nominative"}
            and may_end(near, ("namesake", *OF_PATRONS), self.language)
            and namesake_before(self.language).search(near)
        ):
            return True
        if before.points >= TITLE and not behind_name("after-name", self.language).match(self.text, end):
            return False
        if before.points < TITLE and not self.is_upright(given) and (self.is_place_after(near) or self.goes_on_from_patron(start)):
            return True
        near += self.text[start : surname.start] if given and all(word.initial for word in given) else ""
        if cases & {"nominative", ""} and self.word_of_trade(near):
            return True
        if behind_name("after-name", self.language).match(self.text, end) and not re.match(r"[ \u00a0]?,", self.text[end:]):
            return True
        if before.points < TITLE and behind_name("after-name", self.language).fullmatch(f" {surname.shown}"):
            return True
        return self.company_follows(end) or self.body_follows(end)

    def is_upright(self, given: list[NameWord]) -> bool:
        """Whether a first name stands in the nominative of one person; where grammar does not tell, it does."""
        reads = [read for word in given if not word.initial for read in first_name_readings(word.shown, self.language)]
        return bool(reads) and any(read.case in ("nominative", "") and read.number != "plural" for read in reads)

    def is_place_after(self, near: str) -> bool:
        """Whether the words before go on to a place ("w Urzędzie Gminy Aleksandrów Kujawski", "w Annopolu Nowym")."""
        return may_end(near, ("place-before",), self.language) and place_before(self.language).search(near) is not None

    def goes_on_from_patron(self, start: int) -> bool:
        """Whether a list goes on from the patron of a street or school ("ul. Pileckiego i Zawiszy Czarnego")."""
        return self.patron_end > 0 and and_between(self.language).fullmatch(self.text, self.patron_end, start) is not None

    def is_thing(self, word: NameWord) -> bool:
        """Whether a word is what is called after persons, or a council, and no first name ("Cena", "Ortsrat")."""
        called = patron_before(self.language).fullmatch(f"{word.lower} ") or namesake_before(self.language).fullmatch(
            f"{word.lower} "
        )
        return called is not None or word.lower in phrases_of("council", self.language)

    def body_follows(self, end: int) -> bool:
        """Whether the name goes on to what is called so, with up to two more words between ("Jane Austen Heritage Trust")."""
        found = body_behind(self.language).match(self.text, end)
        return found is not None and all(word[0].isupper() for word in found[0].split())

    def is_known_name(self, index: int, place: int) -> bool:
        """Whether the words are the name of a company, a charity or a place that is known by it ("Rolls Royce")."""
        words = " ".join(word.lower for word in self.words[index:place])
        return words in known_names() or words in towns()

    def article_before(self, index: int) -> bool:
        """Whether an article stands right before, as before a thing and hardly before a person's full name."""
        return index > 0 and self.joined(index) and self.words[index - 1].lower in phrases_of("article", self.language)

    def company_follows(self, end: int) -> bool:
        """Whether the name goes on to a company's form ("Karl Schmidt Bau GmbH")."""
        found = company_form(self.language).match(self.text, end)
        *between, form = found[0].split() if found is not None else [""]
        if form.islower() and form.isalpha() and len(form) <= SHORT_FORM:  # "Ludvíková se zdržela" is no SE
            return False
        if self.text[end : end + 1] == "," and form.isalpha() and len(form) > LONGEST_BEHIND_COMMA:  # "Tessa Thackray, Planning"
            return False
        return found is not None and all(not word[0].isalpha() or word[0].isupper() for word in between)

    def word_of_trade(self, near: str) -> bool:
        """Whether a company called after its owner begins before the name ("Zakład Stolarski Jan Nowak", "Hotel Anna Lis")."""
        return trade_before(self.language).search(near) is not None

    def roman_follows(self, index: int) -> bool:
        return self.joined(index + 1) and ROMAN.fullmatch(self.words[index + 1].shown) is not None

    def ends_line(self, end: int) -> bool:
        """Whether a line or a list's item ends here."""
        return LINE_END.match(self.text, end) is not None

    def is_whole(self, start: int, end: int) -> bool:
        """Whether a line or a list's item is nothing but the name."""
        return bool(LINE_START.search(self.text[max(0, start - 4) : start]) and self.ends_line(end))


def weight(shown: str, language: str) -> float:
    """The weight of a surname; of a double one, that of its likeliest part."""
    parts = [part for part in shown.split("-") if part and part not in PARTICLES]
    if not all(part[0].isupper() for part in parts):
        return WORD
    return max((surname_weight(part, language) for part in parts), default=WORD)
