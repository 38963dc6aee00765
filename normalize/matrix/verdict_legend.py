"""The legend of a decision column: what the codes of its cells stand for ("U – uwzględniono, N – nie uwzględniono").

It stands in prose around the table, in the heading itself, or in a small table of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from postulat.extract.document import Table
from postulat.normalize.matrix.tables import DocumentReading
from postulat.normalize.stance.cells.decision_cells import ruling_of

ENTRY = re.compile(r"(?<![\w.–—=:-])([^\W\d_]{1,4}|\d)\.?\s?[–—=:-]\s?([^\W\d_][^\n,;.()–—=:]{1,60})")
"""A code, a mark and the words it stands for."""
CODE = re.compile(r"[^\W\d_]{1,4}|\d")
"""A code in a cell of its own."""
LONGEST = 2_000
"""Characters of a text that is searched for a legend."""
FEWEST = 2
"""Codes at least that must stand for different verdicts: one alone may be anything."""
MOST = 12
"""Codes at most of a legend."""


def verdict_codes(reading: DocumentReading, language: str) -> dict[str, str]:
    """Code → the words it stands for, of the first legend of a document that explains verdicts."""
    for found in legends(reading) if reading.matrices else ():
        if not FEWEST <= len(found) <= MOST:
            continue
        known = {code: words for code, words in found if (ruling := ruling_of(words, language)) is not None and ruling[0].rule}
        stances = {ruling[0].value for words in known.values() if (ruling := ruling_of(words, language)) is not None}
        if len(stances) >= FEWEST and len(known) == len({code for code, _ in found}):
            return known
    return {}


def legends(reading: DocumentReading) -> Iterator[list[tuple[str, str]]]:
    """What may be legends: of each text, of paragraphs one below the other, and of small tables."""
    run: list[tuple[str, str]] = []
    for block in (*reading.prose, *(block for matrix in reading.matrices for block in matrix.between)):
        found = entries(block.text) if block.table is None else []
        if len(found) == 1:
            run += found
            continue
        yield run
        yield found
        run = []
    yield run
    for matrix in reading.matrices:
        for text in matrix.heading.texts:
            yield entries(text)
    for table in reading.others:
        yield list(in_table(table))


def entries(text: str) -> list[tuple[str, str]]:
    """The codes of a text with the words after each.

    >>> entries("Oznaczenia: U – uwzględniono, NU – nie uwzględniono")
    [('U', 'uwzględniono'), ('NU', 'nie uwzględniono')]
    """
    return [(match[1], match[2].strip()) for match in ENTRY.finditer(text[:LONGEST])]


def in_table(table: Table) -> Iterator[tuple[str, str]]:
    """The rows of a table of two columns whose first cells are codes."""
    if table.width != 2:
        return
    for code, words in table.rows:
        if code is not None and words is not None and CODE.fullmatch(code.text.strip()) and words.text:
            yield code.text.strip(), " ".join(words.text.split())


def spelled_out(cell: str, codes: Mapping[str, str]) -> str:
    """The words that a cell's code stands for; the cell itself where it is no code of the legend.

    >>> spelled_out("NU.", {"NU": "nie uwzględniono"}), spelled_out("tak", {"NU": "nie uwzględniono"})
    ('nie uwzględniono', 'tak')
    """
    return codes.get(cell.strip().rstrip("."), cell)
