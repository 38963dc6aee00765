"""Values of form fields and text typed onto a page are read where they stand; notes on it are said."""

from __future__ import annotations

import io

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from postulat.extract.document import Document
from postulat.extract.pdf.reader import read

XS, YS = (60.0, 120.0, 330.0, 540.0), (760.0, 730.0, 690.0, 650.0, 610.0)


def page() -> tuple[io.BytesIO, Canvas]:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    canvas.setFont("Helvetica", 10)
    for y in YS:
        canvas.line(XS[0], y, XS[-1], y)
    for x in XS:
        canvas.line(x, YS[0], x, YS[-1])
    for top, row in zip(
        YS, [("No.", "Comment", "Answer"), ("1", "More trees"), ("2", "Less noise"), ("3", "Benches")], strict=False
    ):
        for x, words in zip(XS, row, strict=False):
            canvas.drawString(x + 4, top - 14, words)
    return file, canvas


def done(file: io.BytesIO, canvas: Canvas) -> Document:
    canvas.showPage()
    canvas.save()
    return read(file.getvalue(), "form.pdf")


def answers(found: Document) -> list[str]:
    table = next(block.table for block in found.blocks if block.table is not None)
    return [row[2].text if row[2] else "" for row in table.rows[1:]]


def annotation(canvas: Canvas, kind: str, text: str, box: tuple[float, ...], **more: object) -> None:
    fields = {"Type": pdfdoc.PDFName("Annot"), "Subtype": pdfdoc.PDFName(kind), "Contents": pdfdoc.PDFString(text)}
    fields["Rect"] = pdfdoc.PDFArray(list(box))
    canvas._addAnnotation(pdfdoc.PDFDictionary({**fields, **more}))


def test_values_of_form_fields() -> None:
    file, canvas = page()
    form = canvas.acroForm
    form.textfield(name="a1", value="Accepted.", x=334, y=695, width=200, height=30, borderWidth=0)
    form.choice(name="a2", value="Noted", options=["Noted", "Accepted"], x=334, y=655, width=200, height=30, borderWidth=0)
    form.checkbox(name="a3", checked=True, x=340, y=620, size=14)
    form.checkbox(name="a4", checked=False, x=380, y=620, size=14)
    found = done(file, canvas)
    assert answers(found) == ["Accepted.", "Noted", "☒"]
    assert [note.code for note in found.notes] == ["form-field"] * 3


def test_typed_text_and_sticky_notes() -> None:
    file, canvas = page()
    annotation(canvas, "FreeText", "Not accepted,\rno money", (332, 692, 538, 728))
    annotation(canvas, "Text", "Ask the treasurer", (332, 660, 350, 680))
    annotation(canvas, "FreeText", "hidden", (332, 612, 538, 648), F=2)
    found = done(file, canvas)
    assert answers(found)[0].replace("\n", " ") == "Not accepted, no money"
    assert answers(found)[1:] == ["", ""]
    assert {note.code: note.values["text"] for note in found.notes} == {
        "typed-text": "Not accepted, no money",
        "comment": "Ask the treasurer",
    }


def test_a_marked_strike_out() -> None:
    file, canvas = page()
    canvas.drawString(334, 716, "Accepted.")
    canvas.drawString(334, 700, "Noted.")
    quads = pdfdoc.PDFArray([334, 725, 380, 725, 334, 713, 380, 713])
    annotation(canvas, "StrikeOut", "", (334, 713, 380, 725), QuadPoints=quads)
    found = done(file, canvas)
    assert answers(found)[0] == "Noted."
    assert [note.values["text"] for note in found.notes if note.code == "struck-text"] == ["Accepted."]
