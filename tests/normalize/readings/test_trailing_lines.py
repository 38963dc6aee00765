"""Lines behind an answer that lead in the next comments: titles, and lines with a colon or a comma at their end."""

from __future__ import annotations

import pytest

from postulat import extract
from postulat.normalize import combine, normalize
from postulat.normalize.readings.turns.trailing_lines import is_above_comments
from postulat.normalize.vocabulary.phrases import rows

TURNS = (
    ("The map of the harbour has no scale.", "We have added a scale."),
    ("Which year are the counts from?", "Thank you, the year is now given."),
    ("The second table repeats the first.", "Agreed. The second table was removed."),
    ("The river is called by two names.", "Fixed."),
)


def read(*between: str, form: str = "> {0}\n\n{1}") -> list[tuple[str, str | None, str | None]]:
    turns = [form.format(*turn) for turn in TURNS]
    text = "# Response to reviewers\n\n## Reviewer 1\n\n" + turns[0]
    text += "".join(f"\n\n{line}\n\n{turn}" for line, turn in zip(between, turns[1:], strict=True))
    found = combine([normalize(extract.read(text.encode(), "letter.md"))])
    assert [(row.postulate, row.organisation) for row in found.records] == [(said, "Reviewer 1") for said, _ in TURNS]
    return [(row.postulate, row.response, row.section) for row in found.records]


@pytest.mark.parametrize("form", ["> {0}\n\n{1}", "*{0}*\n\n{1}"])
def test_titles_and_lines_that_lead_in_are_no_answers(form: str) -> None:
    found = read("Limitations", "Data and Methods", "Minor comments:", form=form)
    assert [row[1] for row in found] == [reply for _, reply in TURNS]
    assert [row[2] for row in found[1:3]] == ["Limitations", "Data and Methods"]


def test_the_last_line_of_an_answer_stays() -> None:
    lines = ("It stands below the legend.", "Figure 3", "The text now reads: see the map.")
    found = read(*lines)
    assert [row[1] for row in found[:3]] == [f"{reply}\n{line}" for (_, reply), line in zip(TURNS, lines, strict=False)]


def test_words_that_lead_in_a_list_are_no_comments() -> None:
    text = "# Reviewer 1\n\n" + "\n\n".join(f"* {said}\n\n1. We have added a map.\n2. Thank you for the plan." for said, _ in TURNS)
    assert not combine([normalize(extract.read(text.encode(), "review.md"))]).records


@pytest.mark.parametrize("row", rows("comment_headings"), ids=lambda row: f"{row['language']} {row['phrase']}")
def test_lines_above_comments(row: dict[str, str]) -> None:
    assert is_above_comments(row["example"])
