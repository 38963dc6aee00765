"""Data in a page's own JSON as tables, for pages that are drawn by a script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from postulat.extract.characters.cleaning import clean
from postulat.extract.document import Block, Cell, Place, Table
from postulat.extract.html.script_data import data_of, written_in

Fragment = Callable[[str, Place], tuple[Block, ...]]
MOST_TABLES = 10
MOST_VALUES = 2_000_000  # that are looked at
MOST_STRINGS = 50  # of JSON in one value
MOST_COLUMNS = 40
MOST_LISTS = 50  # side by side in one object, of which one may name the columns of another
DEEPEST_FIELD = 2
"""Objects inside each other whose fields are columns; one with a single field is that field."""
FEWEST_WORDS = 3
"""Words of a text in at least one column; a list of nothing but names and numbers is no list of what people wrote."""
CAPITAL = re.compile(r"(?<=[^\W\d_])(?=[A-ZĄ-Ž])")
BETWEEN = re.compile(r"[\s_\-./]+")
MARKUP = re.compile(r"<[a-zA-Z/][^<>]*>|&[a-z]{2,8};")


def tables(tree: LexborHTMLParser, shown: str, fragment: Fragment) -> list[Block]:
    """The lists of records whose texts the page does not show; `shown` is all that it does, `fragment` reads markup in a value."""
    found: list[Block] = []
    for data, place in data_of(tree):
        for records in lists_of_records(data):
            block = table(records, place, fragment)
            if block is not None and not is_shown(block, shown):
                found.append(block)
                if len(found) == MOST_TABLES:
                    return found
    return found


def lists_of_records(data: Any) -> Iterator[list[dict[str, Any]]]:
    """Every list of objects, the outer ones first, also those in strings of JSON."""
    waiting, left, strings = [data], MOST_VALUES, MOST_STRINGS
    seen: set[int] = set()
    kept: list[Any] = []  # so that no two values have one identity
    while waiting and left > 0:
        value = waiting.pop()
        left -= 1
        if isinstance(value, str):
            inner = list(written_in(value)) if strings > 0 else []
            strings -= len(inner)
            kept += inner
            waiting.extend(inner)
        elif not isinstance(value, dict | list) or id(value) in seen:
            continue
        elif isinstance(value, dict):
            seen.add(id(value))
            yield from with_names(value)
            waiting.extend(list(value.values())[::-1])
        else:
            seen.add(id(value))
            records = [one for one in value if isinstance(one, dict)]
            if records and len(records) == len(value):
                yield records
            waiting.extend(value[::-1])


def with_names(value: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    """Rows of plain values beside a list with a name for each of their columns, as records."""
    lists = [one for one in value.values() if isinstance(one, list) and one][:MOST_LISTS]
    headings = [one for one in lists if all(isinstance(name, str) for name in one)]
    for rows in lists:
        if all(isinstance(row, list) for row in rows):
            for heading in headings:
                if all(len(row) == len(heading) for row in rows):
                    yield [dict(zip(heading, row, strict=True)) for row in rows]
                    break


def table(records: Sequence[dict[str, Any]], place: Place, fragment: Fragment) -> Block | None:
    """A row for each record under the names of its fields; None where they are no texts of people."""
    rows = [dict(fields(record)) for record in records]
    names = list(dict.fromkeys(name for row in rows for name in row))[:MOST_COLUMNS]
    columns = [name for name in names if any(row.get(name) for row in rows)]
    if len(columns) < 2 or not any(len(text.split()) >= FEWEST_WORDS for row in rows for text in row.values()):
        return None
    heading = tuple(cell(words_of(name), place, fragment) for name in columns)
    body = (tuple(cell(row.get(name, ""), place, fragment) for name in columns) for row in rows)
    return Block("table", "", (place,), table=Table((heading, *body), (place,), heading_rows=1))


def fields(record: dict[str, Any], before: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Name and text of each value, those of objects in it under both names."""
    for key, value in record.items():
        if key.startswith(("@", "$", "_")):
            continue
        name = f"{before} {key}".strip()
        if isinstance(value, dict):
            inner = list(fields(value, name, depth + 1)) if depth < DEEPEST_FIELD else []
            yield from inner if len(inner) != 1 else [(name, inner[0][1])]
        elif isinstance(value, bool) or value is None:
            continue
        elif isinstance(value, list):
            if value and all(isinstance(one, str | int | float) and not isinstance(one, bool) for one in value):
                yield name, "\n".join(map(str, value))
        else:
            yield name, str(value)


def words_of(name: str) -> str:
    """The words that a field's name is made of.

    >>> words_of("stanowiskoUrzedu"), words_of("agency_response")
    ('stanowisko Urzedu', 'agency response')
    """
    return clean(BETWEEN.sub(" ", CAPITAL.sub(" ", name)))


def cell(text: str, place: Place, fragment: Fragment) -> Cell:
    if MARKUP.search(text):
        return Cell(tuple(block for block in fragment(text, place) if block.line), (place,))
    lines = (clean(line) for line in text.splitlines())
    return Cell(tuple(Block("paragraph", line, (place,)) for line in lines if line), (place,))


def is_shown(block: Block, shown: str) -> bool:
    """Whether the page shows the longest text of the first record."""
    assert block.table is not None
    texts = [one.blocks[0].text for one in block.table.rows[1] if one is not None and one.blocks]
    return max(texts, key=len, default="") in shown
