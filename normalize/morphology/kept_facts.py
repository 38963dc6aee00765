"""Facts of the Polish dictionary that our own tables ask for at every start, kept beside it: what is kept need not be looked up.

The dictionary is opened once a process, and a thousand words of column headings and two hundred heads of names would be the first
it is asked for, however short the document. `tests/kept_facts.py` writes the tables; what they do not hold is looked up as ever.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from postulat.normalize.morphology.analysis import analyse

LANGUAGE = "pl"
NOUNS, HEADS = (Path(__file__).with_name(name) for name in ("kept_nouns.csv", "kept_heads.csv"))
SEPARATOR = "|"


def noun_lemmas(word: str, language: str) -> tuple[str, ...]:
    """The lemmas of a word as a noun, in lower case.

    >>> noun_lemmas("wnioskodawcy", "pl"), noun_lemmas("uwzględniono", "pl")
    (('wnioskodawca',), ())
    """
    found = kept_nouns().get(word) if language == LANGUAGE else None
    return looked_up_nouns(word, language) if found is None else found


def looked_up_nouns(word: str, language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading.lemma.lower() for reading in analyse(word, language) if reading.word_class == "noun"))


@cache
def kept_nouns() -> dict[str, tuple[str, ...]]:
    return {word: tuple(filter(None, lemmas.split(SEPARATOR))) for word, lemmas in lines(NOUNS)}


@cache
def kept_heads() -> dict[tuple[str, str], frozenset[str]]:
    """A head of a name with its number → all its forms."""
    return {(head, number): frozenset(forms.split(SEPARATOR)) for head, number, forms in lines(HEADS)}


def lines(path: Path) -> list[list[str]]:
    """The lines of a table, without those that explain it and its head."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(line for line in file if not line.startswith("#")))[1:]
