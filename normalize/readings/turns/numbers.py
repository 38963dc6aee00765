"""The numbers and letters that count comments at the head of their words: taken off, as the numbers of the comments.

What stands behind the number plays no part (`7. CONCLUSION: …` answers nothing here): that these are comments was told before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from postulat.extract.document import Block
from postulat.normalize.readings.comments import Comment
from postulat.normalize.readings.openers import COUNTED, MARKER, opener
from postulat.normalize.readings.piece import cut

FEWEST = 2
"""Comments with a number."""
LETTERED = re.compile(r"\(?([A-Za-z])[.)]{1,2}\s+(?=\S)")
"""A letter at the head of a paragraph: `b) `."""
LETTER = re.compile(r"\(?([A-Za-z])[.)]{1,2}")
"""The same as the marker of an item."""


class Count(NamedTuple):
    """The number that a comment begins with, and where the words behind it begin."""

    number: str
    end: int


def settle_numbers(found: Sequence[Comment]) -> None:
    """The numbers that comments begin with are theirs, but where one comment counts on within itself."""
    firsts = [comment.parts["text"][0] for comment in found]
    counts = [figure_of(block) for block in firsts]
    if sum(count is not None for count in counts) < FEWEST:
        counts = [None] * len(found)
    letters = running(firsts)
    for comment, count, letter in zip(found, counts, letters, strict=True):
        told = count or letter
        first, *rest = comment.parts["text"]
        if told is None or comment.number is not None or any(opener(block) for block in rest):
            continue
        comment.number = first._replace(kind="paragraph", text=told.number, marker="", links=(), breaks=(), strong=False)
        comment.parts["text"][0] = cut(first, told.end, len(first.text))._replace(kind="paragraph", marker="")


def figure_of(block: Block) -> Count | None:
    """The figures that a block begins with.

    >>> figure_of(Block("paragraph", "3. Which map is it: the old one?")), figure_of(Block("item", "Answer: none.", marker="4)"))
    (Count(number='3', end=3), Count(number='4', end=0))
    """
    one = opener(block)
    if one is not None:
        return Count(one.number, one.end) if one.form[-1] is True else None
    if block.kind == "item":
        marker = MARKER.fullmatch(block.marker)
        return Count(marker[1], 0) if marker is not None and marker[1].isdigit() else None
    match = COUNTED.match(block.text) if block.kind in ("paragraph", "heading") else None
    return Count(match[1], match.end()) if match is not None and match[1].isdigit() else None


def letter_of(block: Block) -> Count | None:
    if block.kind == "item":
        marker = LETTER.fullmatch(block.marker)
        return Count(marker[1], 0) if marker is not None else None
    match = LETTERED.match(block.text) if block.kind == "paragraph" else None
    return Count(match[1], match.end()) if match is not None else None


def running(firsts: Sequence[Block]) -> list[Count | None]:
    """The letters that count on, from one comment to the next or from it; where some do, those of all items."""
    counts = [letter_of(block) for block in firsts]
    runs = [goes_on(one, other) for one, other in pairwise(counts)]
    near = [any(runs[max(0, place - 1) : place + 1]) for place in range(len(counts))]
    return [
        count if here or (any(runs) and block.kind == "item") else None
        for count, here, block in zip(counts, near, firsts, strict=True)
    ]


def goes_on(one: Count | None, other: Count | None) -> bool:
    return one is not None and other is not None and ord(one.number) + 1 == ord(other.number)
