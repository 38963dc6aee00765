"""The text of an OpenDocument paragraph as lines with links; apart from it what hangs on it: text boxes, notes, hidden text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree

from postulat.extract.characters.cleaning import clean
from postulat.extract.characters.excerpt import shortened
from postulat.extract.characters.styled_lines import StyledLines, StyledPiece
from postulat.extract.document import Note, Place, Value
from postulat.extract.office.odt.styles import DRAW, LOEXT, OFFICE, PREFIXES, TEXT, XLINK, Style, Styles
from postulat.extract.office.package import children, whole

MOST_SPACES = 100
"""Spaces that one `text:s` stands for; they become one anyway."""
SHAPES = frozenset(DRAW + name for name in ("rect", "custom-shape", "ellipse", "circle", "polygon", "path", "line", "connector"))
SILENT = frozenset((TEXT + "ruby-text", OFFICE + "annotation-end", TEXT + "script", OFFICE + "event-listeners"))
"""What stands in a paragraph and is not shown in it."""
CONTROLS = frozenset(LOEXT + name for name in ("content-control", "meta"))
"""LibreOffice's own wrappers around text."""


@dataclass(slots=True)
class Gathered:
    """What a paragraph holds besides its lines: text boxes, and text that is not shown."""

    path: str
    lines: StyledLines = field(default_factory=StyledLines)
    boxes: list[tuple[etree._Element, str]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def note(self, code: str, variant: str = "", **values: Value) -> None:
        self.notes.append(Note(code, variant, (Place(path=self.path),), values))


@dataclass(frozen=True, slots=True)
class Look:
    """How the text that is being taken up looks, and where its link leads."""

    bold: bool
    hidden: bool
    target: str = ""
    struck: bool = False
    italic: bool = False
    raised: bool = False
    ink: int = 0

    def with_style(self, style: Style) -> Look:
        return Look(
            self.bold if style.bold is None else style.bold,
            self.hidden if style.hidden is None else style.hidden,
            self.target,
            self.struck if style.struck is None else style.struck,
            self.italic if style.italic is None else style.italic,
            self.raised if style.raised is None else style.raised,
            self.ink if style.ink is None else style.ink,
        )


def gather(paragraph: etree._Element, path: str, styles: Styles) -> Gathered:
    gathered = Gathered(path)
    style = styles.style("paragraph", paragraph.get(TEXT + "style-name"))
    look = Look(bold=False, hidden=False).with_style(style)
    take(paragraph, path, gathered, styles, look)
    if hidden := clean("".join(gathered.hidden)):
        gathered.note("hidden-text", "text", text=shortened(hidden))
    if struck := clean("".join(gathered.struck)):
        gathered.note("struck-text", text=shortened(struck))
    if marks := gathered.lines.take_note_marks():
        gathered.note("note-number", text=shortened(", ".join(marks)))
    return gathered


def take(element: etree._Element, path: str, gathered: Gathered, styles: Styles, look: Look) -> None:
    """Takes up the text of the element and of all that stands in it, in order."""
    write(element.text, gathered, look)
    for child, child_path in children(element, path, PREFIXES):
        take_child(child, child_path, gathered, styles, look)
        write(child.tail, gathered, look)


def take_child(child: etree._Element, path: str, gathered: Gathered, styles: Styles, look: Look) -> None:
    tag = child.tag
    if tag == TEXT + "s":
        write(" " * min(max(whole(child.get(TEXT + "c"), 1), 1), MOST_SPACES), gathered, look)
    elif tag == TEXT + "tab":
        write(" ", gathered, look)
    elif tag == TEXT + "line-break":
        gathered.lines.end_line()
    elif tag == TEXT + "span":
        take(child, path, gathered, styles, look.with_style(styles.style("text", child.get(TEXT + "style-name"))))
    elif tag == TEXT + "a":
        take(child, path, gathered, styles, replace(look, target=address(child.get(XLINK + "href", ""))))
    elif tag in (TEXT + "note", OFFICE + "annotation"):
        take_note(child, gathered)
    elif str(tag).startswith(DRAW):
        take_drawing(child, path, gathered)
    elif tag == TEXT + "hidden-text":
        gathered.hidden.append(child.text or child.get(TEXT + "string-value") or "")
    elif tag not in SILENT and (str(tag).startswith(TEXT) or tag in CONTROLS):
        take(child, path, gathered, styles, look)


def write(text: str | None, gathered: Gathered, look: Look) -> None:
    if not text:
        return
    if look.hidden:
        gathered.hidden.append(text)
    elif look.struck:
        gathered.struck.append(text)
    else:
        gathered.lines.add(StyledPiece(text, look.target, look.bold, look.italic, look.raised, look.ink))


def address(target: str) -> str:
    """A link's address; places in the same document, and files beside it, are none."""
    return "" if target.startswith(("#", "../", "./")) else clean(target)


def take_note(element: etree._Element, gathered: Gathered) -> None:
    """A comment or footnote: not part of the text, but not lost."""
    texts = ["".join(str(text) for text in p.itertext()) for p in element.iter(TEXT + "p", TEXT + "h")]
    if text := clean(" ".join(texts)):
        gathered.note("comment" if element.tag == OFFICE + "annotation" else "footnote", text=shortened(text))


def take_drawing(drawing: etree._Element, path: str, gathered: Gathered) -> None:
    """Text boxes wait until the paragraph's own text is done; what cannot be read is noted."""
    waiting = [(drawing, path)]
    while waiting:
        element, element_path = waiting.pop()
        if element.tag == DRAW + "text-box" or (element.tag in SHAPES and element.find(TEXT + "p") is not None):
            gathered.boxes.append((element, element_path))
        elif element.tag in (DRAW + "object", DRAW + "object-ole"):
            gathered.note("embedded-file", "unnamed-object")
        elif str(element.tag).startswith(DRAW):
            waiting.extend(reversed(list(children(element, element_path, PREFIXES))))
