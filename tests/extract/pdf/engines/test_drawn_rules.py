"""Rules of a table, however they are drawn: as one filled path, long lines, pieces that overlap, pale bands, dashes."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise

import pytest
from reportlab.pdfgen.canvas import Canvas

from postulat.extract.pdf.reader import read

XS, YS = (60.0, 160.0, 300.0, 440.0), (700.0, 670.0, 640.0, 610.0)
TEXTS = [["Number", "Comment", "Answer"], ["1", "More trees", "Yes"], ["2", "Less noise", "No"]]


def thin_boxes() -> list[tuple[float, float, float, float]]:
    level = [(XS[0], y, XS[-1] - XS[0], 0.7) for y in YS]
    return level + [(x, YS[-1], 0.7, YS[0] - YS[-1]) for x in XS]


def one_filled_path(canvas: Canvas) -> None:
    path = canvas.beginPath()
    for box in thin_boxes():
        path.rect(*box)
    canvas.drawPath(path, stroke=0, fill=1)


def one_line(canvas: Canvas) -> None:
    """All rules in one stroke, going forth and back."""
    path = canvas.beginPath()
    path.moveTo(XS[0], YS[0])
    for y in YS:
        for x in (XS[0], XS[-1], XS[0]):
            path.lineTo(x, y)
    for x in XS:
        for y in (YS[-1], YS[0], YS[-1]):
            path.lineTo(x, y)
    canvas.drawPath(path)


def pieces(canvas: Canvas) -> None:
    for left, right in ((XS[0], 200.0), (190.0, 330.0), (320.0, XS[-1])):
        for y in YS:
            canvas.line(left, y, right, y)
    for x in XS:
        canvas.line(x, YS[0], x, 650)
        canvas.line(x, 660, x, YS[-1])


def short_dashes(canvas: Canvas) -> None:
    for y in YS:
        x = XS[0]
        while x < XS[-1]:
            canvas.line(x, y, min(x + 4, XS[-1]), y)
            x += 8
    for x in XS:
        canvas.line(x, YS[0], x, YS[-1])


def pale_bands(canvas: Canvas) -> None:
    canvas.setFillGray(0.96)
    canvas.rect(XS[0], YS[2], XS[-1] - XS[0], YS[1] - YS[2], stroke=0, fill=1)
    canvas.setFillGray(0)
    for x in XS:
        canvas.line(x, YS[0], x, YS[-1])
    for y in (YS[0], YS[-1]):
        canvas.line(XS[0], y, XS[-1], y)


def boxes_of_cells(canvas: Canvas) -> None:
    for top, bottom in pairwise(YS):
        for left, right in pairwise(XS):
            canvas.rect(left, bottom, right - left, top - bottom)


@pytest.mark.parametrize("draw", [one_filled_path, one_line, pieces, short_dashes, pale_bands, boxes_of_cells])
@pytest.mark.parametrize("engine", ["pdfium"])
def test_the_rules_are_seen(draw: Callable[[Canvas], None], engine: str) -> None:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    draw(canvas)
    for top, row in zip(YS, TEXTS, strict=False):
        for x, words in zip(XS, row, strict=False):
            canvas.drawString(x + 4, top - 20, words)
    canvas.showPage()
    canvas.save()
    tables = [block.table for block in read(file.getvalue(), "drawn.pdf").blocks if block.table is not None]
    assert [[[cell and cell.text for cell in row] for row in table.rows] for table in tables] == [TEXTS]


def test_a_curve_is_no_rule() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    path = canvas.beginPath()
    path.moveTo(60, 500)
    for step in range(800):
        path.lineTo(60 + step / 2, 500 + (step % 97) / 3)
    canvas.drawPath(path)
    canvas.drawString(70, 505, "a chart")
    canvas.showPage()
    canvas.save()
    assert not [block for block in read(file.getvalue(), "chart.pdf").blocks if block.table is not None]
