"""Where known persons are named in running text: in any case, order and inflection, with titles, by initials, inside addresses.

A surname alone counts only for persons of the same document, and never where it may be a common word, a part of another's name,
or a street's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from postulat.normalize.morphology.analysis import analyse
from postulat.normalize.morphology.morfeusz import is_personal_noun
from postulat.normalize.names.first_names import DICTIONARY, first_name_forms, first_name_readings, is_word
from postulat.normalize.names.persons import PARTICLES, Person, any_of, towns, words_of
from postulat.normalize.names.surnames import CAPITAL_NOUNS, has_surname_end, surname_forms
from postulat.normalize.privacy.name_cues import trade_before
from postulat.normalize.privacy.name_words import NEAR, NameWord, behind_name, pattern_of, phrases_of, plain
from postulat.normalize.vocabulary.phrases import rows

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]{2,})?")
"""A part of a name: the parts of a double surname are known apart."""
BETWEEN_NAMES = re.compile(r"\.?[ \t\n\u00a0]{1,3}|\.|[-_+.]|%20")
"""What may stand between a first name and a surname; the marks do so in addresses."""
BETWEEN_PARTS = re.compile(r"[ ]?[-–][ ]?")
BETWEEN_IN_ADDRESS = re.compile(r"[-_+.]|%20")
OWNED = re.compile(r"['’]s?(?=[ \u00a0][^\W\d_])")
"""The genitive of what is called so ("Pugh's Farm")."""
MOST_FIRST_NAMES = 4
SENTENCE_START = re.compile(r"(?:^|[.!?\n])\s*$")


class NamedPerson(NamedTuple):
    """Where a text names a person; `persons` are the candidates, several where the name fits more than one."""

    start: int
    end: int
    persons: tuple[Person, ...]
    address: bool = False


class PersonSearch:
    """The persons of a data set, ready to be found in its texts."""

    def __init__(self, persons: Iterable[Person], language: str = DICTIONARY) -> None:
        self.language = language
        self.given: dict[str, set[str]] = defaultdict(set)
        self.surnames: dict[str, set[str]] = defaultdict(set)
        self.plain_surnames: set[str] = set()
        self.bearers: dict[tuple[str, str], list[Person]] = defaultdict(list)
        for person in sorted(set(persons)):
            for name in person.given:
                for form in first_name_forms(name, language):
                    self.given[plain(form)].add(name)
            for part in person.surname:
                self.bearers[part, initial(person)].append(person)
                self.plain_surnames.add(plain(part))
                for form in surname_forms(part, language):
                    self.surnames[plain(form)].add(part)

    def find(self, text: str, present: Collection[Person] = (), common: Collection[str] = ()) -> Iterator[NamedPerson]:
        """The places that name a person, in order. `present` are the document's own persons, whose surname alone is enough.

        `common` are words in lower case that are no names here. A name behind "im." or "ul." is a patron's and stays.

        >>> search = PersonSearch([Person(("anna",), ("nowak",)), Person(("jan",), ("kowalski",))])
        >>> text = "Wniosek Anny Nowak i p. J. Kowalskiego; ul. Jana Kowalskiego 5, www.ngo.example/anna-nowak"
        >>> [text[found.start : found.end] for found in search.find(text)]
        ['Anny Nowak', 'p. J. Kowalskiego', 'anna-nowak']
        """
        words = [NameWord(x.start(), x.end(), x[0], x[0].lower(), plain(x[0])) for x in WORD.finditer(text)] if self.bearers else []
        end = 0
        for index, word in enumerate(words):
            if word.start < end or word.plain not in self.surnames:
                continue
            found = self.named(text, words, index, present, common)
            if found is not None and found.start >= end:
                end = found.end
                yield found

    def common(self, words: Iterable[str]) -> frozenset[str]:
        """What of a document's small words may be a surname, as it is written and by its lemma.

        >>> sorted(PersonSearch([Person(("jan",), ("wróbel",))]).common(["wróbla", "dom"]))
        ['wróbel', 'wróbla']
        """
        known = [word for word in words if plain(word) in self.surnames]
        return frozenset(form for word in known for form in (word, *noun_lemmas(word, self.language)))

    def named(
        self, text: str, words: list[NameWord], index: int, present: Collection[Person], common: Collection[str]
    ) -> NamedPerson | None:
        """The person whose surname the word may be, where what stands around it agrees."""
        parts = self.surnames[words[index].plain]
        last = self.last_part(text, words, index)
        end = words[last].end
        if text[end : end + 1] == "-" and text[end + 1 : end + 2].isupper():
            return None  # another, longer surname
        first, given = self.before(text, words, index)
        if given:
            chosen = self.fitting(given, parts)
        else:
            last, given = self.after(text, words, last, parts)
            chosen = self.fitting(given, parts)
        if not chosen:
            nameless = [person for part in parts for person in self.bearers.get((part, ""), ())]
            own = {person for person in present if parts & set(person.surname)}
            return self.surname_alone(text, words, index, last, own or set(nameless), common) if own or nameless else None
        start, end = words[first].start, words[last].end
        if text[end : end + 1] == "." and words[last].plain + "." in {plain(person.surname[-1]) for person in chosen}:
            end += 1
        address = first < last and BETWEEN_IN_ADDRESS.fullmatch(text[words[first].end : words[first + 1].start]) is not None
        nominative = words[first].lower in {name for person in chosen for name in person.given}
        if not address and is_patron(text[max(0, start - NEAR) : start], oblique=not nominative):
            return None
        return NamedPerson(start if address else title_start(text, start), end, tuple(sorted(chosen)), address)

    def last_part(self, text: str, words: list[NameWord], index: int) -> int:
        """The last word of a surname of several parts."""
        while index + 1 < len(words) and BETWEEN_PARTS.fullmatch(text, words[index].end, words[index + 1].start):
            if words[index + 1].plain not in self.surnames or words[index + 1].plain in self.given:
                break
            index += 1
        return index

    def before(self, text: str, words: list[NameWord], index: int) -> tuple[int, list[NameWord]]:
        """The first names and initials right before a surname, and the index of the first of them."""
        first = index
        given: list[NameWord] = []
        while first > 0 and len(given) < MOST_FIRST_NAMES:
            word = words[first - 1]
            between = text[word.end : words[first].start]
            particle = word.shown in PARTICLES
            initial = len(word.shown) == 1 and between.startswith(".") and word.shown.isupper()
            known = word.plain in self.given or bool(first_name_readings(word.shown.capitalize(), self.language))
            if (
                not BETWEEN_NAMES.fullmatch(between)
                or (between.startswith(". ") and not initial)
                or not (initial or known or particle)
            ):
                break
            first -= 1
            if not particle:
                given.insert(0, word)
        return (first, given) if given else (index, [])

    def after(self, text: str, words: list[NameWord], last: int, parts: set[str]) -> tuple[int, list[NameWord]]:
        """The first names behind a surname ("Nowak Anna", "Kowalski J.")."""
        given: list[NameWord] = []
        for word in words[last + 1 : last + 3]:
            between = text[words[last].end : word.start]
            initial = len(word.shown) == 1 and word.shown.isupper() and text[word.end : word.end + 1] == "."
            if not BETWEEN_NAMES.fullmatch(between) or between.startswith(". ") or not (initial or word.plain in self.given):
                break
            if not self.fitting([word], parts) and not given:
                break
            given.append(word)
            last += 1
        return last, given

    def fitting(self, given: list[NameWord], parts: set[str]) -> set[Person]:
        """The bearers of a surname that first names or initials fit best."""
        if not given:
            return set()
        ranked: dict[int, set[Person]] = defaultdict(set)
        letters = {word.plain[0] for word in given}
        for person in (person for part in parts for letter in letters for person in self.bearers.get((part, letter), ())):
            if rank := self.rank(given, person):
                ranked[rank].add(person)
        return ranked[max(ranked)] if ranked else set()

    def rank(self, given: list[NameWord], person: Person) -> int:
        """3: all first names agree; 2: the first of them does, or both are the initial; 1: an initial does; 0: none."""
        full = [any(name in self.given.get(word.plain, ()) for word in given) for name in person.given]
        if all(full) and len(given) == len(person.given):
            return 3
        if full[0] or person.given[0] == f"{given[0].lower}.":
            return 2
        short = len(given[0].shown) == 1 or len(person.given[0].rstrip(".")) == 1
        return int(short and given[0].plain[0] == plain(person.given[0])[0])

    def surname_alone(
        self, text: str, words: list[NameWord], first: int, last: int, bearers: set[Person], common: Collection[str]
    ) -> NamedPerson | None:
        """A surname without a first name: behind "pani" or a title, or where nothing else can be meant."""
        word, end = words[first], words[last].end
        before = text[max(0, word.start - NEAR) : word.start]
        own = {person for person in bearers if any(word.lower in surname_forms(part, self.language) for part in person.surname)}
        if not own or not word.shown[0].isupper() or len(word.shown) < 3 or is_patron(before, oblique=True):
            return None
        if trade_before(self.language).search(before):
            return None
        start = title_start(text, word.start)
        if start == word.start:
            hyphen = re.search(r"\w[-–]$", before) or re.match(r"[-–]\w", text[end : end + 2])
            numbered = re.match(r"\s?\d", text[end : end + 2])
            in_a_name = first > 0 and follows_a_name(text, words[first - 1], word, common, self.language)
            if hyphen or numbered or in_a_name or self.is_common(word, common) or word.lower in towns():
                return None
            if self.is_another(text, words, first, last, before) or word.lower in calendar(self.language):
                return None
        nameless = {person for person in own if not person.given}
        return NamedPerson(start, end, tuple(sorted(nameless or own)))

    def is_common(self, word: NameWord, common: Collection[str]) -> bool:
        return word.lower in common or any(lemma in common for lemma in noun_lemmas(word.shown, self.language))

    def is_another(self, text: str, words: list[NameWord], first: int, last: int, before: str) -> bool:
        """Whether a bare surname is a word at a sentence's start, has an article before it, or begins a longer name."""
        word, end = words[first], words[last].end
        owned = OWNED.match(text, end)
        called = owned.end() if owned and text[owned.end() + 1].isupper() else end
        if behind_name("after-name", self.language).match(text, called):
            return True
        if article_before(self.language).search(before) and word.plain in self.plain_surnames:
            return True
        begins = SENTENCE_START.search(before) is not None
        if begins and self.language not in CAPITAL_NOUNS and is_word(word.shown, self.language):
            personal = self.language == DICTIONARY and is_personal_noun(word.shown)
            if not personal and not has_surname_end(word.lower, self.language):
                return True
        following = words[last + 1] if last + 1 < len(words) else None
        goes_on = following is not None and following.shown[0].isupper() and text[end : following.start] in (" ", "\u00a0")
        return goes_on and self.language not in CAPITAL_NOUNS


@cache
def calendar(language: str) -> frozenset[str]:
    """Months, days and seasons, where a language writes them with a capital."""
    if language != "en" and language not in CAPITAL_NOUNS:
        return frozenset()
    months = (row["form"] for row in rows("months") if row["language"] == language)
    return frozenset({*months, *phrases_of("calendar", language)})


def noun_lemmas(word: str, language: str) -> list[str]:
    """The nouns that a word may be a form of, but names; the word itself where no dictionary of forms tells."""
    if language != DICTIONARY:
        return [word.lower()]
    return [read.lemma.lower() for read in analyse(word.lower(), language) if read.word_class == "noun" and not read.names]


def initial(person: Person) -> str:
    return plain(person.given[0])[0] if person.given else ""


def follows_a_name(text: str, before: NameWord, word: NameWord, common: Collection[str], language: str) -> bool:
    """Whether a capitalised word stands right before that begins no sentence: then both may be one name ("Caritas Krakowska")."""
    if text[before.end : word.start] not in (" ", "\u00a0") or not before.shown[0].isupper():
        return False
    begins = re.search(r"(?:^|[.!?:;\n„(–-])\s*$", text[max(0, before.start - 3) : before.start]) is not None
    return first_name_readings(before.shown.capitalize(), language) != () or not (begins or before.lower in common)


def title_start(text: str, start: int) -> int:
    """Where the titles before a name begin."""
    near = text[max(0, start - NEAR) : start]
    word = near.rsplit(maxsplit=1)[-1:]
    if not word or not word[0].lower().endswith(last_words_of_titles()):
        return start
    found = titles_before().search(near)
    return start - len(near) + found.start() if found else start


def is_patron(before: str, oblique: bool) -> bool:
    """Whether the words before a name make it a patron's or a street's; some do only for a name in an oblique case.

    >>> is_patron("Teatr im. ", False), is_patron("Prezes Fundacji ", False), is_patron("Fundacja ", True)
    (True, False, True)
    """
    near = before[-NEAR:]
    return patrons().search(near) is not None or (oblique and namesakes().search(near) is not None)


@cache
def last_words_of_titles() -> tuple[str, ...]:
    return tuple(words.split()[-1] for role in ("title", "honorific", "office") for words in words_of(role))


@cache
def titles_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('title', 'honorific', 'office')}\s*)+$", re.IGNORECASE)


@cache
def patrons() -> re.Pattern[str]:
    return re.compile(rf"{any_of('patron')}\s*(?:{any_of('title', 'patron', 'patron-title', 'family-before')}\s*)*$", re.IGNORECASE)


@cache
def namesakes() -> re.Pattern[str]:
    return re.compile(rf"{any_of('namesake')}\s*(?:{any_of('title', 'patron-title', 'family-before')}\s*)*[„”\"]?$", re.IGNORECASE)


@cache
def article_before(language: str) -> re.Pattern[str]:
    return re.compile(rf"{pattern_of(('article',), language)}\s+$", re.IGNORECASE)
