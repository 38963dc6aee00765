"""Word documents (DOCX, DOCM) as blocks, read from their own XML: what Word shows, with the numbers that Word counts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from lxml import etree

from postulat.extract.characters.cleaning import clean
from postulat.extract.characters.excerpt import shortened
from postulat.extract.characters.styled_lines import StyledLine
from postulat.extract.document import Block, Document, Note, Place
from postulat.extract.errors import ReadError
from postulat.extract.office.docx.elements import R, W, content, first_child, value
from postulat.extract.office.docx.numbering import BULLET, Numbering, numbering
from postulat.extract.office.docx.page_headings import with_page_headings
from postulat.extract.office.docx.plain_paragraphs import plain_line
from postulat.extract.office.docx.runs import Paragraph, Story, gather, texts
from postulat.extract.office.docx.styles import Style, outline_rank, styles
from postulat.extract.office.docx.tables import table
from postulat.extract.office.package import Package, Relation, declared_language, open_package

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORD_WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.12"
PARAGRAPH = W + "p"
DEEPEST = 30
"""Tables and text boxes inside each other that are followed; deeper ones are noted."""
LOWEST_HEADING = 6
DEEPEST_CHUNK = 2
"""Tables around a document of another format; in more, one that holds itself would be read for ever."""


@dataclass(frozen=True, slots=True)
class DocxBody:
    """What is needed to read any part of the text: shared values, lists as counted so far, and how deep we are."""

    story: Story
    numbering: Numbering
    depth: int = 0
    in_cell: bool = False
    parts: Callable[[str], bytes | None] = lambda name: None

    def inside(self, in_cell: bool) -> DocxBody:
        return replace(self, depth=self.depth + 1, in_cell=in_cell)


def read(data: bytes, source: str) -> Document:
    """A DOCX or DOCM file as blocks in reading order; a block's path is `word/document.xml:` and an XPath into that part.

    Tracked changes count as accepted. Comments, footnotes, hidden and deleted text are not in the blocks but in the notes;
    headers and footers are left out, but for the heading row of a table that stands in the page header.
    """
    package = open_package(data)
    own = package.relations("")
    name = next((x.target for x in own.values() if x.kind == "officeDocument" and not x.external), "word/document.xml")
    root = package.xml(name)
    if root is None:
        raise ReadError("the file has no Word document inside")
    body = root.find(W + "body")
    if body is None:
        raise ReadError(f"{name} is not the text of a Word document")
    relations = package.relations(name)
    look = styles(part(package, relations, "styles"))
    story = Story(
        look,
        relations,
        comments=texts(part(package, relations, "comments"), "comment"),
        footnotes=texts(part(package, relations, "footnotes"), "footnote"),
        endnotes=texts(part(package, relations, "endnotes"), "endnote"),
    )

    def inner(relation: str) -> bytes | None:
        found = relations.get(relation)
        return None if found is None or found.external or found.kind != "aFChunk" else package.part(found.target)

    reading = DocxBody(story, numbering(part(package, relations, "numbering"), look), parts=inner)
    here = f"{name}:/w:document/w:body"
    found = with_page_headings(blocks(body, here, reading), body, here, relations, partial(page_header, package, reading))
    properties = part(package, own, "core-properties")
    return Document(
        source=source,
        media_type=WORD_WITH_MACROS if any(x.kind == "vbaProject" for x in relations.values()) else WORD,
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        extractor="docx",
        blocks=found,
        title=property_text(properties, "title"),
        language=declared_language(property_text(properties, "language"), look.language),
        notes=(*story.notes, *deletions(story)),
    )


def part(package: Package, relations: dict[str, Relation], kind: str) -> etree._Element | None:
    name = next((x.target for x in relations.values() if x.kind == kind and not x.external), None)
    return None if name is None else package.xml(name)


def page_header(package: Package, reading: DocxBody, name: str) -> tuple[etree._Element, tuple[Block, ...]] | None:
    """A page header with its blocks; what its reading notes is of no use."""
    root = package.xml(name)
    if root is None:
        return None
    own = replace(reading, story=Story(reading.story.styles, package.relations(name)))
    return root, blocks(root, f"{name}:/w:hdr", own)


def property_text(properties: etree._Element | None, name: str) -> str | None:
    found = None if properties is None else properties.find("{http://purl.org/dc/elements/1.1/}" + name)
    return None if found is None else clean(found.text or "") or None


def deletions(story: Story) -> Iterator[Note]:
    if story.removed:
        yield Note("tracked-changes", "", tuple(dict.fromkeys(story.removed))[:1], {"count": len(story.removed)})


def blocks(container: etree._Element, path: str, reading: DocxBody) -> tuple[Block, ...]:
    """The paragraphs and tables of a body, cell or text box."""
    if reading.depth > DEEPEST:
        reading.story.note("limit-reached", "deep-text", path, most=DEEPEST)
        return ()
    found: list[Block] = []
    carried: Paragraph | None = None
    for child, child_path in content(container, path):
        if child.tag == PARAGRAPH:
            properties = first_child(child, W + "pPr")
            style = reading.story.styles.paragraph(value(properties, "pStyle"))
            line = plain_line(child, style, reading.story) if carried is None and not mark_deleted(properties) else None
            if line is not None:
                if is_body_text(properties, style):
                    found.extend([body_text(line, child_path)] if line.text else [])
                else:
                    found.extend(finished(Paragraph(child_path, style), child, reading, line))
                continue
            paragraph = Paragraph(child_path, style)
            if carried is not None:
                paragraph.lines, paragraph.boxes = carried.lines, carried.boxes
                paragraph.hidden, paragraph.struck = carried.hidden, carried.struck
            gather(child, child_path, paragraph, reading.story)
            reading.story.fields[:] = [field for field in reading.story.fields if field.shown]
            if mark_deleted(properties):
                carried = paragraph
                continue
            found.extend(finished(paragraph, child, reading))
        elif child.tag == W + "tbl":
            if carried is not None:
                found.extend(finished(carried, None, reading))
            below = reading.inside(in_cell=True)
            inner = table(child, child_path, reading.story, partial(blocks_in, below))
            if inner.rows:
                found.append(Block("table", "", inner.places, table=inner))
        elif child.tag == W + "altChunk":
            found.extend(chunk_blocks(child, child_path, reading))
        else:
            continue
        carried = None
    if carried is not None:
        found.extend(finished(carried, None, reading))
    return tuple(found)


def blocks_in(reading: DocxBody, container: etree._Element, path: str) -> tuple[Block, ...]:
    return blocks(container, path, reading)


def chunk_blocks(element: etree._Element, path: str, reading: DocxBody) -> tuple[Block, ...]:
    """The blocks of a document in another format that is shown here."""
    from postulat.extract.office.docx.chunks import chunk

    data = reading.parts(element.get(R + "id", "")) if reading.depth <= DEEPEST_CHUNK else None
    made = None if data is None else chunk(data, Place(path=path))
    if made is None:
        reading.story.note("embedded-file", "other-format", path)
        return ()
    blocks, notes = made
    reading.story.notes.extend(notes)
    return blocks


def mark_deleted(properties: etree._Element | None) -> bool:
    """Whether a tracked change took the paragraph's end away, so that it goes on in the next one."""
    mark = first_child(properties, W + "rPr")
    return mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)


def is_body_text(properties: etree._Element | None, style: Style) -> bool:
    """Whether a paragraph surely is no heading and no item of a list."""
    if style.heading or style.numbering is not None:
        return False
    return first_child(properties, W + "numPr") is None and first_child(properties, W + "outlineLvl") is None


def body_text(line: StyledLine, path: str) -> Block:
    return Block(
        "paragraph", line.text, (Place(path=path),), links=line.links, strong=line.strong, slanted=line.slanted, ink=line.ink
    )


def finished(
    paragraph: Paragraph, element: etree._Element | None, reading: DocxBody, line: StyledLine | None = None
) -> Iterator[Block]:
    """The blocks of a paragraph: one for each of its lines, then those of its text boxes. `element` is None where none ends it;
    `line` is all that a plain one has."""
    lines = ([line] if line.text else []) if line is not None else gathered(paragraph, reading.story)
    places = (Place(path=paragraph.path),)
    properties = first_child(element, W + "pPr")
    marker, depth = "", 0
    if element is not None and (lines or not hidden_whole(paragraph, properties)):
        counted = reading.numbering.depth(first_child(properties, W + "numPr"), paragraph.style)
        if counted is not None:
            marker, depth = reading.numbering.count(*counted), counted[1] + 1
    rank = heading_rank(properties, paragraph.style)
    if rank and lines:
        text, links, strong, slanted, ink = line if line is not None else paragraph.lines.in_one()
        number = "" if marker == BULLET else marker
        yield Block("heading", text, places, min(rank, LOWEST_HEADING), number, links, strong, slanted=slanted, ink=ink)
    elif lines:
        for index, (text, links, strong, slanted, ink) in enumerate(lines):
            if marker:
                yield Block("item", text, places, depth, marker if index == 0 else "", links, strong, slanted=slanted, ink=ink)
            else:
                yield Block("paragraph", text, places, links=links, strong=strong, slanted=slanted, ink=ink)
    elif marker and marker != BULLET and reading.in_cell:
        yield Block("item", "", places, depth, marker)
    for box, path in paragraph.boxes:
        yield from blocks(box, path, reading.inside(in_cell=reading.in_cell))


def gathered(paragraph: Paragraph, story: Story) -> list[StyledLine]:
    """The lines of a paragraph; what is hidden, struck through or the mark of a note is noted instead."""
    if paragraph.hidden and (hidden := clean("".join(paragraph.hidden))):
        story.note("hidden-text", "text", paragraph.path, text=shortened(hidden))
    if paragraph.struck and (struck := clean("".join(paragraph.struck))):
        story.note("struck-text", "", paragraph.path, text=shortened(struck))
    if marks := paragraph.lines.take_note_marks():
        story.note("note-number", "", paragraph.path, text=shortened(", ".join(marks)))
    return paragraph.lines.finished()


def hidden_whole(paragraph: Paragraph, properties: etree._Element | None) -> bool:
    """Whether a paragraph without visible text is hidden with its end mark; Word does not count such a one."""
    mark = None if properties is None else properties.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(W + "val", "true") not in ("0", "false", "off")


def heading_rank(properties: etree._Element | None, style: Style) -> int:
    outline = value(properties, "outlineLvl")
    return style.heading if outline is None else outline_rank(outline)
