"""Persons whom a text names and no table does, in five languages; and the marked texts of `make bench-privacy`. Made-up names."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.privacy import FOLDER, counted
from postulat.normalize.privacy.person_spotting import perhaps_persons, spotted_persons


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("pl", "Wniosek Zofii Malinczewskiej i p. J. Trzaskowniaka", ["zofia malinczewska", "j. trzaskowniak"]),
        ("pl", "Anna i Jan Malinowscy", ["anna malinowska", "jan malinowski"]),
        ("pl", "KMITOWICZ Dariusz, mieszkaniec", ["dariusz kmitowicz"]),
        ("pl", "Jan K. i Maria W. z ul. Jana Kowalskiego", ["jan k.", "maria w."]),
        ("pl", "Popieram sąsiadkę, Janinę Bednarzową.", ["janina bednarz"]),
        ("pl", "nguyen thi lanh prosi o to samo", ["nguyen thi lanh"]),
        ("pl", "Zakład Stolarski Jan Nowak, Hotel Anna Lis i gmina Piotrków Trybunalski", []),
        ("pl", "Kierownik zakładu Jan Nowak", ["jan nowak"]),
        (
            "en",
            "Councillors Ahmed and Brightwell thanked the officer, Ann Bell, and Sister Agnes.",
            ["ahmed", "brightwell", "ann bell", "agnes"],
        ),
        ("en", "Mr Frost of Frost Planning Ltd; Mayor Ahmed and Council; Laura Architects", ["frost", "ahmed"]),
        ("de", "Architekturbüro Hans Winter, Bäckerei Karl Otto", []),
        ("cs", "Truhlářství Petr Kos; Fojtík Radim; Náměstí T. G. Masaryka", ["radim fojtík"]),
        ("sk", "Stolárstvo Jozef Holub, pán Jozef Holub", ["jozef holub"]),
        ("pl", "Szkoła im. Marii Konopnickiej, Fundacja Anny Nowak, Jan Paweł II", []),
        ("pl", "Przedsiębiorstwo Jan Nowak Sp. z o.o., Komisja Kultury, Nowy Targ", []),
        ("en", "Cllr Dawkinsby thanked Anna and Tom Reed.", ["dawkinsby", "anna reed", "tom reed"]),
        ("en", "From: Bell, Ann", ["ann bell"]),
        ("en", "Victoria Park, Grant Road, Oliver Wyman Limited, Rose Gardens", []),
        ("de", "Frau Dr. Anneliese Müller und Herr Zoll", ["anneliese müller", "zoll"]),
        ("de", "Der Zoll, die Schmidt & Söhne GmbH und die Konrad-Adenauer-Straße", []),
        ("cs", "Odpověď Karlu Vlčkovi a paní Nováčkové", ["karel vlček", "nováčková"]),
        ("cs", "ulice Boženy Němcové a Základní škola Jana Nováka", []),
        ("pl", "ul. Marszałka Józefa Piłsudskiego, ul. ks. Jana Nowaka, Fundacja Rodziny Nowaków", []),
        ("pl", "Urząd Gminy Aleksandrów Kujawski, data; w Aleksandrowie Kujawskim; sąsiedzi Pawłowscy", ["pawłowski"]),
        ("pl", "Obecni: Wręga, Kos, Sroka i Lis; Koło Gospodyń Wiejskich", ["wręga", "kos", "sroka", "lis"]),
        ("pl", "jego żona Paulina", ["paulina"]),
        ("en", "Cllrs P Batty (Chairman), J Holroyd and Mr S Pike", ["p. batty", "j. holroyd", "s. pike"]),
        ("en", "Present: Councillors Holroyd, Fenn and Ms D. Oldroyd", ["holroyd", "fenn", "d. oldroyd"]),
        ("en", "Early Hints; ALPN Update; Upcoming Meetings", []),
        ("en", "Ann Bell, Prudence Hallam and Laura Green Residents", ["ann bell", "prudence hallam"]),
        ("cs", "Zastupitelé Bartoš a Ludvíková se zdrželi; Den Jana Husa", ["bartoš", "ludvíková"]),
        ("sk", "Overovatelia: Húdek, Kubišová", ["húdek", "kubišová"]),
        ("de", "Der Gemeinderat Karsbach, Mitarbeiterraum der Ev. Schule; gez. Obermaier", ["obermaier"]),
        ("sk", "Ing. arch. Martin Blaško, starostka Mária Tóthová", ["martin blaško", "mária tóthová"]),
    ],
)
def test_persons_of_a_text(language: str, text: str, expected: list[str]) -> None:
    assert [found.person.folded for found in spotted_persons(text, language)] == expected


def test_what_may_be_a_person_is_counted() -> None:
    assert perhaps_persons("Rozmowa z Różą Kwiecień.", "pl") == 1
    assert perhaps_persons("Uwagi do § 5 programu współpracy w Nowym Targu.", "pl") == 0


@pytest.mark.parametrize(
    ("part", "recall", "precision"),
    [("tuned", 0.97, 0.99), ("unseen", 0.95, 0.98), ("mended", 0.96, 0.96), ("fresh", 0.96, 0.97), ("forms", 0.95, 0.98)],
)
def test_marked_texts(part: str, recall: float, precision: float) -> None:
    count: Counter[str] = Counter()
    for path in sorted(FOLDER.glob(f"{part}-*.txt")):
        count += counted(path, errors=False)
    assert count["found"] / count["places"] >= recall
    assert count["right"] / count["replaced"] >= precision
