"""The submitter of a whole table, named in the line above it: `From: Ann Bell`, or a heading that is a name."""

from __future__ import annotations

from collections.abc import Sequence

from postulat.extract.document import Block, Table
from postulat.normalize.matrix.passage import Passage
from postulat.normalize.matrix.tables import DocumentReading
from postulat.normalize.names.organisations import form, is_proper
from postulat.normalize.readings.labels import LABEL, LONGEST_SUBMITTER, read_label
from postulat.normalize.readings.leads import said_by
from postulat.normalize.readings.piece import cut
from postulat.normalize.readings.senders.numbered import sender_of

MOST_LINES = 4
"""Lines above a table among which its submitter is looked for."""


def names_above(blocks: Sequence[Block], reading: DocumentReading) -> tuple[dict[int, Passage], set[int]]:
    """The submitter of each table, by the table's id, and the ids of the blocks that name one."""
    tables = {
        id(fragment.table)
        for matrix in reading.matrices
        if not matrix.heading.columns("submitter") and not matrix.apart
        for fragment in matrix.fragments
    }
    found: dict[int, Passage] = {}
    used: set[int] = set()
    lines: list[Block] = []
    name: Block | None = None
    for block in blocks:
        if block.table is None:
            lines.append(block)
            continue
        if id(block.table) in tables:
            above = [*lines[-MOST_LINES:], *captions(block.table)]
            told = next((named for line in reversed(above) if (named := name_in(line))), None)
            if told is not None:
                name = told[0]
                used.add(id(told[1]))
            elif any(line.kind == "heading" for line in lines):
                name = None
            if name is not None:
                found[id(block.table)] = Passage(name.text, name.links, name.places)
        lines = []
    return found, used


def captions(table: Table) -> list[Block]:
    """The caption of a table as a line above it."""
    text = table.caption if isinstance(table.caption, str) else " ".join(table.caption or ())
    return [Block("heading", text, table.places)] if text else []


def name_in(line: Block) -> tuple[Block, Block] | None:
    """The name that a line gives, and the line."""
    match = LABEL.match(line.text)
    label = read_label(match[1]) if match else None
    if match is not None and label is not None and label.role == "submitter":
        name = cut(line, match.end(), len(line.text))
        return (name, line) if name.text and len(name.text) <= LONGEST_SUBMITTER else None
    if line.kind != "heading" and not line.strong:
        return None
    start, end = sender_of(line.text)
    if end:
        return cut(line, start, end), line
    if (start := said_by(line.text)) > 0 and len(line.text) <= LONGEST_SUBMITTER:
        return cut(line, start, len(line.text)), line
    return (line, line) if len(line.text) <= LONGEST_SUBMITTER and form(line.text) is not None and is_proper(line.text) else None
