"""List levels in text: how deep an item stands by its indent, and the number that a renderer counts for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

NUMBERED = re.compile(r"(\(?)(\d{1,3})([.)])")


@dataclass(slots=True)
class Open:
    """A list that may go on: the indent of its items, where their text begins, and how far it has counted."""

    indent: int
    text: int
    written: str
    count: int


@dataclass(slots=True)
class Lists:
    """The lists inside each other at this point of the text."""

    open: list[Open] = field(default_factory=list)

    def end(self) -> None:
        """Something that is no item ends all lists."""
        self.open.clear()

    def place(self, indent: int, text: int, marker: str) -> tuple[int, str]:
        """Depth (from 1) and marker of an item. In Markdown each item of a list may say `1.`, and is counted all the same.

        >>> lists = Lists()
        >>> [lists.place(*item) for item in ((0, 3, "1."), (3, 5, "-"), (0, 3, "1."), (0, 3, "1."), (4, 6, "a)"))]
        [(1, '1.'), (2, '-'), (1, '2.'), (1, '3.'), (2, 'a)')]
        """
        while self.open and indent < self.open[-1].indent:
            self.open.pop()
        same = bool(self.open) and indent < min(self.open[-1].text, self.open[-1].indent + 2)
        number = NUMBERED.fullmatch(marker)
        count = int(number[2]) if number else 0
        if not same:
            self.open.append(Open(indent, text, marker, count))
            return len(self.open), marker
        last = self.open[-1]
        if number and marker == last.written:
            count = last.count + 1
        shown = f"{number[1]}{count}{number[3]}" if number else marker
        self.open[-1] = Open(last.indent, text, marker, count)
        return len(self.open), shown
