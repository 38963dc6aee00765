"""Text in two columns is read down the first and then down the second; labels with their values are read across."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas

from postulat.extract.layout.page import Run
from postulat.extract.layout.text_columns import in_columns
from postulat.extract.pdf.reader import read

LETTER = 5.0


def run(text: str, left: float, baseline: float) -> Run:
    return Run(text, left, left + LETTER * len(text), baseline, 10.0)


def texts(runs: list[Run]) -> list[list[str]]:
    return [[each.text for each in group] for group in in_columns(runs)]


def test_two_columns_below_a_title() -> None:
    left = [f"lewa szpalta, wiersz numer {number:02}" for number in range(12)]
    right = [f"prawa szpalta, wiersz numer {number:02}" for number in range(10)]
    runs = [run("Protokół z posiedzenia Rady Programowej, które odbyło się wczoraj", 50, 80)]
    runs += [run(text, 50, 110 + 12 * number) for number, text in enumerate(left)]
    runs += [run(text, 300, 110 + 12 * number) for number, text in enumerate(right)]
    runs.append(run("Na tym posiedzenie zakończono i podpisano niniejszy protokół w całości.", 50, 300))
    assert texts(runs) == [[runs[0].text], left, right, [runs[-1].text]]


def test_labels_and_values_are_read_across() -> None:
    runs = []
    for number, (label, value) in enumerate(
        [("Data:", "5 maja 2026 r."), ("Miejsce:", "Sala 12"), ("Obecni:", "zgodnie z listą, w tym goście")] * 4
    ):
        runs += [run(label, 50, 100 + 12 * number), run(value, 200, 100 + 12 * number)]
    assert in_columns(runs) == [runs]


def test_one_column_stays_as_it_is() -> None:
    runs = [run("zwykły wiersz tekstu na całą szerokość strony", 50, 100 + 12 * number) for number in range(20)]
    assert in_columns(runs) == [runs]


def test_paragraphs_go_on_in_the_next_column() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=True)
    canvas.setFont("Courier", 8)
    sentence = "The council met in the town hall and heard what the societies had to say of the plan for next year"
    words = sentence.split(" ")
    written = [" ".join(words[index % 14 : index % 14 + 7]).ljust(40)[:40].strip() for index in range(60)]
    sides = written[:30], ["which was put to the vote and agreed on.", *written[31:]]
    for left, lines in zip((50, 310), sides, strict=True):
        for number, line in enumerate(lines):
            canvas.drawString(left, 780 - 11 * number, line)
    canvas.save()
    blocks = [block.text for block in read(file.getvalue(), "columns.pdf").blocks]
    assert any(f"{written[29]} which was put" in text for text in blocks)
    assert not any(f"{written[0]} which was put" in text for text in blocks)
