"""The facts of a meeting as offices write them in prose."""

from __future__ import annotations

import datetime

import pytest

from postulat import extract
from postulat.extract.document import Block, Document
from postulat.normalize import normalize
from postulat.normalize.meeting.meeting import meeting
from postulat.normalize.records import Meeting


def read(*paragraphs: str, title: str | None = None) -> Meeting | None:
    blocks = [Block("heading", title, level=1)] if title else []
    blocks += [Block("paragraph", text) for text in paragraphs]
    return meeting(Document("made.html", "text/html", "ab" * 32, 1, "html", tuple(blocks)), blocks)


SUMMARY = (
    "W dniu 4 lutego 2025 roku o godz. 17.30 w sali obrad Wydziału przy ul. Nadrzecznej 3 (II piętro) odbyło się"
    " II spotkanie branżowe Wydziału Kultury, Nauki i Sportu Urzędu Miasta Tarnowa z przedstawicielami organizacji."
)


def test_a_summary_in_prose() -> None:
    found = read(
        SUMMARY,
        "W spotkaniu uczestniczyło 9 osób reprezentujących organizacje pozarządowe.",
        "Omówiono Program Współpracy Miasta Tarnowa na rok 2024 jako materiał wyjściowy do projektu"
        " Programu Współpracy Miasta Tarnowa na rok 2026 z organizacjami pozarządowymi.",
        title="Podsumowanie II spotkania branżowego",
    )
    assert found is not None
    assert (found.ordinal, found.date, found.start_time) == (2, datetime.date(2025, 2, 4), "17:30")
    assert found.place == "w sali obrad Wydziału przy ul. Nadrzecznej 3 (II piętro)"
    assert found.host_unit == "Wydział Kultury, Nauki i Sportu Urzędu Miasta Tarnowa"
    assert found.municipality == "Tarnów"
    assert found.programme == "Program Współpracy Miasta Tarnowa na rok 2026 z organizacjami pozarządowymi"
    assert (found.programme_year, found.participants_stated) == (2026, 9)


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("Organizatorem spotkania, które odbyło się 5 maja 2024 r., był Urząd Miasta Lublin.", "Urząd Miasta Lublin"),
        ("Spotkanie odbyło się 5 maja 2024 r. w Miejskim Ośrodku Pomocy Społecznej.", "Miejski Ośrodek Pomocy Społecznej"),
        ("Spotkanie zorganizowane przez Biuro ds. Młodzieży odbyło się 5 maja 2024 r.", "Biuro ds. Młodzieży"),
        ("Protokół z sesji odbytej 5 maja 2024 r. w Urzędzie Miejskim w Sanoku.", "Urząd Miejski w Sanoku"),
    ],
)
def test_the_host_in_the_nominative(text: str, host: str) -> None:
    found = read(text)
    assert found is not None
    assert found.host_unit == host


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("W spotkaniu wzięło udział 12 osób.", 12),
        ("Obecnych było dwunastu przedstawicieli organizacji.", 12),
        ("W spotkaniu uczestniczyli przedstawiciele 3 organizacji.", None),
    ],
)
def test_how_many_were_there(text: str, people: int | None) -> None:
    found = read("Spotkanie odbyło się 5 maja 2024 r.", text)
    assert found is not None
    assert found.participants_stated == people


@pytest.mark.parametrize(
    ("title", "ordinal"),
    [
        ("Trzecie spotkanie z mieszkańcami", 3),
        ("IV sesja Rady", 4),
        ("Protokół z 2. posiedzenia", 2),
        ("Spotkanie na I piętrze", None),
    ],
)
def test_which_meeting_of_its_series(title: str, ordinal: int | None) -> None:
    found = read("Spotkanie odbyło się 5 maja 2024 r.", title=title)
    assert found is not None
    assert found.ordinal == ordinal


def test_labelled_facts() -> None:
    found = read("Data: 12.03.2023", "Godzina: 17.00", "Miejsce: Dom Kultury, ul. Długa 5", "Spotkanie otwarto.", title="Spotkanie")
    assert found is not None
    assert (found.date, found.start_time, found.place) == (datetime.date(2023, 3, 12), "17:00", "Dom Kultury, ul. Długa 5")


def test_labelled_facts_in_one_paragraph() -> None:
    found = read(
        "Miejsce: Urząd Miejski, ul. Długa 2, Kraków. Godzina rozpoczęcia: 15:15.\nOrganizator: Miejskie Centrum Inicjatyw",
        "Liczba uczestników: 14",
        title="Protokół z posiedzenia z dnia 11.09.2026 r.",
    )
    assert found is not None
    assert (found.place, found.municipality, found.start_time) == ("Urząd Miejski, ul. Długa 2, Kraków", "Kraków", "15:15")
    assert (found.host_unit, found.participants_stated) == ("Miejskie Centrum Inicjatyw", 14)
    led = read("Prowadząca: Anna Lis", title="Spotkanie w dniu 5 maja 2026 r. w Wydziale Sportu")
    assert led is not None
    assert led.host_unit == "Wydział Sportu"


def test_the_day_is_that_of_the_sentence_that_tells_of_the_meeting() -> None:
    found = read(
        "W okresie od 10 do 25 września 2026 r. przyjmowano uwagi. 17 września 2026 r. o godz. 18 w Ośrodku Kultury w Suchym Lesie"
        " Wójt Gminy spotkał się z organizacjami."
    )
    assert found is not None
    assert (found.date, found.start_time) == (datetime.date(2026, 9, 17), "18:00")
    assert found.place == "w Ośrodku Kultury w Suchym Lesie"


def test_a_programme_written_small() -> None:
    found = read(
        "Spotkanie odbyło się 5 maja 2026 r.",
        title="Konsultacje „Programu współpracy Miasta z organizacjami na 2027 rok” – spotkanie",
    )
    assert found is not None
    assert (found.programme, found.programme_year) == ("Program współpracy Miasta z organizacjami na 2027 rok", 2027)


def test_a_date_of_an_act_is_not_the_day_of_the_meeting() -> None:
    found = read("Spotkanie zwołano na podstawie ustawy z dnia 24 kwietnia 2003 r. i odbyło się ono 5 maja 2024 r.")
    assert found is not None
    assert found.date == datetime.date(2024, 5, 5)


def test_a_matrix_without_a_meeting_has_none() -> None:
    assert read("Konsultacje projektu trwały od 3 do 24 marca 2025 r.", title="Zestawienie uwag") is None


def of_text(text: str) -> Meeting:
    [found] = normalize(extract.read(text.encode(), "minutes.txt")).meetings
    return found


def test_a_block_of_labels_keeps_its_lines_apart() -> None:
    found = of_text(
        "Protokół Nr 5/2024\nz posiedzenia Komisji Kultury\n\n"
        "Termin: czwartek, 21 marca 2024 r., godz. 18:00\nMiejsce: sala nr 2\nProwadząca: Anna Nowak\n"
        "Obecnych: 11 osób\nKolejne posiedzenie: 18 kwietnia 2024 r.\n"
    )
    assert (found.date, found.start_time, found.place) == (datetime.date(2024, 3, 21), "18:00", "sala nr 2")
    assert (found.host_unit, found.participants_stated) == ("Komisja Kultury", 11)


def test_a_value_that_goes_on_below_its_label_is_whole() -> None:
    found = of_text(
        "Protokół z posiedzenia Rady Seniorów z dnia 5 maja 2024 r.\n\n"
        "Miejsce obrad: Ratusz, ul. Długa 3, sala 9, 99-100\nLipiny\nPorządek obrad:\n1. Otwarcie\n2. Sprawy różne\n"
    )
    assert found.place == "Ratusz, ul. Długa 3, sala 9, 99-100 Lipiny"
