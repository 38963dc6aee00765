"""Parquet with real types: a table is a file, or a folder a year; what columns mean in its metadata; the same bytes each run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from postulat.export.formats.partitions import Years, by_year, folder_name, years
from postulat.export.options import DEFAULTS, Options
from postulat.export.schema.cells import printable
from postulat.export.schema.codebook import entries
from postulat.normalize.dataset.plain_rows import Row
from postulat.normalize.records import TABLES, Column, Records, columns

if TYPE_CHECKING:
    import pyarrow

ROWS_IN_A_GROUP = 65_536
"""Rows that are turned into columns and written at once: bounds the memory, and lets a reader skip what it does not need."""

ROWS_AT_ONCE = 8_192
"""Rows that are in memory as values together, before they are columns."""

PANDAS_DTYPES = {"str": "string", "int": "Int64", "float": "Float64", "bool": "boolean", "date": "object", "list": "object"}
PANDAS_TYPES = {"str": "unicode", "int": "int64", "float": "float64", "bool": "bool", "date": "date", "list": "list[unicode]"}


def write(records: Records, folder: Path, options: Options = DEFAULTS) -> tuple[Path, ...]:
    """Write `<table>.parquet` for every table, also for one without rows, and return the files.

    With `partition` a table that belongs to documents and meetings becomes a folder, `<table>/year=2026/<table>.parquet`; rows keep
    their order within a year, and those without a year have a folder of their own.
    """
    if not options.partition and options.tables_elsewhere is not None:
        return options.tables_elsewhere(records, folder)
    if not options.partition:
        return tuple(write_table(table, getattr(records, table), folder) for table in TABLES)
    known = years(records)
    return tuple(path for table in TABLES for path in write_parts(records, table, folder, known))


def write_parts(records: Records, table: str, folder: Path, known: Years) -> Iterator[Path]:
    parts = by_year(records, table, known)
    if not parts:
        yield write_table(table, getattr(records, table), folder)
        return
    for year, rows in parts.items():
        place = folder / table / folder_name(year)
        place.mkdir(parents=True)
        yield write_table(table, rows, place)


def write_table(table: str, rows: Sequence[object], folder: Path) -> Path:
    from pyarrow import Table
    from pyarrow.parquet import ParquetWriter

    path = folder / f"{table}.parquet"
    with ParquetWriter(path, schema(table), compression="zstd", version="2.6") as writer:
        for start in range(0, len(rows), ROWS_IN_A_GROUP):
            stop = min(len(rows), start + ROWS_IN_A_GROUP)
            steps = range(start, stop, ROWS_AT_ONCE)
            batches = [batch(table, rows, step, min(stop, step + ROWS_AT_ONCE)) for step in steps]
            writer.write_table(Table.from_batches(batches).combine_chunks(), ROWS_IN_A_GROUP)
    return path


@runtime_checkable
class WithPlainRows(Protocol):
    """A table whose rows lie somewhere as plain values (see `normalize.dataset.plain_rows`): a record of each costs more."""

    def plain_rows(self, start: int, stop: int) -> list[Row]: ...


def batch(table: str, rows: Sequence[object], start: int, stop: int) -> pyarrow.RecordBatch:
    """Some rows of a table as columns in memory."""
    import pyarrow

    fields = schema(table)
    layout = columns(TABLES[table])
    if isinstance(rows, WithPlainRows):
        some = rows.plain_rows(start, stop)
        cells: Iterable[Sequence[Any]] = zip(*some, strict=True) if some else ((),) * len(layout)
    else:
        cells = ([getattr(row, column.name) for row in rows[start:stop]] for column in layout)
    arrays = [array(values, column, field.type) for values, column, field in zip(cells, layout, fields, strict=True)]
    return pyarrow.RecordBatch.from_arrays(arrays, schema=fields)


def schema(table: str) -> pyarrow.Schema:
    """The columns with their types; `description` and `description_pl` of each are those of the codebook."""
    import pyarrow

    types: dict[str, pyarrow.DataType] = {
        "str": pyarrow.string(),
        "int": pyarrow.int64(),
        "float": pyarrow.float64(),
        "bool": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "list": pyarrow.list_(pyarrow.string()),
    }
    meanings = entries(table)
    layout = columns(TABLES[table])
    fields = []
    for column in layout:
        entry = meanings[column.name]
        metadata = {"description": entry.meaning("en"), "description_pl": entry.meaning("pl")}
        fields.append(pyarrow.field(column.name, types[column.type], nullable=column.nullable, metadata=metadata))
    return pyarrow.schema(fields, metadata={"table": table, "pandas": pandas_metadata(layout)})


def pandas_metadata(layout: tuple[Column, ...]) -> str:
    """What lets `pandas.read_parquet` give whole numbers as Int64; without it a page with a gap in its column reads as 3.0."""
    described = [
        {
            "name": column.name,
            "field_name": column.name,
            "pandas_type": PANDAS_TYPES[column.type],
            "numpy_type": PANDAS_DTYPES[column.type],
            "metadata": None,
        }
        for column in layout
    ]
    return json.dumps({"index_columns": [], "column_indexes": [], "columns": described, "pandas_version": "2.2.0"})


def array(values: Sequence[Any], column: Column, kind: pyarrow.DataType) -> pyarrow.Array[Any]:
    import pyarrow

    if column.type == "date":
        values = [date.fromisoformat(value) if isinstance(value, str) else value for value in values]
    try:
        return pyarrow.array(values, kind)
    except UnicodeEncodeError:  # a file name that is not UTF-8, see csv_tables
        return pyarrow.array([printable(value) for value in values], kind)
