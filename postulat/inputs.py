"""What a run is to read: files, folders and patterns, in one order whatever the file system says."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

NOT_DOCUMENTS = frozenset(
    (".json", ".jsonl", ".csv", ".tsv", ".parquet", ".py", ".js", ".css", ".xml", ".xsd", ".yml", ".yaml", ".toml", ".ini", ".log")
)
"""Suffixes of text files that stand beside documents in a folder and are none."""


class InputError(Exception):
    """What the user named cannot be found or holds no documents."""


class Input(NamedTuple):
    """A file to read. `named`: the user named it, rather than its folder, so it must be a document."""

    path: Path
    named: bool


def find_inputs(given: Iterable[str]) -> list[Input]:
    """Every file once, sorted by path; a folder is searched in depth, without hidden files."""
    found: dict[Path, Input] = {}
    for text in given:
        for item in expand(text):
            known = found.get(item.path)
            found[item.path] = item if known is None else Input(item.path, known.named or item.named)
    return sorted(found.values(), key=lambda item: item.path.as_posix())


def expand(text: str) -> Iterator[Input]:
    path = Path(text)
    if path.is_dir():
        files = [file for file in path.rglob("*") if file.is_file() and not hidden(file.relative_to(path))]
        if not files:
            raise InputError(f"{text}: the folder holds no files")
        yield from (Input(file, named=False) for file in files)
    elif path.exists():
        yield Input(path, named=True)
    elif glob.has_magic(text):
        matches = [Path(match) for match in glob.glob(text, recursive=True)]  # noqa: PTH207 - Path.glob takes no absolute pattern
        if not matches:
            raise InputError(f"{text}: no file matches")
        yield from (Input(match, named=False) for match in matches if match.is_file())
    else:
        raise InputError(f"{text}: no such file or folder")


def hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def is_document(item: Input) -> bool:
    """Whether a file's name lets it be a document; only files found in a folder are judged by their names."""
    return item.named or item.path.suffix.lower() not in NOT_DOCUMENTS
