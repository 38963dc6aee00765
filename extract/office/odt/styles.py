"""Names, values and styles of an OpenDocument text: what is bold, hidden, a title, and which list a paragraph belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from postulat.extract.characters.colours import ink_of
from postulat.extract.office.package import whole

OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
PREFIXES: Final = {
    OASIS + "office:1.0": "office",
    OASIS + "text:1.0": "text",
    OASIS + "table:1.0": "table",
    OASIS + "style:1.0": "style",
    OASIS + "drawing:1.0": "draw",
    OASIS + "xsl-fo-compatible:1.0": "fo",
    OASIS + "svg-compatible:1.0": "svg",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://purl.org/dc/elements/1.1/": "dc",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
}
"""Namespace → the prefix that addresses use, as every program writes them."""

OFFICE: Final = "{" + OASIS + "office:1.0}"
TEXT: Final = "{" + OASIS + "text:1.0}"
TABLE: Final = "{" + OASIS + "table:1.0}"
STYLE: Final = "{" + OASIS + "style:1.0}"
DRAW: Final = "{" + OASIS + "drawing:1.0}"
FO: Final = "{" + OASIS + "xsl-fo-compatible:1.0}"
XLINK: Final = "{http://www.w3.org/1999/xlink}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
LOEXT: Final = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"

TITLES: Final = {"Title": 1, "Subtitle": 2}
BOLD_FROM = 600
"""Font weight from which letters look bold."""
TWIPS = {"cm": 566.93, "mm": 56.693, "in": 1440.0, "inch": 1440.0, "pt": 20.0, "pc": 240.0, "px": 15.0}
"""Twentieths of a point in a unit of length."""


@dataclass(frozen=True, slots=True)
class Style:
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    raised: bool | None = None
    ink: int | None = None
    title: int = 0
    lists: str | None = None
    width: int = 0


@dataclass(frozen=True, slots=True)
class Styles:
    """Styles by family and name; `list_elements` are the list styles, `outline` the numbers of headings."""

    by_name: dict[tuple[str, str], Style]
    list_elements: dict[str, etree._Element]
    outline: etree._Element | None
    language: str | None

    def style(self, family: str, name: str | None) -> Style:
        return self.by_name.get((family, name or ""), Style())


def styles(shared: etree._Element | None, content: etree._Element) -> Styles:
    """Styles of `styles.xml` and the automatic ones of the text; headers and footers have their own, which stay out."""
    groups = [None if shared is None else shared.find(OFFICE + "styles"), content.find(OFFICE + "automatic-styles")]
    elements: dict[tuple[str, str], etree._Element] = {}
    lists: dict[str, etree._Element] = {}
    outline = language = None
    for group in groups:
        for element in () if group is None else group.iterchildren("*"):
            if element.tag == STYLE + "style":
                elements[element.get(STYLE + "family", ""), element.get(STYLE + "name", "")] = element
            elif element.tag == TEXT + "list-style":
                lists[element.get(STYLE + "name", "")] = element
            elif element.tag == TEXT + "outline-style":
                outline = element
            elif element.tag == STYLE + "default-style" and element.get(STYLE + "family") == "paragraph":
                language = default_language(element.find(STYLE + "text-properties"))
    by_name = {key: style(list(ancestry(key, elements))) for key in elements}
    return Styles(by_name, lists, outline, language)


def ancestry(key: tuple[str, str], elements: dict[tuple[str, str], etree._Element]) -> Iterator[etree._Element]:
    """The style and its parents, nearest first; a circle ends where it closes."""
    seen: set[tuple[str, str]] = set()
    while key in elements and key not in seen:
        seen.add(key)
        yield elements[key]
        key = (key[0], elements[key].get(STYLE + "parent-style-name", ""))


def style(line: list[etree._Element]) -> Style:
    weight = nearest(line, "text-properties", FO + "font-weight")
    slant = nearest(line, "text-properties", FO + "font-style")
    display = nearest(line, "text-properties", TEXT + "display")
    through = nearest(line, "text-properties", STYLE + "text-line-through-style")
    through = through or nearest(line, "text-properties", STYLE + "text-line-through-type")
    position = nearest(line, "text-properties", STYLE + "text-position")
    colour = nearest(line, "text-properties", FO + "color")
    width = nearest(line, "table-column-properties", STYLE + "column-width")
    lists = next((found for element in line if (found := element.get(STYLE + "list-style-name")) is not None), None)
    return Style(
        bold=None if weight is None else weight == "bold" or whole(weight, 0) >= BOLD_FROM,
        italic=None if slant is None else slant in ("italic", "oblique"),
        hidden=None if display is None else display == "none",
        struck=None if through is None else through != "none",
        raised=None if position is None else is_raised(position),
        ink=ink_of(colour),
        title=next((TITLES[name] for element in line if (name := element.get(STYLE + "name", "")) in TITLES), 0),
        lists=lists or None,
        width=0 if width is None else length(width),
    )


def is_raised(position: str) -> bool:
    """Whether a text position is above the line: `super 58%`, `33% 58%`.

    >>> is_raised("super 58%"), is_raised("33% 58%"), is_raised("sub 58%"), is_raised("0% 100%")
    (True, True, False, False)
    """
    first = position.split()[0] if position.split() else ""
    return first == "super" or whole(first.removesuffix("%"), 0) > 0


def nearest(line: list[etree._Element], group: str, attribute: str) -> str | None:
    for element in line:
        properties = element.find(STYLE + group)
        if properties is not None and (found := properties.get(attribute)) is not None:
            return found
    return None


def length(text: str) -> int:
    """A length in twentieths of a point, 0 where it is none.

    >>> length("2.54cm"), length("5*")
    (1440, 0)
    """
    number = text.rstrip("abcdefghijklmnopqrstuvwxyz%*")
    unit = TWIPS.get(text[len(number) :])
    try:
        return 0 if unit is None or len(number) > 12 else round(float(number) * unit)
    except (ValueError, OverflowError):
        return 0


def default_language(properties: etree._Element | None) -> str | None:
    """The language of the default style, with its country."""
    if properties is None or (language := properties.get(FO + "language")) is None:
        return None
    return f"{language}-{properties.get(FO + 'country', 'none')}".removesuffix("-none")
