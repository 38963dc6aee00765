"""One document's records: what its tables and its prose say, put into the tables of a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from postulat.extract.document import Block, Document, Table
from postulat.extract.gc_pause import collector_paused
from postulat.normalize import checks
from postulat.normalize.builder import Assembly
from postulat.normalize.bundles.fingerprint import bond
from postulat.normalize.commitments.commitments import note_commitments
from postulat.normalize.findings import of_note, shortened
from postulat.normalize.grades import grade, reading_reasons
from postulat.normalize.language import language
from postulat.normalize.matrix.answer_pointers import follow_pointers
from postulat.normalize.matrix.headings import heading, heading_role
from postulat.normalize.matrix.layout_tables import is_layout, opened
from postulat.normalize.matrix.postulates import Beside, read_matrix
from postulat.normalize.matrix.rows import Rows
from postulat.normalize.matrix.submitter_legend import legend
from postulat.normalize.matrix.tables import DocumentReading, Matrix
from postulat.normalize.matrix.verdict_legend import verdict_codes
from postulat.normalize.meeting.lists import area_lists, attendance_lists, with_listed_tables
from postulat.normalize.meeting.meeting import described
from postulat.normalize.meeting.present import present
from postulat.normalize.meeting.task_areas import statute_points
from postulat.normalize.names import organisations as names
from postulat.normalize.readings.accounting import coverage, unaccounted
from postulat.normalize.readings.choose import Choice, choose_reading, note_rivals
from postulat.normalize.readings.lines_above import names_above
from postulat.normalize.records import Attendance, DocumentRecord, Records, TaskArea
from postulat.normalize.topics.topics import note_topics
from postulat.normalize.understanding import EVERYTHING, Understanding
from postulat.normalize.vocabulary.cues import says

OF_COMMENTS = frozenset(("submitter", "text", "answer", "decision", "justification"))
FEWEST_HEADINGS, FEWEST_COLUMNS, FEWEST_ROWS = 2, 3, 3
"""Of a table that was not read as comments, for its headings to say that it may hold some."""


@collector_paused()
def normalize(document: Document, understanding: Understanding = EVERYTHING) -> Records:
    """The records of one document. Organisations are joined over documents afterwards, by `combine`."""
    made = Assembly(document)
    made.language = made.attempt("language", language, document)
    for note in document.notes:
        made.findings.append(of_note(document.document_id, note))
    blocks = made.attempt("reading", listed_blocks, document) or document.blocks
    choice = choose_reading(blocks, document.title, made.language or "pl", made.attempt)
    reading = choice.reading
    made.attempt("check", note_missing_headings, made, reading)
    read = read_comments(made, blocks, reading)
    heading.cache_clear()
    is_layout.cache_clear()
    made.attempt("check", lower_grades, made, choice)
    if understanding.topics:
        made.attempt("topics", note_topics, made, understanding.themes)
    if understanding.promises:
        made.attempt("commitments", note_commitments, made)
    rest = reading.prose[reading.matrices[-1].before if reading.matrices else 0 :]
    if reading.matrices:
        made.attempt("meeting", note_elsewhere, made, rest)
    else:
        made.attempt("meeting", read_meeting, made, rest, ())
    made.report(made.attempt("check", checks.listed_submitters, made.submitters, made.attendances, made.organisations) or ())
    for table in reading.others:
        made.attempt("check", note_unread, made, reading, table, places=table.places)
    made.attempt("check", note_rivals, made, choice)
    if not reading.matrices:
        note_no_comments(made, choice)
    covered = made.attempt("check", coverage, read)
    bound = made.attempt("bundles", bond, document, made.postulates)
    return Records(
        documents=(document_record(made, choice, covered),),
        meetings=tuple(made.meetings),
        task_areas=tuple(made.areas),
        organisations=tuple(made.organisations.values()),
        attendances=tuple(made.attendances),
        postulates=tuple(made.postulates),
        postulate_organisations=tuple(made.submitters),
        responses=tuple(made.responses),
        mentions=tuple(made.mentions),
        topics=tuple(made.topics),
        commitments=tuple(made.commitments),
        other_cells=tuple(made.others),
        findings=tuple(made.findings),
        bonds=tuple(filter(None, (bound,))),
    )


def readings_of(document: Document) -> Choice:
    """The readings of a document's comments, as `normalize` weighs them."""
    return choose_reading(listed_blocks(document), document.title, language(document) or "pl")


def listed_blocks(document: Document) -> tuple[Block, ...]:
    """The blocks of a document, with tables of those present as lists."""
    return with_listed_tables(document.blocks, lambda table: heading(table) is not None)


def read_comments(made: Assembly, blocks: Sequence[Block], reading: DocumentReading) -> list[tuple[Matrix, Rows]]:
    """The records of every matrix, each after the meeting that the prose above it describes."""
    cited = made.attempt("submitter", legend, reading.others) or {}
    codes = made.attempt("answer", verdict_codes, reading, made.language or "pl") or {}
    above, used = made.attempt("submitter", lambda: names_above(opened(tuple(blocks)), reading)) or ({}, frozenset())
    read: list[tuple[Matrix, Rows]] = []
    ditto: dict[str, str] = {}
    start = 0
    for matrix in reading.matrices:
        made.attempt("meeting", read_meeting, made, reading.prose[start : matrix.before], matrix.heading.texts)
        present = frozenset(entry.organisation_id for entry in made.attendances)
        matrix.between[:] = [block for block in matrix.between if id(block) not in used]
        start = matrix.before
        places = matrix.fragments[0].table.places
        found = made.attempt("table", read_matrix, made, matrix, Beside(present, cited, above, codes), places=places)
        if found is None:
            continue
        rows, repeated = found
        read.append((matrix, rows))
        ditto |= repeated
        for cell in made.attempt("check", unaccounted, matrix, rows, places=places) or ():
            made.find("unread-cell", places=cell.places, text=shortened(cell.text))
    made.attempt("answer", follow_pointers, made, ditto)
    return read


def lower_grades(made: Assembly, choice: Choice) -> None:
    """Doubts about the reading as a whole, and rows without a comment, in the grade of each record."""
    whole = reading_reasons(choice.kind, choice.margin)
    for place, row in enumerate(made.postulates):
        reasons = (*row.grade_reasons, *whole, *(() if any(map(str.isalpha, row.text)) else ("missing-text",)))
        if reasons != row.grade_reasons:
            made.postulates[place] = replace(row, grade=grade(reasons), grade_reasons=reasons)


def note_no_comments(made: Assembly, choice: Choice) -> None:
    """No comments: for a document that says it holds some, a person should look."""
    if choice.about_comments or any(speaks_of_comments(block.table) for block in made.document.blocks):
        made.find("no-comment-table", "said")
    elif made.meetings:
        made.find("no-comment-table", "meeting")
    else:
        made.find("no-comment-table")


def speaks_of_comments(table: Table | None) -> bool:
    """Whether some headings of a table that was not read are those of comments: one of them may have been renamed."""
    if table is None or table.width < FEWEST_COLUMNS or len(table.rows) < FEWEST_ROWS:
        return False
    roles = {heading_role(cell.text) for cell in table.rows[0] if cell is not None and cell.text}
    return len(roles & OF_COMMENTS) >= FEWEST_HEADINGS


def document_record(made: Assembly, choice: Choice, covered: float | None) -> DocumentRecord:
    document, reading = made.document, choice.reading
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
        coverage=covered,
        reading=choice.kind,
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
    there: list[Attendance] = []
    for _, items in attendance_lists(prose):
        for item in items:
            who, representative = present(item.text)
            if names.key(who.name):
                one = made.organisation(who)
                there.append(Attendance(found.meeting_id, one, len(there) + 1, who.name, who.represents, representative))
    made.attendances.extend(there)
    note_elsewhere(made, prose)
    made.report(checks.participants(found, there))
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


def note_missing_headings(made: Assembly, reading: DocumentReading) -> None:
    for matrix in reading.matrices:
        head = matrix.heading
        if not head.by_contents:
            continue
        told = [f"{column + 1}: {head.roles[column]}" for column in head.by_contents]
        places = matrix.fragments[0].table.places
        made.find("missing-headings", "some-known" if any(head.texts) else "", places=places, columns=told)


def note_unread(made: Assembly, reading: DocumentReading, table: Table) -> None:
    """A table that was not read as comments, where the document has some or the table looks like data."""
    if reading.matrices and table.width > 2 and len(table.rows) > 2:
        words = " | ".join(cell.text.replace("\n", " ") for cell in list(table.cells())[: table.width])
        made.find("other-table", places=table.places, text=shortened(words))
