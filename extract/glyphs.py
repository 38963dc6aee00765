"""Characters of a page as drawn → runs in reading position; what nobody can see is set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extract.document import Box
from extract.docx_symbols import without_private
from extract.page import Area, Page, Rule, Run, turned, turned_box

SAME_LINE = 0.02
"""Share of the size that baselines within one run may differ."""
WORD_GAP = 0.18
"""Share of the size; a wider gap between two advances is a space."""
RUN_GAP = 1.0
"""Share of the size; a wider gap ends the run, since a column may begin there."""
TINIEST = 1.0
"""Points; smaller text is not meant to be seen."""
PRIVATE = ("\ue000", "\uf8ff")
"""Where fonts keep characters of their own."""
BOLD = ("bold", "black", "heavy", "semibold", "demi")


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


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as drawn, before it is set upright."""

    number: int
    width: float
    height: float
    glyphs: Sequence[Glyph]
    rules: Sequence[Rule] = ()
    fills: Sequence[Box] = ()
    links: Sequence[Area] = ()
    picture: bool = False
    capped: bool = False
    fonts: dict[str, bool] = field(default_factory=dict)


def page_of(sheet: Sheet) -> Page:
    """The page in reading position: turned so that most of its text is upright."""
    seen, hidden = parted(sheet)
    turn = Counter(glyph.angle for glyph in seen if not glyph.text.isspace()).most_common(1)[0][0] if seen else 0
    width, height = (sheet.height, sheet.width) if turn in (90, 270) else (sheet.width, sheet.height)

    def upright(box: Box) -> Box:
        return turned_box(box, turn, sheet.width, sheet.height)

    found: list[Run] = []
    for angle in sorted({glyph.angle for glyph in seen}):
        standing = runs([glyph for glyph in seen if glyph.angle == angle], angle, sheet)
        found.extend(run if angle == turn else sideways(run, angle, turn, sheet) for run in standing)
    return Page(
        sheet.number,
        width,
        height,
        tuple(found),
        tuple(Rule(*upright(rule)) for rule in sheet.rules) if turn else tuple(sheet.rules),
        tuple(upright(box) for box in sheet.fills),
        tuple(Area(upright(area.box), area.target) for area in sheet.links),
        sheet.picture,
        hidden,
        turn,
        sum(glyph.unmapped for glyph in seen),
        sheet.capped,
    )


def parted(sheet: Sheet) -> tuple[list[Glyph], tuple[tuple[str, Box], ...]]:
    """The characters that a reader sees, and the text of the others.

    Invisible text over a picture of the page is the text layer of a scan, and is read.
    """
    seen: list[Glyph] = []
    unseen: list[Glyph] = []
    for glyph in sheet.glyphs:
        off_page = not (-glyph.size <= glyph.x <= sheet.width + glyph.size and -glyph.size <= glyph.y <= sheet.height + glyph.size)
        unseen_white = glyph.white and not sheet.picture and not on_fill(glyph, sheet.fills)
        if (glyph.hidden and not sheet.picture) or glyph.size < TINIEST or off_page or unseen_white:
            unseen.append(glyph)
        else:
            seen.append(glyph)
    hidden = []
    for angle in sorted({glyph.angle for glyph in unseen}):
        for run in runs([glyph for glyph in unseen if glyph.angle == angle], angle, sheet):
            if run.text.strip():
                width, height = (sheet.height, sheet.width) if angle in (90, 270) else (sheet.width, sheet.height)
                page = Page(sheet.number, width, height, (), turn=angle)
                hidden.append((run.text.strip(), page.shown((run.left, run.top, run.right, run.bottom))))
    return seen, tuple(hidden)


def on_fill(glyph: Glyph, fills: Sequence[Box]) -> bool:
    x, y = glyph.x + glyph.advance / 2, glyph.y - glyph.size / 4
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in fills)


def runs(glyphs: Sequence[Glyph], angle: int, sheet: Sheet) -> Iterator[Run]:
    """Characters drawn one after the other on one baseline in one font, in the reading position of their own angle."""
    piece: list[tuple[Glyph, float, float]] = []
    for glyph in glyphs:
        x, y = turned(glyph.x, glyph.y, angle, sheet.width, sheet.height)
        if piece:
            last, before, baseline = piece[-1]
            gap = x - before - last.advance
            same = glyph.font == last.font and glyph.mark == last.mark and abs(glyph.size - last.size) < 0.1
            level = abs(y - baseline) <= SAME_LINE * glyph.size + 0.05
            if not (same and level and -0.5 * glyph.size < gap < RUN_GAP * glyph.size):
                yield run_of(piece)
                piece = []
        piece.append((glyph, x, y))
    if piece:
        yield run_of(piece)


def run_of(piece: list[tuple[Glyph, float, float]]) -> Run:
    """One run; a gap that is wider than those between the letters of its words becomes a space.

    Spaced-out headings have wide gaps everywhere, so the usual gap of the run is taken off first.
    """
    gaps = [x - before - last.advance for (last, before, _), (_, x, _) in pairwise(piece)]
    usual = max(0.0, median(gaps)) if len(gaps) > 3 else 0.0
    text = ""
    starts: list[float] = []
    for index, (glyph, x, _) in enumerate(piece):
        letters = glyph.text if glyph.text.isascii() else readable(glyph, alone=len(piece) == 1)
        if index and text[-1:] not in ("", " ") and letters != " " and gaps[index - 1] - usual > WORD_GAP * glyph.size:
            text += " "
            starts.append(piece[index - 1][1] + piece[index - 1][0].advance)
        text += letters
        starts.extend(x + glyph.advance * part / len(letters) for part in range(len(letters)))
    first, last = piece[0], piece[-1]
    end = last[1] + last[0].advance
    bold = is_bold(first[0].font)
    return Run(text, first[1], max(end, first[1]), first[2], first[0].size, bold, first[0].mark, (*starts, end))


def readable(glyph: Glyph, alone: bool) -> str:
    """The text of a character, with a symbol font's own one as Unicode; a lone one that is not known is a bullet."""
    if not any(PRIVATE[0] <= letter <= PRIVATE[1] for letter in glyph.text):
        return glyph.text
    known = without_private(glyph.text, plain_font(glyph.font))
    return known if known and not PRIVATE[0] <= known[0] <= PRIVATE[1] else "•" if alone else ""


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


def is_bold(font: str) -> bool:
    name = font.casefold()
    return any(word in name for word in BOLD)


def sideways(run: Run, angle: int, turn: int, sheet: Sheet) -> Run:
    """A run that stands at another angle than the page's text, as a word in its place."""
    width, height = (sheet.height, sheet.width) if angle in (90, 270) else (sheet.width, sheet.height)
    shown = Page(0, width, height, (), turn=angle).shown((run.left, run.top, run.right, run.bottom))
    left, _, right, bottom = turned_box(shown, turn, sheet.width, sheet.height)
    return Run(f" {run.text} ", left, right, bottom - 0.25 * run.size, run.size, run.bold, run.mark)
