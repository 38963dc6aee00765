"""Runs of a page that stand level with each other, and the white stretches between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from postulat.extract.layout.page import Joint, Run

SAME_LINE = 0.3
"""Share of the size by which baselines of one line may differ."""
OVERLAP = 0.3
"""Share of the size that two levels have in common at least, where neither stands below the other."""
NARROWEST = 2.0
"""Points of a corridor where the producer writes a line of a cell as one run; else a word's gap would do."""
LONG_WORD = 25
"""Letters."""
WIDTH_OF_SEAM = 0.2
"""Share of the size; what stands closer was written apart without white between: columns that touch, or pieces of one word."""
FEW_JOINTS = 0.05
"""Share of the spaces."""
WIDER_THAN_SPACES = 0.36
"""Share of the size; spaces are 0.25 to 0.35 of it, unless a line is justified."""
FEWEST_ALIKE = 2
"""Other runs that begin at one place, for it to be where a column begins."""
NARROWEST_BETWEEN_WORDS = 0.55
"""Share of the size that a corridor is wide at least, where the producer writes word by word."""

Stretch = tuple[float, float]
"""From left to right, or from top to bottom."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The runs on one baseline, or in one band."""

    runs: tuple[Run, ...]

    @property
    def top(self) -> float:
        return min(run.top for run in self.runs)

    @property
    def bottom(self) -> float:
        return max(run.bottom for run in self.runs)

    @property
    def size(self) -> float:
        return max(run.size for run in self.runs)

    @property
    def is_line(self) -> bool:
        """Whether it is one line, and no band of several."""
        baselines = [run.baseline for run in self.runs]
        return max(baselines) - min(baselines) <= SAME_LINE * self.size

    def gaps(self, narrowest: float) -> list[Stretch]:
        """White stretches between its runs, and at their joints."""
        found = []
        end = self.runs[0].left
        for run in self.runs:
            for left, right in run.pieces:
                if left - end >= narrowest:
                    found.append((end, left))
                end = max(end, right)
        return found

    def crosses(self, corridor: Stretch) -> bool:
        return any(run.left < corridor[1] - 0.5 and run.right > corridor[0] + 0.5 for run in self.runs)


def levels(runs: list[Run]) -> list[Baseline]:
    """The runs by baseline, from top to bottom, each level from left to right."""
    found: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.baseline, run.left)):
        if found and run.baseline - found[-1][0].baseline <= SAME_LINE * run.size:
            found[-1].append(run)
        else:
            found.append([run])
    return [Baseline(tuple(sorted(level, key=lambda run: (run.left, run.right)))) for level in found]


def is_long_word(run: Run) -> bool:
    """Whether a run is one word for which a column may be too narrow; no row is written as one word, but for leaders of dots."""
    text = run.text.strip()
    return len(text) >= LONG_WORD and " " not in text and ".." not in text


def without_seams(runs: Sequence[Run]) -> list[Run]:
    """The runs without the joints at which no white stands."""
    return [
        run._replace(joints=tuple(joint for joint in run.joints if joint.right - joint.left > WIDTH_OF_SEAM * run.size))
        if run.joints
        else run
        for run in runs
    ]


def with_wide_joints(runs: Sequence[Run]) -> list[Run]:
    """The runs, where the producer writes many words apart without the joints that are but spaces: those after which a word begins
    where other runs begin, too, are kept."""
    joints = sum(len(run.joints) for run in runs)
    if joints <= FEW_JOINTS * sum(run.text.strip().count(" ") for run in runs):
        return list(runs)
    begun = Counter(round(run.left) for run in runs)
    return [run._replace(joints=tuple(kept_joints(run, begun))) if run.joints else run for run in runs]


def kept_joints(run: Run, begun: Mapping[int, int]) -> Iterator[Joint]:
    """The joints that are wide, and those with a word behind that begins as others do (`begun`: points → runs that begin there)."""
    for joint in run.joints:
        x = round(joint.right)
        alike = sum(begun.get(at, 0) for at in (x - 1, x, x + 1)) >= FEWEST_ALIKE
        if joint.right - joint.left > WIDER_THAN_SPACES * run.size or alike:
            yield joint


def banded(found: Sequence[Baseline]) -> list[Baseline]:
    """The levels, those as one that overlap: lines side by side in cells whose texts stand in the middle of their row."""
    bands: list[Baseline] = []
    for index, level in enumerate(found):
        if index and interlocked(found[index - 1], level):
            bands[-1] = Baseline(tuple(sorted((*bands[-1].runs, *level.runs), key=lambda run: (run.left, run.right))))
        else:
            bands.append(level)
    return bands


def interlocked(upper: Baseline, lower: Baseline) -> bool:
    """Whether two levels share some height, though no width."""
    if upper.bottom - lower.top < OVERLAP * min(upper.size, lower.size):
        return False
    return not any(one.left < other.right and other.left < one.right for one in upper.runs for other in lower.runs)


def narrowest_corridor(runs: Sequence[Run]) -> float:
    phrases = sum(" " in run.text.strip() for run in runs)
    size = median(run.size for run in runs) if runs else 10.0
    return NARROWEST if phrases * 4 >= len(runs) else NARROWEST_BETWEEN_WORDS * size


def without(corridor: Stretch, runs: Sequence[Run], narrowest: float) -> list[Stretch]:
    """What is left of a corridor beside the pieces of one more line: its widest part, if that is wide enough."""
    start, end = corridor
    free = [(start, end)]
    for run in runs:
        if run.right > start and run.left < end:
            for first, last in run.pieces:
                if last > start and first < end:
                    free = [
                        part
                        for left, right in free
                        for part in ((left, min(right, first)), (max(left, last), right))
                        if part[1] > part[0]
                    ]
    widest = max(free, key=lambda part: part[1] - part[0], default=None)
    return [widest] if widest is not None and widest[1] - widest[0] >= narrowest else []
