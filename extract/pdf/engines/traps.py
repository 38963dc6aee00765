"""PDF files that are traps: drawings that draw themselves, and a few bytes that unpack to more than any page holds.

PDFium follows both until it is ended. What stands here looks at the bytes alone, before the file is opened: streams with their
dictionaries lie in the open in every PDF, whatever else is packed.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from postulat.extract.errors import ReadError

LARGEST_CONTENT = 256 * 1024**2
"""Bytes that one stream of drawing may unpack to; maps drawn line by line come to 50 MB."""
MOST_TIMES = 1032
"""How many times its size a stream can unpack to at most."""
LARGEST_DICTIONARY = 8192
"""Bytes before a stream in which its dictionary begins."""
MOST_DRAWN = 1_000_000
"""Drawings inside drawings of one drawing, each counted as often as it is drawn."""
MOST_FORMS = 20_000
"""Drawings that are looked at; whoever has more has no need of tricks."""

LONGEST_HEAD = 40
"""Bytes of the number of an object and what stands between it and its word."""

END = re.compile(rb"endstream")
STREAM = re.compile(rb"stream(?<!endstream)\r?\n")
OBJECT = re.compile(rb"(\d{1,10})\s{1,9}\d{1,5}\s{1,9}obj\b")
DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s{1,9}Do\b")
NAMED = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s{0,9}(\d{1,10})\s{1,9}\d{1,5}\s{1,9}R\b")
RESOURCES = re.compile(rb"/(?:Resources|XObject)\s{0,9}(\d{1,10})\s{1,9}\d{1,5}\s{1,9}R\b")
FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
PICTURE = re.compile(rb"/Subtype\s{0,9}/Image\b|/Length1\b|/FontFile")


class Stream(NamedTuple):
    """A stream as it lies in the file: the number of its object, its dictionary, where its bytes begin and end."""

    number: int
    dictionary: bytes
    start: int
    end: int


def refuse_traps(data: bytes) -> None:
    """Raises `ReadError` for a file that no reader should follow."""
    forms: dict[int, tuple[bytes, bytes]] = {}
    for stream in streams(data):
        if PICTURE.search(stream.dictionary):
            continue
        layers = len(FLATE.findall(stream.dictionary))
        size = stream.end - stream.start
        form = b"/Form" in stream.dictionary
        if layers and (form or size * MOST_TIMES**layers > LARGEST_CONTENT):
            content = unpacked(data[stream.start : stream.end], layers)
        else:
            content = data[stream.start : stream.end] if form else b""
        if form and len(forms) < MOST_FORMS:
            forms[stream.number] = (stream.dictionary, content)
    if forms:
        refuse_loops(data, forms)


def streams(data: bytes) -> Iterator[Stream]:
    ends = [found.start() for found in END.finditer(data)]
    for found in STREAM.finditer(data):
        least = max(0, found.start() - LARGEST_DICTIONARY)
        word = data.rfind(b"obj", least, found.start())
        head = OBJECT.search(data, max(least, word - LONGEST_HEAD), word + 3) if word >= 0 else None
        if head is not None:
            after = bisect_left(ends, found.end())
            end = ends[after] if after < len(ends) else len(data)
            yield Stream(int(head[1]), data[head.end() : found.start()], found.end(), end)


def unpacked(data: bytes, layers: int) -> bytes:
    for _ in range(min(layers, 4)):
        inflater = zlib.decompressobj()
        try:
            data = inflater.decompress(data, LARGEST_CONTENT)
        except zlib.error:
            return b""  # not what its dictionary says; the engines have words for that
        if inflater.unconsumed_tail:
            raise ReadError(f"not a readable PDF: a drawing in it unpacks to more than {LARGEST_CONTENT // 1024**2} MB")
    return data


def refuse_loops(data: bytes, forms: dict[int, tuple[bytes, bytes]]) -> None:
    """Counts what each drawing draws, through all that it draws in turn."""
    drawn: dict[int, list[int]] = {}
    places = {int(match[1]): match.end() for match in OBJECT.finditer(data)}
    for number, (dictionary, content) in forms.items():
        names = [match[1] for match in DRAWN.finditer(content)]
        if names:
            known = resources(data, dictionary, places)
            drawn[number] = [known[name] for name in names if known.get(name) in forms]

    @cache
    def count(number: int, depth: int) -> int:
        if depth > len(forms) or depth > 200:
            raise ReadError("not a readable PDF: a drawing in it draws itself")
        total = 1 + sum(count(inner, depth + 1) for inner in drawn.get(number, ()))
        if total > MOST_DRAWN:
            raise ReadError(f"not a readable PDF: a drawing in it holds more than {MOST_DRAWN} others")
        return total

    for number in drawn:
        count(number, 1)


def resources(data: bytes, dictionary: bytes, places: dict[int, int]) -> dict[bytes, int]:
    """Name → number of the object, for all that a drawing can name; dictionaries that are packed away are not looked at."""
    found = dictionary
    for number in {int(match[1]) for match in RESOURCES.finditer(dictionary)}:
        if number in places:
            found += data[places[number] : places[number] + LARGEST_DICTIONARY].partition(b"endobj")[0]
    return {match[1]: int(match[2]) for match in NAMED.finditer(found)}
