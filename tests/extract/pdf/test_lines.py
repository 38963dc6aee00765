"""Runs as lines, and lines as paragraphs."""

from __future__ import annotations

from postulat.extract.document import Link
from postulat.extract.layout.page import Area, Rule, Run, as_rule, as_run
from postulat.extract.pdf.engines.orientation import TurnedRun, as_turned_run
from postulat.extract.pdf.lines import Line, lines, split
from postulat.extract.pdf.paragraphs import Habits, Setting, blocks

SIZE = 10.0
LETTER = 5.0
"""Width of every letter here."""


def run(text: str, left: float = 0.0, baseline: float = 10.0, size: float = SIZE, mark: int = -1, bold: bool = False) -> Run:
    width = LETTER * size / SIZE
    starts = tuple(left + width * index for index in range(len(text) + 1))
    end = left + width * len(text.rstrip())
    space = text.rstrip().find(" ")
    return Run(text, left, end, baseline, size, bold, mark, left + width * space if space > 0 else end, starts)


def texts(runs: list[Run]) -> list[str]:
    return [line.text for line in lines(runs)]


def column(*written: str, right: float = 200.0, gap_before: int | None = None, mark: int = -1) -> list[Line]:
    top = 0.0
    found = []
    for index, text in enumerate(written):
        top += 22.0 if index == gap_before else 12.0
        found.append(run(text, baseline=top, mark=mark))
    return lines(found)


def paragraphs(*columns: list[Line], right: float = 200.0) -> list[str]:
    """The lines of the last column's blocks; the document is all of them."""
    habits = Habits()
    for each in columns:
        habits.learn(each, 0.0, right)
    habits.settle()
    return [block.line for block in blocks(columns[-1], Setting(0.0, right, 1), habits)]


def test_runs_on_one_baseline_are_a_line_with_spaces_where_the_gaps_are() -> None:
    assert texts([run("Wide", 0), run("gap", 25), run("clo", 60), run("se", 75.5)]) == ["Wide gap close"]


def test_runs_are_ordered_by_place_and_not_as_drawn() -> None:
    assert texts([run("second", baseline=30), run("b", 10), run("a ", 0)]) == ["a b", "second"]


def test_text_drawn_twice_to_look_bold_is_read_once() -> None:
    assert texts([run("Heading", 0), run("Heading", 0.4)]) == ["Heading"]


def test_superscripts_belong_to_their_line() -> None:
    assert texts([run("12 m", 0, 20), run("2", 20, 16.5, 6), run("of land", 27, 20)]) == ["12 m2 of land"]


def test_letters_are_in_their_usual_form() -> None:
    assert texts([run("pro\ufb01l Lo\u0301dz\u0301")]) == ["profil Lódź"]


def test_a_link_covers_the_letters_that_stand_in_its_area() -> None:
    (line,) = lines([run("see the page here")], [Area((20.0, 0.0, 60.0, 12.0), "https://example.org")])
    assert line.links == (Link(4, 12, "https://example.org"),)


def test_a_bullet_that_was_drawn_marks_its_line() -> None:
    (line,) = lines([run("point", 20)], dots=[(8.0, 5.0, 11.0, 8.0)])
    assert line.dotted


def test_a_run_is_cut_at_borders() -> None:
    parts = split(run("1.      Name"), [20.0])
    assert [(part.text.strip(), part.left) for part in parts] == [("1.", 0.0), ("Name", 40.0)]


def test_a_word_that_would_have_fitted_begins_a_paragraph() -> None:
    found = paragraphs(
        column("The first paragraph, a full line here", "ends early.", "The second one, which is a full line,", "too.")
    )
    assert found == ["The first paragraph, a full line here ends early.", "The second one, which is a full line, too."]


def test_full_lines_go_on() -> None:
    assert paragraphs(column("A sentence that ends at the margin. .", "Another follows it in its paragraph.")) == [
        "A sentence that ends at the margin. . Another follows it in its paragraph."
    ]


def test_a_gap_begins_a_paragraph() -> None:
    usual = column("some words in a line that is a full line", "which is here for the distance of lines", "that is usual")
    assert paragraphs(usual, column("a paragraph in small letters", "without a full stop", gap_before=1)) == [
        "a paragraph in small letters",
        "without a full stop",
    ]


def test_marked_content_holds_a_paragraph_together() -> None:
    written = ("A sentence. A second sentence is", "Long and its second line is short.")
    assert len(paragraphs(column(*written, mark=3))) == 1


def test_items_keep_their_markers_and_bullets_are_dashes() -> None:
    found = paragraphs(column("Two things:", "• a first one,", "• a second one", "and:", "1) one,", "2) two."))
    assert found == ["Two things:", "- a first one,", "- a second one and:", "1) one,", "2) two."]


def test_a_dash_within_a_sentence_is_no_item() -> None:
    assert paragraphs(column("The act of the fourteenth December 2016", "– Law on schools.")) == [
        "The act of the fourteenth December 2016 – Law on schools."
    ]


def test_trailing_spaces_tell_lines_that_go_on() -> None:
    usual = [column("words of a ", "paragraph of ", "several lines ", "that go on") for _ in range(3)]
    found = paragraphs(*usual, column("One is it. ", "Two goes on ", "here.", "Three. "), right=66)
    assert found == ["One is it. Two goes on here.", "Three."]


def test_hyphens() -> None:
    known = column("a word like remarkable stands here")
    assert paragraphs(known, column("this is remark-", "able")) == ["this is remarkable"]
    assert paragraphs(known, column("the north-", "-west of it")) == ["the north-west of it"]
    assert paragraphs(known, column("the Old-", "Town")) == ["the Old-Town"]
    assert paragraphs(known, column("this is re\u00ad", "mark")) == ["this is remark"]
    assert paragraphs(known, column("this -", "that")) == ["this - that"]


def test_addresses_broken_over_lines() -> None:
    assert paragraphs(column("https://example.org/a/long/", "page.html and more"), right=140) == [
        "https://example.org/a/long/page.html and more"
    ]
    assert paragraphs(column("see https://example.org.", "Then go on")) == ["see https://example.org.", "Then go on"]


def test_a_line_made_quickly_has_all_values_of_a_line() -> None:
    made = as_run(("word", 10.0, 30.0, 100.0, 8.0, True, 3, 30.0, (), (), 0xFF0000, 0.0, True))
    assert made == Run("word", 10.0, 30.0, 100.0, 8.0, True, 3, 30.0, ink=0xFF0000, slanted=True)
    assert len(made) == len(Run._fields)
    assert len(as_rule((0.0, 0.0, 9.0, 0.0))) == len(Rule._fields)
    assert len(as_turned_run((made, 0, False, False, 0))) == len(TurnedRun._fields)
    (line,) = lines([made])
    assert len(line) == len(Line._fields)
    assert line == Line("word", 10.0, 30.0, 100.0, 8.0, True, ends=(3, 3), first_width=20.0, ink=0xFF0000, slanted=True)


def test_a_bold_line_with_a_formula_in_it_is_bold() -> None:
    words = run("The revised second chapter explains the yield of ", bold=True)
    letter, star, below = run("q", 245.0), run("*", 251.0, 6.0, 7.0), run("s", 251.0, 12.0, 7.0)
    (line,) = lines([words, letter, star, below])
    assert line.strong
    assert line.text.startswith("The revised second chapter explains the yield of q")
