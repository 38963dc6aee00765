"""Records as files: `write` gives the tables of a run in every format asked for, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from postulat.export.folder import OutputError, recover, replacing
from postulat.export.formats import codebook_md, csv_tables, csvw, datapackage, duckdb_file, jsonl, parquet, sqlite, xlsx
from postulat.export.options import CSV_DIALECTS, LABELS, Options
from postulat.normalize.records import Records

__all__ = ["CSV_DIALECTS", "LABELS", "WRITERS", "Options", "OutputError", "check_formats", "recover", "write"]

Writer = Callable[[Records, Path, Options], tuple[Path, ...]]

WRITERS: dict[str, Writer] = {
    "csv": csv_tables.write,
    "parquet": parquet.write,
    "xlsx": xlsx.write,
    "sqlite": sqlite.write,
    "duckdb": duckdb_file.write,
    "jsonl": jsonl.write,
    "datapackage": datapackage.write,
    "csvw": csvw.write,
    "codebook": codebook_md.write,
}
"""Format name → the function that writes all tables in that format into the run's folder and returns the files it made.

Two formats may describe the same files: the CSV tables are written by the first that needs them.
"""

NEEDS = {
    "parquet": ("pyarrow", "pip install pyarrow"),
    "xlsx": ("xlsxwriter", "pip install XlsxWriter"),
    "duckdb": ("duckdb", "pip install 'postulat[duckdb]'"),
}
"""Format name → the library that it needs, and how to install that."""


def write(records: Records, folder: Path, formats: Sequence[str], options: Options | None = None) -> tuple[Path, ...]:
    """Write the tables into `folder` in each of the formats, and return the files, in the order of the formats.

    The files of an earlier run are replaced together; those that this run does not write are removed. `OutputError` says that it
    could not be done; the folder is then as it was before.
    """
    chosen = check_formats(formats)
    settings = replace(options or Options(), home=folder)
    with replacing(folder) as staging:
        written = [path for name in chosen for path in WRITERS[name](records, staging, settings)]
    return tuple(folder / path.relative_to(staging) for path in dict.fromkeys(written))


def check_formats(formats: Sequence[str]) -> tuple[str, ...]:
    """The formats, each once; a name that no writer has, or a library that is missing, is a `ValueError` before a run starts.

    >>> check_formats(["parquet", "csv", "parquet"])
    ('parquet', 'csv')
    >>> check_formats(["xls"])
    Traceback (most recent call last):
    ValueError: unknown format 'xls'; known are: csv, parquet, xlsx, sqlite, duckdb, jsonl, datapackage, csvw, codebook
    """
    known = ", ".join(WRITERS)
    if not formats:
        raise ValueError(f"no format given; known are: {known}")
    for name in formats:
        if name not in WRITERS:
            raise ValueError(f"unknown format {name!r}; known are: {known}")
        library, install = NEEDS.get(name, ("", ""))
        if library and find_spec(library) is None:
            raise ValueError(f"writing {name} needs {library}: {install}")
    return tuple(dict.fromkeys(formats))
