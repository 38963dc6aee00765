"""Binary spreadsheets of Excel (XLSB) → document: the same package as XLSX, whose parts are records in place of XML."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from postulat.extract.document import Document, Note
from postulat.extract.errors import ReadError, one_line
from postulat.extract.office.package import Package, Relation
from postulat.extract.office.sheets.blocks import blocks
from postulat.extract.office.sheets.raw import Area, RawCell, RawSheet, living
from postulat.extract.office.sheets.values import Value
from postulat.extract.options import HiddenRows

BINARY_WORKBOOK = "application/vnd.ms-excel.sheet.binary.macroEnabled.12"
WORKBOOK = "xl/workbook.bin"
MOST_CELLS = 2_000_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
ROW, BLANK, RK, ERROR, FLAG, REAL, TEXT, SHARED = range(8)
"""Kinds of records of a sheet: a row, and its cells by what they hold."""
FORMULAS = {8: TEXT, 9: REAL, 10: FLAG, 11: ERROR}
"""Cells with a formula, whose result is stored as in other cells."""
RICH = 62
STRING, FONT, FORMAT, LOOK, COLUMNS, PANE, SETTINGS, SHEET, FILTER, FILTERED, MERGED, LINK = (
    *(19, 43, 44, 47, 60, 151, 153, 156, 161, 163, 176, 494),
)
LOOKS, LOOKS_END = 617, 618
NOTE, NOTE_TEXT = 635, 637
STRUCK, BOLD = 0x0008, 700
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


class Record(NamedTuple):
    kind: int
    data: bytes


class Font(NamedTuple):
    bold: bool = False
    struck: bool = False


@dataclass(slots=True)
class Book:
    """What the sheets refer to: shared texts with the runs of each, and for each look of a cell its font and number format."""

    texts: list[tuple[str, tuple[tuple[int, int], ...]]] = field(default_factory=list)
    fonts: list[Font] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=dict)
    looks: list[tuple[int, int]] = field(default_factory=list)
    from_1904: bool = False


def read(package: Package, data: bytes, source: str, hidden_rows: HiddenRows = "keep") -> Document:
    """An XLSB file as blocks; a block's path is `sheet=Uwagi cell=C4`."""
    notes: list[Note] = []
    try:
        sheets = raw_sheets(package, notes)
    except (struct.error, IndexError, UnicodeDecodeError, OverflowError) as error:
        raise ReadError(f"the workbook cannot be opened: {one_line(error)}") from error
    found = blocks(sheets, notes, hidden_rows, None)
    return Document(source, BINARY_WORKBOOK, hashlib.sha256(data).hexdigest(), len(data), "xlsx", found, notes=tuple(notes))


def raw_sheets(package: Package, notes: list[Note]) -> list[RawSheet]:
    book = Book()
    relations = package.relations(WORKBOOK)
    parts = {relation.kind: relation.target for relation in relations.values()}
    read_texts(package.part(parts.get("sharedStrings", "")) or b"", book)
    read_looks(package.part(parts.get("styles", "")) or b"", book)
    named = []
    for record in records(package.part(WORKBOOK) or b""):
        if record.kind == SETTINGS:
            book.from_1904 = bool(record.data[0] & 1)
        elif record.kind == SHEET:
            relation, place = text_at(record.data, 8)
            named.append((text_at(record.data, place)[0], relations.get(relation), record.data[0] != 0))
    sheets = []
    for name, target, hidden in named:
        if target is None or target.kind != "worksheet":
            notes.append(Note("drawing", "chart-sheet", values={"name": name}))
            continue
        sheets.append(raw_sheet(package, book, target.target, name, hidden))
        if sum(len(sheet.cells) for sheet in sheets) > MOST_CELLS:
            raise ReadError(f"the workbook has more than {MOST_CELLS:,} cells")
    if any(name.startswith("xl/drawings/") and b"<a:t>" in (package.part(name) or b"") for name in package.entries):
        notes.append(Note("drawing", "sheet"))
    return sheets


def records(part: bytes) -> Iterator[Record]:
    """The records of a part: kind and length take one byte or several, of which the highest bit says that another one follows.

    >>> [*records(bytes([5, 2, 1, 0, 0x9C, 0x01, 0]))]
    [Record(kind=5, data=b'\\x01\\x00'), Record(kind=156, data=b'')]
    """
    place = 0
    while place < len(part):
        kind = part[place]
        place += 1
        if kind & 0x80:
            kind = kind & 0x7F | (part[place] & 0x7F) << 7
            place += 1
        size = shift = 0
        while True:
            byte = part[place]
            place += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift > 21:
                break
        yield Record(kind, part[place : place + size])
        place += size


def text_at(data: bytes, place: int) -> tuple[str, int]:
    """A text with its length before it, and the place behind it; a length of all ones is a text that is missing."""
    (count,) = struct.unpack_from("<I", data, place)
    count = 0 if count == 0xFFFFFFFF else count
    end = place + 4 + 2 * count
    if end > len(data):
        raise IndexError("a text is cut off")
    return data[place + 4 : end].decode("utf-16-le", "replace"), end


def rich_text(data: bytes, place: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text with the first letter and the font of each of its runs."""
    text, end = text_at(data, place + 1)
    if not data[place] & 1 or end + 4 > len(data):
        return text, ()
    (count,) = struct.unpack_from("<I", data, end)
    runs = data[end + 4 : end + 4 + 4 * count]
    return text, tuple(struct.iter_unpack("<HH", runs[: len(runs) // 4 * 4]))


def read_texts(part: bytes, book: Book) -> None:
    book.texts.extend(rich_text(record.data, 0) for record in records(part) if record.kind == STRING)


def read_looks(part: bytes, book: Book) -> None:
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    book.formats.update(BUILTIN_FORMATS)
    inside = False
    for record in records(part):
        if record.kind in (LOOKS, LOOKS_END):
            inside = record.kind == LOOKS
        elif record.kind == FONT:
            _, signs, weight = struct.unpack_from("<HHH", record.data)
            book.fonts.append(Font(weight >= BOLD, bool(signs & STRUCK)))
        elif record.kind == FORMAT:
            (number,) = struct.unpack_from("<H", record.data)
            book.formats[number] = text_at(record.data, 2)[0]
        elif record.kind == LOOK and inside:
            _, number, font = struct.unpack_from("<HHH", record.data)
            book.looks.append((font, number))


def raw_sheet(package: Package, book: Book, part: str, name: str, hidden: bool) -> RawSheet:
    sheet = RawSheet(name, hidden=hidden)
    relations = package.relations(part)
    row, filtered = 0, False
    links: dict[tuple[int, int], str] = {}
    out_of_sight: dict[int, int] = {}
    for kind, data in records(package.part(part) or b""):
        if kind == ROW:
            row = struct.unpack_from("<I", data)[0] + 1
            if row > LAST_ROW:
                raise IndexError("a row leaves the sheet")
            if data[11] & 0x10:
                out_of_sight[row] = data[11] & 0x07
        elif kind <= SHARED or kind in FORMULAS or kind == RICH:
            if kind != BLANK:
                sheet.cells.append(raw_cell(book, row, FORMULAS.get(kind, kind), data))
        elif kind == COLUMNS:
            first, last, _, _, signs = struct.unpack_from("<IIIIH", data)
            if signs & 1:
                sheet.hidden_columns.update(range(first + 1, min(last + 1, LAST_COLUMN) + 1))
        elif kind == MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", data)
            if bottom >= LAST_ROW or right >= LAST_COLUMN:
                raise IndexError("a range leaves the sheet")
            sheet.merged.append(Area(top + 1, left + 1, bottom + 1, right + 1))
        elif kind == PANE and len(data) > 28 and data[28] & 1:
            sheet.titles = int(struct.unpack_from("<d", data, 8)[0])
        elif kind == LINK:
            links |= link_of(data, relations)
        filtered = filtered or kind == FILTERED
    for number, folded in out_of_sight.items():
        sheet.hidden_rows[number] = "group" if folded else "filter" if filtered else "hand"
    notes = notes_of(package, relations)
    sheet.cells = [
        cell._replace(target=links.get(cell[:2], ""), comment=notes.pop(cell[:2], "")) if links or notes else cell
        for cell in sheet.cells
    ]
    sheet.cells.extend(RawCell(*slot, None, comment=text) for slot, text in notes.items())
    return sheet


def raw_cell(book: Book, row: int, kind: int, data: bytes) -> RawCell:
    column, look = struct.unpack_from("<II", data)
    if column >= LAST_COLUMN:
        raise IndexError("a cell leaves the sheet")
    font_index, number = book.looks[look & 0xFFFFFF] if look & 0xFFFFFF < len(book.looks) else (0, 0)
    font = font_of(book, font_index)
    shown_as = book.formats.get(number, "General")
    runs: tuple[tuple[int, int], ...] = ()
    value: Value
    if kind == SHARED:
        value, runs = book.texts[struct.unpack_from("<I", data, 8)[0]]
    elif kind == RICH:
        value, runs = rich_text(data, 8)
    elif kind == TEXT:
        value = text_at(data, 8)[0]
    elif kind == FLAG:
        value = bool(data[8])
    elif kind == ERROR:
        value = ERRORS.get(data[8], "#N/A")
    else:
        value = moment(rk(data) if kind == RK else struct.unpack_from("<d", data, 8)[0], shown_as, book.from_1904)
    if isinstance(value, str) and runs:
        value, struck = living(pieces(book, value, runs, font.struck))
    else:
        value, struck = (None, str(value)) if font.struck else (value, "")
    return RawCell(row, column + 1, value, shown_as, font.bold, "", struck)


def font_of(book: Book, index: int) -> Font:
    return book.fonts[index] if index < len(book.fonts) else Font()


def rk(data: bytes) -> float:
    """A number in four bytes: whole or the upper half of a fraction, perhaps a hundredfold."""
    (number,) = struct.unpack_from("<i", data, 8)
    value = float(number >> 2) if number & 2 else struct.unpack("<d", struct.pack("<q", (number & ~3) << 32))[0]
    return value / 100 if number & 1 else value


def pieces(book: Book, text: str, runs: tuple[tuple[int, int], ...], struck: bool) -> Iterator[tuple[str, bool]]:
    """The pieces of a text with fonts of their own, each with whether it is struck."""
    starts = [0, *(min(start, len(text)) for start, _ in runs), len(text)]
    fonts = [struck, *(font_of(book, font).struck for _, font in runs)]
    for place, out in enumerate(fonts):
        yield text[starts[place] : starts[place + 1]], out


def moment(value: float, shown_as: str, from_1904: bool) -> Value:
    """A number as the date or the span of time that its format makes of it."""
    from openpyxl.styles.numbers import is_date_format, is_timedelta_format
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

    if not is_date_format(shown_as):
        return value
    epoch = CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900
    try:
        found: Value = from_excel(value, epoch, timedelta=is_timedelta_format(shown_as))
    except (ValueError, OverflowError):
        return value
    return found


def link_of(data: bytes, relations: dict[str, Relation]) -> dict[tuple[int, int], str]:
    top, _, left, _ = struct.unpack_from("<IIII", data)
    relation = relations.get(text_at(data, 16)[0])
    return {(top + 1, left + 1): relation.target} if relation is not None and relation.external else {}


def notes_of(package: Package, relations: dict[str, Relation]) -> dict[tuple[int, int], str]:
    """What is pinned to cells."""
    found: dict[tuple[int, int], str] = {}
    slot = (0, 0)
    for relation in relations.values():
        if relation.kind == "comments" and not relation.external:
            for kind, data in records(package.part(relation.target) or b""):
                if kind == NOTE:
                    top, _, left, _ = struct.unpack_from("<IIII", data, 4)
                    slot = (top + 1, left + 1)
                elif kind == NOTE_TEXT:
                    found[slot] = rich_text(data, 0)[0]
    return found
