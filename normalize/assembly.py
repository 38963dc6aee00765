"""One document's records: what its tables and prose say, put into the tables of the contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.document import Cell, Document, Link, Place, Severity, Table, locator
from normalize import checks
from normalize import organisations as names
from normalize.carry import Value, values
from normalize.dittos import is_ditto
from normalize.matrix import Matrix, Reading, read_matrices
from normalize.meetings import area_lists, attendance_lists, meeting, says
from normalize.mentions import mentions
from normalize.organisations import Named, key, listed
from normalize.passage import NO_ANSWER, Passage
from normalize.records import (
    Attendance,
    DocumentRecord,
    Finding,
    Meeting,
    Mention,
    Organisation,
    OtherCell,
    Postulate,
    PostulateOrganisation,
    Records,
    Response,
    TaskArea,
)
from normalize.rows import Entry, Rows, read_rows
from normalize.stance import judge
from normalize.task_areas import statute_points

LONGEST_DECISION = 60
"""Characters of a decision column's text that is a verdict; a longer one is an answer."""
LONGEST_QUOTE = 200
"""Characters of a document's words that a finding repeats."""


@dataclass(slots=True)
class Assembly:
    """The records of one document as they come to be. `Organisation.organisation_id` is the name's key until `combine` joins names."""

    document: Document
    meetings: list[Meeting] = field(default_factory=list)
    areas: list[TaskArea] = field(default_factory=list)
    attendances: list[Attendance] = field(default_factory=list)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    postulates: list[Postulate] = field(default_factory=list)
    submitters: list[PostulateOrganisation] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    others: list[OtherCell] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def find(
        self,
        code: str,
        message: str,
        severity: Severity = "warning",
        record_id: str | None = None,
        places: tuple[Place, ...] = (),
    ) -> None:
        page = places[0].page if places else None
        self.findings.append(Finding(self.document.document_id, severity, code, message, record_id, page, locator(places) or None))

    def report(self, odd: Iterable[checks.Odd]) -> None:
        for found in odd:
            self.find(found.code, found.message, found.severity, found.record_id)

    def organisation(self, name: str) -> str:
        """The provisional id of an organisation: the key of its name. Every spelling is kept as an alias."""
        found = key(name)
        known = self.organisations.get(found)
        if known is None:
            self.organisations[found] = Organisation(found, name, names.kind(name), names.acronym(name), aliases=(name,))
        elif name not in known.aliases:
            self.organisations[found] = replace(known, aliases=(*known.aliases, name))
        return found


def normalize(document: Document) -> Records:
    """The records of one document. Organisations are joined over documents afterwards, by `combine`."""
    made = Assembly(document)
    for note in document.notes:
        made.find(note.code, note.message, note.severity, places=note.places)
    reading = read_matrices(document.blocks)
    known = read_meeting(made, reading)
    for matrix in reading.matrices:
        read_matrix(made, matrix, known)
    made.report(checks.listed_submitters(made.submitters, made.attendances, made.organisations))
    for table in reading.others:
        note_unread(made, reading, table)
    if not reading.matrices:
        made.find("no-comment-table", "no table with comments was found", "info" if made.meetings else "warning")
    return Records(
        documents=(document_record(document, "ok" if made.postulates or made.meetings else "empty"),),
        meetings=tuple(made.meetings),
        task_areas=tuple(made.areas),
        organisations=tuple(made.organisations.values()),
        attendances=tuple(made.attendances),
        postulates=tuple(made.postulates),
        postulate_organisations=tuple(made.submitters),
        responses=tuple(made.responses),
        mentions=tuple(made.mentions),
        other_cells=tuple(made.others),
        findings=tuple(made.findings),
    )


def document_record(document: Document, status: str) -> DocumentRecord:
    return DocumentRecord(
        document_id=document.document_id,
        source=document.source,
        media_type=document.media_type,
        sha256=document.sha256,
        size_bytes=document.size_bytes,
        page_count=document.page_count,
        title=document_title(document),
        language=document.language,
        extractor=document.extractor,
        status="ok" if status == "ok" else "empty",
    )


def document_title(document: Document) -> str | None:
    headings = (block.text for block in document.blocks if block.kind == "heading" and block.text)
    return next(headings, document.title)


def read_meeting(made: Assembly, reading: Reading) -> frozenset[str]:
    """The meeting, its task areas and who was there; returns the keys of the names on the list."""
    document = made.document
    first = reading.matrices[0] if reading.matrices else None
    prose = reading.prose[: first.before] if first else reading.prose
    found = meeting(document, prose, first.heading.texts if first else ())
    if found is None:
        return frozenset()
    made.meetings.append(found)
    for _, items in area_lists(prose):
        for item in items:
            text = names.tidy(item.text)
            made.areas.append(TaskArea(found.meeting_id, len(made.areas) + 1, text, statute_points(text)))
    for _, items in attendance_lists(prose):
        for item in items:
            person = listed(item.text)
            if person.name:
                position = len(made.attendances) + 1
                organisation_id = made.organisation(person.name)
                made.attendances.append(Attendance(found.meeting_id, organisation_id, position, person.name, person.represents))
    if not made.attendances:
        for block in reading.prose:
            if says(block.text, "elsewhere"):
                made.find(
                    "attendance-elsewhere",
                    f"the list of those present is elsewhere: {quote(block.text)}",
                    "info",
                    found.meeting_id,
                    block.places,
                )
                break
    made.report(checks.participants(found, made.attendances))
    if found.title:
        add_mentions(made, found.meeting_id, "title", found.title, ())
    return frozenset(key(entry.name_as_written) for entry in made.attendances)


def read_matrix(made: Assembly, matrix: Matrix, known: frozenset[str]) -> None:
    heading = matrix.heading
    rows = read_rows(matrix)
    note_matrix(made, matrix, rows)
    entries = rows.entries
    submitters = values(entries, heading, "submitter")
    targets = values(entries, heading, "target")
    sections = values(entries, heading, "section")
    first = len(made.postulates)
    last_answer: Passage | None = None
    for entry, submitter, target, section in zip(entries, submitters, targets, sections, strict=True):
        postulate_id = f"{made.document.document_id}.p{len(made.postulates) + 1}"
        text = entry.passage(*heading.columns("text"))
        reasons = entry.passage(*heading.columns("justification"))
        ids = submitters_of(made, matrix, entry, submitter, known)
        made.postulates.append(
            Postulate(
                postulate_id=postulate_id,
                document_id=made.document.document_id,
                meeting_id=made.meetings[0].meeting_id if made.meetings else None,
                position=len(made.postulates) + 1,
                number=entry.number,
                organisation_id=ids[0] if ids else None,
                organisation_as_written=flat(submitter.written),
                organisation_inherited=submitter.inherited,
                section=flat(section.passage.text) or entry.section,
                target=flat(target.passage.text),
                text=text.text,
                justification=reasons.text or None,
                page=text.page or first_page(entry),
                locator=text.locator or locator(entry_places(entry)),
            )
        )
        made.submitters.extend(PostulateOrganisation(postulate_id, found, n) for n, found in enumerate(ids, start=1))
        add_mentions(made, postulate_id, "text", text.text, text.links)
        add_mentions(made, postulate_id, "justification", reasons.text, reasons.links)
        if not text.text:
            made.find("missing-text", "the row has no comment", places=entry_places(entry), record_id=postulate_id)
        if not ids and heading.columns("submitter"):
            made.find("missing-organisation", "no submitter, in the row or above", places=text.places, record_id=postulate_id)
        last_answer = add_response(made, matrix, entry, postulate_id, text.text, last_answer)
        add_others(made, matrix, entry, postulate_id)
        for reason in entry.reasons:
            made.find("continued-row", reason, "info", postulate_id, text.places)
    made.report(checks.numbering(made.postulates[first:]))


def submitters_of(made: Assembly, matrix: Matrix, entry: Entry, submitter: Value, known: frozenset[str]) -> list[str]:
    """The ids of a row's submitters: from its cell, else from a section that is an organisation's name."""
    written = submitter.passage.text
    if not written and entry.section and not any(matrix.heading.columns("submitter")) and names.form(entry.section) is not None:
        written = entry.section
    found: list[Named] = [listed(name) for name in names.names(written, known)] if written else []
    return list(dict.fromkeys(made.organisation(named.name) for named in found if named.name))


def add_response(
    made: Assembly, matrix: Matrix, entry: Entry, postulate_id: str, proposal: str, above: Passage | None
) -> Passage | None:
    """The answer of a row, if it has one; returns it for a ditto mark below."""
    heading = matrix.heading
    answer = entry.passage(*heading.columns("answer"))
    decision = entry.passage(*heading.columns("decision"))
    responder = entry.passage(*heading.columns("responder"))
    decided = None if decision.blank else decision.text.replace("\n", " ")
    inherited = False
    if is_ditto(answer.text) and above is not None:
        answer, inherited = above, True
    if answer.blank or NO_ANSWER.fullmatch(answer.text):
        answer = Passage()
    if decided is not None and not answer.text:
        answer = decision
        if len(decided) > LONGEST_DECISION:
            decided = None
    if not answer.text:
        if heading.columns("answer", "decision"):
            made.find("missing-response", "no answer in the row", "info", postulate_id, entry_places(entry))
        return above
    stance = judge(answer.text, decided, proposal)
    number = len(made.responses) + 1
    response_id = f"{made.document.document_id}.r{number}"
    made.responses.append(
        Response(
            response_id=response_id,
            postulate_id=postulate_id,
            document_id=made.document.document_id,
            position=number,
            responder=responder.text.replace("\n", " ") or None,
            decision_as_written=decided,
            text=answer.text,
            stance=stance.value,
            stance_evidence=stance.evidence or None,
            page=answer.page,
            locator=answer.locator,
        )
    )
    add_mentions(made, response_id, "text", answer.text, answer.links)
    if stance.mixed:
        made.find(
            "mixed-stance", "the answer gives several verdicts that cannot be laid to parts", "info", response_id, answer.places
        )
    if stance.value == "unclear":
        made.find("unclear-stance", "no words of the answer tell whether the office agrees", "info", response_id, answer.places)
    if inherited:
        made.find("inherited-answer", "a ditto mark: the answer is the one above", "info", response_id, entry_places(entry))
    return answer


def add_mentions(made: Assembly, record_id: str, name: str, text: str, links: Sequence[Link]) -> None:
    for span in mentions(text, links):
        number = len(made.mentions) + 1
        made.mentions.append(
            Mention(
                mention_id=f"{made.document.document_id}.n{number}",
                document_id=made.document.document_id,
                record_id=record_id,
                field=name,
                kind=span.kind,
                text=text[span.start : span.end],
                value=span.value,
                unit=span.unit,
                start=span.start,
                end=span.end,
            )
        )


def add_others(made: Assembly, matrix: Matrix, entry: Entry, postulate_id: str) -> None:
    """The cells of columns that no table of the contract has a place for."""
    for column, role in enumerate(matrix.heading.roles):
        if role in ("", "other", "current"):
            found = entry.passage(column)
            if found.text:
                heading = matrix.heading.texts[column] or None
                made.others.append(
                    OtherCell(made.document.document_id, postulate_id, heading, found.text, found.page, found.locator)
                )


def note_matrix(made: Assembly, matrix: Matrix, rows: Rows) -> None:
    """What was put together, left over, or has no place: said once a matrix."""
    heading = matrix.heading
    places = matrix.fragments[0].table.places
    for column, role in enumerate(heading.roles):
        if role in ("", "other", "current") and any(entry.filled(column) for entry in rows.entries):
            name = heading.texts[column] or f"column {column + 1}"
            made.find("unmapped-column", f"the column “{quote(name)}” is kept in other_cells", "info", places=places)
    for fragment in matrix.fragments[1:]:
        message = f"a table is read as a continuation of the one before: {fragment.joined}"
        made.find("joined-table", message, "info", places=fragment.table.places)
    for left in rows.left_over:
        made.find("unread-row", f"{left.reason}: {left.text}", "info", places=left.places)
    for block in matrix.between:
        if block.text and block.kind not in ("heading",) and not block.strong:
            made.find("text-between-tables", f"text between pieces of the table: {block.text}", "info", places=block.places)


def note_unread(made: Assembly, reading: Reading, table: Table) -> None:
    """A table that was not read as comments, where the document has some or the table looks like data."""
    if reading.matrices and table.width > 2 and len(table.rows) > 2:
        words = " | ".join(cell.text.replace("\n", " ") for cell in list(table.cells())[: table.width])
        made.find("other-table", f"a table that holds no comments was not read: {quote(words)}", "info", places=table.places)


def entry_places(entry: Entry) -> tuple[Place, ...]:
    return tuple(place for cell in entry_cells(entry) for place in cell.places)


def entry_cells(entry: Entry) -> Iterator[Cell]:
    for column in sorted(entry.cells):
        if column not in entry.spanned:
            yield from entry.cells[column]


def first_page(entry: Entry) -> int | None:
    return next((place.page for place in entry_places(entry) if place.page is not None), None)


def flat(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def quote(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1] + "…"
