"""A source: where an office publishes, which links lead to its minutes, and how gently to fetch them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from postulat.extract.fetch.http.url import netloc

ROLES = ("attachment", "pagination", "article", "listing")
"""The roles of a link, the first that fits decides."""
PICTURES = re.compile(r"\.(?:jpe?g|png|gif|svg|webp|ico|bmp|mp[34]|avi|mov|webm|css|js|ics|rss|atom)(?:\?|$)", re.I)
"""Never an article, whatever a pattern says."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a link must be like: its address, its words, or both."""

    url: re.Pattern[str] | None = None
    text: re.Pattern[str] | None = None

    def fits(self, url: str, text: str) -> bool:
        return (self.url is None or self.url.search(url) is not None) and (self.text is None or self.text.search(text) is not None)


@dataclass(frozen=True, slots=True)
class Caps:
    """How much one run may fetch."""

    pages: int = 5_000
    megabytes: int = 2_000
    file_megabytes: int = 64
    depth: int = 2
    """Links from the start; turning pages and attachments do not count."""
    listing_pages: int = 500
    """Pages turned from one listing."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How gently a run fetches; seconds."""

    delay: float = 2.0
    longest_delay: float = 60.0
    silence: float = 60.0
    """Without a byte, after which an answer is given up."""
    answer: float = 600.0
    """For one whole answer."""
    retries: int = 3
    backoff: float = 10.0
    """Before the first retry; twice that before the second, and so on."""
    longest_wait: float = 600.0
    """That a server may ask for with Retry-After; where it asks for more, the page waits for the next run."""
    robots: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """One place of publication."""

    name: str
    start: tuple[str, ...] = ()
    title: str = ""
    hosts: tuple[str, ...] = ()
    language: str = ""
    office: str = ""
    municipality: str = ""
    start_role: str = "listing"
    patterns: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    skip: tuple[Pattern, ...] = ()
    drop_parameters: tuple[str, ...] = ()
    caps: Caps = Caps()
    manners: Manners = Manners()
    allow_private: tuple[str, ...] = ()
    recheck: bool = True
    """Pages fetched earlier are asked for again, whether a listing still leads to them or not."""
    text: str = ""
    """The TOML it was made from; the archive keeps it."""

    @property
    def netlocs(self) -> frozenset[str]:
        """The hosts a crawl stays on: those named and those of the start addresses, with or without `www.`"""
        return frozenset(host.lower().removeprefix("www.") for host in (*self.hosts, *(netloc(url) for url in self.start)))

    def stays(self, url: str) -> bool:
        """Whether an address is on one of the source's hosts.

        >>> Source("x", start=("https://www.a.pl/",)).stays("https://a.pl/x"), Source("x", hosts=("a.pl",)).stays("http://b.pl/")
        (True, False)
        """
        return netloc(url).removeprefix("www.") in self.netlocs

    def role(self, url: str, text: str) -> str | None:
        """What a link is to this source; None where it is not to be followed.

        >>> minutes = {"article": (Pattern(text=re.compile("minutes")),)}
        >>> Source("x", patterns=minutes).role("https://a.pl/7", "the minutes of June")
        'article'
        """
        if any(pattern.fits(url, text) for pattern in self.skip):
            return None
        for role in ROLES:
            if any(pattern.fits(url, text) for pattern in self.patterns.get(role, ())):
                return role if role == "attachment" or not PICTURES.search(url) else None
        return None
