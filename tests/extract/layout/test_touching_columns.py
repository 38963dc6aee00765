"""Columns of an open table that touch: full lines end where the texts of the next column begin."""

from __future__ import annotations

from postulat.extract.document import Box
from postulat.extract.layout.open_tables.touching_columns import open_grids, touched_places
from postulat.extract.layout.page import Joint, Run
from postulat.extract.layout.whitespace import aligned_grids
from postulat.extract.pdf.tables import filled

LETTER = 5.0
SIDES = (50.0, 80.0, 180.0, 330.0)
ANSWERS = ("Accepted in part.", "Rejected.", "Accepted.", "Noted, with thanks.")


def run(text: str, left: float, baseline: float) -> Run:
    return Run(text, left, left + LETTER * len(text), baseline, 10.0)


def page(joined: bool) -> list[Run]:
    """A heading and four comments of two lines, the first of which fills its column; `joined`: it and the answer are one text."""
    found = [run(text, left, 100) for text, left in zip(("No.", "Sender", "Comment", "Answer"), SIDES, strict=True)]
    for number, answer in enumerate(ANSWERS):
        y = 125.0 + 36 * number
        full = "a comment that fills its lines"
        found += [run(f"{number + 1}.", SIDES[0], y), run("River Club", SIDES[1], y), run("and goes on.", SIDES[2], y + 12)]
        if joined:
            whole = run(full + answer, SIDES[2], y)
            found.append(whole._replace(joints=(Joint(len(full), SIDES[3], SIDES[3]),)))
        else:
            found += [run(full, SIDES[2], y), run(answer, SIDES[3], y)]
    return sorted(found, key=lambda each: (each.baseline, each.left))


def texts(runs: list[Run]) -> list[list[str]]:
    (grid,) = open_grids(runs, ())
    inside, _ = filled(grid, runs)
    wide = len(grid.xs) - 1
    cells = [" ".join(each.text for each in inside.get(index, ())) for index in range(len(grid.regions))]
    return [cells[start : start + wide] for start in range(0, len(cells), wide)]


def test_a_column_begins_where_texts_begin_below_each_other_though_full_lines_reach_it() -> None:
    for joined in (False, True):
        assert all(len(grid.xs) - 1 < 4 for grid in aligned_grids(page(joined)))
        rows = texts(page(joined))
        assert rows[0] == ["No.", "Sender", "Comment", "Answer"]
        assert rows[1] == ["1.", "River Club", "a comment that fills its lines and goes on.", "Accepted in part."]
        assert len(rows) == 5


def test_columns_with_white_between_have_no_rival() -> None:
    apart = [each._replace(left=each.left + 20, right=each.right + 20) if each.left >= SIDES[3] else each for each in page(False)]
    doubts: list[Box] = []
    assert touched_places(apart) == []
    assert open_grids(apart, (), (), doubts) == aligned_grids(apart)
    assert not doubts


def test_lines_of_a_text_written_in_pieces_make_no_columns() -> None:
    lines = [run("a text that was written in", 50, 100 + 12 * n) for n in range(8)]
    pieces = [run("two pieces and goes on.", 50 + LETTER * 26, 100 + 12 * n) for n in range(8)]
    assert open_grids(sorted([*lines, *pieces], key=lambda each: (each.baseline, each.left)), ()) == []


def test_a_word_too_long_for_its_column_stays_in_it() -> None:
    address = "www.example.org/comments/2026/river"
    for at in (0, 3):
        runs = page(False)
        rest = next(index for index, each in enumerate(runs) if each.text == "and goes on." and each.baseline == 137.0 + 36 * at)
        runs[rest] = run(address, SIDES[2], runs[rest].baseline)
        assert texts(runs)[1 + at][2:] == [f"a comment that fills its lines {address}", ANSWERS[at]]
