"""One huge PDF that several processes read by ranges of its pages: the tables are those that one process makes."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from postulat.batch.order import Order
from postulat.batch.run import Listener, Report, run_batch
from postulat.options import Limits, Work
from postulat.work import page_ranges, pool
from postulat.work.document import Outcome

FAULTS = """
import os, signal, time
from pathlib import Path
from postulat.extract.pdf import page_ranges

real = page_ranges.read_range

def read_range(data, first, last, engine):
    folder = Path(os.environ["RANGES_SEEN"])
    fault, _, page = os.environ.get("RANGES_FAULT", "").partition(" ")
    if fault and first <= int(page) <= last and b"Huge" in data:
        again = (folder / "marker").exists()
        (folder / "marker").touch()
        if fault == "hang":
            time.sleep(1000)
        elif fault == "crash" or (fault == "once" and not again):
            os.kill(os.getpid(), signal.SIGSEGV if fault == "crash" else signal.SIGKILL)
        elif fault == "meet":
            until = time.monotonic() + 900
            while time.monotonic() < until and not any(path.name[0].isdigit() for path in folder.iterdir()):
                time.sleep(0.05)
        elif fault == "bug":
            raise KeyError(page)
    made = real(data, first, last, engine)
    (folder / f"{first}-{last}-{os.getpid()}").touch()
    return made

page_ranges.read_range = read_range
"""
PAGES = 14
HEADING = ("Lp.", "Zglaszajacy", "Tresc uwagi", "Odpowiedz")

Run = Callable[..., Report]
Tables = Callable[[Path], dict[str, bytes]]


def matrix(pages: int, title: str) -> bytes:
    """Remarks in a ruled table; each page ends in the middle of one."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(600, 400), invariant=True, pageCompression=0)
    canvas.setTitle(title)
    xs = (30, 60, 180, 400, 570)
    for page in range(1, pages + 1):
        ys = (360, 340, 220, 100, 40)
        for y in ys if page == pages else ys[:-1]:
            canvas.line(xs[0], y, xs[-1], y)
        for x in xs:
            canvas.line(x, ys[0], x, ys[-1])
        for x, words in zip(xs, HEADING, strict=False):
            canvas.drawString(x + 4, 346, words)
        canvas.drawString(250, 380, "Zestawienie uwag do projektu")
        for row, y in enumerate(ys[1:-1], page * 3):
            top = y - 14
            for x, words in zip(xs, (f"{row}.", f"Fundacja {row}", f"Uwaga do art. {row}", "Uwaga uwzgledniona."), strict=False):
                canvas.drawString(x + 4, top, words)
            canvas.drawString(xs[2] + 4, top - 14, "prosimy o zmiane terminu skladania wnio-" if y == 100 else "prosimy o zmiane.")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    (made / "huge.pdf").write_bytes(matrix(PAGES, "Huge"))
    (made / "small.pdf").write_bytes(matrix(2, "Small"))
    return made


@pytest.fixture
def run(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A run over the folder; `seen` then holds the ranges that were read."""
    monkeypatch.setattr(pool, "HUGE", 5)
    (tmp_path / "faults").mkdir()
    (tmp_path / "seen").mkdir()
    (tmp_path / "faults" / "sitecustomize.py").write_text(FAULTS)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "faults"))
    monkeypatch.setenv("RANGES_SEEN", str(tmp_path / "seen"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "seen"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "seen"))

    def done(out: str, count: int, length: int = 3, fault: str = "", listener: Listener | None = None, **limits: float) -> Report:
        monkeypatch.setattr(pool, "RANGE", length)
        monkeypatch.setenv("RANGES_FAULT", fault)
        for path in ranges(tmp_path):
            path.unlink()
        work = Work(limits=Limits(**{"timeout": 900.0, "memory": 0, **limits}), workers=count)  # type: ignore[arg-type]
        return run_batch(Order((str(folder),), str(tmp_path / out), formats=("csv",), work=work), listener)

    return done


def ranges(folder: Path) -> list[Path]:
    return [path for path in (folder / "seen").iterdir() if path.name[0].isdigit()]


def leftovers(folder: Path) -> list[Path]:
    return list((folder / "seen").glob("postulat-*"))


def entries(folder: Path) -> dict[str, bytes]:
    """The documents that the store has, as read."""
    found = (folder / ".postulat" / "store" / "documents").rglob("*")
    return {path.name: path.read_bytes() for path in found if path.is_file()}


def test_workers_and_ranges_change_nothing(run: Run, tmp_path: Path, tables: Tables) -> None:
    assert run("one", 1).read == 2
    assert not ranges(tmp_path)
    whole, documents = tables(tmp_path / "one"), entries(tmp_path / "one")
    assert len(documents) == 2
    for count, length in ((2, 1), (2, 3), (4, 2), (2, 7)):
        out = f"{count}-{length}"
        assert run(out, count, length).read == 2
        firsts = sorted(int(path.name.split("-")[0]) for path in ranges(tmp_path))
        assert firsts == list(range(1, PAGES + 1, length))
        assert tables(tmp_path / out) == whole
        assert entries(tmp_path / out) == documents
        assert not leftovers(tmp_path)


def test_several_processes_read_at_the_same_time(run: Run, tmp_path: Path) -> None:
    run("out", 2, fault="meet 1")
    assert len({path.name.split("-")[2] for path in ranges(tmp_path)}) == 2


def test_a_document_is_told_once(run: Run, tmp_path: Path) -> None:
    told: list[Outcome] = []

    class Heard(Listener):
        def done(self, outcome: Outcome) -> None:
            told.append(outcome)

    run("out", 2, listener=Heard())
    assert len(ranges(tmp_path)) == 5
    assert sorted(Path(outcome.source).name for outcome in told) == ["huge.pdf", "small.pdf"]
    assert all(outcome.seconds > 0 for outcome in told)


def test_a_process_that_somebody_kills_reads_its_range_again(run: Run, tmp_path: Path, tables: Tables) -> None:
    run("one", 1)
    assert run("out", 2, fault="once 8").read == 2
    assert (tmp_path / "seen" / "marker").exists()
    assert len(ranges(tmp_path)) == 5
    assert tables(tmp_path / "out") == tables(tmp_path / "one")
    assert not leftovers(tmp_path)


def test_a_page_that_hangs_costs_the_document_and_no_other(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spent = pool.Pool.spent

    def of_the_large_one(self: pool.Pool, process: Any, now: float) -> float:
        """A busy machine may be slow with the other."""
        return spent(self, process, now) if process.jobs[0].item.path.endswith("huge.pdf") else 0.0

    monkeypatch.setattr(pool.Pool, "spent", of_the_large_one)
    report = run("out", 2, fault="hang 8", timeout=3.0)
    assert {(Path(each.source).name, each.status, each.cause) for each in report.outcomes} == {
        ("huge.pdf", "failed", "timeout"),
        ("small.pdf", "ok", None),
    }
    assert not leftovers(tmp_path)
    again = run("out", 2, fault="hang 8", timeout=3.0)
    assert not ranges(tmp_path)
    assert [each.cause for each in again.outcomes if each.error] == ["timeout"]


def test_a_page_that_crashes_costs_the_document_and_no_other(run: Run, tmp_path: Path, tables: Tables) -> None:
    report = run("out", 2, fault="crash 8")
    (failed,) = [each for each in report.outcomes if each.error]
    assert (failed.cause, failed.error) == ("crash", "its reading process crashed (SIGSEGV)")
    assert failed.sha256
    assert report.read == 1
    assert b"Fundacja 40" not in tables(tmp_path / "out")["organisations.csv"]
    assert not leftovers(tmp_path)


def test_a_range_that_cannot_be_read_is_left_to_the_process_that_joins(run: Run, tmp_path: Path, tables: Tables) -> None:
    run("one", 1)
    assert run("out", 2, fault="bug 8").read == 2
    assert len(ranges(tmp_path)) == 4
    assert tables(tmp_path / "out") == tables(tmp_path / "one")


def test_a_document_is_not_divided_where_there_is_other_work(run: Run, folder: Path, tmp_path: Path) -> None:
    for number in range(3):
        (folder / f"also-{number}.pdf").write_bytes(matrix(PAGES - number, f"Huge {number}"))
    assert run("out", 2).read == 5
    assert len(ranges(tmp_path)) < 3 * 5


def test_ranges_of_other_bytes_are_not_joined(tmp_path: Path) -> None:
    data, other = matrix(4, "Huge"), matrix(4, "Other")
    (tmp_path / "in.pdf").write_bytes(other)
    from postulat.extract import ReadingOptions
    from postulat.inputs.input import Input
    from postulat.options import Options

    share = page_ranges.Division()
    page_ranges.read_range(Input(str(tmp_path / "in.pdf")), (1, 2), share.folder, Options(), lambda *_: None)
    (path,) = Path(share.folder).iterdir()
    (of, rows) = page_ranges.codec.unpacked(path.read_bytes())
    assert len(rows) == 2
    assert list(page_ranges.parts(Path(share.folder), of))
    assert not list(page_ranges.parts(Path(share.folder), "0" * 64))
    for damaged in (
        b"",
        path.read_bytes()[:-9],
        page_ranges.codec.packed([of, [[1, 2]]]),
        page_ranges.codec.packed({"a": json.dumps(of)}),
    ):
        path.write_bytes(damaged)
        assert not list(page_ranges.parts(Path(share.folder), of))
    assert page_ranges.joining(share.folder)(data, "in.pdf", ReadingOptions(), "").title == "Huge"
    share.remove()
    assert not Path(share.folder).exists()
