"""The spreadsheet reader, on workbooks made here."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from postulat.extract.document import Document, Table
from postulat.extract.errors import ReadError
from postulat.extract.office.sheets import xlsx
from postulat.extract.office.sheets.values import Value, shown

Rows = list[list[str | int | None]]


def made(fill: Callable[[Worksheet], None], *more: Callable[[Worksheet], None]) -> bytes:
    """A workbook with a sheet for each function, which fills it."""
    workbook = Workbook()
    first = workbook.active
    assert isinstance(first, Worksheet)
    first.title = "Uwagi"
    fill(first)
    for number, fill_next in enumerate(more, start=2):
        fill_next(workbook.create_sheet(f"Arkusz{number}"))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def rows(values: Rows) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for row in values:
            sheet.append(row)

    return fill


def read(fill: Callable[[Worksheet], None], *more: Callable[[Worksheet], None]) -> Document:
    return xlsx.read(made(fill, *more), "made.xlsx")


def tables(document: Document) -> list[Table]:
    return [block.table for block in document.blocks if block.table is not None]


def grid(table: Table) -> list[list[str | None]]:
    return [[None if cell is None else cell.text for cell in row] for row in table.rows]


def prose(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.table is None]


def codes(document: Document) -> list[str]:
    return [note.code for note in document.notes]


MATRIX: Rows = [["Lp.", "Podmiot", "Uwaga", "Stanowisko"], [1, "Fundacja", "u1", "s1"], [2, "Koło", "u2", None]]


def test_a_table_below_its_title() -> None:
    document = read(rows([["Zestawienie uwag"], [], *MATRIX]))
    assert prose(document) == ["Zestawienie uwag"]
    (table,) = tables(document)
    assert grid(table) == [["Lp.", "Podmiot", "Uwaga", "Stanowisko"], ["1", "Fundacja", "u1", "s1"], ["2", "Koło", "u2", ""]]
    cell = table.rows[1][2]
    assert cell is not None
    assert [str(place) for place in cell.places] == ["sheet=Uwagi cell=C4"]
    assert table.places[0].path == "sheet=Uwagi cell=A3:D5"


def test_a_title_right_above_the_table_is_prose() -> None:
    document = read(rows([["Zestawienie uwag"], *MATRIX]))
    assert (prose(document), len(tables(document)[0].rows)) == (["Zestawienie uwag"], 3)


def test_a_section_row_inside_stays_a_row() -> None:
    (table,) = tables(read(rows([*MATRIX, ["Uwagi ogólne"], [3, "Rada", "u3", "s3"]])))
    assert grid(table)[3] == ["Uwagi ogólne", "", "", ""]


def test_an_empty_row_does_not_end_a_table() -> None:
    (table,) = tables(read(rows([*MATRIX, [], [3, "Rada", "u3", "s3"]])))
    assert [row[0] for row in grid(table)] == ["Lp.", "1", "2", "3"]


def test_a_table_goes_on_below_an_empty_row_with_a_column_that_was_empty() -> None:
    wide = [["", *row, "x", "y"] for row in MATRIX]
    (table,) = tables(read(rows([*wide, [], ["S-9", 3, "Rada", "u3", "s3", "x"]])))
    assert [row[0] for row in grid(table)] == ["", "", "", "S-9"]
    assert [row[1] for row in grid(table)] == ["Lp.", "1", "2", "3"]


def test_tables_of_a_sheet_stand_at_their_columns() -> None:
    document = read(rows([["", *row] for row in MATRIX]))
    assert [table.edges and table.edges[0] for table in tables(document)] == [144.0]


def test_a_block_of_another_shape_is_another_table() -> None:
    document = read(rows([*MATRIX, [], ["Sporządził", "Referat"], [], ["Uwagi końcowe"]]))
    assert [len(table.rows) for table in tables(document)] == [3, 1]
    assert prose(document) == ["Uwagi końcowe"]


def test_a_new_heading_in_bold_begins_another_table() -> None:
    def fill(sheet: Worksheet) -> None:
        rows([*MATRIX, [], ["Lp.", "Nazwa", "Adres", "Telefon"], [1, "A", "b", "c"]])(sheet)
        for row in (1, 5):
            for cell in sheet[row]:
                cell.font = Font(bold=True)

    assert [len(table.rows) for table in tables(read(fill))] == [3, 2]


def test_merged_ranges_are_one_cell() -> None:
    def fill(sheet: Worksheet) -> None:
        rows([["Lp.", "Podmiot", "Uwaga", None, "Odpowiedź"], [1, "A", "u1", "x", "s"], [2, None, "u2", "y", "t"]])(sheet)
        sheet.merge_cells("C1:D1")
        sheet.merge_cells("B2:B3")

    (table,) = tables(read(fill))
    assert grid(table) == [
        ["Lp.", "Podmiot", "Uwaga", "Uwaga", "Odpowiedź"],
        ["1", "A", "u1", "x", "s"],
        ["2", "A", "u2", "y", "t"],
    ]
    assert table.rows[0][2] is table.rows[0][3]
    assert table.rows[1][1] is table.rows[2][1]


def test_columns_that_are_merged_in_every_row_are_one() -> None:
    def fill(sheet: Worksheet) -> None:
        rows([["Lp.", "Uwaga", None, "Odpowiedź"], [1, "u", None, "s"]])(sheet)
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("B2:C2")

    assert grid(tables(read(fill))[0]) == [["Lp.", "Uwaga", "Odpowiedź"], ["1", "u", "s"]]


def test_lines_links_and_bold() -> None:
    def fill(sheet: Worksheet) -> None:
        rows([["Uwaga", "Załącznik"], ["pierwsza\n druga\n\ntrzecia", "pismo"]])(sheet)
        sheet["B2"].hyperlink = "https://example.org/a.pdf"
        sheet["A1"].font = Font(bold=True)

    (table,) = tables(read(fill))
    assert grid(table)[1][0] == "pierwsza\ndruga\ntrzecia"
    heading, attachment = table.rows[0][0], table.rows[1][1]
    assert heading is not None
    assert attachment is not None
    assert [block.strong for block in heading.blocks] == [True]
    assert [(link.start, link.end, link.target) for link in attachment.links] == [(0, 5, "https://example.org/a.pdf")]


def test_sheets_have_their_names_as_headings() -> None:
    document = read(rows(MATRIX), rows([]), rows([["x", "y"], ["1", "2"]]))
    assert [(block.kind, block.text) for block in document.blocks if block.table is None] == [
        ("heading", "Uwagi"),
        ("heading", "Arkusz3"),
    ]


def test_hidden_sheets_rows_columns_and_comments_are_noted() -> None:
    def fill(sheet: Worksheet) -> None:
        rows([["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]])(sheet)
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet["A1"].comment = Comment("sprawdzić", "x")

    def hide(sheet: Worksheet) -> None:
        sheet.append(["tajne"])
        sheet.sheet_state = "hidden"

    document = read(fill, hide)
    assert grid(tables(document)[0]) == [["a", "c"], ["4", "6"]]
    assert [(note.code, note.variant, *note.values.values()) for note in document.notes] == [
        ("comment", "", "sprawdzić"),
        ("hidden-text", "rows", 5, "2"),
        ("hidden-text", "sheet", "Arkusz2"),
    ]


@pytest.mark.parametrize("how", ["print", "freeze"])
def test_heading_rows(how: str) -> None:
    def fill(sheet: Worksheet) -> None:
        rows([["Tytuł"], *MATRIX])(sheet)
        if how == "print":
            sheet.print_title_rows = "2:2"
        else:
            sheet.freeze_panes = "A3"

    (table,) = tables(read(fill))
    assert table.heading_rows == 1
    assert [cell.heading for cell in table.cells()].count(True) == 4


def test_a_formula_without_a_result_is_noted() -> None:
    document = read(rows([["a", "b"], ["1", "=1+1"]]))
    assert (grid(tables(document)[0]), codes(document)) == ([["a", "b"], ["1", ""]], ["formula-without-result"])


def test_far_cells_cost_nothing() -> None:
    def fill(sheet: Worksheet) -> None:
        rows(MATRIX)(sheet)
        sheet["XFD1048576"] = "daleko"

    document = read(fill)
    assert (len(tables(document)), prose(document)) == (1, ["daleko"])


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1, "General", "1"),
        (1.0, "General", "1"),
        (0.1 + 0.2, "General", "0,3"),
        (0.5, "0%", "50%"),
        (0.125, "0.0%", "12,5%"),
        (1234567, "#,##0", "1 234 567"),
        (1234.5, '#,##0.00\\ "zł"', "1 234,50 zł"),
        (-5.5, "#,##0.00\\ [$zł-415];[Red]-#,##0.00\\ [$zł-415]", "-5,50 zł"),
        (0, '_-* #,##0.00\\ "zł"_-;-* #,##0.00\\ "zł"_-;_-* "-"??\\ "zł"_-;_-@_-', "- zł"),
        (1234.5, "[$$-409]#,##0.00", "$1,234.50"),
        (7, "000", "007"),
        (3, 'General"."', "3."),
        (1.5, "# ?/?", "1,5"),
        (True, "General", "TRUE"),
        (datetime.datetime(2024, 3, 5), "mm-dd-yy", "2024-03-05"),
        (datetime.datetime(2024, 3, 5), "yyyy-mm-dd", "2024-03-05"),
        (datetime.datetime(2024, 3, 5), "dd.mm.yyyy", "05.03.2024"),
        (datetime.datetime(2024, 3, 5), "[$-415]d mmmm yyyy;@", "5 marca 2024"),
        (datetime.datetime(2024, 3, 5), "[$-409]d mmmm yyyy", "5 March 2024"),
        (datetime.datetime(2024, 3, 5), 'yyyy"r."', "2024r."),
        (datetime.datetime(2024, 3, 5, 17, 30), "yyyy-mm-dd hh:mm", "2024-03-05 17:30"),
        (datetime.time(17, 5), "h:mm", "17:05"),
        (datetime.timedelta(hours=30), "[h]:mm", "30:00"),
        (float("nan"), "0.00", "nan"),
    ],
)
def test_values_as_shown(value: Value, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


def test_a_numbers_and_a_dates_format_come_from_the_sheet() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Kwota", "Data"])
        sheet.append([1500.5, datetime.date(2024, 3, 5)])
        sheet["A2"].number_format = '#,##0.00 "zł"'
        sheet["B2"].number_format = "DD.MM.YYYY"

    assert grid(tables(read(fill))[0])[1] == ["1 500,50 zł", "05.03.2024"]


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, change(old.read(entry)) if entry == name else old.read(entry))
    return buffer.getvalue()


def test_a_merge_of_the_whole_sheet_is_refused() -> None:
    merge = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><pageMargins'
    data = changed(made(rows(MATRIX)), "xl/worksheets/sheet1.xml", lambda part: part.replace(b"<pageMargins", merge))
    with pytest.raises(ReadError, match="merges more than"):
        xlsx.read(data, "hostile.xlsx")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04", "damaged"),
        (changed(made(rows(MATRIX)), "xl/workbook.xml", lambda part: part[:200]), "cannot be opened"),
        (changed(made(rows(MATRIX)), "xl/styles.xml", lambda part: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + part), "entities"),
    ],
)
def test_broken_files_say_so_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words) as caught:
        xlsx.read(data, "broken.xlsx")
    assert "\n" not in str(caught.value)
