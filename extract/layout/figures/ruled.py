"""Ruled grids against tables of figures: where rules part groups of rows only, the lines of figures say what the rows are.

A gate before any scoring: a grid whose rows hold one line of figures each, as most have, is never asked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from postulat.extract.layout.figures.grids import figure_grids
from postulat.extract.layout.lattice import Grid, Region
from postulat.extract.layout.page import Rule, Run

FEWEST_STACKED = 3
"""Lines of figures in one ruled row, for the row to be several."""
FEWEST_LEVEL = 2
"""Figures of a line in different columns."""
SURELY_LEVEL = 4
"""The same, for two lines to be enough."""
FEWEST_BANDS = 3
FEWEST_BORDERS = 3
"""From left to right, of a table of figures that stands in place of bands."""
HELD = 0.85
"""Share of the letters of a ruled grid that a table of figures in its place holds at least."""
SAME_COLUMN = 0.5
"""Share of the width of two columns by which a border between them may differ, since nobody drew one of the two."""
STARTS = frozenset("$€£(-–—+")
REACH = 3.0
"""Points by which a text may stand out of its grid."""


def weighed_grids(ruled: Sequence[Grid], runs: Sequence[Run], rules: Sequence[Rule]) -> list[Grid]:
    """The ruled grids without those in whose place a table of figures stands."""
    stacked = [stacked_rows(grid, runs) for grid in ruled]
    if not any(stacked) and not any(map(is_banded, ruled)):
        return list(ruled)
    sure = [grid for grid, rows in zip(ruled, stacked, strict=True) if not rows and not is_banded(grid)]
    free = [run for run in runs if not any(stands_inside(run, grid) for grid in sure)]
    found = figure_grids(free, rules)
    kept = []
    for grid, rows in zip(ruled, stacked, strict=True):
        if is_banded(grid):
            kept += [] if any(len(rival.xs) > FEWEST_BORDERS and holds_most(rival, grid, free) for rival in found) else [grid]
            continue
        rival = None if not rows else next((rival for rival in found if is_better(rival, grid, free)), None)
        if rival is None:
            kept.append(grid)
        elif (finer := with_rows_of(grid, rival, rows)) is not None:
            kept.append(finer)
    return kept


def is_banded(grid: Grid) -> bool:
    """Whether rules or colours part rows only: one column of cells, one below the other."""
    return len(grid.xs) == 2 and len(grid.ys) > FEWEST_BANDS


def with_rows_of(grid: Grid, rival: Grid, stacked: Collection[int]) -> Grid | None:
    """The ruled grid with its stacked rows parted as those of the other are; None where their columns differ."""
    same = len(grid.xs) == len(rival.xs) and all(
        abs(one - other) <= SAME_COLUMN * (after - before)
        for one, other, before, after in zip(grid.xs[1:-1], rival.xs[1:-1], grid.xs[:-2], grid.xs[2:], strict=True)
    )
    if not same or grid.ys[0] > rival.ys[0] + REACH:
        return None
    if any(region.row1 - region.row0 > 1 and set(range(region.row0, region.row1)) & set(stacked) for region in grid.regions):
        return None
    ys, places = list(grid.ys[:1]), [0]
    for row, (top, bottom) in enumerate(pairwise(grid.ys)):
        ys += [y for y in rival.ys if row in stacked and top + REACH < y < bottom - REACH]
        ys.append(bottom)
        places.append(len(ys) - 1)
    regions: list[Region] = []
    for region in grid.regions:
        start, end = places[region.row0], places[region.row1]
        parts = range(start, end) if region.row0 in stacked else [start]
        regions += [region._replace(row0=at, row1=at + 1 if region.row0 in stacked else end) for at in parts]
    return replace(grid, ys=tuple(ys), regions=tuple(sorted(regions)))


def is_better(rival: Grid, grid: Grid, runs: Sequence[Run]) -> bool:
    return len(rival.ys) > len(grid.ys) and len(rival.xs) >= len(grid.xs) and holds_most(rival, grid, runs)


def stacked_rows(grid: Grid, runs: Sequence[Run]) -> frozenset[int]:
    """The rows that have several lines of figures below each other."""
    left, top, right, bottom = grid.box
    lines: dict[tuple[int, int], set[int]] = {}
    for run in runs:
        text = run.text.lstrip()
        if not text or not (text[0].isdigit() or text[0] in STARTS):
            continue
        middle = run.baseline - 0.25 * run.size
        if top < middle < bottom and left - REACH <= run.left and run.right <= right + REACH:
            row = bisect_right(grid.ys, middle) - 1
            lines.setdefault((row, round(run.baseline)), set()).add(bisect_right(grid.xs, (run.left + run.right) / 2))
    level: dict[int, list[int]] = {}
    for (row, _), columns in lines.items():
        if len(columns) >= FEWEST_LEVEL:
            level.setdefault(row, []).append(len(columns))
    return frozenset(
        row for row, counts in level.items() if len(counts) >= FEWEST_STACKED or (len(counts) > 1 and min(counts) >= SURELY_LEVEL)
    )


def stands_inside(run: Run, grid: Grid) -> bool:
    left, top, right, bottom = grid.box
    return top <= run.middle <= bottom and left - REACH <= run.left and run.right <= right + REACH


def holds_most(rival: Grid, grid: Grid, runs: Sequence[Run]) -> bool:
    """Whether nearly all that stands in the ruled grid stands in the other, too."""
    own = [run for run in runs if stands_inside(run, grid)]
    letters = sum(len(run.text.strip()) for run in own)
    held = sum(len(run.text.strip()) for run in own if stands_inside(run, rival))
    return held >= HELD * letters
