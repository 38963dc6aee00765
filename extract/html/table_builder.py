"""A table of a page while it is read: its row groups as they come, and in the end the grid in the order in which it is shown."""

from __future__ import annotations

from typing import NamedTuple

from postulat.extract import ticked
from postulat.extract.document import Block, Cell, Place, Table
from postulat.extract.html.lists import HtmlList
from postulat.extract.html.repeated_labels import without_labels
from postulat.extract.html.table_model import grid

Slot = tuple[Cell, int, int]


class Outer(NamedTuple):
    """What was being read when a table began."""

    blocks: list[Block]
    lists: list[HtmlList]
    table: Building | None
    lines_kept: int


class Building:
    """A table that is being read; `first_cell` is how many cells of the page came before it."""

    __slots__ = ("caption", "cell", "columns", "first_cell", "groups", "outer", "path", "places", "row")

    def __init__(self, places: tuple[Place, ...], path: str, first_cell: int, outer: Outer, columns: int = 0) -> None:
        self.places = places
        self.path = path
        self.first_cell = first_cell
        self.outer = outer
        self.columns = columns  # of a layout grid, whose rows are no elements
        self.groups: list[tuple[str, list[list[Slot]]]] = []
        self.row: list[Slot] = []
        self.cell: tuple[int, int, bool] = (1, 1, False)
        self.caption: list[str] = []

    def add_row(self) -> None:
        if not self.groups:
            self.groups.append(("tbody", []))
        self.row = []
        self.groups[-1][1].append(self.row)

    @property
    def is_heading(self) -> bool:
        """Whether the cell that is being read is one above a column."""
        return self.cell[2] or bool(self.groups and self.groups[-1][0] == "thead")

    def table(self) -> Table:
        """The table as shown: the first `thead` on top, the first `tfoot` at the end."""
        kinds = [kind for kind, _ in self.groups]
        order = list(range(len(kinds)))
        head = kinds.index("thead") if "thead" in kinds else None
        if head:
            order.insert(0, order.pop(head))
        if "tfoot" in kinds:
            order.append(order.pop(order.index(kinds.index("tfoot"))))
        rows = grid([self.groups[index][1] for index in order])
        marked = len(self.groups[head][1]) if head is not None else 0
        headings = marked if 0 < marked < len(rows) else heading_rows(rows)
        return Table(ticked.over_rows(without_labels(rows, headings), controls=True), self.places, " ".join(self.caption), headings)


def heading_rows(rows: tuple[tuple[Cell | None, ...], ...]) -> int:
    """The first rows in which every cell is a heading."""
    for index, row in enumerate(rows):
        if not any(row) or not all(cell is None or cell.heading for cell in row):
            return index
    return len(rows)
