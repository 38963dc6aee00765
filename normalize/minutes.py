"""One document's records: what its tables and its prose say, put into the tables of a run."""

from __future__ import annotations

from collections.abc import Sequence

from postulat.extract.document import Block, Document, Table
from postulat.normalize import checks
from postulat.normalize.builder import Assembly
from postulat.normalize.bundles.fingerprint import bond
from postulat.normalize.findings import of_note, shortened
from postulat.normalize.language import language
from postulat.normalize.matrix.headings import heading
from postulat.normalize.matrix.headings_by_content import heading_from_contents, heading_with_answers
from postulat.normalize.matrix.labelled_comments import with_labelled_table
from postulat.normalize.matrix.postulates import read_matrix
from postulat.normalize.matrix.submitter_legend import legend
from postulat.normalize.matrix.tables import Reading, read_matrices
from postulat.normalize.meeting.lists import area_lists, attendance_lists, with_listed_tables
from postulat.normalize.meeting.meeting import described
from postulat.normalize.meeting.task_areas import statute_points
from postulat.normalize.names import organisations as names
from postulat.normalize.names.organisations import listed
from postulat.normalize.records import Attendance, DocumentRecord, Records, TaskArea
from postulat.normalize.vocabulary.cues import says


def normalize(document: Document) -> Records:
    """The records of one document. Organisations are joined over documents afterwards, by `combine`."""
    made = Assembly(document, language(document))
    for note in document.notes:
        made.findings.append(of_note(document.document_id, note))
    blocks = with_listed_tables(document.blocks, lambda table: heading(table) is not None)
    reading = read_matrices(blocks, heading_with_answers)
    if not reading.matrices:
        reading = read_matrices(with_labelled_table(blocks), heading_with_answers)
    if not reading.matrices:
        reading = read_matrices(blocks, heading_from_contents)
    note_missing_headings(made, reading)
    cited = legend(reading.others)
    start = 0
    for matrix in reading.matrices:
        read_meeting(made, reading.prose[start : matrix.before], matrix.heading.texts)
        known = frozenset(entry.organisation_id for entry in made.attendances)
        read_matrix(made, matrix, known, cited)
        start = matrix.before
    rest = reading.prose[start:]
    if reading.matrices:
        note_elsewhere(made, rest)
    else:
        read_meeting(made, rest, ())
    made.report(checks.listed_submitters(made.submitters, made.attendances, made.organisations))
    for table in reading.others:
        note_unread(made, reading, table)
    if not reading.matrices:
        made.find("no-comment-table", "meeting" if made.meetings else "")
    return Records(
        documents=(document_record(made, reading),),
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
        bonds=tuple(filter(None, (bond(document, made.postulates),))),
    )


def document_record(made: Assembly, reading: Reading) -> DocumentRecord:
    document = made.document
    return DocumentRecord(
        document_id=document.document_id,
        source=document.source,
        media_type=document.media_type,
        sha256=document.sha256,
        size_bytes=document.size_bytes,
        page_count=document.page_count,
        title=next((block.text for block in reading.prose if block.kind == "heading" and block.text), document.title),
        language=made.language,
        extractor=document.extractor,
        status="ok" if made.postulates or made.meetings else "empty",
    )


def read_meeting(made: Assembly, prose: Sequence[Block], headings: Sequence[str]) -> None:
    """The meeting that the prose above a table describes, its task areas and who was there.

    A document may hold several, each above its own table; after the first, only prose that names a day opens another.
    """
    number = len(made.meetings) + 1
    told = described(made.document, prose, headings, number, made.language)
    if told is None or (number > 1 and told.meeting.date is None):
        return
    found = told.meeting
    made.report(told.doubts)
    made.meetings.append(found)
    for _, items in area_lists(prose):
        for position, item in enumerate(items, start=1 + sum(area.meeting_id == found.meeting_id for area in made.areas)):
            text = names.tidy(item.text)
            made.areas.append(TaskArea(found.meeting_id, position, text, statute_points(text)))
    present: list[Attendance] = []
    for _, items in attendance_lists(prose):
        for item in items:
            person = listed(item.text)
            if person.name:
                key = made.organisation(person)
                present.append(Attendance(found.meeting_id, key, len(present) + 1, person.name, person.represents))
    made.attendances.extend(present)
    note_elsewhere(made, prose)
    made.report(checks.participants(found, present))
    if found.title:
        made.mention(found.meeting_id, "title", found.title, ())


def note_elsewhere(made: Assembly, prose: Sequence[Block]) -> None:
    """A text that says that the list of those present is an annex: nobody was left out here."""
    if not made.meetings or any(entry.meeting_id == made.meetings[-1].meeting_id for entry in made.attendances):
        return
    for block in prose:
        if says(block.text, "elsewhere"):
            meeting_id = made.meetings[-1].meeting_id
            made.find("attendance-elsewhere", "", meeting_id, block.places, text=shortened(block.text))
            return


def note_missing_headings(made: Assembly, reading: Reading) -> None:
    for matrix in reading.matrices:
        head = matrix.heading
        if not head.by_contents:
            continue
        told = [f"{column + 1}: {head.roles[column]}" for column in head.by_contents]
        places = matrix.fragments[0].table.places
        made.find("missing-headings", "some-known" if any(head.texts) else "", places=places, columns=told)


def note_unread(made: Assembly, reading: Reading, table: Table) -> None:
    """A table that was not read as comments, where the document has some or the table looks like data."""
    if reading.matrices and table.width > 2 and len(table.rows) > 2:
        words = " | ".join(cell.text.replace("\n", " ") for cell in list(table.cells())[: table.width])
        made.find("other-table", places=table.places, text=shortened(words))
