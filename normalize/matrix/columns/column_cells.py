"""The cells of a column as evidence: its texts below the heading, without blanks, dashes and ditto marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postulat.extract.document import Cell, Table
from postulat.normalize.matrix.dittos import is_ditto
from postulat.normalize.matrix.passage import DASHES

BETWEEN_LETTERS = re.compile(r"[\W_]+")
MOST_ROWS = 40
"""Rows of a column that are looked at."""
MOST_CELLS = 12
"""Cells of a column, over all its tables, that are judged."""


def column_texts(table: Table, column: int, first: int, heading: str = "") -> list[str]:
    """The column's texts from a row on, each cell once, without blanks, dashes, dittos, headings said again, whole-row cells."""
    seen: set[Cell] = set()
    found: list[str] = []
    for row in table.rows[first : first + MOST_ROWS]:
        cell = row[column]
        if cell is None or cell in seen or len(set(row)) < 2 or (cell.text.isdigit() and counts_columns(row)):
            continue
        seen.add(cell)
        text = " ".join(cell.text.split())
        if text and text != heading and not DASHES.fullmatch(text) and not is_ditto(text):
            found.append(text)
            if len(found) == MOST_CELLS:
                break
    return found


def counts_columns(row: Sequence[Cell | None]) -> bool:
    """A row that numbers the columns: 1 | 2 | 3 | 4."""
    count = 0
    for cell in row:
        if cell is not None:
            count += 1
            if BETWEEN_LETTERS.sub("", cell.text) != str(count):
                return False
    return count > 2


def pooled(tables: Sequence[tuple[Table, int]], column: int, heading: str = "") -> tuple[str, ...]:
    """The texts of one column over several tables, each with the row that its records begin with."""
    found: list[str] = []
    for table, first in tables:
        if len(found) >= MOST_CELLS:
            break
        if column < table.width:
            found += column_texts(table, column, first, heading)
    return tuple(found[:MOST_CELLS])
