"""Old spreadsheets of Excel 97–2003 (XLS) → document, with formats, hidden rows and struck text as their records tell them."""

from __future__ import annotations

import datetime
import hashlib
import io
from typing import TYPE_CHECKING, Any, Literal

from postulat.extract.document import Document, Note
from postulat.extract.errors import ReadError, one_line
from postulat.extract.media_types import XLS
from postulat.extract.office.locked import opened as unlocked
from postulat.extract.office.sheets.blocks import blocks
from postulat.extract.office.sheets.raw import Area, RawCell, RawSheet, Reason, living
from postulat.extract.office.sheets.values import Value
from postulat.extract.options import HiddenRows

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet

FILTER_MODE, END_OF_SHEET = 0x009B, 0x000A
"""Records of a sheet's stream: a filter leaves rows out; the sheet ends."""
MOST_CELLS = 2_000_000
LOCKED_WORDS = "encrypted"  # how the library says that it needs a password


def read(data: bytes, source: str, hidden_rows: HiddenRows = "keep", password: str = "") -> Document:
    """An XLS file as blocks; a block's path is `sheet=Uwagi cell=C4`."""
    notes: list[Note] = []
    book = opened(data, password)
    try:
        sheets = [raw_sheet(book, index) for index in range(book.nsheets)]
    except ReadError:
        raise
    except Exception as error:  # the library lets through whatever a damaged record leads to
        raise ReadError(f"the workbook cannot be read: {one_line(error)}") from error
    finally:
        book.release_resources()
    if sum(len(sheet.cells) for sheet in sheets) > MOST_CELLS:
        raise ReadError(f"the workbook has more than {MOST_CELLS:,} cells")
    found = blocks(sheets, notes, hidden_rows, None)
    return Document(source, XLS, hashlib.sha256(data).hexdigest(), len(data), "xls", found, notes=tuple(notes))


def opened(data: bytes, password: str) -> Book:
    import xlrd

    def book(given: bytes) -> Book:
        # What the library doubts goes nowhere: it is about the file's inner order, not about its text.
        return xlrd.open_workbook(
            file_contents=given, formatting_info=True, on_demand=True, ragged_rows=True, logfile=io.StringIO()
        )

    try:
        return book(data)
    except Exception as error:
        if LOCKED_WORDS not in str(error):
            raise ReadError(f"the workbook cannot be opened: {one_line(error)}") from error
    given = unlocked(data, password)
    try:
        return book(given)
    except Exception as error:
        raise ReadError(f"the workbook cannot be opened: {one_line(error)}") from error


def raw_sheet(book: Book, index: int) -> RawSheet:
    sheet = book.sheet_by_index(index)
    found = RawSheet(sheet.name, hidden=sheet.visibility != 0)
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind not in (0, 6):  # nothing, and an empty cell with a format
                found.cells.append(raw_cell(book, sheet, row, column, kind))
    found.merged = [Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells]
    found.hidden_columns = {column + 1 for column, look in sheet.colinfo_map.items() if look.hidden}
    found.hidden_rows = hidden_rows(book, sheet, index)
    if getattr(sheet, "panes_are_frozen", False):
        found.titles = int(sheet.horz_split_pos)
    written = {(cell.row, cell.column): place for place, cell in enumerate(found.cells)}
    for (row, column), note in sheet.cell_note_map.items():
        place = written.get((row + 1, column + 1))
        if place is None:
            found.cells.append(RawCell(row + 1, column + 1, None, comment=note.text or ""))
        else:
            found.cells[place] = found.cells[place]._replace(comment=note.text or "")
    return found


def raw_cell(book: Book, sheet: Sheet, row: int, column: int, kind: int) -> RawCell:
    look = book.xf_list[sheet.cell_xf_index(row, column)]
    font = book.font_list[look.font_index]
    number_format = book.format_map[look.format_key].format_str if look.format_key in book.format_map else "General"
    value = value_of(sheet.cell_value(row, column), kind, number_format, 1 if book.datemode else 0)
    struck = ""
    runs = sheet.rich_text_runlist_map.get((row, column))
    if runs and isinstance(value, str):
        value, struck = living(run_texts(book, value, runs, bool(font.struck_out)))
    elif font.struck_out:
        value, struck = None, str(value)
    link = sheet.hyperlink_map.get((row, column))
    target = link.url_or_path if link is not None and isinstance(link.url_or_path, str) else ""
    return RawCell(row + 1, column + 1, value, number_format, bool(font.bold) or font.weight >= 700, target, struck)


def run_texts(book: Book, text: str, runs: list[Any], struck: bool) -> list[tuple[str, bool]]:
    """The pieces of a text with fonts of their own, each with whether it is struck."""
    starts = [0, *(start for start, _ in runs), len(text)]
    fonts = [struck, *(bool(book.font_list[font].struck_out) for _, font in runs)]
    return [(text[starts[place] : starts[place + 1]], out) for place, out in enumerate(fonts)]


def value_of(value: Any, kind: int, number_format: str, mode: Literal[0, 1]) -> Value:
    import xlrd

    if kind == xlrd.XL_CELL_TEXT:
        return str(value)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, "#N/A"))
    if kind == xlrd.XL_CELL_DATE:
        if number_format.lower().startswith(("[h", "[m", "[s")):
            return datetime.timedelta(days=value)
        try:
            moment = xlrd.xldate_as_datetime(value, mode)
        except (ValueError, OverflowError):
            return float(value)
        return moment.time() if value < 1 else moment
    return float(value)


def hidden_rows(book: Book, sheet: Sheet, index: int) -> dict[int, Reason]:
    found: dict[int, Reason] = {}
    rows = {row: look for row, look in sheet.rowinfo_map.items() if look.hidden}
    if rows:
        filtered = is_filtered(book, index)
        for row, look in rows.items():
            found[row + 1] = "group" if look.outline_level else "filter" if filtered else "hand"
    return found


def is_filtered(book: Book, index: int) -> bool:
    """Whether a filter of the sheet leaves rows out, which a record of its stream says that the library passes over."""
    stream = book.mem
    place: int = getattr(book, "_sh_abs_posn")[index]  # noqa: B009 (typed as if it were not there)
    while stream is not None and place + 4 <= len(stream):
        kind, size = int.from_bytes(stream[place : place + 2], "little"), int.from_bytes(stream[place + 2 : place + 4], "little")
        if kind == FILTER_MODE:
            return True
        if kind == END_OF_SHEET:
            return False
        place += 4 + size
    return False
