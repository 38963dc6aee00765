"""One document to read: where its bytes are, what tables call it, and what stands in the way."""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple

from postulat.normalize.records import TABLES

NOT_DOCUMENTS = frozenset(
    (".json", ".jsonl", ".parquet", ".py", ".js", ".css", ".xml", ".xsd", ".yml", ".yaml", ".toml", ".ini", ".log")
)
"""Suffixes of text files that stand beside documents in a folder and are none."""
OWN_TABLES = frozenset(f"{table}.csv" for table in (*TABLES, "codebook"))
"""Files that this program writes, which a folder with an earlier result in it has, too."""
JUNK = ("__MACOSX",)
"""Folders that a program puts into archives beside what was packed."""


class InputError(Exception):
    """What the user named cannot be found or holds no documents."""


class Input(NamedTuple):
    """A document to read. `named`: the user named it, rather than its folder, so it must be a document.

    `source` is what tables call it where that is not `path`, which is where its bytes are: a member of an archive is called
    `minutes.zip!/2019/a.pdf`. `sha256` is given where it is known already; then `path` may be empty, and only what the store
    has of these bytes is asked for. `address` is where it was fetched from, `fetched` when, and `record` names the record of a web
    archive that it comes from. `problem` says why this is no document, and `cause` what kind of problem that is; they become
    a line in the tables. `skip` says why this is passed over without being one. `part_of` is the name of the letter it came in,
    or the address of the page that it was fetched for, and `part` is what it is there (see
    `postulat.normalize.bundles.candidates`).
    """

    path: str
    named: bool = False
    source: str = ""
    size: int = 0
    sha256: str = ""
    address: str = ""
    fetched: str = ""
    record: str = ""
    problem: str = ""
    cause: str = "not-readable"
    part_of: str = ""
    part: str = ""
    skip: str = ""

    @property
    def name(self) -> str:
        return self.source or self.path


def hidden(path: PurePath) -> bool:
    return any(map(hidden_name, path.parts))


def hidden_name(name: str) -> bool:
    """Whether a file or folder of this name is no document of anybody's, whatever is in it."""
    return name.startswith((".", "~$")) or name in JUNK


def is_document(item: Input) -> bool:
    """Whether this may be a document; only files found in a folder are judged by their names."""
    return not why_skipped(item)


def why_skipped(item: Input) -> str:
    """Why this is passed over; empty where it is read.

    >>> why_skipped(Input("minutes/data.json")), why_skipped(Input("data.json", named=True))
    ('a .json file, which stands beside documents', '')
    """
    if item.skip or item.named:
        return item.skip
    name = item.name.rpartition("/")[2].lower()
    begin, _, end = name.rpartition(".")
    suffix = f".{end}" if begin and end else ""
    return f"a {suffix} file, which stands beside documents" if suffix in NOT_DOCUMENTS or name in OWN_TABLES else ""
