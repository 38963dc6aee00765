"""The codebook as rows for a person: a column of the data a row, with how full it is in this run."""

from __future__ import annotations

from collections.abc import Iterator

from postulat.export.options import Labels
from postulat.export.schema.codebook import ColumnEntry, codebook
from postulat.export.schema.keys import keys
from postulat.export.schema.words import word
from postulat.normalize.records import Records
from postulat.normalize.wording import ENGLISH, POLISH

TITLES = ("table", "column", "heading", "heading", "meaning", "meaning", "type", "key", "values", "example", "filled")
"""What the columns hold; heading and meaning stand there in two languages."""
TWICE = {2: 0, 3: 1, 4: 0, 5: 1}
"""Place of such a column → which of the two languages it is in."""


def two_languages(labels: Labels) -> tuple[Labels, Labels]:
    """The languages of a codebook: Polish and English, or that of the labels and English.

    >>> two_languages("en"), two_languages("pl")
    (('pl', 'en'), ('pl', 'en'))
    """
    return (POLISH if labels == ENGLISH else labels, ENGLISH)


def headings(labels: Labels) -> tuple[str, ...]:
    """
    >>> headings("pl")[2:4], headings("en")[2:4]
    (('Nagłówek', 'Nagłówek (en)'), ('Heading (pl)', 'Heading'))
    """
    told = [word(f"codebook.{name}", labels) for name in TITLES]
    for place, which in TWICE.items():
        language = two_languages(labels)[which]
        told[place] += "" if language == labels else f" ({language})"
    return tuple(told)


def codebook_rows(filled: dict[tuple[str, str], int], records: Records, labels: Labels) -> Iterator[tuple[object, ...]]:
    """The rows under `headings`; the last value is the share of rows that have something, None for a table without rows."""
    first, second = two_languages(labels)
    for entry in codebook():
        size = len(getattr(records, entry.table))
        yield (
            entry.table,
            entry.column.name,
            entry.label(first),
            entry.label(second),
            entry.meaning(first),
            entry.meaning(second),
            word(f"type.{entry.column.type}", labels),
            role(entry, labels),
            "\n".join(f"{value.value}: {value.meaning(labels)}" for value in entry.values),
            entry.example,
            filled[entry.table, entry.column.name] / size if size else None,
        )


def role(entry: ColumnEntry, labels: Labels) -> str:
    """What the column is among the keys.

    >>> from postulat.export.schema.codebook import entries
    >>> role(entries("mentions")["record_id"], "en"), role(entries("task_areas")["meeting_id"], "pl")
    ('refers to postulates, responses, meetings', 'klucz; wskazuje meetings')
    """
    own, other = word("key.own", labels), word("key.other", labels)
    found = [own] if entry.column.name in keys(entry.table).primary else []
    found += [
        f"{other} {', '.join(reference.tables)}"
        for reference in keys(entry.table).references
        if reference.column == entry.column.name
    ]
    return "; ".join(found)
