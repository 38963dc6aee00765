"""PDF → document: tables from their rules, cells with their paragraphs, and the text around them in reading order."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from postulat.extract.characters.cleaning import clean
from postulat.extract.characters.excerpt import shortened
from postulat.extract.document import Block, Document, Note, Place, Value
from postulat.extract.errors import ReadError
from postulat.extract.gc_pause import collector_paused
from postulat.extract.pdf.engines.engines import Engine, File, opened, pages
from postulat.extract.pdf.hyphenation import Words, glue
from postulat.extract.pdf.leaves import Leaf, flows, leaf_or_lines, open_columns, parts
from postulat.extract.pdf.lines import Line
from postulat.extract.pdf.locked_files import unlocked
from postulat.extract.pdf.ocr.scanned_pages import MOST_PLACES, Scans, numbered
from postulat.extract.pdf.page_breaks import across_break
from postulat.extract.pdf.paragraph_signs import SENTENCE_END
from postulat.extract.pdf.paragraphs import Habits, Setting, blocks
from postulat.extract.pdf.row_rests import part_rest
from postulat.extract.pdf.running_heads import FEWEST_PAGES, PageLines, running_titles
from postulat.extract.pdf.running_tables import take_running_tables
from postulat.extract.pdf.sideways_sheets import join_sheets
from postulat.extract.pdf.tables import Draft, shown, table

MOST_PAGES = 2000
LARGER = 1.15
"""Times the size of the text; larger lines are headings."""
MOST_IN_HEADINGS, LONG_TEXT = 0.2, 1500
"""Share of the letters in the size of the text, and letters, above which a larger size is that of text, too, as in letters that
quote in one size and answer in another."""
UNEVEN = 0.4
"""Share of the lines of running text that addresses and signatures may take, which are set narrower."""
LONGEST_HEADING = 300
"""Characters."""
MOST_TITLES_SHOWN = 120
"""Characters of running titles that a note quotes."""


class Made(NamedTuple):
    """A page made into a leaf, with the columns open before it, and what was found: `other` says that pdfplumber read it."""

    leaf: Leaf
    before: tuple[float, ...]
    notes: Sequence[Note]
    scans: Scans
    other: bool


def read(
    data: bytes, source: str, engine: Engine = "pdfium", ready: Mapping[int, Made] | None = None, password: str = ""
) -> Document:
    """The document. A file that is broken, has too many pages, or a lock that `password` does not open raises `ReadError`.

    PDFium reads; a page on which its letters are not to be trusted is read by pdfplumber, which decodes fonts in its own way.
    `ready` are pages of this very file that were read elsewhere (see `page_ranges.py`); the document is the same without.
    """
    locked, data = data, unlocked(data, password)
    file, data, doubts = opened_or_mended(data, engine)
    scans = Scans(data)
    walk = Walk(scans, ready or {})
    try:
        if file.page_count > MOST_PAGES:
            raise ReadError(f"{file.page_count:,} pages; more than {MOST_PAGES:,} are not read")
        walk.through(file, range(1, file.page_count + 1))
        if walk.faults and len(walk.faults) == file.page_count:
            raise ReadError(f"not a readable PDF: {walk.faults[0]}")
        notes = [*doubts, *(note for found in walk.notes for note in found)]
        notes.extend(scans.notes())
        if walk.others:
            places = tuple(map(Place, walk.others[:MOST_PLACES]))
            notes.append(Note("second-engine", "", places, {"pages": numbered(walk.others)}))
        with collector_paused():
            found, joined_notes = join_sheets(list(reading(walk.leaves, notes)), file.page_count)
            notes.extend(joined_notes)
        return Document(
            source=source,
            media_type="application/pdf",
            sha256=hashlib.sha256(locked).hexdigest(),
            size_bytes=len(locked),
            extractor=scans.extractor,
            blocks=tuple(found),
            title=clean(file.title) or None if file.title else None,
            language=file.language,
            page_count=file.page_count,
            notes=tuple(notes),
        )
    finally:
        scans.close()
        file.close()


def opened_or_mended(data: bytes, engine: Engine) -> tuple[File, bytes, list[Note]]:
    """The file, opened; one whose end is missing with a new table of its objects, which is said."""
    try:
        return opened(data, engine), data, []
    except ReadError:
        from postulat.extract.pdf.cut_files import mended

        whole = mended(data)
        if whole is None:
            raise
        file = opened(whole, engine)
        return file, whole, [Note("file-cut", "", (Place(1),), {"pages": file.page_count})]


@dataclass(slots=True)
class Walk:
    """The pages of a file from one on, each as a leaf made after the one before, with all that was found on the way.

    `ready` are leaves made elsewhere, by number. One that would be another here is made again: after a table without rules that
    the page before leaves open, and once no more images are read.
    """

    scans: Scans
    ready: Mapping[int, Made] = field(default_factory=dict)
    leaves: list[Leaf] = field(default_factory=list)
    befores: list[tuple[float, ...]] = field(default_factory=list)
    notes: list[Sequence[Note]] = field(default_factory=list)
    others: list[int] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        return [str(note.values["why"]) for notes in self.notes for note in notes if note.code == "page-unread"]

    def through(self, file: File, numbers: Iterable[int]) -> None:
        for page in pages(file, self.scans.data, self.others, self.unready(numbers)):
            page = self.scans.read(page)
            before, notes = self.before(), list[Note]()
            with collector_paused():
                self.add(leaf_or_lines(page, notes, before), before, notes)

    def unready(self, numbers: Iterable[int]) -> Iterator[int]:
        for number in numbers:
            made = self.ready.get(number)
            if made is None or made.before != self.before() or self.scans.full:
                yield number
                continue
            self.scans.take(made.scans)
            if made.other:
                self.others.append(number)
            self.add(made.leaf, made.before, made.notes)

    def before(self) -> tuple[float, ...]:
        return open_columns(self.leaves[-1]) if self.leaves else ()

    def add(self, made: Leaf, before: tuple[float, ...], notes: Sequence[Note]) -> None:
        self.leaves.append(made)
        self.befores.append(before)
        self.notes.append(notes)


def reading(leaves: Sequence[Leaf], notes: list[Note]) -> Iterator[Block]:
    """All blocks in reading order."""
    without_running_tables(leaves, notes)
    without_running_titles(leaves, notes)
    with_margins(leaves)
    words = Words()
    in_cells, in_text = Habits(words), Habits(words, uneven=UNEVEN)
    sizes: Counter[float] = Counter()
    plain: Counter[float] = Counter()
    for each in leaves:
        for draft in each.tables:
            draft.learn(in_cells)
        for flow in flows(each.lines, each):
            in_text.learn(flow.lines, flow.left, flow.right)
        for line in each.lines:
            size = round(line.size * 2) / 2
            sizes[size] += len(line.text)
            if not line.strong:
                plain[size] += len(line.text)
    in_cells.settle()
    in_text.settle(in_cells)
    for each in leaves:
        for draft in each.tables:
            draft.know(in_cells)
    across_breaks(leaves, in_cells, notes)
    counted = plain or sizes  # between tables there may be more bold headings than text
    body = max(counted, key=lambda size: (counted[size], size), default=0.0)
    most = max(MOST_IN_HEADINGS * sizes[body], LONG_TEXT)
    prose = max((size for size, letters in sizes.items() if letters > most), default=body)
    headings = sorted((size for size in sizes if size >= LARGER * body and size > prose), reverse=True)
    return across_pages(leaves, in_cells, in_text, headings)


def across_breaks(leaves: Sequence[Leaf], habits: Habits, notes: list[Note]) -> None:
    """Tells tables that end one page and go on at the head of the next of each other."""
    for each, after in pairwise(leaves):
        above, below = list(parts(each))[-1:], list(parts(after))[:1]
        if not (above and below and isinstance(above[0], Draft) and isinstance(below[0], Draft) and below[0].continues(above[0])):
            continue
        upper, lower = above[0], below[0]
        try:
            if any(lower is draft for draft in after.aligned) and (rest := part_rest(upper, lower)) is not lower:
                after.aligned[after.aligned.index(lower)] = rest
                after.tables[after.tables.index(lower)] = rest
                rest.know(habits)
                lower = rest
            ends, begins = across_break(upper, lower, habits)
        except Exception as error:
            values: dict[str, Value] = {"page": after.page.number, "error": type(error).__name__}
            notes.append(Note("table-failed", "joint", (Place(after.page.number),), values))
            continue
        each.tables[each.tables.index(upper)] = ends
        after.tables[after.tables.index(lower)] = begins


def with_margins(leaves: Sequence[Leaf]) -> None:
    """Gives pages of one width the sides of their text: those of the widest lines on any of them."""
    sides: dict[int, tuple[float, float]] = {}
    for each in leaves:
        if each.lines:
            left, right = min(line.left for line in each.lines), max(line.right for line in each.lines)
            before = sides.get(round(each.page.width), (left, right))
            sides[round(each.page.width)] = min(left, before[0]), max(right, before[1])
    for each in leaves:
        each.left, each.right = sides.get(round(each.page.width), (0.0, each.page.width))


def without_running_tables(leaves: Sequence[Leaf], notes: list[Note]) -> None:
    """Takes the ruled heads and feet of pages from the tables, before these are joined over the pages."""
    if len(leaves) < FEWEST_PAGES:
        return
    taken = take_running_tables([(each.page.height, each.tables) for each in leaves], [each.lines for each in leaves])
    places = [
        Place(each.page.number, "", each.page.shown(box)) for each, found in zip(leaves, taken, strict=True) for _, box in found
    ]
    if places:
        quoted = shortened(clean("; ".join(dict.fromkeys(text for found in taken for text, _ in found))), MOST_TITLES_SHOWN)
        notes.append(Note("running-title", "ruled", tuple(places[:20]), {"text": quoted}))
    for each in leaves:
        each.aligned = [draft for draft in each.aligned if any(draft is one for one in each.tables)]


def without_running_titles(leaves: Sequence[Leaf], notes: list[Note]) -> None:
    sheets = [PageLines(each.page.number, each.page.height, each.lines) for each in leaves]
    dropped = running_titles(sheets, len(leaves))
    if not dropped:
        return
    texts: dict[str, list[Place]] = {}
    for each in leaves:
        for index, line in enumerate(each.lines):
            if (each.page.number, index) in dropped:
                texts.setdefault(line.text, []).append(Place(each.page.number, "", each.page.shown(line.box)))
        each.lines = [line for index, line in enumerate(each.lines) if (each.page.number, index) not in dropped]
    quoted = shortened(clean("; ".join(list(texts)[:3])), MOST_TITLES_SHOWN)
    places = tuple(place for found in texts.values() for place in found)[:20]
    notes.append(Note("running-title", "", places, {"text": quoted}))


def across_pages(leaves: Sequence[Leaf], in_cells: Habits, in_text: Habits, headings: Sequence[float]) -> Iterator[Block]:
    """The blocks page by page; a paragraph that goes on over a page break is one block."""
    pending: Block | None = None
    last: Line | None = None
    limit = 0.0
    for each in leaves:
        number = 0
        for part in parts(each):
            if isinstance(part, Draft):
                if pending is not None:
                    yield pending
                pending, last = None, None
                number += 1
                yield table(part, each.page, number, in_cells)
                continue
            setting = Setting(part.left, part.right, each.page.number)
            found = [as_heading(block, part.lines, headings) for block in blocks(part.lines, setting, in_text)]
            if each.page.turn:
                found = [block._replace(places=tuple(shown(place, each.page) for place in block.places)) for block in found]
            for block in found:
                if pending is not None and last is not None and block is found[0] and goes_on(pending, block):
                    text, between, skipped = glue(pending.text, last, part.lines[0], limit, in_text.words, in_text.draws_spaces)
                    pending = joined(pending, block, text, between, skipped)
                    continue
                if pending is not None:
                    yield pending
                pending = block
            last, limit = part.lines[-1], part.right - in_text.room
    if pending is not None:
        yield pending


def as_heading(block: Block, found: Iterable[Line], headings: Sequence[float]) -> Block:
    """The block as a heading where its lines are set larger than the text."""
    box = block.places[0].box
    numbered = block.kind == "item" and block.marker != "-"
    if not (block.kind == "paragraph" or numbered) or not headings or box is None or len(block.text) > LONGEST_HEADING:
        return block
    size = next((line.size for line in found if abs(line.top - box[1]) < 0.01), 0.0)
    rank = next((index for index, heading in enumerate(headings) if size >= heading - 0.3), None)
    if rank is None:
        return block
    return block._replace(kind="heading", text=block.line, links=block.line_links, marker="", level=min(rank + 1, 6))


def goes_on(pending: Block, block: Block) -> bool:
    """Whether the first block of a page or column is the rest of the last one before."""
    if pending.kind not in ("paragraph", "item") or block.kind != "paragraph":
        return False
    return block.text[:1].islower() and pending.text[-1:] not in SENTENCE_END


def joined(pending: Block, block: Block, text: str, between: str, skipped: int) -> Block:
    shift = len(text) + len(between) - skipped
    moved = tuple(link._replace(start=link.start + shift, end=link.end + shift) for link in block.links)
    return pending._replace(
        text=text + between + block.text[skipped:],
        places=pending.places + block.places,
        links=pending.links + moved,
        strong=pending.strong and block.strong,
        slanted=pending.slanted and block.slanted,
        ink=pending.ink if block.ink == pending.ink else 0,
        breaks=(*pending.breaks, *(at + shift for at in block.breaks)),
    )
