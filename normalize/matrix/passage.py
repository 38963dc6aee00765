"""A text put together from cells: its words, its links and every place that a part of it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from postulat.extract.document import Block, Cell, Link, Place, locator
from postulat.extract.ticked import UNTICKED

FINISHED = re.compile(r"[.!?:;…”\"'»)\]]$")
CUT_ADDRESS = re.compile(r"(?:https?://|www\.)\S*\n[a-z0-9][\w-]*[./]\S")
"""An address that a page break cuts."""
DASHES = re.compile(rf"[\s\-–—_.*/|={UNTICKED}]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` has a line for each paragraph or list item; `links` have offsets into it."""

    text: str = ""
    links: tuple[Link, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def page(self) -> int | None:
        return self.places[0].page if self.places else None

    @property
    def locator(self) -> str:
        return locator(self.places)

    @property
    def blank(self) -> bool:
        """No text, or only dashes, dots and empty boxes, which offices write for "nothing"."""
        return DASHES.fullmatch(self.text) is not None


EMPTY = Passage()


def passage(cells: Iterable[Cell]) -> Passage:
    """The cells' texts one after the other.

    A cell that goes on in mid-sentence (the text before is unfinished, and the next starts in lower case or on another page)
    stays one paragraph; otherwise each cell starts a new line.
    """
    text = ""
    links: list[Link] = []
    places: list[Place] = []
    last: Block | None = None
    last_page: int | None = None
    for cell in dict.fromkeys(cells):
        if not cell.text:
            continue
        page = cell.places[0].page if cell.places else None
        for index, block in enumerate(cell.blocks):
            line = block.line
            if not line:
                continue
            if not text:
                glue = ""
            elif index == 0 and last is not None and goes_on(last, block, turned=page != last_page):
                glue = "" if text.endswith(("-", "/")) or CUT_ADDRESS.search(f"{text}\n{line}") else " "
            else:
                glue = "\n"
            shift = len(text) + len(glue)
            links.extend(Link(x.start + shift, x.end + shift, x.target) for x in block.line_links)
            text += glue + line
            last = block
        places.extend(cell.places)
        last_page = cell.places[-1].page if cell.places else None
    return Passage(text, tuple(links), tuple(dict.fromkeys(places)))


def cut(text: str, links: Iterable[Link], start: int, end: int) -> tuple[str, tuple[Link, ...]]:
    """The words between two offsets without white space at their ends, and the links that lie within them."""
    raw = text[start:end]
    words = raw.strip()
    shift = start + len(raw) - len(raw.lstrip())
    inside = (link for link in links if link.start >= shift and link.end <= shift + len(words))
    return words, tuple(Link(link.start - shift, link.end - shift, link.target) for link in inside)


def goes_on(before: Block, after: Block, turned: bool) -> bool:
    """Whether a block is the rest of the paragraph before it. `turned`: a page break stands between them."""
    if before.table is not None or after.kind != "paragraph" or after.table is not None:
        return False
    if before.open and turned:
        return True
    if FINISHED.search(before.text):
        return False
    return turned or after.text[:1].islower()
