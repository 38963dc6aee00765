"""One huge PDF among several processes: its pages are read in ranges, which lie in a folder until one process joins them.

A range that cannot be read is left to that process, which reads the file as if nobody had begun: so it meets what is wrong with the
file in the order of its pages, and a document never lacks a part.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from postulat import extract
from postulat.extract.document import Document
from postulat.inputs.input import Input
from postulat.options import Options
from postulat.storage import codec
from postulat.work.document import Reader, TooManyPagesError, bytes_of, detected

if TYPE_CHECKING:
    from postulat.extract.pdf.reader import Made

HUGE = 100
"""Pages, from which on a PDF is divided."""
RANGE = 20
"""Pages of a range; so few that no process waits long for the last one, of scanned pages too."""
MOST_PAGES = 10_000
"""That a process is believed to have counted."""
FOLDER = "postulat-worker-division-"

Pages = tuple[int, int]
"""The first page of a range, and its last."""


@dataclass(slots=True)
class Division:
    """A document that several processes read, as its run sees it: `missing` ranges are not read yet.

    `spent` are the seconds that all of them took together, which one process would have needed. `over` says that the document
    failed, and nothing of it is wanted any more.
    """

    missing: int = 0
    spent: float = 0.0
    over: bool = False
    folder: str = field(default_factory=lambda: tempfile.mkdtemp(prefix=FOLDER))

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def ranges(pages: int, length: int) -> list[Pages]:
    """
    >>> ranges(7, 3)
    [(1, 3), (4, 6), (7, 7)]
    """
    pages = min(pages, MOST_PAGES)
    return [(first, min(first + length - 1, pages)) for first in range(1, pages + 1, length)]


def unless_huge(least: int) -> Reader:
    """Reads what has fewer pages; 0 is no limit."""
    from postulat.extract.pdf.page_ranges import page_count

    def read(data: bytes, source: str, options: extract.ReadingOptions, password: str) -> Document:
        if least and (pages := page_count(data)) >= least:
            raise TooManyPagesError(pages)
        return extract.read(data, source, options, password)

    return read


def read_range(item: Input, pages: Pages, folder: str, options: Options, started: Callable[[str, int, str], None]) -> None:
    """Lays a range of the document down in the folder, or nothing, where it cannot be read."""
    from postulat.extract.pdf.page_ranges import plain
    from postulat.extract.pdf.page_ranges import read_range as made_of

    with suppress(Exception):  # the process that joins meets it again, and tells it
        data = bytes_of(item)
        sha256 = hashlib.sha256(data).hexdigest()
        started(sha256, len(data), detected(data))
        made = made_of(data, *pages, options.reading.pdf_engine)
        target = Path(folder, str(pages[0]))
        half = target.with_suffix(".half")
        half.write_bytes(codec.packed([sha256, plain(made)]))
        half.replace(target)


def joining(folder: str) -> Reader:
    """Reads a document of whose pages most are in the folder."""
    from postulat.extract.pdf.reader import read as read_pdf

    def read(data: bytes, source: str, options: extract.ReadingOptions, password: str) -> Document:
        ready: dict[int, Made] = {}
        for made in parts(Path(folder), hashlib.sha256(data).hexdigest()):
            ready |= made
        return read_pdf(data, source, options.pdf_engine, ready) if ready else extract.read(data, source, options, password)

    return read


def parts(folder: Path, sha256: str) -> Iterator[dict[int, Made]]:
    """The ranges that were read of just these bytes: the file may have changed in the meantime."""
    from postulat.extract.pdf.page_ranges import from_plain

    for path in sorted(folder.iterdir()):
        with suppress(OSError, TypeError, ValueError, LookupError):
            of, rows = codec.unpacked(path.read_bytes())
            if of == sha256:
                yield from_plain(rows)
