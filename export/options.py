"""What a person may choose about the written files, beside their formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from postulat.normalize.wording import POLISH, languages

if TYPE_CHECKING:
    from postulat.normalize.records import Records

CsvDialect = Literal["rfc4180", "excel-pl"]
Labels = str
"""The code of a language that the program speaks."""
CSV_DIALECTS: tuple[CsvDialect, ...] = ("rfc4180", "excel-pl")
LABELS: tuple[Labels, ...] = languages()


@dataclass(frozen=True, slots=True)
class Options:
    """How the tables are written; each writer takes what concerns it.

    `csv_dialect`: for machines (`rfc4180`) or for a double click in Polish Excel (`excel-pl`). `labels`: the language of headings,
    explanations and messages for persons; names of columns and values stay the same. `partition`: Parquet in one folder a year.
    `home` is the folder in which the files will stand, from which links to the sources are counted; `write` fills it in.
    `tables_elsewhere` writes Parquet tables into a folder, for whoever has more than this process for it.
    """

    csv_dialect: CsvDialect = "rfc4180"
    labels: Labels = POLISH
    partition: bool = False
    home: Path | None = None
    tables_elsewhere: Callable[[Records, Path], tuple[Path, ...]] | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        """
        >>> Options(labels="xx")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ValueError: unknown labels 'xx'; known are: pl, en...
        """
        for name, value, known in (("CSV dialect", self.csv_dialect, CSV_DIALECTS), ("labels", self.labels, LABELS)):
            if value not in known:
                raise ValueError(f"unknown {name} {value!r}; known are: {', '.join(known)}")


DEFAULTS = Options()
