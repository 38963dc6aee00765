"""Two runs compared from whatever format they were written in: the same differences from each."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from repository import SAMPLES

from postulat import extract
from postulat.commands.diff import Change, DiffError, diff
from postulat.export import Options, write
from postulat.export.folder import SERVICE
from postulat.export.formats.xlsx_cells import LONGEST_TEXT
from postulat.normalize import combine, normalize
from postulat.normalize.records import Records

FORMATS = ("csv", "excel", "parquet", "sqlite", "duckdb", "jsonl", "xlsx", "parts", "kept")
WRITTEN = {"excel": "csv", "parts": "parquet", "kept": "xlsx"}
OPTIONS = {"excel": Options(csv_dialect="excel-pl"), "parts": Options(partition=True), "xlsx": Options(labels="en")}


@pytest.fixture(scope="module")
def records() -> Records:
    sources = [next((SAMPLES / name).glob("source.*")) for name in ("krakow-html", "sections-and-dittos", "german-abwaegung")]
    return combine([normalize(extract.read(path.read_bytes(), path.parent.name)) for path in sources])


@pytest.fixture(scope="module")
def changed(records: Records) -> Records:
    first, _, *others = records.responses
    one, *postulates = records.postulates
    edited = replace(one, text="=SUM(1)\n" + "długi tekst " * (LONGEST_TEXT // 6), number="-7")
    return replace(
        records,
        responses=(replace(first, stance="moot" if first.stance != "moot" else "noted"), *others),
        postulates=(edited, *postulates),
    )


def folder_of(name: str, records: Records, place: Path) -> Path:
    folder = place / name
    write(records, folder, (WRITTEN.get(name, name),), OPTIONS.get(name, Options()))
    if name != "kept":
        shutil.rmtree(folder / SERVICE)  # as somebody hands it on
    return folder


def plain(changes: list[Change]) -> list[Change]:
    """The changes with long texts as far as a workbook has them."""
    return [change._replace(old=change.old[:30_000], new=change.new[:30_000]) for change in changes]


@pytest.fixture(scope="module")
def expected(records: Records, changed: Records, tmp_path_factory: pytest.TempPathFactory) -> list[Change]:
    place = tmp_path_factory.mktemp("csv")
    return plain(list(diff(folder_of("csv", records, place / "a"), folder_of("csv", changed, place / "b"))))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_the_same(name: str, records: Records, changed: Records, expected: list[Change], tmp_path: Path) -> None:
    old, new = folder_of(name, records, tmp_path / "a"), folder_of(name, changed, tmp_path / "b")
    assert plain(list(diff(old, new))) == expected
    assert {(change.change, change.table, change.field) for change in expected} >= {
        ("changed", "responses", "stance"),
        ("removed", "responses", ""),
        ("changed", "postulates", "number"),
    }
    assert list(diff(old, folder_of("csv", records, tmp_path / "c"))) == []
    assert list(diff(folder_of("csv", changed, tmp_path / "d"), new)) == []


@pytest.mark.parametrize("name", ["sqlite", "duckdb", "jsonl", "xlsx"])
def test_a_file_under_another_name(name: str, records: Records, changed: Records, expected: list[Change], tmp_path: Path) -> None:
    old, new = folder_of(name, records, tmp_path / "a"), folder_of(name, changed, tmp_path / "b")
    one = next(old.glob("*." + name)).rename(tmp_path / f"last year.{name}")
    other = next(new.glob("*." + name)).rename(tmp_path / f"this year.{name}")
    assert plain(list(diff(one, other))) == expected


def test_a_sheet_that_a_person_has_sorted(records: Records, tmp_path: Path) -> None:
    import openpyxl

    path = folder_of("xlsx", records, tmp_path) / "postulat.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["postulates"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for place, values in enumerate(reversed(rows), start=2):
        for column, value in enumerate(values, start=1):
            sheet.cell(place, column).value = value
    book.save(tmp_path / "sorted.xlsx")
    assert list(diff(folder_of("csv", records, tmp_path), tmp_path / "sorted.xlsx")) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("postulat.xlsx", b"no workbook"),
        ("postulat.sqlite", b"no database"),
        ("documents.jsonl", b"{"),
        ("documents.parquet", b"PAR1"),
        ("documents.csv", b"\xff\xfe\x00"),
        ("notes.txt", b"nothing"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    for place in (tmp_path, tmp_path / name, tmp_path / "nowhere"):
        with pytest.raises(DiffError, match=r"cannot be read|no table documents|no such folder") as told:
            list(diff(place, place))
        assert "\n" not in str(told.value)
