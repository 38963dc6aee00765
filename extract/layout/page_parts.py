"""Parts of a page that are read apart, one after the other: columns of text, a table in a column of text, tables side by side.

A gutter alone proves nothing, since every table has some. It parts a page where all that stands beside it is running text, where
text stands beside a table of figures, or where each side is a table of figures with labels and a title or rules of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from postulat.extract.document import Box
from postulat.extract.layout.baselines import SAME_LINE, Baseline, levels
from postulat.extract.layout.figures.grids import figure_grids
from postulat.extract.layout.lattice import Grid
from postulat.extract.layout.open_tables.row_choice import is_rest
from postulat.extract.layout.page import Rule, Run

GUTTER = 1.1
"""Sizes of white between two columns at least."""
NARROWEST = 0.5
"""The same beside the few lines that end late."""
LATE = 0.06
"""Share of the lines of a column."""
SAME_BEGIN = 2.0
"""Points by which lines of one column begin apart."""
FEWEST_BEGINS = 6
"""Lines that begin at one place, for a column to begin there."""
FEWEST_LINES = 8
"""Of a column of running text."""
FEWEST_WORDS = 3
"""Of the middle one of its lines."""
FULL = 0.75
"""Share of the width of its column that the middle one of its lines takes."""
STRETCHED = 0.1
"""Share of its lines with words so far apart as columns are."""
CONTINUOUS = 0.85
"""Share of its lines that follow the one before as closely as lines of a paragraph do, or paragraphs."""
CLOSE = 2.2
"""Times the usual way from line to line."""
MOST_PARTS = 40
MOST_RUNS = 6000
"""Of a page that is looked at."""
MOST_CANDIDATES = 24
HOLE = 1.3
"""Times the usual way from line to line, from which on something new begins."""
JOINT = 0.8
"""Share of such places at which the other side begins anew, too, for both to be cells of rows."""
FEWEST_JOINT = 2
LABELLED = 0.5
"""Share of the rows of a table on the right that begin with a label of their own."""
TITLE_WORDS = 3
REACH = 3.0
"""Points."""


class Cut(NamedTuple):
    """Two sides of a stretch of a page with white between them: from `top` to `bottom`, the right one from `x` on."""

    x: float
    top: float
    bottom: float
    left: list[Run]
    right: list[Run]


def page_parts(runs: Sequence[Run], rules: Sequence[Rule] = (), tables: Sequence[Box] = ()) -> list[list[Run]]:
    """The runs in groups, in the order in which they are read; one group where nothing parts them.

    `tables` are the boxes of ruled tables, whose runs are not among these: no gutter runs through them.
    """
    if not FEWEST_LINES < len(runs) <= MOST_RUNS:
        return [list(runs)]
    found = parts(list(runs), rules, tables, MOST_PARTS)
    return [group for group in found if any(run.text.strip() for run in group)] or [list(runs)]


def parts(runs: list[Run], rules: Sequence[Rule], tables: Sequence[Box], most: int) -> list[list[Run]]:
    cut = next((cut for cut in cuts(runs, tables) if is_sure(cut, rules)), None) if most > 1 else None
    if cut is None:
        return [runs]
    inside = {id(run) for run in (*cut.left, *cut.right)}
    above = [run for run in runs if id(run) not in inside and run.middle <= cut.top]
    below = [run for run in runs if id(run) not in inside and run.middle > cut.top]
    found: list[list[Run]] = []
    for group in (above, cut.left, cut.right, below):
        if group:
            found += parts(group, rules, tables, most - len(found))
    return found


def cuts(runs: Sequence[Run], tables: Sequence[Box]) -> Iterator[Cut]:
    """Where the runs may be parted, those first that part most."""
    written = [run for run in runs if run.text.strip()]
    if len(written) < 2 * FEWEST_BEGINS:
        return
    size = median(run.size for run in written)
    found = [cut for x in begins(written) if (cut := cut_at(written, x, GUTTER * size, tables)) is not None]
    yield from sorted(found, key=lambda cut: (-min(len(cut.left), len(cut.right)), cut.x))


def begins(runs: Sequence[Run]) -> list[float]:
    """Places where many runs begin, without the first one on the left."""
    counts = Counter(round(run.left) for run in runs)
    usual = [x for x in sorted(counts) if counts[x - 1] + counts[x] + counts[x + 1] >= FEWEST_BEGINS]
    firsts = [x for before, x in pairwise([-10.0, *usual]) if x - before > SAME_BEGIN]
    return [x - 1.0 for x in firsts[1 : MOST_CANDIDATES + 1]]


def cut_at(runs: Sequence[Run], x: float, gutter: float, tables: Sequence[Box]) -> Cut | None:
    """The longest stretch of the page in which nothing crosses the white before `x`."""
    start = x + 1.0 - gutter * NARROWEST / GUTTER
    walls = [run.middle for run in runs if run.left < x - SAME_BEGIN and run.right > start]
    for box in tables:
        if box[0] < x and box[2] > start:
            walls += [box[1], (box[1] + box[3]) / 2, box[3]]
    walls.sort()
    heights = sorted(run.middle for run in runs if abs(run.left - x - 1.0) <= SAME_BEGIN and run.left >= x - SAME_BEGIN)
    edges = [float("-inf"), *walls, float("inf")]
    top, bottom = max(pairwise(edges), key=lambda edge: bisect_left(heights, edge[1]) - bisect_right(heights, edge[0]))
    inside = [run for run in runs if top < run.middle < bottom]
    left, right = [run for run in inside if run.right <= start], [run for run in inside if run.left >= x - SAME_BEGIN]
    if len(left) < FEWEST_BEGINS or len(right) < FEWEST_BEGINS or len(left) + len(right) < len(inside):
        return None
    if sum(run.right > x + 1.0 - gutter for run in left) > LATE * len(left):
        return None
    # what stands above or below the other side only is none of the two columns
    first, last = (
        max(min(run.top for run in side) for side in (left, right)),
        min(max(run.bottom for run in side) for side in (left, right)),
    )
    return Cut(x, top, bottom, left, right) if last > first else None


def is_sure(cut: Cut, rules: Sequence[Rule]) -> bool:
    """Whether what stands on both sides says that they are read apart."""
    left, right = is_text(cut.left), is_text(cut.right)
    if left and right:
        return not have_rows(cut)
    if left or right:
        other = cut.right if left else cut.left
        found = figure_grids(other)
        return bool(found) and has_labels(found[0], other) and not crossed(cut, rules)
    return are_two_tables(cut, rules)


def have_rows(cut: Cut) -> bool:
    """Whether both sides begin anew at the same heights, as the rows of a table do and no paragraphs."""
    sides = [levels(cut.left), levels(cut.right)]
    holes: set[int] = set()
    joint: set[int] = set()
    for one, other in (sides, sides[::-1]):
        usual = median(below.runs[0].baseline - above.runs[0].baseline for above, below in pairwise(one))
        heights = [line.runs[0].baseline for line in other]
        for above, below in pairwise(one):
            y, level = below.runs[0].baseline, SAME_LINE * below.size
            if y - above.runs[0].baseline < HOLE * usual or not heights[0] + level < y < heights[-1] + level:
                continue
            holes.add(round(y / usual))
            at = bisect_left(heights, y - level)
            begins_anew = (
                at < len(heights) and heights[at] <= y + level and not is_rest(other[at].runs[0].text, other[at - 1].runs[-1].text)
            )
            if begins_anew:
                joint.add(round(y / usual))
    return len(joint) >= FEWEST_JOINT and len(joint) >= JOINT * len(holes)


def is_text(runs: Sequence[Run]) -> bool:
    """Whether the runs are one or more columns of running text: sentences that fill their lines, one below the other."""
    column = levels(list(runs))
    if len(column) < FEWEST_LINES:
        return False
    if is_one_column(column):
        return True
    return any(is_text(cut.left) and is_text(cut.right) for cut in list(cuts(runs, ()))[:2])


def is_one_column(lines: Sequence[Baseline]) -> bool:
    left, right = min(line.runs[0].left for line in lines), max(run.right for line in lines for run in line.runs)
    words = median(sum(len(run.text.split()) for run in line.runs) for line in lines)
    filled = median(max(run.right for run in line.runs) - line.runs[0].left for line in lines)
    parted = sum(len(line.gaps(line.size)) > 0 for line in lines)
    if words < FEWEST_WORDS or filled < FULL * (right - left) or parted > STRETCHED * len(lines):
        return False
    steps = [below.runs[0].baseline - above.runs[0].baseline for above, below in pairwise(lines)]
    usual = median(steps)
    return sum(step <= CLOSE * usual for step in steps) >= CONTINUOUS * len(steps) and usual < CLOSE * lines[0].size


def crossed(cut: Cut, rules: Sequence[Rule]) -> bool:
    """Whether a level rule runs through the gutter, as those of one table over both sides do."""
    end = max(run.right for run in cut.left)
    top, bottom = max(cut.top, min(run.top for run in cut.left)), min(cut.bottom, max(run.bottom for run in cut.left))
    across = (rule for rule in rules if rule.level and rule.left < end - REACH and rule.right > cut.x + REACH)
    return any(top < rule.top < bottom for rule in across)


def are_two_tables(cut: Cut, rules: Sequence[Rule]) -> bool:
    """Whether each side is a table of figures of its own: with labels, and with a title or rules that end at the gutter."""
    if crossed(cut, rules):
        return False
    one, other = figure_grids(cut.left), figure_grids(cut.right)
    if not one or not other or not has_labels(other[0], cut.right):
        return False
    return all(has_title(side[0], runs) or has_rule(side[0], rules) for side, runs in ((one, cut.left), (other, cut.right)))


def has_labels(grid: Grid, runs: Sequence[Run]) -> bool:
    """Whether most rows of a table begin with words."""
    first = [run for run in runs if grid.xs[0] <= run.left < grid.xs[1] and grid.ys[0] < run.middle < grid.ys[-1]]
    return sum(run.text.strip()[:1].isalpha() for run in first) >= LABELLED * (len(grid.ys) - 1)


def has_title(grid: Grid, runs: Sequence[Run]) -> bool:
    """Whether the last line above a table is words that begin where it does."""
    above = [run for run in runs if run.bottom <= grid.ys[0] + REACH]
    last = max(above, key=lambda run: run.baseline, default=None)
    return last is not None and len(last.text.split()) >= TITLE_WORDS and abs(last.left - grid.xs[0]) <= 2 * REACH


def has_rule(grid: Grid, rules: Sequence[Rule]) -> bool:
    """Whether a level rule begins and ends with the table."""
    return any(
        rule.level
        and abs(rule.left - grid.xs[0]) <= 3 * REACH
        and abs(rule.right - grid.xs[-1]) <= 3 * REACH
        and grid.ys[0] - 3 * REACH <= rule.top <= grid.ys[-1] + 3 * REACH
        for rule in rules
    )
