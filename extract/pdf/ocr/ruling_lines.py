"""Ruling lines in the image of a page: long dark stretches, level and upright, as thin boxes of pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Grey = NDArray[numpy.uint8]
    Dark = NDArray[numpy.bool_]
    Counts = NDArray[numpy.int64]

Pixels = tuple[int, int, int, int]
"""left, top, right, bottom; right and bottom are the first pixels beyond."""

SHORTEST = 18 / 72
"""Inches; no stroke of a letter is as long, and hardly a side of a table shorter."""
THICKEST = 3.0 / 72
"""Inches; what is thicker is a dark area."""
GAP = 4
"""Pixels within a line that dirt or a bad print may leave white."""
FULL = 0.92
"""Share of a line's pixels that are dark; a row of letters has half as many."""
FAINT = 0.8
"""Share of the paper's brightness, below which a thin line is seen."""
DARKEST_LIMIT, BRIGHTEST_LIMIT = 90, 200
"""Between these the limit between ink and paper is looked for."""
MOST_STRETCHES = 200_000


def image_rules(grey: Grey, dpi: float) -> list[Pixels]:
    """The level lines from top to bottom, then the upright ones from left to right.

    They are looked for three times: as what is a little darker than the paper, which finds hairlines; as what is as dark as ink;
    and as what is as dark as the darkest ink, which finds the lines of a shaded table.
    """
    ink = ink_limit(grey)
    dark_ink = best_limit(brightnesses(grey)[:ink])
    faint = int(FAINT * float(numpy.percentile(grey[::4, ::4], 90)))
    found: set[Pixels] = set()
    for limit in sorted({dark_ink, ink, faint}):
        dark = without_areas(grey < limit, dpi)
        found.update(thin_boxes(dark, dpi))
        found.update((left, top, right, bottom) for top, left, bottom, right in thin_boxes(dark.T, dpi))
    return sorted(found, key=lambda box: (box[2] - box[0] < box[3] - box[1], box[1], box[0], box[3], box[2]))


def ink_limit(grey: Grey) -> int:
    """The brightness that parts ink from paper."""
    return min(max(best_limit(brightnesses(grey)), DARKEST_LIMIT), BRIGHTEST_LIMIT)


def brightnesses(grey: Grey) -> Counts:
    """How many pixels have each brightness."""
    return numpy.bincount(grey[::2, ::2].ravel(), minlength=256)


def best_limit(counts: Counts) -> int:
    """The brightness that parts dark from light best (Otsu's): both sides of it differ least within themselves."""
    below = numpy.cumsum(counts).astype(float)
    above = below[-1] - below
    total = numpy.cumsum(counts * numpy.arange(len(counts))).astype(float)
    with numpy.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (total / below - (total[-1] - total) / above) ** 2
    return int(numpy.argmax(numpy.nan_to_num(between))) + 1


def without_areas(dark: Dark, dpi: float) -> Dark:
    """Without what is dark in all directions around it: shaded rows, pictures, the edge of the scanner's glass."""
    block = max(round(THICKEST * dpi / 3), 1)
    height, width = (side // block for side in dark.shape)
    blocks = dark[: height * block, : width * block].reshape(height, block, width, block)
    full: Dark = numpy.logical_and.reduce(blocks, axis=(1, 3))
    area = spread(~spread(~full))
    if not area.any():
        return dark
    kept = dark.copy()
    kept[: height * block, : width * block] &= ~area.repeat(block, axis=0).repeat(block, axis=1)
    return kept


def spread(marked: Dark) -> Dark:
    """What is marked, and what is next to it."""
    framed = numpy.pad(marked, 1)
    rows = framed[:-2] | framed[1:-1] | framed[2:]
    return rows[:, :-2] | rows[:, 1:-1] | rows[:, 2:]


def thin_boxes(dark: Dark, dpi: float) -> list[Pixels]:
    """Level lines: long stretches, those of neighbouring rows together, where they are not thick."""
    done: list[list[int]] = []
    open_boxes: list[list[int]] = []
    for row, start, end in stretches(dark, round(SHORTEST * dpi)):
        while open_boxes and open_boxes[0][3] < row:
            done.append(open_boxes.pop(0))
        for box in open_boxes:
            if box[3] >= row and start < box[2] and box[0] < end:
                box[0], box[2], box[3] = min(box[0], start), max(box[2], end), row + 1
                open_boxes.sort(key=lambda each: each[3])
                break
        else:
            open_boxes.append([start, row, end, row + 1])
    limit = THICKEST * dpi
    return [(box[0], box[1], box[2], box[3]) for box in done + open_boxes if box[3] - box[1] <= limit]


def stretches(dark: Dark, shortest: int) -> list[tuple[int, int, int]]:
    """Row, start and end of the stretches of dark pixels, small gaps bridged, that are long and full."""
    steps = numpy.diff(numpy.pad(dark, ((0, 0), (1, 1))).astype(numpy.int8), axis=1)
    rows, starts = numpy.nonzero(steps == 1)
    ends = numpy.nonzero(steps == -1)[1]
    if not len(rows):
        return []
    apart = numpy.ones(len(rows), dtype=bool)
    apart[1:] = (rows[1:] != rows[:-1]) | (starts[1:] - ends[:-1] > GAP)
    first = numpy.nonzero(apart)[0]
    last = numpy.append(first[1:], len(rows)) - 1
    inked = numpy.concatenate(([0], numpy.cumsum(ends - starts)))
    length = ends[last] - starts[first]
    kept = (length >= shortest) & (inked[last + 1] - inked[first] >= FULL * length)
    found = zip(rows[first][kept].tolist(), starts[first][kept].tolist(), ends[last][kept].tolist(), strict=True)
    return list(found)[:MOST_STRETCHES]
