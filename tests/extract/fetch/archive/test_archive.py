"""The archive holds what came, once, whatever happens to the program; and other programs can read it."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from office_site import crawled, described, exchange, raw
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from postulat.extract.fetch.archive import reader as archive_module
from postulat.extract.fetch.archive.archived import Archived
from postulat.extract.fetch.archive.index import Index
from postulat.extract.fetch.archive.reader import ArchiveReader, documents, is_archive, warc_files
from postulat.extract.fetch.archive.warc import groups
from postulat.extract.fetch.archive.writer import Keeper
from postulat.extract.fetch.crawl.crawl import Crawl
from postulat.extract.fetch.errors import FetchError

A = "https://a.pl"
OFFICE = described(f"{A}/", 'office = "Urząd"\nmunicipality = "Miasto"\nlanguage = "pl"\n')
PDF = b"%PDF-1.7 zalacznik"
SITE = {
    f"{A}/": raw(b"<h1>Lista</h1><a href=/article/1>1</a><a href=/article/2>2</a>", ETag='"a"'),
    f"{A}/article/1": raw("<p>Łódź <a href=/file/1>x</a>".encode("cp1250"), Content_Type="text/html; charset=windows-1250"),
    f"{A}/article/2": raw(b"<p>Dwa <a href=/file/2>x</a>"),
    f"{A}/file/1": raw(PDF),
    f"{A}/file/2": raw(PDF, Last_Modified="Tue, 09 Jun 2026 12:00:00 GMT"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of two runs."""
    made = tmp_path / "archive"
    crawled(OFFICE, made, SITE)
    crawled(OFFICE, made, {**SITE, f"{A}/article/2": raw(b"", 410)})
    return made


def check(path: Path) -> None:
    """What `warcio check` says of a file."""
    done = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "digest pass" in done.stdout


def listed(index: Index) -> list[object]:
    rows = index.database.execute("SELECT * FROM visits ORDER BY visit").fetchall()
    return [rows, index.runs(), index.lengths()]


def test_other_programs_can_check_it(folder: Path) -> None:
    (path,) = warc_files(folder)
    check(path)


def test_records_are_as_sent_and_received(folder: Path) -> None:
    (path,) = warc_files(folder)
    with path.open("rb") as file:
        records = [
            (record.rec_type, dict(record.rec_headers.headers), record.raw_stream.read())
            for record in ArchiveIterator(file, no_record_parse=True)
        ]
    assert [kind for kind, _, _ in records[:5]] == ["warcinfo", "metadata", "response", "request", "metadata"]
    _, headers, block = next(item for item in records if item[0] == "response" and item[1]["WARC-Target-URI"] == f"{A}/article/1")
    assert block == SITE[f"{A}/article/1"]
    assert headers["WARC-IP-Address"] == "192.0.2.1"
    request = next(headers for kind, headers, _ in records if kind == "request" and headers["WARC-Target-URI"] == f"{A}/article/1")
    assert request["WARC-Concurrent-To"] == headers["WARC-Record-ID"]


def test_the_same_content_is_stored_once(folder: Path) -> None:
    (path,) = warc_files(folder)
    with path.open("rb") as file:
        kinds = [
            (
                record.rec_type,
                record.rec_headers.get_header("WARC-Profile"),
                record.rec_headers.get_header("WARC-Refers-To-Target-URI"),
            )
            for record in ArchiveIterator(file)
            if record.rec_headers.get_header("WARC-Target-URI") == f"{A}/file/2" and record.rec_type in ("response", "revisit")
        ]
        file.seek(0)
        stored = sum(PDF in record.raw_stream.read() for record in ArchiveIterator(file, no_record_parse=True))
    profile = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    assert kinds == [("revisit", profile, f"{A}/file/1")] * 2
    assert stored == 1
    assert [item.payload for item in documents(folder) if item.role == "attachment"] == [PDF, PDF]


def test_documents_carry_what_records_need(folder: Path) -> None:
    first = next(iter(documents(folder)))
    assert (first.url, first.role, first.media_type, first.charset) == (f"{A}/article/1", "article", "text/html", "windows-1250")
    assert (first.source, first.office, first.municipality, first.language) == ("office", "Urząd", "Miasto", "pl")
    assert first.record_id.startswith("<urn:uuid:")
    assert first.payload == "<p>Łódź <a href=/file/1>x</a>".encode("cp1250")
    assert {item.url: item.gone is not None for item in documents(folder)}[f"{A}/article/2"]


def test_the_index_can_be_made_again(folder: Path) -> None:
    reader = ArchiveReader.open(folder)
    before = listed(reader.index)
    reader.close()
    for path in folder.glob("*.sqlite*"):
        path.unlink()
    reader = ArchiveReader.open(folder)
    assert listed(reader.index) == before
    reader.close()
    Keeper(folder).close()
    index = Index.copy(folder / archive_module.INDEX)
    assert listed(index) == before
    index.close()


def test_an_index_of_another_time_is_made_again(folder: Path) -> None:
    before = list(documents(folder))
    path = folder / archive_module.INDEX
    other = Index.writable(path)
    other.reached("postulat-00001.warc.gz", 1 << 40)
    other.close()
    assert list(documents(folder)) == before
    path.write_bytes(b"no database at all")
    assert list(documents(folder)) == before


def test_a_file_cut_anywhere_is_mended(folder: Path, tmp_path: Path) -> None:
    """As after a sudden end: what is whole is kept, what is half is cut off, and the same run gives the same archive."""
    (path,) = warc_files(folder)
    whole = path.read_bytes()
    ends = {0} | {group[-1].offset + group[-1].length for group in groups(path)}
    cuts = {*range(0, len(whole), 97), *(end + step for end in ends for step in (-1, 0, 1) if 0 <= end + step <= len(whole))}
    for number, cut in enumerate(sorted(cuts)):
        torn = tmp_path / f"torn{number}"
        torn.mkdir()
        (torn / path.name).write_bytes(whole[:cut])
        keeper = Keeper(torn)
        keeper.close()
        assert (torn / path.name).stat().st_size == max(end for end in ends if end <= cut)
        shutil.rmtree(torn)


def test_after_a_cut_the_run_goes_on_to_the_same_archive(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    crawled(OFFICE, whole, SITE)
    (path,) = warc_files(whole)
    data = path.read_bytes()
    for number, cut in enumerate(range(400, len(data), len(data) // 7)):
        torn = tmp_path / f"torn{number}"
        torn.mkdir()
        (torn / path.name).write_bytes(data[:cut])
        crawled(OFFICE, torn, SITE)
        check(torn / path.name)
        assert [told(item) for item in documents(torn)] == [told(item) for item in documents(whole)]
        reader = ArchiveReader.open(torn)
        urls = [visit.url for visit in reader.index.visits()]
        reader.close()
        assert sorted(urls) == sorted(SITE), "every page once"


def told(item: Archived) -> tuple[object, ...]:
    return item.url, item.role, item.attachment_of, item.payload, item.digest


def test_one_writes_and_others_may_read(folder: Path) -> None:
    keeper = Keeper(folder)
    with pytest.raises(FetchError, match="another fetch is writing to this archive"):
        Keeper(folder)
    assert len(list(documents(folder))) == 4
    keeper.close()
    Keeper(folder).close()


def test_large_archives_have_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postulat.extract.fetch.archive.writer.LARGEST_FILE", 3000)
    crawled(OFFICE, tmp_path, SITE)
    assert [path.name for path in warc_files(tmp_path)][:2] == ["postulat-00001.warc.gz", "postulat-00002.warc.gz"]
    for path in warc_files(tmp_path):
        check(path)
    assert [item.payload for item in documents(tmp_path) if item.role == "attachment"] == [PDF, PDF]


def test_a_full_disk_leaves_the_archive_whole(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="this system has no limits of file sizes")
    keeper = Keeper(tmp_path)
    crawl = Crawl(OFFICE, keeper)
    (path,) = warc_files(tmp_path)
    size = path.stat().st_size
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, limits[1]))
    try:
        with pytest.raises(FetchError, match="cannot be written: File too large"):
            crawl.arrived(crawl.start()[0], exchange(f"{A}/", SITE[f"{A}/"]))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.stat().st_size == size
    keeper.close()
    assert crawled(OFFICE, tmp_path, SITE).counts == {"new": 5}
    check(path)


def test_a_run_whose_source_changed_begins_anew(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path)
    first = Crawl(OFFICE, keeper)
    first.arrived(first.start()[0], exchange(f"{A}/", SITE[f"{A}/"]))
    assert Crawl(OFFICE, keeper).resumed
    assert not Crawl(OFFICE, keeper, longest_pause=-1).resumed
    assert not Crawl(described(f"{A}/", 'office = "Inny"\n'), keeper).resumed
    assert [run.outcome for run in keeper.index.runs()] == ["abandoned", "abandoned", ""]
    keeper.close()


# Single WARC files


def test_a_single_file_of_ours(folder: Path) -> None:
    (path,) = warc_files(folder)
    assert is_archive(folder)
    assert is_archive(path)
    found = {item.url: item for item in documents(path)}
    assert set(found) == {f"{A}/article/1", f"{A}/article/2", f"{A}/file/1"}, "the same content under another address is a revisit"
    assert found[f"{A}/file/1"].attachment_of == f"{A}/article/1"


def foreign(path: Path, *, packed: bool) -> Path:
    """A file as other programs write it: version 1.0, dates without fractions, pictures among the pages."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        for number, (url, kind, body) in enumerate(
            (
                (f"{A}/x", "text/html", b"<html><p>Stary"),
                (f"{A}/x", "text/html", b"<html><p>Nowy"),
                (f"{A}/p.pdf", "application/octet-stream", PDF),
                (f"{A}/logo.png", "image/png", b"\x89PNG\r\n\x1a\n"),
                (f"{A}/x.js", "text/javascript", b"var x = 1"),
            )
        ):
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            dated = {"WARC-Date": f"2026-06-0{number + 1}T12:00:00Z"}
            made = writer.create_warc_record(
                url, "response", io.BytesIO(body), len(body), http_headers=headers, warc_headers_dict=dated
            )
            writer.write_record(made)
    return path


@pytest.mark.parametrize("packed", [True, False])
def test_a_single_file_of_another_program(tmp_path: Path, packed: bool) -> None:
    path = foreign(tmp_path / "web.warc", packed=packed)
    assert is_archive(path)
    assert [(item.url, item.date.day, item.payload) for item in documents(path)] == [
        (f"{A}/p.pdf", 3, PDF),
        (f"{A}/x", 2, b"<html><p>Nowy"),
    ]
    assert [item.date.day for item in documents(path, "all")] == [3, 1, 2]


@pytest.mark.parametrize("packed", [True, False])
def test_a_damaged_file_says_so_after_what_can_be_read(tmp_path: Path, packed: bool) -> None:
    path = foreign(tmp_path / "web.warc", packed=packed)
    data = path.read_bytes()
    with path.open("rb") as file:
        iterator = ArchiveIterator(file)
        places = [(iterator.get_record_offset(), iterator.get_record_length()) for _ in iterator]
    for offset, length in places:
        for cut in (offset + 12, offset + length // 3, offset + length - 20):
            path.write_bytes(data[:cut])
            with pytest.raises(FetchError, match=r"damaged after|holds no records"):
                list(documents(path))
    given = documents(path)
    assert [next(given).url, next(given).url] == [f"{A}/p.pdf", f"{A}/x"], "what stands before the damage is read"
    with pytest.raises(FetchError, match=r"web\.warc: damaged after 4 records"):
        next(given)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\x1f\x8b\x08", b"<html>"])
def test_what_is_no_archive(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(data)
    assert not is_archive(path)
    assert not is_archive(tmp_path)
    assert not is_archive(tmp_path / "none")
