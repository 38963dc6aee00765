"""A pseudonymised run over made files of every kind leaves no word of a person in what it writes, nor in the names of its files."""

from __future__ import annotations

import gzip
import io
import re
import sqlite3
import unicodedata
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from postulat.commands.cli import main

ROWS = (
    ("Lp.", "Zgłaszający", "Treść uwagi", "Odpowiedź"),
    (
        "1",
        "Tymon Gwizdała, ul. Brzeziniak 17 m. 4, 30-001 Kraków",
        "Wnoszę o ławki. Tel. 601 002 003, gwizdala.t@ngo.example, PESEL 44051401359.",
        "Wójt Leon Burakiewicz: uwaga Pana Gwizdały uwzględniona do 30 czerwca 2027 r.",
    ),
    (
        "2",
        "Klub Wrzos (Dobrochna Trzaskowniak)",
        "Zdaniem Tymona Gwizdały brak chodnika.",
        "Uwaga nieuwzględniona, p. T. Gwizdale wyjaśniono.",
    ),
    ("3", "Zofia Malinczewska", "", "Zofii Malinczewskiej odpowiedziano listownie."),
    ("4", "Bożydar Skorupka-Wręga", "Proszę o lampy.", "Uwaga B. Skorupki-Wręgi w części uwzględniona."),
)
TITLE = "Protokół z konsultacji z dnia 9 czerwca 2026 r."
SIGNED = "Protokołowała: Dobrochna Trzaskowniak. Obecni: Zofia Malinczewska, Tymon Gwizdała i Bożydar Skorupka-Wręga."
GONE = re.compile(
    r"gwizda[lł]|malinczewsk|trzaskowniak|burakiewicz|skorup|wr[eę]g[aią]|dobrochn|bozydar|bożydar|tymon|zofi|601.?002.?003|44051401359|brzezinia"
)
FORMATS = "csv,parquet,xlsx,sqlite,duckdb,jsonl,datapackage,csvw,codebook"


def html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in ROWS)
    return (
        f'<html lang="pl"><title>Uwagi Tymona Gwizdały</title><h1>{TITLE}</h1><table>{rows}</table><p>{SIGNED}</p></html>'.encode()
    )


def text() -> bytes:
    lines = [f"| {' | '.join(row)} |" for row in ROWS]
    return "\n".join([f"# {TITLE}", "", lines[0], "|---|---|---|---|", *lines[1:], "", SIGNED]).encode()


def package(parts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def docx() -> bytes:
    def paragraph(words: str) -> str:
        return f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>"

    rows = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in ROWS)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f"{paragraph(TITLE)}<w:tbl>{rows}</w:tbl>{paragraph(SIGNED)}"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return package(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{office}" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>',
        }
    )


def odt() -> bytes:
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in ROWS
    )
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table"))
    body = f"<text:h>{TITLE}</text:h><table:table>{rows}</table:table><text:p>{SIGNED}</text:p>"
    content = (
        f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def xlsx() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Tymon Gwizdała"
    for row in ROWS:
        book.active.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def pdf() -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    font = next((p for p in Path("/usr/share/fonts").rglob("DejaVuSans.ttf")), None)
    if font is None:
        pytest.skip("no font with Polish letters")
    pdfmetrics.registerFont(TTFont("polish", str(font)))
    style = getSampleStyleSheet()["Normal"]
    style.fontName = "polish"
    made = io.BytesIO()
    cells = [[Paragraph(escape(cell), style) for cell in row] for row in ROWS]
    table = Table(cells, colWidths=(30, 130, 160, 160), style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])
    SimpleDocTemplate(made, author="Tymon Gwizdała").build([Paragraph(TITLE, style), table, Paragraph(SIGNED, style)])
    return made.getvalue()


def mail() -> bytes:
    message = EmailMessage()
    message["From"] = "Tymon Gwizdała <gwizdala.t@ngo.example>"
    message["Subject"] = "Uwagi Tymona Gwizdały"
    message.set_content("Dzień dobry,\nw załączeniu uwagi.\nZ poważaniem\nTymon Gwizdała")
    message.add_attachment(html(), maintype="text", subtype="html", filename="Uwagi Tymon Gwizdała.html")
    return bytes(message)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    minutes = folder / "minutes"
    minutes.mkdir()
    makers = {"html": html, "md": text, "docx": docx, "odt": odt, "xlsx": xlsx, "pdf": pdf, "eml": mail}
    for suffix, make in makers.items():
        (minutes / f"wniosek-tymon-gwizdala-{suffix}.{suffix}").write_bytes(make())
    (minutes / "Zofia Malinczewska.pdf").write_bytes(b"%PDF-1.4 broken")
    with zipfile.ZipFile(minutes / "pisma.zip", "w") as packed:
        packed.writestr("Tymon Gwizdała/uwagi Zofia_Malinczewska.html", html() + b"<p>Tymon Gwizda\xc5\x82a</p>")
    made = folder / "out"
    order = ["run", str(minutes), "-o", str(made), "--format", FORMATS, "--pseudonymise-persons", "--forget", "-q", "-j", "1"]
    assert main(order) == 1
    for command in ("review", "report"):
        assert main([command, str(made)]) == 0
    return made


def plain(data: bytes) -> str:
    return unicodedata.normalize("NFC", data.decode("utf-8", "replace")).lower()


def unpacked(path: Path) -> list[str]:
    """All texts that a file holds, however it packs them."""
    data = path.read_bytes()
    texts = [plain(data)]
    if data[:4] == b"PK\3\4":
        with zipfile.ZipFile(path) as file:
            texts += [plain(file.read(name)) + name.lower() for name in file.namelist()]
    if data[:2] == b"\x1f\x8b":
        texts.append(plain(gzip.decompress(data)))
    if data[:15] == b"SQLite format 3":
        with sqlite3.connect(path) as base:
            texts.append(plain("\n".join(base.iterdump()).encode()))
    if path.suffix == ".parquet":
        import pyarrow.parquet

        texts.append(plain(str(pyarrow.parquet.read_table(path).to_pylist()).encode()))
    if path.suffix == ".duckdb":
        import duckdb

        with duckdb.connect(str(path), read_only=True) as base:
            names = [row[0] for row in base.sql("select table_name from information_schema.tables").fetchall()]
            texts += [plain(str(base.sql(f'select * from "{name}"').fetchall()).encode()) for name in names]
    with_pieces = re.findall(rb"stream\r?\n(.+?)endstream", data, re.DOTALL) if data[:4] == b"%PDF" else []
    return texts + [plain(zlib.decompress(piece)) for piece in with_pieces if piece[:1] == b"x"]


def test_every_document_but_the_broken_one_was_read(out: Path) -> None:
    with sqlite3.connect(next(out.glob("*.sqlite"))) as base:
        read = base.execute("select count(*) from documents where status != 'failed'").fetchone()[0]
        asked = base.execute("select count(*) from postulates").fetchone()[0]
    assert read >= 8
    assert asked >= 28


def test_no_file_holds_a_word_of_a_person(out: Path) -> None:
    found = []
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        texts = [name.lower(), *(unpacked(path) if path.is_file() else [])]
        found += [(name, text[max(0, x.start() - 40) : x.end() + 40]) for text in texts for x in GONE.finditer(text)]
    assert not found


def test_nothing_is_told_on_the_terminal(out: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(out / "postulates.csv")]) == 0
    told = capfd.readouterr()
    assert not GONE.search((told.out + told.err).lower())
    assert told.out
