"""Spreadsheet as its file tells it: cells with values and formats, merged ranges, hidden rows and why they are hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from postulat.extract.office.sheets.values import Value

LARGEST_MERGE = 2_000_000
"""Cells in all merged ranges of a workbook; a range may claim the whole sheet, and each of its cells would be made."""
Reason = Literal["hand", "filter", "group"]
"""Why a row is not shown: somebody hid it, a filter leaves it out, or a group of rows is folded."""


class RawCell(NamedTuple):
    """A cell that is written. `value` is without the text that is `struck`; a text is as shown, numbers go by `number_format`."""

    row: int
    column: int
    value: Value
    number_format: str = "General"
    strong: bool = False
    target: str = ""
    struck: str = ""
    comment: str = ""


class Area(NamedTuple):
    """A range of cells, from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        return max(self.bottom - self.top + 1, 0) * max(self.right - self.left + 1, 0)


@dataclass(slots=True)
class RawSheet:
    """A sheet; `titles` is the last row that is repeated on each page or stays in place when scrolling."""

    name: str
    cells: list[RawCell] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: dict[int, Reason] = field(default_factory=dict)
    hidden_columns: set[int] = field(default_factory=set)
    titles: int = 0
    hidden: bool = False


def living(runs: Iterable[tuple[str, bool]]) -> tuple[str, str]:
    """The text of runs that are not struck, and that of those that are.

    >>> living([("50 000 ", True), ("80 000", False)])
    ('80 000', '50 000 ')
    """
    kept: list[str] = []
    struck: list[str] = []
    for text, out in runs:
        (struck if out else kept).append(text)
    return "".join(kept), "".join(struck)
