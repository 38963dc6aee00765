"""Tables without table elements: roles of ARIA, `display: table`, layout grids, rows of columns of the usual style sheets, and
boxes in boxes that are alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from postulat.extract.html.styles import Mark, mark_of
from postulat.extract.html.table_model import colspan, rowspan

TABLE_ROLES = "[role=table],[role=grid],[role=treegrid]"
ROLES = {
    **dict.fromkeys(("table", "grid", "treegrid"), "table"),
    "rowgroup": "group",
    "row": "row",
    "cell": "cell",
    "gridcell": "cell",
    **dict.fromkeys(("columnheader", "rowheader"), "heading"),
}
NATIVE = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "col", "colgroup"))
ROW_NAME = re.compile(r"(?:^|[-_])(?:row|tr)\d*(?:$|[-_])", re.I)
CELL_NAME = re.compile(r"(?:^|[-_])(?:col|column|cell|td|th)\d*(?:$|[-_])", re.I)
ROW_CLASSES = "[class*=row i],[class*=tr i]"
THIRD_CELLS = "div:first-child>div:nth-child(3),div:first-child>span:nth-child(3),li:first-child>span:nth-child(3)"
"""The third part of the first part of an element, which may be the third cell of the first row of a table."""
NO_CELL = "h1,h2,h3,h4,h5,h6,table,form,nav"
"""What a cell of a table does not hold, and a column of a page's layout does."""
FEWEST_ROWS = 2
FEWEST_COLUMNS = 3  # where nothing but names and numbers of elements speak for a table
LONGEST_HEADING = 80  # characters
FEWEST_ALIKE = 3  # rows, with that of the headings, where only their being alike speaks for a table
MOST_HEADING_WORDS = 5  # in such a row
NO_HEADING = re.compile(r":|[?!]$|^[^\w]?\d")
"""What the headings of such rows do not hold: a label and its words, the end of a question, a number first."""
MOST_ELEMENTS = 200_000  # that are looked at
MOST_BOXES = 500  # with rows of columns in them; each costs the time of its text


class DivRow(NamedTuple):
    node: LexborNode | None
    cells: list[LexborNode]


def mark_tables(tree: LexborHTMLParser, found: dict[int, Mark]) -> None:
    """Marks the parts of such tables, so that they are read like others."""
    body = tree.body
    if body is None:
        return
    shaped = {key for key, mark in found.items() if mark.shape}
    finder = Finder(found)
    for node in body.css(TABLE_ROLES):
        if node.tag not in NATIVE and finder.is_free(node):
            finder.mark(node, list(finder.rows(node)), least=1)
    if shaped:
        for node in body.css("[style],[class],[id]"):
            mark = found.get(node.mem_id)
            if mark is None or mark.shape not in ("table", "grid") or node.tag in NATIVE or not finder.is_free(node):
                continue
            if mark.shape == "table":
                finder.mark(node, list(finder.rows(node)), least=FEWEST_ROWS)
            else:
                finder.groups = []
                rows = grid_rows(node, mark.columns)
                if is_table(rows):
                    finder.mark(node, rows, least=FEWEST_ROWS, columns=mark.columns)
    boxes = 0
    for parent, rows_of, least in boxes_of_rows(body):
        if parent.tag in NATIVE or not finder.is_free(parent):
            continue
        boxes += 1
        if boxes > MOST_BOXES:
            return
        finder.groups = []
        rows = rows_of(parent)
        if is_table(rows):
            finder.mark(parent, rows, least=least)
        finder.seen.add(parent.mem_id)


def boxes_of_rows(body: LexborNode) -> Iterator[tuple[LexborNode, Callable[[LexborNode], list[DivRow]], int]]:
    """Elements whose children may be rows, with what reads them and the fewest rows: called so, or no more than alike."""
    for node in body.css(ROW_CLASSES):
        if node.parent is not None and named(node, ROW_NAME):
            yield node.parent, class_rows, FEWEST_ROWS
    for node in body.css(THIRD_CELLS):
        if node.parent is not None and node.parent.parent is not None:
            yield node.parent.parent, alike_rows, FEWEST_ALIKE


class Finder:
    """What was looked at, so that each element is so once."""

    def __init__(self, found: dict[int, Mark]) -> None:
        self.found = found
        self.seen: set[int] = set()
        self.left = MOST_ELEMENTS
        self.groups: list[LexborNode] = []  # of the rows that were found last

    def is_free(self, node: LexborNode) -> bool:
        return self.left > 0 and node.mem_id not in self.seen

    def part(self, node: LexborNode) -> str:
        role = ROLES.get((node.attributes.get("role") or "").strip().lower(), "") if node.attributes else ""
        if role or node.tag in NATIVE:
            return role
        mark = self.found.get(node.mem_id)
        return mark.shape if mark is not None else ""

    def rows(self, node: LexborNode) -> Iterator[DivRow]:
        """The rows below an element that belong to no table inside it; wrappers without a part of their own are looked through."""
        self.groups = []
        waiting = list(elements(node))[::-1]
        while waiting and self.left > 0:
            self.left -= 1
            child = waiting.pop()
            part = self.part(child)
            if part == "group":
                self.groups.append(child)
            if part == "row":
                yield DivRow(child, list(self.cells(child)))
            elif part not in ("table", "grid") and child.tag not in NATIVE:
                waiting.extend(list(elements(child))[::-1])

    def cells(self, row: LexborNode) -> Iterator[LexborNode]:
        waiting = list(elements(row))[::-1]
        while waiting and self.left > 0:
            self.left -= 1
            child = waiting.pop()
            part = self.part(child)
            if part in ("cell", "heading"):
                yield child
            elif not part and child.tag not in NATIVE:
                waiting.extend(list(elements(child))[::-1])

    def mark(self, node: LexborNode, rows: Sequence[DivRow], least: int, columns: int = 0) -> None:
        rows = [row for row in rows if row.cells]
        if len(rows) < least or max((len(row.cells) for row in rows), default=0) < 2:
            return
        self.seen.add(node.mem_id)
        whole = mark_of(self.found, node)
        whole.part, whole.columns = "table", columns
        for group in self.groups:
            mark_of(self.found, group).part = "group"
        for row in rows:
            if row.node is not None:
                mark_of(self.found, row.node).part = "row"
                self.seen.add(row.node.mem_id)
            for cell in row.cells:
                mark = mark_of(self.found, cell)
                mark.part = "heading" if self.part(cell) == "heading" else "cell"
                mark.rowspan = rowspan(cell.attributes.get("aria-rowspan"))
                mark.colspan = colspan(cell.attributes.get("aria-colspan"))


def elements(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        if child.is_element_node:
            yield child
        child = child.next


def named(node: LexborNode, name: re.Pattern[str]) -> bool:
    return any(name.search(word) for word in (node.attributes.get("class") or "").split())


def class_rows(parent: LexborNode) -> list[DivRow]:
    """The children of an element as rows of cells, where all of them are called so; else nothing."""
    rows = []
    for child in elements(parent):
        cells = list(elements(child))
        if child.tag in NATIVE or not named(child, ROW_NAME) or not cells or not all(named(cell, CELL_NAME) for cell in cells):
            return []
        rows.append(DivRow(child, cells))
    return rows


def alike_rows(parent: LexborNode) -> list[DivRow]:
    """The children of an element as rows of cells, where all are elements of one kind and class with as many parts of one kind, and
    the first holds short words that are no sentence and no label; else nothing."""
    rows = [DivRow(child, list(elements(child))) for child in elements(parent)]
    if len(rows) < FEWEST_ALIKE or len({len(row.cells) for row in rows}) > 1:
        return []
    kinds = {(row.node.tag, row.node.attributes.get("class")) for row in rows[1:] if row.node is not None}
    parts = {tuple(cell.tag for cell in row.cells) for row in rows}
    heads = all(may_head(" ".join(cell.text().split())) for cell in rows[0].cells)
    return rows if heads and len(kinds) == len(parts) == 1 and NATIVE.isdisjoint(*parts) else []


def may_head(text: str) -> bool:
    """Whether a text can be the heading of such a column: a few words, and neither a sentence nor a label with its words.

    >>> may_head("Č."), may_head("Treść uwagi"), may_head("Jest za drogo."), may_head("Uwaga: za drogo"), may_head("")
    (True, True, False, False, False)
    """
    sentence = text.endswith(".") and " " in text
    return bool(text) and text.count(" ") < MOST_HEADING_WORDS and not sentence and NO_HEADING.search(text) is None


def grid_rows(node: LexborNode, columns: int) -> list[DivRow]:
    """The children of a layout grid, cut into its rows."""
    cells = list(elements(node))
    if columns < FEWEST_COLUMNS or len(cells) % columns:
        return []
    return [DivRow(None, cells[start : start + columns]) for start in range(0, len(cells), columns)]


def is_table(rows: Sequence[DivRow]) -> bool:
    """Whether rows of columns are a table and not the layout of a page: equal rows under short words, and no headings in them."""
    if len(rows) < FEWEST_ROWS or len(rows[0].cells) < FEWEST_COLUMNS or len({len(row.cells) for row in rows}) > 1:
        return False
    words = [" ".join(cell.text().split()) for cell in rows[0].cells]
    if not all(words) or len({*words}) < len(words) or any(len(word) > LONGEST_HEADING for word in words):
        return False
    return not any(cell.css_first(NO_CELL) is not None for row in rows for cell in row.cells)
