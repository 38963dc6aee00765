"""Media types of files: one table with the name, suffixes, signature and reader of each kind.

A new reader is a file with `read(data, source) -> Document` and a row here. What tells a file's kind (`detection`), what may be
attached to a page, what an archive of pages keeps, which files are packed office files, and which libraries decide what is read
all follow from the rows.
"""

from __future__ import annotations

from typing import NamedTuple

HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODP = "application/vnd.oasis.opendocument.presentation"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
XLS_XML = "application/vnd.ms-spreadsheetml"
LOCKED = "application/x-ooxml-protected"
OUTLOOK = "application/vnd.ms-outlook"
OLE = "application/x-ole-storage"
RTF = "application/rtf"
MHTML = "multipart/related"
MAIL = "message/rfc822"
ZIP = "application/zip"
GZIP = "application/gzip"
WARC = "application/warc"
XML = "application/xml"
TEXT = "text/plain"
UNKNOWN = "application/octet-stream"
EMPTY = "application/x-empty"


class Kind(NamedTuple):
    """One kind of file.

    `reader` is the module whose `read(data, source)` reads it, imported when first needed; `takes` names its further arguments,
    each with the field of `ReadingOptions` that it gets. `attachable`: a link to such a file leads to an attachment, not to
    another page. A file is known by how it `begins`, by the `folder` of its parts in an office package, by its `streams` in an OLE
    file, by its own media type in an OpenDocument package (`open`), or by the `namespaces` at the head of its XML, where flat
    OpenDocument tells its media type. `packed` says that it is a ZIP of its own parts. `libraries` are those that decide what is
    read of it.
    """

    media_type: str
    suffixes: tuple[str, ...] = ()
    reader: str = ""
    takes: tuple[tuple[str, str], ...] = ()
    attachable: bool = False
    begins: tuple[bytes, ...] = ()
    folder: str = ""
    streams: tuple[str, ...] = ()
    open: bool = False
    namespaces: tuple[bytes, ...] = ()
    packed: bool = False
    libraries: tuple[str, ...] = ()


OFFICE = "postulat.extract.office"
ENGINE = (("engine", "pdf_engine"),)
HTML_ENGINE = (("engine", "html_engine"),)
ROWS = (("hidden_rows", "hidden_rows"),)
PASSWORD = (("password", "password"),)

KINDS: tuple[Kind, ...] = (
    Kind(
        HTML,
        ("html", "htm", "xhtml"),
        "postulat.extract.html.reader",
        takes=HTML_ENGINE,
        libraries=("selectolax", "beautifulsoup4", "lxml"),
    ),
    Kind(MHTML, ("mhtml", "mht"), "postulat.extract.html.mhtml", takes=HTML_ENGINE),
    Kind(TEXT, ("txt",), "postulat.extract.plain_text.reader", attachable=True),
    Kind(
        PDF,
        ("pdf",),
        "postulat.extract.pdf.reader",
        takes=(*ENGINE, *PASSWORD),
        attachable=True,
        libraries=("pypdfium2", "pdfplumber", "pdfminer-six"),
    ),
    Kind(
        DOCX,
        ("docx", "docm", "dotx"),
        f"{OFFICE}.docx.reader",
        attachable=True,
        folder="word/",
        packed=True,
        libraries=("lxml",),
    ),
    Kind(
        XLSX,
        ("xlsx", "xlsm", "xlsb"),
        f"{OFFICE}.sheets.xlsx",
        takes=ROWS,
        attachable=True,
        folder="xl/",
        packed=True,
        libraries=("openpyxl",),
    ),
    Kind(PPTX, ("pptx",), attachable=True, folder="ppt/", packed=True),
    Kind(
        ODT,
        ("odt", "ott", "fodt"),
        f"{OFFICE}.odt.reader",
        takes=PASSWORD,
        attachable=True,
        open=True,
        namespaces=(b'mimetype="application/vnd.oasis.opendocument.text',),
        packed=True,
        libraries=("lxml",),
    ),
    Kind(
        ODS,
        ("ods", "ots", "fods"),
        f"{OFFICE}.sheets.ods",
        takes=(*ROWS, *PASSWORD),
        attachable=True,
        open=True,
        namespaces=(b'mimetype="application/vnd.oasis.opendocument.spreadsheet',),
        packed=True,
        libraries=("lxml",),
    ),
    Kind(ODP, ("odp",), attachable=True, packed=True),
    Kind("application/epub+zip", ("epub",), packed=True),
    Kind(DOC, ("doc", "dot"), f"{OFFICE}.libreoffice", takes=PASSWORD, attachable=True, streams=("WordDocument",)),
    Kind(RTF, ("rtf",), f"{OFFICE}.libreoffice", attachable=True, begins=(b"{\\rtf",)),
    Kind(
        LOCKED,
        reader=f"{OFFICE}.locked",
        takes=(*ROWS, *PASSWORD),
        streams=("EncryptedPackage",),
        libraries=("msoffcrypto-tool",),
    ),
    Kind(
        XLS,
        ("xls", "xlt"),
        f"{OFFICE}.sheets.xls",
        takes=(*ROWS, *PASSWORD),
        attachable=True,
        streams=("Workbook", "Book"),
        libraries=("xlrd", "msoffcrypto-tool"),
    ),
    Kind(
        XLS_XML,
        reader=f"{OFFICE}.sheets.xml_2003",
        takes=ROWS,
        namespaces=(b"urn:schemas-microsoft-com:office:spreadsheet",),
        libraries=("lxml",),
    ),
    Kind("application/vnd.ms-powerpoint", ("ppt",), attachable=True, streams=("PowerPoint Document",)),
    Kind(OUTLOOK, ("msg",), attachable=True, streams=("__properties_version1.0",)),
    Kind(MAIL, ("eml",), attachable=True),
    Kind(ZIP, ("zip",), attachable=True),
    Kind("application/x-7z-compressed", ("7z",), attachable=True),
    Kind(WARC, ("warc",), begins=(b"WARC/",)),
    Kind(GZIP, ("gz",), begins=(b"\x1f\x8b",)),
    Kind("image/png", ("png",), begins=(b"\x89PNG\r\n\x1a\n",)),
    Kind("image/jpeg", ("jpg", "jpeg"), begins=(b"\xff\xd8\xff",)),
    Kind("image/tiff", ("tif", "tiff"), begins=(b"II*\x00", b"MM\x00*")),
)
"""Every kind of file that is told from others; those without a reader are named in the message that they cannot be read."""

READERS = {kind.media_type: kind for kind in KINDS if kind.reader}
"""Media type → the row of the reader for it."""
READABLE = frozenset(kind.media_type for kind in KINDS if kind.reader)
ATTACHABLE_SUFFIXES = tuple(suffix for kind in KINDS if kind.attachable for suffix in kind.suffixes)
PACKED_SUFFIXES = tuple(f".{suffix}" for kind in KINDS if kind.packed for suffix in kind.suffixes)
READING_LIBRARIES = tuple(sorted({library for kind in KINDS for library in kind.libraries}))
