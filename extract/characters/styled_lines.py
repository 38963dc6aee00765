"""A paragraph of an office file, gathered run by run: its lines with clean text, links, bold, italics and colour."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from postulat.extract.characters.cleaning import SPACES, clean, fold_characters
from postulat.extract.characters.colours import main_ink
from postulat.extract.characters.note_marks import shown
from postulat.extract.document import Link

LONG, MOST, SHORTEST_WORD = 30, 0.75, 4
"""Letters of a text that may be set in bold or italics with words in it that are not, the share that is, and letters of a word:
what is shorter may belong to a formula."""
LONGEST_QUOTE = 200
"""Characters of what is not part of the text (a comment, a footnote) that its note repeats."""


class StyledLine(NamedTuple):
    text: str
    links: tuple[Link, ...]
    strong: bool
    slanted: bool = False
    ink: int = 0


class StyledPiece(NamedTuple):
    text: str
    target: str = ""
    strong: bool = False
    slanted: bool = False
    raised: bool = False
    ink: int = 0


@dataclass(slots=True)
class StyledLines:
    """Pieces of text in order, with line breaks between some of them."""

    pieces: list[list[StyledPiece]] = field(default_factory=lambda: [[]])

    def add(self, piece: StyledPiece) -> None:
        if piece.text:
            self.pieces[-1].append(piece)

    def take_note_marks(self) -> list[str]:
        """Takes the raised marks of notes out of the lines and gives them back; raised figures behind figures are shown so."""
        taken: list[str] = []
        for line, pieces in enumerate(self.pieces):
            if not any(piece.raised for piece in pieces):
                continue
            kept: list[StyledPiece] = []
            for raised, group in groupby(pieces, key=lambda piece: piece.raised):
                told = list(group)
                text = "".join(piece.text for piece in told)
                seen = shown(text.strip(), "".join(piece.text for piece in kept[-2:])) if raised else None
                kept.extend(told if seen is None else [told[0]._replace(text=seen)] if seen else ())
                taken.extend([text.strip()] if seen == "" else ())
            self.pieces[line] = kept
        return taken

    def end_line(self) -> None:
        self.pieces.append([])

    def finished(self) -> list[StyledLine]:
        """The lines that have text."""
        return [line for pieces in self.pieces if (line := joined(pieces)).text]

    def in_one(self) -> StyledLine:
        """All lines as one, which is how a title with a line break inside is meant."""
        spaced = [piece for pieces in self.pieces for piece in (*pieces, StyledPiece(" ", "", strong=True, slanted=True))]
        return joined(spaced)


def joined(pieces: list[StyledPiece]) -> StyledLine:
    """The pieces as one clean line.

    >>> link = "http://a.pl"
    >>> joined([StyledPiece(" zob. ", "", False), StyledPiece("pro", link, False), StyledPiece("gram ", link, False)])
    StyledLine(text='zob. program', links=(Link(start=5, end=12, target='http://a.pl'),), strong=False, slanted=False, ink=0)
    """
    if len(pieces) == 1 and not pieces[0].target and (text := pieces[0].text).strip():
        only = pieces[0]
        return StyledLine(clean(text), (), only.strong, only.slanted, only.ink)
    written = [piece for piece in pieces if piece.text.strip()]
    strong = is_set([(piece.text, piece.strong) for piece in written])
    slanted = is_set([(piece.text, piece.slanted) for piece in written])
    ink = main_ink((piece.text, piece.ink) for piece in written) if any(piece.ink for piece in written) else 0
    if not any(piece.target for piece in pieces):
        return StyledLine(clean("".join(piece.text for piece in pieces)), (), strong, slanted, ink)
    text = ""
    spans: list[tuple[int, int, str]] = []
    for run, target in with_whole_letters(pieces):
        shown = SPACES.sub(" ", fold_characters(run))
        if not text or text.endswith(" "):
            shown = shown.removeprefix(" ")
        start = len(text) + (1 if shown.startswith(" ") else 0)
        text += shown
        if target:
            spans.append((start, len(text.rstrip(" ")), target))
    text = text.rstrip(" ")
    return StyledLine(text, tuple(merged(spans)), strong, slanted, ink)


def is_set(pieces: Sequence[tuple[str, bool]]) -> bool:
    """Whether a text is set in bold (in italics) as a whole: each piece of it, or in a long one most letters, since formulas and
    names within it are not.

    >>> is_set([("Note", True), (" 1", False)]), is_set([("We explain in full why every harvest grows with ", True), ("q", False)])
    (False, True)
    """
    if all(told for _, told in pieces):
        return bool(pieces)
    words = [(sum(len(word) for word in text.split() if len(word) >= SHORTEST_WORD), told) for text, told in pieces]
    letters = sum(length for length, _ in words)
    return letters >= LONG and sum(length for length, told in words if told) >= MOST * letters


def with_whole_letters(pieces: list[StyledPiece]) -> list[tuple[str, str]]:
    """Text and target of each piece; an accent that stands at the start of a piece goes to the letter before it."""
    whole: list[tuple[str, str]] = []
    for piece in pieces:
        text = piece.text
        accents = next((index for index, letter in enumerate(text) if not unicodedata.combining(letter)), len(text))
        if accents and whole:
            whole[-1] = (whole[-1][0] + text[:accents], whole[-1][1])
            text = text[accents:]
        whole.append((text, piece.target))
    return whole


def merged(spans: list[tuple[int, int, str]]) -> list[Link]:
    """Links without empty ones, and neighbours to the same target as one."""
    links: list[Link] = []
    for start, end, target in spans:
        if end <= start:
            continue
        if links and links[-1].target == target and start - links[-1].end <= 1:
            links[-1] = Link(links[-1].start, end, target)
        else:
            links.append(Link(start, end, target))
    return links
