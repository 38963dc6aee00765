"""The heading of a comment table: which rows head it, and what each of its columns holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from postulat.extract.document import Cell, Table
from postulat.normalize.evidence import Evidence
from postulat.normalize.matrix.columns.assignment import Assignment, Column, Role, assign, heading_named
from postulat.normalize.matrix.columns.cell_kinds import is_identifier
from postulat.normalize.matrix.columns.column_cells import pooled
from postulat.normalize.matrix.columns.comment_tables import answered, is_comment_table, most_are_named
from postulat.normalize.matrix.columns.heading_rows import LONGEST_HEADING as LONGEST_HEADING
from postulat.normalize.matrix.columns.heading_rows import is_data, is_sentence
from postulat.normalize.matrix.columns.heading_rules import best_points, heading_points
from postulat.normalize.matrix.columns.heading_words import language_of
from postulat.normalize.matrix.columns.neighbours import NAMED
from postulat.normalize.matrix.columns.second_reader import second_opinions
from postulat.normalize.matrix.columns.table_signs import FLOOR, points, table_signs
from postulat.normalize.matrix.row_numbers import is_number as is_number
from postulat.normalize.matrix.row_numbers import number as number

BETWEEN_LETTERS = re.compile(r"[\W_]+")
LONGEST_LABEL = 60
"""Characters of a heading in the left column of a table."""
MOST_HEADING_WORDS = 4
"""Words of a heading over the right one of two columns."""
MOST_LOOKED_AT = 400
"""Characters of a label in which the words stand that tell its role."""
DEEPEST_HEADING = 12
"""Rows from the top of a table in which its heading is looked for."""
ALIKE = 0.6
"""Share of letters in order that a repeated heading keeps, abbreviated or wrapped otherwise."""
MORE_LETTERS = 12
"""Letters that a repeated heading may have more than the first; a longer cell only begins with the same word."""
FEWEST_SENTENCE_WORDS = 3
"""Words after which a full stop shows that a cell is no second line of a heading."""
FEWEST_NAMED = 3
"""Cells of a row that names the columns in other words."""
SAME_ROLES = ({"answer", "decision"}, {"reasons", "justification"}, {"reasons", "answer"})
"""Roles that words alone do not part."""
SENTENCE_ENDS = (".", "!", "?", ";")
MOSTLY = 0.7
"""Share of the cells in the left column of a table that are labels, where it is one of labels."""
SURELY = 99.0
"""Signs of a table of comments that was put together from comments told otherwise."""
MOST_KEPT = 2048
"""Tables of a document whose heading is remembered: each is asked for by several readings."""


@dataclass(frozen=True, slots=True, eq=False)
class Heading:
    """The heading rows of a table: `first` … `last` (inclusive), with the role and the words of each column.

    `by_contents` are the columns whose role their words did not tell. `margins` are points from each column's role to the next
    other one, which `rivals` names; `evidence` says what spoke for the role. `prose` are columns
    set aside though sentences stand in them. `signs` are the points by which the table is one of comments. `weighed` is what the
    columns were judged by, in which language.
    """

    first: int
    last: int
    roles: tuple[Role, ...]
    texts: tuple[str, ...]
    by_contents: tuple[int, ...] = ()
    margins: tuple[float, ...] = ()
    rivals: tuple[Role, ...] = ()
    evidence: tuple[tuple[Evidence, ...], ...] = ()
    prose: tuple[int, ...] = ()
    signs: float = SURELY
    unread: tuple[int, ...] = ()
    weighed: tuple[Assignment, str] | None = None

    def opinions(self, columns: tuple[int, ...] | None = None) -> tuple[Role, ...]:
        """The roles that the second reader gives the columns; it is dear, and may be asked about some only."""
        return second_opinions(*self.weighed, columns) if self.weighed else ()

    def columns(self, *roles: Role) -> tuple[int, ...]:
        return tuple(index for index, role in enumerate(self.roles) if role in roles)

    def margin(self, *roles: Role) -> float | None:
        """The smallest margin of the columns with one of the roles; None where there is none, or none was weighed."""
        return min((self.margins[index] for index in self.columns(*roles) if index < len(self.margins)), default=None)


def heading_role(text: str) -> str:
    """The role that a heading's words name; `reasons` where they may be the submitter's or the office's; empty where none is known.

    >>> heading_role("Stanowisko komórki merytorycznej odnośnie propozycji"), heading_role("Podmiot zgłasza\\njący uwagę")
    ('answer', 'submitter')
    >>> heading_role("Uzasadnienie"), heading_role("stanawisko Urzędu"), heading_role("Stanica wodna")
    ('reasons', 'answer', '')
    """
    found = best_points(" ".join(text[:MOST_LOOKED_AT].split()), NAMED)
    if not found:
        return ""
    roles = {role for role, reason in found if reason.weight == found[0][1].weight}
    return "reasons" if roles >= {"justification", "answer"} else found[0][0]


@lru_cache(maxsize=MOST_KEPT)
def heading(table: Table) -> Heading | None:
    """The heading of a comment table, or None where the table is something else."""
    if is_label_table(table):
        return None
    for index in range(min(len(table.rows), DEEPEST_HEADING)):
        refused = False
        for last in (index + 1, index):
            if last < len(table.rows) and (last == index or is_two_row_heading(table, index) or is_wrapped_heading(table, index)):
                found = named_heading(table, index, last)
                if found is not None and (index == 0 or answered(found.roles) or is_title(table, index)):
                    if found.signs >= FLOOR:
                        return found
                    refused = True
        if refused:  # the heading of a register: no row of it heads another table
            return None
    return None


def heading_at(table: Table, first: int, last: int, pool: Sequence[tuple[Table, int]] = ()) -> Heading | None:
    """The heading in these rows, if they are one. `pool` are other tables of the same heading, whose cells count as well."""
    found = named_heading(table, first, last, pool)
    return found if found is not None and found.signs >= FLOOR else None


def named_heading(table: Table, first: int, last: int, pool: Sequence[tuple[Table, int]] = ()) -> Heading | None:
    """The heading in these rows with the roles of a comment table, however few signs there are that it is one."""
    texts = heading_texts(table, first, last)
    if is_data(texts, [cell for row in table.rows[first : last + 1] for cell in row if cell is not None]):
        return None
    if not enough_named(table, first, last, texts):
        return None
    made = weighed(table, first, last, texts, ((table, last + 1), *pool))
    if not is_comment_table(made, texts):
        return None
    return with_roles(first, last, texts, made)


def weighed(table: Table, first: int, last: int, texts: Sequence[str], tables: Sequence[tuple[Table, int]]) -> Assignment:
    """The roles of the columns under these heading rows, by the cells of all tables that have the same."""
    columns = [
        Column(own, over, pooled(tables, index, texts[index]))
        for index, (own, over) in enumerate(own_and_over(table, first, last, texts))
    ]
    return assign(tuple(columns), language_of(tuple(texts)))


def own_and_over(table: Table, first: int, last: int, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The heading of each column, and the one over it that spans several."""
    for index, text in enumerate(texts):
        upper, lower = (table.rows[first][index], table.rows[last][index]) if last >= first else (None, None)
        wide = upper is not None and upper is not lower and sum(cell is upper for cell in table.rows[first]) > 1
        own = " ".join(lower.text.split()) if wide and lower is not None else "" if wide else text
        yield own, " ".join(upper.text.split()) if wide and upper is not None else ""


def enough_named(table: Table, first: int, last: int, texts: tuple[str, ...]) -> bool:
    """A quick first test, before cells are judged: whether at least half of the headings say a role at all."""
    language = language_of(texts)
    columns = (Column(own, over, ()) for own, over in own_and_over(table, first, last, texts))
    return most_are_named(texts, [bool(heading_named(column, language)) for column in columns])


def with_roles(first: int, last: int, texts: tuple[str, ...], made: Assignment) -> Heading:
    told = tuple(index for index, role in enumerate(made.roles) if role not in ("other", "") and not made.named[index])
    roles: tuple[Role, ...] = tuple("" if role == "other" and not made.named[i] else role for i, role in enumerate(made.roles))
    silent = tuple(index for index in told if texts[index] or roles[index] != "number")
    language = language_of(texts)
    signs = points(table_signs(made, texts, language))
    judged = (made, language)
    return Heading(
        first, last, roles, texts, silent, made.margins, made.rivals, made.evidence, made.prose, signs, made.unread, judged
    )


def is_label_table(table: Table) -> bool:
    """A table of two columns with the headings in its left one: one comment, not one a row."""
    if table.width != 2 or is_headed(table):
        return False
    cells = [row[0].text for row in table.rows if row[0] is not None and row[0].text]
    roles = [heading_role(text) for text in cells if len(text) <= LONGEST_LABEL]
    named = sum(bool(role) for role in roles) + sum(map(is_number, cells))
    return "text" in roles and not {"answer", "decision"}.isdisjoint(roles) and named >= MOSTLY * len(cells)


def is_headed(table: Table) -> bool:
    """Whether both cells of the first row name a column: what stands right of a label is no heading."""
    texts = [cell.text for cell in table.rows[0] if cell is not None]
    return len(texts) > 1 and all(len(text.split()) <= MOST_HEADING_WORDS and heading_role(text) for text in texts)


def heading_texts(table: Table, first: int, last: int) -> tuple[str, ...]:
    texts = []
    for column in range(table.width):
        cells = dict.fromkeys(cell for row in table.rows[first : last + 1] if (cell := row[column]) is not None)
        texts.append(" ".join(text for cell in cells if (text := " ".join(cell.text.split()))))
    return tuple(texts)


def is_two_row_heading(table: Table, index: int) -> bool:
    """A row with a cell over several columns, and below it the names of those columns."""
    upper, lower = table.rows[index], table.rows[index + 1]
    if any(cell is not None and is_number(cell.text) for cell in lower):
        return False
    wide = [c for c in range(table.width - 1) if upper[c] is not None and upper[c] is upper[c + 1]]
    if not wide or len(dict.fromkeys(upper)) < 2:
        return False
    below = {cell for c in wide for cell in (lower[c], lower[c + 1]) if cell is not None}
    return len(below) > 1 and all(len(cell.text) <= LONGEST_HEADING for cell in lower if cell is not None)


def is_wrapped_heading(table: Table, index: int) -> bool:
    """A heading whose lines a reader took for two rows: only both together name all the columns."""
    if any(cell is not None and (is_number(cell.text) or is_long(cell.text)) for cell in dict.fromkeys(table.rows[index])):
        return False
    lower = [cell for cell in dict.fromkeys(table.rows[index + 1]) if cell is not None and cell.text]
    if not lower or any(is_number(cell.text) or len(cell.text) > LONGEST_HEADING for cell in lower):
        return False
    if is_identifier(lower[0].text) or any(is_sentence(cell.text, FEWEST_SENTENCE_WORDS) for cell in lower):
        return False
    alone = [said(text) for text in heading_texts(table, index, index)]
    goes_on = all(cell.text[0].islower() for cell in lower) and (table.rows[index + 1][0] or Cell()).text == ""
    if sum(map(bool, alone)) < 2 or (all(alone) and not goes_on):
        return False
    both = [said(text) for text in heading_texts(table, index, index + 1)]
    if not all(after or not before for before, after in zip(alone, both, strict=True)):
        return False
    return sum(map(bool, both)) > sum(map(bool, alone)) or (goes_on and sum(both) > sum(alone))


def is_long(text: str) -> bool:
    """Whether a cell holds too much for a heading, however it is wrapped."""
    return len(text) > LONGEST_HEADING and len(" ".join(text.split())) > LONGEST_HEADING


def said(text: str) -> float:
    """Points of the role that a heading's words name."""
    found = heading_points(text) if text else ()
    return found[0][1].weight if found and found[0][1].weight >= NAMED else 0.0


def is_title(table: Table, end: int) -> bool:
    """Whether the rows above a heading hold no more than a line of text each."""
    return all(len({id(cell) for cell in row if cell is not None and cell.text}) <= 1 for row in table.rows[:end])


def repeats(row: Sequence[Cell | None], head: Heading) -> bool:
    """Whether a row says the table's heading again, as printers do on each page: also shortened or wrapped otherwise."""
    alike = 0
    for cell, text in zip(row, head.texts, strict=False):
        if cell is None or not cell.text:
            continue
        if not text or not is_alike(squash(cell.text[: 2 * len(text) + LONGEST_LABEL]), squash(text)):
            return False
        alike += 1
    return alike > 1


def names_again(row: Sequence[Cell | None], head: Heading) -> bool:
    """Whether a row names the columns again, some in other words: half of its cells or more, and three at least, are as in the
    heading, and each other one is a label with the role of its column."""
    cells = [(cell.text, *column) for cell, *column in zip(row, head.roles, head.texts, strict=False) if cell and cell.text]
    if any(is_long(text) or text.rstrip().endswith(SENTENCE_ENDS) for text, role, _ in cells if role != "number"):
        return False
    others = [(text, role) for text, role, known in cells if not known or not is_alike(squash(text), squash(known))]
    if len(cells) - len(others) < max(FEWEST_NAMED, len(head.roles) / 2):
        return False
    return all((told := heading_role(text)) == role or {told, role} in SAME_ROLES for text, role in others)


def is_alike(words: str, known: str) -> bool:
    """Whether squashed words are those of a known heading, shortened or with a letter or two amiss."""
    if known.startswith(words):
        return bool(words)
    if len(words) > len(known) + MORE_LETTERS:
        return False
    if words.startswith(known):
        return True
    if set(words).isdisjoint(known):
        return False
    matcher = SequenceMatcher(None, words, known, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


@lru_cache(maxsize=MOST_KEPT)
def squash(text: str) -> str:
    return BETWEEN_LETTERS.sub("", text).lower()
