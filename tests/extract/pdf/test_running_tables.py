"""Ruled heads and feet of pages are taken out of the tables before these are joined; a repeated heading stays."""

from __future__ import annotations

from dataclasses import replace

from postulat.extract.layout.lattice import Grid, Region
from postulat.extract.pdf.lines import Line
from postulat.extract.pdf.running_tables import take_running_tables
from postulat.extract.pdf.tables import Draft


def draft(xs: tuple[float, ...], top: float, *rows: tuple[str, ...], wide: int = 0) -> Draft:
    """A table with rows of 20 points; the first `wide` rows are written over borders at 150 and 420 only."""
    cells = []
    for number, row in enumerate(rows):
        sides = [0, xs.index(150), xs.index(420), len(xs) - 1] if number < wide else list(range(len(xs)))
        for at, words in enumerate(row):
            line = Line(words, xs[sides[at]] + 2, xs[sides[at]] + 20, top + 20 * number + 12, 10)
            cells.append((Region(number, number + 1, sides[at], sides[at + 1]), (line,)))
    ys = tuple(top + 20 * number for number in range(len(rows) + 1))
    return Draft(Grid(xs, ys, tuple(region for region, _ in cells)), tuple(cells))


def shown(table: Draft) -> list[list[str]]:
    rows = range(len(table.grid.ys) - 1)
    return [[" ".join(line.text for line in found) for region, found in table.cells if region.row0 == row] for row in rows]


def test_a_head_of_its_own_is_taken() -> None:
    pages = [
        (
            800.0,
            [
                draft((50, 150, 420, 540), 30, ("Office", "List of comments", f"Page {n}")),
                draft((50, 90, 300, 540), 80, (f"{n}", "a", "b")),
            ],
        )
        for n in (1, 2, 3)
    ]
    taken = take_running_tables(pages)
    assert [[text for text, _ in found] for found in taken] == [[f"Office List of comments Page {n}"] for n in (1, 2, 3)]
    assert [len(tables) for _, tables in pages] == [1, 1, 1]


def test_a_head_that_touches_the_table_is_cut_off() -> None:
    xs = (50.0, 90.0, 150.0, 300.0, 420.0, 540.0)
    pages = [(800.0, [draft(xs, 30, ("Office", "List", "Form 2"), *[()] * 3, wide=1)]) for _ in range(2)]
    # the body has no border at 150 and 420: these belong to the head
    for _, tables in pages:
        first = tables[0]
        assert first.grid.ys[-1] == 110
        merged = [(region, lines) for region, lines in first.cells if region.row0 == 0]
        for row in (1, 2, 3):
            for at, (column0, column1) in enumerate(((0, 1), (1, 3), (3, 5))):
                line = Line(f"{row}{at}", xs[column0] + 2, xs[column0] + 20, 42 + 20 * row, 10)
                merged.append((Region(row, row + 1, column0, column1), (line,)))
        tables[0] = Draft(Grid(xs, first.grid.ys, tuple(region for region, _ in merged)), tuple(merged))
    take_running_tables(pages)
    assert [shown(tables[0]) for _, tables in pages] == [[["10", "11", "12"], ["20", "21", "22"], ["30", "31", "32"]]] * 2
    assert pages[0][1][0].grid.xs == (50.0, 90.0, 300.0, 540.0)


def test_a_repeated_heading_is_no_head() -> None:
    xs = (50.0, 150.0, 420.0, 540.0)
    pages = [(800.0, [draft(xs, 30, ("No.", "Comment", "Answer"), (f"{n}", f"say {n * 'a'}", "b"))]) for n in (1, 2, 3)]
    assert take_running_tables(pages) == [[], [], []]
    pages = [
        (800.0, [draft(xs, 30, ("No.", "Comment", "Answer")), draft(xs, 60, (f"{n}", f"say {n * 'a'}", "b"))]) for n in (1, 2, 3)
    ]
    assert take_running_tables(pages) == [[], [], []]


def test_the_heading_of_a_short_table_with_a_foot_of_other_columns_stays() -> None:
    xs = (50.0, 90.0, 150.0, 300.0, 420.0, 540.0)
    pages = []
    for page in (1, 2):
        cells = []
        for number, (row, columns) in enumerate(
            [
                (("No.", "Comment", "Answer"), (0, 1, 3, 5)),
                ((f"{page}", page * "say", "b"), (0, 1, 3, 5)),
                (("Made", "Seen", "7"), (0, 2, 4, 5)),
            ]
        ):
            for at, words in enumerate(row):
                line = Line(words, xs[columns[at]] + 2, xs[columns[at]] + 20, 42 + 20 * number, 10)
                cells.append((Region(number, number + 1, columns[at], columns[at + 1]), (line,)))
        grid = Grid(xs, (30.0, 50.0, 70.0, 90.0), tuple(region for region, _ in cells))
        pages.append((800.0, [Draft(grid, tuple(cells))]))
    take_running_tables(pages)
    assert [shown(tables[0])[0] for _, tables in pages] == [["No.", "Comment", "Answer"]] * 2


def test_a_foot_in_the_frame_is_taken() -> None:
    pages = [
        (800.0, [draft((50, 300, 540), 400, (f"{n}", "a")), draft((50, 150, 420, 540), 750, ("Form", "7/2", f"{n} of 2"))])
        for n in (1, 2)
    ]
    assert [len(found) for found in take_running_tables(pages)] == [1, 1]
    assert [len(tables) for _, tables in pages] == [1, 1]


def open_page(top: float, *rows: tuple[str, ...]) -> tuple[float, list[Draft]]:
    """A page of 800 points with a table that nobody ruled."""
    made = draft((50.0, 150.0, 420.0, 540.0), top, *rows)
    return 800.0, [replace(made, grid=replace(made.grid, limits=(150.0, 420.0, 540.0)))]


def test_a_foot_that_stands_in_the_columns_of_an_open_table_is_taken() -> None:
    bodies = [("1.", "more trees", "yes"), ("2.", "fewer cars in spring", "no")]
    pages = [open_page(700, body, ("Office", "Draft 2", f"Page {n}")) for n, body in enumerate(bodies, start=1)]
    taken = take_running_tables(pages)
    assert [[text for text, _ in found] for found in taken] == [["Office Draft 2 Page 1"], ["Office Draft 2 Page 2"]]
    assert [shown(tables[0]) for _, tables in pages] == [[list(body)] for body in bodies]


def test_a_last_row_whose_number_does_not_count_with_the_pages_stays() -> None:
    pages = [open_page(700, ("1.", "more trees", "yes"), ("see", "section", f"Page {n}")) for n in (4, 9)]
    assert take_running_tables(pages) == [[], []]
    ruled = [(800.0, [draft((50, 150, 420, 540), 700, ("1.", "a", "b"), ("Form", "Draft", f"Page {n}"))]) for n in (1, 2)]
    take_running_tables(ruled)
    assert [len(tables[0].grid.ys) for _, tables in ruled] == [3, 3]


def test_a_foot_without_a_number_is_known_by_the_same_line_below_the_text_of_another_page() -> None:
    pages = [open_page(700, ("1.", "more trees", "yes"), ("Office", "Working draft", "example.org")), (800.0, list[Draft]())]
    lines = [[], [Line("Office Working draft example.org", 52, 450, 732, 10)]]
    assert [[text for text, _ in found] for found in take_running_tables(pages, lines)] == [
        ["Office Working draft example.org"],
        [],
    ]
    assert shown(pages[0][1][0]) == [["1.", "more trees", "yes"]]
    others = [open_page(700, ("1.", "more trees", "yes"), ("Office", "Working draft", "example.org")), (800.0, list[Draft]())]
    assert take_running_tables(others, [[], [Line("Office Working draft example.org", 52, 450, 300, 10)]]) == [[], []]
