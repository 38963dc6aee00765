"""Corners of a ruled table that nobody framed: a heading over the labels, a last total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile

from postulat.extract.layout.lattice import Grid, Region

MOST_IN_CORNER = 3
"""Rows of a heading that stands in a corner."""


def with_corners(grid: Grid, baselines: Iterable[tuple[float, float]]) -> Grid:
    """The grid with those of its corners that nobody framed and that hold a text: a heading over the labels, a last total."""
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    if sum((row1 - row0) * (column1 - column0) for row0, row1, column0, column1 in grid.regions) == rows * columns:
        return grid
    taken = {slot for region in grid.regions for slot in slots_of(region)}
    added = []
    for top_end, left_end in ((True, True), (True, False), (False, True), (False, False)):
        region = corner(taken, rows, columns, top_end, left_end)
        if region is None:
            continue
        left, right, top, bottom = grid.xs[region.column0], grid.xs[region.column1], grid.ys[region.row0], grid.ys[region.row1]
        if any(left < x < right and top < y <= bottom for x, y in baselines):
            added.append(region)
            taken.update(slots_of(region))
    return replace(grid, regions=tuple(sorted([*grid.regions, *added]))) if added else grid


def corner(taken: set[tuple[int, int]], rows: int, columns: int, top: bool, left: bool) -> Region | None:
    """The slots of one column at a corner that no cell has, though the cells beside and behind them are there."""
    column = 0 if left else columns - 1
    inner = 1 if left else columns - 2
    order = range(rows) if top else range(rows - 1, -1, -1)
    free = list(takewhile(lambda row: (row, column) not in taken, order))
    if not free or len(free) > MOST_IN_CORNER or len(free) == rows or any((row, inner) not in taken for row in free):
        return None
    return Region(min(free), max(free) + 1, column, column + 1)


def slots_of(region: Region) -> Iterator[tuple[int, int]]:
    for row in range(region.row0, region.row1):
        for column in range(region.column0, region.column1):
            yield row, column
