"""Documents and records as bytes and back: JSON, because reading what lies in a shared folder must not run code."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from postulat.extract.document import Block, Cell, Document, Link, Note, Place, Table
from postulat.normalize.dataset.plain_rows import KINDS, TableRows, table_records, table_rows
from postulat.normalize.records import Records
from postulat.storage.soundness import check_document, check_rows

VERSION = 2
"""Part of every generation's name in the store; a change of what is written here makes it another."""
COMPRESSION = 1
"""Of zlib's levels the quickest: entries become four times smaller; higher levels cost more than they save."""
LARGEST = 1024**3
"""Bytes of an unpacked entry."""
MOST_TIMES = 200
"""How many times its own size an entry may unpack to; repeated rows come to 60, a bomb to 1,000."""
ALWAYS_ALLOWED = 16 * 1024**2
"""Bytes that a small entry may unpack to."""


class CodecError(ValueError):
    """The bytes are not what was written."""


def document_bytes(document: Document) -> bytes:
    """A document without its source, which is not part of its content."""
    cells: dict[int, int] = {}
    written: list[Any] = []
    blocks = [block_row(block, cells, written) for block in document.blocks]
    rest = [getattr(document, name) for name in plain_fields(Document)]
    notes = [[getattr(note, name) for name in field_names(Note)] for note in document.notes]
    return packed([rest, notes, written, blocks])


def document_of(data: bytes, source: str) -> Document:
    """The document again. A cell that spans slots is one object again in all of them."""
    try:
        rest, notes, written, blocks = unpacked(data)
        cells: list[Cell] = []
        for row in written:
            given = dict(zip(field_names(Cell), row, strict=True))
            cells.append(Cell(**{**given, "blocks": blocks_of(given["blocks"], cells), "places": places_of(given["places"])}))
        found = Document(
            **dict(zip(plain_fields(Document), rest, strict=True)),
            source=source,
            blocks=blocks_of(blocks, cells),
            notes=tuple(note_of(row) for row in notes),
        )
        check_document(found)
        return found
    except (TypeError, ValueError, LookupError, AttributeError, RecursionError) as error:
        raise CodecError("not a document") from error


def block_row(block: Block, cells: dict[int, int], written: list[Any]) -> Any:
    """A block is a row of its fields as it is, with its table in a form of its own."""
    return block if block.table is None else block._replace(table=table_row(block.table, cells, written))  # type: ignore[arg-type]


def table_row(table: Table, cells: dict[int, int], written: list[Any]) -> list[Any]:
    """The table's fields; in its rows the numbers of its cells, which are written once each, inner ones before outer ones."""
    rows = [[None if cell is None else cell_number(cell, cells, written) for cell in row] for row in table.rows]
    return [rows if name == "rows" else getattr(table, name) for name in field_names(Table)]


def cell_number(cell: Cell, cells: dict[int, int], written: list[Any]) -> int:
    number = cells.get(id(cell))
    if number is None:
        blocks = [block_row(block, cells, written) for block in cell.blocks]
        number = cells[id(cell)] = len(written)
        written.append([blocks if name == "blocks" else getattr(cell, name) for name in field_names(Cell)])
    return number


def blocks_of(rows: Iterable[list[Any]], cells: Sequence[Cell]) -> tuple[Block, ...]:
    return tuple(block_of(row, cells) for row in rows)


def block_of(row: list[Any], cells: Sequence[Cell]) -> Block:
    block = Block(*row)
    return block._replace(
        places=places_of(block.places),
        links=tuple(Link(*link) for link in block.links) if block.links else (),
        table=None if block.table is None else table_of(block.table, cells),  # type: ignore[arg-type]
        breaks=tuple(block.breaks),
    )


def table_of(row: list[Any], cells: Sequence[Cell]) -> Table:
    given = dict(zip(field_names(Table), row, strict=True))
    given["rows"] = tuple(tuple(None if number is None else cells[number] for number in line) for line in given["rows"])
    given["places"] = places_of(given["places"])
    given["edges"] = None if given["edges"] is None else tuple(given["edges"])
    return Table(**given)


def note_of(row: list[Any]) -> Note:
    given = dict(zip(field_names(Note), row, strict=True))
    return Note(**{**given, "places": places_of(given["places"])})


def places_of(rows: Iterable[Any]) -> tuple[Place, ...]:
    return tuple(Place(page, path, tuple(box) if box else None) for page, path, box in rows)


@cache
def field_names(kind: type) -> tuple[str, ...]:
    """The fields that a record is made of; what it only remembers of them is told anew."""
    return tuple(item.name for item in fields(kind) if item.init)


@cache
def plain_fields(kind: type) -> tuple[str, ...]:
    """The fields of a document that are plain values."""
    return tuple(name for name in field_names(kind) if name not in ("source", "blocks", "notes"))


def tables_bytes(records: Records, tables: Iterable[str]) -> bytes:
    """Some of the tables of a document's records."""
    return packed({table: table_rows(table, getattr(records, table)) for table in tables})


def rows_of(data: bytes) -> TableRows:
    """The rows of some tables as `tables_bytes` wrote them, each value of the right type."""
    try:
        found: TableRows = unpacked(data)
        for table, rows in found.items():
            check_rows(KINDS[table], rows)
        return found
    except (TypeError, ValueError, LookupError, AttributeError, RecursionError) as error:
        raise CodecError("not records") from error


def tables_of(data: bytes) -> dict[str, tuple[Any, ...]]:
    return {table: table_records(table, rows) for table, rows in rows_of(data).items()}


def packed(value: object) -> bytes:
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode("ascii"), COMPRESSION)


def unpacked(data: bytes) -> Any:
    try:
        inflater = zlib.decompressobj()
        text = inflater.decompress(data, min(LARGEST, max(ALWAYS_ALLOWED, MOST_TIMES * len(data))))
    except zlib.error as error:
        raise CodecError("not compressed") from error
    if not inflater.eof:
        raise CodecError("cut short, or too large")
    return json.loads(text)
