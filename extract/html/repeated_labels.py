"""Column headings repeated in each cell, which style sheets show on small screens only, taken out of the cells."""

from __future__ import annotations

from postulat.extract.document import Block, Cell, Link

Rows = tuple[tuple[Cell | None, ...], ...]
FEWEST_COLUMNS = 2
"""Columns in which every cell begins with its heading; in one alone it may be chance."""
AFTER_LABEL = " :\u2013-"


def without_labels(rows: Rows, headings: int) -> Rows:
    """The rows without the heading at the start of each cell, where all cells of several columns begin so.

    >>> from postulat.extract.document import Block
    >>> made = [[Cell((Block("paragraph", text),)) for text in row] for row in (["Nr", "Uwaga"], ["Nr: 1", "Uwaga Ławki"])]
    >>> [cell.text for cell in without_labels(tuple(map(tuple, made)), 1)[1]]
    ['1', 'Ławki']
    """
    if len(rows) < 2 or headings > 1 or len(rows[0]) < FEWEST_COLUMNS:
        return rows
    # A look at the second row spares nearly every table the rest.
    first = [column for column in range(len(rows[0])) if begins(rows[0][column], rows[1][column])]
    if len(first) < FEWEST_COLUMNS:
        return rows
    labelled = [column for column in first if all(row[column] is None or begins(rows[0][column], row[column]) for row in rows[1:])]
    if len(labelled) < FEWEST_COLUMNS:
        return rows
    made: dict[int, Cell] = {}
    for row in rows[1:]:
        for column in labelled:
            cell, heading = row[column], rows[0][column]
            if cell is not None and heading is not None and id(cell) not in made:
                made[id(cell)] = without(cell, heading.text)
    return (rows[0], *(tuple(None if cell is None else made.get(id(cell), cell) for cell in row) for row in rows[1:]))


def begins(heading: Cell | None, cell: Cell | None) -> bool:
    if heading is None or cell is None or heading is cell:
        return False
    label = heading.text
    return bool(label) and bool(cell.blocks) and cell.blocks[0].line.startswith(label)


def without(cell: Cell, label: str) -> Cell:
    first, *others = cell.blocks
    cut = len(first.text) - len(first.text[len(label) :].lstrip(AFTER_LABEL)) if first.text.startswith(label) else 0
    text = first.text[cut:]
    links = tuple(Link(max(link.start - cut, 0), link.end - cut, link.target) for link in first.links if link.end > cut)
    rest: tuple[Block, ...] = (first._replace(text=text, links=links),) if text else ()
    return Cell((*rest, *others), cell.places, cell.heading)
