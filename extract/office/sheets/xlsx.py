"""Spreadsheets of Excel (XLSX, XLSM) → document, with values as the sheet shows them."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from typing import TYPE_CHECKING

from postulat.extract.characters.cleaning import clean
from postulat.extract.document import Document, Note
from postulat.extract.errors import ReadError, one_line
from postulat.extract.office.package import declared_language, open_package
from postulat.extract.office.sheets import xlsb
from postulat.extract.office.sheets.blocks import blocks
from postulat.extract.office.sheets.raw import Area, RawCell, RawSheet, Reason, living
from postulat.extract.office.sheets.values import Value
from postulat.extract.office.sheets.xlsx_package import lightened
from postulat.extract.options import HiddenRows

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SPREADSHEET_WITH_MACROS = "application/vnd.ms-excel.sheet.macroEnabled.12"
LAST_COLUMN = 16_384


def read(data: bytes, source: str, hidden_rows: HiddenRows = "keep") -> Document:
    """An XLSX, XLSM or XLSB file as blocks; a block's path is `sheet=Uwagi cell=C4`."""
    package = open_package(data)
    if xlsb.WORKBOOK in package:
        return xlsb.read(package, data, source, hidden_rows)
    notes: list[Note] = []
    workbook = opened(lightened(package, data, notes))
    try:
        sheets = [raw_sheet(worksheet) for worksheet in workbook.worksheets]
        notes += [Note("drawing", "chart-sheet", values={"name": chart.title}) for chart in workbook.chartsheets]
        title, language = workbook.properties.title, declared_language(workbook.properties.language)
    finally:
        workbook.close()
    found = blocks(sheets, notes, hidden_rows, language)
    return Document(
        source=source,
        media_type=SPREADSHEET_WITH_MACROS if "xl/vbaProject.bin" in package else SPREADSHEET,
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        extractor="xlsx",
        blocks=found,
        title=clean(title or "") or None,
        language=language,
        notes=tuple(notes),
    )


def opened(data: bytes) -> Workbook:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return load_workbook(io.BytesIO(data), data_only=True, keep_links=False, rich_text=True)
        except Exception as error:  # openpyxl lets through whatever a damaged part leads to: KeyError, TypeError, ValueError …
            raise ReadError(f"the workbook cannot be opened: {one_line(error)}") from error


def raw_sheet(worksheet: Worksheet) -> RawSheet:
    return RawSheet(
        worksheet.title,
        [raw_cell(row, column, cell) for (row, column), cell in worksheet._cells.items() if cell.value is not None or cell.comment],
        [Area(span.min_row, span.min_col, span.max_row, span.max_col) for span in worksheet.merged_cells.ranges],
        hidden_rows(worksheet),
        hidden_columns(worksheet),
        title_rows(worksheet),
        worksheet.sheet_state != "visible",
    )


def raw_cell(row: int, column: int, cell: Cell | MergedCell) -> RawCell:
    value, struck = value_of(cell)
    target = cell.hyperlink.target or "" if cell.hyperlink is not None else ""
    comment = cell.comment.text or "" if cell.comment is not None else ""
    return RawCell(row, column, value, number_format(cell), styled(cell, "b"), target, struck, comment)


def value_of(cell: Cell | MergedCell) -> tuple[Value, str]:
    """The value without what is struck in it, and what is."""
    value = cell.value
    struck = styled(cell, "strike")
    if isinstance(value, list):  # text with a format of its own for some runs
        runs = [(str(getattr(run, "text", run)), run_struck(run, struck)) for run in value]
        return living(runs)
    plain: Value = value if isinstance(value, Value) else str(value)
    return (None, str(plain if plain is not None else "")) if struck else (plain, "")


def run_struck(run: object, otherwise: bool) -> bool:
    font = getattr(run, "font", None)
    return otherwise if font is None else bool(font.strike)


def number_format(cell: Cell | MergedCell) -> str:
    """The cell's number format; `General` where a damaged file refers to one that it does not have."""
    try:
        return cell.number_format or "General"
    except IndexError:
        return "General"


def styled(cell: Cell | MergedCell, property_name: str) -> bool:
    try:
        return bool(cell.font is not None and getattr(cell.font, property_name))
    except IndexError:
        return False


def hidden_rows(worksheet: Worksheet) -> dict[int, Reason]:
    """The hidden rows, and whether a filter, a folded group or a hand hides each."""
    found: dict[int, Reason] = {}
    filtered = filtered_rows(worksheet)
    for row, look in worksheet.row_dimensions.items():
        if look.hidden:
            inside = any(first < row <= last for first, last in filtered)
            found[row] = "filter" if inside else "group" if look.outlineLevel else "hand"
    return found


def filtered_rows(worksheet: Worksheet) -> list[tuple[int, int]]:
    """First and last row of each range that a filter with a condition is set on; the first is its heading."""
    filters = [worksheet.auto_filter, *(table.autoFilter for table in worksheet.tables.values())]
    ranges = [one.ref for one in filters if one is not None and one.ref and one.filterColumn]
    found = []
    for reference in ranges:
        rows = [int(number) for number in re.findall(r"\d{1,7}", reference)]
        if len(rows) == 2:
            found.append((rows[0], rows[1]))
    return found


def hidden_columns(worksheet: Worksheet) -> set[int]:
    looks = worksheet.column_dimensions.values()
    spans = sorted((look.min, look.max) for look in looks if look.hidden and look.min is not None and look.max is not None)
    found: set[int] = set()
    done = 0
    for first, last in spans:
        found.update(range(max(first, done + 1), min(last, LAST_COLUMN) + 1))
        done = max(done, last)
    return found


def title_rows(worksheet: Worksheet) -> int:
    """The last row that is repeated on each printed page, or else the last one that stays in place when scrolling."""
    repeated = re.search(r"\$?(\d+)$", worksheet.print_title_rows or "")
    if repeated:
        return int(repeated[1])
    frozen = re.search(r"\d+$", worksheet.freeze_panes or "")
    return int(frozen[0]) - 1 if frozen else 0
