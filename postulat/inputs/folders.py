"""The files of a folder in depth, and what in it is passed over, with the reason: hidden files, links that lead out, devices."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from postulat.extract.errors import one_line
from postulat.extract.ordinary_file import oddity
from postulat.inputs.input import Input, hidden_name

OURS = ".postulat"
"""What a folder of our own tables holds; its pages and tables are no documents."""
INDEX = "index.sqlite"
"""What an archive of fetched pages holds beside them."""
HIDDEN = "hidden, or a program's own"
TABLES = "the tables of a run"
LEADS_OUT = "a link that leads out of the folder; --follow-links reads such files"
LEADS_NOWHERE = "a link that leads nowhere"
LINKED_FOLDER = "a link to a folder; --follow-links reads what is in it"


def files_in(folder: Path, apart: Path | None, follow_links: bool = False) -> Iterator[Input]:
    """The files of a folder in depth. A folder in it that may not be read becomes an input with that problem."""
    problems: list[OSError] = []
    root = Path(os.path.realpath(folder))
    been = {identity(folder)}
    for here, folders, names in os.walk(folder, onerror=problems.append, followlinks=follow_links):
        place = Path(here)
        left = []
        for name in sorted(folders):
            path = place / name
            told = why_not(path, apart, follow_links, been)
            if told:
                yield Input(path.as_posix(), skip=told)
            elif is_web_archive(path):
                yield Input(path.as_posix(), named=True)
            else:
                left.append(name)
        folders[:] = left
        begin, linked_above = (place / "x").as_posix()[:-1], above_is_linked(place)
        for name in names:
            if hidden_name(name):
                yield Input(begin + name, skip=HIDDEN)
            else:
                yield looked_at(begin + name, root, follow_links, linked_above)
    for error in problems:
        yield Input(Path(str(error.filename)).as_posix(), named=True, problem=one_line(error))


def why_not(folder: Path, apart: Path | None, follow_links: bool, been: set[tuple[int, int]]) -> str:
    """Why a folder is not looked into; empty where it is. With links followed, none is looked into twice."""
    if hidden_name(folder.name):
        return HIDDEN
    if holds_tables(folder) or (apart is not None and folder.resolve() == apart):
        return TABLES
    if folder.is_symlink() and not follow_links:
        return LINKED_FOLDER
    if follow_links:
        known = identity(folder)
        if known in been:
            return "a folder that was looked into under another name"
        been.add(known)
    return ""


def identity(folder: Path) -> tuple[int, int]:
    try:
        told = folder.stat()
    except OSError:
        return (0, 0)
    return (told.st_dev, told.st_ino)


def looked_at(name: str, root: Path, follow_links: bool, linked_above: bool) -> Input:
    """A file that was found and not named: itself, or why it is passed over. Asked of every file of an archive, so that it makes no
    more of it than a name; `linked_above` says whether one of the folders above it is a link."""
    try:
        told = os.lstat(name)
        linked = stat.S_ISLNK(told.st_mode)
        if linked:
            told = os.stat(name)  # noqa: PTH116
    except FileNotFoundError:
        return Input(name, skip=LEADS_NOWHERE)
    except OSError as error:
        return Input(name, named=True, problem=one_line(error))
    if not follow_links and (linked or linked_above) and not Path(os.path.realpath(name)).is_relative_to(root):
        return Input(name, skip=LEADS_OUT)
    if odd := oddity(told.st_mode):
        return Input(name, skip=odd)
    return Input(name, size=told.st_size)


def above_is_linked(folder: Path) -> bool:
    """Whether a folder, or one of those above it, is a link."""
    return any(above.is_symlink() for above in (folder, *folder.parents))


def is_web_archive(folder: Path) -> bool:
    """Whether it is a folder that `fetch` wrote: it is read through its index, as one input."""
    return (folder / INDEX).is_file() and any(folder.glob("*.warc*"))


def holds_tables(folder: Path) -> bool:
    """Whether it is the folder of the tables of a run."""
    return (folder / OURS).is_dir()
