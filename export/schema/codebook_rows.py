"""The codebook as rows for a person: a column of the data a row, with how full it is in this run."""

from __future__ import annotations

from collections.abc import Iterator

from postulat.export.options import Labels
from postulat.export.schema.codebook import ColumnEntry, codebook
from postulat.export.schema.keys import keys
from postulat.normalize.records import Records

HEADINGS: dict[Labels, tuple[str, ...]] = {
    "pl": (
        *("Tabela", "Kolumna", "Nagłówek", "Nagłówek (en)", "Znaczenie", "Znaczenie (en)", "Typ", "Klucz", "Wartości", "Przykład"),
        "Wypełnienie",
    ),
    "en": (
        *("Table", "Column", "Heading (pl)", "Heading", "Meaning (pl)", "Meaning", "Type", "Key", "Values", "Example"),
        "Filled",
    ),
}
TYPES: dict[Labels, dict[str, str]] = {
    "pl": {"str": "tekst", "int": "liczba całkowita", "float": "liczba", "bool": "prawda/fałsz", "date": "data", "list": "lista"},
    "en": {"str": "text", "int": "whole number", "float": "number", "bool": "true/false", "date": "date", "list": "list"},
}
KEY: dict[Labels, tuple[str, str]] = {"pl": ("klucz", "wskazuje"), "en": ("key", "refers to")}


def codebook_rows(filled: dict[tuple[str, str], int], records: Records, labels: Labels) -> Iterator[tuple[object, ...]]:
    """The rows under `HEADINGS`; the last value is the share of rows that have something, None for a table without rows."""
    for entry in codebook():
        size = len(getattr(records, entry.table))
        yield (
            entry.table,
            entry.column.name,
            entry.label_pl,
            entry.label_en,
            entry.meaning_pl,
            entry.meaning_en,
            TYPES[labels][entry.column.type],
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
    own, other = KEY[labels]
    found = [own] if entry.column.name in keys(entry.table).primary else []
    found += [
        f"{other} {', '.join(reference.tables)}"
        for reference in keys(entry.table).references
        if reference.column == entry.column.name
    ]
    return "; ".join(found)
