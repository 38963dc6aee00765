"""A grid and the text on it → a table; first as cells of lines, and as paragraphs once the whole document is known."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from postulat.extract.document import Block, Box, Cell, Place, Table
from postulat.extract.layout.baselines import is_long_word
from postulat.extract.layout.column_splits import with_cut_cells
from postulat.extract.layout.lattice import Grid, Region
from postulat.extract.layout.numeric_tables import is_of_figures, with_columns_of_figures, with_rows_of_figures
from postulat.extract.layout.page import Area, Page, Run
from postulat.extract.pdf.lines import Line, lines, split
from postulat.extract.pdf.paragraphs import Habits, Setting, blocks

SLIVER = 6.0
"""Points; a row or column that is narrower and has no text is a double rule."""
FEWEST_BORDERS = 4
"""From left to right, for a grid with one text in it to be the rest of a table and not a box around the text."""
FEWEST_LEVEL_LINES = 4
MID_SENTENCE = 0.4
"""Share of the rows of one column that begin in the middle of a sentence, for them to be lines of a text."""
EMPTY = 0.6
"""Share of the cells between the level lines of a chart that have no text."""
SAME_SIDE = 6.0
"""Points; the sides of one table stand no further apart on two pages."""


Cells = tuple[tuple[Region, tuple[Line, ...]], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A table before its paragraphs are told apart: the lines of each cell.

    `running` are the cells, by number, whose last paragraph goes on on the next page.
    """

    grid: Grid
    cells: Cells
    running: frozenset[int] = frozenset()

    @property
    def box(self) -> Box:
        return self.grid.box

    def learn(self, habits: Habits) -> None:
        for region, found in self.cells:
            habits.learn(found, self.grid.xs[region.column0], self.grid.limit(region.column1))

    def know(self, habits: Habits) -> None:
        for region, found in self.cells:
            habits.know(found, self.grid.limit(region.column1))

    def is_cut(self, habits: Habits) -> bool:
        """Whether the last row goes on on the next page: nobody drew its end, or a line in it was broken and has no next."""
        if self.grid.open_bottom:
            return True
        last = len(self.grid.ys) - 1
        ends = [found[-1] for region, found in self.cells if found and region.row1 == last]
        return any(line.soft or (habits.draws_spaces and line.spaced) for line in ends)

    def opened(self, top: bool, bottom: bool) -> Draft:
        if (top, bottom) == (self.grid.open_top, self.grid.open_bottom):
            return self
        return replace(self, grid=replace(self.grid, open_top=top, open_bottom=bottom))

    def continues(self, before: Draft) -> bool:
        """Whether the columns are those of a table on the page before: its outer sides, or where nobody drew them, all others."""
        here, there = self.grid.xs, before.grid.xs
        if abs(here[0] - there[0]) < SAME_SIDE and abs(here[-1] - there[-1]) < SAME_SIDE:
            return True
        inner = list(zip(here[1:-1], there[1:-1], strict=False))
        return len(here) == len(there) and len(inner) > 1 and all(abs(one - other) < SAME_SIDE for one, other in inner)


def drafts(
    grids: Sequence[Grid],
    runs: Iterable[Run],
    links: Sequence[Area] = (),
    dots: Sequence[Box] = (),
    faults: list[Box] | None = None,
) -> tuple[list[Draft], list[Run]]:
    """The tables, and the runs that stand in none of them; `faults` gets the places of those that could not be made."""
    rest = list(runs)
    found = []
    for grid in grids:
        try:
            draft, outside = draft_of(grid, rest, links, dots)
        except Exception:  # one table must not cost the page
            if faults is None:
                raise
            faults.append(grid.box)
            continue
        written = sum(bool(text) for _, text in draft.cells)
        if is_chart(draft) or is_running_text_in_lines(draft):
            continue
        if written > 1 or (written and len(draft.grid.xs) >= FEWEST_BORDERS):
            found.append(draft)
            rest = outside
    return found, rest


def is_chart(draft: Draft) -> bool:
    """Whether the rules are the level lines of a chart: one column of cells, most of them empty."""
    empty = sum(not found for _, found in draft.cells)
    return len(draft.grid.xs) == 2 and len(draft.cells) >= FEWEST_LEVEL_LINES and empty >= EMPTY * len(draft.cells)


def is_running_text_in_lines(draft: Draft) -> bool:
    """Whether the rows of one column are the lines of a text in a box, each with a colour behind it."""
    rows = [found for _, found in draft.cells if found]
    if len(draft.grid.xs) != 2 or len(rows) < FEWEST_LEVEL_LINES or any(len(found) > 1 for found in rows):
        return False
    broken = sum(below[0].text[:1].islower() and above[0].text[-1:] not in ".:;!?" for above, below in pairwise(rows))
    return broken >= MID_SENTENCE * len(rows)


def draft_of(grid: Grid, runs: Sequence[Run], links: Sequence[Area], dots: Sequence[Box]) -> tuple[Draft, list[Run]]:
    """The table that the runs make on a grid, and the runs outside."""
    inside, outside = filled(grid, runs)
    steps = (with_cut_cells, with_columns_of_figures, with_rows_of_figures) if is_of_figures(inside) else (with_cut_cells,)
    for step in steps:
        finer = step(grid, inside)
        if finer is not grid:
            grid = finer
            inside, outside = filled(grid, runs)
    cells = tuple((region, tuple(lines(inside[index], links, dots))) for index, region in enumerate(grid.regions))
    return without_slivers(Draft(grid, cells)), outside


def filled(grid: Grid, runs: Iterable[Run]) -> tuple[dict[int, list[Run]], list[Run]]:
    """The runs of each cell, and those outside. A run that crosses a border is cut there."""
    xs, ys = grid.xs, grid.ys
    slots = [[-1] * (len(xs) + 1) for _ in ys]  # the last two stand for what is right and left of the table
    for index, (row0, row1, column0, column1) in enumerate(grid.regions):
        for row in range(row0, row1):
            slots[row][column0:column1] = [index] * (column1 - column0)
    inside: dict[int, list[Run]] = defaultdict(list)
    rest = []
    left, top, right, bottom = grid.box
    lowest = len(ys) - 2
    for run in runs:
        height = run.baseline - 0.25 * run.size  # its middle
        if not top <= height <= bottom or run.right < left or run.left > right:
            rest.append(run)
            continue
        slot = slots[min(bisect_right(ys, height) - 1, lowest)]
        half = 0.25 * run.size
        begin, end = run.left + half, run.right - half
        first = slot[bisect_right(xs, begin) - 1]
        last = slot[bisect_right(xs, end) - 1] if end > begin else first
        if first == last >= 0:
            inside[first].append(run)
            continue
        whole = first == last or (first >= 0 and overflows(run, xs))
        parts = [run] if whole else split(run, [x for index, x in enumerate(xs) if slot[index - 1] != slot[index]])
        for part in parts:
            middle = (part.left + part.right) / 2 if len(parts) > 1 else part.left + half
            index = slot[bisect_right(xs, middle) - 1]
            if index >= 0:
                inside[index].append(part)
            else:
                rest.append(part)
    return inside, rest


def overflows(run: Run, xs: Sequence[float]) -> bool:
    """Whether a run is a long word of which most stands in the column where it begins."""
    border = xs[min(bisect_right(xs, run.left + 0.25 * run.size), len(xs) - 1)]
    return is_long_word(run) and border - run.left > run.right - border


def without_slivers(draft: Draft) -> Draft:
    """Without rows and columns that are only the gap of a double rule."""
    columns = [0] * (len(draft.grid.xs) - 1)
    rows = [0] * (len(draft.grid.ys) - 1)
    for region, found in draft.cells:
        if found and region.column1 - region.column0 == 1:
            columns[region.column0] += 1
        if found and region.row1 - region.row0 == 1:
            rows[region.row0] += 1
    column_at = kept(draft.grid.xs, columns)
    row_at = kept(draft.grid.ys, rows)
    if len(set(column_at)) == len(column_at) and len(set(row_at)) == len(row_at):
        return draft
    cells = []
    for region, found in draft.cells:
        moved = Region(row_at[region.row0], row_at[region.row1], column_at[region.column0], column_at[region.column1])
        if moved.row0 < moved.row1 and moved.column0 < moved.column1:
            cells.append((moved, found))
    xs = {number: x for x, number in zip(draft.grid.xs, column_at, strict=True)}
    ys = {number: y for y, number in zip(draft.grid.ys, row_at, strict=True)}
    grid = replace(draft.grid, xs=tuple(xs.values()), ys=tuple(ys.values()), regions=tuple(region for region, _ in cells))
    return Draft(grid, tuple(cells))


def kept(borders: Sequence[float], texts: Sequence[int]) -> list[int]:
    """For each border its number once those of slivers are one."""
    numbers = [0]
    for index, count in enumerate(texts):
        thin = borders[index + 1] - borders[index] < SLIVER and not count
        numbers.append(numbers[-1] + (0 if thin else 1))
    return numbers


def table(draft: Draft, page: Page, number: int, habits: Habits) -> Block:
    """The table as a block; `number` is its number on the page."""
    grid = draft.grid
    path = f"table={number}"
    slots: list[list[Cell | None]] = [[None] * (len(grid.xs) - 1) for _ in range(len(grid.ys) - 1)]
    for index, (region, found) in enumerate(draft.cells):
        cell = cell_of(found, region, grid, page, path, habits)
        if index in draft.running and cell.blocks:
            cell = replace(cell, blocks=(*cell.blocks[:-1], cell.blocks[-1]._replace(open=True)))
        for row in range(region.row0, region.row1):
            for column in range(region.column0, region.column1):
                slots[row][column] = cell
    place = Place(page.number, path, page.shown(grid.box))
    value = Table(
        tuple(tuple(row) for row in slots),
        (place,),
        edges=grid.xs,
        open_top=grid.open_top,
        open_bottom=grid.open_bottom,
    )
    return Block("table", "", (place,), table=value)


def cell_of(found: Sequence[Line], region: Region, grid: Grid, page: Page, path: str, habits: Habits) -> Cell:
    left, right = grid.xs[region.column0], grid.xs[region.column1]
    path = f"{path} row={region.row0 + 1} column={region.column0 + 1}"
    place = Place(page.number, path, page.shown((left, grid.ys[region.row0], right, grid.ys[region.row1])))
    setting = Setting(left, grid.limit(region.column1), page.number, path)
    inner = blocks(found, setting, habits) if found else []
    if page.turn:
        inner = [block._replace(places=tuple(shown(each, page) for each in block.places)) for block in inner]
    return Cell(tuple(inner), (place,))


def shown(place: Place, page: Page) -> Place:
    return place if place.box is None or not page.turn else place._replace(box=page.shown(place.box))
