"""A web page as a browser builds and shows it: blocks in reading order, tables as true grids, furniture left out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import cast

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from postulat.extract.characters.cleaning import clean
from postulat.extract.characters.encoding import decode
from postulat.extract.document import Block, Document, Note, Place
from postulat.extract.errors import ReadError, one_line
from postulat.extract.gc_pause import collector_paused
from postulat.extract.html import page_data
from postulat.extract.html.boilerplate import put_aside
from postulat.extract.html.div_tables import mark_tables
from postulat.extract.html.elements import absolute
from postulat.extract.html.flow import Flow
from postulat.extract.html.replaced import WORD_NOTE_LINKS
from postulat.extract.html.source_text import settled
from postulat.extract.html.styles import marks
from postulat.extract.html.walk import walk
from postulat.extract.html.xpath import fixed, root
from postulat.extract.options import HtmlEngine

DEEPEST_PAGE = 3
"""Pages inside each other that are read."""
WORD_LISTS = '[class^="MsoList"],[style*="mso-list"]'


def read(
    data: bytes, source: str, declared: str | None = None, address: str | None = None, engine: HtmlEngine = "lexbor"
) -> Document:
    """A page's bytes as a document; `declared` is the charset that the server named, `address` where the page was found.

    `engine` builds the tree: `lexbor` as browsers do, `bs4` (BeautifulSoup with lxml) as a second opinion.
    """
    decoded = decode(data, declared)
    text = settled(decoded.text, data if decoded.encoding == "utf-8" else None)
    with collector_paused():
        tree = parse(text) if engine == "lexbor" else soup(text)
        base, own = addresses(tree, address)
        found, notes = content(tree, base)
    return Document(
        source=source,
        media_type="text/html",
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        extractor="html" if engine == "lexbor" else f"html-{engine}",
        blocks=found,
        title=title(tree),
        language=language(tree),
        address=own,
        notes=(*decoded.notes, *notes),
    )


def fragment(markup: str, place: Place) -> tuple[Block, ...]:
    """The blocks of a piece of markup that stands inside something else; all of them have that one place.

    >>> [block.text for block in fragment("<p>Ad 1.</p>tak<br>nie", Place(path="line=3"))]
    ['Ad 1.', 'tak', 'nie']
    """
    return part(settled(markup), (place,), "", 0)[0]


def part(markup: str, places: tuple[Place, ...], base: str, depth: int) -> tuple[tuple[Block, ...], list[Note]]:
    """Blocks and notes of markup inside something else; what stands inside it in turn is read to a certain depth."""
    tree = parse(markup)
    if tree.body is None:
        return (), []
    step = fixed(places[0] if places else Place())
    marked = marks(tree)
    mark_tables(tree, marked)
    flow = Flow(step, base)
    flow.inner = inner_reader(flow, depth + 1)
    return walk(flow, tree.body, step, marked), flow.notes


def inner_reader(flow: Flow, depth: int) -> Callable[[str, tuple[Place, ...]], None]:
    """What reads a page inside the page at the place where it is shown."""

    def read_inner(markup: str, places: tuple[Place, ...]) -> None:
        if depth <= DEEPEST_PAGE:
            flow.flush()
            found, notes = part(markup, places, flow.base, depth)
            flow.blocks.extend(found)
            flow.notes.extend(notes)

    return read_inner


def parse(text: str) -> LexborHTMLParser:
    try:
        return LexborHTMLParser(text, scripting=True)  # so that `noscript` is what it is in a browser
    except (SelectolaxError, ValueError) as error:
        raise ReadError(f"the page cannot be parsed: {clean(str(error))}") from error


def soup(text: str) -> LexborHTMLParser:
    """The second tree, which answers as the first does."""
    from postulat.extract.html.soup import SoupTree

    try:
        return cast("LexborHTMLParser", SoupTree(text))
    except (ValueError, RecursionError, AssertionError) as error:
        raise ReadError(f"the page cannot be parsed: {one_line(error)}") from error


def content(tree: LexborHTMLParser, base: str) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """The blocks of the page's body and what was left out of its tables."""
    body = tree.body
    if body is None:
        return (), ()
    marked = marks(tree)
    mark_tables(tree, marked)
    put_aside(tree, marked)
    step = root("/html/body")
    flow = Flow(step, base, word=tree.css_first(WORD_LISTS) is not None)
    flow.word_notes = tree.css_first(WORD_NOTE_LINKS) is not None
    flow.inner = inner_reader(flow, 1)
    blocks = walk(flow, body, step, marked)
    if any(block.table is not None and len(block.table.rows) > 1 for block in blocks):
        return blocks, tuple(flow.notes)
    return (*blocks, *unshown(tree, flow, blocks)), tuple(flow.notes)


def unshown(tree: LexborHTMLParser, flow: Flow, blocks: tuple[Block, ...]) -> list[Block]:
    """The tables of a page without tables that a browser without scripts shows, or that its script draws from data."""
    found: list[Block] = []
    for markup, places in flow.fallbacks:
        inner, notes = part(markup, places, flow.base, 1)
        found.extend(inner)
        flow.notes.extend(notes)
    if not found:
        found = page_data.tables(tree, "\n".join(block.text for block in blocks), fragment)
        flow.notes.extend(
            Note("page-data", "", block.places, {"count": len(block.table.rows) - 1}) for block in found if block.table
        )
    return found


def addresses(tree: LexborHTMLParser, address: str | None) -> tuple[str, str | None]:
    """What links are relative to, and the page's own address: the canonical one, else the one it was found at."""
    own = None
    for selector, attribute in (('link[rel~="canonical" i]', "href"), ('meta[property="og:url" i]', "content")):
        node = tree.css_first(selector)
        target = absolute(node.attributes.get(attribute), address or "") if node is not None else ""
        if target.startswith(("http://", "https://")):
            own = target
            break
    node = tree.css_first("base[href]")
    base = absolute(node.attributes.get("href"), address or own or "") if node is not None else ""
    own = own or address or (base if base.startswith(("http://", "https://")) else None)
    return base or address or own or "", own


def title(tree: LexborHTMLParser) -> str | None:
    node = tree.css_first("head title") or tree.css_first("title")
    return clean(node.text()) or None if node is not None else None


def language(tree: LexborHTMLParser) -> str | None:
    """The page's language, without its region: `pl` for `pl-PL`."""
    node = tree.css_first("html")
    attributes = node.attributes if node is not None else {}
    value = (attributes.get("lang") or attributes.get("xml:lang") or "").strip().lower()
    found = re.match(r"[a-z]{2,3}(?=[-_]|$)", value)
    return found[0] if found else None
