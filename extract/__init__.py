"""Bytes → document: headings, paragraphs, lists and table grids, each with its place."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from postulat.extract.errors import LockedError, ReadError

if TYPE_CHECKING:
    from postulat.extract.document import Document
    from postulat.extract.media_types import READERS
    from postulat.extract.options import PdfEngine, ReadingOptions

__all__ = ["READERS", "Document", "LockedError", "PdfEngine", "ReadError", "ReadingOptions", "UnsupportedError", "read"]

LARGEST_FILE = 200 * 1024 * 1024
"""Bytes; a larger file is refused."""


class UnsupportedError(ReadError):
    """The file is of a kind that no reader reads."""


def read(data: bytes, source: str, options: ReadingOptions | None = None, password: str = "") -> Document:
    """The document in the bytes, by the reader for what they are, whatever the name says; `password` opens a locked one."""
    from dataclasses import fields

    from postulat.extract.detection import media_type
    from postulat.extract.media_types import EMPTY, READERS
    from postulat.extract.options import ReadingOptions

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


if not TYPE_CHECKING:  # a type checker would take any misspelt name for a public one

    def __getattr__(name: str) -> Any:
        """What only reading needs, imported when first used: the command line wants the errors alone."""
        rooms = {"READERS": "media_types", "Document": "document", "PdfEngine": "options", "ReadingOptions": "options"}
        if name in rooms:
            return getattr(import_module(f"{__name__}.{rooms[name]}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
