"""A sheet wider than the paper, printed side by side over several pages: its parts are put together row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from postulat.extract.document import Block, Cell, Note, Table

SAME_HEIGHT = 1.5
"""Points by which borders of one row stand apart on two pages."""
SAME_SIDE = 6.0
"""Points between borders that are one."""
FEWEST_ROWS = 4
MOST_PARTS = 20
"""Pages side by side."""


def join_sheets(blocks: Sequence[Block], pages: int) -> tuple[list[Block], list[Note]]:
    """The blocks with the parts of a sheet as one table, and what is said of it.

    All pages have one table each, with rows at the same heights and other columns: so much is asked because a wrong joining would
    give each comment another one's answer.
    """
    tables = [block for block in blocks if block.table is not None]
    if pages < 2 or len(tables) != pages or [block.table.page for block in tables if block.table] != list(range(1, pages + 1)):
        return list(blocks), []
    found = [block.table for block in tables if block.table is not None]
    tops = [row_tops(table) for table in found]
    if any(len(heights) < FEWEST_ROWS for heights in tops):
        return list(blocks), []
    groups = bands(found, tops)
    if not groups:
        return list(blocks), []
    whole = {id(found[group[0]]): beside_each_other([found[index] for index in group]) for group in groups}
    parts = {id(found[index]) for group in groups for index in group[1:]}
    first = {found[group[0]].page for group in groups}
    kept: list[Block] = []
    for block in blocks:
        if block.table is not None and id(block.table) in parts:
            continue
        if block.table is None and block.places and block.places[0].page not in first and spills(block):
            continue
        if block.table is not None and (joined := whole.get(id(block.table))) is not None:
            kept.append(block._replace(table=joined, places=joined.places))
        else:
            kept.append(block)
    return kept, [Note("joined-sheet", "", tuple(table.places[0] for table in found), {"count": len(groups[0])})]


def row_tops(table: Table) -> list[float]:
    """Where each row begins; nothing, where a cell spans rows."""
    tops = []
    for row in table.rows:
        heights = {round(cell.places[0].box[1], 2) for cell in row if cell is not None and cell.places and cell.places[0].box}
        if not heights:
            return []
        tops.append(min(heights))
    return tops


def bands(tables: Sequence[Table], tops: Sequence[Sequence[float]]) -> list[list[int]]:
    """The pages of each band of rows, from left to right: printed over and then down, or down and then over."""
    count = len(tables)
    for wide in range(count, 1, -1):
        if count % wide or wide > MOST_PARTS:
            continue
        high = count // wide
        over = [[row * wide + column for column in range(wide)] for row in range(high)]
        down = [[column * high + row for column in range(wide)] for row in range(high)]
        for groups in (over, down) if high > 1 else (over,):
            if all(fit(group, tables, tops) for group in groups) and same_columns_below(groups, tables):
                return groups
    return []


def fit(group: Sequence[int], tables: Sequence[Table], tops: Sequence[Sequence[float]]) -> bool:
    """Whether pages stand side by side: rows at the same heights, other columns than the first one's, and other headings."""
    first = group[0]
    heads = [tuple(cell.text if cell else "" for cell in tables[index].rows[0]) for index in group]
    for index in group[1:]:
        if len(tops[index]) != len(tops[first]) or any(
            abs(one - other) > SAME_HEIGHT for one, other in zip(tops[index], tops[first], strict=True)
        ):
            return False
        if same_edges(tables[index], tables[first]):
            return False
    return len(set(heads)) == len(heads)


def same_columns_below(groups: Sequence[Sequence[int]], tables: Sequence[Table]) -> bool:
    return all(same_edges(tables[index], tables[groups[0][column]]) for group in groups[1:] for column, index in enumerate(group))


def same_edges(one: Table, other: Table) -> bool:
    if one.edges is None or other.edges is None or len(one.edges) != len(other.edges):
        return False
    return all(abs(x - y) <= SAME_SIDE for x, y in zip(one.edges, other.edges, strict=True))


def beside_each_other(parts: Sequence[Table]) -> Table:
    rows: list[tuple[Cell | None, ...]] = [
        tuple(cell for part in parts for cell in part.rows[number]) for number in range(len(parts[0].rows))
    ]
    edges: list[float] = []
    for part in parts:
        shift = edges[-1] - part.edges[0] if edges and part.edges else 0.0
        edges.extend(x + shift for x in (part.edges or ())[1 if edges else 0 :])
    places = tuple(place for part in parts for place in part.places)
    return replace(parts[0], rows=tuple(rows), edges=tuple(edges), places=places)


def spills(block: Block) -> bool:
    """Whether a text reaches over the paper's left edge: the rest of one that is whole on the page before."""
    box = block.places[0].box
    return box is not None and box[0] < 0
