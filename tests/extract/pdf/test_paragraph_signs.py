"""Each sign between two lines by its name: what it tells, and of what lines."""

from __future__ import annotations

from typing import Any

import pytest

from postulat.extract.pdf.lines import Line
from postulat.extract.pdf.paragraph_signs import FEWEST_LABELLED, SIGNS, Seam, begins, deciding_sign, ending, opening
from postulat.extract.pdf.paragraphs import Habits

LIMIT = 300.0
FULL, SHORT = 299.0, 200.0


def line(text: str, right: float = FULL, **other: Any) -> Line:
    """A line from 50 points on, whose first word takes 20."""
    given: dict[str, Any] = {"left": 50.0, "right": right, "baseline": 100.0, "size": 10.0, "first_width": 20.0} | other
    return Line(text, **given)


def below(text: str, **other: Any) -> Line:
    return line(text, **({"baseline": 112.0} | other))


CASES: dict[str, tuple[Line, Line, bool]] = {
    "wide_gap": (line("The council"), below("decided so", baseline=130.0), True),
    "drawn_bullet": (line("The council"), below("decided so", dotted=True), True),
    "other_size": (line("The council"), below("decided so", size=12.0), True),
    "small_letter": (line("The council"), below("decided so"), False),
    "next_letter": (line("a. The mayor.", SHORT), below("b. the council"), True),
    "bullet": (line("The council,"), below("• Roads"), True),
    "marker_within": (line("Act of May", ends=(1, 1)), below("12. On roads", ends=(1, 1)), False),
    "dash": (line("The council asks:"), below("- for roads"), True),
    "number": (line("The council asks."), below("1. For roads"), True),
    "letter": (line("The council asks."), below("IV. Roads"), True),
    "one_piece": (line("The council.", ends=(1, 1)), below("The mayor", ends=(1, 1)), False),
    "other_weight": (line("Roads", SHORT, strong=True), below("The mayor"), True),
    "hyphen": (line("The council of Nowa-", SHORT), below("Wieś"), False),
    "other_piece": (line("The council", SHORT, ends=(1, 1)), below("The mayor", ends=(2, 2)), True),
    "title_lines": (line("The council", SHORT, strong=True), below("The mayor", strong=True), False),
    "room_left": (line("The council decides.", SHORT), below("The mayor"), True),
    "comma_with_room": (line("the council,", SHORT), below("the mayor"), True),
    "no_capital": (line("The council decides."), below("so the mayor"), False),
    "tagged_end": (line("The council decides.", ends=(1, 1)), below("The mayor", ends=(2, 2)), True),
    "indent": (line("The council decides."), below("The mayor", left=62.0), True),
    "known_beginning": (line("The council decides."), below("The mayor"), False),
}


@pytest.mark.parametrize("name", CASES)
def test_a_sign_tells(name: str) -> None:
    above, here, expected = CASES[name]
    assert deciding_sign(Seam([above], here, LIMIT, False, Habits(), ())) == (name, expected)
    assert begins([above], here, LIMIT, False, Habits()) == expected


def test_the_word_that_a_line_cuts_goes_on() -> None:
    habits = Habits()
    habits.words.learn([line("otwarcie otwarcie Otwarcie")])
    habits.settle()
    habits.draws_spaces = True
    above, here = line("nowe otwar", LIMIT - 1), below("cie drogi", first_width=20.0)
    assert deciding_sign(Seam([above], here, LIMIT, False, habits, ())) == ("cut_word", False)


def test_a_label_that_begins_several_lines_begins_a_paragraph() -> None:
    habits = Habits()
    habits.labels.update({"Answer:": FEWEST_LABELLED})
    seam = Seam([line("The council asks for roads and for")], below("Answer: agreed."), LIMIT, False, habits, ())
    assert deciding_sign(seam) == ("label", True)


@pytest.mark.parametrize(("spaced", "right", "expected"), [(True, FULL, False), (False, 290.0, True)])
def test_a_space_drawn_at_the_end_tells(spaced: bool, right: float, expected: bool) -> None:
    habits = Habits(draws_spaces=True)
    seam = Seam([line("The council", right, spaced=spaced)], below("The mayor"), LIMIT, False, habits, ())
    assert deciding_sign(seam) == ("drawn_space", expected)


def test_the_habits_of_the_document_are_asked_last_and_counted() -> None:
    habits = Habits()
    habits.endings[ending("so the council decides.")] += 1
    seam = Seam([line("so the council decides.")], below("The mayor"), LIMIT, False, habits, ())
    assert deciding_sign(seam) == ("known_end", True)
    assert habits.asked == 1
    habits = Habits()
    habits.openings[opening("The mayor")] += 1
    seam = Seam([line("The council decides.")], below("The mayor"), LIMIT, False, habits, ())
    assert deciding_sign(seam) == ("known_beginning", True)


def test_each_sign_has_a_name_and_says_what_it_is() -> None:
    names = [sign.__name__ for sign in SIGNS]
    assert len(set(names)) == len(names)
    assert {*CASES, "cut_word", "drawn_space", "known_end", "label"} == set(names)
