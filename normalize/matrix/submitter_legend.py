"""Submitters that the comment table cites only by number: the list that says who they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from postulat.extract.document import Table
from postulat.normalize.matrix.headings import heading_role, is_number
from postulat.normalize.vocabulary.phrases import rows

FEWEST_ENTRIES = 2
CODE = re.compile(r"(?=[^\W\d_])[^\Wa-z_]{1,4}-?\d{0,4}")
"""A short sign in capitals, perhaps with a number: `NGO-3`."""


def legend(tables: Iterable[Table]) -> dict[str, str]:
    """Number → name, from tables such as `Stakeholder no. | Name of organisation`."""
    found: dict[str, str] = {}
    for table in tables:
        found.update(entries(table))
    return found


def entries(table: Table) -> dict[str, str]:
    """The entries of a table whose first column are numbers and whose other column is headed as submitters; else none."""
    if table.width not in (2, 3) or not table.rows:
        return {}
    heads = [cell.text if cell is not None else "" for cell in table.rows[0]]
    column = next((index for index in range(1, table.width) if heading_role(heads[index]) == "submitter"), None)
    if column is None or heading_role(heads[0]) not in ("number", "submitter"):
        return {}
    body = [(row[0], row[column]) for row in table.rows[1:]]
    made = {plain(one.text): " ".join(other.text.split()) for one, other in body if one and other and one.text and other.text}
    numbers = all(is_number(number) or CODE.fullmatch(number) for number in made)
    return made if numbers and len(made) >= FEWEST_ENTRIES else {}


def plain(number: str) -> str:
    return number.strip().rstrip(".)").lstrip("(")


def explained(written: str, names: Mapping[str, str]) -> str:
    """The names that a cell's numbers stand for, a line each; the cell's own words where it holds anything else.

    >>> explained("1, 3", {"1": "Green Network", "3": "Clean Air Coalition"})
    'Green Network\\nClean Air Coalition'
    """
    pieces = [plain(piece) for piece in re.split(rf"[,;\s]+|\b(?:{joins()})\b", written) if piece]
    return "\n".join(names[piece] for piece in pieces) if pieces and all(piece in names for piece in pieces) else written


@cache
def joins() -> str:
    """The words between the last two of a list, as a piece of a pattern."""
    return "|".join(sorted({re.escape(row["word"]) for row in rows("list_ends")}))
