"""The rows of a comment matrix told apart: headings again, separators, sections, records, rows that go on the one above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from postulat.extract.document import Cell, Place
from postulat.normalize.matrix.columns.column_cells import counts_columns
from postulat.normalize.matrix.dittos import is_ditto
from postulat.normalize.matrix.headings import Heading as Head
from postulat.normalize.matrix.headings import heading_texts, is_number, number
from postulat.normalize.matrix.headings import repeats as repeats_heading
from postulat.normalize.matrix.passage import DASHES, FINISHED, Passage, passage
from postulat.normalize.matrix.tables import Fragment, Matrix
from postulat.normalize.vocabulary.phrases import phrase, rows

LONGEST_SECTION = 300
"""Characters of a row across the table that names a section; a longer one is a note."""
Row = tuple[Cell | None, ...]


class Continued(NamedTuple):
    """A row that goes on an entry: the headings of the columns that it adds to, and why (keys of `finding_words.csv`)."""

    columns: list[str]
    why: Sequence[str]


@cache
def continued() -> re.Pattern[str]:
    """What stands in the number column of a row that goes on the one above: `cd.`, `ciąg dalszy tabeli`, `cont.`."""
    return any_of("continued")


@cache
def open_ends() -> re.Pattern[str]:
    """The end of a text that goes on: a comma, an open bracket, a word that joins."""
    words = "|".join(re.escape(row["phrase"]) for row in rows("row_words") if row["kind"] == "open")
    return re.compile(rf"(?:[,(–-]|\b(?:{words}))$")


def any_of(kind: str) -> re.Pattern[str]:
    found = [phrase(row["phrase"]).pattern for row in rows("row_words") if row["kind"] == kind]
    return re.compile("|".join(rf"(?:{one})" for one in found), re.IGNORECASE)


@dataclass(slots=True)
class Entry:
    """A record row and the rows that go on it: the cells of each column, in order.

    `spanned` are the columns whose cell began in a record above. `reasons` say what was done to put the entry together.
    """

    number: str | None
    section: str | None
    cells: dict[int, list[Cell]] = field(default_factory=dict)
    spanned: set[int] = field(default_factory=set)
    reasons: list[Continued] = field(default_factory=list)
    fresh: bool = False

    def passage(self, *columns: int) -> Passage:
        return passage(cell for column in columns for cell in self.cells.get(column, ()))

    def filled(self, *columns: int) -> bool:
        return any(cell.text for column in columns for cell in self.cells.get(column, ()))


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A row that became no record and no section: it ends in a finding; `reason` is a key of `finding_words.csv`."""

    text: str
    places: tuple[Place, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Rows:
    entries: tuple[Entry, ...]
    left_over: tuple[LeftOver, ...]


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
        self.section: str | None = None
        self.opened: Row | None = None
        """The row that named the section, while no record has come under it."""
        self.above: Row = (None,) * matrix.width
        self.heading_rows = [
            Head(i, i, self.head.roles, heading_texts(matrix.fragments[0].table, i, i))
            for i in range(self.head.first, self.head.last + 1)
        ]

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
        return Rows(tuple(self.entries), tuple(self.left_over))

    def note_rows_above(self, fragment: Fragment) -> None:
        for row in fragment.table.rows[: self.head.first]:
            self.leave(row, "above-heading")

    def read_row(self, row: Row, opens: bool, fragment: Fragment, fresh: bool) -> None:
        cells = [cell for cell in dict.fromkeys(row) if cell is not None and cell.text]
        if not cells or all(DASHES.fullmatch(cell.text) for cell in cells):
            return
        if self.says_heading(row) or counts_columns(row):
            return
        if title := self.section_of(row, cells):
            if len(title) <= LONGEST_SECTION:
                self.close_section()
                self.section, self.opened = title, row
            else:
                self.leave(row, "long-row")
            return
        if self.entries and self.goes_on(row, opens, fragment):
            self.append(row, opens, fragment)
        else:
            self.start(row, fresh and not any(entry.fresh for entry in self.entries[-1:]))
        self.above = row

    def close_section(self) -> None:
        """A section under which no record came is left over: the sum at the end of a table, a chapter above its parts."""
        if self.opened is not None:
            self.leave(self.opened, "section-without-records")
            self.opened = None

    def says_heading(self, row: Row) -> bool:
        return repeats_heading(row, self.head) or any(repeats_heading(row, head) for head in self.heading_rows)

    def section_of(self, row: Row, cells: list[Cell]) -> str | None:
        """The words of a section row: one cell across the table, or a lone text where a number should stand."""
        width = len(row)
        lone = cells[0]
        span = sum(cell is lone for cell in row)
        if len(cells) == 1:
            if span >= max(2, width - 1):
                return lone.text.replace("\n", " ")
            first = self.numbers[0] if self.numbers else 0
            alone = row[first] is lone and not is_number(lone.text) and not continued().fullmatch(lone.text)
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

    def goes_on(self, row: Row, opens: bool, fragment: Fragment) -> bool:
        """Whether the row is a part of the entry above."""
        last = self.entries[-1]
        own = [column for column in self.identifying if self.new(row, column) is not None]
        if self.numbers:
            cell = self.new(row, self.numbers[0])
            if cell is not None:
                return continued().fullmatch(cell.text) is not None
        spans_down = any(
            row[column] is not None and row[column] is self.above[column] and row[column].text  # type: ignore[union-attr]
            for column in self.identifying
        )
        has_text = any(self.new(row, column) is not None for column in self.texts)
        has_answer = any(self.new(row, column) is not None for column in self.answers)
        cut = opens and (fragment.table.open_top or self.turned(fragment))
        if own and (self.lost_its_numbers(fragment) or (cut and self.numbers and not has_text and not has_answer)):
            return True
        if own:
            return (
                cut
                and bool(self.numbers)
                and (self.reads_on(row, last) or all(self.continues_cell(row, column, last) for column in own))
            )
        if spans_down:
            return not has_text
        if self.numbers and self.mostly_numbered():
            return True
        if has_text and has_answer:
            return cut and self.unfinished(row, last)
        if has_text:
            return cut or self.unfinished(row, last)
        return True

    def turned(self, fragment: Fragment) -> bool:
        """Whether the piece stands on a later page than the one before it."""
        fragments = self.matrix.fragments
        before = fragments[fragments.index(fragment) - 1].table.page
        return before is not None and fragment.table.page is not None and fragment.table.page > before

    def lost_its_numbers(self, fragment: Fragment) -> bool:
        """Whether a piece of a table that numbers every row has no column of numbers: all of it is the rest of one row."""
        return bool(self.numbers) and not {*self.numbers} & {*fragment.columns} and all(entry.number for entry in self.entries)

    def mostly_numbered(self) -> bool:
        return sum(entry.number is not None for entry in self.entries) * 2 >= len(self.entries)

    def continues_cell(self, row: Row, column: int, last: Entry) -> bool:
        """Whether a cell at the head of a page is the rest of the cell above the break: it starts in lower case, or that one is
        open (a bracket or quotation mark not closed, a connecting word or comma at its end)."""
        cell = row[column]
        before = last.passage(column).text
        if cell is None or not before or is_ditto(cell.text):
            return False
        open_end = open_ends().search(before) is not None
        return cell.text[:1].islower() or open_end or before.count("(") > before.count(")") or before.count("„") > before.count("”")

    def reads_on(self, row: Row, last: Entry) -> bool:
        """Whether, in a table that numbers its rows, a row without a number at the head of a page is the rest of the one before:
        what was cut there in mid-sentence goes on here, or no more than its number stood there."""
        if not last.filled(*self.texts, *self.answers):
            return True
        if not self.mostly_numbered():
            return False
        cells = [(self.new(row, column), last.passage(column).text) for column in (*self.texts, *self.answers)]
        pairs = [(cell.text, before) for cell, before in cells if cell is not None and before]
        return bool(pairs) and all(text[:1].islower() or not FINISHED.search(before) for text, before in pairs)

    def unfinished(self, row: Row, last: Entry) -> bool:
        """Whether the words of the row's text read on from the entry above."""
        for column in self.texts:
            cell = self.new(row, column)
            before = last.passage(column).text
            if cell is not None and before:
                return cell.text[:1].islower() or not FINISHED.search(before)
        return False

    def start(self, row: Row, fresh: bool) -> None:
        text = None
        for column in self.numbers:
            cell = row[column]
            if cell is not None and cell.text:
                text = number(cell.text) or cell.text.replace("\n", " ")
        entry = Entry(text, self.section, fresh=fresh)
        self.opened = None
        for column, cell in enumerate(row):
            if cell is not None and cell.text:
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

    def append(self, row: Row, opens: bool, fragment: Fragment) -> None:
        entry = self.entries[-1]
        names = []
        for column in range(len(row)):
            cell = self.new(row, column)
            if cell is None or (self.head.roles[column] == "number" and continued().fullmatch(cell.text)):
                continue
            if DASHES.fullmatch(cell.text):
                continue
            entry.cells.setdefault(column, []).append(cell)
            names.append(self.head.texts[column] or f"#{column + 1}")
        entry.reasons.append(Continued(names, fragment.joined if opens and fragment.joined else ["not-its-own"]))

    def leave(self, row: Row, reason: str) -> None:
        cells = [cell for cell in dict.fromkeys(row) if cell is not None and cell.text]
        if cells:
            text = " | ".join(cell.text.replace("\n", " ") for cell in cells)
            self.left_over.append(LeftOver(text, tuple(place for cell in cells for place in cell.places), reason))
