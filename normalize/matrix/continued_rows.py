"""Rows that go on the record above: the signs that tell, asked in order, the surest first."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from postulat.extract.document import Cell
from postulat.normalize.matrix.dittos import is_ditto
from postulat.normalize.matrix.entry import Entry, Row
from postulat.normalize.matrix.passage import FINISHED
from postulat.normalize.matrix.row_numbers import continued_number, marks_continuation
from postulat.normalize.matrix.tables import Fragment
from postulat.normalize.vocabulary.phrases import rows

if TYPE_CHECKING:
    from postulat.normalize.matrix.rows import RowReader

NOTHING_OF_ITS_OWN = "not-its-own"
MARKED = "marked"
CUT = "cut-row"
READS_ON = "reads-on"
BRACKETS = (("(", ")"), ("„", "”"), ("[", "]"))


@dataclass(frozen=True)
class RowBelow:
    """A row below a record, with what tells whether it goes on it.

    `opens`: it is the first of its piece of the table.
    """

    reader: RowReader
    row: Row
    last: Entry
    opens: bool
    fragment: Fragment

    def new(self, *columns: int) -> list[tuple[int, Cell]]:
        """The cells of columns that have text and do not span down from above."""
        found = ((column, self.reader.new(self.row, column)) for column in columns)
        return [(column, cell) for column, cell in found if cell is not None]

    @property
    def numbered(self) -> bool:
        return bool(self.reader.numbers)

    @property
    def mark(self) -> Cell | None:
        """What stands in the column of numbers."""
        found = self.new(*self.reader.numbers[:1])
        return found[0][1] if found else None

    @property
    def identity(self) -> list[tuple[int, Cell]]:
        """What tells a record of its own: a number, a submitter, a part of the draft, a section."""
        return self.new(*self.reader.identifying)

    @property
    def text(self) -> bool:
        return bool(self.new(*self.reader.texts))

    @property
    def answer(self) -> bool:
        return bool(self.new(*self.reader.answers))

    @property
    def cut(self) -> bool:
        """Whether a page break may cut the record above: the piece opens with the row, on another page or marked as cut."""
        return self.opens and (self.fragment.table.open_top or self.turned)

    @property
    def turned(self) -> bool:
        """Whether the piece stands on a later page than the one before it."""
        fragments = self.reader.matrix.fragments
        before = fragments[fragments.index(self.fragment) - 1].table.page
        return before is not None and self.fragment.table.page is not None and self.fragment.table.page > before

    @property
    def without_numbers(self) -> bool:
        """Whether a piece of a table that numbers every row has no column of numbers: all of it is the rest of one row."""
        missing = not {*self.reader.numbers} & {*self.fragment.columns}
        return self.numbered and missing and all(entry.number for entry in self.reader.entries)

    @property
    def mostly_numbered(self) -> bool:
        return sum(entry.number is not None for entry in self.reader.entries) * 2 >= len(self.reader.entries)

    @property
    def spans_down(self) -> bool:
        """Whether what identifies the record above spans down into the row."""
        above = self.reader.above
        cells = ((self.row[column], above[column]) for column in self.reader.identifying)
        return any(cell is not None and cell is before and bool(cell.text) for cell, before in cells)

    def continues_cell(self, column: int, cell: Cell) -> bool:
        """Whether a cell at the head of a page is the rest of the cell above the break: it starts in lower case, or that one is
        open (a bracket or quotation mark not closed, a connecting word or comma at its end)."""
        before = self.last.passage(column).text
        if not before or is_ditto(cell.text):
            return False
        unclosed = any(before.count(opening) > before.count(closing) for opening, closing in BRACKETS[:2])
        return cell.text[:1].islower() or open_end().search(before) is not None or unclosed

    @property
    def reads_on(self) -> bool:
        """Whether, in a table that numbers its rows, a row without a number at the head of a page is the rest of the one before:
        what was cut there in mid-sentence goes on here, or no more than its number stood there."""
        columns = (*self.reader.texts, *self.reader.answers)
        if not self.last.filled(*columns):
            return True
        if not self.mostly_numbered:
            return False
        pairs = [(cell.text, before) for column, cell in self.new(*columns) if (before := self.last.passage(column).text)]
        return bool(pairs) and all(text[:1].islower() or not FINISHED.search(before) for text, before in pairs)

    @property
    def unfinished(self) -> bool:
        """Whether the words of the row's text read on from the record above."""
        for column, cell in self.new(*self.reader.texts):
            if before := self.last.passage(column).text:
                return cell.text[:1].islower() or not FINISHED.search(before)
        return False


def says_identity_again(below: RowBelow) -> str | None:
    """At the head of a page the number, the submitter and what else identifies the record above, written again, and the rest of
    its text: some programs repeat such cells in both halves of a row that a page break cuts."""
    if not (below.cut and below.unfinished and below.mark is not None and below.last.number):
        return None
    same = all(cell.text == below.last.passage(column).text for column, cell in below.identity)
    return CUT if same else None


def has_mark(below: RowBelow) -> str | None:
    """Something stands in the column of numbers: a number opens a record, a mark goes on one."""
    if below.mark is None:
        return None
    own = continued_number(below.mark.text)
    return MARKED if marks_continuation(below.mark.text) or (own is not None and own == below.last.number) else ""


def has_lost_numbers(below: RowBelow) -> str | None:
    """A piece without the column of numbers of a table that numbers every row."""
    return CUT if below.identity and below.without_numbers else None


def is_only_identity(below: RowBelow) -> str | None:
    """At the head of a page the rest of a name, with neither comment nor answer."""
    bare = below.identity and below.cut and below.numbered and not below.text and not below.answer
    return CUT if bare else None


def has_identity(below: RowBelow) -> str | None:
    """A submitter or a part of the draft of its own: a record, unless a page break cuts one in a table that numbers its rows."""
    if not below.identity:
        return None
    cut = below.cut and below.numbered
    rest = cut and (below.reads_on or all(below.continues_cell(column, cell) for column, cell in below.identity))
    return CUT if rest else ""


def is_under_a_span(below: RowBelow) -> str | None:
    """Under a cell that spans down a comment is a record of its own; an answer alone goes on the one above."""
    if not below.spans_down:
        return None
    return "" if below.text else "beside-span"


def lacks_a_number(below: RowBelow) -> str | None:
    """In a table that numbers its rows, a row without a number: only a comment with its answer, both begun anew, is a record."""
    if not (below.numbered and below.mostly_numbered):
        return None
    anew = below.text and below.answer and not below.unfinished and not below.cut
    return "" if anew else NOTHING_OF_ITS_OWN


def has_text(below: RowBelow) -> str | None:
    """A comment alone goes on where a page break or the words themselves say so; with an answer beside it only where both do."""
    if not below.text:
        return None
    if below.answer:
        return READS_ON if below.cut and below.unfinished else ""
    return CUT if below.cut else READS_ON if below.unfinished else ""


SIGNS: tuple[Callable[[RowBelow], str | None], ...] = (
    says_identity_again,
    has_mark,
    has_lost_numbers,
    is_only_identity,
    has_identity,
    is_under_a_span,
    lacks_a_number,
    has_text,
)
"""The first that tells decides: with the reason why the row goes on, or with nothing, where it is a record of its own."""


def continues(below: RowBelow) -> str:
    """Why a row goes on the record above; empty where it is a record of its own."""
    for sign in SIGNS:
        told = sign(below)
        if told is not None:
            return told
    return NOTHING_OF_ITS_OWN


@cache
def open_end() -> re.Pattern[str]:
    """The end of a cell that must go on: a comma, an opening bracket, a dash, a word that leads on."""
    words = sorted({row["phrase"] for row in rows("row_words") if row["kind"] == "open"})
    return re.compile(rf"(?:[,(–-]|(?<!\w)(?:{'|'.join(map(re.escape, words))}))$")
