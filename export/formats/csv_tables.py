"""CSV, one file a table: content untouched and the same bytes from run to run, or on request in the dialect of Polish Excel."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Protocol, runtime_checkable

from postulat.export.formats import csv_excel
from postulat.export.formats.csv_cells import cells, plain_columns
from postulat.export.options import DEFAULTS, Options
from postulat.normalize.records import TABLES, Records, columns

LINE_END, QUOTE = "\n", '"'
ROWS_AT_ONCE = 500
COPIED_AT_ONCE = 1024**2
"""Bytes."""
SPECIAL = re.compile(r'[,"\n\r]')
"""What a cell is put in quotation marks for."""


def write(records: Records, folder: Path, options: Options = DEFAULTS) -> tuple[Path, ...]:
    """Write `<table>.csv` for every table, also for one without rows, and return the files.

    Where they stand in the folder already (another format describes the same files), they are not written again.
    """
    excel = options.csv_dialect == "excel-pl"
    files = tuple(folder / f"{table}.csv" for table in TABLES)
    if not all(path.exists() for path in files):
        if excel:
            return csv_excel.write(records, folder)
        for table in TABLES:
            write_table(table, getattr(records, table), folder)
    return (*files, folder / csv_excel.GUARDED) if excel else files


def write_table(table: str, rows: Iterable[object], folder: Path) -> Path:
    path = folder / f"{table}.csv"
    layout = columns(TABLES[table])
    parts = rows.csv_parts() if isinstance(rows, WithLines) else None
    with path.open("wb") as file:
        file.write(as_bytes([[column.name for column in layout]]))
        for part in parts or ():
            with part.open("rb") as lines:
                shutil.copyfileobj(lines, file, COPIED_AT_ONCE)
        if parts is None:
            waiting = cells(rows, layout)
            while some := list(islice(waiting, ROWS_AT_ONCE)):
                file.write(as_bytes(some))
    return path


@runtime_checkable
class WithLines(Protocol):
    """A table that may lie somewhere as the lines of its CSV file already, in parts that only have to be put together."""

    def csv_parts(self) -> tuple[Path, ...] | None: ...


def csv_lines(table: str, rows: Sequence[Sequence[object]]) -> bytes:
    """Plain rows (see `normalize.dataset.plain_rows`) as lines of the table's CSV file."""
    return lines_of_columns(plain_columns(rows, columns(TABLES[table])))


def as_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """The bytes that the standard library's `csv` would write; it looks at each character by itself, which takes far longer.

    A file name that is not UTF-8 reaches us with lone surrogates; one such source must not cost the whole run its tables.

    >>> print(as_bytes([["a", None, 'b"c', 1.5], ["b,c", "", "d", 2]]).decode(), end="")
    a,,"b""c",1.5
    "b,c",,d,2
    """
    return lines_of_columns(zip(*rows, strict=True))


def lines_of_columns(some: Iterable[Sequence[object]]) -> bytes:
    lines = [*map(",".join, zip(*map(written_cells, some), strict=True)), ""]
    return LINE_END.join(lines).encode("utf-8", "backslashreplace")


def written_cells(column: Sequence[object]) -> Sequence[str]:
    """The cells of a column, in quotation marks where they have to be; most columns have no such cell, which is told at once."""
    cells = ["" if cell is None else cell if type(cell) is str else str(cell) for cell in column]
    if not SPECIAL.search("".join(cells)):
        return cells
    return [
        '"' + cell.replace('"', '""') + '"' if "," in cell or '"' in cell or "\n" in cell or "\r" in cell else cell
        for cell in cells
    ]
