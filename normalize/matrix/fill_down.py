"""Blank and ditto cells: which columns of a matrix carry their value down, and what each entry takes from above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from postulat.normalize.matrix.dittos import is_ditto
from postulat.normalize.matrix.entry import Entry
from postulat.normalize.matrix.headings import Heading
from postulat.normalize.matrix.passage import EMPTY, Passage
from postulat.normalize.records import Inheritance

FEWEST_ENTRIES = 4
"""Rows of a table, for a column of it to be mostly empty."""
BLANKS_FOR_A_REPEAT = 0.5
"""Blank cells that there must be for each value written twice in a row, for a submitter column still to carry down."""


@dataclass(frozen=True, slots=True)
class FilledValue:
    """A column's value for one entry. `written` is what its own cell says; `inheritance` how the value came from above."""

    passage: Passage
    written: str | None
    inheritance: Inheritance | None = None


def values(entries: Sequence[Entry], heading: Heading, role: str, carry: bool = True) -> list[FilledValue]:
    """The value of a role's column for each entry, with what blank, ditto and spanning cells take from above.

    Without `carry` a blank cell means that there is none.
    """
    columns = tuple(index for index, name in enumerate(heading.roles) if name == role)
    if not columns:
        return [FilledValue(EMPTY, None) for _ in entries]
    carried = carry and carries(entries, columns, role, heading)
    found: list[FilledValue] = []
    above = EMPTY
    for entry in entries:
        own = entry.passage(*columns)
        if entry.fresh:
            above = EMPTY
        if any(column in entry.spanned for column in columns):
            value = FilledValue(own, None, "span")
        elif is_ditto(own.text):
            value = FilledValue(above, own.text, "ditto" if above.text else None)
        elif own.blank:
            if carried and above.text:
                value = FilledValue(above, None, "blank")
            else:
                value = FilledValue(EMPTY, None)
        else:
            value = FilledValue(own, own.text)
        if value.passage.text:
            above = value.passage
        found.append(value)
    return found


def carries(entries: Sequence[Entry], columns: tuple[int, ...], role: str, heading: Heading) -> bool:
    """Whether a blank cell of the column means the value above.

    A column that writes its values out again and again does not carry. A blank part of the draft may simply be blank: it carries
    only where blanks never stand beside a new submitter.
    """
    texts = ["" if entry.passage(*columns).blank else entry.passage(*columns).text for entry in entries]
    spanned = [any(column in entry.spanned for column in columns) for entry in entries]
    repeats = sum(a == b != "" for a, b, span in zip(texts, texts[1:], spanned[1:], strict=False) if not span)
    blanks = sum(not text for text in texts[1:])
    if not blanks:
        return False
    if role == "submitter":
        return blanks >= repeats * BLANKS_FOR_A_REPEAT
    if repeats or any(spanned) or any(is_ditto(text) for text in texts) or role not in ("target", "section"):
        return False
    submitters = heading.columns("submitter")
    if not submitters or sum(bool(text) for text in texts) < 2:
        return False
    return all(text or not entry.filled(*submitters) for entry, text in zip(entries[1:], texts[1:], strict=False))


def without_nobody(head: Heading, entries: Sequence[Entry]) -> Heading:
    """The heading without a column of submitters that no row fills.

    Who sent the comments may stand above the table; where nobody does, that is said once and not in each row.
    """
    columns = head.columns("submitter")
    if len(entries) < FEWEST_ENTRIES or not columns or any(entry.filled(*columns) for entry in entries):
        return head
    return replace(head, roles=tuple("" if role == "submitter" else role for role in head.roles))
