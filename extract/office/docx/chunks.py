"""Documents of another format that stand inside a Word document (`altChunk`): HTML, MHTML, text, RTF, another DOCX."""

from __future__ import annotations

from dataclasses import replace

from postulat.extract import read as read_any
from postulat.extract.document import Block, Cell, Document, Note, Place, Table
from postulat.extract.errors import ReadError


def chunk(data: bytes, place: Place) -> tuple[tuple[Block, ...], tuple[Note, ...]] | None:
    """The blocks of such a document, all of them at the place where it stands; None where it cannot be read."""
    try:
        document: Document = read_any(data, "")
    except ReadError:
        return None
    cells: dict[int, Cell] = {}
    blocks = tuple(moved(block, (place,), cells) for block in document.blocks)
    return blocks, tuple(replace(note, places=(place,)) for note in document.notes)


def moved(block: Block, places: tuple[Place, ...], cells: dict[int, Cell]) -> Block:
    """The block at other places; a cell that spans slots stays one object."""
    if block.table is None:
        return block._replace(places=places)
    rows = tuple(
        tuple(None if cell is None else cells.get(id(cell)) or moved_cell(cell, places, cells) for cell in row)
        for row in block.table.rows
    )
    table: Table = replace(block.table, rows=rows, places=places)
    return block._replace(places=places, table=table)


def moved_cell(cell: Cell, places: tuple[Place, ...], cells: dict[int, Cell]) -> Cell:
    cells[id(cell)] = Cell(tuple(moved(block, places, cells) for block in cell.blocks), places, cell.heading)
    return cells[id(cell)]
