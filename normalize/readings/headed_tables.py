"""Comment tables as readings: told by their headings, or by what stands in their columns."""

from __future__ import annotations

from postulat.extract.document import Block, Table
from postulat.normalize.matrix.headings import Heading
from postulat.normalize.matrix.headings_by_content import heading_from_contents, heading_with_answers
from postulat.normalize.matrix.pooled_headings import said_again
from postulat.normalize.matrix.tables import DocumentReading, read_matrices
from postulat.normalize.readings.label_tables import filled_cells, is_table_of_labels
from postulat.normalize.readings.pieces import numbered_start
from postulat.normalize.readings.proposal import Proposal

FEWEST_COLUMNS, FEWEST_ROWS = 3, 3
"""Of a table whose columns may be told by what stands in them."""


def by_headings(blocks: tuple[Block, ...]) -> Proposal | None:
    reading = read_matrices(blocks, said_again(heading_above))
    return Proposal("table", reading) if reading.matrices else None


def by_contents(blocks: tuple[Block, ...]) -> Proposal | None:
    """The tables that their headings tell, and those whose columns are told by what stands in them, if there are such."""
    if not any(is_large(block.table) for block in blocks if block.table is not None):
        return None
    headed = said_again(heading_above)
    reading = read_matrices(blocks, lambda table: headed(table) or heading_from_contents(table))
    told = any(matrix.heading.by_contents or not any(matrix.heading.texts) for matrix in reading.matrices)
    return Proposal("table-by-contents", reading) if told else None


def heading_above(table: Table) -> Heading | None:
    """The heading of a table of comments; a column of labels is none, though it may begin with the word for a comment."""
    return None if is_table_of_labels(filled_cells(table), numbered_start) else heading_with_answers(table)


def is_large(table: Table) -> bool:
    return (table.width >= FEWEST_COLUMNS and len(table.rows) >= FEWEST_ROWS) or any(
        is_large(inner) for cell in table.cells() for inner in cell.tables()
    )


def no_table(blocks: tuple[Block, ...]) -> DocumentReading:
    """The document as prose and tables that are none of comments."""
    return read_matrices(blocks, lambda _: None)
