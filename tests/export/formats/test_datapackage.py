"""The data package is valid, and says where the data come from and what they lack."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, Resource, validate

from postulat import export
from postulat.export import Options
from postulat.export.formats import csv_tables
from postulat.export.options import CsvDialect
from postulat.normalize.records import TABLES, Records


def package(records: Records, folder: Path, options: Options | None = None) -> dict[str, Any]:
    export.write(records, folder, ["datapackage"], options)
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return found


def errors(folder: Path) -> list[Any]:
    report = validate(str(folder / "datapackage.json"))
    return [(error.type, error.note) for error in report.errors] + report.flatten(["rowNumber", "fieldName", "type", "note"])


@pytest.mark.parametrize("dialect", ["rfc4180", "excel-pl"])
@pytest.mark.parametrize("empty", [False, True])
def test_frictionless_finds_nothing_wrong(dialect: CsvDialect, empty: bool, records: Records, tmp_path: Path) -> None:
    package(Records() if empty else records, tmp_path, Options(csv_dialect=dialect))
    assert errors(tmp_path) == []


@pytest.mark.parametrize("dialect", ["rfc4180", "excel-pl"])
def test_formulas_in_texts_leave_it_valid(dialect: CsvDialect, hostile: Records, tmp_path: Path) -> None:
    package(hostile, tmp_path, Options(csv_dialect=dialect))
    assert errors(tmp_path) == []


def test_frictionless_sees_a_stance_that_is_none_and_a_record_without_its_document(records: Records, tmp_path: Path) -> None:
    wrong = replace(records, responses=(replace(records.responses[0], stance="perhaps", postulate_id="d1.p99"),))  # type: ignore[arg-type]
    package(wrong, tmp_path)
    assert {kind for _, _, kind, _ in errors(tmp_path)} == {"constraint-error", "foreign-key"}


def test_several_answers_in_one_cell_are_allowed_in_the_flat_table_only(records: Records, tmp_path: Path) -> None:
    several = replace(records, records=(replace(records.records[0], stance="accepted\nrejected"), records.records[1]))
    package(several, tmp_path)
    assert errors(tmp_path) == []
    package(replace(records, records=(replace(records.records[0], stance="accepted\nperhaps"),)), tmp_path)
    assert [(field, kind) for _, field, kind, _ in errors(tmp_path)] == [("stance", "constraint-error")]


def test_frictionless_reads_the_types(records: Records, tmp_path: Path) -> None:
    package(records, tmp_path, Options(csv_dialect="excel-pl"))
    read = {resource.name: resource.read_rows() for resource in Package(str(tmp_path / "datapackage.json")).resources}
    assert [row["statute_points"] for row in read["task_areas"]] == [["6", "22a"], None]
    assert [row["organisation_inherited"] for row in read["postulates"]] == [False, True]
    assert read["records"][0]["date"] == records.records[0].date
    assert read["documents"][0]["size_bytes"] == 5_000_000_000
    assert [len(read[table]) for table in TABLES] == [len(getattr(records, table)) for table in TABLES]
    assert isinstance(Package(str(tmp_path / "datapackage.json")).resources[0], Resource)


def test_it_names_the_files_beside_it_with_their_hashes(records: Records, tmp_path: Path) -> None:
    described = package(records, tmp_path)
    assert [one["name"] for one in described["resources"]] == list(TABLES)
    for one in described["resources"]:
        data = (tmp_path / one["path"]).read_bytes()
        assert one["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert one["bytes"] == len(data)


def test_sources_have_their_hashes_and_a_path_only_where_it_can_be_followed(records: Records, tmp_path: Path) -> None:
    names = ["protokoły/a,b.html", "https://example.org/a.pdf", "/home/ktoś/a.html", "../a.html", "C:\\a.html", "uwagi\udcb3.html"]
    documents = tuple(
        replace(records.documents[0], document_id=f"d{number}", source=name, sha256=f"{number}" * 64)
        for number, name in enumerate(names, 1)
    )
    sources = package(replace(records, documents=documents), tmp_path)["sources"]
    assert [one.get("path") for one in sources] == [names[0], names[1], None, None, None, None]
    assert [one["hash"] for one in sources] == [f"sha256:{document.sha256}" for document in documents]
    assert [one["title"] for one in sources][:4] == ["a,b.html", "a.pdf", "a.html", "a.html"]
    assert errors(tmp_path) == []


def test_it_says_what_is_covered_and_what_is_missing(records: Records, tmp_path: Path) -> None:
    described = package(records, tmp_path, Options(labels="en"))
    assert described["coverage"] == {
        "first_day": "2026-06-09",
        "last_day": "9026-01-02",
        "municipalities": [],
        "programme_years": [],
    }
    gaps = {gap["code"]: gap["count"] for gap in described["known_gaps"]["counts"]}
    assert gaps == {"failed": 0, "empty": 0, "unanswered": 1, "unclear": 0, "undated": 1, "nobody": 1}
    assert [(one["code"], one["count"]) for one in described["known_gaps"]["findings"]] == [("missing-response", 1)]
    assert described["method"]["record_counts"]["postulates"] == 2
    assert described["title"] == "Postulates and answers"


def test_no_licence_is_made_up(records: Records, tmp_path: Path) -> None:
    described = package(records, tmp_path)
    assert "licenses" not in described
    assert "licenses" in described["licence_note"]


def test_csvw_says_the_dialect_that_the_files_have(records: Records, tmp_path: Path) -> None:
    for dialect in ("rfc4180", "excel-pl"):
        export.write(records, tmp_path, ["csvw"], Options(csv_dialect=dialect))  # type: ignore[arg-type]
        described = json.loads((tmp_path / "csv-metadata.json").read_text("utf-8"))
        for table in described["tables"]:
            assert described["dialect"]["encoding"] == "utf-8"
            with (tmp_path / table["url"]).open(encoding="utf-8-sig", newline="") as file:
                found = list(csv.reader(file, delimiter=described["dialect"]["delimiter"]))
            assert found[0] == [column["name"] for column in table["tableSchema"]["columns"]]


def test_tables_are_written_once_whatever_describes_them(records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    original = csv_tables.write_table
    monkeypatch.setattr(csv_tables, "write_table", lambda table, *rest: written.append(table) or original(table, *rest))
    files = export.write(records, tmp_path, ["datapackage", "csv", "csvw"])
    assert written == list(TABLES)
    assert [path.name for path in files] == [*(f"{table}.csv" for table in TABLES), "datapackage.json", "csv-metadata.json"]
