"""Rows without rules in columns that are known: column rules without row rules, a ruled heading over an open body, a bare frame."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from postulat.extract.layout.baselines import Baseline, banded, levels
from postulat.extract.layout.figures.heading_rules import joined
from postulat.extract.layout.lattice import Grid, Region
from postulat.extract.layout.open_tables.row_choice import row_score
from postulat.extract.layout.page import Rule, Run
from postulat.extract.layout.whitespace import aligned_grids, far, numbers, row_breaks

FEWEST_COLUMNS = 3
FEWEST_LEVELS = 3
"""Lines of a ruled row that may be several."""
FEWEST_BY_GAPS = 3
"""Rows that only white parts, for there to be several; numbers may part two."""
MOST_ROWS = 7
"""Borders of rows beyond which a ruled grid is not doubted."""
CROSSES = 1.0
"""Points by which a text reaches over a border on both sides, to cross it."""
COVERED = 0.8
"""Share of the text in a frame that an open table in it has at least."""
OUTER = 20.0
"""Points by which a level rule goes on beyond the upright ones, for a column to stand there."""
HEADING_GAP = 2.5
"""Sizes between a ruled heading and the first line of its body at most."""


def with_open_rows(found: Sequence[Grid], runs: Sequence[Run]) -> list[Grid]:
    """The grids, those that rule columns or a heading only with the rows that their texts make. Others are not touched."""
    result = []
    for grid in found:
        finer = grid
        if len(grid.xs) == 2 and len(grid.ys) <= MOST_ROWS:
            finer = in_frame(grid, [run for run in runs if run.text.strip() and stands_in(run, grid)])
        elif len(grid.xs) > FEWEST_COLUMNS and len(grid.ys) <= MOST_ROWS:
            if is_doubtful(grid, runs):
                finer = parted_rows(grid, [run for run in runs if run.text.strip() and stands_in(run, grid)])
            if finer is grid and len(grid.ys) <= FEWEST_COLUMNS:
                finer = with_body(
                    grid, runs, min((other.ys[0] for other in found if other.ys[0] >= grid.ys[-1]), default=float("inf"))
                )
        result.append(finer)
    return result


def with_outer_columns(found: Sequence[Grid], runs: Sequence[Run], rules: Sequence[Rule]) -> list[Grid]:
    """The grids, those that upright rules draw between columns only with the outer columns, as far as their level rules reach."""
    result = []
    for grid in found:
        left, top, right, bottom = grid.box
        wide = [
            rule
            for rule in rules
            if (rule.left < left - OUTER or rule.right > right + OUTER) and rule.level and top - 2 <= rule.top <= bottom + 2
        ]
        result.append(widened(grid, runs, joined(sorted(wide, key=lambda rule: (rule.top, rule.left)))) if wide else grid)
    return result


def widened(grid: Grid, runs: Sequence[Run], wide: Sequence[Rule]) -> Grid:
    """The grid with a column on each side on which a rule goes on, and texts stand level with most of its lines."""
    left, top, right, bottom = grid.box
    whole = [rule for rule in wide if rule.left <= left + 2 and rule.right >= right - 2]
    if not whole:
        return grid
    start, end = min(rule.left for rule in whole), max(rule.right for rule in whole)
    near = [
        run for run in runs if run.text.strip() and top <= run.middle <= bottom and start - 2 <= run.left and run.right <= end + 2
    ]
    if any(run.left < x - CROSSES and run.right > x + CROSSES for run in near for x in (left, right)):
        return grid
    lines = {round(run.baseline) for run in near if left <= run.left and run.right <= right + CROSSES}
    sides = [{round(run.baseline) for run in near if run.right <= left}, {round(run.baseline) for run in near if run.left >= right}]
    before, after = (len(side & lines) * 2 > len(lines) >= FEWEST_LEVELS for side in sides)
    regions = [region._replace(column0=region.column0 + before, column1=region.column1 + before) for region in grid.regions]
    for column in [0] * before + [len(grid.xs) - 1 + before] * after:
        regions += [Region(row, row + 1, column, column + 1) for row in range(len(grid.ys) - 1)]
    xs = (*((start,) if before else ()), *grid.xs, *((end,) if after else ()))
    return replace(grid, xs=xs, regions=tuple(sorted(regions)), limits=()) if before or after else grid


def is_doubtful(grid: Grid, runs: Sequence[Run]) -> bool:
    """Whether a row has several texts in its first column, as rows have that no rule parts; a quick look that most grids pass."""
    (left, top, _, bottom), right, ys = grid.box, grid.xs[1], grid.ys
    rows: set[int] = set()
    for _, start, end, baseline, size, *_ in runs:
        if left - CROSSES <= start and end <= right + CROSSES and top < baseline - 0.25 * size < bottom:
            row = bisect_right(ys, baseline - 0.25 * size)
            if row in rows:
                return True
            rows.add(row)
    return False


def stands_in(run: Run, grid: Grid) -> bool:
    left, top, right, bottom = grid.box
    return top <= run.middle <= bottom and left - CROSSES <= run.left and run.right <= right + CROSSES


def in_frame(grid: Grid, inside: Sequence[Run]) -> Grid:
    """The open table that a frame holds, which rules its heading at most."""
    made = aligned_grids(inside, grid.ys[1:-1])
    if len(made) != 1 or len(made[0].xs) <= FEWEST_COLUMNS:
        return grid
    other = made[0]
    held = sum(len(run.text) for run in inside if other.ys[0] - 1 <= run.middle <= other.ys[-1] + 1)
    return other if held >= COVERED * sum(len(run.text) for run in inside) and len(other.ys) > len(grid.ys) else grid


def parted_rows(grid: Grid, inside: Sequence[Run]) -> Grid:
    """The grid with those of its rows parted that hold several: numbers, or texts with clear gaps, below each other."""
    ys = list(grid.ys[:1])
    regions: list[Region] = []
    for row, (top, bottom) in enumerate(pairwise(grid.ys)):
        own = [region for region in grid.regions if region.row0 == row]
        plain = all(region.row1 == row + 1 and region.column1 == region.column0 + 1 for region in own)
        whole = plain and len(own) == len(grid.xs) - 1
        runs = [run for run in inside if top <= run.middle < bottom]
        breaks = rows_within(runs, grid.xs) if whole else []
        start = len(ys) - 1
        ys.extend([*breaks, bottom])
        if breaks:
            regions.extend(
                Region(start + at, start + at + 1, column, column + 1)
                for at in range(len(breaks) + 1)
                for column in range(len(grid.xs) - 1)
            )
        else:
            regions.extend(own if start == row else [moved(region, row, start) for region in own])
    if len(ys) == len(grid.ys) or any(region.row1 - region.row0 > 1 for region in grid.regions):
        return grid
    return replace(grid, ys=tuple(ys), regions=tuple(regions))


def moved(region: Region, row: int, start: int) -> Region:
    return Region(region.row0 - row + start, region.row1 - row + start, region.column0, region.column1)


def rows_within(runs: Sequence[Run], xs: Sequence[float]) -> list[float]:
    """Where the lines between two rules part into rows; nowhere, where too little speaks for it."""
    found = banded(levels([part for run in runs for part in cut_at_rules(run, xs)]))
    if len(found) < FEWEST_LEVELS:
        return []
    return surely_parted(found, xs)


def cut_at_rules(run: Run, xs: Sequence[float]) -> list[Run]:
    """The run in parts where upright rules cross it: a producer may write a line of all columns as one text."""
    crossing = [x for x in xs[1:-1] if run.left < x - CROSSES and run.right > x + CROSSES]
    if not crossing:
        return [run]
    from postulat.extract.pdf.lines import split

    return split(run, crossing)


def surely_parted(found: Sequence[Baseline], xs: Sequence[float]) -> list[float]:
    columns: list[list[Run]] = [[] for _ in xs[1:]]
    for level in found:
        for run in level.runs:
            if any(run.left < x - CROSSES and run.right > x + CROSSES for x in xs[1:-1]):
                return []
            columns[min(max(bisect_right(xs, (run.left + run.right) / 2) - 1, 0), len(columns) - 1)].append(run)
    anchors = numbers(columns)
    breaks = row_breaks(found, columns, [], [], False)
    fewest = 2 if len(anchors) > 1 else FEWEST_BY_GAPS
    sure = bool(anchors) and len(breaks) + 1 <= len(anchors)
    if len(breaks) + 1 < fewest or (anchors and not sure and len(breaks) + 1 > len(columns[0])):
        return []
    if not anchors and not columns[0]:
        return []
    score = row_score(breaks, found, columns)
    if score.first < 1.0 or score.full < 1.0:
        return []
    return breaks if sure or (score.whole == score.gaps == 1.0) else []


def with_body(grid: Grid, runs: Sequence[Run], until: float) -> Grid:
    """A ruled heading together with the rows below it that nobody ruled: their texts cross none of its borders."""
    if len(grid.ys) > FEWEST_COLUMNS or not all(region.row1 == len(grid.ys) - 1 for region in grid.regions if region.row0 == 0):
        return grid
    below = [run for run in runs if run.text.strip() and grid.ys[-1] < run.middle < until]
    found = banded(levels(below))
    body: list[Baseline] = []
    bottom = grid.ys[-1]
    for level in found:
        outside = level.runs[0].left < grid.xs[0] - CROSSES or max(run.right for run in level.runs) > grid.xs[-1] + CROSSES
        crossing = any(run.left < x - CROSSES and run.right > x + CROSSES for run in level.runs for x in grid.xs[1:-1])
        first = not body and level.top - bottom > HEADING_GAP * level.size
        if outside or crossing or first or (body and far(body[-1], level)):
            break
        body.append(level)
    if len(body) < FEWEST_LEVELS:
        return grid
    breaks = surely_parted(body, grid.xs)
    if not breaks:
        return grid
    ys = (*grid.ys, *breaks, max(level.bottom for level in body) + 2.0)
    start = len(grid.ys) - 1
    rows = range(start, len(ys) - 1)
    regions = (*grid.regions, *(Region(row, row + 1, column, column + 1) for row in rows for column in range(len(grid.xs) - 1)))
    return replace(grid, ys=ys, regions=regions, limits=())
