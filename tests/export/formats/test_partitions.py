"""Parquet in one folder a year: nothing is lost, rows keep their order, and the usual readers see the year."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest

from postulat import export
from postulat.export import Options
from postulat.export.formats.partitions import year_of, years
from postulat.normalize.records import TABLES, Records

PARTITION = Options(partition=True)
HIVE_NULL = "year=__HIVE_DEFAULT_PARTITION__"


@pytest.fixture
def several(records: Records) -> Records:
    """Rows of 2026, of 2024 and of a document without a year, in turns."""
    first = replace(records.records[0], meeting_id=None, document_id="d2")
    rows = [replace(first, postulate_id=f"d2.p{number}", number=str(number)) for number in range(6)]
    days = [datetime.date(2026, 1, 1), None, datetime.date(2024, 1, 1)] * 2
    return replace(records, records=tuple(replace(row, date=day) for row, day in zip(rows, days, strict=True)))


def test_a_table_becomes_a_folder_a_year(several: Records, tmp_path: Path) -> None:
    written = export.write(several, tmp_path, ["parquet"], PARTITION)
    names = [path.relative_to(tmp_path).as_posix() for path in written]
    assert [name for name in names if name.startswith("records")] == [
        "records/year=2024/records.parquet",
        "records/year=2026/records.parquet",
        f"records/{HIVE_NULL}/records.parquet",
    ]
    assert {"documents.parquet", "organisations.parquet"} <= set(names)
    assert all(path.is_file() for path in written)
    numbers = pyarrow.parquet.ParquetFile(tmp_path / "records" / "year=2026" / "records.parquet").read().column("number")
    assert numbers.to_pylist() == ["0", "3"]


def test_readers_see_all_rows_and_their_year(several: Records, tmp_path: Path) -> None:
    export.write(several, tmp_path, ["parquet"], PARTITION)
    arrow = pyarrow.parquet.read_table(tmp_path / "records")
    assert arrow.column_names[-1] == "year"
    found = dict(zip(arrow.column("number").to_pylist(), arrow.column("year").to_pylist(), strict=True))
    assert found == {"0": 2026, "1": None, "2": 2024, "3": 2026, "4": None, "5": 2024}
    query = f"SELECT number, year FROM read_parquet('{tmp_path}/records/*/*.parquet', hive_partitioning = true)"
    assert dict(duckdb.sql(query).fetchall()) == found


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_lost(table: str, records: Records, tmp_path: Path) -> None:
    export.write(records, tmp_path, ["parquet"], PARTITION)
    place = tmp_path / table if (tmp_path / table).is_dir() else tmp_path / f"{table}.parquet"
    assert pyarrow.parquet.read_table(place).num_rows == len(getattr(records, table))


def test_a_row_has_the_year_of_the_nearest_that_has_one(records: Records) -> None:
    known = years(records)
    assert known["documents"] == {"d1": 2026}
    assert known["meetings"] == {"d1.m1": 2026, "d1.m2": 9026}
    assert known["postulates"] == {"d1.p1": 2026, "d1.p2": 2026}
    assert known["responses"] == {"d1.r1": 2026}
    mention = replace(records.mentions[0], record_id="d1.m2")
    assert year_of("mentions", known)(mention) == 9026
    assert year_of("mentions", known)(records.mentions[0]) == 2026
    assert year_of("findings", known)(replace(records.findings[0], document_id="d9")) is None
    assert year_of("meetings", known)(records.meetings[1]) == 9026


def test_a_run_without_years_takes_the_place_of_one_with_them(records: Records, tmp_path: Path) -> None:
    export.write(records, tmp_path, ["parquet"], PARTITION)
    export.write(records, tmp_path, ["parquet"])
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([".postulat", *(f"{table}.parquet" for table in TABLES)])
    export.write(records, tmp_path, ["parquet"], PARTITION)
    assert not (tmp_path / "records.parquet").exists()
    assert (tmp_path / "records" / "year=2026" / "records.parquet").exists()


def test_empty_tables_keep_their_schema(tmp_path: Path) -> None:
    export.write(Records(), tmp_path, ["parquet"], PARTITION)
    assert pyarrow.parquet.read_schema(tmp_path / "records.parquet").names[0] == "number"
