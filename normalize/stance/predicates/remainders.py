"""Remainders: what a clause tells of the rest of several things, so that a deed is done only in part.

"Z pięciu ulic wyremontujemy dwie", "The name was changed, the default was not", "The second was voted down".
"""

from __future__ import annotations

from postulat.normalize.stance.clauses import Clause, role
from postulat.normalize.stance.parsing import ParsedSentence
from postulat.normalize.stance.predicates.predicate import Predicate

REST_WORDS = 3
"""Words at the head of a clause that tell that it speaks of the rest."""
OUT_OF_REACH = 2
"""Words at most from "of" to the number that a part is of."""


def only_in_part(sentence: ParsedSentence, number: int, predicate: Predicate, language: str) -> bool:
    """Whether a predicate of a clause is told of a part alone."""
    clause = sentence.clauses[number]
    if some_of(clause, language) or rest_denied(clause, predicate, language):
        return True
    return number + 1 < len(sentence.clauses) and left_out(sentence, number + 1, language)


def of_rest(clause: Clause, language: str) -> bool:
    """Whether a clause speaks of what is left of several things ("The second, on charging, …", "Die übrigen …")."""
    return any(word.text in role("rest", language) for word in clause.words[:REST_WORDS])


def some_of(clause: Clause, language: str) -> bool:
    """Whether a clause tells how many of how many ("Z pięciu ulic wyremontujemy dwie", "two of the five")."""
    numbers, out_of = role("number", language), role("out_of", language)
    words = [word.text for word in clause.words]
    for index, text in enumerate(words):
        if text in out_of and not numbers.isdisjoint(words[index + 1 : index + 1 + OUT_OF_REACH]):
            return not numbers.isdisjoint([*words[:index], *words[index + 1 + OUT_OF_REACH :]])
    return False


def left_out(sentence: ParsedSentence, number: int, language: str) -> bool:
    """Whether a clause only denies what the one before it says ("The name was changed, the default was not")."""
    words = sentence.clauses[number].words
    return not sentence.predicates[number] and len(words) > 1 and words[-1].text in role("negation", language)


def rest_denied(clause: Clause, predicate: Predicate, language: str) -> bool:
    """Whether a clause ends in a denial of the rest ("wird im Norden gefolgt, im Süden nicht", "w pozostałym zakresie nie")."""
    after = [word.text for word in clause.words if word.start >= predicate.end]
    if predicate.negative or not after:
        return False
    return after[-1] in role("negation", language) or not role("negation_anywhere", language).isdisjoint(after)
