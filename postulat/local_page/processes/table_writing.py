"""Table files that follow the corrections: written anew in a process of their own, a moment after the last correction."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from postulat.export.folder import MANIFEST, OutputError, read_manifest, service
from postulat.export.ownership import changed
from postulat.local_page.processes.child_process import ChildError, answer
from postulat.storage.run_file import FILE_CHOICES, read_run, writing_in

PAUSE = 3.0
"""Seconds without a correction after which the tables are written."""
SECONDS = 1800.0
"""For all tables of a run."""
CURRENT, WAITING, WRITING, REFUSED = "current", "waiting", "writing", "refused"


class TableWriting:
    """Keeps the files of a folder as its corrections are. `state` is for the page, `reason` says what is in the way."""

    def __init__(self, folder: Path, pause: float = PAUSE) -> None:
        self.folder = folder
        self.pause = pause
        self.state = CURRENT
        self.reason = ""
        self.changed = threading.Event()
        self.closing = threading.Event()
        self.thread = threading.Thread(target=self.work, name="tables", daemon=True)
        self.thread.start()

    def ask(self) -> None:
        """The tables are to be written: there is a new correction."""
        self.state = WAITING
        self.changed.set()

    def work(self) -> None:
        while self.changed.wait():
            self.changed.clear()
            while not self.closing.is_set() and self.changed.wait(self.pause):
                self.changed.clear()
            if self.state == WAITING:
                self.write()
            if self.closing.is_set():
                return

    def write(self) -> None:
        self.state = WRITING
        try:
            self.reason = self.in_the_way()
            if not self.reason:
                order = {"folder": str(self.folder), "target": str(self.folder), **(writing_of(self.folder) or {})}
                self.reason = str(answer("tables_process", order, SECONDS).get("error", ""))
        except (ChildError, OSError) as error:
            self.reason = str(error)
        if self.state == WRITING:  # else there is another correction by now
            self.state = REFUSED if self.reason else CURRENT

    def in_the_way(self) -> str:
        """Why the files cannot be written: nobody knows how they were, or a person has changed one of them since."""
        if writing_of(self.folder) is None:
            return "writing.unknown"
        try:
            theirs = edited(self.folder)
        except OutputError as error:
            return str(error)
        return f"writing.edited:{', '.join(theirs)}" if theirs else ""

    def close(self) -> None:
        """Writes what is still to be written, and ends."""
        self.closing.set()
        self.changed.set()
        self.thread.join()


def writing_of(folder: Path) -> dict[str, Any] | None:
    """The formats of the run in the folder and how they were written; None where nobody knows."""
    told = writing_in(read_run(folder) or {})
    return {"formats": told["formats"], "writing": {name: told[name] for name in FILE_CHOICES}} if told is not None else None


def edited(folder: Path) -> list[str]:
    """The tables that a person has changed since a run wrote them: they are theirs now, and nothing is written over them."""
    return sorted(changed(folder, read_manifest(folder, service(folder) / MANIFEST)))


class Downloads:
    """Files of the tables in any format, with all corrections, made when they are asked for and kept until the next correction."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = tempfile.TemporaryDirectory(prefix="postulat-", ignore_cleanup_errors=True)
        self.made: dict[str, tuple[int, list[Path]]] = {}
        self.lock = threading.Lock()

    def files(self, name: str, kind: str, version: int, writing: Mapping[str, Any]) -> list[Path]:
        """The files of a format, kept under a name; `ChildError` or `OutputError` say why there are none."""
        with self.lock:
            known = self.made.get(name)
            if known is not None and known[0] == version:
                return known[1]
            target = Path(self.place.name) / f"{name}-{version}"
            told = answer(
                "tables_process",
                {"folder": str(self.folder), "target": str(target), "formats": [kind], "writing": dict(writing)},
                SECONDS,
            )
            if "error" in told:
                raise OutputError(str(told["error"]))
            found = [target / str(file) for file in told["files"]]
            if known is not None:
                shutil.rmtree(target.with_name(f"{name}-{known[0]}"), ignore_errors=True)
            self.made[name] = (version, found)
            return found

    def close(self) -> None:
        self.place.cleanup()
