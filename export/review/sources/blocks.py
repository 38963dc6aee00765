"""A document as it was read, for formats that a browser does not show: its blocks and tables, each at its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from postulat import extract
from postulat.export.html.long_words import wrapped
from postulat.export.html.markup import Markup, Value, joined, tag
from postulat.export.html.words import say
from postulat.export.options import Labels
from postulat.export.review.sources.shown import Shown
from postulat.extract.source_view import Block, Cell, Place, Table
from postulat.normalize.records import DocumentRecord

DEEPEST = 6
"""Tables inside each other; those deeper down are shown as text."""
MOST_PIECES = 300_000
"""Blocks and cells that are shown."""


def show(document: DocumentRecord, data: bytes, places: Collection[str], language: Labels) -> Shown:
    """The blocks in reading order; a place that no block has for its own is that of the nearest around it."""
    read = extract.read(data, document.source)
    made = Pieces(frozenset(places))
    shown = joined(*(made.block(block, 0) for block in read.blocks))
    if made.left <= 0:
        shown = joined(shown, tag("p", {"class": "cut"}, say("source.cut", language)))
    ids = dict(made.ids)
    for place in made.wanted - ids.keys():
        near = made.around(place)
        if near:
            ids[place] = near
    return Shown(tag("div", {"class": "blocks"}, say("source.as_read", language, "p", role="note"), shown), ids)


class Pieces:
    """Makes the markup of blocks, and remembers which element stands for which place."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self.wanted = wanted
        self.ids: dict[str, str] = {}
        self.known: dict[str, str] = {}
        self.count = 0
        self.left = MOST_PIECES

    def name(self, places: Iterable[Place]) -> str:
        """The id of an element that stands at these places."""
        self.count += 1
        made = f"s{self.count}"
        for place in places:
            address = str(place)
            self.known.setdefault(address, made)
            if address in self.wanted:
                self.ids.setdefault(address, made)
        return made

    def around(self, place: str) -> str | None:
        """The element whose own place is the longest beginning of a place."""
        while "/" in place or " " in place:
            place = place[: max(place.rfind("/"), place.rfind(" "))]
            if place in self.known:
                return self.known[place]
        return None

    def block(self, block: Block, depth: int) -> Markup | None:
        self.left -= 1
        if self.left <= 0:
            return None
        if block.table is not None:
            return self.table(block.table, depth) if depth < DEEPEST else tag("p", None, block.line)
        attributes: dict[str, Value] = {"id": self.name(block.places), "class": "strong" if block.strong else None}
        if block.kind == "heading":
            attributes |= {"class": f"h{min(max(block.level, 1), 6)}", "role": "heading", "aria-level": min(max(block.level, 1), 6)}
        elif block.kind in ("item", "term", "description"):
            attributes["class"] = f"{block.kind} level-{min(max(block.level, 1), 5)}"
        marker = tag("span", {"class": "marker"}, block.marker) if block.marker else None
        return tag("div", attributes, marker, " " if marker else None, wrapped(block.text))

    def table(self, table: Table, depth: int) -> Markup:
        caption = tag("caption", None, table.caption) if table.caption else None
        return tag(
            "table",
            {"id": self.name(table.places)},
            caption,
            *(self.row(table, number, depth) for number in range(len(table.rows))),
        )

    def row(self, table: Table, number: int, depth: int) -> Markup:
        """A row's cells, each where it begins; one that spans is the same object in all its slots."""
        row = table.rows[number]
        # In a text all cells of a row stand at one place, that of their line: then it is the row's.
        own = list(dict.fromkeys(cell for cell in row if cell is not None))
        shared = len(own) > 1 and len({cell.places for cell in own}) == 1 and bool(own[0].places)
        name = self.name(own[0].places) if shared else None
        above = table.rows[number - 1] if number else ()
        cells: list[Markup] = []
        for column, cell in enumerate(row):
            if cell is None:
                cells.append(tag("td", {"class": "none"}))
                continue
            if (column and row[column - 1] is cell) or (above and above[column] is cell):
                continue
            across = next((n for n in range(1, len(row) - column) if row[column + n] is not cell), len(row) - column)
            down = 1
            while number + down < len(table.rows) and table.rows[number + down][column] is cell:
                down += 1
            cells.append(self.cell(cell, across, down, depth, named=not shared))
        return tag("tr", {"id": name}, *cells)

    def cell(self, cell: Cell, across: int, down: int, depth: int, named: bool) -> Markup:
        attributes: dict[str, Value] = {
            "id": self.name(cell.places) if named else None,
            "colspan": across if across > 1 else None,
            "rowspan": down if down > 1 else None,
        }
        return tag("th" if cell.heading else "td", attributes, *(self.block(block, depth + 1) for block in cell.blocks))
