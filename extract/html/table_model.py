"""Rows of cells with spans as a rectangle of slots, as the table model of the HTML standard forms it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from postulat.extract.errors import ReadError

WIDEST_SPAN = 1000  # columns; the standard's limit
TALLEST_SPAN = 65_534  # rows; the standard's limit
MOST_SLOTS = 2_000_000  # rows × columns of one table
SPARE_COLUMNS = 100  # columns a table may have; beyond, those in which no cell begins are left out
NUMBER = re.compile(r"[\t\n\f\r ]*\+?([0-9]+)")

C = TypeVar("C")


Row = Sequence[tuple[C, int, int]]


def grid(groups: Sequence[Sequence[Row[C]]]) -> tuple[tuple[C | None, ...], ...]:
    """The rectangle of slots; each row is `(cell, rowspan, colspan)`, and row spans end with their row group.

    A spanning cell is the same object in each slot; a slot without a cell is None. Where two cells claim a slot, the first one
    keeps it, so that each cell keeps the slot in which it begins.

    >>> grid([[[("a", 2, 1), ("b", 1, 1)], [("c", 1, 2)]]])
    (('a', 'b', None), ('a', 'c', 'c'))
    """
    rows: list[list[C | None]] = []
    tails: dict[int, tuple[C, int]] = {}  # row → a cell at its end that goes on to that column
    starts = 0  # columns up to the last one in which a cell begins
    for group in groups:
        growing: dict[int, tuple[C, int]] = {}  # column → cell from above and the rows it still covers
        for index, cells in enumerate(group):
            if not growing and all(down == 1 == across for _, down, across in cells):
                row: list[C | None] = [cell for cell, _, _ in cells]
                starts = max(starts, len(row))
            else:
                row, begin, end = spanned(cells, growing, len(group) - index)
                starts = max(starts, begin)
                if end > len(row):
                    tails[len(rows)] = cells[-1][0], end
            rows.append(row)
            if starts * len(rows) > MOST_SLOTS:
                raise ReadError(f"a table has more than {MOST_SLOTS:,} cells")
    width = max(max(map(len, rows), default=0), max((end for _, end in tails.values()), default=0))
    if width > SPARE_COLUMNS:
        width = starts
    if width * len(rows) > MOST_SLOTS:
        raise ReadError(f"a table has more than {MOST_SLOTS:,} cells")
    for index, (cell, end) in tails.items():
        rows[index].extend([cell] * (min(end, width) - len(rows[index])))
    return tuple(tuple(row) if len(row) == width else (*row[:width], *[None] * (width - len(row))) for row in rows)


def spanned(cells: Row[C], growing: dict[int, tuple[C, int]], rows_left: int) -> tuple[list[C | None], int, int]:
    """One row with spans in it or reaching into it, the columns up to the last one in which a cell begins, and its true width.

    The last cell is drawn for a few columns only, so that a thousand headings over a thousand columns each take no memory.
    """
    row: list[C | None] = [None] * (max(growing, default=-1) + 1)
    for column, (cell, rest) in list(growing.items()):
        row[column] = cell
        if rest > 1:
            growing[column] = (cell, rest - 1)
        else:
            del growing[column]
    column = starts = end = 0
    for index, (cell, down, across) in enumerate(cells):
        while column < len(row) and row[column] is not None:
            column += 1
        starts = column + 1
        end = column + across
        down = min(down, rows_left) if down else rows_left
        drawn = min(across, SPARE_COLUMNS) if index == len(cells) - 1 and down == 1 else across
        row.extend([None] * (column + drawn - len(row)))
        for slot in range(column, column + drawn):
            if row[slot] is None:
                row[slot] = cell
            if down > 1 and slot not in growing:
                growing[slot] = (cell, down - 1)
        column += drawn
    return row, starts, end


def span(value: str | None, most: int, least: int = 1) -> int:
    """A span attribute as browsers read it: the digits at its start, between `least` and `most`, else 1.

    >>> span("2.9x", 1000), span("-3", 1000), span(" +4", 1000), span("99999", 1000), span("0", 65534, 0), span("", 1000)
    (2, 1, 4, 1000, 0, 1)
    """
    found = NUMBER.match(value) if value else None
    if found is None:
        return 1
    digits = found[1].lstrip("0")
    number = int(digits or "0") if len(digits) < 7 else most
    return 1 if number < least else min(number, most)


def colspan(value: str | None) -> int:
    return span(value, WIDEST_SPAN)


def rowspan(value: str | None) -> int:
    return span(value, TALLEST_SPAN, 0)
