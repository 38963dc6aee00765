"""Many phrases found in one pass over a text: its words are looked at once, whatever the number of phrases.

Phrases are written as everywhere (`*` inside a word is any ending, `*` alone up to four words) and match whole words in any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

GAP = 4
"""Words that `*` alone stands for at most."""
INSIDE_GAP = frozenset("„”\"'.,/()–-")
"""Marks that a gap may run over."""
KEY_LETTERS = 2
"""Letters of a first word by which phrases are looked up."""
WORDS = 20_000
"""Words whose phrases are kept."""
REMEMBERED = 4096
"""Texts whose words are kept: the same sentence is asked for many kinds of words."""
TOKEN = re.compile(r"\w+|[^\w\s]")


class Token(NamedTuple):
    """A word or a mark, in lower case, and whether white space stands before it."""

    text: str
    start: int
    end: int
    apart: bool


class PhrasePiece(NamedTuple):
    """A word of a phrase: its parts between stars (one part: all of it is given), and what may stand before it."""

    parts: tuple[str, ...]
    apart: bool
    gap: bool


class Spotter:
    """Phrases, each with a key, to be found together.

    >>> spotter = Spotter([("held", "odbył*"), ("organiser", "zorganizowan* przez"), ("areas", "w * zakres*")])
    >>> spotter.find("Odbyło się w następujących zakresach")
    [(0, 6, 'held'), (11, 36, 'areas')]
    """

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self.known: dict[str, list[tuple[str, tuple[PhrasePiece, ...]]]] = {}
        self.open: list[tuple[str, tuple[PhrasePiece, ...]]] = []
        for key, words in phrases:
            made = pieces(words)
            first = made[0]
            if len(first.parts[0]) >= KEY_LETTERS or len(first.parts) == 1:
                self.known.setdefault(first.parts[0][:KEY_LETTERS], []).append((key, made))
            else:
                self.open.append((key, made))
        self.beginning = lru_cache(maxsize=WORDS)(self.beginning_with)

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Every place of every phrase: where it begins and ends, and its key; first ones first."""
        words = tokens(text)
        found: set[tuple[int, int, str]] = set()
        for index, word in enumerate(words):
            for key, made in self.beginning(word.text):
                last = index + 1 if len(made) == 1 else match(made, words, index)
                if last is not None:
                    found.add((word.start, words[last - 1].end, key))
        return sorted(found)

    def beginning_with(self, word: str) -> tuple[tuple[str, tuple[PhrasePiece, ...]], ...]:
        """The phrases whose first word a word may be."""
        asked = (*self.known.get(word[:KEY_LETTERS], ()), *self.open)
        return tuple((key, made) for key, made in asked if fits(made[0], word))


@lru_cache(maxsize=REMEMBERED)
def tokens(text: str) -> tuple[Token, ...]:
    found = []
    end = 0
    for one in TOKEN.finditer(text):
        found.append(Token(one[0].lower(), one.start(), one.end(), one.start() > end))
        end = one.end()
    return tuple(found)


def pieces(words: str) -> tuple[PhrasePiece, ...]:
    """The words and marks of a phrase."""
    found: list[PhrasePiece] = []
    gap = False
    for word in words.lower().split():
        if word == "*":
            gap = True
            continue
        for index, part in enumerate(re.findall(r"[\w*]+|[^\w\s*]", word)):
            found.append(PhrasePiece(tuple(part.split("*")), index == 0, gap and index == 0))
        gap = False
    return tuple(found)


def match(made: Sequence[PhrasePiece], words: Sequence[Token], index: int) -> int | None:
    """The token behind a phrase whose first word stands at a token; None where the rest does not follow."""
    at = index + 1
    for piece in made[1:]:
        if piece.gap:
            at = next((place for place in within_gap(words, at) if fits(piece, words[place].text)), len(words))
        if at >= len(words) or words[at].apart != piece.apart or not fits(piece, words[at].text):
            return None
        at += 1
    return at


def within_gap(words: Sequence[Token], at: int) -> Iterator[int]:
    """The tokens that may follow a gap which begins at a token."""
    count = 0
    while at < len(words) and count <= GAP:
        yield at
        if words[at].text[0].isalnum():
            count += 1
        elif words[at].text not in INSIDE_GAP:
            return
        at += 1


def fits(piece: PhrasePiece, word: str) -> bool:
    if len(piece.parts) == 1:
        return word == piece.parts[0]
    first, *inner, last = piece.parts
    if not (word.startswith(first) and word.endswith(last) and len(word) >= len(first) + len(last)):
        return False
    at = len(first)
    for part in inner:
        at = word.find(part, at, len(word) - len(last))
        if at < 0:
            return False
        at += len(part)
    return True


def word_fits(word: str, patterns: Iterable[str]) -> bool:
    """Whether a word is one of these, each with `*` for any ending; in lower case.

    >>> word_fits("przewodnicząca", ["wójt", "przewodnicząc*"])
    True
    """
    return any(word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern for pattern in patterns)
