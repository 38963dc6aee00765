"""OpenDocument spreadsheets (ODS) → document, with each value as the sheet shows it, which the file itself writes down."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from lxml import etree

from postulat.extract.document import Document, Note
from postulat.extract.errors import ReadError
from postulat.extract.media_types import ODS
from postulat.extract.office.odt.reader import meta
from postulat.extract.office.odt.styles import DRAW, OFFICE, STYLE, TABLE, TEXT, XLINK, Styles, styles
from postulat.extract.office.open_document_locks import without_lock
from postulat.extract.office.package import declared_language, whole
from postulat.extract.office.sheets.blocks import blocks
from postulat.extract.office.sheets.raw import Area, RawCell, RawSheet, Reason, living
from postulat.extract.office.sheets.values import Value
from postulat.extract.options import HiddenRows

CONTENT = "content.xml"
MOST_REPEATS = 1_000
"""Rows or columns in a row that hold the same text; what is said to be repeated more often is a format to the end of the sheet."""
LAST = 1_048_576
GROUPS = {"table-row-group", "table-rows", "table-header-rows"}
LINES = (TEXT + "p", TEXT + "h")
DRAWINGS = (DRAW + "*", TABLE + "shapes")
FORMATS = {"percentage": "0.##%"}
"""How a number is shown whose cell says its kind and holds no text."""


def read(data: bytes, source: str, hidden_rows: HiddenRows = "keep", password: str = "") -> Document:
    """An ODS file as blocks; a block's path is `sheet=Uwagi cell=C4`."""
    package = without_lock(data, password)
    root = package.xml(CONTENT)
    body = None if root is None else root.find(f"{OFFICE}body/{OFFICE}spreadsheet")
    if root is None or body is None:
        raise ReadError("the file has no OpenDocument spreadsheet inside")
    look = styles(package.xml("styles.xml"), root)
    sheets = [Reader(look, hidden_tables(root)).sheet(table) for table in body.iterchildren(TABLE + "table")]
    drawn = any(drawing.find(f".//{TEXT}p") is not None for drawing in body.iter(*DRAWINGS))
    notes: list[Note] = [Note("drawing", "sheet")] if drawn else []
    language = declared_language(meta(package, "language"), look.language)
    found = blocks(sheets, notes, hidden_rows, language)
    return Document(
        source=source,
        media_type=ODS,
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        extractor="ods",
        blocks=found,
        title=meta(package, "title"),
        language=language,
        notes=tuple(notes),
    )


def hidden_tables(root: etree._Element) -> frozenset[str]:
    """Names of the styles that hide a whole sheet."""
    return frozenset(
        style.get(STYLE + "name", "")
        for style in root.iterfind(f"{OFFICE}automatic-styles/{STYLE}style[@{STYLE}family='table']")
        if any(properties.get(TABLE + "display") == "false" for properties in style.iterchildren(STYLE + "table-properties"))
    )


class Reader:
    """One sheet as it is read, row by row."""

    def __init__(self, look: Styles, hidden: frozenset[str]) -> None:
        self.look = look
        self.hidden = hidden
        self.row = 0
        self.found = RawSheet("")

    def sheet(self, table: etree._Element) -> RawSheet:
        hidden = table.get(TABLE + "style-name", "") in self.hidden
        self.found = RawSheet(table.get(TABLE + "name", ""), hidden=hidden)
        column = 0
        for look in table.iter(TABLE + "table-column"):
            count = max(whole(look.get(TABLE + "number-columns-repeated"), 1), 1)
            if look.get(TABLE + "visibility", "visible") != "visible" and column + count <= LAST:
                self.found.hidden_columns.update(range(column + 1, column + count + 1))
            column = min(column + count, LAST)
        self.take(table, folded=False)
        return self.found

    def take(self, parent: etree._Element, folded: bool) -> None:
        for child in parent.iterchildren("*"):
            name = etree.QName(child).localname
            if child.tag == TABLE + "table-row":
                self.take_row(child, folded)
            elif name in GROUPS:
                self.take(child, folded or (name == "table-row-group" and child.get(TABLE + "display") == "false"))
                if name == "table-header-rows":
                    self.found.titles = self.row

    def take_row(self, row: etree._Element, folded: bool) -> None:
        count = max(whole(row.get(TABLE + "number-rows-repeated"), 1), 1)
        visibility = row.get(TABLE + "visibility", "visible")
        before = len(self.found.cells)
        self.row += 1
        self.take_cells(row)
        cells = self.found.cells[before:]
        repeats = count if cells and count <= MOST_REPEATS else 1
        if visibility != "visible" and cells:
            why: Reason = "filter" if visibility == "filter" else "group" if folded else "hand"
            self.found.hidden_rows.update(dict.fromkeys(range(self.row, self.row + repeats), why))
        for further in range(1, repeats):
            self.found.cells.extend(cell._replace(row=self.row + further) for cell in cells)
        self.row = min(self.row + count - 1, LAST)

    def take_cells(self, row: etree._Element) -> None:
        column = 0
        for cell in row.iterchildren(TABLE + "table-cell", TABLE + "covered-table-cell"):
            column += 1
            count = max(whole(cell.get(TABLE + "number-columns-repeated"), 1), 1)
            # What a merged cell covers is not shown; it is read to be counted among what is hidden.
            made = self.cell(cell, column)
            if made is not None:
                repeats = range(count if count <= MOST_REPEATS else 1)
                self.found.cells.extend(made._replace(column=column + further) for further in repeats)
            across = max(whole(cell.get(TABLE + "number-columns-spanned"), 1), 1)
            down = max(whole(cell.get(TABLE + "number-rows-spanned"), 1), 1)
            if (across > 1 or down > 1) and self.row + down <= LAST and column + across <= LAST:
                self.found.merged.append(Area(self.row, column, self.row + down - 1, column + across - 1))
            column = min(column + count - 1, LAST)

    def cell(self, cell: etree._Element, column: int) -> RawCell | None:
        style = self.look.style("table-cell", cell.get(TABLE + "style-name"))
        pieces: list[tuple[str, bool]] = []
        for line in lines(cell):
            if pieces:
                pieces.append(("\n", False))
            pieces.extend(self.runs(line, style.struck is True))
        text, struck = living(pieces)
        value: Value = text if pieces else value_of(cell)
        comment = "\n".join("".join(map(str, line.itertext())) for line in cell.iterfind(f"{OFFICE}annotation/{TEXT}p"))
        if not str("" if value is None else value).strip() and not struck and not comment:
            return None
        links = [link.get(XLINK + "href", "") for link in cell.iter(TEXT + "a")]
        target = links[0] if len(set(links)) == 1 else ""
        shown = FORMATS.get(cell.get(OFFICE + "value-type", ""), "General")
        return RawCell(self.row, column, value, shown, style.bold is True, target, struck, comment)

    def runs(self, element: etree._Element, struck: bool) -> Iterator[tuple[str, bool]]:
        """The pieces of a line, each with whether it is struck."""
        yield element.text or "", struck
        for child in element.iterchildren("*"):
            if child.tag == TEXT + "s":
                yield " " * min(max(whole(child.get(TEXT + "c"), 1), 1), 100), struck
            elif child.tag == TEXT + "tab":
                yield " ", struck
            elif child.tag == TEXT + "line-break":
                yield "\n", struck
            elif child.tag != OFFICE + "annotation":
                own = self.look.style("text", child.get(TEXT + "style-name")).struck
                yield from self.runs(child, struck if own is None else own)
            yield child.tail or "", struck


def lines(cell: etree._Element) -> Iterator[etree._Element]:
    """The lines of a cell, those of lists and of tables in it, too; not those of its note and of drawings."""
    for child in cell.iterchildren("*"):
        if child.tag in LINES:
            yield child
        elif child.tag != OFFICE + "annotation" and not str(child.tag).startswith(DRAW):
            yield from lines(child)


def value_of(cell: etree._Element) -> Value:
    """The value of a cell whose program wrote down no text for it."""
    kind = cell.get(OFFICE + "value-type", "")
    if kind == "boolean":
        return cell.get(OFFICE + "boolean-value") == "true"
    written = cell.get(OFFICE + ("value" if kind in ("float", "percentage", "currency") else f"{kind}-value"))
    if written is None or kind in ("string", "date", "time"):
        return written
    try:
        return float(written)
    except ValueError:
        return written
