"""PDFs without their end, as a broken download leaves them: what is there is read, and the loss is said."""

from __future__ import annotations

import io
import zlib

import pytest
from bare_pdf import bare_pdf
from reportlab.pdfgen.canvas import Canvas

from postulat.extract import ReadError
from postulat.extract.pdf.reader import read

TEXT = b"BT /F1 12 Tf 72 700 Td (The path is to be lit.) Tj ET"
HEAD = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
STREAM = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(TEXT), TEXT)


def two_pages() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    for words in ("Request 1: a bench by the lake.", "Request 2: a lamp at the gate."):
        canvas.drawString(72, 700, words)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_without_the_table_of_objects_all_pages_are_read() -> None:
    data = two_pages()
    found = read(data[: data.rfind(b"xref\n0")], "cut.pdf")
    assert [block.text for block in found.blocks] == ["Request 1: a bench by the lake.", "Request 2: a lamp at the gate."]
    assert [(note.code, note.values["pages"]) for note in found.notes] == [("file-cut", 2)]


def test_without_the_tree_of_pages_those_that_are_there_are_read() -> None:
    data = bare_pdf([FONT, b"<< /Type /Nothing >>", HEAD.replace(b"5 0 R", b"1 0 R"), STREAM, b"<< /Type /Catalog /Pages 9 0 R >>"])
    found = read(data[: data.rfind(b"5 0 obj")], "cut.pdf")
    assert [block.text for block in found.blocks] == ["The path is to be lit."]
    assert "file-cut" in {note.code for note in found.notes}


def test_a_tree_of_pages_packed_in_a_stream_is_found() -> None:
    inner = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
    numbers = b"1 0 2 %d " % (len(inner[0]) + 1)
    packed = zlib.compress(numbers + b" ".join(inner))
    stream = b"<< /Type /ObjStm /N 2 /First %d /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
    bodies = [HEAD, STREAM, FONT, stream % (len(numbers), len(packed), packed)]
    data = b"%PDF-1.5\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in enumerate(bodies, 3))
    assert [block.text for block in read(data, "cut.pdf").blocks] == ["The path is to be lit."]


@pytest.mark.parametrize("data", [b"%PDF-1.4\n1 0 obj", b"%PDF-1.4\n1 0 obj\n<< /Type /Font >>\nendobj", b"%PDF-1.4"])
def test_a_file_without_pages_is_still_refused(data: bytes) -> None:
    with pytest.raises(ReadError):
        read(data, "cut.pdf")
