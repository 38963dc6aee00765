"""Columns of a table of figures: where its figures stand below each other, and how far the labels before them reach."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from postulat.extract.layout.baselines import Stretch
from postulat.extract.layout.figures.column_choice import ChosenColumns, chosen_columns
from postulat.extract.layout.figures.lines import FigureLine, Piece

NARROWEST_GAP = 0.25
"""Share of the size that two columns of figures stand apart at least."""
LABEL_GAP = 0.7
"""The same for two columns of labels."""
LABELLED = 0.5
"""Share of the lines that begin with a label, for there to be a column of labels."""
WIDEST = 1.7
"""Times the middle width of the pieces of a line's kind: a wider one may bridge columns and says nothing of them."""
FEWEST_IN_COLUMN = 2
LOWEST = 10
"""Times that a heading right above the figures counts."""


def figure_columns(body: Sequence[FigureLine], above: Sequence[Piece] = ()) -> ChosenColumns:
    """The columns from left to right, each from where its texts begin to where they end; `above` is the line above the body."""
    rows = [line for line in body if line.figures]
    labelled = [line for line in rows if not line.pieces[0].is_figure]
    stub = len(labelled) >= LABELLED * len(rows)
    pieces: list[Piece] = []
    filled: list[Sequence[Piece]] = []
    labels: list[Piece] = []
    for line in rows:
        first = next(at for at, piece in enumerate(line.pieces) if piece.is_figure)
        if stub and first:
            labels.extend(line.pieces[:first])
        filled.append(line.pieces[first if stub else 0 :])
        pieces.extend(filled[-1])
    size = rows[0].size
    white = parted_by_white(without_bridges(pieces), NARROWEST_GAP * size)
    chosen = chosen_columns([column for column in white if is_filled(column, pieces)], filled, above, NARROWEST_GAP * size)
    columns = chosen.columns
    if not stub or not columns:
        return chosen
    reach = columns[0][0]
    begun = [label for label in labels if label.left < reach]
    parts = label_columns([line for line in labelled if line.figures], reach, LABEL_GAP * size)
    if len(parts) > 1:
        return chosen._replace(columns=[*parts, *columns])
    left = min((label.left for label in begun), default=reach)
    right = min(max((label.right for label in begun), default=reach), reach)
    return chosen._replace(columns=[(left, right), *columns])


def label_columns(rows: Sequence[FigureLine], reach: float, least: float) -> list[Stretch]:
    """Columns of texts before the first figure, where most lines have several such."""
    inside = [[piece for piece in line.pieces if piece.left < reach and not piece.is_figure] for line in rows]
    several = [pieces for pieces in inside if len(pieces) > 1]
    if len(several) < 0.6 * len(rows):
        return []
    return parted_by_white([piece for pieces in inside for piece in pieces], least)


def without_bridges(pieces: Sequence[Piece]) -> list[Piece]:
    """Without the few pieces that stand over several others of other lines, as a note over two columns does."""
    kept = []
    figures = sorted((piece.left, piece.right) for piece in pieces if piece.is_figure)
    starts = [left for left, _ in figures]
    turned = max((left - right for left, right in figures), default=0.0)  # of a run that ends before it begins
    for piece in pieces:
        first = bisect_left(starts, piece.left - 1)
        behind = bisect_right(starts, piece.right + 1 + max(0.0, turned), first)
        middles = sorted((left + right) / 2 for left, right in figures[first:behind] if right <= piece.right + 1)
        if not any(after - before > 2.5 * piece.size for before, after in pairwise(middles)):
            kept.append(piece)
    return kept


def parted_by_white(pieces: Iterable[Piece], least: float) -> list[Stretch]:
    """The stretches that texts below each other take, with white between them."""
    found: list[Stretch] = []
    for left, right in sorted((piece.left, piece.right) for piece in pieces):
        if found and left - found[-1][1] < least:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def is_filled(column: Stretch, pieces: Sequence[Piece]) -> bool:
    return sum(column[0] <= piece.left and piece.right <= column[1] for piece in pieces) >= FEWEST_IN_COLUMN


def borders_between(columns: Sequence[Stretch], heading: Sequence[FigureLine]) -> list[float]:
    """The inner borders: between two columns where the fewest texts of the heading stand."""
    found = []
    whole = [
        (piece, line is heading[-1])
        for at, line in enumerate(heading)
        for piece in line.pieces
        if not spans(piece, heading[at + 1 :])
    ]
    for (_, end), (start, _) in pairwise(columns):
        if start <= end:
            found.append((start + end) / 2)
            continue
        middle = (start + end) / 2
        places = {middle, end + 0.1 * (start - end), start - 0.1 * (start - end)}
        edges = sorted(
            [end, start, *(x for line in heading for piece in line.pieces for x in (piece.left, piece.right) if end < x < start)]
        )
        places.update((a + b) / 2 for a, b in pairwise(edges))
        best = min(places, key=lambda x: (crossed(x, whole), abs(x - middle)))
        found.append(best)
    return found


def spans(piece: Piece, below: Sequence[FigureLine]) -> bool:
    """Whether a heading stands over several others of one line, and so may be cut by a border that parts these."""
    return any(sum(other.left < piece.right and piece.left < other.right for other in line.pieces) > 1 for line in below)


def crossed(x: float, heading: Sequence[tuple[Piece, bool]]) -> int:
    """How many headings a border would cut; each says whether it stands in the last line, which counts most."""
    return sum((LOWEST if lowest else 1) * (piece.left < x - 0.5 and piece.right > x + 0.5) for piece, lowest in heading)
