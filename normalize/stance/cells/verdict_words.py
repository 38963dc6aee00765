"""Words of decision cells with their kinds (`verdict_words.csv`): verdicts, negations, abbreviations, words that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from postulat.extract.characters.letters import WITHOUT_MARKS
from postulat.normalize.vocabulary.known_words import KnownWords
from postulat.normalize.vocabulary.phrases import rows

BETWEEN = re.compile(r"[\s,;:()\[\]/!?\"„”“*–—-]+")
"""What stands between the words of a cell."""
SHORTEST = 3
"""Letters at least of an abbreviation that is told by the words that begin so."""
TIME_OR_VERSION = re.compile(r"(?:19|20)\d\d(?:r\.?)?|v?\d{1,3}(?:\.\d{1,3}){1,3}|v\d{1,3}|#\d{1,6}|r\d{2,6}")
"""A year, the number of a version, of a revision or of another entry, which says only when or where."""
COUNT = re.compile(r"\d{1,3}\.?")
"""The number of the thing before it ("draft 3"), which says only where."""
DENIED = {"accepted": "rejected", "already_done": "rejected", "noted": "rejected"}
"""What a kind becomes when it is denied; another that is denied says nothing."""


@cache
def words_of_kind(kind: str, language: str) -> tuple[str, ...]:
    return tuple(row["word"] for row in rows("verdict_words") if row["language"] == language and row["kind"] == kind)


class VerdictWord(NamedTuple):
    """A row of `verdict_words.csv`: its words, each with `*` for any ending, and what kind they are of."""

    words: tuple[str, ...]
    kind: str

    def fits(self, tokens: Sequence[str]) -> bool:
        return all(word_fits(word, token) for word, token in zip(self.words, tokens, strict=True))


def rows_of(tokens: Sequence[str], language: str) -> list[VerdictWord]:
    """The rows that the words of a cell come from in order, the longest first; none where a word is not known."""
    opened = rows_by_word(language)
    found: list[VerdictWord] = []
    place = 0
    while place < len(tokens):
        for length, some in opened[tokens[place]]:
            here = tokens[place : place + length]
            entry = next((one for one in some if one.fits(here)), None) if len(here) == length else None
            if entry is not None:
                found.append(entry)
                break
        else:
            length = 1
            other = next(denied_words(tokens[place], language), None) or abbreviated(tokens[place], language)
            if other is None and found and found[-1].kind == "thing" and COUNT.fullmatch(tokens[place]):
                other = ()
            if other is None:
                return []
            found += other
        place += length
    return found


@cache
def rows_by_word(language: str) -> KnownWords[tuple[tuple[int, list[VerdictWord]], ...]]:
    """The rows that a word may open, by the number of their words, the longest first."""
    table, longest = words_of(language)

    def opened(token: str) -> tuple[tuple[int, list[VerdictWord]], ...]:
        lengths = range(longest, 0, -1)
        some = [[one for one in table.get((token[0], length), ()) if word_fits(one.words[0], token)] for length in lengths]
        return tuple((length, rows_here) for length, rows_here in zip(lengths, some, strict=True) if rows_here)

    return KnownWords(opened)


@cache
def words_of(language: str) -> tuple[dict[tuple[str, int], list[VerdictWord]], int]:
    """The rows of a language by the first letter and the number of their words, and the most words of one.

    Each also without the marks of its letters, behind those with them.
    """
    found: dict[tuple[str, int], list[VerdictWord]] = {}
    own = [(row["word"], row["kind"]) for row in rows("verdict_words") if row["language"] == language and row["kind"] != "prefix"]
    bare = [(plain, kind) for word, kind in own if (plain := without_marks(word)) != word]
    for word, kind in (*own, *bare):
        words = tuple(word.split())
        found.setdefault((words[0][0], len(words)), []).append(VerdictWord(words, kind))
    for some in found.values():
        some.sort(key=lambda one: -len(one.words[0].rstrip("*")))
    return found, max((length for _, length in found), default=0)


def denied_words(token: str, language: str) -> Iterator[tuple[VerdictWord, VerdictWord]]:
    """The negation that a word begins with, and the row of the rest ("nieuwzględniona")."""
    table, _ = words_of(language)
    for prefix in words_of_kind("prefix", language):
        if token.startswith(prefix):
            rest = token.removeprefix(prefix)
            for word in table.get((rest[:1], 1), ()):
                if word.kind in DENIED and word.fits([rest]):
                    yield VerdictWord((prefix,), "negation"), word


def abbreviated(token: str, language: str) -> tuple[VerdictWord, ...] | None:
    """What an abbreviation stands for ("niezas.", "berücks."): words of one kind alone that begin so; nothing for a year.

    >>> [word.kind for word in abbreviated("niezas.", "pl")], abbreviated("za.", "pl"), abbreviated("2025", "pl")
    (['negation', 'accepted'], None, ())
    """
    if TIME_OR_VERSION.fullmatch(token):
        return ()
    short = token.removesuffix(".")
    if short == token or len(short) < SHORTEST or not short.isalpha():
        return None
    table, _ = words_of(language)
    begun = {word.kind: word for word in table.get((short[0], 1), ()) if word.words[0].rstrip("*").startswith(short)}
    if len(begun) == 1:
        return tuple(begun.values())
    for prefix in words_of_kind("prefix", language):
        rest = abbreviated(token.removeprefix(prefix), language) if token.startswith(prefix) and not begun else None
        if rest and rest[0].kind in DENIED:
            return VerdictWord((prefix,), "negation"), *rest
    return None


def word_fits(word: str, token: str) -> bool:
    """Whether a word of a table stands in a cell: with any ending after `*`, with or without the full stop of an abbreviation."""
    if word.endswith("*"):
        return token.startswith(word[:-1])
    return token == word or token.rstrip(".") == word or token == word.rstrip(".")


def without_marks(words: str) -> str:
    """Words as a keyboard without the letters of their language writes them ("nieuwzgledniona")."""
    return words.translate(WITHOUT_MARKS)
