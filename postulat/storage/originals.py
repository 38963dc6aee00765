"""What a folder of tables keeps of the documents as they were: the store, fetched and dropped ones, review pages, names of sources.

A pseudonymised run leaves them out of its tables, and needs some of them to go on from; `postulat forget` removes them all.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from postulat.export.folder import OutputError, output_errors, service, take_lock
from postulat.storage.files import replace_text
from postulat.storage.run_file import NAME, read_run, writing_in

STORE = "store"
LOCK = "run.lock"
FOLDERS = ("archive", "review", "quarantine")
FILES = ("failures.csv", "skipped.csv")
DOCUMENTS = "documents"
"""What was dropped on the local page; tables name it from OUT. A person may have a folder of that name: what we wrote is noted."""
DROPPED = "dropped"
"""Hash and name of each dropped document, a line each, beside the store."""
PART = ".part-"
"""How a file begins that is dropped just now; one that broke off is ours, too."""
PAGE_LOCK = "open.lock"
FORGOTTEN = "forgotten"
"""What `run.json` says of its order when that is gone."""


class Original(NamedTuple):
    """A file or folder that keeps originals.

    `part` says that only its order is taken out of it, `ours` that only those of its files go that we wrote.
    """

    path: Path
    files: int
    size: int
    part: bool = False
    ours: bool = False


def originals(folder: Path) -> tuple[Original, ...]:
    """All that keeps originals in a folder of tables, in the order in which it is removed.

    A link is refused: what it leads to is somebody else's.
    """
    found = []
    for path in (service(folder) / STORE, *(folder / name for name in (*FOLDERS, *FILES))):
        if path.is_symlink() or service(folder).is_symlink():
            raise OutputError(f"{path} is a link; what it leads to is not removed")
        if path.is_dir():
            files = [one for one in path.rglob("*") if one.is_file() and not one.is_symlink()]
            found.append(Original(path, len(files), sum(one.stat().st_size for one in files)))
        elif path.is_file():
            found.append(Original(path, 1, path.stat().st_size))
    if written := dropped(folder):
        if (folder / DOCUMENTS).is_symlink():
            raise OutputError(f"{folder / DOCUMENTS} is a link; what it leads to is not removed")
        found.append(Original(folder / DOCUMENTS, len(written), sum(path.stat().st_size for path in written), ours=True))
    run = folder / NAME
    facts = read_run(folder)
    if facts is not None and isinstance(facts.get("order"), dict) and not run.is_symlink():
        found.append(Original(run, 1, len(json.dumps(facts["order"])), part=True))
    return tuple(found)


def is_pseudonymised(folder: Path) -> bool | None:
    """Whether the tables in a folder are of a pseudonymised run; None where there is no run."""
    facts = read_run(folder)
    if facts is None:
        return None
    try:
        return bool(facts.get("pseudonymised") or facts["order"]["results"]["pseudonymise"])
    except (KeyError, TypeError):
        return False


def forget(folder: Path, page: bool = False) -> tuple[Original, ...]:
    """Removes the originals of a folder, and gives what was removed; no run may work on it, nor a page but that which asks."""
    own = service(folder)
    with (
        output_errors(folder),
        (own / LOCK).open("a", encoding="utf-8") as lock,
        (own / PAGE_LOCK).open("a", encoding="utf-8") as opened,
    ):
        if not take_lock(lock.fileno()):
            raise OutputError(f"a run is working on {folder}; wait for it")
        if not page and not take_lock(opened.fileno()):
            raise OutputError(f"a page has {folder} open; close it first")
        found = originals(folder)
        for original in found:
            if original.part:
                without_order(folder)
            elif original.ours:
                forget_dropped(folder)
            elif original.path.is_dir():
                shutil.rmtree(original.path)
            else:
                original.path.unlink()
        for left in scratch(folder):
            shutil.rmtree(left, ignore_errors=True)
    return found


def note_dropped(folder: Path, name: str, digest: str) -> None:
    """Writes down that a document was dropped, before it can be found in its folder."""
    with (service(folder) / DROPPED).open("a", encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        file.write(f"{digest} {name}\n")
        file.flush()
        os.fsync(file.fileno())


def dropped(folder: Path) -> tuple[Path, ...]:
    """The dropped documents that are as they were written; what a person has changed or put there is that person's."""
    noted = service(folder) / DROPPED
    known = noted.is_file() and not noted.is_symlink()
    lines = noted.read_text(encoding="utf-8", errors="surrogateescape").split("\n") if known else []
    found = {path.name: path for path in (folder / DOCUMENTS).glob(f"{PART}*") if path.is_file() and not path.is_symlink()}
    for digest, _, name in (line.partition(" ") for line in lines):
        path = folder / DOCUMENTS / name
        if name and path.name == name and path.is_file() and not path.is_symlink() and digest_of(path) == digest:
            found[name] = path
    return tuple(found.values())


def forget_dropped(folder: Path) -> None:
    """Removes the dropped documents, and their folder where nothing else is in it."""
    for path in dropped(folder):
        path.unlink()
    (service(folder) / DROPPED).unlink(missing_ok=True)
    with suppress(OSError):
        (folder / DOCUMENTS).rmdir()


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def scratch(folder: Path) -> Iterator[Path]:
    """What killed runs left behind."""
    for pattern in ("scratch-*", "staging-*"):
        yield from (path for path in service(folder).glob(pattern) if path.is_dir() and not path.is_symlink())


def without_order(folder: Path) -> None:
    """`run.json` without what the run was asked, which names the sources as the user did. How the tables are written stays."""
    facts = read_run(folder)
    if facts is not None:
        facts |= {"pseudonymised": bool(is_pseudonymised(folder)), "writing": writing_in(facts), "order": FORGOTTEN}
        facts |= {"fingerprint": None}
        with suppress(KeyError):
            del facts["command"]
        replace_text(folder / NAME, json.dumps(facts, indent=1, ensure_ascii=False) + "\n")
