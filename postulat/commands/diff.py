"""What changed from one run to another: records added, removed and changed field by field, and whether source or rules changed.

Documents are paired by their source. In a pair, records are paired by their id where the bytes are the same; where they are not,
ids mean nothing, and records are paired by what they say. Both runs are read side by side, a document at a time.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

from postulat.export import recover
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
IDS = {
    "documents": "document_id",
    "meetings": "meeting_id",
    "postulates": "postulate_id",
    "responses": "response_id",
}
"""Tables that are compared → the column of a record's own id, which begins with that of its document."""
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
    """The differences, by source and table. Raises `DiffError` where a folder holds no tables."""
    before, after = ComparedRun(old), ComparedRun(new)
    same_rules = before.rules is not None and before.rules == after.rules
    for one, other in side_by_side(before, after):
        yield from document_changes(one, other, same_rules)


class ComparedRun:
    """The tables of a run, taken up a document at a time in the order in which they were written."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise DiffError(f"{folder}: no such folder")
        recover(folder)
        facts = read_run(folder) or {}
        told = writing_in(facts)
        self.rules = {**facts["rules"], **told["options"]} if "rules" in facts and told is not None else None
        self.folder = folder
        self.groups = {table: grouped(folder, table) for table in IDS}
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


def grouped(folder: Path, table: str) -> Iterator[tuple[str, list[Row]]]:
    """The rows of a table, those of one document together."""
    for name, rows in groupby(table_rows(folder, table), key=lambda row: row[IDS[table]].partition(".")[0]):
        yield name, list(rows)


def table_rows(folder: Path, table: str) -> Iterator[Row]:
    """The rows of a table as text, from CSV or else from Parquet."""
    path = folder / f"{table}.csv"
    if path.is_file():
        csv.field_size_limit(1 << 30)
        with path.open(encoding="utf-8-sig", newline="") as file:
            head = file.readline()
            file.seek(0)
            yield from csv.DictReader(file, delimiter=";" if head.count(";") > head.count(",") else ",")
        return
    path = folder / f"{table}.parquet"
    if not path.is_file():
        raise DiffError(f"{folder}: no table {table} as CSV or Parquet; run `postulat run … -o {folder}` first")
    import pyarrow.parquet

    for batch in pyarrow.parquet.ParquetFile(path).iter_batches():
        for row in batch.to_pylist():
            yield {name: as_text(value) for name, value in row.items()}


def as_text(value: object) -> str:
    """A value of a Parquet table as CSV has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return "|".join(map(str, value)) if isinstance(value, list) else str(value)


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


def document_changes(old: Papers | None, new: Papers | None, same_rules: bool) -> Iterator[Change]:
    if old is None or new is None:
        papers = old or new
        assert papers is not None
        cause: Cause = "source-removed" if new is None else "source-added"
        for table in IDS:
            for row in papers.tables.get(table, ()):
                yield whole("removed" if new is None else "added", cause, table, papers.source, row)
        return
    same = old.sha256 == new.sha256
    cause = "source-changed" if not same else "other-documents" if same_rules else "rules-changed"
    for table in IDS:
        for one, other in pairs(table, old.tables.get(table, []), new.tables.get(table, []), same):
            if other is None and one is not None:
                yield whole("removed", cause, table, old.source, one)
            elif one is None and other is not None:
                yield whole("added", cause, table, new.source, other)
            elif one is not None and other is not None:
                yield from field_changes(cause, table, new.source, one, other)


def whole(change: Literal["added", "removed"], cause: Cause, table: str, source: str, row: Row) -> Change:
    text = row.get("text") or row.get("title") or row.get("status") or ""
    return Change(change, cause, table, source, row[IDS[table]], "", *(("", text) if change == "added" else (text, "")))


def field_changes(cause: Cause, table: str, source: str, old: Row, new: Row) -> Iterator[Change]:
    for name in dict.fromkeys((*old, *new)):
        was, now = old.get(name) or "", new.get(name) or ""
        if was != now and name not in UNTOLD:
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
