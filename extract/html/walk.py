"""The elements of a page in reading order, walked without recursion, so that no depth of nesting is too deep."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from postulat.extract.characters.cleaning import clean
from postulat.extract.characters.excerpt import shortened
from postulat.extract.document import Block, Note
from postulat.extract.html.elements import BOLD, CELLS, HANDLERS, INLINE, PARTS, PLAIN, Leave, enter_lines, leave_lines
from postulat.extract.html.flow import Flow
from postulat.extract.html.lists import written_marker
from postulat.extract.html.replaced import REPLACED, SET_ASIDE, WITH_WORD_NOTES, is_note_mark, is_struck
from postulat.extract.html.styles import Mark
from postulat.extract.html.xpath import Step, child

LEFT_OUT = {
    *("-comment", "-doctype", "script", "style", "template", "noscript", "head", "title", "base", "link", "meta", "xml", "wbr"),
    *("svg", "img", "object", "embed", "iframe", "audio", "video", "canvas", "input", "button", "select", "textarea", "datalist"),
}
HOLDERS = frozenset(("svg", "button", "select", "object", "audio", "video", "canvas", "datalist", "xml"))  # may have tables inside
ROWS = frozenset(("thead", "tbody", "tfoot", "tr"))
NOTE_LENGTH = 80  # characters of a hidden text that its note shows


def walk(flow: Flow, top: LexborNode, step: Step, marked: dict[int, Mark]) -> tuple[Block, ...]:
    """All blocks below an element."""
    chunks = flow.line.chunks
    append = chunks.append
    aside = WITH_WORD_NOTES if flow.word_notes else SET_ASIDE
    left_out, rows, handlers, plain_handlers = LEFT_OUT, ROWS, HANDLERS, PLAIN  # names of the function are found faster
    stack: list[tuple[LexborNode, Step, Leave | None, bool, bool, Mark | None]] = []
    node = top.first_child
    while node is not None:
        tag = node.tag
        inside = None
        if tag == "-text":
            if flow.lines_kept:
                flow.add_lines(node.text_content or "")
            else:
                text = node.text_content or ""
                if chunks or not text.isspace():  # white space at the start of a line says nothing
                    append(text)
        elif tag == "br":
            if flow.kind == "heading":
                append(" ")  # a heading stays one, however many lines it takes
            else:
                flow.flush()
        elif tag is None or tag in left_out:
            if tag in HOLDERS:
                count(flow, node)
            if tag in REPLACED:
                REPLACED[tag](flow, node, step)
        else:
            inside = node.first_child
            mark = marked.get(node.mem_id) if marked else None
            plain = plain_handlers.get(tag) if mark is None and not flow.lines_kept else None
            if tag in aside and aside[tag](flow, node, step):
                step.children[tag] = step.children.get(tag, 0) + 1
                count(flow, node)
                inside = None
            elif plain is not None and inside is not None and inside.tag == "-text" and inside.next is None:
                plain(flow, node, tag, inside.text_content or "", step)
                inside = None
            elif mark is not None and passed_over(flow, node, tag, mark, step):
                step.children[tag] = step.children.get(tag, 0) + 1
                inside = None
            else:
                # The parts of a table are no steps of a path: its cells are counted through.
                lower = step if tag in rows else child(step, tag, mark.name if mark is not None else "")
                enter, leave = handlers.get(tag, INLINE)
                bold = tag in BOLD
                lines = False
                if mark is not None:
                    lines = mark.lines
                    bold = bold if mark.bold is None else mark.bold
                    if mark.part:
                        enter, leave = PARTS[mark.part]
                    elif mark.alternative and flow.table is not None:
                        flow.alternatives.append(mark.alternative)
                    if enter is None and mark.display == "block" and not mark.part:
                        enter, leave = enter_lines, leave_lines
                if enter is not None:
                    enter(flow, node, lower, mark)
                if bold:
                    flow.line.open_bold()
                if lines:
                    flow.lines_kept += 1
                look = mark if mark is not None and tag != "a" and (mark.slanted or mark.ink) else None
                if look is not None:
                    flow.line.open_look(look.slanted, look.ink)
                if inside is not None and mark is not None and (mark.hidden or mark.struck):  # a cell, which keeps its room
                    if mark.hidden:
                        say_hidden(flow, node, mark, lower)
                    else:
                        is_struck(flow, node, lower)
                    count(flow, node)
                    flow.cells -= tag in CELLS  # the cell itself was counted before
                    inside = None
                if inside is not None:
                    stack.append((node, step, leave, bold, lines, look))
                    step = lower
                else:
                    if leave is not None:
                        leave(flow)
                    close(flow, bold, lines, look)
        if inside is not None:
            node = inside
            continue
        following = node.next
        while following is None and stack:
            node, step, leave, bold, lines, look = stack.pop()
            if leave is not None:
                leave(flow)
            close(flow, bold, lines, look)
            following = node.next
        node = following
    flow.flush()
    return tuple(flow.blocks)


def close(flow: Flow, bold: bool, lines: bool, look: Mark | None) -> None:
    if look is not None:
        flow.line.close_look(look.slanted, look.ink)
    if bold:
        flow.line.close_bold()
    if lines:
        flow.lines_kept -= 1


def passed_over(flow: Flow, node: LexborNode, tag: str, mark: Mark, step: Step) -> bool:
    """Whether an element is left out: hidden, furniture, or the marker that Word wrote out, which is taken from it."""
    is_cell = tag in CELLS or mark.part in ("cell", "heading")
    if mark.struck and not mark.hidden and not is_cell:
        count(flow, node)
        return is_struck(flow, node, step)
    if mark.raised and is_note_mark(flow, node, step):
        return True
    if mark.hidden and mark.alternative and flow.table is not None:
        flow.alternatives.append(mark.alternative)
    if mark.hidden and (mark.hidden == "gone" or not is_cell):
        count(flow, node)
        say_hidden(flow, node, mark, step)
        return True
    if mark.word_list == "ignore" and flow.word_item:
        flow.marker = flow.marker or written_marker(node.text())
        return True
    return False


def count(flow: Flow, node: LexborNode) -> None:
    """Tables and cells that are left out count in the places of those that follow."""
    flow.cells += len(node.css("td,th"))
    flow.tables += len(node.css("table"))


def say_hidden(flow: Flow, node: LexborNode, mark: Mark, step: Step) -> None:
    """A note where the text that is left out stood in a table."""
    if flow.table is None or mark.hidden == "aside":
        return
    cells = node.css("td,th")
    text = clean(" ".join(cell.text_lexbor() for cell in cells) if cells else node.text_lexbor())
    if text:
        flow.notes.append(Note("hidden-text", "html-table", step.places(), {"text": shortened(text, NOTE_LENGTH)}))
