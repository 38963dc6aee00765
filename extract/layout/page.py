"""A PDF page as its engine gives it: runs of text, rules, filled areas and links, all upright and measured from the top left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from postulat.extract.document import Box

ABOVE = 0.78
BELOW = 0.22
"""Shares of the size that a line of text is taken to reach above and below its baseline, whatever its font says."""
MOST_RULES = 50_000
"""Rules of one page that are looked at; a drawing may have millions."""
THICKEST_RULE = 2.6
"""Points; a filled area that is thinner is a rule."""

CLOSE = 4.0
"""Points; dots nearer than this are parts of one line."""
MOST_TOGETHER = 2
"""Dots close to each other that may be bullets."""
LARGEST_DOT = 8.0
"""Points; a larger square is no bullet."""


class Joint(NamedTuple):
    """The white between two pieces of a run: from the end of one to where the other begins, with the character `at`."""

    at: int
    left: float
    right: float


class Run(NamedTuple):
    """Text in one font on one baseline. `left` and `right` are the ends of what is written, without spaces before and after it.

    `mark` numbers the piece of marked content that it belongs to (-1: none). `word_end` is where its first word ends. `starts`
    are the x positions of its characters, with the end as the last one; () where the engine was not asked for them. `joints` are
    gaps between pieces that the producer wrote apart, perhaps into two columns that stand close. `ink` is its colour on white paper
    (0xRRGGBB), `tilt` the angle in degrees by which it leans from the text around it, and `slanted` that all of it is in italics.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool = False
    mark: int = -1
    word_end: float = 0.0
    starts: tuple[float, ...] = ()
    joints: tuple[Joint, ...] = ()
    ink: int = 0
    tilt: float = 0.0
    slanted: bool = False

    @property
    def top(self) -> float:
        return self.baseline - ABOVE * self.size

    @property
    def bottom(self) -> float:
        return self.baseline + BELOW * self.size

    @property
    def middle(self) -> float:
        """The height at which a run is looked up: through its small letters."""
        return self.baseline - 0.25 * self.size

    @property
    def pieces(self) -> Iterator[tuple[float, float]]:
        """The sides of what stands between its joints."""
        left = self.left
        for joint in self.joints:
            yield left, joint.left
            left = joint.right
        yield left, self.right


as_run: Callable[[tuple[object, ...]], Run] = partial(tuple.__new__, Run)
"""A run of all its values in their order; for the thousands of a file, a third of the time that `Run(…)` takes."""


class Rule(NamedTuple):
    """A thin line, level or upright."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def level(self) -> bool:
        return self.right - self.left >= self.bottom - self.top


as_rule: Callable[[Box], Rule] = partial(tuple.__new__, Rule)
"""The same of a rule's sides."""


class Outline(NamedTuple):
    """A closed line drawn as one: a box, or the box around a ring. It may be a cell, or a stamp over several."""

    box: Box
    ring: bool = False


def is_dot(width: float, height: float) -> bool:
    """Whether a filled area is as small and square as the bullet of a list, which browsers draw and do not write."""
    return max(width, height) <= LARGEST_DOT and min(width, height) > 0.7 * max(width, height) > 0.5


def neighbourhood(box: Box) -> tuple[int, int, int]:
    """The size of a dot, and roughly where it stands."""
    return round(2 * (box[2] - box[0])), round(box[0] / CLOSE), round(box[1] / CLOSE)


def alone(dots: Iterable[Box]) -> list[Box]:
    """The dots that do not stand close on two sides of another of their size, as those of a dotted line do."""
    places = [(box, neighbourhood(box)) for box in dots]
    around: Counter[tuple[int, int, int]] = Counter()
    for (size, x, y), count in Counter(place for _, place in places).items():
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                around[size, x + dx, y + dy] += count
    return sorted(box for box, place in places if around[place] <= MOST_TOGETHER)


class Area(NamedTuple):
    """A link's place on the page; its text is what stands in it."""

    box: Box
    target: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page in reading position. Where its text was drawn sideways, `turn` (degrees, clockwise) has set it upright.

    `picture` says that an image covers most of the page; `hidden` is the text that a reader of the page does not see, with boxes
    as on the page as shown. `unmapped` counts letters that their font gives no meaning, and `doubtful` says that there are many.
    `fault` is why nothing of the page could be read.
    """

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    rules: tuple[Rule, ...] = ()
    fills: tuple[Box, ...] = ()
    links: tuple[Area, ...] = ()
    picture: bool = False
    hidden: tuple[tuple[str, Box], ...] = ()
    turn: int = 0
    unmapped: int = 0
    capped: bool = False
    doubtful: bool = False
    fault: str = ""
    outlines: tuple[Outline, ...] = ()
    remarks: tuple[tuple[str, str, Box], ...] = ()
    """What was written onto the page: kind, words, and box as on the page as shown."""
    pictures: tuple[Box, ...] = ()
    """Pictures that take a good part of the page, and not most of it."""

    @property
    def dots(self) -> list[Box]:
        """The areas that may be bullets of a list; dots side by side are a dotted line."""
        if not self.fills:
            return []
        return alone({box for box in self.fills if is_dot(box[2] - box[0], box[3] - box[1])})

    def shown(self, box: Box) -> Box:
        """A box in reading position as a box on the page as it is shown.

        >>> Page(1, 800, 600, (), turn=90).shown((0, 0, 10, 20))
        (0, 790, 20, 800)
        """
        left, top, right, bottom = box
        if self.turn == 90:
            return top, self.width - right, bottom, self.width - left
        if self.turn == 180:
            return self.width - right, self.height - bottom, self.width - left, self.height - top
        if self.turn == 270:
            return self.height - bottom, left, self.height - top, right
        return box
