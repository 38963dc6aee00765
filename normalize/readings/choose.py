"""The choice between the readings of a document: each is proposed with its evidence, the best stands, a close rival is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from postulat.extract.document import Block, Place, Table
from postulat.normalize.builder import Assembly
from postulat.normalize.evidence import Candidate
from postulat.normalize.matrix.tables import DocumentReading
from postulat.normalize.readings.answer_rows import answer_rows
from postulat.normalize.readings.cell_lines import cell_lines
from postulat.normalize.readings.definition_lists import definition_lists
from postulat.normalize.readings.document_kind import is_about_comments
from postulat.normalize.readings.headed_tables import by_contents, by_headings, no_table
from postulat.normalize.readings.labelled import labelled_comments
from postulat.normalize.readings.proposal import Proposal
from postulat.normalize.readings.score import CLOSE, FLOOR, letters, weigh, without_weak_tables
from postulat.normalize.readings.text_rows import text_rows
from postulat.normalize.readings.turns.by_number import answered_by_number
from postulat.normalize.readings.turns.noted import noted_comments
from postulat.normalize.readings.turns.set_apart import set_apart_comments
from postulat.normalize.readings.unlabelled import unlabelled_comments
from postulat.normalize.records import ReadingKind

RECOGNISERS: tuple[Callable[[tuple[Block, ...]], Proposal | None], ...] = (
    by_headings,
    answer_rows,
    by_contents,
    labelled_comments,
    definition_lists,
    text_rows,
    unlabelled_comments,
    set_apart_comments,
    answered_by_number,
    noted_comments,
    cell_lines,
)
"""Each way to see comments, one a file; of readings with the same score the earlier stands."""
NEW_GROUND = 0.3
"""Share of the places of a reading that another does not take, to be more than another view of the same comments."""


Attempt = Callable[..., Any]
"""Calls a step, named for a person first: `Assembly.attempt`."""


def plainly(_: str, step: Callable[..., Any], *given: object) -> Any:
    return step(*given)


@dataclass(frozen=True, slots=True)
class Choice:
    """The reading that stands (`kind` is None where there are no comments), and all readings with their evidence, best first.

    `about_comments`: the title or a heading says that the document holds comments.
    """

    reading: DocumentReading
    kind: ReadingKind | None
    candidates: tuple[Candidate[Proposal], ...]
    about_comments: bool

    @property
    def margin(self) -> float:
        """How far the best is ahead of the next other view, or of the floor."""
        if self.kind is None:
            return 0.0
        best, *others = self.candidates
        rivals = [other.score for other in others if new_ground(other.value.reading, best.value.reading)]
        return round(best.score - max([FLOOR, *rivals]), 3)


def choose_reading(blocks: tuple[Block, ...], title: str | None, language: str, attempt: Attempt = plainly) -> Choice:
    """The best of the readings; `attempt` says what becomes of a fault of ours in one of them."""
    about = bool(attempt("reading", is_about_comments, title, blocks))
    found = [proposal for recogniser in RECOGNISERS if (proposal := attempt("reading", recogniser, blocks))]
    whole = attempt("reading", letters, blocks) or 0
    weighed = [
        candidate for proposal in found if (candidate := attempt("reading", weighed_alone, proposal, whole, about, language))
    ]
    ranked = tuple(sorted(weighed, key=lambda candidate: -candidate.score))
    if ranked and ranked[0].score >= FLOOR:
        return Choice(ranked[0].value.reading, ranked[0].value.kind, ranked, about)
    return Choice(no_table(blocks), None, ranked, about)


def weighed_alone(proposal: Proposal, whole: int, about: bool, language: str) -> Candidate[Proposal]:
    return weigh(without_weak_tables(proposal, whole, about, language), whole, about, language)


def note_rivals(made: Assembly, choice: Choice) -> None:
    """Findings for readings that were passed over: close ones, those that would have stood alone, and comments that just missed."""
    for candidate in choice.candidates:
        kind, score = candidate.value.kind, candidate.score
        places = first_places(candidate.value.reading)
        if choice.kind is None:
            if score >= FLOOR - CLOSE:
                made.find("doubtful-reading", places=places, kind=kind, points=f"{score:.1f}", floor=f"{FLOOR}")
            continue
        if candidate.value.reading is choice.reading or score < FLOOR or not new_ground(candidate.value.reading, choice.reading):
            continue
        ahead = f"{choice.candidates[0].score - score:.1f}"
        made.find("passed-over-reading", places=places, kind=kind, chosen=choice.kind, ahead=ahead)


def new_ground(reading: DocumentReading, other: DocumentReading) -> bool:
    """Whether a reading takes places that another leaves."""
    own, taken = set(places_of(reading)), set(places_of(other))
    return bool(own) and len(own - taken) >= NEW_GROUND * len(own)


def places_of(reading: DocumentReading) -> Iterator[Place]:
    for table in tables_of(reading):
        for cell in table.cells():
            yield from cell.places


def tables_of(reading: DocumentReading) -> Iterator[Table]:
    for matrix in reading.matrices:
        for fragment in matrix.fragments:
            yield fragment.table


def first_places(reading: DocumentReading) -> tuple[Place, ...]:
    return next((table.places for table in tables_of(reading) if table.places), ())[:1]
