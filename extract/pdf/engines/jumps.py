"""Rows of a table written as one text object: where the run jumps to the next column, by gaps wider than its usual one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from postulat.extract.layout.page import Joint, Run
from postulat.extract.pdf.engines.glyphs import written_part

LETTER = 0.6
"""Share of the size that a letter takes at most, where its advance holds a jump."""
USUAL_STEP = 0.85
"""Share of the size from a word's last letter to the next word, where a run has too few words to say its own."""
WIDEST_STEP = 1.6
"""The same between the words of a stretched line: a usual step that is wider is itself a jump."""
JUMP = 0.65
"""Share of the size by which a step is wider than the run's usual one, for it to be a jump."""
FAINT = 0.42
"""The same for a step that may be a jump, where a column ends there on other lines: behind a narrow letter or a full stop."""
FEWEST_STEPS = 3
"""Steps that tell a run's usual one."""
FIGURES_APART = 1.45
"""Share of the size; from figure to figure, a step is a jump from here on, as lines of figures have jumps only."""
UNEVEN = 1.0
"""Share of the size by which the steps of a stretched line differ at most, since its last letters differ in width: where all steps
are wide and differ more, all are jumps."""
SPARSE = 0.38
"""Share of the size that a letter takes on average at least, where a run may hold a jump."""
WORD = re.compile(r"[^ ]+")

Step = tuple[int, int, float]
"""The last letter of a word, the first one of the next, and the way from the one to the other."""


def may_jump(text: str, width: float, size: float) -> bool:
    """Whether a run is so wide that there may be jumps in it; asked of every run, so by its width only."""
    return " " in text and width > SPARSE * size * len(text)


def leads_on(text: str) -> bool:
    """Whether dots lead from a label to figures in one run: dots are narrower than figures, which stand where their column is."""
    return text.rstrip()[-1:].isdigit() and ("...." in text or ". . ." in text)


def steps(text: str, starts: Sequence[float]) -> list[Step]:
    """The ways between the words of a run; `starts` are the places of its letters."""
    words = [word.span() for word in WORD.finditer(text)]
    return [(end - 1, begin, starts[begin] - starts[end - 1]) for (_, end), (begin, _) in pairwise(words)]


def jumps(text: str, found: Sequence[Step], size: float) -> list[int]:
    """The letters to which the run jumps.

    Measured by the run's own usual step: in a monospaced font every space is wide, and in a stretched line all are alike.
    """
    if not found:
        return []
    ways = sorted(way for _, _, way in found)
    usual = usual_step(ways, size)
    if ways[0] > FIGURES_APART * size and ways[-1] - ways[0] > UNEVEN * size:
        return [begin for _, begin, _ in found]
    widest = min(max(usual, USUAL_STEP * size), WIDEST_STEP * size) + JUMP * size
    if ways[-1] <= min(widest, FIGURES_APART * size):
        return []
    words = WORD.findall(text)
    figures = sum(word[-1:].isdigit() or word[:1].isdigit() for word in words) * 2 >= len(words)
    return [
        begin
        for last, begin, way in found
        if way > widest or (figures and way > FIGURES_APART * size and text[last].isdigit() and text[begin].isdigit())
    ]


def usual_step(ways: Sequence[float], size: float) -> float:
    """The middle one of the ways between words, which are in order."""
    return ways[(len(ways) - 1) // 2] if len(ways) >= FEWEST_STEPS else min(ways[0], USUAL_STEP * size)


def faint_jumps(found: Sequence[Step], size: float) -> list[Step]:
    """The steps that are wider than usual, though perhaps not so wide that each of them surely is a jump."""
    if len(found) < FEWEST_STEPS:
        return []
    usual = usual_step(sorted(way for _, _, way in found), size)
    return [step for step in found if step[2] > max(usual, USUAL_STEP * size) + FAINT * size]


def with_faint_joints(run: Run, faint: Sequence[Step]) -> Run:
    """The run with joints where it may jump."""
    more = [
        Joint(begin, min(run.starts[last] + LETTER * run.size, run.starts[begin]), run.starts[begin]) for last, begin, _ in faint
    ]
    return run._replace(joints=tuple(sorted({*run.joints, *more})))


def at_jumps(run: Run, places: Sequence[int]) -> Iterator[Run]:
    """The run in parts, each from one of the letters on."""
    for begin, end in pairwise((0, *places, len(run.text))):
        yield part_of(run, begin, end)


def part_of(run: Run, begin: int, end: int) -> Run:
    """A part of the run; its last letter may seem to be as wide as the jump after it."""
    shown = begin + len(run.text[begin:end].rstrip(" "))
    text = run.text[begin:shown]
    starts = (*run.starts[begin:shown], min(run.starts[shown], run.starts[shown - 1] + LETTER * run.size))
    left, right, word_end = written_part(text, starts)
    joints = tuple(joint._replace(at=joint.at - begin) for joint in run.joints if begin < joint.at < shown)
    return run._replace(text=text, left=left, right=right, word_end=word_end, starts=starts, joints=joints)
