"""The desk: what one `postulat open` has before it: a folder with its tables, a run that is under way, files that are written."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from postulat.batch.order import Results
from postulat.batch.retry import RetryError, order_of
from postulat.export.folder import service, take_lock
from postulat.export.options import Labels
from postulat.export.reading.edited_tables import EDITABLE
from postulat.export.reading.tables import TablesError
from postulat.local_page.corrections_file import NAME, read_rows
from postulat.local_page.held_tables import HeldTables, read_held
from postulat.local_page.pending import laid_over
from postulat.local_page.places import PlaceError, of_today
from postulat.local_page.processes.background_run import BackgroundRun
from postulat.local_page.processes.table_writing import WAITING, WRITING, Downloads, TableWriting, edited
from postulat.local_page.saving import NotSavedError, save
from postulat.normalize.corrections.corrections import Correction, CorrectionsError
from postulat.options import Options, Work, options_as_json
from postulat.storage.originals import DOCUMENTS, forget, is_pseudonymised
from postulat.storage.originals import PAGE_LOCK as LOCK
from postulat.storage.run_file import read_run

FORMATS = ("csv", "parquet", "xlsx")
"""What a run that the page starts writes: for programs, and for persons."""


class Desk:
    """Its parts change under `lock`; `tables` is taken whole by whoever reads, and never changed."""

    def __init__(self, language: Labels = "pl", work: Work | None = None, base: Path | None = None) -> None:
        self.language: Labels = language
        self.work = work or Work()
        self.base = base or Path.cwd()
        self.lock = threading.RLock()
        self.folder: Path | None = None
        self.inputs: tuple[Path, ...] = ()
        self.tables: HeldTables | None = None
        self.refused: tuple[Correction, ...] = ()
        self.error = ""
        self.run: BackgroundRun | None = None
        self.writing: TableWriting | None = None
        self.downloads: Downloads | None = None
        self.held: IO[str] | None = None

    def begin(self, folder: Path, inputs: Sequence[Path] = ()) -> None:
        """Takes a folder for the tables, new or of a run, and what is to be read into it; one page at a time works on a folder."""
        with self.lock:
            if self.run is not None and self.run.active:
                raise PlaceError("place.running")
            if folder != self.folder:
                self.leave()
                service(folder).mkdir(parents=True, exist_ok=True)
                lock = (service(folder) / LOCK).open("a", encoding="utf-8")
                if not take_lock(lock.fileno()):
                    lock.close()
                    raise PlaceError("place.open")
                self.held, self.folder = lock, folder
                self.writing, self.downloads = TableWriting(folder), Downloads(folder)
                self.load()
            self.inputs = tuple(inputs)

    def suggested(self) -> Path:
        """The folder that the page offers for the tables."""
        return self.folder or of_today(self.base)

    def load(self) -> None:
        """Reads the tables, where there are some, with all corrections of the file laid over them."""
        with self.lock:
            assert self.folder is not None
            self.error = ""
            before = self.tables.version if self.tables is not None else 0
            if read_run(self.folder) is None and not any(self.folder.glob("postulates*")):
                return
            try:
                tables = read_held(self.folder)
                tables.version += before
                self.tables = tables
                laid = laid_over(tables, read_rows(self.folder))
            except (TablesError, CorrectionsError) as error:
                self.error = str(error)
                return
            self.tables, self.refused = laid.tables, laid.refused
            if laid.applied and self.writing is not None and self.correctable:
                self.writing.ask()

    @property
    def correctable(self) -> bool:
        """Not where names were replaced: a correction must repeat what the documents say, and these tables do not have it."""
        return self.folder is None or not is_pseudonymised(self.folder)

    def correct(self, asked: Sequence[Correction]) -> tuple[Correction, ...]:
        """Saves corrections and gives the rows as the file has them; `NotSavedError` says why they are not saved."""
        with self.lock:
            if self.tables is None or self.folder is None or self.writing is None:
                raise NotSavedError("closed")
            if self.run is not None and self.run.active:
                raise NotSavedError("running")
            if not self.correctable:
                raise NotSavedError("pseudonyms")
            try:
                done = save(self.tables, self.folder, asked)
            except (OSError, CorrectionsError) as error:
                raise NotSavedError("file", now=" ".join(str(error).split())) from error
            self.tables = done.tables
            self.writing.ask()
            return done.rows

    def start(self) -> None:
        """Starts the run: what the folder was made of, what was named now, and what was dropped."""
        with self.lock:
            if self.folder is None:
                raise PlaceError("place.none")
            if self.run is not None and self.run.active:
                raise PlaceError("place.running")
            if theirs := [name for name in edited(self.folder) if name not in EDITABLE]:  # of the others a run takes the edits
                raise PlaceError("place.edited", ", ".join(theirs))
            order, home = self.order()
            if not order["inputs"]:
                raise PlaceError("place.nothing")
            self.run = BackgroundRun(order, home, self.ended)

    def order(self) -> tuple[dict[str, Any], Path]:
        """The order as its process takes it, and the folder from which its inputs are named."""
        assert self.folder is not None
        dropped = self.folder / DOCUMENTS
        here = dropped.is_dir() and any(not path.name.startswith(".") for path in dropped.iterdir())
        try:
            before, results, home = order_of(str(self.folder))
            inputs, formats, options = list(before.inputs), before.formats, before.options
        except RetryError as error:
            if read_run(self.folder) is not None:  # its tables would be replaced by those of the new documents alone
                raise PlaceError("place.order", str(error)) from error
            home = self.inputs[0].parent if self.inputs else self.folder
            inputs, formats, options, results = [], FORMATS, Options(), Results(labels=self.language)
        known = {str((home / name).resolve()) for name in inputs if "://" not in name}
        for path in (*self.inputs, *((dropped,) if here else ())):
            if str(path.resolve()) not in known:
                inputs.append(relative(path, home))
        ours = str((self.folder / NAME).resolve())
        kept = [name for name in results.corrections if str((home / name).resolve()) != ours]
        return {
            "inputs": inputs,
            "out": str(self.folder.resolve()),
            "formats": list(formats),
            "options": options_as_json(options),
            "results": {**asdict(results), "corrections": kept},
            "corrections": [ours] if Path(ours).is_file() else [],
            "limits": asdict(self.work.limits),
            "workers": self.work.workers,
            "password": self.work.password,
        }, home

    def forget(self) -> None:
        """Removes what the folder keeps of the documents as they were; the tables stay, and can be corrected as before."""
        with self.lock:
            if self.folder is None or self.writing is None:
                raise PlaceError("place.none")
            if self.run is not None and self.run.active:
                raise PlaceError("place.running")
            if self.writing.state in (WAITING, WRITING):
                raise PlaceError("forget.writing")
            forget(self.folder, page=True)

    def ended(self, tables: bool) -> None:
        """A run is over; the corrections of the page are laid over what it wrote."""
        if tables:
            with suppress(OSError):
                self.load()

    def leave(self) -> None:
        """Lets go of the folder, with its files as its corrections are."""
        if self.writing is not None:
            self.writing.close()
        if self.downloads is not None:
            self.downloads.close()
        if self.held is not None:
            self.held.close()
        if self.folder is not None:
            clear_unused(self.folder)
        self.folder = self.tables = self.writing = self.downloads = self.held = None
        self.refused, self.inputs, self.error = (), (), ""

    def close(self) -> None:
        with self.lock:
            run = self.run
        if run is not None and run.active:
            run.stop()
            run.thread.join()
        with self.lock:
            self.leave()


def clear_unused(folder: Path) -> None:
    """Takes away a folder that was chosen and into which nothing came."""
    own = service(folder)
    with suppress(OSError):
        if {path.name for path in folder.iterdir()} == {own.name} and {path.name for path in own.iterdir()} <= {LOCK, "run.lock"}:
            shutil.rmtree(own)
            folder.rmdir()


def relative(path: Path, home: Path) -> str:
    """A path as tables are to name it: from the folder of the run where it lies in it, else whole."""
    try:
        return Path(os.path.relpath(path, home)).as_posix() if path.resolve().is_relative_to(home.resolve()) else str(path)
    except ValueError:  # another drive
        return str(path)
