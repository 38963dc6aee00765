"""The codebook: what every table and column means, in Polish and English, with an example and the values that it may take.

Names, order and types stand in `postulat.normalize.records`; the words stand in `codebook.csv`, those of the values in
`codebook_values.csv`, those of the tables in `tables.csv`, and those of findings in `findings.csv`.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from postulat.export.options import Labels
from postulat.normalize.findings import codes
from postulat.normalize.records import TABLES, Column, columns

FOLDER = Path(__file__).parent
FLAT = "records"
"""The flat table, in which one cell holds all answers to a postulate, each on a line of its own."""


class AllowedValue(NamedTuple):
    """One value of a column that takes only certain values."""

    value: str
    meaning_pl: str
    meaning_en: str

    def meaning(self, labels: Labels) -> str:
        return self.meaning_pl if labels == "pl" else self.meaning_en


class TableEntry(NamedTuple):
    """What a table is called and holds."""

    name: str
    label_pl: str
    label_en: str
    meaning_pl: str
    meaning_en: str

    def label(self, labels: Labels) -> str:
        return self.label_pl if labels == "pl" else self.label_en

    def meaning(self, labels: Labels) -> str:
        return self.meaning_pl if labels == "pl" else self.meaning_en


class ColumnEntry(NamedTuple):
    """One column of one table. The example is written as in CSV; `values` is empty where any value may stand.

    `enumeration` is the name of the values in `codebook_values.csv`.
    """

    table: str
    column: Column
    label_pl: str
    label_en: str
    meaning_pl: str
    meaning_en: str
    example: str
    values: tuple[AllowedValue, ...]
    enumeration: str

    def label(self, labels: Labels) -> str:
        return self.label_pl if labels == "pl" else self.label_en

    def meaning(self, labels: Labels) -> str:
        return self.meaning_pl if labels == "pl" else self.meaning_en

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

    >>> entries("meetings")["ordinal"].meaning_en
    'Which meeting of its series it is'
    """
    rows = {row["column"]: row for row in table_rows("codebook") if row["table"] == table}
    found = {}
    for column in columns(TABLES[table]):
        row = rows[column.name]
        labels = (row["label_pl"], row["label_en"], row["meaning_pl"], row["meaning_en"], row["example"])
        found[column.name] = ColumnEntry(table, column, *labels, enumeration(row["enumeration"]), row["enumeration"])
    return found


@cache
def tables() -> dict[str, TableEntry]:
    """Table name → what it is called and holds, in the order in which tables are written.

    >>> tables()["responses"].meaning("en")
    'One row an answer of the office'
    """
    rows = {row["table"]: row for row in table_rows("tables")}
    return {name: TableEntry(*(rows[name][field] for field in ("table", *TableEntry._fields[1:]))) for name in TABLES}


@cache
def enumeration(name: str) -> tuple[AllowedValue, ...]:
    """The values of a column, and what each means; the codes of findings stand in the table of findings.

    >>> [value.value for value in enumeration("severity")]
    ['info', 'warning', 'error']
    """
    if name == "finding_code":
        return tuple(
            AllowedValue(code, *map(". ".join, zip(kind.titles, kind.advice, strict=True))) for code, kind in codes().items()
        )
    rows = (row for row in table_rows("codebook_values") if row["enumeration"] == name)
    return tuple(AllowedValue(row["value"], row["meaning_pl"], row["meaning_en"]) for row in rows)


@cache
def table_rows(name: str) -> tuple[dict[str, str], ...]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
