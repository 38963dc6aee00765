"""Puts visits into an archive: what came from the net is in the WARC file before the crawl takes its next step."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from postulat.extract.fetch.archive import warc
from postulat.extract.fetch.archive.index import CrawlRun, Index, Where
from postulat.extract.fetch.archive.reader import INDEX, LARGEST_FILE, catch_up, content_at, lock, warc_files
from postulat.extract.fetch.archive.visit import GONE, Visit, as_fields, timestamp
from postulat.extract.fetch.archive.warc import WarcRecord
from postulat.extract.fetch.errors import FetchError
from postulat.extract.fetch.http.exchange import Exchange

SOFTWARE = "postulat with warcio"


class Keeper:
    """An archive folder, held for writing."""

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FetchError(f"{folder}: {error.strerror or error}") from None
        self.folder = folder
        self.held = lock(folder)
        self.index = Index.writable(folder / INDEX)
        self.mend()

    def mend(self) -> None:
        """Indexes what a sudden end left unindexed, and cuts off what it left half written."""
        whole = catch_up(self.folder, self.index)
        for path in warc_files(self.folder):
            length = whole.get(path.name, 0)
            if length < path.stat().st_size:
                with path.open("r+b") as file:
                    file.truncate(length)

    def close(self) -> None:
        self.index.close()
        self.held.close()

    # Runs

    def begin(self, source: str, definition: Mapping[str, str], longest_pause: float) -> tuple[CrawlRun, bool]:
        """The run to go on with, or a new one; and whether it is gone on with.

        A run that ended suddenly is gone on with if the source is still described the same and it is not too long ago (seconds).
        """
        now = datetime.now(UTC)
        told = json.dumps(dict(definition), ensure_ascii=False, sort_keys=True)
        open_runs = [run for run in self.index.runs() if run.source == source and not run.finished]
        for run in open_runs:
            age = (now - datetime.fromisoformat(run.started)).total_seconds()
            if run is open_runs[-1] and run.definition == told and age <= longest_pause:
                return run, True
            self.finish(run, "abandoned", "began anew")
        made = CrawlRun(f"{now:%Y%m%dT%H%M%S%f}", source, timestamp(now), definition=told)
        self.tell({"event": "start", "run": made.run, "source": source, "date": made.started, "definition": told})
        self.index.add_run(made)
        self.commit()
        return made, False

    def finish(self, run: CrawlRun, outcome: str, reason: str) -> None:
        date = timestamp(datetime.now(UTC))
        reason = " ".join(reason.split())
        lines = {"event": "finish", "run": run.run, "source": run.source, "date": date, "outcome": outcome, "reason": reason}
        self.tell({name: value for name, value in lines.items() if value})
        self.index.end_run(run.run, date, outcome, reason)
        self.commit()

    def tell(self, lines: Mapping[str, str]) -> None:
        headers = {
            "WARC-Record-ID": warc.new_id(),
            "WARC-Date": lines["date"],
            "WARC-Target-URI": f"urn:postulat:run:{lines['run']}",
        }
        warc.append(self.file(), [WarcRecord("metadata", headers, warc.told(lines), warc.FIELDS)])

    # Visits

    def keep(self, visit: Visit, exchange: Exchange | None) -> Visit:
        """Writes a visit with what came; gives it with its record, and with how the page changed since the last.

        Content that the archive holds already becomes a revisit record, without the content.
        """
        good = self.index.last_good(visit.url)
        if exchange is None:
            visit = replace(visit, change=changed(visit, self.index.last(visit.url), good))
            self.write(visit, [])
            return visit
        same = None
        if visit.kind == "not-modified" and good is not None:
            same = good
            visit = unchanged(visit, good)
        else:
            visit = replace(visit, payload_digest=warc.sha1(exchange.answer.body))
            same = self.index.same_payload(visit.payload_digest) if exchange.answer.body else None
            visit = replace(
                visit,
                kind="response" if same is None else "revisit",
                content_id=visit.record_id if same is None else same.record_id,
            )
        visit = replace(visit, change=changed(visit, self.index.last(visit.url), good))
        holder = None if same is None else self.index.by_record(same.content_id) or same
        self.write(visit, [answer_record(visit, exchange, holder), request_record(visit, exchange)])
        return visit

    def write(self, visit: Visit, records: list[WarcRecord]) -> None:
        """Appends the records of a visit and its metadata record in one go, then indexes them."""
        own_id = warc.new_id() if records else visit.record_id
        headers = {"WARC-Record-ID": own_id, "WARC-Date": visit.date, "WARC-Target-URI": visit.url}
        if records:
            headers["WARC-Concurrent-To"] = visit.record_id
        path = self.file()
        places = warc.append(path, [*records, WarcRecord("metadata", headers, warc.told(as_fields(visit)), warc.FIELDS)])
        self.index.add_visit(visit, Where(path.name, *places[0]))
        self.commit()

    def content(self, visit: Visit) -> bytes:
        where = self.index.where(visit.content_id)
        if where is None:
            raise FetchError(f"{visit.url}: the archive lacks record {visit.content_id}")
        return content_at(self.folder, where)

    def file(self) -> Path:
        """The WARC file to write to: the last, unless it is full."""
        files = warc_files(self.folder)
        if files and 0 < files[-1].stat().st_size < LARGEST_FILE:
            return files[-1]
        number = int(files[-1].name.split("-")[1].split(".")[0]) + 1 if files and files[-1].stat().st_size else 1
        path = files[-1] if files and not files[-1].stat().st_size else self.folder / f"postulat-{number:05}.warc.gz"
        warc.append(path, [warc.first_record(path.name, SOFTWARE)])
        return path

    def commit(self) -> None:
        path = warc_files(self.folder)[-1]
        self.index.reached(path.name, path.stat().st_size)


def unchanged(visit: Visit, good: Visit) -> Visit:
    """A visit that found nothing new, with the content of the one before."""
    return replace(
        visit,
        status=good.status,
        media_type=good.media_type,
        charset=good.charset,
        size=good.size,
        digest=good.digest,
        fingerprint=good.fingerprint,
        payload_digest=good.payload_digest,
        content_id=good.content_id,
        etag=visit.etag or good.etag,
        modified=visit.modified or good.modified,
    )


def changed(visit: Visit, last: Visit | None, good: Visit | None) -> str:
    """What a visit found of the page: `new`, `changed`, `same`, `back`, `gone`, `failed`; empty for redirects and the like.

    What was said before (`refused`) stays.
    """
    if visit.change or not visit.final:
        return visit.change
    if visit.good:
        if good is None:
            return "new"
        if last is not None and last.status in GONE:
            return "back"
        return "same" if visit.fingerprint == good.fingerprint else "changed"
    if visit.status in GONE and good is not None:
        return "gone" if last is not None and last.status not in GONE else "missing"
    return "failed" if visit.error or visit.status >= 400 else ""


def answer_record(visit: Visit, exchange: Exchange, holder: Visit | None) -> WarcRecord:
    """The answer, whole, or as a revisit of the record that holds its content."""
    headers = {
        "WARC-Record-ID": visit.record_id,
        "WARC-Date": visit.date,
        "WARC-Target-URI": visit.url,
        "WARC-IP-Address": exchange.address,
    }
    if holder is None:
        block = exchange.answer.head + exchange.answer.body
        return WarcRecord("response", headers, block, warc.RESPONSE, exchange.answer.body)
    headers["WARC-Profile"] = warc.NOT_MODIFIED if visit.kind == "not-modified" else warc.IDENTICAL
    headers["WARC-Payload-Digest"] = visit.payload_digest
    headers["WARC-Refers-To"] = visit.content_id
    headers["WARC-Refers-To-Target-URI"] = holder.url
    headers["WARC-Refers-To-Date"] = holder.date
    return WarcRecord("revisit", headers, exchange.answer.head, warc.RESPONSE)


def request_record(visit: Visit, exchange: Exchange) -> WarcRecord:
    headers = {
        "WARC-Record-ID": warc.new_id(),
        "WARC-Date": visit.date,
        "WARC-Target-URI": visit.url,
        "WARC-Concurrent-To": visit.record_id,
    }
    return WarcRecord("request", headers, exchange.request, warc.REQUEST, payload=b"")
