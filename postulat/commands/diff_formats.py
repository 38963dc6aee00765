"""Changes between two runs for a person, a spreadsheet or a program."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TextIO

from postulat.commands.diff import CAUSES, Change
from postulat.extract.characters.escapes import escaped, hidden_as_json
from postulat.language.messages import named, quoted, spoken

LONGEST = 160
"""Characters of a value that a person is shown."""
SIGNS = {"added": "+", "removed": "-", "changed": "~"}
ORDER = ("postulates", "responses", "meetings", "documents")
"""Tables in the order in which a person wants them."""


def as_text(changes: Iterable[Change], out: TextIO) -> None:
    """The sums, then a paragraph for each source with why it changed: first where stances changed, or postulates came and went."""
    groups = [(key, sorted(group, key=rank)) for key, group in groupby(changes, key=lambda change: (change.source, change.cause))]
    if not groups:
        out.write(spoken("no differences") + "\n")
        return
    for line in sums(change for _, group in groups for change in group):
        out.write(line + "\n")
    for (source, cause), group in sorted(groups, key=lambda found: rank(found[1][0])):
        out.write(f"\n{escaped(source)}: {spoken(CAUSES[cause])}\n")
        for change in group:
            name = f"{change.record} {change.field}".strip()
            out.write(f"  {SIGNS[change.change]} {named('table', change.table)}  {name}  {told(change)}\n")


def rank(change: Change) -> int:
    """How soon a person wants to see a change.

    >>> stance = Change("changed", "rules-changed", "responses", "a.html", "d.r1", "stance", "accepted", "partial")
    >>> rank(stance), rank(stance._replace(table="documents", field="title"))
    (0, 4)
    """
    if change.field == "stance":
        return 0
    if change.table == "postulates" and not change.field:
        return 1
    return {"postulates": 2, "responses": 2, "meetings": 3}.get(change.table, 4)


def sums(changes: Iterable[Change]) -> Iterator[str]:
    """A line for each table with changes: how many were added, removed and changed, and in which fields."""
    counts: dict[str, Counter[str]] = {}
    fields: dict[str, Counter[str]] = {}
    for change in changes:
        counts.setdefault(change.table, Counter())[change.change] += 1
        fields.setdefault(change.table, Counter()).update([change.field] if change.field else [])
    for table in sorted(counts, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name)):
        parts = [spoken(f"{counts[table][name]} {name}") for name in SIGNS if counts[table][name]]
        most = sorted(fields[table].items(), key=lambda item: (-item[1], item[0]))
        columns = ", ".join(f"{name} {count}" for name, count in most)
        yield f"{named('table', table)}: {', '.join(parts)}" + (f" ({columns})" if columns else "")


def told(change: Change) -> str:
    if change.field == "stance":
        return f"{quoted(short(named('stance', change.old)))} → {quoted(short(named('stance', change.new)))}"
    if change.change == "changed":
        return f"{quoted(short(change.old))} → {quoted(short(change.new))}"
    return quoted(short(change.old or change.new))


def short(text: str) -> str:
    line = escaped(" ".join(text.split()))
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def as_csv(changes: Iterable[Change], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(Change._fields)
    writer.writerows([escaped(cell, "\n") for cell in change] for change in changes)


def as_jsonl(changes: Iterable[Change], out: TextIO) -> None:
    for change in changes:
        out.write(hidden_as_json(json.dumps(change._asdict(), ensure_ascii=False)) + "\n")


FORMS: dict[str, Callable[[Iterable[Change], TextIO], None]] = {"text": as_text, "csv": as_csv, "jsonl": as_jsonl}
"""Name → the function that writes changes in that form."""
