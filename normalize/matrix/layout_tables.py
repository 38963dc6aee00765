"""A document's blocks in reading order, with tables that only lay out the page opened up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from postulat.extract.document import Block, Table
from postulat.normalize.matrix.headings import heading

DEEPEST = 20
"""Nesting of layout tables that is followed; deeper ones are read as text."""
MOST_KEPT = 2048
"""Tables of a document of which is kept whether they lay out the page: each reading asks."""
MANY_ROWS, MANY_CELLS = 10, 4
MOST_FULL = 0.6
"""Rows of a table that is data, the filled cells of such a row, and the share of the rows that have them."""


def flow(blocks: tuple[Block, ...], is_data: Callable[[Table], bool], depth: int = 0) -> Iterator[Block]:
    """The blocks, each table either whole (data) or replaced by the blocks of its cells (layout).

    A table lays out the page when one of its cells holds a heading or another table and the table itself is no comment table.
    Older bulletin pages put menu, article and footer into the cells of one outer table.
    """
    for block in blocks:
        table = block.table
        if table is None or depth >= DEEPEST or not is_layout(table) or is_data(table):
            yield block
            continue
        for cell in table.cells():
            yield from flow(cell.blocks, is_data, depth + 1)


def opened(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with all tables opened that only lay out the page: those that are no comment tables by their headings."""
    return tuple(flow(blocks, lambda table: heading(table) is not None))


@lru_cache(maxsize=MOST_KEPT)
def is_layout(table: Table) -> bool:
    return not is_grid(table) and any(block.kind in ("heading", "table") for cell in table.cells() for block in cell.blocks)


def is_grid(table: Table) -> bool:
    """Whether a table has so many rows of several cells that it lays out no page, whatever stands in its cells."""
    if len(table.rows) < MANY_ROWS or table.width < MANY_CELLS:
        return False
    full = sum(len({id(cell) for cell in row if cell is not None and cell.text}) >= MANY_CELLS for row in table.rows)
    return full >= MOST_FULL * len(table.rows)
