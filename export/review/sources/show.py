"""The left side of a review page: a source shown safely, with the places in it that records come from."""

from __future__ import annotations

from collections.abc import Collection

from postulat.export.html.markup import Markup, tag
from postulat.export.options import Labels
from postulat.export.review.sources.shown import Shown, missing
from postulat.normalize.records import DocumentRecord

PAGES = ("text/html", "application/xhtml+xml", "multipart/related")
PDF = "application/pdf"


def show(document: DocumentRecord, data: bytes | None, places: Collection[str], language: Labels) -> Shown:
    """The source of a document: a page as markup, a PDF as pictures, anything else as it was read. Nothing of it is active."""
    from postulat.export.review.sources import blocks, html, pdf

    if data is None:
        return missing(document, "source.missing", language)
    readers = {PDF: pdf.show, **dict.fromkeys(PAGES, html.show)}
    try:
        return readers.get(document.media_type, blocks.show)(document, data, places, language)
    except Exception as error:  # whatever is wrong with a source, its records are still to be checked
        shown = missing(document, "source.failed", language)
        return Shown(Markup(shown.markup + tag("p", {"class": "why"}, " ".join(str(error).split())[:300])), {})
