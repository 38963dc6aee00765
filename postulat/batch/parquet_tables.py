"""Parquet tables that lie in files, each turned into columns by a process of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from postulat.export.finding_messages import Translated
from postulat.normalize.records import TABLES, Records
from postulat.options import Work
from postulat.storage.stored_rows import RowFile, StoredRows
from postulat.work.spread import Task, spread

WRITE = f"{__name__}:written"
MANY = 100_000
"""Rows of all tables together from which on other processes are worth their start."""


def write_tables(work: Work, records: Records, folder: Path) -> tuple[Path, ...]:
    """Writes every table; the largest are begun first."""
    from postulat.export.formats.parquet import write_table

    tables: dict[str, Sequence[Any]] = {table: getattr(records, table) for table in TABLES}
    many = sum(map(len, tables.values())) >= MANY
    tasks = [task for table, rows in tables.items() if many and (task := task_of(table, rows, folder)) is not None]
    for _ in spread(WRITE, sorted(tasks, key=lambda task: -sum(file[3] for file in task["files"])), work):
        pass
    done = {task["table"] for task in tasks}
    for table in TABLES.keys() - done:
        write_table(table, tables[table], folder)
    return tuple(folder / f"{table}.parquet" for table in TABLES)


def task_of(table: str, rows: Sequence[Any], folder: Path) -> Task | None:
    """What a process has to know of a table; nothing of one that is in memory."""
    stored = rows.rows if isinstance(rows, Translated) else rows
    if not isinstance(stored, StoredRows):
        return None
    language = rows.language if isinstance(rows, Translated) else None
    return {"table": table, "files": stored.files, "language": language, "folder": str(folder)}


def written(task: Task) -> Task:
    from postulat.export.formats.parquet import write_table

    rows: Sequence[Any] = StoredRows(task["table"], [RowFile(*file) for file in task["files"]])
    if task["language"]:
        rows = Translated(rows, task["language"])
    return {"path": str(write_table(task["table"], rows, Path(task["folder"])))}
