"""PDF files drawn by hand, read by both engines."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import reportlab
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from postulat.extract.document import Block, Document, Table
from postulat.extract.errors import ReadError
from postulat.extract.pdf.reader import Engine, read

WIDTH, HEIGHT = 595.0, 842.0
COLUMNS = (50.0, 90.0, 250.0, 540.0)
FONT, BOLD, SIZE, LEADING = "Helvetica", "Helvetica-Bold", 10, 12

Draw = Callable[[Canvas], None]


@pytest.fixture(params=["pdfium", "pdfplumber"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return request.param


def pdf(*pages: Draw, **options: Any) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=True, **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def text(canvas: Canvas, x: float, top: float, lines: str, font: str = FONT, size: float = SIZE, leading: float = LEADING) -> None:
    canvas.setFont(font, size)
    for index, line in enumerate(lines.split("\n")):
        canvas.drawString(x, HEIGHT - top - index * leading, line)


def box(canvas: Canvas, xs: tuple[float, ...], ys: tuple[float, ...], sides_to: float = 0.0) -> None:
    """Rules of a table; its sides may go on below the last level one."""
    for y in ys:
        canvas.line(xs[0], HEIGHT - y, xs[-1], HEIGHT - y)
    for x in xs:
        canvas.line(x, HEIGHT - ys[0], x, HEIGHT - max(ys[-1], sides_to))


def row(canvas: Canvas, top: float, *texts: str, font: str = FONT) -> None:
    for x, words in zip(COLUMNS, texts, strict=False):
        text(canvas, x + 4, top + 12, words, font)


def document(data: bytes, engine: Engine) -> Document:
    return read(data, "test.pdf", engine)


def tables(found: Document) -> list[Table]:
    return [block.table for block in found.blocks if block.table is not None]


def texts(table: Table) -> list[list[str | None]]:
    return [[None if cell is None else cell.text for cell in cells] for cells in table.rows]


def lines(found: Document) -> list[str]:
    return [block.line for block in found.blocks if block.table is None]


def block(found: Document, words: str) -> Block:
    return next(block for block in found.blocks if words in block.text)


def codes(found: Document) -> list[str]:
    return [note.code for note in found.notes]


def test_cells_of_a_ruled_table(engine: Engine) -> None:
    def page(canvas: Canvas) -> None:
        box(canvas, COLUMNS, (100, 120, 160))
        row(canvas, 100, "No", "Name", "Comment", font=BOLD)
        row(canvas, 120, "1.", "A society", "More benches in\nthe park.")

    found = document(pdf(page), engine)
    (table,) = tables(found)
    assert texts(table) == [["No", "Name", "Comment"], ["1.", "A society", "More benches in the park."]]
    assert table.edges == pytest.approx(COLUMNS, abs=1)
    assert (table.open_top, table.open_bottom) == (False, False)
    cell = table.rows[1][2]
    assert cell is not None
    assert str(cell.places[0]).startswith("page=1 table=1 row=2 column=3 bbox=250.0,120.0,540.0,160.0")
    assert (found.page_count, found.extractor, found.media_type) == (1, "pdf", "application/pdf")


def test_a_row_that_the_page_cuts_is_kept(engine: Engine) -> None:
    def first(canvas: Canvas) -> None:
        box(canvas, COLUMNS, (700, 720), sides_to=790)
        row(canvas, 700, "No", "Name", "Comment")
        row(canvas, 720, "1.", "A society", "A comment that is\nso long that the")

    def second(canvas: Canvas) -> None:
        box(canvas, COLUMNS, (50, 70))
        row(canvas, 50, "", "", "page cannot hold it.")

    head, tail = tables(document(pdf(first, second), engine))
    assert texts(head)[1] == ["1.", "A society", "A comment that is so long that the"]
    assert (head.open_top, head.open_bottom, tail.open_top, tail.open_bottom) == (False, True, True, False)


def test_sides_that_stick_out_make_no_row(engine: Engine) -> None:
    def page(canvas: Canvas) -> None:
        box(canvas, COLUMNS, (100, 120, 140), sides_to=160)
        row(canvas, 100, "No", "Name", "Comment")
        row(canvas, 120, "1.", "A society", "Benches.")

    (table,) = tables(document(pdf(page), engine))
    assert len(table.rows) == 2
    assert not table.open_bottom


def test_a_spanning_cell_is_one_object(engine: Engine) -> None:
    def page(canvas: Canvas) -> None:
        for y, left in ((100, 50), (120, 50), (150, 90), (180, 50)):
            canvas.line(left, HEIGHT - y, 540, HEIGHT - y)
        for x in COLUMNS:
            canvas.line(x, HEIGHT - 100, x, HEIGHT - 180)
        row(canvas, 100, "Name", "No", "Comment")
        row(canvas, 120, "Club", "1.", "Benches.")
        row(canvas, 150, "", "2.", "Lamps.")

    (table,) = tables(document(pdf(page), engine))
    assert table.rows[1][0] is table.rows[2][0]
    assert texts(table)[2] == ["Club", "2.", "Lamps."]


def test_the_edge_of_a_coloured_heading_parts_rows(engine: Engine) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFillGray(0.8)
        canvas.rect(50, HEIGHT - 120, 490, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        box(canvas, COLUMNS, (100, 150))
        row(canvas, 100, "No", "Name", "Comment")
        row(canvas, 120, "1.", "A society", "Benches.")

    (table,) = tables(document(pdf(page), engine))
    assert texts(table) == [["No", "Name", "Comment"], ["1.", "A society", "Benches."]]


def test_a_text_that_crosses_a_border_is_cut_there(engine: Engine) -> None:
    def page(canvas: Canvas) -> None:
        box(canvas, COLUMNS, (100, 120, 140))
        row(canvas, 100, "No", "Name", "Comment")
        canvas.setFont(FONT, SIZE)
        line = canvas.beginText(54, HEIGHT - 132)
        line.textOut("1." + " " * 11 + "A society" + " " * 44 + "Benches.")
        canvas.drawText(line)

    (table,) = tables(document(pdf(page), engine))
    assert texts(table)[1] == ["1.", "A society", "Benches."]


PARAGRAPHS = """We agree.
The number of benches in the park will be raised to
twenty-four next year.
The toilet needs a permit, which takes a long time to
get; see below:
- a letter of March,
- a reminder of April, which was sent to the office
that gives permits."""


def test_paragraphs_in_a_cell_without_gaps_between_them(engine: Engine) -> None:
    def page(canvas: Canvas) -> None:
        box(canvas, COLUMNS, (100, 120, 230, 330))
        row(canvas, 100, "No", "Name", "Answer")
        row(canvas, 120, "1.", "A society", PARAGRAPHS)
        row(canvas, 230, "2.", "A club", "This other answer is only here to show how wide the\nlines of this column are.")

    (table,) = tables(document(pdf(page), engine))
    assert (texts(table)[1][2] or "").split("\n") == [
        "We agree.",
        "The number of benches in the park will be raised to twenty-four next year.",
        "The toilet needs a permit, which takes a long time to get; see below:",
        "- a letter of March,",
        "- a reminder of April, which was sent to the office that gives permits.",
    ]


def test_gaps_part_paragraphs(engine: Engine) -> None:
    def page(canvas: Canvas) -> None:
        box(canvas, COLUMNS, (100, 120, 220))
        row(canvas, 100, "No", "Name", "Answer")
        row(canvas, 120, "1.", "A society", "One paragraph\nin two lines")
        text(canvas, 254, 162, "and another\nin two lines")

    (table,) = tables(document(pdf(page), engine))
    assert texts(table)[1][2] == "One paragraph in two lines\nand another in two lines"


def test_hyphens_at_line_ends(engine: Engine) -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 50, 100, "The road leads north-\n-west, and the Old-\nTown line to the co-op.", leading=12)

    assert lines(document(pdf(page), engine)) == ["The road leads north-west, and the Old-Town line to the co-op."]


def test_an_address_broken_over_lines_is_one(engine: Engine) -> None:
    def page(canvas: Canvas) -> None:
        box(canvas, (50, 90, 160), (100, 120, 190))
        text(canvas, 54, 112, "No")
        text(canvas, 94, 112, "Answer")
        text(canvas, 54, 132, "1.")
        text(canvas, 94, 132, "See the page\nhttps://exampl\ne.org/places.")

    (table,) = tables(document(pdf(page), engine))
    assert texts(table)[1][1] == "See the page https://example.org/places."


def test_a_link_covers_its_words(engine: Engine) -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 50, 100, "Details are on the page of the office.")
        start = 50 + canvas.stringWidth("Details are on ", FONT, SIZE)
        end = start + canvas.stringWidth("the page", FONT, SIZE)
        canvas.linkURL("https://example.org/a", (start, HEIGHT - 103, end, HEIGHT - 91))

    found = block(document(pdf(page), engine), "Details")
    (link,) = found.links
    assert (found.text[link.start : link.end], link.target) == ("the page", "https://example.org/a")


def test_what_stands_on_every_page_is_left_out_and_said(engine: Engine) -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            text(canvas, 50, 30, "Minutes of the council")
            text(canvas, 50, 200, f"The text of page {number}.")
            text(canvas, 280, 815, f"{number}/3")

        return draw

    found = document(pdf(page(1), page(2), page(3)), engine)
    assert lines(found) == ["The text of page 1.", "The text of page 2.", "The text of page 3."]
    assert codes(found) == ["running-title"]


def test_numbers_of_pages_that_were_set_for_smaller_paper(engine: Engine) -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            text(
                canvas,
                120,
                150,
                f"Page {number * 7} of the draft was changed because the\nnumbers of the ships were those of another year and",
            )
            text(canvas, 300, 0.8 * HEIGHT, str(number))

        return draw

    found = document(pdf(page(1), page(2), page(3)), engine)
    assert not {"1", "2", "3"} & {line.strip() for block in found.blocks for line in block.text.split()}
    assert codes(found) == ["running-title"]


def test_the_first_of_several_numbered_headings_is_no_page_number(engine: Engine) -> None:
    def page(canvas: Canvas) -> None:
        for number in range(1, 4):
            text(canvas, 50, 60 + 150 * (number - 1), f"Uwaga {number}")
            text(canvas, 50, 100 + 150 * (number - 1), "The text of the comment, which goes on for a while.")
        text(canvas, 280, 815, "Strona 1 z 1")

    found = document(pdf(page), engine)
    assert lines(found)[0] == "Uwaga 1"
    assert not [line for line in lines(found) if "Strona" in line]


def test_a_paragraph_over_a_page_break_is_one_block(engine: Engine) -> None:
    def first(canvas: Canvas) -> None:
        text(canvas, 50, 780, "A sentence that is begun on one page and")

    def second(canvas: Canvas) -> None:
        text(canvas, 50, 60, "ended on the next.")

    (paragraph,) = document(pdf(first, second), engine).blocks
    assert paragraph.text == "A sentence that is begun on one page and ended on the next."
    assert [place.page for place in paragraph.places] == [1, 2]


def test_headings_lists_and_paragraphs(engine: Engine) -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 50, 60, "Summary of the meeting", BOLD, 16)
        text(canvas, 50, 100, "The meeting was held in the town hall, and eight people took part in it, from")
        text(canvas, 50, 112, "these societies:")
        text(canvas, 60, 136, "1. a sports club,\n2. a choir.")
        for top in (176, 188):
            canvas.circle(62, HEIGHT - top + 3, 1.5, stroke=0, fill=1)
        text(canvas, 72, 176, "a first point\na second point")

    found = document(pdf(page), engine)
    assert [(block.kind, block.marker, block.text) for block in found.blocks] == [
        ("heading", "", "Summary of the meeting"),
        ("paragraph", "", "The meeting was held in the town hall, and eight people took part in it, from these societies:"),
        ("item", "1.", "a sports club,"),
        ("item", "2.", "a choir."),
        ("item", "-", "a first point"),
        ("item", "-", "a second point"),
    ]


def test_the_colour_of_a_paragraph(engine: Engine) -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 50, 100, "Why were so few people asked\nbefore the draft was made?")
        canvas.setFillColorRGB(0, 0.4, 0.6)
        text(canvas, 50, 150, "We have asked two hundred more\nin the spring of this year.")
        canvas.setFillGray(0)

    assert [block.ink for block in document(pdf(page), engine).blocks] == [0, 0x006699]


def test_text_in_two_sizes_has_no_headings_of_the_larger_one(engine: Engine) -> None:
    asked = "The draft says nothing of the road that leads\nfrom the mill to the harbour."
    answer = "Answer: the road is told of in chapter two, and its\ntrees are counted in a table, with their age,\nkind and height."

    def page(canvas: Canvas) -> None:
        for number in range(10):
            text(canvas, 50, 80 + 75 * number, asked, size=12, leading=14)
            text(canvas, 50, 108 + 75 * number, answer)

    def first(canvas: Canvas) -> None:
        text(canvas, 50, 40, "Answers to comments", size=18)
        page(canvas)

    kinds = [block.kind for block in document(pdf(first, page, page), engine).blocks]
    assert kinds[0] == "heading"
    assert set(kinds[1:]) == {"paragraph"}


def test_a_superscript_stays_in_its_line(engine: Engine) -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 50, 100, "an area of 12 m")
        x = 50 + canvas.stringWidth("an area of 12 m", FONT, SIZE)
        text(canvas, x, 96.5, "2", size=6)
        text(canvas, x + 8, 100, "or more")

    assert lines(document(pdf(page), engine)) == ["an area of 12 m2 or more"]


def test_hidden_text_is_left_out_and_said(engine: Engine) -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 50, 100, "What the page shows.")
        canvas.saveState()
        unseen = canvas.beginText(50, HEIGHT - 130)
        unseen.setFont(FONT, SIZE)
        unseen.setTextRenderMode(3)
        unseen.textOut("invisible")
        canvas.drawText(unseen)
        canvas.restoreState()
        canvas.setFillGray(1)
        text(canvas, 50, 160, "white")
        canvas.setFillGray(0)
        text(canvas, 50, 190, "tiny", size=0.5)
        text(canvas, 700, 220, "outside")
        canvas.rect(50, HEIGHT - 260, 200, 20, stroke=0, fill=1)
        canvas.setFillGray(1)
        text(canvas, 54, 254, "White on black is shown.")

    found = document(pdf(page), engine)
    assert lines(found) == ["What the page shows.", "White on black is shown."]
    (note,) = found.notes
    assert note.code == "hidden-text"
    for word in ("invisible", "white", "tiny", "outside"):
        assert word in str(note.values["text"])


def picture() -> ImageReader:
    from PIL import Image

    file = io.BytesIO()
    Image.new("L", (8, 8), 200).save(file, "PNG")
    file.seek(0)
    return ImageReader(file)


def test_the_text_layer_of_a_scan_is_read(engine: Engine) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawImage(picture(), 0, 0, WIDTH, HEIGHT)
        layer = canvas.beginText(50, HEIGHT - 100)
        layer.setFont(FONT, SIZE)
        layer.setTextRenderMode(3)
        layer.textOut("Words that a scanner has recognised.")
        canvas.drawText(layer)

    found = document(pdf(page), engine)
    assert lines(found) == ["Words that a scanner has recognised."]
    assert codes(found) == []


def test_a_page_without_text_is_said(engine: Engine) -> None:
    def empty(canvas: Canvas) -> None:
        canvas.drawImage(picture(), 0, 0, WIDTH, HEIGHT)

    def written(canvas: Canvas) -> None:
        text(canvas, 50, 100, "Text.")

    found = document(pdf(empty, written), engine)
    (note,) = found.notes
    assert (note.code, note.places[0].page) == ("page-without-text", 1)


def sample(canvas: Canvas) -> None:
    box(canvas, COLUMNS, (100, 120, 150))
    row(canvas, 100, "No", "Name", "Comment")
    row(canvas, 120, "1.", "A society", "More benches in\nthe park.")


def turn_page(canvas: Canvas, degrees: int) -> None:
    """Shows the page turned; ReportLab swaps its sides then, and what is drawn stays upright on the page's own."""
    canvas.setPageRotation(degrees)
    if degrees in (90, 270):
        canvas.setPageSize((HEIGHT, WIDTH))


SAMPLE = [["No", "Name", "Comment"], ["1.", "A society", "More benches in the park."]]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_is_shown_turned(engine: Engine, degrees: int) -> None:
    def page(canvas: Canvas) -> None:
        turn_page(canvas, degrees)
        sample(canvas)

    (table,) = tables(document(pdf(page), engine))
    assert texts(table) == SAMPLE


@pytest.mark.parametrize("degrees", [90, 180, 270])
@pytest.mark.parametrize("page_turn", [0, 90])
def test_text_that_is_drawn_turned(engine: Engine, degrees: int, page_turn: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageSize((HEIGHT, HEIGHT))
        canvas.setPageRotation(page_turn)
        canvas.translate(HEIGHT / 2, HEIGHT / 2)
        canvas.rotate(degrees)
        canvas.translate(-WIDTH / 2, -HEIGHT / 2)
        sample(canvas)

    (table,) = tables(document(pdf(page), engine))
    assert texts(table) == SAMPLE


def test_boxes_are_those_of_the_page_as_shown(engine: Engine) -> None:
    def page(canvas: Canvas) -> None:
        canvas.translate(0, HEIGHT)
        canvas.rotate(-90)
        canvas.setFont(FONT, SIZE)
        canvas.drawString(100, 50, "Running down the page.")

    box_of = document(pdf(page), engine).blocks[0].places[0].box
    assert box_of is not None
    left, top, right, bottom = box_of
    assert right - left < 15 < 90 < bottom - top
    assert left == pytest.approx(48, abs=3)
    assert top == pytest.approx(100, abs=3)


def test_encrypted_files(engine: Engine) -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 50, 100, "Text.")

    opens = pdf(page, encrypt=StandardEncryption("", ownerPassword="owner", canModify=0))
    assert lines(document(opens, engine)) == ["Text."]
    closed = pdf(page, encrypt=StandardEncryption("secret", ownerPassword="owner"))
    with pytest.raises(ReadError, match="password"):
        document(closed, engine)


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"%PDF-1.4\n" + bytes(range(256)) * 8])
def test_a_broken_file_is_one_line(engine: Engine, data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^not a readable PDF: [^\n]+$"):
        document(data, engine)


def test_both_engines_read_the_same() -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 50, 60, "Summary of the meeting", BOLD, 16)
        text(canvas, 50, 90, "Eight people took part.")
        sample(canvas)

    one, other = (document(pdf(page, page), engine) for engine in ("pdfium", "pdfplumber"))
    assert [texts(table) for table in tables(one)] == [texts(table) for table in tables(other)]
    assert lines(one) == lines(other)


def test_the_same_bytes_give_the_same_document(engine: Engine) -> None:
    data = pdf(sample)
    assert str(document(data, engine).blocks) is not None
    assert [str(place) for block in document(data, engine).blocks for place in block.places] == [
        str(place) for block in document(data, engine).blocks for place in block.places
    ]


def test_a_letter_without_a_meaning_is_shown_and_said(engine: Engine) -> None:
    """The font has no Polish letters: the page shows boxes in their place."""
    folder = Path(reportlab.__file__).parent / "fonts"
    pdfmetrics.registerFont(TTFont("Vera", str(folder / "Vera.ttf")))
    found = document(pdf(lambda canvas: text(canvas, 60, 100, "Treść uwagi", font="Vera")), engine)
    assert lines(found) == ["Tre\ufffdć uwagi"]
    assert "unreliable-text" in codes(found)


def test_a_fault_of_one_page_or_table_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def first(canvas: Canvas) -> None:
        box(canvas, COLUMNS, (50, 70, 90))
        row(canvas, 50, "Lp.", "Uwaga", "Odpowiedź")
        row(canvas, 70, "1.", "Nowe drzewa", "Tak")

    def second(canvas: Canvas) -> None:
        text(canvas, 60, 400, "To jest zwykły akapit.")

    from postulat.extract.pdf import leaves, reader
    from postulat.extract.pdf import tables as cells

    data = pdf(first, second)
    with monkeypatch.context() as patched:
        patched.setattr(cells, "filled", lambda grid, runs: 1 / 0)
        found = document(data, "pdfium")
        assert codes(found).count("table-failed") == 1
        assert any("Nowe drzewa" in line for line in lines(found))
    with monkeypatch.context() as patched:
        patched.setattr(leaves, "drafts", lambda *_: [][1])
        found = document(data, "pdfium")
        assert [note.places[0].page for note in found.notes if note.code == "page-failed"] == [1, 2]
        assert any("Nowe drzewa" in line for line in lines(found))
    monkeypatch.setattr(reader, "across_break", lambda *_: [][1])
    assert "Nowe drzewa" in str(texts(document(data, "pdfium").blocks[0].table))  # type: ignore[arg-type]
