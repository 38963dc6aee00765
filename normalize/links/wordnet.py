"""Synonyms of English words that the thesaurus of requests does not know, from WordNet, looked up where two requests are close."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from postulat.normalize.morphology.analysis import MOST_FORMS

FILE = Path(__file__).parent / "wordnet_en.txt"
"""Of a row the stem of words, the words that stand for them, and the wider ones; `benchmarks/wordnet_words.py` writes it."""
LANGUAGE = "en"
NARROWER = ";"
"""Between words that stand for another and those that are wider."""


@cache
def whole() -> str:
    """The file as text: rows are found by their beginning, so that a word costs a search and no table of all."""
    return FILE.read_text("utf-8")


@lru_cache(maxsize=MOST_FORMS)
def words_for(stem: str) -> frozenset[str]:
    """The words that stand for those of a stem, or are wider.

    >>> "monument" in words_for("memori"), "lorry" in words_for("truck")
    (True, False)
    """
    text = whole()
    start = text.find(f"\n{stem} ")
    if start < 0:
        return frozenset()
    row = text[start + len(stem) + 2 : text.index("\n", start + 1)]
    return frozenset(word for part in row.split(NARROWER) for word in part.split("|") if word)
