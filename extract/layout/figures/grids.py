"""Tables of figures that few rules part: grids proposed from their lines of figures, with headings over several columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from postulat.extract.document import Box
from postulat.extract.layout.baselines import Stretch
from postulat.extract.layout.figures.column_choice import THIN
from postulat.extract.layout.figures.columns import borders_between, figure_columns
from postulat.extract.layout.figures.heading_rules import joined_levels
from postulat.extract.layout.figures.headings import HeadingCell, heading_cells, heading_rows, heading_start, tall_cells
from postulat.extract.layout.figures.labels import body_rows, with_last_rest
from postulat.extract.layout.figures.lines import (
    FEWEST_LINES,
    FigureLine,
    Piece,
    at_joints,
    bodies,
    figure_lines,
    is_row,
    without_leaders,
)
from postulat.extract.layout.figures.pairs import is_pair, is_pair_table, pair_bodies
from postulat.extract.layout.lattice import Grid, Region
from postulat.extract.layout.numeric_tables import FIGURE
from postulat.extract.layout.page import Rule, Run

YEAR = re.compile(r"(?:1[89]|20)\d\d(?:\s?[-/–]\s?\d{2,4})?[a-z*]?")
FEWEST_COLUMNS = 3
FEWEST_QUICK = 4
"""Runs of digits on a page, below which nothing is looked for."""
MARGIN = 2.0
"""Points from the texts to the outer border."""
SPLIT = 0.05
"""By which the columns of two bodies must fit their texts better than those of both as one."""
DOUBTED = 0.98
"""The fit of the columns of one body, with that added, below which two are looked for."""
MOST_GAPS = 6
"""Places in a body that are looked at."""
OUTDENT = 1.5
"""Sizes by which the name of a section begins left of the rows at most."""
RIGHT_OF_TEXT = 0.5
"""Points by which a text reaches over the first border, to stand across the table."""
REACHES_OVER = 0.35
"""Share of a text that reaches over its cell at most."""


def figure_grids(runs: Sequence[Run], rules: Sequence[Rule] = (), uncertain: list[Box] | None = None) -> list[Grid]:
    """The tables of figures among the runs, from top to bottom; `uncertain` gets the boxes of those with a close rival."""
    if sum(run.text.strip()[-2:-1].isdigit() or run.text.strip()[-1:].isdigit() for run in runs) < FEWEST_QUICK:
        return []
    lines = figure_lines(runs)
    rules = joined_levels(rules)
    found = []
    end = 0
    for first, last in figure_bodies(lines, rules):
        made = figure_grid(lines, first, last, end, rules)
        if made is not None:
            grid, end, margin = made
            found.append(grid)
            if margin < THIN and uncertain is not None:
                uncertain.append(grid.box)
    return found


def figure_bodies(lines: Sequence[FigureLine], rules: Sequence[Rule]) -> list[tuple[int, int]]:
    """The bodies of tables of figures from top to bottom: of several figures a row, and of labels with one each."""
    several = [part for body in bodies(lines) for part in regions_of(lines, *body)]
    taken = {index for first, last in several for index in range(first, last)}
    single = [
        (first, last)
        for first, last in pair_bodies(lines)
        if taken.isdisjoint(range(first, last)) and is_pair_table(lines, first, last, rules)
    ]
    return sorted([*several, *single])


def regions_of(lines: Sequence[FigureLine], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The stretch of lines `[first:last]` as one body, or as two whose columns fit their texts better: tables below each other.

    Lines without figures are where a table may end; the text above the second is its heading.
    """
    best, value = None, figure_columns(lines[first:last]).value + SPLIT
    for at, begin in gaps_between_rows(lines, first, last) if value < DOUBTED else ():
        parts = [figure_columns(part) for part in (lines[first:at], lines[begin:last])]
        counts = [at - first, last - begin]
        mean = sum(count * part.value for count, part in zip(counts, parts, strict=True)) / sum(counts)
        enough = all(len(part.columns) >= FEWEST_COLUMNS for part in parts)
        if mean > value and enough and not are_same(parts[0].columns, parts[1].columns):
            best, value = (at, begin), mean
    if best is None:
        yield first, last
        return
    yield from regions_of(lines, first, best[0])
    yield from regions_of(lines, best[1], last)


def gaps_between_rows(lines: Sequence[FigureLine], first: int, last: int) -> list[tuple[int, int]]:
    """Where lines without figures stand between rows, each from its first line to the next row; the longest ones."""
    rows = [index for index in range(first, last) if is_row(lines[index])]
    found = [(above + 1, below) for above, below in pairwise(rows[FEWEST_LINES - 1 : 1 - FEWEST_LINES]) if below > above + 1]
    return sorted(found, key=lambda gap: (gap[0] - gap[1], gap[0]))[:MOST_GAPS]


def are_same(one: Sequence[Stretch], other: Sequence[Stretch]) -> bool:
    """Whether the columns of one body are among those of the other, though some may be empty in it."""
    fewer, more = sorted((one, other), key=len)
    return all(sum(start < right and left < end for left, right in more) == 1 for start, end in fewer[1:])


def figure_grid(
    lines: Sequence[FigureLine], first: int, last: int, start: int, rules: Sequence[Rule]
) -> tuple[Grid, int, float] | None:
    """The grid of the body `[first:last]` with its heading, the line behind it, and the margin of its columns.

    None where too little speaks for a table.
    """
    columns, _, _, margin = figure_columns(lines[first:last], lines[first - 1].pieces if first else ())
    if len(columns) < (2 if is_pair(lines[first]) else FEWEST_COLUMNS):
        return None
    if names_years(lines[first]) and last - first > FEWEST_LINES:
        first += 1
    first = with_first_section(lines, first, start, columns)
    begin = heading_start(lines, first, columns, rules, start)
    heading = lines[begin:first]
    xs = [columns[0][0] - MARGIN, *borders_between(columns, heading), columns[-1][1] + MARGIN]
    xs[0] = min([xs[0], *(piece.left - MARGIN for line in heading for piece in line.pieces)])
    xs[-1] = max([xs[-1], *(piece.right + MARGIN for line in heading for piece in line.pieces)])
    head = heading_rows(heading, columns, rules)
    rows: list[list[FigureLine]] = [*head]
    last = with_last_rest(lines, first, last, columns)
    body = body_rows(lines[first:last], columns)
    rows.extend(body)
    ys = [rows[0][0].top - MARGIN]
    ys += [(max(line.bottom for line in upper) + min(line.top for line in lower)) / 2 for upper, lower in pairwise(rows)]
    ys.append(max(line.bottom for line in rows[-1]) + MARGIN)
    if any(above >= below for above, below in pairwise(ys)):
        return None
    regions: list[Region] = []
    for number, row in enumerate(rows):
        cells: list[HeadingCell] = []
        if number < len(head):
            cells = heading_cells(row, [line for each in head[number + 1 :] for line in each], columns, rules)
        regions.extend(row_regions(number, row, cells, xs))
    regions = with_tall_cells(regions, tall_cells(head, columns, rules))
    return Grid(tuple(xs), tuple(ys), tuple(regions)), last, margin


def with_tall_cells(regions: Sequence[Region], tall: Collection[tuple[int, int]]) -> list[Region]:
    """The cells, those of one column that go on in the row below as one with what stands there."""
    single = {(region.row0, region.column0): region for region in regions if region.column1 - region.column0 == 1}
    joined = [at for at in sorted(tall) if at in single and (at[0] + 1, at[1]) in single and (at[0] - 1, at[1]) not in tall]
    taken = {(row + more, column) for row, column in joined for more in (0, 1)}
    rest = [region for at, region in single.items() if at not in taken]
    wide = [region for region in regions if region.column1 - region.column0 > 1]
    return sorted([*rest, *wide, *(Region(row, row + 2, column, column + 1) for row, column in joined)])


def names_years(line: FigureLine) -> bool:
    """Whether the figures of a line are years, or spans of such: the last line of a heading."""
    figures = line.figures
    return len(figures) > 1 and all(YEAR.fullmatch(piece.text.strip()) for piece in figures)


def with_first_section(lines: Sequence[FigureLine], first: int, start: int, columns: Sequence[Stretch]) -> int:
    """The first line of the body, if not one of figures: the name of a section, alone under the last line of the heading."""
    if first - 1 <= start:
        return first
    line, above = lines[first - 1], lines[first - 2]
    alone = len(line.pieces) == 1 and lines[first].top - line.bottom < line.size and line.top - above.bottom < 2.6 * line.size
    inside = columns[0][0] - OUTDENT * line.size <= line.pieces[0].left and line.pieces[0].right <= columns[-1][1] + MARGIN
    return first - 1 if alone and inside and len(above.pieces) > 1 and not is_under(line.pieces[0], above, columns) else first


def is_under(piece: Piece, above: FigureLine, columns: Sequence[Stretch]) -> bool:
    """Whether a text is the second line of a heading above it, in a column of figures."""
    return piece.left > columns[0][1] and any(
        abs(piece.left + piece.right - each.left - each.right) < piece.size for each in above.pieces
    )


def row_regions(number: int, row: Sequence[FigureLine], cells: Sequence[HeadingCell], xs: Sequence[float]) -> list[Region]:
    count = len(xs) - 1
    if not cells and is_across(row, xs):
        return [Region(number, number + 1, 0, count)]
    spans = sorted({(cell.first, cell.last) for cell in cells if cell.last > cell.first})
    found, at = [], 0
    while at < count:
        span = next((span for span in spans if span[0] == at), None)
        end = span[1] + 1 if span else at + 1
        found.append(Region(number, number + 1, at, end))
        at = end
    return found


def is_across(row: Sequence[FigureLine], xs: Sequence[float]) -> bool:
    """Whether a row is one text over or beyond the border of the first column: the name of a section."""
    pieces = [piece for line in row for piece in line.pieces]
    if len(pieces) != 1 or pieces[0].is_figure:
        return False
    return pieces[0].right > xs[1] + RIGHT_OF_TEXT


def placed_runs(runs: Iterable[Run], found: Sequence[Grid]) -> list[Run]:
    """The runs, those in tables of figures without leaders and each whole within its cell, though it may reach a little over."""
    placed = []
    for run in runs:
        grid = next((grid for grid in found if holds(grid, run)), None)
        if grid is None:
            placed.append(run)
            continue
        for bare in without_leaders(run):
            placed.extend(clipped(part, grid) for each in at_joints(bare) for part in figures_apart(each, grid.xs))
    return placed


def figures_apart(run: Run, xs: Sequence[float]) -> list[Run]:
    """The run, one of several figures in parts where borders run between them."""
    if " " not in run.text.strip() or not all(FIGURE.fullmatch(word) for word in run.text.split()):
        return [run]
    from postulat.extract.pdf.lines import split, starts_of

    crossing = [x for x in xs[1:-1] if run.left + RIGHT_OF_TEXT < x < run.right - RIGHT_OF_TEXT]
    if not crossing:
        return [run]
    starts = starts_of(run)
    spaces = [(starts[at], starts[at + 1]) for at, letter in enumerate(run.text) if letter == " "]
    at_spaces = [(left + right) / 2 for left, right in spaces if any(left - run.size < x < right + run.size for x in crossing)]
    return split(run, at_spaces[: len(crossing)]) if at_spaces else [run]


def holds(grid: Grid, run: Run) -> bool:
    left, top, right, bottom = grid.box
    return top <= run.middle <= bottom and run.left < right and run.right > left


def clipped(run: Run, grid: Grid) -> Run:
    """The run with its sides in the cell that holds most of it, where little of it reaches over."""
    row = bisect_right(grid.ys, run.middle) - 1
    sides = [(grid.xs[region.column0], grid.xs[region.column1]) for region in grid.regions if region.row0 <= row < region.row1]
    left, right = max(sides, key=lambda side: min(run.right, side[1]) - max(run.left, side[0]))
    over = max(left - run.left, 0.0) + max(run.right - right, 0.0)
    if not over or over > REACHES_OVER * (run.right - run.left):
        return run
    return run._replace(left=max(run.left, left), right=min(run.right, right), starts=(), joints=())
