"""The whole way, in a process of its own, against local sites: what is asked, how often, how gently, and what the archive holds."""

from __future__ import annotations

import gzip
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import brotli
import pytest
from office_site import Reply, Site, described, serving

from postulat.extract.fetch.archive.reader import ArchiveReader, documents, warc_files
from postulat.extract.fetch.archive.visit import Visit
from postulat.extract.fetch.crawl.crawl import Event
from postulat.extract.fetch.crawl.isolated_crawl import fetch, start
from postulat.extract.fetch.crawl.monitoring import status
from postulat.extract.fetch.crawl.probe import probe, toml
from postulat.extract.fetch.crawl.single_page import fetch_one
from postulat.extract.fetch.crawl.worker import CrawlJob
from postulat.extract.fetch.errors import FetchError
from postulat.extract.fetch.sources.source import Manners
from postulat.extract.fetch.sources.source_file import parse

AGENT = "postulat/test (biuro@example.org)"
EVENTS = 10
"""Random points at which a crawl is killed."""
MANY = 1_575
"""Articles; with their listings and files, some 2,000 pages."""
GROWTH = 30 * 1024
"""kB of memory that a crawl may gain between its 500th page and its last."""


def check(folder: Path) -> None:
    """What `warcio check` says of all files; without brotli, whose newer versions it stumbles over."""
    files = [str(path) for path in warc_files(folder)]
    code = "import sys; sys.modules['brotli'] = None; from warcio.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, "check", *files], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def visits(folder: Path) -> dict[str, Visit]:
    """The last visit to each address."""
    reader = ArchiveReader.open(folder)
    try:
        return {visit.url: visit for visit in reader.index.visits("final = 1")}
    finally:
        reader.close()


def in_turn(*replies: Reply | bytes) -> object:
    """A page that answers these, one after the other, and then the last."""
    waiting = list(replies)
    return lambda _: waiting.pop(0) if len(waiting) > 1 else waiting[0]


# One office with everything in it


class Office:
    """What a crawl of the office gave."""

    def __init__(self, site: Site, other: Site, folder: Path) -> None:
        names = ["busy", "many", "dead", "flaky", "slow", "gz", "br", "charset", "private", "forbidden", "cut", "huge"]
        site.pages = {
            "/robots.txt": b"User-agent: *\nDisallow: /article/forbidden\n",
            "/": b"<h1>Konsultacje</h1>" + "".join(f"<a href=/article/{name}>{name}</a>" for name in names).encode(),
            "/article/busy": in_turn(Reply(b"later", 503, {"Retry-After": "1"}), b"<p>busy"),  # type: ignore[dict-item]
            "/article/many": Reply(b"never", 429, {"Retry-After": "9999"}),
            "/article/dead": Reply(b"broken", 500),
            "/article/flaky": in_turn(Reply(b"", 502), Reply(b"", 502), b"<p>flaky"),  # type: ignore[dict-item]
            "/article/slow": Reply(b"<p>slow", slow=0.5),
            "/article/gz": Reply(gzip.compress(b"<p>gz <a href=/file/1>x</a>", mtime=0), headers={"Content-Encoding": "gzip"}),
            "/article/br": Reply(brotli.compress(b"<p>br"), headers={"Content-Encoding": "br"}),
            "/article/charset": Reply("<p>Łódź".encode("cp1250"), headers={"Content-Type": "text/html; charset=utf-8"}),
            "/article/private": Reply(b"", 302, {"Location": f"{other.url}/secret"}),
            "/article/cut": Reply(b"<p>", headers={"Content-Encoding": "gzip", "X": "y"}),
            "/article/huge": Reply(b"x" * 1_200_000),
            "/file/1": Reply(b"", 301, {"Location": "/file/2.pdf"}),
            "/file/2.pdf": b"%PDF-1.7 plik",
        }
        self.site, self.other, self.folder = site, other, folder
        described_ = described(f"{site.url}/", f'hosts = ["127.0.0.1:{other.port}"]\nlanguage = "pl"\n')
        caps = replace(described_.caps, file_megabytes=1)
        manners = replace(described_.manners, longest_wait=5.0, retries=2)
        self.source = replace(described_, caps=caps, manners=manners, allow_private=(f"127.0.0.1:{site.port}",))
        self.events: list[Event] = []
        self.result = fetch(self.source, folder, AGENT, self.events.append)
        self.first = list(site.asked)
        self.visits = {url.removeprefix(site.url): visit for url, visit in visits(folder).items()}
        site.asked.clear()
        self.again = fetch(self.source, folder, AGENT)
        self.second = list(site.asked)

    def times(self, path: str) -> list[float]:
        return [item.time for item in self.first if item.path == path]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    first, second = serving(Site()), serving(Site({"/secret": b"<p>geheim"}))
    try:
        yield Office(next(first), next(second), tmp_path_factory.mktemp("office"))
    finally:
        first.close()
        second.close()


def test_it_says_who_asks(office: Office) -> None:
    assert {item.headers["User-Agent"] for item in office.first} == {AGENT}
    assert {item.headers["Accept-Language"] for item in office.first} == {"pl,en;q=0.3"}
    assert all("Cookie" not in item.headers and "Referer" not in item.headers for item in office.first)


def test_robots_are_asked_first_and_obeyed(office: Office) -> None:
    assert office.first[0].path == "/robots.txt"
    assert "/article/forbidden" not in [item.path for item in office.first]
    assert office.visits["/article/forbidden"].error == "forbidden by robots.txt"
    assert office.result.counts["refused"] == 2, "this, and the private address"


def test_a_busy_server_is_left_alone_as_long_as_it_asks(office: Office) -> None:
    first, second = office.times("/article/busy")
    assert second - first >= 1
    between = [item.path for item in office.first if first < item.time < second]
    assert between == []
    assert office.visits["/article/busy"].status == 200


def test_a_server_that_asks_for_too_long_is_left_for_the_next_run(office: Office) -> None:
    assert len(office.times("/article/many")) == 1
    assert office.visits["/article/many"].error == "status 429"


def test_errors_are_asked_again_with_growing_distance_and_given_up(office: Office) -> None:
    first, second, third = office.times("/article/dead")
    assert second - first >= 0.05
    assert third - second >= 0.1
    assert office.visits["/article/dead"].change == "failed"
    assert (len(office.times("/article/flaky")), office.visits["/article/flaky"].change) == (3, "new")


def test_no_redirect_to_a_private_address(office: Office) -> None:
    assert office.other.asked == []
    (refused,) = (visit for url, visit in office.visits.items() if url == f"{office.other.url}/secret")
    assert "127.0.0.1 leads to 127.0.0.1, which is no public address" in refused.error
    assert refused.change == "refused"


def test_packed_slow_and_wrongly_declared_answers(office: Office) -> None:
    kept = {item.url.removeprefix(office.site.url): item.payload for item in documents(office.folder)}
    assert kept["/article/gz"] == b"<p>gz <a href=/file/1>x</a>"
    assert kept["/article/br"] == b"<p>br"
    assert kept["/article/slow"] == b"<p>slow"
    assert kept["/article/charset"].decode("cp1250") == "<p>Łódź"
    assert kept["/file/2.pdf"] == b"%PDF-1.7 plik"
    assert "/article/huge" not in kept
    assert office.visits["/article/huge"].error.startswith("larger than 1048576 bytes")
    assert office.visits["/file/2.pdf"].via == f"{office.site.url}/article/gz"


def test_every_answer_is_kept_also_the_refusals(office: Office) -> None:
    reader = ArchiveReader.open(office.folder)
    told = reader.index.visits("run = ?", (office.result.run,))
    kept = Counter((visit.url.removeprefix(office.site.url), visit.status) for visit in told)
    reader.close()
    assert kept[("/article/busy", 503)] == 1
    assert kept[("/article/flaky", 502)] == 2
    assert kept[("/article/dead", 500)] == 3
    check(office.folder)


def test_one_page_at_a_time(office: Office) -> None:
    """Each page is asked for when the one before is there."""
    assert len({item.connection for item in office.first if item.path != "/article/huge"}) <= 3
    assert [item.time for item in office.first] == sorted(item.time for item in office.first)


def test_what_has_not_changed_is_not_sent_again(office: Office) -> None:
    good = {path for path, visit in office.visits.items() if visit.good}
    assert sum(item.sent for item in office.second if item.path in good) == 0
    assert {item.path for item in office.second} >= good
    assert office.again.counts["same"] == len(good) - 1, "all but robots.txt"


def test_how_the_source_is(office: Office) -> None:
    (told,) = status(office.folder)
    assert (told.source, told.outcome, told.alarms) == ("office", "ok", ())
    assert told.counts["failed"] >= 3
    assert told.last_success > told.last_run


# Gentle


def test_the_delay_is_kept_between_pages(site: Site, tmp_path: Path) -> None:
    site.pages = {"/": b"<p>" + b"".join(b"<a href=/article/%d>x</a>" % number for number in range(3))}
    site.pages |= {f"/article/{number}": b"<p>x" for number in range(3)}
    source = replace(described(f"{site.url}/"), manners=Manners(delay=1.0))
    assert fetch(source, tmp_path).counts == {"new": 4}
    times = [item.time for item in site.asked]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert min(gaps) >= 0.5, "a busy machine hears of a request late, and so of the next one early"
    assert len({item.connection for item in site.asked}) == 1


def test_a_site_whose_robots_cannot_be_read_is_left_alone(site: Site, tmp_path: Path) -> None:
    site.pages = {"/robots.txt": Reply(b"", 503), "/": b"<p><a href=/article/1>x</a>"}
    source = replace(described(f"{site.url}/"), manners=Manners(delay=0, retries=1, backoff=0.01))
    result = fetch(source, tmp_path)
    assert site.paths() == ["/robots.txt", "/robots.txt"]
    assert result.outcome == "failed"
    assert "robots.txt cannot be read (status 503)" in status(tmp_path)[0].alarms[0]


def test_the_distance_that_robots_ask_for(site: Site, tmp_path: Path) -> None:
    site.pages = {
        "/robots.txt": b"User-agent: postulat\nCrawl-delay: 2\n",
        "/": b"<p><a href=/article/1>x</a>",
        "/article/1": b"<p>x",
    }
    fetch(described(f"{site.url}/"), tmp_path)
    times = [item.time for item in site.asked if item.path != "/robots.txt"]
    assert times[1] - times[0] >= 1


# Large, and killed


def large(site: Site, articles: int, listed: int) -> None:
    """A site of listings with articles, every fourth of which has a file."""
    padding = b"<p>" + b"Protokol ze spotkania z organizacjami. " * 200

    def listing(number: int) -> bytes:
        links = b"".join(
            b"<li><a href=/article/%d>x</a>" % index for index in range(number * listed, min(articles, (number + 1) * listed))
        )
        more = b"<a href='/?page=%d'>dalej</a>" % (number + 1) if (number + 1) * listed < articles else b""
        return b"<h1>Spotkania</h1><ul>" + links + b"</ul>" + more

    site.pages = {f"/?page={number}" if number else "/": listing(number) for number in range((articles + listed - 1) // listed)}
    for number in range(articles):
        file = b"<a href=/file/%d>plik</a>" % number if number % 4 == 0 else b""
        site.pages[f"/article/{number}"] = b"<h1>%d</h1>" % number + file + padding
        if file:
            site.pages[f"/file/{number}"] = b"%PDF-1.7 " + str(number).encode()


def resident(pid: int) -> int:
    """kB of memory that a process holds."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


def test_two_thousand_pages(site: Site, tmp_path: Path) -> None:
    """Every page once, in flat memory; asked again, nothing but headers is sent."""
    large(site, MANY, 50)
    source = described(f"{site.url}/")
    worker = start(CrawlJob(source, tmp_path))
    memory = []
    for count, _ in enumerate(worker.stdout or ()):
        if count in (500, 1950) and sys.platform == "linux":
            memory.append(resident(worker.pid))
    assert worker.wait() == 0
    for stream in (worker.stdout, worker.stderr):
        assert stream is not None
        stream.close()
    assert Counter(site.paths()) == Counter([*site.pages, "/robots.txt"])
    assert not memory or memory[1] - memory[0] < GROWTH
    check(tmp_path)
    size = sum(path.stat().st_size for path in warc_files(tmp_path))
    site.asked.clear()
    assert fetch(source, tmp_path).counts == {"same": len(site.pages)}
    assert sum(item.sent for item in site.asked if item.path != "/robots.txt") == 0
    assert sum(path.stat().st_size for path in warc_files(tmp_path)) < 3 * size


def told(folder: Path) -> list[tuple[object, ...]]:
    return [(item.url, item.role, item.attachment_of, item.payload) for item in documents(folder)]


def test_killed_at_random_points_it_goes_on_to_the_same_archive(site: Site, tmp_path: Path) -> None:
    large(site, 120, 20)
    source = described(f"{site.url}/")
    fetch(source, tmp_path / "whole")
    site.asked.clear()
    dice = random.Random(20260609)
    folder = tmp_path / "killed"
    for _ in range(EVENTS):
        worker = start(CrawlJob(source, folder))
        assert worker.stdout is not None
        for _ in range(dice.randrange(1, 22)):
            worker.stdout.readline()
        time.sleep(dice.random() * 0.02)
        worker.kill()
        worker.wait()
        worker.stdout.close()
        assert worker.stderr is not None
        worker.stderr.close()
    result = fetch(source, folder)
    assert result.resumed
    assert result.outcome == "ok"
    assert told(folder) == told(tmp_path / "whole")
    check(folder)
    reader = ArchiveReader.open(folder)
    kept = Counter(visit.url for visit in reader.index.visits("role != 'robots'"))
    reader.close()
    assert kept == Counter({site.url + path: 1 for path in site.pages}), "every page is kept once"
    extra = Counter(path for path in site.paths() if path != "/robots.txt") - Counter(dict.fromkeys(site.pages, 1))
    assert sum(extra.values()) <= EVENTS, "what was on its way at the kill is asked for again, nothing else"


# Single pages, new sites, mistakes


def test_one_page(site: Site, tmp_path: Path) -> None:
    site.pages = {"/stare": Reply(b"", 301, {"Location": "/nowe.pdf"}), "/nowe.pdf": b"%PDF-1.7 x"}
    got = fetch_one(f"{site.url}/stare", tmp_path, AGENT, ("*",))
    assert (got.url, got.payload, got.media_type) == (f"{site.url}/nowe.pdf", b"%PDF-1.7 x", "application/pdf")
    site.asked.clear()
    again = fetch_one(f"{site.url}/stare", tmp_path, AGENT, ("*",))
    assert (again.record_id, again.payload, again.date) == (got.record_id, got.payload, got.date)
    assert [item.sent for item in site.asked if item.path == "/nowe.pdf"] == [0]
    with pytest.raises(FetchError, match="status 404"):
        fetch_one(f"{site.url}/brak", tmp_path, AGENT, ("*",))
    with pytest.raises(FetchError, match=r"leads to 127\.0\.0\.1, which is no public address"):
        fetch_one(f"{site.url}/stare", tmp_path / "other", AGENT)


def test_a_look_at_a_new_site(site: Site) -> None:
    addresses = [f"/start/{3000 + number}.artykul.spotkanie-{number}.html" for number in range(8)]
    titles = [f"Podsumowanie spotkania numer {number} z organizacjami" for number in range(8)]
    menu = "<h1>Aktualności</h1><a href=/kontakt>Kontakt</a><a href=/o-nas>O nas</a><a href='/aktualnosci?strona=2'>2</a>"
    listed = "".join(f"<a href='{address}'>{title}</a>" for address, title in zip(addresses, titles, strict=True))
    site.pages = dict.fromkeys(addresses, b"<p>x <a href='/zalacznik/77'>Protokol</a>")
    site.pages["/aktualnosci"] = (menu + listed).encode()
    found = probe(f"{site.url}/aktualnosci", AGENT, ("*",))
    assert [link.text for link in found.links["article"]] == titles
    assert [link.url for link in found.links["pagination"]] == [f"{site.url}/aktualnosci?strona=2"]
    assert [link.url for link in found.attachments] == [f"{site.url}/zalacznik/77"]
    assert len(found.looked_into) == 3
    drafted = parse(toml(found), "draft.toml", "draft")
    assert drafted.role(f"{site.url}/start/4711.artykul.inne.html", "") == "article"
    assert drafted.role(f"{site.url}/zalacznik/99", "") == "attachment"
    assert drafted.role(f"{site.url}/aktualnosci?strona=7", "7") == "pagination"
    assert drafted.role(f"{site.url}/kontakt", "Kontakt") is None


def test_a_full_disk_stops_the_crawl_and_it_goes_on_later(site: Site, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="this system has no limits of file sizes")
    large(site, 120, 20)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, limits[1]))
    try:
        with pytest.raises(FetchError, match="cannot be written"):
            fetch(described(f"{site.url}/"), tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert 2 < len(site.asked) < len(site.pages)
    assert fetch(described(f"{site.url}/"), tmp_path).resumed
    assert Counter(site.paths()).most_common(2)[1][1] <= 2
    check(tmp_path)


def test_an_archive_that_is_in_use_is_told_in_a_line(site: Site, tmp_path: Path) -> None:
    from postulat.extract.fetch.archive.writer import Keeper

    keeper = Keeper(tmp_path)
    with pytest.raises(FetchError, match="another fetch is writing to this archive"):
        fetch(described(f"{site.url}/"), tmp_path)
    keeper.close()
    assert site.asked == []
