"""Single WARC files, whoever wrote them: `wget`, a browser's recorder, a national library, or our own.

Other programs do not say which page is an article, so every web page and document file with status 200 is taken.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postulat.extract import media_types
from postulat.extract.detection import media_type
from postulat.extract.fetch.archive import warc
from postulat.extract.fetch.archive.archived import DOCUMENTS, LARGEST_BLOCK, Archived
from postulat.extract.fetch.archive.visit import OK, moment
from postulat.extract.fetch.errors import FetchError, TooLargeError
from postulat.extract.fetch.http.body import Answer, BrokenAnswerError, answer, content

if TYPE_CHECKING:
    from postulat.extract.fetch.archive.archived import Versions


class Found:
    """An answer in a WARC file: where it starts, and what it is of."""

    __slots__ = ("charset", "date", "digest", "kind", "offset", "record_id", "url")

    def __init__(self, url: str, date: str, record_id: str, offset: int, digest: str, kind: str, charset: str | None) -> None:
        self.url = url
        self.date = date
        self.record_id = record_id
        self.offset = offset
        self.digest = digest
        self.kind = kind
        self.charset = charset


def foreign(path: Path, versions: Versions = "latest") -> Iterator[Archived]:
    """The pages and files of one WARC file, sorted by address. Damage is told, after what stands before it."""
    found, visits, damage = survey(path)
    of_address: dict[str, list[Found]] = {}
    for item in found:
        told = of_address.setdefault(item.url, [])
        if not told or told[-1].digest != item.digest:
            told.append(item)
    for url in sorted(of_address):
        told = of_address[url]
        for item in told if versions == "all" else told[-1:]:
            visit = visits.get(item.record_id, {})
            role = visit.get("role", "article")
            if role not in ("article", "attachment"):
                continue
            payload = content(answer(warc.block_at(path, item.offset, LARGEST_BLOCK)), LARGEST_BLOCK)
            yield Archived(
                url=url,
                date=moment(item.date),
                payload=payload,
                record_id=item.record_id,
                role=role,
                attachment_of=visit.get("via", "") if role == "attachment" else "",
                media_type=item.kind,
                charset=item.charset,
                digest=item.digest,
                source=visit.get("source", ""),
            )
    if damage:
        raise FetchError(f"{path}: {damage}")


def survey(path: Path) -> tuple[list[Found], dict[str, dict[str, str]], str]:
    """The answers of a file in its order, what our own metadata records tell of them, and what is wrong with the file."""
    warcio = warc.library()
    found: list[Found] = []
    visits: dict[str, dict[str, str]] = {}
    count = last = 0
    try:
        with path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
            file.seek(0)
            records = warcio["iterator"](file, no_record_parse=True)
            for record in records:
                last = records.offset
                block = block_of(record)
                count += 1
                if record.rec_type == "response" and (item := response(record.rec_headers, block, records.offset)) is not None:
                    found.append(item)
                elif record.rec_type == "metadata":
                    lines = warc.lines_of(block[: warc.LONGEST_TOLD])
                    if "record-id" in lines:
                        visits.setdefault(lines.get("content-id", lines["record-id"]), lines)
    except OSError as error:
        raise FetchError(f"{path}: {error.strerror or error}") from None
    except (warcio["failed"], ValueError, EOFError) as error:
        return found, visits, f"damaged after {count} records: {' '.join(str(error).split())[:200]}"
    if not count:
        return found, visits, "holds no records"
    if packed and not warc.ends_whole(path, last):
        return found, visits, f"damaged after {count} records: its end is cut"
    return found, visits, ""


def block_of(record: Any) -> bytes:
    """A record's block; empty where it is too large to be looked at. Raises ValueError where the file ends within it."""
    length = record.rec_headers.get_header("Content-Length") or ""
    if not length.isdecimal():
        raise ValueError("a record without a length")
    pieces = []
    size = 0
    while piece := record.raw_stream.read(warc.PIECE):
        size += len(piece)
        if int(length) <= LARGEST_BLOCK:
            pieces.append(piece)
    if size != int(length):
        raise ValueError("the last record is cut")
    return b"".join(pieces)


def response(headers: Any, block: bytes, offset: int) -> Found | None:
    """The answer in a record; None where it is no document, or no whole one."""
    url = (headers.get_header("WARC-Target-URI") or "").strip("<>")
    date = headers.get_header("WARC-Date") or ""
    if not url.startswith(("http://", "https://")):
        return None
    try:
        moment(date)
        given: Answer = answer(block)
        payload = content(given, LARGEST_BLOCK) if given.status == OK else b""
    except (BrokenAnswerError, TooLargeError, ValueError):
        return None
    kind = media_type(payload)
    # What is said to be a script or a style is text by its bytes.
    if kind not in DOCUMENTS or (kind == media_types.TEXT and not given.header("content-type").lower().startswith("text/plain")):
        return None
    digest = hashlib.sha256(payload).hexdigest()
    return Found(url, date, headers.get_header("WARC-Record-ID") or "", offset, digest, kind, given.charset)
