"""What a column must hold: whether a cell may be empty, and which texts are allowed."""

from __future__ import annotations

from postulat.export.schema.codebook import ColumnEntry
from postulat.export.schema.keys import keys


def needed(entry: ColumnEntry) -> bool:
    """Whether a cell of the column must hold something. A text may be empty also where the record never lacks it (a unit).

    >>> from postulat.export.schema.codebook import entries
    >>> [name for name, entry in entries("mentions").items() if not needed(entry)]
    ['field', 'text', 'value', 'unit']
    """
    if entry.column.nullable:
        return False
    named = {*keys(entry.table).primary, *(name for name, _ in keys(entry.table).foreign)}
    named |= {reference.column for reference in keys(entry.table).references}
    return entry.column.name in named or bool(entry.values) or entry.column.type in ("int", "float", "bool", "date")


def values_pattern(entry: ColumnEntry) -> str:
    r"""The allowed values as a pattern; where a cell may hold several, each stands on a line of its own.

    >>> from postulat.export.schema.codebook import entries
    >>> print(values_pattern(entries("documents")["status"]))
    (ok|empty|failed)
    """
    one = "(" + "|".join(value.value for value in entry.values) + ")"
    return rf"{one}(\n{one})*" if entry.several else one
