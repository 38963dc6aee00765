"""Archives and letters as inputs: the documents in them, and what is refused."""

from __future__ import annotations

import csv
import io
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from repository import SAMPLES

from postulat.commands.cli import main

TEXT = (SAMPLES / "krakow-text" / "source.txt").read_bytes()
DOCX = (SAMPLES / "krakow-docx" / "source.docx").read_bytes()


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def zipped(**members: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return data.getvalue()


def run(path: Path, out: Path) -> int:
    return main(["run", str(path), "-o", str(out), "--format", "csv", "-q"])


def sources(out: Path) -> set[str]:
    return {row["source"].rpartition("/in/")[2] for row in table(out, "documents")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    return made


def test_the_documents_in_a_zip_archive(folder: Path, tmp_path: Path) -> None:
    (folder / "minutes.zip").write_bytes(zipped(a_dot_txt=TEXT, old__b_dot_docx=DOCX, notes_dot_json=b"{}"))
    assert run(folder, tmp_path / "out") == 0
    assert sources(tmp_path / "out") == {"minutes.zip!/a.txt", "minutes.zip!/old/b.docx"}


def test_the_documents_in_a_packed_tape_archive(folder: Path, tmp_path: Path) -> None:
    with tarfile.open(folder / "minutes.tar.gz", "w:gz") as archive:
        info = tarfile.TarInfo("2019/a.txt")
        info.size = len(TEXT)
        archive.addfile(info, io.BytesIO(TEXT))
        link = tarfile.TarInfo("2019/passwd")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert run(folder, tmp_path / "out") == 0
    assert sources(tmp_path / "out") == {"minutes.tar.gz!/2019/a.txt"}


def test_the_attachments_of_a_letter(folder: Path, tmp_path: Path) -> None:
    letter = EmailMessage()
    letter["Subject"] = "Protokół"
    letter["From"] = "urzad@example.org"
    letter.set_content("W załączeniu protokół.")
    letter.add_attachment(DOCX, maintype="application", subtype="octet-stream", filename="protokół.docx")
    (folder / "letter.eml").write_bytes(letter.as_bytes())
    assert run(folder, tmp_path / "out") == 0
    assert "letter.eml!/protokół.docx" in sources(tmp_path / "out")
    assert len(table(tmp_path / "out", "postulates")) == 6


def test_archives_in_archives(folder: Path, tmp_path: Path) -> None:
    (folder / "all.zip").write_bytes(zipped(inner_dot_zip=zipped(a_dot_txt=TEXT)))
    assert run(folder, tmp_path / "out") == 0
    assert sources(tmp_path / "out") == {"all.zip!/inner.zip!/a.txt"}


def test_a_bomb_is_one_line(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bomb.zip").write_bytes(zipped(**{f"{number}_dot_txt": b"\0" * 60_000_000 for number in range(4)}))
    (folder / "good.txt").write_bytes(TEXT)
    assert run(folder, tmp_path / "out") == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "bomb.zip: unpacks to more than 200 times its size" in line
    assert {row["status"] for row in table(tmp_path / "out", "documents")} == {"ok", "failed"}


def test_a_damaged_archive_is_one_line(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = bytearray(zipped(a_dot_txt=TEXT, b_dot_docx=DOCX))
    data[60:90] = bytes(30)
    (folder / "damaged.zip").write_bytes(data)
    assert run(folder, tmp_path / "out") == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert "Traceback" not in lines[0]
    assert any(row["status"] == "ok" for row in table(tmp_path / "out", "documents"))


def attached(name: str, content: bytes, page: str = "Covering letter") -> bytes:
    """A PDF with a file in its list of embedded files."""
    from reportlab.pdfbase import pdfdoc
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    canvas.drawString(60, 700, page)
    stream = pdfdoc.PDFStream(
        dictionary=pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("EmbeddedFile")}), content=content.decode("latin-1")
    )
    stream.filters = []
    reference = canvas._doc.Reference(stream)
    name_of = pdfdoc.PDFString(name)
    entry = pdfdoc.PDFDictionary(
        {"Type": pdfdoc.PDFName("Filespec"), "F": name_of, "UF": name_of, "EF": pdfdoc.PDFDictionary({"F": reference})}
    )
    names = pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray([name_of, canvas._doc.Reference(entry)])})
    canvas._doc.Catalog.Names = pdfdoc.PDFDictionary({"EmbeddedFiles": names})
    canvas._doc.Catalog.__NoDefault__ = [*canvas._doc.Catalog.__NoDefault__, "Names"]
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_a_pdf_is_read_with_the_files_attached_to_it(folder: Path, tmp_path: Path) -> None:
    (folder / "letter.pdf").write_bytes(
        attached("minutes.txt", b"Minutes of the meeting on 5 May 2024\n\nMore trees were asked for.\n")
    )
    (folder / "plain.pdf").write_bytes(attached("data.json", b"{}"))
    assert run(folder, tmp_path / "out") == 0
    assert sources(tmp_path / "out") == {"letter.pdf", "letter.pdf!/minutes.txt", "plain.pdf"}
    rows = {row["source"].rpartition("/in/")[2]: row for row in table(tmp_path / "out", "documents")}
    assert rows["letter.pdf"]["bundle"] == rows["letter.pdf!/minutes.txt"]["bundle"] != ""
    assert not rows["plain.pdf"]["bundle"]
