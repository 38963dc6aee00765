"""CSV for a double click in Polish Excel: it opens in columns, with its letters, and no text of a document runs as a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from postulat.export.formats.csv_cells import cells
from postulat.export.schema.cells import row_id
from postulat.normalize.records import TABLES, Column, Records, columns

GUARDED = "guarded-cells.csv"
GUARD = "'"
"""Before a text that would be a formula. It shows in the cell, and every spreadsheet takes what follows for text."""

# Excel passes over white space, and an import that strips quotes brings out what stands behind them. The wide signs are those of
# East Asian keyboards, which some spreadsheets take for the plain ones.
FORMULA = re.compile(r"[\s\"'\u00a0\u200b\ufeff]*[=+\-@＝＋－＠]|[\s\"']*[\t\r\n]")
DECIMAL = re.compile(r"-?\d+\.\d+")
AMOUNTS = ("mentions", "value", "unit")
"""The table and column in which texts are numbers, and the column that says of which rows: those with a unit."""


class Guarded(NamedTuple):
    """A cell that got the guard: `row` counts the rows of data from 1, `id` is the row's primary key, if its table has one."""

    table: str
    row: int
    id: str
    column: str


def write(records: Records, folder: Path) -> tuple[Path, ...]:
    """Write `<table>.csv` for every table, and `guarded-cells.csv` with the cells whose text begins with a guard."""
    guarded: list[Guarded] = []
    written = [write_table(table, getattr(records, table), folder, guarded) for table in TABLES]
    return (*written, write_rows(folder / GUARDED, Guarded._fields, guarded))


def write_table(table: str, rows: Sequence[object], folder: Path, guarded: list[Guarded]) -> Path:
    layout = columns(TABLES[table])
    return write_rows(folder / f"{table}.csv", [column.name for column in layout], lines(table, rows, layout, guarded))


def write_rows(path: Path, heading: Sequence[str], rows: Iterator[list[object]] | Sequence[Guarded]) -> Path:
    with path.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(heading)
        writer.writerows(rows)
    return path


def lines(table: str, rows: Sequence[object], layout: tuple[Column, ...], guarded: list[Guarded]) -> Iterator[list[object]]:
    texts = [index for index, column in enumerate(layout) if column.type in ("str", "list")]
    names = [column.name for column in layout]
    number = names.index(AMOUNTS[1]) if table == AMOUNTS[0] else None
    unit = names.index(AMOUNTS[2]) if table == AMOUNTS[0] else None
    for position, line in enumerate(cells(rows, layout), start=1):
        if number is not None and unit is not None and line[unit]:
            line[number] = decimal_comma(str(line[number]))
        for index in texts:
            text = line[index]
            if isinstance(text, str) and runs(text):
                line[index] = GUARD + text
                guarded.append(Guarded(table, position, row_id(table, rows[position - 1]), names[index]))
        yield line


def decimal_comma(value: str) -> str:
    """
    >>> decimal_comma("50000.00"), decimal_comma("1.2.2026")
    ('50000,00', '1.2.2026')
    """
    return value.replace(".", ",") if DECIMAL.fullmatch(value) else value


def runs(text: str) -> bool:
    r"""Whether a spreadsheet would take the text for a formula; a number is none, whatever its sign.

    >>> [runs(text) for text in ("=1+1", ' "@SUM(A1)', "- bez zaświadczeń", "\t=1", "-5,00", "a=b", "")]
    [True, True, True, True, False, False, False]
    """
    return FORMULA.match(text) is not None and NUMBER.fullmatch(text) is None


NUMBER = re.compile(r"-\d+(,\d+)?")
