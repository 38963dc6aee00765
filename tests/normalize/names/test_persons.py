"""Whether a name is a person's, in which forms it is written, and where a text names it. All names are made up."""

from __future__ import annotations

import pytest

from postulat.normalize.names.first_names import first_name_forms, first_name_readings
from postulat.normalize.names.organisations import kind
from postulat.normalize.names.paradigms import forms_by_endings, read_by_endings
from postulat.normalize.names.persons import Person, is_generic, is_person, persons_in, read_person, surname_like, titles, words_of
from postulat.normalize.names.surnames import LISTED, has_surname_end, surname_weight
from postulat.normalize.privacy.contacts import find_contacts
from postulat.normalize.privacy.home_addresses import home_addresses
from postulat.normalize.privacy.name_words import office_kind
from postulat.normalize.privacy.person_search import PersonSearch, article_before, calendar, is_patron
from postulat.normalize.privacy.person_spotting import spotted_persons
from postulat.normalize.vocabulary.phrases import phrase, rows

ANNA = Person(("anna",), ("kowalska", "malinowska"))
JAN = Person(("jan",), ("nowak",))
EWA = Person(("ewa",), ("zaręba",))


def test_first_names() -> None:
    """A name of a list is found again as it is, and in the Polish genitive where the dictionary has the name."""
    for row in rows("first_names"):
        language = row.get("language", "pl")
        assert row.get("language") != "pl" or kind(f"{row['name']} Nowak") == "person", row["name"]
        readings = first_name_readings(row["name"], language)
        assert "language" not in row or row["name"].lower() in {read.nominative for read in readings}, row["name"]
    assert {"anny", "annie"} <= first_name_forms("Anna")


@pytest.mark.parametrize("row", rows("name_endings"), ids=lambda row: row["example"])
def test_name_endings(row: dict[str, str]) -> None:
    form, nominative = row["example"].lower().split(" > ")
    role, language = row["role"], row["language"]
    assert nominative in {read.nominative for read in read_by_endings(form, role, language)}
    assert form in forms_by_endings(nominative, role, language) or language == "pl"


@pytest.mark.parametrize("row", rows("surname_models"), ids=lambda row: row["name"])
def test_surname_models(row: dict[str, str]) -> None:
    assert row["name"].endswith(row["ending"])
    assert len(forms_by_endings(row["name"], "surname", row["language"])) > 4


@pytest.mark.parametrize("row", rows("surname_ends"), ids=lambda row: row["example"])
def test_surname_ends(row: dict[str, str]) -> None:
    assert has_surname_end(row["example"].lower(), row["language"])
    assert surname_weight(row["example"], row["language"]) == LISTED


@pytest.mark.parametrize("row", rows("offices"), ids=lambda row: row["example"])
def test_offices(row: dict[str, str]) -> None:
    assert office_kind(row["example"].split()[0], row["language"]) == row["kind"]


@pytest.mark.parametrize("row", rows("phone_shapes"), ids=lambda row: row["example"])
def test_phone_shapes(row: dict[str, str]) -> None:
    assert [found.kind for found in find_contacts(row["example"], row["language"])] == ["phone"]


@pytest.mark.parametrize(
    "row",
    [row for row in rows("person_words") if not row["role"].startswith("shown")],
    ids=lambda x: f"{x['language']} {x['phrase']}",
)
def test_person_words(row: dict[str, str]) -> None:
    example, role, language = row["example"], row["role"], row["language"]
    assert phrase(row["phrase"]).search(example)
    if role in ("title", "office", "honorific"):
        found = spotted_persons(example, language)
        assert titles().search(example) or role == "honorific"
        assert found
        assert found[-1].end in (len(example), len(example) - 1)
    elif role == "generic":
        assert is_generic(example)
        assert not list(persons_in(example))
    elif role in ("patron", "namesake"):
        assert is_patron(phrase(row["phrase"]).search(example)[0] + " ", oblique=True)  # type: ignore[index]
        assert not spotted_persons(example, language)
    elif role == "not-surname":
        assert not is_person(example)
    elif role in ("after-name", "body-after", "known-name", "trade", "patron-title", "place-before", "council", "sovereign"):
        assert not spotted_persons(example, language)
    elif role == "calendar":
        assert example.lower() in calendar(language)
    elif role == "phone-word":
        assert [found.kind for found in find_contacts(example, language)] == ["phone"]
    elif role == "id-word":
        assert next(found.kind for found in find_contacts(example, language)) in ("identity", "pesel")
    elif role == "home":
        assert list(home_addresses(example, [], language))
    elif role in ("family-before", "family-after", "and", "cited", "label", "kin", "closing", "says", "suffix"):
        assert spotted_persons(example, language)
    elif role == "house" or role == "post-box":
        assert list(home_addresses(f"Anne Smith, {example}", [10], language)) == [(12, 12 + len(example))]
    elif role == "article":
        assert article_before(language).search(example.rsplit(" ", 1)[0] + " ")
    else:
        assert role == "not-phone"
        assert not find_contacts(example)


@pytest.mark.parametrize(
    "name",
    [
        "Anna Nowak",
        "ANNA NOWAK",
        "Anna Kowalska-Nowak",
        "Anna Kowalska - Nowak",
        "Anna Maria Nowak",
        "mgr inż. Anna Nowak",
        "prof. dr hab. Jan Nowak",
        "Jan K.",
        "A. Nowak",
        "A.B. Nowak",
        "Kowalski Jan",
        "Jan van Nowak",
        "Jan Nowak, mieszkaniec",
        "Jan Nowak i Anna Nowak",
        "Jan Nowak, Kraków",
        "John Smith",
    ],
)
def test_a_bare_name_is_a_person(name: str) -> None:
    assert kind(name) == "person"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Fundacja im. Anny Nowak", "foundation"),
        ("Fundacja Anny Nowak", "foundation"),
        ("Teatr im. Jana Nowaka", "other"),
        ("Anna Nowak sp. z o.o.", "company"),
        ("Wiktoria Kraków", "other"),
        ("Róża Wiatrów", "other"),
        ("Maria", "other"),
        ("Jan Paweł II", "other"),
        ("Kamień, i co?", "other"),
        ("Klub Ewa", "association"),
        ("Anna Polska", "other"),
        ("Laura Foundation", "foundation"),
        ("Jan Nowak, Fundacja Cylinder", "other"),
    ],
)
def test_what_is_named_for_a_person_is_an_organisation(name: str, expected: str) -> None:
    assert kind(name) == expected


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("NOWAK", None),
        ("dr Nowak", "nowak"),
        ("Pani Dyrektor", None),
        ("Pani Kowalskiej", "kowalska"),
        ("Panem Janem Nowakiem", "jan nowak"),
        ("Pana Stanisława Kowalskiego", "stanisław kowalski"),
        ("Pani Stanisławy Nowak", "stanisława nowak"),
        ("Pani Annie Zarębie", "anna zaręba"),
        ("Kowalska Anna", "anna kowalska"),
        ("A. K.", None),
    ],
)
def test_spellings_of_one_name_fold_together(written: str, folded: str | None) -> None:
    found = read_person(written)
    assert (found and found.folded) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wniosek Anny Kowalskiej-Malinowskiej", ["Anny Kowalskiej-Malinowskiej"]),
        ("ANNA KOWALSKA–MALINOWSKA", ["ANNA KOWALSKA–MALINOWSKA"]),
        ("rozmowa z mgr Janem Nowakiem i Ewą Zarębą", ["mgr Janem Nowakiem", "Ewą Zarębą"]),
        ("Nowak Jan, J. Nowak", ["Nowak Jan", "J. Nowak"]),
        ("Nowakowi i Piotrowi Nowakowi", ["Nowakowi"]),
        ("Prezes Fundacji Jan Nowak", ["Jan Nowak"]),
        ("Fundacja Jana Nowaka, ul. Jana Nowaka, im. ks. Jana Nowaka", []),
        ("ulicą Nowaka 5, Nowaka 7, Osiedle Nowak, Anna Nowak", []),
        ("Jan Nowak-Wilczek to ktoś inny", []),
        ("a nowak to żaden Wilk", []),
        ("www.ngo.example/jan_nowak.html", ["jan_nowak"]),
        ("Ewie Zarebie (bez polskich liter)", ["Ewie Zarebie"]),
        ("Jan\nNowak", ["Jan\nNowak"]),
    ],
)
def test_where_a_text_names_a_person(text: str, expected: list[str]) -> None:
    search = PersonSearch([ANNA, JAN, EWA])
    assert [text[found.start : found.end] for found in search.find(text, present=(JAN,))] == expected


def test_a_surname_alone_counts_only_for_the_documents_own_persons_and_no_common_word() -> None:
    search = PersonSearch([JAN])
    assert not list(search.find("Według Nowaka"))
    assert list(search.find("Według Nowaka", present=(JAN,)))
    assert not list(search.find("Według Nowaka", present=(JAN,), common={"nowaka"}))
    assert list(search.find("Według pana Nowaka", present=(JAN,), common={"nowaka"}))


def test_an_initial_that_fits_two_names_both() -> None:
    jerzy = Person(("jerzy",), ("nowak",))
    (found,) = PersonSearch([JAN, jerzy]).find("J. Nowak")
    assert found.persons == (JAN, jerzy)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tel./fax: (12) 345-67-89, 12 345 67 80", ["(12) 345-67-89", "12 345 67 80"]),
        ("+48 600 000 001 lub 0048 600 000 002", ["+48 600 000 001", "0048 600 000 002"]),
        ("kwota 600 123 456,00 zł, 600 100 000, REGON 123456785, NIP 123-456-78-19, 00-950", []),
        ("12 1020 1026 0000 1234 5678 9012; 2026-06-09 10:00; Dz.U. z 2023 r. poz. 571", []),
        ("jan.k (at) ngo.example, JAN@ngo.example.", ["jan.k (at) ngo.example", "JAN@ngo.example"]),
        ("PESEL: 44051401359, nr 44051401358, 144051401359", ["44051401359"]),
    ],
)
def test_contacts(text: str, expected: list[str]) -> None:
    assert [text[found.start : found.end] for found in find_contacts(text)] == expected


def test_towns_and_first_names_are_no_surnames() -> None:
    assert not surname_like("Kraków")
    assert not surname_like("Maria")
    assert surname_like("Nowak")
    assert "polsk?" in words_of("not-surname")
