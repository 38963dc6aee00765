"""The line of a plain paragraph is what its runs give one by one; any other paragraph has none."""

from __future__ import annotations

import pytest
from lxml import etree

from postulat.extract.office.docx.elements import W
from postulat.extract.office.docx.plain_paragraphs import plain_line
from postulat.extract.office.docx.runs import Paragraph, Story, gather
from postulat.extract.office.docx.styles import Style, Styles

BOLD = Style(bold=True)
PLAIN = (
    "",
    "<w:pPr><w:jc w:val='left'/></w:pPr><w:r><w:t>Ławki  przy\u00a0młynie. </w:t></w:r>",
    "<w:r><w:rPr><w:b/></w:rPr><w:t>Uwaga</w:t></w:r><w:proofErr/><w:r><w:t xml:space='preserve'> 5</w:t></w:r>",
    "<w:r><w:rPr><w:b/><w:color w:val='FF0000'/></w:rPr><w:t>Nie</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t> </w:t></w:r>",
    "<w:r><w:rPr><w:b w:val='0'/><w:i/></w:rPr><w:lastRenderedPageBreak/><w:t>Tak</w:t><w:t>, w części</w:t></w:r>",
)
OTHERS = (
    "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>",
    "<w:r><w:t>a</w:t></w:r><w:hyperlink><w:r><w:t>b</w:t></w:r></w:hyperlink>",
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r>",
    "<w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>",
    "<w:r><w:rPr><w:rFonts w:ascii='Wingdings'/></w:rPr><w:t>\uf0fe</w:t></w:r>",
    "<w:ins><w:r><w:t>a</w:t></w:r></w:ins>",
)


def paragraph(inner: str) -> etree._Element:
    return etree.fromstring(f"<w:p xmlns:w='{W[1:-1]}'>{inner}</w:p>")


def story() -> Story:
    return Story(Styles({}, Style()), {})


@pytest.mark.parametrize("style", [Style(), BOLD])
@pytest.mark.parametrize("inner", PLAIN)
def test_a_plain_line_is_what_the_runs_give(inner: str, style: Style) -> None:
    taken = Paragraph("p", style)
    gather(paragraph(inner), "p", taken, story())
    found = plain_line(paragraph(inner), style, story())
    assert found is not None
    assert taken.lines.finished() == ([found] if found.text else [])


@pytest.mark.parametrize("inner", OTHERS)
def test_what_is_more_than_text_has_none(inner: str) -> None:
    assert plain_line(paragraph(inner), Style(), story()) is None


def test_within_a_field_nothing_is_plain() -> None:
    within = story()
    gather(paragraph("<w:r><w:fldChar w:fldCharType='begin'/></w:r>"), "p", Paragraph("p", Style()), within)
    assert plain_line(paragraph("<w:r><w:t>HYPERLINK</w:t></w:r>"), Style(), within) is None
