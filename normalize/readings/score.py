"""The score of a reading: named points on one scale, so that a table, labels and rows of text can be compared.

Points a record, as shares: how many rows have both a comment and an answer, how many answers read as verdicts, whether the numbers
run on, whether submitters are named, what of the headings is known, how much of the document it takes. What only a recogniser knows
(labels that come again, an answer before its comment) it gives itself, on the same scale.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from postulat.extract.document import Block
from postulat.normalize.evidence import Candidate, Evidence
from postulat.normalize.matrix.entry import Entry
from postulat.normalize.matrix.headings import Heading
from postulat.normalize.matrix.rows import read_rows
from postulat.normalize.matrix.tables import DocumentReading, Matrix
from postulat.normalize.matrix.tick_columns import marked, verdict_columns
from postulat.normalize.readings.labels import begins_with_label
from postulat.normalize.readings.proposal import BARE_NUMBERS, Proposal
from postulat.normalize.stance.phrase_reader import stance_of_text
from postulat.normalize.vocabulary.word_patterns import is_one_of, question_noun

FLOOR = 3.5
"""Points that a reading needs to stand against "there are no comments"."""
CLOSE = 1.5
"""Points behind the best, or below the floor, within which a reading is worth a finding."""
ENOUGH_RECORDS = 4
"""Records from which their number adds nothing."""
MOST_JUDGED = 24
"""Answers that are read for verdicts."""
VERDICT_WITHIN = 300
"""Characters at the head of an answer in which a verdict is looked for."""
FEW_VERDICTS, FEW_RULINGS = 0.25, 0.5
FEW_NAMED = 0.5
"""Shares of answers that read as verdicts (to questions, a "yes" is one) and of comments with a submitter below which they may be
anybody's."""
TABLES = ("table", "table-by-contents", "grid", "page-data")


def weigh(proposal: Proposal, whole: int, listed: bool, language: str) -> Candidate[Proposal]:
    """The proposal with its evidence. `whole`: the characters of the document. `listed`: its title says that it is
    a list of comments, or a report on some."""
    made: list[Evidence] = []
    read = [(matrix, read_rows(matrix).entries) for matrix in proposal.reading.matrices]
    rows = [(matrix.heading, entry) for matrix, entries in read for entry in entries]
    texts = [entry for head, entry in rows if entry.filled(*head.columns("text"))]
    pairs = [answer for matrix, entries in read for answer in answers_of(matrix, entries, language)]
    count = len(rows) or 1
    add(made, "pairs", 2.0 * len(pairs) / count, f"{len(pairs)} of {len(rows)} with comment and answer")
    add(made, "records", min(len(pairs) or len(texts), ENOUGH_RECORDS) / ENOUGH_RECORDS, f"{len(texts)} with a comment")
    verdicts = verdict_share(pairs, language)
    add(made, "verdicts", 2.0 * verdicts, f"{verdicts:.0%} of the answers")
    add(made, "numbers-run-on", run_on([entry.number for _, entry in rows]))
    named = sum(entry.filled(*head.columns("submitter")) for head, entry in rows) / count
    add(made, "submitters", 0.5 * named)
    if proposal.kind in TABLES:
        add(made, "headings", heading_points(proposal.reading.matrices))
        add(made, "crowded-roles", -crowding(proposal.reading.matrices), "more columns of a kind than comments have")
    else:
        add(made, "labels-left", -2.0 * labels_left(rows))
    add(made, "coverage", coverage(proposal.reading, whole))
    if listed:
        add(made, "title", 1.0, "the title says that it is about comments")
    made.extend(proposal.evidence)
    asked = proposal.kind == "questions" or any(asks(matrix.heading) for matrix in proposal.reading.matrices)
    if verdicts < (FEW_RULINGS if asked else FEW_VERDICTS) and named < FEW_NAMED and not listed:
        add(made, "bare-questions", -6.0 * asked, "questions with answers that are no verdicts, from nobody")
        numbers = any(reason.name == BARE_NUMBERS for reason in proposal.evidence)
        add(made, "bare-tasks", -4.0 * (numbers and not asked), "numbers with answers that are no verdicts, from nobody")
        bare = bool(pairs) and not asked
        add(made, "nobody-and-no-verdict", -2.0 * bare, "answers that are no verdicts, to comments of nobody")
        common = proposal.kind in TABLES and all(is_common(matrix.heading) for matrix in proposal.reading.matrices)
        add(made, "common-headings", -2.0 * (bare and common), "headings of any list of tasks")
    return Candidate(proposal, tuple(made))


def without_weak_tables(proposal: Proposal, whole: int, listed: bool, language: str) -> Proposal:
    """The proposal without tables that would not stand alone."""
    if proposal.kind not in TABLES or len(proposal.reading.matrices) < 2:
        return proposal
    reading = proposal.reading
    kept = [
        matrix
        for matrix in reading.matrices
        if weigh(replace(proposal, reading=replace(reading, matrices=(matrix,))), whole, listed, language).score >= FLOOR
    ]
    dropped = [fragment.table for matrix in reading.matrices if matrix not in kept for fragment in matrix.fragments]
    others = (*reading.others, *dropped)
    if not kept:
        return replace(proposal, evidence=(*proposal.evidence, Evidence("weak-tables", -FLOOR, "no table would stand alone")))
    return replace(proposal, reading=replace(reading, matrices=tuple(kept), others=others))


def labels_left(rows: Sequence[tuple[Heading, Entry]]) -> float:
    """The share of records whose comment or answer begins with the label that leads it in: another reading takes them off."""
    left = sum(
        begins_with_label(entry.passage(*head.columns("text")).text, ("text",))
        or begins_with_label(entry.passage(*head.columns("answer")).text, ("answer", "decision"))
        for head, entry in rows
    )
    return left / len(rows) if rows else 0.0


def asks(head: Heading) -> bool:
    """Whether the heading of the comments says that they are questions."""
    return any(question_noun().search(head.texts[column]) is not None for column in head.columns("text"))


def is_common(head: Heading) -> bool:
    """Whether the heading of the comments is one of any report: `Problem`, `Issues`, `Topic`."""
    texts = [head.texts[column] for column in head.columns("text")]
    return bool(texts) and all(is_one_of("common_headings", text) for text in texts)


def add(made: list[Evidence], name: str, weight: float, detail: str = "") -> None:
    if round(weight, 3):
        made.append(Evidence(name, round(weight, 3), detail))


def answers_of(matrix: Matrix, entries: Sequence[Entry], language: str) -> Iterator[str]:
    """What the answers to comments say: the words above a tick where verdicts are ticked, and the text."""
    head, ticks = matrix.heading, verdict_columns(matrix, language)
    for entry in entries:
        answer = entry.passage(*head.columns("answer"))
        decision = marked(entry, ticks) or entry.passage(*head.columns("decision"))
        said = " ".join(part.text for part in (decision, answer) if not part.blank)
        if said and entry.filled(*head.columns("text")):
            yield said


def verdict_share(answers: Sequence[str], language: str) -> float:
    """The share of answers that read as verdicts, of some spread over the document."""
    step = max(1, len(answers) // MOST_JUDGED)
    judged = answers[::step]
    return sum(is_verdict(text[:VERDICT_WITHIN], language) for text in judged) / len(judged) if judged else 0.0


@lru_cache(maxsize=4096)
def is_verdict(text: str, language: str) -> bool:
    """Whether fixed phrases tell a stance; the other readers of answers find one in ordinary prose, too."""
    return stance_of_text(text, "", language)[0].value != "unclear"


def run_on(numbers: Sequence[str | None]) -> float:
    """The share of steps from one number to the next: of `1, 2, 3, 5` two of three.

    >>> round(run_on(["1", "2", "3", "5"]), 2), run_on([None, None]), run_on(["1"])
    (0.67, 0.0, 0.0)
    """
    if len(numbers) < 2:
        return 0.0
    told = [(whole(one), whole(other)) for one, other in pairwise(numbers)]
    return sum(one is not None and other is not None and other - one in (0, 1) for one, other in told) / len(told)


def whole(number: str | None) -> int | None:
    figures = "".join(letter for letter in (number or "") if letter.isdecimal() or letter in "./-").replace("-", ".").split(".")
    last = next((part for part in reversed(figures) if part.isdecimal() and len(part) < 7), "")
    return int(last) if last else None


def heading_points(matrices: Sequence[Matrix]) -> float:
    """Up to three points for headings whose words tell all columns; none where they tell half of them."""
    shares = []
    for matrix in matrices:
        head = matrix.heading
        filled = [index for index, text in enumerate(head.texts) if text]
        told = [index for index in filled if head.roles[index] and index not in head.by_contents]
        shares.append(len(told) / len(head.texts) if filled else 0.0)
    return max(0.0, 3.0 * (2 * sum(shares) / len(shares) - 1)) if shares else 0.0


def crowding(matrices: Sequence[Matrix]) -> float:
    """A point for each column of comments over two, and of answers or decisions over four, in the worst of the tables."""
    worst = 0
    for matrix in matrices:
        head = matrix.heading
        worst = max(worst, max(0, len(head.columns("text")) - 2) + max(0, len(head.columns("answer", "decision")) - 4))
    return float(worst)


def coverage(reading: DocumentReading, whole: int) -> float:
    """The share of the document's characters that stand in the comments."""
    taken = sum(len(cell.text) for matrix in reading.matrices for fragment in matrix.fragments for cell in fragment.table.cells())
    return min(1.0, taken / whole) if whole else 0.0


def letters(blocks: Sequence[Block]) -> int:
    """The characters of a document, counted once for all its readings."""
    return sum(len(block.line) for block in blocks)
