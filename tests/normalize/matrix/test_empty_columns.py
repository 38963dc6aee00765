"""A headed column that hardly any row fills is a warning; reasons beside decisions are none."""

from __future__ import annotations

import json

from postulat import extract
from postulat.normalize import normalize


def findings(rows: list[tuple[str, ...]]) -> list[tuple[str, object, object]]:
    page = "<table>" + "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows) + "</table>"
    found = normalize(extract.read(f"<!doctype html><html lang=pl><body>{page}".encode(), "a.html")).findings
    values = [json.loads(each.values) for each in found if each.code == "empty-column"]
    return [(told["column"], told["count"], told["total"]) for told in values]


HEAD = ("Lp.", "Zgłaszający", "Uwaga", "Odpowiedź")


def test_a_column_of_answers_that_is_mostly_empty() -> None:
    rows = [(f"{number}", "Klub Szachowy", f"Prosimy o {number} ławki.", "Tak." if number == 2 else "") for number in range(1, 7)]
    assert findings([HEAD, *rows]) == [("Odpowiedź", 1, 6)]
    assert findings([HEAD, *rows[:3]]) == []


def test_reasons_beside_decisions_may_be_empty() -> None:
    head = ("Lp.", "Zgłaszający", "Uwaga", "Rozstrzygnięcie", "Uzasadnienie")
    rows = [(f"{number}", "Klub Szachowy", f"Prosimy o {number} ławki.", "Uwzględniona", "") for number in range(1, 7)]
    assert findings([head, *rows]) == []


def test_submitters_that_no_row_names_are_said_once() -> None:
    rows = [(f"{number}", "", f"Prosimy o {number} ławki.", "Tak.") for number in range(1, 7)]
    assert findings([HEAD, *rows]) == [("Zgłaszający", 0, 6)]
    assert findings([HEAD, (*rows[0][:1], "Klub Szachowy", *rows[0][2:]), *rows[1:]]) == []
    page = "<table>" + "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in (HEAD, *rows)) + "</table>"
    found = normalize(extract.read(f"<!doctype html><html lang=pl><body>{page}".encode(), "a.html"))
    assert len(found.postulates) == 6
    assert "missing-organisation" not in {each.code for each in found.findings}
