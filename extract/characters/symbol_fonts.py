"""Characters of the fonts Symbol and Wingdings as Unicode: Word keeps them by their place in the font."""

from __future__ import annotations

import re

GREEK_CAPITALS = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
GREEK_SMALL = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"

SYMBOL = {
    **{0x41 + index: letter for index, letter in enumerate(GREEK_CAPITALS)},
    **{0x61 + index: letter for index, letter in enumerate(GREEK_SMALL)},
    0x2D: "−", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡",
    0xBB: "≈", 0xBC: "…", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD7: "⋅", 0xDE: "⇒", 0xE5: "∑",
}  # fmt: skip
WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x9F: "•",
    0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
PRIVATE = range(0xF000, 0xF100)
"""Where Unicode puts a font's own characters: U+F000 and the place in the font."""
HAS_PRIVATE = re.compile("[\uf000-\uf0ff]")


def symbol(code: int, font: str) -> str:
    """The character at a place in a symbol font, "" where it is not known.

    >>> symbol(0xF0FE, "Wingdings"), symbol(0xB3, "Symbol"), symbol(0xF0FF, "Webdings")
    ('☑', '≥', '')
    """
    place = code - PRIVATE.start if code in PRIVATE else code
    table = {"wingdings": WINGDINGS, "symbol": SYMBOL}.get(font.casefold(), {})
    if place in table:
        return table[place]
    if font.casefold() == "symbol" or code not in PRIVATE:
        return chr(place) if 0x20 <= place < 0x7F else ""
    return ""


def without_private(text: str, font: str) -> str:
    """Text with a font's own characters as Unicode; those that are not known are left out."""
    if HAS_PRIVATE.search(text) is None:
        return text
    return "".join(symbol(ord(letter), font or "Symbol") if ord(letter) in PRIVATE else letter for letter in text)
