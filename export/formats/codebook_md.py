"""The codebook as Markdown: `codebook.md`, in Polish and English, with how full each column is in this run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from postulat.export.options import DEFAULTS, Options
from postulat.export.schema.cells import filled
from postulat.export.schema.codebook import ColumnEntry, entries, tables
from postulat.export.schema.codebook_rows import TYPES, role
from postulat.normalize.records import TABLES, Records

FILE = "codebook.md"
HEADING = (
    "| kolumna<br>column | typ<br>type | znaczenie | meaning | wartości<br>values | przykład<br>example | wypełnienie<br>filled |"
)


def write(records: Records, folder: Path, options: Options = DEFAULTS) -> tuple[Path, ...]:
    """Write the codebook. It is in both languages; the one of the labels comes first in the name of a table."""
    path = folder / FILE
    path.write_text("\n".join(lines(records, options)) + "\n", encoding="utf-8", newline="\n")
    return (path,)


def lines(records: Records, options: Options) -> Iterator[str]:
    counts = filled(records)
    yield "# Opis danych · Codebook"
    yield ""
    yield "Wypełnienie: część wierszy tego zbioru, w których coś stoi. · Filled: the share of its rows that have something."
    used: dict[str, ColumnEntry] = {}
    for table in TABLES:
        size = len(getattr(records, table))
        told = tables()[table]
        first, second = (told.label_pl, told.label_en) if options.labels == "pl" else (told.label_en, told.label_pl)
        yield from ("", f"## {table}", "", f"**{first}** · {second}. {told.meaning_pl}. · {told.meaning_en}.", "")
        yield f"Wiersze · rows: {size}"
        yield from ("", HEADING, "| --- | --- | --- | --- | --- | --- | ---: |")
        for name, entry in entries(table).items():
            yield line(entry, counts[table, name], size)
            if entry.values:
                used.setdefault(entry.enumeration, entry)
    for enumeration, entry in used.items():
        yield from ("", f"### {enumeration}", "", "| wartość · value | znaczenie | meaning |", "| --- | --- | --- |")
        for value in entry.values:
            yield f"| `{value.value}` | {escaped(value.meaning_pl)} | {escaped(value.meaning_en)} |"


def line(entry: ColumnEntry, count: int, size: int) -> str:
    share = f"{count / size:.0%}" if size else "–"
    types = f"{TYPES['pl'][entry.column.type]}<br>{TYPES['en'][entry.column.type]}"
    key = role(entry, "en")
    values = f"[{entry.enumeration}](#{entry.enumeration})" if entry.values else ""
    cells = (
        f"`{entry.column.name}`<br>{entry.label_pl}<br>{entry.label_en}",
        types + (f"<br>*{key}*" if key else ""),
        escaped(entry.meaning_pl),
        escaped(entry.meaning_en),
        values,
        escaped(entry.example),
        share,
    )
    return f"| {' | '.join(cells)} |"


def escaped(text: str) -> str:
    r"""
    >>> print(escaped("6|22a <b>*"))
    6\|22a &lt;b>\*
    """
    for sign in "\\|*_`[]":
        text = text.replace(sign, "\\" + sign)
    return text.replace("<", "&lt;").replace("\n", "<br>")
