"""The roles of a table's columns told by what stands in them, where headings are missing or say it in words that nobody listed."""

from __future__ import annotations

from postulat.extract.document import Table
from postulat.normalize.matrix.columns.column_cells import column_texts
from postulat.normalize.matrix.columns.comment_tables import answered
from postulat.normalize.matrix.columns.heading_rows import is_data
from postulat.normalize.matrix.comment_sheets import as_comment_sheet
from postulat.normalize.matrix.headings import (
    Heading,
    heading,
    heading_role,
    heading_texts,
    is_title,
    is_two_row_heading,
    weighed,
    with_roles,
)

FEWEST_ROWS = 3
ONCE = ("number", "text")
"""Roles that one column has."""
DEEPEST = 4
"""Rows from the top in which headings are looked for."""
LONGEST_WORDS = 80
"""Characters of a heading in words that nobody listed; longer ones are content."""
THINNEST = 0.8
"""Margin of the comments and answers of a table whose headings do not tell them."""
LEAST_SIGNS = 0.5
"""Points by which a table is one of comments, some of whose headings are known; where none are, they can say nothing."""
SHORTEST_TEXT = 15
"""Characters that a column of comments or answers has on average at least."""


def heading_from_contents(table: Table) -> Heading | None:
    """Roles for a table of comments whose headings do not tell them all; None where any is in doubt.

    There is one column of comments, one of answers, and rows are told apart by a number or a submitter.
    """
    if table.width < 3 or len(table.rows) < FEWEST_ROWS:
        return None
    first, last = worded(table)
    texts = heading_texts(table, first, last) if last >= first else ("",) * table.width
    made = weighed(table, first, last, texts, ((table, last + 1),))
    head = with_roles(first, last, texts, made)
    if any(made.named) and head.signs < LEAST_SIGNS:
        return None
    sheet = head if last >= first else as_comment_sheet(head, made.cells)
    if sheet is not head:
        return sheet if sheet.columns("number", "submitter", "target") else None
    wanted = head.columns("text", "answer", "decision")
    if head.roles.count("text") != 1 or not answered(head.roles) or not head.columns("number", "submitter"):
        return None
    sure = (
        head.margins[index] >= THINNEST or {head.roles[index], head.rivals[index]} == {"answer", "decision"} for index in wanted
    )
    if not all(sure) or any(head.roles.count(role) > 1 for role in ONCE):
        return None
    prose = [column_texts(table, index, last + 1) for index in head.columns("text", "answer")]
    if any(not cells or sum(map(len, cells)) < SHORTEST_TEXT * len(cells) for cells in prose):
        return None
    return head


def worded(table: Table) -> tuple[int, int]:
    """The rows that head the table in words of which some are known; no rows where none are."""
    best, known = (0, -1), 0
    for first in range(min(DEEPEST, len(table.rows) - FEWEST_ROWS + 1)):
        for last in (first + 1, first):
            if last > first and not is_two_row_heading(table, first):
                continue
            texts = heading_texts(table, first, last)
            if (
                any(len(text) > LONGEST_WORDS for text in texts)
                or is_data(texts, [cell for row in table.rows[first : last + 1] for cell in row if cell is not None])
                or not is_title(table, first)
            ):
                continue
            count = sum(bool(heading_role(text)) for text in texts if text)
            if count > known:
                best, known = (first, last), count
    return best


def heading_with_answers(table: Table) -> Heading | None:
    """The heading of a comment table, where its words say what holds the comments."""
    return heading(table)
