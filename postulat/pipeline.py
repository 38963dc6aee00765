"""The face towards Python: one document or many, as a data set. `postulat.run` is what the command line does."""

from __future__ import annotations

import os
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import BinaryIO, NoReturn

from postulat import extract
from postulat.addresses import is_address
from postulat.dataset import Dataset, dataset
from postulat.extract.document import Document
from postulat.extract.ordinary_file import opened
from postulat.inputs.input import Input, is_document
from postulat.options import Limits, Options, Work
from postulat.work.document import LOCKED, UNSUPPORTED, Outcome, failed_records, work_on

ALONE = Work(limits=Limits(timeout=0, memory=0), workers=1)
__all__ = ["Dataset", "dataset", "process", "read", "read_document", "run"]

GUARDED = Limits()
"""Ten minutes and 2 GB for a document, as on the command line."""


def run(
    inputs: str | Path | Iterable[str | Path],
    options: Options | None = None,
    limits: Limits | None = GUARDED,
    *,
    out: str | Path | None = None,
    formats: Iterable[str] = ("csv", "parquet"),
    workers: int = 0,
    progress: bool | None = None,
) -> Dataset:
    """The records of many documents as one data set, names joined.

    `inputs` are files, folders, patterns, lists (`@list.txt`) or addresses, as on the command line. A file that cannot be read does
    not stop the others: its row in `documents` has the status `failed` and says why. Raises `InputError` where something that was
    named is not there. `limits` are those of each document, as `read` has them.

    With `out` the tables are written there, too, as `postulat run` does: a second call does what is new or changed. `workers`
    are processes (0: one a core); with more than one, or with `out`, progress is told on the error output of a terminal or a
    notebook, or as `progress` says. Raises `OutputError` where `out` cannot be written.

    >>> len(run("samples/krakow-*/source.html").records)  # doctest: +SKIP
    """
    given = tuple(map(str, (inputs,) if isinstance(inputs, str | Path) else inputs))
    if out is not None or workers > 1 or any(map(is_address, given)):  # an address is fetched into an archive, also of a moment
        return run_with_workers(given, options or Options(), limits, out, tuple(formats), workers, progress)
    return in_turn(given, options or Options(), limits)


def in_turn(inputs: tuple[str, ...], options: Options, limits: Limits | None) -> Dataset:
    """One document after the other, nothing written."""
    from postulat.inputs.find import find_inputs
    from postulat.normalize import combine
    from postulat.normalize.links.linking import with_links

    outcomes = (process(item, options=options, limits=limits) for item in find_inputs(inputs) if is_document(item))
    return dataset(with_links(combine(outcome.records for outcome in outcomes if outcome.records is not None)))


def run_with_workers(
    inputs: tuple[str, ...],
    options: Options,
    limits: Limits | None,
    out: str | Path | None,
    formats: tuple[str, ...],
    workers: int,
    progress: bool | None,
) -> Dataset:
    """A run as the command line does it, read back from its tables."""
    import tempfile

    from postulat.batch.order import Order
    from postulat.batch.run import run_batch
    from postulat.commands.progress import Plain, Teller, teller
    from postulat.export.reading.tables import read_tables

    with tempfile.TemporaryDirectory(prefix="postulat-run-") as scratch:
        folder = Path(out) if out is not None else Path(scratch) / "tables"
        chosen = formats if out is not None else ("parquet",)
        work = Work(limits=limits or ALONE.limits, workers=workers)
        listener: Teller = Plain() if progress else teller(quiet=progress is False, log_format="text")
        with listener:
            report = run_batch(Order(inputs, str(folder), chosen, options, work), listener)
        if not report.written and not report.unchanged:  # nothing could be read: what failed still tells why
            return in_turn(inputs, options, limits)
        return dataset(read_tables(folder))


def process(item: Input, options: Options | None = None, password: str = "", limits: Limits | None = None) -> Outcome:
    """One input from bytes to records: in this process, or with limits in one that can be ended. What cannot be read has records,
    too: they say so."""
    from dataclasses import replace

    if limits is None:
        outcome = work_on(item, options or Options(), replace(ALONE, password=password))
    else:
        from postulat.work.guarded import guarded

        outcome = guarded(item, options or Options(), limits, password).outcome
    return replace(outcome, records=failed_records(outcome)) if outcome.error else outcome


def alone(item: Input, options: Options | None = None, password: str = "", limits: Limits = GUARDED) -> tuple[Outcome, Dataset]:
    """One input as a data set of its own, and what became of it. The process that reads it joins its names as well: it knows the
    words already."""
    from postulat.work.guarded import guarded

    found = guarded(item, options or Options(), limits, password, join=True)
    if found.joined is not None:
        return found.outcome, dataset(found.joined)
    from postulat.normalize import combine

    records = failed_records(found.outcome) if found.outcome.error else found.outcome.records
    return found.outcome, dataset(combine([records] if records is not None else []))


def read_document(path: str | Path, limits: Limits | None = GUARDED) -> Document:
    """One file as read, before its meaning: for looking at tables and places. `limits` as `read` has them."""
    file = Path(path)
    with opened(file):
        pass  # what is not there, or no file, is told as Python tells it
    if limits is None:
        return extract.read(file.read_bytes(), file.as_posix())
    from postulat.work.guarded import guarded

    found = guarded(Input(file.as_posix(), named=True), Options(), limits)
    if found.outcome.error:
        raised(found.outcome)
    return found.document or extract.read(file.read_bytes(), file.as_posix())  # one nested too deeply to be handed over


def read(source: str | PathLike[str] | bytes | bytearray | BinaryIO, limits: Limits | None = GUARDED, *, name: str = "") -> Dataset:
    """The records of one document: a path, its bytes, or a file object open for bytes; or of a folder or an address, as `run` does.

    Raises `postulat.ReadError` where it cannot be read; in a folder that is a row of `documents`.

    `read("minutes.pdf").postulates` are dataclasses; `read("minutes.pdf").to_pandas()["records"]` is the flat table. `name` is what
    tables call a document that has no path.

    The document is read in a process of its own, which is ended where it takes more time or memory than `limits` (ten minutes,
    2 GB); with None it is read in this process, without any.
    """
    if not isinstance(source, str | PathLike):
        return read_bytes(source, limits, name)
    path = os.fspath(source)
    if is_address(path) or Path(path).is_dir():
        found = run(path, limits=limits)
        failed = [row.error for row in found.documents if row.status == "failed"]
        if is_address(path) and len(failed) == len(found.documents):
            raise extract.ReadError(f"{path}: {failed[0] if failed else 'nothing was found there'}")
        return found
    if limits is None:
        from postulat.normalize import combine, normalize

        return dataset(combine([normalize(read_document(path, None))]))
    file = Path(path)
    with opened(file):
        pass
    return understood(Input(file.as_posix(), named=True), limits)


def read_bytes(given: bytes | bytearray | BinaryIO, limits: Limits | None, name: str) -> Dataset:
    """The records of bytes in memory, which the process that reads them finds in a file."""
    import tempfile

    if not isinstance(given, bytes | bytearray | memoryview) and not hasattr(given, "read"):
        raise TypeError(f"a path, an address, bytes or a file object open for bytes is needed, not {type(given).__name__}")
    data = bytes(given) if isinstance(given, bytes | bytearray | memoryview) else given.read(extract.LARGEST_FILE + 1)
    if not isinstance(data, bytes):
        raise TypeError(f"a file object must be open for bytes, and gives {type(data).__name__}: open it with mode 'rb'")
    called = name or str(getattr(given, "name", "") or "bytes")
    if limits is None:
        from postulat.normalize import combine, normalize

        return dataset(combine([normalize(extract.read(data, called))]))
    with tempfile.TemporaryDirectory(prefix="postulat-bytes-") as scratch:
        path = Path(scratch) / "document"
        path.write_bytes(data)
        return understood(Input(str(path), named=True, source=called), limits)


def understood(item: Input, limits: Limits) -> Dataset:
    outcome, found = alone(item, limits=limits)
    if outcome.error:
        raised(outcome)
    return found


def raised(outcome: Outcome) -> NoReturn:
    """The error that a reader would have raised."""
    kinds = {LOCKED: extract.LockedError, UNSUPPORTED: extract.UnsupportedError}
    raise kinds.get(str(outcome.cause), extract.ReadError)(outcome.error)
