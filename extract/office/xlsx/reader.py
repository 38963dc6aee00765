"""Spreadsheets (XLSX, XLSM) as blocks: each sheet's prose and its tables, with values as the sheet shows them."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from postulat.extract.characters.cleaning import clean
from postulat.extract.document import Block, Cell, Document, Link, Note, Place, Table
from postulat.extract.errors import ReadError, one_line
from postulat.extract.office.package import Package, declared_language, declares_entities, open_package
from postulat.extract.office.table_grid import MOST_SLOTS, Span, rectangle
from postulat.extract.office.xlsx.sheets import Sheet, column_name, column_number, in_bold, seen

if TYPE_CHECKING:
    from openpyxl import Workbook

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SPREADSHEET_WITH_MACROS = "application/vnd.ms-excel.sheet.macroEnabled.12"
LARGEST_SHEET = 48 * 1024 * 1024
"""Bytes of one sheet, unpacked; in memory it takes up to fifty times as much."""
LARGEST_MERGE = 2_000_000
"""Cells in all merged ranges of a workbook; a range may claim the whole sheet, and each of its cells would be made."""
SHEET = re.compile(rb"<(?:\w+:)?worksheet\b")
MERGE = re.compile(rb"<(?:\w+:)?mergeCell\b([^>]*)")
MERGED = re.compile(rb"""\bref\s*=\s*["']\s*\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?\s*["']""")
WITHOUT_RESULT = re.compile(rb'<c\b(?![^<>]*\bt="str")[^<>]*>\s*<f\b[^<>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>')
"""A formula whose result was not stored; one of type `str` may have an empty text as its result."""


def read(data: bytes, source: str) -> Document:
    """An XLSX or XLSM file as blocks; a block's path is `sheet=Uwagi cell=C4`.

    Rows with a single cell above or apart from a table are paragraphs. Hidden sheets, rows and columns are left out and noted.
    """
    package = open_package(data)
    notes = list(inspected(package))
    workbook = opened(data)
    try:
        sheets = []
        for worksheet in workbook.worksheets:
            if worksheet.sheet_state != "visible":
                place = Place(path=f"sheet={worksheet.title}")
                notes.append(Note("hidden-text", "sheet", (place,), {"name": worksheet.title}))
                continue
            sheet = seen(worksheet, notes)
            if sheet.by_row:
                sheets.append(sheet)
        notes += [Note("drawing", "chart-sheet", values={"name": chart.title}) for chart in workbook.chartsheets]
        blocks: list[Block] = []
        for sheet in sheets:
            if len(sheets) > 1:
                blocks.append(Block("heading", clean(sheet.name), (Place(path=f"sheet={sheet.name}"),), level=1))
            blocks.extend(sheet_blocks(sheet, notes))
        title, language = workbook.properties.title, workbook.properties.language
    finally:
        workbook.close()
    return Document(
        source=source,
        media_type=SPREADSHEET_WITH_MACROS if "xl/vbaProject.bin" in package else SPREADSHEET,
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        extractor="xlsx",
        blocks=tuple(blocks),
        title=clean(title or "") or None,
        language=declared_language(language),
        notes=tuple(notes),
    )


def inspected(package: Package) -> Iterator[Note]:
    """Looks through the parts before they are opened: refuses what would fill the memory, notes what will not be read."""
    if "xl/workbook.xml" not in package:
        raise ReadError("the file has no workbook inside")
    drawn = merged = 0
    for name in sorted(package.entries):
        if not name.endswith((".xml", ".rels")):
            continue
        part = package.part(name) or b""
        if declares_entities(part):
            raise ReadError(f"{name} declares XML entities, which office files never do")
        if name.startswith("xl/drawings/") and b"<a:t>" in part:
            drawn += 1
        if part.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise ReadError(f"{name} is not in UTF-8, as spreadsheets are")
        if SHEET.search(part):
            if len(part) > LARGEST_SHEET:
                raise ReadError(f"{name} is larger than {LARGEST_SHEET // 1024**2} MB when unpacked")
            merged += sum(area(match[1]) for match in MERGE.finditer(part))
            if merged > LARGEST_MERGE:
                raise ReadError(f"the workbook merges more than {LARGEST_MERGE} cells, or in a way that cannot be read")
            if empty := len(WITHOUT_RESULT.findall(part)):
                yield Note("formula-without-result", values={"count": empty, "part": name})
    if drawn:
        yield Note("drawing", "sheet")


def area(attributes: bytes) -> int:
    """Cells in a merged range; beyond the limit where its reference cannot be read.

    >>> area(b' ref="A1:B3"/'), area(b" ref='C7'/"), area(b' ref="&#65;1:B2"/') > LARGEST_MERGE
    (6, 1, True)
    """
    match = MERGED.search(attributes)
    if match is None:
        return LARGEST_MERGE + 1
    left, top, right, bottom = (None if part is None else part.decode().upper() for part in match.groups())
    columns = column_number(right or left or "") - column_number(left or "") + 1
    return max(columns, 1) * max(int(bottom or top or 1) - int(top or 1) + 1, 1)


def opened(data: bytes) -> Workbook:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        except Exception as error:  # openpyxl lets through whatever a damaged part leads to: KeyError, TypeError, ValueError …
            raise ReadError(f"the workbook cannot be opened: {one_line(error)}") from error


def sheet_blocks(sheet: Sheet, notes: list[Note]) -> Iterator[Block]:
    for rows in regions(sheet):
        if is_prose(sheet, rows):
            for origin in dict.fromkeys(origin for row in rows for origin in sheet.origins(row)):
                yield from cell_blocks(sheet, origin)
        else:
            yield table_block(sheet, rows, notes)


def regions(sheet: Sheet) -> list[list[int]]:
    """The rows in groups: prose, and tables. An empty row does not end a table that goes on in the same columns below it."""
    found: list[list[int]] = []
    for rows in connected(sheet):
        lead = 0
        while lead < len(rows) and len(sheet.origins(rows[lead])) == 1:
            lead += 1
        if lead == len(rows) or not found or is_prose(sheet, found[-1]) or lead or not continues(sheet, found[-1], rows):
            found += [part for part in (rows[:lead], rows[lead:]) if part]
        else:
            found[-1].extend(rows)
    return found


def connected(sheet: Sheet) -> list[list[int]]:
    """Rows with text, in groups without an empty row between; hidden rows part nothing."""
    groups: list[list[int]] = []
    for row in sorted(sheet.by_row):
        between = range(groups[-1][-1] + 1, row) if groups else range(0)
        if groups and len(between) <= len(sheet.hidden_rows) and all(other in sheet.hidden_rows for other in between):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def is_prose(sheet: Sheet, rows: list[int]) -> bool:
    return all(len(sheet.origins(row)) == 1 for row in rows)


def continues(sheet: Sheet, above: list[int], below: list[int]) -> bool:
    """Whether the rows below an empty row belong to the table above it: mostly the same columns, and no new heading row in bold."""
    columns, further = used_columns(sheet, above), used_columns(sheet, below)
    new_heading = is_strong(sheet, below[0]) and not is_strong(sheet, above[-1])
    return further <= columns and 2 * len(further) > len(columns) and not new_heading


def is_strong(sheet: Sheet, row: int) -> bool:
    return all(in_bold(sheet.cells[origin]) for origin in sheet.origins(row))


def used_columns(sheet: Sheet, rows: list[int]) -> set[int]:
    return {column for row in rows for _, column in sheet.origins(row)}


def table_block(sheet: Sheet, rows: list[int], notes: list[Note]) -> Block:
    columns = table_columns(sheet, rows)
    most = max(MOST_SLOTS // len(columns), 1)
    place = Place(path=f"sheet={sheet.name} cell={column_name(columns[0])}{rows[0]}:{column_name(columns[-1])}{rows[-1]}")
    if len(rows) > most:
        notes.append(Note("limit-reached", "rows", (place,), {"count": len(rows) - most}))
        rows = rows[:most]
    headings = sum(row <= sheet.titles for row in rows)
    headings = headings if headings < len(rows) else 0
    spans = [row_spans(sheet, row, columns, heading=index < headings) for index, row in enumerate(rows)]
    grid, _ = rectangle(spans, [])
    return Block("table", "", (place,), table=Table(grid, (place,), heading_rows=headings))


def table_columns(sheet: Sheet, rows: list[int]) -> list[int]:
    """The visible columns that have text in some row, and those that a merged cell covers between them."""
    used = used_columns(sheet, rows)
    reached = {
        column
        for row in rows
        for origin in sheet.origins(row)
        for column in (origin[1], *merged_right(sheet, origin))
        if column not in sheet.hidden_columns
    }
    last = max((column for column in used if column not in sheet.hidden_columns), default=max(reached, default=1))
    return sorted(column for column in reached if column <= last) or sorted(reached) or [1]


def merged_right(sheet: Sheet, origin: tuple[int, int]) -> Iterator[int]:
    column = origin[1] + 1
    while sheet.merged.get((origin[0], column)) == origin:
        yield column
        column += 1


def row_spans(sheet: Sheet, row: int, columns: list[int], heading: bool) -> list[Span]:
    spans: list[Span] = []
    for index, column in enumerate(columns):
        origin = sheet.origin(row, column)
        cell = sheet.read.get(origin)
        if cell is None:
            found = tuple(cell_blocks(sheet, origin)) if origin in sheet.texts else ()
            cell = sheet.read[origin] = Cell(found, (sheet.place(*origin),), heading)
        if spans and spans[-1].cell is cell:
            spans[-1].end = index + 1
        else:
            spans.append(Span(index, index + 1, cell))
    return spans


def cell_blocks(sheet: Sheet, origin: tuple[int, int]) -> Iterator[Block]:
    """A paragraph for each line of the cell."""
    cell = sheet.cells[origin]
    target = clean(cell.hyperlink.target or "") if cell.hyperlink is not None else ""
    strong = in_bold(cell)
    for line in re.split(r"\r\n|\n|\r|_x000D_", sheet.texts[origin]):
        if text := clean(line):
            links = (Link(0, len(text), target),) if target else ()
            yield Block("paragraph", text, (sheet.place(*origin),), links=links, strong=strong)
