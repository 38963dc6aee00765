"""Messages of the program in another language: a line that the code says in English is found again in a table, with its values.

The code speaks English and knows no other language. Whatever is about to be shown to a person is laid against the templates of
`LANGUAGE/*.csv`; so a message needs a row there and nothing else, also one that an error brings up from below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from postulat.language.chosen import speaking
from postulat.normalize.wording import ENGLISH, home

PLACEHOLDER = re.compile(r"\{(?P<name>[a-z_0-9]+)(?::(?P<kind>[dm]))?\}")
NUMBER = re.compile(r"[+-]?\d+(?:[.,\u202f]\d+)*", re.ASCII)
LONGEST = 20_000
"""Characters of a line that is looked up; a longer one is somebody's text."""
HEAD = ": "
MOST_HEADS = 6
"""Names that may stand before a message, each with a colon."""
DEEPEST = 4
"""How often a message may stand in a message."""
QUOTES = "“ ”"
"""A pair of quotation marks, as a row of the tables has it."""
HELP = "help.csv"
"""The words of the help, which only the help needs."""


class Template(NamedTuple):
    """The words around values in English, and the message with the same values in the other language.

    `{count:d}` is a number, `{error:m}` a message itself, `{folder}` anything.
    """

    pieces: tuple[str, ...]
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    said: str

    @property
    def adds(self) -> bool:
        """Whether the template adds something behind a message."""
        return not self.pieces[0] and self.kinds[0] == "m"

    def values(self, line: str) -> dict[str, str] | None:
        """What stands in the line where the template has its names; None where the line is another. Linear in the line."""
        first, *middle = self.pieces[:-1]
        last = self.pieces[-1]
        if not line.startswith(first) or not line.endswith(last) or len(line) < len(first) + len(last):
            return None
        end = len(line) - len(last)
        at, found = len(first), []
        for piece in middle:
            to = line.find(piece, at, end)
            if to < 0:
                return None
            found.append(line[at:to])
            at = to + len(piece)
        found.append(line[at:end])
        for kind, value in zip(self.kinds, found, strict=True):
            if not value or (kind == "d" and not NUMBER.fullmatch(value)):
                return None
        return dict(zip(self.names, found, strict=True))


def template(message: str, said: str) -> Template:
    """
    >>> template("{count:d} files in {folder}", "plików w {folder}: {count}").values("3 files in out")
    {'count': '3', 'folder': 'out'}
    """
    found = list(PLACEHOLDER.finditer(message))
    edges = [0, *(edge for one in found for edge in one.span()), len(message)]
    pieces = tuple(message[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    return Template(pieces, tuple(one["name"] for one in found), tuple(one["kind"] or "" for one in found), said)


def rows(path: Path) -> Iterator[tuple[str, str]]:
    """English → the other language; lines that begin with `#` explain the table."""
    import csv

    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            yield row["message"], row["said"]


@cache
def table(language: str) -> tuple[dict[str, str], tuple[Template, ...]]:
    """Messages without values, and templates: first what is added behind a message, then those with the most words of their own."""
    whole, made = dict[str, str](), list[Template]()
    for path in sorted((home() / language).glob("*.csv")):
        if path.name != HELP:
            for message, said in rows(path):
                if PLACEHOLDER.search(message):
                    made.append(template(message, said))
                else:
                    whole[message] = said
    return whole, tuple(sorted(made, key=lambda one: (not one.adds, -sum(map(len, one.pieces)))))


def spoken(line: str, language: str | None = None) -> str:
    """A line in the language of the person; what no table knows stays as it is.

    >>> spoken("tables: no such folder", "pl"), spoken("tables: no such folder", "en"), spoken("Ala ma kota", "pl")
    ('tables: nie ma takiego folderu', 'tables: no such folder', 'Ala ma kota')
    """
    language = language or speaking()
    if language == ENGLISH or len(line) > LONGEST:
        return line
    return found_or(line, language, 0)


def found_or(line: str, language: str, depth: int) -> str:
    said = looked_up(line, language, depth)
    at = 0
    for _ in range(MOST_HEADS):  # whose message it is stands before it: a file, a command
        at = line.find(HEAD, at) + len(HEAD)
        if said is not None or at < len(HEAD):
            break
        tail = looked_up(line[at:], language, depth)
        said = line[:at] + tail if tail is not None else None
    return line if said is None else said


def looked_up(line: str, language: str, depth: int) -> str | None:
    whole, templates = table(language)
    if line in whole:
        return whole[line]
    if depth >= DEEPEST:
        return None
    tail = None
    for one in templates:
        values = one.values(line)
        if values is None:
            continue
        inner = {
            name: found_or(values[name], language, depth + 1)
            for name, kind in zip(one.names, one.kinds, strict=True)
            if kind == "m"
        }
        said = filled(one.said, values | inner)
        if not one.adds or inner[one.names[0]] != values[one.names[0]]:
            return said
        tail = tail or said  # the words before it are no message that is known, so all may be another one
    return tail


def filled(said: str, values: dict[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: values[found["name"]], said)


def quoted(text: str) -> str:
    """A text between the quotation marks of the language.

    >>> quoted("a b")
    '“a b”'
    """
    first, last = spoken(QUOTES).split(" ")
    return f"{first}{text}{last}"


def named(kind: str, value: str) -> str:
    """What a value of the records is called; in English, and where no table has a name for it, by itself.

    >>> speaking(), named("stance", "rejected")
    ('en', 'rejected')
    """
    key = f"{kind}.{value}"
    said = spoken(key)
    return value if said == key else said
