"""Media types from bytes, whatever a file is called."""

import io
import zipfile

import pytest

from postulat.extract import media_types
from postulat.extract.detection import media_type

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
        (b"", media_types.EMPTY),
        (b"<!DOCTYPE html><p>x", media_types.HTML),
        (b"\xef\xbb\xbf\r\n  <html>", media_types.HTML),
        ("<html><body>ą".encode("utf-16"), media_types.HTML),
        ("<html><body>ą".encode("utf-16-le"), media_types.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html xmlns="x">', media_types.HTML),
        (b'<?xml version="1.0"?><document><table id="1"/></document>', media_types.XML),
        (b"<!-- saved --><table><tr><td>x", media_types.HTML),
        (b"<p>Uwaga</p>", media_types.HTML),
        (b"<html><td>a\x00b\x00c</td>", media_types.HTML),
        (b"%PDF-1.4\n%\xe2\xe3", media_types.PDF),
        (b"\r\nHTTP/1.1 200 OK\r\n" + b" " * 900 + b"%PDF-1.4\n", media_types.PDF),
        (WORD, media_types.DOCX),
        (archive(**{"[Content_Types].xml": "x", "xl__workbook.xml": "x"}), media_types.XLSX),
        (archive(mimetype=media_types.ODT, content="x"), media_types.ODT),
        (archive(mimetype=media_types.ODS, content="x"), media_types.ODS),
        (archive(notes="x"), media_types.ZIP),
        (WORD[:-30], media_types.DOCX),
        (WORD[:60], media_types.ZIP),
        (b"PK\x03\x04", media_types.ZIP),
        (b"PK\x03\x04" + b"\xff" * 300, media_types.ZIP),
        (OLE + "WordDocument".encode("utf-16-le") + bytes(10), media_types.DOC),
        (OLE + "Workbook".encode("utf-16-le") + bytes(10), media_types.XLS),
        (OLE, media_types.OLE),
        (b"{\\rtf1\\ansi", media_types.RTF),
        (b"From: <Saved by>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n", media_types.MHTML),
        (b"From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx", media_types.MAIL),
        (b"WARC/1.0\r\n", media_types.WARC),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"II*\x00", "image/tiff"),
        (b"\x1f\x8b\x08", media_types.GZIP),
        ("Lp.\tUwaga\n1\tTreść".encode(), media_types.TEXT),
        ("Treść uwagi".encode("cp1250"), media_types.TEXT),
        (b"Lp.\tUwaga\n1\t<p>Tak</p><a href='x'>y</a>", media_types.TEXT),
        (b"Uwaga: to jest tekst\nDruga linia: tak\n", media_types.TEXT),
        (bytes(range(256)) * 8, media_types.UNKNOWN),
    ],
)
def test_media_type(data: bytes, expected: str) -> None:
    assert media_type(data) == expected


def test_no_beginning_of_a_file_breaks_it() -> None:
    for whole in (WORD, OLE, archive(mimetype=media_types.ODT)):
        for end in range(0, len(whole), 7):
            assert media_type(whole[:end]).count("/") == 1
