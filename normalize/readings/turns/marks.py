"""How a block is set apart from plain paragraphs (its marks): in italics, bold, a colour or its shades, quoted, heading, item."""

from __future__ import annotations

from collections.abc import Sequence
from colorsys import rgb_to_hsv

from postulat.extract.characters.colours import is_coloured
from postulat.extract.document import Block

LONGEST_TITLE, MOST_TITLE_WORDS = 60, 7
"""Characters and words of a line that stands above a comment and is no part of it."""
COUNTED = "number"
BULLETS = ("-", "*", "•", "–", "▪", "·", "")
DARKEST_GREY, PALEST_GREY = 0x40, 0xC8
"""The brightest part of greys that a reader tells from black and from the paper."""
WIDEST_SHADE, WIDEST_COLOUR = 36, 50
"""Degrees of the circle of colours between two neighbouring shades of one colour, and between all of them."""


def marks_of(blocks: Sequence[Block]) -> list[tuple[str, ...]]:
    """The marks of each block; a block can have several."""
    names = shades({block.ink for block in blocks if is_coloured(block.ink)})
    return [(*marks_alone(block), *((names[block.ink],) if block.ink in names and is_written(block) else ())) for block in blocks]


def marks_alone(block: Block) -> tuple[str, ...]:
    if not is_written(block):
        return ()
    if block.kind == "heading":
        return () if is_title(block) else (f"heading {block.level}",)
    found = [name for name, told in (("quoted", block.quoted), ("bold", block.strong), ("italics", block.slanted)) if told]
    if is_coloured(block.ink):
        found.append(f"colour {block.ink:06x}")
    elif DARKEST_GREY <= max(block.ink >> 16, block.ink >> 8 & 255, block.ink & 255) <= PALEST_GREY:
        found.append("grey")
    if block.kind == "item":
        found.append(f"item {block.level}" if block.marker in BULLETS else f"{COUNTED} {block.level}")
    return tuple(found)


def is_written(block: Block) -> bool:
    return block.table is None and bool(block.text)


def shades(inks: set[int]) -> dict[int, str]:
    """The colour of which each ink is a shade, where a document has several of it: on another day one picks another blue.

    >>> shades({0x0000FF, 0x0070C0, 0xFF0000})
    {28864: 'shades of 0070c0', 255: 'shades of 0070c0'}
    """
    ordered = sorted(inks, key=lambda ink: (hue(ink), ink))
    groups: list[list[int]] = []
    for ink in ordered:
        if groups and hue(ink) - hue(groups[-1][-1]) <= WIDEST_SHADE and hue(ink) - hue(groups[-1][0]) <= WIDEST_COLOUR:
            groups[-1].append(ink)
        else:
            groups.append([ink])
    return {ink: f"shades of {group[0]:06x}" for group in groups if len(group) > 1 for ink in group}


def hue(ink: int) -> float:
    """Where a colour stands on the circle of colours, in degrees; the reds on both sides of the top stand together."""
    turn, _, _ = rgb_to_hsv((ink >> 16 & 255) / 255, (ink >> 8 & 255) / 255, (ink & 255) / 255)
    degrees = turn * 360
    return degrees - 360 if degrees > 360 - WIDEST_SHADE else degrees


def is_title(block: Block) -> bool:
    """Whether a line heads what stands below it: short, and no sentence."""
    text = block.text.strip()
    short = len(text) <= LONGEST_TITLE and len(text.split()) <= MOST_TITLE_WORDS
    return short and block.kind != "item" and text[-1:] not in '.?!;,”")' and not (text[:1].islower() or text[:1].isdigit())
