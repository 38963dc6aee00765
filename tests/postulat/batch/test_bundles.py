"""A page and its attachments, a letter and its enclosures: told of each other however they come in."""

from __future__ import annotations

import csv
import io
import json
import random
import tarfile
import zipfile
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from office_site import crawled, described, raw
from repository import SAMPLES
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import postulat
from postulat.commands.cli import main
from postulat.export.reading.tables import read_tables

TEXT = (SAMPLES / "krakow-text" / "source.txt").read_bytes()
HTML = (SAMPLES / "krakow-html" / "source.html").read_bytes()
DOCX = (SAMPLES / "krakow-docx" / "source.docx").read_bytes()
PDF = (SAMPLES / "krakow-pdf" / "source.pdf").read_bytes()
ODT = (SAMPLES / "krakow-odt" / "source.odt").read_bytes()
MATRIX = next((SAMPLES / "ministry-matrix").glob("source.*")).read_bytes()
SITE = "https://bip.example.pl"


def page(*links: str, head: str = "", words: str = "Wyniki konsultacji") -> bytes:
    items = "".join(f'<li><a href="{link}">Tabela</a></li>' for link in links)
    return f"<!doctype html><html><head>{head}</head><body><h1>{words}</h1><ul>{items}</ul></body></html>".encode()


def put(folder: Path, **files: bytes) -> Path:
    """Files by name, with `__` for a slash and `_dot_` for a dot."""
    for name, data in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def run(given: Path, out: Path, *options: str) -> None:
    """In this process, unless workers are asked for."""
    alone = () if "--workers" in options else ("--workers", "1", "--timeout", "0", "--memory-limit", "0")
    assert main(["run", str(given), "-o", str(out), "--format", "csv", "-q", *alone, *options]) == 0


def bundles(out: Path) -> dict[str, tuple[str, str]]:
    """Name of a document → name of its bundle's head, and its role; checks what holds for all bundles."""
    rows = table(out, "documents")
    names = {row["document_id"]: row["source"].replace("!/", "/").rpartition("/")[2] for row in rows}
    homes = {row["document_id"]: row["bundle"] for row in rows}
    assert all(not home or homes[home] == home for home in homes.values())
    assert all(bool(row["bundle"]) == bool(row["bundle_role"]) for row in rows)
    alone = [home for home in set(homes.values()) - {""} if list(homes.values()).count(home) < 2]
    assert not alone
    return {names[row["document_id"]]: (names.get(row["bundle"], ""), row["bundle_role"]) for row in rows}


def said(out: Path, code: str) -> list[str]:
    """The messages of a code, in English."""
    return [row.message for row in read_tables(out).findings if row.code == code and row.severity == "info"]


def letter(text: str = "W załączeniu protokół i tabela.", **files: bytes) -> EmailMessage:
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = "Protokół", "urzad@example.org", "rada@example.org"
    if text:
        made.set_content(text)
    else:
        made.make_mixed()
    for name, data in files.items():
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("_dot_", "."))
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    return made


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


# Letters


def test_a_letter_and_its_enclosures(folder: Path, out: Path) -> None:
    put(folder, letter_dot_eml=letter(minutes_dot_docx=DOCX, table_dot_pdf=MATRIX).as_bytes(), other_dot_txt=TEXT)
    run(folder, out)
    assert bundles(out) == {
        "message.txt": ("message.txt", "message"),
        "minutes.docx": ("message.txt", "attachment"),
        "table.pdf": ("message.txt", "attachment"),
        "other.txt": ("", ""),
    }
    again = out.with_name("again")
    run(folder, again, "--fresh")
    assert (again / "documents.csv").read_bytes() == (out / "documents.csv").read_bytes()


def test_a_letter_in_a_letter_in_an_archive_is_one_bundle(folder: Path, out: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("scan/a.odt", ODT)
    inner = letter("Przekazuję.", a_dot_docx=DOCX)
    outer = letter("Do wiadomości.", more_dot_zip=packed.getvalue())
    outer.add_attachment(inner)
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.writestr("outer.eml", outer.as_bytes())
    run(folder, out)
    found = bundles(out)
    assert found["a.docx"] == found["a.odt"] == ("message.txt", "attachment")
    rows = table(out, "documents")
    assert [row["bundle_role"] for row in rows if row["source"].endswith("outer.eml!/message.txt")] == ["message"]
    assert {row["bundle"] for row in rows} == {row["document_id"] for row in rows if row["bundle_role"] == "message"}


def test_a_letter_without_text_and_letters_of_the_same_text(folder: Path, out: Path) -> None:
    put(folder, a_dot_eml=letter("", b_dot_docx=DOCX, a_dot_odt=ODT).as_bytes())
    put(folder, b_dot_eml=letter("Jak zwykle.", c_dot_txt=TEXT).as_bytes())
    put(folder, c_dot_eml=letter("Jak zwykle.", d_dot_html=HTML, e_dot_pdf=PDF).as_bytes())
    run(folder, out)
    assert bundles(out) == {
        "a.odt": ("a.odt", "attachment"),
        "b.docx": ("a.odt", "attachment"),
        "message.txt": ("message.txt", "message"),
        "c.txt": ("message.txt", "attachment"),
        "d.html": ("d.html", "page"),
        "e.pdf": ("d.html", "attachment"),
    }


def test_one_attachment_of_two_letters(folder: Path, out: Path) -> None:
    put(folder, a_dot_eml=letter("Pierwszy.", a_dot_docx=DOCX).as_bytes(), b_dot_eml=letter("Drugi.", z_dot_docx=DOCX).as_bytes())
    run(folder, out)
    (message,) = said(out, "in-several-bundles")
    assert "a.eml!/message.txt; it belongs to" in message
    assert "b.eml!/message.txt" in message
    rows = {row["source"].rpartition("/in/")[2]: row for row in table(out, "documents")}
    assert rows["a.eml!/a.docx"]["bundle"] == rows["a.eml!/message.txt"]["document_id"]
    assert rows["b.eml!/message.txt"]["bundle"] == ""


# Pages in folders and archives


def test_a_saved_page_with_its_folder(folder: Path, out: Path) -> None:
    put(folder, wyniki_dot_html=page("wyniki_pliki/Za%C5%82.%201.pdf#page=2", "https://elsewhere.example/x.pdf"))
    put(folder / "wyniki_pliki", frame_dot_html=page(words="Ramka"), a_dot_odt=ODT)
    (folder / "wyniki_pliki" / "Zał. 1.pdf").write_bytes(PDF)
    put(folder, x_pliki__lonely_dot_txt=TEXT)
    run(folder, out)
    assert bundles(out) == {
        "wyniki.html": ("wyniki.html", "page"),
        "frame.html": ("wyniki.html", "part"),
        "a.odt": ("wyniki.html", "attachment"),
        "Zał. 1.pdf": ("wyniki.html", "attachment"),
        "lonely.txt": ("", ""),
    }


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_a_page_in_an_archive_with_a_linked_file(folder: Path, out: Path, kind: str) -> None:
    members = {"2019/page.html": page("../files/minutes.pdf", "../../outside.docx"), "files/minutes.pdf": PDF}
    if kind == "zip":
        with zipfile.ZipFile(folder / "a.zip", "w") as archive:
            for name, data in members.items():
                archive.writestr(name, data)
    else:
        with tarfile.open(folder / "a.tar", "w") as tape:
            for name, data in members.items():
                info = tarfile.TarInfo(name)
                info.size = len(data)
                tape.addfile(info, io.BytesIO(data))
    put(folder, outside_dot_docx=DOCX)
    run(folder, out)
    assert bundles(out) == {
        "page.html": ("page.html", "page"),
        "minutes.pdf": ("page.html", "attachment"),
        "outside.docx": ("", ""),
    }


def test_a_copied_page_that_names_its_address(folder: Path, out: Path) -> None:
    canonical = f'<link rel="canonical" href="{SITE}/art/7">'
    put(folder, art__page_dot_html=page(f"{SITE}/files/minutes.docx", f"{SITE}/art/table.pdf", head=canonical))
    put(folder, files__minutes_dot_docx=DOCX, art__table_dot_pdf=PDF, files__table_dot_odt=ODT)
    run(folder, out)
    found = bundles(out)
    assert found["minutes.docx"] == found["table.pdf"] == ("page.html", "attachment")
    assert found["table.odt"] == ("", "")


def test_a_page_saved_in_one_file(folder: Path, out: Path) -> None:
    saved = MIMEMultipart("related", type="text/html")
    saved["Subject"], saved["Snapshot-Content-Location"] = "Wyniki", f"{SITE}/art/7.html"
    part = MIMEText(page("../pliki/a.pdf", "b.docx").decode(), "html", "utf-8")
    part["Content-Location"] = f"{SITE}/art/7.html"
    saved.attach(part)
    put(folder, art__wyniki_dot_mhtml=saved.as_bytes(), pliki__a_dot_pdf=PDF, art__b_dot_docx=DOCX)
    run(folder, out)
    assert bundles(out) == {
        "wyniki.mhtml": ("wyniki.mhtml", "page"),
        "a.pdf": ("wyniki.mhtml", "attachment"),
        "b.docx": ("wyniki.mhtml", "attachment"),
    }


def test_an_archive_that_a_page_links_to(folder: Path, out: Path) -> None:
    put(folder, page_dot_html=page("all.zip"))
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.writestr("a.docx", DOCX)
        archive.writestr("b.pdf", PDF)
    run(folder, out)
    assert bundles(out)["a.docx"] == bundles(out)["b.pdf"] == ("page.html", "attachment")


def test_a_page_under_the_name_of_a_file_is_attached(folder: Path, out: Path) -> None:
    put(folder, page_dot_html=page("table.doc", "other.html"), table_dot_doc=MATRIX, other_dot_html=HTML)
    run(folder, out)
    assert bundles(out)["table.doc"] == ("page.html", "attachment")
    assert bundles(out)["other.html"] == ("", "")


def test_menus_make_no_bundle_and_pages_are_not_attached(folder: Path, out: Path) -> None:
    menu = b'<nav><a href="minutes.pdf">Protokol</a></nav>'
    put(folder, a_dot_html=page("b.html").replace(b"<h1>", menu + b"<h1>"), b_dot_html=page(words="B"), minutes_dot_pdf=PDF)
    run(folder, out)
    assert set(bundles(out).values()) == {("", "")}


# Web archives


def web_archive(path: Path, answers: dict[str, tuple[str, bytes]]) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, (kind, body) in answers.items():
            head = StatusAndHeaders("200 OK", [("Content-Type", kind), ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=head))


def test_a_page_in_a_web_archive_with_a_linked_document(folder: Path, out: Path) -> None:
    body = page("../pliki/Protok%c3%b3%C5%82%20%31.docx#s", "/download/7", f"HTTP://BIP.Example.PL:80{'/b'}.odt")
    web_archive(
        folder / "site.warc.gz",
        {
            f"{SITE}/art/7": ("text/html", body),
            f"{SITE}/pliki/Protokół%201.docx": ("application/msword", DOCX),
            f"{SITE}/download/7": ("application/pdf", PDF),
            "http://bip.example.pl/b.odt": ("application/vnd.oasis.opendocument.text", ODT),
            f"{SITE}/c.txt": ("text/plain", TEXT),
        },
    )
    run(folder, out)
    rows = {row["source"]: row for row in table(out, "documents")}
    head = rows[f"{SITE}/art/7"]
    assert {row["source"] for row in rows.values() if row["bundle"] == head["document_id"]} == set(rows) - {f"{SITE}/c.txt"}
    assert sorted(row["bundle_role"] for row in rows.values()) == ["", "attachment", "attachment", "attachment", "page"]


def test_what_a_crawl_says_of_attachments(tmp_path: Path, out: Path) -> None:
    answers = {
        f"{SITE}/": raw(b"<h1>Lista</h1><a href=/article/1>1</a>"),
        f"{SITE}/article/1": raw(b"<div><p>Wyniki <a href=/file/1>tu</a></div>"),
        f"{SITE}/file/1": raw(PDF),
    }
    crawled(described(f"{SITE}/"), tmp_path / "archive", answers)
    run(tmp_path / "archive", out)
    rows = {row["source"]: row for row in table(out, "documents")}
    assert rows[f"{SITE}/file/1"]["bundle"] == rows[f"{SITE}/article/1"]["document_id"]


# What is no page with attachments


def test_a_list_of_documents_makes_no_bundle(folder: Path, out: Path) -> None:
    put(folder, list_dot_html=page(*(f"file-{number}.pdf" for number in range(300))))
    put(folder, **{"file-0_dot_pdf": PDF, "file-7_dot_pdf": DOCX, "file-299_dot_pdf": ODT})
    run(folder, out)
    assert set(bundles(out).values()) == {("", "")}
    (message,) = said(out, "list-of-documents")
    assert message.startswith("links to more than 100 files")


def test_a_page_with_records_may_have_many_attachments(folder: Path, out: Path) -> None:
    links = "".join(f'<p><a href="file-{number}.pdf">Uwaga</a></p>' for number in range(60)).encode()
    put(folder, minutes_dot_html=HTML.replace(b"</table>", b"</table>" + links, 1))
    put(folder, list_dot_html=page(*(f"file-{number}.pdf" for number in range(60))))
    put(folder, **{"file-0_dot_pdf": DOCX})
    run(folder, out)
    assert bundles(out)["file-0.pdf"] == ("minutes.html", "attachment")
    assert bundles(out)["list.html"] == ("", "")


def test_hostile_links_lead_nowhere(folder: Path, out: Path) -> None:
    secret = folder.parent / "secret.pdf"
    secret.write_bytes(PDF)
    links = [
        "../../../../etc/passwd",
        "../secret.pdf",
        f"file://{secret}",
        str(secret),
        "//[::1/x.pdf",
        "http://[/x.pdf",
        "%00.pdf",
    ]
    links += ["..%2f..%2fsecret.pdf", "in.zip!/../secret.pdf", "https://bip.example.pl:99999/x.pdf", "a" * 100_000 + ".pdf"]
    put(folder, page_dot_html=page(*links), minutes_dot_docx=DOCX)
    many = b"".join(b'<a href="x/%d.pdf">x</a>\n' % number for number in range(400_000))
    put(folder, many_dot_html=b"<!doctype html><p>Pliki</p>" + many)
    assert len(many) > 10_000_000
    run(folder, out)
    assert set(bundles(out).values()) == {("", "")}


# Doubts


def test_one_attachment_of_two_pages_and_of_all_pages(folder: Path, out: Path) -> None:
    put(folder, b_dot_html=page("files/one.pdf", words="B"), a_dot_html=page("files/one.pdf", words="A"), files__one_dot_pdf=PDF)
    put(folder, **{f"page-{number}_dot_html": page("terms.docx", words=f"Strona {number}") for number in range(12)})
    put(folder, terms_dot_docx=DOCX)
    run(folder, out)
    assert bundles(out)["one.pdf"] == ("a.html", "attachment")
    assert bundles(out)["b.html"] == bundles(out)["terms.docx"] == ("", "")
    several = sorted(message.replace(f"{folder}/", "") for message in said(out, "in-several-bundles"))
    assert several[0] == "counted to a.html; it belongs to b.html, too"
    assert several[1].startswith("linked from 12 pages, and so taken for an attachment of none: page-0.html, ")


def test_an_attachment_that_repeats_the_page(folder: Path, out: Path) -> None:
    put(folder, page_dot_html=HTML.replace(b"</table>", b'</table><p><a href="table.docx">Tabela</a></p>', 1), table_dot_docx=DOCX)
    run(folder, out)
    (message,) = said(out, "repeated-in-bundle")
    assert message.replace(f"{folder}/", "") == "6 of its 6 postulates stand in page.html as well, by the same organisation"
    assert len(table(out, "postulates")) == 12


def test_the_example_of_the_documentation(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    archive = tmp_path / "archive"
    put(archive, wyniki_dot_html=page("pliki/zestawienie.pdf"), wyniki_pliki__ramka_dot_html=page(words="Ramka"))
    put(archive, pliki__zestawienie_dot_pdf=PDF, statut_dot_pdf=b"%PDF-1.7")
    put(archive, protokol_dot_eml=letter(protokol_dot_docx=DOCX, lista_dot_pdf=ODT).as_bytes())
    assert main(["run", "archive", "-o", str(out), "--format", "csv", "-q"]) == 1  # one file is damaged, and alone
    section = (SAMPLES.parent / "docs" / "batches.md").read_text("utf-8").partition("## A page and its attachments")[2]
    lines = [[cell.strip(" `") for cell in line.split("|")[1:-1]] for line in section.splitlines() if line.startswith("| `")]
    sources = {name: source for name, source, _, _ in lines}
    rows = table(out, "documents")
    names = {row["document_id"]: row["source"] for row in rows}
    assert [(row["source"], names.get(row["bundle"], ""), row["bundle_role"]) for row in rows] == [
        (source, sources.get(bundle, ""), role) for _, source, bundle, role in lines
    ]


# The same however it is done


def mixture(folder: Path) -> Path:
    put(folder, letter_dot_eml=letter(minutes_dot_docx=DOCX, again_dot_pdf=PDF).as_bytes())
    put(folder, b_dot_html=page("files/one.pdf", "files/two.odt", words="B"), a_dot_html=page("files/one.pdf", words="A"))
    put(folder, files__one_dot_pdf=PDF, files__two_dot_odt=ODT, c_dot_html=HTML, c_pliki__d_dot_txt=TEXT)
    return folder


def test_workers_and_the_order_of_inputs_change_nothing(folder: Path, tmp_path: Path) -> None:
    mixture(folder)
    first = tmp_path / "first"
    run(folder, first, "--workers", "1")
    assert len({row["bundle"] for row in table(first, "documents")} - {""}) == 3
    given = [str(path) for path in folder.rglob("*") if path.is_file()]
    for number, workers in enumerate(("2", "1")):
        random.Random(number).shuffle(given)
        out = tmp_path / f"other-{number}"
        assert main(["run", *given, "-o", str(out), "--format", "csv", "-q", "--workers", workers]) == 0
        for name in ("documents", "findings"):
            assert (out / f"{name}.csv").read_bytes() == (first / f"{name}.csv").read_bytes()


def test_in_memory_it_is_the_same(folder: Path, out: Path) -> None:
    put(mixture(folder) / "letter.eml").unlink()
    run(folder, out)
    found = postulat.run(folder)
    rows = [(row.source, row.bundle or "", row.bundle_role or "") for row in found.documents]
    assert rows == [(row["source"], row["bundle"], row["bundle_role"]) for row in table(out, "documents")]
    assert not found.bonds
    assert postulat.read(folder / "c.html").documents[0].bundle is None


def test_a_letter_that_comes_later_changes_what_was_there(folder: Path, out: Path) -> None:
    put(folder, minutes_dot_docx=DOCX)
    run(folder, out)
    assert bundles(out) == {"minutes.docx": ("", "")}
    put(folder, page_dot_html=page("minutes.docx"))
    run(folder, out)
    assert bundles(out)["minutes.docx"] == ("page.html", "attachment")
    assert json.loads((out / "run.json").read_text("utf-8"))["documents"]["kept"] == 1
