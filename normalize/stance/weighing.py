"""Evidence for each stance an answer can have, from three readers, weighed to how likely the stance is.

The readers are phrases, grammar and wording. Each proposes what it found; `stance_weights.csv` says what a piece of evidence
weighs, settled by `benchmarks/stance_training.py` on labelled answers. The most likely
stance stands, and how likely it is gives its grade.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from postulat.normalize.evidence import Evidence
from postulat.normalize.records import STANCES
from postulat.normalize.stance.clauses import role
from postulat.normalize.stance.grammar import decide, verdicts
from postulat.normalize.stance.phrase_reader import stance_of_text
from postulat.normalize.stance.predicates.objections import agrees_by_denial
from postulat.normalize.stance.sentences import WORD, sentences
from postulat.normalize.stance.verdict import OPINION, UNCLEAR, Stance
from postulat.normalize.stance.wording_model import probabilities

WEIGHTS = Path(__file__).with_name("stance_weights.csv")
OBJECTION = " + objection"
"""The end of a rule that denies what the comment is against."""
TURNED_BY_OBJECTION = frozenset({"rejected", "moot"})
"""Stances of a deed that is denied or given up, which is consent where the comment is against it."""
LONG = 500
"""Characters from which an answer is long: one verdict of it says less."""
UNCLEAR_BESIDE_RULES = 0.05
"""How likely by its wording an answer is at most to say nothing, where a rule found that it says something."""
UNLIKELY = 0.005
"""The least a stance's likelihood by wording counts as."""


class Readings(NamedTuple):
    """What each reader makes of an answer: a stance with its strength, 0 where it says nothing; of wording a likelihood."""

    phrases: Stance
    phrase_strength: int
    grammar: Stance
    grammar_strength: int
    cell: str
    others: Mapping[str, int]
    wording: Mapping[str, float]
    language: str
    long: bool
    question: str = ""
    """What kind of question the comment asks: "why", "other", or none."""


def readings(answer: str, proposal: str, language: str, wording: Mapping[str, float] | None = None) -> Readings:
    """What each reader makes of an answer; `wording` stands in for the second reader where it was trained on the answer."""
    phrases, phrase_strength = stance_of_text(answer, proposal, language)
    found = verdicts(answer, proposal, language)
    grammar, grammar_strength = decide(answer, found) or (UNCLEAR, 0)
    others: dict[str, int] = {}
    cell = ""
    for verdict, predicate in found:
        others[verdict.value] = max(others.get(verdict.value, 0), verdict.strength)
        if verdict.rule == grammar.rule:
            cell = f"{predicate.name} {'-' if predicate.negative else '+'}"
    known = probabilities(answer, proposal, language) if wording is None else wording
    long, question = len(answer) > LONG, kind_of_question(proposal, language)
    made = Readings(phrases, phrase_strength, grammar, grammar_strength, cell, others, known, language, long, question)
    silent = not phrase_strength and not grammar_strength
    may_agree = silent or not TURNED_BY_OBJECTION.isdisjoint((phrases.value, grammar.value))
    clause = agrees_by_denial(answer, proposal, language) if may_agree else ""
    return agreeing(made, answer, clause) if clause else made


def kind_of_question(proposal: str, language: str) -> str:
    """What the last sentence of a comment asks: for a reason ("why"), for something else ("other"), or nothing.

    In English "why" often asks for a change ("Why is there no bench?"), so that it has no such word.

    >>> [kind_of_question(text, "pl") for text in ("Opłata wzrosła. Dlaczego?", "Dlaczego nie? Czy zmienicie?", "Dlaczego.")]
    ['why', 'other', '']
    """
    text = proposal.rstrip()
    if not text.endswith("?"):
        return ""
    start, _ = sentences(text)[-1]
    first = WORD.search(text, start)
    return "why" if first is not None and first[0].lower() in role("why", language) else "other"


def agreeing(found: Readings, answer: str, clause: str) -> Readings:
    """What the readers make of an answer that agrees because it denies what its comment is against: a refusal is consent."""
    phrases, grammar = (
        one._replace(value="accepted", rule=f"{one.rule}{OBJECTION}") if one.value in TURNED_BY_OBJECTION else one
        for one in (found.phrases, found.grammar)
    )
    strength = found.grammar_strength
    if not strength and not found.phrase_strength:
        place = answer.lower().find(clause.split(" ", maxsplit=1)[0])
        grammar, strength = Stance("accepted", answer[max(0, place) :].strip(), OBJECTION.strip(" +")), OPINION
    swapped = {"rejected": "accepted", "accepted": "rejected"}
    wording = {stance: found.wording.get(swapped.get(stance, stance), 0.0) for stance in found.wording}
    others = {swapped.get(stance, stance): value for stance, value in found.others.items()}
    return found._replace(phrases=phrases, grammar=grammar, grammar_strength=strength, wording=wording, others=others)


def evidence(found: Readings, stance: str) -> dict[str, float]:
    """The names of the evidence for a stance, and how much of it there is."""
    pieces = {f"is {stance}": 1.0}
    if not found.phrase_strength and not found.grammar_strength:
        pieces[f"no rule, {stance}"] = 1.0
    by_phrase = found.phrase_strength > 0 and found.phrases.value == stance
    by_grammar = found.grammar_strength > 0 and found.grammar.value == stance
    if by_phrase:
        pieces[f"phrase {found.phrase_strength}"] = pieces[f"phrase, {found.language}"] = 1.0
        if not found.wording:
            pieces["phrase alone"] = 1.0
    if by_grammar:
        pieces[f"grammar {found.grammar_strength}"] = pieces[f"grammar, {found.language}"] = 1.0
        if not found.wording:
            pieces[f"grammar {found.grammar_strength} alone"] = 1.0
        pieces[f"predicate {found.cell}"] = 1.0
        if found.long:
            pieces["grammar of a long answer"] = 1.0
    elif stance in found.others:
        pieces[f"said beside {min(found.others[stance], 3)}"] = 1.0
    if by_phrase and by_grammar:
        pieces["phrase and grammar"] = 1.0
    if found.phrase_strength >= OPINION and found.phrases.value != stance:
        pieces[f"phrase {found.phrases.value}, {stance}"] = 1.0
    if found.grammar_strength >= OPINION and found.grammar.value != stance:
        pieces[f"grammar {found.grammar.value}, {stance}"] = 1.0
    if found.wording:
        likely = found.wording.get(stance, 0.0)
        if stance == "unclear" and max(found.phrase_strength, found.grammar_strength) >= OPINION:
            likely = min(likely, UNCLEAR_BESIDE_RULES)
        pieces["wording"] = pieces[f"wording, {found.language}"] = math.log(max(UNLIKELY, likely))
    return pieces


@cache
def weights() -> dict[str, float]:
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        return {row["evidence"]: float(row["weight"]) for row in csv.DictReader(line for line in file if not line.startswith("#"))}


def likelihoods(found: Readings, table: Mapping[str, float] | None = None) -> dict[str, float]:
    """How likely each stance is, by all evidence."""
    table = weights() if table is None else table
    weight = table.get
    scores = {stance: sum([weight(name, 0.0) * amount for name, amount in evidence(found, stance).items()]) for stance in STANCES}
    top = max(scores.values())
    powers = {stance: math.exp(score - top) for stance, score in scores.items()}
    total = sum(powers.values())
    return {stance: power / total for stance, power in powers.items()}


def explained(found: Readings, stance: str) -> tuple[Evidence, ...]:
    """The evidence for a stance with its weights, the heaviest first."""
    table = weights()
    pieces = [Evidence(name, table.get(name, 0.0) * amount, "") for name, amount in evidence(found, stance).items()]
    return tuple(sorted(pieces, key=lambda piece: -abs(piece.weight)))


def spoken(found: Readings, stance: str) -> Stance | None:
    """The stance with the words of the reader of rules that found it; None where only its wording speaks for it."""
    said = [(found.phrases, found.phrase_strength), (found.grammar, found.grammar_strength)]
    own = [(one, strength) for one, strength in said if one.value == stance and strength]
    return max(own, key=lambda pair: pair[1] >= OPINION)[0] if own else None
