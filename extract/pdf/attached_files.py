"""Files that are attached to a PDF, by its list of them or by a pin on a page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

MARK = b"EmbeddedFile"
"""Stands in every PDF with such a file, and in the clear: an attached file is a stream, and no stream is packed into another."""
PIN = 17
"""PDFium's number for a pin that holds a file."""
MOST_FILES = 10_000
MOST_PINS = 5000
"""Annotations of a page that are looked at."""
LONGEST_NAME = 2048
"""Bytes."""


def may_have_files(data: bytes) -> bool:
    return data.startswith(b"%PDF-", data.find(b"%PDF-", 0, 1024)) and MARK in data


def attached_files(data: bytes, largest: int) -> Iterator[tuple[str, bytes | None]]:
    """Name and bytes of each file; None for one that is larger than is read. A file that is not a readable PDF has none."""
    from postulat.extract.pdf.engines.pdfium_calls import Handle, calls

    library = calls()
    document = library["FPDF_LoadMemDocument64"](data, ctypes.c_size_t(len(data)), None)
    if not document:
        return
    seen: set[bytes | None] = set()
    try:
        count = min(library["FPDFDoc_GetAttachmentCount"](document), MOST_FILES)
        listed = [library["FPDFDoc_GetAttachment"](document, index) for index in range(count)]
        for attachment in [*listed, *pinned(document)]:
            if attachment:
                content = content_of(Handle(attachment.value), largest)
                if content not in seen or content is None:
                    seen.add(content)
                    yield name_of(Handle(attachment.value)), content
    finally:
        library["FPDF_CloseDocument"](document)


def pinned(document: ctypes.c_void_p) -> Iterator[ctypes.c_void_p]:
    from postulat.extract.pdf.engines.pdfium_calls import calls

    library = calls()
    for number in range(library["FPDF_GetPageCount"](document)):
        page = library["FPDF_LoadPage"](document, number)
        if not page:
            continue
        for index in range(min(library["FPDFPage_GetAnnotCount"](page), MOST_PINS)):
            annotation = library["FPDFPage_GetAnnot"](page, index)
            if annotation and library["FPDFAnnot_GetSubtype"](annotation) == PIN:
                yield library["FPDFAnnot_GetFileAttachment"](annotation)
            if annotation:
                library["FPDFPage_CloseAnnot"](annotation)
        library["FPDF_ClosePage"](page)


def name_of(attachment: ctypes.c_void_p) -> str:
    from postulat.extract.pdf.engines.pdfium_calls import calls

    buffer = ctypes.create_string_buffer(LONGEST_NAME)
    size = calls()["FPDFAttachment_GetName"](attachment, buffer, ctypes.c_ulong(LONGEST_NAME))
    return buffer.raw[: size - 2].decode("utf-16-le", "replace") if 2 < size <= LONGEST_NAME else "attachment"


def content_of(attachment: ctypes.c_void_p, largest: int) -> bytes | None:
    from postulat.extract.pdf.engines.pdfium_calls import calls

    get, size = calls()["FPDFAttachment_GetFile"], ctypes.c_ulong()
    if not get(attachment, None, ctypes.c_ulong(0), ctypes.byref(size)):
        return b""
    if size.value > largest:
        return None
    buffer = ctypes.create_string_buffer(size.value)
    get(attachment, buffer, size, ctypes.byref(size))
    return buffer.raw[: size.value]
