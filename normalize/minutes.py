"""One document's records: what its tables and its prose say, put into the tables of the contract."""

from __future__ import annotations

from extract.document import Document, Table
from normalize import checks
from normalize import organisations as names
from normalize.assembly import Assembly, quote
from normalize.labelled import with_labelled_table
from normalize.language import language
from normalize.legend import legend
from normalize.matrix import Reading, read_matrices
from normalize.meetings import area_lists, attendance_lists, meeting, says
from normalize.organisations import key, listed
from normalize.postulates import read_matrix
from normalize.records import Attendance, DocumentRecord, Records, TaskArea
from normalize.task_areas import statute_points


def normalize(document: Document) -> Records:
    """The records of one document. Organisations are joined over documents afterwards, by `combine`."""
    made = Assembly(document, language(document))
    for note in document.notes:
        made.find(note.code, note.message, note.severity, places=note.places)
    reading = read_matrices(document.blocks)
    if not reading.matrices:
        reading = read_matrices(with_labelled_table(document.blocks))
    known = read_meeting(made, reading)
    cited = legend(reading.others)
    for matrix in reading.matrices:
        read_matrix(made, matrix, known, cited)
    made.report(checks.listed_submitters(made.submitters, made.attendances, made.organisations))
    for table in reading.others:
        note_unread(made, reading, table)
    if not reading.matrices:
        made.find("no-comment-table", "no table with comments was found", "info" if made.meetings else "warning")
    return Records(
        documents=(document_record(made),),
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


def document_record(made: Assembly) -> DocumentRecord:
    document = made.document
    return DocumentRecord(
        document_id=document.document_id,
        source=document.source,
        media_type=document.media_type,
        sha256=document.sha256,
        size_bytes=document.size_bytes,
        page_count=document.page_count,
        title=document_title(document),
        language=made.language,
        extractor=document.extractor,
        status="ok" if made.postulates or made.meetings else "empty",
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
        made.mention(found.meeting_id, "title", found.title, ())
    return frozenset(key(entry.name_as_written) for entry in made.attendances)


def note_unread(made: Assembly, reading: Reading, table: Table) -> None:
    """A table that was not read as comments, where the document has some or the table looks like data."""
    if reading.matrices and table.width > 2 and len(table.rows) > 2:
        words = " | ".join(cell.text.replace("\n", " ") for cell in list(table.cells())[: table.width])
        made.find("other-table", f"a table that holds no comments was not read: {quote(words)}", "info", places=table.places)
