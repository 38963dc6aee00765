"""Coverage: which characters of the comment tables ended in a record, a heading, a part set aside or a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from postulat.extract.document import Cell
from postulat.normalize.matrix.rows import Rows
from postulat.normalize.matrix.tables import Matrix


def coverage(read: Iterable[tuple[Matrix, Rows]]) -> float | None:
    """The share of the characters that are accounted for; None where there are no comments."""
    whole = missing = 0
    for matrix, rows in read:
        taken = {id(cell) for cell in accounted(matrix, rows)}
        for fragment in matrix.fragments:
            for cell in fragment.table.cells():
                whole += len(cell.text)
                missing += len(cell.text) if id(cell) not in taken else 0
    return round(1 - missing / whole, 4) if whole else None


def unaccounted(matrix: Matrix, rows: Rows) -> list[Cell]:
    """The cells with text that no record, heading, section or finding took."""
    taken = {id(cell) for cell in accounted(matrix, rows)}
    return [cell for fragment in matrix.fragments for cell in fragment.table.cells() if cell.text and id(cell) not in taken]


def accounted(matrix: Matrix, rows: Rows) -> Iterator[Cell]:
    for fragment in matrix.fragments:
        for row in fragment.table.rows[: fragment.skip]:
            yield from (cell for cell in row if cell is not None)
    for entry in rows.entries:
        for cells in entry.cells.values():
            yield from cells
        yield from entry.marks
    for left in rows.left_over:
        yield from left.cells
    yield from rows.set_aside
