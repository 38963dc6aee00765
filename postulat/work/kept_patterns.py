"""Regular expressions as Python has compiled them, kept in the user's cache folder from one command to the next.

A run over one page asks seven hundred of them, most made of tables of words, and to compile them took a fifth of its time. What is
kept are the numbers that Python's matcher is given (it checks them before it takes them), under the hash of the pattern they were
made of: a file can lack a pattern, but never hold a wrong one. It is made by a process that has read nothing but our own tables
(`postulat.work.pattern_keeping`) and taken only where nobody else can have written it. Commands alone take it, as patterns of the
whole process come of it; whatever is amiss, they are compiled as ever.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import struct
import sys
import zlib
from array import array
from collections.abc import Callable
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

KEY = 16
"""Bytes of a pattern's hash."""
SEAL = 32
"""Bytes of the hash over the list of patterns."""
ENTRY = struct.Struct(f"<{KEY}sIII")
"""A pattern in the list of a file: its hash, from where to where its record goes, and the record's checksum."""
COUNT = struct.Struct("<I")
MOST = 32 * 1024 * 1024
"""Bytes of a file; one that is longer is none of ours."""
OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
NUMBER = "I"
"""The kind of number that the matcher's own have, four bytes each."""
PACKAGE = Path(__file__).parent.parent
FOLDER = "postulat"
Record = tuple[bytes, int, int, int]


class Kept:
    """The patterns of a file, each made ready when it is asked for; in the place of Python's compiler, which has the others."""

    def __init__(self, data: bytes | mmap, compiler: Callable[..., re.Pattern[Any]]) -> None:
        self.listed, self.records = opened(data)
        self.compiler = compiler

    def __call__(self, pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        if type(pattern) in (str, bytes) and (record := self.listed.get(key(pattern, flags))) is not None:
            with suppress(ArithmeticError, LookupError, RuntimeError, TypeError, ValueError):  # damaged, or of another Python
                return made(pattern, self.records, record)
        return self.compiler(pattern, flags)


def take_kept_patterns() -> None:
    """From here on this process compiles no pattern that is kept."""
    with suppress(ImportError, AttributeError, OSError, RuntimeError, ValueError):
        from re import _compiler  # type: ignore[attr-defined]  # where `re` looks for it

        if not isinstance(_compiler.compile, Kept) and is_ours(file()):
            with file().open("rb") as kept:
                _compiler.compile = Kept(mmap(kept.fileno(), 0, access=ACCESS_READ), _compiler.compile)


def opened(data: bytes | mmap) -> tuple[dict[bytes, Record], memoryview]:
    """The list of a file, and the records that it points into; a `ValueError` where it is not whole, or of another Python."""
    head = mark()
    body = memoryview(data)[len(head) + SEAL :]
    if data[: len(head)] != head or not COUNT.size <= len(body) <= MOST:
        raise ValueError("no kept patterns of this Python")
    begin = COUNT.size + COUNT.unpack_from(body)[0] * ENTRY.size
    if data[len(head) : len(head) + SEAL] != seal(body[:begin]):
        raise ValueError("a damaged list")
    return {record[0]: record for record in ENTRY.iter_unpack(body[COUNT.size : begin])}, body[begin:]


def made(pattern: str | bytes, records: memoryview, record: Record) -> re.Pattern[Any]:
    """A pattern by its record: a line of what it is called with, and the matcher's numbers."""
    import _sre  # type: ignore[import-not-found]

    _, start, end, checksum = record
    data = bytes(records[start:end])
    if zlib.crc32(data) != checksum:
        raise ValueError("a damaged record")
    line, _, numbers = data.partition(b"\n")
    flags, groups, names, numbered = json.loads(line)
    code = array(NUMBER)
    code.frombytes(numbers)
    found: re.Pattern[Any] = _sre.compile(pattern, flags, code.tolist(), groups, names, tuple(numbered))
    return found


def key(pattern: str | bytes, flags: int) -> bytes:
    given = pattern if isinstance(pattern, bytes) else pattern.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(b"%s %d:%s" % (type(pattern).__name__.encode(), flags, given), digest_size=KEY).digest()


def seal(body: bytes | memoryview) -> bytes:
    return hashlib.blake2b(body, digest_size=SEAL).digest()


def mark() -> bytes:
    """The first line of a file: the Python that its numbers are for."""
    import _sre

    return f"patterns of {sys.version} {sys.byteorder} {_sre.MAGIC} {_sre.CODESIZE}".replace("\n", " ").encode() + b"\n"


def file() -> Path:
    """The file of this Python and this installation; others have their own."""
    name = hashlib.blake2b(f"{PACKAGE} {sys.version}".encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return folder() / f"patterns-{name}"


def folder() -> Path:
    """Where the user's programs keep what they can make again."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(given) if Path(given).is_absolute() else Path.home() / ".cache") / FOLDER


def is_ours(path: Path) -> bool:
    """Whether a file and its folder belong to this user, and nobody else can write there; a link is not followed."""
    if not hasattr(os, "getuid"):
        return False  # elsewhere owners are told otherwise
    try:
        found = (path.parent.lstat(), path.lstat())
    except OSError:
        return False
    kinds = stat.S_ISDIR(found[0].st_mode) and stat.S_ISREG(found[1].st_mode)
    return kinds and all(each.st_uid == os.getuid() and not each.st_mode & OTHERS_MAY_WRITE for each in found)
