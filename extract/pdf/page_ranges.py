"""A range of a PDF's pages as leaves in plain values, so that several processes can read one huge file and one of them joins it.

What is written here is JSON's: a process that a document has taken over must not be able to make another one run its code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from postulat.extract.document import Link, Note, Place
from postulat.extract.gc_pause import collector_paused
from postulat.extract.layout.lattice import Grid, Region
from postulat.extract.layout.page import Page
from postulat.extract.pdf.engines.engines import Engine, opened
from postulat.extract.pdf.leaves import Leaf, PagePart
from postulat.extract.pdf.lines import Line
from postulat.extract.pdf.ocr.recognition import Unsure
from postulat.extract.pdf.ocr.scanned_pages import Scans
from postulat.extract.pdf.reader import MOST_PAGES, Made, Walk
from postulat.extract.pdf.tables import Draft

Row = list[Any]
MAGIC = b"%PDF-"
MAGIC_WITHIN = 1024
"""Bytes, from the beginning."""


def page_count(data: bytes) -> int:
    """How many pages there are to be divided; 0 for what is no PDF, or none that is read."""
    if MAGIC not in data[:MAGIC_WITHIN]:
        return 0
    from postulat.extract.errors import ReadError

    try:
        file = opened(data, "pdfium")
    except ReadError:
        return 0
    count = file.page_count
    file.close()
    return count if count <= MOST_PAGES else 0


def read_range(data: bytes, first: int, last: int, engine: Engine = "pdfium") -> dict[int, Made]:
    """The pages from `first` to `last`, for `read` to join. Raises `ReadError` as reading the whole file would."""
    file = opened(data, engine)
    scans = Scans(data)
    walk = Walk(scans)
    try:
        walk.through(file, range(first, min(last, file.page_count) + 1))
    finally:
        scans.close()
        file.close()
    others = set(walk.others)
    return {
        leaf.page.number: Made(leaf, before, notes, scans.of(leaf.page.number), leaf.page.number in others)
        for leaf, before, notes in zip(walk.leaves, walk.befores, walk.notes, strict=True)
    }


def plain(made: dict[int, Made]) -> list[Row]:
    """The pages as values that JSON knows; tuples may become lists."""
    return [
        [number, row_of_leaf(one.leaf), one.before, list(map(row_of_note, one.notes)), row_of_scans(one.scans), one.other]
        for number, one in made.items()
    ]


def from_plain(rows: Sequence[Row]) -> dict[int, Made]:
    """The pages again. Raises `TypeError`, `ValueError` or `LookupError` for other rows than those of `plain`."""
    with collector_paused():
        return {
            number: Made(leaf_of(leaf), tuple(before), [note_of(note) for note in notes], scans_of(scans), other)
            for number, leaf, before, notes, scans, other in rows
        }


def row_of_leaf(leaf: Leaf) -> Row:
    page = leaf.page
    about = (page.number, page.width, page.height, page.picture, page.turn, page.unmapped, page.capped, page.doubtful)
    aligned = [next(index for index, draft in enumerate(leaf.tables) if draft is one) for one in leaf.aligned]
    columns = [leaf.columns.get(line) for line in leaf.lines] if leaf.columns else None
    return [about, list(map(row_of_draft, leaf.tables)), leaf.lines, aligned, columns]


def leaf_of(row: Row) -> Leaf:
    about, tables, lines, aligned, columns = row
    number, width, height, picture, turn, unmapped, capped, doubtful = about
    page = Page(number, width, height, (), picture=picture, turn=turn, unmapped=unmapped, capped=capped, doubtful=doubtful)
    leaf = Leaf(page, list(map(draft_of, tables)), list(lines_of(lines)))
    leaf.aligned = [leaf.tables[index] for index in aligned]
    for line, part in zip(leaf.lines, columns or (), strict=False):
        if part is not None:
            leaf.columns[line] = PagePart(*part)
    return leaf


def row_of_draft(draft: Draft) -> Row:
    grid = draft.grid
    return [grid.xs, grid.ys, grid.regions, grid.open_top, grid.open_bottom, grid.limits, draft.cells]


def draft_of(row: Row) -> Draft:
    xs, ys, regions, open_top, open_bottom, limits, cells = row
    grid = Grid(tuple(xs), tuple(ys), tuple(Region(*region) for region in regions), open_top, open_bottom, tuple(limits))
    return Draft(grid, tuple((Region(*region), tuple(lines_of(lines))) for region, lines in cells))


def lines_of(rows: Sequence[Row]) -> Iterator[Line]:
    for text, left, right, baseline, size, strong, links, ends, first_width, spaced, dotted, soft, ink, slanted in rows:
        targets = tuple(Link(*link) for link in links) if links else ()
        found = (
            text,
            left,
            right,
            baseline,
            size,
            strong,
            targets,
            (ends[0], ends[1]),
            first_width,
            spaced,
            dotted,
            soft,
            ink,
            slanted,
        )
        yield Line(*found)


def row_of_note(note: Note) -> Row:
    return [note.code, note.variant, note.places, note.values]


def note_of(row: Row) -> Note:
    code, variant, places, values = row
    return Note(code, variant, tuple(map(place_of, places)), values)


def place_of(row: Row) -> Place:
    page, path, box = row
    return Place(page, path, None if box is None else (box[0], box[1], box[2], box[3]))


def row_of_scans(scans: Scans) -> Row | None:
    """Nothing for most pages, which are no images."""
    found: Row = [
        scans.recognised,
        scans.missing,
        list(map(row_of_note, scans.empty)),
        scans.unsure,
        scans.beyond,
        scans.doubtful,
        scans.unread,
        scans.pictured,
    ]
    return found if any(found) else None


def scans_of(row: Row | None) -> Scans:
    if row is None:
        return Scans(b"", pages=1)
    recognised, missing, empty, unsure, beyond, doubtful, unread, pictured = row
    return Scans(
        b"",
        pages=1,
        recognised=recognised,
        missing=missing,
        empty=list(map(note_of, empty)),
        unsure=[Unsure(text, place_of(place)) for text, place in unsure],
        beyond=beyond,
        doubtful=doubtful,
        unread=unread,
        pictured=pictured,
    )
