"""What a person has edited in the folder of the tables since the last run: taken as corrections, kept beside, or a reason to stop.

Edits of records, in the workbook or in `records.csv`, become rows of `edits.csv` in the same folder, which every later run into it
applies; the edited file is kept beside as `postulat.edited-1.xlsx`. What cannot be taken stops the run before it does anything.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from postulat.export import OutputError
from postulat.export.folder import MANIFEST, read_manifest, service
from postulat.export.ownership import WHAT_TO_DO, changed, digest_of, kept_copy, not_ours
from postulat.normalize.dataset.streaming import Stream
from postulat.normalize.records import Records

if TYPE_CHECKING:
    from postulat.normalize.corrections.corrections import Correction

EDITS = "edits.csv"
"""The corrections that were taken from edited tables."""
BASE = "base"
"""The tables that a workbook was written from, where none of them lie beside it; in the program's own folder."""
MARK = "workbook.sha256"


@dataclass(frozen=True, slots=True)
class Edits:
    """`corrections` are all that were ever taken; `given_up` are the files whose edits are in safety, with their hashes; `said` is
    what there is to tell."""

    corrections: tuple[Correction, ...] = ()
    given_up: Mapping[str, str] = field(default_factory=dict)
    said: tuple[str, ...] = ()


def taken_edits(folder: Path, beside: Collection[str], overwrite: bool) -> Edits:
    """Looks at every file of the last run. `beside` are those that stand beside the tables; raises `OutputError` for what stops."""
    tables = changed(folder, read_manifest(folder, service(folder) / MANIFEST))
    other = not_ours(folder, service(folder), beside) if beside else {}
    known = edits_of(folder)
    if not tables and not other:
        return Edits(known)
    from postulat.export.reading.edited_tables import EDITABLE

    said: list[str] = []
    if overwrite:
        copies = {name: kept_copy(folder / name).name for name in (*tables, *other)}
        said.extend(f"{folder / name} was edited and is replaced; a copy is kept as {copy}" for name, copy in copies.items())
        return Edits(known, {**tables, **other}, tuple(said))
    for name in (*tables, *other):
        if name not in EDITABLE:
            raise OutputError(f"{folder / name} was changed since the last run wrote it; {WHAT_TO_DO}")
    found: list[Correction] = []
    for name in tables:
        new = corrections_in(folder, name, tables)
        copy = kept_copy(folder / name).name
        many = f"{len(new)} correction{'' if len(new) == 1 else 's'} taken into {EDITS}" if new else "no record in it was edited"
        said.append(f"{folder / name} was changed since the last run wrote it: {many}; a copy is kept as {copy}")
        found += new
    every = merged(folder, known, found)
    return Edits(every, tables, tuple(said))


def corrections_in(folder: Path, name: str, edited: Iterable[str]) -> tuple[Correction, ...]:
    from postulat.export.reading.edited_tables import corrections_in as found_in
    from postulat.export.reading.tables import TablesError
    from postulat.normalize.corrections.corrections import CorrectionsError, correct

    try:
        records = written_from(folder, edited)
        found = found_in(folder / name, records)
        correct(records, found)  # what could not be applied is refused now
        return found
    except (CorrectionsError, TablesError) as error:
        told = f"its edits cannot be taken as corrections ({error})"
        raise OutputError(f"{folder / name} was changed since the last run wrote it, and {told}; {WHAT_TO_DO}") from error


def written_from(folder: Path, edited: Iterable[str]) -> Records:
    """The records that the edited files were written from: the other tables of the run, or what was laid down for this."""
    from postulat.export.formats.xlsx import FILE
    from postulat.export.reading.edited_tables import FLAT
    from postulat.export.reading.tables import TablesError, read_tables
    from postulat.normalize.dataset.combine import flat

    base = service(folder) / BASE
    if (base / MARK).is_file():
        manifest = read_manifest(folder, service(folder) / MANIFEST)
        if (base / MARK).read_text(encoding="ascii", errors="replace") != manifest.get(FILE):
            raise TablesError("the tables that it was written from are gone")
        return read_tables(base)
    if FLAT in edited and not (folder / "records.parquet").is_file():
        records = read_tables(folder, but=("records",))
        return replace(records, records=flat(records))
    return read_tables(folder)


def lay_down_base(records: Records, folder: Path, written: Iterable[Path]) -> None:
    """Keeps what the workbook was written from, where no table from which that could be read again lies beside it."""
    base = service(folder) / BASE
    shutil.rmtree(base, ignore_errors=True)
    names = {path.name for path in written}
    if names & {"postulates.csv", "postulates.parquet"} or (folder / "postulates").is_dir():
        return
    from postulat.export.formats import csv_tables
    from postulat.export.formats.xlsx import FILE

    if FILE in names:
        base.mkdir()
        csv_tables.write(records, base)
        (base / MARK).write_text(digest_of(folder / FILE), encoding="ascii")


def edits_of(folder: Path) -> tuple[Correction, ...]:
    """The corrections that earlier runs took; a person may have changed that file, too."""
    if not (folder / EDITS).is_file():
        return ()
    from postulat.normalize.corrections.corrections import CorrectionsError, read_corrections

    try:
        return read_corrections(folder / EDITS)
    except CorrectionsError as error:
        raise OutputError(f"{folder / EDITS} cannot be read: {error}; mend it, or move it away") from error


def merged(folder: Path, known: tuple[Correction, ...], found: list[Correction]) -> tuple[Correction, ...]:
    """The corrections as they are from now on, which are in the file when this returns."""
    from postulat.normalize.corrections.corrections import write_corrections

    every = {(row.record_id, row.field): row for row in known}
    for row in found:
        before = every.pop((row.record_id, row.field), None)
        if before is not None and before.new_value == row.old_value:
            row = row._replace(old_value=before.old_value)
        if row.old_value != row.new_value:
            every[row.record_id, row.field] = row
    if found:
        made = folder / f".{EDITS}.tmp"
        write_corrections(every.values(), made)
        made.replace(folder / EDITS)
    return tuple(every.values())


def with_edits(rows: tuple[Correction, ...], records: Records) -> Stream:
    """The records with the edits of documents that this run has; those of others wait for a run that has them."""
    from postulat.normalize.corrections.corrections import CorrectionsError, corrected

    here = {row.document_id for row in records.documents}
    try:
        return corrected(records, (row for row in rows if row.record_id.partition(".")[0] in here))
    except CorrectionsError as error:
        raise OutputError(f"an edit cannot be applied any more: {EDITS}: {error}; mend or remove that row") from error
