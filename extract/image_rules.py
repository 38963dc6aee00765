"""Ruling lines in the image of a page: long dark stretches, level and upright, as thin boxes of pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Grey = NDArray[numpy.uint8]
    Dark = NDArray[numpy.bool_]

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

    They are looked for twice: as what is as dark as ink, and as what is a little darker than the paper. The first finds the lines of a
    shaded table, the second hairlines.
    """
    found: set[Pixels] = set()
    for limit in (ink_limit(grey), int(FAINT * float(numpy.percentile(grey[::4, ::4], 90)))):
        dark = grey < limit
        found.update(thin_boxes(dark, dpi))
        found.update((left, top, right, bottom) for top, left, bottom, right in thin_boxes(dark.T, dpi))
    return sorted(found, key=lambda box: (box[2] - box[0] < box[3] - box[1], box[1], box[0], box[3], box[2]))


def ink_limit(grey: Grey) -> int:
    """The brightness that parts ink from paper best (Otsu's): both sides of it differ least within themselves."""
    counts = numpy.bincount(grey[::2, ::2].ravel(), minlength=256).astype(float)
    below = numpy.cumsum(counts)
    above = below[-1] - below
    total = numpy.cumsum(counts * numpy.arange(256))
    with numpy.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (total / below - (total[-1] - total) / above) ** 2
    best = int(numpy.argmax(numpy.nan_to_num(between)))
    return min(max(best, DARKEST_LIMIT), BRIGHTEST_LIMIT)


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
    height, width = dark.shape
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
