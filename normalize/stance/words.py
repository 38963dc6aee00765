"""The words of a sentence, each with the reading that its neighbours leave it: part-of-speech disambiguation without a tagger."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from postulat.normalize.morphology.analysis import MOST_FORMS, analyse
from postulat.normalize.morphology.reading import Reading, WordClass
from postulat.normalize.vocabulary.phrases import rows

WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?|§|[✓✗✔✘☑☒]")
SHORT = 4
"""Letters at most of a word that is taken for a preposition, a conjunction or a particle where it can be one."""

FINITE: tuple[WordClass, ...] = ("verb", "predicative", "auxiliary")
FUNCTION: tuple[WordClass, ...] = ("preposition", "conjunction", "particle")
BARE: dict[str, WordClass] = {"infinitive": "infinitive", "auxiliary": "infinitive", "pronoun": "verb", "particle": "infinitive"}
"""What a form without an ending is after a word of a class, in a language where verbs and nouns sound alike."""
PREFERRED: tuple[WordClass, ...] = (
    "auxiliary",
    "verb",
    "predicative",
    "infinitive",
    "passive_participle",
    "active_participle",
    "converb",
    "adverb",
    "noun",
    "adjective",
    "gerund",
)
"""Of several word classes the first stands, after what the words around rule out."""


@dataclass(frozen=True, slots=True, eq=False)
class WordForm:
    """What a form is after a word of a class, wherever it stands, and what it tells of the next word.

    Each form is made once, and what is asked of it is kept under it: the same few thousand come again and again.
    """

    text: str
    readings: tuple[Reading, ...]
    bases: frozenset[str]
    word_class: WordClass
    finite: bool
    context: str = ""


class Word(NamedTuple):
    """A word in its place, with the readings left to it, which are of one word class."""

    text: str
    start: int
    end: int
    readings: tuple[Reading, ...]
    bases: frozenset[str]
    """The lemmas of the readings, in small letters."""
    word_class: WordClass
    finite: bool
    form: WordForm
    capital: bool = False
    """Whether it is written with a capital, though it does not begin the sentence."""

    def read_as(self, readings: tuple[Reading, ...]) -> Word:
        """The word with other readings, of one class; its lemmas stay those of the form."""
        form = form_read_as(self.text, readings, self.bases)
        return self._replace(readings=readings, word_class=form.word_class, finite=form.finite, form=form)

    def lemmas(self) -> frozenset[str]:
        return self.bases

    def has(self, category: str, value: str) -> bool:
        return form_has(self.form, category, value)

    def in_case(self, case: str) -> bool:
        return case in cases_of(self.form)


@lru_cache(maxsize=MOST_FORMS)
def form_read_as(text: str, readings: tuple[Reading, ...], bases: frozenset[str]) -> WordForm:
    """A form with the readings that its clause leaves it, made once like any other."""
    name = readings[0].word_class
    return WordForm(text, readings, bases, name, name in FINITE)


@lru_cache(maxsize=MOST_FORMS)
def form_has(form: WordForm, category: str, value: str) -> bool:
    return any(getattr(reading, category) == value for reading in form.readings)


@lru_cache(maxsize=MOST_FORMS)
def cases_of(form: WordForm) -> frozenset[str]:
    """The cases of all readings of a form."""
    return frozenset(case for reading in form.readings for case in reading.cases)


def words(text: str, start: int, end: int, language: str) -> list[Word]:
    """The words between two places, each with its readings after the word before it."""
    found: list[Word] = []
    before = ""
    for match in WORD.finditer(text, start, end):
        written = match[0]
        form = in_context(written, before, language)
        first, last = match.span()
        capital = bool(found) and written[0].isupper()
        found.append(Word(form.text, first, last, form.readings, form.bases, form.word_class, form.finite, form, capital))
        before = form.context
    return found


@lru_cache(maxsize=MOST_FORMS)
def in_context(form: str, before: str, language: str) -> WordForm:
    """The readings of a form that stand after a word of a class, and their lemmas.

    What a word tells of the next: after a determiner, a preposition or an adjective no finite verb stands.
    """
    readings = chosen(form.replace("’", "'"), before, language)
    lower, name = form.lower(), readings[0].word_class
    context = next((role for role in ("determiner", "infinitive") if lower in marks(role, language)), name)
    if context == "adverb" and before in BARE:
        context = before  # "we also agree": what stands behind an adverb depends on the word before it.
    return WordForm(lower, readings, frozenset(reading.lemma.lower() for reading in readings), name, name in FINITE, context)


def chosen(form: str, before: str, language: str) -> tuple[Reading, ...]:
    """The readings of a form that stand after a word of the class `before`.

    >>> [reading.word_class for reading in chosen("zostanie", "noun", "pl")], chosen("ma", "noun", "pl")[0].lemma
    (['verb'], 'mieć')
    """
    readings = analyse(form, language)
    form = form.lower()
    if preferred := choices(language).get(form):
        readings = tuple(reading for reading in readings if (reading.lemma, reading.word_class) == preferred) or readings
    classes = {reading.word_class for reading in readings}
    if classes <= {"other", "unknown"} and before in BARE and not marks("separable", language):
        return tuple(without_ending(reading, before, language) for reading in readings)
    if len(classes) == 1:
        return readings
    if "passive_participle" in classes and before in ("auxiliary", "adverb", "particle", "passive_participle"):
        classes -= {"verb"}
    if len(form) <= SHORT:
        for name in FUNCTION:
            if name in classes:
                return of_class(readings, name)
    nominal = classes & {"noun", "adjective", "gerund"}
    if nominal and before in ("preposition", "determiner", "adjective", "numeral"):
        classes -= {"verb", "predicative", "infinitive"}
    if "noun" in classes and all(r.mood == "imperative" for r in readings if r.word_class == "verb"):
        classes -= {"verb"}
    if "noun" in classes and all(r.person == "1" and r.number == "singular" for r in readings if r.word_class == "verb"):
        classes -= {"verb"}
    if {"adjective", "noun"} <= classes and substantivised(readings):
        classes -= {"noun"}
    if "adjective" in classes and any(r.lemma in adjectives(language) for r in readings if r.word_class == "adjective"):
        classes -= {"passive_participle", "active_participle", "noun"}
    left = of_class(readings, next((name for name in PREFERRED if name in classes), readings[0].word_class))
    lasting = tuple(reading for reading in left if reading.aspect == "imperfective")
    return lasting if lasting and left[0].word_class == "verb" else left


def without_ending(reading: Reading, before: str, language: str) -> Reading:
    """What a form without an ending is after a word of a class; one that is no lemma is an irregular past ("was redrawn")."""
    if reading.word_class == "other" and marks("infinitive", language):
        if before == "auxiliary":
            return reading._replace(word_class="passive_participle", voice="passive")
        if before == "pronoun":
            return reading._replace(word_class="verb", tense="past")
    return reading._replace(word_class=BARE[before])


def substantivised(readings: tuple[Reading, ...]) -> bool:
    """Whether the noun that a form can be is but its adjective used as one ("obecny", "obecna")."""
    lemmas = {reading.lemma for reading in readings if reading.word_class == "adjective"}
    return any(reading.lemma in lemmas for reading in readings if reading.word_class == "noun")


def of_class(readings: tuple[Reading, ...], name: WordClass) -> tuple[Reading, ...]:
    return tuple(reading for reading in readings if reading.word_class == name)


@cache
def choices(language: str) -> dict[str, tuple[str, str]]:
    """Forms of several readings of which officialese uses one."""
    return {row["form"]: (row["lemma"], row["word_class"]) for row in rows("reading_choices") if row["language"] == language}


@cache
def marks(role: str, language: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("clause_words") if row["language"] == language and row["role"] == role)


@cache
def adjectives(language: str) -> frozenset[str]:
    """Adjectives that are predicates of verdicts, though they sound like participles ("uzasadniony")."""
    return frozenset(
        lemma for row in rows("predicates") if row["language"] == language for lemma in row["lemmas"].split("|") if lemma
    )
