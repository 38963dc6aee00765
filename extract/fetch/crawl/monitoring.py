"""How the sources of an archive are: what the last run of each found, and what a person must look at.

A listing that suddenly lists nothing, or none of whose headings is left, is no quiet success: the office has moved or rebuilt its
pages, and what is published now goes unseen.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from postulat.extract.fetch.archive.index import CrawlRun, Index
from postulat.extract.fetch.archive.reader import ArchiveReader, definition
from postulat.extract.fetch.archive.visit import Visit

FOLLOWED = 10  # redirects from a listing to where it is now


@dataclass(frozen=True, slots=True)
class Status:
    """One source: its last run, its last good one, what the last run found, and alarms."""

    source: str
    title: str
    last_run: str
    last_success: str
    outcome: str
    reason: str
    counts: dict[str, int] = field(default_factory=dict)
    alarms: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    """Pages that came, and are not what the link to them promised."""


def status(archive: Path) -> list[Status]:
    """Every source of an archive, by name."""
    reader = ArchiveReader.open(archive)
    try:
        runs: dict[str, list[CrawlRun]] = {}
        for run in reader.index.runs():
            runs.setdefault(run.source, []).append(run)
        return [of_source(reader.index, name, runs[name]) for name in sorted(runs)]
    finally:
        reader.close()


def of_source(index: Index, name: str, runs: list[CrawlRun]) -> Status:
    last = runs[-1]
    good = [run for run in runs if run.outcome in ("ok", "limit")]
    visits = list(index.visits("run = ? AND final = 1 AND role != 'robots'", (last.run,)))
    counts = Counter(visit.change for visit in visits if visit.change)
    outcome, reason = (last.outcome, last.reason) if last.finished else ("interrupted", "fetch again to go on")
    alarms = [f"failed: {reason}"] if outcome == "failed" else []
    if last.finished:
        alarms.extend(alarm for visit in visits if visit.role == "listing" for alarm in of_listing(index, visit, visits))
    return Status(
        source=name,
        title=definition(last).get("title", ""),
        last_run=last.started,
        last_success=good[-1].finished if good else "",
        outcome=outcome,
        reason=reason,
        counts=dict(sorted(counts.items())),
        alarms=tuple(dict.fromkeys(alarms)),
        doubts=tuple(f"{visit.url}: {visit.error}" for visit in visits if visit.good and visit.error),
    )


def of_listing(index: Index, visit: Visit, visits: list[Visit]) -> list[str]:
    """What is wrong with a listing, beside its last visit of an earlier run that was in order."""
    now = where_it_is(visit, visits)
    earlier = "source = ? AND url = ? AND run != ? AND role = 'listing' AND visit < (SELECT min(visit) FROM visits WHERE run = ?)"
    told = [known for known in index.visits(earlier, (visit.source, visit.url, visit.run, visit.run)) if known.good]
    if not now.good:
        return [f"{visit.url}: {now.error or f'status {now.status}'}"] if not visit.via else []
    return [f"{visit.url}: {what}" for what in (empty(now, told, first=not visit.via), headless(now, told)) if what]


def where_it_is(visit: Visit, visits: list[Visit]) -> Visit:
    """The visit that a listing's redirects end in."""
    by_url = {known.url: known for known in visits}
    for _ in range(FOLLOWED):
        if not visit.location or visit.location not in by_url:
            break
        visit = by_url[visit.location]
    return visit


def empty(now: Visit, told: list[Visit], first: bool) -> str:
    """Why a listing counts as empty. Pages further on may end or move; the start of a listing may not."""
    if not first:
        return ""
    for what, count in (("articles", now.articles), ("files", now.files)):
        before = next((known for known in reversed(told) if getattr(known, what) > 0), None)
        if count <= 0 and before is not None and (what == "articles" or now.articles <= 0):
            return f"lists no {what} any more; on {before.date[:10]} it listed {getattr(before, what)}"
    return "lists nothing: no link on it fits the source's patterns" if now.articles <= 0 and now.files <= 0 else ""


def headless(now: Visit, told: list[Visit]) -> str:
    before = next((known for known in reversed(told) if headings(known)), None)
    if before is None or headings(before) & headings(now):
        return ""
    names = ", ".join(f"“{heading[:40]}”" for heading in json.loads(before.headings)[:3])
    return f"has lost its headings; on {before.date[:10]} they were {names}"


def headings(visit: Visit) -> set[str]:
    try:
        return {str(heading).casefold() for heading in json.loads(visit.headings or "[]")}
    except ValueError:
        return set()
