"""Text on layers that are switched off is not read as the page's, and is said."""

from __future__ import annotations

import pytest
from bare_pdf import bare_pdf

from postulat.extract.pdf.engines.hidden_layers import hidden_layers
from postulat.extract.pdf.reader import read

TEXT = b"""BT /F1 12 Tf 72 700 Td (Seen by everybody) Tj ET
/OC /L1 BDC BT /F1 12 Tf 72 680 Td (An old draft) Tj ET EMC
/OC /L2 BDC BT /F1 12 Tf 72 660 Td (A layer that is on) Tj ET EMC"""


def pdf(usual: str, names: tuple[str, str] = ("Draft", "Plan")) -> bytes:
    """A page with two layers; `usual` says which of them are on."""
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R 7 0 R] /D << {usual} >> >> >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >>"
        b" /Properties << /L1 6 0 R /L2 7 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(TEXT), TEXT),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *(f"<< /Type /OCG /Name ({name}) >>".encode() for name in names),
    ]
    return bare_pdf(bodies, b"1.5")


@pytest.mark.parametrize("usual", ["/OFF [6 0 R]", "/BaseState /OFF /ON [7 0 R]"])
def test_text_on_a_layer_that_is_off_is_left_out_and_quoted(usual: str) -> None:
    assert hidden_layers(pdf(usual)) == {"Draft"}
    found = read(pdf(usual), "made.pdf")
    assert "old draft" not in " ".join(block.text for block in found.blocks)
    assert "layer that is on" in " ".join(block.text for block in found.blocks)
    assert [(note.code, note.values["text"]) for note in found.notes] == [("hidden-text", "An old draft")]


def test_a_name_that_a_shown_layer_has_too_hides_nothing() -> None:
    assert hidden_layers(pdf("/OFF [6 0 R]", ("Plan", "Plan"))) == frozenset()
    assert hidden_layers(pdf("")) == frozenset()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.5\n/OCProperties", pdf("/OFF [6 0 R]")[:400], pdf("/OFF 6 0 R")])
def test_damaged_files_tell_no_layers(data: bytes) -> None:
    assert hidden_layers(data) == frozenset()


def test_text_of_a_form_that_is_drawn_on_a_hidden_layer_is_left_out() -> None:
    inner = b"BT /F1 12 Tf 72 640 Td (Only in the draft) Tj ET"
    page = b"BT /F1 12 Tf 72 700 Td (Seen by everybody) Tj ET /OC /L1 BDC /X1 Do EMC"
    fonts = b"/Font << /F1 5 0 R >>"
    data = bare_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >> >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s" % fonts
            + b" /Properties << /L1 6 0 R >> /XObject << /X1 7 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Type /OCG /Name (Draft) >>",
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << %s >> /Length %d >>\nstream\n%s\nendstream"
            % (fonts, len(inner), inner),
        ],
        b"1.5",
    )
    found = read(data, "made.pdf")
    assert [block.text for block in found.blocks] == ["Seen by everybody"]
    assert [(note.code, note.values["text"]) for note in found.notes] == [("hidden-text", "Only in the draft")]
