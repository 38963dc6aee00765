"""Pages to check records by: for each document its source beside its records, in one file that works without a network."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from postulat.export.options import Labels
from postulat.export.review.index import index
from postulat.export.review.page import INDEX, page
from postulat.export.review.sheet import ReviewSheet, file_name, sheets
from postulat.export.review.sources.show import show
from postulat.normalize.corrections.corrections import Correction
from postulat.normalize.records import Records
from postulat.normalize.wording import face_language, most_common

__all__ = ["review"]

PLAIN = re.compile(r"[0-9a-zA-Z._-]{1,100}")
"""What an id may hold that names a file."""


def review(
    records: Records,
    sources: Mapping[str, bytes],
    folder: Path,
    earlier: Sequence[Correction] = (),
    language: Labels | None = None,
) -> tuple[Path, ...]:
    """Write a page for each document, and an index; returns the files, the index first.

    `sources` gives the bytes by document id; a page without them shows the records alone. `earlier` are corrections that the
    records hold already: what the page saves begins with them, so that one file holds all. The language is that of each
    document, unless one is given; a reader can change it on the page.
    """
    laid = [sheet for sheet in sheets(records) if PLAIN.fullmatch(sheet.document.document_id)]
    for sheet in laid:
        sheet.around = [row for row in sheet.around if PLAIN.fullmatch(row.document_id)]
    folder.mkdir(parents=True, exist_ok=True)
    first = folder / INDEX
    first.write_text(index(laid, language or majority(laid)), encoding="utf-8", newline="")
    return (first, *(write(sheet, sources, folder, earlier, language) for sheet in laid))


def write(
    sheet: ReviewSheet, sources: Mapping[str, bytes], folder: Path, earlier: Sequence[Correction], language: Labels | None
) -> Path:
    spoken = language or language_of(sheet)
    path = folder / file_name(sheet.document)
    shown = show(sheet.document, sources.get(sheet.document.document_id), sheet.places(), spoken)
    path.write_text(page(sheet, shown, spoken, earlier), encoding="utf-8", newline="")
    return path


def language_of(sheet: ReviewSheet) -> Labels:
    return face_language(sheet.document.language)


def majority(laid: Sequence[ReviewSheet]) -> Labels:
    return most_common(language_of(sheet) for sheet in laid)
