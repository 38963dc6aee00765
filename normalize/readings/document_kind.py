"""Whether a document says that it is a list of comments, or a report on a consultation: by its title or its headings."""

from __future__ import annotations

from collections.abc import Iterable

from postulat.extract.document import Block
from postulat.normalize.vocabulary.word_patterns import patterns

LONGEST_TITLE = 250
"""Characters of a heading; a longer one is text."""
MOST_HEADINGS = 40
FIRST_LINES = 3
"""Lines at the head of a document that may be its title without being marked as one."""


def is_about_comments(title: str | None, blocks: Iterable[Block]) -> bool:
    """
    >>> is_about_comments("Zestawienie uwag do regulaminu", ()), is_about_comments("Protokół z sesji", ())
    (True, False)
    """
    return any(says_kind(text) for text in (title or "", *headings(blocks)))


def headings(blocks: Iterable[Block]) -> Iterable[str]:
    lines = found = 0
    for block in blocks:
        if block.kind == "heading" or block.strong or (lines < FIRST_LINES and block.kind == "paragraph"):
            yield block.text
            found += 1
        lines += bool(block.text)
        if found >= MOST_HEADINGS:
            return


def says_kind(text: str) -> bool:
    return bool(text) and len(text) <= LONGEST_TITLE and any(pattern.search(text) for pattern in patterns("document_kinds"))
