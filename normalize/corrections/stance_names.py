"""The names of stances, in each language, and the stance that a person means who writes one of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from postulat.normalize.wording import Words, worded, words_of

PATH = Path(__file__).parents[1] / "vocabulary" / "stance_names.csv"


@cache
def stance_names() -> dict[str, Words]:
    """Stance → its names."""
    return {row["stance"]: words_of(row) for row in worded(PATH, PATH.name, ("stance",))}


@cache
def spellings() -> dict[str, str]:
    return {folded(word): stance for stance, names in stance_names().items() for word in (stance, *names)}


def folded(word: str) -> str:
    return " ".join(word.replace("_", " ").casefold().split())


def stance_meant(written: str) -> str:
    """The stance that a word means, in whichever language; a word that means none is given back.

    >>> stance_meant("Odrzucone"), stance_meant("out of scope"), stance_meant("nie wiem")
    ('rejected', 'out_of_scope', 'nie wiem')
    """
    return spellings().get(folded(written), written)
