"""Which links a crawl follows: those a source describes, each once, on its hosts, within its caps, and out of no endless series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from postulat.extract.fetch.crawl.links import PageLink
from postulat.extract.fetch.http.url import is_endless
from postulat.extract.fetch.sources.source import Source

MOST_BARREN = 3
"""Pages of a listing turned without one article that was not known; calendars go on for ever like that."""
MOST_HOPS = 10
"""Redirects one after the other."""
MOST_FOUND = 100_000
"""Addresses of one run."""

PRIORITY = {"attachment": 3, "article": 2, "listing": 1, "pagination": 0}
"""What is found is fetched before more is looked for, so that a cap leaves whole articles."""


class Step(NamedTuple):
    """An address to visit: what it is, which page led there, and how far it is from the start."""

    url: str
    role: str
    via: str = ""
    depth: int = 0
    turned: int = 0
    barren: int = 0
    trail: tuple[str, ...] = ()
    """The addresses that redirected here."""
    again: bool = False
    """Known from an earlier run, and not found by links in this one."""

    @property
    def priority(self) -> int:
        return 0 if self.turned else PRIORITY.get(self.role, 0)


@dataclass(slots=True)
class Frontier:
    """What was found so far."""

    source: Source
    seen: set[str] = field(default_factory=set)
    limits: dict[str, int] = field(default_factory=dict)
    """What was left out because of a cap, and how often; the run's outcome tells it."""

    def start(self) -> Iterator[Step]:
        for url in self.source.start:
            if url not in self.seen:
                self.seen.add(url)
                yield Step(url, self.source.start_role)

    def again(self, known: Iterable[tuple[str, str, str]]) -> Iterator[Step]:
        """Addresses of earlier runs (address, role, page that led there) that this one has not come to."""
        for url, role, via in known:
            if url not in self.seen and self.source.stays(url):
                self.seen.add(url)
                yield Step(url, role, via, again=True)

    def found(self, step: Step, links: Iterable[PageLink]) -> list[Step]:
        """The steps that a page leads to."""
        judged = [(link, role) for link in links if self.source.stays(link.url) and (role := self.role(link))]
        fresh = any(role in ("article", "listing", "attachment") and link.url not in self.seen for link, role in judged)
        barren = 0 if fresh else step.barren + 1
        steps = []
        for link, role in judged:
            if link.url not in self.seen and (made := self.step(step, link.url, role, barren)) is not None:
                self.seen.add(link.url)
                steps.append(made)
        return steps

    def role(self, link: PageLink) -> str | None:
        if is_endless(link.url):
            self.limit("addresses that look endless")
            return None
        return self.source.role(link.url, link.text)

    def step(self, step: Step, url: str, role: str, barren: int) -> Step | None:
        """The step to a link; None where the page's own role, or a cap, says not to go there."""
        caps = self.source.caps
        if len(self.seen) >= MOST_FOUND:
            self.limit(f"more than {MOST_FOUND} links")
            return None
        if role == "attachment":
            return Step(url, role, step.url, step.depth)
        if step.again:
            return None  # what else an old page leads to was looked at in its time
        if role == "pagination":
            if barren >= MOST_BARREN:
                self.limit("listings that go on without a new article")
                return None
            if step.turned >= caps.listing_pages:
                self.limit(f"listing_pages = {caps.listing_pages}")
                return None
            return Step(url, step.role, step.url, step.depth, step.turned + 1, barren)
        if role == "listing" and step.role != "listing":
            return None
        if step.depth >= caps.depth:
            if step.role == "listing":
                self.limit(f"depth = {caps.depth}")
            return None
        return Step(url, role, step.url, step.depth + 1)

    def redirected(self, step: Step, target: str) -> tuple[Step | None, str]:
        """The step to where a redirect leads; None, and why, where it is not to be followed."""
        if not target:
            return None, "redirects to no web address"
        if not self.source.stays(target):
            return None, f"redirects to {target[:200]}, which is not on the source's hosts"
        if len(step.trail) >= MOST_HOPS:
            return None, f"more than {MOST_HOPS} redirects"
        if target == step.url or target in step.trail:
            return None, "redirects in a circle"
        if target in self.seen:
            return None, ""
        self.seen.add(target)
        return step._replace(url=target, trail=(*step.trail, step.url)), ""

    def limit(self, what: str) -> None:
        self.limits[what] = self.limits.get(what, 0) + 1
