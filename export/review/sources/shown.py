"""A source as a review page shows it: its markup, and the ids of the places in it that records come from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from postulat.export.html.markup import Markup, tag
from postulat.export.html.words import say
from postulat.export.options import Labels
from postulat.normalize.records import DocumentRecord

BETWEEN = " | "
"""Between the places of one locator."""


class Shown(NamedTuple):
    """A source as markup, and for each place that was asked for the id of its element, where there is one."""

    markup: Markup
    ids: Mapping[str, str]


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
