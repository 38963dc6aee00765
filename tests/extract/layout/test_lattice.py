"""Rules of a page as grids of cells."""

from __future__ import annotations

from itertools import pairwise

from postulat.extract.layout.lattice import Grid, Region, borders_across, grids
from postulat.extract.layout.page import Rule

XS = (0.0, 40.0, 120.0, 300.0)


def level(y: float, left: float = XS[0], right: float = XS[-1]) -> Rule:
    return Rule(left, y, right, y)


def upright(x: float, top: float, bottom: float) -> Rule:
    return Rule(x, top, x, bottom)


def table(ys: tuple[float, ...], bottom: float = 0.0, top: float = 1e9) -> list[Rule]:
    return [level(y) for y in ys] + [upright(x, min(ys[0], top), max(ys[-1], bottom)) for x in XS]


def only(found: list[Grid]) -> Grid:
    (grid,) = found
    return grid


def test_cells_of_a_plain_table() -> None:
    grid = only(grids(table((0, 20, 50)), []))
    assert (grid.xs, grid.ys) == (XS, (0, 20, 50))
    assert len(grid.regions) == 6
    assert (grid.open_top, grid.open_bottom) == (False, False)


def test_rules_drawn_piece_by_piece_are_one() -> None:
    pieces = [Rule(x, y, x + 1.5, y) for y in (0, 20, 50) for x in range(0, 300, 3)]
    grid = only(grids([*pieces, *(upright(x, 0, 50) for x in XS)], []))
    assert grid.ys == (0, 20, 50)


def test_a_double_rule_is_one() -> None:
    assert only(grids([*table((0, 20, 50)), level(21.5), level(51.5)], [])).ys == (0, 20.75, 50.75)


def test_a_row_open_at_the_bottom_is_closed_where_its_sides_end() -> None:
    grid = only(grids(table((0, 20), bottom=90), [(60, 40)]))
    assert grid.ys == (0, 20, 90)
    assert grid.open_bottom


def test_a_row_open_at_the_top_is_closed_where_its_sides_begin() -> None:
    grid = only(grids(table((60, 90), top=10), [(60, 40)]))
    assert grid.ys == (10, 60, 90)
    assert (grid.open_top, grid.open_bottom) == (True, False)


def test_sides_without_text_beyond_the_last_rule_are_no_row() -> None:
    grid = only(grids(table((0, 20, 50), bottom=90), [(60, 40)]))
    assert grid.ys == (0, 20, 50)
    assert not grid.open_bottom


def test_a_spanning_cell_open_beside_a_closed_row() -> None:
    rules = [level(0), level(20), level(50, 40), *(upright(x, 0, 50) for x in XS)]
    grid = only(grids(rules, [(20, 30)]))
    assert Region(1, 2, 0, 1) in grid.regions
    assert grid.open_bottom


def test_cells_that_span_rows_and_columns() -> None:
    rules = [level(0), level(20), level(40, 40), level(60), *(upright(x, 0, 60) for x in (0, 40, 300)), upright(120, 20, 60)]
    grid = only(grids(rules, []))
    assert Region(0, 1, 1, 3) in grid.regions
    assert Region(1, 3, 0, 1) in grid.regions


def test_an_underlined_link_is_no_border() -> None:
    assert only(grids([*table((0, 50)), level(30, 41, 110)], [])).ys == (0, 50)
    assert only(grids([*table((0, 20), bottom=90), level(80, 41, 110)], [(60, 40)])).ys == (0, 20, 90)


def test_a_table_without_outer_sides_has_them_where_its_rules_end() -> None:
    rules = [level(y) for y in (0, 20, 50)] + [upright(x, 0, 50) for x in XS[1:-1]]
    assert only(grids(rules, [])).xs == XS


def test_the_edge_of_a_coloured_row_is_a_border() -> None:
    grid = only(grids(table((0, 60)), [], [(0, 0, 300, 20)]))
    assert grid.ys == (0, 20, 60)
    assert only(grids(table((0, 60)), [], [(45, 5, 110, 20)])).ys == (0, 60)


def test_boxes_side_by_side_are_tables_of_their_own() -> None:
    other = [Rule(*(rule.left + 400, rule.top, rule.right + 400, rule.bottom)) for rule in table((0, 20, 50))]
    assert len(grids([*table((0, 20, 50)), *other], [])) == 2


def test_a_single_box_is_no_table() -> None:
    assert grids([level(0), level(20), upright(0, 0, 20), upright(300, 0, 20)], []) == []


def test_every_slot_has_one_cell() -> None:
    grid = only(grids([*table((0, 20, 50, 90)), level(35, 40, 120)], []))
    slots = [
        (row, column)
        for region in grid.regions
        for row in range(region.row0, region.row1)
        for column in range(region.column0, region.column1)
    ]
    assert len(slots) == len(set(slots)) == (len(grid.ys) - 1) * (len(grid.xs) - 1)
    assert all(a < b for borders in (grid.xs, grid.ys) for a, b in pairwise(borders))


def test_borders_across_count_pieces_in_one_line_together() -> None:
    rules = [level(10, 0, 100), level(10.5, 150, 300), level(40, 0, 50), upright(0, 0, 50)]
    assert borders_across(rules, [(0, 60, 300, 80)], 200) == [10.25, 60, 80]
