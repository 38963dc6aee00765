"""Sheets as blocks: each sheet's prose and its tables, the same for every kind of spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from postulat.extract.characters.cleaning import clean
from postulat.extract.document import Block, Cell, Link, Note, Place, Table
from postulat.extract.errors import ReadError
from postulat.extract.office.sheets.raw import LARGEST_MERGE, RawSheet
from postulat.extract.office.sheets.sheet import Sheet, column_name, visible
from postulat.extract.office.sheets.values import decimal_mark
from postulat.extract.office.table_grid import MOST_SLOTS, CellSpan, rectangle
from postulat.extract.options import HiddenRows

LINE_ENDS = re.compile(r"\r\n|\n|\r|_x000D_")
SHARED_COLUMNS = 0.8
"""Share of the columns below an empty row that the table above has too, where it goes on: a row may use one that was empty."""
COLUMN_WIDTH = 72.0
"""Points that a column counts as being wide: tables of a sheet stand at their columns, and how wide those are says nothing."""


def blocks(raw: Sequence[RawSheet], notes: list[Note], hidden_rows: HiddenRows, language: str | None) -> tuple[Block, ...]:
    """The blocks of a workbook's sheets; a block's path is `sheet=Uwagi cell=C4`.

    Rows with a single cell above or apart from a table are paragraphs. Hidden sheets, rows and columns are left out and noted; rows
    that a filter or a folded group hides are read, unless asked otherwise.
    """
    if sum(area.size for sheet in raw for area in sheet.merged) > LARGEST_MERGE:
        raise ReadError(f"the workbook merges more than {LARGEST_MERGE} cells")
    mark = decimal_mark(language, (cell.value for sheet in raw for cell in sheet.cells if isinstance(cell.value, str)))
    sheets = []
    for one in raw:
        if one.hidden:
            notes.append(Note("hidden-text", "sheet", (Place(path=f"sheet={one.name}"),), {"name": one.name}))
            continue
        sheet = visible(one, notes, hidden_rows, mark)
        if sheet.by_row:
            sheets.append(sheet)
    found: list[Block] = []
    for sheet in sheets:
        if len(sheets) > 1:
            found.append(Block("heading", clean(sheet.name), (Place(path=f"sheet={sheet.name}"),), level=1))
        found.extend(sheet_blocks(sheet, notes))
    return tuple(found)


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
    if is_strong(sheet, below[0]) and not is_strong(sheet, above[-1]):
        return False
    shared = len(further & columns)
    return shared >= SHARED_COLUMNS * len(further) and 2 * len(further) > len(columns)


def is_strong(sheet: Sheet, row: int) -> bool:
    return all(origin in sheet.strong for origin in sheet.origins(row))


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
    return Block("table", "", (place,), table=Table(grid, (place,), heading_rows=headings, edges=column_edges(grid, columns)))


def column_edges(grid: Sequence[Sequence[Cell | None]], columns: list[int]) -> tuple[float, ...] | None:
    """Where the table's columns stand in the sheet; a table beside another one is not its rest. None where columns were made one.

    >>> column_edges([(None, None)], [2, 5]), column_edges([(None,)], [2, 3])
    ((144.0, 360.0, 432.0), None)
    """
    if not grid or len(grid[0]) != len(columns):
        return None
    return (*(column * COLUMN_WIDTH for column in columns), (columns[-1] + 1) * COLUMN_WIDTH)


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


def row_spans(sheet: Sheet, row: int, columns: list[int], heading: bool) -> list[CellSpan]:
    spans: list[CellSpan] = []
    for index, column in enumerate(columns):
        origin = sheet.origin(row, column)
        cell = sheet.read.get(origin)
        if cell is None:
            found = tuple(cell_blocks(sheet, origin)) if origin in sheet.texts else ()
            cell = sheet.read[origin] = Cell(found, (sheet.place(*origin),), heading)
        if spans and spans[-1].cell is cell:
            spans[-1].end = index + 1
        else:
            spans.append(CellSpan(index, index + 1, cell))
    return spans


def cell_blocks(sheet: Sheet, origin: tuple[int, int]) -> Iterator[Block]:
    """A paragraph for each line of the cell."""
    target = sheet.targets.get(origin, "")
    for line in LINE_ENDS.split(sheet.texts[origin]):
        if text := clean(line):
            links = (Link(0, len(text), target),) if target else ()
            yield Block("paragraph", text, (sheet.place(*origin),), links=links, strong=origin in sheet.strong)
