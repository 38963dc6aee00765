"""Every format describes the same tables: the record classes and the codebook are the one source."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from dataclasses import fields
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet
import pytest

from postulat import export
from postulat.export.formats.csvw import metadata
from postulat.export.formats.table_schema import table_schema
from postulat.export.schema.codebook import FOLDER, codebook, entries, tables
from postulat.export.schema.keys import keys, target
from postulat.normalize.names.organisations import kind
from postulat.normalize.records import TABLES, Records, columns
from postulat.normalize.vocabulary.phrases import rows as vocabulary

SQLITE = {"str": "TEXT", "int": "INTEGER", "float": "REAL", "bool": "BOOLEAN", "date": "DATE", "list": "TEXT"}
DUCKDB = {"str": "VARCHAR", "int": "BIGINT", "float": "DOUBLE", "bool": "BOOLEAN", "date": "DATE", "list": "VARCHAR[]"}
CSVW = {"str": "string", "int": "integer", "float": "double", "bool": "boolean", "date": "date", "list": "string"}
FRICTIONLESS = {"str": "string", "int": "integer", "float": "number", "bool": "boolean", "date": "date", "list": "list"}


@pytest.fixture
def out(records: Records, tmp_path: Path) -> Path:
    export.write(records, tmp_path, list(export.WRITERS))
    return tmp_path


@pytest.mark.parametrize("table", TABLES)
def test_all_formats_have_the_columns_of_the_record_class(table: str, out: Path) -> None:
    expected = [item.name for item in fields(TABLES[table])]
    with (out / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == expected
    assert pyarrow.parquet.read_schema(out / f"{table}.parquet").names == expected
    assert [field["name"] for field in table_schema(table)["fields"]] == expected  # type: ignore[attr-defined]
    described = json.loads((out / "csv-metadata.json").read_text("utf-8"))["tables"][list(TABLES).index(table)]
    assert [column["name"] for column in described["tableSchema"]["columns"]] == expected
    with sqlite3.connect(out / "postulat.sqlite") as connection:
        assert [row[1] for row in connection.execute(f"PRAGMA table_info({table})")] == expected
    connection.close()
    with duckdb.connect(str(out / "postulat.duckdb"), read_only=True) as database:
        assert [row[0] for row in database.execute(f"DESCRIBE {table}").fetchall()] == expected
    heading = [cell.value for cell in openpyxl.load_workbook(out / "postulat.xlsx")[table][1]]
    assert heading == [entry.label("pl") for entry in entries(table).values()]
    section = (out / "codebook.md").read_text("utf-8").split(f"\n## {table}\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)`<br>", section, re.MULTILINE) == expected


@pytest.mark.parametrize("table", TABLES)
def test_all_formats_have_the_types_and_keys(table: str, out: Path) -> None:
    types = [column.type for column in columns(TABLES[table])]
    with sqlite3.connect(out / "postulat.sqlite") as connection:
        described = connection.execute(f"PRAGMA table_info({table})").fetchall()
        foreign = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    connection.close()
    assert [row[2] for row in described] == [SQLITE[kind] for kind in types]
    assert [bool(row[3]) for row in described] == [not column.nullable for column in columns(TABLES[table])]
    assert tuple(row[1] for row in sorted(described, key=lambda row: row[5]) if row[5]) == keys(table).primary
    expected = {(name, other, target(other)) for name, other in keys(table).foreign}
    assert {(row[3], row[2], row[4]) for row in foreign} == expected
    with duckdb.connect(str(out / "postulat.duckdb"), read_only=True) as database:
        assert [row[1] for row in database.execute(f"DESCRIBE {table}").fetchall()] == [DUCKDB[kind] for kind in types]
    (web,) = [one["tableSchema"] for one in metadata()["tables"] if one["url"] == f"{table}.csv"]  # type: ignore[attr-defined]
    bases = [one["datatype"]["base"] if isinstance(one["datatype"], dict) else one["datatype"] for one in web["columns"]]
    assert bases == [CSVW[kind] for kind in types]
    assert ["separator" in one for one in web["columns"]] == [kind == "list" for kind in types]
    assert tuple(web.get("primaryKey", ())) == keys(table).primary
    found = {
        (one["columnReference"], one["reference"]["resource"][:-4], one["reference"]["columnReference"])
        for one in web.get("foreignKeys", ())
    }
    assert found == expected
    schema = table_schema(table)
    assert [field["type"] for field in schema["fields"]] == [FRICTIONLESS[kind] for kind in types]  # type: ignore[attr-defined]
    assert tuple(schema.get("primaryKey", ())) == keys(table).primary  # type: ignore[arg-type]
    package = {
        (one["fields"][0], one["reference"]["resource"], one["reference"]["fields"][0])
        for one in schema.get("foreignKeys", ())  # type: ignore[attr-defined]
    }
    assert package == expected


def test_every_format_says_what_the_columns_mean(out: Path) -> None:
    book = {(row[0], row[1]): row for row in openpyxl.load_workbook(out / "postulat.xlsx")["codebook"].values}
    markdown = (out / "codebook.md").read_text("utf-8")
    shown = json.loads((out / "metadata.json").read_text("utf-8"))["databases"]["postulat"]["tables"]
    with duckdb.connect(str(out / "postulat.duckdb"), read_only=True) as database:
        found = database.execute("SELECT table_name, column_name, comment FROM duckdb_columns()").fetchall()
    comments = {(table, name): comment for table, name, comment in found}
    for entry in codebook():
        place = (entry.table, entry.column.name)
        assert book[place][4:6] == (entry.meaning("pl"), entry.meaning("en"))
        assert entry.meaning("en") in markdown.replace("\\", "")
        assert shown[entry.table]["columns"][entry.column.name] == entry.meaning("pl")
        assert comments[place].startswith(entry.meaning("pl"))


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_is_described_and_has_keys_of_its_own_columns() -> None:
    assert [row["table"] for row in rows("tables")] == list(TABLES) == list(tables())
    assert all(value for row in rows("tables") for value in row.values())
    for row in rows("keys"):
        assert row["column"] in entries(row["table"])
        for other in filter(None, row["references"].split("|")):
            assert keys(other).primary == (target(other),)
    assert {row["table"] for row in rows("keys")} == set(TABLES)


def test_every_column_that_is_named_like_the_key_of_another_table_refers_to_it() -> None:
    ids = {keys(table).primary[0]: table for table in TABLES if len(keys(table).primary) == 1 and table != "records"}
    for table, record_class in TABLES.items():
        for column in columns(record_class):
            if column.name in ids and ids[column.name] != table:
                assert (column.name, ids[column.name]) in keys(table).foreign, (table, column.name)


def test_kinds_of_organisations_are_those_of_the_codebook() -> None:
    allowed = {value.value for value in entries("organisations")["kind"].values}
    assert {row["kind"] for row in vocabulary("organisation_forms")} <= allowed
    assert kind("Ktokolwiek") in allowed
