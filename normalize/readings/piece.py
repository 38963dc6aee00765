"""What a document with labelled comments is taken apart into: starts, labels, texts and ends."""

from __future__ import annotations

from typing import NamedTuple

from postulat.extract.document import Block
from postulat.normalize.matrix import passage
from postulat.normalize.readings.labels import Label

QUOTES = "\"'„“”«»‟‚‘’"


class Start(NamedTuple):
    """A line that opens a comment, and the number that it or its place in a list gives."""

    number: str
    block: Block
    question: bool = False


class Mark(NamedTuple):
    """A label where it stands; `whole`: it is all of its line."""

    label: Label
    block: Block
    whole: bool = False


class Text(NamedTuple):
    """Words between labels. `rest`: they stand in the line that opens a comment; `first`: they begin their block."""

    block: Block
    rest: bool = False
    first: bool = True


class End(NamedTuple):
    """The end of a table of its own for one comment."""


class Closing(NamedTuple):
    """A line that closes a letter, before the signature: it ends an answer, and belongs to a comment that is a letter."""

    block: Block


Piece = Start | Mark | Text | End | Closing


def is_quotation(text: str) -> bool:
    """Whether words stand in quotation marks from end to end.

    >>> is_quotation("„Proszę o ławki.”"), is_quotation("The „Echo” choir")
    (True, False)
    """
    bare = text.strip()
    return len(bare) > 2 and bare[0] in QUOTES and bare[-1] in QUOTES


def cut(block: Block, start: int, end: int) -> Block:
    """The part of a block between two offsets, with its links and line ends."""
    text, links = passage.cut(block.text, block.links, start, end)
    shift = start + len(block.text[start:end]) - len(block.text[start:end].lstrip())
    breaks = tuple(at - shift for at in block.breaks if shift < at < shift + len(text))
    return block._replace(text=text, links=links, marker="" if start else block.marker, breaks=breaks)
