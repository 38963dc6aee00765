"""The line of a plain paragraph of a Word document: runs of text and nothing else, which is what most cells of a table hold."""

from __future__ import annotations

from lxml import etree

from postulat.extract.characters.styled_lines import StyledLine, StyledPiece, joined
from postulat.extract.characters.symbol_fonts import HAS_PRIVATE
from postulat.extract.office.docx.elements import W
from postulat.extract.office.docx.runs import PARAGRAPH_PROPERTIES, RUN, RUN_PROPERTIES, TEXT, Story
from postulat.extract.office.docx.styles import Style

MARKS = frozenset(W + name for name in ("proofErr", "bookmarkStart", "bookmarkEnd"))
"""What stands between runs and shows nothing."""
PAGE_BREAK = W + "lastRenderedPageBreak"


def plain_line(paragraph: etree._Element, style: Style, story: Story) -> StyledLine | None:
    """The line that gathering the runs one by one gives; None where anything but plain text may be in the paragraph."""
    if story.fields:
        return None
    pieces: list[StyledPiece] = []
    for run in paragraph:
        if run.tag != RUN:
            if run.tag == PARAGRAPH_PROPERTIES or run.tag in MARKS:
                continue
            return None
        texts: list[str] = []
        properties = None
        for child in run:
            tag = child.tag
            if tag == TEXT:
                texts.append(child.text or "")
            elif tag == RUN_PROPERTIES and properties is None:
                properties = child
            elif tag != PAGE_BREAK:
                return None
        look = story.looks.of(properties, style)
        if look.hidden or look.struck or look.raised or not all(text.isascii() or is_usual(text) for text in texts):
            return None
        pieces += [StyledPiece(text, "", look.strong, look.slanted, ink=look.ink) for text in texts if text]
    return joined(pieces)


def is_usual(text: str) -> bool:
    """Whether a text holds no characters of a font's own."""
    return HAS_PRIVATE.search(text) is None
