"""Reports of what somebody else said or what the law says: clauses of an answer that are no verdict of the office.

"Wnioskodawca wnosi o uwzględnienie działki" tells a request, "The Act provides that late comments are not considered" a rule.
"""

from __future__ import annotations

from collections.abc import Sequence

from postulat.normalize.stance.clauses import Clause, role
from postulat.normalize.stance.parsing import parsed
from postulat.normalize.stance.sentences import Span, once_a_sentence, sentences
from postulat.normalize.stance.words import Word

REACH = 6
"""Words at most between who says something and the verb of saying."""
TELLING = ("passive_participle", "unknown", "other")
"""Classes of words that may be the verb of saying where no finite verb follows."""
TOLD_ON = ("that", "aim", "condition", "reason", "relative", "question", "comparison")
"""Kinds of clauses after a report that still belong to it."""


def reports(text: str, language: str) -> list[Span]:
    """The spans of a text that report what a submitter asks or says, or what the law provides in a that-clause.

    >>> text = "The commenter asks that the rule be withdrawn. The Board agrees."
    >>> [text[start:end] for start, end in reports(text, "en")]
    ['The commenter asks', 'that the rule be withdrawn']
    """
    return [
        (start + first, start + last) for start, end in sentences(text) for first, last in reports_in(text[start:end], language)
    ]


@once_a_sentence
def reports_in(sentence: str, language: str) -> tuple[Span, ...]:
    """The spans of a sentence that report."""
    found: list[Span] = []
    if not role("submitter", language):
        return ()
    teller = ""
    for clause in parsed(sentence, language).clauses:
        if tells(clause, "submitter", "asks", language) or in_letter(clause, language):
            teller = "submitter"
            found.append((clause.start, clause.end))
        elif tells(clause, "law", "provides", language):
            teller = "law"
        elif teller and clause.kind in (TOLD_ON if teller == "submitter" else ("that",)):
            found.append((clause.start, clause.end))
        else:
            teller = ""
    return tuple(found)


def tells(clause: Clause, who: str, verb: str, language: str) -> bool:
    """Whether the subject of a clause is a word of a role, and its verb one of another."""
    words = clause.words
    for index, word in enumerate(words):
        if not is_of(word, who, language) or not may_be_subject(words, index):
            continue
        ahead = words[index + 1 : index + 1 + REACH]
        first = next((other for other in ahead if other.finite and other.word_class != "auxiliary"), None)
        if first is not None:
            return is_of(first, verb, language)
        return any(is_of(other, verb, language) for other in ahead if other.word_class in TELLING)
    return False


def in_letter(clause: Clause, language: str) -> bool:
    """Whether a clause tells without a subject of its own what stands in a comment ("W uwadze wskazano, że …")."""
    words = clause.words
    for index, word in enumerate(words[1:], 1):
        if is_of(word, "letter", language) and any(
            other.text in role("within", language) for other in words[max(0, index - 2) : index]
        ):
            ahead = words[index + 1 : index + 1 + REACH]
            return any(is_of(other, "asks", language) and not other.has("person", "1") for other in ahead)
    return False


def is_of(word: Word, name: str, language: str) -> bool:
    """Whether a word, or a lemma of it, has a role."""
    known = role(name, language)
    return word.text in known or not known.isdisjoint(word.bases)


def may_be_subject(words: Sequence[Word], index: int) -> bool:
    """Whether a word can be a subject where it stands: in the nominative, or without a case and not after a preposition."""
    if index and words[index - 1].word_class == "preposition":
        return False
    return words[index].in_case("nominative") or not any(reading.cases for reading in words[index].readings)
