"""One page for looking instead of reading: charts of a run, each with its numbers and the records behind it; no network."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from postulat.export.folder import OutputError, service
from postulat.export.options import Labels
from postulat.export.ownership import announce, digest_of, not_ours, take_note
from postulat.export.report.charts import ChartError
from postulat.export.report.links import review_links, source_links
from postulat.export.report.page import page
from postulat.normalize.records import Records
from postulat.normalize.wording import face_language, most_common

__all__ = ["FILE", "ChartError", "report", "write_report"]

FILE = "report.html"


def report(records: Records, language: Labels | None = None, folder: Path | None = None, home: Path | None = None) -> str:
    """The page as a text. Its language is that of most documents, unless one is given; a reader can change it on the page.

    `home` is the folder in which the page will stand, from which links to the sources are counted; without it there are none.
    `folder` is that of the run: the review's pages are looked for in it. `ChartError` says what to install.
    """
    sources = source_links(records, home) if home is not None else {}
    pages = review_links(records, folder, home) if folder is not None and home is not None else {}
    return page(records, language or majority(records), sources, pages)


def write_report(records: Records, folder: Path, file: Path | None = None, language: Labels | None = None) -> Path:
    """Writes the page, `report.html` in the run's folder unless another file is named; the old one is replaced whole."""
    path = file or folder / FILE
    if file is None and service(folder).is_dir() and not_ours(folder, service(folder), (FILE,)):
        raise OutputError(f"{path} was changed since it was written; rename or move it, or name another file with -o")
    text = report(records, language, folder, path.parent)
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", newline="", dir=path.parent, prefix=f".{path.name}-", delete=False) as staging:
        try:
            staging.write(text)
            staging.close()
            readable(Path(staging.name))
            own = file is None and service(folder).is_dir()
            if own:
                announce(service(folder), {FILE: digest_of(Path(staging.name))})
            Path(staging.name).replace(path)
            if own:
                take_note(folder, service(folder), (FILE,))
        except BaseException:
            staging.close()
            with suppress(OSError):
                Path(staging.name).unlink()
            raise
    return path


def readable(path: Path) -> None:
    """A temporary file is its owner's alone; a page is for others as well, as far as this machine wants that."""
    mask = os.umask(0)
    os.umask(mask)
    path.chmod(0o666 & ~mask)


def majority(records: Records) -> Labels:
    """The language of most documents, as far as it is known."""
    return most_common(face_language(row.language) for row in records.documents if row.language)
