"""Small words around figures, by what they do: they join a list or a range, end a year, number a provision, spell an address.

Words are rows of `figure_words.csv`, in each language's folder.
"""

from __future__ import annotations

import re
from functools import cache

from postulat.normalize.vocabulary.phrases import rows


@cache
def figure_words(*roles: str) -> str:
    """The words of these roles as one pattern, the longest first; a word that ends in a letter ends there.

    >>> re.fullmatch(figure_words("and", "or"), "a  także") is not None, re.match(figure_words("range"), "dom") is None
    (True, True)
    """
    found = sorted({row["word"] for row in rows("figure_words") if row["role"] in roles}, key=lambda word: (-len(word), word))
    patterns = (r"\s+".join(map(re.escape, word.split())) + (r"(?!\w)" if word[-1].isalnum() else "") for word in found)
    return f"(?:{'|'.join(patterns)})"
