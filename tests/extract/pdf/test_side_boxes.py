"""A box beside the text of a page is read apart; cells of a table and boxes that go with the text beside them are not."""

from __future__ import annotations

from postulat.extract.layout.page import Rule, Run
from postulat.extract.pdf.side_boxes import side_boxes


def text(left: float, top: float, lines: int, right: float) -> list[Run]:
    return [Run("words of a line", left, right, top + 12 * number + 9, 10) for number in range(lines)]


def frame(left: float, top: float, right: float, bottom: float) -> list[Rule]:
    sides = [(left, top, right, top + 0.5), (left, bottom, right, bottom + 0.5)]
    return [Rule(*side) for side in [*sides, (left, top, left + 0.5, bottom), (right, top, right + 0.5, bottom)]]


BOX = frame(400, 100, 540, 160)
INSIDE, BESIDE = text(405, 105, 4, 530), text(50, 80, 20, 380)


def test_a_box_beside_text_is_read_apart() -> None:
    assert side_boxes([*BESIDE, *INSIDE], BOX) == ([INSIDE], BESIDE)


def test_other_boxes_stay() -> None:
    for runs, rules in (
        ([*text(50, 80, 20, 420), *INSIDE], BOX),  # the text runs into it
        (INSIDE, BOX),  # nothing stands beside it
        ([*BESIDE, *INSIDE], [*BOX, *frame(400, 160, 540, 220)]),  # two cells
        ([*BESIDE, *INSIDE, *text(405, 205, 4, 530)], [*BOX, *frame(400, 200, 540, 260)]),  # one for each text beside it
    ):
        assert side_boxes(runs, rules) == ([], runs)
