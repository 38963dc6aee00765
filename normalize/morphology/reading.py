"""What a word form can be: a lemma with its word class and grammatical categories."""

from __future__ import annotations

from typing import Literal, NamedTuple

WordClass = Literal[
    "verb",
    "infinitive",
    "passive_participle",
    "active_participle",
    "converb",
    "gerund",
    "predicative",
    "auxiliary",
    "noun",
    "adjective",
    "adverb",
    "numeral",
    "pronoun",
    "preposition",
    "conjunction",
    "particle",
    "abbreviation",
    "interjection",
    "other",
    "unknown",
]
"""`verb` is a finite one; `predicative` an uninflected predicate such as the Polish “można”; `unknown` a form in no dictionary."""


class Reading(NamedTuple):
    """One way to read a word form. A category that the form does not tell is empty.

    `tense` is past, present or future; `aspect` perfective or imperfective; `mood` indicative, conditional or imperative; `person`
    1, 2, 3 or impersonal; `number` singular or plural; `voice` active or passive; `cases` and `genders` all that the form can be.
    `negative` says that the form itself holds a negation ("nieuwzględniona", "neplánuje"); `names` what kind of name it can be:
    first_name, surname, place, other.
    """

    lemma: str
    word_class: WordClass
    tense: str = ""
    aspect: str = ""
    mood: str = ""
    person: str = ""
    number: str = ""
    voice: str = ""
    negative: bool = False
    cases: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
