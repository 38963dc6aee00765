"""Bytes → document: headings, paragraphs, lists and table grids, each with its place."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Literal

from postulat.extract.document import Document
from postulat.extract.errors import ReadError

PdfEngine = Literal["pdfium", "pdfplumber"]
PDF = "application/pdf"

READERS: dict[str, str] = {
    "text/html": "postulat.extract.html.reader",
    "multipart/related": "postulat.extract.html.mhtml",
    "text/plain": "postulat.extract.plain_text.reader",
    PDF: "postulat.extract.pdf.reader",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "postulat.extract.office.docx.reader",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "postulat.extract.office.xlsx.reader",
    "application/vnd.oasis.opendocument.text": "postulat.extract.office.odt.reader",
    "application/msword": "postulat.extract.office.libreoffice",
    "application/rtf": "postulat.extract.office.libreoffice",
}
"""Media type → the module whose `read(data, source)` reads it; imported when first needed."""

LARGEST_FILE = 200 * 1024 * 1024
"""Bytes; a larger file is refused."""


class UnsupportedError(ReadError):
    """The file is of a kind that no reader reads."""


def read(data: bytes, source: str, pdf_engine: PdfEngine = "pdfium") -> Document:
    """The document in the bytes, by the reader for what they are, whatever the name says."""
    from postulat.extract.media_types import media_type

    if len(data) > LARGEST_FILE:
        raise ReadError(f"larger than {LARGEST_FILE // 1024**2} MB")
    kind = media_type(data)
    if kind == "application/x-empty":
        raise ReadError("the file is empty")
    if kind not in READERS:
        raise UnsupportedError(f"not a kind of file that can be read ({kind})")
    reader: Callable[..., Document] = import_module(READERS[kind]).read
    return reader(data, source, engine=pdf_engine) if kind == PDF else reader(data, source)


__all__ = ["READERS", "Document", "PdfEngine", "ReadError", "UnsupportedError", "read"]
