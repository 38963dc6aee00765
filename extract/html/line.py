"""A line of text as a page shows it: pieces of inline text glued, its links, and how it is set (bold, slanted, coloured)."""

from __future__ import annotations

from itertools import pairwise

from postulat.extract.characters.colours import main_ink
from postulat.extract.document import Link

NO_LETTERS = " \t\r\n\f\u00a0.,:;"  # what may stand outside the bold part of a bold line


class InlineText:
    """The line that is being read. `chunks` is its raw text so far, and may be appended to directly."""

    __slots__ = (
        *("bold", "bold_end", "chunks", "inks", "inks_open", "link_start", "links", "plain"),
        *("slant", "slant_end", "styled", "target", "upright", "was_bold"),
    )

    def __init__(self) -> None:
        self.chunks: list[str] = []
        self.links: list[tuple[int, int, str]] = []
        self.target = ""
        self.link_start = 0
        self.bold = 0
        self.bold_end = 0
        self.plain = self.was_bold = False
        self.slant = 0
        self.slant_end = 0
        self.upright = False
        self.inks: list[tuple[int, int]] = []  # from which chunk on which colour
        self.inks_open: list[int] = []
        self.styled = False  # whether links or bold have to be looked at

    def open_link(self, target: str) -> None:
        self.close_link()
        self.styled = True
        self.target = target
        self.link_start = len(self.chunks)

    def close_link(self) -> None:
        if self.target and len(self.chunks) > self.link_start:
            self.links.append((self.link_start, len(self.chunks), self.target))
        self.target = ""

    def open_bold(self) -> None:
        self.styled = True
        if not self.bold:
            self.plain = self.plain or has_letters(self.chunks[self.bold_end :])
        self.bold += 1

    def close_bold(self) -> None:
        self.bold -= 1
        if not self.bold:
            self.bold_end = len(self.chunks)
            self.was_bold = self.bold_end > 0

    def open_slant(self) -> None:
        self.styled = True
        if not self.slant:
            self.upright = self.upright or has_letters(self.chunks[self.slant_end :])
        self.slant += 1

    def close_slant(self) -> None:
        self.slant -= 1
        if not self.slant:
            self.slant_end = len(self.chunks)

    def open_look(self, slanted: bool, ink: int) -> None:
        """What a style sheet says of an element, as markup says that it is in italics."""
        if slanted:
            self.open_slant()
        if ink:
            self.styled = True
            self.inks_open.append(ink)
            self.inks.append((len(self.chunks), ink))

    def close_look(self, slanted: bool, ink: int) -> None:
        if slanted:
            self.close_slant()
        if ink:
            self.inks_open.pop()
            self.inks.append((len(self.chunks), self.inks_open[-1] if self.inks_open else 0))

    def take_ink(self) -> int:
        """The colour of most letters of the line."""
        if not self.inks:
            return 0
        starts = [(0, 0), *self.inks, (len(self.chunks), 0)]
        pieces = (("".join(self.chunks[start:end]), ink) for (start, ink), (end, _) in pairwise(starts))
        found = main_ink([piece for piece in pieces if piece[0]])
        self.inks = [(0, self.inks_open[-1])] if self.inks_open else []
        return found

    def take(self) -> tuple[str, tuple[Link, ...], bool, bool, int]:
        """The text, its links, whether it is bold, and in italics, and its colour; the next line begins with what is still open."""
        chunks = self.chunks
        ink = self.take_ink() if self.inks else 0
        links: tuple[Link, ...] = ()
        strong = slanted = False
        if self.slant or self.slant_end:
            slanted = not self.upright and (self.slant > 0 or not has_letters(chunks[self.slant_end :]))
            self.upright, self.slant_end = False, 0
        if self.target:
            target = self.target
            self.close_link()
            self.target = target
            self.link_start = 0
        if self.bold or self.was_bold:
            strong = not self.plain and (self.bold > 0 or not has_letters(chunks[self.bold_end :]))
            self.plain = self.was_bold = False
            self.bold_end = 0
        if self.links:
            text, links = with_links(chunks, self.links)
            self.links = []
        else:
            text = shown("".join(chunks) if len(chunks) > 1 else chunks[0])
        chunks.clear()
        self.styled = self.bold > 0 or self.slant > 0 or self.target != "" or bool(self.inks_open)
        return text, links, strong and text != "", slanted and text != "", ink


def has_letters(chunks: list[str]) -> bool:
    return any(chunk.strip(NO_LETTERS) for chunk in chunks)


def shown(text: str) -> str:
    """One space for each run of white space. The characters themselves were put right before the page was parsed, so that these
    four signs tell whether there is anything to do, which costs a fifth of doing it."""
    if "\n" in text or "\u00a0" in text or "  " in text or "\t" in text:
        return " ".join(text.split())
    return text.strip()


def with_links(chunks: list[str], links: list[tuple[int, int, str]]) -> tuple[str, tuple[Link, ...]]:
    """The text and the links in it, by the chunks that each link goes over; a link without visible text is left out."""
    begins: list[int] = []
    ends: list[int] = []
    parts: list[str] = []
    length = 0
    space = False
    for chunk in chunks:
        words = shown(chunk)
        if not words:
            begins.append(length + bool(length))
            ends.append(length)
            space = space or chunk != ""
            continue
        if length and (space or chunk[0].isspace()):
            parts.append(" ")
            length += 1
        begins.append(length)
        parts.append(words)
        length += len(words)
        ends.append(length)
        space = chunk[-1].isspace()
    found = []
    for first, last, target in links:
        start = next((begins[i] for i in range(first, last) if ends[i] > begins[i]), None)
        if start is not None:
            found.append(Link(start, max(ends[first:last]), target))
    return "".join(parts), tuple(found)
