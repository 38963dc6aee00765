"""Records as files: `write` gives the tables of a run in every format asked for, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postulat.export.formats import KNOWN, WRITERS

if TYPE_CHECKING:
    from postulat.export.folder import OutputError, recover
    from postulat.export.options import CSV_DIALECTS, LABELS, Options
    from postulat.normalize.records import Records

__all__ = ["CSV_DIALECTS", "LABELS", "WRITERS", "Options", "OutputError", "check_formats", "recover", "write"]


def write(
    records: Records,
    folder: Path,
    formats: Sequence[str],
    options: Options | None = None,
    given_up: Mapping[str, str] | None = None,
    told: Callable[[str], None] | None = None,
) -> tuple[Path, ...]:
    """Write the tables into `folder` in each of the formats, and return the files, in the order of the formats.

    The files of an earlier run are replaced together; those that this run does not write are removed; one that a person has
    changed since is neither, unless `given_up` has the hash of its bytes. `OutputError` says that it could not be done; the folder
    is then as it was before. The messages of findings are in the language of the labels. With `told`, an error of the program in
    one format costs that format alone, and is told; if none is left, it rises. Where none of the formats can be read back whole,
    the tables are kept among the program's own files, so that review, report and the like work whatever was chosen.
    """
    from dataclasses import replace

    from postulat.export.finding_messages import in_language
    from postulat.export.folder import KEPT, SERVICE, OutputError, replacing
    from postulat.export.options import Options

    chosen = check_formats(formats)
    settings = replace(options or Options(), home=folder)
    spoken = in_language(records, settings.labels)
    with replacing(folder, given_up or {}) as staging:
        written: list[Path] = []
        for name in chosen:
            before = set(staging.rglob("*"))
            try:
                written.extend(WRITERS[name].write(spoken, staging, settings))
            except (OutputError, OSError, MemoryError):
                raise
            except Exception as error:
                if told is None or (name == chosen[-1] and not written):
                    raise
                for path in set(staging.rglob("*")) - before:
                    if path.is_file():
                        path.unlink()
                told(f"{name} was not written, because of an error of the program: {' '.join(trace(error))}; please report it")
        if not any(WRITERS[name].read_back for name in chosen):
            kept = staging / SERVICE / KEPT
            kept.mkdir(parents=True)
            WRITERS["parquet"].write(spoken, kept, replace(settings, partition=False))
    return tuple(folder / path.relative_to(staging) for path in dict.fromkeys(written))


def trace(error: Exception) -> tuple[str, str]:
    """What went wrong in a writer, and in which line of ours."""
    from postulat.normalize.findings import fault

    told = fault("", error)
    return str(told["error"]), f"({told['where']})"


if not TYPE_CHECKING:  # a type checker would take any misspelt name for a public one

    def __getattr__(name: str) -> Any:
        """What writing a folder needs, imported when first used: the command line asks for the names of the formats alone."""
        if name in ("OutputError", "recover"):
            from postulat.export import folder

            return getattr(folder, name)
        if name in ("CSV_DIALECTS", "LABELS", "Options"):
            from postulat.export import options

            return getattr(options, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def check_formats(formats: Sequence[str]) -> tuple[str, ...]:
    """The formats, each once; a name that no writer has, or a library that is missing, is a `ValueError` before a run starts.

    >>> check_formats(["parquet", "csv", "parquet"])
    ('parquet', 'csv')
    >>> check_formats(["xls"])
    Traceback (most recent call last):
    ValueError: unknown format 'xls'; known are: csv, parquet, xlsx, sqlite, duckdb, jsonl, datapackage, csvw, codebook
    """
    if not formats:
        raise ValueError(f"no format given; known are: {KNOWN}")
    for name in formats:
        if name not in WRITERS:
            raise ValueError(f"unknown format {name!r}; known are: {KNOWN}")
        if missing := WRITERS[name].missing:
            raise ValueError(f"writing {name} needs {missing}")
    return tuple(dict.fromkeys(formats))
