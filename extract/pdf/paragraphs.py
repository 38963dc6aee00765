"""Lines of a cell or a column of text → paragraphs and list items, by gaps, indents, markers and the room left in a line."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from postulat.extract.document import Block, Box, Link, Place
from postulat.extract.layout.page import ABOVE
from postulat.extract.pdf.hyphenation import Words, ends_plainly, glue, is_cut
from postulat.extract.pdf.lines import Line

GAP = 1.32
"""Times the usual distance of lines; a wider one parts paragraphs."""
USUAL_LEADING = 1.2
"""Distance of lines, in sizes, where nothing else is known."""
SPACE = 0.28
"""Width of a space, in sizes."""
WIDE_SPACE = 0.36
"""The same in a wide font; a space that needs less room has surely room."""
LARGER = 1.12
"""Times a size; text that much larger or smaller is another paragraph."""
INDENT = 0.8
"""Sizes by which a line must stand further right than the one above to open a paragraph."""
BULLETS = "•▪●○■□◦◆❖➢✓✗▫⁃∙·►▶➔"
MARKER = re.compile(
    rf"([{BULLETS}]|[-–—*](?=\s)|\(?(?:\d{{1,3}}|[a-zA-Z]|[ivxIVX]{{2,5}})\)|(?:\d{{1,3}}|[IVX]{{1,5}})\.(?=\s))\s*(?=\S)"
)
NUMBER = re.compile(r"\(?(\d{1,3})[.)]")
LETTERED = re.compile(r"([a-z])\.\s")
"""An item only where it counts on: an abbreviation looks the same."""
SENTENCE_END = ".!?:;"
CLOSING = '”"»)]'
ENDS = SENTENCE_END + CLOSING
ROOMY = 0.25
"""Points that a line leaves free beyond what the next word needs, from which on it was ended and not broken."""
FEW_LINES = 30
"""Lines, below which the room at the right side is not measured but taken to be that at the left."""
FEWEST_STEPS = 3
FEWEST_SPACES = 5
SPACED_SHARE = 0.97
"""Of the lines that go on, with a space at their end, for the others to be the last of their paragraphs."""


@dataclass(slots=True)
class Habits:
    """What a document does throughout: its words, the distance of its lines, the room it leaves, and how its blocks begin."""

    words: Words = field(default_factory=Words)
    uneven: float = 0.05
    """Share of the lines that may have been broken before the common right side: in cells few, in running text many."""
    leadings: dict[int, Counter[float]] = field(default_factory=lambda: defaultdict(Counter))
    rooms: list[float] = field(default_factory=list)
    wraps: list[tuple[float, float, bool]] = field(default_factory=list)
    indents: list[float] = field(default_factory=list)
    openings: Counter[tuple[str, ...]] = field(default_factory=Counter)
    endings: Counter[tuple[str, ...]] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)
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
        for before, line in pairwise(lines):
            size = line.size
            if size != known:
                known = size
                steps = self.leadings[round(size)]
            step = line.baseline - before.baseline
            if 0.8 * size < step < 2.5 * size and abs(size - before.size) < 0.5:
                steps[round(step * 2) / 2] += 1
            if line.text[:1].islower() and before.text[-1:].isalpha():
                left_over = right - before.right
                wraps.append((left_over - SPACE * size - line.first_width, left_over - WIDE_SPACE * size, before.spaced))
        self.rooms.append(max(right - max([line.right for line in lines]), 0.0))
        self.indents.append(max(min([line.left for line in lines]) - left, 0.0))
        self.openings[opening(lines[0].text)] += 1
        self.endings[ending(lines[-1].text)] += 1
        if len(lines) <= 3:
            self.texts[" ".join([line.text for line in lines])] += 1

    def settle(self, like: Habits | None = None) -> None:
        """Draws the conclusions, once all lines are known; what they cannot show is as in `like`."""
        self.words.settle()
        self.room = room(self.rooms, self.indents, [needed for needed, _, _ in self.wraps], self.uneven)
        roomy = [spaced for _, left_over, spaced in self.wraps if left_over > self.room + 1]
        self.draws_spaces = len(roomy) >= FEWEST_SPACES and sum(roomy) >= SPACED_SHARE * len(roomy)
        if like is not None and like.draws_spaces:
            self.draws_spaces = sum(roomy) * 2 >= len(roomy)
        for size, seen in self.leadings.items():
            if sum(seen.values()) >= FEWEST_STEPS:
                most = max(seen.values())
                self.usual[size] = min(step for step, times in seen.items() if times * 3 >= most)

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
    free = rooms[len(rooms) // 50] if rooms else 0.0
    if len(rooms) < FEW_LINES and indents:
        free = min(free, max(min(indents), 0.0))
    wraps = sorted(wraps)
    needed = wraps[-1 - int(len(wraps) * uneven)] if wraps else 0.0
    return max(free, needed, 0.0)


def opening(text: str) -> tuple[str, ...]:
    """The first words, by which a text that begins elsewhere too is known.

    >>> opening("Zgodnie z założeniami programu")
    ('zgodnie', 'z', 'założeniami')
    """
    return tuple(text.casefold().split(None, 3)[:3])


def ending(text: str) -> tuple[str, ...]:
    return tuple(text.casefold().rsplit(None, 3)[-3:])


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
                reach = GAP * max(habits.leading(size), USUAL_LEADING * 0.8 * size)
            plain = before.size == size and line.baseline - before.baseline <= reach and not centred
            if (plain and runs_on(before, line, limit, habits)) or not begins(found[-1], line, limit, centred, habits, found):
                found[-1].append(line)
            else:
                found.append([line])
        before = line
    return found


def runs_on(before: Line, line: Line, limit: float, habits: Habits) -> bool:
    """Whether a line surely goes on with the sentence above it, as most do; a quick answer where `begins` has a long one."""
    return (
        line.text[:1].islower()
        and before.text[-1:] not in ENDS
        and limit - before.right - SPACE * line.size - line.first_width <= ROOMY
        and (before.spaced or not habits.draws_spaces)
        and ")" not in line.text[:6]
        and line.text[1:2] != "."
        and not line.dotted
    )


def begins(group: list[Line], line: Line, limit: float, centred: bool, habits: Habits, found: Sequence[list[Line]] = ()) -> bool:
    """Whether a line begins a new paragraph or item after the lines of `group`."""
    before = group[-1]
    together = before.ends[1] == line.ends[0] != -1
    size = before.size if before.size > line.size else line.size
    step = line.baseline - before.baseline
    if step > (1.8 if together else GAP) * max(habits.leading(size), USUAL_LEADING * 0.8 * size):
        return True
    if line.dotted:
        return True
    if before.size != line.size and size > LARGER * min(before.size, line.size):
        return True
    ended = before.text.rstrip(CLOSING)[-1:] in SENTENCE_END
    room = limit - before.right - SPACE * line.size - line.first_width
    if centred:
        room += before.left - min(each.left for each in group)
    roomy = room > ROOMY
    drawn_end = habits.draws_spaces and not before.spaced
    if not (ended or roomy or drawn_end) and line.text[:1].islower() and ")" not in line.text[:6]:
        return counts_on(group[0].text, line.text)
    if is_cut(before, line, limit, habits.words):
        return False
    if counts_on(group[0].text, line.text):
        return True
    marker = MARKER.match(line.text)
    marked = None if marker is None else is_item(marker, group, before, found, ended, roomy, together)
    if marked is not None:
        return marked
    upper = line.text.lstrip('„"(–- ')[:1].isupper()
    if together:
        return ended and upper and room > 2 * line.size and not centred
    if before.strong != line.strong and (ended or upper) and (roomy or ended):
        return True
    if before.text[-1:] == "-" or before.soft:
        return False
    tagged = -1 not in (before.ends[1], line.ends[0])
    if tagged and roomy and upper:
        return True
    if habits.draws_spaces and not centred:
        drawn_room = limit - before.right - WIDE_SPACE * line.size
        if before.spaced and not roomy and not tagged:
            return False
        if not before.spaced and drawn_room > 0.5 and before.text[-1:] not in "-/":
            return True
    if centred or (line.strong and before.strong):
        return ended and upper and roomy
    if roomy and (ended or upper):
        return upper or room > size
    if roomy and before.text[-1:] == "," and room > 2 * size:
        return True
    if not upper:
        return False
    if tagged and ended:
        return True
    if line.left - before.left > INDENT * size and ended and MARKER.match(group[0].text) is None:
        return True
    habits.asked += 1
    if ended and habits.endings[ending(before.text)] > 0:
        return True
    known = habits.openings[opening(line.text)] > 0
    return known and (ended or " ".join(each.text for each in group) in habits.texts)


def counts_on(item: str, text: str) -> bool:
    """Whether a text begins with the letter after that of an item.

    >>> counts_on("a. the mayor,", "b. the council"), counts_on("w. 1 and 2", "y. 3")
    (True, False)
    """
    before, here = LETTERED.match(item), LETTERED.match(text)
    return before is not None and here is not None and ord(before[1]) + 1 == ord(here[1])


def is_item(
    marker: re.Match[str],
    group: list[Line],
    before: Line,
    found: Sequence[list[Line]],
    ended: bool,
    roomy: bool,
    together: bool,
) -> bool | None:
    """Whether a line that begins like an item is one; None leaves it to the other signs."""
    sign = marker[1]
    if sign in BULLETS:
        return True
    if together and not roomy:
        return False
    if sign in "-–—*":
        if roomy or before.text[-1:] in ".;:,":
            return True
        return True if MARKER.match(group[0].text) and group[0].text[0] == sign else None
    number = NUMBER.fullmatch(sign)
    if number is not None:
        earlier = [NUMBER.match(each[0].text) for each in found]
        follows = any(match is not None and int(match[1]) + 1 == int(number[1]) for match in earlier)
        if follows and (ended or roomy or before.text[-1:] == ","):
            return True
        if int(number[1]) == 1 and ended:
            return True
        return True if roomy and ended else None
    return True if roomy or ended or before.text[-1:] == "," else None


def is_centred(lines: Sequence[Line], setting: Setting) -> bool:
    """Whether the lines are set to the middle of their cell."""
    if len(lines) < 2:
        return False
    lefts = [line.left for line in lines]
    if max(lefts) - min(lefts) <= 2:
        return False
    middles = [(line.left + line.right) / 2 for line in lines]
    return max(middles) - min(middles) < 1.5


def block(group: list[Line], limit: float, habits: Habits, setting: Setting, levels: list[float]) -> Block:
    text, links = joined(group, limit, habits)
    strong = all(line.strong for line in group)
    place = Place(setting.page, setting.path, around(group))
    match = MARKER.match(text)
    if group[0].dotted:
        marker, start = "-", 0
    elif match is not None:
        marker, start = match[1], match.end()
        if marker in BULLETS or marker in "-–—*":
            marker = "-"
    else:
        return Block("paragraph", text, (place,), links=links, strong=strong)
    kept = tuple(Link(max(link.start - start, 0), link.end - start, link.target) for link in links if link.end > start)
    return Block(
        "item", text[start:], (place,), level=level(group[0].left, group[0].size, levels), marker=marker, links=kept, strong=strong
    )


def level(left: float, size: float, levels: list[float]) -> int:
    """How deep an item stands, from 1; `levels` are the indents of the items it stands under."""
    while levels and left < levels[-1] - 0.6 * size:
        levels.pop()
    if not levels or left > levels[-1] + 0.6 * size:
        levels.append(left)
    return len(levels)


def joined(group: Sequence[Line], limit: float, habits: Habits) -> tuple[str, tuple[Link, ...]]:
    """The lines as one text."""
    text, links = group[0].text, list(group[0].links)
    for before, line in pairwise(group):
        if ends_plainly(before, line, limit) and not line.links:
            text = f"{text} {line.text}"
            continue
        text, between, skipped = glue(text, before, line, limit, habits.words, habits.draws_spaces)
        shift = len(text) + len(between) - skipped
        text += between + line.text[skipped:]
        for link in line.links:
            if links and links[-1].target == link.target and link.start + shift - links[-1].end <= 1:
                links[-1] = Link(links[-1].start, link.end + shift, link.target)
            else:
                links.append(Link(max(link.start, skipped) + shift, link.end + shift, link.target))
    if group[-1].soft:
        text = text.rstrip("\u2010")
    return text, tuple(links)


def around(lines: Sequence[Line]) -> Box:
    if len(lines) == 1:
        return lines[0].box
    left, right = min([line.left for line in lines]), max([line.right for line in lines])
    top = min([line.baseline - ABOVE * line.size for line in lines])
    return left, top, right, max([line.baseline + (1 - ABOVE) * line.size for line in lines])
