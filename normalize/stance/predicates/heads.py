"""The rows of `predicates.csv` as a clause is searched for them: head lemmas, their companions, and the open class.

A head is a lemma, for some with a companion lemma near by ("prowadzić" with "praca"); its row gives it a class such as *plan*.
Any other verb of a deed that is done once is of the open class.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from postulat.normalize.morphology.analysis import MOST_FORMS
from postulat.normalize.stance.attributes import auxiliaries
from postulat.normalize.stance.clauses import role
from postulat.normalize.stance.words import Word, WordForm, cases_of
from postulat.normalize.vocabulary.phrases import rows

COMPANION_REACH = 9
"""Words at most between a head and its companion."""
NEGATIVE_COMPANION = "-"
"""A companion that asks for a negation."""
NO_LEMMAS: frozenset[str] = frozenset()


class PredicateHead(NamedTuple):
    """A row of `predicates.csv` under one of its lemmas."""

    name: str
    companions: frozenset[str]
    rank: int


@cache
def heads(language: str) -> dict[str, tuple[PredicateHead, ...]]:
    """The rows of a language under each lemma, those with a companion first."""
    found: dict[str, list[PredicateHead]] = {}
    for rank, row in enumerate(rows("predicates")):
        if row["language"] == language:
            head = PredicateHead(row["class"], frozenset(filter(None, row["with"].lower().split("|"))), rank)
            for lemma in row["lemmas"].split("|"):
                found.setdefault(lemma.lower(), []).append(head)
    return {lemma: tuple(sorted(some, key=lambda head: (not head.companions, head.rank))) for lemma, some in found.items()}


def listed(text: str, language: str) -> bool:
    """Whether a word stands as a head in `predicates.csv`."""
    return text in heads(language)


@lru_cache(maxsize=MOST_FORMS)
def may_tell(form: WordForm, language: str) -> bool:
    """Whether a form is under the lemmas of `predicates.csv`, or of the open class, or can be the verb of a deed to come."""
    known = listed(form.text, language) or not heads(language).keys().isdisjoint(form.bases)
    return known or open_lemma(form, language) is not None or may_come(form, language)


@lru_cache(maxsize=MOST_FORMS)
def open_lemma(form: WordForm, language: str) -> str | None:
    """The lemma of a verb of the open class: perfective, or in the first person plural."""
    for reading in form.readings:
        if reading.lemma.lower() in auxiliaries(language):
            return None
        if reading.word_class in ("verb", "infinitive", "passive_participle") and (
            reading.aspect == "perfective" or (reading.person == "1" and reading.number == "plural")
        ):
            return reading.lemma.lower()
    return None


@lru_cache(maxsize=MOST_FORMS)
def may_come(form: WordForm, language: str) -> bool:
    """Whether a form can be the verb of a deed to come, in a language whose verbs have no aspect."""
    return form.word_class in ("passive_participle", "infinitive") and not any(
        reading.aspect or reading.lemma.lower() in auxiliaries(language) for reading in form.readings
    )


def with_particle(found: Sequence[Word], index: int, language: str) -> frozenset[str]:
    """The lemmas of a finite verb with the particle at the end of its clause that belongs to it ("lehnt … ab")."""
    if found[index].word_class != "verb" or index == len(found) - 1:
        return NO_LEMMAS
    last = found[-1].text
    if last not in role("separable", language):
        return NO_LEMMAS
    return frozenset(last + lemma for lemma in found[index].lemmas()) & heads(language).keys()


def row_for(found: Sequence[Word], index: int, negative: bool, language: str) -> tuple[PredicateHead, str, Word | None] | None:
    """The row of a word, its lemma and the companion that stood near it; a row with a companion before one without."""
    best: tuple[PredicateHead, str, Word | None] | None = None
    joined = with_particle(found, index, language)
    for lemma, head in under(joined, language) if joined else own_heads(found[index].form, language):
        if not head.companions:
            if best is None or (best[2] is None and not best[0].companions and head.rank < best[0].rank):
                best = (head, lemma, None)
            continue
        if NEGATIVE_COMPANION in head.companions:
            if negative and (best is None or not best[0].companions or head.rank < best[0].rank):
                best = (head, lemma, None)
            continue
        partner = companion(found, index, head.companions, role("office", language))
        if partner is not None and (best is None or not best[0].companions or head.rank < best[0].rank):
            best = (head, lemma, partner)
    return best


@lru_cache(maxsize=MOST_FORMS)
def own_heads(form: WordForm, language: str) -> tuple[tuple[str, PredicateHead], ...]:
    """The rows under a form and its lemmas."""
    return under(form.bases | {form.text}, language)


def under(lemmas: frozenset[str], language: str) -> tuple[tuple[str, PredicateHead], ...]:
    """The rows under some lemmas, each with its lemma."""
    table = heads(language)
    return tuple((lemma, head) for lemma in sorted(lemmas) for head in table.get(lemma, ()))


def companion(found: Sequence[Word], index: int, wanted: frozenset[str], offices: frozenset[str]) -> Word | None:
    """The nearest word with one of the lemmas, or one of the forms, within reach; no name of the office ("The Board takes …")."""
    first = max(0, index - COMPANION_REACH)
    reached = found[first : index + COMPANION_REACH + 1]
    near = [place for place, word in enumerate(reached, first) if place != index and accompanies(word.form, wanted)]
    for place in sorted(near, key=lambda place: (abs(place - index), place < index)) if len(near) > 1 else near:
        if place > index or not found[place].capital or found[place].text not in offices:
            return found[place]
    return None


@lru_cache(maxsize=MOST_FORMS)
def accompanies(form: WordForm, wanted: frozenset[str]) -> bool:
    """Whether a form is one of the companions; a lemma with `!` must be the subject."""
    if not wanted.isdisjoint(form.bases) or form.text in wanted:
        return True
    return "nominative" in cases_of(form) and any(f"{lemma}!" in wanted for lemma in form.bases)
