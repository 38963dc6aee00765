"""What words tell, each asked when it first comes and then kept: most words of an archive are the same few thousand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

WORDS_KEPT = 20_000
"""Words of which is kept what they tell."""
LONGEST_WORD = 40
"""Letters of a word that is kept."""

Told = TypeVar("Told")


class KnownWords(dict[str, Told], Generic[Told]):
    """Words and what `ask` says of each.

    >>> lengths = KnownWords(len)
    >>> lengths["park"], dict(lengths)
    (4, {'park': 4})
    """

    def __init__(self, ask: Callable[[str], Told]) -> None:
        super().__init__()
        self.ask = ask

    def __missing__(self, word: str) -> Told:
        found = self.ask(word)
        if len(word) <= LONGEST_WORD:
            if len(self) >= WORDS_KEPT:
                self.clear()
            self[word] = found
        return found
