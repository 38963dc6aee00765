"""Which of two grids for the same texts stands: rows of figures, or rows of sentences between white bands. The margin is kept.

Both are proposals, and one score weighs them: a list of comments with numbers and dates looks like rows of figures, and is wrecked
where each line of a comment becomes a row. A gate keeps the cost down: a grid that breaks no sentence has no rival.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from postulat.extract.document import Box
from postulat.extract.layout.baselines import banded, levels
from postulat.extract.layout.figures.ruled import holds_most, stacked_rows, stands_inside
from postulat.extract.layout.lattice import Grid
from postulat.extract.layout.open_tables.row_choice import RowScore, row_score
from postulat.extract.layout.page import Run

MARGIN = 0.04
"""By which the rival must be better, to be taken in place of a grid of figures."""
THIN = 0.1
"""Margin below which a table that had a rival is uncertain."""
WHOLE = 0.97
"""Share of the rows that begin no sentence in its middle, from which on there is no doubt."""


class ChosenGrids(NamedTuple):
    """The grids that stand, and the boxes of those that were chosen by a thin margin."""

    grids: list[Grid]
    uncertain: list[Box]


def chosen_grids(figures: Sequence[Grid], runs: Sequence[Run], rivals: Callable[[], Sequence[Grid]]) -> ChosenGrids:
    """The grids of figures but for those in whose place a rival stands; rivals are only made where there is doubt."""
    scores = [grid_score(grid, runs) for grid in figures]
    if all(score.whole >= WHOLE for score in scores):
        return ChosenGrids(list(figures), [])
    found = rivals()
    kept, uncertain = [], []
    for grid, score in zip(figures, scores, strict=True):
        rival = None if score.whole >= WHOLE else best_rival(grid, found, runs)
        if rival is None:
            kept.append(grid)
            continue
        margin = grid_score(rival, runs).value - score.value
        if margin <= MARGIN:
            kept.append(grid)
        if abs(margin) < THIN:
            uncertain.append(grid.box)
    return ChosenGrids(kept, uncertain)


def best_rival(grid: Grid, rivals: Sequence[Grid], runs: Sequence[Run]) -> Grid | None:
    """The rival that holds most of the grid's texts, in fewer rows, none of which holds several lines of figures."""
    fewer = (rival for rival in rivals if len(rival.ys) < len(grid.ys) and holds_most(rival, grid, runs))
    return next((rival for rival in fewer if not stacked_rows(rival, runs)), None)


def grid_score(grid: Grid, runs: Sequence[Run]) -> RowScore:
    """How well the rows of a grid fit the texts in it."""
    inside = [run for run in runs if run.text.strip() and stands_inside(run, grid)]
    columns: list[list[Run]] = [[] for _ in grid.xs[1:]]
    for run in inside:
        columns[min(max(bisect_right(grid.xs, run.left + 0.5) - 1, 0), len(columns) - 1)].append(run)
    return row_score(grid.ys[1:-1], banded(levels(inside)), columns) if inside else RowScore(1.0, 1.0, 1.0, 1.0)
