"""Words of the written files in each language: of the workbook, the data package and the databases; rows of `words.csv`."""

from __future__ import annotations

from pathlib import Path

from postulat.export.options import Labels
from postulat.normalize.wording import Words, words_by_key

PATH = Path(__file__).parent / "words.csv"
NAME = "files.csv"
"""The same words in the folder of a language."""


def words() -> dict[str, Words]:
    """Key → what it is called."""
    return words_by_key(PATH, NAME)


def word(key: str, labels: Labels) -> str:
    """
    >>> word("found", "en")
    'What was found'
    """
    return words()[key].said(labels)
