"""SQLite: `postulat.sqlite` with keys, indices, views and a search that passes over diacritics; the same bytes from run to run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from postulat.export.folder import OutputError
from postulat.export.formats import datasette
from postulat.export.formats.ddl import create_indices, create_table, quoted
from postulat.export.formats.views import VIEWS
from postulat.export.options import DEFAULTS, Options
from postulat.export.schema.cells import rows_of
from postulat.normalize.records import TABLES, Records, columns

if TYPE_CHECKING:
    import sqlite3

NAME = "postulat"
FILE = f"{NAME}.sqlite"
SEARCHED: dict[str, tuple[str, ...]] = {
    "records": ("organisation", "postulate", "response", "section", "justification"),
    "organisations": ("name", "acronym", "aliases"),
}
"""Table → its columns in the full-text index."""
PAGE = 4096  # bytes; named, so that another default of the library does not change the file


def write(records: Records, folder: Path, options: Options = DEFAULTS) -> tuple[Path, ...]:
    """Write the database, and `metadata.json` with which Datasette shows it."""
    import sqlite3

    path = folder / FILE
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        # The folder's writer puts the file on the disk and takes its place or not at all: a journal would only cost time.
        connection.execute(f"PRAGMA page_size = {PAGE}")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for table in TABLES:
            fill(connection, table, getattr(records, table))
        for table in SEARCHED:
            for statement in search(table):
                connection.execute(statement)
        for view in VIEWS:
            connection.execute(f"CREATE VIEW {quoted(view.name)} AS {view.sql.strip()}")
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
    except sqlite3.OperationalError as error:
        raise OutputError(f"cannot write {FILE}: {error}") from error
    finally:
        connection.close()
    return (path, datasette.write(folder, NAME, SEARCHED, options.labels))


def fill(connection: sqlite3.Connection, table: str, rows: Sequence[object]) -> None:
    connection.execute(create_table(table, "sqlite"))
    marks = ", ".join("?" * len(columns(TABLES[table])))
    connection.executemany(f"INSERT INTO {quoted(table)} VALUES ({marks})", values(table, rows))
    for statement in create_indices(table):
        connection.execute(statement)


def values(table: str, rows: Sequence[object]) -> Iterator[list[object]]:
    layout = columns(TABLES[table])
    dates = [index for index, column in enumerate(layout) if column.type == "date"]
    lists = [index for index, column in enumerate(layout) if column.type == "list"]
    for row in rows_of(table, rows):
        line = list(row)
        for index in dates:
            line[index] = None if line[index] is None else str(line[index])
        for index in lists:
            line[index] = json.dumps(line[index] or (), ensure_ascii=False)
        yield line


def search(table: str) -> Iterator[str]:
    """The statements that make `<table>_search`, a full-text index over a view of the table's texts.

    `remove_diacritics` folds ó to o but leaves ł, which Unicode does not take for an l with a mark. So what holds an ł is in the
    index a second time, with l, in the column `folded`: „lodz” and „Łódź” both find Łódź. The texts are not stored twice.
    """
    names = SEARCHED[table]
    source = quoted(f"{table}_texts")
    index = quoted(f"{table}_search")
    joined = " || ' ' || ".join(f"coalesce({quoted(name)}, '')" for name in names)
    folded = f"replace(replace({joined}, 'ł', 'l'), 'Ł', 'L')"
    yield (
        f"CREATE VIEW {source} AS SELECT rowid AS id, {', '.join(map(quoted, names))}, "
        f"CASE WHEN {joined} GLOB '*[łŁ]*' THEN {folded} END AS folded FROM {quoted(table)}"
    )
    yield (
        f"CREATE VIRTUAL TABLE {index} USING fts5({', '.join(map(quoted, names))}, folded, "
        f"content={source}, content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
    )
    yield f"INSERT INTO {index} ({index}) VALUES ('rebuild')"
