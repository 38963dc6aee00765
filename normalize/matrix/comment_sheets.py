"""Comment sheets of standards bodies without their heading row, told by the column of comment types (ge, te, ed).

Left of it stand who comments and on which part of the draft; right of it the comment, the change proposed, and the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from postulat.normalize.matrix.columns.assignment import Role
from postulat.normalize.matrix.headings import Heading
from postulat.normalize.vocabulary.phrases import rows

FEWEST_TYPES = 3
"""Cells of a column that are types of comments, where it is the column of types."""
TYPES = 0.8
"""Share of the column's cells that are."""
BEHIND: tuple[Role, ...] = ("text", "text", "answer")
"""What stands behind the column of types."""
BY_FORM = 2.0
"""The margin of a column whose role the form of the sheet tells."""


@cache
def comment_types() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("comment_types"))


def is_type(text: str) -> bool:
    """Whether a cell is the type of a comment.

    >>> is_type("ge"), is_type("Technical"), is_type("ge te")
    (True, True, False)
    """
    return text.strip(" .*").lower() in comment_types()


def as_comment_sheet(head: Heading, cells: Sequence[Sequence[str]]) -> Heading:
    """A heading without words, with the roles that the column of comment types gives those behind it; else as it was."""
    columns = [index for index, own in enumerate(cells) if len(own) >= FEWEST_TYPES and sum(map(is_type, own)) >= TYPES * len(own)]
    if len(columns) != 1 or len(cells) - columns[0] - 1 != len(BEHIND):
        return head
    key = columns[0]
    if not cells[key + 1]:
        return head
    before = tuple(role if role in ("number", "submitter", "target") else "" for role in head.roles[:key])
    roles: tuple[Role, ...] = (*before, "", *BEHIND)  # type: ignore[arg-type]
    margins = (*head.margins[: key + 1], *(BY_FORM for _ in BEHIND))
    rivals = (*head.rivals[: key + 1], *("other" for _ in BEHIND))
    told = tuple(index for index, role in enumerate(roles) if role)
    return replace(head, roles=roles, margins=margins, rivals=rivals, by_contents=told, weighed=None, prose=(), unread=())  # type: ignore[arg-type]
