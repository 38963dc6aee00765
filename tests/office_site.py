"""Offices' sites for tests: a local server whose answers a test writes, and a crawl over answers without any network."""

from __future__ import annotations

import hashlib
import heapq
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from postulat.extract.fetch.archive.writer import Keeper
from postulat.extract.fetch.crawl.crawl import Crawl
from postulat.extract.fetch.crawl.frontier import Step
from postulat.extract.fetch.http.body import answer
from postulat.extract.fetch.http.exchange import Exchange
from postulat.extract.fetch.sources.source import Source
from postulat.extract.fetch.sources.source_file import parse

PATTERNS = """
allow_private = true
[links]
article = ['/article/']
attachment = ['/file/', '\\.pdf$']
pagination = ['[?&]page=\\d+']
listing = ['/section/']
[manners]
delay = 0
backoff = 0.05
[caps]
depth = 2
"""


def described(url: str, extra: str = "") -> Source:
    """A source over the sites of these tests."""
    return parse(f'name = "office"\nstart = ["{url}"]\n{extra}{PATTERNS}', "test.toml", "office")


# A server


class Reply(NamedTuple):
    """What a site answers."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}
    slow: float = 0.0


class Asked(NamedTuple):
    """What a site was asked, when, over which connection, and how much it answered beyond the headers."""

    path: str
    headers: Mapping[str, str]
    time: float
    connection: int
    sent: int


@dataclass
class Site:
    """A local site. A page is bytes, a reply, or a function of the request's headers."""

    pages: dict[str, bytes | Reply | Callable[[Mapping[str, str]], bytes | Reply]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    tags: bool = True
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        return [item.path for item in self.asked]

    def reply(self, path: str, headers: Mapping[str, str]) -> Reply:
        found = self.pages.get(path, Reply(b"<h1>Brak strony</h1>", 404))
        found = found(headers) if callable(found) else found
        found = Reply(found) if isinstance(found, bytes) else found
        if self.tags and found.status == 200:
            tag = f'"{hashlib.md5(found.body, usedforsecurity=False).hexdigest()}"'
            if headers.get("If-None-Match") == tag:
                return Reply(b"", 304, {"ETag": tag})
            return found._replace(headers={**found.headers, "ETag": tag})
        return found


def serving(made: Site) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            came = time.monotonic()
            found = made.reply(self.path, self.headers)
            time.sleep(found.slow)
            made.asked.append(Asked(self.path, dict(self.headers), came, self.client_address[1], len(found.body)))
            lines = [f"HTTP/1.1 {found.status} Answer"]
            if not any(name.lower() == "content-type" for name in found.headers):
                lines.append("Content-Type: text/html")
            lines += [f"{name}: {value}" for name, value in found.headers.items()]
            if found.status != 304:
                lines.append(f"Content-Length: {len(found.body)}")
            try:
                self.wfile.write("\r\n".join([*lines, "", ""]).encode("latin-1") + found.body)
            except OSError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# Answers without a network


def raw(body: bytes = b"", status: int = 200, **headers: str) -> bytes:
    """An answer's bytes."""
    told = {"Content-Length": str(len(body)), **{name.replace("_", "-"): value for name, value in headers.items()}}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status} Answer\r\n{lines}\r\n".encode("latin-1") + body


def exchange(url: str, data: bytes) -> Exchange:
    return Exchange(url, b"GET / HTTP/1.1\r\n\r\n", data, answer(data), datetime.now(UTC), "192.0.2.1")


class Done(NamedTuple):
    """What a crawl over given answers did."""

    asked: list[str]
    outcome: str
    reason: str
    counts: dict[str, int]


def crawled(source: Source, folder: Path, answers: Mapping[str, bytes]) -> Done:
    """A crawl over given answers, by the rules of the real one; an address without an answer gives 404."""
    keeper = Keeper(folder)
    try:
        crawl = Crawl(source, keeper)
        waiting: list[tuple[int, int, Step]] = []
        asked: list[str] = []
        count = 0
        steps = crawl.start()
        while True:
            for step in steps:
                count += 1
                heapq.heappush(waiting, (-step.priority, count, step))
            if not waiting and not (steps := crawl.rest()):
                break
            if not waiting:
                continue
            step = heapq.heappop(waiting)[2]
            steps = []
            done = crawl.done_already(step.url)
            if done is not None:
                steps = crawl.replayed(step, done)
            elif crawl.has_room():
                asked.append(step.url)
                got = answers.get(step.url, raw(b"brak", 404))
                if crawl.conditions(step.url).get("If-None-Match", "-") == answer(got).header("etag"):
                    got = raw(b"", 304)
                steps = crawl.arrived(step, exchange(step.url, got))
        outcome, reason = crawl.finish()
        return Done(asked, outcome, reason, dict(crawl.counts))
    finally:
        keeper.close()
