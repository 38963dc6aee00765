"""What belongs together is told in every format and shown together on the pages."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest
from frictionless import validate
from programs import need
from selectolax.lexbor import LexborHTMLParser

from postulat import export
from postulat.export.reading.tables import read_tables
from postulat.export.report import write_report
from postulat.export.review import review
from postulat.normalize.records import DocumentRecord, Finding, Records


@pytest.fixture
def bundled(records: Records) -> Records:
    """A page that comes after its attachment by name, a document alone, and a part of the page."""
    page = replace(records.documents[0], source="in/b.html", title="Wyniki", bundle="d1", bundle_role="page")
    documents = (
        replace(page, document_id="d2", source="in/a.pdf", title=None, bundle_role="attachment"),
        replace(page, document_id="d3", source="in/alone.txt", bundle=None, bundle_role=None),
        page,
        replace(page, document_id="d4", source="in/b_files/x.html", title="<b>Ramka</b>", bundle_role="part"),
    )
    told = Finding("d2", "info", "repeated-in-bundle", "2 of its 2 postulates stand in in/b.html as well, by the same organisation")
    return replace(records, documents=documents, findings=(*records.findings, told))


def homes(rows: list[tuple[str, str | None, str | None]]) -> dict[str, tuple[str | None, str | None]]:
    return {name: (bundle, role) for name, bundle, role in rows}


EXPECTED = {"d1": ("d1", "page"), "d2": ("d1", "attachment"), "d3": (None, None), "d4": ("d1", "part")}


def test_every_format_has_it_and_the_key_holds(bundled: Records, tmp_path: Path) -> None:
    export.write(bundled, tmp_path, ["parquet", "datapackage", "csvw", "sqlite", "duckdb", "jsonl"])
    query = "SELECT document_id, bundle, bundle_role FROM documents"
    base = sqlite3.connect(tmp_path / "postulat.sqlite")
    assert homes(base.execute(query).fetchall()) == EXPECTED
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    base.close()
    with duckdb.connect(str(tmp_path / "postulat.duckdb"), read_only=True) as other:
        assert homes(other.execute(query).fetchall()) == EXPECTED
    lines = [json.loads(line) for line in (tmp_path / "documents.jsonl").read_text("utf-8").splitlines()]
    assert homes([(line["document_id"], line["bundle"], line["bundle_role"]) for line in lines]) == EXPECTED
    assert validate(str(tmp_path / "datapackage.json")).valid
    assert read_tables(tmp_path).documents == bundled.documents


def test_a_head_that_is_not_there_and_a_role_that_is_none_are_seen(bundled: Records, tmp_path: Path) -> None:
    lost = replace(bundled, documents=tuple(replace(row, bundle="d9", bundle_role="cover") for row in bundled.documents))  # type: ignore[arg-type]
    export.write(lost, tmp_path, ["datapackage"])
    found = validate(str(tmp_path / "datapackage.json")).flatten(["type"])
    assert {kind for (kind,) in found} >= {"foreign-key", "constraint-error"}


def test_the_review_shows_a_page_with_its_attachments(bundled: Records, tmp_path: Path) -> None:
    review(bundled, {}, tmp_path, language="en")
    index = LexborHTMLParser((tmp_path / "index.html").read_text("utf-8"))
    rows = [(row.css_first("a").attributes["href"], row.attributes.get("class")) for row in index.css("#documents tbody tr")]
    assert rows == [("d3.html", None), ("d1.html", None), ("d2.html", "attached"), ("d4.html", "attached")]
    page = LexborHTMLParser((tmp_path / "d1.html").read_text("utf-8")).css_first(".bundle")
    assert [(link.attributes["href"], link.text()) for link in page.css("a")] == [
        ("d2.html", "in/a.pdf"),
        ("d4.html", "<b>Ramka</b>"),
    ]
    attached = LexborHTMLParser((tmp_path / "d2.html").read_text("utf-8"))
    assert [link.attributes["href"] for link in attached.css(".bundle a")] == ["d1.html"]
    assert "repeated in the bundle" in attached.body.text()
    assert LexborHTMLParser((tmp_path / "d3.html").read_text("utf-8")).css_first(".bundle") is None


def test_tables_that_lead_in_a_circle_lose_no_page(bundled: Records, tmp_path: Path) -> None:
    circle = {"d1": "d2", "d2": "d3", "d3": "d1", "d4": "../x"}
    documents: tuple[DocumentRecord, ...] = tuple(replace(row, bundle=circle[row.document_id]) for row in bundled.documents)
    assert len(review(replace(bundled, documents=documents), {}, tmp_path)) == 5


def test_the_report_names_the_page_of_an_attachment(bundled: Records, tmp_path: Path) -> None:
    need("vl-convert", find_spec("vl_convert"))
    text = write_report(bundled, tmp_path).read_text("utf-8")
    held = json.loads(LexborHTMLParser(text).css_first("#data").text())
    assert [row[5] for row in held["documents"]] == [2, None, None, 2]
