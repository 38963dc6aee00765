"""Detection of a file's media type from its bytes, and never from its name."""

from __future__ import annotations

import io
import re
import zipfile

from postulat.extract.media_types import EMPTY, HTML, KINDS, MAIL, MHTML, OLE, PDF, RTF, TEXT, UNKNOWN, XML, ZIP

HEAD = 4096  # bytes: what is looked at of a text-like file
PDF_HEAD = 1024  # bytes: readers accept the marker anywhere within them
OLE_HEAD = 1 << 20  # bytes: where the directory of an OLE file is looked for

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

SIGNATURES = tuple((begin, kind.media_type) for kind in KINDS for begin in kind.begins)
OFFICE_FOLDERS = tuple((kind.folder, kind.media_type) for kind in KINDS if kind.folder)
OPEN_DOCUMENTS = {kind.media_type + more: kind.media_type for kind in KINDS if kind.open for more in ("", "-template", "-web")}
"""As an OpenDocument file names its kind → what it is read as; a page saved as a document is `…text-web`."""
NAMESPACES = tuple((space, kind.media_type) for kind in KINDS for space in kind.namespaces)
OLE_STREAMS = tuple((stream, kind.media_type) for kind in KINDS for stream in kind.streams)

MARKUP = re.compile(
    rb"<!doctype\s+html|<(?:html|head|body|title|meta|table|thead|tbody|tr|td|div|p|h[1-6]|ul|ol|span|center|font|main|article"
    rb"|section|header|nav|script|style|link|br)(?=[\s/>])",
    re.I,
)
PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]|<body[\s>]", re.I)
HEADER_LINE = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[ \t]?[^\r\n]*\r?\n")
MAIL_HEADERS = re.compile(
    rb"^(?:from|to|subject|date|message-id|received|return-path|delivered-to|snapshot-content-location):", re.I | re.M
)
RELATED = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)
MIME = re.compile(rb"^(?:mime-version|content-type):", re.I | re.M)
CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
SHARE_OF_CONTROLS = 0.02  # of the bytes looked at; more, and it is no text


def media_type(data: bytes) -> str:
    """The media type of a file's bytes.

    >>> media_type(b"<!doctype html><p>Protok"), media_type(b"%PDF-1.7"), media_type(b"Lp.\\tUwaga")
    ('text/html', 'application/pdf', 'text/plain')
    """
    if not data:
        return EMPTY
    if data.startswith(OLE_MARK):
        return ole_type(data)
    if data.startswith(ZIP_MARKS):
        return zip_type(data)
    for signature, name in SIGNATURES:
        if data.startswith(signature):
            return name
    text = text_head(data)
    if text is not None and HEADER_LINE.match(text):
        if RELATED.search(text):
            return MHTML
        if MAIL_HEADERS.search(text) and MIME.search(text):
            return MAIL
    if b"%PDF-" in data[:PDF_HEAD]:
        return PDF
    if text is None:
        return UNKNOWN
    if text.startswith(b"{\\rtf"):
        return RTF
    if text.startswith(b"<?xml") and not PAGE.search(text):
        return next((name for space, name in NAMESPACES if space in text), XML)
    return HTML if is_markup(text) else TEXT


def text_head(data: bytes) -> bytes | None:
    """The first bytes as ASCII-like text, without a byte order mark; None where they are no text."""
    head = data[:HEAD]
    for mark, codec in (
        (b"\xef\xbb\xbf", ""),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if head.startswith(mark):
            head = head[len(mark) :]
            return head.decode(codec, "ignore").encode("utf-8", "ignore").lstrip() if codec else head.lstrip()
    if head.count(0) > len(head) // 4:  # UTF-16 without a mark: every other byte is zero
        for codec in ("utf-16-le", "utf-16-be"):
            text = head.decode(codec, "ignore").encode("utf-8", "ignore").lstrip()
            if text and text.count(0) == 0 and is_text(text) and sum(byte < 128 for byte in text) * 2 > len(text):
                return text
    return head.lstrip() if is_text(head) else None


def is_text(head: bytes) -> bool:
    """Few control characters; a stray one is met in real pages, and so is a zero byte."""
    controls = len(head) - len(head.translate(None, CONTROLS))
    return controls <= len(head) * SHARE_OF_CONTROLS or (controls <= 2 and is_markup(head.lstrip()))


def is_markup(text: bytes) -> bool:
    """Whether it is a web page: it starts with markup, or with a comment, a declaration or loose words before it."""
    if text.startswith(b"<"):
        return MARKUP.search(text) is not None or text.startswith(b"<!--")
    # Left-over tags inside the lines of a pasted table do not make a text file a page.
    found = MARKUP.search(text)
    return found is not None and PAGE.search(text) is not None


def zip_type(data: bytes) -> str:
    """The office format inside a ZIP; a broken directory is made up for by the names of the parts themselves."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            declared = mimetype_part(archive) if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, OverflowError):
        names, declared = local_names(data), stored_mimetype(data)
    if declared in OPEN_DOCUMENTS:
        return OPEN_DOCUMENTS[declared]
    if declared.startswith("application/vnd.oasis."):
        return declared
    if "[Content_Types].xml" in names or any(name.endswith("document.xml") for name in names):
        for folder, name in OFFICE_FOLDERS:
            if any(part.startswith(folder) for part in names):
                return name
    return ZIP


def mimetype_part(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as file:
        return file.read(200).decode("ascii", "ignore").strip()


def stored_mimetype(data: bytes) -> str:
    found = re.match(rb"PK\x03\x04.{26}mimetype(application/[\w.+-]{1,100}?)(?=PK)", data[:300], re.S)
    return found[1].decode("ascii") if found else ""


def local_names(data: bytes) -> list[str]:
    """The names in the local headers, for a ZIP whose directory at the end is cut off."""
    names = []
    for found in re.finditer(rb"PK\x03\x04.{22}(..)..", data[:OLE_HEAD], re.S):
        length = int.from_bytes(found[1], "little")
        names.append(data[found.end() : found.end() + length].decode("utf-8", "replace"))
    return names


def ole_type(data: bytes) -> str:
    """Word, Excel or a mail message, by the names of the streams in the OLE directory (UTF-16 there)."""
    for area in (data[:OLE_HEAD], data[-OLE_HEAD:], data):
        for stream, name in OLE_STREAMS:
            if (stream + "\0").encode("utf-16-le") in area:
                return name
    return OLE
