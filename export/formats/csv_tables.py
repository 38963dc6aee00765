"""CSV, one file a table: content untouched and the same bytes from run to run, or on request in the dialect of Polish Excel."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, TextIO

from postulat.export.formats import csv_excel
from postulat.export.formats.csv_cells import cells
from postulat.export.options import DEFAULTS, Options
from postulat.normalize.records import TABLES, Records, columns

LINE_END = "\n"
RFC_LINE_END = "\r\n"


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
    # A file name that is not UTF-8 reaches us with lone surrogates; one such source must not cost the whole run its tables.
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        writer = csv.writer(CsvLines(file), lineterminator=RFC_LINE_END)
        writer.writerow(column.name for column in layout)
        writer.writerows(cells(rows, layout))
    return path


class CsvLines(NamedTuple):
    """The file, with lines that end as we want. `csv` quotes a carriage return only where it is part of its own line end."""

    file: TextIO

    def write(self, row: str) -> None:
        self.file.write(row.removesuffix(RFC_LINE_END) + LINE_END)
