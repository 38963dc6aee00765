"""Stored results checked before they are believed: a right checksum says that the bytes are whole, and not that we wrote them."""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from postulat.extract.document import Document
from postulat.normalize.dataset.plain_rows import TableRows, column_places
from postulat.normalize.records import columns

SHA256 = re.compile(r"[0-9a-f]{64}")
NAMED = (
    ("attendances", "organisation_id"),
    ("postulate_organisations", "organisation_id"),
    ("postulates", "organisation_id"),
    ("attendances", "meeting_id"),
    ("task_areas", "meeting_id"),
    ("responses", "postulate_id"),
    ("postulate_organisations", "postulate_id"),
)
"""Columns that name a record of another table; a postulate may have no organisation, and other rows have one by their types."""
PLAIN: dict[str, tuple[type, ...]] = {"int": (int,), "float": (float, int), "bool": (bool,), "list": (list, tuple)}
DEEPEST = 200
"""Tables within cells; what a reader makes is never as deep."""


class UnsoundError(ValueError):
    """Not what the program wrote."""


class Layout(NamedTuple):
    """The types that the values of each column may have as they are stored, which columns are lists and which dates, and the types
    of whole rows that were seen to be right: there are few, and looking at each value of each row takes long."""

    types: tuple[tuple[type, ...], ...]
    lists: tuple[int, ...]
    dates: tuple[int, ...]
    seen: set[tuple[type, ...]]


@cache
def layout(kind: type) -> Layout:
    found = columns(kind)
    types = tuple((*PLAIN.get(column.type, (str,)), *((type(None),) if column.nullable else ())) for column in found)
    lists, dates = (tuple(at for at, column in enumerate(found) if column.type == name) for name in ("list", "date"))
    return Layout(types, lists, dates, set())


def check_rows(kind: type, rows: Any) -> None:
    """Every row has a value of the right type in each of its columns."""
    types, lists, dates, right = layout(kind)
    size = len(types)
    for row in rows:
        if type(row) is not list or len(row) != size:
            raise UnsoundError("a row of another length")
        seen = tuple(map(type, row))
        if seen not in right:
            if any(one not in allowed for one, allowed in zip(seen, types, strict=True)):
                raise UnsoundError("a value of another type")
            right.add(seen)
        for place in lists:
            for one in row[place] or ():
                if type(one) is not str:
                    raise UnsoundError("a list of other things than texts")
        for place in dates:
            if row[place] is not None:
                date.fromisoformat(row[place])


def check_tables(tables: TableRows, document_id: str) -> None:
    """All rows are of the one document, and what they name is there."""

    def values(table: str, column: str) -> list[Any]:
        return list(map(itemgetter(column_places(table)[column]), tables.get(table, ())))

    if values("documents", "document_id") != [document_id]:
        raise UnsoundError("of another document")
    postulates, meetings = values("postulates", "postulate_id"), values("meetings", "meeting_id")
    known = {
        "organisation_id": {None, *values("organisations", "organisation_id")},
        "meeting_id": set(meetings),
        "postulate_id": set(postulates),
    }
    if len(known["postulate_id"]) != len(postulates) or len(known["meeting_id"]) != len(meetings):
        raise UnsoundError("two records of one id")
    if any(not known[column].issuperset(values(table, column)) for table, column in NAMED):
        raise UnsoundError("a name of nothing that is there")
    for table in tables:
        if tables[table] and "document_id" in column_places(table) and {*values(table, "document_id")} != {document_id}:
            raise UnsoundError("a row of another document")


def check_document(document: Document) -> None:
    """A document's values have the types that readers give them, through all of its blocks, cells and places."""
    check_value(document, Document, 0)


def check_value(value: object, hint: Any, depth: int) -> None:
    if not fits(value, hint, depth):
        raise UnsoundError("a value of another type")


def fits(value: object, hint: Any, depth: int) -> bool:
    """Whether a value is of a type, as the fields of a document have them."""
    if depth > DEEPEST:
        return False
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return any(fits(value, one, depth) for one in get_args(hint))
    if origin is Literal:
        return value in get_args(hint)
    if origin is tuple:
        inner = get_args(hint)
        if not isinstance(value, tuple):
            return False
        if len(inner) == 2 and inner[1] is Ellipsis:
            return all(fits(one, inner[0], depth) for one in value)
        return len(value) == len(inner) and all(fits(one, two, depth) for one, two in zip(value, inner, strict=True))
    if origin is not None:
        return isinstance(value, origin) or (origin is Mapping and isinstance(value, dict))
    if hint is float:
        return type(value) in (float, int)
    if hint in (None, type(None), str, int, bool):
        return value is None if hint in (None, type(None)) else type(value) is hint
    if not isinstance(hint, type):
        return True
    return isinstance(value, hint) and all(
        fits(getattr(value, name), inner, depth + 1) for name, inner in field_hints(hint).items()
    )


@cache
def field_hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {name: hint for name, hint in hints.items() if not name.startswith("_")}
