"""First names of persons: which a word may be, in any case, and how each is inflected.

Polish ones are those of the dictionary of inflected forms, and of a list for what it does not know; those of other languages stand
in lists, inflected by their endings. A name that is as often a word ("Mark", "Róża") is ambiguous: it needs more beside it.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from postulat.normalize.morphology.analysis import analyse, declined
from postulat.normalize.names.paradigms import NameReading, forms_by_endings, read_by_endings
from postulat.normalize.vocabulary.phrases import languages, lines_of, rows

DICTIONARY = "pl"
"""The language whose dictionary labels first names and surnames."""
MOST_FORMS = 65_536


class FirstNameRow(NamedTuple):
    """A name of a list."""

    gender: str
    ambiguous: bool


@lru_cache(maxsize=MOST_FORMS)
def first_name_readings(word: str, language: str) -> tuple[NameReading, ...]:
    """The first names that a word may be in a text of a language.

    >>> [found.nominative for found in first_name_readings("Zofii", "pl")][0], first_name_readings("Fundacja", "pl")
    ('zofia', ())
    >>> [found.nominative for found in first_name_readings("Karlem", "cs")], first_name_readings("Road", "en")
    (['karel'], ())
    """
    if not word[:1].isupper():
        return ()
    found = dict.fromkeys(of_dictionary(word)) if language == DICTIONARY else {}
    lower = word.lower()
    if row := listed(language).get(lower):
        found[NameReading(lower, "nominative", "singular", gender_of(row))] = None
    for read in read_by_endings(word, "first_name", language):
        if read.nominative in listed(language):
            found[read._replace(gender=gender_of(listed(language)[read.nominative]))] = None
    if found or (language == DICTIONARY and is_word(word, language)):
        return tuple(found)
    if row := foreign(lower):
        return (NameReading(lower, "nominative", "singular", gender_of(row)),)
    reads = read_by_endings(word, "first_name", language)
    return tuple(read for read in reads if foreign(read.nominative) and not is_word(word, language))


def gender_of(row: FirstNameRow) -> str:
    return "" if row.gender == "u" else row.gender


def of_dictionary(word: str) -> list[NameReading]:
    found = []
    for read in analyse(word, DICTIONARY):
        if "first_name" in read.names:
            for case in read.cases:
                found += [NameReading(read.lemma.lower(), case, read.number, gender) for gender in read.genders or ("",)]
    return found


@lru_cache(maxsize=MOST_FORMS)
def is_ambiguous(word: str, language: str) -> bool:
    """Whether a first name is as likely another word in a text of a language.

    >>> is_ambiguous("Mark", "en"), is_ambiguous("Róża", "pl"), is_ambiguous("Anna", "pl")
    (True, True, False)
    """
    row = listed(language).get(word.lower())
    if row is None and language != DICTIONARY:
        known = (listed(language).get(read.nominative) for read in first_name_readings(word, language))
        row = next((one for one in known if one), None)
    if row is not None:
        return row.ambiguous
    abroad = foreign(word.lower())
    return (abroad is not None and abroad.ambiguous) or is_word(word, language, places=False)


def is_word(word: str, language: str, places: bool = True) -> bool:
    """Whether a dictionary has a word as another than a name of a person; a name of a place counts where asked."""
    if language == DICTIONARY:
        reads = [read for read in analyse(word, DICTIONARY) if places or read.names != ("place",)]
        return any(not ({"first_name", "surname"} & set(read.names)) and read.word_class != "unknown" for read in reads)
    return is_plain_word(word.lower(), language)


def is_plain_word(lower: str, language: str) -> bool:
    """Whether a dictionary that also holds names has a word as another: in English, one that has a plural.

    >>> is_plain_word("frost", "en"), is_plain_word("gareth", "en")
    (True, False)
    """
    if language != "en":
        return in_dictionary(lower, language)
    plurals = (f"{lower}s", f"{lower}es", f"{lower.removesuffix('y')}ies")
    return in_dictionary(lower, language) and (lower.endswith("s") or any(in_dictionary(form, language) for form in plurals))


@lru_cache(maxsize=MOST_FORMS)
def in_dictionary(word: str, language: str) -> bool:
    import simplemma

    try:
        return simplemma.is_known(word, lang=language)
    except ValueError:
        return False


@cache
def listed(language: str) -> dict[str, FirstNameRow]:
    """The list of a language, in lower case; of none (the empty one) that of other countries."""
    found: dict[str, FirstNameRow] = {}
    kinds: dict[str, FirstNameRow] = {}  # a handful for thousands of names
    for line in lines_of("first_names", language):
        name, _, told = line.lower().partition(",")
        if told not in kinds:
            gender, _, ambiguous = told.partition(",")
            kinds[told] = FirstNameRow(gender, ambiguous == "yes")
        found[name] = kinds[told]
    return found


@cache
def languages_with_names() -> frozenset[str]:
    """The languages whose first names are known."""
    return frozenset(language for language in languages() if listed(language))


def foreign(lower: str) -> FirstNameRow | None:
    """A name of any list, unless it is a word somewhere."""
    for language in reversed(languages()):
        row = listed(language).get(lower)
        if row is not None and not row.ambiguous:
            return row
    return listed("").get(lower)


@lru_cache(maxsize=MOST_FORMS)
def first_names_of(form: str, language: str = DICTIONARY) -> frozenset[str]:
    """The first names that a form in any letters may be, in lower case ("stanisława" is of two).

    >>> sorted(first_names_of("stanisława")), first_names_of("fundacja")
    (['stanisław', 'stanisława'], frozenset())
    """
    return frozenset(read.nominative for read in first_name_readings(form.capitalize(), language))


@lru_cache(maxsize=MOST_FORMS)
def is_first_name(word: str, language: str = DICTIONARY) -> bool:
    """Whether a word is a first name in the nominative: of a list, or of the dictionary and no other word.

    >>> is_first_name("Bruno"), is_first_name("Anny"), is_first_name("Rada")
    (True, False, False)
    """
    lower = word.lower()
    if lower in listed(language):
        return True
    return lower in first_names_of(word, language) and not is_ambiguous(word.capitalize(), language)


@lru_cache(maxsize=MOST_FORMS)
def first_name_forms(name: str, language: str = DICTIONARY) -> frozenset[str]:
    """All forms of a first name, in lower case.

    >>> {"anna", "anny", "annie", "annę", "anną"} <= first_name_forms("Anna")
    True
    >>> {"jerzego", "jerzemu"} <= first_name_forms("jerzy"), {"karla", "karlovi"} <= first_name_forms("karel", "cs")
    (True, True)
    """
    lower = name.lower()
    if language == DICTIONARY:
        forms = {form.lower() for form, read in declined(name.capitalize(), language) if "first_name" in read.names}
        return frozenset(forms | {lower}) if forms else forms_by_endings(lower, "surname", language)
    return forms_by_endings(lower, "first_name", language)


@cache
def plain_first_names() -> frozenset[str]:
    """First names of all lists in the nominative, for addresses that know no letters with marks."""
    from postulat.extract.characters.letters import WITHOUT_MARKS

    return frozenset(row["name"].translate(WITHOUT_MARKS).lower() for row in rows("first_names") if row["ambiguous"] != "yes")
