"""The readings of a document: each way in which its comments were seen, with the points that spoke for it and against it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from postulat.language.chosen import speaking
from postulat.language.messages import spoken
from postulat.normalize.evidence import Evidence, named
from postulat.normalize.matrix.tables import DocumentReading

LONGEST = 160
"""Characters of a comment or an answer that are shown of the first record."""


def explain_readings(path: Path) -> Iterator[tuple[str, str]]:
    """The readings of a file as (what, words) pairs, the best first. Raises `ReadError` where the file cannot be read."""
    from postulat.normalize.minutes import readings_of
    from postulat.normalize.readings.score import FLOOR
    from postulat.pipeline import read_document

    choice = readings_of(read_document(path))
    proposed = f"of {len(choice.candidates)} proposed; {FLOOR} points are needed"
    yield "reading", f"{kind_in_words(choice.kind) if choice.kind else spoken('no comments')}, {spoken(proposed)}"
    if choice.kind is not None:
        yield "margin", spoken(f"{choice.margin:+.1f} points ahead of the next other view, or of what is needed")
    for candidate in choice.candidates:
        tables = len(candidate.value.reading.matrices)
        yield (
            "read as",
            f"{kind_in_words(candidate.value.kind)}: {spoken(f'{candidate.score:.1f} points')}"
            + (f", {spoken(f'{tables} tables')}" if tables > 1 else ""),
        )
        for reason in sorted(candidate.evidence, key=lambda reason: -abs(reason.weight)):
            yield "", term(reason)
        if shown := first_record(candidate.value.reading):
            yield "first record", shown


def term(reason: Evidence) -> str:
    """
    >>> term(Evidence("pairs", 2.0, "3 of 4 with comment and answer"))
    '+2.0  comments with answers (3 of 4 with comment and answer)'
    """
    detail = f" ({spoken(reason.detail)})" if reason.detail else ""
    return f"{reason.weight:+.1f}  {named(reason.name, speaking())}{detail}"


def kind_in_words(kind: str) -> str:
    """
    >>> kind_in_words("labelled")
    'labelled comments and answers'
    """
    from postulat.export.schema.codebook import enumeration

    return next((value.meaning(speaking()) for value in enumeration("reading") if value.value == kind), kind)


def first_record(reading: DocumentReading) -> str:
    """The first record as a reading has it, so that two readings can be seen side by side: number, submitter, comment → answer."""
    from postulat.normalize.findings import shortened
    from postulat.normalize.matrix.rows import read_rows

    for matrix in reading.matrices:
        head = matrix.heading
        for entry in read_rows(matrix).entries[:1]:
            who = entry.passage(*head.columns("submitter")).text
            text = entry.passage(*head.columns("text")).text
            answer = entry.passage(*head.columns("decision", "answer")).text
            lead = " · ".join(shortened(part, LONGEST) for part in (entry.number or "", who) if part)
            return (f"{lead}: " if lead else "") + f"{shortened(text, LONGEST) or '–'} → {shortened(answer, LONGEST) or '–'}"
    return ""
