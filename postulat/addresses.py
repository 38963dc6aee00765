"""Inputs, tables and the store at addresses (`s3://`, `gs://`, `https://` …), by the libraries of fsspec."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any

from postulat.inputs.find import Input, InputError, hidden
from postulat.storage.run_file import NAME

LIBRARIES = {"s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "http": "aiohttp", "https": "aiohttp", "az": "adlfs"}
ONE_FILE = ("http", "https")
"""Schemes that know files and no folders."""
LARGEST_ARCHIVE = 64 * 1024**3
"""Bytes of an archive that is fetched to be looked into."""
PIECE = 8 * 1024**2


class RemoteError(OSError):
    """What went wrong at an address, in one line, whatever library it came from."""


@contextmanager
def remote_errors(address: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise RemoteError(None, "no such file or folder") from error
    except PermissionError as error:
        raise RemoteError(None, "permission denied") from error
    except ImportError as error:
        scheme = address.partition("://")[0]
        raise RemoteError(None, f"addresses with {scheme}:// need {LIBRARIES.get(scheme, 'fsspec')}: pip install") from error
    except RemoteError:
        raise
    except Exception as error:  # each service's library has errors of its own
        raise RemoteError(None, " ".join(str(error).split())[:300] or type(error).__name__) from error


@cache
def opened(start: str) -> Any:
    """The file system for addresses that begin so; one connection serves them all."""
    try:
        fsspec: Any = import_module("fsspec.core")
    except ImportError as error:
        raise RemoteError(None, "addresses need fsspec: pip install 'postulat[remote]'") from error
    return fsspec.url_to_fs(start)[0]


def at(address: str) -> tuple[Any, str]:
    scheme, _, rest = address.partition("://")
    system = opened(f"{scheme}://{rest.partition('/')[0]}")
    return system, system._strip_protocol(address)


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


def remote_bytes(address: str, largest: int) -> bytes:
    """The file's bytes, one more than the largest allowed at most."""
    with remote_errors(address):
        system, path = at(address)
        with system.open(path, "rb") as file:
            data: bytes = file.read(largest + 1)
            return data


def fetched(address: str, target: Path) -> Path:
    """A copy of the file on this machine."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with remote_errors(address):
        system, path = at(address)
        with system.open(path, "rb") as file, target.open("wb") as copy:
            size = 0
            while piece := file.read(PIECE):
                size += len(piece)
                if size > LARGEST_ARCHIVE:
                    raise RemoteError(None, f"larger than {LARGEST_ARCHIVE // 1024**3} GB")
                copy.write(piece)
    return target


def upload(folder: Path, address: str) -> None:
    """Puts the files of a run there; what an earlier run wrote and this one did not is removed; the facts come last."""
    from postulat.export import OutputError

    files = sorted(path for path in folder.rglob("*") if path.is_file() and not hidden(path.relative_to(folder)))
    files.sort(key=lambda path: path.name == NAME)
    try:
        with remote_errors(address):
            system, root = at(address)
            for path in files:
                with path.open("rb") as file, system.open(f"{root}/{path.relative_to(folder).as_posix()}", "wb") as target:
                    shutil.copyfileobj(file, target, PIECE)
    except RemoteError as error:
        raise OutputError(f"cannot write to {address}: {error.strerror}") from error


class RemoteShelf:
    """Entries of the store as objects. A service puts an object there whole or not at all."""

    def __init__(self, place: str) -> None:
        self.place = place
        with remote_errors(place):
            self.system, self.root = at(place)

    def __str__(self) -> str:
        return self.place

    def read(self, name: str) -> bytes | None:
        try:
            data: bytes = self.system.cat_file(f"{self.root}/{name}")
            return data
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        with remote_errors(self.place):
            self.system.makedirs(f"{self.root}/{name}".rpartition("/")[0], exist_ok=True)
            self.system.pipe_file(f"{self.root}/{name}", data)

    def remove(self, name: str) -> None:
        with remote_errors(self.place):
            self.system.rm_file(f"{self.root}/{name}")

    def tidy(self, keep: dict[str, str]) -> None:
        """Old generations are left to the service's own rules of keeping."""
