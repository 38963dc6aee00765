"""DuckDB: `postulat.duckdb` with typed tables, the codebook as comments, and views.

The content is the same from run to run, the bytes are not: DuckDB marks each file that it makes with a number drawn by lot.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from postulat.export.folder import OutputError
from postulat.export.formats.ddl import create_table, quoted, text
from postulat.export.formats.parquet import ROWS_IN_A_GROUP, batch
from postulat.export.formats.views import VIEWS
from postulat.export.options import DEFAULTS, Labels, Options
from postulat.export.schema.codebook import ColumnEntry, entries, tables
from postulat.export.schema.words import word
from postulat.normalize.records import TABLES, Records

if TYPE_CHECKING:
    import duckdb

FILE = "postulat.duckdb"
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,  # rows stay in their order, and the file's layout does not hang on the machine
    "autoinstall_known_extensions": False,  # nothing is fetched
    "autoload_known_extensions": False,
}


def write(records: Records, folder: Path, options: Options = DEFAULTS) -> tuple[Path, ...]:
    """Write the database. The language of its comments is that of the labels."""
    import duckdb

    path = folder / FILE
    try:
        with duckdb.connect(str(path), config=SETTINGS) as connection:
            for table in TABLES:
                fill(connection, table, getattr(records, table))
                describe(connection, table, options.labels)
            for view in VIEWS:
                connection.execute(f"CREATE VIEW {quoted(view.name)} AS {view.sql.strip()}")
                connection.execute(f"COMMENT ON VIEW {quoted(view.name)} IS {text(word(f'view.{view.name}', options.labels))}")
    except (duckdb.OperationalError, duckdb.FatalException) as error:
        raise OutputError(f"cannot write {FILE}: {' '.join(str(error).split())}") from error
    return (path,)


def fill(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[object]) -> None:
    connection.execute(create_table(table, "duckdb"))
    for start in range(0, len(rows), ROWS_IN_A_GROUP):
        connection.register("batch", batch(table, rows, start, start + ROWS_IN_A_GROUP))
        connection.execute(f"INSERT INTO {quoted(table)} SELECT * FROM batch")
        connection.unregister("batch")
    connection.execute("CHECKPOINT")  # else all tables wait in memory for the end


def describe(connection: duckdb.DuckDBPyConnection, table: str, labels: Labels) -> None:
    connection.execute(f"COMMENT ON TABLE {quoted(table)} IS {text(tables()[table].meaning(labels))}")
    for name, entry in entries(table).items():
        connection.execute(f"COMMENT ON COLUMN {quoted(table)}.{quoted(name)} IS {text(comment(entry, labels))}")


def comment(entry: ColumnEntry, labels: Labels) -> str:
    """
    >>> print(comment(entries("documents")["status"], "en"))
    Whether the document was read: ok, empty, failed
    """
    allowed = f": {', '.join(value.value for value in entry.values)}" if entry.values else ""
    return entry.meaning(labels) + allowed
