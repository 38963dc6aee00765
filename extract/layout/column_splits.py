"""Cells that a table's rules leave whole and its columns divide: rows whose upright rules are drawn in the heading only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from postulat.extract.layout.lattice import Grid, Region
from postulat.extract.layout.page import Run

CLEAR = 0.5
"""Points that text may reach over a border and still keep clear of it."""
SHARE = 0.6
"""Share of the rows in which at least two of the parts have text."""
FEWEST_ROWS = 2
FEWEST_PARTS = 3
"""Parts with text of a single row, for it to be cut."""


def with_cut_cells(grid: Grid, inside: Mapping[int, Sequence[Run]]) -> Grid:
    """The grid with wide cells cut at the borders of other rows, where the text of rows in a block keeps clear of them.

    `inside` are the runs of each region, by number. A row with text in one part only, as the name of a section, stays whole.
    """
    cut: dict[int, list[Region]] = {}
    for block in blocks(grid):
        borders = grid.xs[grid.regions[block[0]].column0 + 1 : grid.regions[block[0]].column1]
        runs = [run for index in block for run in inside.get(index, ())]
        kept = [x for x in borders if not any(run.left < x - CLEAR and run.right > x + CLEAR for run in runs if run.text.strip())]
        parted = {index: parts(inside.get(index, ()), kept) for index in block}
        rows = [index for index in block if parted[index] > 1]
        written = [index for index in block if parted[index]]
        enough = len(rows) >= FEWEST_ROWS or max(parted.values()) >= FEWEST_PARTS
        if kept and enough and len(rows) >= SHARE * len(written):
            for index in rows:
                cut[index] = pieces(grid.regions[index], [grid.xs.index(x) for x in kept])
    if not cut:
        return grid
    return replace(grid, regions=tuple(part for index, region in enumerate(grid.regions) for part in cut.get(index, [region])))


def blocks(grid: Grid) -> list[list[int]]:
    """The wide cells, by number, of rows that follow each other and span the same columns."""
    found: list[list[int]] = []
    wide = [index for index, region in enumerate(grid.regions) if region.column1 - region.column0 > 1]
    for index in sorted(wide, key=lambda index: (grid.regions[index].column0, grid.regions[index].row0)):
        region = grid.regions[index]
        last = grid.regions[found[-1][-1]] if found else None
        if last is not None and last[2:] == region[2:] and last.row1 == region.row0:
            found[-1].append(index)
        else:
            found.append([index])
    return found


def parts(runs: Sequence[Run], borders: Sequence[float]) -> int:
    """In how many of the parts between the borders there is text."""
    return len({sum(x < (run.left + run.right) / 2 for x in borders) for run in runs if run.text.strip()})


def pieces(region: Region, columns: Sequence[int]) -> list[Region]:
    edges = [region.column0, *columns, region.column1]
    return [Region(region.row0, region.row1, left, right) for left, right in pairwise(edges)]
