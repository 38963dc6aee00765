"""Tables that plain text lays out: columns kept apart by spaces, and cells within drawn borders."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from postulat.extract.layout.lattice import Grid
from postulat.extract.layout.page import Run
from postulat.extract.layout.whitespace import aligned_grids

LETTER, SIZE, PITCH = 5.0, 10.0, 12.0
"""Points that a letter, its height and a line take on the page that the text is laid on."""
SEGMENT = re.compile(r"\S+(?: \S+)*")
"""Words with a single space between them."""
RULE = re.compile(
    r"(?=[\s+|:=_-]*?[+=_-]{3})[\s+|:=_-]*"
    r"|(?=[\s|:-]*?(?::-|-:|--))\s*(?:\|\s*)?:?-+:?\s*(?:\|\s*:?-+:?\s*)+(?:\|\s*)?"
)
"""A line that draws a border, or parts the headings of Markdown from their columns, for which a dash and a colon are enough."""
FEWEST_GAPS = 3
"""Lines with a gap within, in a stretch that may be a table."""
MOST_BLANK = 2
"""Blank lines between the rows of one table."""
MOST_LINES = 3000
SENTENCE = re.compile(r"\w{6}[.!?]\s*$|:\s")
LONGEST_HEADING = 80
"""Characters of a value in the first of these lines."""


class TextPiece(NamedTuple):
    """Text in a cell with the index of its line."""

    line: int
    text: str


class Laid(NamedTuple):
    """A table in lines `[first:last]`: for each row and column its pieces."""

    first: int
    last: int
    rows: list[list[list[TextPiece]]]


def is_rule(text: str) -> bool:
    """
    >>> is_rule("+-----+------+"), is_rule("---  -----"), is_rule("|---|---|"), is_rule("- uwaga"), is_rule("")
    (True, True, True, False, False)
    >>> is_rule(":-- | :-"), is_rule("| -: |:-:|"), is_rule("| - | - |")
    (True, True, False)
    """
    return RULE.fullmatch(text) is not None


def laid_out(lines: Sequence[str]) -> dict[int, Laid]:
    """Index of the first line → the table that is laid out by spaces there."""
    found = {}
    for start, end in stretches(lines):
        for grid in grids(lines, start, end):
            made = table_of(grid, lines, start, end)
            if made is not None:
                found[made.first] = made
    return found


def stretches(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Stretches of lines with few blank ones between, without tabs and bars, some of them with gaps."""
    start = 0
    while start < len(lines):
        end, blank, gaps = start, 0, 0
        while end < len(lines) and blank <= MOST_BLANK and "\t" not in lines[end] and "|" not in lines[end]:
            blank = 0 if lines[end].strip() else blank + 1
            gaps += len(SEGMENT.findall(lines[end])) > 1
            end += 1
        if gaps >= FEWEST_GAPS and end - start <= MOST_LINES:
            yield start, end
        start = max(end, start + 1)


def grids(lines: Sequence[str], start: int, end: int) -> list[Grid]:
    runs: list[Run] = []
    rules: list[float] = []
    for index in range(start, end):
        if is_rule(lines[index]):
            rules.append(index * PITCH - SIZE / 4)
            continue
        runs.extend(
            Run(match[0], LETTER * match.start(), LETTER * match.end(), index * PITCH, SIZE)
            for match in SEGMENT.finditer(lines[index])
        )
    return aligned_grids(runs, rules)


def table_of(grid: Grid, lines: Sequence[str], start: int, end: int) -> Laid | None:
    rows: list[list[list[TextPiece]]] = [[[] for _ in grid.xs[1:]] for _ in grid.ys[1:]]
    used = []
    for index in range(start, end):
        height = index * PITCH - SIZE / 4
        if not grid.ys[0] <= height <= grid.ys[-1] or is_rule(lines[index]):
            continue
        used.append(index)
        row = min(bisect_right(grid.ys, height) - 1, len(rows) - 1)
        for match in SEGMENT.finditer(lines[index]):
            column = min(max(bisect_right(grid.xs, LETTER * (match.start() + 0.5)) - 1, 0), len(grid.xs) - 2)
            rows[row][column].append(TextPiece(index, match[0]))
    return Laid(used[0], used[-1] + 1, rows) if used else None


def split_bars(line: str) -> list[str]:
    """The cells of a line with bars at both ends; a bar behind a backslash parts nothing.

    >>> split_bars("| a | b\\\\| c |")
    [' a ', ' b| c ']
    """
    inner = line.strip().replace("\\|", "\0").removeprefix("|").removesuffix("|")
    return [cell.replace("\0", "|") for cell in inner.split("|")]


def bordered(lines: Sequence[str], first: int, last: int) -> list[list[list[TextPiece]]] | None:
    """The rows of a table of bars in lines `[first:last]` with drawn borders between its rows; None where there are none.

    Where borders stand only around the heading and the whole, each line is a row.
    """
    groups: list[list[int]] = [[]]
    for index in range(first, last):
        if is_rule(lines[index]):
            groups.append([])
        elif lines[index].strip():
            groups[-1].append(index)
    groups = [group for group in groups if group]
    if len(groups) < 3 or not any(len(group) > 1 for group in groups):
        return None
    rows = []
    for group in groups:
        cells = [[text.strip() for text in split_bars(lines[index])] for index in group]
        width = max(map(len, cells))
        rows.append(
            [
                [
                    TextPiece(index, own[column])
                    for index, own in zip(group, cells, strict=True)
                    if column < len(own) and own[column]
                ]
                for column in range(width)
            ]
        )
    return rows
