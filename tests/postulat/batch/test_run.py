"""What a user asks of the tables of a run: decisions, corrections, pseudonyms, formats; and the commands over them."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from repository import SAMPLES

from postulat.commands.cli import main

HTML = SAMPLES / "krakow-html" / "source.html"
MATRIX = """<html lang="pl"><body><h1>Zestawienie uwag</h1><table>
<tr><th>Lp.</th><th>Zgłaszający</th><th>Uwaga</th><th>Stanowisko</th></tr>
<tr><td>1</td><td>Anna Testowa-Przykładowa</td><td>Ławki. Kontakt: anna@example.org</td><td>Uwaga uwzględniona.</td></tr>
<tr><td>2</td><td>Klub Seniora Wrzos</td><td>Pani Anna Testowa-Przykładowa ma rację.</td><td>Uwaga nieuwzględniona.</td></tr>
</table></body></html>"""


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def matrix(tmp_path: Path) -> Path:
    path = tmp_path / "uwagi.html"
    path.write_text(MATRIX, encoding="utf-8")
    return path


def test_a_correction_takes_effect_and_is_marked(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = ["run", str(HTML), "-o", str(out), "--format", "csv", "-q"]
    assert main(run) == 0
    answer = table(out, "responses")[0]
    corrections = tmp_path / "corrections.csv"
    corrections.write_text(
        f"record_id,field,old_value,new_value,by,note\n{answer['response_id']},stance,{answer['stance']},noted,me,\n", "utf-8"
    )
    assert main([*run, "--corrections", str(corrections)]) == 0
    corrected = table(out, "responses")[0]
    assert (corrected["stance"], corrected["corrected"]) == ("noted", "true")
    assert main(["retry", str(out), "-q"]) == 0
    assert table(out, "responses")[0]["stance"] == "noted"


def test_a_correction_whose_old_value_is_gone_stops_the_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    run = ["run", str(HTML), "-o", str(out), "--format", "csv", "-q"]
    assert main(run) == 0
    before = {path.name: path.read_bytes() for path in out.glob("*.csv")}
    answer = table(out, "responses")[0]["response_id"]
    corrections = tmp_path / "corrections.csv"
    corrections.write_text(f"record_id,field,old_value,new_value\n{answer},stance,moot,noted\n", "utf-8")
    assert main([*run, "--corrections", str(corrections)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "corrections.csv" in line
    assert {path.name: path.read_bytes() for path in out.glob("*.csv")} == before


def test_persons_are_replaced_and_the_key_stays(tmp_path: Path, matrix: Path) -> None:
    out = tmp_path / "out"
    run = ["run", str(matrix), "-o", str(out), "--format", "csv,jsonl", "--pseudonymise-persons", "-q"]
    assert main(run) == 0
    written = "".join(path.read_text("utf-8") for path in out.iterdir() if path.suffix in (".csv", ".jsonl"))
    assert "Testow" not in written
    assert "anna@example.org" not in written
    first = table(out, "organisations")
    shutil.copy(out / ".postulat" / "pseudonym.key", tmp_path / "key")
    assert main([*run, "--fresh"]) == 0
    assert table(out, "organisations") == first
    other = tmp_path / "other"
    assert main(["run", str(matrix), "-o", str(other), "--format", "csv", "--pseudonym-key", str(tmp_path / "key"), "-q"]) == 0
    assert table(other, "organisations") == first


def test_decisions_on_names_are_applied_and_a_conflict_names_its_row(
    tmp_path: Path, matrix: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decisions = tmp_path / "organisations.csv"
    decisions.write_text("decision,name,other,krs,note\nsame,Klub Wrzos,Klub Seniora Wrzos,,\n", "utf-8")
    out = tmp_path / "out"
    run = ["run", str(matrix), "-o", str(out), "--format", "csv", "-q", "--organisations", str(decisions)]
    assert main(run) == 0
    assert "Klub Wrzos" in {row["name"] for row in table(out, "organisations")}
    decisions.write_text("decision,name,other\nsame,A,B\nsame,B,C\ndifferent,A,C\n", "utf-8")
    assert main(run) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "row 4" in line


def test_every_format_is_written_at_once(tmp_path: Path) -> None:
    out = tmp_path / "out"
    formats = "csv,parquet,xlsx,sqlite,duckdb,jsonl,datapackage,csvw,codebook"
    assert main(["run", str(HTML), "-o", str(out), "--format", formats, "--labels", "en", "-q"]) == 0
    written = {path.suffix for path in out.iterdir() if path.is_file()}
    assert {".csv", ".parquet", ".xlsx", ".sqlite", ".duckdb", ".jsonl", ".json", ".md"} <= written
    facts = json.loads((out / "run.json").read_text("utf-8"))
    assert facts["order"]["results"]["labels"] == "en"


def test_pages_to_check_the_records_by(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main(["run", str(HTML), "-o", str(out), "--format", "csv", "-q"]) == 0
    assert main(["review", str(out)]) == 0
    assert Path(capsys.readouterr().out.strip()) == out / "review" / "index.html"
    assert (out / "review" / "index.html").exists()
    assert main(["review", str(tmp_path)]) == 2


def test_tables_of_a_run_are_no_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "minutes"
    folder.mkdir()
    shutil.copy(HTML, folder)
    assert main(["run", str(folder), "-o", str(folder / "tables"), "--format", "csv,xlsx", "-q"]) == 0
    assert main(["run", str(folder), "-o", str(tmp_path / "out"), "--format", "csv", "-q"]) == 0
    assert len(table(tmp_path / "out", "documents")) == 1
    assert main(["run", str(folder / "tables"), "-o", str(tmp_path / "out"), "-q"]) == 2
    assert "no documents" in capsys.readouterr().err


def test_a_page_of_charts_in_which_no_text_is_markup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "uwagi.html"
    hostile = "&lt;/script&gt;&lt;img src=https://example.org/x onerror=alert(1)&gt;"
    page.write_text(MATRIX.replace("Klub Seniora Wrzos", f"Klub {hostile}"), "utf-8")
    out = tmp_path / "out"
    assert main(["run", str(page), "-o", str(out), "--format", "csv", "-q"]) == 0
    assert main(["report", str(out), "--labels", "en"]) == 0
    assert Path(capsys.readouterr().out.strip()) == out / "report.html"
    written = (out / "report.html").read_text("utf-8")
    assert "default-src &#x27;none&#x27;" in written
    assert "<img" not in written
    assert main(["report", str(tmp_path)]) == 2
