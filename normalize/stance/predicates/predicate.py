"""Predicates of a clause: what is said to happen, whether it is denied, when, and by whom.

`heads` tells which words can be one and of what class, `governors` the polarity, tense and actor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from postulat.normalize.stance.attributes import (
    after_preposition,
    attributive,
    auxiliary,
    bare_after_be,
    describes,
    determined,
    named,
    oblique,
)
from postulat.normalize.stance.clauses import Clause, role
from postulat.normalize.stance.predicates.governors import already, by_office, denied, governor_of, tense_of
from postulat.normalize.stance.predicates.heads import PredicateHead, listed, may_come, may_tell, open_lemma, row_for, with_particle
from postulat.normalize.stance.words import Word

NEGATION_REACH = 3
"""Words at most between a negation and what it denies, where the verb between them is an auxiliary."""
AFTER_PREPOSITION = (
    "competent",
    "scope",
    "note",
    "decides",
    "consider",
    "relate",
    "explain",
    "thank",
    "can",
    "depend",
    "commission",
)
"""Classes whose nouns also tell something after a preposition ("w gestii"); others do not ("do potrzeb", "z uwzględnieniem")."""
NAMED_AS_SUBJECT = ("refuse", "oppose", "keep", "depend")
"""Classes whose nouns tell something only where they name what is done ("Odmowa z powodu …", not "z odmową")."""
ATTRIBUTES = ("competent", "scope", "lack", "refuse", "oppose", "depend")
"""Classes whose nouns tell nothing as the attribute of another noun ("zmiana zakresu kompetencji")."""
VERBS = ("take", "agree", "plan", "carry", "edit", "announce", "instruct", "consider", "moot", "burden", "glad")
"""Classes of verbs: what sounds like one of them after a determiner is a noun."""
DEEDS = ("carry", "edit", "plan")
"""Classes of verbs that do not stand after "be" without an ending."""
OPEN_CLASS = "do"
"""The class of any other verb of a deed that is done once."""


class Predicate(NamedTuple):
    """A predicate of a clause. `tense` is one of past, perf, pres, state, fut, back, modal, cond, inf, imp."""

    name: str
    lemma: str
    negative: bool
    tense: str
    office: bool
    already: bool
    start: int
    end: int
    specific: bool = False
    dated: bool = False

    @property
    def cells(self) -> frozenset[str]:
        """The names of `verdict_meanings.csv` that hold of the predicate."""
        names = {"any", self.tense}
        if self.office:
            names.add(f"{self.tense}-office")
        if self.already and self.tense in ("past", "perf", "pres", "state", "modal"):
            names.add("already")
        if self.dated and self.tense in ("past", "perf"):
            names.add("dated")
        return frozenset(names)

    def words(self) -> str:
        """The predicate as `explain` prints it: "plan (planować), denied, pres"."""
        marks = [f"{self.name} ({self.lemma})", *(["denied"] if self.negative else []), self.tense]
        return ", ".join([*marks, *(["already"] if self.already else [])])


def predicates(clause: Clause, language: str) -> Iterator[Predicate]:
    """The predicates of a clause, in order."""
    seen: set[tuple[str, str]] = set()
    for index, word in enumerate(clause.words):
        may = may_tell(word.form, language) or (word.word_class == "verb" and with_particle(clause.words, index, language))
        if not may or not can_be(clause.words, index, language):
            continue
        governor = governor_of(clause.words, index, language)
        negative = denied(clause.words, index, governor, language)
        found = row_for(clause.words, index, negative, language)
        if found is not None and (
            beside(clause.words, index, found[0], language) or in_front(clause.words, index, found, language)
        ):
            continue
        if found is None:
            lemma = open_lemma(word.form, language) or to_come(clause.words, index, governor, language)
            if lemma is None or (governor is None and word.word_class == "passive_participle"):
                continue
            name, end, specific = OPEN_CLASS, word.end, False
        else:
            head, lemma, partner = found
            name, specific = head.name, bool(head.companions)
            end = max(word.end, partner.end if partner else 0)
        if (name, lemma) in seen:
            continue
        seen.add((name, lemma))
        first = min(word.start, clause.words[governor].start if governor is not None else word.start)
        if found is not None and found[2] is not None:
            first = min(first, found[2].start)
        yield Predicate(
            name,
            lemma,
            negative,
            tense_of(clause.words, index, governor, language),
            by_office(clause.words, index, governor, language),
            already(clause.words, index, governor, language),
            first,
            max(end, clause.words[governor].end if governor is not None else 0),
            specific,
            already(clause.words, index, governor, language, "dated"),
        )


def beside(found: Sequence[Word], index: int, head: PredicateHead, language: str) -> bool:
    """Whether a word of a class only belongs to another word where it stands, so that it says nothing."""
    word, name = found[index], head.name
    if name not in AFTER_PREPOSITION and after_preposition(found, index, language):
        return True
    if (name in NAMED_AS_SUBJECT and oblique(word)) or named(word):
        return True
    if name in ATTRIBUTES and attributive(found, index, language):
        return name != "lack" or any(other.finite for other in found[:index])
    if name == "competent" and auxiliary(word, language) == "modal":
        return any(other.word_class == "infinitive" for other in found[index + 1 :])
    if name not in VERBS or head.companions:
        return False
    return determined(found, index, language) or (name in DEEDS and bare_after_be(found, index, language))


def in_front(found: Sequence[Word], index: int, row: tuple[PredicateHead, str, Word | None], language: str) -> bool:
    """Whether the companion of a statement of competence only names the field at the head ("W zakresie właściwości działu …")."""
    head, _, partner = row
    if head.name != "competent" or partner is None or partner.start > found[index].start:
        return False
    return attributive(found, found.index(partner), language)


def can_be(found: Sequence[Word], index: int, language: str) -> bool:
    """Whether a word can be a predicate where it stands: a participle only in the nominative and not after a preposition."""
    word = found[index]
    before = found[index - 1] if index else None
    if word.word_class == "converb":
        return False
    if word.word_class == "active_participle":
        reach = 1 if word.readings[0].cases else NEGATION_REACH
        return any(auxiliary(other, language) == "be" and other.finite for other in found[max(0, index - reach) : index])
    if word.word_class == "gerund":
        return index == 1 and before is not None and before.word_class == "preposition" and not any(w.finite for w in found)
    if word.word_class in ("passive_participle", "adjective") and word.readings[0].cases:
        if not word.in_case("nominative") and not (word.word_class == "adjective" and word.in_case("instrumental")):
            return False
        if word.word_class == "passive_participle" and describes(found, index, language):
            return False
        return before is None or before.word_class != "preposition"
    if word.word_class == "passive_participle" and describes(found, index, language):
        return False
    if before is not None and before.word_class == "preposition" and word.word_class in ("verb", "infinitive"):
        return listed(word.text, language) or before.text in role("infinitive", language)
    return True


def to_come(found: Sequence[Word], index: int, governor: int | None, language: str) -> str | None:
    """The lemma of a verb of the open class that tells of a deed to come ("will be reopened", "nebudou vystaveny")."""
    if governor is None or not may_come(found[index].form, language):
        return None
    return min(found[index].bases) if tense_of(found, index, governor, language) in ("fut", "back") else None
