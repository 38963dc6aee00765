"""Requests that come again: the made archive as published, what tells requests apart, decisions, and rows by their examples."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path

import pytest

from benchmarks.links import document, linked, postulate
from benchmarks.links_archive import archive
from postulat.normalize.links import candidates
from postulat.normalize.links import links as links_of_all
from postulat.normalize.links.features import features, spoken
from postulat.normalize.links.links import postulate_links
from postulat.normalize.links.perhaps import Perhaps, perhaps_same, write_perhaps
from postulat.normalize.links.related_words import related
from postulat.normalize.links.request_decisions import RequestDecisionsError, read_request_decisions
from postulat.normalize.links.similarity import LINKED, Rarity, likeness
from postulat.normalize.records import Meeting, PostulateLink, Records
from postulat.normalize.vocabulary.phrases import rows


def test_a_made_archive_is_linked_as_published() -> None:
    links, truth = linked(archive(5, recurring=150, total=600))
    right = [link for link in links if truth[link.postulate_id].group == truth[link.other_postulate_id].group]
    assert len(right) / len(links) >= 0.9
    assert len(links) >= 110
    assert all(truth[link.postulate_id].year >= truth[link.other_postulate_id].year for link in links)


def test_few_requests_in_memory_are_linked_as_many_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    requests = archive(7, recurring=60, total=240)
    in_memory, _ = linked(requests)
    for room in (candidates, links_of_all):
        monkeypatch.setattr(room, "FEW", 0)
    on_disk, _ = linked(requests)
    assert in_memory
    assert on_disk == in_memory


@pytest.mark.parametrize("row", rows("request_words"), ids=lambda row: f"{row['role']} {row['example']}")
def test_words_of_requests(row: dict[str, str]) -> None:
    """Each example gives its row's word: the one that stands for it, or nothing where it only frames the request."""
    first = row["words"].split("|")[0]
    found = features(row["example"], row["language"])
    if row["role"] == "same":
        assert set(first.split("+")) <= found.things | found.around
    elif row["role"] == "act":
        assert f"act:{first}" in found.acts
    elif row["role"] == "number":
        assert found.numbers
    elif row["role"] == "alone":
        assert found.things == {first}
    elif row["role"] in ("opposite", "together", "wanted", "only"):
        assert found.acts & {f"act:{word}" for word in row["words"].split("|")}
    else:
        assert found.things or found.around


def score(one: str, other: str) -> float:
    return likeness(features(one, "pl"), features(other, "pl"), Rarity({}, 1000)).score


def test_names_and_numbers_tell_requests_apart() -> None:
    assert score("Remont chodnika przy ul. Polnej.", "Naprawa trotuaru na ulicy Polnej.") > 0.9
    assert score("Remont chodnika przy ul. Polnej.", "Remont chodnika przy ul. Leśnej.") == 0
    assert score("Remont szkoły nr 4.", "Remont szkoły nr 8.") == 0
    assert score("Zwiększenie liczby drzew.", "Zwiększenie liczby patroli.") == 0
    assert score("Remont chodnika w Lipinach.", "Naprawa chodnika w Zalesiu.") == 0


def test_of_places_the_finer_one_tells() -> None:
    assert (
        score("Remont chodnika przy ul. Polnej, dzielnica Stary Las.", "Naprawa chodnika przy ul. Leśnej w dzielnicy Stary Las.")
        == 0
    )
    assert score("Kosze w dzielnicy Stary Las.", "Kosze na śmieci, dzielnica Stary Las.") > LINKED
    assert score("Ławki przy ul. Nowe Pole.", "Ławki na ul. Nowej.") == 0
    assert score("Ławki przy ul. Jana Matejki.", "Ławeczki na Matejki.") > LINKED
    assert score("Ławki przy al. Powstańców Śląskich.", "Ławki na ul. Śląskiej.") == 0
    assert score("Grunwaldzka się korkuje, prosimy o rondo.", "Budowa ronda na ul. Grunwaldzkiej.") > LINKED


def test_numbers_of_lines_houses_and_amounts_tell_requests_apart() -> None:
    assert score("Więcej kursów autobusu linii autobusowej 169.", "Więcej kursów linii 171.") == 0
    assert score("Rozkład jazdy autobusów linii N2.", "Rozkład jazdy autobusów linii 210 i 232.") == 0
    assert score("Remont budynku przy ul. Polnej 51.", "Remont budynku przy ul. Polnej 140.") < LINKED
    assert score("Wkład własny organizacji do 5%.", "Wkład własny organizacji do 20%.") < LINKED


def english(one: str, other: str) -> float:
    return likeness(features(one, "en"), features(other, "en"), Rarity({}, 1000, english=True)).score


def test_amounts_with_a_sign_a_factor_or_in_words_tell_requests_apart() -> None:
    assert features("Granty do 20 tys. zł.", "pl").amounts == features("Dotacje do 20 000 zł.", "pl").amounts
    assert score("Granty do 20 tys. zł dla klubów.", "Granty do 35 000 zł dla klubów.") < LINKED
    assert score("Zamiatanie deptaka dwa razy w miesiącu.", "Zamiatanie deptaka pięć razy w miesiącu.") < LINKED
    assert english("Raise grants for choirs to £4,000.", "Raise grants for choirs to £9,000.") < LINKED


def test_a_title_with_one_other_word_is_another_request() -> None:
    assert score("Stragan z serami na plaży w Borku.", "Stragan z mydłem na plaży w Borku.") < LINKED
    assert score("Droga dla rowerów od Lipin do Zalesia.", "Droga dla rowerów od Lipin do Borku.") < LINKED
    assert english("Raise the rent for choirs in the hall.", "Lower the rent for choirs in the hall.") < LINKED


def test_wordnet_knows_words_that_the_thesaurus_does_not() -> None:
    assert english("An obelisk by Long Lake.", "A marker by Long Lake.") < LINKED
    assert english("A veranda by Long Lake.", "A verandah by Long Lake.") > LINKED


def test_what_is_wanted_of_a_school_or_a_stop_tells_requests_apart() -> None:
    assert score("Ogrodzenie szkoły w Borku.", "Szkoła w Borku potrzebuje ławek.") < LINKED
    assert score("Remont świetlicy w Borku.", "Odnowienie świetlicy w Borku.") > LINKED


def test_words_of_one_narrow_matter_stand_for_one_another() -> None:
    assert related("nagroda", "^wyróżn", False)
    assert not related("nagroda", "boisko", False)


def test_a_common_word_alone_links_nothing() -> None:
    common = Rarity({"monitoring": 90}, 6000)
    pair = [features(text, "pl") for text in ("Rozbudowa monitoringu.", "Nowy monitoring w mieście.")]
    assert likeness(*pair, common).score < LINKED
    assert likeness(*pair, Rarity({"monitoring": 2}, 6000)).score > LINKED


def test_deeds_tell_requests_apart() -> None:
    assert score("Zwiększenie liczby patroli.", "Zmniejszenie liczby patroli.") < LINKED
    assert score("Parking przy ul. Polnej.", "Zakaz parkowania na ul. Polnej.") < LINKED
    assert score("Naprawa latarni na ul. Polnej.", "Nowe latarnie: budowa oświetlenia na ul. Polnej.") < LINKED
    assert score("Ustawienie koszy na ul. Polnej.", "Opróżnianie koszy na ul. Polnej.") < LINKED
    assert score("Plac zabaw w Borku.", "Remont placu zabaw w Borku.") < LINKED
    assert score("Nowe ogrodzenie boiska w Borku.", "Wymiana ogrodzenia boiska w Borku.") > LINKED


def test_other_words_for_the_same() -> None:
    assert score("Po zmroku na ul. Polnej nic nie widać, potrzebne są latarnie.", "Oświetlenie ulicy Polnej.") > LINKED
    assert score("Droga dla rowerów wzdłuż Polnej.", "Cykliści potrzebują ścieżki przy ul. Polnej.") > LINKED
    assert score("Gałęzie na Polnej zasłaniają znak, proszę o ich przycinkę.", "Przycięcie konarów na ul. Polnej.") > LINKED


def test_why_and_where_count_little() -> None:
    words = spoken("Po każdej ulewie stoi woda, potrzebne jest oświetlenie obok szkoły", "pl")
    assert [word for word in words if ":" not in word] == ["oświetlenie"]
    assert "near:szkoła" in words
    assert "near:deszcz" in words


def test_reasons_and_who_asks_are_no_part_of_a_request() -> None:
    assert features("Rodzice proszą o basen, bo dzieci się nudzą.", "pl").things == features("Basen.", "pl").things


def linked_texts(texts: list[str], file: Path | None, scratch: Path) -> list[PostulateLink]:
    from postulat.normalize.links.request_decisions import NO_DECISIONS

    names = [f"{number:016x}" for number in range(len(texts))]
    meetings = [Meeting(f"{name}.m1", name, date=datetime.date(2030 - n, 1, 1)) for n, name in enumerate(names)]
    decided = read_request_decisions(file) if file else NO_DECISIONS
    asked = [postulate(1, name, text) for name, text in zip(names, texts, strict=True)]
    return list(postulate_links(asked, [document(name) for name in names], meetings, scratch, decided))


def test_a_group_is_called_after_its_first_request(tmp_path: Path) -> None:
    links = linked_texts(["Budowa boiska do siatkówki", "Boisko do siatkówki", "Wybudowanie boiska do siatkówki"], None, tmp_path)
    assert {link.group_id for link in links} == {f"{2:016x}.p1"}
    assert all(link.postulate_id < link.other_postulate_id for link in links)  # the documents stand from the latest to the first


def test_of_two_requests_that_contradict_each_other_only_the_better_is_linked(tmp_path: Path) -> None:
    asked = "Droga w Zalesiu to jedno błoto, wysypcie chociaż tłuczeń."
    same, near = "Utwardzenie drogi gruntowej w Zalesiu.", "Odśnieżanie drogi gruntowej w Zalesiu."
    links = linked_texts([asked, same, near], None, tmp_path)
    assert [(link.postulate_id, link.other_postulate_id) for link in links] == [(f"{0:016x}.p1", f"{1:016x}.p1")]


def test_requests_without_a_place_are_linked_by_the_meanings_of_their_words(tmp_path: Path) -> None:
    texts = ["Prąd dla remizy mógłby pochodzić ze słońca.", "Panele fotowoltaiczne na remizie.", "Nowe drzwi w remizie."]
    links = linked_texts(texts, None, tmp_path)
    assert [(link.method, link.other_postulate_id) for link in links] == [("meaning", f"{1:016x}.p1")]


def test_titles_and_requests_of_one_place_are_not_linked_by_meaning() -> None:
    assert score("Prąd słoneczny dla remizy.", "Panele na remizie.") < LINKED
    assert score("Prąd dla remizy w Lipinach mógłby pochodzić ze słońca.", "Panele na remizie w Lipinach.") < LINKED


def test_requests_that_are_perhaps_the_same_are_asked_about(tmp_path: Path) -> None:
    texts = ["Samotni seniorzy powinni mieć numer, pod który zadzwonią w nocy.", "Całodobowy telefon dla seniorów.", "Nowe ławki."]
    names = [f"{number:016x}" for number in range(len(texts))]
    asked = tuple(postulate(1, name, text) for name, text in zip(names, texts, strict=True))
    pairs = perhaps_same(Records(documents=tuple(map(document, names)), postulates=asked))
    assert [(pair.one.text, pair.other.text) for pair in pairs] == [(texts[0], texts[1])]
    write_perhaps(pairs, tmp_path / "requests.csv")
    assert not read_request_decisions(tmp_path / "requests.csv").names  # nothing is decided yet


def test_what_a_person_decided_is_asked_no_more_and_no_text_runs_as_a_formula(tmp_path: Path) -> None:
    file = tmp_path / "requests.csv"
    ids = [f"{number:016x}.p1" for number in range(4)]
    file.write_text(f"decision,one,other\nsame,{ids[1]},{ids[0]}\ndifferent,{ids[2]},{ids[3]}\n", "utf-8")
    decided = read_request_decisions(file)
    pair = Perhaps(postulate(1, ids[0][:16], "=1+1"), postulate(1, ids[1][:16], "Boisko"), 0.5)
    write_perhaps([pair], file, decided)
    rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))
    assert [(row["decision"], row["text_one"]) for row in rows] == [("same", "'=1+1"), ("different", "")]
    again = read_request_decisions(file)
    assert (again.same, again.different) == (((ids[0], ids[1]),), decided.different)


def test_decisions_of_a_person_stand(tmp_path: Path) -> None:
    texts = ["Budowa boiska do siatkówki", "Boisko do siatkówki", "Nowa scena w parku"]
    file = tmp_path / "requests.csv"
    file.write_text(f"decision,one,other\ndifferent,{texts[0]},{texts[1]}\nsame,{0:016x}.p1,{texts[2]}\n", "utf-8")
    (link,) = linked_texts(texts, file, tmp_path)
    assert (link.method, link.postulate_id, link.other_postulate_id) == ("decision", f"{0:016x}.p1", f"{2:016x}.p1")


@pytest.mark.parametrize(
    "rows_of_a_person", ["maybe,a,b\n", "same,a,\n", "same,a,b\ndifferent,b,a\n"], ids=["word", "one request", "contradiction"]
)
def test_decisions_that_cannot_stand_are_told(tmp_path: Path, rows_of_a_person: str) -> None:
    file = tmp_path / "requests.csv"
    file.write_text(f"decision,one,other\n{rows_of_a_person}", "utf-8")
    with pytest.raises(RequestDecisionsError, match=r"row [23]"):
        read_request_decisions(file)


def test_requests_of_one_document_are_not_linked(tmp_path: Path) -> None:
    rows_of_one = [postulate(number, "a" * 16, "Budowa boiska do siatkówki") for number in (1, 2)]
    assert list(postulate_links(rows_of_one, [document("a" * 16), document("b" * 16)], [], tmp_path)) == []
