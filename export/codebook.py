"""The codebook: what every column means, in Polish and English, with an example and the values that it may take.

Names, order and types stand in `normalize.records`; the words stand in `codebook.csv`, and those of the values in
`codebook_values.csv`.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from normalize.records import TABLES, Column, columns

FOLDER = Path(__file__).parent


class Value(NamedTuple):
    """One value of a column that takes only certain values."""

    value: str
    meaning_pl: str
    meaning_en: str


class Entry(NamedTuple):
    """One column of one table. The example is written as in CSV; `values` is empty where any value may stand."""

    table: str
    column: Column
    label_pl: str
    label_en: str
    meaning_pl: str
    meaning_en: str
    example: str
    values: tuple[Value, ...]


@cache
def codebook() -> tuple[Entry, ...]:
    """Every column of every table, in the order in which they are written."""
    return tuple(entry for table in TABLES for entry in entries(table).values())


@cache
def entries(table: str) -> dict[str, Entry]:
    """Column name → entry of one table, in column order.

    >>> entries("meetings")["ordinal"].meaning_en
    'Which meeting of its series it is'
    """
    rows = {row["column"]: row for row in table_rows("codebook") if row["table"] == table}
    found = {}
    for column in columns(TABLES[table]):
        row = rows[column.name]
        labels = (row["label_pl"], row["label_en"], row["meaning_pl"], row["meaning_en"], row["example"])
        found[column.name] = Entry(table, column, *labels, values=enumeration(row["enumeration"]))
    return found


@cache
def enumeration(name: str) -> tuple[Value, ...]:
    """
    >>> [value.value for value in enumeration("severity")]
    ['info', 'warning', 'error']
    """
    rows = (row for row in table_rows("codebook_values") if row["enumeration"] == name)
    return tuple(Value(row["value"], row["meaning_pl"], row["meaning_en"]) for row in rows)


@cache
def table_rows(name: str) -> tuple[dict[str, str], ...]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
