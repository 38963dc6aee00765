"""The index of an archive: every visit and every run, in SQLite. All of it can be made again from the WARC files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from postulat.extract.fetch.archive.visit import COLUMNS, NUMBERS, OK, Visit
from postulat.extract.fetch.errors import FetchError

SCHEMA = 1
TABLES = f"""
CREATE TABLE IF NOT EXISTS files (file TEXT PRIMARY KEY, length INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS runs (
  run TEXT PRIMARY KEY, source TEXT NOT NULL, started TEXT NOT NULL, finished TEXT NOT NULL DEFAULT '',
  outcome TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', definition TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS visits (
  visit INTEGER PRIMARY KEY,
  {", ".join(f"{name} {'INTEGER' if name in (*NUMBERS, 'final') else 'TEXT'} NOT NULL" for name in COLUMNS)},
  file TEXT NOT NULL, "offset" INTEGER NOT NULL, length INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS visits_url ON visits (url, visit);
CREATE INDEX IF NOT EXISTS visits_run ON visits (run, url);
CREATE INDEX IF NOT EXISTS visits_record ON visits (record_id);
CREATE INDEX IF NOT EXISTS visits_payload ON visits (payload_digest) WHERE kind = 'response';
"""
RUN_COLUMNS = "run, source, started, finished, outcome, reason, definition"
SELECTED = ", ".join(COLUMNS)


class Where(NamedTuple):
    """Where a record stands."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class CrawlRun:
    """One run of a source. `finished` is empty while it goes on, or where it ended suddenly."""

    run: str
    source: str
    started: str
    finished: str = ""
    outcome: str = ""
    reason: str = ""
    definition: str = ""


class Index:
    """The index, open. Writing is for the one process that holds the archive."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    @classmethod
    def writable(cls, path: Path) -> Index:
        made = cls(sqlite3.connect(path))
        made.database.execute("PRAGMA journal_mode=WAL")
        made.database.execute("PRAGMA synchronous=NORMAL")
        if made.version() not in (0, SCHEMA):
            made.clear()
        made.create()
        return made

    @classmethod
    def in_memory(cls) -> Index:
        made = cls(sqlite3.connect(":memory:"))
        made.create()
        return made

    @classmethod
    def copy(cls, path: Path) -> Index:
        """What the file says now, in memory: for readers, who must not write, nor wait for a run that goes on."""
        made = cls(sqlite3.connect(":memory:"))
        try:
            source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
            try:
                source.backup(made.database)
            finally:
                source.close()
            if made.version() != SCHEMA:
                raise sqlite3.DatabaseError("of another version")
        except sqlite3.Error:
            made.close()
            return cls.in_memory()
        return made

    def version(self) -> int:
        return int(self.database.execute("PRAGMA user_version").fetchone()[0])

    def create(self) -> None:
        self.database.executescript(TABLES)
        self.database.execute(f"PRAGMA user_version = {SCHEMA}")
        self.database.commit()

    def clear(self) -> None:
        for table in ("files", "runs", "visits"):
            self.database.execute(f"DROP TABLE IF EXISTS {table}")
        self.database.commit()
        self.create()

    def close(self) -> None:
        self.database.close()

    # What the archive holds

    def lengths(self) -> dict[str, int]:
        """How far each WARC file is indexed."""
        return dict(self.database.execute("SELECT file, length FROM files"))

    def runs(self) -> list[CrawlRun]:
        found = self.database.execute(f"SELECT {RUN_COLUMNS} FROM runs ORDER BY rowid")
        return [CrawlRun(*row) for row in found]

    def visits(self, where: str = "1", values: tuple[object, ...] = ()) -> Iterator[Visit]:
        """Visits that fit a condition, in the order in which they were made."""
        for row in self.database.execute(f"SELECT {SELECTED} FROM visits WHERE {where} ORDER BY visit", values):
            yield as_visit(row)

    def last(self, url: str) -> Visit | None:
        """The last visit to an address that was not to be repeated."""
        return self.one("url = ? AND final = 1", (url,))

    def last_good(self, url: str) -> Visit | None:
        """The last visit that gave content."""
        return self.one(f"url = ? AND status = {OK} AND content_id != '' AND digest != ''", (url,))

    def in_run(self, run: str, url: str) -> Visit | None:
        """How a visit of this run to the address ended."""
        return self.one("run = ? AND url = ? AND final = 1", (run, url))

    def same_payload(self, payload_digest: str) -> Visit | None:
        """A visit whose record holds the same bytes."""
        return self.one("payload_digest = ? AND kind = 'response'", (payload_digest,))

    def by_record(self, record_id: str) -> Visit | None:
        return self.one("record_id = ?", (record_id,))

    def one(self, where: str, values: tuple[object, ...]) -> Visit | None:
        row = self.database.execute(f"SELECT {SELECTED} FROM visits WHERE {where} ORDER BY visit DESC LIMIT 1", values).fetchone()
        return None if row is None else as_visit(row)

    def where(self, record_id: str) -> Where | None:
        row = self.database.execute('SELECT file, "offset", length FROM visits WHERE record_id = ?', (record_id,)).fetchone()
        return None if row is None else Where(*row)

    # What is added to it

    def add_visit(self, visit: Visit, where: Where) -> None:
        values = [int(value) if isinstance(value, bool) else value for value in (getattr(visit, name) for name in COLUMNS)]
        marks = ", ".join("?" * (len(values) + 3))
        self.change(f'INSERT INTO visits ({SELECTED}, file, "offset", length) VALUES ({marks})', (*values, *where))

    def add_run(self, run: CrawlRun) -> None:
        self.change(
            f"INSERT OR REPLACE INTO runs ({RUN_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (run.run, run.source, run.started, run.finished, run.outcome, run.reason, run.definition),
        )

    def end_run(self, run: str, finished: str, outcome: str, reason: str) -> None:
        values = (finished, outcome, reason, run)
        self.change("UPDATE runs SET finished = ?, outcome = ?, reason = ? WHERE run = ?", values)

    def reached(self, file: str, length: int) -> None:
        """The file is indexed to here: one transaction with what was added since the last."""
        self.change("INSERT OR REPLACE INTO files (file, length) VALUES (?, ?)", (file, length))
        try:
            self.database.commit()
        except sqlite3.Error as error:
            raise FetchError(f"the index cannot be written: {error}") from None

    def change(self, statement: str, values: tuple[object, ...]) -> None:
        try:
            self.database.execute(statement, values)
        except sqlite3.Error as error:
            raise FetchError(f"the index cannot be written: {error}") from None


def as_visit(row: tuple[object, ...]) -> Visit:
    values = dict(zip(COLUMNS, row, strict=True))
    values["final"] = bool(values["final"])
    return Visit(**values)  # type: ignore[arg-type]
