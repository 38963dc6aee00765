"""The rest of an answer at the head of the next page, under the heading that an open table repeats, is a row of its own."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from postulat.extract.pdf.reader import read

COLUMNS = (50.0, 90.0, 220.0, 400.0)


def row(canvas: Canvas, y: float, *texts: str) -> None:
    for x, words in zip(COLUMNS, texts, strict=False):
        for number, line in enumerate(words.split("/")):
            canvas.drawString(x, y - 12 * number, line)


@pytest.mark.parametrize("far", [12.0, 22.0])
@pytest.mark.parametrize("beside", [True, False])
def test_the_rest_is_no_heading_and_no_next_row(far: float, beside: bool) -> None:
    """It follows close below the heading or apart from it, and stands apart from row 3."""
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    canvas.setFont("Helvetica", 10)
    row(canvas, 160, "No.", "Submitter", "Comment", "Answer")
    row(canvas, 130, "1.", "River Council", "More benches at/the bus stop", "Accepted.")
    row(canvas, 90, "2.", "Mixed Choir", "A room for/rehearsals", "Not accepted. The rule as it/stands now is")
    canvas.showPage()
    canvas.setFont("Helvetica", 10)
    row(canvas, 800, "No.", "Submitter", "Comment", "Answer")
    row(canvas, 800 - far, "", "", "on Saturdays" if beside else "", "sufficient.")
    row(canvas, 800 - far - 26, "3.", "Idea Fund", "No definition of/partner", "Partly accepted.")
    row(canvas, 800 - far - 66, "4.", "Sailing Club", "Simpler forms/for all", "Noted.")
    row(canvas, 800 - far - 106, "5.", "Chess Club", "Longer hours/in winter", "Accepted.")
    canvas.showPage()
    canvas.save()
    tables = [block.table for block in read(file.getvalue(), "rest.pdf").blocks if block.table is not None]
    rows = [[cell.text if cell else "" for cell in cells] for cells in tables[1].rows]
    assert rows[:2] == [["No.", "Submitter", "Comment", "Answer"], ["", "", "on Saturdays" if beside else "", "sufficient."]]
    assert rows[2][0] == "3."
    assert rows[2][3] == "Partly accepted."
