"""A run: every input read, normalised and combined. One bad file never stops the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import extract
from extract.document import Document
from normalize.records import DocumentRecord, Finding, Records
from postulat.inputs import Input, is_document

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class Dataset(Records):
    """The records of one document or of many, ready for use."""

    def to_pandas(self) -> dict[str, pandas.DataFrame]:
        """Table name → data frame, with the right types (dates, whole numbers, truth values, lists)."""
        from export.frames import frames

        return frames(self)

    def write(self, folder: str | Path, formats: Iterable[str] = ("csv", "parquet")) -> tuple[Path, ...]:
        """The tables as files in a folder; returns the files' paths."""
        from export import write

        return write(self, Path(folder), tuple(formats))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: its records, or why it has none. `skipped`: it is no document, and nobody said it was."""

    source: str
    records: Records | None = None
    error: str | None = None
    skipped: bool = False


def run(
    inputs: Iterable[Input], done: Callable[[Outcome], None] = lambda _: None, pdf_engine: extract.PdfEngine = "pdfium"
) -> tuple[Dataset, list[Outcome]]:
    """The data set of all inputs, and what became of each. `done` hears of each input as it ends."""
    from normalize import combine

    outcomes = []
    for item in inputs:
        outcome = process(item, pdf_engine)
        done(outcome)
        outcomes.append(outcome)
    combined = combine(outcome.records for outcome in outcomes if outcome.records is not None)
    return dataset(combined), outcomes


def dataset(records: Records) -> Dataset:
    return Dataset(**{field.name: getattr(records, field.name) for field in fields(Records)})


def process(item: Input, pdf_engine: extract.PdfEngine = "pdfium") -> Outcome:
    """One input from bytes to records. This is the one place that catches everything."""
    from normalize import normalize

    source = item.path.as_posix()
    data = b""
    if not is_document(item):
        return Outcome(source, skipped=True)
    try:
        if item.path.stat().st_size > extract.LARGEST_FILE:
            raise extract.ReadError(f"larger than {extract.LARGEST_FILE // 1024**2} MB")
        data = item.path.read_bytes()
        return Outcome(source, normalize(extract.read(data, source, pdf_engine)))
    except extract.UnsupportedError as error:
        return Outcome(source, failed(source, data, str(error)), str(error)) if item.named else Outcome(source, skipped=True)
    except extract.ReadError as error:
        reason = str(error)
    except OSError as error:
        reason = error.strerror or type(error).__name__
    except RecursionError:
        reason = "nested too deeply to be read"
    except MemoryError:
        reason = "too large for the memory of this machine"
    except Exception as error:  # a bug: the run goes on, and the line says where to look
        reason = f"an error of the program ({type(error).__name__}: {error}); please report it with this file"
    return Outcome(source, failed(source, data, reason), reason)


def failed(source: str, data: bytes, reason: str) -> Records:
    """The records of a file that could not be read: itself, and why."""
    sha256 = hashlib.sha256(data if data else source.encode()).hexdigest()
    line = " ".join(reason.split())
    document = DocumentRecord(
        document_id=sha256[:16],
        source=source,
        media_type=media_type(data),
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        page_count=None,
        title=None,
        language=None,
        extractor=None,
        status="failed",
        error=line,
    )
    return Records(documents=(document,), findings=(Finding(document.document_id, "error", "read-failed", line),))


def media_type(data: bytes) -> str:
    from extract.media import media_type as detect

    try:
        return str(detect(data))
    except Exception:
        return "application/octet-stream"


def read_document(path: str | Path) -> Document:
    """One file as read, before its meaning: for looking at tables and places."""
    file = Path(path)
    return extract.read(file.read_bytes(), file.as_posix())


def read(path: str | Path) -> Dataset:
    """The records of one file. Raises `postulat.ReadError` where it cannot be read.

    `read("minutes.pdf").postulates` are dataclasses; `read("minutes.pdf").to_pandas()["records"]` is the flat table.
    """
    from normalize import combine, normalize

    return dataset(combine([normalize(read_document(path))]))
