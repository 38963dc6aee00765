"""Names that the e-mail address beside them spells: no list needs to know "Xanthe Quillby <x.quillby@example.org>"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from postulat.normalize.names.persons import PARTICLES, Person
from postulat.normalize.privacy.contacts import EMAIL
from postulat.normalize.privacy.full_names import Spotted
from postulat.normalize.privacy.name_words import NameWord, words_of_text
from postulat.normalize.privacy.titled_names import ENOUGH

BESIDE_ADDRESS = 60
"""Characters between a name and the address that spells it."""
LOCAL_PART = re.compile(r"[\w.+-]{3,64}(?=\s?[@(\[])")
SHORTEST = 4
"""Letters of a surname that an address spells."""
MOST_WORDS = 4


def spelled_by_email(text: str) -> Iterator[Spotted]:
    """The full names that an e-mail address right behind or before them spells, in the order of the addresses.

    >>> text = "Xanthe Quillby (x.quillby@example.org), Parish Office (office@example.org)"
    >>> [text[found.start : found.end] for found in spelled_by_email(text)]
    ['Xanthe Quillby']
    """
    if "@" not in text and "(" not in text and "[" not in text:
        return
    words = words_of_text(text)
    starts = [word.start for word in words]
    for address in EMAIL.finditer(text):
        if local := LOCAL_PART.match(text, address.start()):
            before = words[bisect_left(starts, address.start() - BESIDE_ADDRESS) : bisect_left(starts, address.start())]
            behind = words[bisect_left(starts, address.end()) : bisect_left(starts, address.end() + BESIDE_ADDRESS)]
            yield from spelled(text, [*before, *behind], re.sub(r"[\d._+-]+", ".", local[0].lower()))


def spelled(text: str, words: list[NameWord], local: str) -> Iterator[Spotted]:
    """The first of these words that are a first name and a surname whom the address's own part spells."""
    for index, word in enumerate(words):
        end = index + 1
        while end < len(words) and end - index < MOST_WORDS and is_next(text, words[end - 1], words[end]):
            end += 1
        run = words[index:end]
        if word.capital and len(run) > 1 and spells(local, run):
            person = Person(tuple(one.lower for one in run[:-1] if one.lower not in PARTICLES), (run[-1].lower,))
            yield Spotted(word.start, run[-1].end, person, ENOUGH)
            return


def is_next(text: str, before: NameWord, word: NameWord) -> bool:
    return text[before.end : word.start] in (" ", "\u00a0", ". ") and (word.capital or word.lower in PARTICLES)


def spells(local: str, run: list[NameWord]) -> bool:
    """Whether an address's own part is made of a first name or its letter and the surname, in either order.

    >>> [spells(local, words_of_text("Xanthe Quillby")) for local in ("x.quillby", "quillbyx", "xanthe.quillby", "office")]
    [True, True, True, False]
    """
    letters = local.replace(".", "")
    given, surname = run[0].plain.replace("'", ""), run[-1].plain.replace("'", "").replace("-", "")
    if len(surname) < SHORTEST or surname not in letters:
        return False
    return letters.replace(surname, "", 1) in (given, given[0], "".join(word.plain[0] for word in run[:-1]))
