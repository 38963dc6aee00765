"""Replaced elements of a page: what pictures, form controls, inner pages, struck words and raised note marks show as text."""

from __future__ import annotations

import re
from collections.abc import Callable

from selectolax.lexbor import LexborNode

from postulat.extract.characters import note_marks
from postulat.extract.characters.cleaning import clean
from postulat.extract.characters.excerpt import shortened
from postulat.extract.document import Note
from postulat.extract.html.flow import Flow
from postulat.extract.html.xpath import Step

TEXT_INPUTS = frozenset(("", "text", "email", "tel", "url", "number", "date", "month", "week", "time", "datetime-local"))
TICKED, UNTICKED = "☒", "☐"
OUTER_TAG = re.compile(r"\A<[^>]*>|</[^<>]*>\Z")
WORD = re.compile(r"[^\W\d_]{2}")
MOST_DRAWN = 200
"""Texts of one drawing that are looked at."""
WORD_NOTES = ("#_ftn", "#_edn")
"""Where Word's own marks of notes lead to."""


def in_cell(flow: Flow) -> bool:
    return flow.table is not None and not flow.in_lines


def take_picture(flow: Flow, node: LexborNode, step: Step) -> None:
    """What a picture says to those who cannot see it; it is a cell's text where the cell has no other."""
    if in_cell(flow) and (words := clean(node.attributes.get("alt") or "")):
        flow.alternatives.append(words)


def take_drawing(flow: Flow, node: LexborNode, step: Step) -> None:
    """What a drawing says: its name or the words drawn in it, as a picture's where it stands in a cell; else they are noted."""
    drawn = clean(" ".join(text.text() for text in node.css("text")[:MOST_DRAWN]))
    if not in_cell(flow):
        if WORD.search(drawn):
            flow.notes.append(Note("drawing", "letters", step.places(), {"text": shortened(drawn)}))
        return
    name = node.css_first("title")
    if words := clean(node.attributes.get("aria-label") or (name.text() if name is not None else "") or drawn):
        flow.alternatives.append(words)


def say_alternatives(flow: Flow) -> None:
    """Notes what pictures of a cell say beside its text, where the text does not say it; an icon of many cells once."""
    said = " ".join(block.text for block in flow.blocks)
    new = (words for words in dict.fromkeys(flow.alternatives) if words not in flow.noted_alternatives)
    beside = [words for words in new if WORD.search(words) and words not in said]
    if beside:
        flow.noted_alternatives.update(beside)
        flow.notes.append(Note("drawing", "alternative", flow.home.places(), {"text": shortened("; ".join(beside))}))


def is_shown(flow: Flow, node: LexborNode) -> bool:
    """Whether a control belongs to the content: it stands in a table, or nobody can change it. Others ask for something."""
    return in_cell(flow) or "readonly" in node.attributes or "disabled" in node.attributes


def take_input(flow: Flow, node: LexborNode, step: Step) -> None:
    kind = (node.attributes.get("type") or "").lower()
    if kind in ("checkbox", "radio"):
        if in_cell(flow):
            flow.line.chunks.append(f" {TICKED if 'checked' in node.attributes else UNTICKED} ")
    elif kind in TEXT_INPUTS and is_shown(flow, node) and (value := node.attributes.get("value")):
        flow.line.chunks.append(f" {value} ")


def take_text_area(flow: Flow, node: LexborNode, step: Step) -> None:
    if is_shown(flow, node):
        flow.add_lines(node.text())


def take_choice(flow: Flow, node: LexborNode, step: Step) -> None:
    """Of a list only what is chosen."""
    if is_shown(flow, node):
        chosen = [clean(option.text()) for option in node.css("option[selected]")]
        if chosen:
            flow.line.chunks.append(f" {', '.join(chosen)} ")


def take_button(flow: Flow, node: LexborNode, step: Step) -> None:
    """The words of a button that opens something (the title of an accordion's part), or by which a column is sorted; others do
    something."""
    if flow.kind == "heading" or "aria-expanded" in node.attributes:
        flow.line.chunks.append(f" {node.text()} ")
    elif in_cell(flow) and flow.table is not None and flow.table.is_heading and WORD.search(words := clean(node.text())):
        flow.buttons.append(words)


def take_frame(flow: Flow, node: LexborNode, step: Step) -> None:
    """A page written inside a page."""
    markup = node.attributes.get("srcdoc")
    if markup:
        flow.inner(markup, step.places())


def take_template(flow: Flow, node: LexborNode, step: Step) -> None:
    """The tree in the shadow of an element, which a browser shows in its place; other templates are shown nowhere."""
    if "shadowrootmode" in node.attributes or "shadowroot" in node.attributes:
        flow.inner(OUTER_TAG.sub("", node.html or ""), step.places())


def take_without_script(flow: Flow, node: LexborNode, step: Step) -> None:
    """A table for browsers without scripts; it is read where the page has no other."""
    markup = node.text()
    if "<table" in markup.lower():
        flow.fallbacks.append((markup, step.places()))


REPLACED: dict[str, Callable[[Flow, LexborNode, Step], None]] = {
    "img": take_picture,
    "svg": take_drawing,
    "input": take_input,
    "textarea": take_text_area,
    "select": take_choice,
    "button": take_button,
    "iframe": take_frame,
    "template": take_template,
    "noscript": take_without_script,
}
"""Elements that are not walked into → what they give."""


def is_struck(flow: Flow, node: LexborNode, step: Step) -> bool:
    """Words that were taken back are no text; they are noted."""
    text = clean(node.text())
    if text:
        flow.notes.append(Note("struck-text", "", step.places(), {"text": shortened(text)}))
    return True


def is_note_mark(flow: Flow, node: LexborNode, step: Step) -> bool:
    """Whether a raised sign is the mark of a note, which is no part of the sentence; the powers of units are."""
    link = node if node.tag == "a" else node.css_first("a") or (node.parent if node.parent is not None else node)
    href = (link.attributes.get("href") or "") if link.tag == "a" else ""
    seen = note_marks.shown(clean(node.text()), "".join(flow.line.chunks[-2:]), refers=href.startswith("#"))
    if seen:
        flow.line.chunks.append(seen)
    return seen is not None


def is_word_note(flow: Flow, node: LexborNode, step: Step) -> bool:
    """The mark of a note in a page that Word wrote."""
    href = node.attributes.get("href") or ""
    if not href.startswith(WORD_NOTES) or href.startswith(tuple(f"{start}ref" for start in WORD_NOTES)):
        return False
    return note_marks.NOTE_MARK.fullmatch(clean(node.text())) is not None


SET_ASIDE: dict[str, Callable[[Flow, LexborNode, Step], bool]] = {
    **dict.fromkeys(("s", "strike", "del"), is_struck),
    "sup": is_note_mark,
}
"""Elements that may be no part of the text → whether this one is not."""
WITH_WORD_NOTES = {**SET_ASIDE, "a": is_word_note}
"""The same for a page with notes as Word writes them; others are spared a look at each link."""
WORD_NOTE_LINKS = ",".join(f'a[href^="{start}"]' for start in WORD_NOTES)
