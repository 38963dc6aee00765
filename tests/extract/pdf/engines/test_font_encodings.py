"""Glyphs that only a font's table of names tells, in PDFs written by hand."""

from __future__ import annotations

import pytest
from bare_pdf import bare_pdf

from postulat.extract.pdf.engines.font_encodings import FontLetters
from postulat.extract.pdf.reader import read

TEXT = b"BT /F1 12 Tf 72 700 Td (Con\\037rmed by the o\\036ce in the 50 days given) Tj ET"


def pdf(differences: str, more: str = "", name: str = "Helvetica") -> bytes:
    """A page with one font; `more` are the differences of a second font of the same name."""
    fonts = [differences, more] if more else [differences]
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << "
        + b" ".join(b"/F%d %d 0 R" % (number, 4 + number) for number in range(1, len(fonts) + 1))
        + b" >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(TEXT), TEXT),
        *(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding "
            f"<< /BaseEncoding /WinAnsiEncoding /Differences [{each}] >> >>".encode()
            for each in fonts
        ),
    ]
    return bare_pdf(bodies)


def test_ligatures_by_the_names_of_their_glyphs() -> None:
    found = read(pdf("30 /f_f_i /f_i"), "test.pdf")
    assert [block.text for block in found.blocks] == ["Confirmed by the office in the 50 days given"]
    assert not found.notes


def test_a_ligature_whose_code_is_a_control_sign_of_another_code_page() -> None:
    found = read(pdf("30 /f_f_i /f_i 129 /f_l").replace(b"50 days", b"\\201at "), "test.pdf")
    assert [block.text for block in found.blocks] == ["Confirmed by the office in the flat given"]


def test_letters_of_a_negative_size_in_a_frame_on_its_head_are_seen() -> None:
    upright = pdf("30 /f_f_i /f_i")
    turned = upright.replace(b"/F1 12 Tf 72 700 Td", b"/F1 -12 Tf -1 0 0 -1 72 700 Tm")
    found = read(turned, "test.pdf")
    assert [block.text for block in found.blocks] == ["Confirmed by the office in the 50 days given"]
    assert not found.notes
    (place,), (other,) = found.blocks[0].places, read(upright, "test.pdf").blocks[0].places
    assert place == other


@pytest.mark.parametrize("differences", ["30 /g7 /g8", "30 /f_f_i"])
def test_a_glyph_without_a_telling_name_stays_doubtful(differences: str) -> None:
    found = read(pdf(differences), "test.pdf")
    assert "Con" in found.blocks[0].text
    assert "Confirmed" not in found.blocks[0].text
    assert {note.code for note in found.notes} & {"unreliable-text", "second-engine"}


def test_two_fonts_of_one_name_that_differ_tell_nothing() -> None:
    letters = FontLetters(pdf("30 /f_f_i /f_i", "31 /greaterequal"))
    assert letters.letter(1, "Helvetica", 30) == "\ufb03"
    assert letters.letter(1, "Helvetica", 31) is None


def test_a_subset_is_known_by_the_name_of_its_font() -> None:
    letters = FontLetters(pdf("31 /f_i", name="UXACBI+Serif-Bold"))
    assert letters.letter(1, "Serif-Bold", 31) == "\ufb01"
    assert letters.letter(1, "Serif", 31) is None


def test_a_broken_file_tells_nothing() -> None:
    assert FontLetters(b"%PDF-1.4\nnothing").letter(1, "Helvetica", 31) is None
