"""Media types from bytes, whatever a file is called."""

import io
import zipfile

import pytest

from postulat.extract import media_types as media
from postulat.extract.media_types import media_type

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def archive(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/"), text)
    return buffer.getvalue()


WORD = archive(**{"[Content_Types].xml": "<Types/>", "word__document.xml": "<w:document/>", "word__vbaProject.bin": "x"})


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", media.EMPTY),
        (b"<!DOCTYPE html><p>x", media.HTML),
        (b"\xef\xbb\xbf\r\n  <html>", media.HTML),
        ("<html><body>ą".encode("utf-16"), media.HTML),
        ("<html><body>ą".encode("utf-16-le"), media.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html xmlns="x">', media.HTML),
        (b'<?xml version="1.0"?><document><table id="1"/></document>', media.XML),
        (b"<!-- saved --><table><tr><td>x", media.HTML),
        (b"<p>Uwaga</p>", media.HTML),
        (b"<html><td>a\x00b\x00c</td>", media.HTML),
        (b"%PDF-1.4\n%\xe2\xe3", media.PDF),
        (b"\r\nHTTP/1.1 200 OK\r\n" + b" " * 900 + b"%PDF-1.4\n", media.PDF),
        (WORD, media.DOCX),
        (archive(**{"[Content_Types].xml": "x", "xl__workbook.xml": "x"}), media.XLSX),
        (archive(mimetype=media.ODT, content="x"), media.ODT),
        (archive(mimetype=media.ODS, content="x"), media.ODS),
        (archive(notes="x"), media.ZIP),
        (WORD[:-30], media.DOCX),
        (WORD[:60], media.ZIP),
        (b"PK\x03\x04", media.ZIP),
        (b"PK\x03\x04" + b"\xff" * 300, media.ZIP),
        (OLE + "WordDocument".encode("utf-16-le") + bytes(10), media.DOC),
        (OLE + "Workbook".encode("utf-16-le") + bytes(10), media.XLS),
        (OLE, media.OLE),
        (b"{\\rtf1\\ansi", media.RTF),
        (b"From: <Saved by>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n", media.MHTML),
        (b"From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx", media.MAIL),
        (b"WARC/1.0\r\n", media.WARC),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"II*\x00", "image/tiff"),
        (b"\x1f\x8b\x08", media.GZIP),
        ("Lp.\tUwaga\n1\tTreść".encode(), media.TEXT),
        ("Treść uwagi".encode("cp1250"), media.TEXT),
        (b"Lp.\tUwaga\n1\t<p>Tak</p><a href='x'>y</a>", media.TEXT),
        (b"Uwaga: to jest tekst\nDruga linia: tak\n", media.TEXT),
        (bytes(range(256)) * 8, media.UNKNOWN),
    ],
)
def test_media_type(data: bytes, expected: str) -> None:
    assert media_type(data) == expected


def test_no_beginning_of_a_file_breaks_it() -> None:
    for whole in (WORD, OLE, archive(mimetype=media.ODT)):
        for end in range(0, len(whole), 7):
            assert media_type(whole[:end]).count("/") == 1
