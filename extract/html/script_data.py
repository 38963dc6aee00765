"""The plain data that a page's scripts and elements hold: JSON, what a script sets, sends or parses, and flat lists of frameworks.

Nuxt writes each value once and numbers in place of those inside it; Next sends its page in pieces of text; Inertia and others keep
their data in an attribute; many keep an answer of their server as a string of JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from postulat.extract.document import Place

KINDS = ("application/json", "application/ld+json")
SCRIPTS = ("", "text/javascript", "application/javascript", "module")
NEXT, NUXT = "__NEXT_DATA__", "__NUXT_DATA__"
ATTRIBUTES = ("data-page", "data-props", "data-react-props", "data-initial-state")
"""Where elements keep the data that a script draws them from."""
HOLDERS = ",".join(f"[{name}]" for name in ATTRIBUTES)
ASSIGNED = re.compile(r"(?<![=!<>+*/-])=\s{0,20}(?=[{\[])")
PARSED = re.compile(r"JSON\.parse\(\s{0,20}(?=\")")
PUSHED = re.compile(r"\.push\(\s{0,20}(?=\[)")
PIECE = re.compile(r"^[0-9a-f]{1,8}:(?=[{\[])", re.M)
"""The beginning of a value in what Next sends."""
WRITTEN = re.compile(r"\s{0,20}[{\[]")
"""The beginning of a string that may be JSON."""
MOST_VALUES = 20  # of one script that are tried
MOST_HOLDERS = 200  # elements with data
MOST_NUMBERED = 500_000  # values of a flat list
LARGEST = 20 * 1024 * 1024  # characters of one script
DEEPEST = 60  # values inside each other in a flat list


def data_of(tree: LexborHTMLParser) -> Iterator[tuple[Any, Place]]:
    """The data of each script and element, with its place."""
    sent: list[str] = []
    place = Place(None, "//script")
    for number, script in enumerate(tree.css("script"), start=1):
        text = script.text()
        if script.attributes.get("src") or len(text) > LARGEST:
            continue
        here = Place(None, f"(//script)[{number}]")
        for value in of_script(script, text):
            yield value, here
        if ".push(" in text and (pieces := list(pushed(text))):
            place = place if sent else here
            sent += pieces
    for value in in_pieces("".join(sent)):
        yield value, place
    for node in tree.css(HOLDERS)[:MOST_HOLDERS]:
        for name in ATTRIBUTES:
            written = node.attributes.get(name) or ""
            if WRITTEN.match(written) and len(written) <= LARGEST:
                for value in whole(written):
                    yield value, Place(None, f"//*[@{name}]")


def of_script(script: LexborNode, text: str) -> Iterator[Any]:
    kind = (script.attributes.get("type") or "").lower()
    name = script.attributes.get("id")
    if kind in KINDS or name in (NEXT, NUXT):
        for value in whole(text):
            yield resolved(value) if name == NUXT and isinstance(value, list) else value
    elif kind in SCRIPTS:
        yield from assigned(text)
        for written in values_at(PARSED, text):
            yield from whole(written if isinstance(written, str) else "")


def whole(text: str) -> Iterator[Any]:
    try:
        yield json.loads(text)
    except (ValueError, RecursionError):
        return


def values_at(begin: re.Pattern[str], text: str) -> Iterator[Any]:
    """The values of JSON that follow a sign; what is no plain data is passed over."""
    place = 0
    decoder = json.JSONDecoder()
    for _ in range(MOST_VALUES):
        match = begin.search(text, place)
        if match is None:
            return
        try:
            value, place = decoder.raw_decode(text, match.end())
        except (ValueError, RecursionError):
            place = match.end()
            continue
        yield value


def assigned(text: str) -> Iterator[Any]:
    """The data that a script begins its work with: `window.__STATE__ = {…}`."""
    return values_at(ASSIGNED, text)


def pushed(text: str) -> Iterator[str]:
    """The pieces of text that a script hands on: `self.__next_f.push([1, "…"])`."""
    for value in values_at(PUSHED, text):
        if isinstance(value, list):
            yield from (one for one in value if isinstance(one, str))


def in_pieces(text: str) -> Iterator[Any]:
    return values_at(PIECE, text)


def written_in(text: str) -> Iterator[Any]:
    """The data in a string that holds JSON.

    >>> list(written_in('{"a": [1]}')), list(written_in("[sic] tekst"))
    ([{'a': [1]}], [])
    """
    if WRITTEN.match(text) and text.rstrip().endswith(("}", "]")):
        yield from whole(text)


def resolved(values: list[Any]) -> Any:
    """The data of a flat list, in which numbers stand for the values inside a value.

    >>> resolved([["Reactive", 1], {"uwagi": 2}, [3], {"tekst": 4}, "Kosze"])
    {'uwagi': [{'tekst': 'Kosze'}]}
    """
    made: dict[int, Any] = {}

    def value(number: Any, depth: int) -> Any:
        if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < len(values) or depth > DEEPEST:
            return None
        if number in made:
            return made[number]
        made[number] = None  # a value inside itself
        found = values[number]
        if isinstance(found, dict):
            found = {name: value(inner, depth + 1) for name, inner in found.items()}
        elif isinstance(found, list) and found and isinstance(found[0], str):
            found = found[1] if found[0] == "Date" else value(found[1], depth + 1) if len(found) == 2 else None
        elif isinstance(found, list):
            found = [value(inner, depth + 1) for inner in found]
        made[number] = found
        return found

    return value(0, 0) if 0 < len(values) <= MOST_NUMBERED else None
