"""Letter classes for patterns, from Unicode: capitals and small letters of the Latin, Greek and Cyrillic scripts.

Python's `re` has no class for them, and a class that lists the letters of one language misses those of the next.
"""

from __future__ import annotations

import unicodedata

LAST = 0x0530
"""The code point behind Latin with its extensions, Greek and Cyrillic."""


def ranges(code_points: list[int]) -> str:
    """Code points as the inside of a character class, neighbours joined.

    >>> ranges([65, 66, 67, 90]), ranges([0x104])
    ('A-CZ', 'Ą')
    """
    found: list[list[int]] = []
    for point in code_points:
        if found and point == found[-1][-1] + 1:
            found[-1].append(point)
        else:
            found.append([point])
    return "".join(chr(run[0]) if len(run) == 1 else f"{chr(run[0])}{'-' if len(run) > 2 else ''}{chr(run[-1])}" for run in found)


UPPER = ranges([point for point in range(LAST) if chr(point).isupper()])
"""Capitals, for use between the brackets of a class: `[{UPPER}]`."""
LOWER = ranges([point for point in range(LAST) if chr(point).islower()])
"""Small letters."""
STROKED = dict(zip("łŁđĐøØħĦŧŦ", "lLdDoOhHtT", strict=True))
"""Letters with a stroke, which do not decompose into a letter and a mark."""
WITHOUT_MARKS = {
    point: STROKED.get(chr(point), unicodedata.normalize("NFD", chr(point))[0])
    for point in range(0x80, LAST)
    if chr(point).isalpha()
}
"""For `str.translate`: each letter without its diacritic.

>>> "Zażółć gęślą jaźń, Čeněk, Müller".translate(WITHOUT_MARKS)
'Zazolc gesla jazn, Cenek, Muller'
"""
