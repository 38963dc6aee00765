"""One page or file: fetched, kept in an archive, and given back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from postulat.extract.fetch.archive.archived import Archived
from postulat.extract.fetch.archive.reader import ArchiveReader
from postulat.extract.fetch.archive.visit import moment
from postulat.extract.fetch.crawl.frontier import MOST_HOPS
from postulat.extract.fetch.crawl.isolated_crawl import fetch
from postulat.extract.fetch.errors import FetchError
from postulat.extract.fetch.http.url import canonical
from postulat.extract.fetch.sources.catalogue import named_for
from postulat.extract.fetch.sources.source import Manners, Source

QUICK = Manners(delay=0.5, retries=2, backoff=2.0, longest_wait=60.0)
"""A person waits."""


def fetch_one(url: str, archive: Path, user_agent: str = "postulat", allow_private: tuple[str, ...] = ()) -> Archived:
    """One page or file as it is now; where it has not changed since it was last kept, the archive's own.

    Redirects are followed within the host. Raises `FetchError` with the reason where it cannot be had.
    """
    address = canonical(url)
    if not address:
        raise FetchError(f"{url}: not a web address")
    source = Source(
        named_for("page", address), (address,), start_role="article", manners=QUICK, allow_private=allow_private, recheck=False
    )
    result = fetch(source, archive, user_agent)
    return newest(archive, address, result.run)


def newest(archive: Path, url: str, run: str) -> Archived:
    """What a run found at an address, or where the address led it."""
    reader = ArchiveReader.open(archive)
    try:
        visit = reader.index.in_run(run, url)
        for _ in range(MOST_HOPS):
            if visit is None or not visit.location:
                break
            visit = reader.index.in_run(run, visit.location) or visit
        if visit is None or not visit.good:
            raise FetchError(f"{url}: {'not fetched' if visit is None else visit.error or f'status {visit.status}'}")
        kept = reader.index.by_record(visit.content_id) or visit
        made = Archived(
            url=visit.url,
            date=moment(kept.date),
            payload=reader.content(visit),
            record_id=visit.content_id,
            media_type=visit.media_type,
            charset=visit.charset or None,
            digest=visit.digest,
            source=visit.source,
            seen=moment(visit.date),
        )
        return replace(made, date=moment(visit.date)) if kept.url != visit.url else made
    finally:
        reader.close()
