"""One record of a comment matrix as it is put together: its cells by column, its number and section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from postulat.extract.document import Cell, Table
from postulat.normalize.matrix.passage import Passage, passage

Row = tuple[Cell | None, ...]


class Continued(NamedTuple):
    """A row that goes on an entry: the headings of the columns that it adds to, and why (keys of `finding_words.csv`)."""

    columns: list[str]
    why: Sequence[str]


@dataclass(slots=True)
class Entry:
    """A record row and the rows that go on it: the cells of each column, in order.

    `spanned` are the columns whose cell began in a record above. `reasons` say what was done to put the entry together, `marks` are
    cells that only said so ("cd.", a dash). `table` is the piece in which it begins. `shared` are
    the columns that its comment's cell reaches into. `unnamed`: neither number nor submitter tells it from the record above, only
    a comment and an answer of its own.
    """

    number: str | None
    section: str | None
    cells: dict[int, list[Cell]] = field(default_factory=dict)
    spanned: set[int] = field(default_factory=set)
    reasons: list[Continued] = field(default_factory=list)
    fresh: bool = False
    marks: list[Cell] = field(default_factory=list)
    table: Table | None = None
    shared: list[int] = field(default_factory=list)
    unnamed: bool = False

    def passage(self, *columns: int) -> Passage:
        return passage(cell for column in columns for cell in self.cells.get(column, ()))

    def filled(self, *columns: int) -> bool:
        return any(cell.text for column in columns for cell in self.cells.get(column, ()))
