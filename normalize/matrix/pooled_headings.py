"""Tables of one heading judged together: what the cells of all of them say counts for each, so a matrix cut by pages stays one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from postulat.extract.document import Table
from postulat.normalize.matrix.headings import Heading, heading_at, heading_texts, squash

MOST_TABLES = 500
"""Tables of one heading whose cells are pooled."""
MOST_HEADINGS = 8
"""Headings of a document that its other tables are compared with."""
Read = Callable[[Table], Heading | None]


def said_again(heading: Read) -> Read:
    """`heading`, asked once for all tables of a document that say the same in the same rows: their cells are weighed together."""
    known: list[tuple[int, Heading]] = []

    def found(table: Table) -> Heading | None:
        for width, head in known:
            if (
                table.width == width
                and head.last + 1 < len(table.rows)
                and heading_texts(table, head.first, head.last) == head.texts
            ):
                return head
        head_of_its_own = heading(table)
        if head_of_its_own is not None and len(known) < MOST_HEADINGS:
            known.append((table.width, head_of_its_own))
        return head_of_its_own

    return found


def pooled_headings(tables: Sequence[Table], heading: Read) -> Read:
    """`heading`, with the columns of tables that have the same heading weighed once, by the cells of all.

    A table without a heading right behind one of the same width is a piece of it that a page break cut off: its cells count too.
    """
    groups: dict[tuple[str, ...], list[tuple[Table, Heading | None, int]]] = {}
    last: tuple[str, ...] | None = None
    width = 0
    for table in tables:
        found = heading(table)
        if found is not None and found.last >= found.first:
            last, width = tuple(map(squash, found.texts)), table.width
            groups.setdefault(last, []).append((table, found, found.last + 1))
        elif last is not None and table.width == width and len(groups[last]) < MOST_TABLES:
            groups[last].append((table, None, 0))
        else:
            last = None
    known: dict[int, Heading] = {}
    for members in groups.values():
        if len(members) > 1:
            known |= joint_headings(members)
    return lambda table: known[id(table)] if id(table) in known else heading(table)


def joint_headings(members: Sequence[tuple[Table, Heading | None, int]]) -> dict[int, Heading]:
    """The headings of a group's tables, each in its own rows, with the roles that the cells of all give."""
    table, first, _ = next(member for member in members if member[1] is not None)
    assert first is not None
    others = [(other, row) for other, _, row in members if other is not table]
    joint = heading_at(table, first.first, first.last, others)
    if joint is None:
        return {}
    return {
        id(other): replace(joint, first=own.first, last=own.last, texts=heading_texts(other, own.first, own.last))
        for other, own, _ in members
        if own is not None
    }
