"""Numbers of OpenDocument lists and headings, counted from their styles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from postulat.extract.characters.cleaning import clean
from postulat.extract.characters.numerals import letters, roman
from postulat.extract.office.odt.styles import LOEXT, STYLE, TEXT
from postulat.extract.office.package import whole

BULLET = "-"
MOST_REPEATED = 780
"""Highest number written with letters that repeat after z (aa, bb …)."""
LARGEST_LETTERED = 10_000


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one depth of a list counts; `pattern` holds `%1%` for the number of the first depth, and so on."""

    form: str
    pattern: str
    start: int = 1
    synchronous: bool = False


@dataclass(slots=True)
class Counts:
    """How far a list is counted, by depth from 1."""

    numbers: dict[int, int] = field(default_factory=dict)

    def count(self, levels: dict[int, ListLevel], depth: int, start: int | None = None) -> str:
        """Counts one item, from `start` where it is given, and gives its marker; "" where its depth shows none."""
        level = levels.get(depth)
        first = 1 if level is None else level.start
        if start is not None:
            self.numbers[depth] = start
        else:
            self.numbers[depth] = self.numbers[depth] + 1 if depth in self.numbers else first
        self.restart(depth + 1)
        return "" if level is None else marker(levels, depth, self.numbers)

    def restart(self, depth: int) -> None:
        for deeper in [other for other in self.numbers if other >= depth]:
            del self.numbers[deeper]


def levels(element: etree._Element | None) -> dict[int, ListLevel]:
    """The levels of a list style or of the outline style."""
    found = {}
    for child in () if element is None else element.iterchildren("*"):
        depth = whole(child.get(TEXT + "level"), 0)
        if child.tag in (TEXT + "list-level-style-number", TEXT + "outline-level-style"):
            found[depth] = numbered(child, depth)
        elif child.tag in (TEXT + "list-level-style-bullet", TEXT + "list-level-style-image"):
            found[depth] = ListLevel("bullet", BULLET)
    return found


def numbered(element: etree._Element, depth: int) -> ListLevel:
    form = element.get(STYLE + "num-format", "")
    pattern = element.get(LOEXT + "num-list-format")
    if pattern is None:
        shown = whole(element.get(TEXT + "display-levels"), 1)
        numbers = ".".join(f"%{level}%" for level in range(max(depth - shown + 1, 1), depth + 1))
        pattern = element.get(STYLE + "num-prefix", "") + numbers + element.get(STYLE + "num-suffix", "")
    return ListLevel(form, pattern, whole(element.get(TEXT + "start-value"), 1), element.get(STYLE + "num-letter-sync") == "true")


def marker(levels: dict[int, ListLevel], depth: int, numbers: dict[int, int]) -> str:
    level = levels[depth]
    if level.form in ("bullet", ""):
        return level.pattern if level.form else ""

    def number(match: re.Match[str]) -> str:
        other = levels.get(int(match[1]))
        return "" if other is None else numeral(numbers.get(int(match[1]), other.start), other.form, other.synchronous)

    return clean(re.sub(r"%(\d\d?)%", number, level.pattern))


def numeral(number: int, form: str, synchronous: bool = False) -> str:
    """A number in one of the formats; one that is not known here as a decimal.

    >>> numeral(28, "a"), numeral(28, "A", synchronous=True), numeral(4, "I"), numeral(3, "")
    ('ab', 'BB', 'IV', '')
    """
    if form in ("", "bullet"):
        return ""
    if form in ("a", "A") and 0 < number <= LARGEST_LETTERED:
        if synchronous and number <= MOST_REPEATED:
            text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        else:
            text = letters(number)
        return text if form == "a" else text.upper()
    if form in ("i", "I"):
        return roman(number) if form == "i" else roman(number).upper()
    return str(number)
