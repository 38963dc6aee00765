"""A second run: what is done again, what is taken from the store, and what changed between two runs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from postulat import rules
from postulat.cli import main

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = ("krakow-html", "no-numbers", "krakow-docx")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for name in NAMES:
        source = next((SAMPLES / name).glob("source.*"))
        shutil.copy(source, made / f"{name}{source.suffix}")
    return made


def run(folder: Path, out: Path, *options: str) -> dict[str, Any]:
    """What the run says of the documents: how many were read, understood again, or kept."""
    assert main(["run", str(folder), "-o", str(out), "--format", "csv", "-q", *options]) == 0
    found: dict[str, Any] = json.loads((out / "run.json").read_text("utf-8"))["documents"]
    return found


def tables(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.glob("*.csv")}


@pytest.mark.parametrize("workers", ["1", "2"])
def test_only_what_is_new_or_changed_is_read(folder: Path, tmp_path: Path, workers: str) -> None:
    out = tmp_path / "out"
    assert run(folder, out, "--workers", workers)["read"] == 3
    before = tables(out)
    assert run(folder, out, "--workers", workers)["kept"] == 3
    assert tables(out) == before
    with (folder / "krakow-html.html").open("ab") as file:
        file.write(b" ")
    again = run(folder, out, "--workers", workers)
    assert again["read"] == 1
    assert again["kept"] == 2
    assert run(folder, out, "--workers", workers, "--fresh")["read"] == 3


def test_other_words_need_no_reading(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    run(folder, out, "--workers", "1", "--timeout", "0", "--memory-limit", "0")
    before = tables(out)
    monkeypatch.setattr(rules, "meaning_rules", lambda: "words that somebody has changed")
    again = run(folder, out, "--workers", "1", "--timeout", "0", "--memory-limit", "0")
    assert again["understood"] == 3
    assert "read" not in again
    assert tables(out) == before


def test_a_damaged_result_is_made_again(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(folder, out)
    before = tables(out)
    for path in (out / ".postulat" / "store" / "records").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-20] + bytes(20))
    (out / "records.csv").unlink()
    assert run(folder, out)["understood"] == 3
    assert tables(out) == before


def test_what_changed_and_why(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder, tmp_path / "may")
    page = (folder / "krakow-html.html").read_text("utf-8")
    (folder / "krakow-html.html").write_text(page.replace("Utworzenie kolejnych dwóch", "Utworzenie kolejnych trzech"), "utf-8")
    for path in folder.glob("no-numbers.*"):
        path.unlink()
    run(folder, tmp_path / "june")
    capsys.readouterr()
    assert main(["diff", str(tmp_path / "may"), str(tmp_path / "june"), "--format", "jsonl"]) == 0
    changes = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    edited = [row for row in changes if row["table"] == "postulates" and row["field"] == "text"]
    assert [(row["cause"], row["change"]) for row in edited] == [("source-changed", "changed")]
    assert "dwóch" in edited[0]["old"]
    assert "trzech" in edited[0]["new"]
    assert {row["cause"] for row in changes if row["change"] == "removed"} == {"source-removed"}
    assert main(["diff", str(tmp_path / "may"), str(tmp_path / "may")]) == 0
    assert capsys.readouterr().out.strip() == "no differences"
