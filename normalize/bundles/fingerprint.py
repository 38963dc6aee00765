"""What of a document is kept to tell later which documents belong together: its links to files, and a print of each postulate."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from postulat.extract.document import Block, Document
from postulat.extract.media_types import ATTACHABLE_SUFFIXES
from postulat.normalize.records import Bond, Postulate
from postulat.normalize.vocabulary.phrases import phrase, rows, stem

PAGES = frozenset(("text/html", "application/xhtml+xml", "multipart/related"))
"""Media types of pages. Links of other documents lead to what they cite, not to what is attached to them."""
MOST_LINKS = 100
"""Different files that a page may link to; one that links to more is a list of documents and no page with attachments."""
MOST_LOOKED_AT = 5_000
"""Links of one page that are looked at; a page with more is a list, whatever they lead to."""
LONGEST_LINK = 1_000  # characters
MOST_PRINTS = 5_000
"""Postulates of a document that are compared with those of others."""
PRINT = 8  # bytes
SUFFIX = re.compile(rf"\.(?:{'|'.join(ATTACHABLE_SUFFIXES)})(?![a-z0-9])", re.IGNORECASE)
"""The end of a file's name, wherever in an address it stands."""
BETWEEN_WORDS = re.compile(r"[\W_]+")


def bond(document: Document, postulates: Iterable[Postulate]) -> Bond | None:
    """The bond of one document; None where there is nothing to keep."""
    links, count = file_links(document.blocks) if document.media_type in PAGES else ((), 0)
    prints = tuple(made for row in postulates if (made := print_of(row)))[:MOST_PRINTS]
    if not links and not prints and not document.address:
        return None
    return Bond(document.document_id, document.address, links, count, prints)


def file_links(blocks: Iterable[Block]) -> tuple[tuple[str, ...], int]:
    """The targets that look like files, each once, and their number; where there are more than allowed, that is one too many."""
    found: dict[str, None] = {}
    for number, (target, words) in enumerate(links(blocks)):
        if number >= MOST_LOOKED_AT:
            return tuple(found)[:MOST_LINKS], MOST_LINKS + 1
        target = target.partition("#")[0]
        if target not in found and len(target) <= LONGEST_LINK and is_file(target, words):
            found[target] = None
            if len(found) > MOST_LINKS:
                break
    return tuple(found)[:MOST_LINKS], len(found)


def links(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """Targets and words of the links in a document's content, in its order, those in tables with them."""
    waiting = [iter(blocks)]
    while waiting:
        block = next(waiting[-1], None)
        if block is None:
            waiting.pop()
        elif block.table is not None:
            waiting.append(iter([inner for cell in block.table.cells() for inner in cell.blocks]))
        else:
            for link in block.links:
                yield link.target, block.text[link.start : link.end]


def is_file(target: str, words: str) -> bool:
    """Whether a link leads to a file rather than to another page, by the name in its address or by what it says.

    >>> is_file("zal.pdf", "tabela"), is_file("/download/1843", "tabela"), is_file("/art/7", "Zestawienie uwag (PDF)")
    (True, True, True)
    >>> is_file("/aktualnosci/7.html", "Zestawienie uwag")
    False
    """
    if not target or target.startswith(("mailto:", "tel:")):
        return False
    place = unquote(target.partition("://")[2].partition("/")[2] or target)
    if SUFFIX.search(place):
        return True
    told = BETWEEN_WORDS.sub(" ", f"{words} {place}")
    lower = told.lower()
    return any(stem(row["phrase"]) in lower and phrase(row["phrase"]).search(told) for row in rows("file_links"))


def print_of(row: Postulate) -> str:
    """A short hash of submitter and text without case and punctuation; empty where there is no text.

    `organisation_id` is here the key of the name, as before names are joined over documents.
    """
    words = BETWEEN_WORDS.sub(" ", row.text).strip().casefold()
    if not words:
        return ""
    return hashlib.blake2b(f"{row.organisation_id or ''}\0{words}".encode("utf-8", "replace"), digest_size=PRINT).hexdigest()
