"""Headings of a table of figures: the lines above its first row, their rows, and the columns that a heading spans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from postulat.extract.layout.baselines import Stretch
from postulat.extract.layout.figures.lines import FigureLine, Piece
from postulat.extract.layout.page import Rule

MOST_LINES = 9
"""Of a heading."""
CLOSE = 1.3
"""Sizes of white between two lines of a heading at most; a rule between them may make it more."""
CLOSE_WITH_RULE = 2.6
INTERLOCKED = 0.25
"""Share of the size; lines that have more height in common are of one row, set in the middle of its cells."""
FAR_WITH_RULE = 4.0
"""The same between the last line of a heading with a rule right under it and the first row."""
RULED_ROWS = 3
"""Rules below each of the first rows, from which on a rule parts lines of the heading, too, and does not end it."""
FULL = 0.7
"""Share of the table's width that a rule takes which ends the heading above."""
LOWER = 1.0
"""Sizes below a spanning heading in which its short rule is drawn at most."""
BEYOND = 6.0
"""Points that a heading may reach beyond the sides of the table."""
TITLE_WORDS = 5
"""From which on a text over the labels is a title, when it goes on beyond them."""
MOST_SPANNED = 12
"""Columns."""
STICKS_OUT = 0.4
"""Sizes by which a heading reaches beyond its columns at most."""
TAKEN = 0.35
"""Sizes off the middle that one more column below a heading is worth."""
LONGEST = 12
"""Words of one heading."""


@dataclass(frozen=True, slots=True)
class HeadingCell:
    """Words of a heading over the columns from `first` to `last`; its lines, from top to bottom."""

    first: int
    last: int
    pieces: tuple[Piece, ...]

    @property
    def middle(self) -> float:
        return (min(piece.left for piece in self.pieces) + max(piece.right for piece in self.pieces)) / 2


def heading_start(lines: Sequence[FigureLine], first: int, columns: Sequence[Stretch], rules: Sequence[Rule], start: int) -> int:
    """The first line of the heading over the body that begins with line `first`; not above line `start`."""
    left, right = columns[0][0], columns[-1][1]
    width = right - left
    levels = [
        rule
        for rule in rules
        if rule.level and min(rule.right, right) - max(rule.left, left) > FULL * width and rule.left <= (left + columns[0][1]) / 2
    ]
    index, ruled = first, False
    each = has_ruled_rows(lines, first, levels)
    while index > start and first - index < MOST_LINES:
        line, below = lines[index - 1], lines[index]
        between = [rule for rule in levels if line.bottom - 2 <= rule.top <= below.top + 2]
        if between and index < first and not each:
            break  # the rule above the heading
        if between:
            ruled = True
        room = CLOSE_WITH_RULE if between else CLOSE
        if between and index == first and min(rule.top for rule in between) - line.bottom < CLOSE * line.size:
            room = FAR_WITH_RULE
        if below.top - line.bottom > room * line.size or not may_head(line, columns, index == first):
            break
        index -= 1
    while index < first and not_heading(lines[index], columns, ruled):
        index += 1
    return index


def has_ruled_rows(lines: Sequence[FigureLine], first: int, levels: Sequence[Rule]) -> bool:
    """Whether a rule is drawn below each of the first rows."""
    below = lines[first : first + RULED_ROWS + 1]
    return len(below) > RULED_ROWS and all(
        any(upper.bottom - 2 <= rule.top <= lower.top + 2 for rule in levels) for upper, lower in pairwise(below)
    )


def may_head(line: FigureLine, columns: Sequence[Stretch], nearest: bool) -> bool:
    """Whether a line may be one of a heading: short texts over the columns, none across the labels and the figures."""
    left, right = columns[0][0] - BEYOND, columns[-1][1] + BEYOND
    if any(piece.right < left or piece.left > right for piece in line.pieces):
        return False
    if len(columns) < 2:
        return False
    start = columns[1][0]
    for piece in line.pieces:
        if len(piece.text.split()) > LONGEST:
            return False
        label = piece.left < columns[0][1] - 1
        title = len(piece.text.split()) >= TITLE_WORDS and len(line.pieces) == 1
        reaching = columns[0][1] + piece.size if title else start + 0.3 * (columns[1][1] - start)
        if label and piece.right > max(reaching, columns[0][1] + 2):
            return False
    return True


def not_heading(line: FigureLine, columns: Sequence[Stretch], ruled: bool) -> bool:
    """Whether the uppermost line is no heading after all: a title over the labels alone, where no rule says otherwise."""
    only = line.pieces[0] if len(line.pieces) == 1 else None
    return only is not None and only.left < columns[0][1] and not ruled and len(only.text.split()) > 3


def heading_rows(lines: Sequence[FigureLine], columns: Sequence[Stretch], rules: Sequence[Rule]) -> list[list[FigureLine]]:
    """The lines of the heading in rows: several lines of one heading are one row, a spanning heading is above its own."""
    rows: list[list[FigureLine]] = []
    for index, line in enumerate(lines):
        if not rows or parts(rows[-1], line, lines[index:], columns, rules):
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def tall_cells(rows: Sequence[Sequence[FigureLine]], columns: Sequence[Stretch], rules: Sequence[Rule]) -> set[tuple[int, int]]:
    """The rows and columns whose heading goes on in the row below, beside the short rules that part the two."""
    found = set()
    for number, (upper, lower) in enumerate(pairwise(rows)):
        last, first = upper[-1], lower[0]
        top, bottom = last.bottom - 0.35 * last.size, first.top + 0.35 * first.size
        parting = [rule for rule in rules if rule.level and top <= rule.top <= bottom]
        for piece in last.pieces if parting else ():
            beside = not any(rule.left < piece.right and piece.left < rule.right for rule in parting)
            over = covered(piece, columns)
            if (
                beside
                and len(over) == 1
                and any(is_below(piece, other) and covered(other, columns) == over for other in first.pieces)
            ):
                found.add((number, over[0]))
    return found


def parts(
    upper: Sequence[FigureLine], line: FigureLine, rest: Sequence[FigureLine], columns: Sequence[Stretch], rules: Sequence[Rule]
) -> bool:
    """Whether a line begins another row of the heading than the lines above it."""
    last = upper[-1]
    if any(rule.level and last.bottom - 0.35 * last.size <= rule.top <= line.top + 0.35 * line.size for rule in rules):
        return True
    if line.top < last.bottom - INTERLOCKED * line.size:
        return False
    for piece in last.pieces:
        under = [other for other in line.pieces if other.right > piece.left and other.left < piece.right]
        over = covered(piece, columns)
        if len(over) > 1 and sum(covered(other, columns)[0] in over for other in line.pieces) > 1:
            return True
        if len(over) > 1 and len(under) == 1 and len(covered(under[0], columns)) == 1 and not is_below(piece, under[0]):
            return True
    return stand_over(last, line, columns) or are_groups([piece for each in upper for piece in each.pieces], rest, columns)


def stand_over(upper: FigureLine, lower: FigureLine, columns: Sequence[Stretch]) -> bool:
    """Whether headings stand over more headings than they are, and none is the first line of one of those."""
    over, under = ([piece for piece in line.pieces if piece.left > columns[0][1]] for line in (upper, lower))
    return 0 < len(over) < len(under) and not any(is_below(piece, other) for piece in over for other in under)


def are_groups(upper: Sequence[Piece], rest: Sequence[FigureLine], columns: Sequence[Stretch]) -> bool:
    """Whether most upper headings are centred over several lower ones each."""
    own = [piece for piece in upper if piece.left > columns[0][1]]
    lower = {covered(piece, columns)[0]: piece for line in reversed(rest) for piece in line.pieces if piece.left > columns[0][1]}
    if not own or len(own) >= len(lower):
        return False
    spans = spans_of(own, lower, columns)
    wide = [(piece, span) for piece, span in zip(own, spans, strict=True) if span[1] > span[0]]
    if len(wide) * 2 < len(own) or len(wide) < len(own) - 1:
        return False
    first = [lower[at] for piece, _ in wide for at in [covered(piece, columns)[0]] if at in lower]
    if any(piece.text.strip()[:1].islower() for piece in first):
        return False
    taken = sum(last - first + 1 for first, last in spans)
    return taken >= len(lower) - 1 or not any(is_below(piece, other) for piece, _ in wide for other in first)


def spans_of(pieces: Sequence[Piece], below: Mapping[int, Piece], columns: Sequence[Stretch]) -> list[tuple[int, int]]:
    """For each heading the columns that it is best centred over, of those with a heading below; all together at the least cost."""
    rights = [right for _, right in columns]
    pitch = median([after - before for before, after in pairwise(rights[1:])]) if len(rights) > 2 else rights[-1] - rights[0]
    best: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
    ends = [0]
    for piece in pieces:
        options: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        middle = (piece.left + piece.right) / 2
        for (cost, spans), end in zip(best, ends, strict=True):
            for first in range(max(end, 1), len(columns)):
                start = rights[first - 1] if first > 1 else rights[first] - pitch
                for last in range(first, min(first + MOST_SPANNED, len(columns))):
                    if last > first and last not in below:
                        break
                    if piece.right > rights[last] + STICKS_OUT * piece.size and last + 1 < len(columns):
                        continue
                    centres = ((columns[first][0] + rights[last]) / 2, (start + rights[last]) / 2)
                    away = min(abs(centre - middle) for centre in centres) / piece.size
                    if piece.left < min(start, columns[first][0]) - STICKS_OUT * piece.size or away > 4:
                        continue
                    total = cost + away - TAKEN * (last - first)
                    if last + 1 not in options or total < options[last + 1][0]:
                        options[last + 1] = (total, [*spans, (first, last)])
        if not options:
            return [(covered(each, columns)[0], covered(each, columns)[-1]) for each in pieces]
        best, ends = list(options.values()), list(options)
    return min(best)[1]


def is_below(piece: Piece, other: Piece) -> bool:
    """Whether a text is the second line of the one above it: it begins, ends or is centred at the same place."""
    middle = abs(piece.left + piece.right - other.left - other.right) < 4
    return middle or abs(piece.left - other.left) < 2 or abs(piece.right - other.right) < 2


def covered(piece: Piece, columns: Sequence[Stretch]) -> list[int]:
    """The columns over whose middle a text stands; else the one that it shares most width with."""
    found = [at for at, (left, right) in enumerate(columns) if piece.left <= (left + right) / 2 <= piece.right]
    if found:
        return found
    shares = [min(piece.right, right) - max(piece.left, left) for left, right in columns]
    best = max(range(len(columns)), key=lambda at: (shares[at], -at))
    if shares[best] > 0:
        return [best]
    middle = (piece.left + piece.right) / 2
    return [min(range(len(columns)), key=lambda at: abs((columns[at][0] + columns[at][1]) / 2 - middle))]


def heading_cells(
    row: Sequence[FigureLine], below: Sequence[FigureLine], columns: Sequence[Stretch], rules: Sequence[Rule]
) -> list[HeadingCell]:
    """The cells of one row of a heading; the columns that nobody stands over go to the heading that is then better centred."""
    groups: list[list[Piece]] = []
    for line in row:
        for piece in line.pieces:
            group = next(
                (each for each in groups if any(piece.left < other.right and other.left < piece.right for other in each)), None
            )
            if group is None:
                groups.append([piece])
            else:
                group.append(piece)
    groups.sort(key=lambda group: min(piece.left for piece in group))
    if below:
        spans = centred_spans(groups, [own_span(group, groups, columns, rules) for group in groups], columns, below)
    else:
        spans = [first_column(group, columns) for group in groups]
    return [HeadingCell(first, last, tuple(group)) for (first, last), group in zip(spans, groups, strict=True)]


def own_span(
    group: Sequence[Piece], row: Sequence[Sequence[Piece]], columns: Sequence[Stretch], rules: Sequence[Rule]
) -> tuple[int, int] | None:
    """The columns over which a short rule under the heading, and under no other of its row, is drawn; None without such a rule."""
    left, right = min(piece.left for piece in group), max(piece.right for piece in group)
    lowest = max(group, key=lambda piece: piece.baseline)
    middles = [(piece.left + piece.right) / 2 for other in row if other is not group for piece in other]
    for rule in rules:
        near = rule.level and lowest.baseline <= rule.top <= lowest.bottom + LOWER * lowest.size
        if near and rule.left < left + 4 and rule.right > right - 4 and not any(rule.left < x < rule.right for x in middles):
            over = [at for at, (start, end) in enumerate(columns) if rule.left - 3 <= (start + end) / 2 <= rule.right + 3]
            if over and len(over) < len(columns):
                return over[0], over[-1]
    return None


def first_column(group: Sequence[Piece], columns: Sequence[Stretch]) -> tuple[int, int]:
    whole = group[0]._replace(left=min(piece.left for piece in group), right=max(piece.right for piece in group))
    over = covered(whole, columns)
    return over[0], over[-1]


def centred_spans(
    groups: Sequence[Sequence[Piece]],
    spans: Sequence[tuple[int, int] | None],
    columns: Sequence[Stretch],
    below: Sequence[FigureLine],
) -> list[tuple[int, int]]:
    """The spans, with those that no rule tells by where the headings are centred; one over the labels has its own column."""
    lower = {covered(piece, columns)[0]: piece for line in below for piece in line.pieces}
    whole = [
        group[0]._replace(left=min(piece.left for piece in group), right=max(piece.right for piece in group)) for group in groups
    ]
    right = [piece for piece in whole if piece.left > columns[0][1] or columns[0][1] <= columns[0][0]]
    centred = dict(zip(map(id, right), spans_of(right, lower, columns), strict=True)) if right else {}
    return [span or centred.get(id(piece)) or (0, 0) for span, piece in zip(spans, whole, strict=True)]
