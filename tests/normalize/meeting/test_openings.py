"""Openings of minutes of other forms: broken titles, labels without colons, towns of two words, invitations."""

from __future__ import annotations

import pytest

from postulat import extract
from postulat.normalize import normalize
from postulat.normalize.records import Meeting


def read(*paragraphs: str, language: str = "pl") -> Meeting | None:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    page = f'<html lang="{language}"><head><title>{paragraphs[0]}</title></head><body><h1>{paragraphs[0]}</h1>{body}</body></html>'
    found = normalize(extract.read(page.encode(), "page.html"))
    return found.meetings[0] if found.meetings else None


@pytest.mark.parametrize(
    ("words", "town"),
    [
        ("Rady Gminy w Pniewach Leśnych", "Pniewy Leśne"),
        ("Rady Gminy Piaski Wielkie", "Piaski Wielkie"),
        ("Rady Gminy Piaski", "Piaski"),
        ("Rady Gminy w Mosinie Nadzwyczajna", "Mosina"),
    ],
)
def test_an_adjective_behind_a_listed_town_makes_another_town(words: str, town: str) -> None:
    made = read(f"Protokół z sesji {words} z dnia 5 maja 2024 r.")
    assert made is not None
    assert made.municipality == town


def test_a_town_behind_the_day() -> None:
    made = read("Protokół z posiedzenia Zarządu Powiatu w dniu 23.08.2017 r. w Mosinie")
    assert made is not None
    assert made.municipality == "Mosina"


def test_a_name_and_a_day_broken_over_lines() -> None:
    made = read(
        "Protokół XII/2015", "Sesji Rady Gminy Stare", "Jodłowo z dnia 30", "października 2015 roku", "Wójt powitał radnych."
    )
    assert made is not None
    assert (str(made.date), made.host_unit) == ("2015-10-30", "Rada Gminy Stare Jodłowo")


def test_labels_without_colons_on_lines_of_their_own() -> None:
    labels = ("Data posiedzenia", "30.03.2021", "Miejsce posiedzenia", "pokój nr 12", "Godzina rozpoczęcia", "7.45")
    made = read("Protokół z posiedzenia Komisji Statutowej", *labels)
    assert made is not None
    assert (str(made.date), made.place, made.start_time) == ("2021-03-30", "pokój nr 12", "07:45")


def test_days_that_a_dash_joins_over_weeks_are_no_meeting() -> None:
    made = read(
        "Protokół z konsultacji przeprowadzonych w dniach 4–18 marca 2019 r.",
        "W zebraniu konsultacyjnym 12 marca 2019 r. udział wzięło 31 osób.",
    )
    assert made is not None
    assert str(made.date) == "2019-03-12"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Stan członków komisji – 5, obecnych – 4.", 4),
        ("Komisja obradowała 6 lutego 2024 r. w składzie 4 osób.", 4),
        ("W sesji brało udział 20 radnych, nieobecny 1.", 20),
    ],
)
def test_whom_a_number_counts(words: str, number: int) -> None:
    made = read("Protokół z posiedzenia Komisji Ochrony Środowiska z dnia 6 lutego 2024 r.", words)
    assert made is not None
    assert (made.host_unit, made.participants_stated) == ("Komisja Ochrony Środowiska", number)


def test_a_time_with_a_dot_behind_a_word_for_the_beginning() -> None:
    made = read("Protokół z sesji Rady Gminy z dnia 24 czerwca 2017 r.", "Obrady rozpoczęto o 17.10.")
    assert made is not None
    assert made.start_time == "17:10"
    made = read("Protokół z sesji Rady Gminy z dnia 24 czerwca 2017 r.", "Budowę rozpoczęto o 17.10 m dalej.")
    assert made is not None
    assert made.start_time is None


def test_numbered_minutes_with_an_hour_in_figures_behind_its_label_are_of_a_meeting() -> None:
    made = read("Protokół nr 3/2026", "Mosina, dn. 9 czerwca 2026 r.", "Miejsce: Dom Kultury, sala 12", "Początek: 17.30")
    assert made is not None
    assert (str(made.date), made.start_time, made.municipality) == ("2026-06-09", "17:30", "Mosina")
    assert read("Protokół nr 3/2026", "Mosina, dn. 9 czerwca 2026 r.", "Miejsce: hydrant przy szkole", "Ciśnienie: 17.30") is None


def test_labels_for_day_hour_and_place_tell_of_a_meeting_whatever_the_document_is_called() -> None:
    labels = ("Termin: 5 listopada 2025 r. (środa), 17:00–19:00", "Miejsce: sala 105, Rynek-Ratusz")
    made = read("Notatka", "Temat: program współpracy", *labels, "Uchwałę z 20 października 2025 r. omówiono.")
    assert made is not None
    assert (str(made.date), made.start_time, made.place) == ("2025-11-05", "17:00", "sala 105, Rynek-Ratusz")
    assert read("Notatka", "Temat: program współpracy", "Termin: 5 listopada 2025 r.", "Uchwałę omówiono.") is None


@pytest.mark.parametrize(
    ("language", "paragraphs", "facts"),
    [
        (
            "cs",
            ("Pozvánka", "Zveme vás na besedu, která se uskuteční ve středu 17. dubna 2024 od 16 hodin."),
            ("2024-04-17", "16:00"),
        ),
        (
            "sk",
            ("Záznam z verejného prerokovania", "Dátum: 3. 5. 2023", "Čas: 16:00", "Miesto: obecný úrad"),
            ("2023-05-03", "16:00"),
        ),
        ("de", ("Einladung", "Der Ortsbeirat lädt zur Sitzung am 6. Mai 2026, 19:00 Uhr, ein."), ("2026-05-06", "19:00")),
        ("en", ("Minutes of the 4th meeting", "Held on: Friday, 9 June 2023", "At: 09:30, Drill Hall"), ("2023-06-09", "09:30")),
    ],
)
def test_other_languages(language: str, paragraphs: tuple[str, ...], facts: tuple[str, str]) -> None:
    made = read(*paragraphs, language=language)
    assert made is not None
    assert (str(made.date), made.start_time) == facts
