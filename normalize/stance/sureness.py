"""How sure a stance must be to be written: a step over finished records that writes `unclear` for those of a lower grade."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from postulat.normalize.dataset.combine import flat
from postulat.normalize.dataset.streaming import Stream, by_document
from postulat.normalize.findings import finding
from postulat.normalize.records import GRADES, Finding, Grade, Records, Response


def only_sure(least: Grade, records: Records) -> Stream:
    """The data set with every stance below a grade written as `unclear`; its grade stays, and a finding counts them."""
    return Stream(records.organisations, (of_document(piece, least) for piece in by_document(records)))


def of_document(records: Records, least: Grade) -> Records:
    withheld = sum(unsure(row, least) for row in records.responses)
    if not withheld:
        return records
    answers = tuple(replace(row, stance="unclear") if unsure(row, least) else row for row in records.responses)
    made = replace(records, responses=answers, findings=(*records.findings, *told(records, withheld, least)))
    return replace(made, records=flat(made)) if records.records else made


def unsure(row: Response, least: Grade) -> bool:
    """Whether a stance is below a grade. What a person settled is sure."""
    graded = row.stance_grade is not None and not row.corrected
    return graded and row.stance != "unclear" and GRADES.index(row.stance_grade or "C") > GRADES.index(least)


def told(records: Records, withheld: int, least: Grade) -> Iterator[Finding]:
    for document in records.documents:
        yield finding(document.document_id, "withheld-stance", values={"count": withheld, "least": least})
