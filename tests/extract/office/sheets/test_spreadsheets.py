"""Spreadsheets of every kind: XLS, ODS, the XML of Excel 2003, strict and locked XLSX; hidden rows, struck text, endless sheets."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable

import msoffcrypto.format.ooxml
import pytest
import xlwt
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.filters import FilterColumn, Filters
from openpyxl.worksheet.worksheet import Worksheet

from postulat import extract
from postulat.extract.document import Document
from postulat.extract.options import ReadingOptions

MATRIX = [["Lp.", "Podmiot", "Uwaga", "Odpowiedź"], ["1", "Koło", "u1", "s1"], ["2", "Rada", "u2", "s2"], ["3", "Klub", "u3", "s3"]]


def workbook(change: Callable[[Worksheet], None] = lambda _: None) -> bytes:
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Uwagi"
    for row in MATRIX:
        sheet.append(row)
    change(sheet)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def old_workbook(change: Callable[[xlwt.Worksheet], None] = lambda _: None) -> bytes:
    made = xlwt.Workbook()
    sheet = made.add_sheet("Uwagi")
    for row, values in enumerate(MATRIX):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    change(sheet)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def open_sheet(rows: str, styles: str = "", columns: str = "") -> bytes:
    """An ODS file with these rows."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(f'xmlns:{name}="{space}{name}:1.0"' for name in ("office", "text", "table", "style"))
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="Uwagi">{columns}{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return buffer.getvalue()


def open_row(*texts: str, look: str = "") -> str:
    cells = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in texts)
    return f"<table:table-row {look}>{cells}</table:table-row>"


def excel_xml(rows: str, more: str = "") -> bytes:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="{space}" xmlns:ss="{space}"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:html="http://www.w3.org/TR/REC-html40"><Styles>'
        '<Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="s"><Font ss:StrikeThrough="1"/></Style></Styles>'
        f'<Worksheet ss:Name="Uwagi"><Table>{rows}</Table>{more}</Worksheet></Workbook>'
    ).encode()


def xml_row(*texts: str, look: str = "") -> str:
    return f"<Row {look}>" + "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in texts) + "</Row>"


def read(data: bytes, hidden_rows: str = "keep", password: str = "") -> Document:
    options = ReadingOptions(hidden_rows="drop" if hidden_rows == "drop" else "keep")
    return extract.read(data, "made", options, password)


def grid(document: Document) -> list[list[str | None]]:
    (table,) = [block.table for block in document.blocks if block.table is not None]
    return [[None if cell is None else cell.text for cell in row] for row in table.rows]


def told(document: Document) -> list[tuple[object, ...]]:
    return [(note.code, note.variant, *note.values.values()) for note in document.notes]


def as_ods() -> bytes:
    return open_sheet("".join(open_row(*row) for row in MATRIX))


def as_flat(head: str = "<?xml version='1.0'?>") -> bytes:
    """The one XML file of a flat ODS."""
    with zipfile.ZipFile(io.BytesIO(as_ods())) as archive:
        content = archive.read("content.xml").decode()
    kind = 'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"'
    return (head + content.replace("office:document-content", f"office:document {kind}", 1).replace("-content>", ">")).encode()


def as_xml() -> bytes:
    return excel_xml("".join(xml_row(*row) for row in MATRIX))


def strict(data: bytes) -> bytes:
    """A workbook as Excel saves it under "Strict Open XML"."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            part = part.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
            )
            office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            new.writestr(name, part.replace(office, b"http://purl.oclc.org/ooxml/officeDocument/relationships"))
    return buffer.getvalue()


@pytest.mark.parametrize("data", [workbook(), strict(workbook()), old_workbook(), as_ods(), as_flat(), as_xml()])
def test_every_kind_of_spreadsheet_gives_the_same_table(data: bytes) -> None:
    document = read(data)
    assert grid(document) == MATRIX
    (block,) = document.blocks
    assert [str(place) for place in block.places] == ["sheet=Uwagi cell=A1:D4"]
    assert document.notes == ()


def filtered(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:D4"
    sheet.auto_filter.filterColumn.append(FilterColumn(colId=3, filters=Filters(filter=["s1"])))
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True


def folded(sheet: Worksheet) -> None:
    sheet.row_dimensions.group(3, 4, hidden=True)


def fold_old(sheet: xlwt.Worksheet) -> None:
    for row in (2, 3):
        sheet.row(row).level = 1
        sheet.row(row).hidden = True


HIDDEN = [
    workbook(filtered),
    workbook(folded),
    old_workbook(fold_old),
    open_sheet("".join(open_row(*row, look='table:visibility="filter"' * (place > 1)) for place, row in enumerate(MATRIX))),
    excel_xml(
        "".join(xml_row(*row, look='ss:Hidden="1"' * (place > 1)) for place, row in enumerate(MATRIX)),
        '<x:AutoFilter x:Range="R1C1:R4C4"><x:AutoFilterColumn x:Index="4" x:Type="NonBlanks"/></x:AutoFilter>',
    ),
]


@pytest.mark.parametrize("data", HIDDEN)
def test_rows_that_a_filter_or_a_folded_group_hides_are_read_and_marked(data: bytes) -> None:
    document = read(data)
    assert grid(document) == MATRIX
    assert told(document) == [("hidden-rows", "read", "3–4")]
    dropped = read(data, "drop")
    assert grid(dropped) == MATRIX[:2]
    assert told(dropped) == [("hidden-rows", "left-out", "3–4")]


def hide(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:D4"  # a filter without a condition hides nothing
    sheet.row_dimensions[3].hidden = True


@pytest.mark.parametrize(
    "data",
    [
        workbook(hide),
        open_sheet("".join(open_row(*row, look='table:visibility="collapse"' * (place == 2)) for place, row in enumerate(MATRIX))),
        excel_xml("".join(xml_row(*row, look='ss:Hidden="1"' * (place == 2)) for place, row in enumerate(MATRIX))),
    ],
)
def test_rows_hidden_by_hand_are_left_out_and_named(data: bytes) -> None:
    document = read(data)
    assert grid(document) == [MATRIX[0], MATRIX[1], MATRIX[3]]
    assert told(document) == [("hidden-text", "rows", 4, "3")]


def struck(sheet: Worksheet) -> None:
    out = InlineFont(strike=True)
    sheet["C2"] = CellRichText(TextBlock(out, "stare "), "nowe")
    sheet["D2"].font = Font(strike=True)


def strike_old(sheet: xlwt.Worksheet) -> None:
    font = xlwt.Font()
    font.struck_out = True
    style = xlwt.XFStyle()
    style.font = font
    sheet._cell_overwrite_ok = True
    sheet.write_rich_text(1, 2, [("stare ", font), "nowe"])
    sheet.write(1, 3, "s1", style)


STRUCK_STYLE = (
    '<style:style style:name="T" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>'
)


@pytest.mark.parametrize(
    "data",
    [
        workbook(struck),
        old_workbook(strike_old),
        open_sheet(
            open_row(*MATRIX[0])
            + open_row(
                "1",
                "Koło",
                '<text:span text:style-name="T">stare </text:span>nowe',
                '<text:span text:style-name="T">s1</text:span>',
            )
            + open_row(*MATRIX[2])
            + open_row(*MATRIX[3]),
            STRUCK_STYLE,
        ),
        excel_xml(
            xml_row(*MATRIX[0])
            + xml_row("1", "Koło", "<html:S>stare </html:S>nowe", "<html:S>s1</html:S>")
            + xml_row(*MATRIX[2])
            + xml_row(*MATRIX[3])
        ),
    ],
)
def test_struck_text_is_left_out_and_quoted(data: bytes) -> None:
    document = read(data)
    assert grid(document)[1] == ["1", "Koło", "nowe", ""]
    assert told(document) == [("struck-text", "", "stare"), ("struck-text", "", "s1")]


def test_a_sheet_with_formats_to_its_end_is_read() -> None:
    endless = b"".join(b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="0"/></row>' % (row, row) for row in range(5, 60_000))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"</sheetData>", endless + b"</sheetData>"))
    assert grid(read(buffer.getvalue())) == MATRIX
    rows = "".join(open_row(*row) for row in MATRIX)
    cells = '<table:table-cell table:number-columns-repeated="16384"/>'
    empty = f'<table:table-row table:number-rows-repeated="1048572">{cells}</table:table-row>'
    assert grid(read(open_sheet(rows + empty))) == MATRIX


@pytest.mark.parametrize(
    ("words", "expected"), [("Open the community hall on Sundays. ", "1.5"), ("Otwórzmy salę w niedziele. ", "1,5")]
)
def test_numbers_have_the_decimal_mark_of_the_text_around_them(words: str, expected: str) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A2"] = 1.5
        sheet["C1"], sheet["B1"], sheet["D1"] = "Comment", "Who", "Answer"
        sheet["B2"] = sheet["C2"] = sheet["D2"] = words * 3
        sheet.delete_rows(3, 2)

    assert grid(read(workbook(fill)))[1][0] == expected


def test_excel_xml_has_formats_spans_and_empty_cells() -> None:
    rows = (
        '<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">Razem</Data></Cell><Cell><Data ss:Type="String">c</Data></Cell></Row>'
        '<Row ss:Index="2"><Cell ss:Index="2" ss:StyleID="p"><Data ss:Type="Number">0.5</Data></Cell>'
        '<Cell><Data ss:Type="DateTime">2024-03-05T00:00:00.000</Data></Cell></Row>'
    )
    assert grid(read(excel_xml(rows))) == [["Razem", "Razem", "c"], ["", "50,00%", "2024-03-05"]]


def locked(data: bytes, password: str) -> bytes:
    buffer = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(data)).encrypt(password, buffer)
    return buffer.getvalue()


def test_a_locked_workbook_is_named_as_locked_and_opens_with_its_password() -> None:
    data = locked(workbook(), "tajne")
    with pytest.raises(extract.LockedError, match="locked with a password: give it with --password"):
        read(data)
    with pytest.raises(extract.LockedError, match="the password does not open it"):
        read(data, password="inne")
    document = read(data, password="tajne")
    assert grid(document) == MATRIX
    assert document.size_bytes == len(data)
    assert grid(read(locked(workbook(), "VelvetSweatshop"))) == MATRIX  # only protected against changes


@pytest.mark.parametrize("whole", [old_workbook(), as_ods(), as_flat(), as_xml(), workbook(), locked(workbook(), "a")])
def test_a_damaged_spreadsheet_is_read_or_refused(whole: bytes) -> None:
    for end in range(0, len(whole), max(len(whole) // 12, 1)):
        for data in (whole[:end], whole[:end] + bytes(64) + whole[end + 64 :]):
            with contextlib.suppress(extract.ReadError):
                read(data, password="a")


def test_cells_of_an_open_sheet_without_text_lists_and_tables_in_cells() -> None:
    cells = (
        '<table:table-cell office:value-type="float" office:value="1"/>',
        '<table:table-cell office:value-type="string" office:string-value="Koło"/>',
        "<table:table-cell><text:list><text:list-item><text:p>pierwsza</text:p></text:list-item></text:list></table:table-cell>",
        '<table:table-cell><table:table table:name="w"><table:table-row><table:table-cell><text:p>tak</text:p></table:table-cell>'
        "</table:table-row></table:table></table:table-cell>",
        '<table:table-cell office:value-type="percentage" office:value="0.255"/>',
    )
    row = f"<table:table-row>{''.join(cells)}</table:table-row>"
    document = read(open_sheet(open_row("Lp.", "Podmiot", "Uwaga", "Odpowiedź", "Udział") + row))
    assert grid(document)[1] == ["1", "Koło", "pierwsza", "tak", "25,5%"]


def test_text_under_a_merged_cell_and_in_drawings_is_said() -> None:
    merged = (
        '<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>razem</text:p></table:table-cell>'
        "<table:covered-table-cell><text:p>pod spodem</text:p></table:covered-table-cell>"
        '<table:table-cell><text:p>c</text:p><d:frame xmlns:d="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><d:text-box>'
        "<text:p>w ramce</text:p></d:text-box></d:frame></table:table-cell></table:table-row>"
    )
    document = read(open_sheet(open_row("a", "b", "c") + merged))
    assert grid(document) == [["a", "b", "c"], ["razem", "razem", "c"]]
    assert told(document) == [("drawing", "sheet"), ("hidden-text", "merged-cell", "pod spodem")]


def test_a_range_over_the_whole_sheet_is_refused() -> None:
    rows = '<Row><Cell ss:MergeAcross="16000" ss:MergeDown="1000000"><Data ss:Type="String">a</Data></Cell></Row>'
    with pytest.raises(extract.ReadError, match="merges more than"):
        read(excel_xml(rows))
