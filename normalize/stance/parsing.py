"""The parse of a sentence: its clauses and the predicates of each, made once for all readers that ask."""

from __future__ import annotations

from typing import NamedTuple

from postulat.normalize.stance.clauses import Clause, clauses
from postulat.normalize.stance.predicates.predicate import Predicate, predicates
from postulat.normalize.stance.sentences import once_a_sentence

AFTER = " .\n"
"""What may stand behind a sentence and is no part of its words."""


class ParsedSentence(NamedTuple):
    """The clauses of a sentence, and the predicates of each; places count from the beginning of the sentence."""

    clauses: tuple[Clause, ...]
    predicates: tuple[tuple[Predicate, ...], ...]


def parsed(sentence: str, language: str) -> ParsedSentence:
    """A sentence in a language, taken apart.

    >>> found = parsed("Nie planujemy zmian.", "pl")
    >>> [(one.name, one.negative) for one in found.predicates[0]]
    [('plan', True)]
    """
    return parsed_words(sentence.rstrip(AFTER), language)


@once_a_sentence
def parsed_words(sentence: str, language: str) -> ParsedSentence:
    """A sentence without what stands behind its last word."""
    parts = clauses(sentence, 0, len(sentence), language)
    return ParsedSentence(tuple(parts), tuple(tuple(predicates(part, language)) for part in parts))
