"""PDFs whose end or table of objects is missing, as a broken download leaves them: a table for the objects that are there."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

OBJECT = re.compile(rb"(?<!\d)(\d{1,8})[ \t\r\n]{1,4}(\d{1,5})[ \t\r\n]{1,4}obj(?![a-zA-Z])")
PAGE = re.compile(rb"/Type[ \t\r\n]{0,4}/Page(?![a-zA-Z])")
CATALOG = re.compile(rb"/Type[ \t\r\n]{0,4}/Catalog(?![a-zA-Z])")
PACKED = re.compile(rb"/Type[ \t\r\n]{0,4}/ObjStm(?![a-zA-Z])")
PAGES = re.compile(rb"/Pages[ \t\r\n]{1,4}(\d{1,8})[ \t\r\n]{1,4}\d{1,5}[ \t\r\n]{1,4}R")
COUNT = re.compile(rb"/N[ \t\r\n]{1,4}(\d{1,6})(?!\d)")
FIRST = re.compile(rb"/First[ \t\r\n]{1,4}(\d{1,8})(?!\d)")
STREAM = re.compile(rb"stream\r?\n")
LONGEST_DICTIONARY = 65_536
"""Bytes of an object that are looked at for what it is."""
LARGEST = 256 * 1024 * 1024
"""Bytes of a file that is mended."""
MOST_UNPACKED = 64 * 1024 * 1024
"""Bytes of all objects that are taken out of streams."""
MOST_OBJECTS = 500_000


class Found(NamedTuple):
    """An object of the file: where it begins, and its head."""

    offset: int
    head: bytes


def mended(data: bytes) -> bytes | None:
    """The file with a new table of its objects and, where its own is gone, a new tree of its pages; None where there are none.

    A locked file is not mended: what its letters mean stands at its end.
    """
    begin = data.find(b"%PDF-", 0, 1024)
    if begin < 0 or len(data) > LARGEST or b"/Encrypt" in data:
        return None
    data = closed(data[begin:])
    objects = objects_of(data)
    for number, body in unpacked(data, list(objects.values())):
        if number not in objects:
            objects[number] = Found(len(data), body[:LONGEST_DICTIONARY])
            data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    root = catalog(objects)
    if root is None:
        pages = [number for number, found in sorted(objects.items(), key=lambda item: item[1].offset) if PAGE.search(found.head)]
        if not pages:
            return None
        root = max(objects) + 1
        objects[root] = Found(len(data), b"")
        data += b"%d 0 obj\n<< /Type /Catalog /Pages %d 0 R >>\nendobj\n" % (root, root + 1)
        objects[root + 1] = Found(len(data), b"")
        kids = b" ".join(b"%d 0 R" % number for number in pages)
        data += b"%d 0 obj\n<< /Type /Pages /Count %d /Kids [%s] >>\nendobj\n" % (root + 1, len(pages), kids)
    return data + table(objects, len(data), root)


def closed(data: bytes) -> bytes:
    """The file with its last object ended, where it is cut in the middle of one."""
    start, end = data.rfind(b" obj"), data.rfind(b"endobj")
    if start < end:
        return data + b"\n"
    streaming = data.find(b"stream", start) >= 0 and data.find(b"endstream", start) < 0
    return data + (b"\nendstream\nendobj\n" if streaming else b"\nendobj\n")


def objects_of(data: bytes) -> dict[int, Found]:
    """The objects by number; the last one that was written under a number counts."""
    found: dict[int, Found] = {}
    for match in OBJECT.finditer(data):
        found[int(match[1])] = Found(match.start(), head_of(data, match.end()))
        if len(found) >= MOST_OBJECTS:
            break
    return found


def head_of(data: bytes, start: int) -> bytes:
    """An object's own words up to its stream or end."""
    part = data[start : start + 4096]
    end = min((at for at in (part.find(b"stream"), part.find(b"endobj")) if at >= 0), default=-1)
    return part[:end] if end >= 0 else part


def unpacked(data: bytes, objects: list[Found]) -> Iterator[tuple[int, bytes]]:
    """The objects that are packed into streams, by number."""
    room = MOST_UNPACKED
    for found in objects:
        count, first = COUNT.search(found.head), FIRST.search(found.head)
        stream = STREAM.search(data, found.offset, found.offset + LONGEST_DICTIONARY)
        if not PACKED.search(found.head) or count is None or first is None or stream is None or b"/DecodeParms" in found.head:
            continue
        packed = data[stream.end() : data.find(b"endstream", stream.end())]
        try:
            text = zlib.decompressobj().decompress(packed, room) if b"/FlateDecode" in found.head else packed
        except zlib.error:
            continue
        room -= len(text)
        numbers = text[: int(first[1])].split()[: 2 * int(count[1])]
        pairs = [
            (int(number), int(at))
            for number, at in zip(numbers[::2], numbers[1::2], strict=False)
            if number.isdigit() and at.isdigit()
        ]
        ends = [at for _, at in pairs[1:]] + [len(text)]
        for (number, at), end in zip(pairs, ends, strict=True):
            yield number, text[int(first[1]) + at : int(first[1]) + end if end < len(text) else end]
        if room <= 0:
            return


def catalog(objects: dict[int, Found]) -> int | None:
    """The number of the file's own catalogue, where the tree of pages that it names is there, too."""
    for number, found in objects.items():
        if CATALOG.search(found.head):
            pages = PAGES.search(found.head)
            if pages is not None and int(pages[1]) in objects:
                return number
    return None


def table(objects: dict[int, Found], start: int, root: int) -> bytes:
    lines = [b"xref\n0 1\n0000000000 65535 f \n"]
    lines += [b"%d 1\n%010d 00000 n \n" % (number, found.offset) for number, found in sorted(objects.items())]
    return b"".join(lines) + b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, root, start)
