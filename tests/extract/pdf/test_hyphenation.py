"""Words that a narrow cell breaks without a hyphen are whole; two words below each other stay two."""

from __future__ import annotations

from itertools import pairwise

import pytest

from postulat.extract.pdf.hyphenation import Words, glue
from postulat.extract.pdf.lines import Line
from postulat.extract.pdf.paragraphs import Habits


def line(text: str, left: float = 10.0, spaced: bool = False) -> Line:
    """Letters of half a size each."""
    return Line(text, left, left + 5 * len(text), 100, 10, first_width=5 * len(text.split(" ")[0]), spaced=spaced)


def joined(lines: list[Line], limit: float, words: Words) -> str:
    text = lines[0].text
    for before, after in pairwise(lines):
        text, between, skipped = glue(text, before, after, limit, words, False)
        text += between + after.text[skipped:]
    return text


def test_a_column_of_one_letter_has_no_spaces() -> None:
    assert joined([line("N"), line("o"), line(".")], 18.0, Words()) == "No."
    assert joined([line("1"), line("2"), line(".")], 18.0, Words()) == "12."


def test_a_full_stop_begins_no_line() -> None:
    assert joined([line("association"), line(".")], 66.0, Words()) == "association."


def test_a_line_without_a_drawn_space_ends_inside_a_word() -> None:
    words = Words()
    words.learn([line("the River", spaced=True), line("council", spaced=True), line("and its", spaced=True)] * 3)
    words.settle()
    cell = [line("Organisa"), line("tion of", spaced=True), line("parents")]
    assert joined(cell, 51.0, words) == "Organisation of parents"


@pytest.mark.parametrize("spaced", [True, False])
def test_two_words_stay_two(spaced: bool) -> None:
    words = Words()
    words.learn([line("the River"), line("council"), line("and its"), line("members")] * 3)
    words.settle()
    assert joined([line("Sisterhood", spaced=spaced), line("of nurses")], 62.0, words) == "Sisterhood of nurses"


def habits(*cells: list[Line], right: float) -> Habits:
    found = Habits()
    for cell in cells:
        found.learn(cell, 10.0, right)
    found.settle()
    return found


def test_words_that_all_fill_their_narrow_column_are_broken() -> None:
    cells = [[line("Organisati"), line("on of B")], [line("Federation"), line("ists C")], [line("Cooperativ"), line("e D")]]
    words = habits(*cells, right=62.0).words
    assert [joined(cell, 62.0, words) for cell in cells] == ["Organisation of B", "Federationists C", "Cooperative D"]


def test_a_column_as_wide_as_its_longest_word_breaks_none() -> None:
    cells = [[line("Federation"), line("for B")], [line("Federation"), line("against C")], [line("Union"), line("for D")]]
    words = habits(*cells, [line("Federation"), line("on E")], right=62.0).words
    assert joined(cells[1], 62.0, words) == "Federation against C"


def test_a_last_letter_that_is_no_word_of_the_document_belongs_to_its_word() -> None:
    words = Words()
    words.learn([line("a gate by the river and more trees in the old town where nobody walks at night"), line("or does, e.g. for")])
    words.learn([line("their school has eleven rooms; each door opens onto another yard, which floods every other spring")])
    words.settle()
    assert joined([line("Northfiel"), line("d School")], 56.0, words) == "Northfield School"
    assert joined([line("Northland"), line("a school")], 56.0, words) == "Northland a school"
    assert joined([line("Northland"), line("e.g. here")], 56.0, words) == "Northland e.g. here"
