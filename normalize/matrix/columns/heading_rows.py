"""Heading rows told from rows of data: a heading holds no number, date, link or sentence."""

from __future__ import annotations

from collections.abc import Sequence

from postulat.extract.document import Cell
from postulat.normalize.matrix.columns.cell_kinds import LINK, NUMERIC_DATE
from postulat.normalize.matrix.row_numbers import is_number

LONGEST_HEADING = 220
"""Characters of a heading cell; longer ones are content."""
MOST_WORDS = 5
"""Words after which a full stop ends a sentence, which no heading is."""


def is_data(texts: Sequence[str], cells: Sequence[Cell]) -> bool:
    """Whether rows with these texts cannot head a table."""
    filled = [text for text in texts if text]
    if len(filled) < 2 or max(map(len, filled)) > LONGEST_HEADING:
        return True
    if any(is_number(cell.text) for cell in cells) or any(map(is_number, filled)):
        return True
    marked = all(cell.heading for cell in cells if cell.text)
    return not marked and any(is_sentence(text) or LINK.fullmatch(text) or NUMERIC_DATE.fullmatch(text) for text in filled)


def is_sentence(text: str, fewest: int = MOST_WORDS) -> bool:
    """Whether a text ends as a sentence does.

    >>> is_sentence("Uwaga wyjaśniona. Zasady wynikają z ustawy."), is_sentence("Lp."), is_sentence("Treść uwagi do projektu:")
    (True, False, False)
    >>> is_sentence("Stav ke dni 1. 3.")
    False
    """
    words = text.split()
    return text.endswith((".", "!")) and len(words) >= fewest and any(map(str.isalpha, words[-1]))
