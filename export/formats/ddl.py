"""The tables as SQL: types, keys, allowed values and indices, for SQLite and for DuckDB."""

from __future__ import annotations

from typing import Literal

from postulat.export.schema.codebook import ColumnEntry, entries
from postulat.export.schema.keys import keys, target

System = Literal["sqlite", "duckdb"]
TYPES: dict[System, dict[str, str]] = {
    "sqlite": {"str": "TEXT", "int": "INTEGER", "float": "REAL", "bool": "BOOLEAN", "date": "DATE", "list": "TEXT"},
    "duckdb": {"str": "VARCHAR", "int": "BIGINT", "float": "DOUBLE", "bool": "BOOLEAN", "date": "DATE", "list": "VARCHAR[]"},
}
"""SQLite knows no dates and lists: a date stands as text `YYYY-MM-DD`, a list as JSON."""


def create_table(table: str, system: System) -> str:
    """The statement that makes one table.

    SQLite gets its keys with it. DuckDB would hold an index of every key in memory while it loads, and refuse rows in another order
    than from the named to the naming; it gets the types alone, and the rest as comments.

    >>> print(create_table("postulate_organisations", "sqlite"))
    CREATE TABLE "postulate_organisations" (
      "postulate_id" TEXT NOT NULL,
      "organisation_id" TEXT NOT NULL,
      "position" INTEGER NOT NULL,
      "representative" TEXT,
      PRIMARY KEY ("postulate_id", "position"),
      FOREIGN KEY ("postulate_id") REFERENCES "postulates" ("postulate_id"),
      FOREIGN KEY ("organisation_id") REFERENCES "organisations" ("organisation_id")
    )
    """
    parts = [column(entry, system) for entry in entries(table).values()]
    if system == "sqlite":
        if keys(table).primary:
            parts.append(f"PRIMARY KEY ({', '.join(map(quoted, keys(table).primary))})")
        for name, other in keys(table).foreign:
            parts.append(f"FOREIGN KEY ({quoted(name)}) REFERENCES {quoted(other)} ({quoted(target(other))})")
    return f"CREATE TABLE {quoted(table)} (\n  " + ",\n  ".join(parts) + "\n)"


def column(entry: ColumnEntry, system: System) -> str:
    name = quoted(entry.column.name)
    words = [name, TYPES[system][entry.column.type]]
    if not entry.column.nullable:
        words.append("NOT NULL")
    if system == "sqlite":
        if entry.column.type == "bool":
            words.append(f"CHECK ({name} IN (0, 1))")
        elif entry.values and not entry.several:
            words.append(f"CHECK ({name} IN ({', '.join(text(value.value) for value in entry.values)}))")
    return " ".join(words)


def create_indices(table: str) -> tuple[str, ...]:
    """An index for each column by which rows are looked up, counted or put in order: references, allowed values and dates.

    >>> [name.split()[2] for name in create_indices("responses")]
    ['"responses_postulate_id"', '"responses_document_id"', '"responses_stance"', '"responses_stance_grade"']
    """
    key = keys(table)
    names = [reference.column for reference in key.references]
    names += [name for name, entry in entries(table).items() if entry.values or entry.column.type == "date"]
    wanted = [name for name in dict.fromkeys(names) if key.primary[:1] != (name,)]
    return tuple(f"CREATE INDEX {quoted(f'{table}_{name}')} ON {quoted(table)} ({quoted(name)})" for name in wanted)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """
    >>> print(text("d'Arc"))
    'd''Arc'
    """
    return "'" + value.replace("'", "''") + "'"
