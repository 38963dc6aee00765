"""Tables of an OpenDocument text as true grids: spans with their covered cells, repeated rows and cells within limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from postulat.extract import ticked
from postulat.extract.characters.cleaning import clean
from postulat.extract.characters.excerpt import shortened
from postulat.extract.document import Block, Cell, Note, Place, Table, Value
from postulat.extract.office.odt.styles import PREFIXES, TABLE, TEXT, Styles
from postulat.extract.office.package import children, whole
from postulat.extract.office.table_grid import MOST_COLUMNS, CellSpan, rectangle

MOST_REPEATS = 10_000
"""Rows that one repeated row stands for; a table of text has fewer."""
MOST_CELLS = 1_000_000
"""Cells of one table, repeated ones counted."""
GROUPS = frozenset(TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group"))

ReadBlocks = Callable[[etree._Element, str], tuple[Block, ...]]


@dataclass(slots=True)
class OdtRows:
    """The rows as they are read. `open_spans` says how far down a cell goes on: column → its span and the rows left."""

    spans: list[list[CellSpan]] = field(default_factory=list)
    headings: int = 0
    open_spans: dict[int, tuple[CellSpan, int]] = field(default_factory=dict)


def table(element: etree._Element, path: str, styles: Styles, notes: list[Note], read_blocks: ReadBlocks) -> Table:
    rows = OdtRows()
    cell_count = 0
    for row, row_path, heading in table_rows(element, path, heading=False):
        if row.get(TABLE + "visibility") in ("collapse", "filter"):
            note(notes, "hidden-text", "table-row", row_path, text=shortened(text_below(row)))
            continue
        repeats = whole(row.get(TABLE + "number-rows-repeated"), 1)
        if repeats > MOST_REPEATS:
            note(notes, "limit-reached", "repeated-row", row_path, count=repeats, most=MOST_REPEATS)
        cells = list(row_cells(row, row_path, notes, read_blocks))
        for _ in range(min(max(repeats, 1), MOST_REPEATS)):
            if cell_count > MOST_CELLS:
                break
            if heading and rows.headings == len(rows.spans):
                rows.headings += 1
            rows.spans.append(row_spans(cells, heading, rows))
            cell_count += len(rows.spans[-1])
    if cell_count > MOST_CELLS:
        note(notes, "limit-reached", "cells", path, most=MOST_CELLS)
    grid, left_out = rectangle(rows.spans, widths(element, styles))
    if left_out:
        note(notes, "limit-reached", "rows", path, count=left_out)
    return Table(ticked.over_rows(grid), (Place(path=path),), heading_rows=min(rows.headings, len(grid)))


def table_rows(element: etree._Element, path: str, heading: bool) -> Iterator[tuple[etree._Element, str, bool]]:
    for child, child_path in children(element, path, PREFIXES):
        if child.tag == TABLE + "table-row":
            yield child, child_path, heading
        elif child.tag in GROUPS:
            yield from table_rows(child, child_path, heading or child.tag == TABLE + "table-header-rows")


@dataclass(frozen=True, slots=True)
class Written:
    """A cell as it is written, or a slot that a span covers (`blocks` is None)."""

    blocks: tuple[Block, ...] | None
    path: str
    columns: int = 1
    rows: int = 1
    repeats: int = 1


def row_cells(row: etree._Element, path: str, notes: list[Note], read_blocks: ReadBlocks) -> Iterator[Written]:
    for cell, cell_path in children(row, path, PREFIXES):
        repeats = min(max(whole(cell.get(TABLE + "number-columns-repeated"), 1), 1), MOST_COLUMNS)
        if cell.tag == TABLE + "covered-table-cell":
            if text := text_below(cell):
                note(notes, "hidden-text", "merged-cell", cell_path, text=shortened(text))
            yield Written(None, cell_path, repeats=repeats)
        elif cell.tag == TABLE + "table-cell":
            columns = min(max(whole(cell.get(TABLE + "number-columns-spanned"), 1), 1), MOST_COLUMNS)
            rows = max(whole(cell.get(TABLE + "number-rows-spanned"), 1), 1)
            yield Written(read_blocks(cell, cell_path), cell_path, columns, rows, repeats)


def row_spans(cells: list[Written], heading: bool, rows: OdtRows) -> list[CellSpan]:
    """The spans of one row: its own cells, and those from above in the slots that are covered."""
    spans: list[CellSpan] = []
    covered_until = 0
    below: dict[int, tuple[CellSpan, int]] = {
        column: (span, left - 1) for column, (span, left) in rows.open_spans.items() if left > 1
    }
    column = 0
    for written in cells:
        for _ in range(written.repeats):
            if column >= MOST_COLUMNS:
                break
            if written.blocks is None:
                above = rows.open_spans.get(column)
                if above is not None and column >= covered_until:
                    spans.append(CellSpan(above[0].start, above[0].end, above[0].cell))
                    covered_until = above[0].end
                column += 1
                continue
            below.pop(column, None)
            cell = Cell(ticked.shown(written.blocks), (Place(path=written.path),), heading)
            span = CellSpan(column, min(column + written.columns, MOST_COLUMNS), cell)
            spans.append(span)
            covered_until = span.end
            if written.rows > 1:
                below[column] = (span, written.rows - 1)
            column += 1
    rows.open_spans = below
    return spans


def widths(element: etree._Element, styles: Styles) -> list[int]:
    found: list[int] = []
    for column in element.iter(TABLE + "table-column", TABLE + "table-row"):
        if column.tag == TABLE + "table-row" or len(found) >= MOST_COLUMNS:
            break
        repeats = min(max(whole(column.get(TABLE + "number-columns-repeated"), 1), 1), MOST_COLUMNS)
        found += [styles.style("table-column", column.get(TABLE + "style-name")).width] * repeats
    return found


def text_below(element: etree._Element) -> str:
    paragraphs = element.iter(TEXT + "p", TEXT + "h")
    return clean(" ".join("".join(str(text) for text in paragraph.itertext()) for paragraph in paragraphs))


def note(notes: list[Note], code: str, variant: str, path: str, **values: Value) -> None:
    notes.append(Note(code, variant, (Place(path=path),), values))
