"""A sheet printed side by side is one table; pages of one table below each other are not."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from postulat.extract.document import Document
from postulat.extract.pdf.reader import read

Columns = Sequence[tuple[float, float, Sequence[str]]]
NUMBERS = (60.0, 90.0, ["No.", "1", "2", "3", "4", "5"])
NAMES = (90.0, 250.0, ["Submitter", "River Council", "Mixed Choir", "Idea Fund", "Sailing Club", "Chess Club"])
COMMENTS = (60.0, 500.0, ["Comment", "More benches", "A room", "A definition", "Simpler forms", "Longer hours"])
ANSWERS = (60.0, 430.0, ["Answer", "Accepted", "Not accepted", "Partly", "Noted", "Accepted"])


def printed(*pages: Columns, height: float = 20.0) -> Document:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    for columns in pages:
        canvas.setFont("Helvetica", 10)
        count = len(columns[0][2])
        for number in range(count + 1):
            canvas.line(columns[0][0], 760 - height * number, columns[-1][1], 760 - height * number)
        for left, right, texts in columns:
            for x in (left, right):
                canvas.line(x, 760, x, 760 - height * count)
            for number, words in enumerate(texts):
                canvas.drawString(left + 3, 760 - height * number - 13, words)
        canvas.showPage()
    canvas.save()
    return read(file.getvalue(), "sheet.pdf")


def tables(found: Document) -> list[list[list[str]]]:
    return [[[cell.text if cell else "" for cell in row] for row in block.table.rows] for block in found.blocks if block.table]


def test_pages_side_by_side_are_one_table() -> None:
    found = printed([NUMBERS, NAMES], [COMMENTS], [ANSWERS])
    assert tables(found) == [[list(row) for row in zip(NUMBERS[2], NAMES[2], COMMENTS[2], ANSWERS[2], strict=True)]]
    assert "joined-sheet" in [note.code for note in found.notes]
    table = next(block.table for block in found.blocks if block.table)
    assert [cell.places[0].page for cell in table.rows[1] if cell] == [1, 1, 2, 3]


def test_pages_below_each_other_are_not() -> None:
    more = [(left, right, [texts[0], *(f"{words} again" for words in texts[1:])]) for left, right, texts in (NUMBERS, NAMES)]
    assert len(tables(printed([NUMBERS, NAMES], more))) == 2


def test_a_line_for_which_the_row_is_too_low_belongs_to_its_cell() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    canvas.setFont("Helvetica", 10)
    for y in (760, 746, 732, 718):
        canvas.line(60, y, 500, y)
    for x in (60, 90, 500):
        canvas.line(x, 760, x, 718)
    for number, words in enumerate(("More benches along the way to the", "A room for rehearsals", "Simpler forms")):
        canvas.drawString(63, 749 - 14 * number, str(number + 1))
        canvas.drawString(93, 749 - 14 * number, words)
        if number == 0:
            canvas.drawString(93, 737, "old harbour")
    canvas.showPage()
    canvas.save()
    assert tables(read(file.getvalue(), "low.pdf"))[0] == [
        ["1", "More benches along the way to the old harbour"],
        ["2", "A room for rehearsals"],
        ["3", "Simpler forms"],
    ]
