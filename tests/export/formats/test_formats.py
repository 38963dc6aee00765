"""Every format holds the same columns and the same content."""

import csv
import datetime
import subprocess
import sys
from dataclasses import astuple, replace
from importlib.util import find_spec
from pathlib import Path

import pandas
import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from repository import ROOT

from postulat import export
from postulat.export import Options
from postulat.export.formats import csv_tables
from postulat.export.pandas_frames import frames
from postulat.export.schema.codebook import codebook
from postulat.export.schema.keys import keys, target
from postulat.inputs.find import find_inputs
from postulat.normalize import combine
from postulat.normalize.records import TABLES, Finding, Records, columns
from postulat.pipeline import dataset, process


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("table", TABLES)
def test_frames_have_the_columns_of_the_record_class(table: str, records: Records) -> None:
    assert list(frames(records)[table].columns) == [column.name for column in columns(TABLES[table])]


@pytest.mark.parametrize("name", export.WRITERS)
def test_every_format_writes_into_the_folder_what_it_says(name: str, records: Records, tmp_path: Path) -> None:
    written = export.write(records, tmp_path, [name])
    assert {path.relative_to(tmp_path).as_posix() for path in written} == {
        file for file in contents(tmp_path) if not file.startswith(".postulat/")
    }


@pytest.mark.parametrize("name", export.WRITERS)
@pytest.mark.parametrize("options", [Options(), Options("excel-pl", "en", partition=True)])
def test_every_format_takes_a_run_without_records(name: str, options: Options, tmp_path: Path) -> None:
    assert export.write(Records(), tmp_path, [name], options)


def test_write_returns_the_files_that_it_wrote(records: Records, tmp_path: Path) -> None:
    written = export.write(records, tmp_path / "new" / "out", ["csv", "parquet", "csv"])
    assert written == tuple(tmp_path / "new" / "out" / f"{table}.{end}" for end in ("csv", "parquet") for table in TABLES)
    assert all(path.is_file() for path in written)


@pytest.mark.parametrize("options", [Options(), Options("excel-pl", "en", partition=True)])
def test_two_runs_give_the_same_bytes(options: Options, records: Records, tmp_path: Path) -> None:
    formats = [name for name in export.WRITERS if name != "duckdb"]  # whose files hold a number drawn by lot
    for name in ("one", "two"):
        export.write(records, tmp_path / name, formats, options)
    export.write(records, tmp_path / "two", formats, options)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_csv_says_missing_lists_truth_and_dates_in_its_way(records: Records, tmp_path: Path) -> None:
    export.write(records, tmp_path, ["csv"])
    assert read_csv(tmp_path / "task_areas.csv")[1:] == [["d1.m1", "1", "zdrowie", "6|22a"], ["d1.m1", "2", "kultura", ""]]
    first, second = read_csv(tmp_path / "postulates.csv")[1:]
    assert first[10] == records.postulates[0].text
    assert (first[7], second[7]) == ("false", "true")
    assert second[4] == ""
    assert read_csv(tmp_path / "meetings.csv")[1][4] == "2026-06-09"
    assert (tmp_path / "findings.csv").read_bytes() == (
        b"document_id,severity,code,message,record_id,page,locator,values,variant\n"
        b"d1,warning,missing-response,no answer,d1.p2,,,,other\n"
    )


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_csv_leaves_any_text_as_it_is(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("csv")
    path = csv_tables.write_table("findings", [Finding("d", "info", "code", text) for text in texts], folder)
    assert [row[3] for row in read_csv(path)[1:]] == texts


def test_parquet_has_real_types_and_the_words_of_the_codebook(records: Records, tmp_path: Path) -> None:
    export.write(records, tmp_path, ["parquet"])
    types = {
        "str": pyarrow.string(),
        "int": pyarrow.int64(),
        "float": pyarrow.float64(),
        "bool": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "list": pyarrow.list_(pyarrow.string()),
    }
    for entry in codebook():
        field = pyarrow.parquet.read_schema(tmp_path / f"{entry.table}.parquet").field(entry.column.name)
        assert field.nullable == entry.column.nullable
        assert field.type.equals(types[entry.column.type])
        assert field.metadata[b"description"].decode() == entry.meaning("en")
        assert field.metadata[b"description_pl"].decode() == entry.meaning("pl")
    assert pyarrow.parquet.ParquetFile(tmp_path / "records.parquet").metadata.row_group(0).column(0).compression == "ZSTD"


def test_parquet_gives_the_records_back(records: Records, tmp_path: Path) -> None:
    export.write(records, tmp_path, ["parquet"])
    for table in TABLES:
        rows = pyarrow.parquet.read_table(tmp_path / f"{table}.parquet").to_pylist()
        expected = [astuple(row) for row in getattr(records, table)]
        assert [tuple(tuple(v) if isinstance(v, list) else v for v in row.values()) for row in rows] == expected


def test_parquet_writes_more_rows_than_a_group_holds(records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postulat.export.formats.parquet.ROWS_IN_A_GROUP", 2)
    many = replace(records, mentions=tuple(replace(records.mentions[0], start=number) for number in range(5)))
    export.write(many, tmp_path, ["parquet"])
    file = pyarrow.parquet.ParquetFile(tmp_path / "mentions.parquet")
    assert file.num_row_groups == 3
    assert file.read().column("start").to_pylist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("empty", [False, True])
def test_frames_have_their_types_also_without_rows(records: Records, empty: bool) -> None:
    found = frames(Records() if empty else records)
    dtypes = {"str": "string", "int": "Int64", "float": "Float64", "bool": "boolean", "date": "datetime64[s]", "list": "object"}
    for table, record_class in TABLES.items():
        assert len(found[table]) == (0 if empty else len(getattr(records, table)))
        for column in columns(record_class):
            assert found[table][column.name].dtype == dtypes[column.type], (table, column.name)


def test_frames_keep_what_is_missing_and_years_far_off(records: Records) -> None:
    found = frames(records)
    assert found["records"]["page"].tolist() == [3, pandas.NA]
    assert found["records"]["date"].isna().tolist() == [False, True]
    assert found["meetings"]["date"].dt.year.tolist() == [2026, 9026]
    assert found["task_areas"]["statute_points"].tolist() == [["6", "22a"], []]
    assert found["documents"]["size_bytes"].tolist() == [5_000_000_000]


def test_pandas_reads_parquet_with_the_types_of_the_frames(records: Records, tmp_path: Path) -> None:
    export.write(records, tmp_path, ["parquet"])
    read = pandas.read_parquet(tmp_path / "records.parquet")
    expected = frames(records)["records"]
    assert read["date"].tolist() == [datetime.date(2026, 6, 9), None]
    pandas.testing.assert_frame_equal(read.drop(columns="date"), expected.drop(columns="date"))


def test_a_source_whose_name_is_not_utf8_costs_nothing_else(records: Records, tmp_path: Path) -> None:
    odd = replace(records, records=(replace(records.records[0], source="uwagi\udcb3.html"), *records.records[1:]))
    export.write(odd, tmp_path, ["csv", "parquet"])
    assert [row[9] for row in read_csv(tmp_path / "records.csv")[1:]] == ["uwagi\\udcb3.html", "a.html"]
    table = pyarrow.parquet.read_table(tmp_path / "records.parquet")
    assert table.column("source").to_pylist() == ["uwagi\\udcb3.html", "a.html"]
    assert len(frames(odd)["records"]) == 2


@pytest.mark.parametrize("formats", [["xls"], ["csv", "xls"], [], "csv"])
def test_unknown_formats_are_refused_before_anything_is_written(formats: list[str], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="known are: csv, parquet"):
        export.write(Records(), tmp_path / "out", formats)
    assert not (tmp_path / "out").exists()


def test_heavy_libraries_are_imported_only_when_they_are_used() -> None:
    heavy = {"pandas", "pyarrow", "numpy", "xlsxwriter", "duckdb", "sqlite3"}
    code = f"import sys, postulat.export, postulat.export.pandas_frames; print({heavy!r} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True).stdout == "set()\n"


@pytest.mark.parametrize(("name", "library"), [("xlsx", "xlsxwriter"), ("duckdb", "duckdb"), ("parquet", "pyarrow")])
def test_a_missing_library_is_one_line_that_says_how_to_install_it(
    name: str, library: str, records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)  # type: ignore[arg-type]
    monkeypatch.setattr(export.formats, "find_spec", lambda wanted: None if wanted == library else find_spec(wanted))
    with pytest.raises(ValueError, match=rf"^writing {name} needs {library}: pip install [^\n]+$"):
        export.write(records, tmp_path / "out", ["csv", name])
    assert not (tmp_path / "out").exists()
    assert export.write(records, tmp_path / "out", ["csv"])


def test_the_keys_hold_in_the_samples() -> None:
    """What normalising gives keeps to the keys that the formats promise."""
    read = dataset(combine(process(item).records for item in find_inputs([str(ROOT / "samples" / "*" / "source.html")])))
    for table in TABLES:
        rows = getattr(read, table)
        names = keys(table).primary
        found = [tuple(getattr(row, name) for name in names) for row in rows]
        assert not names or len(set(found)) == len(found)
        for reference in keys(table).references:
            known = {getattr(row, target(other)) for other in reference.tables for row in getattr(read, other)} | {None}
            assert {getattr(row, reference.column) for row in rows} <= known
    assert len(read.documents) > 5
