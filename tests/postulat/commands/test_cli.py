"""What a person meets at the command line: results, messages and exit codes."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from repository import SAMPLES

import postulat
from postulat.commands.cli import main

TEXT = SAMPLES / "krakow-text" / "source.txt"
HTML = SAMPLES / "krakow-html" / "source.html"


def tables(folder: Path) -> dict[str, bytes]:
    """Every file of a run but its facts, which hold times."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != "run.json"}


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_run_writes_the_tables_and_says_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(TEXT), str(HTML), "-o", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert "2 read" in said
    assert "postulates      12" in said
    assert len(table(tmp_path / "out", "records")) == 12
    assert (tmp_path / "out" / "records.parquet").exists()


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(TEXT, folder / "good.txt")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (folder / "empty.html").write_bytes(b"")
    (folder / "notes.json").write_text("{}")
    assert main(["run", str(folder), "-o", str(tmp_path / "out"), "--format", "csv"]) == 1
    captured = capsys.readouterr()
    assert "1 read" in captured.out
    assert "2 failed" in captured.out
    lines = [line for line in captured.err.splitlines() if line]
    assert len(lines) == 2
    assert all("Traceback" not in line for line in lines)
    assert any("broken.pdf" in line for line in lines)
    assert any("empty.html" in line and "empty" in line for line in lines)
    status = {Path(row["source"]).name: row["status"] for row in table(tmp_path / "out", "documents")}
    assert status == {"good.txt": "ok", "broken.pdf": "failed", "empty.html": "failed"}


def test_the_name_of_a_file_does_not_decide_what_it_is(tmp_path: Path) -> None:
    lying = tmp_path / "minutes.pdf - odniesienie do uwag"
    shutil.copy(HTML, lying)
    assert main(["run", str(lying), "-o", str(tmp_path / "out"), "--quiet"]) == 0
    assert table(tmp_path / "out", "documents")[0]["media_type"] == "text/html"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "nowhere", "-o", "out"], "no such file or folder"),
        (["run", "*.nothing", "-o", "out"], "no file matches"),
        (["run", "void", "-o", "out"], "holds no files"),
        (["run", "only", "-o", "out"], "no documents there"),
        (["run", str(TEXT), "-o", "taken"], "is a file"),
        (["run", str(TEXT), "-o", "out", "--format", "xls"], "unknown format 'xls'"),
        (["show", "nowhere"], "no such file"),
        (["show", "void"], "is a folder"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "void").mkdir()
    (tmp_path / "only").mkdir()
    (tmp_path / "only" / "data.json").write_text("[]")
    (tmp_path / "only" / "picture.bin").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "taken").write_text("mine")
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert len(captured.err.splitlines()) == 1
    assert (tmp_path / "taken").read_text() == "mine"
    assert not (tmp_path / "out").exists()


def test_garbage_that_the_user_named_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    garbage = tmp_path / "minutes.html"
    garbage.write_bytes(bytes(range(256)) * 40)
    assert main(["run", str(garbage), "-o", str(tmp_path / "out")]) == 1
    assert str(garbage) in capsys.readouterr().err


def test_a_run_that_reads_nothing_leaves_earlier_tables(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["run", str(TEXT), "-o", str(out), "--quiet"]) == 0
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7")
    assert main(["run", str(broken), "-o", str(out), "--quiet"]) == 1
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} == before


def test_two_runs_give_the_same_bytes_whatever_the_order(tmp_path: Path) -> None:
    assert main(["run", str(TEXT), str(HTML), "-o", str(tmp_path / "one"), "--quiet"]) == 0
    assert main(["run", str(HTML), str(TEXT), "-o", str(tmp_path / "two"), "--quiet"]) == 0
    assert tables(tmp_path / "one") == tables(tmp_path / "two")
    assert tables(tmp_path / "one")


def test_the_same_bytes_twice_are_one_document(tmp_path: Path) -> None:
    shutil.copy(TEXT, tmp_path / "a.txt")
    shutil.copy(TEXT, tmp_path / "b.txt")
    assert main(["run", str(tmp_path / "b.txt"), str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--quiet"]) == 0
    documents = table(tmp_path / "out", "documents")
    assert [Path(row["source"]).name for row in documents] == ["a.txt"]
    assert "duplicate-document" in {row["code"] for row in table(tmp_path / "out", "findings")}


def test_show_prints_records_with_their_places(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(TEXT)]) == 0
    said = capsys.readouterr().out
    for words in ("2026-06-09 17:00", "KRAFOS", "50 000 zł", "line=", "rejected", "(from above)"):
        assert words in said


def test_show_can_be_piped_into_a_reader_that_stops() -> None:
    code = f"exec {sys.executable} -m postulat show '{TEXT}' | head -1"
    done = subprocess.run(
        ["bash", "-c", code], capture_output=True, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}, check=False
    )
    assert "Traceback" not in done.stderr


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    for argument, said in (("--version", postulat.__version__), ("--help", "examples:")):
        with pytest.raises(SystemExit) as stopped:
            main([argument])
        assert stopped.value.code == 0
        assert said in capsys.readouterr().out


def test_from_python() -> None:
    minutes = postulat.read(TEXT)
    assert minutes.postulates[1].organisation_inherited
    frames = minutes.to_pandas()
    assert list(frames["records"]["number"]) == ["1", "2", "3", "4", "5", "6"]
    assert str(frames["meetings"]["date"].dtype).startswith("datetime64")
    assert str(frames["postulates"]["position"].dtype) == "Int64"


def test_from_python_a_bad_file_is_a_read_error(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    with pytest.raises(postulat.ReadError, match="empty"):
        postulat.read(path)


def test_explain_tells_how_a_record_came_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(TEXT), "-o", str(tmp_path), "--quiet"]) == 0
    third = table(tmp_path, "postulates")[2]["postulate_id"]
    assert main(["explain", str(tmp_path), third]) == 0
    said = capsys.readouterr().out
    for words in ("line=", "blank", "KDO ds. Młodzieży", "continued-row", "accepted", "evidence", "rule"):
        assert words in said
    assert main(["explain", str(tmp_path), "nothing.p1"]) == 2
    assert main(["explain", str(tmp_path / "void"), third]) == 2


def test_explain_tells_of_every_kind_of_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(HTML), "-o", str(tmp_path), "--quiet", "--format", "csv"]) == 0
    for name, column, words in (
        ("documents", "document_id", "coverage"),
        ("meetings", "meeting_id", "task area"),
        ("organisations", "organisation_id", "in this run"),
        ("mentions", "mention_id", "stands in"),
        ("commitments", "commitment_id", "promise"),
    ):
        capsys.readouterr()
        assert main(["explain", str(tmp_path), table(tmp_path, name)[0][column]]) == 0
        assert words in capsys.readouterr().out


def test_explain_reads_parquet_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(TEXT), "-o", str(tmp_path), "--format", "parquet", "--quiet"]) == 0
    document = postulat.read(TEXT).documents[0].document_id
    assert main(["explain", str(tmp_path), f"{document}.r1"]) == 0
    assert "conditional" in capsys.readouterr().out


def test_both_pdf_engines_give_the_same_records(tmp_path: Path) -> None:
    source = str(SAMPLES / "krakow-pdf" / "source.pdf")
    for engine in ("pdfium", "pdfplumber"):
        assert main(["run", source, "-o", str(tmp_path / engine), "--pdf-engine", engine, "--quiet"]) == 0
    for name in ("records", "responses", "mentions"):
        texts = [
            [row.get("text") or row.get("postulate") for row in table(tmp_path / engine, name)]
            for engine in ("pdfium", "pdfplumber")
        ]
        assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["rnu", "x"], "did you mean 'run'?; try `postulat --help`"),
        (["run", "x", "-o", "y", "--fromat", "csv"], "did you mean '--format'?; try `postulat run --help`"),
        (["run", "x", "-o", "y", "--csv-dialect", "excel-pll"], "did you mean 'excel-pl'?; try `postulat run --help`"),
        (["help", "shwo"], "did you mean 'show'?"),
    ],
)
def test_a_slip_of_the_keys_is_told_with_what_was_meant(typed: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main(typed)
    except SystemExit as end:
        code = int(end.code or 0)
    told = capsys.readouterr().err
    assert code == 2
    assert said in told
    assert len(told.splitlines()) == 1


def test_help_is_there_without_and_by_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage: postulat" in capsys.readouterr().out
    assert main(["help", "diff"]) == 0
    assert "usage: postulat diff" in capsys.readouterr().out


def test_help_loads_nothing_that_reads_or_writes_documents() -> None:
    code = "import sys; from postulat.commands.cli import parser; parser(); print(*sys.modules)"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    reading = ("postulat.normalize.", "postulat.extract.html", "postulat.extract.pdf")
    assert {name for name in loaded if name.startswith(reading)} == {"postulat.normalize.wording"}  # which languages there are
    assert loaded & {"pandas", "lxml", "rich", "pyarrow", "morfeusz2", "shtab", "json", "tempfile"} == set()


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_shells_complete_commands_and_options(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "explain" in script
    assert "csv-dialect" in script


def test_corrections_in_the_folder_of_the_tables_are_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(TEXT), "-o", str(tmp_path), "--format", "csv", "-q"]) == 0
    first = table(tmp_path, "postulates")[0]
    (tmp_path / "corrections.csv").write_text(
        f"record_id,field,old_value,new_value\n{first['postulate_id']},text,{first['text']},Trzy pracownie.\n", encoding="utf-8"
    )
    assert main(["run", str(TEXT), "-o", str(tmp_path), "--format", "csv"]) == 0
    assert "corrections.csv" in capsys.readouterr().err
    assert table(tmp_path, "postulates")[0]["text"] == "Trzy pracownie."
