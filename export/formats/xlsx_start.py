"""The first sheet of the workbook: what was found, what to look at, what the colours mean, and how to correct."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from postulat.export.formats.csv_excel import runs
from postulat.export.options import Labels
from postulat.export.schema.codebook import enumeration
from postulat.export.schema.words import word, words
from postulat.normalize.corrections.stance_names import stance_names
from postulat.normalize.findings import codes as known_codes
from postulat.normalize.findings import title
from postulat.normalize.records import GRADES, STANCES, Records

SHEET = "Start"
MOST_CODES = 12
"""Kinds of findings that the sheet names one by one."""
WIDTHS = (26, 10, 90)
"""Characters: what, how many, what it means."""


class Line(NamedTuple):
    """A line of the sheet: up to three cells, and the format of the first."""

    cells: tuple[str | int, ...] = ()
    look: str = "text"


def spoken(column: str, value: str, labels: Labels) -> str:
    """What a value of `stance` or `severity` is called; several stand on lines of their own.

    >>> spoken("stance", "rejected", "pl"), spoken("stance", "accepted\\nout_of_scope", "en"), spoken("severity", "info", "en")
    ('odrzucone', 'accepted\\nout of scope', 'good to know')
    """
    return "\n".join(named(column, part, labels) for part in value.split("\n"))


def named(column: str, value: str, labels: Labels) -> str:
    if column == "severity":
        return word(f"severity.{value}", labels) if f"severity.{value}" in words() else value
    names = stance_names().get(value)
    return value if names is None else names.said(labels)


def write_start(workbook: Any, formats: dict[str, Any], records: Records, labels: Labels) -> None:
    """Adds the sheet; nothing of a document stands on it but counts."""
    sheet = workbook.add_worksheet(SHEET)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for number, line in enumerate(lines(records, labels)):
        if line.look == "part":  # the line below it goes all the way
            for column in range(1, len(WIDTHS)):
                sheet.write_blank(number, column, None, formats["part"])
        for column, value in enumerate(line.cells):
            look = formats[
                line.look if column == 0 else "count" if isinstance(value, int) else "quoted" if runs(value) else "meaning"
            ]
            write = sheet.write_number if isinstance(value, int) else sheet.write_string
            write(number, column, value, look)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def lines(records: Records, labels: Labels) -> Iterator[Line]:
    yield Line((word("title", labels),), "title")
    yield Line()
    yield Line((word("found", labels),), "part")
    answered = {row.postulate_id for row in records.responses}
    for key, count in (
        ("documents", len(records.documents)),
        ("meetings", len(records.meetings)),
        ("postulates", len(records.postulates)),
        ("organisations.asking", len({row.organisation_id for row in records.postulate_organisations})),
        ("organisations", len(records.organisations)),
        ("answers", len(records.responses)),
        ("without", sum(row.postulate_id not in answered for row in records.postulates)),
    ):
        more = (word(f"{key}.what", labels),) if f"{key}.what" in words() else ()
        yield Line((word(key, labels), count, *more))
    yield Line()
    yield from looks(records, labels)
    yield Line((word("stances", labels),), "part")
    counts = Counter[str](row.stance for row in records.responses)
    meanings = {value.value: value.meaning(labels) for value in enumeration("stance")}
    for stance in STANCES:
        yield Line((named("stance", stance, labels), counts[stance], meanings[stance]), stance)
    yield Line()
    yield Line((word("how", labels),), "part")
    for key in ("records", "stance", "correct", "review", "codebook"):
        yield Line((word(f"how.{key}", labels),), "free")


def looks(records: Records, labels: Labels) -> Iterator[Line]:
    """What a person should look at: the sureness of the records, and what the program doubts."""
    yield Line((word("sureness", labels),), "part")
    grades = Counter[str](row.grade for row in records.postulates)
    for grade in GRADES:
        yield Line((grade, grades[grade], word(f"grade.{grade}", labels)))
    yield Line()
    yield Line((word("look", labels),), "part")
    codes = Counter(row.code for row in records.findings if row.severity != "info")
    ranked = sorted(codes.items(), key=lambda item: (-item[1], item[0]))
    for code, count in ranked[:MOST_CODES]:
        yield Line((title(code, labels), count, f"{advised(code, labels)} ({code})"))
    if others := ranked[MOST_CODES:]:
        more = word("look.others", labels).format(len(others))
        yield Line((more, sum(count for _, count in others), word("look.where", labels)))
    yield Line((word("look.more" if codes else "look.none", labels),), "free")
    yield Line()


def advised(code: str, labels: Labels) -> str:
    """What to do about a kind of findings; nothing for one that the table does not know."""
    kind = known_codes().get(code)
    return "" if kind is None else kind.advice.said(labels)
