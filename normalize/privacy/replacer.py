"""What is to be replaced in the texts of a data set, and by what: its persons, and the contacts of anybody."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from itertools import chain
from typing import Any

from postulat.normalize.dataset.streaming import document_of
from postulat.normalize.names.organisations import slug
from postulat.normalize.names.persons import Person, is_generic, is_person, persons_among, persons_in
from postulat.normalize.names.surnames import surname_forms
from postulat.normalize.privacy.contacts import find_contacts
from postulat.normalize.privacy.email_names import spelled_by_email
from postulat.normalize.privacy.full_names import Spotted
from postulat.normalize.privacy.given_alone import called_by_first_name
from postulat.normalize.privacy.home_addresses import home_addresses
from postulat.normalize.privacy.name_cues import suffix_behind
from postulat.normalize.privacy.name_words import plain
from postulat.normalize.privacy.person_addresses import addressed_persons
from postulat.normalize.privacy.person_search import PersonSearch, title_start
from postulat.normalize.privacy.person_spotting import spotted_persons
from postulat.normalize.privacy.pseudonyms import pseudonyms
from postulat.normalize.privacy.redaction import Edit, Redaction, redaction
from postulat.normalize.records import TABLES, Organisation, OtherCell, Postulate, Records
from postulat.normalize.vocabulary.phrases import rows

TEXT_TABLES = ("documents", "meetings", "task_areas", "attendances", "postulates", "responses", "other_cells")
"""Tables whose texts are the document's own, each of them once."""
KEPT = {"media_type", "sha256", "language", "extractor", "status", "locator", "number", "start_time", "kind"}
KEPT |= {"stance", "stance_rule", "stance_evidence", "severity", "code", "variant", "values", "field", "unit", "inheritance"}
KEPT |= {"krs", "nip", "regon"}
"""Columns that hold no words of the document, or are the way back to it."""
WHOLE = frozenset({"represents", "responder", "name_as_written", "organisation_as_written"})
"""Columns for names, so that initials are enough ("A. Nowak"); in the others that may be a list mark ("A. Uwagi")."""
SMALL_WORD = re.compile(r"(?<![\w/@.~-])[^\W\d_]+(?![\w/@-]|\.\w)")
"""A word of a text, and none of an address."""
PUBLIC = frozenset({"public", "member"})
"""Kinds of offices (`offices.csv`) whose holders act in public."""
PERHAPS = frozenset({"section", "text"})
SHOWN = re.compile(r"\b[0-9a-f]{8}(?:[0-9a-f]{8})?\b")
"""A pseudonym of an earlier run."""


class Replacer:
    """The persons of a data set with their pseudonyms, and the documents in which their surnames alone are theirs."""

    def __init__(self, records: Records, key: bytes, keep_offices: bool = False) -> None:
        self.keep_offices = keep_offices
        self.languages = {row.document_id: row.language for row in records.documents}
        self.documents = organisations_of_documents(records)
        self.literals: dict[str, str] = {}
        self.named = {row.organisation_id: self.persons_of(row) for row in records.organisations}
        self.present = self.persons_of_documents(records)
        everybody = set(chain(*self.named.values(), *self.present.values()))
        self.searches = {language: PersonSearch(everybody, language) for language in {"pl", *map(self.language, self.languages)}}
        self.of_names = self.words_of_names(records)
        self.common: dict[str, frozenset[str]] = {}
        self.digits = pseudonyms((*(person.folded for person in everybody), *self.literals.values()), key)
        names = sorted(self.literals, key=lambda name: (-len(name), name))
        self.literal = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)", re.IGNORECASE) if names else None
        self.done: dict[tuple[str, str], Redaction] = {}

    def persons_of(self, row: Organisation) -> tuple[Person, ...]:
        """The persons that an organisation's names name; a person whose name has no shape of one is taken as it is written."""
        found: list[Person] = []
        for name in (row.name, *row.aliases):
            inside = [*(persons_in(name) if row.kind == "person" else persons_among(name) if row.kind == "other" else ())]
            if not inside and row.kind == "person" and not is_generic(name) and not SHOWN.search(name):
                self.literals[name.casefold()] = " ".join(name.casefold().split())
            found += inside
        return tuple(dict.fromkeys(found))

    def persons_of_documents(self, records: Records) -> dict[str, tuple[Person, ...]]:
        """For each document its persons: of its organisations, of fields that are a name, and those whom its texts name."""
        found: dict[str, set[Person]] = defaultdict(set)
        spotted: dict[str, dict[Person, str]] = defaultdict(dict)
        for organisation, persons in self.named.items():
            for document in self.documents.get(organisation, ()):
                found[document].update(persons)
        for document, text, whole in texts(records):
            if whole:
                found[document].update(persons_in(text))
            for one in self.spotted(text, self.language(document)):
                spotted[document].setdefault(one.person, text[one.start : one.end])
            for other in addressed_persons(text, self.language(document)):
                spotted[document].setdefault(other.person, text[other.start : other.end])
        for document, named in spotted.items():
            found[document].update(new_persons(found[document], named, self.language(document)))
        return {document: tuple(sorted(persons)) for document, persons in found.items()}

    def words_of_names(self, records: Records) -> frozenset[str]:
        """The forms of surnames that are a part of an organisation's name."""
        names = (name for row in records.organisations if row.kind != "person" for name in (row.name, *row.aliases))
        words = {word.lower() for name in names for word in re.findall(r"\w+", name)}
        return frozenset(word for word in words if any(plain(word) in search.surnames for search in self.searches.values()))

    def turn_to(self, records: Records) -> None:
        """Makes ready for the texts of one document: the forms of surnames that are words in it, since it writes them small."""
        small: dict[str, set[str]] = defaultdict(set)
        for document, text, _ in texts(records):
            if self.present.get(document):
                small[document].update(word for word in SMALL_WORD.findall(text) if word.islower())
        self.common = {document: self.search(self.language(document)).common(words) for document, words in small.items()}
        self.done.clear()

    def words(self, document: str) -> frozenset[str]:
        """What is no surname in a document, though a person has it as one; names of organisations belong to no document."""
        return self.of_names | self.common.get(document, frozenset()) if document in self.languages else frozenset()

    def language(self, document: str) -> str:
        return self.languages.get(document) or "pl"

    def replaced(self, text: str, document: str) -> Redaction:
        """A text of a document without personal data."""
        place = document, text
        if place not in self.done:
            self.done[place] = self.without(text, self.language(document), self.present.get(document, ()), document)
        return self.done[place]

    def without(self, text: str, language: str, present: tuple[Person, ...], document: str = "") -> Redaction:
        """A text without personal data. `present` are the persons whose surname alone is enough."""
        edits = [Edit(x.start, x.end, shown(x.kind, language), x.kind) for x in find_contacts(text, language)]
        for match in self.literal.finditer(text) if self.literal else ():
            folded = self.literals.get(match[0].casefold())
            name = f"{shown('person', language)} {self.digits[folded]}" if folded else shown("somebody", language)
            edits.append(Edit(match.start(), match.end(), name, "person"))
        edits += sorted(self.persons(text, language, present, document), key=lambda edit: edit.start - edit.end)
        ends = {edit.end for edit in edits if edit.kind == "person"}
        homes = home_addresses(text, ends, language)
        return redaction(text, [*(Edit(*span, shown("address", language), "address") for span in homes), *edits])

    def persons(self, text: str, language: str, present: tuple[Person, ...], document: str) -> Iterator[Edit]:
        """The persons of a text: those known, found again in any form, then others whom it names.

        A name that is found with its title is that of the known person who is found in it.
        """
        known: list[tuple[int, int, str]] = []
        for named in self.search(language).find(text, present, self.words(document)):
            among = [person for person in named.persons if person in present] or named.persons
            name = self.pseudonym(among[0], language) if len(among) == 1 else shown("somebody", language)
            yield Edit(named.start, named.end, slug(name) if named.address else name, "person")
            if not named.address:
                known.append((named.start, named.end, name))
        for one in self.spotted(text, language):
            within = {name for start, end, name in known if start < one.end and one.start < end}
            name = within.pop() if len(within) == 1 else self.pseudonym(one.person, language)
            suffix = suffix_behind(language).match(text, one.end) if is_full(one.person) else None
            yield Edit(title_start(text, one.start), suffix.end() if suffix else one.end, name, "person")
        for other in addressed_persons(text, language):
            yield Edit(other.start, other.end, slug(self.pseudonym(other.person, language)), "person")
        for called in called_by_first_name(text, language, present):
            name = self.pseudonym(called.persons[0], language) if len(called.persons) == 1 else shown("somebody", language)
            yield Edit(called.start, called.end, name, "person")

    def spotted(self, text: str, language: str) -> Iterator[Spotted]:
        """The persons whom a text names, but holders of public offices where those are to stay."""
        for one in (*spotted_persons(text, language), *spelled_by_email(text)):
            if not (self.keep_offices and one.office in PUBLIC):
                yield one

    def search(self, language: str) -> PersonSearch:
        return self.searches.get(language) or self.searches["pl"]

    def pseudonym(self, person: Person, language: str) -> str:
        """What stands for a person; for one whom no table and no document has, without a number."""
        digits = self.digits.get(person.folded)
        return f"{shown('person', language)} {digits}" if digits else shown("somebody", language)


def new_persons(known: set[Person], spotted: dict[Person, str], language: str) -> Iterator[Person]:
    """The spotted persons who are not known ones in another case; those in the nominative go first.

    >>> anna = Person(("anna",), ("nowak",))
    >>> list(new_persons({anna}, {Person(("ann",), ("nowaka",)): "Anną Nowak"}, "pl"))
    []
    """
    full = {person: words for person, words in spotted.items() if is_full(person)}
    upright = [person for person, words in full.items() if plain(words) == plain(person.folded)]
    search = PersonSearch({*known, *upright}, language)
    found = {*known, *upright}
    for person, words in full.items():
        if person not in found and not any(True for _ in search.find(words)):
            found.add(person)
    forms: dict[str, set[str]] = defaultdict(set)
    for person in found:
        for part in person.surname:
            for form in surname_forms(part, language):
                forms[plain(form)].update(name[0] for name in person.given)
    for person, words in spotted.items():
        letters = {letter for word in re.findall(r"[^\W\d_]+", words) for letter in forms.get(plain(word), ())}
        if not is_full(person) and not (letters and (not person.given or person.given[0][0] in letters)):
            found.add(person)
    yield from found - known


def is_full(person: Person) -> bool:
    """Whether a first name is told, not its initial alone."""
    return any(not name.endswith(".") for name in person.given)


def organisations_of_documents(records: Records) -> dict[str, frozenset[str]]:
    """Organisation → the documents that name it."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in records.attendances:
        found[entry.organisation_id].add(document_of(entry))
    for submitter in records.postulate_organisations:
        found[submitter.organisation_id].add(document_of(submitter))
    if len(records.documents) == 1:
        for row in records.organisations:
            found[row.organisation_id].add(records.documents[0].document_id)
    return {organisation: frozenset(documents) for organisation, documents in found.items()}


def texts(records: Records) -> Iterator[tuple[str, str, bool]]:
    """Document, text, and whether the text is a field that may be a name alone."""
    for table in TEXT_TABLES:
        for row in getattr(records, table):
            for name in text_columns(type(row).__name__):
                value = getattr(row, name)
                for text in (value,) if isinstance(value, str) else value or ():
                    yield document_of(row), text, is_name(row, name, text)


def is_name(row: Any, column: str, text: str) -> bool:
    """Whether a field is nothing but a person's name."""
    if column in WHOLE:
        return is_person(text)
    possible = column in PERHAPS and isinstance(row, (Postulate, OtherCell)) and (column == "section" or isinstance(row, OtherCell))
    return possible and is_person(text) and any(True for _ in persons_among(text))


@cache
def text_columns(record_class: str) -> tuple[str, ...]:
    """The columns of a record class that may hold words of the document.

    >>> text_columns("Attendance"), text_columns("PostulateOrganisation")
    (('name_as_written', 'represents', 'representative'), ('representative',))
    """
    columns = chain.from_iterable(fields(found) for found in TABLES.values() if found.__name__ == record_class)
    text = (column.name for column in columns if str(column.type).removesuffix(" | None") in ("str", "tuple[str, ...]"))
    return tuple(name for name in text if name not in KEPT and not name.endswith("_id"))


@cache
def shown(what: str, language: str) -> str:
    """The word that stands for something replaced; in English where the language has none of its own."""
    words = {row["language"]: row["phrase"] for row in rows("person_words") if row["role"] == f"shown-{what}"}
    return words.get(language, words["en"])
