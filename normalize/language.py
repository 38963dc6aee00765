"""The language of a document, told by its commonest words and its letters: what the file declares is often the template's."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from postulat.extract.document import Block, Document
from postulat.normalize.vocabulary.phrases import rows

ENOUGH = 20_000
"""Characters of a document that are looked at."""
FEWEST, FEWEST_UNDECLARED = 5, 2
"""Known words below which the file's own word is taken, and fewer where it says none: a table of two rows has no more."""


def language(document: Document) -> str | None:
    """The language as `pl`, `en` …; what the file declares where its text is too short to tell.

    >>> language(Document("a", "text/plain", "", 0, "text", (Block("paragraph", "The hall should be open to all."),)))
    'en'
    """
    counts: Counter[str] = Counter()
    read = 0
    for text in texts(document.blocks):
        for word, times in Counter(re.findall(r"\w+", text.lower())).items():
            for found in languages_of(word):
                counts[found] += times
        read += len(text)
        if read > ENOUGH:
            break
    if counts:
        (best, count), *others = counts.most_common(2)
        if count >= (FEWEST if document.language else FEWEST_UNDECLARED) and (not others or count > others[0][1]):
            return best
    return document.language.split("-")[0].lower() if document.language else None


def languages_of(word: str) -> tuple[str, ...]:
    """The languages that a word is common in, or has letters of.

    >>> languages_of("podle"), languages_of("zářez"), languages_of("plan")
    (('cs',), ('cs',), ())
    """
    if (known := words().get(word)) or word.isascii():
        return known or ()
    return tuple(dict.fromkeys(found for letter in word for found in letters().get(letter, ())))


@cache
def letters() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("letters"):
        for letter in row["letters"]:
            found[letter] = (*found.get(letter, ()), row["language"])
    return found


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.line for block in blocks]


@cache
def words() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("language_words"):
        found[row["phrase"]] = (*found.get(row["phrase"], ()), row["language"])
    return found
