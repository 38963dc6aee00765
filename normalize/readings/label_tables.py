"""Tables whose labels stand in their cells: in a column of their own, several rows a comment, or at the head of a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from postulat.extract.document import Block, Cell, Table
from postulat.normalize.matrix.headings import LONGEST_LABEL, heading_role, is_number, number
from postulat.normalize.readings.labels import LABEL, Label, read_label, whole_label
from postulat.normalize.readings.piece import End, Mark, Piece, Start, Text

FEWEST_LABELS = 0.6
"""Share of the rows of a table of labels whose label is known."""
LOOSE = frozenset(("submitter", "responder", "target", "section"))
"""Roles that names of bodies and of parts have in a column of labels."""
ANSWERS = frozenset(("answer", "decision"))
WIDEST = 3
"""Cells of a row: a number, a label, and what it leads in."""
Starts = Callable[[Block], list[Piece] | None]
Parting = Callable[[Block], Iterator[Piece]]


def table_pieces(table: Table, numbered: Starts, parted: Parting) -> Iterator[Piece]:
    """The pieces of a table of labels; none of any other.

    `numbered` reads a line with a noun and a number, `parted` cuts a paragraph at its labels.
    """
    rows = filled_cells(table)
    if is_table_of_labels(rows, numbered):
        yield from numbered(Block("heading", table.caption, table.places)) or () if table.caption else ()
        yield from labelled_rows(rows, numbered)
    else:
        yield from labelled_cells(table, parted)


def filled_cells(table: Table) -> list[list[Cell]]:
    return [[cell for cell in dict.fromkeys(row) if cell is not None and cell.text] for row in table.rows]


def is_table_of_labels(rows: list[list[Cell]], numbered: Starts) -> bool:
    """Whether each row has a label and what it leads in, perhaps behind a number, and comments and answers are among them."""
    if max(map(len, rows), default=0) > WIDEST:
        return False
    told = [label for row in rows if (label := label_of(row, numbered))]
    filled = [row for row in rows if len(row) > 1]
    roles = {label.role for label in told if label.role not in LOOSE}
    return "text" in roles and bool(roles & ANSWERS) and len(told) >= FEWEST_LABELS * len(filled)


def label_of(row: list[Cell], numbered: Starts) -> Label | None:
    """The label of a row: in its first cell, or in the second where a number stands before it."""
    cells = row[1:] if len(row) == 3 and is_number(row[0].text) else row
    if len(cells) != 2:
        return None
    label = whole_label(cells[0].text)
    if label is None and cells[0].blocks and (found := numbered(cells[0].blocks[0])) and len(found) == 1:
        return Label("text", cells[0].text)
    return label or loose_label(cells[0].text)


def loose_label(text: str) -> Label | None:
    """The label that a cell of such a table may be where a line of prose is none: `Podmiot`, `Organisation`."""
    words = " ".join(text.split()).rstrip(": ")
    role = heading_role(words) if 0 < len(words) <= LONGEST_LABEL and not is_number(words) else ""
    return Label(role, words) if role in LOOSE else None


def labelled_rows(rows: list[list[Cell]], numbered: Starts) -> Iterator[Piece]:
    above: Cell | None = None
    for row in rows:
        first = row[0] if row else None
        if len(row) == 3 and first is not None and first is not above:
            yield Start(number(first.text) or first.text, first.blocks[0])
        goes_on = first is not None and first is above
        above = first if len(row) == 3 else above
        cells = row[1:] if len(row) == 3 or goes_on else row
        if len(cells) == 1 and (found := numbered(cells[0].blocks[0])):
            yield from found
        elif len(cells) == 2:
            label = whole_label(cells[0].text)
            start = numbered(cells[0].blocks[0]) if cells[0].blocks else None
            if start is not None and len(start) == 1:
                yield from start
                yield Mark(Label("text", cells[0].text), cells[0].blocks[0], True)
            elif (label := label or loose_label(cells[0].text)) is not None:
                yield Mark(label, cells[0].blocks[0], True)
            elif is_number(cells[0].text):
                yield Start(number(cells[0].text) or cells[0].text, cells[0].blocks[0])
                yield Mark(Label("text", ""), cells[0].blocks[0])
            else:
                continue
            yield from (Text(block._replace(places=cells[1].places)) for block in cells[1].blocks)
    yield End()


def labelled_cells(table: Table, parted: Parting) -> Iterator[Piece]:
    """The cells of a table in order, where some begin with a label for comments and some with one for answers."""
    cells = list(table.cells())
    texts = [text for cell in cells if ":" in (text := cell.text)]
    first = [label for text in texts if (match := LABEL.match(text)) and (label := read_label(match[1]))]
    roles = {label.role for label in first}
    if not ("text" in roles and roles & ANSWERS):
        return
    for cell in cells:
        if (shown := number(cell.text)) is not None:
            yield Start(shown, cell.blocks[0])
            continue
        for block in cell.blocks:
            yield from parted(block)
    yield End()
