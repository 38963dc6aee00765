"""Tick boxes in a cell: what is ticked stands, what is not says nothing."""

from __future__ import annotations

import re

from postulat.extract.document import Block, Cell, Link

Rows = tuple[tuple[Cell | None, ...], ...]
TICKED = "☒☑✔✓■⊠🗹🗷"
UNTICKED = "☐□▢◻◽❏❑⬜"
BOX, EMPTY = re.compile(f"[{TICKED}{UNTICKED}]"), re.compile(f"[{UNTICKED}]")
NEITHER = " \t\u00a0,;/|"
FEWEST_OPTIONS = 2
"""Boxes of a choice that nobody made; one empty box alone may be a sign of a list."""
LONGEST_OPTION = 60
"""Characters; the words beside a box are an option and no text of their own."""


def has_box(text: str) -> bool:
    """Whether an empty box is in the text, which is rare; asking is quick."""
    return not text.isascii() and EMPTY.search(text) is not None


def shown(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of a cell without empty boxes and the options beside them, where another one is ticked or nobody chose.

    An empty box that is all of a cell stays: in a column of ticks it is an answer.

    >>> [block.text for block in shown((Block("paragraph", "☐ Tak"), Block("paragraph", "☒ Nie")))]
    ['Nie']
    >>> [block.text for text in ("Tak ☐ Nie ☒ Wydłużono termin.", "☐", "☐ Tak") for block in shown((Block("paragraph", text),))]
    ['Tak ☐ Nie ☒ Wydłużono termin.', '☐', '☐ Tak']
    >>> shown((Block("paragraph", "☐ Tak ☐ Nie"),))
    ()
    """
    if not any(has_box(block.text) for block in blocks):
        return blocks
    texts = [block.text for block in blocks]
    whole = "\n".join(texts)
    open_choice = not any(box in whole for box in TICKED)
    if (open_choice and len(BOX.findall(whole)) < FEWEST_OPTIONS) or any(block.table is not None for block in blocks):
        return blocks
    made = [chosen(text) for text in texts]
    if any(text is None for text in made):
        return blocks
    kept = [(block, text) for block, text in zip(blocks, made, strict=True) if text]
    return tuple(block._replace(text=text, links=links_in(block, text)) for block, text in kept if text)


def chosen(text: str) -> str | None:
    """The ticked options of a line; the line itself where it has no box, None where boxes and words do not go together.

    >>> chosen("☐ Tak ☒ Nie"), chosen("Tak ☐, Nie ☒"), chosen("☐ Tak"), chosen("Uwaga"), chosen("a ☐ b ☒ c")
    ('Nie', 'Nie', '', 'Uwaga', None)
    """
    boxes = BOX.findall(text)
    if not boxes:
        return text
    pieces = [piece.strip(NEITHER) for piece in BOX.split(text)]
    if pieces[0] and pieces[-1]:
        return None
    options = pieces[1:] if not pieces[0] else pieces[:-1]
    if any(len(option) > LONGEST_OPTION for option in options):
        return None
    return ", ".join(option or box for box, option in zip(boxes, options, strict=True) if box in TICKED)


def over_rows(rows: Rows, controls: bool = False) -> Rows:
    """The rows, with the boxes that only their columns explain.

    An empty box beside words that another row of the column ticks is a choice that was not made. `controls` says that boxes are
    the page's own controls: empty ones beside other words in each row choose rows, and say nothing either.

    >>> made = tuple((Cell((Block("paragraph", text),)),) for text in ("☐ Tak", "☒ Tak"))
    >>> [row[0].text for row in over_rows(made)]
    ['', 'Tak']
    """
    new: dict[int, Cell] = {}
    for column in range(len(rows[0]) if rows else 0):
        cells = {id(row[column]): (row[column], one_box(row[column])) for row in rows}
        boxes = [(cell, found) for cell, found in cells.values() if cell is not None and found is not None]
        empty, marked = ({words for _, (box, words) in boxes if (box in TICKED) is made} for made in (False, True))
        if not empty:
            continue
        choosing = controls and not marked and 1 < len(empty) == len(boxes)
        for cell, (box, words) in boxes:
            if words in empty & marked or choosing:
                new[id(cell)] = with_text(cell, words if choosing or box in TICKED else "")
    return tuple(tuple(None if cell is None else new.get(id(cell), cell) for cell in row) for row in rows) if new else rows


def one_box(cell: Cell | None) -> tuple[str, str] | None:
    """The box at one end of a cell of one line, and the words beside it."""
    if cell is None or len(cell.blocks) != 1 or cell.blocks[0].table is not None or cell.blocks[0].text.isascii():
        return None
    text = cell.blocks[0].text
    boxes = BOX.findall(text)
    words = text.strip(NEITHER + TICKED + UNTICKED)
    return (boxes[0], words) if len(boxes) == 1 and words and BOX.search(words) is None else None


def with_text(cell: Cell, text: str) -> Cell:
    first = cell.blocks[0]
    return Cell((first._replace(text=text, links=links_in(first, text)),) if text else (), cell.places, cell.heading)


def links_in(block: Block, text: str) -> tuple[Link, ...]:
    """The links of what is left of a block; an option is rarely one."""
    return block.links if text == block.text else ()
