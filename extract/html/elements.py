"""What each element does to the flow of a page: begins and ends paragraphs, items, headings, links, tables and their cells."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from postulat.extract import ticked
from postulat.extract.document import Block, Cell, Note, Place
from postulat.extract.html.flow import DEEPEST_TABLE, Flow
from postulat.extract.html.line import shown
from postulat.extract.html.lists import BULLET, next_marker, open_list, word_level
from postulat.extract.html.replaced import say_alternatives
from postulat.extract.html.styles import Mark
from postulat.extract.html.table_builder import Building, Outer
from postulat.extract.html.xpath import Step, below, child, table_path

Enter = Callable[[Flow, LexborNode, Step, Mark | None], None]
Leave = Callable[[Flow], None]
Plain = Callable[[Flow, LexborNode, str, str, Step], None]

LONGEST_SUMMARY = 200  # characters
LOWEST_HEADING = 6
BOLD = frozenset(("b", "strong"))
SLANTED = frozenset(("em", "i"))
CELLS = frozenset(("td", "th"))
LINES = {
    *("address", "article", "aside", "body", "center", "details", "dialog", "dir", "div", "dl", "fieldset"),
    *("figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "legend", "main", "nav", "search", "section"),
}


def enter_lines(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    flow.flush()
    flow.homes.append(flow.home)
    flow.home = step


def leave_lines(flow: Flow) -> None:
    flow.flush()
    flow.home = flow.homes.pop()


def enter_quotation(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    enter_lines(flow, node, step, mark)
    flow.quotations.append(len(flow.blocks))


def leave_quotation(flow: Flow) -> None:
    """What stands in a quotation is marked as such; blocks of a table are its cells by now."""
    leave_lines(flow)
    start = flow.quotations.pop()
    flow.blocks[start:] = [block._replace(quoted=True) for block in flow.blocks[start:]]


def enter_paragraph(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    """A paragraph; Word writes its list items as paragraphs with a style of their own."""
    if flow.line.chunks:
        flow.flush()
    flow.homes.append(flow.home)
    flow.home = step
    if not flow.word or flow.kind != "paragraph" or flow.level:
        return
    style = mark.word_list if mark is not None else ""
    if style not in ("", "none"):
        flow.word_item = True
        flow.kind, flow.level = "item", word_level(style)
    elif (node.attributes.get("class") or "").startswith("MsoList"):
        flow.word_item = True


def leave_paragraph(flow: Flow) -> None:
    if flow.word_item:
        flow.show_marker()
    leave_lines(flow)
    if flow.word_item:
        flow.word_item = False
        flow.kind, flow.level, flow.marker = "paragraph", 0, ""


def enter_heading(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    flow.flush()
    flow.save(step)
    if flow.kind != "item":
        flow.kind, flow.level, flow.marker = "heading", int((node.tag or "h1")[1]), ""


def enter_summary(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    """The title of a part that opens; one as long as a text is a paragraph that stays in sight."""
    flow.flush()
    flow.save(step)
    if flow.kind != "item" and len(node.text()) <= LONGEST_SUMMARY:
        flow.kind, flow.level, flow.marker = "heading", LOWEST_HEADING, ""


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
    flow.depth += 1
    flow.in_lines = flow.depth > DEEPEST_TABLE
    if flow.in_lines:
        step.close(flow.states[-1][0].places())
        if not any(note.code == "limit-reached" for note in flow.notes):
            flow.notes.append(Note("limit-reached", "deep-tables", step.places(), {"most": DEEPEST_TABLE}))
        return
    path = table_path(flow.tables, mark.name if mark is not None else "")
    if flow.located:
        step.put((Place(None, path),))
    outer = Outer(flow.blocks, flow.lists, flow.table, flow.lines_kept)
    flow.table = Building(step.places(), path, flow.cells, outer)
    flow.lists, flow.lines_kept = [], 0


def leave_table(flow: Flow) -> None:
    flow.depth -= 1
    flow.in_lines = flow.depth > DEEPEST_TABLE
    if flow.depth >= DEEPEST_TABLE:
        leave_saved(flow)
        return
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
    if flow.table is not None and not flow.in_lines:
        flow.table.groups.append((node.tag or "tbody", []))


def enter_row(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    if flow.table is not None and not flow.in_lines:
        flow.table.add_row()


def enter_cell(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    flow.cells += 1
    table = flow.table
    if table is None or flow.in_lines:
        enter_lines(flow, node, step, mark)
        return
    flow.line.chunks.clear()
    flow.homes.append(flow.home)
    flow.home = step
    if step.cached is None:
        step.put(flow.cell_places(table, step))
    heading = node.tag == "th"
    table.cell = (1, 1, heading) if mark is None else (mark.rowspan, mark.colspan, heading)
    flow.blocks = []
    flow.alternatives.clear()


def leave_cell(flow: Flow) -> None:
    flow.flush()
    table = flow.table
    if table is not None and not flow.in_lines:
        rowspan, colspan, heading = table.cell
        if flow.alternatives and not flow.blocks:
            flow.add(shown(" ".join(flow.alternatives)), (), False)
        elif flow.alternatives:
            say_alternatives(flow)
        elif flow.buttons and not flow.blocks:
            flow.add(shown(" ".join(flow.buttons)), (), False)
        flow.alternatives.clear()
        flow.buttons.clear()
        table.row.append((Cell(ticked.shown(tuple(flow.blocks)), flow.home.places(), heading), rowspan, colspan))
        flow.blocks = []
    flow.home = flow.homes.pop()


def enter_div_table(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    """A table without table elements: places of others do not count it, and its cells stand where their own elements do."""
    flow.show_marker()
    flow.save(step)
    flow.kind, flow.level, flow.marker = "paragraph", 0, ""
    flow.depth += 1
    flow.in_lines = flow.depth > DEEPEST_TABLE
    if flow.in_lines:
        return
    outer = Outer(flow.blocks, flow.lists, flow.table, flow.lines_kept)
    flow.table = Building(step.places(), "", flow.cells, outer, mark.columns if mark is not None else 0)
    flow.lists, flow.lines_kept = [], 0


def enter_div_cell(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    table = flow.table
    if table is None or flow.in_lines:
        enter_lines(flow, node, step, mark)
        return
    flow.flush()  # loose text between the cells stands above the table
    if table.columns and (not table.groups or len(table.row) >= table.columns):
        table.add_row()
    flow.homes.append(flow.home)
    flow.home = step
    table.cell = (1, 1, False) if mark is None else (mark.rowspan, mark.colspan, mark.part == "heading")
    flow.blocks = []
    flow.alternatives.clear()


def leave_div_cell(flow: Flow) -> None:
    leave_cell(flow)
    if flow.table is not None and not flow.in_lines:
        flow.blocks = flow.table.outer.blocks


def enter_caption(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    enter_lines(flow, node, step, mark)
    if flow.table is not None and not flow.in_lines:
        flow.blocks = []


def leave_caption(flow: Flow) -> None:
    leave_lines(flow)
    if flow.table is not None and not flow.in_lines:
        flow.table.caption.extend(line for block in flow.blocks if (line := block.line))
        flow.blocks = []


def enter_slant(flow: Flow, node: LexborNode, step: Step, mark: Mark | None) -> None:
    flow.line.open_slant()


def leave_slant(flow: Flow) -> None:
    flow.line.close_slant()


def plain_paragraph(flow: Flow, node: LexborNode, tag: str, text: str, step: Step) -> None:
    """The handlers in `PLAIN` are for elements with nothing but text in them: most of a page, so they are spared the long way."""
    if flow.word or flow.line.styled:
        lower = child(step, tag, "")
        enter_paragraph(flow, node, lower, None)
        flow.line.chunks.append(text)
        leave_paragraph(flow)
        return
    if flow.line.chunks:
        flow.flush()
    places = below(step, tag)
    text = shown(text)
    if text:
        flow.blocks.append(Block(flow.kind, text, places, flow.level, flow.marker))
        if flow.kind == "item":
            flow.kind, flow.marker = "paragraph", ""


def plain_item(flow: Flow, node: LexborNode, tag: str, text: str, step: Step) -> None:
    flow.show_marker()
    if flow.line.styled or not text or text.isspace():
        enter_item(flow, node, child(step, tag, ""), None)
        flow.line.chunks.append(text)
        leave_item(flow)
        return
    marker = next_marker(flow.lists[-1], node, None) if flow.lists else BULLET
    flow.blocks.append(Block("item", shown(text), below(step, tag), max(len(flow.lists), 1), marker))


def plain_cell(flow: Flow, node: LexborNode, tag: str, text: str, step: Step) -> None:
    table = flow.table
    if table is None or flow.in_lines or flow.line.styled:
        enter_cell(flow, node, child(step, tag, ""), None)
        flow.line.chunks.append(text)
        leave_cell(flow)
        return
    flow.line.chunks.clear()
    flow.cells += 1
    step.children[tag] = step.children.get(tag, 0) + 1
    places = flow.cell_places(table, step)
    text = shown(text)
    blocks: tuple[Block, ...] = (Block("paragraph", text, places),) if text else ()
    if ticked.has_box(text):
        blocks = ticked.shown(blocks)
    table.row.append((Cell(blocks, places, tag == "th"), 1, 1))


def plain_inline(flow: Flow, node: LexborNode, tag: str, text: str, step: Step) -> None:
    step.children[tag] = step.children.get(tag, 0) + 1
    line = flow.line
    if tag == "a" and (target := absolute(node.attributes.get("href"), flow.base)):
        line.open_link(target)
        line.chunks.append(text)
        line.close_link()
    elif tag in BOLD:
        line.open_bold()
        line.chunks.append(text)
        line.close_bold()
    elif tag in SLANTED:
        line.open_slant()
        line.chunks.append(text)
        line.close_slant()
    else:
        line.chunks.append(text)


HANDLERS: dict[str, tuple[Enter | None, Leave | None]] = {
    **dict.fromkeys(LINES, (enter_lines, leave_lines)),
    "blockquote": (enter_quotation, leave_quotation),
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
    **dict.fromkeys(SLANTED, (enter_slant, leave_slant)),
    "summary": (enter_summary, leave_saved),
}
PARTS: dict[str, tuple[Enter | None, Leave | None]] = {
    "table": (enter_div_table, leave_table),
    "group": (None, None),
    "row": (enter_row, None),
    "cell": (enter_div_cell, leave_div_cell),
    "heading": (enter_div_cell, leave_div_cell),
}
"""What elements do that are parts of a table by their role or style."""
INLINE: tuple[Enter | None, Leave | None] = (None, None)
PLAIN: dict[str, Plain] = {
    "p": plain_paragraph,
    "li": plain_item,
    "td": plain_cell,
    "th": plain_cell,
    **dict.fromkeys(("a", "b", "strong", "span", "font", "em", "i", "u", "sup", "sub", "small", "o:p"), plain_inline),
}
