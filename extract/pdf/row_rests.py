"""The rest of a row at the head of the next page, in tables that nobody ruled: a row of its own, neither heading nor next row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from postulat.extract.layout.lattice import Region
from postulat.extract.pdf.lines import Line
from postulat.extract.pdf.tables import Draft

APART = 1.5
"""Sizes between two baselines from which on they are no lines of one paragraph."""
LEVEL = 0.4
"""Sizes by which lines that begin a row differ in height."""
MOST_HEADING_ROWS = 4


def part_rest(above: Draft, below: Draft) -> Draft:
    """The lower table with the rest of the upper one's last row as a row of its own, under the heading that it repeats."""
    row = 0
    while row < MOST_HEADING_ROWS and row < len(below.grid.ys) - 2 and row < len(above.grid.ys) - 1:
        here, there = cells_of(below, row), cells_of(above, row)
        if here is None or there is None or len(here) != len(there):
            return below
        if [words(lines) for lines in here] != [words(lines) for lines in there]:
            break
        row += 1
    here, there = cells_of(below, row), cells_of(above, row)
    if here is None:
        return below
    if there is not None and len(here) == len(there):
        counts = [len_of_heading(lines, head) for lines, head in zip(here, there, strict=True)]
        if (
            None not in counts
            and any(count != len(lines) for count, lines in zip(counts, here, strict=True))
            and any(map(words, there))
        ):
            heads = {id(lines): count for lines, count in zip(here, counts, strict=True)}
            return parted(below, row, lambda lines: heads[id(lines)] or 0)
    if row == 0 or not here or not here[0]:
        return below
    base = here[0][0].baseline
    counts = [len_of_rest(lines, base) for lines in here]
    if not any(counts):
        return below
    rests = {id(lines): count for lines, count in zip(here, counts, strict=True)}
    return parted(below, row, lambda lines: rests[id(lines)] or 0)


def cells_of(draft: Draft, row: int) -> list[Sequence[Line]] | None:
    """The lines of each cell of a row; None, where a cell spans rows."""
    if row >= len(draft.grid.ys) - 1:
        return None
    inside = [(region, lines) for region, lines in draft.cells if region.row0 <= row < region.row1]
    if any(region.row1 - region.row0 > 1 for region, _ in inside):
        return None
    return [lines for _, lines in sorted(inside, key=lambda cell: cell[0].column0)]


def words(lines: Sequence[Line]) -> list[str]:
    return " ".join(line.text for line in lines).split()


def len_of_heading(lines: Sequence[Line], head: Sequence[Line]) -> int | None:
    """How many lines say what the heading says; None, where they say something else."""
    wanted = words(head)
    for count in range(len(lines) + 1):
        said = words(lines[:count])
        if said == wanted:
            return count
        if said != wanted[: len(said)]:
            break
    return None


def len_of_rest(lines: Sequence[Line], base: float) -> int:
    """How many lines at a cell's head stand above where the row begins, apart from it and in the middle of a sentence."""
    count = sum(line.baseline < base - LEVEL * line.size for line in lines)
    if not count or not lines[0].text[:1].islower():
        return 0
    if count == len(lines):
        return count if base - lines[-1].baseline > APART * lines[-1].size else 0
    begins = abs(lines[count].baseline - base) <= LEVEL * lines[count].size
    return count if begins and lines[count].baseline - lines[count - 1].baseline > APART * lines[count].size else 0


def parted(draft: Draft, row: int, count: Callable[[Sequence[Line]], int]) -> Draft:
    """The table with a row cut in two; the upper one has the first lines of each cell, as many as `count` says."""
    inside = [lines for region, lines in draft.cells if region.row0 == row]
    upper = [line.bottom for lines in inside for line in lines[: count(lines)]]
    lower = [line.top for lines in inside for line in lines[count(lines) :]]
    ys = draft.grid.ys
    y = (max(upper, default=ys[row]) + min(lower, default=ys[row + 1])) / 2
    cells: list[tuple[Region, tuple[Line, ...]]] = []
    for region, lines in draft.cells:
        if region.row0 == row:
            number = count(lines)
            cells.append((Region(row, row + 1, region.column0, region.column1), tuple(lines[:number])))
            cells.append((Region(row + 1, row + 2, region.column0, region.column1), tuple(lines[number:])))
        else:
            shift = int(region.row0 > row)
            moved = Region(region.row0 + shift, region.row1 + shift, region.column0, region.column1)
            cells.append((moved, lines))
    cells.sort(key=lambda cell: (cell[0].row0, cell[0].column0))
    grid = replace(draft.grid, ys=(*ys[: row + 1], y, *ys[row + 1 :]), regions=tuple(region for region, _ in cells))
    return Draft(grid, tuple(cells), draft.running)
