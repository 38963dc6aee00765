"""What a page says to a crawl: its links with their words, its headings, and a fingerprint of what a reader sees."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from postulat.extract.fetch.http.url import absolute

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST_LINKS = 5_000  # of one page
MOST_HEADINGS = 40
LONGEST_WORDS = 300  # characters of a link's words or a heading
UNSEEN = ("script", "style", "noscript", "template", "svg")
HEADINGS = "h1, h2, h3, h4, h5, h6, th, caption, legend"


class PageLink(NamedTuple):
    """A link: its address in one form, and its words."""

    url: str
    text: str


class LinkedPage(NamedTuple):
    """What a crawl needs to know of a page. `cut`: it has more links than are looked at."""

    links: tuple[PageLink, ...]
    headings: tuple[str, ...]
    fingerprint: str
    cut: bool = False


def page(data: bytes, url: str, charset: str | None = None, drop: Iterable[str] = ()) -> LinkedPage:
    """The links, headings and fingerprint of a web page.

    >>> page(b"<h1>Aktualnosci</h1><a href='a.html'>Protokol</a>", "https://a.pl/x/").links
    (PageLink(url='https://a.pl/x/a.html', text='Protokol'),)
    """
    from postulat.extract.characters.encoding import decode
    from postulat.extract.html.reader import parse

    tree = parse(decode(data, charset).text)
    base = base_address(tree, url)
    drop = tuple(drop)
    for node in tree.css(", ".join(UNSEEN)):
        node.decompose()
    found: dict[str, str] = {}
    cut = False
    for address, words in links(tree, base, drop):
        if len(found) >= MOST_LINKS:
            cut = True
            break
        # The same page linked by a picture and by its title: the words count.
        if not found.get(address):
            found[address] = words
    return LinkedPage(
        tuple(PageLink(address, words) for address, words in found.items()),
        tuple(headings(tree)),
        fingerprint(tree, found),
        cut,
    )


def base_address(tree: LexborHTMLParser, url: str) -> str:
    base = tree.css_first("base[href]")
    return absolute(base.attributes.get("href") or "", url) or url if base is not None else url


def links(tree: LexborHTMLParser, base: str, drop: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for node in tree.css("a[href], area[href], iframe[src], frame[src]"):
        attributes = node.attributes
        address = absolute(attributes.get("href") or attributes.get("src") or "", base, drop)
        if address:
            yield address, words_of(node)


def words_of(node: LexborNode) -> str:
    """A link's words; where it has none, what it says of itself, or the words of its picture."""
    text = " ".join(node.text(deep=True, separator=" ").split())
    if not text:
        attributes = node.attributes
        picture = node.css_first("img[alt]")
        text = attributes.get("title") or attributes.get("aria-label") or (picture and picture.attributes.get("alt")) or ""
    return " ".join(text.split())[:LONGEST_WORDS]


def headings(tree: LexborHTMLParser) -> Iterator[str]:
    """The page's own headings; those that are links are titles of what it lists, and change with it."""
    count = 0
    for node in tree.css(HEADINGS):
        if node.css_first("a") is not None or within_link(node):
            continue
        text = " ".join(node.text(deep=True, separator=" ").split())[:LONGEST_WORDS]
        if text and count < MOST_HEADINGS:
            count += 1
            yield text


def within_link(node: LexborNode) -> bool:
    above = node.parent
    while above is not None:
        if above.tag == "a":
            return True
        above = above.parent
    return False


def fingerprint(tree: LexborHTMLParser, found: Iterable[str]) -> str:
    body = tree.body
    words = "" if body is None else " ".join(body.text(deep=True, separator=" ").split())
    return hashlib.sha256("\n".join((words, *sorted(found))).encode("utf-8", "replace")).hexdigest()
