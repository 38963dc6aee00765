"""What changed from one run to another: records added, removed and changed field by field, and whether source or rules changed.

Documents are paired by their source. In a pair, records are paired by their id where the bytes are the same; where they are not,
ids mean nothing, and records are paired by what they say. Both runs are read side by side, a document at a time.
"""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

from postulat.export import recover
from postulat.export.formats.xlsx_cells import fitted
from postulat.export.reading.tables import TablesError
from postulat.export.reading.text_tables import OWN_ID, TextTables
from postulat.normalize.corrections.values import lines
from postulat.storage.run_file import read_run, writing_in

Row = dict[str, str]
Cause = Literal["source-added", "source-removed", "source-changed", "rules-changed", "other-documents"]
CAUSES: dict[Cause, str] = {
    "source-added": "the source is new",
    "source-removed": "the source is not there any more",
    "source-changed": "the source has changed",
    "rules-changed": "the rules or options have changed",
    "other-documents": "the source is the same; what other documents say has changed",
}
IDS = OWN_ID
"""Tables that are compared → the column of a record's own id."""
UNTOLD = frozenset(
    ("document_id", "meeting_id", "postulate_id", "response_id", "record_id", "sha256", "size_bytes", "source", "bundle")
)
"""Columns that follow from the bytes and are not told as changes of their own."""
TEXTS = {"meetings": ("title",), "postulates": ("number", "text"), "responses": ("text",), "documents": ()}
ALIKE = 0.5
"""How alike two texts must be to count as one record that was changed (a share of letters in the same order)."""
MOST_COMPARED = 400
"""Records of a document that are compared each with each; of more, those at the same place are."""
LONGEST_COMPARED = 2000  # characters


class DiffError(Exception):
    """The runs cannot be compared, in one line."""


class Change(NamedTuple):
    """One difference. `record` is the later id where there is one; `field` is empty for a record added or removed."""

    change: Literal["added", "removed", "changed"]
    cause: Cause
    table: str
    source: str
    record: str
    field: str
    old: str
    new: str


def diff(old: Path, new: Path) -> Iterator[Change]:
    """The differences, by source and table, between folders of runs or files of their tables in any format.

    Raises `DiffError` where there are no tables. What a workbook has cut off is no difference.
    """
    try:
        before, after = ComparedRun(old), ComparedRun(new)
        same_rules = before.rules is not None and before.rules == after.rules
        same = cut_alike if before.tables.cut or after.tables.cut else operator.eq
        for one, other in side_by_side(before, after):
            yield from document_changes(one, other, Compared(same_rules, same))
    except TablesError as error:
        raise DiffError(str(error)) from error


class Compared(NamedTuple):
    """Whether both runs had the same rules, and when two values are the same."""

    same_rules: bool
    same: Callable[[str, str], bool] = operator.eq


def cut_alike(one: str, other: str) -> bool:
    """Whether a workbook has the same of two texts.

    >>> cut_alike("a" * 40_000, "a" * 50_000), cut_alike("a", "b")
    (True, False)
    """
    return one == other or lines(fitted(one)[0]) == lines(fitted(other)[0])


class ComparedRun:
    """The tables of a run, taken up a document at a time in the order in which they were written."""

    def __init__(self, place: Path) -> None:
        if place.is_dir():
            recover(place)
        self.tables = TextTables(place)
        facts = read_run(self.tables.folder) or {}
        told = writing_in(facts)
        self.rules = {**facts["rules"], **told["options"]} if "rules" in facts and told is not None else None
        self.groups = {table: grouped(self.tables.rows(table), table) for table in IDS}
        self.ahead: dict[str, tuple[str, list[Row]] | None] = {table: next(self.groups[table], None) for table in IDS}

    def documents(self) -> Iterator[Papers]:
        while (first := self.ahead["documents"]) is not None:
            name, rows = first
            tables = {"documents": rows}
            for table in IDS:
                waiting = self.ahead[table]
                if waiting is not None and waiting[0] == name:
                    tables[table] = waiting[1]
                    self.ahead[table] = next(self.groups[table], None)
            yield Papers(rows[0]["source"], rows[0]["sha256"], tables)


class Papers(NamedTuple):
    """A document's records by table."""

    source: str
    sha256: str
    tables: dict[str, list[Row]]


def grouped(given: Iterable[Row], table: str) -> Iterator[tuple[str, list[Row]]]:
    """The rows of a table, those of one document together."""
    for name, rows in groupby(given, key=lambda row: row[IDS[table]].partition(".")[0]):
        yield name, list(rows)


def side_by_side(before: ComparedRun, after: ComparedRun) -> Iterator[tuple[Papers | None, Papers | None]]:
    """The documents of both runs, paired by source; both are sorted by it."""
    olds, news = before.documents(), after.documents()
    old, new = next(olds, None), next(news, None)
    while old is not None or new is not None:
        if new is None or (old is not None and old.source < new.source):
            yield old, None
            old = next(olds, None)
        elif old is None or new.source < old.source:
            yield None, new
            new = next(news, None)
        else:
            yield old, new
            old, new = next(olds, None), next(news, None)


def document_changes(old: Papers | None, new: Papers | None, compared: Compared) -> Iterator[Change]:
    if old is None or new is None:
        papers = old or new
        assert papers is not None
        cause: Cause = "source-removed" if new is None else "source-added"
        for table in IDS:
            for row in papers.tables.get(table, ()):
                yield whole("removed" if new is None else "added", cause, table, papers.source, row)
        return
    same = old.sha256 == new.sha256
    cause = "source-changed" if not same else "other-documents" if compared.same_rules else "rules-changed"
    for table in IDS:
        for one, other in pairs(table, old.tables.get(table, []), new.tables.get(table, []), same):
            if other is None and one is not None:
                yield whole("removed", cause, table, old.source, one)
            elif one is None and other is not None:
                yield whole("added", cause, table, new.source, other)
            elif one is not None and other is not None:
                yield from field_changes(cause, table, new.source, one, other, compared.same)


def whole(change: Literal["added", "removed"], cause: Cause, table: str, source: str, row: Row) -> Change:
    text = row.get("text") or row.get("title") or row.get("status") or ""
    return Change(change, cause, table, source, row[IDS[table]], "", *(("", text) if change == "added" else (text, "")))


def field_changes(cause: Cause, table: str, source: str, old: Row, new: Row, same: Callable[[str, str], bool]) -> Iterator[Change]:
    for name in dict.fromkeys((*old, *new)):
        was, now = old.get(name) or "", new.get(name) or ""
        if name not in UNTOLD and not same(was, now):
            yield Change("changed", cause, table, source, new[IDS[table]], name, was, now)
    if table == "documents" and old["sha256"] != new["sha256"]:
        yield Change("changed", cause, table, source, new[IDS[table]], "sha256", old["sha256"], new["sha256"])


def pairs(table: str, olds: Sequence[Row], news: Sequence[Row], same: bool) -> Iterator[tuple[Row | None, Row | None]]:
    """Records of one document that are one and the same; None stands where there is no other."""
    if table == "documents":
        yield from zip(olds, news, strict=False)
        return
    if same and [row[IDS[table]] for row in olds] == [row[IDS[table]] for row in news]:
        yield from zip(olds, news, strict=True)
        return
    partners = by_words(table, olds, news)
    taken = set(partners.values())
    for index, row in enumerate(olds):
        yield row, news[partners[index]] if index in partners else None
    for index, row in enumerate(news):
        if index not in taken:
            yield None, row


def by_words(table: str, olds: Sequence[Row], news: Sequence[Row]) -> dict[int, int]:
    """Place of an old record → place of the new one: first those that say the same, then the most alike of the rest, in order."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, row in enumerate(news):
        places[words(table, row)].append(index)
    partners: dict[int, int] = {}
    for index, row in enumerate(olds):
        if places[words(table, row)]:
            partners[index] = places[words(table, row)].pop(0)
    left = [index for index in range(len(olds)) if index not in partners]
    right = sorted(set(range(len(news))) - set(partners.values()))
    if len(left) * len(right) > MOST_COMPARED**2:
        partners.update(zip(left, right, strict=False))
        return partners
    found = [(alike(table, olds[one], news[other]), -abs(one - other), one, other) for one in left for other in right]
    free = set(right)
    for score, _, one, other in sorted(found, reverse=True):
        if score >= ALIKE and one not in partners and other in free:
            partners[one] = other
            free.remove(other)
    return partners


def words(table: str, row: Row) -> tuple[str, ...]:
    return tuple(row.get(name) or "" for name in TEXTS[table])


def alike(table: str, old: Row, new: Row) -> float:
    """How alike two records are, from 0 to 1; the same number is worth as much as half of the text."""
    one, other = (words(table, row)[-1][:LONGEST_COMPARED] for row in (old, new))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    text = matcher.ratio() if matcher.quick_ratio() >= ALIKE / 2 else 0.0
    number = bool(old.get("number")) and old.get("number") == new.get("number")
    return min(1.0, text + 0.5 * number) if table == "postulates" else text
