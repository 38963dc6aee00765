"""An archive of fetched pages, read without a network: a folder of WARC files with an index, or a WARC file of any program."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from postulat.extract.fetch.archive import warc
from postulat.extract.fetch.archive.archived import DOCUMENT_ROLES, DOCUMENTS, LARGEST_BLOCK, Archived, Versions
from postulat.extract.fetch.archive.index import CrawlRun, Index, Where
from postulat.extract.fetch.archive.visit import GONE, Visit, from_fields, moment
from postulat.extract.fetch.errors import FetchError
from postulat.extract.fetch.http.body import BrokenAnswerError, answer, content

INDEX = "index.sqlite"
LOCK = "lock.sqlite"
NAMES = "postulat-*.warc.gz"
LARGEST_FILE = 1 << 30  # bytes of one WARC file, after which the next is begun


def is_archive(path: Path) -> bool:
    """Whether a path is an archive: a folder that `fetch` wrote, or a WARC file, packed or not, by its bytes."""
    if path.is_dir():
        return (path / INDEX).is_file() or any(path.glob(NAMES))
    try:
        with path.open("rb") as file:
            head = file.read(512)
    except OSError:
        return False
    if head.startswith(b"\x1f\x8b"):
        import zlib

        try:
            head = zlib.decompressobj(zlib.MAX_WBITS + 16).decompress(head, 16)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def documents(archive: Path, versions: Versions = "latest") -> Iterator[Archived]:
    """The pages and files of an archive, sorted by address; each in its latest version, or in all that differ, oldest first.

    A folder's listings, redirects and errors are not among them. Raises `FetchError` where the archive is damaged, after what could
    be read before the damage.
    """
    if archive.is_dir():
        reader = ArchiveReader.open(archive)
        try:
            yield from reader.documents(versions)
        finally:
            reader.close()
    else:
        from postulat.extract.fetch.archive.single_warc import foreign

        yield from foreign(archive, versions)


class ArchiveReader:
    """An archive folder, open for reading. It sees what a run has written so far, and waits for none."""

    def __init__(self, folder: Path, index: Index) -> None:
        self.folder = folder
        self.index = index

    @classmethod
    def open(cls, folder: Path) -> ArchiveReader:
        if not is_archive(folder):
            raise FetchError(f"{folder}: holds no archive")
        index = Index.copy(folder / INDEX) if (folder / INDEX).is_file() else Index.in_memory()
        catch_up(folder, index)
        return cls(folder, index)

    def close(self) -> None:
        self.index.close()

    def documents(self, versions: Versions) -> Iterator[Archived]:
        definitions = {run.run: definition(run) for run in self.index.runs()}
        marks = ", ".join("?" * len(DOCUMENT_ROLES))
        found = self.index.database.execute(f"SELECT DISTINCT url FROM visits WHERE role IN ({marks}) ORDER BY url", DOCUMENT_ROLES)
        for (url,) in found.fetchall():
            told = spells(list(self.index.visits("url = ? AND final = 1", (url,))))
            for first, last, gone in told if versions == "all" else told[-1:]:
                facts = definitions.get(first.run, {})
                yield Archived(
                    url=url,
                    date=moment(first.date),
                    payload=self.content(first),
                    record_id=first.content_id,
                    role=first.role,
                    attachment_of=first.via if first.role == "attachment" else "",
                    media_type=first.media_type,
                    charset=first.charset or None,
                    digest=first.digest,
                    source=first.source,
                    office=facts.get("office", ""),
                    municipality=facts.get("municipality", ""),
                    language=facts.get("language", ""),
                    seen=moment(last.date),
                    gone=None if gone is None else moment(gone.date),
                )

    def content(self, visit: Visit) -> bytes:
        """The content that a visit found, out of the record that holds it."""
        where = self.index.where(visit.content_id)
        if where is None:
            raise FetchError(f"{visit.url}: the archive lacks record {visit.content_id}")
        return content_at(self.folder, where)


def content_at(folder: Path, where: Where) -> bytes:
    try:
        return content(answer(warc.block_at(folder / where.file, where.offset, LARGEST_BLOCK)), LARGEST_BLOCK)
    except (BrokenAnswerError, OSError) as error:
        raise FetchError(f"{where.file}: the record at {where.offset} cannot be read: {error}") from None


def spells(visits: list[Visit]) -> list[tuple[Visit, Visit, Visit | None]]:
    """The versions of a page as (first visit, last visit, visit that found it gone).

    A page that shows the same words and links is one version, even where its bytes differ; its first bytes stand for it.
    """
    found: list[tuple[Visit, Visit, Visit | None]] = []
    for visit in visits:
        if visit.good and visit.role in DOCUMENT_ROLES and visit.media_type in DOCUMENTS:
            if found and found[-1][0].fingerprint == visit.fingerprint:
                found[-1] = (found[-1][0], visit, None)
            else:
                found.append((visit, visit, None))
        elif found and visit.status in GONE and found[-1][2] is None:
            found[-1] = (*found[-1][:2], visit)
    return found


def definition(run: CrawlRun) -> dict[str, str]:
    try:
        told = json.loads(run.definition or "{}")
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in told.items()} if isinstance(told, dict) else {}


def warc_files(folder: Path) -> list[Path]:
    return sorted(folder.glob(NAMES))


def catch_up(folder: Path, index: Index) -> dict[str, int]:
    """Brings the index up to what the files hold; gives the length of each file that is whole groups.

    An index that says more than the files hold is of another time: it is made again from the files.
    """
    known = index.lengths()
    sizes = {path.name: path.stat().st_size for path in warc_files(folder)}
    if any(length > sizes.get(name, -1) for name, length in known.items()):
        index.clear()
        known = {}
    for name, size in sizes.items():
        reached = known.get(name, 0)
        if reached == size:
            continue
        for group in warc.groups(folder / name, reached):
            add_group(index, name, group)
            reached = group[-1].offset + group[-1].length
            index.reached(name, reached)
        known[name] = reached
    return known


def add_group(index: Index, file: str, group: list[warc.WarcMember]) -> None:
    """What a group of records tells, into the index."""
    last = group[-1]
    if last.headers.get("warc-type") != "metadata":
        return
    lines = warc.lines_of(last.block)
    if lines.get("event") == "start":
        index.add_run(CrawlRun(lines["run"], lines["source"], lines["date"], definition=lines.get("definition", "")))
    elif lines.get("event") == "finish":
        index.end_run(lines["run"], lines["date"], lines.get("outcome", ""), lines.get("reason", ""))
    elif "record-id" in lines:
        place = next((member for member in group if member.headers.get("warc-record-id") == lines["record-id"]), last)
        index.add_visit(from_fields(lines), Where(file, place.offset, place.length))


def lock(folder: Path) -> sqlite3.Connection:
    """Holds the archive for one writing process; the system lets go of it when the process ends, however it ends."""
    held = sqlite3.connect(folder / LOCK, timeout=0, isolation_level=None)
    try:
        held.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        held.close()
        raise FetchError(f"{folder}: another fetch is writing to this archive") from None
    return held
