"""Submitters that the comment table cites only by number: the list that says who they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from postulat.extract.document import Table
from postulat.normalize.matrix.headings import heading_role, is_number

FEWEST_ENTRIES = 2


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
    numbers = all(is_number(number) or re.fullmatch(r"[A-Z]{1,4}-?\d{0,4}", number) for number in made)
    return made if numbers and len(made) >= FEWEST_ENTRIES else {}


def plain(number: str) -> str:
    return number.strip().rstrip(".)").lstrip("(")


def explained(written: str, names: dict[str, str]) -> str:
    """The names that a cell's numbers stand for, a line each; the cell's own words where it holds anything else.

    >>> explained("1, 3", {"1": "Green Network", "3": "Clean Air Coalition"})
    'Green Network\\nClean Air Coalition'
    """
    pieces = [plain(piece) for piece in re.split(r"[,;\s]+|\band\b|\bi\b", written) if piece]
    return "\n".join(names[piece] for piece in pieces) if pieces and all(piece in names for piece in pieces) else written
