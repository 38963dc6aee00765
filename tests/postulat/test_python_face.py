"""The face towards Python: one document in whichever form it is held, many with progress, and what a notebook shows."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from repository import ROOT, SAMPLES

import postulat

HTML = SAMPLES / "krakow-html" / "source.html"
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


def test_a_document_is_the_same_in_whichever_form_it_is_held() -> None:
    known = postulat.read(HTML).postulates
    data = HTML.read_bytes()
    with HTML.open("rb") as file:
        assert postulat.read(file).postulates == known
    named = postulat.read(io.BytesIO(data), name="minutes.html")
    assert (named.postulates, named.documents[0].source) == (known, "minutes.html")
    assert postulat.read(data, None).postulates == postulat.read(bytearray(data)).postulates == known
    assert postulat.read(HTML.parent).postulates[0].text == known[0].text


def test_what_is_no_document_is_told_plainly() -> None:
    with pytest.raises(TypeError, match="open it with mode 'rb'"):
        postulat.read(io.StringIO("text"))  # type: ignore[arg-type]
    with pytest.raises(postulat.ReadError, match="empty"):
        postulat.read(b"")


@pytest.mark.parametrize("odd", [None, 7, ["a.html"]])
def test_what_is_neither_path_nor_bytes_is_told_what_is_needed(odd: Any) -> None:
    with pytest.raises(TypeError, match="a path, an address, bytes or a file object open for bytes is needed, not"):
        postulat.read(odd)


def test_an_address_that_cannot_be_reached_is_an_error() -> None:
    with pytest.raises(postulat.ReadError, match="which is no public address"):
        postulat.read("http://127.0.0.1:9/x")


def test_many_documents_with_workers_are_the_same_as_without(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = [str(HTML), str(SAMPLES / "krakow-text" / "source.txt")]
    alone = postulat.run(sources)
    assert postulat.run(sources, workers=2, progress=False).records == alone.records
    written = postulat.run(sources, out=tmp_path / "tables", formats=["csv"], progress=False)
    assert written.records == alone.records
    assert (tmp_path / "tables" / "records.csv").is_file()
    assert capsys.readouterr().err == ""


def test_what_cannot_be_read_is_a_row_with_workers_too(tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (row,) = postulat.run([tmp_path / "broken.pdf"], workers=2, progress=False).documents
    assert row.status == "failed"


def test_a_notebook_shows_counts_and_records_and_nothing_active() -> None:
    read = postulat.read(
        "<h1>x</h1><table><tr><th>Lp.</th><th>Uwaga</th><th>Stanowisko</th></tr><tr><td>1</td><td>"
        "&lt;img src=x onerror=alert(1)&gt; prosimy o ławki</td><td>Uwaga uwzględniona.</td></tr></table>".encode()
    )
    assert repr(read).startswith("<Dataset: 1 documents")
    shown = read._repr_html_()
    assert "<img" not in shown
    assert "background:#bbd6f2" in shown


def test_arrow_and_duckdb_hold_what_the_records_hold() -> None:
    read = postulat.read(HTML)
    assert read.to_arrow()["postulates"].column("text").to_pylist() == [row.text for row in read.postulates]
    found = read.to_duckdb().execute("SELECT stance, count(*) FROM responses GROUP BY stance").fetchall()
    assert sum(count for _, count in found) == len(read.responses)


def test_the_notebook_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each code cell in order, from the folder of the notebook; nothing that it shows is kept in it."""
    monkeypatch.chdir(NOTEBOOK.parent)
    cells = [cell for cell in json.loads(NOTEBOOK.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    names: dict[str, object] = {}
    for cell in cells:
        assert not cell["outputs"]
        exec("".join(cell["source"]), names)
    assert len(cells) > 4
