"""Tables of two columns, labels with one figure each: where they stand, and the evidence that they are tables.

Names with a number beside them are no table yet: votes, attendance, contents. What speaks for one is weighed, each by its name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from postulat.extract.layout.figures.lines import FARTHEST, FigureLine, Piece, is_currency
from postulat.extract.layout.page import Rule

FEWEST_PAIRS = 4
MANY_PAIRS = 7
MOST_LABELS = 3
"""Lines of labels that follow each other without a figure."""
APART = 2.5
"""Sizes between most labels and their figures."""
SAME_PLACE = 1.5
"""Points by which figures end, and labels begin, below each other."""
MOST = 0.7
"""Share of the lines that are alike."""
LIKELY = 0.8
"""Evidence from which on it is a table."""
LONGEST = 14
"""Words of a label."""
REACH = 6.0
"""Points by which a rule may end beside the table."""


class Evidence(NamedTuple):
    """One reason to take pairs for a table."""

    name: str
    weight: float


def is_pair(line: FigureLine) -> bool:
    """Whether a line is a label and one figure to its right."""
    if len(line.pieces) != 2 or not line.pieces[1].is_figure or line.pieces[0].is_figure:
        return False
    label = line.pieces[0].text.strip()
    return any(map(str.isalpha, label)) and len(label.split()) <= LONGEST


def pair_bodies(lines: Sequence[FigureLine]) -> Iterator[tuple[int, int]]:
    """The stretches of lines that are pairs, with the labels between them."""
    first = last = -1
    for index, line in enumerate(lines):
        pair = is_pair(line)
        apart = last >= 0 and line.top - lines[index - 1].bottom > FARTHEST * line.size
        if first >= 0 and (apart or index - last > MOST_LABELS or not (pair or is_label(line, lines[first]))):
            if last + 1 - first >= FEWEST_PAIRS:
                yield first, last + 1
            first = last = -1
        if pair:
            first, last = (index if first < 0 else first), index
    if first >= 0 and last + 1 - first >= FEWEST_PAIRS:
        yield first, last + 1


def is_label(line: FigureLine, pair: FigureLine) -> bool:
    """Whether a line is one text that ends before the figures begin."""
    return len(line.pieces) == 1 and line.pieces[0].right < pair.pieces[1].right - pair.size


def pair_evidence(lines: Sequence[FigureLine], first: int, last: int, rules: Sequence[Rule]) -> list[Evidence]:
    """What speaks for the pairs among the lines `[first:last]` to be a table; nothing, where they are its contents."""
    pairs = [line for line in lines[first:last] if is_pair(line)]
    figures = [line.pieces[1] for line in pairs]
    if len(pairs) < FEWEST_PAIRS or counts_pages(figures):
        return []
    found = [Evidence("many", 0.2)] if len(pairs) >= MANY_PAIRS else []
    if median(line.pieces[1].left - line.pieces[0].right for line in pairs) >= APART * pairs[0].size:
        found.append(Evidence("apart", 0.2))
    if share_alike([piece.right for piece in figures]) >= MOST:
        found.append(Evidence("figures end below each other", 0.2))
    if share_alike([line.pieces[0].left for line in pairs], places=2) >= MOST:
        found.append(Evidence("labels begin below each other", 0.1))
    if sum(map(is_written_out, figures)) >= MOST * len(figures):
        found.append(Evidence("amounts", 0.3))
    if is_ruled(lines, first, last, rules):
        found.append(Evidence("rules", 0.3))
    if is_headed(lines, first, figures):
        found.append(Evidence("heading", 0.3))
    return found


def is_pair_table(lines: Sequence[FigureLine], first: int, last: int, rules: Sequence[Rule]) -> bool:
    found = pair_evidence(lines, first, last, rules)
    sure = any(each.name in ("amounts", "rules", "heading") for each in found)
    return sure and round(sum(each.weight for each in found), 3) >= LIKELY


def share_alike(found: Sequence[float], places: int = 1) -> float:
    """The share of numbers that stand at the one or more places at which most do."""
    counts = Counter(round(x / SAME_PLACE) for x in found)
    near = sorted((counts[x] + counts[x + 1] for x in counts), reverse=True)
    return min(sum(near[:places]) / len(found), 1.0)


def is_written_out(figure: Piece) -> bool:
    """Whether a figure is an amount: with decimals, thousands, a share or a sign of money. A bare number may be that of a page."""
    text = figure.text.strip()
    marked = any(is_currency(character) or character in "%(" for character in text)
    return marked or (any(map(str.isdigit, text[-3:])) and not text.isdigit() and ":" not in text)


def counts_pages(figures: Sequence[Piece]) -> bool:
    """Whether the figures only go up, as the numbers of pages in a list of contents do."""
    texts = [piece.text.strip() for piece in figures]
    return all(map(str.isdecimal, texts)) and all(int(one) <= int(other) for one, other in pairwise(texts))


def is_ruled(lines: Sequence[FigureLine], first: int, last: int, rules: Sequence[Rule]) -> bool:
    """Whether a level rule as wide as the pairs is drawn right above, between or right below them."""
    body = lines[first:last]
    left, right = min(line.pieces[0].left for line in body), max(line.pieces[-1].right for line in body)
    top, bottom = body[0].top - 2 * FARTHEST * body[0].size, body[-1].bottom + FARTHEST * body[-1].size
    return any(
        rule.level and rule.left <= left + REACH and rule.right >= right - REACH and top <= rule.top <= bottom for rule in rules
    )


def is_headed(lines: Sequence[FigureLine], first: int, figures: Sequence[Piece]) -> bool:
    """Whether the line above the first pair has a text of its own over the figures, beside one over the labels or alone."""
    if not first or lines[first].top - lines[first - 1].bottom > FARTHEST * lines[first].size:
        return False
    over = lines[first - 1].pieces[-1]
    left, right = min(piece.left for piece in figures), max(piece.right for piece in figures)
    return (
        len(lines[first - 1].pieces) <= 2
        and over.left > lines[first].pieces[0].left + over.size
        and left < over.right < right + 6 * over.size
        and over.left < right
        and not over.text.rstrip().endswith((".", ":", ","))
    )
