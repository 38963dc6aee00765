"""Those present: organisations, the persons who came for them, and entries that are left as they are."""

from __future__ import annotations

import pytest

from postulat import extract
from postulat.normalize import combine, normalize
from postulat.normalize.meeting.present import present


@pytest.mark.parametrize(
    ("entry", "name", "represents", "representative"),
    [
        ("Zuzanna Lipa – Fundacja Tropiciele", "Fundacja Tropiciele", None, "Zuzanna Lipa"),
        ("Stowarzyszenie Błonia – Olaf Lipa, Anna Nowak", "Stowarzyszenie Błonia", None, "Olaf Lipa, Anna Nowak"),
        ("Olaf Lipa (Klub Sportowy Mewa)", "Olaf Lipa", "Klub Sportowy Mewa", None),
        ("Fundacja Perkoz (Olaf Lipa)", "Fundacja Perkoz", "Olaf Lipa", "Olaf Lipa"),
        ("Fundacja Perkoz (KDO ds. Młodzieży)", "Fundacja Perkoz", "KDO ds. Młodzieży", None),
        ("Olaf Lipa – Fundacja Perkoz (KDO ds. Młodzieży)", "Fundacja Perkoz", "KDO ds. Młodzieży", "Olaf Lipa"),
        ("Wydział Kultury: Anna Nowak, Jan Nowak", "Wydział Kultury", None, "Anna Nowak, Jan Nowak"),
        ("Anna Nowak – dyrektor Wydziału Kultury", "Wydział Kultury", None, "Anna Nowak, dyrektor"),
        ("Komenda Powiatowa Policji - asp. Jan Nowak", "Komenda Powiatowa Policji", None, "asp. Jan Nowak"),
        ("Rada Seniorów (przewodnicząca Anna Nowak)", "Rada Seniorów", "przewodnicząca Anna Nowak", "przewodnicząca Anna Nowak"),
        ("Fundacja „Raz, dwa – trzy”, Anna Nowak", "Fundacja „Raz, dwa – trzy”", None, "Anna Nowak"),
        ("Anna Nowak w imieniu Fundacji Perkoz, tel. 123 456 789", "Fundacja Perkoz", None, "Anna Nowak, tel. 123 456 789"),
        ("Anna Nowak – sekretarz", "Anna Nowak", "sekretarz", None),
        ("Tessa Moss – Quayside Trust", "Quayside Trust", None, "Tessa Moss"),
        ("Frau Dr. Anna Weber, Naturschutzverein Lindenau", "Naturschutzverein Lindenau", None, "Frau Dr. Anna Weber"),
    ],
)
def test_the_organisation_and_who_came_for_it(entry: str, name: str, represents: str | None, representative: str | None) -> None:
    found = present(entry)
    assert (found.named.name, found.named.represents, found.representative) == (name, represents, representative)


@pytest.mark.parametrize(
    "entry",
    [
        "Anna Nowak",
        "Anna Nowak, Kraków",
        "Klub Wysoki Zamek - Oddział Południe",
        "Stowarzyszenie Lubelskie – Razem",
        "Teatr im. Anny Nowak",
        "Kancelaria Anna Nowak",
        "Fundacja Perkoz, Fundacja Czapla, Anna Nowak",
    ],
)
def test_what_is_not_surely_both_stays_as_it_is(entry: str) -> None:
    found = present(entry)
    assert (found.named.name, found.representative) == (entry, None)


def test_several_people_of_an_organisation_are_counted() -> None:
    text = "Protokół ze spotkania w dniu 4 maja 2026 r.\n\nW spotkaniu uczestniczyły 3 osoby.\n\nObecni:\n"
    text += "1. Fundacja Perkoz – Anna Nowak, Jan Nowak\n2. Zuzanna Lipa – Klub Czapla\n"
    found = combine([normalize(extract.read(text.encode(), "minutes.txt"))])
    rows = [(row.name_as_written, row.representative) for row in found.attendances]
    assert rows == [("Fundacja Perkoz", "Anna Nowak, Jan Nowak"), ("Klub Czapla", "Zuzanna Lipa")]
    assert "participants-mismatch" not in {finding.code for finding in found.findings}
