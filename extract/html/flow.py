"""What a page's text is on the way to its blocks: the line being read, its kind and marker, the lists and the table around it."""

from __future__ import annotations

from collections.abc import Callable

from postulat.extract.document import Block, BlockKind, Link, Note, Place
from postulat.extract.html.line import InlineText, shown
from postulat.extract.html.lists import BULLET, HtmlList, split_marker
from postulat.extract.html.table_builder import Building
from postulat.extract.html.xpath import Step, cell_path

DEEPEST_TABLE = 20  # tables in each other; those further in are read as lines
State = tuple[Step, BlockKind, int, str]


class Flow:
    """What is kept from one text node to the next. `home` is the element whose line is being read."""

    def __init__(self, step: Step, base: str = "", word: bool = False) -> None:
        self.located = step.depth == 0
        self.word = word
        self.word_notes = False
        self.base = base
        self.line = InlineText()
        self.blocks: list[Block] = []
        self.notes: list[Note] = []
        self.home = step
        self.kind: BlockKind = "paragraph"
        self.level = 0
        self.marker = ""
        self.word_item = False
        self.lines_kept = 0
        self.lists: list[HtmlList] = []
        self.table: Building | None = None
        self.tables = 0
        self.cells = 0
        self.depth = 0  # tables around the line
        self.in_lines = False  # the innermost of them is too deep in others to be read as one
        self.alternatives: list[str] = []  # what pictures of the cell say
        self.buttons: list[str] = []  # words of those in a heading's cell
        self.noted_alternatives: set[str] = set()
        self.fallbacks: list[tuple[str, tuple[Place, ...]]] = []  # markup for browsers without scripts
        self.inner: Callable[[str, tuple[Place, ...]], None] = lambda markup, places: None
        self.homes: list[Step] = []
        self.quotations: list[int] = []  # how many blocks stood before each that is open
        self.states: list[State] = []

    def flush(self) -> None:
        """The line that was read becomes a block."""
        line = self.line
        chunks = line.chunks
        if not chunks:
            return
        if not line.styled and not self.word_item:
            text = shown(chunks[0] if len(chunks) == 1 else "".join(chunks))
            chunks.clear()
            if text:
                self.add(text, (), False)
        else:
            if self.word_item and not line.links and (split := split_marker("".join(chunks))) is not None:
                self.kind, self.level, self.marker = "item", max(self.level, 1), split[0]
                chunks[:] = [split[1]]
            self.add(*line.take())

    def add_lines(self, text: str) -> None:
        """Text whose line breaks are shown as such."""
        first, *others = text.split("\n")
        self.line.chunks.append(first)
        for part in others:
            self.flush()
            self.line.chunks.append(part)

    def add(self, text: str, links: tuple[Link, ...], strong: bool, slanted: bool = False, ink: int = 0) -> None:
        if text:
            made = Block(self.kind, text, self.home.places(), self.level, self.marker, links, strong)
            self.blocks.append(made._replace(slanted=slanted, ink=ink) if slanted or ink else made)
            if self.kind == "item":
                self.kind, self.marker = "paragraph", ""

    def show_marker(self) -> None:
        """The number of an item that has no text of its own is shown all the same; a bullet alone says nothing."""
        if self.line.chunks:
            self.flush()
        if self.kind == "item":
            if self.marker not in ("", BULLET):
                self.blocks.append(Block("item", "", self.home.places(), self.level, self.marker))
            self.kind, self.marker = "paragraph", ""

    def save(self, step: Step) -> None:
        self.states.append((self.home, self.kind, self.level, self.marker))
        self.home = step

    def restore(self) -> None:
        self.home, self.kind, self.level, self.marker = self.states.pop()

    def cell_places(self, table: Building, step: Step) -> tuple[Place, ...]:
        """The places of the cell that was counted last."""
        return (Place(None, cell_path(table.path, self.cells - table.first_cell)),) if self.located else step.places()
