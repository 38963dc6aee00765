"""Words so long that a table would not fit its side of the page: they may be broken anywhere, others only between them."""

from __future__ import annotations

import re

from postulat.export.html.markup import Markup, joined, tag

LONG = re.compile(r"(\S{25,})")
"""Addresses and the like."""


def wrapped(words: str) -> Markup:
    """The words, the long ones in an element of their own.

    >>> wrapped("zob. https://www.example.org/protokol")
    'zob. <span class="long">https://www.example.org/protokol</span>'
    """
    parts = LONG.split(words)
    return joined(*(tag("span", {"class": "long"}, part) if number % 2 else part for number, part in enumerate(parts)))
