"""Letters beyond the first plane of Unicode, as formulas have them, cost no other letter of their page."""

from __future__ import annotations

import ctypes
from types import SimpleNamespace

from bare_pdf import bare_pdf

from postulat.extract.pdf.engines.pdfium import PageReading
from postulat.extract.pdf.reader import read

TEXT = b"""BT /F1 12 Tf 72 700 Td (It is present with probability ) Tj /F2 12 Tf (p) Tj /F1 12 Tf (, at most.) Tj ET
BT /F1 12 Tf 72 650 Td (Response: the text says so now.) Tj ET
BT /F1 12 Tf 72 600 Td (Thank you.) Tj ET"""
MEANING = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <70> <D835DC5D> endbfchar endcmap end end"""


def pdf() -> bytes:
    return bare_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(TEXT), TEXT),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Italic /ToUnicode 7 0 R >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(MEANING), MEANING),
        ]
    )


def test_a_letter_of_a_formula_takes_no_letter_from_what_follows() -> None:
    texts = [block.text for block in read(pdf(), "made.pdf").blocks]
    assert texts == ["It is present with probability \U0001d45d, at most.", "Response: the text says so now.", "Thank you."]


def test_a_letter_that_the_text_drops_and_the_places_count() -> None:
    """As PDFium answers where only the name of a glyph tells its letter: one index, and nothing in the text."""
    letters, text = "by \U0001d45d, the", "by , the"

    def write(_text: object, _first: int, count: int, buffer: ctypes.Array[ctypes.c_ushort]) -> int:
        buffer[: len(text)] = [ord(letter) for letter in text]
        return len(text) + 1

    calls = {
        "FPDFText_GetText": write,
        "FPDFText_GetTextIndexFromCharIndex": lambda _text, index: index,
        "FPDFText_GetUnicode": lambda _text, index: ord(letters[index]),
        "FPDFText_IsGenerated": lambda _text, _index: 0,
    }
    page = SimpleNamespace(calls=calls, text=None, without_text=lambda _index: 0)
    page.one_by_one = lambda count: PageReading.one_by_one(page, count)  # type: ignore[arg-type]
    assert PageReading.written(page, len(letters)) == letters  # type: ignore[arg-type]
