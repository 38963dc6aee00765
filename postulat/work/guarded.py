"""One document at a time in a process that can be ended: the limits of a run for who calls from Python, or looks at one file."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from postulat.addresses import is_address
from postulat.extract import LARGEST_FILE
from postulat.extract.document import Document
from postulat.extract.errors import one_line
from postulat.inputs.input import Input
from postulat.inputs.streams import is_stream, stream_bytes
from postulat.normalize.dataset.plain_rows import records_of_tables
from postulat.normalize.records import TABLES, Records
from postulat.options import Limits, Options, Work
from postulat.storage import codec
from postulat.storage.soundness import check_tables
from postulat.storage.store import Store
from postulat.work.document import NOT_THERE, Outcome, failed
from postulat.work.pool import Pool
from postulat.work.spread import Task

JOINED = f"{__name__}:joined_alone"
GENERATIONS = dict.fromkeys(("documents", "records", "containers"), "alone")
"""Names in a store that lasts no longer than its process: nothing in it is ever taken for the result of other rules."""


class Read(NamedTuple):
    """What became of a document, and what was read of it, where it was; `joined` are its records as a data set of their own."""

    outcome: Outcome
    document: Document | None
    joined: Records | None = None


class Guard:
    """A process that waits for the next document, so that only the first has to wait for it to start."""

    def __init__(self, options: Options, work: Work) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="postulat-read-"))  # removed by `close`, and by no collector of garbage before
        self.options = options
        self.work = work
        self.owner = os.getpid()
        self.store = Store(str(self.folder / "store"), options, GENERATIONS)
        self.pool = Pool(options, work, self.store, count=1).__enter__()

    def read(self, item: Input, join: bool = False) -> Read:
        if is_stream(item.path):
            place = self.folder / "stream"
            try:
                place.write_bytes(stream_bytes(item.path, LARGEST_FILE, self.work.limits.timeout))
            except OSError as error:
                return Read(failed(item, NOT_THERE, one_line(error)), None)
            item = item._replace(path=str(place), source=item.name)
        elif not is_address(item.path):
            item = item._replace(path=str(Path(item.path).absolute()), source=item.name)  # the process stays in its own folder
        (outcome,) = self.pool.run([item])
        if outcome.key is None:
            return Read(outcome, None)
        try:
            joined = self.joined(outcome.key, outcome.sha256, item.name) if join else None
            if joined is not None:
                return Read(replace(outcome, key=None), None, joined)
            entry, document = self.store.entry(outcome.key), self.store.document(outcome.key, item.name)
            records = called(entry.records(), item.name) if entry is not None else None
            return Read(replace(outcome, records=records, key=None), document)
        finally:
            self.store.drop("records", outcome.key)
            self.store.drop("documents", outcome.key)

    def joined(self, key: str, sha256: str, source: str) -> Records | None:
        """The document's records with its names joined, by the process that has read it; None where it did not."""
        path = self.folder / "joined"
        if self.pool.do(JOINED, {"store": self.store.place, "key": key, "source": source, "path": str(path)}) is None:
            return None
        try:
            tables = codec.rows_of(path.read_bytes())
            check_tables(tables, sha256[:16])
            return records_of_tables(tables)
        except (OSError, ValueError, LookupError, TypeError):
            return None  # whoever asks joins them by himself
        finally:
            path.unlink(missing_ok=True)

    def close(self) -> None:
        if os.getpid() == self.owner:  # a copy of this program that was forked has no say in it
            with suppress(OSError):
                self.pool.__exit__(None, None, None)
            shutil.rmtree(self.folder, ignore_errors=True)


guards: list[Guard] = []
"""The one that waits, if one does."""
lock = threading.Lock()


def joined_alone(task: Task) -> Task:
    """Lays down the records of a document as a data set of its own."""
    from postulat.normalize import combine

    entry = Store(task["store"], Options(), GENERATIONS).entry(task["key"])
    if entry is None:
        raise LookupError(task["key"])
    joined = combine([called(entry.records(), task["source"])])
    Path(task["path"]).write_bytes(codec.tables_bytes(joined, TABLES))
    return {}


def called(records: Records, source: str) -> Records:
    return replace(records, documents=tuple(replace(row, source=source) for row in records.documents))


def guarded(item: Input, options: Options, limits: Limits, password: str = "", join: bool = False) -> Read:
    """A document read and understood by a process that is ended where it goes beyond a limit; `join` asks for `joined`."""
    work = Work(limits=limits, workers=1, fresh=True, password=password)
    with lock:
        guard = guards[0] if guards else None
        if guard is None or (guard.options, guard.work, guard.owner) != (options, work, os.getpid()):
            end()
            guard = Guard(options, work)
            guards.append(guard)
        try:
            return guard.read(item, join)
        except BaseException:  # interrupted between a question and its answer
            end()
            raise


@atexit.register
def end() -> None:
    while guards:
        guards.pop().close()
