"""Struck-out words: a line through letters that begins and ends with them. The words are taken out of the text, and said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from postulat.extract.document import Box
from postulat.extract.layout.page import Page, Rule, Run

ZONE = (0.12, 0.5)
"""Shares of the size above the baseline between which a line goes through small letters."""
COVERED = 0.85
"""Share of a line's length that has letters, for it to strike them and not to rule a table."""
SHORTEST = 2.0
"""Points."""
LARGEST = 60.0
"""Points of a size that is looked for."""
OVERHANG = 0.3
"""Share of the size that such a line goes beyond its letters."""

BASELINE, SIZE = (itemgetter(Run._fields.index(name)) for name in ("baseline", "size"))

Stretch = tuple[float, float]


def goes_through(y: float, baseline: float, size: float) -> bool:
    return baseline - ZONE[1] * size <= y <= baseline - ZONE[0] * size


def take_struck(page: Page) -> tuple[Page, list[tuple[str, Box]]]:
    """The page without its struck words and the lines through them, and the words."""
    level = [rule for rule in page.rules if rule.level and rule.right - rule.left >= SHORTEST]
    if not level or not page.runs:
        return page, []
    every = list(map(BASELINE, page.runs))
    baselines = sorted(every)
    reach = ZONE[1] * min(max(map(SIZE, page.runs)), LARGEST)
    if all(is_free((rule.top + rule.bottom) / 2, baselines, reach) for rule in level):
        return page, []
    order = sorted(range(len(every)), key=every.__getitem__)
    strikes: dict[int, list[Stretch]] = {}
    lines: set[Rule] = set()
    for rule in level:
        y = (rule.top + rule.bottom) / 2
        near = order[bisect_left(baselines, y) : bisect_right(baselines, y + reach)]
        hit = [index for index in near if is_hit(page.runs[index], rule, y)]
        if hit and covered([page.runs[index] for index in hit], rule) >= COVERED * (rule.right - rule.left):
            lines.add(rule)
            for index in hit:
                strikes.setdefault(index, []).append((rule.left, rule.right))
    if not strikes:
        return page, []
    runs: list[Run] = []
    taken: list[tuple[str, Box]] = []
    for index, run in enumerate(page.runs):
        if index in strikes:
            kept, struck = parted(run, strikes[index])
            runs.extend(kept)
            taken.extend(
                (part.text.strip(), (part.left, part.top, part.right, part.bottom)) for part in struck if part.text.strip()
            )
        else:
            runs.append(run)
    return replace(page, runs=tuple(runs), rules=tuple(rule for rule in page.rules if rule not in lines)), taken


def is_free(y: float, baselines: Sequence[float], reach: float) -> bool:
    """Whether no text stands where a line at this height would go through it."""
    at = bisect_left(baselines, y)
    return at == len(baselines) or baselines[at] > y + reach


def is_hit(run: Run, rule: Rule, y: float) -> bool:
    over = min(run.right, rule.right) - max(run.left, rule.left)
    return goes_through(y, run.baseline, run.size) and over > 0.2 * min(run.size, run.right - run.left) and bool(run.text.strip())


def covered(runs: Sequence[Run], rule: Rule) -> float:
    """How much of a line has letters of the runs on it, or the spaces between them."""
    end, total = rule.left, 0.0
    for run in sorted(runs, key=lambda run: run.left):
        reach = OVERHANG * run.size
        left, right = max(run.left - reach, end), min(run.right + reach, rule.right)
        if right > left:
            total += right - left
            end = right
    return total


def parted(run: Run, strikes: Sequence[Stretch]) -> tuple[list[Run], list[Run]]:
    """The letters of a run that stay, and those that are struck, by their middles."""
    starts = run.starts if len(run.starts) == len(run.text) + 1 else evenly(run)
    marks = [any(left <= (starts[at] + starts[at + 1]) / 2 <= right for left, right in strikes) for at in range(len(run.text))]
    for at, letter in enumerate(run.text):
        if letter == " " and 0 < at < len(marks) - 1 and marks[at - 1] and marks[at + 1]:
            marks[at] = True
    kept: list[Run] = []
    struck: list[Run] = []
    begin = 0
    for at in range(1, len(marks) + 1):
        if at < len(marks) and marks[at] == marks[begin]:
            continue
        part = run._replace(
            text=run.text[begin:at],
            left=starts[begin],
            right=starts[at],
            word_end=0.0,
            starts=tuple(starts[begin : at + 1]),
            joints=(),
        )
        if part.text.strip():
            (struck if marks[begin] else kept).append(part)
        begin = at
    return kept, struck


def evenly(run: Run) -> list[float]:
    step = (run.right - run.left) / max(len(run.text), 1)
    return [run.left + step * at for at in range(len(run.text) + 1)]
