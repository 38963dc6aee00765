"""CSV for Polish Excel: columns, letters, numbers, and no formula of a document's making."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from postulat import export
from postulat.export import Options
from postulat.export.formats.csv_excel import runs
from postulat.normalize.records import TABLES, Records

EXCEL = Options(csv_dialect="excel-pl")


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


@pytest.mark.parametrize(
    "text",
    [
        *("=cmd|' /C calc'!A1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", '"=1', "'=1", '" =1'),
        *("- bez zaświadczeń", "＝1", "+48 123 456 789", "-"),
    ],
)
def test_what_a_spreadsheet_would_run_is_guarded_and_listed(text: str, records: Records, tmp_path: Path) -> None:
    hostile = replace(records, postulates=(records.postulates[0], replace(records.postulates[1], text=text)))
    export.write(hostile, tmp_path, ["csv"], EXCEL)
    assert read(tmp_path / "postulates.csv")[2][10] == "'" + text
    assert read(tmp_path / "guarded-cells.csv") == [["table", "row", "id", "column"], ["postulates", "2", "d1.p2", "text"]]


@pytest.mark.parametrize("text", ["", "a=b", "Tak.", "5-7", "-5", "-5,00", "„=1”", "3a", "1 =2"])
def test_other_texts_are_left_alone(text: str) -> None:
    assert not runs(text)


def test_the_bytes_are_those_that_excel_opens_in_columns(records: Records, tmp_path: Path) -> None:
    written = export.write(records, tmp_path, ["csv"], EXCEL)
    assert [path.name for path in written] == [*(f"{table}.csv" for table in TABLES), "guarded-cells.csv"]
    data = (tmp_path / "task_areas.csv").read_bytes()
    assert data == "\ufeffmeeting_id;position;text;statute_points\r\nd1.m1;1;zdrowie;6|22a\r\nd1.m1;2;kultura;\r\n".encode()
    assert "Dłuższy nabór" in (tmp_path / "records.csv").read_text("utf-8-sig")


def test_amounts_have_a_decimal_comma_and_other_values_stay(records: Records, tmp_path: Path) -> None:
    kinds = [("amount", "50000.00", "PLN"), ("percent", "2.5", "%"), ("percent", "5", "%"), ("provision", "art. 1.2", "")]
    kinds += [("period", "2026.5", ""), ("amount", "-5.00", "PLN")]
    mentions = tuple(
        replace(records.mentions[0], mention_id=f"d1.x{number}", kind=kind, value=value, unit=unit)  # type: ignore[arg-type]
        for number, (kind, value, unit) in enumerate(kinds)
    )
    export.write(replace(records, mentions=mentions), tmp_path, ["csv"], EXCEL)
    values = [row[6] for row in read(tmp_path / "mentions.csv")[1:]]
    assert values == ["50000,00", "2,5", "5", "art. 1.2", "2026.5", "-5,00"]
    export.write(replace(records, mentions=mentions), tmp_path, ["csv"])
    with (tmp_path / "mentions.csv").open(encoding="utf-8", newline="") as file:
        assert next(row for row in list(csv.reader(file))[1:])[6] == "50000.00"
    assert not (tmp_path / "guarded-cells.csv").exists()


def test_only_the_guard_and_the_comma_are_added(records: Records, tmp_path: Path) -> None:
    export.write(records, tmp_path / "plain", ["csv"])
    export.write(records, tmp_path / "excel", ["csv"], EXCEL)
    guarded = {(row[0], int(row[1]), row[3]) for row in read(tmp_path / "excel" / "guarded-cells.csv")[1:]}
    for table in TABLES:
        with (tmp_path / "plain" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            plain = list(csv.reader(file))
        excel = read(tmp_path / "excel" / f"{table}.csv")
        for number, (one, other) in enumerate(zip(plain, excel, strict=True)):
            for name, before, after in zip(plain[0], one, other, strict=True):
                if (table, number, name) in guarded:
                    assert after == "'" + before
                elif (table, name) != ("mentions", "value"):
                    assert after == before


def test_a_name_that_is_not_utf8_is_written(records: Records, tmp_path: Path) -> None:
    odd = replace(records, documents=(replace(records.documents[0], source="=uwagi\udcb3.html"),))
    export.write(odd, tmp_path, ["csv"], EXCEL)
    assert read(tmp_path / "documents.csv")[1][1] == "'=uwagi\\udcb3.html"
