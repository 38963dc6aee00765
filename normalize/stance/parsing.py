"""The parse of a sentence: its clauses and the predicates of each, made once for all readers that ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from postulat.normalize.stance.clauses import Clause, clauses, role
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
    return ParsedSentence(tuple(parts), tuple(backshifted(parts, [tuple(predicates(part, language)) for part in parts], language)))


def backshifted(parts: Sequence[Clause], found: Sequence[tuple[Predicate, ...]], language: str) -> Iterator[tuple[Predicate, ...]]:
    """The predicates of clauses; of what was told, a conditional is the future that it was, and what was past then is done.

    >>> [one.tense for one in parsed("The officer confirmed that the sign would be replaced", "en").predicates[1]]
    ['fut']
    """
    telling = role("tells", language)
    told = False
    for part, predicates_here in zip(parts, found, strict=True):
        if part.kind != "that":
            told = bool(telling) and told_once(part, telling)
        elif told:
            perfect = any(word.finite and "have" in word.bases and word.has("tense", "past") for word in part.words)
            shifted = {"cond": "fut", **({"past": "plup"} if perfect else {})}
            predicates_here = tuple(one._replace(tense=shifted.get(one.tense, one.tense)) for one in predicates_here)
        yield predicates_here


def told_once(part: Clause, telling: frozenset[str]) -> bool:
    """Whether a clause tells something in the past ("noted", "it was agreed")."""
    past = any(word.finite and word.has("tense", "past") for word in part.words)
    return past and any(not telling.isdisjoint(word.bases) for word in part.words)
