"""Tables of a Word document as true grids: column and row spans, gaps at the ends of rows, rows that a tracked change deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from postulat.extract import ticked
from postulat.extract.characters.cleaning import clean
from postulat.extract.characters.excerpt import shortened
from postulat.extract.document import Block, Cell, Place, Table
from postulat.extract.office.docx.elements import W, content, first_child, switch, value
from postulat.extract.office.docx.runs import Story
from postulat.extract.office.package import whole
from postulat.extract.office.table_grid import MOST_COLUMNS, CellSpan, rectangle

ReadBlocks = Callable[[etree._Element, str], tuple[Block, ...]]


@dataclass(slots=True)
class DocxRows:
    """The rows as they are read, and how many of the first ones are headings."""

    spans: list[list[CellSpan]] = field(default_factory=list)
    headings: int = 0


def table(element: etree._Element, path: str, story: Story, read_blocks: ReadBlocks) -> Table:
    """The grid of a `w:tbl`. Columns that no row tells apart are one column: Word keeps a grid line for each border of each row."""
    rows = DocxRows()
    for row, row_path in content(element, path):
        if row.tag == W + "tr":
            take_row(row, row_path, rows, story, read_blocks)
    grid, left_out = rectangle(rows.spans, widths(element))
    if left_out:
        story.note("limit-reached", "rows", path, count=left_out)
    return Table(ticked.over_rows(grid), (Place(path=path),), heading_rows=rows.headings)


def take_row(row: etree._Element, path: str, rows: DocxRows, story: Story, read_blocks: ReadBlocks) -> None:
    properties = first_child(row, W + "trPr")
    if first_child(properties, W + "del") is not None:
        story.removed.append(Place(path=path))
        return
    if switch(properties, "hidden"):
        story.note("hidden-text", "table-row", path, text=shortened(text_below(row)))
        return
    heading = switch(properties, "tblHeader") is True
    if heading and rows.headings == len(rows.spans):
        rows.headings += 1
    above = {span.start: span for span in rows.spans[-1]} if rows.spans else {}
    spans: list[CellSpan] = []
    column = min(max(whole(value(properties, "gridBefore"), 0), 0), MOST_COLUMNS)
    for cell, cell_path in content(row, path):
        if cell.tag != W + "tc":
            continue
        own = first_child(cell, W + "tcPr")
        if first_child(own, W + "cellDel") is not None:
            story.removed.append(Place(path=cell_path))
            continue
        end = column + min(max(whole(value(own, "gridSpan"), 1), 1), MOST_COLUMNS)
        if end > MOST_COLUMNS:
            story.note("limit-reached", "columns", cell_path, most=MOST_COLUMNS)
            break
        downwards, across = merge(own, "vMerge"), merge(own, "hMerge")
        parent = above.get(column)
        if across == "continue" and spans and spans[-1].end == column:
            spans[-1].end = end
            note_covered(cell, cell_path, story)
        elif downwards == "continue" and parent is not None and parent.merged:
            spans.append(CellSpan(column, end, parent.cell, merged=True))
            note_covered(cell, cell_path, story)
        else:
            read = Cell(ticked.shown(read_blocks(cell, cell_path)), (Place(path=cell_path),), heading)
            spans.append(CellSpan(column, end, read, merged=downwards == "restart"))
        column = end
    rows.spans.append(spans)


def merge(properties: etree._Element | None, name: str) -> str:
    """`restart`, `continue`, or "" where the cell is not merged; without a value it continues."""
    element = first_child(properties, W + name)
    return "" if element is None else element.get(W + "val", "continue")


def note_covered(cell: etree._Element, path: str, story: Story) -> None:
    if text := text_below(cell):
        story.note("hidden-text", "merged-cell", path, text=shortened(text))


def text_below(element: etree._Element) -> str:
    return clean(" ".join(text.text or "" for text in element.iter(W + "t")))


def widths(element: etree._Element) -> list[int]:
    grid = element.find(W + "tblGrid")
    return [] if grid is None else [whole(column.get(W + "w"), 0) for column in grid.iterchildren(W + "gridCol")]
