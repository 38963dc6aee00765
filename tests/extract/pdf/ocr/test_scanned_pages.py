"""Scans made in the test: a comment table with Polish letters, drawn, turned into an image, and read back."""

from __future__ import annotations

import difflib
import io
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import numpy
import pypdfium2
import pytest
from PIL import Image
from programs import DEJAVU, need
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from postulat.extract.document import Document, Note, Table
from postulat.extract.pdf.engines import pdfium
from postulat.extract.pdf.ocr import scanned_pages, tesseract
from postulat.extract.pdf.ocr.scan import scan
from postulat.extract.pdf.ocr.scanned_pages import numbered
from postulat.extract.pdf.reader import read
from postulat.normalize import combine, normalize

WIDTH, HEIGHT = 842.0, 595.0
COLUMNS = (60.0, 95.0, 240.0, 510.0, 780.0)
TOP, SIZE, LEADING = 130.0, 10.0, 13.0
TITLE = "Zestawienie uwag do projektu programu współpracy"
HEADING = ("Lp.", "Podmiot zgłaszający", "Treść uwagi", "Stanowisko urzędu")
ROWS = (
    ("1.", "Fundacja Źródło", "Zwiększyć środki na świetlice\nśrodowiskowe do 120 000 zł.", "Uwaga uwzględniona."),
    (
        "2.",
        "Stowarzyszenie Łąka",
        "W § 5 dopisać kluby, które\nprowadzą żłobki.",
        "Uwaga nieuwzględniona. Jest\ninny program.",
    ),
    ("3.", "Fundacja Świt", "Dopisać zajęcia ruchowe dla\nseniorów i wyjścia do teatru.", "Uwaga częściowo uwzględniona."),
    ("4.", "Stowarzyszenie Gęś", "Ogłaszać konkurs najpóźniej\nw październiku.", "Uwaga nieuwzględniona."),
    ("5.", "Fundacja Żuraw", "Skrócić ocenę ofert z 60\ndo 30 dni.", "Uwaga uwzględniona. Ocena potrwa\n30 dni."),
    ("6.", "Stowarzyszenie Ćma", "Wydłużyć umowy do trzech lat.", "Uwaga nieuwzględniona. Budżet jest\nuchwalany na rok."),
)

Draw = Callable[[Canvas], None]


@pytest.fixture
def _installed() -> None:
    need("Tesseract", tesseract.program())


@pytest.fixture
def _missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "program", lambda: None)


def matrix(canvas: Canvas, rules: bool = True, shade: float = 1.0) -> None:
    """The comment table, with a title above it."""
    written(canvas, 60, 80, TITLE, 14)
    tops = [TOP]
    for row in (HEADING, *ROWS):
        tops.append(tops[-1] + 8 + LEADING * max(cell.count("\n") + 1 for cell in row))
    if shade < 1:
        canvas.setFillGray(shade)
        canvas.rect(COLUMNS[0], HEIGHT - tops[1], COLUMNS[-1] - COLUMNS[0], tops[1] - TOP, stroke=0, fill=1)
        canvas.setFillGray(0)
    for row, top in zip((HEADING, *ROWS), tops, strict=False):
        for left, cell in zip(COLUMNS, row, strict=False):
            written(canvas, left + 4, top + 13, cell)
    if rules:
        canvas.setLineWidth(0.5)
        canvas.grid(COLUMNS, [HEIGHT - top for top in tops])


def written(canvas: Canvas, left: float, top: float, text: str, size: float = SIZE) -> None:
    if "DejaVu" not in pdfmetrics.getRegisteredFontNames():
        need("DejaVu", DEJAVU.exists())
        pdfmetrics.registerFont(TTFont("DejaVu", DEJAVU))
    canvas.setFont("DejaVu", size)
    for index, line in enumerate(text.split("\n")):
        canvas.drawString(left, HEIGHT - top - index * LEADING, line)


def pdf(*pages: Draw) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=True)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def image_of(page: Draw, angle: float = 0.0, noise: float = 0.0, dpi: float = 300) -> Image.Image:
    """The page as a scanner gives it: askew by `angle` (degrees, counter-clockwise), and dirty."""
    image = pypdfium2.PdfDocument(pdf(page))[0].render(scale=dpi / 72).to_pil().convert("L")
    if angle:
        image = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    if noise:
        dirt = numpy.random.default_rng(1).normal(-noise, noise, (image.height, image.width))
        image = Image.fromarray(numpy.clip(numpy.asarray(image) + dirt, 0, 255).astype(numpy.uint8))
    return image


def scanned(image: Image.Image) -> Draw:
    def page(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(image), 0, 0, WIDTH, HEIGHT)

    return page


def only_table(document: Document) -> Table:
    (table,) = [block.table for block in document.blocks if block.table is not None]
    return table


def texts(document: Document) -> list[list[str | None]]:
    return [[None if cell is None else cell.text for cell in row] for row in only_table(document).rows]


def expected() -> list[list[str]]:
    return [[cell.replace("\n", " ") for cell in row] for row in (HEADING, *ROWS)]


def codes(document: Document) -> list[str]:
    return [note.code for note in document.notes]


def note(document: Document, code: str) -> Note:
    (found,) = [note for note in document.notes if note.code == code]
    return found


@pytest.fixture(scope="module")
def clean_scan() -> Document:
    return read(pdf(scanned(image_of(matrix))), "scan.pdf")


@pytest.fixture(scope="module")
def dirty_pdf() -> bytes:
    return pdf(scanned(image_of(matrix, 1.5, noise=8)))


@pytest.fixture(scope="module")
def dirty_scan(dirty_pdf: bytes) -> Document:
    return read(dirty_pdf, "scan.pdf")


def facts(document: Document) -> list[tuple[str | None, ...]]:
    """What the records say of each comment."""
    records = combine([normalize(document)]).records
    return [(record.number, record.organisation, record.postulate, record.response, record.stance) for record in records]


@pytest.mark.usefixtures("_installed")
def test_a_clean_scan_gives_the_records_of_the_original(clean_scan: Document) -> None:
    original = facts(read(pdf(matrix), "original.pdf"))
    assert [fact[0] for fact in original] == ["1", "2", "3", "4", "5", "6"]
    assert facts(clean_scan) == original


@pytest.mark.usefixtures("_installed")
def test_a_scan_says_what_it_is(clean_scan: Document) -> None:
    document = clean_scan
    assert (document.extractor, document.page_count) == ("ocr", 1)
    assert texts(document) == expected()
    assert document.blocks[0].text == TITLE
    assert only_table(document).edges == pytest.approx(COLUMNS, abs=1)
    said = note(document, "text-recognised")
    assert (said.values, said.places[0].page) == ({"pages": "1"}, 1)
    cell = only_table(document).rows[1][1]
    assert cell is not None
    box = cell.blocks[0].places[0].box
    assert box is not None
    assert box[0] == pytest.approx(COLUMNS[1] + 4, abs=2)


@pytest.mark.usefixtures("_installed")
@pytest.mark.parametrize("angle", [1.5, -1.5])
def test_a_scan_that_lies_askew_is_made_straight(angle: float) -> None:
    document = read(pdf(scanned(image_of(matrix, angle))), "scan.pdf")
    assert texts(document) == expected()
    assert only_table(document).edges == pytest.approx(COLUMNS, abs=1.5)


@pytest.mark.usefixtures("_installed")
def test_a_dirty_scan_is_nearly_right(dirty_scan: Document) -> None:
    found = texts(dirty_scan)
    assert [len(row) for row in found] == [4] * 7
    for row, right in zip(found, expected(), strict=True):
        for cell, words in zip(row, right, strict=True):
            blocks = difflib.SequenceMatcher(None, cell or "", words, autojunk=False).get_matching_blocks()
            assert max(len(cell or ""), len(words)) - sum(block.size for block in blocks) <= 2, (cell, words)


@pytest.mark.usefixtures("_installed")
def test_a_shaded_heading_keeps_its_cells() -> None:
    document = read(pdf(scanned(image_of(lambda canvas: matrix(canvas, shade=0.6)))), "scan.pdf")
    assert texts(document) == expected()


@pytest.mark.usefixtures("_installed")
@pytest.mark.parametrize("turn", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180])
def test_a_sheet_scanned_on_its_side(turn: Image.Transpose) -> None:
    image = image_of(matrix).transpose(turn)
    file = io.BytesIO()
    sides = (WIDTH, HEIGHT) if turn == Image.Transpose.ROTATE_180 else (HEIGHT, WIDTH)
    canvas = Canvas(file, pagesize=sides, invariant=True)
    canvas.drawImage(ImageReader(image), 0, 0, *sides)
    canvas.save()
    document = read(file.getvalue(), "scan.pdf")
    assert texts(document) == expected()
    box = only_table(document).places[0].box
    assert box is not None
    assert (box[2] - box[0] > box[3] - box[1]) == (sides[0] > sides[1])


@pytest.mark.usefixtures("_installed")
def test_only_pages_without_text_are_recognised() -> None:
    data = pdf(matrix, scanned(image_of(lambda canvas: written(canvas, 60, 100, "Druga strona protokołu."))), lambda canvas: None)
    document = read(data, "mixed.pdf")
    assert document.extractor == "pdf"
    assert [(block.text, block.places[0].page) for block in document.blocks if block.table is None][-1] == (
        "Druga strona protokołu.",
        2,
    )
    assert note(document, "text-recognised").places[0].page == 2
    assert note(document, "page-without-text").places[0].page == 3


@pytest.mark.usefixtures("_installed")
def test_a_stamp_over_a_scan_does_not_hide_it() -> None:
    image = image_of(matrix)

    def page(canvas: Canvas) -> None:
        scanned(image)(canvas)
        written(canvas, 600, 40, "BM-01.271.2025")

    document = read(pdf(page), "scan.pdf")
    assert texts(document) == expected()
    assert any("BM-01.271.2025" in block.text for block in document.blocks)


@pytest.mark.usefixtures("_installed")
def test_unsure_words_are_said() -> None:
    image = image_of(lambda canvas: written(canvas, 60, 100, "Protokół z posiedzenia komisji konkursowej\n\n\nSprawozdanie"))
    smeared = image.crop((0, 500, image.width, 620))
    image.paste(smeared.resize((smeared.width // 9, smeared.height // 9)).resize(smeared.size), (0, 500))
    document = read(pdf(scanned(image)), "scan.pdf")
    said = note(document, "unsure-words")
    assert said.values["page"] == 1
    assert said.places[0].box is not None
    assert document.blocks[0].text == "Protokół z posiedzenia komisji konkursowej"


@pytest.mark.usefixtures("_installed")
def test_a_picture_of_no_text_replaces_no_text() -> None:
    dots = numpy.kron(numpy.random.default_rng(2).integers(0, 2, (60, 85)) * 255, numpy.ones((25, 25))).astype(numpy.uint8)
    picture = scanned(Image.fromarray(dots))

    def captioned(canvas: Canvas) -> None:
        picture(canvas)
        written(canvas, 60, 40, "Mapa dzielnicy")

    document = read(pdf(captioned, picture), "map.pdf")
    assert [block.text for block in document.blocks if block.table is None] == ["Mapa dzielnicy"]
    assert [place.page for place in note(document, "page-without-text").places] == [2]
    assert document.extractor == "pdf"


@pytest.mark.usefixtures("_installed")
def test_the_same_scan_gives_the_same(dirty_pdf: bytes, dirty_scan: Document) -> None:
    again = read(dirty_pdf, "scan.pdf")
    assert texts(again) == texts(dirty_scan)
    assert again.notes == dirty_scan.notes


@pytest.mark.usefixtures("_installed")
def test_no_more_pages_are_recognised_than_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanned_pages, "MOST_RECOGNISED", 1)
    page = scanned(image_of(lambda canvas: written(canvas, 60, 100, "Druga strona protokołu.")))
    document = read(pdf(page, page, page), "scan.pdf")
    assert [block.places[0].page for block in document.blocks] == [1]
    assert note(document, "limit-reached").values == {"pages": "2–3", "most": 1}


@pytest.mark.usefixtures("_missing")
def test_without_tesseract_it_is_said_once_how_to_install_it() -> None:
    image = image_of(matrix)
    document = read(pdf(scanned(image), matrix, scanned(image), scanned(image)), "scan.pdf")
    said = note(document, "page-without-text")
    assert said.values["pages"] == "1, 3–4"
    assert "apt-get install tesseract-ocr tesseract-ocr-pol" in str(said.values["install"])
    assert [place.page for place in said.places] == [1, 3, 4]
    assert document.extractor == "pdf"
    assert texts(document) == expected()


@pytest.mark.usefixtures("_missing")
@pytest.mark.parametrize("angle", [0.0, 1.5])
def test_a_text_layer_over_a_scan_takes_the_rules_from_the_image(angle: float) -> None:
    image = image_of(matrix, angle)

    def page(canvas: Canvas) -> None:
        scanned(image)(canvas)
        canvas.saveState()
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(angle)
        canvas.translate(-WIDTH / 2, -HEIGHT / 2)
        canvas._code.append("3 Tr")
        matrix(canvas, rules=False)
        canvas.restoreState()

    document = read(pdf(page), "layer.pdf")
    assert texts(document) == expected()
    assert codes(document) == []


def test_rules_of_an_image_are_where_they_were_drawn() -> None:
    file = pdfium.open_file(pdf(scanned(image_of(matrix, dpi=200))))
    try:
        image = scan(file, file.page(1))
    finally:
        file.close()
    assert image is not None
    upright = sorted({round(rule.left) for rule in image.rules if not rule.level})
    assert all(any(abs(x - place) <= 1 for place in upright) for x in COLUMNS)
    assert all(any(abs(x - place) <= 1 for x in COLUMNS) for place in upright)
    assert image.angle == 0


def test_a_page_too_large_to_be_drawn_is_not() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(14_400, 14_400), invariant=True)
    canvas.showPage()
    canvas.save()
    opened = pdfium.open_file(file.getvalue())
    try:
        assert scan(opened, opened.page(1)) is None
    finally:
        opened.close()


@pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")
def test_a_run_that_hangs_is_stopped_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = tmp_path / "child"
    program = tmp_path / "tesseract"
    program.write_text(f"#!/bin/sh\nsleep 60 & echo $! > {child}\nwait\n")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setattr(tesseract, "program", lambda: str(program))
    monkeypatch.setattr(tesseract, "LIMITS", tesseract.LIMITS._replace(seconds=3))
    document = read(pdf(scanned(image_of(matrix))), "scan.pdf")
    assert "takes longer" in str(note(document, "page-without-text").values["error"])
    assert is_gone(int(child.read_text()))


def is_gone(process: int) -> bool:
    for _ in range(3000):
        try:
            status = Path(f"/proc/{process}/stat").read_text()
        except OSError:
            return True
        if status.rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False


def test_page_numbers_in_words() -> None:
    assert numbered([7]) == "7"
    assert numbered([1, 2, 4, 6, 7, 8]) == "1–2, 4, 6–8"
