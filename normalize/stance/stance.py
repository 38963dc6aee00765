"""The stance of an official answer: what the office says to a comment, the words that decided it, and how sure it is.

Three readers read each answer (`weighing`): phrases, grammar and characters. The most likely stance stands, if it is likely enough:

A   very likely, and found by rules; or a fixed word of a decision column
B   likely, and found by rules
C   more likely than not; or by its wording alone, which no rule covers. What is less likely is `unclear`, and a finding names
    the two stances that it may be
"""

from __future__ import annotations

from postulat.normalize.stance.character_model import probabilities
from postulat.normalize.stance.phrase_reader import condition_in, ruling_of
from postulat.normalize.stance.sentences import sentences
from postulat.normalize.stance.verdict import ACCEPTING, DEED, REFUSING, UNCLEAR, Stance
from postulat.normalize.stance.weighing import Readings, likelihoods, readings, spoken

__all__ = ["Stance", "judge"]

SURE, LIKELY, LIKELIER_THAN_NOT = 0.95, 0.65, 0.45
"""Likelihoods from which a stance is of grade A, of grade B, and given at all; settled as docs/stances.md says."""
LIKELY_BY_WORDING = 0.75
"""The likelihood from which a stance is given that no rule found, only the second reader; it is of grade C."""
BY_WORDING = "wording"
"""The rule of such a stance."""


def judge(answer: str, decision: str | None = None, proposal: str = "", language: str = "pl") -> Stance:
    """The stance of an answer; of its decision column first, where there is one, which the answer may refine but not overturn.

    >>> judge("Prace są w toku. Postulat można uznać za zasadny, jednak w miarę dostępności środków.").value
    'conditional'
    >>> judge("Nie uwzględniono, choć propozycja jest ciekawa.").evidence
    'Nie uwzględniono'
    >>> judge("Zadanie jest już realizowane.", decision="NIE DOTYCZY").value
    'already_done'
    """
    found = readings(answer, proposal, language)
    said = weighed(found, answer)
    ruling = ruling_of(decision, language) if decision else None
    if ruling is None:
        return said
    column, compatible = ruling
    if said.value in compatible and (said.grade != "C" or said.value == column.value):
        return said._replace(grade="A", rival="")
    for other, strength in ((found.phrases, found.phrase_strength), (found.grammar, found.grammar_strength)):
        if said.value == "unclear" and strength and other.value in compatible:
            return other
    if said.value == "unclear" and "conditional" in compatible and (condition := condition_in(answer, language)):
        return condition
    opposed = (said.value in ACCEPTING) != (column.value in ACCEPTING) and said.value in (*ACCEPTING, *REFUSING)
    return column._replace(mixed=opposed and max(found.phrase_strength, found.grammar_strength) >= DEED)


def weighed(found: Readings, answer: str) -> Stance:
    """The most likely stance with its grade; `unclear` where it is not likely enough, with the two likeliest named."""
    chances = likelihoods(found)
    (best, chance), (second, _) = sorted(chances.items(), key=lambda pair: -pair[1])[:2]
    if best == "unclear":
        return UNCLEAR._replace(rival=second)
    said = spoken(found, best)
    if said is None:
        if chance < LIKELY_BY_WORDING:
            return UNCLEAR._replace(rival=f"{best} {second}")
        return Stance(best, sentence_for(answer, best, found.language), BY_WORDING, grade="C", rival=second)
    if chance >= SURE:
        return said._replace(grade="A")
    if chance >= LIKELY:
        return said._replace(grade="B")
    if chance >= LIKELIER_THAN_NOT:
        return said._replace(grade="C", rival=second)
    return UNCLEAR._replace(rival=f"{best} {second}")


def sentence_for(answer: str, stance: str, language: str) -> str:
    """The sentence of an answer that speaks most for a stance by its wording."""
    spans = sentences(answer) or [(0, len(answer))]
    start, end = max(spans, key=lambda span: (probabilities(answer[span[0] : span[1]], language).get(stance, 0.0), -span[0]))
    return answer[start:end].strip()
