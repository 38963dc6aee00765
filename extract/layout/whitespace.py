"""Tables that nobody ruled: columns from the white space that runs down between aligned texts, rows from numbers and gaps.

White corridors are an idea of Breuel, "Two geometric algorithms for layout analysis" (2002), here between runs of text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from postulat.extract.layout.baselines import (
    NARROWEST,
    Baseline,
    Stretch,
    banded,
    levels,
    narrowest_corridor,
    with_wide_joints,
    without,
    without_seams,
)
from postulat.extract.layout.lattice import Grid, Region
from postulat.extract.layout.open_tables.row_choice import RowProposal, choose_rows
from postulat.extract.layout.page import Run

FEWEST_CORRIDORS = 2
FEWEST_LEVELS = 4
FEWEST_PARTED = 3
"""Lines with words in several columns."""
FEWEST_ROWS = 3
FEWEST_ROWS_OF_MANY = 2
SURE_CORRIDORS = 3
"""Corridors from which on two rows are enough for a table."""
MOST_LEVELS = 400
"""Lines of a page that are looked at."""
CLOSE = 1.3
"""Share of the size between two lines that may belong to one heading."""
CLEARER = 1.35
"""How many times wider a gap between rows is than one between the lines of a cell."""
FAR = 2.5
"""Share of the size; lines further apart are not of one table."""
ROOMY = 5.0
"""Share of the size; the rest of a cell stands no further below."""
SHIFT = 7.0
"""Points that a border may stand further left or right than on the page before."""
HAIR = 0.7
"""Points of a corridor that is known from the page before."""
WIDE = 1.2
"""Share of the size; words of a justified line hardly stand further apart."""
MOST_FULL = 0.7
"""Share of the lines."""
SAME = 3.0
"""Points between a gap and a drawn border that is the same row's end."""
EVEN = 0.3
"""Points by which gaps of one kind differ."""
CENTRED = 0.02
"""Share of the table's width by which the middle of a line may miss that of the table, twice."""
SAME_START, ALIKE = 1.0, 0.8
"""Points within which texts begin at one place, and the share of the lines that do so in a narrow column."""
ALIGNED = 0.7
"""Share of the texts of a column that begin at one place, for one that does not to be none of them."""
MARGIN = 2.0
"""Points from the text to the outer border."""
MANY_LINES = 10
SAME_GAP = 0.7
"""Share of the usual gap between rows that one before the first number has at least, to part it from what stands above."""
FULL_COLUMN = 0.75
"""Share of the lines, and of its width, that a column of running text fills."""
FEWEST_WORDS = 4
"""Of the middle one of its lines."""
MOST_OF_CHART = 5
"""Columns that a chart's labels, or those of several side by side, are taken for."""
FEWEST_ON_AXIS = 5
AXIS = re.compile(r"-?\d{1,6}(?:[.,]\d{1,3})?%?")
LONGEST_MISREAD = 5
"""Characters of what stands in a column of numbers and is none."""
APART = 1.5
"""Sizes between lines of a column that are rows of their own."""
NUMBER = re.compile(r"\(?(?:\d{1,4}(?:[a-z]|/\d{2,4})?|[IVX]{1,6})[.)]*")
IDENTIFIER = re.compile(r"[^\W\d_]{1,5}[-./ _]{0,2}\d{1,4}(?:[-./]\d{1,4}){0,2}[.)]?")
FEWEST_NAMED = 3
DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,3}[.)]*")


@dataclass(frozen=True, slots=True)
class Field:
    """Levels `[first:last]` between whose runs the same corridors run down; `known`: they are those of the page before."""

    first: int
    last: int
    corridors: tuple[Stretch, ...]
    known: bool = False

    @property
    def worth(self) -> int:
        return (self.last - self.first) * len(self.corridors)


def aligned_grids(runs: Iterable[Run], ys: Sequence[float] = (), before: Sequence[float] = ()) -> list[Grid]:
    """The tables among runs that stand in no ruled one, from top to bottom; `ys` are row borders that level rules draw.

    `before` are the inner borders of such a table at the end of the page before: it may go on here with too few lines to tell.
    """
    found = banded(levels(with_wide_joints(without_seams([run for run in runs if run.text.strip()]))))
    if not found or len(found) > MOST_LEVELS:
        return []
    narrowest = narrowest_corridor([run for level in found for run in level.runs])
    parts = fields(found, narrowest, 0, len(found))
    if before and (not parts or len(parts[0].corridors) < len(before) or parts[0].first > 0):
        head = continued(found, before, parts[0].first if parts and len(parts[0].corridors) >= len(before) else len(found))
        if head is not None:
            parts = [head, *fields(found, narrowest, head.last, len(found))]
    if parts and same_columns(parts[0], before):
        parts[0] = replace(parts[0], known=True)
    return [grid for part in merged(parts, found, narrowest) if (grid := grid_of(part, found, narrowest, ys)) is not None]


def same_columns(part: Field, before: Sequence[float]) -> bool:
    """Whether a field begins at the head of the page, between the columns of the table before."""
    if part.first or not before or len(part.corridors) != len(before):
        return False
    return all(start - SHIFT <= x <= end + SHIFT for x, (start, end) in zip(before, part.corridors, strict=True))


def merged(parts: Iterable[Field], found: Sequence[Baseline], narrowest: float) -> list[Field]:
    """Fields with nothing but the rest of a cell between them, beside the first column, as one, where one's corridors run on."""
    result: list[Field] = []
    for part in parts:
        if result:
            before = result[-1]
            between = found[before.last : part.first]
            beside = all(run.left > before.corridors[0][0] for level in between for run in level.runs)
            down = through(before.corridors, found[before.last : part.last], narrowest)
            up = through(part.corridors, found[before.first : part.first], narrowest)
            corridors = max(down, up, key=len)
            apart = found[part.first].top - found[before.last - 1].bottom
            near = apart <= (ROOMY if before.known else FAR) * found[part.first].size
            if corridors and (beside if between else near):
                result[-1] = Field(before.first, part.last, corridors, before.known)
                continue
        result.append(part)
    return result


def through(corridors: Sequence[Stretch], levels: Iterable[Baseline], narrowest: float) -> tuple[Stretch, ...]:
    """What more lines leave of the corridors; nothing, where one of them ends."""
    for level in levels:
        narrowed = [part for corridor in corridors for part in without(corridor, level.runs, narrowest)]
        if len(narrowed) < len(corridors):
            return ()
        corridors = narrowed
    return tuple(corridors)


def continued(found: Sequence[Baseline], before: Sequence[float], end: int) -> Field | None:
    """The first lines of a page that keep the columns of the table before, or stand beside its first one: the rest of a cell."""
    corridors = [(x - SHIFT, x + SHIFT) for x in before]
    last = 0
    while last < end and not (last and far(found[last - 1], found[last]) and not found[last].gaps(NARROWEST)):
        narrowed = [part for corridor in corridors for part in without(corridor, found[last].runs, HAIR)]
        if len(narrowed) < len(corridors):
            break
        corridors = narrowed
        last += 1
    parted = any(len(found[index].gaps(NARROWEST)) > 0 for index in range(last))
    beside = all(run.left > before[0] for index in range(last) for run in found[index].runs)
    return Field(0, last, tuple(corridors), known=True) if last and (parted or beside) else None


def fields(found: Sequence[Baseline], narrowest: float, start: int, end: int) -> list[Field]:
    """The stretches of lines that corridors run through, those of most lines and corridors first, then what lies around them."""
    best: Field | None = None
    gaps = [level.gaps(narrowest) for level in found[start:end]]
    most = max(map(len, gaps), default=0)
    for first in range(start, end):
        corridors = gaps[first - start]
        if len(corridors) < FEWEST_CORRIDORS:
            continue
        if best is not None and (end - first) * most <= best.worth:
            break  # no later line can begin a field of more lines and corridors
        for last in range(first + 1, end):
            narrowed = [part for corridor in corridors for part in without(corridor, found[last].runs, narrowest)]
            if len(narrowed) < len(corridors) and names_section(found, last, last + 1, end, corridors, narrowest):
                continue
            if len(narrowed) < FEWEST_CORRIDORS:
                break
            if far(found[last - 1], found[last]) and not begins_row(found, last, end, corridors, narrowest):
                break
            corridors = narrowed
            field = Field(first, last + 1, tuple(corridors))
            if (best is None or field.worth > best.worth) and parted(found[first : last + 1], corridors) >= FEWEST_PARTED:
                best = field
    if best is None or not (
        best.last - best.first >= FEWEST_LEVELS or is_small_table(found[best.first : best.last], best.corridors)
    ):
        return []
    first, corridors = best.first, list(best.corridors)
    while first > start:
        narrowed = above(found[first - 1], found[first], corridors, narrowest)
        if narrowed:
            first, corridors = first - 1, narrowed
        elif first - 1 > start and names_section(found, first - 1, first - 2, end, corridors, narrowest):
            first -= 2
            corridors = [part for corridor in corridors for part in without(corridor, found[first].runs, narrowest)]
        else:
            break
    last = best.last
    while last < end and (narrowed := beside(found[last], found[last - 1], found[first:last], corridors, narrowest)):
        last, corridors = last + 1, narrowed
    best = Field(first, last, tuple(corridors))
    return [*fields(found, narrowest, start, best.first), best, *fields(found, narrowest, best.last, end)]


def is_small_table(inside: Sequence[Baseline], corridors: Sequence[Stretch]) -> bool:
    """Whether few lines are a table all the same: under a heading in bold, rows whose texts all begin at one place a column."""
    head, *rows = inside
    bold = all(run.bold for run in head.runs) and not any(run.bold for row in rows for run in row.runs)
    if len(rows) < FEWEST_ROWS_OF_MANY or len(corridors) < SURE_CORRIDORS or not bold or not begins_alike(rows, corridors):
        return False
    starts = {round(left) for row in rows for run in row.runs for left, _ in run.pieces}
    return sum(start - 1 not in starts for start in starts) == len(corridors) + 1


def beside(
    level: Baseline, last: Baseline, inside: Sequence[Baseline], corridors: Sequence[Stretch], narrowest: float
) -> list[Stretch]:
    """What a line leaves of the corridors, where it goes on the table's last row: all of it stands beside the first column, and
    begins where the texts of its own column begin, though perhaps after some room."""
    if level.top - last.bottom > ROOMY * level.size or level.runs[0].left <= corridors[0][1] - MARGIN:
        return []
    for run in level.runs:
        column = bisect_right(corridors, (run.left,))
        starts = [other.left for each in inside for other in each.runs if bisect_right(corridors, (other.left,)) == column]
        if sum(abs(start - run.left) < MARGIN for start in starts) * 2 < len(starts):
            return []
    narrowed = [part for corridor in corridors for part in without(corridor, level.runs, narrowest)]
    return narrowed if len(narrowed) == len(corridors) else []


def parted(inside: Sequence[Baseline], corridors: Sequence[Stretch]) -> int:
    """How many lines have words on both sides of a corridor; one justified line with wide gaps makes no columns."""
    return sum(any(level.runs[0].left < start and level.runs[-1].right > end for start, end in corridors) for level in inside)


def names_section(
    found: Sequence[Baseline], index: int, beyond: int, end: int, corridors: Sequence[Stretch], narrowest: float
) -> bool:
    """Whether a line across the columns is a row of the table: one piece of text, and the next line keeps the columns again."""
    if not 0 <= beyond < end or found[index].gaps(narrowest):
        return False
    lone = len(found[beyond].gaps(narrowest)) < FEWEST_CORRIDORS
    if lone and not found[index].runs[0].bold:
        return False
    return begins_row(found, beyond, end, corridors, narrowest)


def begins_row(found: Sequence[Baseline], index: int, end: int, corridors: Sequence[Stretch], narrowest: float) -> bool:
    """Whether a line is in a row of the table: it, or one that follows close, has words in several columns."""
    while index < end and all(without(corridor, found[index].runs, narrowest) for corridor in corridors):
        if len(found[index].gaps(narrowest)) >= FEWEST_CORRIDORS:
            return True
        if index + 1 == end or far(found[index], found[index + 1]):
            return False
        index += 1
    return False


def above(level: Baseline, below: Baseline, corridors: Sequence[Stretch], narrowest: float) -> list[Stretch]:
    """What a line leaves of the corridors, where it is one more of a heading: close above, and perhaps wider than the rest."""
    if below.top - level.bottom > CLOSE * level.size:
        return []
    narrowed = [part for corridor in corridors for part in without(corridor, level.runs, narrowest)]
    return narrowed if len(narrowed) == len(corridors) else []


def far(level: Baseline, below: Baseline) -> bool:
    """Whether so much space parts two lines that the lower one is no part of a table above it: a page number, a signature."""
    return below.top - level.bottom > FAR * level.size


def grid_of(part: Field, found: Sequence[Baseline], narrowest: float, ys: Sequence[float]) -> Grid | None:
    """The field as a grid, or None where too little speaks for a table."""
    inside = found[part.first : part.last]
    left = min(run.left for level in inside for run in level.runs) - MARGIN
    right = max(run.right for level in inside for run in level.runs) + MARGIN
    xs = (left, *((start + end) / 2 for start, end in part.corridors), right)
    across = [
        level
        for level in inside
        if not level.gaps(narrowest)
        and (any(level.crosses(corridor) for corridor in part.corridors) or is_centred(level, inside, xs))
    ]
    if not part.known and is_prose(inside, part.corridors):
        return None
    columns = [[run for level in inside if level not in across for run in level.runs if a <= run.left < b] for a, b in pairwise(xs)]
    if not part.known and is_running_text(columns, len(inside)):
        return None
    if not part.known and is_bulleted(columns):
        return None
    if not part.known and any(map(is_axis, columns)) and sum(map(bool, columns)) <= MOST_OF_CHART:
        return None
    breaks = row_breaks(inside, columns, across, ys, part.known)
    drawn = [y for y in ys if inside[0].bottom < y < inside[-1].top]
    if drawn:
        free = row_breaks(inside, columns, across, [], part.known)
        more = [y for y in drawn if not any(lower <= y <= upper for lower, upper in bands_of(free, inside))]
        rows = [RowProposal("drawn", tuple(breaks)), RowProposal("free", tuple(sorted([*free, *more])))]
        breaks = list(choose_rows(rows, inside, columns)[0].breaks)
    borders = (inside[0].top - MARGIN, *breaks, inside[-1].bottom + MARGIN)
    if not part.known and len(borders) - 1 < (FEWEST_ROWS if len(part.corridors) < SURE_CORRIDORS else FEWEST_ROWS_OF_MANY):
        return None
    regions = []
    for row, (top, bottom) in enumerate(pairwise(borders)):
        if any(top <= level.runs[0].middle < bottom for level in across):
            regions.append(Region(row, row + 1, 0, len(xs) - 1))
        else:
            regions.extend(Region(row, row + 1, column, column + 1) for column in range(len(xs) - 1))
    return Grid(xs, tuple(borders), tuple(regions), limits=tuple(map(limit, columns, xs[1:])))


def is_running_text(columns: Sequence[Sequence[Run]], lines: int) -> bool:
    """Whether all columns are sentences that fill them line by line, as the text of a newspaper does and no table."""
    for column in columns:
        if len(column) < FULL_COLUMN * lines or median(len(run.text.split()) for run in column) < FEWEST_WORDS:
            return False
        left, right = min(run.left for run in column), max(run.right for run in column)
        if median(run.right - run.left for run in column) < FULL_COLUMN * (right - left):
            return False
    return True


def is_bulleted(columns: Sequence[Sequence[Run]]) -> bool:
    """Whether the first column has bullets or dashes only: items of a list, however far their texts stand from them."""
    first = columns[0] if columns else ()
    return bool(first) and not any(character.isalnum() for run in first for character in run.text)


def bands_of(breaks: Sequence[float], inside: Sequence[Baseline]) -> list[Stretch]:
    """The white bands in which borders of rows lie."""
    return [band for band in free_bands(inside) if any(band[0] <= y <= band[1] for y in breaks)]


def is_axis(column: Sequence[Run]) -> bool:
    """Whether the figures in a column go up or down by equal steps of value and height, beside a chart; counted rows step by 1."""
    figures = [run for run in sorted(column, key=lambda run: run.baseline) if AXIS.fullmatch(run.text.strip())]
    if len(figures) < FEWEST_ON_AXIS:
        return False
    values = [float(run.text.strip().replace(" ", "").replace(",", ".").rstrip("%")) for run in figures]
    steps = [after - before for before, after in pairwise(values)]
    heights = [after.baseline - before.baseline for before, after in pairwise(figures)]
    run = 1
    for at in range(1, len(steps)):
        same = abs(steps[at] - steps[at - 1]) <= 0.01 * abs(steps[at]) and abs(heights[at] - heights[at - 1]) <= 0.15 * heights[at]
        run = run + 1 if same and abs(steps[at]) not in (0, 1) else 1
        if run >= FEWEST_ON_AXIS - 1:
            return True
    return False


def limit(column: Sequence[Run], border: float) -> float:
    """Where the texts of a column end: at the longest of many lines, which others were broken to keep within."""
    return max(run.right for run in column) if len(column) >= MANY_LINES else border


def is_centred(level: Baseline, inside: Sequence[Baseline], xs: Sequence[float]) -> bool:
    """Whether a line stands in the middle of the table and not where the texts of its column begin: the name of a section."""
    left, right = level.runs[0].left, max(run.right for run in level.runs)
    if abs(left + right - xs[0] - xs[-1]) > CENTRED * (xs[-1] - xs[0]):
        return False
    column = bisect_right(xs, left)
    starts = [other.left for each in inside for other in each.runs if column == bisect_right(xs, other.left)]
    usual = median(starts)
    aligned = sum(abs(start - usual) < SAME for start in starts)
    return left - usual > level.size and aligned >= ALIGNED * len(starts)


def is_prose(inside: Sequence[Baseline], corridors: Sequence[Stretch]) -> bool:
    """Whether the corridors are but the wide gaps between words of justified lines: narrow, and with words on all sides of them."""
    size = median(level.size for level in inside)
    if max(end - start for start, end in corridors) >= WIDE * size or begins_alike(inside, corridors):
        return False
    full = sum(
        level.is_line
        and all(any(run.right <= end for run in level.runs) for _, end in corridors)
        and level.runs[-1].left >= corridors[-1][0]
        for level in inside
    )
    return full >= MOST_FULL * len(inside)


def begins_alike(inside: Sequence[Baseline], corridors: Sequence[Stretch]) -> bool:
    """Whether the texts behind each corridor begin at one place in nearly all lines, as words of prose do not."""
    for _, end in corridors:
        starts = [next((left for run in level.runs for left, _ in run.pieces if left >= end - HAIR), None) for level in inside]
        told = [start for start in starts if start is not None]
        usual = median(told) if told else 0.0
        if sum(abs(start - usual) < SAME_START for start in told) < ALIKE * len(inside):
            return False
    return True


def row_breaks(
    inside: Sequence[Baseline], columns: Sequence[list[Run]], across: Sequence[Baseline], ys: Sequence[float], known: bool
) -> list[float]:
    """Where a row ends: at drawn borders; else in the widest gap between two numbers, and in every gap as wide.

    Where only some borders are drawn, as by every other row's colour, the gaps between numbers and below a heading part the rest.
    """
    drawn = [y for y in sorted(ys) if inside[0].bottom < y < inside[-1].top]
    bands = free_bands(inside)
    chosen = {band for band in bands for level in across if abs(band[0] - level.bottom) < 0.1 or abs(band[1] - level.top) < 0.1}
    chosen.update(below_bold(inside, bands))
    anchors = numbers(columns)
    for above, below in pairwise(anchors):
        if not any(above.baseline <= y <= below.baseline for y in drawn):
            chosen.update(widest([band for band in bands if above.baseline <= band[1] and band[0] <= below.baseline]))
    if anchors and not drawn:
        least = SAME_GAP * median([end - start for start, end in chosen]) if chosen and known else 0.0
        first = widest([band for band in bands if band[1] <= anchors[0].baseline])
        chosen.update(band for band in first if band[1] - band[0] >= least)
    if drawn:
        apart = (band for band in chosen if not any(band[0] - SAME <= y <= band[1] + SAME for y in drawn))
        return sorted([*drawn, *((start + end) / 2 for start, end in apart)])
    wide = threshold([end - start for start, end in bands], [end - start for start, end in chosen])
    if wide is not None:
        chosen.update(band for band in bands if band[1] - band[0] >= wide)
    elif not anchors:
        chosen.update(before_full_levels(inside, columns, bands))
    return sorted((start + end) / 2 for start, end in chosen)


def free_bands(inside: Sequence[Baseline]) -> list[Stretch]:
    """White stretches across the whole table, from top to bottom."""
    found = []
    bottom = inside[0].bottom
    for level in inside[1:]:
        if level.top > bottom:
            found.append((bottom, level.top))
        bottom = max(bottom, level.bottom)
    return found


def below_bold(inside: Sequence[Baseline], bands: Sequence[Stretch]) -> list[Stretch]:
    """The gap under a heading in bold, where what follows is not."""
    bold = [all(run.bold for run in level.runs) for level in inside]
    count = bold.index(False) if False in bold else 0
    return [band for band in bands if count and abs(band[1] - inside[count].top) < 0.1]


def numbers(columns: Sequence[list[Run]]) -> list[Run]:
    """The row numbers: the runs of the first column that holds little else, from top to bottom."""
    for fewest, column in zip((1, 2), columns, strict=False):
        written = sorted(column, key=lambda run: run.baseline)
        found = [run for run in written if NUMBER.fullmatch(run.text.strip())]
        if not found and len(named := [run for run in written if IDENTIFIER.fullmatch(run.text.strip())]) >= FEWEST_NAMED:
            found = named if named_on([run.text for run in named]) else []
        if not found:
            found = [run for run in written if DOTTED.fullmatch(run.text.strip())]
            fewest = 1 if counted([run.text for run in found]) else len(column) + 1
        if len(found) >= fewest and len(found) * 2 >= len(column):
            return written if fewest == 1 and stand_alone(written, found) else found
    return []


def stand_alone(written: Sequence[Run], found: Sequence[Run]) -> bool:
    """Whether what is no number among numbers stands where one should: short, in few rows, with white around it."""
    others = [run for run in written if run not in found]
    apart = all(below.baseline - above.baseline >= APART * below.size for above, below in pairwise(written))
    return apart and len(others) * 3 <= len(written) and all(len(run.text.strip()) <= LONGEST_MISREAD for run in others)


def named_on(texts: Sequence[str]) -> bool:
    """Whether identifiers begin alike and their last numbers go up.

    >>> named_on(["U-47", "U-48", "U-51"]), named_on(["M 12", "K 3", "A 4"])
    (True, False)
    """
    numbers = [int(re.findall(r"\d+", text)[-1]) for text in texts]
    heads = {re.split(r"\d", text, maxsplit=1)[0].casefold() for text in texts}
    return len(heads) == 1 and all(before < after for before, after in pairwise(numbers))


def counted(texts: Iterable[str]) -> bool:
    """Whether dotted numbers count on, each the one before plus one or the first of the next kind: figures do not.

    >>> counted(["1.1.", "1.2.", "2.1."]), counted(["1.5", "1.8", "2.4"])
    (True, False)
    """
    places = [tuple(map(int, re.findall(r"\d+", text))) for text in texts]
    return all(
        after[-1] == before[-1] + 1 if after[:-1] == before[:-1] else after > before and after[-1] == 1
        for before, after in pairwise(places)
    )


def widest(bands: Sequence[Stretch]) -> list[Stretch]:
    """The widest band; of equal ones the last, right above the number below it."""
    most = max((end - start for start, end in bands), default=0.0)
    return [band for band in bands if band[1] - band[0] >= most - 0.3][-1:]


def threshold(heights: Sequence[float], between_rows: Sequence[float]) -> float | None:
    """The height from which a gap parts rows, or None where the gaps within cells are no clearly smaller."""
    if between_rows:
        rows = median(between_rows)
        rest = [height for height in heights if height < rows - EVEN]
        return (rows + max(rest)) / 2 if rest and max(rest) * CLEARER <= rows else (rows - EVEN if not rest else None)
    ordered = sorted(heights)
    steps = [(above / max(below, 0.1), (above + below) / 2) for below, above in pairwise(ordered)]
    ratio, middle = max(steps, default=(1.0, 0.0))
    return middle if ratio >= CLEARER else None


def before_full_levels(inside: Sequence[Baseline], columns: Sequence[list[Run]], bands: Sequence[Stretch]) -> list[Stretch]:
    """The gaps above lines in which all columns but one have text: there a row begins."""
    starts: list[Stretch] = []
    for level in inside:
        filled = sum(any(run in column for run in level.runs) for column in columns)
        if filled >= len(columns) - 1:
            starts.extend(band for band in bands if abs(band[1] - level.top) < 0.1)
    return starts
