"""Letters that PDFium cannot name and a font's own table can: codes that stand for glyphs with names such as `f_i`."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

from postulat.extract.characters.cleaning import LIGATURES

JOINED = {letters: ligature for ligature, letters in LIGATURES.items() if letters != "st"}
"""Several letters of one glyph → the one character that stands for them, so that a glyph stays a character."""
MOST_FONTS = 200
"""Fonts of a page that are asked."""
DEEPEST_FORM = 8

Fonts = list[tuple[str, Any]]
"""The fonts of a page as pdfminer reads them, each with its name."""


@dataclass(slots=True)
class FontLetters:
    """The fonts of a file, page by page; the file is opened when this is first asked."""

    data: bytes
    pages: list[Any] | None = None
    fonts: dict[int, Fonts] = field(default_factory=dict)

    def letter(self, page: int, font: str, code: int) -> str | None:
        """The character that a code stands for in a font of a page, which counts from 1.

        None where nothing tells, or where two fonts of that name differ.
        """
        if page not in self.fonts:
            try:
                self.fonts[page] = self.fonts_of(page)
            except Exception:
                self.fonts[page] = []
        named = without_subset(font)
        found = {meaning(each, code) for name, each in self.fonts[page] if name == named} - {""}
        return found.pop() if len(found) == 1 else None

    def fonts_of(self, page: int) -> Fonts:
        from pdfminer.pdfdocument import PDFDocument
        from pdfminer.pdfinterp import PDFResourceManager
        from pdfminer.pdfpage import PDFPage
        from pdfminer.pdfparser import PDFParser

        if self.pages is None:
            self.pages = list(PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(self.data)))))
        manager = PDFResourceManager()
        found: Fonts = []
        for number, given in font_tables(self.pages[page - 1].resources, 0).items():
            if len(found) < MOST_FONTS:
                font = manager.get_font(number, given)
                found.append((without_subset(str(getattr(font, "basefont", ""))), font))
        return found


def font_tables(resources: Any, depth: int) -> dict[object, dict[str, Any]]:
    """The fonts that a page and the forms on it name, by their number in the file."""
    from pdfminer.pdftypes import resolve1

    resources = resolve1(resources) or {}
    found: dict[object, dict[str, Any]] = {}
    for reference in (resolve1(resources.get("Font")) or {}).values():
        given = resolve1(reference)
        if isinstance(given, dict):
            found[getattr(reference, "objid", id(given))] = given
    for reference in (resolve1(resources.get("XObject")) or {}).values() if depth < DEEPEST_FORM else ():
        attributes = getattr(resolve1(reference), "attrs", {})
        if "Resources" in attributes:
            found |= font_tables(attributes["Resources"], depth + 1)
    return found


def without_subset(name: str) -> str:
    """A font's name without the mark of a part of a font.

    >>> without_subset("UXACBI+MyriadPro-Semibold")
    'MyriadPro-Semibold'
    """
    return name.split("+", 1)[-1]


def meaning(font: Any, code: int) -> str:
    """What a code stands for, as one character; nothing, where the font does not say."""
    from pdfminer.pdffont import PDFUnicodeNotDefined

    try:
        text = str(font.to_unichr(code))
    except PDFUnicodeNotDefined:
        return ""
    text = JOINED.get(text, text)
    return text if len(text) == 1 and text.isprintable() else ""
