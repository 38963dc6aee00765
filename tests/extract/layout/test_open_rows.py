"""Tables with few rules: rows that nobody drew are parted by numbers and gaps; a cell of several paragraphs stays one."""

from __future__ import annotations

from postulat.extract.layout.lattice import Grid, Region
from postulat.extract.layout.open_rows import with_open_rows, with_outer_columns
from postulat.extract.layout.page import Rule, Run
from postulat.extract.layout.whitespace import aligned_grids

XS = (40.0, 70.0, 200.0, 370.0, 560.0)


def run(text: str, left: float, baseline: float) -> Run:
    return Run(text, left, left + 4.5 * len(text), baseline, 9.0, word_end=left + 20)


def grid(*ys: float, xs: tuple[float, ...] = XS) -> Grid:
    regions = [Region(row, row + 1, column, column + 1) for row in range(len(ys) - 1) for column in range(len(xs) - 1)]
    return Grid(xs, ys, tuple(regions))


def body(ids: tuple[str, ...], start: float = 135.0) -> list[Run]:
    runs = []
    for number, name in enumerate(ids):
        top = start + 42 * number
        runs += [run(name, 45, top), run("River Council", 75, top), run("More benches along the", 205, top)]
        runs += [run("way to the harbour.", 205, top + 11), run("Accepted.", 375, top)]
    return runs


HEAD = [run("No.", 45, 112), run("Submitter", 75, 112), run("Comment", 205, 112), run("Answer", 375, 112)]


def test_column_rules_without_row_rules() -> None:
    found = with_open_rows([grid(100, 120, 300)], HEAD + body(("1.", "2.", "3.")))
    assert len(found[0].ys) == 5


def test_rows_with_identifiers_under_a_ruled_heading() -> None:
    found = with_open_rows([grid(100, 120)], HEAD + body(("U-47", "U-48", "U-51")))
    assert len(found[0].ys) == 5
    assert found[0].ys[-1] > 225


def test_a_bare_frame_holds_an_open_table() -> None:
    found = with_open_rows([grid(100, 120, 300, xs=(40.0, 560.0))], HEAD + body(("1.", "2.", "3.")))
    assert len(found[0].xs) == 5
    assert len(found[0].ys) == 5


def test_a_cell_of_several_paragraphs_stays_one() -> None:
    """One number, and gaps between paragraphs of the comment."""
    runs = [*HEAD, run("1.", 45, 135), run("River Council", 75, 135), run("Accepted.", 375, 135)]
    runs += [run("A paragraph of the comment.", 205, y) for y in (135, 146, 168, 179, 201, 212)]
    ruled = grid(100, 120, 230)
    assert with_open_rows([ruled], runs) == [ruled]


def test_a_full_grid_is_not_touched() -> None:
    ruled = grid(100, 120, 160, 200, 240)
    runs = HEAD + [
        run(text, x, y) for y in (135, 175, 215) for x, text in ((45, "7."), (75, "Choir"), (205, "A room"), (375, "No."))
    ]
    assert with_open_rows([ruled], runs) == [ruled]


def test_a_rule_under_the_heading_hides_no_rows() -> None:
    runs = [each for each in HEAD + body(("", "", "", "")) if each.text and each.left > 50]
    assert len(aligned_grids(runs, [])[0].ys) == 6
    assert len(aligned_grids(runs, [120.0])[0].ys) == 6


def test_upright_rules_between_columns_only_have_columns_on_both_sides() -> None:
    labels = ("Peer360 Testes", "Peer305", "Peer308", "Peer319")
    runs = [
        Run(text, left, left + 4.0 * len(text), 121.0 + 18 * at, 10.0)
        for at, row in enumerate([("Dataset", "Reads", "Accession"), *((label, "19M PE", "SRR1575") for label in labels)])
        for text, left in zip(row, (156.0, 270.0, 380.0), strict=True)
    ]
    between = Grid((258.0, 373.0), (108.0, 126.0, 198.0), (Region(0, 1, 0, 1), Region(1, 2, 0, 1)))
    heading = Rule(150.0, 126.0, 476.0, 126.5)
    wide = with_outer_columns([between], runs, [heading])
    assert [(grid.xs, len(grid.regions)) for grid in wide] == [((150.0, 258.0, 373.0, 476.0), 6)]
    assert [len(grid.ys) - 1 for grid in with_open_rows(wide, runs)] == [5]
    assert with_outer_columns([between], runs, [Rule(258.0, 126.0, 373.0, 126.5)]) == [between]
    assert with_outer_columns([between], [run for run in runs if 258 < run.left < 373], [heading]) == [between]
