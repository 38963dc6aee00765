"""Reports of what somebody else said or what the law says: clauses of an answer that are no verdict of the office.

"Wnioskodawca wnosi o uwzględnienie działki" tells a request, "The Act provides that late comments are not considered" a rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from postulat.normalize.morphology.analysis import MOST_FORMS
from postulat.normalize.stance.clauses import Clause, role
from postulat.normalize.stance.parsing import parsed
from postulat.normalize.stance.sentences import TEXTS_KEPT, Span, once_a_sentence, sentences
from postulat.normalize.stance.words import Word, WordForm

REACH = 6
"""Words at most between who says something and the verb of saying."""
TELLING = ("passive_participle", "unknown", "other")
"""Classes of words that may be the verb of saying where no finite verb follows."""
TELLERS = {"submitter": "asks", "law": "provides"}
"""Who may tell something, and the role of the verb with which."""
TOLD_ON = {"submitter": ("that", "aim", "condition", "reason", "relative", "question", "comparison"), "law": ("that",)}
"""Kinds of clauses after a report that still belong to it."""
ROLES = ("submitter", "asks", "law", "provides", "letter", "within")


@lru_cache(maxsize=TEXTS_KEPT)
def reports(text: str, language: str, among: tuple[Span, ...] | None = None) -> tuple[Span, ...]:
    """The spans of a text that report what a submitter asks or says, or what the law provides in a that-clause; with `among`
    those in some of its sentences.

    >>> text = "The commenter asks that the rule be withdrawn. The Board agrees."
    >>> [text[start:end] for start, end in reports(text, "en")]
    ['The commenter asks', 'that the rule be withdrawn']
    """
    found: list[Span] = []
    for start, end in sentences(text) if among is None else among:
        found += [(start + first, start + last) for first, last in reports_in(text[start:end], language)]
    return tuple(found)


@once_a_sentence
def reports_in(sentence: str, language: str) -> tuple[Span, ...]:
    """The spans of a sentence that report."""
    found: list[Span] = []
    teller = ""
    for clause in parsed(sentence, language).clauses:
        own = teller_of(clause, language)
        if own == "submitter" or (not own and teller and clause.kind in TOLD_ON[teller]):
            found.append((clause.start, clause.end))
            teller = own or teller
        else:
            teller = own
    return tuple(found)


def teller_of(clause: Clause, language: str) -> str:
    """Who tells something in a clause: the submitter, also in a letter ("W uwadze wskazano, że …"), the law, or nobody of them."""
    words = clause.words
    for index, word in enumerate(words):
        roles = roles_of(word.form, language)
        if not roles:
            continue
        for who, verb in TELLERS.items():
            if who in roles and may_be_subject(words, index) and says(words[index + 1 : index + 1 + REACH], verb, language):
                return who
        if "letter" in roles and any("within" in roles_of(other.form, language) for other in words[max(0, index - 2) : index]):
            ahead = words[index + 1 : index + 1 + REACH]
            if any("asks" in roles_of(other.form, language) and not other.has("person", "1") for other in ahead):
                return "submitter"
    return ""


def says(ahead: Sequence[Word], verb: str, language: str) -> bool:
    """Whether the first verb of some words has a role; without a finite one, any participle or unknown word."""
    first = next((word for word in ahead if word.finite and word.word_class != "auxiliary"), None)
    if first is not None:
        return verb in roles_of(first.form, language)
    return any(verb in roles_of(word.form, language) for word in ahead if word.word_class in TELLING)


@lru_cache(maxsize=MOST_FORMS)
def roles_of(form: WordForm, language: str) -> frozenset[str]:
    """The roles in a report that a form, or a lemma of it, can have."""
    known = {name: role(name, language) for name in ROLES}
    return frozenset(name for name, words in known.items() if form.text in words or not words.isdisjoint(form.bases))


def may_be_subject(words: Sequence[Word], index: int) -> bool:
    """Whether a word can be a subject where it stands: in the nominative, or without a case and not after a preposition."""
    if index and words[index - 1].word_class == "preposition":
        return False
    return words[index].in_case("nominative") or not any(reading.cases for reading in words[index].readings)
