"""The markers of list items, as a browser counts them and as Word writes them out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from postulat.extract.characters.numerals import letters, roman
from postulat.extract.html.styles import Mark

BULLET = "-"
TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
STYLE = re.compile(
    r"\b(none|disc|circle|square|decimal-leading-zero|decimal|(?:lower|upper)-(?:alpha|latin|roman)|disclosure-(?:open|closed))\b"
)
INTEGER = re.compile(r"[\t\n\f\r ]*([+-]?[0-9]{1,9})")
WORD_LEVEL = re.compile(r"\blevel([1-9])\b")
WRITTEN = re.compile(r"\(?(?:\d{1,4}(?:\.\d{1,3})*|[a-zA-Z]|[ivxlcIVXLC]{1,6})[.)]+|\d{1,3}(?:\.\d{1,3})+")
# What Word leaves of a list in a filtered page: the marker, then a few hard spaces in a tiny font.
MARKER_AND_TAB = re.compile(r"\s*(\S{1,12})[ \n]?\u00a0[\s\u00a0]*(?=\S)")


@dataclass(slots=True)
class HtmlList:
    """A list that is being read: how its items count on."""

    style: str
    number: int = 1
    step: int = 1


def open_list(node: LexborNode, mark: Mark | None) -> HtmlList:
    """A list before its first item: `start`, `type`, `reversed` and the list style it names."""
    attributes = node.attributes
    ordered = node.tag == "ol"
    style = TYPES.get(attributes.get("type") or "", "decimal") if ordered else "disc"
    counting = HtmlList(named_style(mark) or style)
    if ordered and "reversed" in attributes:
        counting.step = -1
        counting.number = sum(1 for child in node.iter() if child.tag == "li")
    start = integer(attributes.get("start")) if ordered else None
    if start is not None:
        counting.number = start
    return counting


def next_marker(counting: HtmlList, node: LexborNode, mark: Mark | None) -> str:
    """The marker of an item, and the list one further.

    An item's own `value` and `type` count, also for what follows.
    """
    attributes = node.attributes
    if attributes:
        value = integer(attributes.get("value"))
        if value is not None and counting.style != "disc":
            counting.number = value
    own = TYPES.get(attributes.get("type") or "") if attributes else None
    text = marker(counting.number, named_style(mark) or own or counting.style)
    counting.number += counting.step
    return text


def named_style(mark: Mark | None) -> str:
    found = STYLE.search(mark.list_style) if mark is not None and mark.list_style else None
    return found[1] if found else ""


def marker(number: int, style: str) -> str:
    """A number in a list style.

    >>> marker(12, "decimal"), marker(3, "lower-alpha"), marker(4, "upper-roman"), marker(7, "disc"), marker(7, "none")
    ('12.', 'c.', 'IV.', '-', '')
    """
    if style == "none":
        return ""
    if style == "decimal":
        return f"{number}."
    if style == "decimal-leading-zero":
        return f"{number:02d}."
    case, _, kind = style.partition("-")
    if kind in {"alpha", "latin"}:
        text = letters(number)
    elif kind == "roman":
        text = roman(number)
    else:
        return BULLET
    return f"{text.upper() if case == 'upper' else text}."


def integer(value: str | None) -> int | None:
    found = INTEGER.match(value) if value else None
    return int(found[1]) if found else None


def word_level(style: str) -> int:
    """The depth in Word's `mso-list:l0 level2 lfo1`."""
    found = WORD_LEVEL.search(style)
    return int(found[1]) if found else 1


def written_marker(text: str) -> str:
    """A marker as Word wrote it out: numbers stay, the bullets of its symbol fonts become `-`.

    >>> written_marker("1)"), written_marker("·"), written_marker("o")
    ('1)', '-', '-')
    """
    text = text.strip()
    if not text:
        return ""
    return text if WRITTEN.fullmatch(text) or (len(text) > 1 and text[0].isalnum()) else BULLET


def split_marker(text: str) -> tuple[str, str] | None:
    """The marker and the rest of a list paragraph of a filtered Word page; None where it has no marker."""
    found = MARKER_AND_TAB.match(text)
    if found is None or not (WRITTEN.fullmatch(found[1]) or len(found[1]) == 1):
        return None
    return written_marker(found[1]), text[found.end() :]
