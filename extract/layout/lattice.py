"""Rules of a page → the tables that they draw, as grids of cells. A row that a page break cuts is closed where its sides end.

Browsers draw no rule where a page break cuts a row; without the closing, its cells would be lost.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from postulat.extract.document import Box
from postulat.extract.layout.coloured_sides import cell_sides, thick_rules
from postulat.extract.layout.page import Rule

SNAP = 3.0
"""Points; rules nearer than this are one rule."""
JOIN = 3.0
"""Points; a gap within a rule that is not seen, and the distance at which two rules meet."""
SHORTEST = 3.0
"""Points; shorter rules are dots and dashes."""
LONGEST_DASH = 8.0
"""Points of a dash of a broken line."""
FEWEST_DASHES = 6
WIDEST_BETWEEN_DASHES = 6.0
"""Points."""
DASHES_EVEN = 1.3
"""Times the usual gap between the dashes of a line that others of them are wide at most."""
COVERED = 0.85
"""Share of a cell's side that a rule has to cover to be a border of it."""
FEWEST_OPEN = 2
"""Upright rules that must end together beyond the last level one, so that a row is taken to be cut."""


class Region(NamedTuple):
    """One cell of a grid: slots `[row0:row1]` × `[column0:column1]`."""

    row0: int
    row1: int
    column0: int
    column1: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: borders from left to right and from top to bottom, and the cells between them.

    `limits` are the right sides of the columns' texts, where they are known better than by a border that nobody drew.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    open_top: bool = False
    open_bottom: bool = False
    limits: tuple[float, ...] = ()

    def limit(self, column: int) -> float:
        """How far the texts of a cell may reach that ends with the border of this number."""
        return self.limits[column - 1] if self.limits else self.xs[column]

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


class RuleSpan(NamedTuple):
    """A stretch of a rule: at `at` across its direction, from `start` to `end` along it."""

    at: float
    start: float
    end: float


BY_START = itemgetter(RuleSpan._fields.index("start"))


@dataclass(slots=True)
class RuledFrame:
    """Rules that hang together: level ones by height, upright ones by place."""

    level: list[RuleSpan]
    upright: list[RuleSpan]


def grids(rules: Iterable[Rule], baselines: Iterable[tuple[float, float]], fills: Sequence[Box] = ()) -> list[Grid]:
    """The tables, from top to bottom. `baselines` are the points (x, y) where text stands: a cut row is one that has some.

    `fills` are coloured areas: the edge of one parts rows, too.
    """
    edges = joined([RuleSpan(y, fill[0], fill[2]) for fill in fills for y in (fill[1], fill[3])])
    rules = [*rules, *thick_rules(fills)]
    level, upright = spans([*rules, *cell_sides(fills, rules)])
    found = []
    for frame in frames(level, upright):
        without_underlines(frame)
        with_sides(frame)
        add_edges(frame, edges)
        open_top = close(frame, baselines, top=True)
        open_bottom = close(frame, baselines, top=False)
        if grid := grid_of(frame, open_top, open_bottom):
            found.append(grid)
    return sorted(outermost(found), key=lambda grid: (grid.ys[0], grid.xs[0]))


def borders_across(rules: Iterable[Rule], fills: Iterable[Box], shortest: float) -> list[float]:
    """The heights of level rules, and of edges of coloured areas, of some length; several in one line count together."""
    level = [RuleSpan((rule.top + rule.bottom) / 2, rule.left, rule.right) for rule in rules if rule.level]
    edges = [RuleSpan(y, fill[0], fill[2]) for fill in fills for y in (fill[1], fill[3])]
    lengths: dict[float, float] = {}
    for span in joined(level) + joined(edges):
        lengths[span.at] = lengths.get(span.at, 0.0) + span.end - span.start
    places = clusters(sorted(at for at, length in lengths.items() if length >= shortest))
    return sorted(set(places.values()))


def spans(rules: Iterable[Rule]) -> tuple[list[RuleSpan], list[RuleSpan]]:
    """Level and upright rules, snapped and joined. A dot may be a part of either."""
    level: list[RuleSpan] = []
    upright: list[RuleSpan] = []
    for left, top, right, bottom in rules:
        width, height = right - left, bottom - top
        dot = max(width, height) < SHORTEST
        if width >= height or dot:
            level.append(RuleSpan((top + bottom) / 2, left, right))
        if height > width or dot:
            upright.append(RuleSpan((left + right) / 2, top, bottom))
    return joined(level), joined(upright)


def joined(spans: list[RuleSpan]) -> list[RuleSpan]:
    """Stretches at one place as one rule where no gap is seen between them; dots that are left alone fall out."""
    found: list[RuleSpan] = []
    group: list[RuleSpan] = []
    for span in sorted(spans):
        if group and span.at - group[0].at > SNAP:
            found.extend(in_one_line(group))
            group = []
        group.append(span)
    found.extend(in_one_line(group))
    return found


def in_one_line(group: list[RuleSpan]) -> Iterator[RuleSpan]:
    """The same for stretches at nearly one place, which become stretches in the middle of them; they are in order of place."""
    if not group:
        return
    at = (group[0].at + group[-1].at) / 2
    group.sort(key=BY_START)
    gap = JOIN if len(group) < FEWEST_DASHES else dashes_apart(group)
    _, start, end = group[0]
    for _, begin, stop in group:
        if begin > end + gap:
            if end - start >= SHORTEST:
                yield RuleSpan(at, start, end)
            start, end = begin, stop
        elif stop > end:
            end = stop
    if end - start >= SHORTEST:
        yield RuleSpan(at, start, end)


def dashes_apart(group: Sequence[RuleSpan]) -> float:
    """The gap that joins the stretches of a line: a little more than between dashes, where most of them are such."""
    short = [span for span in group if span.end - span.start <= LONGEST_DASH]
    if len(short) < FEWEST_DASHES or len(short) * 2 < len(group):
        return JOIN
    gaps = [after.start - span.end for span, after in pairwise(group) if after.start > span.end]
    usual = median(gaps) if gaps else 0.0
    return max(JOIN, DASHES_EVEN * usual) if usual <= WIDEST_BETWEEN_DASHES else JOIN


def clusters(values: Sequence[float]) -> dict[float, float]:
    """Each value with the middle of the values that it lies among."""
    found: dict[float, float] = {}
    group: list[float] = []
    for value in values:
        if group and value - group[0] > SNAP:
            found.update(dict.fromkeys(group, (group[0] + group[-1]) / 2))
            group = []
        group.append(value)
    if group:
        found.update(dict.fromkeys(group, (group[0] + group[-1]) / 2))
    return found


def frames(level: list[RuleSpan], upright: list[RuleSpan]) -> list[RuledFrame]:
    """Rules that meet, and those that meet these."""
    parent = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    order = sorted(range(len(upright)), key=lambda index: upright[index].at)
    places = [upright[index].at for index in order]
    for number, span in enumerate(level):
        for position in range(bisect_left(places, span.start - JOIN), len(places)):
            if places[position] > span.end + JOIN:
                break
            other = upright[order[position]]
            if other.start - JOIN <= span.at <= other.end + JOIN:
                parent[root(len(level) + order[position])] = root(number)
    found: dict[int, RuledFrame] = {}
    for index, span in enumerate(level + upright):
        frame = found.setdefault(root(index), RuledFrame([], []))
        (frame.level if index < len(level) else frame.upright).append(span)
    return [frame for frame in found.values() if frame.level and frame.upright]


def without_underlines(frame: RuledFrame) -> None:
    """Drops level rules that reach from no upright rule to the next: an underlined link may begin near a border."""
    places = sorted({span.at for span in frame.upright})
    if len(places) > 1:
        reaching = [
            span
            for span in frame.level
            if any(span.start - JOIN <= left and right <= span.end + JOIN for left, right in pairwise(places))
        ]
        frame.level[:] = reaching or frame.level


def with_sides(frame: RuledFrame) -> None:
    """Adds the outer sides of a table that has only inner upright rules: level rules go on beyond the outermost of them.

    It takes two level rules that end together; one that sticks out is a line of its own.
    """
    inner_left = min(span.at for span in frame.upright)
    inner_right = max(span.at for span in frame.upright)
    for beyond in (
        [span.start for span in frame.level if span.start < inner_left - 3 * JOIN],
        [span.end for span in frame.level if span.end > inner_right + 3 * JOIN],
    ):
        if len(beyond) >= 2 and max(beyond) - min(beyond) <= 2 * SNAP:
            at = sum(beyond) / len(beyond)
            reaching = [span for span in frame.level if span.start - JOIN <= at <= span.end + JOIN]
            top, bottom = min(span.at for span in reaching), max(span.at for span in reaching)
            if bottom - top > SHORTEST:
                frame.upright.append(RuleSpan(at, top, bottom))


def add_edges(frame: RuledFrame, edges: Sequence[RuleSpan]) -> None:
    """Adds the edges of coloured rows: under a repeated heading some programs draw no rule."""
    left, right = min(span.at for span in frame.upright), max(span.at for span in frame.upright)
    top, bottom = min(span.start for span in frame.upright), max(span.end for span in frame.upright)
    for edge in edges:
        across = edge.start <= left + JOIN and right - JOIN <= edge.end and edge.end - edge.start < right - left + 4 * JOIN
        if across and top + SNAP < edge.at < bottom - SNAP and all(abs(edge.at - span.at) > 2 * SNAP for span in frame.level):
            frame.level.append(RuleSpan(edge.at, left, right))


def close(frame: RuledFrame, baselines: Iterable[tuple[float, float]], top: bool) -> bool:
    """Adds the level rule that is missing at an end of the frame; says whether a row is cut there.

    The sides of a cut row end together, beyond the last level rule or, under a cell that spans rows, level with it. Without text
    in the new row nothing is added: the sides of some tables stick out.
    """
    last = min(span.at for span in frame.level) if top else max(span.at for span in frame.level)
    sign = -1 if top else 1
    ends = sorted((sign * (span.start if top else span.end), span.at) for span in frame.upright)
    furthest = ends[-1][0]
    together = sorted(at for end, at in ends if furthest - end <= SNAP)
    beyond = furthest - sign * last
    if beyond < -SNAP or len(together) < FEWEST_OPEN:
        return False
    at = sign * furthest if beyond > SNAP else last
    if beyond > SNAP:
        low, high = sorted((last, at))
        if not any(low < y <= high + 1 and together[0] < x < together[-1] for x, y in baselines):
            return False
        frame.level.append(RuleSpan(at, together[0], together[-1]))
        return True
    missing = [
        (left, right)
        for left, right in pairwise(together)
        if not any(covers(span, left, right) for span in frame.level if abs(span.at - at) <= SNAP)
    ]
    frame.level.extend(RuleSpan(at, left, right) for left, right in missing)
    return bool(missing)


def covers(span: RuleSpan, start: float, end: float) -> bool:
    return min(span.end, end) - max(span.start, start) >= COVERED * (end - start) - 1e-6


def grid_of(frame: RuledFrame, open_top: bool, open_bottom: bool) -> Grid | None:
    """The frame as a grid, or None where its rules enclose fewer than two cells."""
    xs = sorted({span.at for span in frame.upright})
    ys = sorted({span.at for span in frame.level})
    while True:
        above = borders(frame.level, ys, xs)
        beside = borders(frame.upright, xs, ys)
        kept_ys = [y for y, row in zip(ys, above, strict=True) if any(row)]
        kept_xs = [x for x, column in zip(xs, beside, strict=True) if any(column)]
        if len(kept_ys) < 2 or len(kept_xs) < 2:
            return None
        if kept_ys == ys and kept_xs == xs:
            break
        xs, ys = kept_xs, kept_ys
    regions = regions_of(above, beside)
    if len(regions) < 2:
        return None
    return Grid(tuple(xs), tuple(ys), tuple(regions), open_top, open_bottom)


def borders(spans: list[RuleSpan], places: list[float], crossings: list[float]) -> list[list[bool]]:
    """For each place, which stretches between two crossings a rule covers."""
    found = {place: [False] * (len(crossings) - 1) for place in places}
    for at, start, end in spans:
        covered = found.get(at)
        if covered is not None:
            first, last = bisect_left(crossings, start - JOIN), bisect_right(crossings, end + JOIN) - 1
            for index in range(first, last):
                covered[index] = True
    return list(found.values())


def regions_of(above: list[list[bool]], beside: list[list[bool]]) -> list[Region]:
    """Cells: slots with no border between them, as rectangles that are closed all round.

    `above[y][column]` is the border over the slot in row `y`, `beside[x][row]` that to its left.
    """
    rows, columns = len(above) - 1, len(beside) - 1
    taken = [[False] * columns for _ in range(rows)]
    found = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            right = column + 1
            while right < columns and not beside[right][row] and not taken[row][right] and above[row][right] == above[row][column]:
                right += 1
            below = row + 1
            while (
                below < rows
                and not any(above[below][column:right])
                and not any(taken[below][column:right])
                and not any(beside[inner][below] for inner in range(column + 1, right))
            ):
                below += 1
            for slot in range(row, below):
                taken[slot][column:right] = [True] * (right - column)
            region = Region(row, below, column, right)
            if closed(region, above, beside):
                found.append(region)
    return found


def closed(region: Region, above: list[list[bool]], beside: list[list[bool]]) -> bool:
    """Whether the cell has a border on at least three sides, half of it drawn: an area outside the table has not."""
    row0, row1, column0, column1 = region
    width, height = column1 - column0, row1 - row0
    over, under = above[row0][column0:column1].count(True), above[row1][column0:column1].count(True)
    left, right = beside[column0][row0:row1].count(True), beside[column1][row0:row1].count(True)
    return (2 * over >= width) + (2 * under >= width) + (2 * left >= height) + (2 * right >= height) >= 3


def outermost(found: list[Grid]) -> list[Grid]:
    """Without grids that stand inside a cell of another: those are boxes drawn in a cell."""
    return [
        grid
        for grid in found
        if not any(
            other is not grid
            and other.xs[0] - SNAP <= grid.xs[0]
            and grid.xs[-1] <= other.xs[-1] + SNAP
            and other.ys[0] - SNAP <= grid.ys[0]
            and grid.ys[-1] <= other.ys[-1] + SNAP
            and (len(other.regions), other.box) > (len(grid.regions), grid.box)
            for other in found
        )
    ]
