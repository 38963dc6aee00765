"""What `postulat review OUT` does: finds the sources of a run again, and writes the pages to check its records by."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from postulat import extract
from postulat.extract.errors import one_line

if TYPE_CHECKING:
    from postulat.export.options import Labels
    from postulat.normalize.corrections.corrections import Correction
    from postulat.normalize.records import DocumentRecord, Records

PAGES = "review"
"""The folder of the pages, in that of the run."""
REQUESTS = "requests.csv"
"""The file of requests that are perhaps the same, among the pages: to fill in, and to give to `--requests`."""


class ReviewError(Exception):
    """The pages cannot be written, or a workbook holds what cannot be a correction; one line."""


class Reviewed(NamedTuple):
    """The pages that were written, the index first, and the sources of the documents whose file was not found as it was read.

    `hidden` says that the run was pseudonymised, and that no folder of sources was asked for: then no page shows its source.
    `requests` is the file of requests that are perhaps the same, where there are such.
    """

    pages: tuple[Path, ...]
    missing: tuple[str, ...]
    hidden: bool = False
    requests: Path | None = None


def write_review(
    folder: Path, sources: Sequence[Path] = (), corrections: Sequence[Path] = (), language: Labels | None = None
) -> Reviewed:
    """Writes the pages of a run into its folder, under `review`; those of an earlier call are replaced together.

    A source is looked for where the run found it, beside the run's folder, and by its bytes in the folders of `sources`.
    `corrections` are the files that the run was given: the pages go on from them.
    """
    from postulat.export.folder import OutputError, refuse_links, replacing
    from postulat.export.review import review
    from postulat.normalize.corrections.corrections import CorrectionsError, read_corrections
    from postulat.normalize.links.perhaps import perhaps_same, write_perhaps
    from postulat.normalize.links.request_decisions import NO_DECISIONS, RequestDecisionsError, read_request_decisions
    from postulat.storage.originals import is_pseudonymised

    records = tables_of(folder)
    hidden = bool(is_pseudonymised(folder)) and not sources
    found: Mapping[str, bytes] = {} if hidden else Sources(records, folder, sources)
    filled = folder / PAGES / REQUESTS
    try:
        refuse_links(folder, PAGES)
        decided, taken = read_request_decisions(filled) if filled.is_file() else NO_DECISIONS, taken_over(filled)
        earlier = tuple(row for path in corrections for row in read_corrections(path))
        with replacing(folder / PAGES, taken) as staging:
            written = review(records, found, staging, earlier, language)
            names = [path.relative_to(staging) for path in written]
            doubtful = perhaps_same(records)
            if doubtful or decided.names:
                write_perhaps(doubtful, staging / REQUESTS, decided)
    except (CorrectionsError, OutputError, RequestDecisionsError) as error:
        raise ReviewError(str(error)) from error
    missing = tuple(row.source for row in records.documents if row.document_id not in found and not hidden)
    asked = filled if doubtful else None
    return Reviewed(tuple(folder / PAGES / name for name in names), missing, hidden, asked)


def taken_over(file: Path) -> dict[str, str]:
    """The file of requests with the hash of its bytes, where it has no column but ours: all that a person decided in it is in the
    next one, so it may go."""
    from postulat.normalize.links.perhaps import COLUMNS

    if not file.is_file():
        return {}
    data = file.read_bytes()
    head = data.split(b"\n", maxsplit=1)[0].decode("utf-8-sig", "replace").strip().replace('"', "")
    ours = any(head.split(mark) == list(COLUMNS) for mark in ",;\t")
    return {file.name: hashlib.sha256(data).hexdigest()} if ours else {}


def corrections_of(workbook: Path, folder: Path, to: Path, by: str = "") -> tuple[Correction, ...]:
    """Writes what was edited in the sheet `records` of a run's workbook as a file of corrections, and returns it."""
    from postulat.export.reading.workbook_corrections import corrections_from_xlsx
    from postulat.normalize.corrections.corrections import CorrectionsError, correct, write_corrections

    records = tables_of(folder)
    try:
        found = corrections_from_xlsx(workbook, records, by)
        correct(records, found)  # what a run would refuse is refused now
        write_corrections(found, to)
    except CorrectionsError as error:
        raise ReviewError(str(error)) from error
    except OSError as error:
        raise ReviewError(f"{to}: {one_line(error)}") from error
    return found


def tables_of(folder: Path) -> Records:
    from postulat.export.reading.tables import TablesError, read_tables

    try:
        return read_tables(folder)
    except TablesError as error:
        raise ReviewError(str(error)) from error


class Sources(Mapping[str, bytes]):
    """The bytes of documents by their ids, read when they are asked for: an archive does not fit into memory at once."""

    def __init__(self, records: Records, folder: Path, roots: Sequence[Path]) -> None:
        self.paths: dict[str, Path] = {}
        lost: list[DocumentRecord] = []
        for document in records.documents:
            path = next((path for path in likely(document.source, folder) if holds(path, document)), None)
            if path is not None:
                self.paths[document.document_id] = path
            else:
                lost.append(document)
        if lost and roots:
            self.paths.update(by_bytes(lost, roots))

    def __getitem__(self, name: str) -> bytes:
        try:
            return self.paths[name].read_bytes()
        except OSError as error:
            raise KeyError(name) from error

    def __contains__(self, name: object) -> bool:
        return name in self.paths

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


def likely(source: str, folder: Path) -> Iterator[Path]:
    """Where a source may be: its path was counted from where the run was started."""
    if "\0" in source or "://" in source:
        return
    yield Path(source)
    if not Path(source).is_absolute():
        for above in (folder, *folder.resolve().parents):
            yield above / source


def holds(path: Path, document: DocumentRecord) -> bool:
    """Whether a file has the very bytes that the document was read from."""
    try:
        if not path.is_file() or path.stat().st_size != document.size_bytes or document.size_bytes > extract.LARGEST_FILE:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == document.sha256
    except OSError:
        return False


def by_bytes(lost: Sequence[DocumentRecord], roots: Sequence[Path]) -> dict[str, Path]:
    """Files below the folders that have the bytes of a document, whatever they are called now."""
    sizes: dict[int, list[DocumentRecord]] = {}
    for document in lost:
        sizes.setdefault(document.size_bytes, []).append(document)
    found: dict[str, Path] = {}
    for root in roots:
        for base, _, names in os.walk(root):
            for path in (Path(base, name) for name in sorted(names)):
                try:
                    candidates = sizes.get(path.stat().st_size, []) if path.is_file() else []
                except OSError:
                    continue
                for document in candidates:
                    if document.document_id not in found and holds(path, document):
                        found[document.document_id] = path
    return found
