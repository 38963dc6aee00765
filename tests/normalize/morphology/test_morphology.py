"""Word forms taken apart: the tables' own examples, and what a dictionary must tell of hard forms."""

from __future__ import annotations

import pytest

from postulat.normalize.morphology.analysis import analyse, inflected
from postulat.normalize.vocabulary.phrases import rows


@pytest.mark.parametrize("row", rows("word_forms"), ids=lambda row: f"{row['language']}-{row['form']}")
def test_closed_classes(row: dict[str, str]) -> None:
    assert row["form"] in row["example"]
    assert any((r.lemma, r.word_class) == (row["lemma"], row["word_class"]) for r in analyse(row["form"], row["language"]))


@pytest.mark.parametrize("row", rows("verb_endings"), ids=lambda row: f"{row['language']}-{row['ending']}-{row['word_class']}")
def test_endings(row: dict[str, str]) -> None:
    assert row["example"].endswith(row["ending"])
    found = analyse(row["example"], row["language"])
    assert any((r.word_class, r.tense, r.person) == (row["word_class"], row["tense"], row["person"]) for r in found)


@pytest.mark.parametrize("row", rows("negative_prefixes"), ids=lambda row: row["language"])
def test_negative_prefixes(row: dict[str, str]) -> None:
    assert all(r.negative for r in analyse(row["example"], row["language"]))
    assert not any(r.negative for r in analyse(row["exceptions"].split("|")[0], row["language"]))


@pytest.mark.parametrize(
    ("form", "lemma", "categories"),
    [
        ("zostałoby", "zostać", {"mood": "conditional"}),
        ("nieuwzględniona", "uwzględnić", {"negative": True, "voice": "passive"}),
        ("zrobimy", "zrobić", {"tense": "future", "person": "1", "number": "plural"}),
        ("planujemy", "planować", {"tense": "present", "aspect": "imperfective"}),
        ("Stowarzyszeniu", "stowarzyszenie", {"cases": ("dative",), "genders": ("n",)}),
        ("Kowalskiego", "Kowalski", {"names": ("surname",)}),
    ],
)
def test_polish_forms(form: str, lemma: str, categories: dict[str, object]) -> None:
    found = [reading for reading in analyse(form, "pl") if reading.lemma == lemma]
    assert any(categories.items() <= reading._asdict().items() for reading in found)


def test_a_form_of_no_dictionary_is_unknown() -> None:
    assert [reading.word_class for reading in analyse("xyzqq", "pl")] == ["unknown"]
    assert [reading.word_class for reading in analyse("a" * 1000, "pl")] == ["unknown"]
    assert [reading.word_class for reading in analyse("xyzqq", "en")] == ["unknown"]


def test_the_nominative_agrees() -> None:
    assert inflected("polski", "pl", "nominative", "singular", "n") == ("polskie",)
