"""Names at the head of listed comments, before a colon or a dash, and lines with a day above a comment."""

from __future__ import annotations

import pytest

from postulat import extract
from postulat.normalize import combine, normalize
from postulat.normalize.records import Records


def read(text: str, name: str) -> Records:
    return combine([normalize(extract.read(text.encode(), name))])


@pytest.mark.parametrize("sign", [":", " –", " -"])
def test_a_name_before_a_sentence_is_the_submitter(sign: str) -> None:
    made = (
        f"# Wnioski\n\n1. **Rada Sołecka Dąbek**{sign} Prosimy o ławkę.\n   Odpowiedź: Wniosek przyjęto.\n"
        f"2. **Piotr Kret**{sign} Proszę o lampę.\n   Odpowiedź: Wniosku nie przyjęto.\n"
    )
    found = read(made, "list.md")
    assert [(row.number, row.organisation, row.postulate) for row in found.records] == [
        ("1", "Rada Sołecka Dąbek", "Prosimy o ławkę."),
        ("2", "Piotr Kret", "Proszę o lampę."),
    ]


def test_a_house_before_a_dash_and_small_words_is_what_the_comment_is_about() -> None:
    made = (
        "# Wnioski\n\n1. Szkoła Podstawowa nr 2 – remont dachu.\n   Odpowiedź: Wniosek przyjęto.\n"
        "2. Przedszkole Miejskie nr 1 – nowy płot.\n   Odpowiedź: Wniosku nie przyjęto.\n"
    )
    assert [(row.organisation, row.postulate) for row in read(made, "list.md").records] == [
        (None, "Szkoła Podstawowa nr 2 – remont dachu."),
        (None, "Przedszkole Miejskie nr 1 – nowy płot."),
    ]


def test_a_line_with_a_day_above_a_comment_is_no_part_of_the_answer_before() -> None:
    page = "<html lang='pl'><body><h1>Uwagi</h1>" + "".join(
        f"<p>Zgłoszenie z {day} lutego 2026 r.<br>Treść uwagi:</p><p>{text}</p><p>Stanowisko gminy:<br>{answer}</p>"
        for day, text, answer in ((3, "Dodać próg.", "Uwaga przyjęta."), (5, "Zdjąć znak.", "Uwaga odrzucona."))
    )
    assert [row.response for row in read(page, "page.html").records] == ["Uwaga przyjęta.", "Uwaga odrzucona."]


@pytest.mark.parametrize("name", ["letter.txt", "letter.md"])
def test_labels_without_colons_on_lines_of_a_paragraph(name: str) -> None:
    pairs = (("Dodać mapę do planu.", "Uwaga uwzględniona."), ("Skrócić tekst.", "Uwaga nieuwzględniona."))
    found = read(
        "Uwagi\n\n" + "\n\n".join(f"Pismo {at}\nUwaga\n{one}\nOdpowiedź\n{two}" for at, (one, two) in enumerate(pairs)), name
    )
    assert [(row.postulate, row.response) for row in found.records] == list(pairs)


def test_labels_in_bold_beside_labels_on_lines_of_a_paragraph() -> None:
    found = read(
        "".join(f"Ref. {at}\n**Comment**\n\nThe map is old.\n\n**Response**\nAgreed.\n\n" for at in (17, 18)), "letters.md"
    )
    assert [(row.postulate, row.response) for row in found.records] == [("The map is old.", "Agreed.")] * 2


def test_a_label_line_that_comes_once_is_prose() -> None:
    assert not read("Protokół\n\nUwaga\nMapa jest stara.\nOdpowiedź\nMapę poprawi kierownik.\n", "minutes.txt").records


def test_a_name_with_an_initial() -> None:
    made = "<html lang='en'><body><h1>Comments</h1><ol>" + "".join(
        f"<li>{who}: {text}<ul><li>Response: {answer}</li></ul></li>"
        for who, text, answer in (("J. B. Reed", "Run a later boat.", "Agreed."), ("Dr P. Marsh", "Ban boats.", "Not agreed."))
    )
    assert [row.organisation for row in read(made, "page.html").records] == ["J. B. Reed", "Dr P. Marsh"]
