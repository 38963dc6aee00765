"""Heading rows that a Word document has in its page header: Word prints them on every page, above the columns of the table below.

Forms of standards bodies are built so: the body holds rows alone. A row of the header is taken for the heading of a table when it
has as many cells, all of them say something, and their borders stand where those of the table's rows stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import accumulate, pairwise

from lxml import etree

from postulat.extract.document import Block, Cell, Table
from postulat.extract.office.docx.elements import R, W, content, first_child, switch, value
from postulat.extract.office.docx.tables import widths as column_widths
from postulat.extract.office.package import Relation, whole

FEWEST_COLUMNS = 3
"""Columns of a table whose heading may stand in the page header; letterheads have two or three boxes of other widths."""
SAME_BORDER = 0.05
"""Share of the table's width that a border of the header may stand beside the table's own."""

ReadPart = Callable[[str], tuple[etree._Element, tuple[Block, ...]] | None]
"""The root of a part of the package and its blocks."""


def with_page_headings(
    blocks: tuple[Block, ...], body: etree._Element, path: str, relations: dict[str, Relation], read: ReadPart
) -> tuple[Block, ...]:
    """The blocks of the body, each table with the heading row that its pages have above it; others as they are."""
    above = {
        table: (element, headers)
        for element, table, headers in tables_with_headers(body, path, relations)
        if headers and len(borders(element)) > FEWEST_COLUMNS
    }
    if not above:
        return blocks
    known: dict[str, tuple[etree._Element, tuple[Block, ...]] | None] = {}
    found = []
    for block in blocks:
        element, headers = above.get(block.places[0].path, (None, ())) if block.table and block.places else (None, ())
        row = None
        for header in headers:
            if header not in known:
                known[header] = read(header)
            part = known[header]
            row = None if part is None or element is None or block.table is None else heading_row(part, element, block.table)
            if row is not None:
                break
        if row is None or block.table is None:
            found.append(block)
        else:
            table = block.table
            found.append(block._replace(table=replace(table, rows=(row, *table.rows), heading_rows=1)))
    return tuple(found)


def tables_with_headers(
    body: etree._Element, path: str, relations: dict[str, Relation]
) -> Iterator[tuple[etree._Element, str, tuple[str, ...]]]:
    """The tables of the body with the parts of the page headers over them. A section's properties stand at its end; one without a
    header of its own has that of the section before."""
    headers: dict[str, str] = {}
    waiting: list[tuple[etree._Element, str]] = []
    for child, child_path in content(body, path):
        if child.tag == W + "tbl":
            waiting.append((child, child_path))
            continue
        own = child if child.tag == W + "sectPr" else first_child(first_child(child, W + "pPr"), W + "sectPr")
        if own is None:
            continue
        for reference in own.iterchildren(W + "headerReference"):
            relation = relations.get(reference.get(R + "id", ""))
            if relation is not None and not relation.external:
                headers[reference.get(W + "type", "default")] = relation.target
        kinds = ("default", "first") if switch(own, "titlePg") else ("default",)
        shown = tuple(dict.fromkeys(headers[kind] for kind in kinds if kind in headers))
        yield from ((element, table, shown) for element, table in waiting)
        waiting = []


def heading_row(part: tuple[etree._Element, tuple[Block, ...]], element: etree._Element, table: Table) -> tuple[Cell, ...] | None:
    """The last row of a page header that names the table's columns, unless the table begins with the same words."""
    root, blocks = part
    if table.heading_rows or not table.rows:
        return None
    ours = borders(element)
    tables = {block.places[0].path: block.table for block in blocks if block.table is not None and block.places}
    read = list(tables.values())
    drawn = [child for child in root.iter(W + "tbl") if not any(above.tag == W + "tbl" for above in child.iterancestors())]
    for drawing, header in zip(reversed(drawn), reversed(read), strict=False):
        rows = [row for row in drawing.iterchildren(W + "tr") if first_child(first_child(row, W + "trPr"), W + "del") is None]
        if len(drawn) != len(read) or len(rows) != len(header.rows):
            continue
        for row, cells in zip(reversed(rows), reversed(header.rows), strict=True):
            own = tuple(dict.fromkeys(cell for cell in cells if cell is not None))
            if len(own) != table.width or not all(cell.text for cell in own) or not same_borders(row_borders(row, drawing), ours):
                continue
            first = [cell.text if cell else "" for cell in table.rows[0]]
            return None if [cell.text for cell in own] == first else tuple(replace(cell, heading=True) for cell in own)
    return None


def same_borders(one: list[float], other: list[float]) -> bool:
    """Whether the borders of two rows stand above each other, as shares of their width.

    >>> same_borders([0, 0.1, 0.5, 1], [0, 0.12, 0.48, 1]), same_borders([0, 0.5, 1], [0, 0.3, 1])
    (True, False)
    """
    return len(one) == len(other) and all(abs(a - b) <= SAME_BORDER for a, b in zip(one, other, strict=True))


def borders(element: etree._Element) -> list[float]:
    """The borders of the table's columns, of the first row that has most cells."""
    rows = [row_borders(row, element) for row in element.iterchildren(W + "tr")]
    return max(rows, key=len, default=[])


def row_borders(row: etree._Element, table: etree._Element) -> list[float]:
    """Where the cells of a row begin and end, as shares of its width: by the widths of the cells, else by those of the grid."""
    cells = [first_child(cell, W + "tcPr") for cell in row.iterchildren(W + "tc")]
    sizes = [first_child(cell, W + "tcW") for cell in cells]
    widths = [0 if size is None or size.get(W + "type", "dxa") != "dxa" else whole(size.get(W + "w"), 0) for size in sizes]
    if not all(widths):
        grid = column_widths(table)
        ends = accumulate((max(whole(value(cell, "gridSpan"), 1), 1) for cell in cells), initial=0)
        widths = [sum(grid[start:end]) for start, end in pairwise(ends)]
    total = sum(widths)
    return [0.0, *(width / total for width in accumulate(widths))] if total else []
