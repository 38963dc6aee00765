"""The tables of a run as texts, a document's rows together, from whichever format they are in: what two runs are compared by.

The values are those that CSV has. A folder is read from the format that is read fastest; a file that is named, from that alone.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from postulat.export.folder import KEPT, SERVICE
from postulat.export.formats.csv_cells import LIST_SEPARATOR
from postulat.export.formats.jsonl import FILE as JSONL
from postulat.export.formats.xlsx import FILE as WORKBOOK
from postulat.export.reading.databases import DUCKDB, SQLITE, duckdb_rows, sqlite_rows
from postulat.export.reading.tables import BYTE_ORDER_MARK, LONGEST_CELL, TablesError, csv_rows, parquet_rows
from postulat.export.reading.workbook_corrections import opened_workbook, text_of
from postulat.export.schema.codebook import entries
from postulat.normalize.corrections.corrections import CorrectionsError
from postulat.normalize.corrections.stance_names import stance_meant
from postulat.normalize.records import TABLES, columns

TextRow = dict[str, str]
FIRST = "documents"
"""The table that each format has, and that the others are put in the order of."""
OWN_ID = {FIRST: "document_id", "meetings": "meeting_id", "postulates": "postulate_id", "responses": "response_id"}
"""Tables that can be read so → the column of a record's own id, which begins with that of its document."""
PART_OF_SHEET = re.compile(r" \(\d+\)$")
NUMBERS = re.compile(r"\d+")


class TableFormat(NamedTuple):
    """One format: the file by which it is known, the rows of a table, and whether they are in the order in which a run writes them.

    `suffix` is that of a file which holds all tables, under whatever name.
    """

    there: Callable[[Path], Path | None]
    rows: Callable[[Path, str], Iterable[Mapping[str, Any]]]
    in_order: bool = True
    suffix: str = ""


class TextTables:
    """The tables in a folder or a file. `cut`: long texts may be cut in them, as in a workbook."""

    def __init__(self, place: Path) -> None:
        """Raises `TablesError` where there is nothing to read."""
        if not place.exists():
            raise TablesError(f"{place}: no such folder")
        self.folder = place.parent if place.is_file() else place
        found = [(name, path) for name, form in FORMATS.items() if (path := known_by(form, place)) is not None]
        if not found:
            raise TablesError(f"{place}: no table {FIRST} in any format; run `postulat run … -o {self.folder}` first")
        self.name, self.path = found[0]
        self.cut = self.name == "xlsx"
        self.ranks: dict[str, int] | None = None

    def rows(self, table: str) -> Iterator[TextRow]:
        """The rows of a table in the order of their documents, which are in that of their sources."""
        form = FORMATS[self.name]
        try:
            given = (as_texts(row) for row in form.rows(self.path, table))
            yield from given if form.in_order else self.ordered(table, given)
        except (CorrectionsError, TypeError, ValueError, KeyError, csv.Error, OSError) as error:
            raise TablesError(f"{self.folder}: the table {table} cannot be read: {' '.join(str(error).split())}") from error

    def ordered(self, table: str, given: Iterable[TextRow]) -> list[TextRow]:
        """Rows that somebody may have sorted, or that stood in a folder a year, as a run writes them."""
        column = OWN_ID[table]
        if table == FIRST:
            return sorted(given, key=lambda row: (row["source"], row["sha256"]))
        if self.ranks is None:
            self.ranks = {row[OWN_ID[FIRST]]: place for place, row in enumerate(self.rows(FIRST))}
        ranks = self.ranks
        return sorted(given, key=lambda row: (ranks.get(row[column].partition(".")[0], -1), numbers(row[column])))


def known_by(form: TableFormat, place: Path) -> Path | None:
    """The file by which a format is known in a folder, or the file that was named itself."""
    if place.is_dir():
        return form.there(place)
    return place if place == form.there(place.parent) or (form.suffix and place.suffix.casefold() == form.suffix) else None


def numbers(record_id: str) -> tuple[int, ...]:
    """
    >>> numbers("d1.p10"), numbers("d1.p2.c3")
    ((10,), (2, 3))
    """
    return tuple(int(found) for found in NUMBERS.findall(record_id.partition(".")[2]))


def as_texts(row: Mapping[str, Any]) -> TextRow:
    return {name: as_text(value) for name, value in row.items()}


def as_text(value: object) -> str:
    """A value as CSV has it.

    >>> as_text(None), as_text(True), as_text(("a", "b")), as_text(0.5)
    ('', 'true', 'a|b', '0.5')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return LIST_SEPARATOR.join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def csv_texts(first: Path, table: str) -> Iterable[Mapping[str, Any]]:
    """The cells of CSV as they stand; those of the dialect for Excel without its guards."""
    path = first.with_name(f"{table}.csv")
    with path.open("rb") as file:
        if file.read(len(BYTE_ORDER_MARK)) == BYTE_ORDER_MARK:
            yield from csv_rows(path, table)
            return
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding="utf-8", newline="") as file:
        head = file.readline()
        file.seek(0)
        yield from csv.DictReader(file, delimiter=";" if head.count(";") > head.count(",") else ",", restval="")


def jsonl_rows(path: Path, table: str) -> Iterator[Mapping[str, Any]]:
    """The records of a table, wherever they stand in their documents."""
    names = {column.name for column in columns(TABLES[table])}
    with path.open(encoding="utf-8") as file:
        for line in file:
            document = json.loads(line)
            if document.get(OWN_ID[FIRST]) is not None:
                found = (
                    [document] if table == FIRST else sorted(inside(document, table), key=lambda row: numbers(row[OWN_ID[table]]))
                )
                yield from ({name: value for name, value in row.items() if name in names} for row in found)


def inside(node: Mapping[str, Any], table: str) -> Iterator[Mapping[str, Any]]:
    for name, value in node.items():
        for child in value if isinstance(value, list) else ():
            if isinstance(child, dict):
                if name == table:
                    yield child
                yield from inside(child, table)


def workbook_rows(path: Path, table: str) -> Iterator[Mapping[str, Any]]:
    """The rows of a sheet, and of its further parts, with values as CSV has them."""
    known = {label.casefold(): name for name, entry in entries(table).items() for label in (*entry.labels, name)}
    types = {column.name: column.type for column in columns(TABLES[table])}
    workbook = opened_workbook(path)
    try:
        sheets = [sheet for sheet in workbook.worksheets if PART_OF_SHEET.sub("", sheet.title) == table]
        if not sheets:
            raise ValueError(f"{path.name}: there is no sheet “{table}”")
        for sheet in sheets:
            given = sheet.iter_rows(values_only=True)
            names = [known.get(" ".join(str(cell or "").split()).casefold(), "") for cell in next(given, ())]
            for cells in given:
                row = {name: cell_text(cell, name, types[name]) for name, cell in zip(names, cells, strict=False) if name}
                if row.get(OWN_ID[table]):
                    yield row
    finally:
        workbook.close()


def cell_text(cell: object, name: str, kind: str) -> str:
    """
    >>> cell_text(1, "coverage", "float"), cell_text("odrzucone", "stance", "str"), cell_text(None, "title", "str")
    ('1.0', 'rejected', '')
    """
    if kind == "float" and isinstance(cell, (int, float)):
        return str(float(cell))
    return stance_meant(text_of(cell)) if name == "stance" else text_of(cell)


def file_in(name: str) -> Callable[[Path], Path | None]:
    return lambda folder: folder / name if (folder / name).is_file() else None


def partitioned(folder: Path) -> Path | None:
    """The table of documents, where others stand in a folder a year."""
    return folder / f"{FIRST}.parquet" if any(folder.glob("*/year=*/*.parquet")) else None


def parquet_texts(first: Path, table: str) -> Iterator[Mapping[str, Any]]:
    return parquet_rows([first.with_name(f"{table}.parquet")])


def parts(first: Path, table: str) -> Iterator[Mapping[str, Any]]:
    """The rows of a table in a folder a year; of one that has no years, those of its one file."""
    return parquet_rows(sorted((first.parent / table).glob("year=*/*.parquet")) or [first.with_name(f"{table}.parquet")])


FORMATS: dict[str, TableFormat] = {
    "csv": TableFormat(file_in(f"{FIRST}.csv"), csv_texts),
    "parts": TableFormat(partitioned, parts, in_order=False),
    "parquet": TableFormat(file_in(f"{FIRST}.parquet"), parquet_texts),
    "sqlite": TableFormat(file_in(SQLITE), sqlite_rows, suffix=".sqlite"),
    "duckdb": TableFormat(file_in(DUCKDB), duckdb_rows, suffix=".duckdb"),
    "kept": TableFormat(file_in(f"{SERVICE}/{KEPT}/{FIRST}.parquet"), parquet_texts),
    "jsonl": TableFormat(file_in(JSONL), jsonl_rows, suffix=".jsonl"),
    "xlsx": TableFormat(file_in(WORKBOOK), workbook_rows, in_order=False, suffix=".xlsx"),
}
"""Format → how it is read; the one that is read fastest comes first."""
