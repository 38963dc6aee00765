"""Columns that touch: where texts of many lines begin below each other, though the column before leaves no white between them.

White that runs down a page is one proposal of columns. It fails where a producer sets cells without a margin: full lines end where
the next column begins, and both come as one text. Where lines begin is another proposal, and one score weighs the two. A gate
keeps the cost down: it is only made where texts do touch such a place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from postulat.extract.document import Box
from postulat.extract.layout.baselines import NARROWEST, Baseline, is_long_word, levels
from postulat.extract.layout.lattice import Grid
from postulat.extract.layout.page import Joint, Run
from postulat.extract.layout.whitespace import aligned_grids

FEWEST_BEGINS = 4
"""Texts that begin at one place, for a column to begin there."""
SAME_BEGIN, SAME_PLACE = 1.0, 1.5
"""Points by which texts that begin at a place miss it, and by which they do where begins are looked for by whole points."""
WHITE = 3.0
"""Points of white that a text which touches a column is taken to leave before it."""
MOST_PLACES = 12
MOST_RUNS = 6000
"""Of a part of a page that is looked at."""
REACH = 0.6
"""Share of the size that the last letter of a full line may reach into the next column."""
MOST_CROSSING = 0.15
"""Texts that go on through the place, for each that begins there: names of sections, lines of text around the table."""
WEIGHTS = (0.4, 0.3, 0.2, 0.1)
"""Of the terms of a score in their order; set by hand on pages made for it."""
MARGIN = 0.03
"""By which columns that touch must be better than those that white parts, to be taken."""
THIN = 0.06
"""Margin below which the columns are uncertain."""
LEAST = 0.9
"""Value of columns that touch where white parts none."""


class Touch(NamedTuple):
    """A text that ends where one of the next column begins on its line: the height of its line and that place."""

    baseline: float
    x: float


class OpenColumnScore(NamedTuple):
    """How well the columns of an open table of text fit what stands in it; each term from 0 to 1."""

    parted: float
    """Places where texts of two columns touch that are borders of cells."""
    whole: float
    """Texts that no border cuts."""
    headed: float
    """Columns with one text of their own in the first row."""
    first: float
    """Rows with text in the first column."""

    @property
    def value(self) -> float:
        return sum(weight * term for weight, term in zip(WEIGHTS, self, strict=True))


def open_grids(
    runs: Sequence[Run], ys: Sequence[float], before: Sequence[float] = (), uncertain: list[Box] | None = None
) -> list[Grid]:
    """The tables that nobody ruled, by the columns that their texts bear out best; `uncertain` gets those with a close rival."""
    white = aligned_grids(runs, ys, before)
    places = touched_places(runs)
    if not places:
        return white
    parted, touches = apart_at(runs, places)
    kept = list(white)
    for rival in aligned_grids(parted, ys, before):
        near = [touch for touch in touches if rival.ys[0] < touch.baseline < rival.ys[-1]]
        own = [grid for grid in kept if grid.ys[0] < rival.ys[-1] and rival.ys[0] < grid.ys[-1]]
        score, others = column_score(rival, parted, near), [column_score(grid, parted, near) for grid in own]
        if not near or any(score.parted <= other.parted for other in others):
            continue
        margin = score.value - min((other.value for other in others), default=LEAST)
        if own and abs(margin) < THIN and uncertain is not None:
            uncertain.append(rival.box)
        if margin > (MARGIN if own else 0.0):
            kept = [grid for grid in kept if grid not in own]
            kept.append(rival)
    return sorted(kept, key=lambda grid: grid.ys[0])


def touched_places(runs: Sequence[Run]) -> list[float]:
    """Where texts of many lines begin and others end, with less white between than parts columns, from left to right."""
    runs = sorted((run for run in runs if run.text.strip()), key=lambda run: run.baseline)
    begins = Counter(round(left) for run in runs for left in lefts(run))
    times = {x: begins[x - 1] + begins[x] + begins[x + 1] for x in begins}
    usual = sorted((x for x in times if times[x] >= FEWEST_BEGINS), key=lambda x: (-times[x], -begins[x], x))
    if len(usual) < 2 or len(runs) > MOST_RUNS:
        return []
    found: list[float] = []
    for middle in usual[:MOST_PLACES]:
        begun = [(run, left) for run in runs for left in lefts(run) if abs(left - middle) <= SAME_PLACE]
        x = median(left for _, left in begun)
        if any(abs(x - other) <= 2 * SAME_PLACE for other in found):
            continue
        first, last = begun[0][0], begun[-1][0]
        ends = [reach(run, x) for run in runs if first.top - first.size <= run.baseline <= last.bottom + last.size]
        if ends.count("touches") and ends.count("crosses") <= MOST_CROSSING * len(begun):
            found.append(x)
    return sorted(found)


def lefts(run: Run) -> Iterator[float]:
    yield run.left
    for joint in run.joints:
        yield joint.right


def reach(run: Run, x: float) -> str:
    """How a run stands to a place at which a column may begin: it ends there, goes on through it, or neither.

    A long word that goes on is one for which its column is too narrow, as an address on the web may be.
    """
    if run.left >= x - SAME_BEGIN or run.right <= x - WHITE:
        return ""
    joint = joint_at(run, x)
    if joint is not None:
        return "touches" if joint.right - joint.left < NARROWEST else ""
    return "touches" if run.right <= x + REACH * run.size or is_long_word(run) else "crosses"


def joint_at(run: Run, x: float) -> Joint | None:
    return next((joint for joint in run.joints if abs(joint.right - x) <= SAME_PLACE), None)


def apart_at(runs: Sequence[Run], places: Sequence[float]) -> tuple[list[Run], list[Touch]]:
    """The runs, those that touch one of the places with as much white before it as parts columns; and where they touch."""
    made: list[Run] = []
    touches: list[Touch] = []
    for run in runs:
        rest = run
        for x in places:
            if reach(rest, x) != "touches":
                continue
            touches.append(Touch(run.baseline, x))
            joint = joint_at(rest, x)
            if joint is None:
                rest = ended(rest, x)
            else:
                made.append(ended(before_joint(rest, joint), x))
                rest = behind_joint(rest, joint)
        made.append(rest)
    return made, touches


def ended(run: Run, x: float) -> Run:
    """The run with white between its end and the next column."""
    return run._replace(right=max(run.left, min(run.right, x - WHITE)), starts=())


def before_joint(run: Run, joint: Joint) -> Run:
    earlier = tuple(each for each in run.joints if each.at < joint.at)
    return run._replace(text=run.text[: joint.at], right=joint.left, joints=earlier, starts=())


def behind_joint(run: Run, joint: Joint) -> Run:
    later = tuple(each._replace(at=each.at - joint.at) for each in run.joints if each.at > joint.at)
    return run._replace(text=run.text[joint.at :], left=joint.right, joints=later, starts=(), word_end=0.0)


def column_score(grid: Grid, runs: Sequence[Run], touches: Sequence[Touch]) -> OpenColumnScore:
    """The score of a grid; `runs` are those that touch no place any more."""
    inside = [run for run in runs if run.text.strip() and grid.ys[0] < run.middle < grid.ys[-1]]
    borders = {region.row0: set[int]() for region in grid.regions}
    for region in grid.regions:
        borders[region.row0] |= {region.column0, region.column1}
    parted = 0
    for touch in touches:
        row = min(bisect_right(grid.ys, touch.baseline - 1.0), len(grid.ys) - 1) - 1
        at = bisect_left(grid.xs, touch.x - WHITE)
        parted += at < len(grid.xs) and grid.xs[at] <= touch.x + SAME_BEGIN and at in borders.get(row, ())
    cut = sum(any(run.left < x - SAME_BEGIN and run.right > x + SAME_BEGIN for x in grid.xs[1:-1]) for run in inside)
    head = [run for run in inside if run.middle < grid.ys[1]]
    lines: list[Baseline] = levels(head) if head else []
    columns = Counter(bisect_right(grid.xs, (run.left + run.right) / 2) - 1 for line in lines[:1] for run in line.runs)
    rows = {bisect_right(grid.ys, run.middle) for run in inside}
    begun = {bisect_right(grid.ys, run.middle) for run in inside if run.left < grid.xs[1]}
    return OpenColumnScore(
        parted=parted / max(len(touches), 1),
        whole=1.0 - cut / max(len(inside), 1),
        headed=sum(columns[column] == 1 for column in range(len(grid.xs) - 1)) / (len(grid.xs) - 1),
        first=len(begun) / max(len(rows), 1),
    )
