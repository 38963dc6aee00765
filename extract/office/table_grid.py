"""Rows of cells that span columns → a rectangle of slots, with columns that only the drawing has taken out."""

from __future__ import annotations

from dataclasses import dataclass

from postulat.extract.document import Cell

MOST_COLUMNS = 1024
"""Grid columns that are told apart; Word itself allows 63."""
MOST_SLOTS = 4_000_000
"""Rows times columns of one table."""
SLIVER = 100
"""Twentieths of a point (1.8 mm). Two column borders nearer than this are one border, drawn by hand; no text fits between them."""


@dataclass(slots=True)
class CellSpan:
    """A cell and the grid columns it covers in one row; `merged` says that it may go on below."""

    start: int
    end: int
    cell: Cell
    merged: bool = False


def rectangle(rows: list[list[CellSpan]], widths: list[int]) -> tuple[tuple[tuple[Cell | None, ...], ...], int]:
    """The slots of the rows, and how many rows had to be left out at the end; `widths` (in twentieths of a point) may be empty.

    Columns that no row tells apart are one column: word processors keep a grid line for each border of each row.
    """
    columns = column_numbers(rows, widths)
    width = max((columns[span.end] for spans in rows for span in spans), default=0)
    if not width:
        return (), 0
    kept = rows[: max(MOST_SLOTS // width, 1)]
    return tuple(slots(spans, columns, width) for spans in kept), len(rows) - len(kept)


def column_numbers(rows: list[list[CellSpan]], widths: list[int]) -> dict[int, int]:
    """Grid line → number of the column that begins there.

    Lines at which no cell begins or ends fall out; of two lines with a sliver between them the second does, unless a cell with
    text stands there. Columns beyond those that the table declares have no width (LibreOffice writes such).
    """
    lines = sorted({line for spans in rows for span in spans for line in (span.start, span.end)} | {0})
    filled = {(span.start, span.end) for spans in rows for span in spans if span.cell.text}
    known = bool(widths) and all(width > 0 for width in widths)
    numbers: dict[int, int] = {}
    last = -1
    first = 0
    for line in lines:
        sliver = known and last >= 0 and sum(widths[first:line]) < SLIVER
        if not (sliver and not any((start, line) in filled for start in range(first, line))):
            last += 1
            first = line
        numbers[line] = last
    return numbers


def slots(spans: list[CellSpan], columns: dict[int, int], width: int) -> tuple[Cell | None, ...]:
    row: list[Cell | None] = [None] * width
    for span in spans:
        for column in range(columns[span.start], columns[span.end]):
            row[column] = span.cell
    return tuple(row)
