"""The keys of the tables: which columns name a row, and which name a row of another table; the one place is `keys.csv`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from postulat.export.schema.codebook import worded_rows


class Reference(NamedTuple):
    """A column that holds the id of a row in one of `tables`. `nested`: the row is a part of the one it names."""

    column: str
    tables: tuple[str, ...]
    nested: bool


class Keys(NamedTuple):
    primary: tuple[str, ...]
    references: tuple[Reference, ...]

    @property
    def foreign(self) -> tuple[tuple[str, str], ...]:
        """(column, table) for every reference that always leads to the same table: those are foreign keys.

        >>> keys("mentions").foreign
        (('document_id', 'documents'),)
        """
        return tuple((reference.column, reference.tables[0]) for reference in self.references if len(reference.tables) == 1)


@cache
def keys(table: str) -> Keys:
    """The keys of a table. Cells that stand several times in a source have no primary key.

    >>> keys("task_areas").primary
    ('meeting_id', 'position')
    >>> keys("findings").primary
    ()
    """
    rows = [row for row in worded_rows("keys") if row["table"] == table]
    references = (Reference(row["column"], tuple(row["references"].split("|")), row["nested"] == "yes") for row in rows)
    return Keys(
        tuple(row["column"] for row in rows if row["primary"] == "yes"),
        tuple(reference for reference in references if reference.tables != ("",)),
    )


def target(table: str) -> str:
    """The column by which other tables name a row of this one.

    >>> target("meetings")
    'meeting_id'
    """
    (column,) = keys(table).primary
    return column
