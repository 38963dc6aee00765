"""What a run is to read: files, folders, patterns, lists and addresses, in one order whatever the file system says."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from postulat.addresses import is_address, without_file_scheme
from postulat.extract.errors import one_line
from postulat.inputs.input import Input, InputError, hidden

OURS = ".postulat"
"""What a folder of our own tables holds; its pages and tables are no documents."""
INDEX = "index.sqlite"
"""What an archive of fetched pages holds beside them."""
LIST_MARK = "@"
LARGEST_LIST = 1024**3
"""Bytes of a list of inputs."""


def find_inputs(given: Iterable[str], leave_out: str | Path | None = None) -> list[Input]:
    """Every file once, sorted by name; a folder is searched in depth, without hidden files and without folders of tables."""
    out = "" if leave_out is None else without_file_scheme(str(leave_out))
    apart = Path(out).resolve() if out and not is_address(out) else None
    found: dict[str, Input] = {}
    for text in given:
        for item in expand(without_file_scheme(text), apart, out if is_address(out) else ""):
            known = found.get(item.path)
            found[item.path] = item if known is None else item._replace(named=known.named or item.named)
    return sorted(found.values(), key=lambda item: item.name)


def expand(text: str, apart: Path | None = None, out: str = "") -> Iterator[Input]:
    if is_address(text):
        from postulat.inputs.remote import remote_inputs

        yield from remote_inputs(text, out)
        return
    path = Path(text)
    if path.is_dir():
        if (path / OURS).is_dir():
            raise InputError(f"{text}: holds the tables of a run, and no documents")
        if is_web_archive(path):
            yield Input(path.as_posix(), named=True)
            return
        files = list(files_in(path, apart))
        if not files:
            raise InputError(f"{text}: the folder holds no files")
        yield from files
    elif path.exists():
        yield Input(path.as_posix(), named=True, size=size_of(path))
    elif text.startswith(LIST_MARK):
        yield from listed(Path(text.removeprefix(LIST_MARK)), apart, out)
    elif glob.has_magic(text):
        matches = [Path(match) for match in glob.glob(text, recursive=True)]  # noqa: PTH207 - Path.glob takes no absolute pattern
        if not matches:
            raise InputError(f"{text}: no file matches")
        yield from (Input(match.as_posix(), size=size_of(match)) for match in matches if match.is_file())
    else:
        raise InputError(f"{text}: no such file or folder")


def files_in(folder: Path, apart: Path | None) -> Iterator[Input]:
    """The files of a folder in depth. A folder in it that may not be read becomes an input with that problem."""
    problems: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=problems.append):
        place = Path(here)
        folders[:] = [name for name in folders if not hidden(Path(name)) and not is_ours(place / name, apart)]
        archives = [name for name in folders if is_web_archive(place / name)]
        folders[:] = [name for name in folders if name not in archives]
        yield from (Input((place / name).as_posix(), named=True) for name in archives)
        for name in names:
            if not hidden(Path(name)):
                path = place / name
                if path.is_file():
                    yield Input(path.as_posix(), size=size_of(path))
    for error in problems:
        yield Input(Path(str(error.filename)).as_posix(), named=True, problem=one_line(error))


def is_web_archive(folder: Path) -> bool:
    """Whether it is a folder that `fetch` wrote: it is read through its index, as one input."""
    return (folder / INDEX).is_file() and any(folder.glob("*.warc*"))


def is_ours(folder: Path, apart: Path | None) -> bool:
    """Whether it is the folder of the tables, or of tables of another run."""
    return (apart is not None and folder.resolve() == apart) or (folder / OURS).is_dir()


def listed(path: Path, apart: Path | None, out: str) -> Iterator[Input]:
    """The inputs that a file lists, one a line; blank lines and those that start with `#` are left out.

    A line that names nothing becomes an input with that problem: one old path is not to stop a run over a million others.
    """
    try:
        if path.stat().st_size > LARGEST_LIST:
            raise InputError(f"{path}: larger than {LARGEST_LIST // 1024**2} MB")
        lines = path.read_text(encoding="utf-8-sig", errors="surrogateescape").splitlines()
    except OSError as error:
        raise InputError(f"{LIST_MARK}{path}: {one_line(error)}") from error
    wanted = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not wanted:
        raise InputError(f"{LIST_MARK}{path}: the list is empty")
    for line in wanted:
        try:
            if line.startswith(LIST_MARK) and not Path(line).exists():
                raise InputError(f"{line}: a list may not name another list")
            yield from (
                item._replace(named=True) if item.path == line else item for item in expand(without_file_scheme(line), apart, out)
            )
        except InputError as error:
            yield Input(line, named=True, problem=str(error).removeprefix(f"{line}: "))


def size_of(path: Path) -> int:
    """Its size for the order of work; one that cannot be told is told about when it is read."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
