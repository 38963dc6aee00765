"""Binary workbooks (XLSB): made record by record, with all that a sheet of XLSX has."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile

import pytest

from postulat import extract
from postulat.extract.document import Document

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
PLAIN, BOLD, STRUCK, PERCENT, DAY = range(5)


def record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(data)
    length = bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])
    return head + length + data


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def row(number: int, hidden: bool = False) -> bytes:
    return record(0, struct.pack("<IIHBBB", number - 1, 0, 300, 0, 0x10 if hidden else 0, 0))


def cell(kind: int, column: int, value: bytes, look: int = PLAIN) -> bytes:
    return record(kind, struct.pack("<II", column, look) + value)


def text(column: int, words: str, look: int = PLAIN) -> bytes:
    return cell(6, column, wide(words), look)


def texts(number: int, *words: str) -> bytes:
    return row(number) + b"".join(text(column, each) for column, each in enumerate(words))


def relations(*targets: tuple[str, str, str]) -> str:
    found = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        for number, (kind, target, mode) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{found}</Relationships>'


def look(font: int, number_format: int) -> bytes:
    return record(47, struct.pack("<HHH", 0, number_format, font) + bytes(10))


def font(weight: int, signs: int) -> bytes:
    return record(43, struct.pack("<HHH", 220, signs, weight) + bytes(15))


def workbook(sheet: bytes, shared: bytes = b"", notes: bytes = b"") -> bytes:
    """A workbook with one sheet, which is shown, and one that is not."""
    styles = font(400, 0) + font(700, 0) + font(400, 8) + record(44, struct.pack("<H", 164) + wide("0.0%"))
    styles += record(617) + look(0, 0) + look(1, 0) + look(2, 0) + look(0, 164) + look(0, 14) + record(618)
    sheets = [(0, "r1", "Uwagi"), (1, "r2", "Robocze")]
    book = record(153, bytes(4)) + b"".join(
        record(156, struct.pack("<II", state, number) + wide(relation) + wide(name))
        for number, (state, relation, name) in enumerate(sheets)
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": relations(
            ("worksheet", "worksheets/sheet1.bin", "Internal"),
            ("worksheet", "worksheets/sheet2.bin", "Internal"),
            ("styles", "styles.bin", "Internal"),
            ("sharedStrings", "sharedStrings.bin", "Internal"),
        ),
        "xl/styles.bin": styles,
        "xl/sharedStrings.bin": shared,
        "xl/worksheets/sheet1.bin": sheet,
        "xl/worksheets/sheet2.bin": texts(1, "x", "y"),
        "xl/worksheets/_rels/sheet1.bin.rels": relations(
            ("comments", "../comments1.bin", "Internal"), ("hyperlink", "https://example.org/pismo", "External")
        ),
        "xl/comments1.bin": notes,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def read(data: bytes) -> Document:
    return extract.read(data, "made.xlsb")


def grid(document: Document) -> list[list[str | None]]:
    (table,) = [block.table for block in document.blocks if block.table is not None]
    return [[None if cell is None else cell.text for cell in row] for row in table.rows]


HEAD = texts(1, "Lp.", "Podmiot", "Uwaga", "Udział")


def test_values_are_shown_as_their_formats_say() -> None:
    shared = record(19, b"\x00" + wide("wspólna")) + record(
        19, b"\x01" + wide("stara nowa") + struct.pack("<IHHHH", 2, 0, STRUCK, 6, PLAIN)
    )
    sheet = (
        HEAD
        + row(2)
        + cell(2, 0, struct.pack("<i", 1 << 2 | 2))  # a whole number in four bytes
        + cell(7, 1, struct.pack("<I", 0))
        + cell(7, 2, struct.pack("<I", 1))
        + cell(5, 3, struct.pack("<d", 0.125), PERCENT)
        + row(3)
        + cell(2, 0, struct.pack("<i", 250 << 2 | 3))  # a hundredth of one
        + cell(8, 1, wide("z formuły") + b"\x00\x00")
        + text(2, "skreślona", STRUCK)
        + cell(5, 3, struct.pack("<d", 46_000), DAY)
        + row(4)
        + cell(2, 0, struct.pack("<d", 1.5)[4:])  # the upper half of a fraction
        + cell(4, 1, b"\x01")
        + text(2, "ważna", BOLD)
        + cell(3, 3, b"\x07")
    )
    document = read(workbook(sheet, shared))
    (day,) = [row[3] for row in grid(document)[2:3]]
    assert grid(document) == [
        ["Lp.", "Podmiot", "Uwaga", "Udział"],
        ["1", "wspólna", "nowa", "12,5%"],
        ["2,5", "z formuły", "", day],
        ["1,5", grid(document)[3][1], "ważna", "#DIV/0!"],
    ]
    assert day is not None
    assert "2025" in day
    assert [(note.code, note.values.get("text")) for note in document.notes if note.code == "struck-text"] == [
        ("struck-text", "stara"),
        ("struck-text", "skreślona"),
    ]
    assert document.media_type == "application/vnd.ms-excel.sheet.binary.macroEnabled.12"


def test_what_is_hidden_merged_linked_and_pinned() -> None:
    sheet = (
        HEAD
        + texts(2, "1", "Koło", "pierwsza", "tak")
        + row(3, hidden=True)
        + text(0, "2")
        + row(4)
        + text(0, "3")
        + text(2, "trzecia")
        + record(176, struct.pack("<IIII", 1, 3, 1, 1))
        + record(60, struct.pack("<IIIIH", 3, 3, 0, 0, 1))
        + record(494, struct.pack("<IIII", 1, 1, 2, 2) + wide("r2") + wide("") + wide("") + wide(""))
    )
    notes = record(635, struct.pack("<IIIII", 0, 1, 1, 2, 2) + bytes(16)) + record(637, b"\x00" + wide("sprawdzić"))
    document = read(workbook(sheet, notes=notes))
    assert grid(document) == [["Lp.", "Podmiot", "Uwaga"], ["1", "Koło", "pierwsza"], ["3", "Koło", "trzecia"]]
    assert [(note.code, note.variant) for note in document.notes] == [
        ("comment", ""),
        ("hidden-text", "rows"),
        ("hidden-text", "sheet"),
    ]
    (table,) = [block.table for block in document.blocks if block.table is not None]
    linked = table.rows[1][2]
    assert linked is not None
    assert [link.target for link in linked.blocks[0].links] == ["https://example.org/pismo"]


def test_a_damaged_binary_workbook_is_read_or_refused() -> None:
    whole = HEAD + texts(2, "1", "Koło", "pierwsza", "tak") + record(176, struct.pack("<IIII", 1, 3, 1, 1))
    for end in range(0, len(whole), 5):
        for sheet in (whole[:end], whole[:end] + b"\xff" * 9 + whole[end + 9 :]):
            with contextlib.suppress(extract.ReadError):
                read(workbook(sheet))
    with pytest.raises(extract.ReadError, match="merges more than"):
        read(workbook(HEAD + record(176, struct.pack("<IIII", 0, 1_000_000, 0, 16_000))))
