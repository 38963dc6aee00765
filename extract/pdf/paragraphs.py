"""Lines of a cell or a column of text → paragraphs and list items, by gaps, indents, markers and the room left in a line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from postulat.extract.characters.colours import main_ink
from postulat.extract.characters.styled_lines import is_set
from postulat.extract.document import Block, Box, Link, Place
from postulat.extract.layout.page import ABOVE
from postulat.extract.pdf.hyphenation import Words, ends_plainly, glue, letter_after
from postulat.extract.pdf.lines import Line
from postulat.extract.pdf.paragraph_signs import (
    BULLETS,
    DASHES,
    GAP,
    LABEL,
    LABEL_HEAD,
    LEAST_LEADING,
    MARKER,
    SPACE,
    USUAL_LEADING,
    WIDE_SPACE,
    begins,
    ending,
    opening,
    runs_on,
)

FEW_LINES = 30
"""Lines, below which the room at the right side is not measured but taken to be that at the left."""
FEWEST_STEPS = 3
"""Steps from line to line of a size, from which on its usual distance is known."""
CLOSEST_STEP, FARTHEST_STEP = 0.8, 2.5
"""Sizes from line to line that may be the distance of lines of one paragraph."""
SAME_SIZE = 0.5
"""Points by which two lines of one size may differ."""
STEPS_TO_A_POINT = 2
"""Distances of lines are told apart by half a point."""
OFTEN = 3
"""A distance of lines is usual that is seen at least one time where the most frequent is seen so many times."""
FEWEST_SPACES = 5
SPACED_SHARE = 0.97
"""Of the lines that go on, with a space at their end, for the others to be the last of their paragraphs."""
SURELY_ROOMY = 1.0
"""Points that a line leaves free beyond the common room, so that it was surely not broken for want of it."""
FEWEST_FITTING, FITTING_SHARE = 3, 0.8
"""Different words that fill a line of their column, and their share of those with a line to themselves, where words are broken."""
FULLEST = 50
"""One cell of so many may reach further to the right than the room that is taken to be kept free."""
MOST_LINES_OF_A_TEXT = 3
"""Lines of a cell whose whole text is remembered, to be known again."""
STRONG, INK, SLANTED = (itemgetter(Line._fields.index(name)) for name in ("strong", "ink", "slanted"))
SAME_LEVEL = 0.6
"""Sizes by which items of one level may stand apart."""
SAME_SIDE = 2.0
"""Points by which lines of one left side may stand apart."""
SAME_MIDDLE = 1.5
"""The same for lines of one middle."""


@dataclass(slots=True)
class Habits:
    """What a document does throughout: its words, the distance of its lines, the room it leaves, and how its blocks begin."""

    words: Words = field(default_factory=Words)
    uneven: float = 0.05
    """Share of the lines that may have been broken before the common right side: in cells few, in running text many."""
    leadings: dict[int, Counter[float]] = field(default_factory=lambda: defaultdict(Counter))
    rooms: list[float] = field(default_factory=list)
    wraps: list[tuple[float, float, bool]] = field(default_factory=list)
    alone: dict[float, list[tuple[str, float]]] = field(default_factory=lambda: defaultdict(list))
    """By the right side of their cells: words with a line to themselves above a small letter, and the room that another letter
    would have left."""
    indents: list[float] = field(default_factory=list)
    openings: Counter[tuple[str, ...]] = field(default_factory=Counter)
    endings: Counter[tuple[str, ...]] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    usual: dict[int, float] = field(default_factory=dict)
    room: float = 0.0
    asked: int = 0
    """How often a doubtful line was judged by how others begin and end."""
    sure: dict[int, tuple[Sequence[Line], list[list[Line]]]] = field(default_factory=dict)
    """The paragraphs of cells, by their identity, in which no line was doubtful: they are told apart once."""
    draws_spaces: bool = False
    """Whether lines end with the space at which they were broken, so that one without it is the end of its paragraph."""

    def learn(self, lines: Sequence[Line], left: float, right: float) -> None:
        """Takes in one cell, or one column of text, between its sides."""
        if not lines:
            return
        self.words.learn(lines)
        wraps = self.wraps
        known = lines[0].size
        steps = self.leadings[round(known)]
        before: Line | None = None
        for line in lines:
            text = line.text
            if ":" in text and ":" in text[:LABEL_HEAD] and (label := LABEL.match(text)) is not None:
                self.labels[label[0]] += 1
            if before is not None:
                size = line.size
                if size != known:
                    known = size
                    steps = self.leadings[round(size)]
                step = line.baseline - before.baseline
                if CLOSEST_STEP * size < step < FARTHEST_STEP * size and abs(size - before.size) < SAME_SIZE:
                    steps[round(step * STEPS_TO_A_POINT) / STEPS_TO_A_POINT] += 1
                if text[:1].islower() and before.text[-1:].isalpha():
                    left_over = right - before.right
                    wraps.append((left_over - SPACE * size - line.first_width, left_over - WIDE_SPACE * size, before.spaced))
                    if " " not in before.text and not before.spaced:
                        self.alone[right].append((before.text, left_over - letter_after(before, line)))
            before = line
        self.rooms.append(max(right - max([line.right for line in lines]), 0.0))
        self.indents.append(max(min([line.left for line in lines]) - left, 0.0))
        self.openings[opening(lines[0].text)] += 1
        self.endings[ending(lines[-1].text)] += 1
        if len(lines) <= MOST_LINES_OF_A_TEXT:
            self.texts[" ".join([line.text for line in lines])] += 1

    def settle(self, like: Habits | None = None) -> None:
        """Draws the conclusions, once all lines are known; what they cannot show is as in `like`."""
        self.words.settle()
        self.room = room(self.rooms, self.indents, [needed for needed, _, _ in self.wraps], self.uneven)
        for right, words in self.alone.items():
            self.words.filled.update({round(right - self.room)} if are_broken(words, self.room) else ())
        roomy = [spaced for _, left_over, spaced in self.wraps if left_over > self.room + SURELY_ROOMY]
        self.draws_spaces = len(roomy) >= FEWEST_SPACES and sum(roomy) >= SPACED_SHARE * len(roomy)
        if like is not None and like.draws_spaces:
            self.draws_spaces = sum(roomy) * 2 >= len(roomy)
        for size, seen in self.leadings.items():
            if sum(seen.values()) >= FEWEST_STEPS:
                most = max(seen.values())
                self.usual[size] = min(step for step, times in seen.items() if times * OFTEN >= most)

    def know(self, lines: Sequence[Line], right: float) -> None:
        """Takes in how the paragraphs begin that surely begin, so that doubtful ones are known by it."""
        if len(lines) < 2:
            return
        asked = self.asked
        found = groups(lines, right - self.room, False, self)
        if self.asked == asked:
            self.sure[id(lines)] = lines, found
        for before, group in pairwise(found):
            self.endings[ending(before[-1].text)] += 1
            self.openings[opening(group[0].text)] += 1

    def leading(self, size: float) -> float:
        """The distance at which lines of a size mostly follow each other."""
        return self.usual.get(round(size), USUAL_LEADING * size)


def room(rooms: Sequence[float], indents: Sequence[float], wraps: Sequence[float], uneven: float) -> float:
    """What is left free at the right side: no line reaches into it, and lines that were broken needed more."""
    rooms = sorted(rooms)
    free = rooms[len(rooms) // FULLEST] if rooms else 0.0
    if len(rooms) < FEW_LINES and indents:
        free = min(free, max(min(indents), 0.0))
    wraps = sorted(wraps)
    needed = wraps[-1 - int(len(wraps) * uneven)] if wraps else 0.0
    return max(free, needed, 0.0)


def are_broken(words: Sequence[tuple[str, float]], room: float) -> bool:
    """Whether nearly every word with a line to itself leaves no room for a letter: then they go on in the next line, for the ends
    of whole words fall anywhere; only the longest word of a column may give it its width."""
    fitting = [text for text, left_over in words if left_over < room]
    return len({*fitting}) >= FEWEST_FITTING and len(fitting) >= FITTING_SHARE * len(words)


class Setting(NamedTuple):
    """Where lines stand: the sides of their cell or column, its page, and what a place says of them."""

    left: float
    right: float
    page: int
    path: str = ""


def blocks(lines: Sequence[Line], setting: Setting, habits: Habits, shown: Place | None = None) -> list[Block]:
    """The paragraphs and items that the lines make."""
    found: list[Block] = []
    limit = setting.right - habits.room
    centred = is_centred(lines, setting)
    levels: list[float] = []
    known, told = habits.sure.get(id(lines), (None, []))
    for group in told if known is lines and not centred else groups(lines, limit, centred, habits):
        found.append(block(group, limit, habits, setting, levels))
        if found[-1].kind != "item":
            levels.clear()
    return found


def groups(lines: Sequence[Line], limit: float, centred: bool, habits: Habits) -> list[list[Line]]:
    """The lines of each paragraph or item."""
    found: list[list[Line]] = []
    size, reach = 0.0, 0.0
    before: Line | None = None
    for line in lines:
        if before is None:
            found.append([line])
        else:
            if line.size != size:
                size = line.size
                reach = GAP * max(habits.leading(size), LEAST_LEADING * USUAL_LEADING * size)
            plain = before.size == size and line.baseline - before.baseline <= reach and not centred
            if (plain and runs_on(before, line, limit, habits)) or not begins(found[-1], line, limit, centred, habits, found):
                found[-1].append(line)
            else:
                found.append([line])
        before = line
    return found


def is_centred(lines: Sequence[Line], setting: Setting) -> bool:
    """Whether the lines are set to the middle of their cell."""
    if len(lines) < 2:
        return False
    lefts = [line.left for line in lines]
    if max(lefts) - min(lefts) <= SAME_SIDE:
        return False
    middles = [(line.left + line.right) / 2 for line in lines]
    return max(middles) - min(middles) < SAME_MIDDLE


def block(group: list[Line], limit: float, habits: Habits, setting: Setting, levels: list[float]) -> Block:
    text, links, breaks = joined(group, limit, habits)
    strong = any(map(STRONG, group)) and is_set([(line.text, line.strong) for line in group])
    slanted = any(map(SLANTED, group)) and is_set([(line.text, line.slanted) for line in group])
    ink = main_ink((line.text, line.ink) for line in group) if any(map(INK, group)) else 0
    place = Place(setting.page, setting.path, around(group))
    match = MARKER.match(text)
    if group[0].dotted:
        marker, start = "-", 0
    elif match is not None:
        marker, start = match[1], match.end()
        if marker in BULLETS or marker in DASHES:
            marker = "-"
    else:
        return Block("paragraph", text, (place,), links=links, strong=strong, breaks=breaks, slanted=slanted, ink=ink)
    kept = tuple(Link(max(link.start - start, 0), link.end - start, link.target) for link in links if link.end > start)
    heads = tuple(at - start for at in breaks if at > start)
    depth = level(group[0].left, group[0].size, levels)
    made = Block("item", text[start:], (place,), level=depth, marker=marker, links=kept, strong=strong, breaks=heads)
    return made._replace(slanted=slanted, ink=ink) if slanted or ink else made


def level(left: float, size: float, levels: list[float]) -> int:
    """How deep an item stands, from 1; `levels` are the indents of the items it stands under."""
    while levels and left < levels[-1] - SAME_LEVEL * size:
        levels.pop()
    if not levels or left > levels[-1] + SAME_LEVEL * size:
        levels.append(left)
    return len(levels)


def joined(group: Sequence[Line], limit: float, habits: Habits) -> tuple[str, tuple[Link, ...], tuple[int, ...]]:
    """The lines as one text, with its links, and where lines begin in it that begin with a word of their own."""
    text, links, breaks = group[0].text, list(group[0].links), list[int]()
    words, draws_spaces = habits.words, habits.draws_spaces
    for before, line in pairwise(group):
        if ends_plainly(before, line, limit) and not line.links:
            breaks.append(len(text) + 1)
            text = f"{text} {line.text}"
            continue
        text, between, skipped = glue(text, before, line, limit, words, draws_spaces)
        shift = len(text) + len(between) - skipped
        if between and not skipped:
            breaks.append(len(text) + len(between))
        text += between + line.text[skipped:]
        for link in line.links:
            if links and links[-1].target == link.target and link.start + shift - links[-1].end <= 1:
                links[-1] = Link(links[-1].start, link.end + shift, link.target)
            else:
                links.append(Link(max(link.start, skipped) + shift, link.end + shift, link.target))
    if group[-1].soft:
        text = text.rstrip("\u2010")
    return text, tuple(links), tuple(at for at in breaks if at < len(text))


def around(lines: Sequence[Line]) -> Box:
    if len(lines) == 1:
        return lines[0].box
    left, top, right, bottom = lines[0].box
    for line in lines:  # compared and not by `min`: this is asked for every paragraph
        over, under = line.baseline - ABOVE * line.size, line.baseline + (1 - ABOVE) * line.size
        left = line.left if line.left < left else left
        top = over if over < top else top
        right = line.right if line.right > right else right
        bottom = under if under > bottom else bottom
    return left, top, right, bottom
