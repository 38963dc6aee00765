"""Styles of a Word document, each with what it inherits: heading rank, numbering, bold, hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from postulat.extract.characters.colours import ink_of
from postulat.extract.office.docx.elements import W, switch, value
from postulat.extract.office.package import whole
from postulat.extract.word_tables import word_table

NAMES = word_table(Path(__file__).with_name("style_names.csv"))
HEADINGS = "|".join(row["name"] for row in NAMES if row["kind"] == "heading")
HEADING_NAME = re.compile(rf"(?:{HEADINGS})\s*([1-9])", re.I)
TITLES = {row["name"]: int(row["rank"]) for row in NAMES if row["kind"] == "title"}
"""Style names, and the ids that a word processor makes of them by dropping letters outside ASCII."""
BODY_TEXT = 9
"""The outline level that says "no heading"."""


@dataclass(frozen=True, slots=True)
class Style:
    """`heading` is a rank from 1, or 0; `numbering` the id of a list, "0" where numbering is switched off."""

    heading: int = 0
    numbering: str | None = None
    numbering_level: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    raised: bool | None = None
    ink: int | None = None
    ids: tuple[str, ...] = ()


PLAIN = Style()
"""What text without a style has."""


@dataclass(frozen=True, slots=True)
class Styles:
    by_id: dict[str, Style]
    default: Style
    bold: bool = False
    language: str | None = None

    def paragraph(self, style_id: str | None) -> Style:
        return self.default if style_id is None else self.by_id.get(style_id, self.default)

    def run(self, style_id: str | None) -> Style:
        return PLAIN if style_id is None else self.by_id.get(style_id, PLAIN)


def styles(root: etree._Element | None) -> Styles:
    if root is None:
        return Styles({}, Style())
    elements = {element.get(W + "styleId", ""): element for element in root.iterchildren(W + "style")}
    by_id = {style_id: style(list(ancestry(style_id, elements))) for style_id in elements}
    default = next(
        (
            by_id[style_id]
            for style_id, element in elements.items()
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on")
        ),
        Style(),
    )
    run_defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    language = None if run_defaults is None else run_defaults.find(W + "lang")
    bold = switch(run_defaults, "b") is True
    return Styles(by_id, default, bold, None if language is None else language.get(W + "val"))


def ancestry(style_id: str, elements: dict[str, etree._Element]) -> Iterator[etree._Element]:
    """The style and those it is based on, nearest first; a circle ends where it closes."""
    seen: set[str] = set()
    current: str | None = style_id
    while current is not None and current in elements and current not in seen:
        seen.add(current)
        yield elements[current]
        current = value(elements[current], "basedOn")


def style(line: list[etree._Element]) -> Style:
    found = Style(heading=heading_rank(line), ids=tuple(element.get(W + "styleId", "") for element in line))
    for element in line:
        numbering = element.find(f"{W}pPr/{W}numPr")
        run = element.find(W + "rPr")
        level = value(numbering, "ilvl")
        found = replace(
            found,
            numbering=found.numbering if found.numbering is not None else value(numbering, "numId"),
            numbering_level=found.numbering_level if found.numbering_level is not None or level is None else whole(level, 0),
            bold=found.bold if found.bold is not None else switch(run, "b"),
            italic=found.italic if found.italic is not None else switch(run, "i"),
            hidden=found.hidden if found.hidden is not None else switch(run, "vanish"),
            struck=found.struck if found.struck is not None else switch(run, "strike"),
            raised=found.raised if found.raised is not None else is_raised(run),
            ink=found.ink if found.ink is not None else ink_of(value(run, "color")),
        )
    return found


def is_raised(properties: etree._Element | None) -> bool | None:
    """Whether properties of a run set it high: as superscript, or above its line; None where they do not say."""
    if properties is None:
        return None
    align, position = value(properties, "vertAlign"), value(properties, "position")
    return None if align is None and position is None else align == "superscript" or whole(position, 0) > 0


def heading_rank(line: list[etree._Element]) -> int:
    """The rank that the nearest style of the line gives, by its outline level or else by its name."""
    for element in line:
        if element.get(W + "type", "paragraph") != "paragraph":
            return 0
        outline = value(element.find(W + "pPr"), "outlineLvl")
        if outline is not None:
            return outline_rank(outline)
        for name in (value(element, "name") or "", element.get(W + "styleId", "")):
            if match := HEADING_NAME.fullmatch(name):
                return int(match[1])
            if name.casefold() in TITLES:
                return TITLES[name.casefold()]
    return 0


def outline_rank(outline: str) -> int:
    """Rank from 1; 0 for body text.

    >>> outline_rank("0"), outline_rank("9")
    (1, 0)
    """
    level = whole(outline, BODY_TEXT)
    return level + 1 if 0 <= level < BODY_TEXT else 0
