"""What `postulat show` prints of one document: every record with its place, and every finding once, in either language."""

from __future__ import annotations

import io
from typing import Literal

import pytest
from rich.console import Console

from postulat.commands.show import parts
from postulat.normalize.findings import finding
from postulat.normalize.records import (
    Attendance,
    DocumentRecord,
    Meeting,
    Organisation,
    Postulate,
    PostulateOrganisation,
    Response,
    TaskArea,
)
from postulat.pipeline import Dataset


def comment(number: int, section: str | None) -> Postulate:
    name = f"d1.p{number}"
    return Postulate(
        name, "d1", "d1.m1", number, str(number), "klub", "Klub", False, section, None, f"Uwaga {number}", None, 1, "page=1"
    )


DATASET = Dataset(
    documents=(DocumentRecord("d1", "minutes.pdf", "application/pdf", "0" * 64, 1, 2, "Protokół", "pl", "pdf", "ok"),),
    meetings=(Meeting("d1.m1", "d1", ordinal=2, place="sala 9"),),
    task_areas=(TaskArea("d1.m1", 1, "zdrowie", ("6",)),),
    organisations=(Organisation("klub", "Klub Orzeł", "sports_club"),),
    attendances=(Attendance("d1.m1", "klub", 1, "Klub Orzeł", "KDO"),),
    postulates=(comment(1, None), comment(2, "Sport"), comment(3, None)),
    postulate_organisations=tuple(PostulateOrganisation(f"d1.p{number}", "klub", 1) for number in (1, 2, 3)),
    responses=(Response("d1.r1", "d1.p1", "d1", 1, None, "TAK", "Tak, zgoda.", "accepted", "zgoda", 1, "page=1 row=2"),),
    findings=(
        finding("d1", "unclear-stance", "", "d1.r1"),
        finding("d1", "participants-mismatch", "", "d1.m1", values={"stated": 9, "listed": 1}),
        finding("d1", "missing-response", "", "d1.p2"),
        finding("d1", "possible-duplicate-organisation", "initials", "klub", values={"acronym": "KO", "name": "Klub Orzeł"}),
        finding("d1", "running-title", values={"text": "Strona 1"}),
    ),
)


def shown(language: Literal["pl", "en"]) -> str:
    console = Console(width=200, record=True, file=io.StringIO())
    for part in parts(DATASET, language):
        console.print(part)
    return console.export_text()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            ["unclear stance: no words of the answer", "“KO” has the initials", "headers, footers and page numbers"],
        ),
        ("pl", ["niejasne stanowisko: żadne słowa", "„KO” to inicjały", "pominięto nagłówki, stopki i numery stron"]),
    ],
)
def test_every_finding_is_printed_once_in_a_language(language: Literal["pl", "en"], said: list[str]) -> None:
    text = shown(language)
    for words in said:
        assert text.count(words) == 1
    for row in DATASET.findings:
        assert text.count(row.code) == (row.code != "missing-response")


def test_records_stand_with_what_belongs_to_them() -> None:
    lines = [line.strip() for line in shown("en").splitlines() if line.strip()]
    assert lines[0] == "Protokół"
    assert "task area           zdrowie  [6]" in lines
    assert "present             1. Klub Orzeł (KDO)" in lines
    first = lines.index("1  Klub Orzeł")
    assert lines[first + 1 : first + 5] == ["Uwaga 1", "page=1", "→ accepted [TAK]: Tak, zgoda.", "page=1 row=2"]
    assert lines.index("§ Sport") + 1 == lines.index("2  Klub Orzeł")
    assert lines.count("→ no answer") == 2
