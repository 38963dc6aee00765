"""Bytes → document: headings, paragraphs, lists and table grids, each with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from importlib import import_module

from postulat.extract.document import Document
from postulat.extract.errors import LockedError, ReadError
from postulat.extract.media_types import EMPTY, KINDS
from postulat.extract.options import PdfEngine, ReadingOptions

READERS = {kind.media_type: kind for kind in KINDS if kind.reader}
"""Media type → the row of the reader for it."""

LARGEST_FILE = 200 * 1024 * 1024
"""Bytes; a larger file is refused."""


class UnsupportedError(ReadError):
    """The file is of a kind that no reader reads."""


def read(data: bytes, source: str, options: ReadingOptions | None = None, password: str = "") -> Document:
    """The document in the bytes, by the reader for what they are, whatever the name says; `password` opens a locked one."""
    from postulat.extract.detection import media_type

    if len(data) > LARGEST_FILE:
        raise ReadError(f"larger than {LARGEST_FILE // 1024**2} MB")
    found = media_type(data)
    if found == EMPTY:
        raise ReadError("the file is empty")
    if found not in READERS:
        raise UnsupportedError(f"not a kind of file that can be read ({found})")
    kind = READERS[found]
    chosen = options or ReadingOptions()
    known = {"password": password, **{field.name: getattr(chosen, field.name) for field in fields(chosen)}}
    reader: Callable[..., Document] = import_module(kind.reader).read
    return reader(data, source, **{name: known[field] for name, field in kind.takes})


__all__ = ["READERS", "Document", "LockedError", "PdfEngine", "ReadError", "ReadingOptions", "UnsupportedError", "read"]
