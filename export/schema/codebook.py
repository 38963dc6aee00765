"""The codebook: what every table and column means, in each language, with an example and the values that it may take.

Names, order and types stand in `postulat.normalize.records`; the words stand in `codebook.csv`, those of the values in
`codebook_values.csv`, those of the tables in `tables.csv`, and those of findings in `findings.csv`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from postulat.export.options import Labels
from postulat.normalize.findings import codes
from postulat.normalize.records import TABLES, Column, columns
from postulat.normalize.wording import Words, worded, words_of

FOLDER = Path(__file__).parent
FLAT = "records"
"""The flat table, in which one cell holds all answers to a postulate, each on a line of its own."""


class AllowedValue(NamedTuple):
    """One value of a column that takes only certain values."""

    value: str
    meanings: Words

    def meaning(self, labels: Labels) -> str:
        return self.meanings.said(labels)


class TableEntry(NamedTuple):
    """What a table is called and holds."""

    name: str
    labels: Words
    meanings: Words

    def label(self, labels: Labels) -> str:
        return self.labels.said(labels)

    def meaning(self, labels: Labels) -> str:
        return self.meanings.said(labels)


class ColumnEntry(NamedTuple):
    """One column of one table. The example is written as in CSV; `values` is empty where any value may stand.

    `enumeration` is the name of the values in `codebook_values.csv`.
    """

    table: str
    column: Column
    labels: Words
    meanings: Words
    example: str
    values: tuple[AllowedValue, ...]
    enumeration: str

    def label(self, labels: Labels) -> str:
        return self.labels.said(labels)

    def meaning(self, labels: Labels) -> str:
        return self.meanings.said(labels)

    @property
    def several(self) -> bool:
        """Whether a cell may hold several of the values, each on a line of its own.

        >>> entries("records")["stance"].several, entries("responses")["stance"].several
        (True, False)
        """
        return self.table == FLAT and bool(self.values)


@cache
def codebook() -> tuple[ColumnEntry, ...]:
    """Every column of every table, in the order in which they are written."""
    return tuple(entry for table in TABLES for entry in entries(table).values())


@cache
def entries(table: str) -> dict[str, ColumnEntry]:
    """Column name → entry of one table, in column order.

    >>> entries("meetings")["ordinal"].meaning("en")
    'Which meeting of its series it is'
    """
    rows = {row["column"]: row for row in worded_rows("codebook", "table", "column") if row["table"] == table}
    found = {}
    for column in columns(TABLES[table]):
        row = rows[column.name]
        told = (words_of(row, "label"), words_of(row, "meaning"), row["example"])
        found[column.name] = ColumnEntry(table, column, *told, enumeration(row["enumeration"]), row["enumeration"])
    return found


@cache
def tables() -> dict[str, TableEntry]:
    """Table name → what it is called and holds, in the order in which tables are written.

    >>> tables()["responses"].meaning("en")
    'One row an answer of the office'
    """
    rows = {row["table"]: row for row in worded_rows("tables", "table")}
    return {name: TableEntry(name, words_of(rows[name], "label"), words_of(rows[name], "meaning")) for name in TABLES}


@cache
def enumeration(name: str) -> tuple[AllowedValue, ...]:
    """The values of a column, and what each means; the codes of findings stand in the table of findings.

    >>> [value.value for value in enumeration("severity")]
    ['info', 'warning', 'error']
    """
    if name == "finding_code":
        return tuple(
            AllowedValue(code, Words(map(". ".join, zip(kind.titles, kind.advice, strict=True)))) for code, kind in codes().items()
        )
    rows = (row for row in worded_rows("codebook_values", "enumeration", "value") if row["enumeration"] == name)
    return tuple(AllowedValue(row["value"], words_of(row, "meaning")) for row in rows)


def worded_rows(name: str, *keys: str) -> tuple[dict[str, str], ...]:
    """The rows of a table of the schema; `keys` are the columns that tell one row from another."""
    return worded(FOLDER / f"{name}.csv", f"{name}.csv", keys)
