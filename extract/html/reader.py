"""A web page as a browser builds and shows it: blocks in reading order, tables as true grids, furniture left out."""

from __future__ import annotations

import hashlib
import re

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from postulat.extract.characters.cleaning import clean
from postulat.extract.characters.encoding import decode
from postulat.extract.document import Block, Document, Note, Place
from postulat.extract.errors import ReadError
from postulat.extract.gc_pause import collector_paused
from postulat.extract.html.boilerplate import put_aside
from postulat.extract.html.elements import absolute
from postulat.extract.html.flow import Flow
from postulat.extract.html.source_text import settled
from postulat.extract.html.styles import marks
from postulat.extract.html.walk import walk
from postulat.extract.html.xpath import fixed, root

WORD_LISTS = '[class^="MsoList"],[style*="mso-list"]'


def read(data: bytes, source: str, declared: str | None = None, address: str | None = None) -> Document:
    """A page's bytes as a document; `declared` is the charset that the server named, `address` where the page was found."""
    decoded = decode(data, declared)
    text = settled(decoded.text, data if decoded.encoding == "utf-8" else None)
    with collector_paused():
        tree = parse(text)
        base, own = addresses(tree, address)
        found, notes = content(tree, base)
    return Document(
        source=source,
        media_type="text/html",
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        extractor="html",
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
    markup = settled(markup)
    tree = parse(markup)
    step = fixed(place)
    return walk(Flow(step), tree.body, step, marks(tree)) if tree.body is not None else ()


def parse(text: str) -> LexborHTMLParser:
    try:
        return LexborHTMLParser(text, scripting=True)  # so that `noscript` is what it is in a browser
    except (SelectolaxError, ValueError) as error:
        raise ReadError(f"the page cannot be parsed: {clean(str(error))}") from error


def content(tree: LexborHTMLParser, base: str) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """The blocks of the page's body and what was left out of its tables."""
    body = tree.body
    if body is None:
        return (), ()
    marked = marks(tree)
    put_aside(tree, marked)
    step = root("/html/body")
    flow = Flow(step, base, word=tree.css_first(WORD_LISTS) is not None)
    blocks = walk(flow, body, step, marked)
    return blocks, tuple(flow.notes)


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
