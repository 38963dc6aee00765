"""The stance of an official answer: what the office says to a comment, the words that decided it, and how sure it is.

Three readers read each answer (`weighing`): phrases, grammar and wording. The most likely stance stands, if it is likely enough:

A   very likely, and found by rules; or a formal verdict by two readers; or a fixed word of a decision column
B   likely, and found by rules; or very likely by its wording alone, which no rule covers
C   more likely than another. What is less likely is `unclear`, and a finding names the two stances that it may be
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from postulat.normalize.records import Grade
from postulat.normalize.stance.cells.decision_cells import made_up, ruling_of
from postulat.normalize.stance.cells.head_verdict import ruling_by_head
from postulat.normalize.stance.doubts import agreed, doubtful, only_explains, opposed_by_rules, seconded
from postulat.normalize.stance.phrase_reader import condition_in, others_words
from postulat.normalize.stance.sentences import WORD, inside, sentences
from postulat.normalize.stance.verdict import ACCEPTING, DEED, OPINION, REFUSING, UNCLEAR, VERDICT, Stance
from postulat.normalize.stance.weighing import Readings, likelihoods, readings, spoken
from postulat.normalize.stance.wording_model import sentence_for

__all__ = ["Stance", "judge"]

THRESHOLDS = Path(__file__).with_name("stance_grades.csv")
FEW_WORDS = 3
"""The office's own words in an answer that is no more than a cell: its wording alone must be likelier to say something."""
OUTVOTES = 0.7
"""How likely a stance must be by its wording alone to stand against a deed that rules find."""
BY_WORDING = "wording"
"""The rule of a stance that no rule found, only the second reader."""


class Thresholds(NamedTuple):
    """Likelihoods from which a stance is of grade A, of grade B, and given at all as grade C.

    `likely_wording` and `given_wording` are for B and C where no rule found it; from `silent` a stance is given that both
    readers of rules say, or that a rule found where silence is the likeliest reading. `seconding` is how likely a stance must be by
    its wording alone for grade B where one reader of rules found it; from `asked` an undecided answer to a question explains.
    """

    sure: float
    likely: float
    given: float
    likely_wording: float
    given_wording: float
    silent: float
    seconding: float
    asked: float


@cache
def thresholds(language: str, stance: str = "") -> Thresholds:
    """The limits of a language, for a stance that needs more or less than the others with its own in their place."""
    with THRESHOLDS.open(encoding="utf-8", newline="") as file:
        table = {(row.pop("language"), row.pop("stance")): row for row in csv.DictReader(x for x in file if not x.startswith("#"))}
    found = dict(table.get((language, ""), table["", ""]))
    for key in (("", stance), (language, stance)):
        found.update({name: value for name, value in table.get(key, {}).items() if value})
    return Thresholds(**{name: float(value) for name, value in found.items()})


def judge(answer: str, decision: str | None = None, proposal: str = "", language: str = "pl") -> Stance:
    """The stance of an answer; of its decision column first, where there is one, which the answer may refine but not overturn.

    A decision cell alone that no rule knows is not guessed by its wording.

    >>> judge("Prace są w toku. Postulat można uznać za zasadny, jednak w miarę dostępności środków.").value
    'conditional'
    >>> judge("Nie uwzględniono, choć propozycja jest ciekawa.").evidence
    'Nie uwzględniono'
    >>> judge("Zadanie jest już realizowane.", decision="NIE DOTYCZY").value
    'already_done'
    """
    found = readings(answer, proposal, language)
    said = weighed(found, answer)
    ruling = ruling_of(decision, language) or ruling_by_head(decision, language) if decision else made_up(answer, language)
    if ruling is None:
        few = said.rule == BY_WORDING and own_words(answer, language) <= FEW_WORDS
        guessed = few or (said.grade == "C" and not refined_by_rules(found, said.value))
        if decision == answer and guessed:
            return UNCLEAR._replace(rival=f"{said.value} {said.rival}")
        return opened(said, answer, proposal, language)
    column, compatible = ruling
    known = decision == answer and said.value != column.value and made_up(answer, language) is not None
    if known or (decision == answer and said.value == "accepted" and column.value in ("partial", "conditional")):
        return column  # A cell alone is all that is said.
    if decision == answer and column.value == "rejected" and len(column.evidence) < len(answer.strip()):
        return column  # What stands beside a refusal in its own cell is the reason.
    refines = said.grade != "C" and refined_by_rules(found, said.value)
    if said.value in compatible and (refines or said.value == column.value):
        return said._replace(grade="A", rival="")
    open_yet = said.value == "unclear" or said.rule == BY_WORDING
    for other, strength in ((found.phrases, found.phrase_strength), (found.grammar, found.grammar_strength)):
        if open_yet and strength and other.value in compatible and refined_by_rules(found, other.value):
            return other
    if open_yet and "conditional" in compatible and (condition := condition_in(answer, language)):
        return condition
    opposed = (said.value in ACCEPTING) != (column.value in ACCEPTING) and said.value in (*ACCEPTING, *REFUSING)
    return column._replace(mixed=opposed and max(found.phrase_strength, found.grammar_strength) >= DEED)


def opened(said: Stance, answer: str, proposal: str, language: str) -> Stance:
    """The stance of an answer one sentence of which may be a verdict of known words alone ("Not accepted. …").

    At its head it makes the same stance sure. Where nothing else is said, it stands; "No." to a question is none.
    """
    spans = sentences(answer)
    verdicts = [made_up(answer[start:end], language) for start, end in spans] if len(spans) > 1 else []
    found = [one[0] for one in verdicts if one is not None and one[0].value in (*ACCEPTING, *REFUSING)]
    if verdicts and verdicts[0] is not None and verdicts[0][0].value == said.value:
        return said._replace(grade="A", rival="")
    if said.value != "unclear" or len({one.value for one in found}) != 1 or proposal.rstrip().endswith("?"):
        return said
    return found[0]._replace(grade="B" if verdicts[0] is not None else "C", rival=said.rival.split(" ")[0])


def refined_by_rules(found: Readings, stance: str) -> bool:
    """Whether a phrase says a stance, or the grammar does more than by the way."""
    by_phrase = found.phrases.value == stance and found.phrase_strength > 0
    return by_phrase or (found.grammar.value == stance and found.grammar_strength >= OPINION)


def weighed(found: Readings, answer: str, table: Mapping[str, float] | None = None) -> Stance:
    """The most likely stance with its grade; `unclear` where it is not likely enough, with the two likeliest named.

    `table` stands in for the weights of evidence, where they were settled on the answer.
    """
    return settled(found, answer, likelihoods(found, table))


def settled(found: Readings, answer: str, chances: Mapping[str, float]) -> Stance:
    """The stance that the likelihoods come to; where they come to none, the answer to a question may be an explanation."""
    said = likely_enough(found, answer, chances)
    if said.value != "unclear":
        return said
    explained = only_explains(found, answer, chances["explained"], thresholds(found.language).asked)
    return said if explained is None else explained._replace(rival=said.rival.split(" ")[0])


def likely_enough(found: Readings, answer: str, chances: Mapping[str, float]) -> Stance:
    """The stance that the likelihoods come to, by the limits of the language."""
    (best, chance), (second, next_chance) = sorted(chances.items(), key=lambda pair: -pair[1])[:2]
    least = thresholds(found.language, best)
    if best == "unclear":
        said = spoken(found, second) if next_chance >= least.silent else None
        return UNCLEAR._replace(rival=second) if said is None else said._replace(grade="C", rival=best)
    if (doubted := doubtful(found, answer, best, chance, least.likely)) is not None:
        return doubted
    said = spoken(found, best)
    if said is None and agreed(found, found.grammar.value, VERDICT):
        # Rules that say a verdict in two ways know more than the wording of what stands around it.
        return found.grammar._replace(grade="B" if chances.get(found.grammar.value, 0.0) >= least.silent else "C", rival=best)
    if said is None and chance < OUTVOTES and agreed(found, found.phrases.value) and chances[found.phrases.value] >= least.silent:
        return found.phrases._replace(grade="C", rival=best)
    if said is None and chance < OUTVOTES and (other := opposed_by_rules(found, best)):
        return UNCLEAR._replace(rival=f"{best} {other}")
    if said is None:
        few = own_words(answer, found.language) <= FEW_WORDS
        if chance < (least.likely_wording if few else least.given_wording):
            return UNCLEAR._replace(rival=f"{best} {second}")
        grade: Grade = "B" if chance >= least.likely_wording else "C"
        return Stance(best, sentence_for(answer, best, found.language), BY_WORDING, False, grade, second if grade == "C" else "")
    if chance >= (least.given if agreed(found, best, VERDICT) else least.sure):
        return said._replace(grade="A")
    if chance >= least.likely and (agreed(found, best) or not found.wording or found.wording.get(best, 0.0) >= least.seconding):
        return said._replace(grade="B")
    if chance >= (least.silent if agreed(found, best) or seconded(found, best) else least.given):
        return said._replace(grade="C", rival=second)
    return UNCLEAR._replace(rival=f"{best} {second}")


def own_words(answer: str, language: str) -> int:
    """How many words of an answer are the office's own, without those that report what others say."""
    text, others = others_words(answer, "", language)
    return sum(not inside(match.span(), others) for match in WORD.finditer(text))
