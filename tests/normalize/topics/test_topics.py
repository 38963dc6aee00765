"""Topics of requests: labelled requests at their published rates, every row of the tables by its example, and a person's themes."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.topics import LABELLED, SETS, judged, requests
from postulat.normalize.topics.codebook import ThemesError, codebook, read_themes
from postulat.normalize.topics.coding import topics
from postulat.normalize.vocabulary.phrases import rows


@pytest.mark.parametrize(("name", "least"), [("labelled", 0.88), ("later", 0.78), ("found", 0.75)])
def test_unseen_requests_are_coded_as_published(name: str, least: float) -> None:
    tally, _ = judged(item for item in requests(SETS[name]) if not item.seen)
    assert tally.rates()[2] >= least


def codes(text: str, language: str = "pl") -> set[tuple[str, str]]:
    return {(found.scheme, found.code) for found in topics(text, language)}


@pytest.mark.parametrize(
    "row", [row for row in rows("topics") if row["scheme"] in ("theme", "act")], ids=lambda row: f"{row['code']} {row['example']}"
)
def test_words_of_topics(row: dict[str, str]) -> None:
    assert (row["scheme"], row["code"]) in codes(row["example"], row["language"])


@pytest.mark.parametrize("row", rows("topic_labels"), ids=lambda row: f"{row['scheme']} {row['code']}")
def test_labels(row: dict[str, str]) -> None:
    assert (row["scheme"], row["code"]) in codes(row["example"])


def test_what_a_thing_stands_beside_is_no_topic() -> None:
    assert codes("Remont placu zabaw przy szkole podstawowej nr 8.") == {("theme", "family")}
    assert ("theme", "education") in codes("Teren przy szkole podstawowej.")
    assert codes("A zebra crossing near the library.", "en") == {("theme", "transport")}


def test_where_a_way_leads_and_reasons_are_no_point_of_the_act() -> None:
    assert ("act", "14") not in codes("Chodnik od młyna do szkoły podstawowej.")
    assert ("act", "15") not in codes("Lampy na Polnej, bo młodzież wraca po ciemku.")
    assert ("act", "14") in codes("Remont szkoły podstawowej.")


def test_every_code_has_a_label_and_stands_once() -> None:
    named = [(row["scheme"], row["code"]) for row in rows("topic_labels")]
    assert len(named) == len(set(named))
    assert {(row["scheme"], row["code"]) for row in rows("topics") if row["scheme"] in ("theme", "act")} == set(named)


def test_offsets_give_the_evidence() -> None:
    for item in requests(LABELLED):
        for found in topics(item.text, item.language):
            assert item.text[found.start : found.end] in found.words


def test_the_name_of_a_street_tells_nothing() -> None:
    assert ("theme", "sport") not in codes("Remont chodnika przy ul. Sportowej")
    assert ("theme", "greenery") not in codes("Remont chodnika na ulicy Zielonej")


def test_words_inside_a_longer_phrase_do_not_count() -> None:
    assert ("theme", "greenery") not in codes("Utworzenie parku technologicznego")
    assert ("theme", "social") not in codes("Schronisko dla bezdomnych psów")


def test_themes_of_a_person(tmp_path: Path) -> None:
    file = tmp_path / "my.csv"
    rows_of_a_person = "water;Woda i brzeg;pomost|kąpielisko;1\nwater;Woda i brzeg;jezioro|plaża;0.5\n"
    file.write_text(f"code;label;words;weight\n{rows_of_a_person}", "utf-8")
    themes = read_themes(file)
    (found,) = topics("Nowy pomost i droga do jeziora", "pl", themes)
    assert (found.code, found.words) == ("water", ("pomost", "jeziora"))
    assert codebook("pl", themes).label("theme", "water", "pl") == "Woda i brzeg"
    assert ("act", "16") in {(one.scheme, one.code) for one in topics("Chór i orkiestra", "pl", themes)}


@pytest.mark.parametrize(
    ("text", "told"),
    [("code,label\na,b\n", "words"), ("code,words\n,b\n", "no code"), ("code,words,weight\na,b,x\n", "not a number")],
)
def test_mistakes_in_a_table_of_themes_are_told(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "my.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(ThemesError, match=told):
        read_themes(file)


@pytest.mark.parametrize("text", ["park " * 4000, "§" * 9000, "ul. " * 4000])
def test_hostile_requests_end(text: str) -> None:
    assert len(topics(text)) < 60
