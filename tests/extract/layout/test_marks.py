"""Struck words and numbers of notes are no part of the text; exponents, underlined words and table rules are no marks."""

from __future__ import annotations

from postulat.extract.layout.note_numbers import take_note_numbers
from postulat.extract.layout.page import Page, Rule, Run
from postulat.extract.layout.page_notes import page_notes
from postulat.extract.layout.struck import take_struck


def run(text: str, left: float, baseline: float = 100.0, size: float = 10.0) -> Run:
    """Letters of half a size each."""
    starts = tuple(left + size / 2 * at for at in range(len(text) + 1))
    return Run(text, left, starts[-1], baseline, size, starts=starts)


def page(*runs: Run, rules: tuple[Rule, ...] = ()) -> Page:
    return Page(1, 600, 800, runs, rules)


def texts(found: Page) -> list[str]:
    return [each.text for each in found.runs]


def test_a_line_through_letters_strikes_them() -> None:
    found, struck = take_struck(page(run("up to 50 00080 000 zl", 100), rules=(Rule(130, 96.5, 160, 97.1),)))
    assert texts(found) == ["up to ", "80 000 zl"]
    assert [words for words, _ in struck] == ["50 000"]
    assert found.rules == ()


def test_a_line_may_strike_several_runs() -> None:
    found, struck = take_struck(
        page(run("Accepted", 100), run("today.", 145), run("Refused.", 180), rules=(Rule(100, 97, 175, 97.5),))
    )
    assert texts(found) == ["Refused."]
    assert len(struck) == 2


def test_underlines_and_rules_of_a_table_strike_nothing() -> None:
    rules = (Rule(100, 101.5, 150, 102), Rule(20, 97, 500, 97.5))
    found, struck = take_struck(page(run("Accepted", 100), rules=rules))
    assert not struck
    assert found.rules == rules


def note(text: str, left: float) -> Run:
    return run(text, left, baseline=96.0, size=6.0)


def test_a_number_after_a_word_is_taken_and_the_gap_closes() -> None:
    found, taken = take_note_numbers(page(run("80 000 zl", 100), note("1", 145.5), run(".", 149)))
    assert texts(found) == ["80 000 zl", "."]
    assert found.runs[0].right == 148.5
    assert [number for number, _ in taken] == ["1"]


def test_exponents_stay() -> None:
    assert not take_note_numbers(page(run("an area of 40 m", 100), note("2", 175.5)))[1]
    assert not take_note_numbers(page(run("about 10", 100), note("6", 140.5)))[1]
    assert take_note_numbers(page(run("an area", 100), note("2", 135.5)))[1]


def test_an_exponent_that_a_note_begins_with_is_a_number_of_a_note() -> None:
    below = (run("2", 50, baseline=700, size=5), run("As of May.", 54, baseline=702, size=6))
    assert take_note_numbers(page(run("40 zl", 100), note("2", 125.5), *below))[1]


def test_what_stands_low_or_far_stays() -> None:
    assert not take_note_numbers(page(run("CO", 100), run("2", 110.5, baseline=102, size=6)))[1]
    assert not take_note_numbers(page(run("Number", 100), run("2", 180, baseline=97, size=6)))[1]


def test_notes_below_are_told_by_the_numbers_of_words_above() -> None:
    first = (run("1", 100, baseline=297, size=6), run("Only where the land is the town's, or", 106, baseline=300))
    rest = run("lent to it.", 106, baseline=311)
    second = (run("2", 100, baseline=321, size=6), run("After the budget.", 106, baseline=324))
    numbers = [("1", (145.5, 90.0, 149.0, 97.0)), ("2", (245.5, 90.0, 249.0, 97.0))]
    found = [text for text, _ in page_notes([*first, rest, *second], numbers)]
    assert found == ["1 Only where the land is the town's, or lent to it.", "2 After the budget."]
    assert page_notes([run("see", 80, baseline=300), *first], numbers) == []
    assert page_notes(first, []) == []
