"""Tick boxes in a cell: what is ticked stands, what is not says nothing."""

from __future__ import annotations

import re

from postulat.extract.document import Block, Link

TICKED = "☒☑✔✓■⊠🗹🗷"
UNTICKED = "☐□▢◻◽❏❑⬜"
BOX = re.compile(f"[{TICKED}{UNTICKED}]")
NEITHER = " \t\u00a0,;/|"
FEWEST_OPTIONS = 2
"""Boxes of a choice that nobody made; one empty box alone may be a sign of a list."""
LONGEST_OPTION = 60
"""Characters; the words beside a box are an option and no text of their own."""


def has_box(text: str) -> bool:
    """Whether an empty box is in the text, which is rare; asking is quick."""
    return not text.isascii() and any(box in text for box in UNTICKED)


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


def links_in(block: Block, text: str) -> tuple[Link, ...]:
    """The links of what is left of a block; an option is rarely one."""
    return block.links if text == block.text else ()
