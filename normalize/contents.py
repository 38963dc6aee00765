"""The roles of a table's columns told by what stands in them, where it has no headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import cast

from extract.document import Table
from normalize.columns import Heading, Role, is_number
from normalize.dittos import is_ditto
from normalize.organisations import form
from normalize.passage import DASHES
from normalize.stance import judge

FEWEST_ROWS = 3
MOST_ROWS = 40
"""Rows of a column that are looked at."""
MOST = 0.7
"""Share of a column's cells that must speak for a role."""
TARGET = re.compile(r"(?:art\.|§|ust\.|pkt|str\.|s\.|rozdział|dział|zał\.|p\.)\s*[\dIVX]", re.IGNORECASE)
LONGEST_NAME = 150
LONGEST_TARGET = 80
SHORTEST_TEXT = 15
"""Characters that a column of comments or answers has on average at least."""


def heading_from_contents(table: Table) -> Heading | None:
    """Roles for a table of comments without headings: one column of comments, one of answers, and rows told apart by a number or
    a submitter; None where any of these is in doubt."""
    if table.width < 3 or len(table.rows) < FEWEST_ROWS:
        return None
    columns = [texts(table, column) for column in range(table.width)]
    roles = [simple_role(cells) for cells in columns]
    prose = [index for index, role in enumerate(roles) if not role and average(columns[index]) >= SHORTEST_TEXT]
    answers = [index for index in prose if share(columns[index], is_answer) >= MOST]
    comments = [index for index in prose if index not in answers]
    if (
        len(answers) != 1
        or len(comments) != 1
        or not {"number", "submitter"} & set(roles)
        or any(roles.count(r) > 1 for r in roles if r)
    ):
        return None
    roles[answers[0]], roles[comments[0]] = "answer", "text"
    return Heading(0, -1, cast("tuple[Role, ...]", tuple(roles)), ("",) * table.width)


def texts(table: Table, column: int) -> list[str]:
    """The column's texts, each cell once, without blanks, dashes and ditto marks."""
    cells = dict.fromkeys(row[column] for row in table.rows[:MOST_ROWS])
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
