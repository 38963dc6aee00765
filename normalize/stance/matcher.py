"""A text and the vocabulary rows that stand in it, each found only where its stem stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import product
from operator import attrgetter
from typing import NamedTuple

from postulat.normalize.vocabulary.known_words import KnownWords
from postulat.normalize.vocabulary.phrases import languages, phrase, rows, stem

HEAD = 3
"""Letters of a stem by which it is looked up."""
TABLES = ("stance", "modifiers", "conditions", "turns", "reporters")
"""The tables that an answer is searched for, all of them, of all languages, in one pass."""
LETTERS = re.compile(r"[^\W\d_]+")
TOKEN = re.compile(r"\w+")
END = " "
"""Behind a stem that is a whole word of its phrase: a text must hold just this word."""
Found = tuple[dict[str, str], re.Match[str]]
"""A vocabulary row, and where it stands."""


class StemPlaces(NamedTuple):
    """The places of the stems of one table in a text, in order, and the stem at each."""

    places: list[int]
    stems: list[str]


NOWHERE = StemPlaces([], [])


@dataclass(frozen=True)
class MatchedText:
    """A text in a language, and where the stems of the vocabulary stand in it."""

    text: str
    language: str

    @cached_property
    def stems(self) -> Mapping[str, StemPlaces]:
        """Table → the places of its stems, so that a clause looks only at rows it may hold."""
        return stems_in(self.text).get(self.language, {})

    def has(self, table: str, start: int, end: int) -> bool:
        """Whether the stem of any row of a table stands between `start` and `end`."""
        places = self.stems.get(table, NOWHERE).places
        first = bisect_left(places, start)
        return first < len(places) and places[first] < end

    def find(self, table: str, start: int, end: int) -> Sequence[Found]:
        """The rows of a table that stand between `start` and `end`, in the order of the table."""
        places, stems = self.stems.get(table, NOWHERE)
        first = bisect_left(places, start)
        last = bisect_left(places, end, first)
        if first == last:
            return ()
        known = entries(table, self.language)
        span = lowered(self.text)[start:end]
        here = [
            entry
            for piece in dict.fromkeys(stems[first:last])
            for entry in known[piece]
            if not entry.beside or all(other in span for other in entry.beside)
        ]
        here.sort(key=RANK)
        return [
            (entry.row, match)
            for entry in here
            for match in phrase(entry.row["phrase"]).finditer(self.text, start, end)
            if not self.cuts_a_word(match.end())
        ]

    def cuts_a_word(self, place: int) -> bool:
        """Whether a place stands between two letters, where no phrase may end."""
        return is_letter(self.text[place : place + 1]) and is_letter(self.text[place - 1 : place])

    def words(self, start: int, place: int) -> int:
        """How many words stand between a start and a place."""
        return len(LETTERS.findall(self.text, start, place))


def is_letter(character: str) -> bool:
    return character.isalnum() and not character.isdecimal()


@lru_cache(maxsize=8)
def reading(text: str, language: str) -> MatchedText:
    """The reading of a text that several readers look at one after the other."""
    return MatchedText(text, language)


@lru_cache(maxsize=8)
def lowered(text: str) -> str:
    """A text in small letters, each in its place."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return lower


class Stem(NamedTuple):
    """A stem of a table as it is looked for; with `END` behind it where it is a whole word."""

    language: str
    table: str
    piece: str


@lru_cache(maxsize=8)
def stems_in(text: str) -> Mapping[str, Mapping[str, StemPlaces]]:
    """Language → table → the places of stems in a text: told by its words, save the few that may stand inside a word."""
    lower = lowered(text)
    found: dict[str, dict[str, StemPlaces]] = {}
    begun = stems_by_word()
    for match in TOKEN.finditer(lower):
        for stem_here in begun[match[0]]:
            add(found, match.start(), stem_here)
    for piece, known in stem_index().inside.items():
        place = lower.find(piece)
        while place >= 0:
            for stem_here in known:
                add(found, place, stem_here)
            place = lower.find(piece, place + 1)
    return found


def add(found: dict[str, dict[str, StemPlaces]], place: int, here: Stem) -> None:
    places, stems = found.setdefault(here.language, {}).setdefault(here.table, StemPlaces([], []))
    at = bisect_left(places, place) if places and places[-1] > place else len(places)
    places.insert(at, place)
    stems.insert(at, here.piece)


def stems_of(word: str) -> tuple[Stem, ...]:
    """The stems that a word is, or begins with.

    >>> {found.piece for found in stems_of("uwzględniono") if found.table == "stance"} >= {"uwzględni"}
    True
    """
    index = stem_index()
    begun = (*index.begun.get(word[:HEAD], ()), *index.short)
    return (*index.whole.get(word, ()), *(found for found in begun if word.startswith(found.piece)))


@cache
def stems_by_word() -> KnownWords[tuple[Stem, ...]]:
    """The stems of the words seen so far."""
    return KnownWords(stems_of)


class PhraseEntry(NamedTuple):
    """A vocabulary row ready to be searched for; `rank` is its place in the table, `beside` what its other words must hold."""

    rank: int
    row: dict[str, str]
    beside: tuple[str, ...]


RANK = attrgetter("rank")


@cache
def entries(table: str, language: str) -> dict[str, list[PhraseEntry]]:
    """The rows of a table for a language, under the stem that any text with the phrase must hold."""
    found: dict[str, list[PhraseEntry]] = {}
    for rank, row in enumerate(rows(table)):
        if row["language"] == language:
            piece = stem(row["phrase"])
            words = row["phrase"].lower().split()
            own = piece + END if piece in words and TOKEN.fullmatch(piece) else piece
            beside = dict.fromkeys(other for word in words if (other := stem(word)) and other not in piece)
            found.setdefault(own, []).append(PhraseEntry(rank, row, tuple(beside)))
    return found


class StemIndex(NamedTuple):
    """The stems of all languages: whole words, beginnings of words by their first letters, shorter ones, and those that may stand
    inside a word."""

    whole: Mapping[str, Sequence[Stem]]
    begun: Mapping[str, Sequence[Stem]]
    short: Sequence[Stem]
    inside: Mapping[str, Sequence[Stem]]


@cache
def stem_index() -> StemIndex:
    whole: dict[str, list[Stem]] = {}
    begun: dict[str, list[Stem]] = {}
    inside: dict[str, list[Stem]] = {}
    short: list[Stem] = []
    for language, table in product(languages(), TABLES):
        for piece, rows_of_piece in entries(table, language).items():
            found = Stem(language, table, piece)
            if piece.endswith(END):
                whole.setdefault(piece[: -len(END)], []).append(found)
            elif not TOKEN.fullmatch(piece) or not all(opens_word(entry.row["phrase"], piece) for entry in rows_of_piece):
                inside.setdefault(piece, []).append(found)
            elif len(piece) < HEAD:
                short.append(found)
            else:
                begun.setdefault(piece[:HEAD], []).append(found)
    return StemIndex(whole, begun, short, inside)


def opens_word(words: str, piece: str) -> bool:
    """Whether the stem of a phrase stands at the head of one of its words, so that in a text, too, a word begins with it.

    >>> opens_word("nie * uwzględni*", "uwzględni"), opens_word("nie*uwzględni*", "uwzględni"), opens_word("(tak)", "(tak)")
    (True, False, False)
    """
    return re.match(r"\w", piece) is not None and any(word.lower().startswith(piece) for word in words.split())
