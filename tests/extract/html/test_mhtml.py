"""Pages saved in one file."""

import hashlib

import pytest

from postulat.extract.detection import media_type
from postulat.extract.errors import ReadError
from postulat.extract.html import mhtml
from postulat.extract.media_types import MHTML

SAVED = """From: <Saved by a browser>\r
Snapshot-Content-Location: https://bip.example.org/uwagi\r
MIME-Version: 1.0\r
Content-Type: multipart/related; type="text/html"; boundary="=_x"\r
\r
--=_x\r
Content-Type: text/css\r
Content-Location: https://bip.example.org/a.css\r
\r
p {{ color: red }}\r
--=_x\r
Content-Type: text/html{charset}\r
Content-Transfer-Encoding: quoted-printable\r
Content-Location: https://bip.example.org/uwagi\r
\r
<title>Uwagi</title><p>{text} <a href=3D"z.pdf">=C5=82=C4=85cze</a></p>\r
--=_x--\r
"""


def test_the_root_page_is_read_with_its_charset_and_address() -> None:
    data = SAVED.format(charset="; charset=utf-8", text="za=C5=BC=C3=B3=C5=82=C4=87").encode()
    assert media_type(data) == MHTML
    document = mhtml.read(data, "saved.mht")
    assert document.blocks[0].text == "zażółć łącze"
    assert document.blocks[0].links[0].target == "https://bip.example.org/z.pdf"
    assert (document.media_type, document.address, document.title) == (MHTML, "https://bip.example.org/uwagi", "Uwagi")
    assert (document.sha256, document.size_bytes) == (hashlib.sha256(data).hexdigest(), len(data))


def test_the_start_part_goes_before_the_first() -> None:
    parts = [
        'Content-Type: multipart/related; start="<b>"; boundary=x\n\n--x',
        "Content-Type: text/html\nContent-ID: <a>\n\n<p>ramka</p>\n--x",
        "Content-Type: text/html\nContent-ID: <b>\n\n<p>strona</p>\n--x--\n",
    ]
    assert mhtml.read("\n".join(parts).encode(), "x").blocks[0].text == "strona"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\nx\n--x--",
        b"Content-Type: text/html\n\n",
    ],
)
def test_a_file_without_a_page_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError):
        mhtml.read(data, "x")
