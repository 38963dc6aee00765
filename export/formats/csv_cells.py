"""A record as the cells of a CSV line: how lists, truth and what is missing are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter

from postulat.normalize.records import Column

LIST_SEPARATOR = "|"


def cells(rows: Iterable[object], layout: tuple[Column, ...]) -> Iterator[list[object]]:
    """Each row as the values that `csv` is to write; it writes None as nothing, and numbers and dates as they should be."""
    values = attrgetter(*(column.name for column in layout))
    special = [(index, AS_TEXT[column.type]) for index, column in enumerate(layout) if column.type in AS_TEXT]
    for row in rows:
        line = list(values(row))
        for index, as_text in special:
            line[index] = as_text(line[index])
        yield line


def plain_columns(rows: Sequence[Sequence[object]], layout: tuple[Column, ...]) -> Iterator[Sequence[object]]:
    """The same of plain rows, in which dates are texts already, column by column."""
    for values, column in zip(zip(*rows, strict=True), layout, strict=bool(rows)):
        as_text = AS_TEXT.get(column.type)
        if as_text is None:
            yield values
        elif column.type == "bool":
            texts = {value: as_text(value) for value in set(values)}
            yield [texts[value] for value in values]
        else:
            yield [as_text(value) for value in values]


def list_as_text(value: tuple[str, ...] | None) -> str:
    """
    >>> list_as_text(("15", "22a"))
    '15|22a'
    """
    return LIST_SEPARATOR.join(value or ())


def bool_as_text(value: bool | None) -> str:
    """
    >>> bool_as_text(False)
    'false'
    """
    return "" if value is None else str(value).lower()


AS_TEXT: dict[str, Callable[..., str]] = {"list": list_as_text, "bool": bool_as_text}
