"""Elements of a Word document by name: their children in reading order with an address each, and the simple values they carry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from postulat.extract.office.package import children

PREFIXES: Final = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas": "wpc",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
"""Namespace → the prefix that addresses use, as Word itself writes them."""

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
ALTERNATIVES: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"

TRANSPARENT: Final = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "dir", "bdo"))
"""Elements that only wrap what they hold: content controls, and what tracked changes put in."""
REMOVED: Final = frozenset(W + name for name in ("del", "moveFrom"))
"""What tracked changes took out."""


def content(parent: etree._Element, path: str) -> Iterator[tuple[etree._Element, str]]:
    """The children with their addresses; a wrapper is replaced by what it holds, an alternative by its first branch."""
    for child, child_path in children(parent, path, PREFIXES):
        tag = child.tag
        if tag in TRANSPARENT:
            if not is_placeholder(child):
                yield from content(child, child_path)
        elif tag == ALTERNATIVES:
            yield from branch(child, child_path)
        else:
            yield child, child_path


def branch(alternatives: etree._Element, path: str) -> Iterator[tuple[etree._Element, str]]:
    """What the first branch holds: the same drawing is written a second time for older programs."""
    for child, child_path in children(alternatives, path, PREFIXES):
        yield from content(child, child_path)
        return


def is_placeholder(element: etree._Element) -> bool:
    """Whether a content control is empty and only shows its prompt ("Click here to enter text"). One around a cell is kept."""
    if element.tag != W + "sdt" or switch(element.find(W + "sdtPr"), "showingPlcHdr") is not True:
        return False
    held = element.find(W + "sdtContent")
    return held is None or all(child.tag not in (W + "tc", W + "tr") for child in held)


def first_child(element: etree._Element | None, tag: str) -> etree._Element | None:
    """The first direct child of a name; lxml's `find` takes four times as long to say so."""
    return None if element is None else next(element.iterchildren(tag), None)


def value(element: etree._Element | None, name: str) -> str | None:
    """`w:val` of a direct child."""
    child = first_child(element, W + name)
    return None if child is None else child.get(W + "val")


def switch(element: etree._Element | None, name: str) -> bool | None:
    """A property that is on, off, or not said."""
    child = first_child(element, W + name)
    if child is None:
        return None
    return child.get(W + "val", "true") not in ("0", "false", "off")
