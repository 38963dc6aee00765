"""Documents at addresses: the files of a folder, of a pattern, or one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from postulat.addresses import RemoteError, at, remote_errors
from postulat.inputs.input import Input, InputError, hidden

ONE_FILE = ("http", "https")
"""Schemes that know files and no folders."""


def remote_inputs(address: str, out: str = "") -> Iterator[Input]:
    """The files at an address: of a folder in depth, of a pattern, or itself; never those of the run's own tables."""
    try:
        with remote_errors(address):
            system, path = at(address)
            if address.partition("://")[0] in ONE_FILE:
                yield Input(address, named=True)
                return
            folder = not any(letter in path for letter in "*?[") and system.isdir(path)
            found = system.find(path, detail=True) if folder else system.glob(path, detail=True)
            single = not folder and list(found) == [path]
    except RemoteError as error:
        raise InputError(f"{address}: {error.strerror}") from error
    files = {name: facts for name, facts in found.items() if facts.get("type") == "file"}
    if not files:
        raise InputError(f"{address}: no file there")
    below = path.rstrip("/")
    for name, facts in files.items():
        full = system.unstrip_protocol(name)
        inside = name.removeprefix(below).lstrip("/") if folder else PurePosixPath(name).name
        if hidden(Path(inside)) or (out and full.startswith(out.rstrip("/") + "/")):
            continue
        yield Input(full, named=single, size=int(facts.get("size") or 0))
