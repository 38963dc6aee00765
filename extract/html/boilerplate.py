"""What of a page is its content, and what is furniture around it: menus, cookie bars, breadcrumbs, sidebars, footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from postulat.extract.html.styles import Mark, mark_of
from postulat.extract.word_tables import word_table

FURNITURE = re.compile("|".join(row["pattern"] for row in word_table(Path(__file__).with_name("furniture.csv"))))
"""Words that the class or id of a box is made of that is no content."""
CONTENT_NAMES = re.compile(r"\b(?:article|content|tresc)\b", re.I)
# Two words that say it only together: what is not printed, and the row of icons.
PAIRS = (("no", "print"), ("print", "none"), ("hidden", "print"), ("social", "media"), ("social", "links"), ("social", "icons"))
# The foot of a card is no foot of a page: there an answer may stand.
INNER = frozenset(("card", "panel", "box", "entry", "post", "table", "item", "comment", "accordion", "tab", "modal"))
ROLES = ("navigation", "banner", "contentinfo", "search", "complementary")
CONTAINERS = frozenset(
    (
        "div",
        "section",
        "ul",
        "ol",
        "dl",
        "table",
        "td",
        "form",
        "header",
        "footer",
        "nav",
        "aside",
        "p",
        "a",
        "span",
        "center",
        "menu",
    )
)
SCOPES = frozenset(("main", "article", "section", "aside", "nav", "td", "th"))
CONTENT = "main,article,[role=main]"
SELECTOR = "nav,aside,header,footer,[class],[id],[role]"
SPLIT = re.compile(r"[\s_-]+|(?<=[a-z])(?=[A-Z])")
MOST_BOXES = 500  # boxes that are judged; each costs the time of its text
SHORT = 400  # characters; a shorter box cannot be the page's content
MAIN_SHARE = 0.5  # of the page's text, from which a box is its content whatever it is called
LINK_SHARE = 0.5  # of a box's text inside links, from which it is a menu however long


def put_aside(tree: LexborHTMLParser, found: dict[int, Mark]) -> None:
    """Marks the furniture of a page as `aside`; a box that holds the content stays, whatever it is called."""
    body = tree.body
    if body is None:
        return
    looked_at = 0
    within: set[int] = set()  # boxes inside boxes that are put aside
    for node in body.css(SELECTOR):
        tag = node.tag or ""
        if node.mem_id in within or tag not in CONTAINERS or not is_furniture(node, tag):
            continue
        looked_at += 1
        if looked_at > MOST_BOXES:
            return
        if is_content(node, body):
            continue
        if tag == "header" and holds_title(node, body):
            continue
        mark = mark_of(found, node)
        mark.hidden = mark.hidden or "aside"
        within.update(inner.mem_id for inner in node.css(SELECTOR))


def is_content(node: LexborNode, body: LexborNode) -> bool:
    """Whether a box holds what the page is for: its main part, or most of its text and not as links."""
    if node.css_first(CONTENT) is not None:
        return True
    if len(node.text_lexbor()) < SHORT:
        return False
    size = length(node)
    return size > MAIN_SHARE * length(body) and sum(map(length, node.css("a"))) < LINK_SHARE * size


def is_furniture(node: LexborNode, tag: str) -> bool:
    attributes = node.attributes
    role = attributes.get("role") or ""
    if tag in {"nav", "aside"} or role.lower() in ROLES:
        return True
    if tag in {"header", "footer"} and not within_scope(node):
        return True
    if not named_furniture(f"{attributes.get('class') or ''} {attributes.get('id') or ''}"):
        return False
    return tag != "td" or node.css_first("a") is not None  # a cell of a table is a menu only with links in it


@lru_cache(maxsize=2000)
def named_furniture(names: str) -> bool:
    """Whether a class or id says furniture.

    >>> named_furniture("left-menu"), named_furniture("cookieNotice"), named_furniture("card-footer")
    (True, True, False)
    """
    if CONTENT_NAMES.search(names):
        return False
    for name in names.split():
        words = {word.lower() for word in SPLIT.split(name) if word}
        if any(words.issuperset(pair) for pair in PAIRS):
            return True
        if INNER.isdisjoint(words) and any(FURNITURE.fullmatch(word) for word in words):
            return True
    return False


def within_scope(node: LexborNode) -> bool:
    """Inside an article or section, where a header or footer belongs to that and not to the page."""
    parent = node.parent
    while parent is not None:
        if parent.tag in SCOPES:
            return True
        parent = parent.parent
    return False


def holds_title(node: LexborNode, body: LexborNode) -> bool:
    """The page's only first heading stands in it, and is no link home."""
    title = node.css_first("h1")
    return title is not None and title.css_first("a,img") is None and len(body.css("h1")) == 1


def length(node: LexborNode) -> int:
    """Characters of text below a node, without scripts and the white space around pieces."""
    return sum(len(part) for part in texts(node))


def texts(node: LexborNode) -> Iterator[str]:
    for part in node.traverse(include_text=True):
        if part.is_text_node and (words := (part.text_content or "").strip()):
            parent = part.parent
            if parent is None or parent.tag not in {"script", "style"}:
                yield words
