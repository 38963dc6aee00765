"""What a crawl follows, what it leaves, and what it says of a site: over given answers, without a network."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from office_site import crawled, described, raw

from postulat.extract.fetch.archive.reader import documents
from postulat.extract.fetch.crawl.monitoring import Status, status
from postulat.extract.fetch.sources.source import Caps

A = "https://a.pl"
OFFICE = described(f"{A}/")


def page(*links: str, heading: str = "Konsultacje", text: str = "") -> bytes:
    return f"<h1>{heading}</h1><p>{text}</p>{''.join(f'<a href={link!r}>Protokół {link}</a>' for link in links)}".encode()


def only(folder: Path) -> Status:
    (found,) = status(folder)
    return found


def test_each_page_once_however_it_is_linked(tmp_path: Path) -> None:
    site = {
        f"{A}/": raw(page("/article/1", "article/1#top", "HTTPS://A.PL:443/article/1?utm_source=x", "/?page=2", "/o-nas")),
        f"{A}/?page=2": raw(page("/article/2", "/article/1", "/?page=1", "/?page=2", "/")),
        f"{A}/?page=1": raw(page("/article/1")),
        f"{A}/article/1": raw(page("/file/1", "/article/2", "/o-nas")),
        f"{A}/article/2": raw(page("/file/1", "https://b.pl/file/2")),
        f"{A}/file/1": raw(b"%PDF-1.7 x"),
    }
    done = crawled(OFFICE, tmp_path, site)
    assert sorted(done.asked) == sorted(site)
    assert done.counts == {"new": 6}
    assert (done.outcome, done.reason) == ("ok", "")
    assert [(item.url, item.role, item.attachment_of) for item in documents(tmp_path)] == [
        (f"{A}/article/1", "article", ""),
        (f"{A}/article/2", "article", ""),
        (f"{A}/file/1", "attachment", f"{A}/article/1"),
    ]


def test_redirects(tmp_path: Path) -> None:
    site = {
        f"{A}/": raw(page(*(f"/article/{name}" for name in ("off", "loop", "self", "mail", "far", "www")))),
        f"{A}/article/off": raw(status=302, Location="http://169.254.169.254/latest/meta-data"),
        f"{A}/article/loop": raw(status=301, Location="/article/loop2"),
        f"{A}/article/loop2": raw(status=301, Location="/article/loop"),
        f"{A}/article/self": raw(status=301, Location="/article/self"),
        f"{A}/article/mail": raw(status=301, Location="mailto:x@a.pl"),
        f"{A}/article/www": raw(status=308, Location="https://www.a.pl/article/www"),
        "https://www.a.pl/article/www": raw(page()),
        **{f"{A}/article/far{'r' * number}": raw(status=302, Location=f"/article/far{'r' * (number + 1)}") for number in range(40)},
    }
    done = crawled(OFFICE, tmp_path, site)
    assert "http://169.254.169.254/latest/meta-data" not in done.asked
    assert [url for url in done.asked if url.endswith("rr")][-1] == f"{A}/article/far{'r' * 10}"
    assert done.counts["failed"] == 5
    assert [item.url for item in documents(tmp_path)] == ["https://www.a.pl/article/www"]


def test_attachments_behind_redirects_belong_to_their_article(tmp_path: Path) -> None:
    site = {
        f"{A}/": raw(page("/article/1")),
        f"{A}/article/1": raw(page("/file/pobierz?id=7")),
        f"{A}/file/pobierz?id=7": raw(status=302, Location="/dane/7.bin"),
        f"{A}/dane/7.bin": raw(b"%PDF-1.7 x", Content_Type="application/octet-stream"),
    }
    crawled(OFFICE, tmp_path, site)
    (attached,) = (item for item in documents(tmp_path) if item.role == "attachment")
    assert (attached.url, attached.attachment_of) == (f"{A}/dane/7.bin", f"{A}/article/1")
    assert attached.media_type == "application/pdf"


def test_kinds_are_told_by_bytes(tmp_path: Path) -> None:
    site = {
        f"{A}/": raw(page("/article/1", "/article/2", "/article/3")),
        f"{A}/article/1": raw(page("/file/a.pdf", "/file/b.doc"), Content_Type="application/pdf"),
        f"{A}/article/2": raw(b"%PDF-1.7 x", Content_Type="text/html"),
        f"{A}/article/3": raw(b""),
        f"{A}/file/a.pdf": raw(page("/article/4", heading="Zaloguj"), Content_Type="application/pdf"),
        f"{A}/file/b.doc": raw(b"\x89PNG\r\n\x1a\n...", Content_Type="application/msword"),
    }
    done = crawled(OFFICE, tmp_path, site)
    assert f"{A}/article/4" not in done.asked
    assert only(tmp_path).doubts == (
        f"{A}/file/a.pdf: a web page, where a file was linked",
        f"{A}/file/b.doc: not a kind of file that holds text (image/png)",
    )
    kinds = {item.url: item.media_type for item in documents(tmp_path)}
    assert kinds[f"{A}/article/1"] == "text/html"
    assert kinds[f"{A}/article/2"] == "application/pdf"
    assert f"{A}/article/3" not in kinds
    assert f"{A}/file/b.doc" not in kinds


def test_an_endless_calendar_ends(tmp_path: Path) -> None:
    class Calendar(dict[str, bytes]):
        def get(self, url: str, default: object = None) -> bytes:  # type: ignore[override]
            number = int(url.rpartition("=")[2]) if "page=" in url else 0
            return raw(page("/article/1", f"/?page={number + 1}", f"/?page={number + 2}"))

    done = crawled(OFFICE, tmp_path, Calendar())
    assert len(done.asked) < 15
    assert done.outcome == "limit"
    assert "listings that go on without a new article" in done.reason


def test_addresses_that_grow_are_left(tmp_path: Path) -> None:
    class Growing(dict[str, bytes]):
        def get(self, url: str, default: object = None) -> bytes:  # type: ignore[override]
            return raw(f"<h1>x</h1><a href='{url.rstrip('/')}/section/article/'>Dalej</a>".encode())

    done = crawled(replace(OFFICE, caps=Caps(depth=50)), tmp_path, Growing())
    assert len(done.asked) < 10
    assert "addresses that look endless" in done.reason


@pytest.mark.parametrize(
    ("caps", "most", "says"),
    [
        (Caps(pages=7), 7, "pages = 7"),
        (Caps(megabytes=0), 0, "megabytes = 0"),
        (Caps(listing_pages=2), 24, "listing_pages = 2"),
        (Caps(depth=0), 21, "depth = 0"),
    ],
)
def test_caps_are_kept_and_told(caps: Caps, most: int, says: str, tmp_path: Path) -> None:
    site = {
        f"{A}/?page={number}": raw(page(f"/?page={number + 1}", f"/article/{number}a", f"/article/{number}b"))
        for number in range(20)
    }
    site |= {f"{A}/article/{number}{letter}": raw(page()) for number in range(20) for letter in "ab"}
    done = crawled(replace(described(f"{A}/?page=0"), caps=caps), tmp_path, site)
    assert len(done.asked) <= most
    assert done.outcome in ("limit", "failed")
    assert says in done.reason


def test_an_edited_page_gives_both_versions(tmp_path: Path) -> None:
    site = {f"{A}/": raw(page("/article/1")), f"{A}/article/1": raw(page(text="Uwagi nie uwzględniono."))}
    crawled(OFFICE, tmp_path, site)
    assert crawled(OFFICE, tmp_path, site).counts == {"same": 2}
    site[f"{A}/article/1"] = raw(page(text="Uwagę uwzględniono.") + b"<script>1</script>")
    assert crawled(OFFICE, tmp_path, site).counts == {"same": 1, "changed": 1}
    site[f"{A}/article/1"] = raw(page(text="Uwagę uwzględniono.") + b"<script>visit(7)</script>")
    assert crawled(OFFICE, tmp_path, site).counts == {"same": 2}, "what a reader sees is the same"
    before, after = documents(tmp_path, "all")
    assert (b"nie uwzgl" in before.payload, b"nie uwzgl" in after.payload) == (True, False)
    assert before.seen is not None
    assert after.seen is not None
    assert before.date < before.seen < after.date < after.seen
    assert list(documents(tmp_path)) == [after]


def test_a_page_that_vanished_stays_in_the_archive(tmp_path: Path) -> None:
    """Also one that no listing leads to any more: what was known is asked for again."""
    site = {
        f"{A}/": raw(page("/article/1", "/article/2")),
        f"{A}/article/1": raw(page(text="Pierwszy")),
        f"{A}/article/2": raw(page("/file/2", text="Drugi")),
        f"{A}/file/2": raw(b"%PDF-1.7 x"),
    }
    crawled(OFFICE, tmp_path, site)
    site[f"{A}/"] = raw(page("/article/1"))
    del site[f"{A}/article/2"]
    assert crawled(OFFICE, tmp_path, site).counts == {"changed": 1, "same": 2, "gone": 1}
    assert only(tmp_path).counts["gone"] == 1
    vanished = {item.url: item.gone for item in documents(tmp_path)}
    assert vanished[f"{A}/article/2"] is not None
    assert vanished[f"{A}/article/1"] is None
    assert f"{A}/article/2" not in crawled(OFFICE, tmp_path, site).asked, "what is gone is asked for once"
    site[f"{A}/"] = raw(page("/article/1", "/article/2"))
    site[f"{A}/article/2"] = raw(page("/file/2", text="Drugi"))
    assert crawled(OFFICE, tmp_path, site).counts["back"] == 1


LISTED = {f"{A}/": raw(page("/article/1", "/article/2", heading="Spotkania")), **{f"{A}/article/{n}": raw(page()) for n in (1, 2)}}


def alarms(folder: Path, listing: bytes, **more: bytes) -> tuple[str, ...]:
    """The alarms of a second run, in which the listing is another."""
    assert crawled(OFFICE, folder, LISTED).outcome == "ok"
    assert only(folder).alarms == ()
    crawled(OFFICE, folder, {**LISTED, f"{A}/": listing, **{f"{A}/{path}": data for path, data in more.items()}})
    return only(folder).alarms


def test_a_listing_that_yields_nothing_is_an_alarm_until_it_is_well(tmp_path: Path) -> None:
    (alarm,) = alarms(tmp_path, raw(page("/o-nas", heading="Spotkania")))
    assert alarm.startswith(f"{A}/: lists no articles any more; on ")
    assert alarm.endswith("it listed 2")
    crawled(OFFICE, tmp_path, {**LISTED, f"{A}/": raw(page("/o-nas", heading="Spotkania"))})
    assert only(tmp_path).alarms == (alarm,)
    crawled(OFFICE, tmp_path, LISTED)
    assert only(tmp_path).alarms == ()


def test_a_listing_that_loses_its_headings_is_an_alarm(tmp_path: Path) -> None:
    (alarm,) = alarms(tmp_path, raw(page("/article/1", heading="Strona w przebudowie")))
    assert "has lost its headings" in alarm
    assert alarm.endswith("they were “Spotkania”")


def test_a_listing_moved_to_a_page_without_articles_is_an_alarm(tmp_path: Path) -> None:
    moved = alarms(tmp_path, raw(status=301, Location="/nowa"), nowa=raw(page("/o-nas", heading="Spotkania")))
    assert any("lists no articles any more" in alarm for alarm in moved)


def test_a_listing_that_fails_is_an_alarm(tmp_path: Path) -> None:
    assert any("status 403" in alarm for alarm in alarms(tmp_path, raw(b"<h1>Forbidden</h1>", status=403)))


def test_a_source_that_never_listed_anything_is_an_alarm(tmp_path: Path) -> None:
    crawled(OFFICE, tmp_path, {f"{A}/": raw(page("/o-nas"))})
    assert only(tmp_path).alarms == (f"{A}/: lists nothing: no link on it fits the source's patterns",)


def test_new_articles_and_titles_that_are_links_are_no_alarm(tmp_path: Path) -> None:
    def listing(number: int) -> bytes:
        return raw(f"<h1>Spotkania</h1><h2><a href='/article/{number}'>Protokół {number}</a></h2>".encode())

    for number in (1, 2, 3):
        crawled(OFFICE, tmp_path, {f"{A}/": listing(number), f"{A}/article/{number}": raw(page())})
        assert only(tmp_path).alarms == ()
    assert only(tmp_path).counts == {"changed": 1, "gone": 1, "new": 1}
