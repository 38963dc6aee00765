"""Who was there: lists with items, lists that run on in a sentence, tables."""

from __future__ import annotations

import pytest

from postulat.extract.document import Block, Cell, Document, Table
from postulat.normalize import normalize
from postulat.normalize.records import Records

MEETING = Block("paragraph", "Spotkanie odbyło się 5 maja 2026 r.")


def read(*blocks: Block) -> Records:
    return normalize(Document("made.html", "text/html", "ab" * 32, 1, "html", (MEETING, *blocks)))


def present(found: Records) -> list[tuple[str, str | None]]:
    return [(row.name_as_written, row.represents) for row in found.attendances]


@pytest.mark.parametrize(
    "text",
    [
        "Obecni: 1) Fundacja Iskra, 2) GTW Gliwice; 3) Klub Seniora (Anna Lis).",
        "Uczestnicy spotkania: Fundacja Iskra, GTW Gliwice oraz Klub Seniora (Anna Lis).",
        "W spotkaniu udział wzięli przedstawiciele organizacji: Fundacja Iskra; GTW Gliwice; Klub Seniora (Anna Lis).",
    ],
)
def test_a_list_that_runs_on(text: str) -> None:
    found = read(Block("paragraph", text))
    assert present(found) == [("Fundacja Iskra", None), ("GTW Gliwice", None), ("Klub Seniora", "Anna Lis")]


@pytest.mark.parametrize(
    "text",
    [
        "Obecni: Burmistrz Jan Lis, Skarbnik Ewa Kos, organizacje wg listy obecności.",
        "Obecni: mieszkańcy, radni, urzędnicy.",
        "W spotkaniu uczestniczyło 12 osób, adres: ul. Długa 5, 31-001 Kraków.",
    ],
)
def test_a_sentence_that_is_no_list_of_organisations(text: str) -> None:
    assert present(read(Block("paragraph", text))) == []


@pytest.mark.parametrize(
    "lead",
    [Block("paragraph", "Lista organizacji obecnych na spotkaniu:"), Block("heading", "Lista obecności", level=2)],
)
def test_a_table_of_those_present(lead: Block) -> None:
    rows = (("Lp.", "Nazwa organizacji", "Przedstawiciel"), ("1", "KS Pomorzanin", "Jan Nowak"), ("2", "Fundacja Iskra", ""))
    table = Table(tuple(tuple(Cell((Block("paragraph", text),) if text else ()) for text in row) for row in rows))
    found = read(lead, Block("table", "", table=table))
    assert present(found) == [("KS Pomorzanin", "Jan Nowak"), ("Fundacja Iskra", None)]
    assert [row.code for row in found.findings if row.code == "other-table"] == []


def test_another_table_below_such_a_heading_stays_a_table() -> None:
    rows = (("Rok", "Kwota"), ("2025", "100 zł"), ("2026", "200 zł"))
    table = Table(tuple(tuple(Cell((Block("paragraph", text),)) for text in row) for row in rows))
    assert present(read(Block("heading", "Uczestnicy spotkania", level=2), Block("table", "", table=table))) == []


@pytest.mark.parametrize(
    "lead",
    [
        "Spotkanie dotyczyło zadań z zakresu:",
        "Rozmawiano o współpracy w następujących obszarach:",
        "Spotkanie obejmowało następujące zadania:",
        "Omówiono działania w dziedzinach:",
        "Omówiono sprawy z zakresów:",
    ],
)
def test_any_lead_of_task_areas(lead: str) -> None:
    items = (Block("item", "kultury i sztuki", marker="-"), Block("item", "ochrony zdrowia", marker="-"))
    assert [area.text for area in read(Block("paragraph", lead), *items).task_areas] == ["kultury i sztuki", "ochrony zdrowia"]
