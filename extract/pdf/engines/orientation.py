"""A page as drawn → the page in reading position; text that nobody can see is set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from postulat.extract.document import Box
from postulat.extract.layout.page import THICKEST_RULE, Area, Outline, Page, Rule, Run

TINIEST = 1.0
"""Points; smaller text is not meant to be seen."""

THINNEST = 0.05
"""Points; nobody sees a thinner side of a frame."""
LARGE_SHARE, LARGE_WIDTH = 0.08, 0.35
"""Shares of the page's area and width that a picture takes at least, for there to be a table in it."""
PICTURE_SHARE = 0.5
"""Share of the page that an image has to cover for the text over it to be a scan's text layer."""


class TurnedRun(NamedTuple):
    """A run as drawn: in the reading position of its own `angle` (degrees, counter-clockwise, on the page as shown)."""

    run: Run
    angle: int = 0
    hidden: bool = False
    white: bool = False
    unmapped: int = 0


as_turned_run: Callable[[tuple[object, ...]], TurnedRun] = partial(tuple.__new__, TurnedRun)
"""The same of its values in their order, in less time."""


@dataclass(frozen=True, slots=True)
class TurnedPage:
    """A page as drawn and shown."""

    number: int
    width: float
    height: float
    pieces: Sequence[TurnedRun]
    rules: Sequence[Rule] = ()
    fills: Sequence[Box] = ()
    links: Sequence[Area] = ()
    pictures: Sequence[Box] = ()
    outlines: Sequence[Outline] = ()
    remarks: Sequence[tuple[str, str, Box]] = ()
    capped: bool = False
    doubtful: bool = False

    @property
    def picture(self) -> bool:
        """Whether an image covers most of the page."""
        return any((x1 - x0) * (y1 - y0) > PICTURE_SHARE * self.width * self.height for x0, y0, x1, y1 in self.pictures)

    @property
    def large_pictures(self) -> list[Box]:
        """The pictures of some size on a page that is no picture itself."""
        all_of_them = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in self.pictures)
        if self.picture or all_of_them > PICTURE_SHARE * self.width * self.height:  # the page's ground, in strips
            return []
        return [
            (x0, y0, x1, y1)
            for x0, y0, x1, y1 in self.pictures
            if (x1 - x0) * (y1 - y0) > LARGE_SHARE * self.width * self.height and x1 - x0 > LARGE_WIDTH * self.width
        ]

    def sides(self, angle: int) -> tuple[float, float]:
        """Width and height in the reading position of an angle."""
        return (self.height, self.width) if angle in (90, 270) else (self.width, self.height)


def page_of(sheet: TurnedPage) -> Page:
    """The page turned so that most of its text is upright."""
    seen, unseen = parted(sheet)
    turn = usual_angle(seen)
    width, height = sheet.sides(turn)
    frames, fills = framed(sheet.fills)
    page = Page(
        sheet.number,
        width,
        height,
        tuple(piece.run if piece.angle == turn else sideways(piece, turn, sheet) for piece in seen),
        (*sheet.rules, *frames),
        tuple(fills),
        tuple(sheet.links),
        sheet.picture,
        tuple((piece.run.text.strip(), shown(piece, sheet)) for piece in unseen if piece.run.text.strip()),
        turn,
        sum(piece.unmapped for piece in seen),
        sheet.capped,
        sheet.doubtful,
        outlines=tuple(sheet.outlines),
        remarks=tuple(sheet.remarks),
        pictures=tuple(sheet.large_pictures),
    )
    return page if not turn else with_turned_drawing(page, sheet)


def usual_angle(pieces: Sequence[TurnedRun]) -> int:
    """The angle at which most letters stand."""
    angles = {piece.angle for piece in pieces}
    if len(angles) < 2:
        return angles.pop() if angles else 0
    lengths: Counter[int] = Counter()
    for piece in pieces:
        lengths[piece.angle] += len(piece.run.text)
    return lengths.most_common(1)[0][0]


def with_turned_drawing(page: Page, sheet: TurnedPage) -> Page:
    def upright(box: Box) -> Box:
        return turned_box(box, page.turn, sheet.width, sheet.height)

    return replace(
        page,
        rules=tuple(Rule(*upright(rule)) for rule in page.rules),
        fills=tuple(upright(box) for box in page.fills),
        links=tuple(Area(upright(area.box), area.target) for area in page.links),
        pictures=tuple(upright(box) for box in page.pictures),
        outlines=tuple(Outline(upright(outline.box), outline.ring) for outline in page.outlines),
    )


def framed(fills: Sequence[Box]) -> tuple[list[Rule], list[Box]]:
    """Borders that are drawn as the area between two boxes, as a rule for each side that has one; and the other areas."""
    rules: list[Rule] = []
    rest: list[Box] = []
    for box in fills:
        sides = between(rest[-1], box) if rest else []
        if sides:
            rest.pop()
            rules.extend(sides)
        else:
            rest.append(box)
    return rules, rest


def between(one: Box, other: Box) -> list[Rule]:
    """The sides of a frame between two boxes, one within the other; none, where they are no frame."""
    left, top, right, bottom = min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
    inner = max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    if (left, top, right, bottom) not in (one, other) or inner not in (one, other) or one == other:
        return []
    margins = (inner[0] - left, inner[1] - top, right - inner[2], bottom - inner[3])
    if max(margins) >= THICKEST_RULE:
        return []
    sides = (
        Rule(left, top, inner[0], bottom),
        Rule(left, top, right, inner[1]),
        Rule(inner[2], top, right, bottom),
        Rule(left, inner[3], right, bottom),
    )
    return [side for side, margin in zip(sides, margins, strict=True) if margin > THINNEST]


def parted(sheet: TurnedPage) -> tuple[list[TurnedRun], list[TurnedRun]]:
    """The text that a reader sees, and the other.

    Invisible text over a picture of the page is the text layer of a scan, and is read.
    """
    seen: list[TurnedRun] = []
    unseen: list[TurnedRun] = []
    picture = sheet.picture
    for piece in sheet.pieces:
        run, angle, hidden, white, _ = piece
        invisible = (hidden or white) and not picture and not (white and on_fill(piece, sheet))
        width, height = (sheet.width, sheet.height) if not angle else sheet.sides(angle)
        off_page = run.right < 0 or run.left > width or run.baseline < 0 or run.baseline - run.size > height
        if invisible or run.size < TINIEST or off_page:
            unseen.append(piece)
        else:
            seen.append(piece)
    return seen, unseen


def on_fill(piece: TurnedRun, sheet: TurnedPage) -> bool:
    """Whether white text stands on a coloured area or a picture."""
    if piece.hidden:
        return False
    left, top, right, bottom = shown(piece, sheet)
    x, y = (left + right) / 2, (top + bottom) / 2
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in (*sheet.fills, *sheet.pictures))


def shown(piece: TurnedRun, sheet: TurnedPage) -> Box:
    width, height = sheet.sides(piece.angle)
    run = piece.run
    return Page(sheet.number, width, height, (), turn=piece.angle).shown((run.left, run.top, run.right, run.bottom))


def sideways(piece: TurnedRun, turn: int, sheet: TurnedPage) -> Run:
    """A run that stands at another angle than the page's text, as a word in its place."""
    left, _, right, bottom = turned_box(shown(piece, sheet), turn, sheet.width, sheet.height)
    run = piece.run
    return Run(
        f" {run.text} ",
        left,
        right,
        bottom - 0.25 * run.size,
        run.size,
        run.bold,
        run.mark,
        ink=run.ink,
        tilt=run.tilt,
        slanted=run.slanted,
    )


def turned(x: float, y: float, turn: int, width: float, height: float) -> tuple[float, float]:
    """A point of the page as shown in reading position, where text that runs upwards needs a turn of 90 degrees clockwise.

    `width` and `height` are those of the page as shown.

    >>> turned(0, 800, 90, 600, 800)
    (0, 0)
    """
    if turn == 90:
        return height - y, x
    if turn == 180:
        return width - x, height - y
    if turn == 270:
        return y, width - x
    return x, y


def turned_box(box: Box, turn: int, width: float, height: float) -> Box:
    if not turn:
        return box
    x0, y0 = turned(box[0], box[1], turn, width, height)
    x1, y1 = turned(box[2], box[3], turn, width, height)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
