"""Where the list's links lead: to web pages, to files that stand beside the page, and to the pages of the review."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from postulat.export.formats.xlsx_cells import linker
from postulat.export.review.page import INDEX
from postulat.normalize.records import Records

REVIEW = "review"
"""The folder of the review's pages, in that of the run."""
LOCAL = "external:"
"""What a workbook wants before the path of a file."""


def source_links(records: Records, home: Path) -> dict[str, str]:
    """Document id → the link to its source, from a page in `home`; a source that is not there has none."""
    link = linker(home)
    found = {}
    for document in records.documents:
        target = link(document.source)
        if target is not None:
            local = target.startswith(LOCAL)
            found[document.document_id] = quote(target.removeprefix(LOCAL)) if local else target
    return found


def review_links(records: Records, folder: Path, home: Path) -> dict[str, str]:
    """Document id → its page of the review, where that was written."""
    pages = folder / REVIEW
    if not (pages / INDEX).is_file():
        return {}
    try:
        way = Path(os.path.relpath(pages, home)).as_posix()
    except ValueError:  # another drive
        return {}
    names = {path.stem for path in pages.glob("*.html")}
    return {row.document_id: f"{quote(way)}/{quote(row.document_id)}.html" for row in records.documents if row.document_id in names}
