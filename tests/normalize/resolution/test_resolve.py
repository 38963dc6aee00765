"""Names of one organisation become one over a data set, and no others: a made set with known truth, and the cases one by one."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import pytest

from postulat.normalize.names.inflections import NominativeForm, adjective, word_readings
from postulat.normalize.names.organisations import key
from postulat.normalize.names.register_numbers import register_numbers, valid, without_register_numbers
from postulat.normalize.resolution.decisions import Decisions, DecisionsError, read_decisions
from postulat.normalize.resolution.resolve import Identities, identify, spelled
from postulat.normalize.vocabulary.phrases import phrase, rows

# Heads in nominative, genitive, instrumental and locative.
HEADS = {
    "Fundacja": ("Fundacji", "Fundacją", "Fundacji"),
    "Stowarzyszenie": ("Stowarzyszenia", "Stowarzyszeniem", "Stowarzyszeniu"),
    "Towarzystwo": ("Towarzystwa", "Towarzystwem", "Towarzystwie"),
    "Federacja": ("Federacji", "Federacją", "Federacji"),
    "Związek": ("Związku", "Związkiem", "Związku"),
    "Spółdzielnia Socjalna": ("Spółdzielni Socjalnej", "Spółdzielnią Socjalną", "Spółdzielni Socjalnej"),
    "Uczniowski Klub Sportowy": ("Uczniowskiego Klubu Sportowego", "Uczniowskim Klubem Sportowym", "Uczniowskim Klubie Sportowym"),
    "Ochotnicza Straż Pożarna": ("Ochotniczej Straży Pożarnej", "Ochotniczą Strażą Pożarną", "Ochotniczej Straży Pożarnej"),
    "Koło Gospodyń Wiejskich": ("Koła Gospodyń Wiejskich", "Kołem Gospodyń Wiejskich", "Kole Gospodyń Wiejskich"),
}
SHORT = {
    "Fundacja": "Fund.",
    "Stowarzyszenie": "Stow.",
    "Towarzystwo": "Tow.",
    "Uczniowski Klub Sportowy": "UKS",
    "Ochotnicza Straż Pożarna": "OSP",
    "Koło Gospodyń Wiejskich": "KGW",
}
# Names of their own that are inflected with the head.
PROPER = {
    "Zielona Iskra": ("Zielonej Iskry", "Zieloną Iskrą", "Zielonej Iskrze"),
    "Dobry Dom": ("Dobrego Domu", "Dobrym Domem", "Dobrym Domu"),
    "Jasna Droga": ("Jasnej Drogi", "Jasną Drogą", "Jasnej Drodze"),
    "Nowe Źródło": ("Nowego Źródła", "Nowym Źródłem", "Nowym Źródle"),
    "Cicha Przystań": ("Cichej Przystani", "Cichą Przystanią", "Cichej Przystani"),
    "Wesoły Ogród": ("Wesołego Ogrodu", "Wesołym Ogrodem", "Wesołym Ogrodzie"),
    "Stara Lipa": ("Starej Lipy", "Starą Lipą", "Starej Lipie"),
    "Otwarte Serce": ("Otwartego Serca", "Otwartym Sercem", "Otwartym Sercu"),
    "Leśna Polana": ("Leśnej Polany", "Leśną Polaną", "Leśnej Polanie"),
    "Złoty Klon": ("Złotego Klonu", "Złotym Klonem", "Złotym Klonie"),
}
OF = """Przyjaciół|Miłośników|Opiekunów|Hodowców|Obrońców|Wspierania|Rozwoju|Ochrony"""
WHAT = """Lasu|Lasów|Szkoły|Szkół|Dzieci|Dziecka|Zwierząt|Muzyki|Teatru|Rzeki|Rzek|Gór|Seniorów|Młodzieży|Kultury|Zdrowia"""
TOWNS = ("Krakowie", "Tarnowie", "Skawinie", "Bochni", "Wieliczce", "Myślenicach", "Olkuszu", "Gorlicach")
PLACES = ("Bibice", "Łąki", "Ruszcza", "Zagórze", "Brzezie", "Dolina", "Podlesie", "Kamień")
ADJECTIVES = {
    "Krakowskie Forum": ("Krakowskiego Forum", "Krakowskim Forum", "Krakowskim Forum"),
    "Małopolskie Centrum": ("Małopolskiego Centrum", "Małopolskim Centrum", "Małopolskim Centrum"),
    "Miejska Rada": ("Miejskiej Rady", "Miejską Radą", "Miejskiej Radzie"),
    "Podhalański Klub": ("Podhalańskiego Klubu", "Podhalańskim Klubem", "Podhalańskim Klubie"),
}
MINISTRIES = {
    "Ministerstwo Zdrowia": ("MZ", "Minister Zdrowia", "Ministra Zdrowia", "Ministerstwem Zdrowia"),
    "Ministerstwo Finansów": ("MF", "Minister Finansów", "Ministerstwa Finansów"),
    "Ministerstwo Sportu i Turystyki": ("MSiT", "Minister Sportu i Turystyki", "Ministrem Sportu i Turystyki"),
    "Ministerstwo Spraw Wewnętrznych i Administracji": ("MSWiA", "Minister Spraw Wewnętrznych i Administracji (MSWiA)"),
}


def quoted(name: str, chance: random.Random) -> str:
    left, right = chance.choice([("„", "”"), ('"', '"'), ("“", "”"), ("«", "»"), ("'", "'"), ("", "")])
    return f"{left}{name}{right}"


def dressed(name: str, number: str, chance: random.Random) -> str:
    """A name as typing changes it: case, spaces, dashes, list commas, register numbers."""
    kind = chance.randrange(9)
    if kind == 0:
        return name.upper() if "(" not in name else name
    if kind == 1:
        return name.replace(" ", "  ", 1)
    if kind == 2:
        return f"{name},"
    if kind == 3:
        return f"{name} (KRS {number})"
    if kind == 4:
        return name.replace(" w ", " – w ").replace("-", "–")
    return name


def spellings_of(chance: random.Random, nominative: tuple[str, str], cases: list[tuple[str, str]], quotes: bool) -> list[str]:
    """Spellings of one organisation: its head and the rest in several cases, quotation marks, abbreviations and typing."""
    first, rest = nominative
    number = f"0000{chance.randrange(10**5, 10**6)}"
    found = [f"{first} {quoted(rest, chance) if quotes else rest}"]
    while len(found) < 5:
        head, tail = chance.choice([nominative, *cases])
        if head == first and first in SHORT and chance.random() < 0.6:
            head = SHORT[first]
        found.append(dressed(f"{head} {quoted(tail, chance) if quotes else tail}", number, chance))
    return found


def made_set(seed: int = 20240517) -> dict[str, list[str]]:
    """400 organisations with five spellings each. Many differ from another in one word, its number, a town or their form."""
    chance = random.Random(seed)
    truth: dict[str, list[str]] = {}
    heads = ["Fundacja", "Stowarzyszenie", "Towarzystwo", "Federacja", "Związek"]
    for head in ("Fundacja", "Stowarzyszenie", "Spółdzielnia Socjalna", "Uczniowski Klub Sportowy"):
        for name, cases in PROPER.items():
            forms = list(zip(HEADS[head], cases, strict=True)) + [(form, name) for form in HEADS[head]]
            truth[f"{head} {name}"] = spellings_of(chance, (head, name), forms, quotes=True)
    for head in ("Ochotnicza Straż Pożarna", "Koło Gospodyń Wiejskich"):
        for place in PLACES:
            truth[f"{head} {place}"] = spellings_of(chance, (head, place), [(form, place) for form in HEADS[head]], quotes=False)
    for head, forms in ADJECTIVES.items():
        for what in ("Organizacji Społecznych", "Seniorów", "Młodzieży", "Kultury"):
            truth[f"{head} {what}"] = spellings_of(chance, (head, what), [(form, what) for form in forms], quotes=False)
    for name, others in MINISTRIES.items():
        truth[name] = [name, *others, *[name] * 4][:5]
    for number in range(1, 13):
        name = f"nr {number}"
        forms = [("Szkoły Podstawowej", name), ("Szkołą Podstawową", name)]
        truth[f"Szkoła Podstawowa {name}"] = spellings_of(chance, ("Szkoła Podstawowa", name), forms, quotes=False)
    for name in ("Energia", "Woda", "Komunikacja", "Budowa"):
        forms = ("sp. z o.o.", "Sp. z o. o.", "spółka z o.o.", "Spółka z ograniczoną odpowiedzialnością", "SP. Z O.O.")
        truth[f"Miejska {name} sp"] = [f"Miejska {name} {form}" for form in forms]
        truth[f"Miejska {name} sa"] = [f"Miejska {name} {form}" for form in ("S.A.", "SA", "Spółka Akcyjna", "S. A.", "s.a.")]
    for of, what, code in (("Wspierania", "Edukacji", "SWEK"), ("Inicjatyw", "Lokalnych", "SILK"), ("Pomocy", "Bliźnim", "SPBK")):
        full = f"Stowarzyszenie {of} {what} Krakowa"
        truth[full] = [full, f"{full} {code}", f"{full} ({code})", code, f"Stowarzyszenia {of} {what} Krakowa – {code}"]
    for town in TOWNS:
        parent = f"Towarzystwo Przyjaciół Dzieci Oddział w {town}"
        truth[parent] = [
            parent,
            f"TPD Oddział w {town}",
            f"Towarzystwo Przyjaciół Dzieci – Oddział w {town}",
            f"Towarzystwa Przyjaciół Dzieci Oddziału w {town}",
            f"TPD, oddział w {town}",
        ]
    truth["TPD"] = [
        "TPD",
        "Towarzystwo Przyjaciół Dzieci",
        "Towarzystwa Przyjaciół Dzieci",
        "Towarzystwo Przyjaciół Dzieci (TPD)",
        "T.P.D.",
    ]
    pairs = [(head, of, what) for head in heads for of in OF.split("|") for what in WHAT.split("|")]
    chance.shuffle(pairs)
    for head, of, what in pairs:
        if len(truth) == 400:
            break
        rest = f"{of} {what}"
        if chance.random() < 0.4:
            rest += f" w {chance.choice(TOWNS)}"
        if f"{head} {rest}" not in truth and (head, rest) != ("Towarzystwo", "Przyjaciół Dzieci"):
            truth[f"{head} {rest}"] = spellings_of(chance, (head, rest), [(form, rest) for form in HEADS[head]], quotes=False)
    return truth


def scores(truth: dict[str, list[str]], found: Identities) -> tuple[float, float, list[tuple[str, str]]]:
    """Precision and recall over pairs of spellings, and the pairs that are wrong or missing."""
    owner = [(spelling, organisation) for organisation, own in truth.items() for spelling in own]
    told = [(spelling, organisation, found.ids[key(spelling)]) for spelling, organisation in owner]
    right = joined = same = 0
    odd = []
    for (one, first, own), (other, second, others) in combinations(told, 2):
        joined += own == others
        same += first == second
        right += own == others and first == second
        if (own == others) != (first == second):
            odd.append((one, other))
    return right / joined, right / same, odd


@pytest.fixture(scope="module")
def made() -> tuple[dict[str, list[str]], Identities]:
    truth = made_set()
    return truth, identify(spelled(spelling for own in truth.values() for spelling in own))


def test_a_made_set_is_joined(made: tuple[dict[str, list[str]], Identities]) -> None:
    truth, found = made
    assert len(truth) == 400
    assert sum(map(len, truth.values())) == 2000
    precision, recall, odd = scores(truth, found)
    assert precision == 1, odd[:20]
    assert recall >= 0.95, odd[:20]


def test_the_order_of_the_names_changes_nothing(made: tuple[dict[str, list[str]], Identities]) -> None:
    truth, found = made
    names = [spelling for own in truth.values() for spelling in own]
    for seed in range(2):
        shuffled = random.Random(seed).sample(names, len(names))
        assert identify(spelled(shuffled)) == found


def test_joining_what_is_joined_changes_nothing(made: tuple[dict[str, list[str]], Identities]) -> None:
    _, found = made
    again = identify(spelled(name for row in found.organisations for name in (row.name, *row.aliases)))
    assert [row.organisation_id for row in again.organisations] == [row.organisation_id for row in found.organisations]
    assert len(identify(spelled(row.name for row in found.organisations)).organisations) == len(found.organisations)


def test_near_names_of_the_made_set_are_reported(made: tuple[dict[str, list[str]], Identities]) -> None:
    _, found = made
    near = [str(doubt.values) for doubt in found.doubts if doubt.variant == "alike"]
    assert any("Lasu" in message and "Lasów" in message for message in near)


def names_of(*names: str, decisions: Decisions | None = None) -> list[tuple[str, ...]]:
    """Each organisation's spellings, its name first."""
    return [(row.name, *row.aliases) for row in identify(spelled(names), decisions).organisations]


ONE = {
    "quotation marks and case": ("Fundacja „Bursztynek”", 'FUNDACJA "BURSZTYNEK"', "Fundacji Bursztynek"),
    "dashes and dots": (
        "Polskie Towarzystwo Turystyczno–Krajoznawcze",
        "Polskiego Towarzystwa Turystyczno-Krajoznawczego",
        "P.T.T.K.",
    ),
    "form in short": ("Stow.Etno", "STOW. Etno", "Stowarzyszeniem Etno", "Stow Etno"),
    "adjective before the head": ("Krakowskie Forum Seniorów", "Krakowskiemu Forum Seniorów", "Krakowskim Forum Seniorów"),
    "adjective behind the head": (
        "Stowarzyszenie Ekologiczne Świt",
        "Stowarzyszenia Ekologicznego Świt",
        "Stowarzyszeniem Ekologicznym Świt",
    ),
    "a name inflected with the head": ("Fundacja Zielona Łąka", "Fundacji Zielonej Łąki", "Fundacją Zieloną Łąką"),
    "only inflected": ("Stowarzyszenia Sportowego Orzeł", "Stowarzyszeniem Sportowym „Orzeł”"),
    "acronym behind": (
        "Krakowskie Forum Organizacji Społecznych KRAFOS",
        "KRAFOS",
        "Krakowskiego Forum Organizacji Społecznych",
        "KRAFOS-em",
    ),
    "acronym in brackets": ("Polska Izba Ubezpieczeń (PIU)", "PIU", "PIU – Polska Izba Ubezpieczeń", "Polskiej Izby Ubezpieczeń"),
    "ministry and minister": ("Ministerstwo Zdrowia", "MZ", "Minister Zdrowia", "Ministra Zdrowia", "Ministrem Zdrowia"),
    "ministry in capitals": ("MSWiA", "MSWIA", "Ministerstwo Spraw Wewnętrznych i Administracji (MSWiA)"),
    "company": (
        "Zielona Energia sp. z o.o.",
        "Zielona Energia Spółka z ograniczoną odpowiedzialnością",
        "ZIELONA ENERGIA SP. Z O. O.",
    ),
    "branch": (
        "PZN Okręg Małopolski",
        "Polskiego Związku Niewidomych Okręgu Małopolskiego",
        "Polski Związek Niewidomych – Okręg Małopolski",
    ),
    "register numbers": ("Fundacja Cylinder (KRS 0000123456)", "Fundacja Cylinder, NIP: 123-456-32-18", "Fundacji Cylinder"),
}
TWO = {
    "form": ("Fundacja Ambasada Społeczności", "Stowarzyszenie Ambasada Społeczności"),
    "branch": ("Towarzystwo Przyjaciół Dzieci", "Towarzystwo Przyjaciół Dzieci Oddział w Krakowie"),
    "branch in short": ("PZN", "PZN Okręg Małopolski"),
    "branch that shows the acronym of the whole": ("KRAFOS", "Oddział Podgórze KRAFOS"),
    "number": ("Fundacja Dzieciom", "Fundacja Dziecko"),
    "singular": ("Stowarzyszenie Przyjaciół Szkoły", "Stowarzyszenia Przyjaciół Szkół"),
    "genitive in the name": ("Fundacja Młode Serca", "Fundacji Młodego Serca"),
    "likeness": ("Fundacja Zrodlo", "Fundacja Źródło"),
    "initials alone": ("SPL", "Stowarzyszenie Przyjaciół Lasu"),
    "a company and its foundation": ("KGHM", "Fundacja KGHM"),
    "no form": ("Bursztynek", "Fundacja Bursztynek"),
    "ministries": ("Ministerstwo Edukacji Narodowej", "Ministerstwo Edukacji i Nauki"),
    "person": ("Fundacja im. Anny Nowak", "Anna Nowak"),
    "person with a form of address": ("Pan Krafos", "KRAFOS"),
    "district": ("Rada Dzielnicy I", "Rady Dzielnicy II"),
}


@pytest.mark.parametrize("names", ONE.values(), ids=ONE.keys())
def test_spellings_of_one_organisation(names: tuple[str, ...]) -> None:
    assert len(names_of(*names)) == 1


@pytest.mark.parametrize("names", TWO.values(), ids=TWO.keys())
def test_two_organisations(names: tuple[str, ...]) -> None:
    assert len(names_of(*names)) == 2


def test_two_candidates_are_none() -> None:
    two = ("Związek Powiatów Polskich (ZPP)", "Związek Przedsiębiorców i Pracodawców ZPP")
    found = identify(spelled(["ZPP", *two]))
    assert len(found.organisations) == 3
    assert [(doubt.variant, doubt.values) for doubt in found.doubts] == [("shown-by-several", {"acronym": "ZPP", "count": 2})]
    assert len(identify(spelled(["ZPP", two[0]])).organisations) == 1


def test_what_only_ends_with_an_acronym_is_a_doubt() -> None:
    found = identify(spelled(["ORLEN", "Fundacja ORLEN"]))
    assert len(found.organisations) == 2
    (doubt,) = found.doubts
    assert (doubt.variant, doubt.values) == ("shown-acronym", {"acronym": "ORLEN", "name": "Fundacja ORLEN"})


def test_a_name_that_a_user_prefers_need_not_be_in_the_data(tmp_path: Path) -> None:
    decisions = decided(tmp_path, "decision,name,other\nsame,Fundacja Nowa Nazwa,Fundacja Stara Nazwa\n")
    (row,) = identify(spelled(["Fundacji Stara Nazwa"]), decisions).organisations
    assert (row.organisation_id, row.name, row.aliases) == ("fundacja-nowa-nazwa", "Fundacja Nowa Nazwa", ("Fundacji Stara Nazwa",))


def test_the_name_is_the_nominative_most_used_and_keeps_its_id() -> None:
    found = identify({"fundacja etno": {"Fundacji Etno": 5, "FUNDACJA ETNO": 1, "Fundacja „Etno”": 2}})
    (row,) = found.organisations
    assert (row.organisation_id, row.name) == ("fundacja-etno", "Fundacja „Etno”")
    assert row.aliases == ("FUNDACJA ETNO", "Fundacji Etno")
    (only,) = identify(spelled(["Fundacji Etno"])).organisations
    assert (only.name, only.aliases) == ("Fundacja Etno", ("Fundacji Etno",))


def test_register_numbers_of_names() -> None:
    found = identify(spelled(["Fundacja Cylinder (KRS 0000123456)", "Fundacja Etno", "Fundacja Dom, KRS 123456, NIP 1234563217"]))
    rows = {row.name: row for row in found.organisations}
    assert {name: row.krs for name, row in rows.items()} == {
        "Fundacja Cylinder": "0000123456",
        "Fundacja Etno": None,
        "Fundacja Dom": None,
    }
    assert {(doubt.code, doubt.values["name"], doubt.values["digits"], doubt.values["register"]) for doubt in found.doubts} == {
        ("invalid-register-number", "Fundacja Dom", "123456", "KRS"),
        ("invalid-register-number", "Fundacja Dom", "1234563217", "NIP"),
    }


def test_register_numbers_that_clash() -> None:
    names = ["Fundacja Dom KRS 0000123456", "Fundacja Dom (KRS: 0000654321)", "Fundacja Las (KRS 0000654321)"]
    found = identify(spelled(names))
    assert [row.krs for row in found.organisations] == [None, "0000654321"]
    assert [doubt.code for doubt in found.doubts] == ["conflicting-register-numbers", "possible-duplicate-organisation"]


@pytest.mark.parametrize(
    ("register", "digits", "expected"),
    [
        ("KRS", "0000000000", False),
        ("KRS", "00001234567", False),
        ("NIP", "1234563218", True),
        ("NIP", "1234563219", False),
        ("REGON", "123456785", True),
        ("REGON", "12345678512347", True),
        ("REGON", "12345678512348", False),
    ],
)
def test_check_digits(register: str, digits: str, expected: bool) -> None:
    assert valid(register, digits) is expected


def test_a_number_that_no_register_is_named_for_is_part_of_the_name() -> None:
    name = "Ochotnicza Straż Pożarna nr 1234563218"
    assert register_numbers(name) == ()
    assert without_register_numbers(name) == name


@pytest.mark.parametrize("row", rows("endings"), ids=lambda row: row["example"])
def test_endings(row: dict[str, str]) -> None:
    form, nominative = row["example"].split(" > ")
    word = form.split()[-1]
    assert NominativeForm(nominative, row["word"], row["gender"]) in word_readings(word, row["case"])
    if row["word"] == "adjective":
        assert adjective(word, row["gender"]) == nominative


@pytest.mark.parametrize("row", rows("spellings"), ids=lambda row: row["words"])
def test_words_of_several_spellings(row: dict[str, str]) -> None:
    assert f" {row['folded']} " in f" {key(row['example'])} "


@pytest.mark.parametrize("row", rows("branch_words"), ids=lambda row: row["phrase"])
def test_branch_words(row: dict[str, str]) -> None:
    assert phrase(row["phrase"]).search(row["example"])


@pytest.mark.parametrize("row", rows("linking_words"), ids=lambda row: row["word"])
def test_linking_words(row: dict[str, str]) -> None:
    assert phrase(row["word"]).search(row["example"])


def decided(tmp_path: Path, text: str) -> Decisions:
    file = tmp_path / "organisations.csv"
    file.write_text(text, encoding="utf-8")
    return read_decisions(file)


def test_decisions_win_over_the_rules(tmp_path: Path) -> None:
    decisions = decided(
        tmp_path,
        "decision,name,other,krs,note\n"
        "same,Fundacja Bursztynek,Bursztynek,0000123456,the same people\n"
        "different,Polska Izba Ubezpieczeń,PIU,,\n"
        "different,Fundacja Zielona Łąka,Fundacji Zielonej Łąki,,\n"
        ",Stowarzyszenie Etno,,0000654321,\n",
    )
    names = ("Bursztynek", "Bursztynek", "Fundacji „Bursztynek”", "PIU", "Polska Izba Ubezpieczeń (PIU)")
    found = identify(spelled([*names, "Fundacja Zielona Łąka", "Fundacji Zielonej Łąki", "Stowarzyszenia Etno"]), decisions)
    assert {row.name: row.krs for row in found.organisations} == {
        "Fundacja Bursztynek": "0000123456",
        "PIU": None,
        "Polska Izba Ubezpieczeń": None,
        "Fundacja Zielona Łąka": None,
        "Fundacja Zielonej Łąki": None,
        "Stowarzyszenie Etno": "0000654321",
    }
    assert found.doubts == ()


def test_a_decision_leaves_one_clear_candidate(tmp_path: Path) -> None:
    two = ("Związek Powiatów Polskich (ZPP)", "Związek Przedsiębiorców i Pracodawców ZPP")
    decisions = decided(tmp_path, "decision;name;other;krs\ndifferent;ZPP;Związek Powiatów Polskich (ZPP);\n")
    found = identify(spelled(["ZPP", *two]), decisions)
    assert {found.ids["zpp"]} == {found.ids[key(two[1])]}


def test_names_given_one_number_are_one_organisation(tmp_path: Path) -> None:
    head = "decision,name,other,krs\n"
    numbers = ",Bursztynek,,0000123456\n,Fundacja Bursztynek,,0000123456\n"
    assert len(names_of("Bursztynek", "Fundacja Bursztynek", decisions=decided(tmp_path, head + numbers))) == 1
    apart = decided(tmp_path, head + numbers + "different,Bursztynek,Fundacja Bursztynek,\n")
    assert len(names_of("Bursztynek", "Fundacja Bursztynek", decisions=apart)) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("decision,name\nsame,A\n", "row 1: there must be one column “other”"),
        ("", "row 1: there must be one column “decision”"),
        ("decision,name,other\nequal,A,B\n", "row 2: the decision “equal” is not known; write same or different"),
        ("decision,name,other\n\nsame,A,\n", "row 3: “same” needs a second name in the column other"),
        ("decision,name,other\nsame,„”,B\n", "row 2: there is no name"),
        ("decision,name,other\n,A,B\n", "row 2: two names, but no decision; write same or different"),
        ("decision,name,other,krs\n,A,,\n", "row 2: neither a decision nor a KRS number"),
        (
            "decision,name,other,krs\n,A,,123456\n",
            "row 2: “123456” is not a KRS number, which has ten digits; a spreadsheet may have dropped the zeros in front",
        ),
        ("decision,name,other\nsame,A,B\nsame,B,C\ndifferent,A,C\n", "row 4: “A” and “C” are the same by rows 2, 3"),
        ("decision,name,other\ndifferent,A,C\nsame,A,C\n", "row 2: “A” and “C” are the same by row 3"),
        (
            "decision,name,other\ndifferent,Fundacja A,Fundacji „A”\n",
            "row 2: “Fundacja A” and “Fundacji „A”” are two spellings of one name",
        ),
        (
            "decision,name,other,krs\n,A,,0000123456\nsame,A,B,\n,B,,0000654321\n",
            "row 4: “B” has another KRS number in row 2",
        ),
    ],
)
def test_decisions_that_cannot_be_applied(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DecisionsError) as error:
        decided(tmp_path, text)
    assert str(error.value) == f"organisations.csv: {message}"


def test_decisions_that_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "organisations.csv"
    with pytest.raises(DecisionsError, match="No such file"):
        read_decisions(file)
    file.write_bytes("decision,name,other\nsame,Łąka,B\n".encode("cp1250"))
    with pytest.raises(DecisionsError, match="not UTF-8"):
        read_decisions(file)
