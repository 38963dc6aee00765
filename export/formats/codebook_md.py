"""The codebook as Markdown: `codebook.md`, in two languages, with how full each column is in this run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from postulat.export.options import DEFAULTS, Labels, Options
from postulat.export.schema.cells import filled
from postulat.export.schema.codebook import ColumnEntry, entries, tables
from postulat.export.schema.codebook_rows import role, two_languages
from postulat.export.schema.words import word
from postulat.normalize.records import TABLES, Records
from postulat.normalize.wording import ENGLISH

FILE = "codebook.md"
BREAK = "<br>"
BETWEEN = " · "
"""What stands between the same words in two languages, below each other or side by side."""


def write(records: Records, folder: Path, options: Options = DEFAULTS) -> tuple[Path, ...]:
    """Write the codebook. It is in two languages; that of the labels comes first in the name of a table."""
    path = folder / FILE
    path.write_text("\n".join(lines(records, options)) + "\n", encoding="utf-8", newline="\n")
    return (path,)


def lines(records: Records, options: Options) -> Iterator[str]:
    counts = filled(records)
    both = two_languages(options.labels)
    yield from (f"# {said('md.title', both)}", "", said("md.share", both))
    used: dict[str, ColumnEntry] = {}
    for table in TABLES:
        size = len(getattr(records, table))
        told = tables()[table]
        names = BETWEEN.join(told.label(one) for one in sorted(both, key=lambda one: one != options.labels))
        first, _, second = names.partition(BETWEEN)
        meanings = BETWEEN.join(f"{told.meaning(one)}." for one in both)
        yield from ("", f"## {table}", "", f"**{first}** · {second}. {meanings}", "")
        yield f"{said('md.rows', both)}: {size}"
        yield from ("", heading(both), "| --- | --- | --- | --- | --- | --- | ---: |")
        for name, entry in entries(table).items():
            yield line(entry, counts[table, name], size, both)
            if entry.values:
                used.setdefault(entry.enumeration, entry)
    meaning = " | ".join(word("md.meaning", one) for one in both)
    for enumeration, entry in used.items():
        yield from ("", f"### {enumeration}", "", f"| {said('md.value', both)} | {meaning} |", "| --- | --- | --- |")
        for value in entry.values:
            yield f"| `{value.value}` | {' | '.join(escaped(value.meaning(one)) for one in both)} |"


def said(key: str, both: tuple[Labels, Labels], between: str = BETWEEN) -> str:
    """The words of a key in both languages.

    >>> said("md.rows", ("pl", "en"))
    'Wiersze · rows'
    """
    return between.join(word(key, one) for one in both)


def heading(both: tuple[Labels, Labels]) -> str:
    column, kind, values, example, share = (
        said(f"md.{name}", both, BREAK) for name in ("column", "type", "values", "example", "filled")
    )
    meaning = " | ".join(word("md.meaning", one) for one in both)
    return f"| {column} | {kind} | {meaning} | {values} | {example} | {share} |"


def line(entry: ColumnEntry, count: int, size: int, both: tuple[Labels, Labels]) -> str:
    share = f"{count / size:.0%}" if size else "–"
    key = role(entry, ENGLISH)
    values = f"[{entry.enumeration}](#{entry.enumeration})" if entry.values else ""
    cells = (
        BREAK.join((f"`{entry.column.name}`", *(entry.label(one) for one in both))),
        said(f"type.{entry.column.type}", both, BREAK) + (f"<br>*{key}*" if key else ""),
        *(escaped(entry.meaning(one)) for one in both),
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
