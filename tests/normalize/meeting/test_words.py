"""The rows of the tables that tell a meeting's facts, each by its example."""

from __future__ import annotations

import pytest

from postulat.normalize.meeting.bodies import bodies, heads, upright
from postulat.normalize.meeting.municipality import ambiguous, municipality
from postulat.normalize.meeting.ordinal import ordinal
from postulat.normalize.meeting.programme import programme_of
from postulat.normalize.meeting.segments import Segment, sentences_of
from postulat.normalize.meeting.town_names import towns, word_names
from postulat.normalize.mentions.dates import find_dates
from postulat.normalize.mentions.times import find_times
from postulat.normalize.vocabulary.phrases import rows

TOWN_CASES = ("name", "genitive", "locative")


@pytest.mark.parametrize("row", rows("bodies"), ids=lambda row: f"{row['language']} {row['head']}")
def test_heads_of_bodies(row: dict[str, str]) -> None:
    words, _, name = row["example"].partition(" > ")
    assert [body.name for body in bodies(words, row["language"])] == [name]


@pytest.mark.parametrize("row", rows("body_words"), ids=lambda row: f"{row['language']} {row['word']}")
def test_words_of_names_of_bodies(row: dict[str, str]) -> None:
    assert row["word"].rstrip("*") in row["example"]


@pytest.mark.parametrize("row", rows("adjective_endings"), ids=lambda row: f"{row['language']} {row['gender']} {row['form']}")
def test_adjectives_around_a_head(row: dict[str, str]) -> None:
    words, _, name = row["example"].partition(" > ")
    head = next(
        one for one in heads(row["language"]).values() if (one["language"], one["gender"]) == (row["language"], row["gender"])
    )
    assert upright(words, head) == name


@pytest.mark.parametrize("row", rows("municipality_cues"), ids=lambda row: f"{row['language']} {row['phrase']}")
def test_words_before_a_municipality(row: dict[str, str]) -> None:
    words, _, name = row["example"].partition(" > ")
    made = municipality([Segment("head", words)], [], None, [row["language"]])
    assert made is not None
    assert (made.best.value, ambiguous(made)) == (name, False)


def test_every_municipality_is_known_by_each_of_its_forms() -> None:
    for row in rows("municipalities"):
        for case in TOWN_CASES:
            for form in row[case].split("|"):
                assert row["name"] in {town.name for town in towns(form, (case,))}, form


@pytest.mark.parametrize("row", rows("town_endings"), ids=lambda row: f"{row['case']} {row['gender']} {row['form']}")
def test_adjectives_of_towns(row: dict[str, str]) -> None:
    words, _, name = row["example"].partition(" > ")
    assert name in {word.text for word in word_names(words, row["case"]) if word.gender == row["gender"]}


@pytest.mark.parametrize("row", rows("town_genders"), ids=lambda row: row["example"])
def test_genders_of_towns(row: dict[str, str]) -> None:
    words, _, name = row["example"].partition(" > ")
    assert words.endswith(row["form"])
    assert name.endswith(row["nominative"])


@pytest.mark.parametrize("row", rows("time_words"), ids=lambda row: f"{row['language']} {row['word']}")
def test_words_around_times(row: dict[str, str]) -> None:
    words, _, times = row["example"].partition(" > ")
    found = find_times(words)
    assert ["-".join(filter(None, (one.time, one.until))) for one in found] == [times]


@pytest.mark.parametrize("row", rows("measures"), ids=lambda row: row["unit"])
def test_numbers_that_are_no_times(row: dict[str, str]) -> None:
    assert find_times(row["example"]) == ()


@pytest.mark.parametrize("row", rows("short_words"), ids=lambda row: f"{row['language']} {row['word']}")
def test_words_that_end_no_sentence(row: dict[str, str]) -> None:
    assert len(list(sentences_of(row["example"]))) == 1


@pytest.mark.parametrize("row", rows("programme_words"), ids=lambda row: f"{row['language']} {row['role']} {row['word']}")
def test_words_of_programmes(row: dict[str, str]) -> None:
    words, _, name = row["example"].partition(" > ")
    assert programme_of([words])[0] == name


@pytest.mark.parametrize("row", rows("ordinals"), ids=lambda row: f"{row['language']} {row['form']}")
def test_ordinals_in_words(row: dict[str, str]) -> None:
    made = ordinal([Segment("title", row["example"])])
    assert made is not None
    assert made.best.value == int(row["number"])


@pytest.mark.parametrize("row", rows("date_words"), ids=lambda row: f"{row['language']} {row['role']} {row['word']}")
def test_words_within_dates(row: dict[str, str]) -> None:
    words, _, day = row["example"].partition(" > ")
    assert [str(found.date) for found in find_dates(words)][-1:] == [day][: bool(day)]
