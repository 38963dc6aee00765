"""`run.json`: what a run was asked, by which rules it worked, what came out and how long it took.

Times stand here alone, so that the tables of two equal runs are equal. It is written last: what it says of the tables is so.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from postulat.export.folder import MANIFEST, read_manifest, service
from postulat.extract.characters.escapes import hidden_as_json
from postulat.extract.ordinary_file import text_within
from postulat.storage.files import replace_text
from postulat.storage.fingerprints import file_digest
from postulat.version import __version__

NAME = "run.json"
FILE_CHOICES = ("csv_dialect", "labels", "partition")
"""What of the results of an order concerns the files."""
LARGEST = 64 * 1024**2
"""Bytes that are read of it."""


def write_run(folder: Path, told: Mapping[str, Any], target: Path) -> Path:
    """The facts of a run into that folder, with the program's version and the hashes of the files that the tables are in."""
    facts = {
        "postulat": __version__,
        "python": platform.python_version(),
        "system": platform.system(),
        **told,
        "files": read_manifest(folder, service(folder) / MANIFEST),
    }
    path = target / NAME
    replace_text(path, hidden_as_json(json.dumps(facts, indent=1, ensure_ascii=False)) + "\n")
    return path


def read_run(folder: Path) -> dict[str, Any] | None:
    """The facts of the last run that was finished there; None where there is none, or its file is damaged."""
    try:
        facts = json.loads(text_within(folder / NAME, LARGEST, "surrogateescape"))
    except (OSError, ValueError, RecursionError):
        return None
    return facts if isinstance(facts, dict) else None


def writing_in(facts: Mapping[str, Any]) -> dict[str, Any] | None:
    """How the tables were written, and by which options the documents were read; None where nobody knows.

    It stands in the order of the run, or beside it where the order was forgotten: nothing of it names a source.
    """
    given = facts.get("writing", facts.get("order"))
    try:
        results = given.get("results", given)
        found = {name: results[name] for name in FILE_CHOICES}
        return {"formats": list(given["formats"]), "options": given["options"], **found}
    except (AttributeError, KeyError, TypeError):
        return None


def is_whole(folder: Path, facts: Mapping[str, Any]) -> bool:
    """Whether the files of that run are all there as it wrote them."""
    files = facts.get("files")
    if not isinstance(files, dict) or not files or files != read_manifest(folder, service(folder) / MANIFEST):
        return False
    try:
        return all(file_digest(folder / name) == digest for name, digest in files.items())
    except OSError:
        return False
