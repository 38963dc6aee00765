"""The roles of a table's columns told by what stands in them, where headings are missing or say it in words that nobody listed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import cast

from postulat.extract.document import Table
from postulat.normalize.matrix.dittos import is_ditto
from postulat.normalize.matrix.headings import (
    Heading,
    Role,
    answered,
    heading,
    heading_roles,
    heading_texts,
    is_number,
    is_title,
    is_two_row_heading,
    settle,
)
from postulat.normalize.matrix.passage import DASHES
from postulat.normalize.names.organisations import form
from postulat.normalize.stance.stance import judge

FEWEST_ROWS = 3
MOST_ROWS = 40
"""Rows of a column that are looked at."""
MOST = 0.7
"""Share of a column's cells that must speak for a role."""
TARGET = re.compile(r"(?:art\.|§|ust\.|pkt|str\.|s\.|rozdział|dział|zał\.|p\.)\s*[\dIVX]", re.IGNORECASE)
ONCE = ("number", "submitter", "target", "text")
"""Roles that one column has."""
DEEPEST = 4
"""Rows from the top in which headings are looked for."""
LONGEST_WORDS = 80
"""Characters of a heading in words that nobody listed; longer ones are content."""
LONGEST_NAME = 150
LONGEST_TARGET = 80
SHORTEST_TEXT = 15
"""Characters that a column of comments or answers has on average at least."""


def heading_from_contents(table: Table) -> Heading | None:
    """Roles for a table of comments whose headings do not tell them all; None where any is in doubt.

    There is one column of comments, one of answers, and rows are told apart by a number or a submitter.
    """
    if table.width < 3 or len(table.rows) < FEWEST_ROWS:
        return None
    head = worded(table)
    columns = [texts(table, column, head.last + 1) for column in range(table.width)]
    roles: list[str] = list(head.roles)
    for index, cells in enumerate(columns):
        roles[index] = roles[index] or simple_role(cells)
    prose = [index for index, role in enumerate(roles) if not role and average(columns[index]) >= SHORTEST_TEXT]
    if "answer" not in roles:
        answers = [index for index in prose if share(columns[index], is_answer) >= MOST]
        if len(answers) == 1:
            roles[answers[0]] = "answer"
            prose.remove(answers[0])
        elif answers or not answered(roles):
            return None
    if "text" not in roles:
        if len(prose) != 1:
            return None
        roles[prose[0]] = "text"
    if not {"number", "submitter"} & set(roles) or any(roles.count(role) > 1 for role in roles if role in ONCE):
        return None
    return with_roles(head, roles)


def with_roles(head: Heading, roles: Sequence[str]) -> Heading:
    told = tuple(index for index, (before, role) in enumerate(zip(head.roles, roles, strict=True)) if role != before)
    return replace(head, roles=settle(roles), by_contents=told)


def worded(table: Table) -> Heading:
    """The rows that head the table in words of which some are known; without such rows none are known."""
    blank = ("",) * table.width
    best = Heading(0, -1, cast("tuple[Role, ...]", blank), blank)
    for first in range(min(DEEPEST, len(table.rows) - FEWEST_ROWS + 1)):
        for last in (first + 1, first):
            if last > first and not is_two_row_heading(table, first):
                continue
            words = heading_texts(table, first, last)
            filled = [text for text in words if text]
            if (
                len(filled) < 2
                or any(len(text) > LONGEST_WORDS or is_number(text) for text in filled)
                or not is_title(table, first)
            ):
                continue
            roles = settle(heading_roles(table, first, last, words))
            if sum(map(bool, roles)) > sum(map(bool, best.roles)):
                best = Heading(first, last, roles, words)
    return best


def heading_with_answers(table: Table) -> Heading | None:
    """The heading of a comment table, where its words say what holds the comments."""
    head = heading(table)
    return with_answers(table, head) if head is not None else None


def with_answers(table: Table, head: Heading) -> Heading:
    """The heading of a comment table that names no answers, with the one column right of the comments that holds some."""
    if answered(head.roles) or len(table.rows) - head.last - 1 < FEWEST_ROWS:
        return head
    cells = {index: texts(table, index, head.last + 1) for index, role in enumerate(head.roles) if not role}
    found = [
        index
        for index, own in cells.items()
        if index > head.roles.index("text") and average(own) >= SHORTEST_TEXT and share(own, is_answer) >= MOST
    ]
    if len(found) != 1:
        return head
    return with_roles(head, [*head.roles[: found[0]], "answer", *head.roles[found[0] + 1 :]])


def texts(table: Table, column: int, first: int) -> list[str]:
    """The column's texts from a row on, each cell once, without blanks, dashes, ditto marks, and cells that span all columns."""
    cells = dict.fromkeys(row[column] for row in table.rows[first : first + MOST_ROWS] if len(set(row)) > 1)
    found = [" ".join(cell.text.split()) for cell in cells if cell is not None]
    return [text for text in found if not DASHES.fullmatch(text) and not is_ditto(text)]


def simple_role(cells: Sequence[str]) -> str:
    if share(cells, is_number) >= MOST:
        return "number"
    if share(cells, lambda text: len(text) <= LONGEST_TARGET and TARGET.match(text) is not None) >= MOST:
        return "target"
    if share(cells, lambda text: len(text) <= LONGEST_NAME and form(text) is not None) >= MOST:
        return "submitter"
    return ""


def is_answer(text: str) -> bool:
    return judge(text).value != "unclear"


def share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells) if cells else 0.0


def average(cells: Sequence[str]) -> float:
    return sum(map(len, cells)) / len(cells) if cells else 0.0
