"""The house keeps its order: imports run downwards, words are data with examples, and the start is quick."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from postulat.normalize.matrix.dittos import is_ditto
from postulat.normalize.matrix.headings import heading_role
from postulat.normalize.meeting.task_areas import statute_points
from postulat.normalize.names.nominatives import nominative
from postulat.normalize.names.organisations import kind, spelled_out
from postulat.normalize.vocabulary.phrases import FOLDER, phrase, rows

ROOT = Path(__file__).parent.parent
ORDER = ("extract", "normalize", "export", "postulat")
HEAVY = {
    *("pandas", "pyarrow", "pdfplumber", "openpyxl", "rich", "lxml", "bs4", "selectolax", "numpy"),
    *("xlsxwriter", "vl_convert", "duckdb", "sqlite3", "rapidfuzz", "scrapy", "twisted", "warcio", "dask", "fsspec"),
}


@pytest.mark.parametrize("package", ORDER)
def test_imports_run_downwards(package: str) -> None:
    above = set(ORDER[ORDER.index(package) + 1 :])
    for path in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            assert not {name.split(".")[0] for name in names} & above, f"{path}: {names}"


def test_help_loads_nothing_heavy() -> None:
    code = f"import sys, postulat.cli\npostulat.cli.parser().format_help()\nprint(sorted(set(sys.modules) & {HEAVY!r}))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def examples(table: str) -> list[dict[str, str]]:
    return list(rows(table))


@pytest.mark.parametrize("row", examples("columns"), ids=lambda row: row["phrase"])
def test_column_headings(row: dict[str, str]) -> None:
    assert heading_role(row["example"]) == row["role"]


@pytest.mark.parametrize("row", examples("organisation_forms"), ids=lambda row: row["phrase"])
def test_organisation_forms(row: dict[str, str]) -> None:
    assert kind(row["example"]) == row["kind"]


@pytest.mark.parametrize("row", examples("statute_points"), ids=lambda row: row["phrase"])
def test_statute_points(row: dict[str, str]) -> None:
    assert row["point"] in statute_points(row["example"])


@pytest.mark.parametrize("row", examples("nominatives"), ids=lambda row: row["form"])
def test_nominatives(row: dict[str, str]) -> None:
    words = row["example"].removeprefix("w ").removeprefix("z ").removeprefix("ze ").removeprefix("nad ")
    assert nominative(words).startswith(row["nominative"])


@pytest.mark.parametrize("row", examples("dittos"), ids=lambda row: row["phrase"])
def test_dittos(row: dict[str, str]) -> None:
    assert is_ditto(row["example"])


@pytest.mark.parametrize("row", examples("cues"), ids=lambda row: row["phrase"])
def test_cues(row: dict[str, str]) -> None:
    assert phrase(row["phrase"]).search(row["example"])


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.stem)
def test_every_row_has_an_example_and_stands_once(path: Path) -> None:
    found = rows(path.stem)
    assert found
    assert all(row.get("example") for row in found)
    keys = [tuple(value for name, value in row.items() if name not in ("example", "note")) for row in found]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("row", examples("abbreviations"), ids=lambda row: row["short"])
def test_abbreviations(row: dict[str, str]) -> None:
    assert spelled_out(row["example"]).startswith(row["long"])
