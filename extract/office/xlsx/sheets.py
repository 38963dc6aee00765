"""What of a spreadsheet's sheet can be seen: its texts by row and column, merged ranges, and what is hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from postulat.extract.characters.cleaning import clean
from postulat.extract.characters.excerpt import shortened
from postulat.extract.document import Cell, Note, Place
from postulat.extract.office.xlsx.values import Value, shown

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

LAST_COLUMN = 16_384


@dataclass(slots=True)
class Sheet:
    """What a sheet shows: texts by row and column, merged ranges by the slots they cover, hidden rows and columns."""

    name: str
    texts: dict[tuple[int, int], str]
    cells: dict[tuple[int, int], SheetCell]
    merged: dict[tuple[int, int], tuple[int, int]]
    hidden_rows: set[int]
    hidden_columns: set[int]
    titles: int = 0
    by_row: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    read: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def place(self, row: int, column: int) -> Place:
        return Place(path=f"sheet={self.name} cell={column_name(column)}{row}")

    def origin(self, row: int, column: int) -> tuple[int, int]:
        return self.merged.get((row, column), (row, column))

    def origins(self, row: int) -> list[tuple[int, int]]:
        """The cells with text that stand or reach into the row, each once."""
        return self.by_row.get(row, [])


def seen(worksheet: Worksheet, notes: list[Note]) -> Sheet:
    """What of the sheet can be seen. Only cells that are written are looked at: a sheet may claim a million empty rows."""
    sheet = Sheet(
        worksheet.title,
        {},
        {},
        {},
        hidden_rows={row for row, look in worksheet.row_dimensions.items() if look.hidden},
        hidden_columns=hidden_columns(worksheet),
        titles=title_rows(worksheet),
    )
    for span in worksheet.merged_cells.ranges:
        for row in range(span.min_row, span.max_row + 1):
            for column in range(span.min_col, span.max_col + 1):
                sheet.merged[row, column] = (span.min_row, span.min_col)
    covered = 0
    for (row, column), cell in sorted(worksheet._cells.items()):
        if cell.comment is not None and (text := clean(cell.comment.text or "")):
            notes.append(Note("comment", "", (sheet.place(row, column),), {"text": shortened(text)}))
        if cell.value is None or sheet.origin(row, column) != (row, column):
            continue
        text = shown(plain_value(cell), number_format(cell))
        if not clean(text):
            continue
        if (row, column) not in sheet.merged and (row in sheet.hidden_rows or column in sheet.hidden_columns):
            covered += 1
            continue
        sheet.texts[row, column] = text
        sheet.cells[row, column] = cell
    if covered:
        notes.append(Note("hidden-text", "cells", (Place(path=f"sheet={sheet.name}"),), {"count": covered}))
    reach(sheet)
    return sheet


def hidden_columns(worksheet: Worksheet) -> set[int]:
    looks = worksheet.column_dimensions.values()
    spans = sorted((look.min, look.max) for look in looks if look.hidden and look.min is not None and look.max is not None)
    found: set[int] = set()
    done = 0
    for first, last in spans:
        found.update(range(max(first, done + 1), min(last, LAST_COLUMN) + 1))
        done = max(done, last)
    return found


def number_format(cell: SheetCell) -> str:
    """The cell's number format; `General` where a damaged file refers to one that it does not have."""
    try:
        return cell.number_format or "General"
    except IndexError:
        return "General"


def plain_value(cell: SheetCell) -> Value:
    value = cell.value
    return value if isinstance(value, Value) else str(value)


def reach(sheet: Sheet) -> None:
    """Notes for each visible row which cells with text stand in it, those that are merged downwards too."""
    slots = set(sheet.texts) | {slot for slot, origin in sheet.merged.items() if origin in sheet.texts}
    for row, column in sorted(slots):
        if row not in sheet.hidden_rows and column not in sheet.hidden_columns:
            found = sheet.by_row.setdefault(row, [])
            origin = sheet.origin(row, column)
            if origin not in found:
                found.append(origin)


def title_rows(worksheet: Worksheet) -> int:
    """The last row that is repeated on each printed page, or else the last one that stays in place when scrolling."""
    repeated = re.search(r"\$?(\d+)$", worksheet.print_title_rows or "")
    if repeated:
        return int(repeated[1])
    frozen = re.search(r"\d+$", worksheet.freeze_panes or "")
    return int(frozen[0]) - 1 if frozen else 0


def in_bold(cell: SheetCell) -> bool:
    try:
        return bool(cell.font is not None and cell.font.b)
    except IndexError:
        return False


def column_name(column: int) -> str:
    """
    >>> column_name(3), column_name(28)
    ('C', 'AB')
    """
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_number(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
