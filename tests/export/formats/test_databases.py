"""SQLite and DuckDB hold the records with their keys, can be searched, and answer the questions of their views."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import astuple, replace
from pathlib import Path

import duckdb
import pytest

from postulat import export
from postulat.export import Options
from postulat.export.formats.views import VIEWS, View
from postulat.normalize.records import TABLES, Records, columns


@pytest.fixture
def out(records: Records, tmp_path: Path) -> Path:
    export.write(records, tmp_path, ["sqlite", "duckdb"])
    return tmp_path


@pytest.fixture
def base(out: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(out / "postulat.sqlite")) as connection:
        yield connection


@pytest.fixture
def duck(out: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(out / "postulat.duckdb"), read_only=True) as connection:
        yield connection


def test_sqlite_is_whole_and_every_key_leads_somewhere(base: sqlite3.Connection) -> None:
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("table", TABLES)
def test_sqlite_gives_the_records_back(table: str, records: Records, base: sqlite3.Connection) -> None:
    expected = []
    for row in getattr(records, table):
        values = zip(columns(TABLES[table]), astuple(row), strict=True)
        expected.append(
            tuple(
                json.dumps(value, ensure_ascii=False)
                if column.type == "list"
                else str(value)
                if column.type == "date" and value
                else value
                for column, value in values
            )
        )
    assert base.execute(f"SELECT * FROM {table}").fetchall() == expected


@pytest.mark.parametrize("table", TABLES)
def test_duckdb_gives_the_records_back(table: str, records: Records, duck: duckdb.DuckDBPyConnection) -> None:
    expected = [tuple(list(v) if isinstance(v, tuple) else v for v in astuple(row)) for row in getattr(records, table)]
    assert duck.execute(f"SELECT * FROM {table}").fetchall() == expected


def test_sqlite_refuses_what_the_codebook_does_not_allow(base: sqlite3.Connection) -> None:
    base.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        base.execute("UPDATE responses SET stance = 'perhaps'")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        base.execute("UPDATE responses SET postulate_id = 'd1.p99'")


@pytest.mark.parametrize(("table", "column"), [("responses", "postulate_id"), ("mentions", "record_id"), ("records", "stance")])
def test_references_and_values_can_be_looked_up_by_an_index(table: str, column: str, base: sqlite3.Connection) -> None:
    query = f"EXPLAIN QUERY PLAN SELECT * FROM {table} INDEXED BY {table}_{column} WHERE {column} = ?"
    (plan,) = base.execute(query, ("x",)).fetchall()
    assert "USING INDEX" in plan[3]


@pytest.mark.parametrize(
    "words",
    ["Łódź", "łódź", "lodz", "LODZ", "lódż", "łodz", "zazolc", "Zażółć", "zolw*", '"w lodzi"', '"w łodzi"', "lodz AND zolwi"],
)
def test_the_search_passes_over_diacritics_and_case(words: str, records: Records, tmp_path: Path) -> None:
    row = replace(records.records[0], postulate="Zażółć gęślą jaźń; żółwi ogród w Łodzi, Łódź")
    export.write(replace(records, records=(*records.records, replace(row, postulate_id="d1.p3"))), tmp_path, ["sqlite"])
    with closing(sqlite3.connect(tmp_path / "postulat.sqlite")) as base:
        found = base.execute(
            "SELECT r.postulate_id FROM records_search s JOIN records r ON r.rowid = s.rowid WHERE records_search MATCH ?", (words,)
        ).fetchall()
        assert found == [("d1.p3",)]
        base.execute("INSERT INTO records_search (records_search) VALUES ('integrity-check')")


def test_the_search_shows_the_words_as_they_are_written(base: sqlite3.Connection) -> None:
    query = "SELECT snippet(organisations_search, 0, '[', ']', '…', 9) FROM organisations_search WHERE organisations_search MATCH ?"
    assert base.execute(query, ("orzel",)).fetchall() == [("Klub Orzeł",)]
    assert base.execute(query, ("orzeł",)).fetchall() == [("Klub [Orzeł]",)]


def test_two_runs_give_the_same_sqlite_file(records: Records, tmp_path: Path) -> None:
    for name in ("one", "two"):
        export.write(records, tmp_path / name, ["sqlite"])
    for file in ("postulat.sqlite", "metadata.json"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_datasette_is_told_only_of_what_is_there(out: Path, base: sqlite3.Connection) -> None:
    described = json.loads((out / "metadata.json").read_text("utf-8"))["databases"]["postulat"]["tables"]
    there = {row[0] for row in base.execute("SELECT name FROM sqlite_master")}
    assert set(described) <= there
    assert set(TABLES) | {view.name for view in VIEWS} <= set(described)
    for table, words in described.items():
        names = {row[1] for row in base.execute(f"PRAGMA table_info({table})")}
        assert (
            set(words.get("columns", ())) | set(words.get("facets", ())) | {words.get("label_column", next(iter(names)))} <= names
        )
        assert words.get("fts_table", "records") in there


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_both_databases_answer_a_view_alike(view: View, base: sqlite3.Connection, duck: duckdb.DuckDBPyConnection) -> None:
    one = base.execute(f"SELECT * FROM {view.name}")
    other = duck.execute(f"SELECT * FROM {view.name}")
    assert [column[0] for column in one.description] == [column[0] for column in other.description]
    plain = [tuple(str(value) if isinstance(value, datetime.date) else value for value in row) for row in other.fetchall()]
    assert sorted(one.fetchall(), key=str) == sorted(plain, key=str)


def test_the_views_count_what_is_there(duck: duckdb.DuckDBPyConnection) -> None:
    assert duck.execute("SELECT year, postulates, answered, unanswered FROM records_by_year").fetchall() == [
        (2026, 1, 1, 0),
        (None, 1, 0, 1),
    ]
    assert duck.execute("SELECT name, postulates, responses, accepted, rejected FROM stances_by_organisation").fetchall() == [
        ("Klub Orzeł", 1, 1, 1, 0)
    ]
    assert duck.execute("SELECT record_id, stands_in, amount, unit FROM amounts").fetchall() == [("d1.p1", "postulate", 5.0, "PLN")]
    assert duck.execute("SELECT postulate_id FROM unanswered").fetchall() == [("d1.p2",)]
    assert duck.execute("SELECT * FROM findings_by_code").fetchall() == [("warning", "missing-response", 1, 1)]
    assert duck.execute("SELECT * FROM stances_by_year").fetchall() == [(2026, "accepted", 1)]


def test_duckdb_holds_more_rows_than_a_batch(records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postulat.export.formats.duckdb_file.ROWS_IN_A_GROUP", 2)
    many = replace(records, mentions=tuple(replace(records.mentions[0], start=number) for number in range(5)))
    export.write(many, tmp_path, ["duckdb"])
    with duckdb.connect(str(tmp_path / "postulat.duckdb"), read_only=True) as duck:
        assert [row[0] for row in duck.execute("SELECT start FROM mentions").fetchall()] == [0, 1, 2, 3, 4]


def test_comments_are_in_the_language_of_the_labels(records: Records, tmp_path: Path) -> None:
    export.write(records, tmp_path, ["duckdb"], Options(labels="en"))
    with duckdb.connect(str(tmp_path / "postulat.duckdb"), read_only=True) as duck:
        query = "SELECT comment FROM duckdb_columns() WHERE table_name = 'documents' AND column_name = 'status'"
        assert duck.execute(query).fetchall() == [("Whether the document was read: ok, empty, failed",)]


def test_odd_names_and_hostile_texts_are_only_texts(hostile: Records, tmp_path: Path) -> None:
    odd = replace(hostile, documents=(replace(hostile.documents[0], source="';--\udcb3\x00.html"),))
    export.write(odd, tmp_path, ["sqlite", "duckdb"])
    with closing(sqlite3.connect(tmp_path / "postulat.sqlite")) as base:
        assert base.execute("SELECT source FROM documents").fetchall() == [("';--\\udcb3\x00.html",)]
        assert base.execute("SELECT count(*) FROM records WHERE postulate = ?", ("=cmd|' /C calc'!A1",)).fetchone() == (2,)
    with duckdb.connect(str(tmp_path / "postulat.duckdb"), read_only=True) as duck:
        assert duck.execute("SELECT source FROM documents").fetchall() == [("';--\\udcb3\x00.html",)]
