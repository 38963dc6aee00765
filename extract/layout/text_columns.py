"""Running text set in two columns, or on two pages printed on one sheet: read down the first, then down the second."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from postulat.extract.layout.baselines import Baseline, levels
from postulat.extract.layout.page import Run

CORRIDOR = 1.2
"""Share of the size; a narrower gap in the middle of a line is one between words."""
FEWEST_LINES = 8
"""Lines that follow each other and have text on both sides."""
SAME_BEGIN = 3.0
"""Points by which lines of one column begin apart."""
FEWEST_WORDS = 4
"""Of the middle one of a column's lines, for them to be running text."""
CLOSE_LINES = 1.8
"""Sizes between the baselines of most lines of running text at most."""
FULL = 0.5
"""Share of the width of its column that the middle one of the lines fills: labels and their values fill less."""
BOTH = 0.6
"""Share of the lines of a stretch that have text on both sides; the last ones of a page may stand alone."""


def in_columns(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs in groups to be read one after the other; one group, where the text is in one column."""
    written = list(runs)
    found = levels([run for run in written if run.text.strip()])
    if len(found) < FEWEST_LINES:
        return [written]
    groups: list[list[Run]] = [[]]
    for stretch, middle in stretches(found):
        parts = [run for level in stretch for run in level.runs]
        if middle is None:
            groups[-1].extend(parts)
        else:
            groups.append([run for run in parts if run.left < middle])
            groups.append([run for run in parts if run.left >= middle])
            groups.append([])
    return [group for group in groups if group] if len(groups) > 1 else offset_columns(written) or [written]


def offset_columns(written: Sequence[Run]) -> list[list[Run]]:
    """The same for columns whose lines do not stand level, by where most of their lines begin; nothing, where there are none."""
    runs = [run for run in written if run.text.strip()]
    begins = Counter(round(run.left) for run in runs)
    usual = sorted(x for x, count in begins.items() if count >= FEWEST_LINES)
    if len(usual) < 2:
        return []
    size = median(run.size for run in runs)
    first, second = usual[0], usual[-1]
    right = [run for run in runs if run.left >= second - SAME_BEGIN]
    top, bottom = min(run.top for run in right) - size, max(run.bottom for run in right)
    inside = [run for run in runs if top <= run.middle and run.left < second - SAME_BEGIN]
    left = [run for run in inside if run.top <= bottom or run.left < second]
    reach = max((run.right for run in left), default=0.0)
    if second - reach < CORRIDOR * size or len(left) < FEWEST_LINES or min(run.left for run in left) < first - SAME_BEGIN:
        return []
    sides = [[level.runs for level in levels(side)] for side in (left, right)]
    if not all(len(side) >= FEWEST_LINES and is_full(side) and is_running(side) for side in sides):
        return []
    chosen = {id(run) for run in (*left, *right)}
    above = [run for run in written if id(run) not in chosen and run.middle < top]
    below = [run for run in written if id(run) not in chosen and run.middle >= top]
    return [group for group in (above, left, right, below) if group]


def is_running(lines: Sequence[Sequence[Run]]) -> bool:
    """Whether the lines of a column are sentences, one below the other."""
    counts = sorted(sum(len(run.text.split()) for run in line) for line in lines)
    tops = [line[0].baseline for line in lines]
    steps = [after - before for before, after in pairwise(tops)]
    size = median(line[0].size for line in lines)
    return counts[len(counts) // 2] >= FEWEST_WORDS and median(steps) < CLOSE_LINES * size


def stretches(found: Sequence[Baseline]) -> list[tuple[Sequence[Baseline], float | None]]:
    """The lines in stretches, those of two columns with the middle between them."""
    result: list[tuple[Sequence[Baseline], float | None]] = []
    start = index = 0
    while index < len(found):
        end, middle = columns_from(found, index)
        if middle is None:
            index += 1
            continue
        if index > start:
            result.append((found[start:index], None))
        result.append((found[index:end], middle))
        start = index = end
    if start < len(found):
        result.append((found[start:], None))
    return result


def columns_from(found: Sequence[Baseline], start: int) -> tuple[int, float | None]:
    """How far two columns go on from a line, and the middle of the white between them; None where there are none."""
    gaps = found[start].gaps(CORRIDOR * found[start].size)
    if len(gaps) != 1:
        return start, None
    left, right = gaps[0]
    end = start
    while end < len(found):
        level = found[end]
        before = max((run.right for run in level.runs if run.left < (left + right) / 2), default=left)
        after = min((run.left for run in level.runs if run.left >= (left + right) / 2), default=right)
        if min(right, after) - max(left, before) < CORRIDOR * level.size:
            break
        left, right = max(left, before), min(right, after)
        end += 1
    middle = (left + right) / 2
    return (end, middle) if are_columns(found[start:end], middle) else (start, None)


def are_columns(inside: Sequence[Baseline], middle: float) -> bool:
    lefts = [[run for run in level.runs if run.left < middle] for level in inside]
    rights = [[run for run in level.runs if run.left >= middle] for level in inside]
    both = sum(bool(one and other) for one, other in zip(lefts, rights, strict=True))
    if both < max(FEWEST_LINES, BOTH * len(inside)):
        return False
    return all(is_full([side for side in sides if side]) for sides in (lefts, rights))


def is_full(lines: Sequence[Sequence[Run]]) -> bool:
    """Whether the lines of a column fill its width, as running text does, and are one piece each."""
    left = min(run.left for line in lines for run in line)
    right = max(run.right for line in lines for run in line)
    filled = [max(run.right for run in line) - min(run.left for run in line) for line in lines]
    return median(filled) >= FULL * (right - left)
