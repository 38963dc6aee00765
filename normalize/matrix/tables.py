"""The comment matrices of a document: tables whose headings mean comments, put together from their pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from postulat.extract.document import Block, Cell, Table
from postulat.normalize.matrix.headings import Heading, heading_texts, is_number, number, repeats, squash
from postulat.normalize.matrix.layout_tables import flow
from postulat.normalize.matrix.passage import DASHES
from postulat.normalize.matrix.pooled_headings import Read, pooled_headings
from postulat.normalize.matrix.row_numbers import continued_number, marks_continuation

SAME_EDGE = 6.0
"""Points between two column borders that count as one."""
SHARED_WIDTH = 0.5
"""Share of a column's width that lies within a column of the table before, to be that column."""
MOST_MISSING = 10
"""Numbers that may be missing between two pieces of one table."""
MOST_WRAPPED = 8
"""Rows that one heading may have fallen into, a line in each."""
LONGEST_TITLE = 200
"""Characters of a heading between tables that names a section."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a matrix: one table of the document.

    `columns[i]` is the matrix column of the table's column i. `title` is the heading that stands between this piece and the one
    before. `joined` says why the piece was taken for a continuation (keys of `finding_words.csv`); empty where it opens the matrix.
    """

    table: Table
    columns: tuple[int, ...]
    skip: int
    title: str | None = None
    joined: Sequence[str] = ()

    def rows(self, width: int) -> Iterable[tuple[Cell | None, ...]]:
        for row in self.table.rows[self.skip :]:
            cells: list[Cell | None] = [None] * width
            for index, cell in enumerate(row):
                column = self.columns[index]
                cells[column] = cell
            yield tuple(cells)


@dataclass(slots=True)
class Matrix:
    """A comment matrix: its heading and its pieces in reading order. `before` counts the blocks of the document above it.

    `apart`: each row is a record of its own, put together from labelled comments.
    """

    heading: Heading
    fragments: list[Fragment]
    before: int
    lead: str | None = None
    between: list[Block] = field(default_factory=list)
    apart: bool = False

    @property
    def width(self) -> int:
        return len(self.heading.roles)


def column_texts(matrix: Matrix) -> list[list[str]]:
    """What stands in each column below the headings, a cell that goes down over several rows once."""
    rows = [row for fragment in matrix.fragments for row in fragment.rows(matrix.width)]
    cells = [dict.fromkeys(row[column] for row in rows) for column in range(matrix.width)]
    return [[cell.text for cell in own if cell is not None and cell.text] for own in cells]


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """A document taken apart: the prose around the matrices (all blocks but theirs), the matrices, and the tables left over."""

    prose: tuple[Block, ...]
    matrices: tuple[Matrix, ...]
    others: tuple[Table, ...]


def read_matrices(blocks: tuple[Block, ...], heading: Callable[[Table], Heading | None]) -> DocumentReading:
    """Every comment matrix of the document. `heading` tells the heading of a comment table, and None for other tables.

    A table without a heading of its own goes on the matrix before it when its columns fit and its numbers follow, or when it
    stands at the same place on the next page.
    """
    prose: list[Block] = []
    matrices: list[Matrix] = []
    others: list[Table] = []
    between: list[Block] = []
    heading = remembered(heading)
    opened = list(flow(blocks, lambda table: heading(table) is not None))
    heading = pooled_headings([block.table for block in opened if block.table is not None], heading)
    for block in opened:
        if block.table is None:
            prose.append(block)
            between.append(block)
            continue
        table = block.table
        current = matrices[-1] if matrices else None
        head = heading(table)
        title = section_title(between)
        if head is None:
            fragment = continuation(table, current, between, title) if current else None
            if fragment is None or current is None:
                others.append(table)
                continue
            current.fragments.append(fragment)
            current.between.extend(between)
        elif current is not None and is_heading_of(head, table, current) and not (title and starts_over(table, head)):
            joined = ["heading-repeated" if turned(table, current) and title is None else "same-heading"]
            skip = max(end_of_repeated(table, head, current.heading), wrapped_heading(table, current.heading))
            current.fragments.append(Fragment(table, tuple(range(table.width)), skip, title, joined))
            current.between.extend(between)
        else:
            matrices.append(Matrix(head, [Fragment(table, tuple(range(table.width)), head.last + 1)], len(prose), title))
        between = []
    settle_leads(matrices, prose)
    return DocumentReading(tuple(prose), tuple(matrices), tuple(others))


def remembered(heading: Read) -> Read:
    """What tells the heading of a table, asked once for each: by layout, by tables of the same heading, and by each in its turn."""
    known: dict[Table, Heading | None] = {}

    def once(table: Table) -> Heading | None:
        if table not in known:
            known[table] = heading(table)
        return known[table]

    return once


def settle_leads(matrices: list[Matrix], prose: list[Block]) -> None:
    """The heading above a matrix names its section only where several have one: else it is the title of the whole."""
    for position, matrix in enumerate(matrices):
        sectioned = any(fragment.title for fragment in matrix.fragments[1:]) or any(m.lead for m in matrices[1:])
        above = sum(block.kind == "heading" for block in prose[: matrix.before])
        if position == 0 and not (sectioned and above > 1):
            matrix.lead = None


def is_heading_of(head: Heading, table: Table, matrix: Matrix) -> bool:
    """Whether a table's heading is the matrix's: in the same words, or over the same columns at the head of the next page, where
    somebody typed it anew."""
    if same_heading(head, matrix.heading):
        return True
    if head.roles != matrix.heading.roles or table.edges is None or not turned(table, matrix):
        return False
    return fitting_columns(table, matrix.fragments[-1]) == tuple(range(table.width)) and not starts_over(table, head)


def same_heading(one: Heading, other: Heading) -> bool:
    if len(one.texts) != len(other.texts):
        return False
    cells = [Cell((Block("paragraph", text),)) if text else None for text in one.texts]
    return repeats(cells, other)


def end_of_repeated(table: Table, head: Heading, known: Heading) -> int:
    """The first row behind a repeated heading: where as many rows as it had say the same again, the next is the rest of a row."""
    rows = known.last - known.first
    last = head.first + rows
    return last + 1 if last < head.last and heading_texts(table, head.first, last) == known.texts else head.last + 1


def starts_over(table: Table, head: Heading) -> bool:
    """Whether the table's first number is 1 again: another table under a heading of its own, not the rest of the one before."""
    for column in head.columns("number"):
        for row in table.rows[head.last + 1 :]:
            cell = row[column]
            if cell is not None and is_number(cell.text):
                return number(cell.text) in ("1", "I", "1.1")
    return False


def turned(table: Table, matrix: Matrix) -> bool:
    """Whether the table stands on a later page than the end of the matrix."""
    last = matrix.fragments[-1].table.page
    return table.page is not None and last is not None and table.page > last


def section_title(between: Iterable[Block]) -> str | None:
    """The last heading, or bold line, that stands between two tables."""
    for block in reversed(list(between)):
        if (
            block.text
            and len(block.text) <= LONGEST_TITLE
            and (block.kind == "heading" or (block.strong and block.kind == "paragraph"))
        ):
            return block.text
        if block.strong and block.kind == "item" and block.marker[:1].isalnum() and len(block.text) <= LONGEST_TITLE:
            return block.line
    return None


def continuation(table: Table, matrix: Matrix, between: list[Block], title: str | None) -> Fragment | None:
    """The table as a further piece of the matrix, or None where too little speaks for it."""
    last = matrix.fragments[-1]
    columns = fitting_columns(table, last)
    if columns is None:
        return None
    reasons = []
    overleaf = turned(table, matrix) and table.edges is not None
    if matrix.heading.columns("number"):
        told = numbers(table, columns, matrix)
        if not all(is_number(text) for text in told):
            return None
        goes_on = not told or follows(told[0], matrix)
        anew = title is not None or (overleaf and not any(block.text for block in between))
        if not goes_on and not (anew and number(told[0]) == "1"):
            return None
        if told:
            reasons.append("numbers-follow" if goes_on else "numbers-start-over")
    if overleaf:
        reasons.append("next-page")
        if table.open_top or last.table.open_bottom:
            reasons.append("cut-row")
    elif not any(block.text for block in between) and table.width > 2:
        reasons.append("right-below")
    if not reasons:
        return None
    return Fragment(table, columns, wrapped_heading(table, matrix.heading), title, reasons)


def wrapped_heading(table: Table, head: Heading) -> int:
    """How many rows at the head of the table, put together column by column, say the heading again: a line of it may be a row."""
    if table.width != len(head.texts):
        return 0
    known = [squash(text) for text in head.texts]
    for last in range(min(MOST_WRAPPED, len(table.rows) - 1)):
        said = [squash(text) for text in heading_texts(table, 0, last)]
        if said == known:
            return last + 1
        if not all(whole.startswith(part) for whole, part in zip(known, said, strict=True)):
            return 0
    return 0


def numbers(table: Table, columns: tuple[int, ...], matrix: Matrix) -> list[str]:
    """What stands in the number column, without dashes, rows across the table and marks that a row goes on ("cd.")."""
    column = matrix.heading.columns("number")[0]
    if column not in columns:
        return []
    index = columns.index(column)
    cells = [row[index] for row in table.rows if row[index] is not None and row[index] is not row[(index + 1) % table.width]]
    texts = [cell.text for cell in cells if cell is not None and cell.text and not DASHES.fullmatch(cell.text)]
    return [continued_number(text) or text for text in texts if not marks_continuation(text)]


def follows(first: str, matrix: Matrix) -> bool:
    """Whether a piece's first number goes on the matrix's numbers."""
    before = (
        text
        for fragment in reversed(matrix.fragments)
        for text in reversed(numbers(fragment.table, fragment.columns, matrix))
        if is_number(text)
    )
    found, last = number(first), number(next(before, ""))
    if found is None or last is None or not (found.isdecimal() and last.isdecimal()):
        return True
    return int(last) <= int(found) <= int(last) + MOST_MISSING


def fitting_columns(table: Table, last: Fragment) -> tuple[int, ...] | None:
    """For each column of the table the matrix column it stands for: by place on the page, else by count."""
    if table.edges is not None and last.table.edges is not None:
        return columns_by_edges(table.edges, last.table.edges, last.columns)
    return last.columns if table.width == last.table.width else None


def columns_by_edges(edges: tuple[float, ...], before: tuple[float, ...], columns: tuple[int, ...]) -> tuple[int, ...] | None:
    """Columns that lie above each other are one, also where a border is missing on one page.

    >>> columns_by_edges((0, 30, 130, 300), (0, 30, 80, 130, 300), (0, 1, 2, 3))
    (0, 1, 3)
    """
    if abs(edges[0] - before[0]) > 4 * SAME_EDGE and abs(edges[-1] - before[-1]) > 4 * SAME_EDGE:
        return None
    found = []
    for left, right in pairwise(edges):
        shares = [(min(right, b) - max(left, a)) / max(1e-6, min(right - left, b - a)) for a, b in pairwise(before)]
        best = max(range(len(shares)), key=lambda i: shares[i])
        if shares[best] < SHARED_WIDTH:
            return None
        found.append(columns[best])
    if found != sorted(set(found)):
        return None
    return tuple(found)
