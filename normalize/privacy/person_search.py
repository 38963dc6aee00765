"""Where known persons are named in running text: in any case, order and inflection, with titles, by initials, inside addresses.

A surname alone counts only for persons of the same document, and never where it may be a common word, a part of another's name,
or a street's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from postulat.extract.characters.letters import WITHOUT_MARKS
from postulat.normalize.names.declension import first_name_forms, first_names_by_form, genitives, surname_forms
from postulat.normalize.names.persons import PARTICLES, Person, any_of, read_person, surname_like, towns, words_of

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
TWO_WORDS = re.compile(r"(?<![\w.])([^\W\d_]+)(?=[ \u00a0]([^\W\d_]+(?:-[^\W\d_]+)?)(?!\w))")
BETWEEN_NAMES = re.compile(r"\.?[ \t\n\u00a0]{1,3}|\.|[-_+.]|%20")
"""What may stand between a first name and a surname; the marks do so in addresses."""
BETWEEN_PARTS = re.compile(r"[ ]?[-–][ ]?")
BETWEEN_IN_ADDRESS = re.compile(r"[-_+.]|%20")
MOST_FIRST_NAMES = 4
BEFORE = 60
"""Characters before a name in which titles or "ulica" are looked for."""


class NamedPerson(NamedTuple):
    """Where a text names a person; `persons` are the candidates, several where the name fits more than one."""

    start: int
    end: int
    persons: tuple[Person, ...]
    address: bool = False


class NameWord(NamedTuple):
    """A word of the text: as it is, in lower case, and in lower case without Polish letters."""

    start: int
    end: int
    shown: str
    lower: str
    plain: str


class PersonSearch:
    """The persons of a data set, ready to be found in its texts."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self.given: dict[str, set[str]] = defaultdict(set)
        self.surnames: dict[str, set[str]] = defaultdict(set)
        self.bearers: dict[tuple[str, str], list[Person]] = defaultdict(list)
        for person in sorted(set(persons)):
            for name in person.given:
                for form in first_name_forms(name):
                    self.given[plain(form)].add(name)
            for part in person.surname:
                self.bearers[part, initial(person)].append(person)
                for form in surname_forms(part):
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
        if not address and is_patron(text[max(0, start - BEFORE) : start], oblique=not nominative):
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
            known = word.plain in self.given or word.lower in first_names_by_form()
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
        before = text[max(0, word.start - BEFORE) : word.start]
        own = {person for person in bearers if any(word.lower in surname_forms(part) for part in person.surname)}
        if not own or not word.shown[0].isupper() or len(word.shown) < 3 or is_patron(before, oblique=True):
            return None
        start = title_start(text, word.start)
        if start == word.start:
            hyphen = re.search(r"\w[-–]$", before) or re.match(r"[-–]\w", text[end : end + 2])
            numbered = re.match(r"\s?\d", text[end : end + 2])
            in_a_name = first > 0 and follows_a_name(text, words[first - 1], word, common)
            if hyphen or numbered or in_a_name or word.lower in common or word.lower in towns():
                return None
        nameless = {person for person in own if not person.given}
        return NamedPerson(start, end, tuple(sorted(nameless or own)))


def initial(person: Person) -> str:
    return plain(person.given[0])[0] if person.given else ""


def follows_a_name(text: str, before: NameWord, word: NameWord, common: Collection[str]) -> bool:
    """Whether a capitalised word stands right before that begins no sentence: then both may be one name ("Caritas Krakowska")."""
    if text[before.end : word.start] not in (" ", "\u00a0") or not before.shown[0].isupper():
        return False
    begins = re.search(r"(?:^|[.!?:;\n„(–-])\s*$", text[max(0, before.start - 3) : before.start]) is not None
    return before.lower in first_names_by_form() or not (begins or before.lower in common)


def title_start(text: str, start: int) -> int:
    """Where the titles before a name begin."""
    near = text[max(0, start - BEFORE) : start]
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
    near = before[-BEFORE:]
    return patrons().search(near) is not None or (oblique and namesakes().search(near) is not None)


def titled_persons(text: str) -> Iterator[Person]:
    """Persons whom a text calls "Pan Jan Nowak" or "Pani Kowalska", known before or not.

    >>> [found.folded for found in titled_persons("Pani Annie Nowak odpowiedział Pan Prezydent i Pan Jan Kowalski.")]
    ['anna nowak', 'jan kowalski']
    """
    for match in honorific_names().finditer(text):
        words = match["names"].split()
        for count in range(len(words), 0, -1):
            if found := read_person(match["head"] + " ".join(words[:count])):
                yield found
                break


def other_names(text: str) -> int:
    """How many places of a text look like a person's name in full, patrons and streets aside.

    >>> other_names("Rozmowa z Janem Nowakiem na ul. Jana Nowaka. Anna i Kraków.")
    1
    """
    count = 0
    for match in TWO_WORDS.finditer(text):
        given, surname = match[1], match[2]
        if given[0].isupper() and given.lower() in first_names_by_form() and surname_like(surname):
            before = text[max(0, match.start() - BEFORE) : match.start()]
            count += surname.lower() not in first_names_by_form() and not is_patron(before, given.lower() not in genitives())
    return count


@lru_cache(maxsize=65_536)
def plain(word: str) -> str:
    """A word in lower case without Polish letters, as in addresses."""
    return word.replace("’", "'").translate(WITHOUT_MARKS).lower()


@cache
def last_words_of_titles() -> tuple[str, ...]:
    return tuple(words.split()[-1] for role in ("title", "honorific", "office") for words in words_of(role))


@cache
def titles_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('title', 'honorific', 'office')}\s*)+$", re.IGNORECASE)


@cache
def patrons() -> re.Pattern[str]:
    return re.compile(rf"{any_of('patron')}\s*(?:{any_of('title', 'patron')}\s*)*$", re.IGNORECASE)


@cache
def namesakes() -> re.Pattern[str]:
    return re.compile(rf"{any_of('namesake')}\s*(?:{any_of('title')}\s*)*[„”\"]?$", re.IGNORECASE)


@cache
def honorific_names() -> re.Pattern[str]:
    name = r"[^\W\d_a-zà-öø-ÿąćęłńóśźż][\w'’.-]*"
    return re.compile(rf"(?P<head>(?i:{any_of('honorific')})\s+(?i:{any_of('title')}\s+)*)(?P<names>{name}(?:\s+{name}){{0,3}})")
