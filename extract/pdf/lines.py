"""Runs of a page → lines of text, with their spaces, links and the bullets that were drawn and not written."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from postulat.extract.characters.cleaning import clean
from postulat.extract.characters.styled_lines import StyledPiece, joined
from postulat.extract.document import Box, Link
from postulat.extract.layout.page import ABOVE, LARGEST_DOT, Area, Joint, Run

WORD_GAP = 0.15
"""Share of the size; a wider gap between two runs is a space."""
SAME_BASELINE = 0.3
"""Share of the size that baselines of one line may differ."""
SMALL = 0.82
"""Runs up to this share of a line's size may be its superscripts."""
NEAR = 0.8
"""Share of the size; a superscript stands no further from its word."""
SOFT_HYPHENS = ("\u00ad", "\u2010")
BY_PLACE = itemgetter(Run._fields.index("baseline"), Run._fields.index("left"))
BULLET_DISTANCE = 2.5
"""Share of the size; a drawn bullet stands no further before its line."""


class Line(NamedTuple):
    """A line of text. `first_width` is what its first word takes; `spaced` says that a space was drawn after its last word.

    `ends` are the marks of its first and last run. `dotted` says that a bullet is drawn before it. `soft` is a hyphen that only
    the line's end has made. `ink` is the colour of most of its letters.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    strong: bool = False
    links: tuple[Link, ...] = ()
    ends: tuple[int, int] = (-1, -1)
    first_width: float = 0.0
    spaced: bool = False
    dotted: bool = False
    soft: bool = False
    ink: int = 0
    slanted: bool = False

    @property
    def top(self) -> float:
        return self.baseline - ABOVE * self.size

    @property
    def bottom(self) -> float:
        return self.baseline + (1 - ABOVE) * self.size

    @property
    def box(self) -> Box:
        return self.left, self.top, self.right, self.bottom


as_line: Callable[[tuple[object, ...]], Line] = partial(tuple.__new__, Line)
"""The same of its values in their order, in less time."""


class Cluster(NamedTuple):
    baseline: float
    size: float
    runs: list[Run]


def lines(runs: Iterable[Run], links: Sequence[Area] = (), dots: Sequence[Box] = ()) -> list[Line]:
    """The lines of one column of text, from top to bottom."""
    ordered = sorted([run for run in runs if run.text], key=BY_PLACE)
    if not links and each_alone(ordered):
        found = [line_of_run(run, run.baseline, run.size) for run in ordered]
    else:
        found = [line_of(cluster, links) for cluster in clusters(ordered)]
    written = [line for line in found if line.text]
    return [with_bullet(line, dots) for line in written] if dots else written


def each_alone(runs: Sequence[Run]) -> bool:
    """Whether each run is a line of its own, in one size, as in most cells."""
    if not runs:
        return True
    size = runs[0].size
    level = SAME_BASELINE * size
    last = -level - 1
    for run in runs:
        if run.size != size or run.baseline - last <= level or run.text.isspace():
            return False
        last = run.baseline
    return True


def clusters(runs: Iterable[Run]) -> list[Cluster]:
    """Runs that stand on one line. A smaller run beside a word and level with it belongs to it: `1st`, `m²`, footnote marks.

    They are in order from top to bottom.
    """
    found: list[Cluster] = []
    for run in runs:
        last = found[-1] if found else None
        blank = run.text.isspace()
        if last is not None and run.baseline - last.baseline <= SAME_BASELINE * min(run.size, last.size):
            if not blank or any(not other.text.isspace() for other in last.runs):
                last.runs.append(run)
            if run.size > last.size and not blank:
                found[-1] = Cluster(run.baseline, run.size, last.runs)
        elif not blank:
            found.append(Cluster(run.baseline, run.size, [run]))
    return with_superscripts(found)


def with_superscripts(found: list[Cluster]) -> list[Cluster]:
    kept: list[Cluster] = []
    for index, cluster in enumerate(found):
        near = [other for other in (found[index - 1 : index] + found[index + 1 : index + 2]) if belongs(cluster, other)]
        if near:
            near[0].runs.extend(cluster.runs)
        else:
            kept.append(cluster)
    return kept


def belongs(small: Cluster, line: Cluster) -> bool:
    if small.size > SMALL * line.size:
        return False
    middle = small.baseline - small.size / 4
    if not line.baseline - ABOVE * line.size * 1.2 <= middle <= line.baseline + 0.3 * line.size:
        return False
    for run in small.runs:
        beside = False
        for other in line.runs:
            if other.size <= SMALL * line.size:
                continue  # `q` with a star above and an index below
            if min(run.right, other.right) - max(run.left, other.left) > 0.3 * (run.right - run.left) and not other.text.isspace():
                return False
            beside = beside or max(run.left - other.right, other.left - run.right) < NEAR * line.size
        if not beside:
            return False
    return True


def line_of(cluster: Cluster, links: Sequence[Area]) -> Line:
    runs = cluster.runs
    if len(runs) > 1:
        runs = once(sorted(runs, key=lambda run: (run.left, run.right)))
    elif not links:
        return line_of_run(runs[0], cluster.baseline, cluster.size)
    pieces: list[StyledPiece] = []
    for index, run in enumerate(runs):
        if index and pieces[-1].text[-1:] != " " and run.text[:1] != " " and apart(runs[index - 1], run):
            target = link_at(run, links) if links else ""
            pieces.append(StyledPiece(" ", target if target == pieces[-1].target else "", run.bold, run.slanted, ink=run.ink))
        pieces.extend(linked(run, links))
    text = "".join(piece.text for piece in pieces)
    shown = joined(pieces)
    written = [run for run in runs if not run.text.isspace()]
    first, last = written[0], written[-1]
    return Line(
        shown.text,
        first.left,
        last.right,
        cluster.baseline,
        cluster.size,
        shown.strong,
        shown.links,
        (first.mark, last.mark),
        first_word(written),
        spaced=text[-1:] == " " or runs[-1].text.isspace(),
        soft=text.rstrip(" ")[-1:] in SOFT_HYPHENS,
        ink=shown.ink,
        slanted=shown.slanted,
    )


def line_of_run(run: Run, baseline: float, size: float) -> Line:
    """A line that one run makes, which most lines are."""
    text, left, right, _, _, bold, mark, word_end, _, _, ink, _, slanted = run
    spaced = text[-1] == " "
    end = (text.rstrip(" ") if spaced else text)[-1:]
    width = (word_end or right) - left
    soft = end in SOFT_HYPHENS
    return as_line((clean(text), left, right, baseline, size, bold, (), (mark, mark), width, spaced, False, soft, ink, slanted))


def apart(before: Run, run: Run) -> bool:
    return run.left - before.right > WORD_GAP * min(before.size, run.size)


def once(runs: list[Run]) -> list[Run]:
    """Without runs that are drawn twice, a little apart, to look bold."""
    found: list[Run] = []
    for run in runs:
        if not any(run.text == other.text and abs(run.left - other.left) < 0.12 * run.size for other in found[-3:]):
            found.append(run)
    return found


def linked(run: Run, links: Sequence[Area]) -> list[StyledPiece]:
    """The run in pieces, each with the address that it links to."""
    middle = run.middle
    touching = [
        area for area in links if area.box[1] <= middle <= area.box[3] and area.box[0] < run.right and area.box[2] > run.left
    ]
    if not touching:
        return [StyledPiece(run.text, "", run.bold, run.slanted, ink=run.ink)]
    starts = starts_of(run)
    pieces: list[StyledPiece] = []
    for index, letter in enumerate(run.text):
        centre = (starts[index] + starts[index + 1]) / 2
        target = next((area.target for area in touching if area.box[0] <= centre <= area.box[2]), "")
        if pieces and pieces[-1].target == target:
            pieces[-1] = StyledPiece(pieces[-1].text + letter, target, run.bold, run.slanted, ink=run.ink)
        else:
            pieces.append(StyledPiece(letter, target, run.bold, run.slanted, ink=run.ink))
    return pieces


def link_at(run: Run, links: Sequence[Area]) -> str:
    x = run.left + 0.3 * run.size
    return next((area.target for area in links if area.box[1] <= run.middle <= area.box[3] and area.box[0] <= x <= area.box[2]), "")


def starts_of(run: Run) -> tuple[float, ...]:
    """Where the characters of the run begin, and its end; evenly spread between joints where the engine did not say."""
    if len(run.starts) == len(run.text) + 1:
        return run.starts
    starts: list[float] = []
    left = run.left
    for index, end, following in (*run.joints, Joint(len(run.text), run.right, run.right)):
        spaces = index < len(run.text) and run.text[index - 1] == " "
        count = index - spaces - len(starts)
        starts.extend(left + (end - left) / count * number for number in range(count))
        starts.extend([end] * spaces)
        left = following
    return (*starts, run.right)


def first_word(runs: Sequence[Run]) -> float:
    """The width of the first word of a line; runs that touch each other make one word."""
    for run, after in pairwise(runs):
        whole = " " not in run.text.strip()
        if not whole or run.text[-1:] == " " or after.text[:1] == " " or apart(run, after):
            return end_of_word(run) - runs[0].left
    return end_of_word(runs[-1]) - runs[0].left


def end_of_word(run: Run) -> float:
    return run.word_end or run.right


def with_bullet(line: Line, dots: Sequence[Box]) -> Line:
    """The line, knowing whether one of the dots is its bullet; the dots are in order from left to right."""
    begin = bisect_left(dots, (line.left - BULLET_DISTANCE * line.size - LARGEST_DOT,))
    for _, top, right, bottom in dots[begin : bisect_left(dots, (line.left,), begin)]:
        before = line.left - BULLET_DISTANCE * line.size < right <= line.left + 0.5
        if before and line.top < (top + bottom) / 2 < line.baseline and bottom - top < 0.8 * line.size:
            return line._replace(dotted=True)
    return line


def split(run: Run, borders: Sequence[float]) -> list[Run]:
    """The run cut at upright borders, by the middles of its characters; the letter before a wide gap is no wider for it."""
    starts = starts_of(run)
    half = 0.3 * run.size
    columns = [bisect_right(borders, start + min((end - start) / 2, half)) for start, end in pairwise(starts)]
    parts: list[Run] = []
    begin = 0
    for index in range(1, len(columns) + 1):
        if index < len(columns) and columns[index] == columns[begin]:
            continue
        text = run.text[begin:index]
        if text.strip():
            first = begin + len(text) - len(text.lstrip())
            last = begin + len(text.rstrip())
            end = min(starts[last], starts[last - 1] + 2 * half) if last < len(columns) else starts[last]
            space = run.text.find(" ", first, last)
            parts.append(
                run._replace(
                    text=text,
                    left=starts[first],
                    right=max(end, starts[first]),
                    word_end=starts[space] if space > 0 else end,
                    starts=(*starts[begin:index], max(end, starts[begin])),
                    joints=(),
                )
            )
        begin = index
    return parts
