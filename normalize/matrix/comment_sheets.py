"""Comment sheets of standards bodies, told by the column of comment types (ge, te, ed).

Left of it stand who comments and on which part of the draft; right of it the comment, the change proposed, and the answer. So a
sheet without its heading row is read; and who comments often stands there with the number of the comment: `DE-009`, `AU 3`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from postulat.normalize.matrix.columns.assignment import Role
from postulat.normalize.matrix.entry import Entry
from postulat.normalize.matrix.fill_down import FilledValue
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
NUMBERED_BODY = re.compile(r"(\*\*|[^\W\d_]{2,6})\s?[-–]?\s?\d{1,4}")
"""A body's sign with the number of its comment; two stars stand for the secretariat, which is no body of its own."""
UNNUMBERED: tuple[Role, ...] = ("submitter", "number", "other", "")
"""Roles of a column in which such signs may stand."""
ODD = 0.1
"""Share of the cells of such a column that may be neither a sign nor a sign with a number."""


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
    columns = columns_of_types(cells)
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


def columns_of_types(cells: Sequence[Sequence[str]]) -> list[int]:
    return [index for index, own in enumerate(cells) if len(own) >= FEWEST_TYPES and sum(map(is_type, own)) >= TYPES * len(own)]


def numbered_bodies(head: Heading, cells: Sequence[Sequence[str]]) -> int | None:
    """The column left of the comment types in which the numbers of the comments stand behind the signs of those who sent them."""
    types = columns_of_types(cells)
    if len(types) != 1 or any(role == "submitter" for role in head.roles[types[0] :]):
        return None
    found = [column for column, own in enumerate(cells[: types[0]]) if head.roles[column] in UNNUMBERED and is_numbered(own)]
    named = [column for column in head.columns("submitter", "number") if column not in found]
    return found[0] if len(found) == 1 and not named else None


def with_bodies(head: Heading, column: int | None) -> Heading:
    """The heading with who comments in the column of `numbered_bodies`, if there is one."""
    if column is None:
        return head
    roles: tuple[Role, ...] = tuple("submitter" if index == column else role for index, role in enumerate(head.roles))
    margins = tuple(BY_FORM if index == column else margin for index, margin in enumerate(head.margins))
    return replace(head, roles=roles, margins=margins)


def of_a_body(entry: Entry, submitter: FilledValue) -> FilledValue:
    """The body alone of a submitter that stands with the number of its comment, which the entry takes."""
    body = body_of(submitter.passage.text)
    if body is None:
        return submitter
    if submitter.inheritance is None:
        entry.number = entry.number or " ".join(submitter.passage.text.split())
    return replace(submitter, passage=replace(submitter.passage, text=body))


def is_numbered(cells: Sequence[str]) -> bool:
    """Whether cells are signs of bodies in capitals, some with numbers that tell them apart, and bodies come again.

    >>> is_numbered(["DE 1", "DE 2", "AU-3"]), is_numbered(["AU", "DE 1", "DE 2", "DE 3"]), is_numbered(["DE", "DE", "AU"])
    (True, True, False)
    >>> is_numbered(["A1", "B2", "C3"]), is_numbered(["Group 1", "Group 2", "Group 3"])
    (False, False)
    """
    numbered = [text for text in cells if body_of(text) is not None]
    odd = sum(any(map(str.isdigit, text)) for text in cells) - len(numbered)
    bodies = {body_of(text) for text in numbered}
    return len(bodies) < len(numbered) == len(set(numbered)) and len(numbered) >= FEWEST_TYPES and odd <= ODD * len(cells)


def body_of(text: str) -> str | None:
    """The sign before the number of a comment, "" where it is the secretariat's; None where the text is none such.

    >>> body_of("DE-009"), body_of("**-001"), body_of("IEC 3"), body_of("Table 3")
    ('DE', '', 'IEC', None)
    """
    match = NUMBERED_BODY.fullmatch(text.strip())
    if match is None or not (match[1] == "**" or match[1].isupper()):
        return None
    return match[1].strip("*")
