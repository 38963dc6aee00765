"""The grade of a record: A where nothing speaks against it, B or C by the weightiest reason for doubt.

A reason is a code, the same as in findings and in `grade_reasons`. How often each grade is right is measured on documents that were
not used for tuning, by `make bench-headings` for the columns; the thresholds were set by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from postulat.normalize.records import Grade

THIN, MEDIUM = 0.8, 3.5
"""Points between a column's role and the next one, below which the role is in doubt, and below which it is not quite sure."""
MISSED = 2.0
"""Points by which a column is set aside, below which it may well be a comment, a reason, a decision or an answer."""
CLOSE_READING = 0.8
"""Points of a reading of the document over the next one, or over no comments at all, below which it is in doubt."""
FEW_SIGNS, ENOUGH_SIGNS = 0.9, 1.5
"""Points by which a table is one of comments, below which it may be another, and below which that is not quite sure."""
HEADED = ("table", "grid", "page-data")
"""Readings in which headings say what the columns are."""
WEIGHTY = frozenset({"text", "answer", "decision", "justification"})
"""Roles that decide what a record says."""

REASONS: dict[str, Grade] = {
    "thin-column-margin": "C",
    "second-reader-differs": "B",
    "medium-column-margin": "B",
    "thin-side-column-margin": "B",
    "columns-by-contents": "B",
    "unread-prose-column": "B",
    "unknown-heading": "B",
    "few-signs-of-comments": "C",
    "not-many-signs-of-comments": "B",
    "close-reading": "C",
    "no-headed-table": "B",
    "missing-text": "C",
}
"""What each reason lowers a record to."""
DOUBTED = "second-reader-differs"
"""The reason that lowers a record further where there is another one."""


def grade(reasons: Iterable[str]) -> Grade:
    """The grade of a record with these reasons for doubt; a code that is not listed does not count.

    >>> grade(()), grade(("medium-column-margin",)), grade(("columns-by-contents", "thin-column-margin"))
    ('A', 'B', 'C')
    >>> grade(("second-reader-differs",)), grade(("medium-column-margin", "second-reader-differs"))
    ('B', 'C')
    """
    found = [code for code in reasons if code in REASONS]
    lowest: Grade = max((REASONS[code] for code in found), default="A")
    return "C" if DOUBTED in found and len(found) > 1 else lowest


def reading_reasons(kind: str | None, margin: float) -> tuple[str, ...]:
    """Reasons for doubt about all records of a document from the way its comments were seen.

    >>> reading_reasons("table", 2.5), reading_reasons("labelled", 2.5), reading_reasons("labelled", 0.4)
    ((), ('no-headed-table',), ('close-reading', 'no-headed-table'))
    """
    close = ("close-reading",) if margin < CLOSE_READING else ()
    return close if kind in HEADED else (*close, "no-headed-table")


def alike(role: str, rival: str, roles: Sequence[str]) -> bool:
    """Whether it makes no difference to a record which of two roles a column has.

    >>> alike("answer", "decision", ("text", "answer")), alike("answer", "decision", ("text", "answer", "decision"))
    (True, False)
    """
    pair = {role, rival}
    if pair == {"answer", "decision"}:
        return not pair <= {*roles}
    return pair <= {"", "other", "current"} or pair == {"target", "section"}


def differing(roles: Sequence[str], opinions: Sequence[str]) -> dict[int, str]:
    """The columns to which the second reader gives another role, where that would make another record.

    >>> differing(("number", "text", "answer"), ("number", "answer", "decision"))
    {1: 'answer'}
    """
    return {
        column: other
        for column, (role, other) in enumerate(zip(roles, opinions, strict=False))
        if (role or "other") != other and not alike(role, other, roles) and not WEIGHTY.isdisjoint((role, other))
    }


def column_reasons(
    roles: Sequence[str],
    margins: Sequence[float],
    rivals: Sequence[str],
    by_contents: Sequence[int] = (),
    prose: Sequence[int] = (),
    signs: float = ENOUGH_SIGNS,
    unread: Sequence[int] = (),
    opinions: Sequence[str] = (),
) -> tuple[str, ...]:
    """Reasons for doubt about a record from the margins of its table's columns, from what speaks for the table (`signs`), and from
    the roles that the second reader gives the columns (`opinions`): a thin margin that it confirms is a medium one, and alone it
    raises no doubt against a column that is sure.

    >>> column_reasons(("number", "text", "answer"), (5.0, 1.2, 4.0), ("other", "other", "other"))
    ('medium-column-margin',)
    """
    found: dict[str, None] = {}
    for role, margin, rival in zip(roles, margins, rivals, strict=False):
        if alike(role, rival, roles):
            continue
        if role in WEIGHTY and margin < THIN:
            found["thin-column-margin"] = None
        elif (role in WEIGHTY and margin < MEDIUM) or (role in ("other", "") and rival in WEIGHTY and margin < MISSED):
            found["medium-column-margin"] = None
        elif role not in ("other", "") and margin < THIN:
            found["thin-side-column-margin"] = None
    if by_contents:
        found["columns-by-contents"] = None
    if prose:
        found["unread-prose-column"] = None
    elif unread:
        found["unknown-heading"] = None
    if signs < FEW_SIGNS:
        found["few-signs-of-comments"] = None
    elif signs < ENOUGH_SIGNS:
        found["not-many-signs-of-comments"] = None
    others = differing(roles, opinions)
    if others and (found or any(margins[column] < MEDIUM for column in others)):
        found[DOUBTED] = None
    elif opinions and "thin-column-margin" in found:
        found.pop("thin-column-margin")
        found["medium-column-margin"] = None
    if "thin-column-margin" in found:
        found.pop("medium-column-margin", None)
    return tuple(sorted(found))
