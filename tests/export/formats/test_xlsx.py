"""The workbook holds the records as they are, and nothing in it runs or leads anywhere that was not meant."""

from __future__ import annotations

import datetime
import re
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from postulat import export
from postulat.export import Options
from postulat.export.formats import xlsx, xlsx_sheet
from postulat.export.formats.xlsx_cells import CUT, LONGEST_TEXT, target, units
from postulat.export.formats.xlsx_start import spoken
from postulat.export.options import Labels
from postulat.export.schema.codebook import entries
from postulat.normalize.records import TABLES, Records, columns

REVIEW = re.compile(r"review\\[0-9a-z]+\.html")
"""A link to a page of the review, as a workbook writes it."""


def write(records: Records, folder: Path, options: Options | None = None) -> openpyxl.Workbook:
    export.write(records, folder, ["xlsx"], options)
    return openpyxl.load_workbook(folder / "postulat.xlsx")


def column(sheet: Worksheet, name: str, table: str = "records") -> list[object]:
    index = [column.name for column in columns(TABLES[table])].index(name) + 1
    return [cell.value for cell in next(sheet.iter_cols(index, index, min_row=2))]


def parts(folder: Path) -> dict[str, str]:
    with zipfile.ZipFile(folder / "postulat.xlsx") as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def test_the_start_then_a_sheet_a_table_and_the_codebook_last(records: Records, tmp_path: Path) -> None:
    book = write(records, tmp_path)
    assert book.sheetnames == ["Start", *TABLES, "codebook"]
    for table in TABLES:
        sheet = book[table]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.max_row == len(getattr(records, table)) + 1


@pytest.mark.parametrize(("labels", "heading"), [("pl", "Postulat"), ("en", "Postulate")])
def test_headings_are_in_the_language_of_the_labels(labels: str, heading: str, records: Records, tmp_path: Path) -> None:
    book = write(records, tmp_path, Options(labels=labels))  # type: ignore[arg-type]
    assert book["records"]["C1"].value == heading
    found = [cell.value for cell in book["postulates"][1]]
    assert found == [entry.label(labels) for entry in entries("postulates").values()]  # type: ignore[arg-type]


def test_cells_have_the_types_and_values_of_the_records(records: Records, tmp_path: Path) -> None:
    book = write(records, tmp_path)
    types = {"str": "s", "int": "n", "float": "n", "bool": "b", "date": "d", "list": "s"}
    for table in TABLES:
        for number, row in enumerate(getattr(records, table), start=2):
            for index, described in enumerate(columns(TABLES[table]), start=1):
                value = getattr(row, described.name)
                if value and described.name in ("stance", "severity"):
                    value = spoken(described.name, value, "pl")
                cell = book[table].cell(number, index)
                if value in (None, "", ()):
                    assert cell.value is None
                    continue
                assert cell.data_type == types[described.type], (table, described.name)
                if isinstance(value, datetime.date):
                    assert isinstance(cell.value, datetime.datetime)
                    assert cell.value.date() == value
                else:
                    assert cell.value == ("|".join(value) if isinstance(value, tuple) else value)


def test_no_text_becomes_a_formula_or_a_link(hostile: Records, tmp_path: Path) -> None:
    book = write(hostile, tmp_path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert sum(cell.value == "=cmd|' /C calc'!A1" for cell in cells) > 40
    assert not [cell for cell in cells if cell.data_type == "f" or (cell.hyperlink and not REVIEW.fullmatch(cell.hyperlink.target))]
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith("="))
    assert not any("<f>" in text or "<f " in text for text in parts(tmp_path).values())


@pytest.mark.parametrize(
    "text",
    ["http://example.org", "mailto:a@example.org", "internal:A1", "external:c:\\x.xlsx", "{=1+1}", "3.1", "  spacje  ", "true"],
)
def test_what_looks_like_something_else_stays_a_text(text: str, records: Records, tmp_path: Path) -> None:
    cell = write(replace(records, records=(replace(records.records[0], postulate=text),)), tmp_path)["records"]["C2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_markup_in_a_text_is_a_text(records: Records, tmp_path: Path) -> None:
    text = "<r><t>a</t></r></is></c><c r='Z9'><f>1+1</f></c><c><is><r></r>"
    book = write(replace(records, records=(replace(records.records[0], postulate=text),)), tmp_path)
    assert str(book["records"]["C2"].value).rstrip() == text
    assert book["records"]["Z9"].value is None


def test_control_characters_leave_the_file_well_formed(records: Records, tmp_path: Path) -> None:
    text = "a\x00\x01\x0b\x1fb\ufffe\uffff\udcb3_x0041_\r\nc"
    book = write(replace(records, records=(replace(records.records[0], postulate=text),)), tmp_path)
    value = openpyxl.utils.escape.unescape(str(book["records"]["C2"].value))
    assert value.replace("_xFFFE_", "\ufffe").replace("_xFFFF_", "\uffff") == text.replace("\udcb3", "\\udcb3")


@pytest.mark.parametrize("letter", ["ł", "🙂"])
def test_a_text_longer_than_a_cell_is_cut_with_a_mark_and_listed(letter: str, records: Records, tmp_path: Path) -> None:
    whole = letter * (LONGEST_TEXT // units(letter))
    over = whole + letter * 10
    rows = tuple(replace(records.records[0], postulate=text) for text in ("krótki", whole, over))
    book = write(replace(records, records=rows), tmp_path)
    values = [str(value) for value in column(book["records"], "postulate")]
    assert values[1] == whole
    assert values[2].endswith(letter + CUT)
    assert LONGEST_TEXT - 2 < units(values[2]) <= LONGEST_TEXT
    left_out = len(over) - len(values[2].removesuffix(CUT))
    assert list(book["cut-cells"].values) == [
        ("Arkusz", "Wiersz", "Rekord (id)", "Kolumna", "Brakuje znaków"),
        ("records", 4, "d1.p1", "postulate", left_out),
    ]


def test_more_rows_than_a_sheet_holds_go_on_in_another(records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS_IN_A_SHEET", 3)
    many = replace(records, mentions=tuple(replace(records.mentions[0], start=number) for number in range(5)))
    book = write(many, tmp_path)
    names = ["mentions", "mentions (2)", "mentions (3)"]
    assert [name for name in book.sheetnames if name.startswith("mentions")] == names
    assert [value for name in names for value in column(book[name], "start", "mentions")] == [0, 1, 2, 3, 4]
    assert all(book[name]["A1"].value == "Wzmianka (id)" for name in names)


def test_links_lead_to_sources_that_are_there_or_on_the_web(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for name in ("żółw 1.html", "a#b.html", "50%25.html", "x"):
        Path("in", name).touch()
    sources = ["in/żółw 1.html", "in/x", "https://example.org/a?b=1", "in/a#b.html", "in/50%25.html", "in/gone.html"]
    sources += [
        "javascript:alert(1)",
        "file:///etc/passwd",
        str(tmp_path / "in" / "x"),
        "https://example.org/\nx",
        "ftp://example.org/x",
    ]
    rows = tuple(replace(records.records[0], source=source) for source in sources)
    sheet = write(replace(records, records=rows), Path("out"))["records"]
    found = [cell.hyperlink.target if cell.hyperlink else None for cell in next(sheet.iter_cols(10, 10, min_row=2))]
    assert found[:3] == ["..\\in\\żółw%201.html", "..\\in\\x", "https://example.org/a?b=1"]
    assert found[3:] == [None] * 8
    assert column(sheet, "source") == sources


def test_a_link_that_is_too_long_or_one_too_many_is_a_text(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    monkeypatch.setattr(xlsx_sheet, "LINKS_IN_A_SHEET", 3)
    sources = ["https://example.org/" + "a" * 3000, *(f"https://example.org/{number}" for number in range(3))]
    rows = tuple(replace(records.records[0], source=source) for source in sources)
    sheet = write(replace(records, records=rows), tmp_path)["records"]
    assert [bool(cell.hyperlink) for cell in next(sheet.iter_cols(10, 10, min_row=2))] == [False, True, False, False]
    assert [bool(cell.hyperlink) for cell in next(sheet.iter_cols(22, 22, min_row=2))] == [True, True, False, False]
    assert column(sheet, "source") == sources
    assert not recwarn.list


def test_a_short_name_is_no_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a").touch()
    assert target("a", tmp_path) == "external:./a"
    assert target("a", None) is None


@pytest.mark.parametrize(("labels", "rejected"), [("pl", "odrzucone"), ("en", "rejected")])
def test_stances_are_named_coloured_by_rules_and_chosen_from_a_list(
    labels: Labels, rejected: str, records: Records, tmp_path: Path
) -> None:
    book = write(records, tmp_path, Options(labels=labels))
    for table, letter in (("records", "E"), ("responses", "H")):
        areas = book[table].conditional_formatting
        rules = {str(area.sqref): [rule.formula[0] for rule in area.rules if rule.type == "cellIs"] for area in areas}
        assert all(rule.dxf.border.bottom for area in areas for rule in area.rules if rule.type != "cellIs"), "a line a row"
        rules = {area: formulas for area, formulas in rules.items() if formulas}
        ((area, formulas),) = rules.items()
        assert area.startswith(f"{letter}2")
        assert len(formulas) == len(entries("responses")["stance"].values)
        assert f'"{rejected}"' in formulas
        (chosen,) = book[table].data_validations.dataValidation
        assert rejected in chosen.formula1.strip('"').split(",")


def test_the_start_tells_what_was_found_and_what_to_look_at(records: Records, tmp_path: Path) -> None:
    rows = [tuple(value for value in row if value is not None) for row in write(records, tmp_path)["Start"].values]
    assert ("postulaty", len(records.postulates)) in rows
    told = {row[0]: row[1:] for row in rows if len(row) == 3}
    assert told["brak odpowiedzi"][0] == 1
    assert str(told["brak odpowiedzi"][1]).endswith(" (missing-response)")
    assert told["wymienione organizacje"][0] == len(records.organisations)
    assert any(row[:2] == ("uwzględnione", 1) for row in rows)


def test_what_must_be_looked_at_comes_first_and_what_nobody_reads_is_folded(records: Records, tmp_path: Path) -> None:
    note = replace(records.findings[0], severity="info", code="joined-table")
    sheets = write(replace(records, findings=(note, *records.findings)), tmp_path)
    assert column(sheets["findings"], "code", "findings")[-1] == "joined-table"
    shown = sheets["records"].column_dimensions
    assert (shown["Q"].hidden, shown["Q"].outlineLevel) == (True, 1)
    assert not shown["C"].hidden
    assert sheets["records"].print_area == "'records'!$A$1:$H$3"


def test_a_day_that_excel_cannot_count_is_a_text(records: Records, tmp_path: Path) -> None:
    days = [datetime.date(206, 6, 9), datetime.date(1900, 2, 28), datetime.date(1900, 3, 1), datetime.date(9999, 12, 31)]
    rows = tuple(replace(records.records[0], date=day) for day in days)
    values = column(write(replace(records, records=rows), tmp_path)["records"], "date")
    assert values == ["0206-06-09", "1900-02-28", datetime.datetime(1900, 3, 1), datetime.datetime(9999, 12, 31)]


def test_the_codebook_says_how_full_each_column_is(records: Records, tmp_path: Path) -> None:
    rows = {(row[0], row[1]): row for row in write(records, tmp_path, Options(labels="en"))["codebook"].values}
    assert rows["Table", "Column"][-1] == "Filled"
    assert rows["records", "response"][-1] == 0.5
    assert rows["documents", "error"][-1] == 0
    assert rows["responses", "stance"][8].startswith("accepted: the office agrees")
    assert write(Records(), tmp_path)["codebook"]["K2"].value is None


@pytest.mark.skipif(sys.platform == "win32", reason="the time zone of a process can be set on POSIX only")
def test_the_workbook_is_the_same_from_run_to_run_and_place_to_place(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = []
    for name, zone in (("one", "UTC"), ("two", "Asia/Tokyo")):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        export.write(records, tmp_path / name, ["xlsx"])
        data.append((tmp_path / name / "postulat.xlsx").read_bytes())
    monkeypatch.undo()
    time.tzset()
    assert data[0] == data[1]


def test_the_start_says_how_many_kinds_of_findings_it_leaves_out(records: Records, tmp_path: Path) -> None:
    from postulat.export.formats.xlsx_start import MOST_CODES
    from postulat.normalize.findings import codes

    kinds = [kind for kind in codes().values() if kind.severity == "warning"][: MOST_CODES + 3]
    found = tuple(replace(records.findings[0], code=kind.code, severity="warning") for kind in kinds)
    rows = list(write(replace(records, findings=found), tmp_path)["Start"].values)
    assert ("i innych rodzajów: 3", 3, "arkusz „findings”") in rows


def test_a_row_too_low_for_its_text_says_so_beside_it_and_in_no_value(records: Records, tmp_path: Path) -> None:
    long = replace(records.records[0], response="Odpowiedź bardzo długa. " * 200)
    sheet = write(replace(records, records=(long, *records.records[1:])), tmp_path, Options(labels="en"))["records"]
    assert sheet.row_dimensions[2].height == 405
    noted = [cell for cell in sheet[2] if "the whole text is in its cell" in cell.number_format]
    assert len(noted) == 1
    assert "whole text" not in str(noted[0].value)
    assert not [cell for cell in sheet[3] if "whole text" in cell.number_format]
