"""Tables of figures in which rules part groups of rows or columns only: a row for each line of figures, a column for each figure.

A comment matrix is no such table: its cells hold sentences, and their lines do not stand level with each other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from postulat.extract.layout.lattice import Grid, Region
from postulat.extract.layout.page import Run

FIGURE = re.compile(r"[-–—+(]?[€$£]?[\d.,:  ]*\d[.,  ]*[%)*a-z†‡]{0,3}|[-–—.:]+|n/?[ad]\.?|\*+", re.IGNORECASE)
LONGEST_LETTERS = 4
"""Characters of what stands for a figure and begins with a letter."""
SHARE = 0.5
"""Of the texts of a table that are figures, for it to be one of figures."""
FEWEST_LINES = 3
LEVEL = 0.35
"""Share of the size that baselines of one line may differ."""
AS_MANY = 0.8
"""Share of the lines of the fullest cell that another cell of the row has, level with them."""
FIGURES_IN_COLUMN = 0.6
CORRIDOR = 0.8
"""Share of the size that a white corridor between two columns is wide at least."""

Cells = Mapping[int, Sequence[Run]]
Lines = list[list[Run]]


def is_of_figures(inside: Cells) -> bool:
    texts = [text for runs in inside.values() for run in runs if (text := run.text.strip())]
    return len(texts) > FEWEST_LINES and sum(map(is_figure, texts)) >= SHARE * len(texts)


def is_figure(text: str) -> bool:
    """Whether a text is a figure or stands for one; most texts that begin with a letter are known to be none by that.

    >>> is_figure("1,250"), is_figure("n/a"), is_figure("2 remarks"), is_figure("budget")
    (True, True, False, False)
    """
    return not (text[0].isalpha() and len(text) > LONGEST_LETTERS) and FIGURE.fullmatch(text) is not None


def with_columns_of_figures(grid: Grid, inside: Cells) -> Grid:
    """The grid with a border in each white corridor that runs through all lines of figures in a column."""
    xs: list[float] = list(grid.xs[:1])
    places = [0]
    cut: set[int] = set()
    for column, right in enumerate(grid.xs[1:]):
        cells = [index for index, region in enumerate(grid.regions) if (region.column0, region.column1) == (column, column + 1)]
        borders = corridors([line for index in cells for line in lines(inside.get(index, ()))])
        cut.update(index for index in cells if borders and clear(inside.get(index, ()), borders))
        xs.extend([*borders, right])
        places.append(len(xs) - 1)
    if len(xs) == len(grid.xs):
        return grid
    regions: list[Region] = []
    for index, region in enumerate(grid.regions):
        left, end = places[region.column0], places[region.column1]
        if index in cut:
            regions.extend(Region(region.row0, region.row1, at, at + 1) for at in range(left, end))
        else:
            regions.append(Region(region.row0, region.row1, left, end))
    return replace(grid, xs=tuple(xs), regions=tuple(regions), limits=())


def with_rows_of_figures(grid: Grid, inside: Cells) -> Grid:
    """The grid with a row for each line, where the lines of a row's cells stand level with each other."""
    ys: list[float] = list(grid.ys[:1])
    places = [0]
    for row, bottom in enumerate(grid.ys[1:]):
        ys.extend([*breaks(grid, inside, row), bottom])
        places.append(len(ys) - 1)
    if len(ys) == len(grid.ys):
        return grid
    regions: list[Region] = []
    for region in grid.regions:
        top, end = places[region.row0], places[region.row1]
        if region.row1 - region.row0 == 1:
            regions.extend(Region(at, at + 1, region.column0, region.column1) for at in range(top, end))
        else:
            regions.append(Region(top, end, region.column0, region.column1))
    return replace(grid, ys=tuple(ys), regions=tuple(regions))


def breaks(grid: Grid, inside: Cells, row: int) -> list[float]:
    """The heights at which a row is parted; none where its cells do not stand level."""
    cells = [lines(inside.get(index, ())) for index, region in enumerate(grid.regions) if region.row0 == row == region.row1 - 1]
    fullest = max(cells, key=len, default=[])
    if len(fullest) < FEWEST_LINES:
        return []
    level = [cell for cell in cells if len(cell) >= AS_MANY * len(fullest)]
    figures = [cell for cell in level if figure_share(cell) >= FIGURES_IN_COLUMN]
    if len(level) < 2 or len(figures) * 2 < len(level) or any(goes_on(cell) for cell in cells):
        return []
    heights = [line[0].baseline for line in fullest]
    for cell in cells:
        if any(nearest(line[0].baseline, heights) > LEVEL * line[0].size for line in cell):
            return []
    return [(max(run.bottom for run in above) + min(run.top for run in below)) / 2 for above, below in pairwise(fullest)]


def goes_on(cell: Lines) -> bool:
    """Whether a line is the rest of the one above it, as in a text and not in a list of names."""
    return any(line[0].text.strip()[:1].islower() for line in cell[1:])


def figure_share(cell: Lines) -> float:
    texts = [run.text.strip() for line in cell for run in line]
    return sum(FIGURE.fullmatch(text) is not None for text in texts) / max(len(texts), 1)


def nearest(value: float, ordered: Sequence[float]) -> float:
    at = bisect_left(ordered, value)
    return min(abs(value - other) for other in ordered[max(at - 1, 0) : at + 1])


def lines(runs: Sequence[Run]) -> Lines:
    """The runs by baseline, each line from left to right."""
    found: Lines = []
    for run in sorted((run for run in runs if run.text.strip()), key=lambda run: (run.baseline, run.left)):
        if found and run.baseline - found[-1][0].baseline <= LEVEL * run.size:
            found[-1].append(run)
        else:
            found.append([run])
    return [sorted(line, key=lambda run: run.left) for line in found]


def corridors(found: Lines) -> list[float]:
    """The middles of the white stretches that run down through all lines of several figures."""
    body = [line for line in found if len(line) > 1 and figure_share([line]) >= FIGURES_IN_COLUMN]
    if len(body) < FEWEST_LINES:
        return []
    free = gaps(body[0])
    for line in body[1:]:
        free = [
            (max(start, left), min(end, right))
            for start, end in free
            for left, right in gaps(line)
            if min(end, right) - max(start, left) >= CORRIDOR * line[0].size
        ]
    return [(start + end) / 2 for start, end in free]


def gaps(line: Sequence[Run]) -> list[tuple[float, float]]:
    return [
        (run.right, after.left) for run, after in pairwise(line) if after.left - run.right >= CORRIDOR * max(run.size, after.size)
    ]


def clear(runs: Sequence[Run], borders: Sequence[float]) -> bool:
    return not any(run.left < x < run.right for run in runs if run.text.strip() for x in borders)
