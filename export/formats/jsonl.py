"""JSONL: `documents.jsonl`, one document a line with all that was found in it, each record inside the one that it is a part of.

A line is a document with its meetings (task areas, attendances), postulates (organisations, responses), mentions and findings. What
names an organisation holds that organisation whole. The flat table is left out: all that it says stands in the other tables. Rows
of no document, if there are any, come in a last line whose `document_id` is null.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from postulat.export.options import DEFAULTS, Options
from postulat.export.schema.cells import rows_of
from postulat.export.schema.codebook import FLAT
from postulat.export.schema.keys import keys, target
from postulat.normalize.dataset.streaming import by_document
from postulat.normalize.records import TABLES, Records, columns

FILE = "documents.jsonl"
DEPTH = 8
"""How deep a record may stand in others; the tables as they are need three."""

Node = dict[str, Any]
Owner = tuple[str, str]
"""A table and the id of a row in it."""
NOBODY: Owner = ("", "")


def write(records: Records, folder: Path, options: Options = DEFAULTS) -> tuple[Path, ...]:
    """Write `documents.jsonl`: documents in their order, keys in the order of the columns. `options` change nothing."""
    path = folder / FILE
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for document in documents(records):
            file.write(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n")
    return (path,)


def documents(records: Records) -> Iterator[Node]:
    """Each document as one nested value, and last what belongs to none, if there is such. One document is in memory at a time."""
    parts = {table: nested_parts(table) for table in TABLES}
    shared = {table: rows_by_id(records, table) for table in shared_tables()}
    left = {table: dict(rows) for table, rows in shared.items()}
    rest: Node = {}
    for piece in by_document(records):
        known = {table: ids(piece, table) for table in TABLES if keys(table).primary}
        children = grouped(piece, known)
        for row in nodes("documents", piece.documents):
            yield whole("documents", row, parts, children, shared)
        for table in TABLES:
            rest.setdefault(table, []).extend(children.get((table, NOBODY), ()))
        for table, name in named(piece):
            left[table].pop(name, None)
    rest |= {table: list(rows.values()) for table, rows in left.items()}
    if any(rest.values()):
        yield {"document_id": None} | {table: rows for table, rows in rest.items() if rows}


def nested_parts(table: str) -> tuple[str, ...]:
    """The tables whose rows are parts of rows of this one.

    >>> nested_parts("meetings")
    ('task_areas', 'attendances', 'mentions')
    """
    return tuple(
        part for part in TABLES if any(reference.nested and table in reference.tables for reference in keys(part).references)
    )


def shared_tables() -> tuple[str, ...]:
    """The tables whose rows belong to no one document and are named by others.

    >>> shared_tables()
    ('organisations',)
    """
    return tuple(
        table
        for table in TABLES
        if table not in ("documents", FLAT) and not any(reference.nested for reference in keys(table).references)
    )


def ids(records: Records, table: str) -> frozenset[str]:
    if len(keys(table).primary) != 1:
        return frozenset()
    column = target(table)
    return frozenset(getattr(row, column) for row in getattr(records, table))


def nodes(table: str, rows: Iterable[object]) -> Iterator[Node]:
    names = [column.name for column in columns(TABLES[table])]
    dates = [column.name for column in columns(TABLES[table]) if column.type == "date"]
    for values in rows_of(table, tuple(rows)):
        node: Node = dict(zip(names, values, strict=True))
        for name in dates:
            node[name] = node[name].isoformat() if node[name] is not None else None
        yield node


def rows_by_id(records: Records, table: str) -> dict[str, Node]:
    return {node[target(table)]: node for node in nodes(table, getattr(records, table))}


def named(records: Records) -> Iterator[tuple[str, str]]:
    """The rows of shared tables that a row names: table and id."""
    for table in TABLES:
        for column, other in keys(table).foreign:
            if other in shared_tables() and table != FLAT:
                yield from ((other, getattr(row, column)) for row in getattr(records, table))


def grouped(records: Records, known: dict[str, frozenset[str]]) -> dict[tuple[str, Owner], list[Node]]:
    """(table, owner) → its rows: each row under the first owner that its references name and that is there, or else nobody."""
    found: dict[tuple[str, Owner], list[Node]] = defaultdict(list)
    for table in TABLES:
        references = [reference for reference in keys(table).references if reference.nested]
        if not references or table == FLAT:
            continue
        for node in nodes(table, getattr(records, table)):
            owners = (
                (other, node[reference.column])
                for reference in references
                for other in reference.tables
                if node[reference.column] in known[other]
            )
            found[table, next(owners, NOBODY)].append(node)
    return found


def whole(
    table: str,
    node: Node,
    parts: dict[str, tuple[str, ...]],
    children: dict[tuple[str, Owner], list[Node]],
    shared: dict[str, dict[str, Node]],
    depth: int = DEPTH,
) -> Node:
    """The row with the rows that it names and those that are its parts."""
    for column, other in keys(table).foreign:
        if other in shared and node[column] in shared[other]:
            node[column.removesuffix("_id")] = shared[other][node[column]]
    if depth:
        for part in parts[table]:
            own = children.get((part, (table, node[target(table)])), []) if len(keys(table).primary) == 1 else []
            node[part] = [whole(part, child, parts, children, shared, depth - 1) for child in own]
    return node
