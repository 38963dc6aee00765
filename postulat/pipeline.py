"""The face towards Python: one document or many, as a data set. `postulat.run` is what the command line does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from postulat import extract
from postulat.extract.document import Document
from postulat.inputs.input import Input, is_document
from postulat.normalize.records import Records
from postulat.options import Limits, Options, Work
from postulat.work.document import Outcome, failed_records, work_on

if TYPE_CHECKING:
    import pandas

ALONE = Work(limits=Limits(timeout=0, memory=0), workers=1)


@dataclass(frozen=True, slots=True)
class Dataset(Records):
    """The records of one document or of many, ready for use."""

    def to_pandas(self) -> dict[str, pandas.DataFrame]:
        """Table name → data frame, with the right types (dates, whole numbers, truth values, lists)."""
        from postulat.export.pandas_frames import frames

        return frames(self)

    def write(self, folder: str | Path, formats: Iterable[str] = ("csv", "parquet")) -> tuple[Path, ...]:
        """The tables as files in a folder; returns the files' paths."""
        from postulat.export import write

        return write(self, Path(folder), tuple(formats))


def run(inputs: str | Path | Iterable[str | Path], options: Options | None = None) -> Dataset:
    """The records of many documents as one data set, in memory and in this process.

    `inputs` are files, folders, patterns, lists (`@list.txt`) or addresses, as on the command line, which writes tables batch by
    batch and is the way for an archive. A file that cannot be read does not stop the others: its row in `documents` has the
    status `failed` and says why. Raises `InputError` where something that was named is not there.

    >>> len(run("samples/krakow-*/source.html").records)  # doctest: +SKIP
    """
    from postulat.inputs.find import find_inputs
    from postulat.normalize import combine

    given = (inputs,) if isinstance(inputs, str | Path) else inputs
    outcomes = (process(item, options=options) for item in find_inputs(map(str, given)) if is_document(item))
    return dataset(combine(outcome.records for outcome in outcomes if outcome.records is not None))


def dataset(records: Records) -> Dataset:
    return Dataset(**{field.name: getattr(records, field.name) for field in fields(Records)})


def process(item: Input, options: Options | None = None, password: str = "") -> Outcome:
    """One input from bytes to records, in this process. A file that cannot be read has records, too: they say so."""
    from dataclasses import replace

    outcome = work_on(item, options or Options(), replace(ALONE, password=password))
    return replace(outcome, records=failed_records(outcome)) if outcome.error else outcome


def read_document(path: str | Path) -> Document:
    """One file as read, before its meaning: for looking at tables and places."""
    file = Path(path)
    return extract.read(file.read_bytes(), file.as_posix())


def read(path: str | Path) -> Dataset:
    """The records of one file. Raises `postulat.ReadError` where it cannot be read.

    `read("minutes.pdf").postulates` are dataclasses; `read("minutes.pdf").to_pandas()["records"]` is the flat table.
    """
    from postulat.normalize import combine, normalize

    return dataset(combine([normalize(read_document(path))]))
