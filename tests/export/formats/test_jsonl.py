"""JSONL holds every record, each inside the one that it is a part of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from postulat import export
from postulat.normalize.records import TABLES, Finding, Mention, Organisation, Records, columns


def read(records: Records, folder: Path) -> list[dict[str, Any]]:
    export.write(records, folder, ["jsonl"])
    return [json.loads(line) for line in (folder / "documents.jsonl").read_text("utf-8").split("\n")[:-1]]


def walk(table: str, node: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every record in a nested document, with its table."""
    names = {column.name for column in columns(TABLES[table])}
    if names <= set(node):
        yield table, {name: node[name] for name in names}
    for name, value in node.items():
        if name in TABLES and isinstance(value, list):
            for child in value:
                yield from walk(name, child)
        elif isinstance(value, dict):
            yield from walk(f"{name}s", value)


def plain(row: Any) -> str:
    values = {name: str(value) if value.__class__.__name__ == "date" else value for name, value in asdict(row).items()}
    return json.dumps(values, sort_keys=True)


def test_a_document_holds_its_parts_and_they_theirs(records: Records, tmp_path: Path) -> None:
    (document,) = read(records, tmp_path)
    assert list(document)[-5:] == ["meetings", "postulates", "mentions", "other_cells", "findings"]
    assert [area["statute_points"] for area in document["meetings"][0]["task_areas"]] == [["6", "22a"], []]
    assert document["meetings"][0]["date"] == "2026-06-09"
    assert document["meetings"][0]["attendances"][0]["organisation"]["name"] == "Klub Orzeł"
    first, second = document["postulates"]
    assert first["postulate_organisations"][0]["organisation"]["kind"] == "sports_club"
    assert [response["stance"] for response in first["responses"]] == ["accepted"]
    assert [mention["value"] for mention in first["mentions"]] == ["5.00"]
    assert [cell["heading"] for cell in first["other_cells"]] == ["Forma"]
    assert second["responses"] == second["mentions"] == document["mentions"] == document["other_cells"] == []
    assert second["section"] is None
    assert document["findings"][0]["code"] == "missing-response"


def test_every_record_is_there(records: Records, tmp_path: Path) -> None:
    mention = records.mentions[0]
    others = tuple(
        replace(mention, mention_id=f"d1.x{number}", record_id=record)
        for number, record in enumerate(("d1.r1", "d1.m1", "d1.gone"))
    )
    unnamed = Organisation("nikt", "Nikt", "other")
    lost = Finding("d9", "error", "read-failed", "no such document")
    full = replace(
        records,
        mentions=(mention, *others),
        organisations=(*records.organisations, unnamed),
        findings=(*records.findings, lost),
    )
    lines = read(full, tmp_path)
    assert lines[-1] == {"document_id": None, "findings": [asdict(lost)], "organisations": [{**asdict(unnamed), "aliases": []}]}
    found: dict[str, set[str]] = {table: set() for table in TABLES}
    for line in lines:
        for table, node in walk("documents", line):
            found[table].add(json.dumps(node, sort_keys=True))
    for table in TABLES:
        if table != "records":
            assert found[table] == {plain(row) for row in getattr(full, table)}, table
    (first, _) = lines[0]["postulates"]
    assert [mention["mention_id"] for mention in first["responses"][0]["mentions"]] == ["d1.x0"]
    assert [mention["mention_id"] for mention in lines[0]["meetings"][0]["mentions"]] == ["d1.x1"]
    assert [mention["mention_id"] for mention in lines[0]["mentions"]] == ["d1.x2"]


def test_a_line_is_a_document_whatever_its_texts_hold(records: Records, tmp_path: Path) -> None:
    odd = replace(records, documents=(replace(records.documents[0], source="a\u2028b\nc\udcb3"),))
    (document,) = read(odd, tmp_path)
    assert document["source"] == "a\u2028b\nc\\udcb3"


def test_a_record_that_names_itself_ends(records: Records, tmp_path: Path) -> None:
    circle = Mention("d1.x1", "d1", "d1.x1", "text", "amount", "5 zł", "5.00", "PLN", 0, 4)
    (document,) = read(replace(records, mentions=(circle,)), tmp_path)
    assert [mention["record_id"] for mention in document["mentions"]] == ["d1.x1"]


def test_no_documents_give_no_lines(tmp_path: Path) -> None:
    assert read(Records(), tmp_path) == []
