"""Names of offices and organisations back in the nominative: only the head is inflected, what follows it stays as it is."""

from __future__ import annotations

import re
from functools import cache

from postulat.normalize.vocabulary.phrases import rows


@cache
def forms() -> dict[str, str]:
    return {row["form"]: row["nominative"] for row in rows("nominatives")}


@cache
def longest_form() -> int:
    return max(len(form.split()) for form in forms())


def nominative(name: str) -> str:
    """The name with its head in the nominative; a name whose head is not known is left alone.

    >>> nominative("Wydziale Edukacji Urzędu Miasta Krakowa"), nominative("Uczniowskiego Klubu Sportowego „Iskra”")
    ('Wydział Edukacji Urzędu Miasta Krakowa', 'Uczniowski Klub Sportowy „Iskra”')
    """
    words = name.split(" ")
    for count in range(min(longest_form(), len(words)), 0, -1):
        head = forms().get(" ".join(words[:count]).lower())
        if head is not None and re.match(r"\w", head):
            return " ".join([head, *words[count:]])
    return name
