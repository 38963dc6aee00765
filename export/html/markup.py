"""Markup that is safe by the way it is made: every text is escaped, and only what was built here counts as markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from postulat.export.schema.cells import printable

NAME = re.compile(r"[a-z][a-z0-9-]*|viewBox|preserveAspectRatio")
EMPTY = frozenset(("br", "hr", "img", "input", "meta"))
UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
"""Characters that a page cannot hold as they are."""


class Markup(str):
    """A piece of a page."""

    __slots__ = ()


Piece = str | None
Value = str | int | float | bool | None


def tag(name: str, attributes: Mapping[str, Value] | None = None, *children: Piece) -> Markup:
    """An element. Children that are no `Markup` are texts; an attribute of True stands alone, one of None or False is left out.

    >>> tag("p", {"class": "a", "title": '"<', "hidden": True, "lang": None}, "1 < 2", tag("br"))
    '<p class="a" title="&quot;&lt;" hidden>1 &lt; 2<br></p>'
    """
    assert NAME.fullmatch(name), name
    given = "".join(attribute(key, value) for key, value in (attributes or {}).items() if value is not None and value is not False)
    if name in EMPTY:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{joined(*children)}</{name}>")


def attribute(name: str, value: Value) -> str:
    assert NAME.fullmatch(name), name
    return f" {name}" if value is True else f' {name}="{escape(writable(str(value)))}"'


def joined(*children: Piece) -> Markup:
    """Pieces side by side."""
    return Markup("".join(child if isinstance(child, Markup) else text(child) for child in children if child))


def text(words: str) -> Markup:
    return Markup(escape(writable(words), quote=False))


def writable(words: str) -> str:
    return words if words.isprintable() else UNWRITABLE.sub("\ufffd", str(printable(words)))
