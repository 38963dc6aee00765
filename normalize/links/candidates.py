"""Candidate pairs among a million requests: those that share a place and a thing, or two rare things, met in files sorted by piece.

Each request lays down a few keys: of its names with its heaviest things, and of pairs of things where either has no name. Requests
with one key are compared with those that stand next to them, so that many that are alike make a chain and not a crowd. Memory holds
one piece of the keys, or of the pairs, at a time.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from itertools import combinations, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from postulat.normalize.links.features import NAME, Features
from postulat.normalize.links.place_names import MAYBE, name_words
from postulat.normalize.links.related_words import matter
from postulat.normalize.links.similarity import Rarity

if TYPE_CHECKING:
    import numpy

THINGS = 5
"""Things of a request that make keys: the heaviest."""
ALONE = 2
"""Of these, so many make a key by themselves, where no place is named."""
NEIGHBOURS = 12
"""Requests after it, in the order of the run, that a request is compared with for each of its keys."""
AT_ONCE = 5_000
"""Requests whose keys are laid down together."""
PIECE = 1_000_000
"""Keys, and pairs, that are in memory together."""
KEYS_EACH = 12
"""Keys and pairs that a request makes on the average, by which the pieces are cut."""
FEW = 2_000
"""Requests that are compared in memory."""
BEGINNING = frozenset((MAYBE,))
OTHER_SEED = 0x9E3779B9
"""Of the other half of a key."""


class Key(NamedTuple):
    """What requests meet by; two `placed` ones do not meet by it, as their places tell them apart or have brought them together."""

    value: int
    placed: bool


def keys(request: Features, rarity: Rarity) -> Iterator[Key]:
    """The keys of a request, each once."""
    wanted = sorted(request.things, key=lambda thing: (-rarity.weight(thing), thing))
    beside = sorted(request.around, key=lambda thing: (-rarity.weight(thing), thing))
    things = list(dict.fromkeys(matter(thing) for thing in (*wanted, *beside)))[:THINGS]
    for name in sorted({*request.names, *(NAME + word for word in name_words(request.places, BEGINNING))}):
        yield Key(number(name), False)
        for thing in things:
            yield Key(number(name, thing), False)
    placed = bool(request.names)
    for pair in combinations(sorted(things), 2):
        yield Key(number(*pair), placed)
    if not placed:
        for thing in things[:ALONE] or sorted(request.all):
            yield Key(number(thing), False)


def number(*words: str) -> int:
    """A number of 64 bits for words, the same in every run."""
    text = "\n".join(words).encode()
    return zlib.crc32(text) << 32 | zlib.crc32(text, OTHER_SEED)


def candidate_pairs(requests: Iterable[Features], total: int, rarity: Rarity, scratch: Path) -> Iterator[tuple[int, int]]:
    """Pairs of places, the smaller first, each once, in order."""
    if total <= FEW:
        yield from few_pairs(requests, rarity)
        return
    pieces = 1 + total * KEYS_EACH // PIECE
    met, paired = Pieces(scratch / "keys", pieces), Pieces(scratch / "pairs", pieces)
    try:
        lay_down(met, requests, rarity)
        for piece in met.read(2):
            for found in pairs_of(piece):
                paired.add(found, (found >> 32) * pieces // max(1, total))
        import numpy

        for piece in paired.read(1):
            for pair in numpy.unique(piece).tolist():
                yield pair >> 32, pair & 0xFFFFFFFF
    finally:
        met.remove()
        paired.remove()


def few_pairs(requests: Iterable[Features], rarity: Rarity) -> list[tuple[int, int]]:
    """The same pairs of few requests in memory: the library that sorts many takes longer to start than these take."""
    met: dict[int, list[tuple[bool, int]]] = {}
    for place, request in enumerate(requests):
        for key in dict.fromkeys(keys(request, rarity)):
            met.setdefault(key.value, []).append((key.placed, place))
    found: set[tuple[int, int]] = set()
    for places in met.values():
        places.sort()
        for first, (placed, one) in enumerate(places):
            near = places[first + 1 : first + 1 + NEIGHBOURS]
            found.update((min(one, other), max(one, other)) for also, other in near if one != other and not (placed and also))
    return sorted(found)


class Pieces:
    """Rows of numbers in some files, one of which is in memory at a time."""

    def __init__(self, folder: Path, pieces: int) -> None:
        self.folder = folder
        self.paths = [folder / f"{number}.bin" for number in range(pieces)]
        folder.mkdir(exist_ok=True)

    def add(self, rows: numpy.ndarray, pieces: numpy.ndarray) -> None:
        """Lays each row down in its piece."""
        import numpy

        order = numpy.argsort(pieces, kind="stable")
        rows, pieces = rows[order], pieces[order]
        ends = numpy.searchsorted(pieces, numpy.arange(len(self.paths) + 1))
        for path, start, end in zip(self.paths, ends[:-1], ends[1:], strict=True):
            if start < end:
                with path.open("ab") as file:
                    rows[start:end].tofile(file)

    def read(self, columns: int) -> Iterator[numpy.ndarray]:
        import numpy

        for path in self.paths:
            if path.is_file():
                rows = numpy.fromfile(path, dtype=numpy.uint64)
                yield rows.reshape(-1, columns) if columns > 1 else rows

    def remove(self) -> None:
        for path in self.paths:
            path.unlink(missing_ok=True)
        self.folder.rmdir()


def lay_down(met: Pieces, requests: Iterable[Features], rarity: Rarity) -> None:
    """Lays down the keys of all requests: a row is the key, and the place with a bit for `placed` before it."""
    import numpy

    coming = iter(requests)
    start = 0
    while some := list(islice(coming, AT_ONCE)):
        rows = [
            (key.value, key.placed << 32 | place)
            for place, request in enumerate(some, start)
            for key in dict.fromkeys(keys(request, rarity))
        ]
        laid = numpy.array(rows, dtype=numpy.uint64).reshape(-1, 2)
        met.add(laid, (laid[:, 0] % len(met.paths)).astype(numpy.int64))
        start += len(some)


def pairs_of(piece: numpy.ndarray) -> Iterator[numpy.ndarray]:
    """The pairs that meet by a key and stand near enough to be compared, as numbers of two halves."""
    import numpy

    order = numpy.lexsort((piece[:, 1], piece[:, 0]))
    met, rows = piece[order, 0], piece[order, 1]
    places, placed = rows & numpy.uint64(0xFFFFFFFF), rows >> numpy.uint64(32)
    for distance in range(1, NEIGHBOURS + 1):
        near = (met[distance:] == met[:-distance]) & (placed[distance:] * placed[:-distance] == 0)
        one, other = places[:-distance][near], places[distance:][near]
        if len(one):
            first, second = numpy.minimum(one, other), numpy.maximum(one, other)
            yield (first[first != second] << numpy.uint64(32) | second[first != second]).astype(numpy.int64)
