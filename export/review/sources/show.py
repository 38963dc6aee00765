"""The left side of a review page: a source shown safely, with the places in it that records come from."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from postulat.export.html.markup import Markup, tag
from postulat.export.html.words import say
from postulat.export.options import Labels
from postulat.normalize.records import DocumentRecord

BETWEEN = " | "
"""Between the places of one locator."""
PAGES = ("text/html", "application/xhtml+xml", "multipart/related")
PDF = "application/pdf"


class Shown(NamedTuple):
    """A source as markup, and for each place that was asked for the id of its element, where there is one."""

    markup: Markup
    ids: Mapping[str, str]


def show(document: DocumentRecord, data: bytes | None, places: Collection[str], language: Labels) -> Shown:
    """The source of a document: a page as markup, a PDF as pictures, anything else as it was read. Nothing of it is active."""
    from postulat.export.review.sources import blocks as source_blocks
    from postulat.export.review.sources import html as source_html
    from postulat.export.review.sources import pdf as source_pdf

    if data is None:
        return missing(document, "source.missing", language)
    readers = {PDF: source_pdf.show, **dict.fromkeys(PAGES, source_html.show)}
    try:
        return readers.get(document.media_type, source_blocks.show)(document, data, places, language)
    except Exception as error:  # whatever is wrong with a source, its records are still to be checked
        shown = missing(document, "source.failed", language)
        return Shown(Markup(shown.markup + tag("p", {"class": "why"}, " ".join(str(error).split())[:300])), {})


def missing(document: DocumentRecord, key: str, language: Labels) -> Shown:
    facts = tag("p", {"class": "why"}, tag("code", None, document.source), " · SHA-256 ", tag("code", None, document.sha256))
    hint = say("source.missing.hint", language, "p") if key == "source.missing" else None
    return Shown(tag("div", {"class": "no-source"}, say(key, language, "h3"), facts, hint), {})


def split(locator: str | None) -> list[str]:
    """The places of a locator.

    >>> split("line=3 | line=5"), split(None)
    (['line=3', 'line=5'], [])
    """
    return [place for place in (locator or "").split(BETWEEN) if place]


def page_of(place: str) -> int | None:
    """
    >>> page_of("page=3 table=1 row=2"), page_of("line=3")
    (3, None)
    """
    found = re.match(r"page=(\d{1,6})\b", place)
    return int(found[1]) if found else None
