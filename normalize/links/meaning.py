"""Meanings of the words of requests as vectors, learnt from texts beforehand, and how near two requests are by them.

A file holds the stems of words of a language, each with a vector of small whole numbers, so that every machine finds the same;
`benchmarks/meaning_words.py` writes it.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from operator import mul
from pathlib import Path
from typing import NamedTuple

from postulat.normalize.links.thesaurus import STEM
from postulat.normalize.morphology.analysis import MOST_FORMS

FOLDER = Path(__file__).parent
DIMENSIONS = 48
"""Numbers of a vector, from -128 to 127."""
KEY = 2 * STEM
"""Bytes of a stem in a row of the file, with blanks after it."""
ROW = KEY + DIMENSIONS * 4 // 3 + 1
"""Bytes of a row: the stem, the vector in base 64, and the end of the line. Rows are in the order of their bytes."""
NEAR = 0.5
"""Nearness from which two words are told as near."""
COMMENT = b"#"
Vector = tuple[int, ...]


class Meaning(NamedTuple):
    """What a request is about: the sum of the vectors of its words, its length, and how many words have one."""

    vector: Vector
    length: float
    words: int


NO_MEANING = Meaning((), 0.0, 0)


def path_of(language: str) -> Path:
    return FOLDER / f"meaning_{language}.txt"


@cache
def rows_of(language: str) -> bytes:
    """The rows of a language without what is said about them; nothing for a language without a file."""
    path = path_of(language)
    if not path.is_file():
        return b""
    data = path.read_bytes()
    start = 0
    while data.startswith(COMMENT, start):
        start = data.index(b"\n", start) + 1
    return data[start:]


@lru_cache(maxsize=MOST_FORMS)
def vector_of(stem: str, language: str) -> Vector:
    """The vector of a stem, or nothing.

    >>> len(vector_of("chodni", "pl")), vector_of("qqqqqq", "pl")
    (48, ())
    """
    rows, wanted = rows_of(language), stem.encode().ljust(KEY)
    low, high = 0, len(rows) // ROW
    while low < high:
        middle = (low + high) // 2
        if rows[middle * ROW : middle * ROW + KEY] < wanted:
            low = middle + 1
        else:
            high = middle
    row = rows[low * ROW : (low + 1) * ROW]
    if len(wanted) > KEY or row[:KEY] != wanted:
        return ()
    return tuple(byte - 256 if byte > 127 else byte for byte in base64.b64decode(row[KEY:-1]))


def meaning_of(stems: Iterable[str], language: str) -> Meaning:
    """What words mean together."""
    vectors = [vector for stem in stems if (vector := vector_of(stem, language))]
    if not vectors:
        return NO_MEANING
    whole = tuple(map(sum, zip(*vectors, strict=True)))
    return Meaning(whole, math.sqrt(product(whole, whole)), len(vectors))


def product(one: Vector, other: Vector) -> int:
    return sum(map(mul, one, other))


def nearness(one: Meaning, other: Meaning) -> float:
    """How near two meanings are, from -1 to 1; 0 where either is not known.

    >>> near, far = (nearness(meaning_of(["fotowo"], "pl"), meaning_of([stem], "pl")) for stem in ("słońce", "chodni"))
    >>> near > far
    True
    """
    if not one.length or not other.length:
        return 0.0
    return product(one.vector, other.vector) / (one.length * other.length)


def near_words(one: Mapping[str, str], other: Mapping[str, str], language: str) -> list[tuple[str, str]]:
    """Words of two requests that are near in meaning, the nearest first, each once; both have words by their stems.

    >>> near_words({"fotowo": "fotowoltaika", "chodni": "chodnik"}, {"prąd": "prąd", "park": "park"}, "pl")
    [('fotowoltaika', 'prąd')]
    """
    alone = {stem: meaning_of((stem,), language) for stem in {**one, **other}}
    pairs = sorted((-nearness(alone[a], alone[b]), a, b) for a in one if a not in other for b in other if b not in one)
    found: list[tuple[str, str]] = []
    taken = set[str]()
    for score, a, b in pairs:
        if -score >= NEAR and taken.isdisjoint((a, b)):
            found.append((one[a], other[b]))
            taken |= {a, b}
    return found
