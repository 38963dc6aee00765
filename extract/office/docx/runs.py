"""The runs of a Word paragraph as lines of text with links; apart from them what hangs on it: text boxes, notes, hidden text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from postulat.extract.characters.cleaning import clean
from postulat.extract.characters.excerpt import shortened
from postulat.extract.characters.styled_lines import StyledLines, StyledPiece
from postulat.extract.characters.symbol_fonts import symbol, without_private
from postulat.extract.document import Note, Place, Value
from postulat.extract.office.docx.elements import (
    ALTERNATIVES,
    PREFIXES,
    REMOVED,
    M,
    R,
    W,
    branch,
    content,
    first_child,
    switch,
    value,
)
from postulat.extract.office.docx.looks import Look, Looks
from postulat.extract.office.docx.styles import Style, Styles
from postulat.extract.office.package import Relation, children, whole

DEEPEST_FIELDS = 40
"""Fields inside fields; Word itself stops at twenty."""
LONGEST_INSTRUCTION = 4000
HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))', re.I)
RUN, RUN_PROPERTIES, PARAGRAPH_PROPERTIES, TEXT = W + "r", W + "rPr", W + "pPr", W + "t"
WORDS = frozenset((RUN_PROPERTIES, TEXT, *(W + name for name in ("tab", "br", "cr", "noBreakHyphen", "lastRenderedPageBreak"))))
"""What most runs hold nothing but."""
DRAWINGS = frozenset(W + name for name in ("drawing", "pict", "object"))
UNREAD_GRAPHICS = ("chart", "diagram")


@dataclass(slots=True)
class Field:
    """A field between its marks: an instruction first, then the result that is shown."""

    instruction: str = ""
    shown: bool = False
    target: str = ""


@dataclass(slots=True)
class Story:
    """What all paragraphs of a document share while it is read."""

    styles: Styles
    relations: dict[str, Relation]
    comments: dict[str, str] = field(default_factory=dict)
    footnotes: dict[str, str] = field(default_factory=dict)
    endnotes: dict[str, str] = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    removed: list[Place] = field(default_factory=list)
    looks: Looks = field(init=False)

    def __post_init__(self) -> None:
        self.looks = Looks(self.styles)

    def note(self, code: str, variant: str, path: str, **values: Value) -> None:
        self.notes.append(Note(code, variant, (Place(path=path),), values))

    def target(self) -> str:
        return next((field.target for field in reversed(self.fields) if field.target), "")


@dataclass(slots=True)
class Paragraph:
    """What a paragraph holds; one whose end mark was deleted goes on in the next."""

    path: str
    style: Style
    lines: StyledLines = field(default_factory=StyledLines)
    boxes: list[tuple[etree._Element, str]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)


def gather(element: etree._Element, path: str, paragraph: Paragraph, story: Story, target: str = "") -> None:
    """Takes up all runs below the element, in order; `target` is the link they stand in."""
    for child, child_path in content(element, path):
        tag = child.tag
        if tag == RUN:
            take_run(child, child_path, paragraph, story, target)
        elif tag == PARAGRAPH_PROPERTIES:
            continue
        elif tag == W + "hyperlink":
            gather(child, child_path, paragraph, story, address(child, story) or target)
        elif tag == W + "fldSimple":
            gather(child, child_path, paragraph, story, linked(child.get(W + "instr", "")) or target)
        elif tag in (M + "oMath", M + "oMathPara"):
            paragraph.lines.add(StyledPiece("".join(text.text or "" for text in child.iter(M + "t")), target))
        elif tag in REMOVED:
            story.removed.append(Place(path=paragraph.path))
        elif tag == W + "subDoc":
            story.note("embedded-file", "document", paragraph.path)


def take_run(run: etree._Element, path: str, paragraph: Paragraph, story: Story, target: str) -> None:
    look = story.looks.of(first_child(run, W + "rPr"), paragraph.style)
    for child, child_path in run_content(run, path):
        tag = child.tag
        if tag == TEXT and not story.fields:
            take_text(shown_text(child, look.font, paragraph, story), paragraph, target, look)
        elif tag == RUN_PROPERTIES:
            continue
        elif tag == W + "fldChar":
            take_mark(child, paragraph, story)
        elif tag == W + "instrText":
            take_instruction(child.text or "", story)
        elif tag in DRAWINGS:
            take_drawing(child, child_path, paragraph, story)
        elif tag in (W + "commentReference", W + "footnoteReference", W + "endnoteReference"):
            take_reference(child, paragraph, story)
        elif tag == W + "ruby":
            for base in child.iterchildren(W + "rubyBase"):
                gather(base, f"{child_path}/w:rubyBase[1]", paragraph, story, target)
        elif tag in (W + "br", W + "cr"):
            paragraph.lines.end_line()
        elif all(field.shown for field in story.fields) and (text := shown_text(child, look.font, paragraph, story)):
            take_text(text, paragraph, target or story.target(), look)


def take_text(text: str, paragraph: Paragraph, target: str, look: Look) -> None:
    if look.hidden:
        if text:
            paragraph.hidden.append(text)
    elif look.struck:
        if text:
            paragraph.struck.append(text)
    else:
        paragraph.lines.add(StyledPiece(text, target, look.strong, look.slanted, look.raised, look.ink))


def run_content(run: etree._Element, path: str) -> Iterator[tuple[etree._Element, str]]:
    """The pieces of a run with their addresses, which text alone needs none of."""
    if all(child.tag in WORDS for child in run):
        for child in run:
            yield child, path
        return
    for child, child_path in children(run, path, PREFIXES):
        if child.tag == ALTERNATIVES:
            yield from branch(child, child_path)
        else:
            yield child, child_path


def shown_text(element: etree._Element, font: str, paragraph: Paragraph, story: Story) -> str:
    tag = element.tag
    if tag == TEXT:
        text = element.text or ""
        plain = text if text.isascii() else without_private(text, font)
        if len(plain) < len(text):
            story.note("unknown-symbol", "font", paragraph.path, font=font or "?")
        return plain
    if tag in (W + "tab", W + "ptab"):
        return " "
    if tag == W + "noBreakHyphen":
        return "-"
    if tag == W + "sym":
        code, name = element.get(W + "char", ""), element.get(W + "font", "")
        text = symbol(int(code, 16), name) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else ""
        if not text:
            story.note("unknown-symbol", "character", paragraph.path, character=code, font=name)
        return text
    return ""


def take_mark(mark: etree._Element, paragraph: Paragraph, story: Story) -> None:
    """A field begins, comes to its result, or ends."""
    kind = mark.get(W + "fldCharType")
    if kind == "begin":
        if all(field.shown for field in story.fields):
            paragraph.lines.add(StyledPiece(form_field(mark.find(W + "ffData"))))
        if len(story.fields) < DEEPEST_FIELDS:
            story.fields.append(Field())
    elif kind == "separate" and story.fields:
        story.fields[-1].shown = True
        story.fields[-1].target = linked(story.fields[-1].instruction)
    elif kind == "end" and story.fields:
        story.fields.pop()


def take_instruction(text: str, story: Story) -> None:
    if story.fields and not story.fields[-1].shown and len(story.fields[-1].instruction) < LONGEST_INSTRUCTION:
        story.fields[-1].instruction += text


def form_field(data: etree._Element | None) -> str:
    """A tick box or a drop-down list of a form, which have no text of their own."""
    if data is None:
        return ""
    box = data.find(W + "checkBox")
    if box is not None:
        ticked = switch(box, "checked")
        return "☒" if (switch(box, "default") if ticked is None else ticked) else "☐"
    choice = data.find(W + "ddList")
    if choice is not None:
        entries = [entry.get(W + "val", "") for entry in choice.iterchildren(W + "listEntry")]
        chosen = whole(value(choice, "result") or value(choice, "default"), 0)
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    return ""


def linked(instruction: str) -> str:
    """The address of a HYPERLINK field; a place in the same document is none.

    >>> linked(' HYPERLINK "https://example.org/a" '), linked(r' HYPERLINK \\l "_Toc1" ')
    ('https://example.org/a', '')
    """
    match = HYPERLINK.match(instruction)
    return clean(match[1] or match[2] or "") if match else ""


def address(hyperlink: etree._Element, story: Story) -> str:
    relation = story.relations.get(hyperlink.get(R + "id", ""))
    if relation is None or not relation.external:
        return ""
    anchor = hyperlink.get(W + "anchor")
    return clean(f"{relation.target}#{anchor}" if anchor and "#" not in relation.target else relation.target)


def take_reference(element: etree._Element, paragraph: Paragraph, story: Story) -> None:
    """A comment or footnote: not part of the text, but not lost."""
    texts = {
        W + "commentReference": story.comments,
        W + "footnoteReference": story.footnotes,
        W + "endnoteReference": story.endnotes,
    }[str(element.tag)]
    if text := texts.get(element.get(W + "id", "")):
        story.note("comment" if texts is story.comments else "footnote", "", paragraph.path, text=shortened(text))


def take_drawing(drawing: etree._Element, path: str, paragraph: Paragraph, story: Story) -> None:
    """Text boxes wait until the paragraph's own text is done; what cannot be read is noted."""
    waiting = [(drawing, path)]
    while waiting:
        element, element_path = waiting.pop()
        if element.tag == W + "txbxContent":
            paragraph.boxes.append((element, element_path))
            continue
        name = etree.QName(element).localname
        if name == "graphicData":
            for kind in UNREAD_GRAPHICS:
                if kind in element.get("uri", ""):
                    story.note("drawing", "graphic", paragraph.path, graphic=kind)
        elif name == "OLEObject":
            story.note("embedded-file", "object", paragraph.path, program=element.get("ProgID", "?"))
        waiting.extend(reversed(list(run_content(element, element_path))))


def texts(root: etree._Element | None, name: str) -> dict[str, str]:
    """The text of each comment or footnote by its id."""
    found: dict[str, str] = {}
    for element in () if root is None else root.iterchildren(W + name):
        if element.get(W + "type") in (None, "normal"):
            paragraphs = ("".join(text.text or "" for text in p.iter(W + "t")) for p in element.iter(W + "p"))
            found[element.get(W + "id", "")] = clean(" ".join(paragraphs))
    return found
