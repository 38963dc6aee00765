"""Lines of a cell that is too low for them: they are written over the row below, and belong to the line that they follow."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from operator import itemgetter, sub

from postulat.extract.layout.page import Page, Run

OVER = 0.6
"""Share of the size by which baselines of two lines that overlap are apart at most."""
LEADING = (0.9, 1.6)
"""Sizes from a line to the next one of its cell."""
CLOSEST = 6.0
"""Points; lines whose baselines are nowhere closer do not overlap."""
BASELINE = itemgetter(Run._fields.index("baseline"))
SAME_LEFT = 1.0
"""Points."""


def with_clipped_lines(page: Page) -> Page:
    """The page with each line that another is written over as a part of the one before it, whose text it goes on."""
    runs = page.runs
    if len(runs) < 2 or not page.rules:
        return page
    every = list(map(BASELINE, runs))
    heights = sorted(set(every))
    if min(map(sub, heights[1:], heights), default=CLOSEST) >= CLOSEST:
        return page
    order = sorted(range(len(every)), key=every.__getitem__)
    baselines = [every[index] for index in order]
    changed = list(runs)
    gone: set[int] = set()
    for at, index in enumerate(order):
        run = runs[index]
        below = order[at + 1 : bisect_right(baselines, run.baseline + OVER * run.size)]
        if not any(overlap(run, runs[number]) for number in below):
            continue
        start = bisect_left(baselines, run.baseline - LEADING[1] * run.size)
        above = order[start : bisect_right(baselines, run.baseline - LEADING[0] * run.size)]
        before = next((number for number in reversed(above) if abs(runs[number].left - run.left) <= SAME_LEFT), None)
        if before is not None and before not in gone:
            joined = f"{changed[before].text.rstrip()} {run.text.strip()}"
            changed[before] = changed[before]._replace(text=joined, starts=(), joints=())
            gone.add(index)
    if not gone:
        return page
    return replace(page, runs=tuple(run for index, run in enumerate(changed) if index not in gone))


def overlap(run: Run, other: Run) -> bool:
    """Whether two lines that begin at one place are written over each other, the second a little lower."""
    shared = min(run.right, other.right) - max(run.left, other.left)
    level = other.baseline - run.baseline <= 0.05 * run.size
    return not level and shared > 0.5 * run.size and abs(run.left - other.left) <= SAME_LEFT and bool(other.text.strip())
