"""Spreadsheets as the XML of Excel 2003 (SpreadsheetML) → document; many systems export lists in it under the name `.xls`."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator

from lxml import etree

from postulat.extract.characters.cleaning import clean
from postulat.extract.document import Document, Note
from postulat.extract.errors import ReadError
from postulat.extract.media_types import XLS_XML
from postulat.extract.office.package import LARGEST_PART, parse, whole
from postulat.extract.office.sheets.blocks import blocks
from postulat.extract.office.sheets.raw import Area, RawCell, RawSheet, Reason, living
from postulat.extract.office.sheets.values import Value
from postulat.extract.options import HiddenRows

SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
X = "{urn:schemas-microsoft-com:office:excel}"
HTML = "{http://www.w3.org/TR/REC-html40}"
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
FORMATS = {
    "Short Date": "mm-dd-yy",
    "Long Date": "mm-dd-yy",
    "General Date": "yyyy-mm-dd hh:mm",
    "Percent": "0.00%",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Short Time": "hh:mm",
}
"""Number formats that are written by name."""


def read(data: bytes, source: str, hidden_rows: HiddenRows = "keep") -> Document:
    """A file of SpreadsheetML as blocks; a block's path is `sheet=Uwagi cell=C4`."""
    if len(data) > LARGEST_PART:
        raise ReadError(f"the file is larger than {LARGEST_PART // 1024**2} MB")
    root = parse(data.lstrip(), "the file")
    styles = {style.get(SS + "ID", ""): style for style in root.iterfind(f"{SS}Styles/{SS}Style")}
    sheets = [raw_sheet(sheet, styles) for sheet in root.iterchildren(SS + "Worksheet")]
    notes: list[Note] = []
    found = blocks(sheets, notes, hidden_rows, None)
    title = root.findtext("{*}DocumentProperties/{*}Title")
    return Document(
        source=source,
        media_type=XLS_XML,
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        extractor="xls-xml",
        blocks=found,
        title=clean(title or "") or None,
        notes=tuple(notes),
    )


def raw_sheet(element: etree._Element, styles: dict[str, etree._Element]) -> RawSheet:
    options = element.find(X + "WorksheetOptions")
    visible = None if options is None else options.findtext(X + "Visible")
    sheet = RawSheet(element.get(SS + "Name", ""), hidden=(visible or "").startswith("SheetHidden") or visible == "SheetVeryHidden")
    if options is not None and options.find(X + "FreezePanes") is not None:
        sheet.titles = whole(options.findtext(X + "SplitHorizontal"), 0)
    filtered = element.find(f"{X}AutoFilter/{X}AutoFilterColumn") is not None
    table = element.find(SS + "Table")
    if table is None:
        return sheet
    column = 0
    for look in table.iterchildren(SS + "Column"):
        column = index(look, column)
        last = min(column + whole(look.get(SS + "Span"), 0), LAST_COLUMN)
        if look.get(SS + "Hidden") == "1":
            sheet.hidden_columns.update(range(column, last + 1))
        column = last
    row = 0
    for look in table.iterchildren(SS + "Row"):
        row = index(look, row)
        if row > LAST_ROW:
            break
        span = whole(look.get(SS + "Span"), 0)
        if look.get(SS + "Hidden") == "1":
            why: Reason = "filter" if filtered else "hand"
            sheet.hidden_rows.update(dict.fromkeys(range(row, min(row + span, LAST_ROW) + 1), why))
        take_cells(look, row, sheet, styles)
        row += span
    return sheet


def index(element: etree._Element, before: int) -> int:
    """The number of a row, column or cell: as it says, else the next."""
    return max(whole(element.get(SS + "Index"), before + 1), 1)


def take_cells(element: etree._Element, row: int, sheet: RawSheet, styles: dict[str, etree._Element]) -> None:
    column = 0
    for cell in element.iterchildren(SS + "Cell"):
        column = index(cell, column)
        if column > LAST_COLUMN:
            return
        across = min(max(whole(cell.get(SS + "MergeAcross"), 0), 0), LAST_COLUMN)
        down = max(whole(cell.get(SS + "MergeDown"), 0), 0)
        if across or down:
            sheet.merged.append(Area(row, column, row + down, column + across))
        style = styles.get(cell.get(SS + "StyleID") or element.get(SS + "StyleID") or "Default")
        font = None if style is None else style.find(SS + "Font")
        data = cell.find(SS + "Data")
        comment = cell.find(SS + "Comment")
        remark = "" if comment is None else "".join(map(str, comment.itertext()))
        if data is not None or remark:
            struck = flag(font, "StrikeThrough")
            text, out = ("", "") if data is None else living(runs(data, struck))
            value = text if data is None or out else value_of(text, data.get(SS + "Type", "String"))
            target = cell.get(SS + "HRef", "")
            sheet.cells.append(RawCell(row, column, value, number_format(style), flag(font, "Bold"), target, out, remark))
        column += across


def runs(element: etree._Element, struck: bool) -> Iterator[tuple[str, bool]]:
    """The pieces of a text, which may be set as in HTML, each with whether it is struck."""
    out = struck or element.tag in (HTML + "S", HTML + "Del")
    yield element.text or "", out
    for child in element:
        yield from runs(child, out)
        yield child.tail or "", out


def flag(font: etree._Element | None, name: str) -> bool:
    return font is not None and font.get(SS + name) == "1"


def number_format(style: etree._Element | None) -> str:
    found = None if style is None else style.find(SS + "NumberFormat")
    name = "" if found is None else found.get(SS + "Format", "")
    return FORMATS.get(name, name) or "General"


def value_of(text: str, kind: str) -> Value:
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.datetime.fromisoformat(text.strip().removesuffix("Z"))
    except ValueError:
        return text
    return text.strip() == "1" if kind == "Boolean" else text
