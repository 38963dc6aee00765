"""Ruled heads and feet of pages: tables, or first and last rows of one, that stand on page after page and belong to none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from postulat.extract.document import Box
from postulat.extract.layout.lattice import Region
from postulat.extract.pdf.lines import Line
from postulat.extract.pdf.running_heads import DIGITS, FEWEST_PAGES, SHARE
from postulat.extract.pdf.tables import Draft

HEAD = 0.3
"""Share of the page's height, above and below, in which such tables stand."""
SAME = 4.0
"""Points between places that are one."""
NEAR = 30.0
"""Points between the borders of a heading and of the columns below that only white space parts."""
FOOT = 0.1
"""The same for a last row of a table that nobody ruled."""
FEWEST_WORDS = 3
"""Of such a row."""
LONGEST_PAGE_NUMBER = 4
"""Digits."""
MOST_ROWS = 6
"""Rows of a head."""


class FrameRow(NamedTuple):
    """A row of a table as it stands on its page: its height from the nearer edge, its cells' sides, and their texts."""

    height: int
    sides: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]


class FootRow(NamedTuple):
    """What may be the foot of a page: the page by number, its words and the numbers in them, and the table whose last row it is."""

    page: int
    words: str
    draft: Draft | None
    numbers: Sequence[int]


class Band(NamedTuple):
    """Tables of a page that may begin with its head, or, seen from below, with its foot."""

    tables: Sequence[Draft]
    page_height: float
    below: bool


def take_running_tables(
    pages: Sequence[tuple[float, list[Draft]]], beside: Sequence[Sequence[Line]] = ()
) -> list[list[tuple[str, Box]]]:
    """Takes heads and feet out of the tables of each page, given with the page's height; gives what was taken from each.

    `beside` are the lines of each page that stand in no table.

    A heading that a table repeats is none of them: it has the table's columns. So has one above other rows in all columns.
    """
    taken = take_feet(pages, beside)
    for below in (False, True):
        bands = [Band(sorted(tables, key=lambda draft: draft.box[1], reverse=below), height, below) for height, tables in pages]
        fewest = max(FEWEST_PAGES, SHARE * len(pages))
        heights = Counter(
            height for band in bands for height in {each for draft in band.tables[:2] for _, each in at_edge(draft, band)}
        )
        common = {height for height, count in heights.items() if count >= fewest}
        times: Counter[FrameRow] = Counter()
        for band in bands if common else ():
            times.update({row for draft in band.tables[:2] for row in edge_rows(draft, band, common)})
        running = {row for row, count in times.items() if count >= fewest}
        if not running:
            continue
        alone = {
            row for band in bands for draft in band.tables[:1] if is_head(draft, band, running) for row in edge_rows(draft, band)
        }
        for (_, tables), band, found in zip(pages, bands, taken, strict=True):
            for draft in band.tables[:1]:
                count = head_rows(draft, band, running, alone)
                if not count:
                    continue
                rows = range(len(draft.grid.ys) - 1)
                head = rows[len(rows) - count :] if below else rows[:count]
                found.append((" ".join(text for row in head for text in texts(draft, row) if text), box_of(draft, head)))
                at = next(index for index, one in enumerate(tables) if one is draft)
                if count == len(rows):
                    del tables[at]
                else:
                    tables[at] = without_rows(draft, head)
    return taken


def take_feet(pages: Sequence[tuple[float, list[Draft]]], beside: Sequence[Sequence[Line]]) -> list[list[tuple[str, Box]]]:
    """Takes last rows that are feet of pages, whose words stand in the columns of a table that nobody ruled.

    Such a row is alike on several pages, or a line outside of tables is, but for a number that counts with the pages. A first row
    may number the comments of a form, one a page, and stays.
    """
    taken: list[list[tuple[str, Box]]] = [[] for _ in pages]
    alike: dict[tuple[int, str], list[FootRow]] = {}
    for page, (height, tables) in enumerate(pages):
        draft = max(tables, key=lambda draft: draft.box[3], default=None)
        feet: list[tuple[str, float, Draft | None]] = [
            (line.text, line.baseline, None) for line in (beside[page] if beside else ())
        ]
        if draft is not None and draft.grid.limits and len(draft.grid.ys) > 2:
            last = len(draft.grid.ys) - 2
            baselines = [line.baseline for region, found in draft.cells if region.row0 == last for line in found]
            feet += [(" ".join(filter(None, texts(draft, last))), max(baselines, default=0.0), draft)]
        for words, baseline, of in feet:
            if height - baseline <= FOOT * height:
                numbers = [int(found) for found in DIGITS.findall(words) if len(found) <= LONGEST_PAGE_NUMBER]
                place = round((height - baseline) / SAME)
                alike.setdefault((place, key(words)), []).append(FootRow(page, words, of, numbers))
    for rows in alike.values():
        if not (len(rows) >= FEWEST_PAGES and len(rows[0].words.split()) >= FEWEST_WORDS and are_feet(rows)):
            continue
        for page, words, draft, _ in rows:
            if draft is not None:
                foot = range(len(draft.grid.ys) - 2, len(draft.grid.ys) - 1)
                taken[page].append((words, box_of(draft, foot)))
                tables = pages[page][1]
                tables[next(index for index, one in enumerate(tables) if one is draft)] = without_rows(draft, foot)
    return taken


def are_feet(rows: Sequence[FootRow]) -> bool:
    """Whether rows that are alike but for their numbers have the very same, or one that is greater by one on each next page."""
    if len({row.words for row in rows}) == 1:
        return True
    fewest = min(len(row.numbers) for row in rows)
    return any(len({row.numbers[at] - row.page for row in rows}) == 1 for at in range(fewest))


def at_edge(draft: Draft, band: Band) -> Iterator[tuple[int, int]]:
    """The first rows of a table that stands at the page's edge, by number, each with its height from there."""
    ys = draft.grid.ys
    order = range(len(ys) - 2, -1, -1) if band.below else range(len(ys) - 1)
    for row in order[:MOST_ROWS]:
        distance = band.page_height - ys[row + 1] if band.below else ys[row]
        if distance > HEAD * band.page_height:
            return
        yield row, round(distance / SAME)


def edge_rows(draft: Draft, band: Band, heights: Collection[int] | None = None) -> Iterator[FrameRow]:
    """Those rows as they stand there; only those at certain heights, where these are given."""
    for row, height in at_edge(draft, band):
        if heights is None or height in heights:
            yield FrameRow(height, sides(draft, row), tuple(key(text) for text in texts(draft, row)))


def key(text: str) -> str:
    return DIGITS.sub("#", text.casefold())


def sides(draft: Draft, row: int) -> tuple[tuple[int, int], ...]:
    xs = draft.grid.xs
    return tuple(
        (round(xs[region.column0] / SAME), round(xs[region.column1] / SAME))
        for region, _ in draft.cells
        if region.row0 <= row < region.row1
    )


def texts(draft: Draft, row: int) -> list[str]:
    return [" ".join(line.text for line in lines) for region, lines in draft.cells if region.row0 == row]


def borders(draft: Draft, row: int) -> set[int]:
    """The inner borders of a row, by their number."""
    found = {side for region, _ in draft.cells if region.row0 <= row < region.row1 for side in (region.column0, region.column1)}
    return found - {0, len(draft.grid.xs) - 1}


def is_head(draft: Draft, band: Band, running: set[FrameRow]) -> bool:
    """Whether all rows of a table run from page to page, and the next table has other columns."""
    count = len(list(at_edge(draft, band)))
    if count < len(draft.grid.ys) - 1 or not all(row in running for row in edge_rows(draft, band)):
        return False
    if len(band.tables) < 2:  # it may be the heading of a body without rules: only a counted page is surely none
        return count == 1 and any(DIGITS.search(text) for text in texts(draft, 0))
    return not is_heading(draft, band.tables[1])


def is_heading(draft: Draft, other: Draft) -> bool:
    """Whether the columns of a table are those of the next one, whose borders nobody may have drawn."""
    here, there = draft.grid.xs, other.grid.xs
    near = len(here) == len(there) and all(abs(x - y) <= NEAR for x, y in zip(here, there, strict=True))
    return near or (draft.continues(other) and all(any(abs(x - y) <= SAME for y in there) for x in here[1:-1]))


def head_rows(draft: Draft, band: Band, running: set[FrameRow], alone: set[FrameRow]) -> int:
    """How many rows of a table are the page's head: all, or the first that have borders of their own or stand alone elsewhere."""
    if is_head(draft, band, running):
        return len(draft.grid.ys) - 1
    total = len(draft.grid.ys) - 1
    count = 0
    for row in edge_rows(draft, band):
        index = total - 1 - count if band.below else count
        if row not in running or not (row in alone or strange(draft, index, band, running)):
            break
        count += 1
    return count if count < total and not spans_on(draft, count, band) else 0


def strange(draft: Draft, row: int, band: Band, running: set[FrameRow]) -> bool:
    """Whether a row has a border where no row of the table's rest has one: of those that do not run from page to page."""
    head = {each for (each, _), made in zip(at_edge(draft, band), edge_rows(draft, band), strict=True) if made in running}
    total = len(draft.grid.ys) - 1
    rest = [other for other in range(total) if other not in head] or [0 if band.below else total - 1]
    others: set[int] = set()
    for other in rest:
        others |= borders(draft, other)
    return bool(borders(draft, row) - others)


def spans_on(draft: Draft, count: int, band: Band) -> bool:
    """Whether a cell stands on both sides of where the head would end."""
    at = len(draft.grid.ys) - 1 - count if band.below else count
    return any(region.row0 < at < region.row1 for region, _ in draft.cells)


def box_of(draft: Draft, rows: range) -> Box:
    grid = draft.grid
    return grid.xs[0], grid.ys[rows[0]], grid.xs[-1], grid.ys[rows[-1] + 1]


def without_rows(draft: Draft, rows: range) -> Draft:
    """The table without some of its first or last rows, and without the borders that only they had."""
    grid = draft.grid
    shift = len(rows) if rows[0] == 0 else 0
    kept = [(region, lines) for region, lines in draft.cells if region.row0 not in rows]
    used = sorted({side for region, _ in kept for side in (region.column0, region.column1)})
    number = {side: index for index, side in enumerate(used)}
    cells = tuple(
        (Region(region.row0 - shift, region.row1 - shift, number[region.column0], number[region.column1]), lines)
        for region, lines in kept
    )
    ys = grid.ys[len(rows) :] if shift else grid.ys[: rows[0] + 1]
    xs = tuple(grid.xs[side] for side in used)
    limits = tuple(grid.limit(side) for side in used[1:]) if grid.limits else ()
    regions = tuple(region for region, _ in cells)
    return Draft(replace(grid, xs=xs, ys=ys, regions=regions, limits=limits), cells)
