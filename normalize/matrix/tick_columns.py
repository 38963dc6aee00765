"""Verdicts given by a mark: two columns, one for comments that were taken up and one for the others, with an X in either."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from postulat.extract.document import Place
from postulat.normalize.matrix.passage import Passage
from postulat.normalize.matrix.rows import Entry
from postulat.normalize.matrix.tables import Matrix
from postulat.normalize.stance.stance import ACCEPTING, REFUSING, ruling_of

MARK = re.compile(r"(?:[xXvV×✓✔√☒☑●•+*]|tak|yes)(?![^\W\d_])[\s.,:;–-]*", re.IGNORECASE)


def verdict_columns(matrix: Matrix, language: str) -> dict[int, str]:
    """The decision columns whose headings are verdicts, with these words; nothing, where they do not stand against each other."""
    heading = matrix.heading
    if len(heading.columns("decision")) < 2 or heading.last < 0:
        return {}
    row = matrix.fragments[0].table.rows[heading.last]
    found: dict[int, str] = {}
    stances = set()
    for column in heading.columns("decision"):
        cell = row[column]
        words = " ".join(cell.text.split()) if cell is not None else ""
        ruling = ruling_of(words, language) if words else None
        if ruling is not None:
            found[column] = words
            stances.add(ruling[0].value)
    return found if stances & {*ACCEPTING} and stances & {*REFUSING} else {}


def marked(entry: Entry, columns: Mapping[int, str]) -> Passage | None:
    """The words above the marks of a row, with what stands beside a mark; None where some text is no mark and no verdict."""
    words: dict[str, None] = {}
    places: list[Place] = []
    for column, verdict in columns.items():
        own = entry.passage(column)
        if own.blank:
            continue
        mark = MARK.match(own.text)
        rest = own.text[mark.end() :].strip() if mark else own.text
        words[f"{verdict} {rest}" if mark and rest else rest or verdict] = None
        places += own.places
    return replace(Passage(), text="; ".join(words), places=tuple(dict.fromkeys(places))) if words else None
