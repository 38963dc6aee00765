"""What a run is to read: files, folders, patterns, lists, streams and addresses, in one order whatever the file system says."""

from __future__ import annotations

import errno
import glob
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from postulat.addresses import is_address, without_file_scheme
from postulat.extract.characters.escapes import escaped, unescaped
from postulat.extract.characters.excerpt import shortened
from postulat.extract.errors import one_line
from postulat.extract.ordinary_file import is_handed_over, oddity, text_within
from postulat.inputs.folders import above_is_linked, files_in, holds_tables, is_web_archive, looked_at
from postulat.inputs.input import Input, InputError
from postulat.inputs.streams import STANDARD_INPUT

LIST_MARK = "@"
LARGEST_LIST = 256 * 1024**2
"""Bytes of a list of inputs."""
LONGEST_LINE = 8192
"""Characters of a line in it; no system has longer names."""
NOT_THERE = (errno.ENOENT, errno.ENOTDIR)


@dataclass(frozen=True, slots=True)
class Search:
    """What is left out of what is found: the run's own tables (a folder, or an address), and links that lead elsewhere."""

    apart: Path | None = None
    out: str = ""
    follow_links: bool = False


def find_inputs(given: Iterable[str], leave_out: str | Path | None = None, follow_links: bool = False) -> list[Input]:
    """Every file once, sorted by name; a folder is searched in depth. What is passed over comes, too, with the reason.

    Tables call a file by its name with control characters written out.
    """
    out = "" if leave_out is None else without_file_scheme(str(leave_out))
    search = Search(Path(out).resolve() if out and not is_address(out) else None, out if is_address(out) else "", follow_links)
    found: dict[str, Input] = {}
    for text in given:
        for item in expand(without_file_scheme(text), search):
            known = found.get(item.path)
            found[item.path] = item if known is None or known.skip else item._replace(named=known.named or item.named)
    return sorted((called(item) for item in found.values()), key=lambda item: item.name)


def called(item: Input) -> Input:
    name = shortened(item.name, LONGEST_LINE) if len(item.name) > LONGEST_LINE else escaped(item.name)
    return item if name == item.name else item._replace(source=name)


def expand(text: str, search: Search) -> Iterator[Input]:
    if is_address(text):
        yield from at_address(text, search)
        return
    if text == STANDARD_INPUT or is_handed_over(text):
        yield Input(text, named=True)
        return
    path = Path(text)
    mode = mode_of(path, text)
    if mode is not None and stat.S_ISDIR(mode):
        yield from in_folder(path, text, search)
    elif mode is not None and (told := oddity(mode)):
        raise InputError(f"{text}: is {told}" + ("; `postulat run - < PIPE` reads one" if stat.S_ISFIFO(mode) else ""))
    elif mode is not None:
        yield Input(path.as_posix(), named=True, size=size_of(path))
    elif text.startswith(LIST_MARK):
        yield from listed(Path(text.removeprefix(LIST_MARK)), search)
    elif glob.has_magic(text):
        yield from matching(text, search)
    else:
        raise InputError(f"{text}: no such file or folder")


def mode_of(path: Path, text: str) -> int | None:
    """What a name stands for; None where nothing has that name. A pattern may be longer than a name."""
    try:
        return path.stat().st_mode
    except ValueError as error:
        raise InputError(f"{text}: no such file or folder") from error
    except OSError as error:
        if error.errno in NOT_THERE or (error.errno == errno.ENAMETOOLONG and (glob.has_magic(text) or text.startswith(LIST_MARK))):
            return None
        raise InputError(f"{shortened(text)}: {one_line(error)}") from error


def at_address(text: str, search: Search) -> Iterator[Input]:
    from postulat.inputs.remote import remote_inputs

    try:
        urlsplit(text)
    except ValueError as error:
        raise InputError(f"{text}: not an address ({one_line(error)})") from error
    yield from remote_inputs(text, search.out)


def in_folder(path: Path, text: str, search: Search) -> Iterator[Input]:
    if holds_tables(path):
        raise InputError(f"{text}: holds the tables of a run, and no documents")
    if is_web_archive(path):
        yield Input(path.as_posix(), named=True)
        return
    files = list(files_in(path, search.apart, search.follow_links))
    if all(item.skip for item in files):
        if not files:
            raise InputError(f"{text}: the folder holds no files")
        raise InputError(f"{text}: the folder holds no files to read ({len(files)} passed over, the first as {files[0].skip})")
    yield from files


def matching(text: str, search: Search) -> Iterator[Input]:
    """The files that a pattern names; it is taken as its folder is, so a link that leads out of that is passed over."""
    try:
        matches = [Path(match) for match in glob.glob(text, recursive=True)]  # noqa: PTH207 - Path.glob takes no absolute pattern
    except (OSError, ValueError) as error:
        raise InputError(f"{shortened(text)}: {one_line(error)}") from error
    if not matches:
        raise InputError(f"{text}: no file matches")
    root = Path(os.path.realpath(text[: len(text) - len(text.lstrip("/"))] + fixed_folder(text)))
    linked = cache(above_is_linked)
    for match in matches:
        if not match.is_dir():
            yield looked_at(match.as_posix(), root, search.follow_links, linked(match.parent))


def fixed_folder(pattern: str) -> str:
    """
    >>> fixed_folder("archive/2019/**/*.pdf"), fixed_folder("*.pdf")
    ('archive/2019', '.')
    """
    parts = []
    for part in Path(pattern).parts[:-1]:
        if glob.has_magic(part):
            break
        parts.append(part)
    return str(Path(*parts)) if parts else "."


def listed(path: Path, search: Search) -> Iterator[Input]:
    """The inputs that a file lists, one a line; blank lines and those that start with `#` are left out.

    A line that names nothing becomes an input with that problem: one old path is not to stop a run over a million others.
    """
    try:
        text = text_within(Path("/dev/stdin") if str(path) == STANDARD_INPUT else path, LARGEST_LIST, "surrogateescape")
    except (OSError, ValueError) as error:
        raise InputError(f"{LIST_MARK}{shortened(str(path))}: {one_line(error)}") from error
    lines = (line.strip() for line in text.split("\n"))
    wanted = [line for line in lines if line and not line.startswith("#")]
    if not wanted:
        raise InputError(f"{LIST_MARK}{path}: the list is empty")
    for line in wanted:
        try:
            yield from on_line(line, search)
        except (InputError, OSError, ValueError) as error:
            told = str(error) if isinstance(error, InputError) else one_line(error)
            yield Input(line, named=True, problem=shortened(told.removeprefix(f"{line}: ").removeprefix(f"{shortened(line)}: ")))


def on_line(line: str, search: Search) -> Iterator[Input]:
    if len(line) > LONGEST_LINE:
        raise InputError(f"longer than {LONGEST_LINE} characters")
    if line == STANDARD_INPUT:
        raise InputError("a list may not name the standard input")
    text = without_file_scheme(line)
    if (plain := unescaped(text)) != text and not Path(text).exists():  # as our own lists write such a name
        text = plain
    if line.startswith(LIST_MARK) and not Path(line).exists():
        raise InputError("a list may not name another list")
    yield from (item._replace(named=True) if item.path == text else item for item in expand(text, search))


def size_of(path: Path) -> int:
    """Its size for the order of work; one that cannot be told is told about when it is read."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
