"""Families of words: what a word may be derived from, so that an adjective or a verb with a prefix finds its origin."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from postulat.normalize.morphology.analysis import analyse
from postulat.normalize.vocabulary.phrases import rows

SHORTEST_ROOT = 3
"""Letters that an ending or a prefix must leave."""
VERBS = frozenset(("verb", "gerund", "infinitive", "passive_participle", "active_participle"))


@cache
def derivations(role: str, language: str) -> tuple[tuple[str, str], ...]:
    """The endings of derived words with what stands instead, or the prefixes of verbs, the longest first."""
    found = (row["words"].split("|") for row in rows("request_words") if row["role"] == role and row["language"] == language)
    pairs = {(ending, instead) for words in found for ending, _, instead in (word.partition(":") for word in words)}
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def origins(form: str, language: str) -> Iterator[str]:
    """Words that a word may come from, by the longest ending first; most of them are none.

    >>> list(origins("apteczny", "pl"))[:2]
    ['aptek', 'apteka']
    >>> "sadzić" in origins("posadzić", "pl")
    True
    """
    readings = analyse(form, language)
    for lemma in dict.fromkeys(reading.lemma.lower() for reading in readings):
        for ending, instead in derivations("derived", language):
            root = lemma.removesuffix(ending)
            if root != lemma and len(root) >= SHORTEST_ROOT:
                yield root + instead
                if root[-1] == root[-2]:
                    yield root[:-1] + instead
    for lemma in dict.fromkeys(reading.lemma.lower() for reading in readings if reading.word_class in VERBS):
        for prefix, _ in derivations("prefix", language):
            root = lemma.removeprefix(prefix)
            if root != lemma and len(root) > SHORTEST_ROOT:
                yield root
