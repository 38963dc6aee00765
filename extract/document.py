"""What every reader gives: a document as blocks in reading order, tables as true grids, and where each piece stands.

A reader makes these values and nobody changes them afterwards. A rule that joins two pieces joins their places, so a record can
always say where it came from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points; the origin is the top left corner of the page as it is shown."""

BlockKind = Literal["heading", "paragraph", "item", "term", "description", "table"]
Severity = Literal["info", "warning", "error"]
Value = str | int | Sequence[str]
"""What a note names: words of the document, a number, or several words."""


class Place(NamedTuple):
    """Where something stands in its source.

    `path` is the format's own address: an XPath, `line=38`, `table=1 row=2`, `sheet=Uwagi cell=C4`.

    >>> str(Place(page=3, path="table=1 row=2", box=(72.0, 100.25, 210.5, 130.0)))
    'page=3 table=1 row=2 bbox=72.0,100.2,210.5,130.0'
    """

    page: int | None = None
    path: str = ""
    box: Box | None = None

    def __str__(self) -> str:
        parts = [] if self.page is None else [f"page={self.page}"]
        if self.path:
            parts.append(self.path)
        if self.box is not None:
            parts.append("bbox=" + ",".join(f"{value:.1f}" for value in self.box))
        return " ".join(parts)


def locator(places: tuple[Place, ...]) -> str:
    """All places of one value in one string; ` | ` between them, which makes several XPaths one valid XPath.

    >>> locator((Place(path="line=3"), Place(path="line=5"), Place(path="line=3")))
    'line=3 | line=5'
    """
    return " | ".join(dict.fromkeys(text for place in places if (text := str(place))))


class Link(NamedTuple):
    """A link over `text[start:end]` of the block that carries it; `target` is absolute where the page allows it."""

    start: int
    end: int
    target: str


class Block(NamedTuple):
    """A heading, paragraph, list item, or a table, with its text as shown.

    `text` is clean (see `characters.clean`) and never holds the list marker; `line` does. `strong` says that the whole block is
    set in bold, which is how many offices write headings. `level` is a heading's rank (1–6) or a list item's depth (from 1).
    `open` says that a page break cuts it: the text at the head of the next page is its rest. `breaks` are the offsets in `text` at
    which a line of the source begins, where the format has lines and the paragraph holds several. `quoted` says that it stands in a
    quotation (`blockquote`, `>`), `slanted` that the whole block is set in italics, and `ink` the colour (0xRRGGBB) of most of
    its letters, 0 where it is black or the document does not say.
    """

    kind: BlockKind
    text: str
    places: tuple[Place, ...] = ()
    level: int = 0
    marker: str = ""
    links: tuple[Link, ...] = ()
    strong: bool = False
    table: Table | None = None
    open: bool = False
    breaks: tuple[int, ...] = ()
    quoted: bool = False
    slanted: bool = False
    ink: int = 0

    @property
    def line(self) -> str:
        """The text as a line of its cell: list items with their marker, an inner table with a line for each of its rows."""
        if self.table is not None:
            return self.table.as_text()
        return f"{self.marker} {self.text}".strip() if self.marker else self.text

    @property
    def line_links(self) -> tuple[Link, ...]:
        """The links, with offsets into `line`."""
        if self.table is not None:
            return ()
        shift = len(self.marker) + 1 if self.marker else 0
        return tuple(Link(link.start + shift, link.end + shift, link.target) for link in self.links)


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A table cell. It is the same object in every slot that it spans, so `a is b` means a span, and equal texts do not."""

    blocks: tuple[Block, ...] = ()
    places: tuple[Place, ...] = ()
    heading: bool = False
    whole: str | None = field(default=None, init=False, repr=False)
    """The text, once somebody asked for it: many ask, of each cell."""

    @property
    def text(self) -> str:
        """The cell's text, a line for each block that has one."""
        known = self.whole
        if known is None:
            known = self.blocks[0].line if len(self.blocks) == 1 else "\n".join(filter(None, (block.line for block in self.blocks)))
            object.__setattr__(self, "whole", known)
        return known

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of all blocks, with offsets into `text`."""
        found: list[Link] = []
        offset = 0
        for block in self.blocks:
            if line := block.line:
                found.extend(Link(x.start + offset, x.end + offset, x.target) for x in block.line_links)
                offset += len(line) + 1
        return tuple(found)

    def tables(self) -> Iterator[Table]:
        for block in self.blocks:
            if block.table is not None:
                yield block.table


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table as a rectangle of slots: `rows[r][c]` is the cell there, or None where the source has no cell.

    `edges` are the x positions of the column borders (one more than there are columns, in points) where the format has them.
    `open_top` and `open_bottom` say that a row is cut by the page's edge there: its rest stands on the neighbouring page.
    `heading_rows` counts the first rows that the source itself marks as headings.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    places: tuple[Place, ...] = ()
    caption: str = ""
    heading_rows: int = 0
    edges: tuple[float, ...] | None = None
    open_top: bool = False
    open_bottom: bool = False

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    @property
    def page(self) -> int | None:
        return self.places[0].page if self.places else None

    def cells(self) -> Iterator[Cell]:
        """Each cell once, row by row."""
        seen: set[int] = set()
        for row in self.rows:
            for cell in row:
                if cell is not None and id(cell) not in seen:
                    seen.add(id(cell))
                    yield cell

    def as_text(self) -> str:
        """A line for each row, ` | ` between the cells; a spanning cell is written once."""
        lines = []
        for row in self.rows:
            cells = dict.fromkeys(cell for cell in row if cell is not None)
            texts = [" ".join(cell.text.split()) for cell in cells]
            if any(texts):
                lines.append(" | ".join(texts))
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader doubted or left out; it becomes a finding.

    `code` and `variant` name a row of `normalize/vocabulary/findings.csv`, which has severity and message; `values` are what the
    message names: `Note("limit-reached", "columns", (place,), {"most": 64})`.
    """

    code: str
    variant: str = ""
    places: tuple[Place, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Document:
    """One source document as read: nothing of its meaning, everything of its content.

    `title` and `language` are what the file itself declares. `address` is the page's own (canonical) URL, where it gives one.
    """

    source: str
    media_type: str
    sha256: str
    size_bytes: int
    extractor: str
    blocks: tuple[Block, ...]
    title: str | None = None
    language: str | None = None
    page_count: int | None = None
    address: str | None = None
    notes: tuple[Note, ...] = field(default=())

    @property
    def document_id(self) -> str:
        return self.sha256[:16]
