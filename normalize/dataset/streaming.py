"""A data set document by document, so that a step over all of its records holds those of one document at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, cast

from postulat.normalize.records import TABLES, Organisation, Records

SHARED = "organisations"
"""The table whose rows belong to no one document."""
OWNED = tuple(table for table in TABLES if table != SHARED)


class Stream(NamedTuple):
    """A data set on its way: its organisations, and the records of one document after the other without them."""

    organisations: tuple[Organisation, ...]
    documents: Iterable[Records]


def document_of(row: Any) -> str:
    """The document a row is from: its own column, or the head of its record's id."""
    found = getattr(row, "document_id", None) or getattr(row, "postulate_id", None) or getattr(row, "meeting_id", None) or ""
    return str(found).split(".", maxsplit=1)[0]


def by_document(records: Records) -> Iterator[Records]:
    """The records of each document in the order of the documents, with the organisations that they name.

    Tables that are sequences in a file are read once, from the first row to the last; their rows stand by document, as those of
    `combine` do, and the rows of tuples are put so. The last slice, if there is such, has the rows of no document that is there.

    >>> from postulat.normalize.records import DocumentRecord, Finding
    >>> documents = tuple(DocumentRecord(name, name, "", name, 1, 1, None, None, None, "ok") for name in ("d1", "d2"))
    >>> told = Records(documents=documents, findings=tuple(Finding(name, "info", "", "") for name in ("d2", "d1", "d9")))
    >>> [[row.document_id for row in one.findings] for one in by_document(told)]
    [['d1'], ['d2'], ['d9']]
    """
    places = {row.document_id: number for number, row in enumerate(records.documents)}
    directory: dict[str, Organisation] = {row.organisation_id: row for row in records.organisations}

    def place(row: Any) -> int:
        return places.get(document_of(row), len(places))

    piles = {table: Pile(getattr(records, table), place) for table in OWNED}
    for number in range(len(places) + 1):
        tables = {table: pile.taken(number) for table, pile in piles.items()}
        if number < len(places) or any(tables.values()):
            own = dict.fromkeys(row.organisation_id for name in ("attendances", "postulate_organisations") for row in tables[name])
            organisations = tuple(directory[one] for one in own if one in directory)
            yield Records(organisations=organisations, **cast("dict[str, Any]", tables))


class Pile:
    """The rows of a table, to be taken off from the top document by document."""

    def __init__(self, rows: Iterable[Any], place: Callable[[Any], int]) -> None:
        self.rows = iter(sorted(rows, key=place) if isinstance(rows, tuple) else rows)
        self.place = place
        self.top = next(self.rows, None)

    def taken(self, number: int) -> tuple[Any, ...]:
        found = []
        while self.top is not None and self.place(self.top) <= number:
            found.append(self.top)
            self.top = next(self.rows, None)
        return tuple(found)


def in_memory(stream: Stream) -> Records:
    tables: dict[str, list[Any]] = {table: [] for table in OWNED}
    for records in stream.documents:
        for table, rows in tables.items():
            rows.extend(getattr(records, table))
    owned = {table: tuple(rows) for table, rows in tables.items()}
    return Records(organisations=stream.organisations, **cast("dict[str, Any]", owned))
