"""Records as files: `write` gives the tables of a run in every format asked for, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from export import csv_tables, parquet
from export.folder import OutputError, recover, replacing
from normalize.records import Records

__all__ = ["WRITERS", "OutputError", "check_formats", "recover", "write"]

Writer = Callable[[Records, Path], tuple[Path, ...]]

WRITERS: dict[str, Writer] = {
    "csv": csv_tables.write,
    "parquet": parquet.write,
}
"""Format name → the function that writes all tables in that format into an empty folder and returns the files it made."""


def write(records: Records, folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
    """Write the tables into `folder` in each of the formats, and return the files, in the order of the formats.

    The files of an earlier run are replaced together; those that this run does not write are removed. `OutputError` says that it
    could not be done; the folder is then as it was before.
    """
    chosen = check_formats(formats)
    with replacing(folder) as staging:
        written = [path for name in chosen for path in WRITERS[name](records, staging)]
    return tuple(folder / path.relative_to(staging) for path in written)


def check_formats(formats: Sequence[str]) -> tuple[str, ...]:
    """The formats, each once; a name that no writer has is a `ValueError`, so that a run can say so before it starts.

    >>> check_formats(["parquet", "csv", "parquet"])
    ('parquet', 'csv')
    >>> check_formats(["xls"])
    Traceback (most recent call last):
    ValueError: unknown format 'xls'; known are: csv, parquet
    """
    known = ", ".join(WRITERS)
    if not formats:
        raise ValueError(f"no format given; known are: {known}")
    for name in formats:
        if name not in WRITERS:
            raise ValueError(f"unknown format {name!r}; known are: {known}")
    return tuple(dict.fromkeys(formats))
