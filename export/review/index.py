"""The first page of the review: every document with what there is to check in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from postulat.export.html.markup import Markup, Value, tag
from postulat.export.html.words import say, word
from postulat.export.options import Labels
from postulat.export.review.page import Live, named, switches, whole
from postulat.export.review.sheet import CORRECTED, FOUND, MISSING, UNCLEAR, ReviewSheet, file_name
from postulat.normalize.records import STANCES

COUNTS = (("postulates", ""), ("without_answer", MISSING), ("unclear", UNCLEAR), ("findings", FOUND), ("corrected", CORRECTED))
"""Heading of a column, and the flag of the postulates that it counts."""


def index(sheets: Sequence[ReviewSheet], language: Labels, live: Live | None = None) -> str:
    """A row a document, with a link to its page."""
    heads = ["document", "date", *(key for key, _ in COUNTS), "stances"]
    table = tag(
        "table",
        {"id": "documents"},
        tag("thead", None, tag("tr", None, *(say(key, language, "th", scope="col") for key in heads))),
        tag("tbody", None, *(row(sheet, number, language) for number, sheet in enumerate(sheets))),
    )
    search: dict[str, Value] = {
        "id": "find",
        "type": "search",
        "placeholder": word("index.filter", language),
        "data-placeholder": "index.filter",
    }
    body = tag(
        "main",
        {"class": "index"},
        tag(
            "div",
            {"class": "title"},
            say("table", language, "a", href=live.home) if live else None,
            say("index.title", language, "h1"),
            switches(language, live),
        ),
        None if live else say("index.lead", language, "p", class_="lead"),
        tag(
            "div",
            {"class": "filters", "role": "search"},
            tag("input", {**search, **named("index.filter", language)}),
            say("index.to_check", language, "button", type="button", id="order", aria_pressed="false"),
        ),
        tag("div", {"class": "scroll"}, table),
    )
    return whole(word("index.title", language), language, body, "index", live)


def row(sheet: ReviewSheet, number: int, language: Labels) -> Markup:
    document = sheet.document
    flags = Counter(flag for postulate in sheet.postulates for flag in sheet.flags(postulate))
    flags[FOUND] += sum(finding.severity != "info" for finding in sheet.findings[""])
    counted = {"": len(sheet.postulates), **flags}
    days = sorted({meeting.date for meeting in sheet.meetings if meeting.date})
    link = tag("a", {"href": file_name(document)}, document.title or document.source)
    role = say(f"role.{document.bundle_role}", language, "small") if sheet.attached else None
    error = tag(
        "p", {"class": "why"}, say(f"status.{document.status}.meaning", language), f": {document.error}" if document.error else None
    )
    return tag(
        "tr",
        {
            "class": "attached" if sheet.attached else None,
            "data-order": number,
            "data-check": sum(flags[flag] for flag in (MISSING, UNCLEAR, FOUND)) + (document.status != "ok"),
        },
        tag("th", {"scope": "row"}, role, link, tag("code", None, document.source), error if document.status != "ok" else None),
        tag("td", None, ", ".join(day.isoformat() for day in days)),
        *(number_cell(counted.get(flag, 0), flag) for _, flag in COUNTS),
        tag("td", None, bars(sheet, language)),
    )


def number_cell(count: int, flag: str) -> Markup:
    return tag("td", {"class": f"number {flag if count else 'zero'}"}, str(count))


def bars(sheet: ReviewSheet, language: Labels) -> Markup | None:
    """The stances as a bar, each as wide as it is frequent."""
    counts: Counter[str] = Counter(answer.stance for own in sheet.answers.values() for answer in own)
    total = sum(counts.values())
    if not total:
        return None
    pieces, left = [], 0.0
    for stance in STANCES:
        width = 100 * counts[stance] / total
        if width:
            title = tag("title", None, f"{word(f'stance.{stance}', language)}: {counts[stance]}")
            pieces.append(
                tag(
                    "g",
                    {"class": f"fill-{stance}"},
                    tag("rect", {"x": f"{left:.2f}", "y": "0", "width": f"{width:.2f}", "height": "10"}),
                    title,
                )
            )
            left += width
    said = ", ".join(f"{word(f'stance.{name}', language)} {counts[name]}" for name in STANCES if counts[name])
    attributes = {"class": "stances", "viewBox": "0 0 100 10", "role": "img", "aria-label": said, "preserveAspectRatio": "none"}
    return tag("svg", attributes, *pieces)
