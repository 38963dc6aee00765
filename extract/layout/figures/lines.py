"""Lines of figures: what of a page stands in rows of numbers, its pieces, and the leaders between a label and its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category

from postulat.extract.layout.baselines import Baseline, Stretch, banded, levels
from postulat.extract.layout.numeric_tables import FIGURE
from postulat.extract.layout.page import Run

WORD_APART = 0.42
"""Share of the size; pieces that stand closer are words of one text."""
LEADERS = re.compile(r"(?<![\s.·…_])[\s.·…_]*(?:\.{4,}|(?:\. ){3,}\.?|·{4,}|…{2,}|_{6,})[\s.·…_]*")
FEWEST_FIGURES = 2
"""Of a line of figures."""
MOST_LABELS = 4
"""Lines of labels that follow each other without figures."""
RAISED = 0.8
"""Share of the size of a line; figures that are smaller are numbers of notes."""
FARTHEST = 2.6
"""Sizes between two lines of one table."""
FEWEST_LINES = 3
TEXTS_KEPT = 8192


class Piece(Run):
    """A text of a line as one thing: runs that stand no further apart than words do."""

    __slots__ = ()

    @property
    def is_figure(self) -> bool:
        return is_figure(self.text)


@lru_cache(maxsize=TEXTS_KEPT)
def is_figure(text: str) -> bool:
    """Whether a text is a figure: each piece of a page is asked many times, and figures come again."""
    return FIGURE.fullmatch(text.strip()) is not None


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A line of a page in pieces from left to right, with its leaders taken out."""

    pieces: tuple[Piece, ...]

    @property
    def top(self) -> float:
        return min(piece.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        return max(piece.bottom for piece in self.pieces)

    @property
    def size(self) -> float:
        return max(piece.size for piece in self.pieces)

    @property
    def figures(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.is_figure]


def figure_lines(runs: Iterable[Run]) -> list[FigureLine]:
    """The lines of a page, from top to bottom."""
    bare = [part for run in runs if run.text.strip() for part in without_leaders(run)]
    return [FigureLine(tuple(pieces_of(level))) for level in banded(levels(bare))]


def has_leaders(text: str) -> bool:
    """A quick look; most runs pass it."""
    return "..." in text or ". . ." in text or "···" in text or "……" in text or "______" in text


def without_leaders(run: Run) -> Iterator[Run]:
    """The run without the dots that lead from a label to its figures; in two, where both are one run."""
    if not has_leaders(run.text):
        yield run
        return
    from postulat.extract.pdf.lines import starts_of

    starts = starts_of(run)
    begin = 0
    for match in LEADERS.finditer(run.text):
        if run.text[begin : match.start()].strip():
            yield shown_part(run, starts, begin, match.start())
        begin = match.end()
    if run.text[begin:].strip():
        yield shown_part(run, starts, begin, len(run.text))


def shown_part(run: Run, starts: Sequence[float], begin: int, end: int) -> Run:
    text = run.text[begin:end]
    begin += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    right = run.right if end == len(run.text) else min(starts[end], run.right)
    joints = tuple(joint._replace(at=joint.at - begin) for joint in run.joints if begin < joint.at < end)
    word = run.text.find(" ", begin, end)
    return run._replace(
        text=run.text[begin:end],
        left=run.left if begin == 0 else starts[begin],
        right=right,
        word_end=starts[word] if word > 0 else right,
        starts=(*starts[begin:end], right),
        joints=joints,
    )


def pieces_of(level: Baseline) -> Iterator[Piece]:
    """The runs of a line, those joined that are words of one text, and a currency sign with its figure."""
    found: list[Piece] = []
    for run in level.runs:
        for part in at_joints(run):
            last = found[-1] if found else None
            if last is not None and belongs(last, part):
                found[-1] = Piece(
                    f"{last.text.rstrip()} {part.text.strip()}",
                    last.left,
                    max(last.right, part.right),
                    *last[3:],
                )
            else:
                found.append(Piece(*part))
    yield from found


def belongs(last: Piece, part: Run) -> bool:
    if is_currency(last.text.strip()) and part.text.strip()[:1].isdigit():
        return True
    near = part.left - last.right < WORD_APART * min(last.size, part.size)
    return near and not (FIGURE.fullmatch(part.text.strip()) and last.is_figure and part.left > last.right and is_whole(last, part))


def is_currency(text: str) -> bool:
    """Whether a text is a sign of money that stands alone before its figure, perhaps far from it."""
    return len(text) == 1 and category(text) == "Sc"


def is_whole(last: Piece, part: Run) -> bool:
    """Whether two figures close to each other are two, and no range or figure with its mark."""
    return part.text.strip()[:1].isdigit() and last.text.strip()[-1:].isdigit() and part.left - last.right > 0.3 * part.size


def at_joints(run: Run) -> Iterator[Run]:
    """The run in parts where its producer left more white than between words."""
    wide = [joint for joint in run.joints if joint.right - joint.left >= WORD_APART * run.size]
    if not wide:
        yield run
        return
    begin, left = 0, run.left
    for at, right, following in wide:
        yield run._replace(text=run.text[begin:at], left=left, right=right, starts=(), joints=())
        begin, left = at, following
    yield run._replace(text=run.text[begin:], left=left, starts=(), joints=())


def bodies(lines: Sequence[FigureLine]) -> Iterator[tuple[int, int]]:
    """The stretches of lines that are rows of figures, each from its first to behind its last line of figures."""
    first = last = -1
    for index, line in enumerate(lines):
        apart = last >= 0 and line.top - lines[index - 1].bottom > FARTHEST * line.size
        if first >= 0 and (apart or index - last > MOST_LABELS or ends_body(line, lines[first : last + 1])):
            if last + 1 - first >= FEWEST_LINES:
                yield first, last + 1
            first = last = -1
        if is_row(line):
            first, last = (index if first < 0 else first), index
    if first >= 0 and last + 1 - first >= FEWEST_LINES:
        yield first, last + 1


def is_row(line: FigureLine) -> bool:
    """Whether a line is figures beside a label at most; numbers set small are those of notes."""
    size = RAISED * line.size
    figures = sum(piece.size >= size for piece in line.figures)
    others = len(line.pieces) - len(line.figures)
    return figures >= FEWEST_FIGURES and figures >= others - 1


def ends_body(line: FigureLine, body: Sequence[FigureLine]) -> bool:
    """Whether a line is text across the columns of figures above it."""
    if is_row(line) or not body:
        return False
    sides = figure_sides(body)
    wide = max(line.pieces, key=lambda piece: piece.right - piece.left)
    first, last = sides
    centred = abs(wide.left + wide.right - min(each.pieces[0].left for each in body) - last) < 2 * line.size
    crossing = wide.left < first and wide.right > first + 0.35 * (last - first)
    return crossing and not (centred and len(line.pieces) == 1 and len(wide.text.split()) <= 8)


def figure_sides(body: Sequence[FigureLine]) -> Stretch:
    """From where the first column of figures begins to where the last ends."""
    figures = [piece for line in body for piece in line.figures if len(line.pieces) > 1]
    labelled = [line for line in body if len(line.pieces) > 1 and not line.pieces[0].is_figure]
    starts = [line.figures[0].left for line in labelled if line.figures]
    return min(starts, default=min(piece.left for piece in figures)), max(piece.right for piece in figures)
