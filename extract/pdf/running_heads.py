"""What stands on every page around the text: running titles, page numbers, the header and footer of a browser's print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from postulat.extract.pdf.lines import Line

MARGIN = 0.14
"""Share of the page's height, above and below, in which such lines stand."""
SAME_HEIGHT = 4.0
"""Points."""
FEWEST_PAGES = 2
SHARE = 0.4
"""Of the pages; a line that stands on fewer is text."""
DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(r"\W*(?:[^\W\d]+\.?\s+)?(\d{1,4})(?:\s*(?:/|[^\W\d]{1,3})\s*(\d{1,4}))?\W*")


class PageLines(NamedTuple):
    """The lines of a page outside its tables."""

    number: int
    height: float
    lines: Sequence[Line]


def running_titles(sheets: Sequence[PageLines], page_count: int) -> set[tuple[int, int]]:
    """The lines that are no text: page number, and number of the line on it."""
    seen: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        own = {(key(line), height(line, sheet) + shift) for _, line in at_margin(sheet) for shift in (-1, 0, 1)}
        seen.update(own)
    inside = {key(line) for sheet in sheets for line in sheet.lines} if page_count == 1 else keys_of_text(sheets)
    found = set()
    for sheet in sheets:
        for index, line in at_margin(sheet):
            times = seen[key(line), height(line, sheet)]
            repeated = times >= max(FEWEST_PAGES, SHARE * page_count) and (page_count > 2 or bool(DIGITS.search(line.text)))
            worded = line.text.strip()[:1].isalpha() and len(DIGITS.findall(line.text)) == 1 and key(line) in inside
            if repeated or (numbers_page(line, sheet, page_count) and not worded):
                found.add((sheet.number, index))
    high = [(sheet.number, index) for sheet in sheets for index, line in enumerate(sheet.lines) if is_lone_number(line, sheet)]
    return found.union(high if len(high) >= FEWEST_PAGES else ())


def is_lone_number(line: Line, sheet: PageLines) -> bool:
    """Whether the line is the bare number of its page, below all else: on paper of another size than it was set for, it may stand
    above the margin."""
    if line.text != str(sheet.number) or line.baseline < sheet.height / 2:
        return False
    return all(other is line or other.baseline + line.size < line.baseline for other in sheet.lines)


def keys_of_text(sheets: Sequence[PageLines]) -> set[str]:
    """What lines say between the margins: `Uwaga 1` at the head of a page is no page number where `Uwaga 2` stands in the text."""
    return {key(line) for sheet in sheets for line in sheet.lines if not is_at_margin(line, sheet)}


def at_margin(sheet: PageLines) -> list[tuple[int, Line]]:
    return [(index, line) for index, line in enumerate(sheet.lines) if is_at_margin(line, sheet)]


def is_at_margin(line: Line, sheet: PageLines) -> bool:
    return line.bottom < MARGIN * sheet.height or line.top > (1 - MARGIN) * sheet.height


def key(line: Line) -> str:
    """A line's text with every number alike.

    >>> key(Line("Strona 2 z 5", 0, 1, 1, 1))
    'strona # z #'
    """
    return DIGITS.sub("#", line.text.casefold())


def height(line: Line, sheet: PageLines) -> int:
    """Where the line stands; measured from below for footers, as pages may differ in size."""
    at = line.baseline if line.baseline < sheet.height / 2 else line.baseline - sheet.height
    return round(at / SAME_HEIGHT)


def numbers_page(line: Line, sheet: PageLines, page_count: int) -> bool:
    """Whether the line is the page's own number: `- 3 -`, `Strona 3`, `3/12`."""
    match = PAGE_NUMBER.fullmatch(line.text)
    if match is None or int(match[1]) != sheet.number:
        return False
    if match[2] is not None:
        return int(match[2]) == page_count
    others = [other for other in sheet.lines if other is not line]
    return all(other.baseline <= line.baseline + 1 for other in others) or all(
        other.baseline >= line.baseline - 1 for other in others
    )
