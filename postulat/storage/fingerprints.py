"""Which rules a result was made by: hashes of code and vocabulary, so that a result of other rules is never taken for ours."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Set
from functools import cache
from pathlib import Path

from postulat.storage.library_versions import libraries

HOME = Path(__file__).parent.parent
PACKAGES = ("extract", "normalize", "export")
"""The parts of the house that are counted apart from the rest."""
NOT_RULES = frozenset(("__pycache__", "fetch"))
"""Folders that have no say in what is read or understood."""
LEAST_FILES = 5
"""A package whose files cannot be listed (a frozen program) is known by its version alone."""


@cache
def reading_rules() -> str:
    """The hash of all that turns bytes into a document: our readers, the libraries, and which programs from outside are there."""
    from postulat.extract.media_types import READING_LIBRARIES
    from postulat.extract.office import libreoffice
    from postulat.extract.pdf.ocr import tesseract

    programs = (libreoffice.program() is not None, tesseract.is_installed())
    return digest((code("extract"), *libraries(READING_LIBRARIES), *map(str, programs)))


@cache
def meaning_rules() -> str:
    """The hash of all that turns a document into records: code, vocabulary and dictionaries."""
    from postulat.normalize.morphology.analysis import DICTIONARIES

    return digest((code("normalize"), *libraries(DICTIONARIES)))


@cache
def writing_rules() -> str:
    """The hash of all that turns records into files, and of how they are put together before."""
    from postulat.export.formats import WRITING_LIBRARIES

    return digest((code("export"), code("postulat"), *libraries(WRITING_LIBRARIES)))


@cache
def code(package: str) -> str:
    """The hash of a package's files, the tables among them.

    >>> code("normalize") == code("normalize") != code("extract")
    True
    """
    from postulat.version import __version__

    folder = HOME / package if package in PACKAGES else HOME
    apart = NOT_RULES if package in PACKAGES else NOT_RULES.union(PACKAGES)
    files = sorted(files_below(str(folder), apart))
    if len(files) < LEAST_FILES:
        return digest((package, __version__))
    return digest(part for name in files for part in (name, small_digest(f"{folder}/{name}")))


def files_below(folder: str, apart: Set[str], within: str = "") -> Iterator[str]:
    """The files of a folder by their names within it, without what lies in folders of some names. Every run begins with this, so
    it makes no more of a file than a name."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name in apart:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from files_below(entry.path, apart, f"{within}{entry.name}/")
            elif entry.is_file():
                yield f"{within}{entry.name}"


def small_digest(path: str) -> str:
    """The same of a file of ours, in one piece: a thousand of them are asked at every start."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return hashlib.sha256(file.read()).hexdigest()


def file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest(parts: Iterable[str]) -> str:
    """One hash of several words; where one ends and the next begins is part of it."""
    made = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        made.update(len(data).to_bytes(8, "big") + data)
    return made.hexdigest()
