"""Columns of open tables of figures compete, bodies below each other are told apart, and level rules are seen whole."""

from __future__ import annotations

from postulat.extract.layout.figures.column_choice import chosen_columns
from postulat.extract.layout.figures.grids import figure_grids
from postulat.extract.layout.figures.heading_rules import joined_levels
from postulat.extract.layout.figures.lines import Piece
from postulat.extract.layout.figures.ruled import weighed_grids
from postulat.extract.layout.lattice import Grid, Region
from postulat.extract.layout.page import Rule, Run

SIZE = 9.0


def run(text: str, right: float, baseline: float, width: float = 0.0) -> Run:
    left = right - (width or 0.5 * SIZE * len(text))
    return Run(text, left, right, baseline, SIZE, word_end=right)


def row(*figures: tuple[str, float], width: float = 0.0) -> list[Piece]:
    return [Piece(*run(text, right, 0.0, width)) for text, right in figures]


def lines(labels: list[str], rights: list[float], top: float, texts: list[str]) -> list[Run]:
    found = []
    for number, label in enumerate(labels):
        baseline = top + 12 * number
        found.append(run(label, 60 + 0.5 * SIZE * len(label), baseline))
        found += [run(text, right, baseline) for text, right in zip(texts, rights, strict=True)]
    return found


def test_a_text_that_bridges_two_columns_does_not_hide_them() -> None:
    rows = [row(("1,204", 260.0), (f"{number}.5", 320.0)) for number in range(1, 12)]
    rows.append(row(("--", 318.0), width=80.0))
    chosen = chosen_columns([(235.0, 320.0)], rows, [], 2.0)
    assert [round(right) for _, right in chosen.columns] == [260, 320]
    assert chosen.name != "white"
    assert chosen.margin > 0


def test_columns_that_no_line_fills_twice_have_no_rival() -> None:
    rows = [row(("1,204", 260.0), ("3.5", 320.0)) for _ in range(4)]
    white = [(237.5, 260.0), (306.5, 320.0)]
    assert chosen_columns(white, rows, [], 2.0).columns == white


def test_tables_below_each_other_with_other_columns_are_two() -> None:
    labels = ["North pier", "Mill bay", "Old harbour", "South quay"]
    upper = lines(labels, [200.0, 260.0, 320.0, 380.0], 100.0, ["804", "91.5", "5,120", "4"])
    title = [run("Those of the year before", 330.0, 154.0)]
    lower = lines(labels, [230.0, 290.0, 350.0], 172.0, ["7,104", "51.5", "1,120"])
    assert [len(grid.xs) - 1 for grid in figure_grids([*upper, *title, *lower])] == [5, 4]


def test_pieces_of_a_level_rule_are_one_up_to_the_next_upright_rule() -> None:
    pieces = [Rule(100.0 + 20 * at, 50.0, 121.0 + 20 * at, 51.0) for at in range(6)]
    upright = Rule(160.0, 40.0, 161.0, 90.0)
    levels = [(round(rule.left), round(rule.right)) for rule in joined_levels([*pieces, upright]) if rule.level]
    assert levels == [(100, 221), (100, 160), (160, 221)]


def pairs(figures: list[str], heading: str = "") -> list[Run]:
    found = []
    for number, text in enumerate(figures):
        label = f"Landing stage {'ABCDEFGH'[number]}"
        found += [run(label, 60 + 0.5 * SIZE * len(label), 100.0 + 12 * number), run(text, 320.0, 100.0 + 12 * number)]
    if heading:
        found += [run("Stage", 82.5, 88.0), run(heading, 322.0, 88.0)]
    return found


def test_labels_with_one_amount_each_are_a_table_of_two_columns() -> None:
    grids = figure_grids(pairs(["$ 1,204", "801.50", "77.20", "5,100.00"], "Fare"))
    assert [(len(grid.xs) - 1, len(grid.ys) - 1) for grid in grids] == [(2, 5)]


def test_pages_of_contents_and_bare_numbers_beside_names_are_no_table() -> None:
    assert figure_grids(pairs(["4", "9", "12", "30", "41", "57", "60", "62"], "Page")) == []
    assert figure_grids(pairs(["4", "9", "2", "30", "1", "7", "6", "2"])) == []


def test_bands_of_colour_give_way_to_the_figures_on_them() -> None:
    labels = ["North pier", "Mill bay", "Old harbour", "South quay", "Ferry house"]
    runs = lines(labels, [200.0, 260.0, 320.0], 100.0, ["804", "91.5", "5,120"])
    ys = tuple(90.0 + 12 * at for at in range(6))
    bands = Grid((55.0, 330.0), ys, tuple(Region(at, at + 1, 0, 1) for at in range(5)))
    assert weighed_grids([bands], runs, []) == []
    words = [run("Words of a notice in a frame", 250.0, 100.0 + 12 * at) for at in range(5)]
    assert weighed_grids([bands], words, []) == [bands]


def test_a_heading_beside_short_rules_goes_on_in_the_row_below() -> None:
    labels = ["North pier", "Mill bay", "Old harbour", "South quay"]
    runs = lines(labels, [200.0, 260.0, 330.0], 132.0, ["804", "91.5", "5,120"])
    runs += [run("Spring", 235.0, 104.0), run("Total", 328.0, 104.0), run("of all", 329.0, 118.0)]
    runs += [run("Riders", 205.0, 118.0), run("Boats", 262.0, 118.0)]
    grid = figure_grids(runs, [Rule(170.0, 107.0, 265.0, 107.5)])[0]
    assert Region(0, 2, 3, 4) in grid.regions
    assert Region(0, 1, 1, 3) in grid.regions
