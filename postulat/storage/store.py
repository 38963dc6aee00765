"""What runs have worked out, document by document, so that no run does again what an earlier one did, however that one ended.

Entries are named for the bytes they come from and lie under a generation, which is named for the rules and options:
`documents/<generation>/ab/<sha256>` holds a document as read, `records/<generation>/ab/<sha256>` what it means. So a changed
vocabulary makes records anew from documents that need not be read again, and an entry never has to be changed.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import stat
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from postulat.export import OutputError
from postulat.extract.document import Document
from postulat.normalize.dataset.plain_rows import TableRows, records_of_tables
from postulat.normalize.records import TABLES, Records
from postulat.options import Options
from postulat.storage import codec, fingerprints
from postulat.storage.soundness import SHA256, check_tables

Layer = Literal["documents", "records", "containers"]
MARK = b"postulat store 1\n"
DIGEST = 16
"""Bytes of an entry's checksum."""
LARGEST_HEAD = 4096
"""Bytes of an entry in which its head must end, to be read alone."""
KEPT_GENERATIONS = 2
"""Generations of a layer that are kept: the present one, and the one before, to which a user may return."""
HEAVY = tuple(table for table in TABLES if table not in ("records", "documents", "organisations"))
"""Tables that only the writing of a document's rows needs; the others are looked at first, of all documents together."""
LIGHT = ("documents", "organisations", "bonds")
TEMPORARY = "tmp"
READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
FOR_OWNER, FOLDER_FOR_OWNER = 0o600, 0o700
"""Who may read what the store keeps."""


class StoreError(OutputError):
    """The store cannot be written, in one line."""


class DamagedEntryError(ValueError):
    """An entry of which the bytes are whole, and what they say is not what the program wrote."""


@dataclass(frozen=True, slots=True)
class EntryHead:
    """What became of a document's bytes: the first line of its entry among the records.

    `limit` is the limit (seconds or megabytes) that it went beyond: under another it is tried again. `light` and `heavy` are the
    sizes of the two parts that follow.
    """

    status: str
    sha256: str
    size: int
    media_type: str
    error: str | None = None
    cause: str | None = None
    limit: float | None = None
    light: int = 0
    heavy: int = 0
    counts: tuple[tuple[str, int], ...] = ()


HEAD_FIELDS = frozenset(item.name for item in fields(EntryHead))


class StoreEntry(NamedTuple):
    """A document's result as stored; the tables are unpacked when asked for."""

    head: EntryHead
    light: bytes
    heavy: bytes

    def outline(self) -> TableRows:
        """Its document, its names of organisations and its bonds alone: what joining documents needs of each."""
        return self.checked(self.light)

    def rows(self) -> TableRows:
        """All of its tables."""
        return self.checked(self.light, self.heavy)

    def records(self) -> Records:
        return records_of_tables(self.rows())

    def checked(self, *parts: bytes) -> TableRows:
        try:
            found: TableRows = {}
            for part in parts:
                found |= codec.rows_of(part)
            check_tables(found, self.head.sha256[:16])
            return found
        except (TypeError, ValueError, LookupError, AttributeError) as error:
            raise DamagedEntryError(self.head.sha256) from error


class Shelf(Protocol):
    """Where entries lie: a folder, or a remote one."""

    def read(self, name: str) -> bytes | None: ...

    def write(self, name: str, data: bytes) -> None: ...

    def remove(self, name: str) -> None: ...

    def tidy(self, keep: dict[str, str]) -> None: ...


class Store:
    """The results in one place, for one set of options. Any number of processes may use it at the same time."""

    def __init__(self, place: str, options: Options, generations: dict[str, str] | None = None) -> None:
        self.place = place
        self.shelf = shelf(place)
        self.generations = generations or generations_of(options)

    def name(self, layer: Layer, key: str) -> str:
        return f"{layer}/{self.generations[layer]}/{key[:2]}/{key}"

    def get(self, layer: Layer, key: str) -> bytes | None:
        """The entry's bytes; a damaged one is removed and counts as none."""
        name = self.name(layer, key)
        data = self.shelf.read(name)
        if data is None:
            return None
        body = data[len(MARK) + DIGEST :]
        if data[: len(MARK)] == MARK and data[len(MARK) : len(MARK) + DIGEST] == checksum(body):
            return body
        self.drop(layer, key)
        return None

    def put(self, layer: Layer, key: str, body: bytes) -> None:
        try:
            self.shelf.write(self.name(layer, key), b"".join((MARK, checksum(body), body)))
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else " ".join(str(error).split())
            raise StoreError(f"cannot write to {self.shelf}: {reason}") from error

    def drop(self, layer: Layer, key: str) -> None:
        with suppress(OSError):
            self.shelf.remove(self.name(layer, key))

    def document(self, key: str, source: str) -> Document | None:
        body = self.get("documents", key)
        if body is None:
            return None
        try:
            return codec.document_of(body, source)
        except codec.CodecError:
            self.drop("documents", key)
            return None

    def put_document(self, key: str, document: Document) -> None:
        """Keeps a document; one that is nested too deeply to be written is read again another time."""
        with suppress(RecursionError, TypeError, ValueError):
            self.put("documents", key, codec.document_bytes(document))

    def entry(self, key: str) -> StoreEntry | None:
        body = self.get("records", key)
        if body is None:
            return None
        try:
            line, _, rest = body.partition(b"\n")
            head = head_of(line)
            return StoreEntry(head, rest[: head.light], rest[head.light :])
        except (TypeError, ValueError, LookupError, AttributeError, RecursionError):
            self.drop("records", key)
            return None

    def is_sound(self, key: str) -> bool:
        """Whether the whole of an entry can be believed; one that cannot is gone after this."""
        entry = self.entry(key)
        try:
            if entry is not None and entry.head.status != "failed":
                entry.records()
        except DamagedEntryError:
            self.drop("records", key)
            return False
        return entry is not None

    def put_entry(self, key: str, head: EntryHead, records: Records | None) -> None:
        light = codec.tables_bytes(records, LIGHT) if records else b""
        heavy = codec.tables_bytes(records, HEAVY) if records else b""
        counts = tuple((table, len(getattr(records, table))) for table in HEAVY) if records else ()
        line = json.dumps(asdict(head) | {"light": len(light), "heavy": len(heavy), "counts": counts}).encode()
        self.put("records", key, b"".join((checksum(line).hex().encode(), b" ", line, b"\n", light, heavy)))

    def begun(self) -> bool:
        """Whether results by the present rules are there at all; asked of a folder."""
        return Path(self.place, "records", self.generations["records"]).is_dir()

    def head(self, key: str) -> EntryHead | None:
        """The head of an entry in a folder. It has a checksum of its own; of the rest only the size is looked at.

        None where there is no such entry, where it was cut short, and where its head is too long to tell.
        """
        try:
            with open(f"{self.place}/{self.name('records', key)}", "rb", buffering=0) as file:  # noqa: PTH123 - asked a million times
                line, end, _ = file.read(LARGEST_HEAD)[len(MARK) + DIGEST :].partition(b"\n")
                head = head_of(line)
                whole = len(MARK) + DIGEST + len(line) + len(end) + head.light + head.heavy
                return head if end and whole == os.fstat(file.fileno()).st_size else None
        except (OSError, TypeError, ValueError, LookupError, AttributeError, RecursionError):
            return None

    def tidy(self) -> None:
        """Removes what killed runs left half written, and generations of rules that are long gone."""
        with suppress(OSError):
            self.shelf.tidy(self.generations)


def generations_of(options: Options) -> dict[str, str]:
    """Layer → the name of its generation: what else than a document's bytes decides what comes of it."""
    reading = fingerprints.digest(
        (str(codec.VERSION), fingerprints.reading_rules(), json.dumps(asdict(options.reading), sort_keys=True))
    )
    meaning = fingerprints.digest((reading, fingerprints.meaning_rules(), json.dumps(asdict(options), sort_keys=True)))
    opening = fingerprints.digest(
        (fingerprints.file_digest(fingerprints.HOME / "inputs" / "containers.py"), fingerprints.code("extract"))
    )
    return {"documents": reading[:16], "records": meaning[:16], "containers": opening[:16]}


def head_of(line: bytes) -> EntryHead:
    told, _, text = line.partition(b" ")
    if told != checksum(text).hex().encode():
        raise ValueError("damaged")
    given = json.loads(text)
    head = EntryHead(**{name: value for name, value in given.items() if name in HEAD_FIELDS})
    numbers = (head.light, head.heavy, head.size)
    texts = (head.media_type, head.sha256, head.error or "", head.cause or "")
    if not all(type(one) is int and one >= 0 for one in numbers) or not all(type(one) is str for one in texts):
        raise ValueError("not the head of an entry")
    if head.status not in ("ok", "empty", "failed") or SHA256.fullmatch(head.sha256) is None:
        raise ValueError("not the head of an entry")
    return head


def checksum(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=DIGEST).digest()


def shelf(place: str) -> Shelf:
    if "://" in place:
        from postulat.storage.remote_store import RemoteShelf

        return RemoteShelf(place)
    return Folder(Path(place))


NAME = 16
"""Random bytes in the name of a file that is not whole yet."""


class Folder:
    """Entries as files. A file appears whole or not at all; whether a power cut tears one is told by its checksum."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.checked: set[str] = set()

    def __str__(self) -> str:
        return str(self.root)

    def read(self, name: str) -> bytes | None:
        try:
            return entry_bytes(f"{self.root}/{name}")
        except OSError:  # not there, or no file that we wrote
            return None

    def write(self, name: str, data: bytes) -> None:
        target = self.root / name
        self.refuse_links(name.rpartition("/")[0])
        made = self.root / TEMPORARY / os.urandom(NAME).hex()
        try:
            try:
                write_for_owner(made, data)
            except FileNotFoundError:
                made_for_owner(self.root, made.parent)
                write_for_owner(made, data)
            try:
                made.replace(target)
            except FileNotFoundError:
                made_for_owner(self.root, target.parent)
                made.replace(target)
        except OSError as error:
            with suppress(OSError):
                made.unlink()
            if error.errno == errno.ENOTDIR:
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from error
            raise

    def refuse_links(self, folder: str) -> None:
        """What is written or removed lies in the store itself: a link in it was put there by somebody else."""
        if folder in self.checked:
            return
        parts = folder.split("/")
        for path in (self.root, self.root / TEMPORARY, *(self.root.joinpath(*parts[:end]) for end in range(1, len(parts) + 1))):
            if path.is_symlink():
                raise StoreError(f"{path} is a link, and none is followed there; remove it, or name another folder")
        self.checked.add(folder)

    def remove(self, name: str) -> None:
        self.refuse_links(name.rpartition("/")[0])
        (self.root / name).unlink(missing_ok=True)

    def tidy(self, keep: dict[str, str]) -> None:
        self.refuse_links("")
        shutil.rmtree(self.root / TEMPORARY, ignore_errors=True)
        if self.root.is_dir():
            self.root.chmod(FOLDER_FOR_OWNER)
        for layer, generation in keep.items():
            self.refuse_links(f"{layer}/{generation}")
            present = self.root / layer / generation
            if present.is_dir():
                os.utime(present)
            found = [path for path in (self.root / layer).glob("*") if path.is_dir() and not path.is_symlink()]
            for old in sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT_GENERATIONS:]:
                if old != present:
                    shutil.rmtree(old, ignore_errors=True)


def entry_bytes(path: str) -> bytes | None:
    """The bytes of an entry, with as few calls of the system as there can be: it is asked a million times."""
    descriptor = os.open(path, READING)
    try:
        told = os.fstat(descriptor)
        if not stat.S_ISREG(told.st_mode) or told.st_size > codec.LARGEST:
            return None
        data = os.read(descriptor, told.st_size + 1)
        while piece := os.read(descriptor, codec.LARGEST - len(data) + 1) if len(data) < told.st_size else b"":
            data += piece
        return data
    finally:
        os.close(descriptor)


def write_for_owner(path: Path, data: bytes) -> None:
    """A file that only its owner may read: entries hold the documents as they are."""
    with open(path, "wb", opener=lambda name, flags: os.open(name, flags, FOR_OWNER)) as file:
        file.write(data)


def made_for_owner(root: Path, folder: Path) -> None:
    """A folder below the store's, and those between, that only their owner may enter."""
    folder.mkdir(mode=FOLDER_FOR_OWNER, parents=True, exist_ok=True)
    while folder != root and root in folder.parents:
        folder = folder.parent
        with suppress(OSError):
            folder.chmod(FOLDER_FOR_OWNER)
