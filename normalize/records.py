"""The records of a run: one class for each table, its columns in order.

Writers take column names and types from these classes; `export/schema/codebook.csv` says what each column means.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields
from functools import cache
from typing import Literal, NamedTuple

from postulat.extract.document import Severity

Status = Literal["ok", "empty", "failed"]
BundleRole = Literal["page", "message", "attachment", "part"]
StanceValue = Literal[
    "accepted", "conditional", "partial", "rejected", "out_of_scope", "already_done", "explained", "noted", "moot", "unclear"
]
STANCES: tuple[str, ...] = StanceValue.__args__  # type: ignore[attr-defined]
Inheritance = Literal["span", "ditto", "blank"]
Grade = Literal["A", "B", "C"]
GRADES: tuple[str, ...] = Grade.__args__  # type: ignore[attr-defined]
ReadingKind = Literal["table", "table-by-contents", "labelled", "definition-list", "grid", "text-rows", "questions", "page-data"]
"""How the comments of a document were seen."""
Firmness = Literal["decided", "planned", "intended", "depends"]
DueKind = Literal["day", "month", "quarter", "year", "range", "event"]
LinkMethod = Literal["words", "meaning", "same-text", "decision"]
FIRMNESSES: tuple[str, ...] = Firmness.__args__  # type: ignore[attr-defined]
MentionKind = Literal["amount", "date", "period", "percent", "provision", "legal_act", "url", "email"]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    document_id: str
    source: str
    media_type: str
    sha256: str
    size_bytes: int
    page_count: int | None
    title: str | None
    language: str | None
    extractor: str | None
    status: Status
    error: str | None = None
    fetched_at: str | None = None
    archive_record: str | None = None
    bundle: str | None = None
    bundle_role: BundleRole | None = None
    coverage: float | None = None
    reading: ReadingKind | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    meeting_id: str
    document_id: str
    title: str | None = None
    ordinal: int | None = None
    date: datetime.date | None = None
    start_time: str | None = None
    place: str | None = None
    municipality: str | None = None
    host_unit: str | None = None
    programme: str | None = None
    programme_year: int | None = None
    participants_stated: int | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class TaskArea:
    meeting_id: str
    position: int
    text: str
    statute_points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    organisation_id: str
    name: str
    kind: str
    acronym: str | None = None
    krs: str | None = None
    aliases: tuple[str, ...] = ()
    corrected: bool = False
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    meeting_id: str
    organisation_id: str
    position: int
    name_as_written: str
    represents: str | None = None
    representative: str | None = None


@dataclass(frozen=True, slots=True)
class Postulate:
    postulate_id: str
    document_id: str
    meeting_id: str | None
    position: int
    number: str | None
    organisation_id: str | None
    organisation_as_written: str | None
    organisation_inherited: bool
    section: str | None
    target: str | None
    text: str
    justification: str | None
    page: int | None
    locator: str
    inheritance: Inheritance | None = None
    corrected: bool = False
    grade: Grade = "A"
    grade_reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PostulateOrganisation:
    postulate_id: str
    organisation_id: str
    position: int
    representative: str | None = None


@dataclass(frozen=True, slots=True)
class Response:
    response_id: str
    postulate_id: str
    document_id: str
    position: int
    responder: str | None
    decision_as_written: str | None
    text: str
    stance: StanceValue
    stance_evidence: str | None
    page: int | None
    locator: str
    stance_rule: str | None = None
    corrected: bool = False
    stance_grade: Grade | None = None
    refers_to: str | None = None


@dataclass(frozen=True, slots=True)
class OtherCell:
    """A cell of a comment table whose column has no place in the other tables: kept whole, so that nothing is lost."""

    document_id: str
    postulate_id: str | None
    heading: str | None
    text: str
    page: int | None
    locator: str


@dataclass(frozen=True, slots=True)
class Mention:
    mention_id: str
    document_id: str
    record_id: str
    field: str
    kind: MentionKind
    text: str
    value: str
    unit: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Commitment:
    """What an answer promises: `start` and `end` are offsets of `what` in the response's text."""

    commitment_id: str
    document_id: str
    postulate_id: str
    response_id: str
    position: int
    what: str
    start: int
    end: int
    who: str | None
    due: str | None
    due_kind: DueKind | None
    due_as_written: str | None
    due_until: datetime.date | None
    amount: float | None
    currency: str | None
    condition: str | None
    firmness: Firmness
    rule: str
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """What a postulate is about: `evidence` stands at `start` to `end` in its text, `words` are all that spoke for the topic."""

    postulate_id: str
    document_id: str
    scheme: str
    code: str
    label: str
    evidence: str
    start: int
    end: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PostulateLink:
    """Two postulates that ask for the same thing; `group_id` is the first postulate of all that are linked with them."""

    postulate_id: str
    other_postulate_id: str
    group_id: str
    method: LinkMethod
    score: float
    shared_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    document_id: str
    severity: Severity
    code: str
    message: str
    record_id: str | None = None
    page: int | None = None
    locator: str | None = None
    values: str | None = None
    variant: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the flat table: one postulate with all that a spreadsheet reader wants beside it."""

    number: str | None
    organisation: str | None
    postulate: str
    response: str | None
    stance: str | None
    date: datetime.date | None
    host_unit: str | None
    municipality: str | None
    programme_year: int | None
    source: str
    page: int | None
    locator: str
    section: str | None
    target: str | None
    justification: str | None
    decision: str | None
    postulate_id: str
    document_id: str
    meeting_id: str | None
    organisation_id: str | None
    corrected: bool = False
    grade: Grade = "A"
    grade_reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bond:
    """What of a document tells which others belong to it; no table, but what joining documents needs of each.

    `links` are its links to files, `link_count` how many it has, which may be more; `prints` stand for its postulates.
    """

    document_id: str
    address: str | None = None
    links: tuple[str, ...] = ()
    link_count: int = 0
    prints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Records:
    """All tables, of one document or of a whole run; each a tuple of its records in order.

    `bonds` are no table: of one document they are there until it is joined with others.
    """

    records: tuple[Record, ...] = ()
    documents: tuple[DocumentRecord, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    task_areas: tuple[TaskArea, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    postulates: tuple[Postulate, ...] = ()
    postulate_organisations: tuple[PostulateOrganisation, ...] = ()
    responses: tuple[Response, ...] = ()
    mentions: tuple[Mention, ...] = ()
    topics: tuple[Topic, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    postulate_links: tuple[PostulateLink, ...] = ()
    other_cells: tuple[OtherCell, ...] = ()
    findings: tuple[Finding, ...] = ()
    bonds: tuple[Bond, ...] = ()


TABLES: dict[str, type] = {
    "records": Record,
    "documents": DocumentRecord,
    "meetings": Meeting,
    "task_areas": TaskArea,
    "organisations": Organisation,
    "attendances": Attendance,
    "postulates": Postulate,
    "postulate_organisations": PostulateOrganisation,
    "responses": Response,
    "mentions": Mention,
    "topics": Topic,
    "commitments": Commitment,
    "postulate_links": PostulateLink,
    "other_cells": OtherCell,
    "findings": Finding,
}
"""Table name → record class, in the order in which tables are written. `records`, the flat one, comes first."""


class Column(NamedTuple):
    """One column: its name, its type (`str`, `int`, `float`, `bool`, `date` or `list`) and whether it may be empty."""

    name: str
    type: Literal["str", "int", "float", "bool", "date", "list"]
    nullable: bool


@cache
def columns(record_class: type) -> tuple[Column, ...]:
    """The columns of a record class, read off its annotations.

    >>> columns(TaskArea)[3]
    Column(name='statute_points', type='list', nullable=False)
    """
    found = []
    for item in fields(record_class):
        annotation = str(item.type)
        nullable = "| None" in annotation
        bare = annotation.replace("| None", "").strip()
        kind: Literal["str", "int", "float", "bool", "date", "list"] = "str"
        if bare.startswith("tuple["):
            kind = "list"
        elif bare == "int":
            kind = "int"
        elif bare == "float":
            kind = "float"
        elif bare == "bool":
            kind = "bool"
        elif bare == "datetime.date":
            kind = "date"
        found.append(Column(item.name, kind, nullable))
    return tuple(found)
