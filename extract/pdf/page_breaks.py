"""What a page break does to a table: rows, paragraphs and words that it cuts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from postulat.extract.pdf.hyphenation import glue
from postulat.extract.pdf.lines import Line
from postulat.extract.pdf.paragraph_signs import begins
from postulat.extract.pdf.paragraphs import Habits
from postulat.extract.pdf.tables import Cells, Draft

SAME_WIDTH = 0.8
"""Share of the width of two columns in which they overlap, to be one."""


def across_break(above: Draft, below: Draft, habits: Habits) -> tuple[Draft, Draft]:
    """Two pieces of a table, each knowing what of it goes on in the other.

    A word that the break cuts is put together at the end of its page. A paragraph goes on where its lines, were they on one page,
    would be one paragraph; but between two sentences nothing tells, and the second is taken for a paragraph of its own.
    """
    cut = above.is_cut(habits) or below.grid.open_top
    above, below = above.opened(above.grid.open_top, cut), below.opened(cut, below.grid.open_bottom)
    ends, starts = dict(enumerate(above.cells)), dict(enumerate(below.cells))
    running = set()
    for index, next_index in neighbours(above, below):
        region, lines = ends[index]
        limit = above.grid.limit(region.column1) - habits.room
        next_region, next_lines = starts[next_index]
        lines, next_lines = with_whole_word(lines, next_lines, limit, habits)
        ends[index], starts[next_index] = (region, lines), (next_region, next_lines)
        if next_lines and next_lines[0].text[:1].islower() and not begins(list(lines), next_lines[0], limit, False, habits):
            running.add(index)
    return replace(above, cells=tuple(ends.values()), running=frozenset(running)), replace(below, cells=tuple(starts.values()))


def neighbours(above: Draft, below: Draft) -> list[tuple[int, int]]:
    """The written cells of the last row, by number, each with the written cell of the next page that stands below it."""
    first = repeated_rows(above, below)
    last = len(above.grid.ys) - 1
    starts = [
        (below.grid.xs[region.column0], below.grid.xs[region.column1], index)
        for index, (region, lines) in enumerate(below.cells)
        if lines and region.row0 <= first < region.row1
    ]
    found = []
    for index, (region, lines) in enumerate(above.cells):
        if not lines or region.row1 != last:
            continue
        left, right = above.grid.xs[region.column0], above.grid.xs[region.column1]
        for start, end, next_index in starts:
            if min(right, end) - max(left, start) > SAME_WIDTH * max(right - left, end - start):
                found.append((index, next_index))
    return found


def repeated_rows(above: Draft, below: Draft) -> int:
    """How many rows at the head of both pieces have the same words: the heading that is repeated on every page."""
    count = 0
    while count < min(len(above.grid.ys), len(below.grid.ys)) - 2 and words(above.cells, count) == words(below.cells, count):
        count += 1
    return count


def words(cells: Cells, row: int) -> list[str]:
    return " ".join(line.text for region, lines in cells if region.row0 == row for line in lines).split()


def with_whole_word(
    lines: Sequence[Line], after: Sequence[Line], limit: float, habits: Habits
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of two cells, where the first word of the second belongs to the last one of the first and is put there."""
    line, following = lines[-1], after[0]
    if not any(map(str.isalpha, line.text)):
        return tuple(lines), tuple(after)  # the number of a row goes on in no other
    text, between, skipped = glue(line.text, line, following, limit, habits.words, habits.draws_spaces)
    if between or line.links or following.links:
        return tuple(lines), tuple(after)
    word, _, rest = following.text[skipped:].partition(" ")
    whole = line._replace(text=text + word, soft=False)
    kept = (following._replace(text=rest, first_width=0.0),) if rest else ()
    return (*lines[:-1], whole), (*kept, *after[1:])
