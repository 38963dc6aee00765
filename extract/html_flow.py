"""The elements of a page as blocks in reading order: paragraphs, headings, list items and tables, walked without recursion."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from extract.characters import clean
from extract.document import Block, BlockKind, Cell, Note, Table
from extract.grid import grid
from extract.html_line import Line
from extract.html_lists import BULLET, List, next_marker, open_list, split_marker, word_level, written_marker
from extract.html_marks import Mark
from extract.xpath import Step, cell_path, child, table_path

LEFT_OUT = frozenset((
    "-comment", "-doctype", "script", "style", "template", "noscript", "svg", "button", "select", "textarea", "iframe", "object", "embed",
    "audio", "video", "canvas", "datalist", "head", "title", "xml", "img", "input", "meta", "link", "base", "wbr",
))  # fmt: skip
HOLDERS = frozenset(("svg", "button", "select", "object", "audio", "video", "canvas", "datalist", "xml"))  # may have tables inside
CELLS = frozenset(("td", "th"))
TABLE_PARTS = frozenset(("table", "thead", "tbody", "tfoot", "tr", "colgroup"))
LINES = (
    "address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "dir", "div", "dl", "fieldset", "figcaption",
    "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "main", "nav", "p", "search", "section", "summary",
)  # fmt: skip
NOTE_LENGTH = 80  # characters of a hidden text that its note shows

Slot = tuple[Cell, int, int]
State = tuple[Step, BlockKind, int, str]


class Outer(NamedTuple):
    """What was being read when a table began."""

    blocks: list[Block]
    lists: list[List]
    table: Building | None
    lines_kept: int


class Building:
    """A table that is being read: its row groups, where the count of its cells began, and what goes on when it ends."""

    __slots__ = ("caption", "cell", "first_cell", "groups", "outer", "path", "row", "step")

    def __init__(self, step: Step, path: str, first_cell: int, outer: Outer) -> None:
        self.step = step
        self.path = path
        self.first_cell = first_cell
        self.outer = outer
        self.cell: tuple[int, int, bool] = (1, 1, False)
        self.groups: list[tuple[str, list[list[Slot]]]] = []
        self.row: list[Slot] = []
        self.caption: list[str] = []

    def add_row(self) -> None:
        if not self.groups:
            self.groups.append(("tbody", []))
        self.row = []
        self.groups[-1][1].append(self.row)

    def table(self) -> Table:
        """The table as shown: the first `thead` on top, the first `tfoot` at the end."""
        groups = self.groups
        kinds = [kind for kind, _ in groups]
        order = list(range(len(groups)))
        head = kinds.index("thead") if "thead" in kinds else None
        if head:
            order.insert(0, order.pop(head))
        if "tfoot" in kinds:
            order.append(order.pop(order.index(kinds.index("tfoot"))))
        rows = grid([groups[i][1] for i in order])
        marked = len(groups[head][1]) if head is not None else 0
        if not 0 < marked < len(rows):
            marked = 0
            for row in rows:
                if not any(row) or any(cell is not None and not cell.heading for cell in row):
                    break
                marked += 1
        return Table(rows, self.step.places(), " ".join(self.caption), marked)


class Flow:
    """A walk over a tree. The handlers in `ENTER` and `LEAVE` keep the state between two text nodes."""

    def __init__(self, step: Step, marked: dict[int, Mark], folding: bool, base: str = "", word: bool = False) -> None:
        self.located = step.depth == 0
        self.word = word
        self.marked = marked
        self.base = base
        self.line = Line(folding)
        self.blocks: list[Block] = []
        self.notes: list[Note] = []
        self.home = step  # the element whose line is being read
        self.kind: BlockKind = "paragraph"
        self.level = 0
        self.marker = ""
        self.word_item = False
        self.lines_kept = 0
        self.lists: list[List] = []
        self.table: Building | None = None
        self.tables = 0
        self.cells = 0
        self.homes: list[Step] = []
        self.states: list[State] = []

    def walk(self, top: LexborNode, step: Step) -> tuple[Block, ...]:
        """All blocks below an element."""
        marked = self.marked
        append = self.line.chunks.append
        stack: list[tuple[LexborNode, Step, Leave | None, bool]] = []
        node = top.first_child
        while node is not None:
            tag = node.tag
            inside = None
            if tag == "-text":
                append(node.text_content or "")
            elif tag == "br":
                self.end_line()
            elif tag is None or tag in LEFT_OUT:
                if tag in HOLDERS:
                    self.count(node)
            else:
                mark = marked.get(node.mem_id) if marked else None
                if mark is not None and self.passed_over(node, tag, mark, step):
                    step.children[tag] = step.children.get(tag, 0) + 1
                else:
                    below = child(step, tag, mark.name if mark is not None else "")
                    enter, leave = HANDLERS.get(tag, INLINE)
                    bold = tag == "b" or tag == "strong"
                    if mark is not None:
                        bold = bold if mark.bold is None else mark.bold
                        if enter is None and mark.display == "block":
                            enter, leave = enter_lines, leave_lines
                    if enter is not None:
                        enter(self, node, below, mark)
                    if bold:
                        self.line.open_bold()
                    inside = node.first_child
                    if inside is not None and mark is not None and mark.hidden:  # a cell, which keeps its room
                        self.say_hidden(node, mark, below)
                        inside = None
                    if inside is not None:
                        stack.append((node, step, leave, bold))
                        step = below
                    else:
                        if leave is not None:
                            leave(self)
                        if bold:
                            self.line.close_bold()
            if inside is not None:
                node = inside
                continue
            following = node.next
            while following is None and stack:
                node, step, leave, bold = stack.pop()
                if leave is not None:
                    leave(self)
                if bold:
                    self.line.close_bold()
                following = node.next
            node = following
        self.flush()
        return tuple(self.blocks)

    def end_line(self) -> None:
        """A `<br>`: the next line is a block of its own, but a heading stays one."""
        if self.kind == "heading":
            self.line.chunks.append(" ")
        else:
            self.flush()

    def flush(self) -> None:
        """The line that was read becomes a block."""
        chunks = self.line.chunks
        if not chunks:
            return
        if self.lines_kept and not self.line.links and not self.line.target:
            raw = "".join(chunks)
            for part in raw.split("\n"):
                chunks[:] = [part]
                self.add_line()
            return
        if self.word_item and not self.line.links and (split := split_marker("".join(chunks))) is not None:
            self.kind, self.marker = "item", split[0]
            chunks[:] = [split[1]]
        self.add_line()

    def add_line(self) -> None:
        text, links, strong = self.line.take()
        if not text:
            return
        kind = self.kind
        self.blocks.append(Block(kind, text, self.home.places(), self.level, self.marker, links, strong))
        if kind == "item":
            self.kind = "paragraph"
            self.marker = ""

    def show_marker(self) -> None:
        """The number of an item that has no text of its own is shown all the same; a bullet alone says nothing."""
        self.flush()
        if self.kind == "item":
            if self.marker not in ("", BULLET):
                self.blocks.append(Block("item", "", self.home.places(), self.level, self.marker))
            self.kind = "paragraph"
            self.marker = ""

    def save(self, step: Step) -> None:
        self.states.append((self.home, self.kind, self.level, self.marker))
        self.home = step

    def restore(self) -> None:
        self.home, self.kind, self.level, self.marker = self.states.pop()

    def passed_over(self, node: LexborNode, tag: str, mark: Mark, step: Step) -> bool:
        """Whether an element is left out: hidden, furniture, or the marker that Word wrote out, which is taken from it."""
        if mark.hidden and (mark.hidden == "gone" or tag not in CELLS):
            self.count(node)
            self.say_hidden(node, mark, step)
            return True
        if mark.word_list == "ignore" and self.word_item:
            self.marker = self.marker or written_marker(node.text())
            return True
        return False

    def count(self, node: LexborNode) -> None:
        """Tables and cells that are left out count in the places of those that follow."""
        self.cells += len(node.css("td,th"))
        self.tables += len(node.css("table"))

    def say_hidden(self, node: LexborNode, mark: Mark, step: Step) -> None:
        """A note where the text that is left out stood in a table."""
        if self.table is None or mark.hidden == "aside":
            return
        text = clean(node.text_lexbor())
        if text:
            shown = text if len(text) <= NOTE_LENGTH else text[: NOTE_LENGTH - 1] + "…"
            places = self.table.step.places() if step.tag in TABLE_PARTS else step.places()
            self.notes.append(Note("hidden-text", f"hidden text in a table is left out: {shown}", places))


Enter = Callable[[Flow, LexborNode, Step, Mark | None], None]
Leave = Callable[[Flow], None]


def enter_lines(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    flow.flush()
    flow.homes.append(flow.home)
    flow.home = step


def leave_lines(flow: Flow) -> None:
    flow.flush()
    flow.home = flow.homes.pop()


def enter_paragraph(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    """A paragraph; Word writes its list items as paragraphs with a style of their own."""
    enter_lines(flow, node, step, mark)
    if not flow.word or flow.kind != "paragraph" or flow.level:
        return
    style = mark.word_list if mark is not None else ""
    if style not in ("", "none"):
        flow.word_item = True
        flow.kind, flow.level = "item", word_level(style)
    elif (node.attributes.get("class") or "").startswith("MsoList"):
        flow.word_item = True


def leave_paragraph(flow: Flow) -> None:
    leave_lines(flow)
    if flow.word_item:
        flow.word_item = False
        flow.kind, flow.level, flow.marker = "paragraph", 0, ""


def enter_heading(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    flow.flush()
    flow.save(step)
    if flow.kind != "item":
        flow.kind, flow.level, flow.marker = "heading", int((node.tag or "h1")[1]), ""


def leave_saved(flow: Flow) -> None:
    flow.flush()
    flow.restore()


def enter_term(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    flow.flush()
    flow.save(step)
    flow.kind, flow.level, flow.marker = ("term" if node.tag == "dt" else "description"), 0, ""


def enter_list(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    flow.show_marker()
    flow.save(step)
    flow.lists.append(open_list(node, mark))


def leave_list(flow: Flow) -> None:
    flow.flush()
    flow.lists.pop()
    flow.restore()


def enter_item(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    flow.show_marker()
    flow.save(step)
    flow.kind = "item"
    flow.level = max(len(flow.lists), 1)
    flow.marker = next_marker(flow.lists[-1], node, mark) if flow.lists else BULLET


def leave_item(flow: Flow) -> None:
    flow.show_marker()
    flow.restore()


def enter_link(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    target = absolute(node.attributes.get("href"), flow.base)
    if target:
        flow.line.open_link(target)


def leave_link(flow: Flow) -> None:
    flow.line.close_link()


def absolute(href: str | None, base: str) -> str:
    """A link's target, absolute where the page says what it is relative to; scripts are no targets.

    >>> absolute("../zal.pdf", "https://bip.example.pl/a/b"), absolute("javascript:void(0)", "")
    ('https://bip.example.pl/zal.pdf', '')
    """
    href = (href or "").strip()
    for sign in "\t\r\n":
        href = href.replace(sign, "")
    if not href or href.lower().startswith(("javascript:", "vbscript:", "data:")):
        return ""
    try:
        return urljoin(base, href) if base else href
    except ValueError:
        return href


def enter_pre(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    enter_lines(flow, node, step, mark)
    flow.lines_kept += 1


def leave_pre(flow: Flow) -> None:
    leave_lines(flow)
    flow.lines_kept -= 1


def enter_table(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    flow.show_marker()
    flow.save(step)
    flow.kind, flow.level, flow.marker = "paragraph", 0, ""
    flow.tables += 1
    path = table_path(flow.tables, mark.name if mark is not None else "")
    if flow.located:
        step.put(path)
    outer = Outer(flow.blocks, flow.lists, flow.table, flow.lines_kept)
    flow.table = Building(step, path, flow.cells, outer)
    flow.lists, flow.lines_kept = [], 0


def leave_table(flow: Flow) -> None:
    flow.line.chunks.clear()
    building = flow.table
    flow.restore()
    if building is None:
        return
    flow.blocks, flow.lists, flow.table, flow.lines_kept = building.outer
    table = building.table()
    if table.rows or table.caption:
        flow.blocks.append(Block("table", "", table.places, table=table))


def enter_group(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    if flow.table is not None:
        flow.table.groups.append((node.tag or "tbody", []))


def enter_row(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    if flow.table is not None:
        flow.table.add_row()


def enter_cell(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    flow.line.chunks.clear()
    flow.homes.append(flow.home)
    flow.home = step
    flow.cells += 1
    table = flow.table
    if table is None:
        return
    if flow.located and step.cached is None:
        step.put(cell_path(table.path, flow.cells - table.first_cell))
    heading = node.tag == "th"
    table.cell = (1, 1, heading) if mark is None else (mark.rowspan, mark.colspan, heading)
    flow.blocks = []


def leave_cell(flow: Flow) -> None:
    flow.flush()
    table = flow.table
    if table is not None:
        rowspan, colspan, heading = table.cell
        table.row.append((Cell(tuple(flow.blocks), flow.home.places(), heading), rowspan, colspan))
        flow.blocks = []
    flow.home = flow.homes.pop()


def enter_caption(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    flow.line.chunks.clear()
    flow.homes.append(flow.home)
    flow.home = step
    if flow.table is not None:
        flow.blocks = []


def leave_caption(flow: Flow) -> None:
    flow.flush()
    flow.home = flow.homes.pop()
    if flow.table is not None:
        flow.table.caption.extend(line for block in flow.blocks if (line := block.line))
        flow.blocks = []


HANDLERS: dict[str, tuple[Enter | None, Leave | None]] = {
    **dict.fromkeys(LINES, (enter_lines, leave_lines)),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), (enter_heading, leave_saved)),
    **dict.fromkeys(("dt", "dd"), (enter_term, leave_saved)),
    **dict.fromkeys(("ul", "ol", "menu"), (enter_list, leave_list)),
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext"), (enter_pre, leave_pre)),
    **dict.fromkeys(("thead", "tbody", "tfoot"), (enter_group, None)),
    **dict.fromkeys(CELLS, (enter_cell, leave_cell)),
    "p": (enter_paragraph, leave_paragraph),
    "li": (enter_item, leave_item),
    "a": (enter_link, leave_link),
    "table": (enter_table, leave_table),
    "tr": (enter_row, None),
    "caption": (enter_caption, leave_caption),
}
INLINE: tuple[Enter | None, Leave | None] = (None, None)
