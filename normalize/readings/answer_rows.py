"""Comment tables without a column of answers, where the answer stands in a row of its own under the comment."""

from __future__ import annotations

from collections.abc import Sequence

from postulat.extract.document import Block, Cell, Table
from postulat.normalize.evidence import Evidence
from postulat.normalize.matrix.columns.comment_tables import answered
from postulat.normalize.matrix.headings import Heading, heading
from postulat.normalize.matrix.layout_tables import opened
from postulat.normalize.matrix.pooled_headings import said_again
from postulat.normalize.matrix.tables import read_matrices
from postulat.normalize.readings.labels import LABEL, Label, read_label, whole_label
from postulat.normalize.readings.piece import cut
from postulat.normalize.readings.proposal import Proposal

FEWEST_ANSWERED = 0.5
"""Share of the other rows with an answer below them."""
Row = tuple[Cell | None, ...]


def answer_rows(blocks: tuple[Block, ...]) -> Proposal | None:
    """The document with such tables as if the answers had a column."""
    heads: dict[int, Heading] = {}
    made: list[Block] = []
    headed = said_again(heading)
    for block in opened(blocks):
        table = block.table
        head = headed(table) if table is not None else None
        if table is not None and head is not None and not answered(head.roles) and (found := widened(table, head)):
            block = block._replace(table=found[0])
            heads[id(found[0])] = found[1]
        made.append(block)
    if not heads:
        return None
    reading = read_matrices(tuple(made), lambda table: heads.get(id(table)) or headed(table))
    return Proposal("table", reading, (Evidence("answers-below", 0.5, "each answer stands in a row of its own"),))


def widened(table: Table, head: Heading) -> tuple[Table, Heading] | None:
    """The table with the answers in a column behind the others, and its heading; None where most rows have none below."""
    rows: list[Row] = []
    words = ""
    comments = answers = 0
    for index, row in enumerate(table.rows):
        found = answer_of(row, rows[-1] if rows else ()) if index > head.last else None
        if found is None:
            rows.append((*row, None))
            comments += index > head.last and any(cell is not None and cell.text for cell in row)
            continue
        label, cell = found
        words = words or label.words
        answers += 1
        before = rows[-1]
        joined = before[-1]
        rows[-1] = (*before[:-1], cell if joined is None else Cell(joined.blocks + cell.blocks, joined.places + cell.places))
    if not answers or answers < FEWEST_ANSWERED * comments:
        return None
    made = Table(tuple(rows), table.places, table.caption, table.heading_rows, None, table.open_top, table.open_bottom)
    return made, Heading(head.first, head.last, (*head.roles, "answer"), (*head.texts, words), head.by_contents)


def answer_of(row: Row, above: Sequence[Cell | None]) -> tuple[Label, Cell] | None:
    """The answer that a row leads in: one cell that begins with a label, or a label and the words in two cells."""
    own = [cell for cell in dict.fromkeys(row) if cell is not None and cell.text and cell not in above]
    if len(own) == 2 and (label := whole_label(own[0].text)) and label.role == "answer":
        return label, own[1]
    if len(own) != 1:
        return None
    cell = own[0]
    blocks = [block for block in cell.blocks if block.line]
    if len(blocks) > 1 and (label := whole_label(blocks[0].text)) and label.role == "answer":
        return label, Cell(tuple(blocks[1:]), cell.places)
    match = LABEL.match(blocks[0].text)
    label = read_label(match[1]) if match else None
    if match is None or label is None or label.role != "answer":
        return None
    first = cut(blocks[0], match.end(), len(blocks[0].text))
    rest = tuple(block for block in (first, *blocks[1:]) if block.line)
    return label, Cell(rest, cell.places)
