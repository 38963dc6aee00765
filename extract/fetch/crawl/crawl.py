"""A crawl without a network: what each answer means, what is kept of it, and where to go next. The spider only carries."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import NamedTuple

from postulat.extract import media_types
from postulat.extract.detection import media_type
from postulat.extract.fetch.archive import warc
from postulat.extract.fetch.archive.archived import DOCUMENTS
from postulat.extract.fetch.archive.index import CrawlRun
from postulat.extract.fetch.archive.visit import OK, Visit, timestamp
from postulat.extract.fetch.archive.writer import Keeper
from postulat.extract.fetch.crawl.frontier import Frontier, Step
from postulat.extract.fetch.crawl.links import LinkedPage, page
from postulat.extract.fetch.http.body import BrokenAnswerError, content
from postulat.extract.fetch.http.exchange import Exchange
from postulat.extract.fetch.http.url import absolute
from postulat.extract.fetch.sources.source import Source

LONGEST_PAUSE = 7 * 24 * 3600.0  # seconds after which an interrupted run is not gone on with
NOT_MODIFIED = 304
REDIRECTS = (301, 302, 303, 307, 308)
AGAIN_LATER = (408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524)
MEGABYTE = 1024 * 1024


class Event(NamedTuple):
    """What became of one address, for whoever watches."""

    url: str
    role: str
    status: int
    change: str
    error: str
    size: int


@dataclass(slots=True)
class Crawl:
    """One run of a source into an archive."""

    source: Source
    keeper: Keeper
    hear: Callable[[Event], None] = lambda _: None
    longest_pause: float = LONGEST_PAUSE
    frontier: Frontier = field(init=False)
    run: CrawlRun = field(init=False)
    resumed: bool = field(init=False)
    pages: int = 0
    received: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    start_failures: list[str] = field(default_factory=list)
    full: str = ""
    """The cap that ended the run."""
    rechecked: bool = False

    def __post_init__(self) -> None:
        self.frontier = Frontier(self.source)
        self.run, self.resumed = self.keeper.begin(self.source.name, definition(self.source), self.longest_pause)

    def start(self) -> list[Step]:
        return list(self.frontier.start())

    def rest(self) -> list[Step]:
        """When all links are followed: what earlier runs knew, and this one has not come to. Once."""
        if self.rechecked or not self.source.recheck or self.full:
            return []
        self.rechecked = True
        known = {}
        for visit in self.keeper.index.visits(
            "source = ? AND final = 1 AND role IN ('article', 'attachment')", (self.source.name,)
        ):
            if visit.good:
                known[visit.url] = (visit.url, visit.role, visit.via)
            elif visit.change in ("gone", "missing"):
                known.pop(visit.url, None)
        return list(self.frontier.again(known.values()))

    def has_room(self) -> bool:
        """Whether the caps allow one more page."""
        caps = self.source.caps
        if self.pages >= caps.pages:
            self.full = f"pages = {caps.pages}"
        elif self.received >= caps.megabytes * MEGABYTE:
            self.full = f"megabytes = {caps.megabytes}"
        return not self.full

    def done_already(self, url: str) -> Visit | None:
        """The visit of this very run, where it was interrupted after it."""
        return self.keeper.index.in_run(self.run.run, url) if self.resumed else None

    def conditions(self, url: str) -> dict[str, str]:
        """The headers that ask for a page only if it changed."""
        good = self.keeper.index.last_good(url)
        if good is None or self.keeper.index.where(good.content_id) is None:
            return {}
        return {name: value for name, value in (("If-None-Match", good.etag), ("If-Modified-Since", good.modified)) if value}

    # What comes back

    def arrived(self, step: Step, exchange: Exchange, final: bool = True) -> list[Step]:
        """Keeps an answer, and gives the steps it leads to. `final` is False where the page will be asked for again."""
        visit, found, steps = self.judged(step, exchange, final)
        visit = self.keeper.keep(visit, exchange)
        if step.role != "robots":
            self.pages += final
        self.received += len(exchange.response)
        self.tell(step, visit, len(exchange.response))
        if visit.kind == "not-modified" and visit.good:
            return self.steps_of(step, self.page_of(visit))
        return steps if found is None else self.steps_of(step, found)

    def replayed(self, step: Step, visit: Visit) -> list[Step]:
        """The steps of a visit that this run made before it was interrupted. Nothing is kept twice."""
        self.pages += visit.change != "refused"
        self.received += visit.size
        self.counts[visit.change or "passed"] += 1
        if visit.location:
            made, _ = self.frontier.redirected(step, visit.location)
            self.note_failure(step, visit)
            return [] if made is None else [made]
        if not visit.good:
            self.note_failure(step, visit)
            return []
        return self.steps_of(step, self.page_of(visit))

    def failed(self, step: Step, error: str, refused: bool = False, final: bool = True) -> None:
        """Keeps that there was no answer, and why. `refused`: we did not ask."""
        self.pages += final and not refused and step.role != "robots"
        visit = replace(
            self.blank(step, datetime.now(UTC)),
            kind="failure",
            error=" ".join(error.split())[:500],
            change="refused" if refused else "",
            final=final,
        )
        self.tell(step, self.keeper.keep(visit, None), 0)

    def blank(self, step: Step, started: datetime) -> Visit:
        return Visit(
            run=self.run.run,
            source=self.source.name,
            url=step.url,
            date=timestamp(started),
            role=step.role,
            kind="response",
            record_id=warc.new_id(),
            via=step.via,
            depth=step.depth,
        )

    def judged(self, step: Step, exchange: Exchange, final: bool) -> tuple[Visit, LinkedPage | None, list[Step]]:
        """What an answer is: the visit, the page where it is one, and the step of a redirect."""
        given = exchange.answer
        visit = replace(
            self.blank(step, exchange.started),
            status=given.status,
            charset=given.charset or "",
            etag=given.header("etag")[:1000],
            modified=given.header("last-modified")[:100],
            size=len(exchange.response),
            final=final,
        )
        if given.status == NOT_MODIFIED:
            return self.not_modified(step, visit), None, []
        if given.status in REDIRECTS:
            target = absolute(given.location, step.url, self.source.drop_parameters)
            made, why = (None, "") if step.role == "robots" else self.frontier.redirected(step, target)
            return replace(visit, location=target, error=why), None, [] if made is None else [made]
        if given.status != OK:
            return replace(visit, error=f"status {given.status}"), None, []
        try:
            payload = content(given, self.source.caps.file_megabytes * MEGABYTE)
        except (BrokenAnswerError, OSError) as error:
            return replace(visit, error=str(error)), None, []
        if not payload and step.role != "robots":
            return replace(visit, error="an empty answer"), None, []
        return self.content_told(step, visit, payload)

    def content_told(self, step: Step, visit: Visit, payload: bytes) -> tuple[Visit, LinkedPage | None, list[Step]]:
        kind = media_type(payload)
        digest = hashlib.sha256(payload).hexdigest()
        visit = replace(visit, media_type=kind, digest=digest, fingerprint=digest)
        if step.role == "robots":
            return visit, None, []
        if kind != media_types.HTML:
            return replace(visit, error=misfit(step, kind)), None, []
        found = page(payload, step.url, visit.charset or None, self.source.drop_parameters)
        visit = replace(visit, fingerprint=found.fingerprint)
        if found.cut:
            self.frontier.limit(f"links of {step.url}")
        if step.role == "attachment":
            visit = replace(visit, error="a web page, where a file was linked")
        if step.role == "listing":
            roles = Counter(self.source.role(*link) for link in found.links if self.source.stays(link.url) and link.url != step.url)
            visit = replace(
                visit,
                articles=roles["article"] + roles["listing"],
                files=roles["attachment"],
                headings=json.dumps(found.headings, ensure_ascii=False),
            )
        return visit, found, []

    def not_modified(self, step: Step, visit: Visit) -> Visit:
        good = self.keeper.index.last_good(step.url)
        if good is None:
            return replace(visit, error="says that nothing changed, but was not asked so")
        return replace(visit, kind="not-modified", articles=good.articles, files=good.files, headings=good.headings)

    def page_of(self, visit: Visit) -> LinkedPage | None:
        """The page that the archive holds of a visit; None where it is a file."""
        if visit.media_type != media_types.HTML:
            return None
        return page(self.keeper.content(visit), visit.url, visit.charset or None, self.source.drop_parameters)

    def steps_of(self, step: Step, found: LinkedPage | None) -> list[Step]:
        if found is None or step.role not in ("listing", "article"):
            return []
        return self.frontier.found(step, found.links)

    # What is told of it

    def tell(self, step: Step, visit: Visit, size: int) -> None:
        if step.role != "robots" and visit.final:
            self.counts[visit.change or "passed"] += 1
            self.note_failure(step, visit)
        self.hear(Event(visit.url, visit.role, visit.status, visit.change, visit.error, size))

    def note_failure(self, step: Step, visit: Visit) -> None:
        if not step.via and not step.again and not visit.good and (visit.error or visit.status >= 400):
            self.start_failures.append(f"{visit.url}: {visit.error or f'status {visit.status}'}")

    def finish(self) -> tuple[str, str]:
        """Ends the run; gives its outcome and the reason for it: `ok`, `limit` where a cap left something out, or `failed`."""
        limits = [self.full, *(f"{what} ({count} times)" for what, count in sorted(self.frontier.limits.items()))]
        if len(self.start_failures) >= len(self.source.start):
            outcome, reason = "failed", "; ".join(self.start_failures[:3])
        elif any(limits):
            outcome, reason = "limit", "left out by a limit: " + "; ".join(filter(None, limits))
        else:
            outcome, reason = "ok", ""
        self.keeper.finish(self.run, outcome, reason)
        return outcome, reason


def definition(source: Source) -> dict[str, str]:
    """What the archive keeps of a source: enough to tell it, and to see that it is described otherwise now."""
    described = (source.patterns, source.skip, source.caps, source.hosts, source.start_role, source.drop_parameters)
    return {
        "title": source.title,
        "office": source.office,
        "municipality": source.municipality,
        "language": source.language,
        "start": " ".join(source.start)[:4000],
        "described": hashlib.sha256(repr((described, source.start)).encode()).hexdigest()[:16],
    }


def misfit(step: Step, kind: str) -> str:
    """What is wrong with a file's kind for its role; empty where nothing is."""
    if step.role == "listing":
        return f"a listing that is no web page ({kind})"
    return "" if kind in DOCUMENTS else f"not a kind of file that holds text ({kind})"


__all__ = ["Crawl", "Event"]
