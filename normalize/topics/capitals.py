"""Capitals in requests: which words are the name of a street, a place or a body, and tell no topic or less."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from postulat.normalize.morphology.analysis import MOST_FORMS, analyse

MARK = re.compile(r"[,;:.!?()–—\n]")
SENTENCE_END = re.compile(r"[.!?:;„”\"\n–—]")
LONG_NAME = 3
"""Words with capitals, one after the other, that are the name of a body."""


def named_places(
    words: Sequence[re.Match[str]], streets: Sequence[bool], ends: Sequence[bool], text: str, language: str
) -> list[bool]:
    """Which words are of the name of a street or place: with a capital after a word for one ("ul. Sportowa") or before it ("Mill
    Road"), or an adjective with a capital by itself ("na Górskiej"); `streets` and `ends` say which words are those for one."""
    found: list[bool] = []
    for place, word in enumerate(words):
        if not place or not word[0][0].isupper():
            found.append(False)
            continue
        led = found[-1] or streets[place - 1]
        found.append(led or stands_alone(words, place, text, language))
    for place in range(len(words) - 1, 0, -1) if any(ends) else ():
        one, other = words[place - 1], words[place]
        if one[0][0].isupper() and other[0][0].isupper() and (ends[place] or (place > 1 and found[place])):
            found[place - 1] = True
    return found


def stands_alone(words: Sequence[re.Match[str]], place: int, text: str, language: str) -> bool:
    """Whether a word is an adjective with a capital inside a sentence, and beside it stands no other capital without a mark."""
    word = words[place]
    if word[0].isupper() or not is_adjective(word[0].lower(), language):
        return False
    gap = text[words[place - 1].end() : word.start()]
    if SENTENCE_END.search(gap):
        return False
    follows = place + 1 < len(words) and words[place + 1][0][0].isupper()
    marked = follows and MARK.search(text, word.end(), words[place + 1].start()) is not None
    led = words[place - 1][0][0].isupper() and MARK.search(gap) is None
    return not led and (not follows or marked)


def proper_names(words: Sequence[re.Match[str]], text: str) -> frozenset[int]:
    """The places of words behind the first of a long name with capitals, which say less than what is asked of who bears it
    ("Instytut Badań Internetu"); none where most words of the text have capitals."""
    capitals = [word[0][0].isupper() and not word[0].isupper() for word in words]
    if 2 * sum(capitals) > len(words):
        return frozenset()
    found: set[int] = set()
    start = 0
    for place in range(len(words) + 1):
        goes_on = place < len(words) and capitals[place]
        if goes_on and place > start and MARK.search(text, words[place - 1].end(), words[place].start()) is None:
            continue
        if place - start >= LONG_NAME:
            found.update(range(start + 1, place))
        start = place if goes_on else place + 1
    return frozenset(found)


@lru_cache(maxsize=MOST_FORMS)
def is_adjective(form: str, language: str) -> bool:
    return any(reading.word_class == "adjective" for reading in analyse(form, language))
