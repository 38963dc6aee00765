"""Visible part of a spreadsheet's sheet: its texts by row and column, merged ranges, and what is hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from postulat.extract.characters.cleaning import clean
from postulat.extract.characters.excerpt import shortened
from postulat.extract.document import Cell, Note, Place
from postulat.extract.office.sheets.raw import RawSheet
from postulat.extract.office.sheets.values import shown
from postulat.extract.options import HiddenRows
from postulat.extract.ticked import UNTICKED


@dataclass(slots=True)
class Sheet:
    """What a sheet shows: texts by row and column, merged ranges by the slots they cover, hidden rows and columns."""

    name: str
    hidden_rows: set[int]
    hidden_columns: set[int]
    titles: int = 0
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    strong: set[tuple[int, int]] = field(default_factory=set)
    targets: dict[tuple[int, int], str] = field(default_factory=dict)
    by_row: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    read: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def place(self, row: int, column: int) -> Place:
        return Place(path=f"sheet={self.name} cell={column_name(column)}{row}")

    def origin(self, row: int, column: int) -> tuple[int, int]:
        return self.merged.get((row, column), (row, column))

    def origins(self, row: int) -> list[tuple[int, int]]:
        """The cells with text that stand or reach into the row, each once."""
        return self.by_row.get(row, [])


def visible(raw: RawSheet, notes: list[Note], hidden_rows: HiddenRows, mark: str) -> Sheet:
    """What of the sheet can be seen. Only cells that are written are looked at: a sheet may claim a million empty rows."""
    kept = {row for row, reason in raw.hidden_rows.items() if reason != "hand" and hidden_rows == "keep"}
    sheet = Sheet(raw.name, raw.hidden_rows.keys() - kept, raw.hidden_columns, raw.titles)
    for area in raw.merged:
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                sheet.merged[row, column] = (area.top, area.left)
    covered: set[tuple[int, int]] = set()
    for cell in sorted(raw.cells, key=lambda cell: cell[:2]):
        slot = cell.row, cell.column
        if text := clean(cell.comment):
            notes.append(Note("comment", "", (sheet.place(*slot),), {"text": shortened(text)}))
        text = shown(cell.value, cell.number_format, mark)
        if (origin := sheet.origin(*slot)) != slot:
            if (under := clean(text)) and under != clean(sheet.texts.get(origin, "")):
                notes.append(Note("hidden-text", "merged-cell", (sheet.place(*slot),), {"text": shortened(under)}))
            continue
        if slot not in sheet.merged and (cell.row in sheet.hidden_rows or cell.column in sheet.hidden_columns):
            if clean(text):
                covered.add(slot)
            continue
        if struck := clean(cell.struck):
            notes.append(struck_note(struck, sheet.place(*slot)))
        if not clean(text) or text.strip() in UNTICKED:
            continue
        sheet.texts[slot] = text
        if cell.strong:
            sheet.strong.add(slot)
        if target := clean(cell.target):
            sheet.targets[slot] = target
    notes.extend(hidden_notes(raw, sheet, kept, covered))
    reach(sheet)
    return sheet


def hidden_notes(raw: RawSheet, sheet: Sheet, kept: set[int], covered: set[tuple[int, int]]) -> list[Note]:
    """What is said of hidden rows and columns: those that were read all the same, and those that were left out."""
    place = Place(path=f"sheet={raw.name}")
    found = []
    read = sorted({row for row, _ in sheet.texts} & kept)
    if read:
        found.append(Note("hidden-rows", "read", tuple(row_place(raw.name, row) for row in read), {"rows": numbered(read)}))
    dropped = sorted({row for row, _ in covered if raw.hidden_rows.get(row, "hand") != "hand"})
    if dropped:
        found.append(Note("hidden-rows", "left-out", (place,), {"rows": numbered(dropped)}))
    others = [slot for slot in covered if slot[0] not in dropped]
    by_hand = sorted({row for row, _ in others if row in raw.hidden_rows})
    if by_hand:
        found.append(Note("hidden-text", "rows", (place,), {"count": len(others), "rows": numbered(by_hand)}))
    elif others:
        found.append(Note("hidden-text", "cells", (place,), {"count": len(others)}))
    return found


def numbered(rows: Iterable[int]) -> str:
    """Rows as a person lists them.

    >>> numbered([5]), numbered([5, 6, 7, 9])
    ('5', '5–7, 9')
    """
    spans: list[list[int]] = []
    for row in rows:
        if spans and spans[-1][1] == row - 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)


def row_place(sheet: str, row: int) -> Place:
    return Place(path=f"sheet={sheet} row={row}")


def struck_note(text: str, place: Place) -> Note:
    return Note("struck-text", "", (place,), {"text": shortened(text)})


def reach(sheet: Sheet) -> None:
    """Notes for each visible row which cells with text stand in it, those that are merged downwards too."""
    slots = set(sheet.texts) | {slot for slot, origin in sheet.merged.items() if origin in sheet.texts}
    for row, column in sorted(slots):
        if row not in sheet.hidden_rows and column not in sheet.hidden_columns:
            found = sheet.by_row.setdefault(row, [])
            origin = sheet.origin(row, column)
            if origin not in found:
                found.append(origin)


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
