"""Cells that a person edited in the sheet `records` of the workbook, as corrections."""

from __future__ import annotations

import datetime
import re
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from postulat.export.formats.xlsx_cells import CUT, fitted
from postulat.export.schema.codebook import entries
from postulat.normalize.corrections.corrections import Correction, CorrectionsError
from postulat.normalize.corrections.stance_names import stance_meant
from postulat.normalize.corrections.values import as_text, lines
from postulat.normalize.records import Postulate, Record, Records, Response

SHEET = re.compile(r"records( \(\d+\))?")
LARGEST_FILE = 500 * 1024**2
"""Bytes of a workbook."""
OF_A_POSTULATE = {
    "number": "number",
    "organisation": "organisation",
    "postulate": "text",
    "section": "section",
    "target": "target",
    "justification": "justification",
}
OF_AN_ANSWER = {"response": "text", "stance": "stance", "decision": "decision_as_written"}
OF_A_MEETING = ("date", "host_unit", "municipality", "programme_year")
NAME = "postulate_id"
IGNORED = ("corrected",)
"""Columns that follow from the others."""
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class EditedRow(NamedTuple):
    """A row of the sheet: where it stands, and the text of its cell in each column."""

    origin: str
    cells: Mapping[str, str]


def corrections_from_xlsx(path: Path, records: Records, by: str = "") -> tuple[Correction, ...]:
    """What was edited in the sheet `records`, against the records that it was written from.

    Headings may be in any language of the program, or the names of the columns; rows are matched by the id of the postulate; they
    may be sorted or removed. `CorrectionsError` says in one line which row cannot be a correction.
    """
    return corrections_of_rows(rows(path), records, by)


def corrections_of_rows(given: Iterable[EditedRow], records: Records, by: str) -> tuple[Correction, ...]:
    book = Before(records)
    found: dict[tuple[str, str], Correction] = {}
    for row in given:
        for correction in book.corrections(row, by):
            first = found.setdefault((correction.record_id, correction.field), correction)
            if first.new_value != correction.new_value:
                raise CorrectionsError(f"{row.origin}: {correction.field} is not the same as in {first.origin}, for one meeting")
    return tuple(found.values())


def opened_workbook(path: Path) -> Any:
    import zipfile

    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        told = path.stat()
        if told.st_size > LARGEST_FILE or not stat.S_ISREG(told.st_mode):
            raise CorrectionsError(f"{path.name}: not an ordinary file, or larger than {LARGEST_FILE // 1024**2} MB")
        return openpyxl.load_workbook(path, read_only=True, data_only=True)
    except OSError as error:
        raise CorrectionsError(f"{path}: {error.strerror or 'cannot be read'}") from error
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise CorrectionsError(f"{path.name}: not an XLSX workbook") from error


def rows(path: Path) -> Iterator[EditedRow]:
    workbook = opened_workbook(path)
    try:
        sheets = [sheet for sheet in workbook.worksheets if SHEET.fullmatch(sheet.title)]
        if not sheets:
            raise CorrectionsError(f"{path.name}: there is no sheet “records”")
        for sheet in sheets:
            yield from sheet_rows(sheet, f"{path.name}: {sheet.title}")
    finally:
        workbook.close()


def sheet_rows(sheet: Any, name: str) -> Iterator[EditedRow]:
    lines_of_cells = sheet.iter_rows(values_only=True)
    columns = headings(next(lines_of_cells, ()), name)
    for number, values in enumerate(lines_of_cells, start=2):
        cells = {column: text_of(value) for column, value in zip(columns, values, strict=False) if column}
        if any(cells.values()):
            yield EditedRow(f"{name} row {number}", cells)


def headings(values: Sequence[object], name: str) -> list[str]:
    """The column behind each heading; empty for one that a person added."""
    known: dict[str, str] = {}
    for column, entry in entries("records").items():
        for label in (column, *entry.labels):
            known.setdefault(label.casefold(), column)
    found = [known.get(" ".join(str(value or "").split()).casefold(), "") for value in values]
    if found.count(NAME) != 1:
        raise CorrectionsError(f"{name}: there must be one column “{entries('records')[NAME].label('en')}” ({NAME})")
    return found


def text_of(value: object) -> str:
    """A cell as a text: a number that a spreadsheet made of a text is that text again.

    >>> text_of(3.0), text_of(datetime.datetime(2026, 6, 9)), text_of(None), text_of(True)
    ('3', '2026-06-09', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return lines(ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)) if isinstance(value, str) else str(value)


class Before:
    """The records that the sheet was written from, to look up what stood in a row."""

    def __init__(self, records: Records) -> None:
        self.flat: dict[str, Record] = {row.postulate_id: row for row in records.records}
        self.postulates: dict[str, Postulate] = {row.postulate_id: row for row in records.postulates}
        self.answers: dict[str, list[Response]] = {}
        for row in records.responses:
            self.answers.setdefault(row.postulate_id, []).append(row)

    def corrections(self, row: EditedRow, by: str) -> Iterator[Correction]:
        record = self.flat.get(row.cells[NAME])
        if record is None:
            told = f"no postulate {row.cells[NAME]} in these tables" if row.cells[NAME] else "a row without the id of its postulate"
            raise CorrectionsError(f"{row.origin}: {told}")
        for column, new in row.cells.items():
            old = as_text(getattr(record, column))
            if column == "stance":
                new = "\n".join(stance_meant(part) for part in new.split("\n"))
            if column in IGNORED or new in (lines(old), lines(fitted(old)[0])):
                continue
            if CUT in new and fitted(old)[1]:
                raise CorrectionsError(f"{row.origin}: {column} is cut in the workbook; correct it on the review page")
            for record_id, field, before, after in self.edits(record, column, new, row.origin):
                yield Correction(record_id, field, before, after, by, "", row.origin)

    def edits(self, record: Record, column: str, new: str, origin: str) -> Iterator[tuple[str, str, str, str]]:
        """(record id, field, old value, new value) of an edited cell; several where it holds a line for each answer."""
        if column in OF_A_POSTULATE:
            yield record.postulate_id, OF_A_POSTULATE[column], as_text(getattr(record, column)), new
        elif column in OF_A_MEETING and record.meeting_id:
            yield record.meeting_id, column, as_text(getattr(record, column)), new
        elif column in OF_AN_ANSWER:
            yield from self.of_answers(record, column, new, origin)
        else:
            why = "there is no meeting" if column in OF_A_MEETING else "this column cannot be corrected"
            raise CorrectionsError(f"{origin}: {column}: {why}")

    def of_answers(self, record: Record, column: str, new: str, origin: str) -> Iterator[tuple[str, str, str, str]]:
        own = self.answers.get(record.postulate_id, [])
        field = OF_AN_ANSWER[column]
        if not own:
            yield record.postulate_id, column, "", new
        elif len(own) == 1:
            yield own[0].response_id, field, as_text(getattr(own[0], field)), new
        else:
            values = new.split("\n")
            if column != "stance" or len(values) != len(own):
                raise CorrectionsError(f"{origin}: {column} holds {len(own)} answers; correct it on the review page")
            for answer, value in zip(own, values, strict=True):
                if value != answer.stance:
                    yield answer.response_id, field, answer.stance, value
