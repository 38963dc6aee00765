"""First names alone, couples of initials, honorifics behind a surname, names that an e-mail address spells. Made-up names."""

from __future__ import annotations

import pytest

from postulat.normalize.names.persons import Person
from postulat.normalize.privacy.email_names import spelled_by_email
from postulat.normalize.privacy.given_alone import called_by_first_name
from postulat.normalize.privacy.home_addresses import home_addresses
from postulat.normalize.privacy.person_spotting import spotted_persons

PRESENT = (Person(("tom",), ("ellery",)), Person(("mark",), ("hale",)), Person(("winnie",), ("obaro", "reid")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tom asked why. We thanked Tom; Tom's plan was agreed.", ["Tom", "Tom", "Tom"]),
        ("Thanks Tom", ["Tom"]),
        ("Mark: I would drop it.", ["Mark"]),
        ("Mark the date, and the Mark on the wall.", []),
        ("St Tom, Tom Lane, Tom Brown, King Tom, tom-tom, Tom-Tom and Tom 2", []),
        ("Proposed WOR; WOR is a body", ["WOR"]),
        ("Mark to write. Action: Mark to write.", ["Mark"]),
    ],
)
def test_first_names_of_a_document_s_persons(text: str, expected: list[str]) -> None:
    found = list(called_by_first_name(text, "en", PRESENT))
    assert [text[one.start : one.end] for one in found] == expected


def test_in_polish_a_first_name_alone_needs_a_turn_or_a_label() -> None:
    present = (Person(("krzysztof",), ("nowak",)),)
    text = "Krzysztof to imię.\nKrzysztof: zgoda."
    assert [found.start for found in called_by_first_name(text, "pl", present)] == [text.rindex("Krzysztof")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Objection by P & J Cartmel", ["P", "J Cartmel"]),
        ("B & Q Warehouse; R & D Department", []),
        ("Pringle (Miss C) and Wrenfield, T (Mr) agree", ["Pringle (Miss C)", "Wrenfield, T (Mr)"]),
        ("by her niece Fliss", ["Fliss"]),
        ("by her niece Planning", []),
        ("Thanks, Dev", ["Dev"]),
        ("Thanks, Planning", []),
        ("Cllr. Dawkinsby spoke. Ask the clerk. Planning is open.", ["Dawkinsby"]),
        ("a tree for King Charles and for Charles King", ["Charles King"]),
        ("Deirdre Scannell, Ballyhane Tidy Towns", ["Deirdre Scannell"]),
        ("Nghosi Okwozi (solicitor) drew it up, and Qwent Delaroo, the tree officer, came.", ["Nghosi Okwozi", "Qwent Delaroo"]),
        ("Nghosi Okwozi (annex) and Veolia Cleansing replied", []),
    ],
)
def test_names_that_lean_on_another_word(text: str, expected: list[str]) -> None:
    assert [text[found.start : found.end] for found in spotted_persons(text, "en")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("From: Xqanthe Quillby <xqanthe.quillby@example.org>", ["Xqanthe Quillby"]),
        ("q.delaroo@example.org, Qwent de la Roo", []),
        ("Contact Parish Office, office@example.org", []),
        ("Quillby Parish Council, clerk@quillby.example", []),
    ],
)
def test_names_that_an_address_spells(text: str, expected: list[str]) -> None:
    assert [text[found.start : found.end] for found in spelled_by_email(text)] == expected


def test_boxes_and_flats() -> None:
    text = "Ann Bell, PO Box 118, Wandoo WA 6999; Tom Reed, 218 Juniper St Apt 4B"
    ends = [text.index(","), text.index("Reed,") + 4]
    assert [text[start:end] for start, end in home_addresses(text, ends, "en")] == [
        "PO Box 118, Wandoo WA 6999",
        "218 Juniper St Apt 4B",
    ]
