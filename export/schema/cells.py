"""What stands in a cell: values that every file in UTF-8 can hold, and how full each column is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from postulat.export.schema.keys import keys
from postulat.normalize.records import TABLES, Records, columns


def rows_of(table: str, rows: Sequence[object]) -> Iterator[tuple[object, ...]]:
    """Each row's values in column order, without lone surrogates."""
    values = attrgetter(*(column.name for column in columns(TABLES[table])))
    for row in rows:
        found = values(row)
        try:
            # One look at the whole row: a text that cannot be written is rare, and asking each cell takes several times as long.
            "".join(["".join(value) for value in found if isinstance(value, str | tuple)]).encode()
        except UnicodeEncodeError:
            found = tuple(printable(value) for value in found)
        yield found


def printable(value: object) -> object:
    r"""A text without lone surrogates, which no file in UTF-8 can hold; lists item by item.

    A file name that is not UTF-8 reaches us with such; one odd source must not cost the whole run its tables.

    >>> print(printable("uwagi\udcb3.html"))
    uwagi\udcb3.html
    """
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, tuple):
        return tuple(printable(item) for item in value)
    return value


def row_id(table: str, row: object) -> str:
    """The primary key of a row as one text; empty where the table has none.

    >>> from postulat.normalize.records import TaskArea
    >>> row_id("task_areas", TaskArea("d1.m1", 2, "zdrowie"))
    'd1.m1|2'
    """
    return "|".join(str(printable(getattr(row, column))) for column in keys(table).primary)


def filled(records: Records) -> dict[tuple[str, str], int]:
    """(table, column) → how many rows have something there; an empty text or list is nothing."""
    counts = {}
    for table, record_class in TABLES.items():
        rows = getattr(records, table)
        for column in columns(record_class):
            value = attrgetter(column.name)
            counts[table, column.name] = sum(1 for row in rows if value(row) not in (None, "", ()))
    return counts
