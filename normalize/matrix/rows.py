"""The rows of a comment matrix told apart: headings again, separators, sections, records, rows that go on the one above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from postulat.extract.document import Cell, Place
from postulat.normalize.matrix.columns.column_cells import counts_columns
from postulat.normalize.matrix.continued_rows import RowBelow, continues
from postulat.normalize.matrix.entry import Continued, Entry, Row
from postulat.normalize.matrix.headings import Heading as Head
from postulat.normalize.matrix.headings import heading_texts, is_number, names_again, number
from postulat.normalize.matrix.headings import repeats as repeats_heading
from postulat.normalize.matrix.passage import DASHES
from postulat.normalize.matrix.row_numbers import continued_number, marks_continuation
from postulat.normalize.matrix.tables import Fragment, Matrix

BESIDE_COMMENT = ("answer", "decision", "justification")
"""Columns into which a comment's cell may reach that somebody merged with them."""
SIGNED = re.compile(r"[^\W\d_][^:\n]{1,40}:\s")
"""A label and what stands behind it: `Prepared by: …`."""
FEWEST_SIGNED, LONGEST_SIGNED = 2, 60
"""Cells with a label in a row that signs a table, and characters of any of its cells."""
LONGEST_SECTION = 300
"""Characters of a row across the table that names a section; a longer one is a note."""


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A row that became no record and no section: it ends in a finding; `reason` is a key of `finding_words.csv`."""

    text: str
    places: tuple[Place, ...]
    reason: str
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """`set_aside` are the cells that say the heading again, number the columns, name a section, or hold only dashes."""

    entries: tuple[Entry, ...]
    left_over: tuple[LeftOver, ...]
    set_aside: tuple[Cell, ...] = ()


def read_rows(matrix: Matrix) -> Rows:
    """The entries of a matrix in order.

    A row goes on the entry above only if nothing identifies it as its own: no number, no submitter, no part of the draft.
    A full record can lack a number.
    """
    return RowReader(matrix).read()


class RowReader:
    """Walks the rows of a matrix with the state that tells their roles: the section, the entry in progress, the row above."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.head = matrix.heading
        self.numbers = self.head.columns("number")
        self.identifying = self.head.columns("number", "submitter", "target", "section")
        self.texts = self.head.columns("text")
        self.answers = self.head.columns("answer", "decision")
        self.entries: list[Entry] = []
        self.left_over: list[LeftOver] = []
        self.set_aside: list[Cell] = []
        self.section: str | None = None
        self.opened: Row | None = None
        """The row that named the section, while no record has come under it."""
        self.above: Row = (None,) * matrix.width
        lines = [(i, heading_texts(matrix.fragments[0].table, i, i)) for i in range(self.head.first, self.head.last + 1)]
        self.heading_rows = [Head(i, i, self.head.roles, texts) for i, texts in lines if texts != self.head.texts]

    def read(self) -> Rows:
        for position, fragment in enumerate(self.matrix.fragments):
            title = fragment.title if position else self.matrix.lead
            if title is not None:
                self.section = title
            if position == 0:
                self.note_rows_above(fragment)
            fresh = bool(position and title is not None)
            for index, row in enumerate(fragment.rows(self.matrix.width)):
                self.read_row(row, opens=index == 0 and position > 0, fragment=fragment, fresh=fresh)
        self.close_section()
        return Rows(tuple(self.entries), tuple(self.left_over), tuple(self.set_aside))

    def note_rows_above(self, fragment: Fragment) -> None:
        for row in fragment.table.rows[: self.head.first]:
            self.leave(row, "above-heading")

    def read_row(self, row: Row, opens: bool, fragment: Fragment, fresh: bool) -> None:
        cells = [cell for cell in dict.fromkeys(row) if cell is not None and cell.text]
        if not cells:
            return
        if self.matrix.apart:
            self.read_apart(row, cells, fragment)
            return
        if all(DASHES.fullmatch(cell.text) for cell in cells) or self.says_heading(row) or counts_columns(row):
            self.set_aside.extend(cells)
            return
        if title := self.section_of(row, cells):
            if len(title) <= LONGEST_SECTION:
                self.close_section()
                self.section, self.opened = title, row
                self.set_aside.extend(cells)
            else:
                self.leave(row, "long-row")
            return
        if self.entries and (why := self.goes_on(row, opens, fragment)):
            self.append(row, fragment.joined if opens and fragment.joined else [why])
        elif self.counts_rows(row) or self.signs(row, cells):
            self.leave(row, "sum-of-rows")
        else:
            self.start(row, fresh and not any(entry.fresh for entry in self.entries[-1:]), fragment)
        self.above = row

    def read_apart(self, row: Row, cells: list[Cell], fragment: Fragment) -> None:
        """A row of labelled comments: a section where one cell takes all of it, else a record."""
        if len(row) > 1 and all(cell is row[0] for cell in row):
            self.section = cells[0].text.replace("\n", " ")
            self.set_aside.extend(cells)
        else:
            self.start(row, False, fragment)
        self.above = row

    def counts_rows(self, row: Row) -> bool:
        """Whether a row holds neither comment nor answer, and a word where the rows above have their number: a sum at the end."""
        if not self.numbers or any(self.new(row, column) for column in (*self.texts, *self.answers)):
            return False
        mark = row[self.numbers[0]]
        bare = mark is not None and bool(mark.text) and not any(map(str.isdigit, mark.text))
        return bare and bool(self.entries) and all(entry.number and entry.number[:1].isdigit() for entry in self.entries)

    def signs(self, row: Row, cells: list[Cell]) -> bool:
        """Whether a row says who made the list and when: one cell over the number and another column, and labels in short cells."""
        mark = row[self.numbers[0]] if self.numbers else None
        if mark is None or sum(cell is mark for cell in row) < 2 or any(len(cell.text) > LONGEST_SIGNED for cell in cells):
            return False
        told = sum(SIGNED.match(cell.text) is not None for cell in cells)
        return told >= FEWEST_SIGNED and SIGNED.match(mark.text) is not None and not is_number(mark.text)

    def close_section(self) -> None:
        """A section under which no record came is left over: the sum at the end of a table, a chapter above its parts."""
        if self.opened is not None:
            self.leave(self.opened, "section-without-records")
            self.opened = None

    def says_heading(self, row: Row) -> bool:
        repeated = repeats_heading(row, self.head) or any(repeats_heading(row, head) for head in self.heading_rows)
        return repeated or names_again(row, self.head)

    def section_of(self, row: Row, cells: list[Cell]) -> str | None:
        """The words of a section row: one cell across the table, or a lone text where a number should stand."""
        width = len(row)
        lone = cells[0]
        span = sum(cell is lone for cell in row)
        if len(cells) == 1:
            if span >= max(2, width - 1):
                return lone.text.replace("\n", " ")
            first = self.numbers[0] if self.numbers else 0
            alone = row[first] is lone and not is_number(lone.text) and not marks_continuation(lone.text)
            return (
                lone.text.replace("\n", " ") if alone and self.head.roles[first] in ("number", "") and len(lone.text) > 2 else None
            )
        if len(cells) == 2 and is_number(lone.text) and width > 3 and sum(cell is cells[1] for cell in row) >= width - 2:
            return f"{lone.text} {cells[1].text}".replace("\n", " ")
        return None

    def new(self, row: Row, column: int) -> Cell | None:
        """The cell of a column where it has text and is not the one above that spans down."""
        cell = row[column]
        return cell if cell is not None and cell.text and cell is not self.above[column] else None

    def goes_on(self, row: Row, opens: bool, fragment: Fragment) -> str:
        """Why the row is a part of the entry above; empty where it is a record of its own."""
        return continues(RowBelow(self, row, self.entries[-1], opens, fragment))

    def start(self, row: Row, fresh: bool, fragment: Fragment) -> None:
        text = None
        for column in self.numbers:
            cell = row[column]
            if cell is not None and cell.text:
                text = number(cell.text) or cell.text.replace("\n", " ")
        entry = Entry(text, self.section, fresh=fresh, table=fragment.table)
        named = any(cell is not None and cell.text for cell in map(row.__getitem__, self.identifying))
        entry.unnamed = bool(self.entries and self.numbers) and not named and not self.matrix.apart
        self.opened = None
        comments = [row[column] for column in self.texts]
        for column, cell in enumerate(row):
            if cell is not None and any(cell is comment for comment in comments) and self.head.roles[column] in BESIDE_COMMENT:
                entry.shared.append(column)  # one cell is no comment and its answer
            elif cell is not None and cell.text:
                entry.cells[column] = [cell]
                if cell is self.above[column]:
                    entry.spanned.add(column)
                    if column in self.identifying:
                        entry.cells[column] = self.whole(cell, column)
        self.entries.append(entry)

    def whole(self, cell: Cell, column: int) -> list[Cell]:
        """A cell that spans down, with what stood of it above a page break."""
        before = self.entries[-1].cells.get(column, []) if self.entries else []
        return list(before) if before and before[-1] is cell else [cell]

    def append(self, row: Row, why: Sequence[str]) -> None:
        entry = self.entries[-1]
        names = []
        for column in range(len(row)):
            cell = self.new(row, column)
            if cell is None:
                continue
            marked = marks_continuation(cell.text) or continued_number(cell.text) is not None
            again = column in self.identifying and entry.passage(column).text == cell.text
            if (self.head.roles[column] == "number" and marked) or again or DASHES.fullmatch(cell.text):
                entry.marks.append(cell)
                continue
            entry.cells.setdefault(column, []).append(cell)
            names.append(self.head.texts[column] or f"#{column + 1}")
        entry.reasons.append(Continued(names, why))

    def leave(self, row: Row, reason: str) -> None:
        cells = [cell for cell in dict.fromkeys(row) if cell is not None and cell.text]
        if cells:
            text = " | ".join(cell.text.replace("\n", " ") for cell in cells)
            places = tuple(place for cell in cells for place in cell.places)
            self.left_over.append(LeftOver(text, places, reason, tuple(cells)))
