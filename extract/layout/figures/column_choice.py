"""Columns of a table of figures that nobody ruled: ways to part its lines compete, each with its evidence, and the best stands.

White between all lines is one way. It fails where a single text bridges two columns; then texts that end below each other, and the
gaps of the line above the figures, each say where columns are. A gate keeps the cost down: columns that no line fills twice have no
rival.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from postulat.extract.layout.baselines import Stretch
from postulat.extract.layout.figures.lines import Piece

WEIGHTS = (0.3, 0.25, 0.25, 0.2)
"""Of the terms of a score in their order; set by hand."""
MARGIN = 0.02
"""By which a rival must be better than the columns that white parts, to be taken."""
SURE = 1.0
"""The margin of columns that have no rival."""
THIN = 0.04
"""Margin below which the columns are uncertain."""
FEW = 0.05
"""Share of the lines whose text may bridge two columns."""
FEWEST_LINES = 10
"""Of a body, for one of them to bridge columns."""
FILLED = 0.3
"""Share of the lines with text on either side of a border that some text crosses."""
SAME_PLACE = 1.5
"""Points by which texts of one column end, begin, or are centred apart."""
SHARED = 0.4
"""Share of the lines that have a figure ending at one place, for a column to end there."""
CUT = 4.0
"""Weight of a text that a border cuts, beside one that it leaves whole."""

Row = Sequence[Piece]


class ColumnScore(NamedTuple):
    """How well columns fit the texts of a body; each term from 0 to 1."""

    single: float
    """Cells that hold one text."""
    whole: float
    """Texts that no border cuts."""
    aligned: float
    """Texts of a column that end, begin, or are centred below each other."""
    filled: float
    """Cells with text."""

    @property
    def value(self) -> float:
        return sum(weight * term for weight, term in zip(WEIGHTS, self, strict=True))


class ColumnProposal(NamedTuple):
    """A way to part the lines of a body into columns: its name, and from where to where each column reaches."""

    name: str
    columns: list[Stretch]


class ChosenColumns(NamedTuple):
    """The columns that stand, the way that proposed them, its score, and by how much it is ahead of the next one."""

    columns: list[Stretch]
    name: str
    value: float
    margin: float


def chosen_columns(white: list[Stretch], rows: Sequence[Row], above: Row, least: float) -> ChosenColumns:
    """The best of the columns that white parts and those in which more of them are seen; `above` is the line above the body."""
    if not any(holds_several(white, row) for row in rows):
        return ChosenColumns(white, "white", column_score(white, rows).value, SURE)
    rows = [[piece for piece in row if any(piece.left < end and start < piece.right for start, end in white)] for row in rows]
    scored = [(column_score(white, rows), ColumnProposal("white", white))]
    scored += [(column_score(each.columns, rows), each) for each in rivals(white, rows, above, least)]
    best = scored[0]
    for score, proposal in scored[1:]:
        if score.value > best[0].value + (MARGIN if best[1].name == "white" else 0.0):
            best = (score, proposal)
    others = [score.value for score, each in scored if each.columns != best[1].columns]
    return ChosenColumns(best[1].columns, best[1].name, best[0].value, best[0].value - max(others) if others else SURE)


def holds_several(columns: Sequence[Stretch], row: Row) -> bool:
    starts = [start for start, _ in columns]
    found = [bisect_right(starts, (piece.left + piece.right) / 2) for piece in row]
    return len(set(found)) < len(found)


def rivals(white: Sequence[Stretch], rows: Sequence[Row], above: Row, least: float) -> Iterator[ColumnProposal]:
    pieces = [piece for row in rows for piece in row]
    middles = [(end + start) / 2 for (_, end), (start, _) in pairwise(white)]
    ways = {
        "few cross": [x for column in white for x in corridors(column, pieces, len(rows), least)],
        "ends": [x for column in white for x in between_ends(column, pieces, len(rows))],
        "heading": [x for x in between_headings(above) if any(start < x < end for start, end in white)],
    }
    for name, more in ways.items():
        if more:
            columns = columns_between(sorted([*middles, *more]), pieces)
            if len(columns) > len(white):
                yield ColumnProposal(name, columns)


def corridors(column: Stretch, pieces: Sequence[Piece], count: int, least: float) -> list[float]:
    """The middles of stretches within a column that few texts cross, with text of many lines on either side."""
    few = max(1, int(FEW * count)) if count >= FEWEST_LINES else 0
    inside = [piece for piece in pieces if piece.left >= column[0] and piece.right <= column[1]]
    if not few or len(inside) < 2 * FILLED * count:
        return []
    starts, ends = sorted(piece.left for piece in inside), sorted(piece.right for piece in inside)
    edges = sorted({*starts, *ends})
    free = [(a, b) for a, b in pairwise(edges) if bisect_right(starts, a) - bisect_right(ends, a) <= few]
    wide: list[Stretch] = []
    for start, end in free:
        if wide and wide[-1][1] == start:
            wide[-1] = (wide[-1][0], end)
        else:
            wide.append((start, end))
    many = FILLED * count
    return [
        (start + end) / 2
        for start, end in wide
        if end - start >= least and bisect_right(ends, start) >= many and len(starts) - bisect_left(starts, end) >= many
    ]


def between_ends(column: Stretch, pieces: Sequence[Piece], count: int) -> list[float]:
    """Where a column ends within another one: right behind a place at which the figures of many lines end."""
    inside = [piece for piece in pieces if piece.is_figure and piece.left >= column[0] and piece.right <= column[1]]
    counts = Counter(round(piece.right) for piece in inside)
    near = {x: counts[x - 1] + counts[x] + counts[x + 1] for x in counts}
    found: list[int] = []
    for x in sorted(near, key=lambda x: (-near[x], x)):
        if near[x] >= max(2, SHARED * count) and all(abs(x - other) > 2 * SAME_PLACE for other in found):
            found.append(x)
    return [x + SAME_PLACE for x in sorted(found)[:-1]]


def between_headings(above: Row) -> list[float]:
    return [(upper.right + lower.left) / 2 for upper, lower in pairwise(above)]


def columns_between(borders: Sequence[float], pieces: Sequence[Piece]) -> list[Stretch]:
    """From where to where the texts between borders reach, without those that cross one; nothing of what is empty."""
    found: dict[int, Stretch] = {}
    for piece in pieces:
        at = bisect_right(borders, piece.left)
        if at != bisect_right(borders, piece.right):
            continue
        left, right = found.get(at, (piece.left, piece.right))
        found[at] = min(left, piece.left), max(right, piece.right)
    return [found[at] for at in sorted(found)]


def column_score(columns: Sequence[Stretch], rows: Sequence[Row]) -> ColumnScore:
    borders = [(end + start) / 2 for (_, end), (start, _) in pairwise(columns)]
    cells: Counter[tuple[int, int]] = Counter()
    held: dict[int, list[Piece]] = {}
    cut = 0
    for number, row in enumerate(rows):
        for piece in row:
            at = bisect_right(borders, (piece.left + piece.right) / 2)
            cells[number, at] += 1
            held.setdefault(at, []).append(piece)
            cut += bisect_right(borders, piece.left + 1) != bisect_left(borders, piece.right - 1)
    total = max(sum(cells.values()), 1)
    return ColumnScore(
        single=sum(count == 1 for count in cells.values()) / max(len(cells), 1),
        whole=max(0.0, 1.0 - CUT * cut / total),
        aligned=sum(map(most_aligned, held.values())) / total,
        filled=len(cells) / max(len(rows) * len(columns), 1),
    )


def most_aligned(pieces: Sequence[Piece]) -> int:
    """How many texts of a column stand below each other, by the side or middle that most of them share."""
    sides = (
        [piece.right for piece in pieces],
        [piece.left for piece in pieces],
        [(piece.left + piece.right) / 2 for piece in pieces],
    )
    return max(most_near(sorted(side)) for side in sides)


def most_near(ordered: Sequence[float]) -> int:
    return max(bisect_right(ordered, x + 2 * SAME_PLACE) - at for at, x in enumerate(ordered))
