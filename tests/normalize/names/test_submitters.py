"""Submitter cells: several in one, names with addresses and representatives, in several languages."""

from __future__ import annotations

import pytest

from postulat.normalize.names.organisations import key, kind, separators
from postulat.normalize.names.submitters import submitters, without_others
from postulat.normalize.vocabulary.phrases import phrase, rows

CASES = [
    ("Fundacja Wrzos\nFundacja Kłos", [("Fundacja Wrzos", None, None), ("Fundacja Kłos", None, None)]),
    ("1) Fundacja Wrzos 2) Klub „Sad”", [("Fundacja Wrzos", None, None), ("Klub „Sad”", None, None)]),
    ("Sady Polskie; Bieg Leśny; Nurt", [("Sady Polskie", None, None), ("Bieg Leśny", None, None), ("Nurt", None, None)]),
    (
        "Fundacja Wrzos oraz Stowarzyszenie Bór i Okolice",
        [("Fundacja Wrzos", None, None), ("Stowarzyszenie Bór i Okolice", None, None)],
    ),
    ("Fundacja Wrzos, Jan Nowak", [("Fundacja Wrzos", None, None), ("Jan Nowak", None, None)]),
    ("Fundacja Wrzos, ul. Długa 5, 00-950 Warszawa, tel. 22 000 00 00", [("Fundacja Wrzos", "ul. Długa 5, 00-950 Warszawa", None)]),
    ("Fundacja Wrzos reprezentowana przez Jana Nowaka", [("Fundacja Wrzos", None, "Jana Nowaka")]),
    ("Jan Nowak w imieniu Stowarzyszenia Bór", [("Stowarzyszenie Bór", None, "Jan Nowak")]),
    ("Prezes Fundacji Wrzos – Jan Nowak", [("Fundacja Wrzos", None, "Jan Nowak")]),
    ("Jan Nowak (Fundacja Wrzos)", [("Fundacja Wrzos", None, "Jan Nowak")]),
    ("Jan Nowak, ul. Polna 3, 00-950 Warszawa", [("Jan Nowak", None, None)]),
    ("Mieszkańcy ul. Polnej", [("Mieszkańcy ul. Polnej", None, None)]),
    ("Wspólnota Mieszkaniowa ul. Polna 3", [("Wspólnota Mieszkaniowa ul. Polna 3", None, None)]),
    ("Gizmo Ltd, 12 Mill Lane, Thornby ZZ9 9ZZ", [("Gizmo Ltd", "12 Mill Lane, Thornby ZZ9 9ZZ", None)]),
    ("Oak LLP on behalf of the Thornby Trust", [("Thornby Trust", None, "Oak LLP")]),
    ("Verein Eiche vertreten durch Eva Moos", [("Verein Eiche", None, "Eva Moos")]),
    ("Mr and Mrs Moss", [("Mr and Mrs Moss", None, None)]),
    ("Tessa Moss, Director, Thornby Trust", [("Thornby Trust", None, "Tessa Moss, Director")]),
    ("Verein Eiche e.V. mit Sitz in Tannau", [("Verein Eiche e.V.", "in Tannau", None)]),
    ("Oak plc (registered office: 4 Quay Street, Thornby)", [("Oak plc", "4 Quay Street, Thornby", None)]),
    ("DUB s.r.o., Poľná 7, 010 01 Žilina, v zastúpení Ján Kos", [("DUB s.r.o.", "Poľná 7, 010 01 Žilina", "Ján Kos")]),
    ("DUB a.s. zastoupená Mgr. Petrem Kosem", [("DUB a.s.", None, "Mgr. Petrem Kosem")]),
    ("Svaz měst a obcí Pomezí", [("Svaz měst a obcí Pomezí", None, None)]),
    ("Rada Miejska – Komisja Sportu", [("Rada Miejska – Komisja Sportu", None, None)]),
    ("Wydział Sportu, Wydział Kultury", [("Wydział Sportu", None, None), ("Wydział Kultury", None, None)]),
    ("Jan Nowak, zam. ul. Polna 3", [("Jan Nowak", None, None)]),
    ("Teatr Nowy – Scena Kameralna", [("Teatr Nowy – Scena Kameralna", None, None)]),
    ("Akademia Leśna – Wydział Botaniki", [("Akademia Leśna – Wydział Botaniki", None, None)]),
    ("Klub nr 2. Oddział w Borzynie", [("Klub nr 2. Oddział w Borzynie", None, None)]),
    ("Anna Moss, mieszkanka", [("Anna Moss", None, None)]),
    ("Jan Nowak – mieszkaniec ul. Polnej", [("Jan Nowak", None, None)]),
    ("Anna Nowak, radna Rady Miejskiej", [("Anna Nowak", None, None)]),
    ("Jan Nowak, prezes Fundacji Wrzos", [("Fundacja Wrzos", None, "Jan Nowak, prezes")]),
    ("Tessa Moss, Chair of the Thornby Trust", [("Thornby Trust", None, "Tessa Moss, Chair")]),
    ("Eva Moos, Anwohnerin", [("Eva Moos", None, None)]),
    ("Jan Nowak, Anna Moss oraz Piotr Lis", [("Jan Nowak", None, None), ("Anna Moss", None, None), ("Piotr Lis", None, None)]),
    ("Nowak, Jan", [("Nowak, Jan", None, None)]),
    ("Landkreis Tannau, Untere Naturschutzbehörde", [("Landkreis Tannau, Untere Naturschutzbehörde", None, None)]),
    ("Jan Nowak w imieniu Fundacji Ekologicznej Bór", [("Fundacja Ekologiczna Bór", None, "Jan Nowak")]),
    ("(…)", []),
    ("KRS 0000123456", []),
]


@pytest.mark.parametrize(("cell", "expected"), CASES, ids=[cell for cell, _ in CASES])
def test_cells(cell: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert [(who.named.name, who.address, who.representative) for who in submitters(cell)] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("MRiRW", "public_body"),
        ("Polskie Stowarzyszenie Sadowników", "association"),
        ("Dyrektor Regionalny Lasów", "public_body"),
        ("Thornby Town Council", "public_body"),
        ("Krajský úřad Dubová", "public_body"),
        ("Klub Radnych „Nasz Bór”", "other"),
        ("Anna i Jan Malinowscy", "person"),
        ("prof. dr hab. Jan Nowak, prof. UW", "person"),
    ],
)
def test_kinds(name: str, expected: str) -> None:
    assert kind(name) == expected


@pytest.mark.parametrize("table", ["representation", "representation_offices", "address_words", "unit_words"])
def test_examples(table: str) -> None:
    for row in rows(table):
        assert phrase(row["phrase"].removeprefix("* ")).search(row["example"]), row


def test_conjunctions() -> None:
    patterns = separators()
    for row in rows("name_conjunctions"):
        if row["strength"] == "tail":
            assert without_others(row["example"]) + f" {row['word']}" == row["example"]
            continue
        assert any(f"{row['word']}" in pattern.replace("\\", "") for pattern in patterns), row
        assert phrase(row["word"]).search(row["example"]), row


@pytest.mark.parametrize(
    "cell",
    [
        "Fundacja Wrzos",
        "Fundacja Wrzos, ul. Długa 5, 00-950 Warszawa",
        "Fundacja Wrzos z siedzibą w Warszawie",
        "Fundacji „Wrzos” reprezentowanej przez Jana Nowaka",
        "Fundacja Wrzos (adres: Polna 3, 00-950 Warszawa)",
    ],
)
def test_an_organisation_is_one_with_and_without_address_and_representative(cell: str) -> None:
    assert [key(who.named.name) for who in submitters(cell)] == [key("Fundacja Wrzos")]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Fundacja Wrzos, Klub Sokół i inni", ["Fundacja Wrzos", "Klub Sokół"]),
        ("Thornby County Council, Highways Department", ["Thornby County Council, Highways Department"]),
        ("Highways Department, Planning Department", ["Highways Department", "Planning Department"]),
        ("pełnomocnik Fundacji Wrzos – r.pr. Anna Lis", ["Fundacja Wrzos"]),
    ],
)
def test_names_of_a_cell(cell: str, found: list[str]) -> None:
    assert [who.named.name for who in submitters(cell)] == found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("14 local residents", "person"),
        ("12 mieszkańców", "person"),
        ("PHU „Malwa” Anna Lis", "company"),
        ("ULKS Sokół", "sports_club"),
    ],
)
def test_more_kinds(name: str, expected: str) -> None:
    assert kind(name) == expected
