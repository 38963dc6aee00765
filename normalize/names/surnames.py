"""Surnames of persons: which a word may be, in any case, how likely it is one, and how each is inflected."""

from __future__ import annotations

from functools import cache, lru_cache

from postulat.normalize.morphology.analysis import analyse, declined
from postulat.normalize.names.first_names import DICTIONARY, MOST_FORMS, is_plain_word
from postulat.normalize.names.paradigms import NameReading, forms_by_endings, read_by_endings
from postulat.normalize.vocabulary.phrases import rows

LISTED = 2.0
"""A surname of a dictionary or list, or one whose end only surnames have."""
ALSO_A_WORD = 1.5
UNKNOWN = 1.0
"""A word of no dictionary."""
UNLISTED_WORD = 0.75
"""A word of a dictionary that tells no surnames from words, in a language that writes nouns small."""
WORD = 0.25
PLACE = -1.0
LETTERS_BEFORE_END = 2
"""Letters that a surname has at least before an ending by which it is told."""
CAPITAL_NOUNS = frozenset({"de"})
"""Languages that write every noun with a capital."""


@lru_cache(maxsize=MOST_FORMS)
def surname_readings(word: str, language: str) -> tuple[NameReading, ...]:
    """The surnames that a word, or one part of a double one, may be; where no dictionary has it, by its ending.

    >>> [found.nominative for found in surname_readings("Kowalskiego", "pl")][0]
    'kowalski'
    >>> "trzaskowniak" in {found.nominative for found in surname_readings("Trzaskowniakowi", "pl")}
    True
    """
    found: dict[NameReading, None] = {}
    if language == DICTIONARY:
        for read in analyse(word, DICTIONARY):
            if "surname" in read.names:
                found |= {
                    NameReading(read.lemma.lower(), case, read.number, of): None
                    for case in read.cases
                    for of in read.genders or ("",)
                }
        if found:
            return tuple(found)
        if wives := wife_readings(word):
            return wives
    lower = word.lower()
    if lower in listed(language) or language not in languages_with_endings():
        return (NameReading(lower, "nominative", "singular"),)
    found |= dict.fromkeys(read_by_endings(word, "surname", language))
    known = [read for read in found if read.nominative in listed(language)]
    if known:
        return tuple(known)
    if found and (language == DICTIONARY or lower.endswith(long_endings(language))):
        return tuple(found)
    return (*found, NameReading(lower, "nominative", "singular", "f" if lower.endswith(("á", "ová")) else ""))


@cache
def long_endings(language: str) -> tuple[str, ...]:
    """Endings of two letters and more that only other cases than the nominative have."""
    forms = {form for row in rows("name_endings") if row["language"] == language for form in row["forms"].split("|")}
    return tuple(sorted(form for form in forms if len(form) > 1))


def wife_readings(word: str) -> tuple[NameReading, ...]:
    """The husband's surname of "Bednarzowa", where the dictionary has it."""
    reads = [read for read in read_by_endings(word, "surname", DICTIONARY) if read.case == "oblique"]
    return tuple(read for read in reads if any("surname" in x.names for x in analyse(read.nominative.capitalize(), DICTIONARY)))


@lru_cache(maxsize=MOST_FORMS)
def surname_weight(word: str, language: str) -> float:
    """How much a word with a capital speaks for a surname: less where it is a word or a place, too.

    >>> surname_weight("Kowalska", "pl"), surname_weight("Wilk", "pl"), surname_weight("Trzaskowniakowi", "pl")
    (2.0, 1.5, 2.0)
    >>> surname_weight("Uwagi", "pl"), surname_weight("Müller", "de"), surname_weight("Ashcombe", "en")
    (0.25, 2.0, 2.0)
    """
    lower = word.lower()
    reads = analyse(word, DICTIONARY) if language == DICTIONARY else ()
    if reads:
        of_person = any("surname" in read.names for read in reads)
        as_word = any(not read.names and read.word_class == "noun" for read in reads)
        if of_person and any("place" in read.names for read in reads):
            return UNKNOWN
        if of_person:
            return ALSO_A_WORD if as_word else LISTED
        if has_surname_end(lower, language) or (lower.endswith(WIVES) and wife_readings(word)):
            return LISTED
        if any("place" in read.names for read in reads):
            return PLACE
        if any(read.word_class != "unknown" and "first_name" not in read.names for read in reads):
            return WORD
        return LISTED if lower in everywhere() else UNKNOWN
    if lower in listed(language) or any(read.nominative in listed(language) for read in surname_readings(word, language)):
        return LISTED
    if has_surname_end(lower, language) or lower in abroad():
        return LISTED
    if is_plain_word(lower, language):
        return WORD if language in CAPITAL_NOUNS and is_noun(lower, language) else UNLISTED_WORD
    foreign = lower in everywhere() or any(has_surname_end(lower, other) for other in languages_with_endings())
    return LISTED if foreign else UNKNOWN


def is_noun(lower: str, language: str) -> bool:
    """Whether a dictionary writes a word with a capital, where nouns have one."""
    import simplemma

    return simplemma.lemmatize(lower, lang=language)[:1].isupper()


def has_surname_end(lower: str, language: str) -> bool:
    """Whether a word ends as only surnames of a language do, in any case."""
    return lower[LETTERS_BEFORE_END:].endswith(surname_ends(language))


@cache
def surname_ends(language: str) -> tuple[str, ...]:
    return tuple(row["ending"] for row in rows("surname_ends") if row["language"] == language)


@cache
def listed(language: str) -> frozenset[str]:
    return frozenset(row["name"].lower() for row in rows("surnames") if row.get("language") == language)


@cache
def abroad() -> frozenset[str]:
    """Surnames of the list of no language, which are words of none of ours."""
    return frozenset(row["name"].lower() for row in rows("surnames") if "language" not in row)


@cache
def everywhere() -> frozenset[str]:
    return frozenset(row["name"].lower() for row in rows("surnames"))


@cache
def languages_with_endings() -> frozenset[str]:
    return frozenset({DICTIONARY, *(row["language"] for row in rows("name_endings"))})


@lru_cache(maxsize=MOST_FORMS)
def surname_forms(surname: str, language: str = DICTIONARY) -> frozenset[str]:
    """All forms of a surname or of one part of a double one, of men, women and families, in lower case.

    >>> {"kowalskiego", "kowalskim"} <= surname_forms("Kowalski"), {"kowalskiej", "kowalską"} <= surname_forms("Kowalska")
    (True, True)
    >>> {"nowaka", "nowakiem", "nowaków"} <= surname_forms("Nowak"), {"zarębie", "zarębę"} <= surname_forms("Zaręba")
    (True, True)
    """
    by_ending = forms_by_endings(surname, "surname", language)
    if language != DICTIONARY:
        return by_ending
    forms = {form.lower() for form, read in declined(surname.capitalize(), language) if "surname" in read.names}
    return frozenset(forms | {surname.lower()} | {form for form in by_ending if form.endswith(FAMILY)}) if forms else by_ending


WIVES = ("owa", "owej", "ową")
FAMILY = ("owa", "owej", "ową", "owie", "ów", "om", "ami", "ach")
"""Ends of forms for wives and families, which the dictionary does not give for every surname."""
