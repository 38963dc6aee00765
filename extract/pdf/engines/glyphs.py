"""Characters of a page one by one → pieces of text on one baseline, with spaces where the gaps between letters show them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from postulat.extract.characters.symbol_fonts import without_private
from postulat.extract.layout.page import Run
from postulat.extract.pdf.engines.orientation import TurnedRun, turned

SAME_LINE = 0.02
"""Share of the size that baselines within one run may differ."""
WORD_GAP = 0.15
"""Share of the size; a wider gap between two advances is a space."""
RUN_GAP = 0.8
"""Share of the size; a wider gap ends the run, since a column may begin there."""
SPACED_GAP = 2.0
"""The same after a space, which justified lines draw wider."""
PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Where fonts keep characters of their own."""
BOLD = re.compile(r"bold|black|heavy|demi|-medi(?:ital)?\b|\b(?:cm|ec|sf)(?:ss)?(?:bx|sx|b\d)")
"""Names of bold fonts, among them those that TeX uses: Computer Modern (`CMBX10`, `SFBX1095`), URW's (`NimbusRomNo9L-Medi`)."""
SLANTED = re.compile(r"ital|obli|slant|-(?:bold)?it\b|\b(?:cm|ec|sf)(?:ss)?(?:b?xti|b?xsl|ti|sl|i)\d")
"""Names of fonts in italics, among them those of TeX (`CMTI10`, `SFTI1095`, `CMSSI10`); letters of formulas (`CMMI10`) are none."""


class Glyph(NamedTuple):
    """A character as drawn: its origin on the page as shown, its advance, and the angle (counter-clockwise) at which it stands."""

    text: str
    x: float
    y: float
    advance: float
    size: float
    angle: int
    font: str
    mark: int = -1
    hidden: bool = False
    white: bool = False
    unmapped: bool = False
    ink: int = 0


Set = tuple[Glyph, float, float]
"""A character with its place in the reading position of its own angle."""


def pieces(glyphs: Iterable[Glyph], width: float, height: float) -> Iterator[TurnedRun]:
    """Characters drawn one after the other on one baseline in one style; `width` and `height` are the page's."""
    piece: list[Set] = []
    for glyph in glyphs:
        x, y = turned(glyph.x, glyph.y, glyph.angle, width, height)
        if piece:
            last, before, baseline = piece[-1]
            gap = x - before - last.advance
            level = abs(y - baseline) <= SAME_LINE * glyph.size + 0.05
            widest = (SPACED_GAP if last.text == " " else RUN_GAP) * glyph.size
            if not (alike(glyph, last) and level and -0.5 * glyph.size < gap < widest):
                yield piece_of(piece)
                piece = []
        piece.append((glyph, x, y))
    if piece:
        yield piece_of(piece)


def alike(one: Glyph, other: Glyph) -> bool:
    return (
        (one.font == other.font or is_bold(one.font) == is_bold(other.font))
        and one.mark == other.mark
        and abs(one.size - other.size) < 0.1
        and one.angle == other.angle
        and one.hidden == other.hidden
        and one.white == other.white
        and one.ink == other.ink
    )


def piece_of(piece: list[Set]) -> TurnedRun:
    """One run; a gap that is wider than those between the letters of its words becomes a space.

    Spaced-out headings have wide gaps everywhere, so the usual gap of the run is taken off first.
    """
    gaps = [x - before - last.advance for (last, before, _), (_, x, _) in pairwise(piece)]
    usual = max(0.0, median(gaps)) if len(gaps) > 3 else 0.0
    text = ""
    starts: list[float] = []
    for index, (glyph, x, _) in enumerate(piece):
        letters = glyph.text if glyph.text.isascii() else readable(glyph.text, glyph.font, alone=len(piece) == 1)
        if index and text[-1:] not in ("", " ") and letters != " " and gaps[index - 1] - usual > WORD_GAP * glyph.size:
            text += " "
            starts.append(piece[index - 1][1] + piece[index - 1][0].advance)
        text += letters
        starts.extend(x + glyph.advance * part / len(letters) for part in range(len(letters)))
    first, _, baseline = piece[0]
    last, right, _ = piece[-1]
    starts.append(right + last.advance)
    left, end, word_end = written_part(text, starts)
    run = Run(text, left, end, baseline, first.size, is_bold(first.font), first.mark, word_end, tuple(starts), ink=first.ink)
    if is_slanted(first.font) and all(is_slanted(font) for font in {glyph.font for glyph, _, _ in piece}):
        run = run._replace(slanted=True)
    return TurnedRun(run, first.angle, first.hidden, first.white, sum(glyph.unmapped for glyph, _, _ in piece))


def written_part(text: str, starts: Sequence[float]) -> tuple[float, float, float]:
    """Where the text begins and ends without the spaces around it, and where its first word ends."""
    begin = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if begin >= end:
        return starts[0], max(starts[-1], starts[0]), starts[-1]
    space = text.find(" ", begin, end)
    return starts[begin], max(starts[end], starts[begin]), starts[space if space > 0 else end]


def readable(text: str, font: str, alone: bool) -> str:
    """Text with a symbol font's own characters as Unicode; a lone one that is not known is a bullet.

    >>> readable("\\uf0b7", "ABCDEF+OpenSymbol", alone=True), readable("\\uf0a7", "Wingdings-Regular", alone=False)
    ('•', '▪')
    """
    if PRIVATE.search(text) is None:
        return text
    known = without_private(text, plain_font(font))
    return known if known and PRIVATE.match(known) is None else "•" if alone else ""


def plain_font(name: str) -> str:
    """A font's name as a person says it.

    >>> plain_font("BCDEEE+Wingdings-Regular"), plain_font("SymbolMT")
    ('Wingdings', 'Symbol')
    """
    name = name.split("+", 1)[-1]
    for known in ("Wingdings", "Symbol"):
        if name.startswith(known):
            return known
    return name


@lru_cache(maxsize=256)
def is_bold(font: str) -> bool:
    """Whether a font is bold by its name.

    >>> [is_bold(name) for name in ("Arial-BoldMT", "ABCDEF+CMBX10", "SFBX1095", "NimbusRomNo9L-Medi", "CMR10", "Medici")]
    [True, True, True, True, False, False]
    """
    return BOLD.search(font.casefold()) is not None


@lru_cache(maxsize=256)
def is_slanted(font: str) -> bool:
    """Whether a font is in italics by its name.

    >>> [is_slanted(name) for name in ("Arial-ItalicMT", "ABCDEF+CMTI10", "URWPalladioL-Ital", "MinionPro-It", "CMMI10", "CMR10")]
    [True, True, True, True, False, False]
    """
    return SLANTED.search(font.casefold()) is not None
