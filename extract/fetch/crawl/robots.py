"""What a host's robots.txt allows, by the standard (RFC 9309): no file, all is allowed; a broken server, nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from protego import Protego

LARGEST = 500 * 1024  # bytes that are looked at
MOST_REDIRECTS = 5
LONGEST_DELAY = 60.0  # seconds between two pages, whatever the file asks for


class Robots(NamedTuple):
    """The rules of one host. `refusal` says why nothing may be fetched there."""

    rules: Protego | None = None
    refusal: str = ""
    agent: str = ""

    def forbids(self, url: str) -> str:
        """Why the address must not be fetched; empty where it may be."""
        if self.refusal:
            return self.refusal
        if self.rules is not None and not self.rules.can_fetch(url, self.agent):
            return "forbidden by robots.txt"
        return ""

    @property
    def delay(self) -> float:
        """Seconds that the host wants between two pages."""
        asked = None if self.rules is None else self.rules.crawl_delay(self.agent)
        return min(float(asked or 0), LONGEST_DELAY)


def robots(status: int, content: bytes, agent: str) -> Robots:
    """The rules that an answer for /robots.txt stands for.

    >>> robots(200, b"User-agent: *\\nDisallow: /admin", "postulat").forbids("https://a.pl/admin/x")
    'forbidden by robots.txt'
    >>> robots(404, b"", "postulat").forbids("https://a.pl/"), robots(503, b"", "postulat").forbids("https://a.pl/")
    ('', 'robots.txt cannot be read (status 503), so nothing may be fetched')
    """
    if status == 200:
        from protego import Protego

        return Robots(Protego.parse(content[:LARGEST].decode("utf-8", "replace")), "", agent)
    if status >= 500 or status == 429:
        return Robots(None, f"robots.txt cannot be read (status {status}), so nothing may be fetched", agent)
    return Robots(None, "", agent)
