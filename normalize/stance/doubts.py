"""Doubts about the likeliest stance of an answer: kinds of evidence that are seldom right, whatever likelihood they come to.

Each kind was counted on answers that the rules had not seen (`docs/stances.md`). It makes `unclear` of a stance, with both
candidates named, or what is mostly right instead.
"""

from __future__ import annotations

from postulat.normalize.stance.verdict import ACCEPTING, DEED, OPINION, UNCLEAR, VERDICT, Stance
from postulat.normalize.stance.weighing import Readings
from postulat.normalize.stance.wording_model import sentence_for

BY_QUESTION = "question"
"""The rule of an explanation that only answers the question of the comment."""
SURE_BESIDE_WHY = 0.98
"""How likely a verdict must be, by both readers of rules, to stand in an answer to a question for a reason."""
TO_COME = "fut"
"""The tense of a deed to come, as a rule of the grammar tells it."""
INSTRUCTION = "imp"
"""The tense of an instruction ("Delete the second sentence"), which nobody but the office gives."""
SECONDING = 0.8
"""How likely a stance is by its wording alone, so that the wording seconds what one reader of rules found."""


def doubtful(found: Readings, answer: str, best: str, chance: float, likely: float) -> Stance | None:
    """What stands instead of the likeliest stance where it is of a kind that is seldom right; None where it is not."""
    if found.question == "why" and best != "explained" and not (chance >= SURE_BESIDE_WHY and agreed(found, best)):
        if found.grammar_strength and TO_COME in found.grammar.rule.split(", "):
            return UNCLEAR._replace(rival=f"{best} explained")
        return Stance("explained", sentence_for(answer, "explained", found.language), BY_QUESTION, False, "C", best)
    if refused_by_wording(found, best):
        return UNCLEAR._replace(rival=f"{best} accepted")
    if formal_alone(found, best) or (chance < likely and by_the_way(found, best)):
        return UNCLEAR._replace(rival=f"{best} explained")
    if best != "accepted" or found.others.get("rejected", 0) < DEED:
        return None
    if found.phrases.value == "accepted" and found.phrase_strength >= OPINION and found.grammar.value == "partial":
        return found.grammar._replace(grade="C", rival=best)
    if found.grammar.value == "rejected" and found.others.get("accepted", 0) >= OPINION:
        return UNCLEAR._replace(rival=f"{best} partial")
    return None


def only_explains(found: Readings, answer: str, chance: float, least: float) -> Stance | None:
    """The explanation that an answer to a question mostly is, where no reader of rules says more than a courtesy."""
    if not found.question or chance < least or max(found.phrase_strength, found.grammar_strength) > 1:
        return None
    return Stance("explained", sentence_for(answer, "explained", found.language), BY_QUESTION, False, "C")


def formal_alone(found: Readings, stance: str) -> bool:
    """Whether the grammar alone finds a formal verdict, and the wording is not sure of it: its words mostly tell something else."""
    alone = found.grammar.value == stance and found.grammar_strength == VERDICT and found.phrases.value != stance
    return alone and bool(found.wording) and found.wording.get(stance, 0.0) < SECONDING


def refused_by_wording(found: Readings, stance: str) -> bool:
    """Whether the wording alone says a refusal, and a reader of rules weakly a consent ("believes that this is right")."""
    said = [(found.phrases.value, found.phrase_strength), (found.grammar.value, found.grammar_strength)]
    alone = stance == "rejected" and not any(strength for value, strength in said if value == stance)
    return alone and max((strength for value, strength in said if value in ACCEPTING), default=0) in (1, OPINION)


def by_the_way(found: Readings, stance: str) -> bool:
    """Whether no reader of rules says more of a verdict than a courtesy, and one does; an explanation is never more."""
    if stance == "explained":
        return False
    said = [(found.phrases.value, found.phrase_strength), (found.grammar.value, found.grammar_strength)]
    return max((strength for value, strength in said if value == stance), default=0) == 1


def opposed_by_rules(found: Readings, stance: str) -> str:
    """The stance that a reader of rules says as a deed, where it is another than by the wording."""
    said = [(found.phrase_strength, found.phrases.value), (found.grammar_strength, found.grammar.value)]
    strength, value = max(said)
    return value if strength >= DEED and value != stance else ""


def agreed(found: Readings, stance: str, strength: int = OPINION) -> bool:
    """Whether both readers of rules say a stance with at least a strength."""
    both = found.phrases.value == found.grammar.value == stance
    return both and min(found.phrase_strength, found.grammar_strength) >= strength


def seconded(found: Readings, stance: str) -> bool:
    """Whether one reader of rules says a stance as a deed, and the other the same, however weakly; or that it is an instruction."""
    if found.grammar.value == stance and found.grammar_strength >= DEED and INSTRUCTION in found.grammar.rule.split(", "):
        return True
    both = found.phrases.value == found.grammar.value == stance
    return both and max(found.phrase_strength, found.grammar_strength) >= DEED
