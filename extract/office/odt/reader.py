"""OpenDocument texts (ODT) as blocks, read from their own XML, with the numbers that lists and headings count themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from postulat.extract.characters.cleaning import clean
from postulat.extract.characters.excerpt import shortened
from postulat.extract.document import Block, Document, Note, Place, Value
from postulat.extract.errors import ReadError
from postulat.extract.office.odt.lists import BULLET, Counts, ListLevel, levels
from postulat.extract.office.odt.paragraph import Gathered, gather, take_drawing
from postulat.extract.office.odt.styles import DC, DRAW, OFFICE, PREFIXES, TABLE, TEXT, Styles, styles
from postulat.extract.office.odt.tables import table, text_below
from postulat.extract.office.open_document_locks import without_lock
from postulat.extract.office.package import Package, children, declared_language, whole

OPEN_TEXT = "application/vnd.oasis.opendocument.text"
CONTENT = "content.xml"
DEEPEST = 30
"""Tables and text boxes inside each other that are followed; deeper ones are noted."""
LOWEST_HEADING = 6
CONTAINERS = frozenset(
    TEXT + name
    for name in (
        "section", "table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index",
        "bibliography", "index-body", "index-title", "numbered-paragraph",
    )
)  # fmt: skip
"""Elements that only group the blocks they hold."""
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


@dataclass(slots=True)
class OdtBody:
    """What is shared while a text is read: styles, notes, and how far each list is counted."""

    styles: Styles
    outline: dict[int, ListLevel]
    notes: list[Note] = field(default_factory=list)
    headings: Counts = field(default_factory=Counts)
    lists: dict[str, Counts] = field(default_factory=dict)
    last_of_style: dict[str, Counts] = field(default_factory=dict)
    levels: dict[str, dict[int, ListLevel]] = field(default_factory=dict)

    def list_levels(self, name: str) -> dict[int, ListLevel]:
        if name not in self.levels:
            self.levels[name] = levels(self.styles.list_elements.get(name))
        return self.levels[name]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the reading is: how deep in tables and boxes, and whether in a cell."""

    depth: int = 0
    in_cell: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """What a list gives a paragraph: its marker (only the first of an item has one) and the item's depth."""

    marker: str = ""
    depth: int = 0


def read(data: bytes, source: str, password: str = "") -> Document:
    """An ODT file as blocks in reading order; a block's path is `content.xml:` and an XPath into that part.

    Tracked changes count as accepted. Comments, footnotes and hidden text are not in the blocks but in the notes; headers and
    footers are left out.
    """
    package = without_lock(data, password)
    root = package.xml(CONTENT)
    if root is None:
        raise ReadError("the file has no OpenDocument text inside")
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise ReadError(f"{CONTENT} is not a text document")
    look = styles(package.xml("styles.xml"), root)
    reading = OdtBody(look, levels(look.outline))
    above = "/office:document" if root.tag == f"{OFFICE}document" else f"{CONTENT}:/office:document-content"
    found = tuple(blocks(body, f"{above}/office:body/office:text", reading, Spot()))
    return Document(
        source=source,
        media_type=OPEN_TEXT,
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        extractor="odt",
        blocks=found,
        title=meta(package, "title"),
        language=declared_language(meta(package, "language"), look.language),
        notes=tuple(reading.notes),
    )


def meta(package: Package, name: str) -> str | None:
    root = package.xml("meta.xml")
    found = None if root is None else root.find(f"{OFFICE}meta/{DC}{name}")
    return None if found is None else clean(found.text or "") or None


def blocks(container: etree._Element, path: str, reading: OdtBody, spot: Spot) -> Iterator[Block]:
    """The paragraphs, lists and tables of a text, section, cell or box."""
    if spot.depth > DEEPEST:
        note(reading, "limit-reached", "deep-text", path, most=DEEPEST)
        return
    for child, child_path in children(container, path, PREFIXES):
        tag = child.tag
        if tag in (TEXT + "p", TEXT + "h"):
            yield from paragraph(child, child_path, reading, spot, None)
        elif tag == TEXT + "list":
            yield from top_list(child, child_path, reading, spot)
        elif tag == TABLE + "table":
            yield from table_block(child, child_path, reading, spot)
        elif tag in CONTAINERS:
            if child.get(TEXT + "display") == "none":
                note(reading, "hidden-text", "section", child_path, text=shortened(text_below(child)))
            else:
                yield from blocks(child, child_path, reading, spot)
        elif tag == TEXT + "tracked-changes":
            if deleted := len(list(child.iter(TEXT + "deletion"))):
                note(reading, "tracked-changes", "", child_path, count=deleted)
        elif str(tag).startswith(DRAW):
            floating = Gathered(child_path)
            take_drawing(child, child_path, floating)
            yield from rest(floating, reading, spot)


def table_block(element: etree._Element, path: str, reading: OdtBody, spot: Spot) -> Iterator[Block]:
    def cell_blocks(cell: etree._Element, cell_path: str) -> tuple[Block, ...]:
        return tuple(blocks(cell, cell_path, reading, Spot(spot.depth + 1, in_cell=True)))

    inner = table(element, path, reading.styles, reading.notes, cell_blocks)
    if inner.rows:
        yield Block("table", "", inner.places, table=inner)


def top_list(element: etree._Element, path: str, reading: OdtBody, spot: Spot) -> Iterator[Block]:
    """A list that stands in no other; it may go on with the numbers of an earlier one."""
    first = next(element.iter(TEXT + "p", TEXT + "h"), None)
    by_paragraph = None if first is None else reading.styles.style("paragraph", first.get(TEXT + "style-name")).lists
    style = element.get(TEXT + "style-name") or by_paragraph or ""
    counts = Counts()
    if (earlier := element.get(TEXT + "continue-list")) is not None:
        counts = reading.lists.get(earlier, counts)
    elif element.get(TEXT + "continue-numbering") == "true":
        counts = reading.last_of_style.get(style, counts)
    reading.last_of_style[style] = counts
    if (name := element.get(XML_ID)) is not None:
        reading.lists[name] = counts
    yield from items(element, path, reading, spot, counts, style, 1)


def items(
    element: etree._Element, path: str, reading: OdtBody, spot: Spot, counts: Counts, style: str, depth: int
) -> Iterator[Block]:
    """The items of a list; an item that only holds an inner list is not counted, as its place shows no number."""
    for item, item_path in children(element, path, PREFIXES):
        if item.tag not in (TEXT + "list-item", TEXT + "list-header"):
            continue
        counted = item.tag == TEXT + "list-header"
        start = item.get(TEXT + "start-value")
        own_style = item.get(TEXT + "style-override") or style
        inner_lists = 0
        for child, child_path in children(item, item_path, PREFIXES):
            if child.tag in (TEXT + "p", TEXT + "h"):
                marker = ""
                if not counted:
                    counted = True
                    marker = counts.count(reading.list_levels(own_style), depth, None if start is None else whole(start, 1))
                yield from paragraph(child, child_path, reading, spot, Number(marker, depth))
            elif child.tag == TEXT + "list":
                inner_lists += 1
                if inner_lists > 1 and child.get(TEXT + "continue-numbering") != "true":
                    counts.restart(depth + 1)
                inner_style = child.get(TEXT + "style-name") or style
                yield from items(child, child_path, reading, spot, counts, inner_style, depth + 1)
            elif child.tag == TABLE + "table":
                yield from table_block(child, child_path, reading, spot)


def paragraph(element: etree._Element, path: str, reading: OdtBody, spot: Spot, number: Number | None) -> Iterator[Block]:
    """The blocks of a paragraph: one for each of its lines, then those of its text boxes."""
    gathered = gather(element, path, reading.styles)
    places = (Place(path=path),)
    lines = gathered.lines.finished()
    rank = heading_rank(element, reading.styles)
    if rank and lines:
        text, links, strong, slanted, ink = gathered.lines.in_one()
        marker = outline_marker(element, rank, reading) if number is None else number.marker
        marker, rank = "" if marker == BULLET else marker, min(rank, LOWEST_HEADING)
        yield Block("heading", text, places, rank, marker, links, strong, slanted=slanted, ink=ink)
    elif lines:
        for index, (text, links, strong, slanted, ink) in enumerate(lines):
            if number is not None:
                marker = number.marker if index == 0 else ""
                yield Block("item", text, places, number.depth, marker, links, strong, slanted=slanted, ink=ink)
            else:
                yield Block("paragraph", text, places, links=links, strong=strong, slanted=slanted, ink=ink)
    elif number is not None and number.marker not in ("", BULLET) and spot.in_cell:
        yield Block("item", "", places, number.depth, number.marker)
    yield from rest(gathered, reading, spot)


def heading_rank(element: etree._Element, styles: Styles) -> int:
    if element.tag == TEXT + "h":
        return max(whole(element.get(TEXT + "outline-level"), 1), 1)
    return styles.style("paragraph", element.get(TEXT + "style-name")).title


def outline_marker(element: etree._Element, rank: int, reading: OdtBody) -> str:
    """The number that the outline style counts for a heading."""
    if element.tag != TEXT + "h" or element.get(TEXT + "is-list-header") == "true":
        return ""
    restart = element.get(TEXT + "restart-numbering") == "true"
    start = whole(element.get(TEXT + "start-value"), 1) if restart else None
    return reading.headings.count(reading.outline, rank, start)


def rest(gathered: Gathered, reading: OdtBody, spot: Spot) -> Iterator[Block]:
    reading.notes.extend(gathered.notes)
    for box, path in gathered.boxes:
        yield from blocks(box, path, reading, Spot(spot.depth + 1, spot.in_cell))


def note(reading: OdtBody, code: str, variant: str, path: str, **values: Value) -> None:
    reading.notes.append(Note(code, variant, (Place(path=path),), values))
