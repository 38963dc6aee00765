"""The stance of an answer by its grammar: clauses, their predicates, and what a combination of class, polarity and tense means.

`verdict_meanings.csv` says what a combination means and how much it weighs; a language may say otherwise in a table of its own.
The greatest strength decides, of several the last; two deeds, one of which accepts and one refuses, make a part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from postulat.normalize.morphology.analysis import analyse
from postulat.normalize.stance.clauses import Clause, role
from postulat.normalize.stance.matcher import MatchedText
from postulat.normalize.stance.matcher import reading as shared_reading
from postulat.normalize.stance.parsing import ParsedSentence, parsed
from postulat.normalize.stance.predicates.predicate import Predicate
from postulat.normalize.stance.predicates.remainders import of_rest, only_in_part
from postulat.normalize.stance.reports import reports
from postulat.normalize.stance.sentences import Span, inside, once_a_sentence, repeated, sentences, within, without_quotes
from postulat.normalize.stance.verdict import DEED, NOTHING, OPINION, REFUSING, VERDICT, Stance, Verdict
from postulat.normalize.vocabulary.phrases import rows

LONGEST_ANSWER = 20_000
"""Characters of an answer that are read; a longer one is a document of its own."""
DECIDING = ("main", "that", "reason", "concession")
"""Kinds of clauses that can tell a verdict; of these a reason may only refuse, and a concession weighs least."""
OPEN = "open"
"""The stance of a combination that says something only under a condition."""
ENOUGH = 3
"""Strength of an accepting verdict that a refusal beside it makes partial."""
OPINIONS = ("right", "deem", "shared", "agree", "thank")
"""Classes that tell an opinion: before a refusal they are a courtesy, no part."""
AGREEING = ("agree", "shared")
"""Classes that before a that-clause agree with what is stated there, not with what is asked ("We agree that safety matters")."""
OUTRIGHT = ("refuse", "dissent")
"""Classes that refuse in so many words, which beside a formal consent are of another part."""
EDIT = "edit"
"""The class of changes to a text."""
DEPENDING = "depend"
"""The class that makes the sentence conditional also in a relative clause ("prace, których wykonanie zależy od środków")."""
SAYING = ("edit", "do", "carry", "explain", "say", "note", "answer")
"""Classes of verbs that only introduce a that-clause ("Dodam, że …") or its aim ("Ułożono to tak, aby …")."""
TOLD = ("past", "perf")
"""Tenses of what is told: with an aim behind them they say how a thing was done."""
FIRST_OF = ("moot", "out_of_scope", "conditional")
"""Of several verdicts of the same strength one of these stands, in this order; else the last."""
TURNED_BY_CONDITION = {"accepted": "conditional", "noted": "noted", OPEN: "conditional"}
TURNED_BY_PART = ("accepted", "already_done")


class Meaning(NamedTuple):
    """A row of `verdict_meanings.csv`."""

    polarity: str
    tenses: frozenset[str]
    stance: str
    strength: int


@cache
def meanings(language: str) -> dict[str, tuple[Meaning, ...]]:
    """What each class means: by the rows of the language, where it has some, else by those of all languages."""
    found: dict[str, list[Meaning]] = {}
    own = [row for row in rows("verdict_meanings") if row.get("language") == language]
    classes = {row["class"] for row in own}
    for row in own + [row for row in rows("verdict_meanings") if "language" not in row and row["class"] not in classes]:
        meaning = Meaning(row["polarity"], frozenset(row["tenses"].split("|")), row["stance"], int(row["strength"]))
        found.setdefault(row["class"], []).append(meaning)
    return {name: tuple(some) for name, some in found.items()}


def meaning_of(predicate: Predicate, language: str) -> Meaning | None:
    """The first meaning whose polarity and tense hold; none for a conditional mood that no row names."""
    cells = predicate.cells
    for meaning in meanings(language).get(predicate.name, ()):
        if meaning.polarity not in ("", "-" if predicate.negative else "+"):
            continue
        if predicate.tense == "cond" and "cond" not in meaning.tenses:
            continue
        if not cells.isdisjoint(meaning.tenses):
            return meaning
    return None


def verdicts(answer: str, proposal: str, language: str) -> list[tuple[Verdict, Predicate]]:
    """The verdicts of an answer with the predicates that tell them, in order."""
    text = without_quotes(answer[:LONGEST_ANSWER])
    ended = f"{text}."
    echoes = [*repeated(text, proposal), *reports(ended, language)]
    found: list[tuple[Verdict, Predicate]] = []
    for start, end in sentences(ended):
        said, conditional = said_in(ended[start:end], language, within(echoes, start, end))
        if not said and found and conditional and found[-1][0].value == "accepted" and len(text[start:end]) < len(text) / 2:
            verdict, predicate = found[-1]
            found[-1] = (verdict._replace(value="conditional"), predicate)
        found += [(v._replace(start=v.start + start, end=v.end + start), predicate) for v, predicate in said]
    return found


@once_a_sentence
def said_in(sentence: str, language: str, echoes: tuple[Span, ...]) -> tuple[tuple[tuple[Verdict, Predicate], ...], bool]:
    """The verdicts of a sentence without its words that lie in `echoes`, and whether it tells a condition."""
    reading = shared_reading(sentence, language)
    said = tuple(of_sentence(reading, parsed(sentence, language), echoes, language))
    return said, not said and bool(phrase_of_condition(reading))


def of_sentence(
    reading: MatchedText, sentence: ParsedSentence, echoes: Sequence[Span], language: str
) -> Iterator[tuple[Verdict, Predicate]]:
    """The verdicts of a sentence, under its conditions and parts."""
    start, end, parts = 0, len(reading.text), sentence.clauses
    if not any(sentence.predicates):
        return
    told = reported(reading, start, end)
    contrast = list(contrasts(reading, start, end, language))
    conditional = conditions(reading, sentence, language)
    for number, clause in enumerate(parts):
        if clause.kind not in DECIDING:
            continue
        after = parts[number + 1].kind if number + 1 < len(parts) else ""
        says, how = after == "that", after == "aim" and clause.words[-1].text in role("manner", language)
        found = sentence.predicates[number]
        turns = effects(reading, clause) if found else {}
        blocked = turns.get(NOTHING, [])
        for predicate in found:
            span = (predicate.start, predicate.end)
            meaning = meaning_of(predicate, language)
            if meaning is None or inside(span, echoes) or inside(span, told) or any(a <= predicate.start < b for a, b in blocked):
                continue
            if predicate.name in SAYING and not predicate.negative and (says or (how and predicate.tense in TOLD)):
                continue
            verdict = weigh(predicate, meaning, clause)
            if verdict is None:
                continue
            if says and predicate.name in AGREEING and not predicate.negative and predicate.tense == "pres":
                verdict = verdict._replace(strength=1)
            if only_in_part(sentence, number, predicate, language):
                turns = {**turns, "partial": [span]}
            verdict = turned(verdict, turns, conditional)
            if verdict.value not in (NOTHING, OPEN):
                against = clause.kind == "concession" or any(place <= verdict.start for place in contrast)
                yield verdict._replace(contrast=against, rest=of_rest(clause, language)), predicate


def weigh(predicate: Predicate, meaning: Meaning, clause: Clause) -> Verdict | None:
    """The verdict of a meaning in its clause: a reason may only refuse and weighs one less, a concession weighs least."""
    strength = meaning.strength
    if clause.kind == "reason":
        if meaning.stance not in REFUSING:
            return None
        strength -= 1
    if clause.kind == "concession":
        strength = 1
    if strength < 1:
        return None
    return Verdict(meaning.stance, strength, predicate.start, predicate.end, predicate.words())


def turned(verdict: Verdict, turns: dict[str, list[Span]], conditional: str) -> Verdict:
    """The verdict under a condition of its sentence, and under words for a part in its clause."""
    if verdict.value in TURNED_BY_PART and verdict.strength >= OPINION:
        for effect in ("partial", "noted", "already_done", "conditional", "moot"):
            if effect in turns and (verdict.value == "accepted" or effect == "partial"):
                return verdict._replace(value=effect, strength=max(verdict.strength, DEED), rule=f"{verdict.rule} + {effect}")
    if conditional == OPEN and verdict.value != OPEN:
        return verdict
    if conditional and verdict.value in TURNED_BY_CONDITION and (verdict.strength >= OPINION):
        return verdict._replace(value=TURNED_BY_CONDITION[verdict.value], rule=f"{verdict.rule} + {conditional}")
    return verdict


def effects(reading: MatchedText, clause: Clause) -> dict[str, list[Span]]:
    """Where words of `modifiers.csv` stand in a clause, by their effect."""
    found: dict[str, list[Span]] = {}
    for row, match in reading.find("modifiers", clause.start, clause.end):
        found.setdefault(row["effect"], []).append(match.span())
    blocked = found.get(NOTHING, [])
    left = {effect: [span for span in spans if effect == NOTHING or not inside(span, blocked)] for effect, spans in found.items()}
    return {effect: spans for effect, spans in left.items() if spans}


def reported(reading: MatchedText, start: int, end: int) -> list[Span]:
    """Spans that tell what the submitter said."""
    return [(m.start(), end) for row, m in reading.find("reporters", start, end) if row["scope"] == "sentence"]


def contrasts(reading: MatchedText, start: int, end: int, language: str) -> Iterator[int]:
    """Places of words that set what follows against what was said before."""
    for row, match in reading.find("turns", start, end):
        if row["turn"] == "contrast":
            yield match.start()


def conditions(reading: MatchedText, sentence: ParsedSentence, language: str) -> str:
    """The words that make a sentence conditional: one of its clauses, or a phrase such as "w miarę możliwości"."""
    for clause, found in zip(sentence.clauses, sentence.predicates, strict=True):
        if clause.kind == "condition":
            return clause.words[0].text
        if clause.kind == "relative":
            for predicate in found:
                if predicate.name == DEPENDING and not predicate.negative:
                    return predicate.lemma
    after = role("after", language)
    for clause in sentence.clauses:
        for number, word in enumerate(clause.words[:-1]):
            if word.text in after and deed_ahead(clause, number, language):
                return OPEN
    return phrase_of_condition(reading)


def phrase_of_condition(reading: MatchedText) -> str:
    """The phrase by which a sentence is conditional, wherever it stands."""
    found = reading.find("conditions", 0, len(reading.text))
    return next((match[0] for row, match in found if int(row["strength"]) >= OPINION), "")


def deed_ahead(clause: Clause, number: int, language: str) -> bool:
    """Whether a verbal noun stands within two words of a place ("po uzyskaniu", "po ich zabezpieczeniu")."""
    ahead = clause.words[number + 1 : number + 3]
    return any(reading.word_class == "gerund" for word in ahead for reading in analyse(word.text, language))


def decide(answer: str, found: list[tuple[Verdict, Predicate]]) -> tuple[Stance, int] | None:
    """One stance of all verdicts: the strongest, two deeds that differ as a part; and its strength. None where nothing is said."""
    if not found:
        return None
    said = [verdict for verdict, _ in found]
    strength = max(verdict.strength for verdict in said)
    top = [verdict for verdict in said if verdict.strength == strength]
    values = {verdict.value for verdict in top}
    deeds = [v for v, p in found if v.value in TURNED_BY_PART and p.name not in OPINIONS and v.strength >= enough(p)]
    refusals = [v for v in said if v.value in REFUSING and (v.strength >= OPINION or v.contrast)]
    if "partial" in values:
        chosen = next(verdict for verdict in top if verdict.value == "partial")
    elif deeds and refusals and laid_to_parts(strength, deeds, refusals) and any(v.value == "accepted" for v in deeds):
        chosen = deeds[0]._replace(value="partial", rule=f"{deeds[0].rule} / {refusals[-1].rule}")
    else:
        first = next((name for name in FIRST_OF if name in values), None)
        chosen = next(v for v in top if v.value == first) if first else top[-1]
    return Stance(chosen.value, answer[chosen.start : chosen.end].strip(), chosen.rule), strength


def enough(predicate: Predicate) -> int:
    """The least strength of a deed that makes a refusal beside it a part: less for an edit, which is done to the draft at hand."""
    return OPINION if predicate.name == EDIT else ENOUGH


def laid_to_parts(strength: int, deeds: list[Verdict], refusals: list[Verdict]) -> bool:
    """Whether a deed and a refusal are two parts: no formal verdict, one on either side, or a refusal of the rest or outright."""
    both_formal = max(v.strength for v in deeds) == VERDICT == max(v.strength for v in refusals)
    return strength < VERDICT or both_formal or any(v.rest or v.rule.startswith(OUTRIGHT) for v in refusals)


def stance_by_grammar(answer: str, proposal: str, language: str) -> tuple[Stance, int] | None:
    """The stance of an answer and its strength; None where no predicate says anything.

    >>> stance_by_grammar("Nie planujemy budowy placu.", "", "pl")[0].value
    'rejected'
    """
    return decide(answer, verdicts(answer, proposal, language))
