"""The list of records behind the numbers, as values for the page's script: texts, sources and places, and what to filter by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from postulat.export.html.markup import writable
from postulat.export.report.figures import GRADES, SHOWN, code_label
from postulat.export.report.items import AMOUNT_STEPS, Item, Items
from postulat.export.report.words import SPOKEN, label, of_page, words
from postulat.normalize.findings import message
from postulat.normalize.records import DocumentRecord, Finding, Records

LARGEST = 30_000_000
"""Characters of texts on the whole page; a browser opens that in a few seconds."""
LONGEST, SHORTEST = 2_000, 120
"""Characters of one text."""
MOST = 100_000
"""Records on the page, and findings."""
CUT = "…"


class Entries(NamedTuple):
    """What the script gets. Texts are cut to `longest` characters where any is longer; else `longest` is 0."""

    values: dict[str, object]
    longest: int
    records: int
    findings: int


def entries(items: Items, records: Records, sources: Mapping[str, str], pages: Mapping[str, str]) -> Entries:
    """`sources` and `pages` give links by document id: to the source, and to its page of the review."""
    listed = items.all[:MOST]
    doubts = records.findings[:MOST]
    room = min(LONGEST, max(SHORTEST, LARGEST // max(1, 2 * (len(listed) + len(doubts)))))
    cutter = Cutter(room)
    codes = sorted({finding.code for finding in records.findings})
    known = {item.postulate.postulate_id: place for place, item in enumerate(listed)}
    known |= {answer.response_id: place for place, item in enumerate(listed) for answer in item.answers}
    documents = {row.document_id: place for place, row in enumerate(records.documents)}
    reasons = sorted({reason for item in listed for reason in item.postulate.grade_reasons})
    values: dict[str, object] = {
        "stances": [[name, *of_page(label(f"stance.{name}"))] for name in SHOWN],
        "offices": [writable(name) for name in items.offices],
        "areas": [writable(name) for name in items.areas],
        "organisations": [writable(name) for name in items.organisations],
        "grades": [[grade, *of_page(label(f"grade.{grade}"))] for grade in GRADES],
        "reasons": [[writable(word) for word in of_page(label(f"reason.{reason}"))] for reason in reasons],
        "documents": [document(row, sources, pages, documents) for row in records.documents],
        "codes": [[writable(code), *of_page(code_label(code))] for code in codes],
        "steps": AMOUNT_STEPS,
        "words": {key: of_page(found) for key, found in words().items()},
        "items": [entry(item, reasons, cutter) for item in listed],
        "findings": [doubt(row, documents, codes, known, cutter) for row in doubts],
    }
    return Entries(values, room if cutter.used else 0, len(listed), len(doubts))


class Cutter:
    """Cuts texts to their room, and remembers whether it had to."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.used = False

    def __call__(self, text: str) -> str:
        if len(text) > self.room:
            self.used = True
            text = text[: self.room - 1].rstrip() + CUT
        return writable(text)


def document(row: DocumentRecord, sources: Mapping[str, str], pages: Mapping[str, str], places: Mapping[str, int]) -> list[object]:
    """One document, and the place of the page or message that it belongs to."""
    name = row.document_id
    paged = row.media_type == "application/pdf"  # browsers open a PDF at a page
    head = places.get(row.bundle) if row.bundle is not None and row.bundle != name else None
    return [writable(row.title or ""), writable(row.source), sources.get(name), pages.get(name), paged, head]


def entry(item: Item, reasons: Sequence[str], cut: Cutter) -> list[object]:
    """One postulate; the order of the values is known to the script."""
    row = item.postulate
    return [
        row.postulate_id,
        item.year,
        item.offices,
        item.areas,
        item.organisations,
        [SHOWN.index(stance) for stance in item.stances],
        item.document,
        writable(row.number or ""),
        row.page,
        writable(row.locator),
        cut(row.text),
        [[SHOWN.index(answer.stance), cut(answer.text or answer.decision_as_written or "")] for answer in item.answers],
        [f"{amount.currency}:{amount.step}" for amount in item.amounts],
        GRADES.index(row.grade),
        [reasons.index(reason) for reason in row.grade_reasons],
    ]


def doubt(row: Finding, documents: Mapping[str, int], codes: Sequence[str], known: Mapping[str, int], cut: Cutter) -> list[object]:
    """One finding, with the place of its postulate in the list, where it has one."""
    return [
        codes.index(row.code),
        row.severity,
        documents.get(row.document_id, -1),
        row.page,
        writable(row.locator or ""),
        [cut(message(row, language)) for language in SPOKEN.get()],
        known.get(row.record_id or "", -1),
    ]
