"""Tables in files: rows laid down a few hundred at a time, and read again as a sequence without being held in memory.

A table may lie in several files behind each other, as several processes laid it down. Beside its rows may lie the same as the lines
of its CSV file, which is then put together without reading a row again.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast, overload

from postulat.export.finding_messages import translated_rows
from postulat.export.formats.csv_tables import csv_lines
from postulat.export.options import Labels
from postulat.normalize.dataset.plain_rows import Row, table_records
from postulat.normalize.records import Records

ROWS_AT_ONCE = 500
"""Rows of a table that are in memory together."""


class RowFile(NamedTuple):
    """One file of a table's rows: where each piece begins, by row and by byte, and how many rows there are."""

    path: str
    starts: list[int]
    offsets: list[int]
    length: int
    language: Labels | None = None
    """The language of messages in the lines that lie beside it, if they do."""

    @property
    def lines(self) -> Path:
        return Path(f"{self.path}.csv")


class Writing:
    """A table's rows on their way into a file, a line for some hundred of them.

    Where nobody is going to ask for more than their lines, `rows` says so: making their rows, too, takes a tenth of the time.
    """

    def __init__(self, table: str, path: Path, language: Labels | None = None, rows: bool = True) -> None:
        self.table = table
        self.path = path
        self.language: Labels | None = language
        self.file = path.open("wb") if rows or language is None else None
        self.lines = Path(f"{path}.csv").open("wb") if language else None  # noqa: SIM115 - closed with the rows
        self.waiting: list[Row] = []
        self.starts: list[int] = []
        self.offsets: list[int] = []
        self.count = 0

    def add(self, rows: Iterable[Row]) -> None:
        self.waiting.extend(rows)
        while len(self.waiting) >= ROWS_AT_ONCE:
            self.lay_down(self.waiting[:ROWS_AT_ONCE])
            del self.waiting[:ROWS_AT_ONCE]

    def lay_down(self, rows: list[Row]) -> None:
        if self.file is not None:
            self.starts.append(self.count)
            self.offsets.append(self.file.tell())
            self.file.write(json.dumps(rows, separators=(",", ":")).encode("ascii") + b"\n")
        self.count += len(rows)
        if self.lines is not None and self.language is not None:
            shown = translated_rows(rows, self.language) if self.table == "findings" else rows
            self.lines.write(csv_lines(self.table, shown))

    def finish(self) -> RowFile:
        if self.waiting:
            self.lay_down(self.waiting)
            self.waiting = []
        self.close()
        return RowFile(str(self.path), self.starts, self.offsets, self.count, self.language)

    def close(self) -> None:
        for file in (self.file, self.lines):
            if file is not None:
                file.close()


class Piece(NamedTuple):
    """Some rows that lie together: the file and where they begin in it."""

    path: str
    offset: int


class StoredRows(Sequence[Any]):
    """The rows of a table in files, as a sequence of its records; one piece of them is in memory."""

    def __init__(self, table: str, files: Sequence[RowFile]) -> None:
        self.table = table
        self.files = tuple(file for file in files if file.length)
        self.length = 0
        self.starts: list[int] = []
        self.pieces: list[Piece] = []
        for file in self.files:
            self.starts.extend(self.length + start for start in file.starts)
            self.pieces.extend(Piece(file.path, offset) for offset in file.offsets)
            self.length += file.length
        self.held: tuple[int, tuple[Any, ...]] = (-1, ())

    def __len__(self) -> int:
        return self.length

    def csv_parts(self, language: Labels | None = None) -> tuple[Path, ...] | None:
        """Where the table lies as lines of its CSV file, if it does so with messages in the language."""
        if any(file.language is None or (language is not None and file.language != language) for file in self.files):
            return None
        return tuple(file.lines for file in self.files)

    def __iter__(self) -> Iterator[Any]:
        for found in self.files:
            with Path(found.path).open("rb") as file:
                for line in file:
                    yield from table_records(self.table, json.loads(line))

    @overload
    def __getitem__(self, place: int) -> Any: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Any, ...]: ...

    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            start, stop, step = place.indices(self.length)
            return tuple(self.between(start, stop))[::step] if step > 0 else tuple(self[at] for at in range(start, stop, step))
        at = place + self.length if place < 0 else place
        if not 0 <= at < self.length:
            raise IndexError(place)
        number = bisect_right(self.starts, at) - 1
        return self.piece(number)[at - self.starts[number]]

    def between(self, start: int, stop: int) -> Iterator[Any]:
        for number, first in self.pieces_of(start, stop):
            yield from self.piece(number)[max(0, start - first) : stop - first]

    def plain_rows(self, start: int, stop: int) -> list[Row]:
        """Some rows as plain values."""
        found: list[Row] = []
        for number, first in self.pieces_of(start, stop):
            found += self.read(number)[max(0, start - first) : stop - first]
        return found

    def pieces_of(self, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """The pieces that hold these rows, each with its first row."""
        number = bisect_right(self.starts, start) - 1
        while 0 <= number < len(self.starts) and self.starts[number] < stop:
            yield number, self.starts[number]
            number += 1

    def piece(self, number: int) -> tuple[Any, ...]:
        if self.held[0] != number:
            self.held = number, table_records(self.table, self.read(number))
        return self.held[1]

    def read(self, number: int) -> list[Row]:
        path, offset = self.pieces[number]
        with Path(path).open("rb") as file:
            file.seek(offset)
            rows: list[Row] = json.loads(file.readline())
            return rows


def in_files(files: Mapping[str, Sequence[RowFile]]) -> Records:
    """Records whose tables lie in files; writers read through them, and never twice at once."""
    tables = {table: StoredRows(table, files[table]) for table in files}
    return Records(**cast("dict[str, tuple[Any, ...]]", tables))
