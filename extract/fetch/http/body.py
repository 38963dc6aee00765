"""What an HTTP answer carries: status, headers and content out of its bytes as received."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from typing import NamedTuple

from postulat.extract.fetch.errors import TooLargeError

STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b[^\r\n]*\r?\n")
END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
ACCEPTED = "gzip, deflate"
"""What we ask servers to pack with. Brotli is read where it comes unasked; the usual tools for archives stumble over it."""
PIECE = 1 << 16  # bytes unpacked at a time


class BrokenAnswerError(OSError):
    """The answer ends early or is packed wrongly."""


class Answer(NamedTuple):
    """An HTTP answer taken apart; `body` is as received, `headers` keep their order and have lower-case names."""

    status: int
    headers: tuple[tuple[str, str], ...]
    head: bytes
    body: bytes

    def header(self, name: str) -> str:
        """The first header of the name; empty where there is none."""
        return next((value for key, value in self.headers if key == name), "")

    @property
    def location(self) -> str:
        """Where a redirect leads; servers that write letters beyond ASCII mean UTF-8."""
        text = self.header("location")
        try:
            return text.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return text

    @property
    def charset(self) -> str | None:
        """The charset that the server declares."""
        found = CHARSET.search(self.header("content-type"))
        return found[1] if found else None


def answer(data: bytes) -> Answer:
    """The final answer in the bytes of a connection; interim ones (100 Continue, 103 Early Hints) are passed over.

    >>> answer(b"HTTP/1.1 200 OK\\r\\nETag: x\\r\\n\\r\\nbody").header("etag")
    'x'
    """
    start = 0
    while True:
        status = STATUS.match(data, start)
        if status is None:
            raise BrokenAnswerError("not an HTTP answer")
        end = END_OF_HEADERS.search(data, status.end() - 2)
        if end is None:
            raise BrokenAnswerError("the answer ends within its headers")
        code = int(status[1])
        if code >= 200 or code == 101:
            head = data[start : end.end()]
            return Answer(code, tuple(headers(data[status.end() : end.start()])), head, data[end.end() :])
        start = end.end()


def headers(lines: bytes) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in lines.decode("latin-1").splitlines():
        if line[:1] in (" ", "\t") and found:  # a folded line goes on the one before
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
        elif ":" in line:
            name, _, value = line.partition(":")
            found.append((name.strip().lower(), value.strip()))
    return found


def content(given: Answer, limit: int) -> bytes:
    """The content itself, without chunks and compression; at most `limit` bytes of it.

    Archives of other programs hold bodies that were unpacked already, under headers that say otherwise: what is not packed as
    said is taken as it is.
    """
    body = given.body
    if "chunked" in given.header("transfer-encoding").lower():
        body = without_chunks(body)
    for coding in reversed([name.strip().lower() for name in given.header("content-encoding").split(",")]):
        unpack = CODINGS.get(coding)
        if unpack is not None and body:
            body = unpack(body, limit)
    if len(body) > limit:
        raise TooLargeError(f"larger than {limit} bytes")
    return body


def without_chunks(body: bytes) -> bytes:
    pieces: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\n", at)
        size = re.match(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\n]*)?\r?$", body[at:end]) if 0 <= end - at < 1000 else None
        if size is None:
            return b"".join(pieces) if pieces else body
        length = int(size[1], 16)
        if length == 0:
            return b"".join(pieces)
        pieces.append(body[end + 1 : end + 1 + length])
        at = end + 1 + length
        at += 2 if body[at : at + 2] == b"\r\n" else 1


def gunzip(body: bytes, limit: int) -> bytes:
    return inflate(body, limit, zlib.MAX_WBITS + 16) if body.startswith(b"\x1f\x8b") else body


def inflate(body: bytes, limit: int, bits: int) -> bytes:
    """Unpacked in pieces, so that a small body that stands for gigabytes ends at the limit."""
    pieces: list[bytes] = []
    size = 0
    while body:
        packer = zlib.decompressobj(bits)
        try:
            rest = body
            while not packer.eof and (piece := packer.decompress(rest, PIECE)):
                size += len(piece)
                if size > limit:
                    raise TooLargeError(f"larger than {limit} bytes when unpacked")
                pieces.append(piece)
                rest = packer.unconsumed_tail
        except zlib.error as error:
            if not pieces:
                raise BrokenAnswerError(f"packed wrongly ({error})") from None
            break
        if not packer.eof:
            raise BrokenAnswerError("the packed content ends early")
        body = packer.unused_data if packer.unused_data.startswith(b"\x1f\x8b") else b""
    return b"".join(pieces)


def deflate(body: bytes, limit: int) -> bytes:
    """Servers send both what the standard says (with a zlib head) and the bare stream."""
    try:
        return inflate(body, limit, zlib.MAX_WBITS)
    except BrokenAnswerError:
        return inflate(body, limit, -zlib.MAX_WBITS)


def brotli(body: bytes, limit: int) -> bytes:
    try:
        import brotli as library
    except ImportError:
        raise BrokenAnswerError("packed with brotli; `pip install brotli` reads it") from None
    packer = library.Decompressor()
    pieces: list[bytes] = []
    size = 0
    try:
        for at in range(0, len(body), PIECE // 16):
            piece: bytes = packer.process(body[at : at + PIECE // 16])
            size += len(piece)
            if size > limit:
                raise TooLargeError(f"larger than {limit} bytes when unpacked")
            pieces.append(piece)
    except library.error:
        if not pieces or not size:
            return body
        raise BrokenAnswerError("packed wrongly (brotli)") from None
    if not packer.is_finished():
        raise BrokenAnswerError("the packed content ends early")
    return b"".join(pieces)


CODINGS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": gunzip,
    "x-gzip": gunzip,
    "deflate": deflate,
    "br": brotli,
}
