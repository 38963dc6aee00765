"""Tables of a run put at an address, and what an earlier run left there removed."""

from __future__ import annotations

import shutil
from pathlib import Path

from postulat.addresses import PIECE, RemoteError, at, remote_errors
from postulat.inputs.input import hidden
from postulat.storage.run_file import NAME


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
