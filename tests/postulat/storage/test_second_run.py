"""A second run: what is done again, what is taken from the store, and what changed between two runs."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from repository import SAMPLES

from postulat.commands.cli import main
from postulat.inputs.input import Input
from postulat.options import Options, Work
from postulat.storage import fingerprints
from postulat.storage.store import EntryHead, Store
from postulat.work.cached import known

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
    monkeypatch.setattr(fingerprints, "meaning_rules", lambda: "words that somebody has changed")
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


def test_no_process_is_started_where_nothing_is_new(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (folder / "notes.json").write_text("{}", "utf-8")
    assert main(["run", str(folder), "-o", str(out), "--format", "csv", "-q"]) == 1
    before = tables(out)

    def none(*_: object) -> None:
        raise AssertionError("a process is started")

    monkeypatch.setattr("postulat.batch.hands.Pool", none)
    monkeypatch.setattr("postulat.batch.hands.work_on", none)
    assert main(["run", str(folder), "-o", str(out), "--format", "csv", "-q"]) == 1
    assert main(["run", str(folder), "-o", str(out), "--format", "csv,jsonl", "-q"]) == 1  # other files of the same results
    assert list(out.glob("*.jsonl"))
    assert tables(out) == before


def test_looking_ends_where_most_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an engine will read anyhow is not to be read before."""
    store = Store(str(tmp_path), Options())
    store.put_entry("0" * 64, EntryHead("ok", "0" * 64, 1, "text/plain"), None)
    documents = [Input(f"{number}.txt", sha256="0" * 64 if number < 10 else f"{number:064}") for number in range(10_000)]
    looked = []
    real = store.head
    monkeypatch.setattr(Store, "head", lambda _, key: looked.append(key) or real(key))
    told = list(known(documents, Work(workers=2), store))
    assert [item for item, _ in told] == documents
    assert [outcome is not None for _, outcome in told] == [True] * 10 + [False] * 9990
    assert len(looked) < 2000
    looked.clear()
    few = [documents[0]] * 3000 + documents[-1000:]
    assert sum(outcome is None for _, outcome in known(few, Work(workers=2), store)) == 1000
    assert len(looked) == 4000


def test_a_change_that_size_and_time_do_not_tell_is_noticed(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(folder, out)
    page = folder / "krakow-html.html"
    then = page.stat()
    page.write_bytes(page.read_bytes().replace(b"Utworzenie", b"Zmniejszen", 1))
    os.utime(page, ns=(then.st_atime_ns, then.st_mtime_ns))
    assert (page.stat().st_size, page.stat().st_mtime_ns) == (then.st_size, then.st_mtime_ns)
    counts = run(folder, out)
    assert (counts["kept"], counts["read"]) == (2, 1)
    assert b"Zmniejszen" in tables(out)["postulates.csv"]
    alone = tmp_path / "alone"
    run(folder, alone)
    assert tables(out) == tables(alone)


def in_head(data: bytes) -> bytes:
    place = data.index(b'"status"')
    return data[:place] + b'"STATUS"' + data[place + 8 :]


def in_tables(data: bytes) -> bytes:
    return data[:-20] + bytes(20)


def cut_short(data: bytes) -> bytes:
    return data[:-20]


def emptied(data: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("damage", [in_head, in_tables, cut_short, emptied])
def test_damage_in_the_store_never_comes_into_tables(
    damage: Callable[[bytes], bytes], workers: str, folder: Path, tmp_path: Path
) -> None:
    """With a new document, whose records need those of all others; whether the damage is in what is looked at first or later."""
    out = tmp_path / "out"
    run(folder, out, "--workers", workers)
    for path in sorted((out / ".postulat" / "store" / "records").glob("*/*/*"))[:2]:
        path.write_bytes(damage(path.read_bytes()))
    shutil.copy(SAMPLES / "krakow-text" / "source.txt", folder / "new.txt")
    counts = run(folder, out, "--workers", workers)
    assert (counts["kept"], counts["understood"], counts["read"]) == (1, 2, 1)
    run(folder, tmp_path / "alone", "--workers", workers)
    assert tables(out) == tables(tmp_path / "alone")


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
    assert main(["diff", str(tmp_path / "may"), str(tmp_path / "june")]) == 0
    told = capsys.readouterr().out
    assert told.startswith("postulates: ")
    assert told.index("krakow-html.html: ") < told.index("dwóch") < told.index("trzech")
    assert main(["diff", str(tmp_path / "may"), str(tmp_path / "may")]) == 0
    assert capsys.readouterr().out.strip() == "no differences"
