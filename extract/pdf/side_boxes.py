"""Boxes of text beside the text of a page (contacts, a summary), which are read apart from it: its lines do not go on in theirs."""

from __future__ import annotations

from collections.abc import Sequence

from postulat.extract.document import Box
from postulat.extract.layout.baselines import levels
from postulat.extract.layout.page import Rule, Run

SAME = 2.5
"""Points between rules that meet."""
NARROWEST, LOWEST = 60.0, 30.0
"""Points of a box."""
WIDEST = 0.6
"""Share of the width of the text around it."""
FEWEST_LINES = 3
"""In a box, and beside it."""
MOST_RULES = 200
"""Upright rules of a page that is looked at; one with more is full of tables."""


def side_boxes(runs: Sequence[Run], rules: Sequence[Rule]) -> tuple[list[list[Run]], list[Run]]:
    """The runs of a box that stands beside text, and all others. Of several boxes each may go with the text beside it."""
    if len(runs) < 2 * FEWEST_LINES:
        return [], list(runs)
    boxes: list[list[Run]] = []
    rest = list(runs)
    frames = closed_frames(rules)
    for frame in frames:
        inside = [run for run in rest if holds(frame, run)]
        others = [run for run in rest if not any(holds(one, run) for one in frames)]
        if inside and stands_beside(frame, inside, [run for run in others if run.text.strip()]):
            taken = {id(run) for run in inside}
            boxes.append(inside)
            rest = [run for run in rest if id(run) not in taken]
    return (boxes, rest) if len(boxes) == 1 else ([], list(runs))


def closed_frames(rules: Sequence[Rule]) -> list[Box]:
    """The boxes that four rules close, with nothing drawn across them."""
    upright = sorted({rule for rule in rules if not rule.level and rule.bottom - rule.top >= LOWEST})
    level = [rule for rule in rules if rule.level and rule.right - rule.left >= NARROWEST]
    if len(upright) > MOST_RULES:
        return []
    found = []
    for index, left in enumerate(upright):
        for right in upright[index + 1 :]:
            box = (left.left, left.top, right.right, left.bottom)
            if (
                box[2] - box[0] >= NARROWEST
                and abs(right.top - box[1]) <= SAME >= abs(right.bottom - box[3])
                and is_closed(box, level)
            ):
                found.append(box)
    return [box for box in found if not any(one != box and meets(box, one) for one in found)]


def is_closed(box: Box, level: Sequence[Rule]) -> bool:
    across = [rule for rule in level if rule.left <= box[0] + SAME and rule.right >= box[2] - SAME]
    return all(any(abs(rule.top - edge) <= SAME for rule in across) for edge in (box[1], box[3]))


def meets(one: Box, other: Box) -> bool:
    """Whether two boxes touch, as the cells of a table do."""
    return one[0] <= other[2] + SAME and other[0] <= one[2] + SAME and one[1] <= other[3] + SAME and other[1] <= one[3] + SAME


def holds(box: Box, run: Run) -> bool:
    return box[0] <= run.left and run.right <= box[2] and box[1] <= run.middle <= box[3]


def stands_beside(box: Box, inside: Sequence[Run], others: Sequence[Run]) -> bool:
    """Whether text stands on one side of a box at its height, and none crosses its edges."""
    beside = [run for run in others if box[1] <= run.middle <= box[3]]
    if not beside or not (all(run.right <= box[0] for run in beside) or all(run.left >= box[2] for run in beside)):
        return False
    width = max(box[2], *(run.right for run in others)) - min(box[0], *(run.left for run in others))
    lines = [levels([run for run in side if run.text.strip()]) for side in (inside, beside)]
    return box[2] - box[0] <= WIDEST * width and all(len(side) >= FEWEST_LINES for side in lines)
