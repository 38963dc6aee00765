"""The colour that letters are set in (ink), as 0xRRGGBB; black, and what a document leaves to the program that shows it, are 0."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

MOST_OF = 0.8
"""Share of the letters in one colour from which it is that of the text: a link or a quoted word is in another one."""
NAMES: Final = {
    "maroon": 0x800000,
    "red": 0xFF0000,
    "purple": 0x800080,
    "fuchsia": 0xFF00FF,
    "magenta": 0xFF00FF,
    "green": 0x008000,
    "lime": 0x00FF00,
    "olive": 0x808000,
    "yellow": 0xFFFF00,
    "navy": 0x000080,
    "blue": 0x0000FF,
    "teal": 0x008080,
    "aqua": 0x00FFFF,
    "cyan": 0x00FFFF,
    "orange": 0xFFA500,
    "brown": 0xA52A2A,
    "silver": 0xC0C0C0,
    "gray": 0x808080,
    "grey": 0x808080,
    "white": 0xFFFFFF,
    "darkblue": 0x00008B,
    "darkgreen": 0x006400,
    "darkred": 0x8B0000,
}
"""The colours that CSS 2 names, and the commonest of CSS 3."""
DIGITS = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})(?:ff)?", re.I)
PARTS = re.compile(r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\b[^)]*\)", re.I)
FEWEST_APART = 0x38
"""Steps of 255 by which the parts of a colour differ, so that it is no grey."""


def ink_of(written: str | None) -> int | None:
    """The ink that a style sheet or an office file names; None where it says nothing that can be told.

    >>> [ink_of(told) for told in ("#00f", "4472C4", "auto", "rgb(255, 0, 0)", "Navy", "inherit", None)]
    [255, 4485828, 0, 16711680, 128, None, None]
    """
    told = "" if written is None else written.strip().casefold()
    if told in ("auto", "black", "windowtext"):
        return 0
    if match := DIGITS.fullmatch(told):
        digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
        return int(digits, 16)
    if match := PARTS.fullmatch(told):
        red, green, blue = (min(int(part), 255) for part in match.groups())
        return red << 16 | green << 8 | blue
    return NAMES.get(told)


def is_coloured(ink: int) -> bool:
    """Whether an ink is a colour that a reader tells from black and grey.

    >>> is_coloured(0x4472C4), is_coloured(0x3A3A3A)
    (True, False)
    """
    parts = (ink >> 16 & 255, ink >> 8 & 255, ink & 255)
    return max(parts) - min(parts) >= FEWEST_APART


def main_ink(pieces: Iterable[tuple[str, int]]) -> int:
    """The ink of most letters of a text that is written in pieces; 0 where no ink has most of them.

    >>> main_ink([("See the answer to ", 0xFF), ("[3]", 0)]), main_ink([("Comment: ", 0), ("answer", 0xFF)])
    (255, 0)
    """
    counts: Counter[int] = Counter()
    for text, ink in pieces:
        counts[ink] += sum(map(str.isalnum, text))
    if not counts:
        return 0
    ink, most = max(counts.items(), key=lambda item: (item[1], -item[0]))
    return ink if most >= MOST_OF * sum(counts.values()) else 0
