"""Package of an XLSX file made ready to be opened: limits against bombs, usual names for strict ones, empty rows taken out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from postulat.extract.document import Note
from postulat.extract.errors import ReadError
from postulat.extract.office.package import LARGEST_TOTAL, Package, declares_entities, usual_names
from postulat.extract.office.sheets.raw import LARGEST_MERGE, Area
from postulat.extract.office.sheets.sheet import column_number

LARGEST_SHEET = 48 * 1024 * 1024
"""Bytes of one sheet, unpacked and without empty rows; in memory it takes up to fifty times as much."""
EMPTY_FROM = 1024 * 1024
"""Bytes of a sheet from which its empty rows are taken out before it is opened."""
PIECE = 1024 * 1024
SHEET = re.compile(rb"<(?:\w+:)?worksheet\b")
SHEET_FILE = re.compile(r"xl/worksheets/[^/]+\.xml")
ROW = re.compile(rb"<(?:\w{1,20}:)?row\b")
FILLED = re.compile(rb"<(?:\w{1,20}:)?(?:v|is|f)\b")
ROW_END = re.compile(rb"(?:</(?:\w{1,20}:)?row>|<(?:\w{1,20}:)?row\b[^<>]*/>)")
MERGE = re.compile(rb"<(?:\w+:)?mergeCell\b([^>]*)")
MERGED = re.compile(rb"""\bref\s*=\s*["']\s*\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?\s*["']""")
WITHOUT_RESULT = re.compile(rb'<c\b(?![^<>]*\bt="str")[^<>]*>\s*<f\b[^<>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>')
"""A formula whose result was not stored; one of type `str` may have an empty text as its result."""


def lightened(package: Package, data: bytes, notes: list[Note]) -> bytes:
    """The file as the library opens it, the same bytes where nothing had to be changed."""
    if "xl/workbook.xml" not in package:
        raise ReadError("the file has no workbook inside")
    changed: dict[str, bytes] = {}
    drawn = merged = 0
    for name in sorted(package.entries):
        if not name.endswith((".xml", ".rels")):
            continue
        part, whole = part_of(package, name)
        if part is not whole:
            changed[name] = part
        if declares_entities(part):
            raise ReadError(f"{name} declares XML entities, which office files never do")
        if part.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise ReadError(f"{name} is not in UTF-8, as spreadsheets are")
        renamed = usual_names(part)
        if renamed is not part:
            changed[name] = part = renamed
        if name.startswith("xl/drawings/") and b"<a:t>" in part:
            drawn += 1
        if SHEET.search(part):
            if len(part) > LARGEST_SHEET:
                raise ReadError(f"{name} is larger than {LARGEST_SHEET // 1024**2} MB when unpacked")
            merged += sum(area(match[1]) for match in MERGE.finditer(part))
            if merged > LARGEST_MERGE:
                raise ReadError(f"the workbook merges more than {LARGEST_MERGE} cells, or in a way that cannot be read")
            if empty := len(WITHOUT_RESULT.findall(part)):
                notes.append(Note("formula-without-result", values={"count": empty, "part": name}))
    if drawn:
        notes.append(Note("drawing", "sheet"))
    return repacked(package, changed) if changed else data


def part_of(package: Package, name: str) -> tuple[bytes, bytes | None]:
    """A part, of a large sheet without its empty rows, and the part as it is where nothing was taken out."""
    entry = package.entries[name]
    if not SHEET_FILE.fullmatch(name) or entry.file_size < EMPTY_FROM:
        part = package.part(name) or b""
        return part, part
    if entry.file_size > LARGEST_TOTAL:
        raise ReadError(f"{name} is larger than {LARGEST_TOTAL // 1024**2} MB when unpacked")
    pieces, size = [], 0
    for piece in without_empty_rows(package.pieces(name, PIECE)):
        size += len(piece)
        if size > LARGEST_SHEET:
            raise ReadError(f"{name} is larger than {LARGEST_SHEET // 1024**2} MB when unpacked")
        pieces.append(piece)
    return b"".join(pieces), None


def without_empty_rows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The XML of a sheet as it comes, without rows in which no cell has a value: a format may reach to the end of the sheet.

    >>> b"".join(without_empty_rows([b'<row r="1"><c><v>1</v></c></row><row r="2"><c', b' s="1"/></row><row r="3"/></sheetData>']))
    b'<row r="1"><c><v>1</v></c></row></sheetData>'
    """
    rest = b""
    for piece in pieces:
        rest += piece
        done = 0
        for end in ROW_END.finditer(rest):
            part = rest[done : end.end()]
            row = ROW.search(part)
            yield part[: row.start()] if row is not None and FILLED.search(part, row.start()) is None else part
            done = end.end()
        rest = rest[done:]
        if len(rest) > LARGEST_SHEET:
            break
    yield rest


def repacked(package: Package, changed: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, entry in package.entries.items():
            part = changed.get(name)
            if part is None and not entry.is_dir():
                part = package.part(name)
            archive.writestr(entry.filename.replace("\\", "/"), part or b"")
    return buffer.getvalue()


def area(attributes: bytes) -> int:
    """Cells in a merged range; beyond the limit where its reference cannot be read.

    >>> area(b' ref="A1:B3"/'), area(b" ref='C7'/"), area(b' ref="&#65;1:B2"/') > LARGEST_MERGE
    (6, 1, True)
    """
    match = MERGED.search(attributes)
    if match is None:
        return LARGEST_MERGE + 1
    left, top, right, bottom = (None if part is None else part.decode().upper() for part in match.groups())
    span = Area(int(top or 1), column_number(left or ""), int(bottom or top or 1), column_number(right or left or ""))
    return max(span.size, 1)
