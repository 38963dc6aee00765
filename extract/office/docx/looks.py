"""How runs of a Word document look, by themselves and by their styles: bold, hidden, struck through, and in which font."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from postulat.extract.characters.colours import ink_of
from postulat.extract.office.docx.elements import W
from postulat.extract.office.docx.styles import Style, Styles, is_raised

VALUE, ASCII = W + "val", W + "ascii"
RAISING = frozenset((W + "vertAlign", W + "position"))
MOST_KEPT = 2000
"""Looks of a document."""


class Look(NamedTuple):
    """How a run looks: whether it is hidden, struck through, bold, in italics and set high, its font and its colour."""

    hidden: bool
    struck: bool
    strong: bool
    slanted: bool
    raised: bool
    font: str
    ink: int


@dataclass(slots=True)
class Looks:
    """The looks of a document's runs, each told once for all runs that say the same in paragraphs of a style."""

    styles: Styles
    known: dict[tuple[object, ...], Look] = field(default_factory=dict)

    def of(self, properties: etree._Element | None, style: Style) -> Look:
        said = () if properties is None else ((child.tag, child.get(VALUE), child.get(ASCII)) for child in properties)
        key = (id(style), *said)
        if (found := self.known.get(key)) is None:
            found = look_of(properties, style, self.styles)
            if len(self.known) < MOST_KEPT:
                self.known[key] = found
        return found


def look_of(properties: etree._Element | None, style: Style, styles: Styles) -> Look:
    """How a run looks, by itself and its styles."""
    own = {} if properties is None else {child.tag: child for child in reversed(properties)}  # of two the first counts

    def said(name: str) -> bool | None:
        child = own.get(W + name)
        return None if child is None else child.get(VALUE, "true") not in ("0", "false", "off")

    named = own.get(W + "rStyle")
    character = styles.run(None if named is None else named.get(VALUE))
    hidden = switched(said("vanish"), character.hidden, style.hidden, default=False)
    struck = switched(said("strike"), character.struck, style.struck, default=False) or said("dstrike") is True
    strong = switched(said("b"), character.bold, style.bold, styles.bold)
    slanted = switched(said("i"), character.italic, style.italic, default=False)
    raised = (is_raised(properties) if RAISING & own.keys() else character.raised) is True
    fonts = own.get(W + "rFonts")
    colour = own.get(W + "color")
    inks = (None if colour is None else ink_of(colour.get(VALUE)), character.ink, style.ink)
    ink = next((ink for ink in inks if ink is not None), 0)
    return Look(hidden, struck, strong, slanted, raised, "" if fonts is None else fonts.get(ASCII, ""), ink)


def switched(direct: bool | None, character: bool | None, paragraph: bool | None, default: bool) -> bool:
    """A property that the run says itself, or else its styles; said by both of them it is switched back, as Word does."""
    if direct is not None:
        return direct
    if character is None and paragraph is None:
        return default
    return (character is True) != (paragraph is True)
