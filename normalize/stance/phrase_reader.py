"""The stance of an answer by its phrases: the verdict words of the answer, each under what its clause adds to it.

Read as an official reads: verdict words, each under its negation, its condition and its other modifiers. The words are rows of
`vocabulary/`: `stance.csv` (verdicts), `modifiers.csv` (what turns a verdict in the same clause), `conditions.csv` (what turns it
in the same sentence), `turns.csv` (words that go on from a sentence, or set a verdict against the one before), `reporters.csv`
(words that tell what the submitter said). `cells/` reads the decision column.

A row's strength says what its words weigh. The greatest strength decides; background has no row and weighs nothing:

4   the verdict itself ("Uwaga uwzględniona", "Not accepted")
3   a deed or its refusal ("zostanie wprowadzona do projektu", "nie ma możliwości")
2   an opinion or an intention ("zasadny", "przeanalizuje")
1   a courtesy or a habit ("dziękujemy", "informujemy, że", "na bieżąco")
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from postulat.normalize.stance.matcher import Found, MatchedText, reading, stems_in
from postulat.normalize.stance.reports import reports
from postulat.normalize.stance.sentences import (
    CLAUSE_END,
    WORD,
    Span,
    clauses,
    inside,
    once_a_sentence,
    repeated,
    sentences,
    within,
    without_quotes,
)
from postulat.normalize.stance.verdict import DEED, NOTHING, OPINION, REFUSING, UNCLEAR, VERDICT, Stance, Verdict
from postulat.normalize.vocabulary.phrases import rows

EVIDENCE_LENGTH = 240
"""Characters: where a verdict and its condition stand further apart, the evidence is the verdict alone."""
SCOPE_WORDS = 3
"""Words at most between a negation and the verdict that it turns."""
HEAD_WORDS = 1
"""Words at most before a verdict that counts only at the head of its sentence ("Wniosek uwzględniono")."""

NEGATED = {"accepted": "rejected", "partial": "rejected", "conditional": "rejected"}
"""What a verdict becomes under a negation; any other negated verdict says nothing ("nie wykracza poza zakres")."""
UNDER_CONDITION = {"accepted": "conditional", "noted": "rejected"}
"""What a verdict becomes under a condition: a promise is conditional, and "will consider it if funds turn up" is a refusal."""
TURN_ACCEPTED = ("partial", "conditional", "already_done", "noted", "moot")
"""Effects that turn an accepting verdict; of them only `partial` turns one that says that the thing is done."""
RANK = ("partial", "out_of_scope", "already_done", "conditional", "moot", "explained", "rejected", "accepted", "noted")
"""Which of several verdicts of the same strength stands."""
LAST_OF = ("already_done", "conditional")
"""Of one of these and a refusal of the same strength the last stands."""
SURVIVE_RELATIVE = ("out_of_scope", "moot")
"""Verdicts that also count in a relative clause ("Zarząd Dróg, któremu przekazano wniosek")."""


def stance_of_text(answer: str, proposal: str, language: str) -> tuple[Stance, int]:
    """The stance of the answer's own words, and its strength. Words of another language count where its own say nothing."""
    text = without_quotes(answer) + "."
    whole = sentences(text)
    told_in = [verdict_languages(text[start:end]) for start, end in whole]
    spoken = {name for names in told_in for name in names}
    if not spoken:
        return UNCLEAR, 0  # most cells of a table are no answers, and need not be taken apart
    among = None if all(told_in) else tuple(span for span, names in zip(whole, told_in, strict=True) if names)
    echoes = [*repeated(answer, proposal), *reports(text, language, among)]
    for name in reading_order(language):
        if name in spoken and (verdicts := verdicts_of(text, name, echoes)):
            return decide(answer, verdicts)
    return UNCLEAR, 0


@once_a_sentence
def verdict_languages(sentence: str) -> tuple[str, ...]:
    """The languages of whose verdicts a stem stands in a sentence."""
    return tuple(language for language, tables in stems_in(sentence).items() if "stance" in tables)


@cache
def reading_order(language: str) -> tuple[str, ...]:
    """The languages in which an answer is read: its own first."""
    return language, *sorted({row["language"] for row in rows("stance")} - {language})


def others_words(answer: str, proposal: str, language: str) -> tuple[str, list[Span]]:
    """The answer without quotations, and the spans of words of the proposal, of aims and of what it reports of the submitter.

    >>> text, spans = others_words("Dodano § 5, aby ułatwić zapisy", "", "pl")
    >>> [text[start:end] for start, end in spans]
    ['aby ułatwić zapisy.']
    """
    bare = without_quotes(answer)
    text = bare + "."
    spans = [*repeated(bare, proposal), *reports(text, language)]
    for start, end in sentences(text):
        spans += [(start + first, start + last) for first, last in others_spans(text[start:end], language)]
    return text, spans


@once_a_sentence
def others_spans(sentence: str, language: str) -> tuple[Span, ...]:
    """Spans of a sentence that report or tell an aim."""
    return tuple(span for scope, span in told(reading(sentence, language), 0, len(sentence)) if scope == "all")


def condition_in(answer: str, language: str) -> Stance | None:
    """The condition that an answer lays on a decision without a verdict of its own ("W miarę dostępności środków")."""
    reading = MatchedText(without_quotes(answer), language)
    for row, match in reading.find("conditions", 0, len(reading.text)):
        if int(row["strength"]) >= OPINION:
            return Stance("conditional", answer[match.start() : match.end()], row["phrase"])
    return None


def decide(answer: str, verdicts: list[Verdict]) -> tuple[Stance, int]:
    """One stance of all verdicts: strength before position, and of equal strength what they say together."""
    strength = max(verdict.strength for verdict in verdicts)
    top = [verdict for verdict in verdicts if verdict.strength == strength]
    values = {verdict.value for verdict in top}
    accepting = [verdict for verdict in verdicts if verdict.value in ("accepted", "conditional")]
    against = [verdict for verdict in verdicts if verdict.value in REFUSING and verdict.contrast]
    mixed = False
    if "partial" in values:
        chosen = next(verdict for verdict in top if verdict.value == "partial")
    elif accepting and against and accepting[0].start < against[-1].start:
        chosen = accepting[0]._replace(value="partial", rule=f"{accepting[0].rule} / {against[-1].rule}")
    elif values & {"accepted", "conditional"} and differ(values, strength):
        first = next(verdict for verdict in top if verdict.value in ("accepted", "conditional"))
        mixed = not any(verdict.contrast for verdict in top)
        chosen = first._replace(value="partial")
    elif "rejected" in values and values & set(LAST_OF):
        chosen = [verdict for verdict in top if verdict.value in ("rejected", *LAST_OF)][-1]
    else:
        chosen = min(top, key=lambda verdict: RANK.index(verdict.value))
        mixed = strength == VERDICT and len(values) > 1
    return Stance(chosen.value, answer[chosen.start : chosen.end].strip(), chosen.rule, mixed), strength


def differ(values: set[str], strength: int) -> bool:
    """Whether verdicts of one strength, one of which accepts, differ in kind: any two formal verdicts, and a deed and a refusal."""
    others = values - {"accepted", "conditional"}
    return bool(others) if strength == VERDICT else strength == DEED and "rejected" in others


class SaidInSentence(NamedTuple):
    """What a sentence says: its verdicts under its own conditions; and those conditions where it goes on from the one before.

    `alone` says that none of its verdicts stands without a condition; places count from the beginning of the sentence.
    """

    verdicts: tuple[Verdict, ...] = ()
    ahead: Sequence[Found] = ()
    alone: bool = True


def verdicts_of(text: str, language: str, echoes: Sequence[Span]) -> list[Verdict]:
    """The verdicts of a text in order, without those in words that echo the proposal or report what the submitter said."""
    found: list[Verdict] = []
    for start, end in sentences(text):
        said = said_in(text[start:end], language, within(echoes, start, end))
        if found and said.alone and said.ahead:
            found[-1] = under(found[-1], said.ahead, ahead=True)
        found += [verdict._replace(start=verdict.start + start, end=verdict.end + start) for verdict in said.verdicts]
    return found


@once_a_sentence
def said_in(sentence: str, language: str, echoes: tuple[Span, ...] = ()) -> SaidInSentence:
    """What a sentence says, without its words that lie in `echoes`."""
    here, end = reading(sentence, language), len(sentence)
    conditions = here.find("conditions", 0, end)
    says = here.has("stance", 0, end)
    said = [under(verdict, conditions) for verdict in verdicts_of_sentence(here, 0, end, echoes)] if says else []
    ahead = conditions if conditions and carries_on(here, 0, end) else ()
    alone = all(verdict.value == "conditional" for verdict in said)
    if not said:
        return SaidInSentence((), ahead, alone)
    turns = here.find("turns", 0, end)
    contrast = min((match.start() for row, match in turns if row["turn"] == "contrast"), default=None)
    verdicts = tuple(
        verdict._replace(contrast=contrast is not None and contrast <= verdict.end)
        for verdict in said
        if verdict.value != NOTHING and not verdict.open
    )
    return SaidInSentence(verdicts, ahead, alone)


def under(verdict: Verdict, conditions: Sequence[Found], ahead: bool = False) -> Verdict:
    """The verdict under the conditions of its sentence, or of the one `ahead`; the evidence then holds both where they stand near.

    A bare conjunction ("o ile") does not turn a formal verdict: it more often belongs to the provision told about.
    """
    turned = verdict.value if verdict.open else UNDER_CONDITION.get(verdict.value)
    if turned is None or verdict.strength < OPINION:
        return verdict
    for row, match in conditions:
        if int(row["strength"]) < OPINION and verdict.strength == VERDICT:
            continue
        if not ahead and verdict.start <= match.start() and match.end() <= verdict.end and not verdict.open:
            continue
        first, last = min(verdict.start, match.start()), max(verdict.end, match.end())
        if ahead or last - first > EVIDENCE_LENGTH:
            first, last = verdict.start, verdict.end
        return verdict._replace(value=turned, start=first, end=last, rule=f"{verdict.rule} + {row['phrase']}", open=False)
    return verdict


def carries_on(reading: MatchedText, start: int, end: int) -> bool:
    """Whether a sentence opens with words that go on from the one before ("Jednak", "Jego realizacja")."""
    return any(reading.words(start, match.start()) <= HEAD_WORDS for _, match in reading.find("turns", start, end))


def verdicts_of_sentence(reading: MatchedText, start: int, end: int, echoes: Sequence[Span]) -> list[Verdict]:
    """The verdicts of one sentence, clause by clause, after their modifiers."""
    others = list(told(reading, start, end))
    spans = {scope: [span for name, span in others if name == scope] for scope in ("all", "relative")}
    found = []
    for first, last in clauses(reading.text, start, end):
        if not reading.has("stance", first, last):
            continue
        for verdict in strongest(list(candidates(reading, start, first, last))):
            span = (verdict.start, verdict.end)
            if inside(span, echoes) or inside(span, spans["all"]):
                continue
            if inside(span, spans["relative"]) and verdict.value not in SURVIVE_RELATIVE:
                continue
            found.append(modified(verdict, reading, first, last))
    return found


def told(reading: MatchedText, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """Spans of a sentence that are no verdict of the office: reported speech and aims (`all`), relative clauses (`relative`)."""
    for row, match in reading.find("reporters", start, end):
        stop = None if row["scope"] == "sentence" else CLAUSE_END.search(reading.text, match.end(), end)
        yield "relative" if row["scope"] == "relative" else "all", (match.start(), stop.start() if stop else end)


def candidates(reading: MatchedText, sentence: int, start: int, end: int) -> Iterator[Verdict]:
    """Every row of `stance.csv` that a clause holds, without those that start with words such as "nie tylko"."""
    found = reading.find("stance", start, end)
    if not found:
        return
    blocked = [match.start() for row, match in reading.find("modifiers", start, end) if row["effect"] == NOTHING]
    for row, match in found:
        if match.start() in blocked:
            continue
        if row["place"] == "head" and reading.words(sentence, match.start()) > HEAD_WORDS:
            continue
        is_open = row["place"] == "condition"
        yield Verdict(row["stance"], int(row["strength"]), match.start(), match.end(), row["phrase"], open=is_open)


def strongest(verdicts: list[Verdict]) -> list[Verdict]:
    """The verdicts left when a longer one rules out every shorter one that it overlaps, in order of the text.

    Of two over the same words the stronger stands, then the one whose phrase says more of them.
    """
    kept: list[Verdict] = []
    for verdict in sorted(verdicts, key=lambda v: (v.start - v.end, -v.strength, v.rule.count("*"), -len(v.rule), v.start)):
        if all(verdict.end <= other.start or other.end <= verdict.start for other in kept):
            kept.append(verdict)
    return sorted(kept, key=lambda v: v.start)


def modified(verdict: Verdict, reading: MatchedText, start: int, end: int) -> Verdict:
    """The verdict after what its clause adds to it: a negation that reaches it, else "częściowo", "już", "w dalszych pracach" …

    Words that hold a negation of their own at their head ("nie wykracza") are not negated again.
    """
    if verdict.value not in ("accepted", "partial", "conditional", "already_done", "moot", "out_of_scope"):
        return verdict
    rows_here = reading.find("modifiers", start, end)
    blocked = [match.span() for row, match in rows_here if row["effect"] == NOTHING]
    effects = [(row, match) for row, match in rows_here if row["effect"] != NOTHING and not inside(match.span(), blocked)]
    negates_itself = any(row["effect"] == "negated" and match.start() == verdict.start for row, match in effects)
    for row, match in effects:
        if row["effect"] == "negated" and not negates_itself and reaches(row["reach"], match, verdict, reading.text):
            first, last = min(verdict.start, match.start()), max(verdict.end, match.end())
            value = NEGATED.get(verdict.value, NOTHING)
            strength = verdict.strength if verdict.strength == VERDICT else DEED
            return Verdict(value, strength, first, last, f"{row['phrase']} + {verdict.rule}")
    turned = {"accepted": TURN_ACCEPTED, "already_done": ("partial",)}.get(verdict.value, ())
    for row, match in effects:
        if row["effect"] in turned and reaches(row["reach"], match, verdict, reading.text):
            first, last = min(verdict.start, match.start()), max(verdict.end, match.end())
            strength = max(verdict.strength, DEED)
            return Verdict(row["effect"], strength, first, last, f"{verdict.rule} + {row['phrase']}")
    return verdict


def reaches(reach: str, match: re.Match[str], verdict: Verdict, text: str) -> bool:
    """Whether a modifier reaches a verdict of its clause: from anywhere, inside it, next to it, or a few words before or after."""
    if reach == "clause":
        return True
    if verdict.start < match.start() and match.end() <= verdict.end:
        return True
    if reach == "after":
        return match.start() >= verdict.end and len(WORD.findall(text, verdict.end, match.start())) <= SCOPE_WORDS
    between = len(WORD.findall(text, match.end(), verdict.start))
    return match.end() <= verdict.start and between <= (0 if reach == "next" else SCOPE_WORDS)
