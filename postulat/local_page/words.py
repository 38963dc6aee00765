"""Words of the local page, in each language: rows of `words.csv`, and those of the review pages for what both speak of."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from postulat.export.html.markup import Markup, tag
from postulat.export.html.words import words as review_words
from postulat.export.options import LABELS, Labels
from postulat.language.messages import spoken
from postulat.normalize.wording import Words, languages, next_language, same, words_by_key

PATH = Path(__file__).parent / "words.csv"
NAME = "local_page.csv"
"""The same words in the folder of a language."""
SHARED = (
    *("stance.", "reason.", "grade.", "language", "theme", "corrected", "by"),
    *("commitments.", "postulates", "responses.", "meetings.", "organisations.", "organisation", "topics"),
)
"""Beginnings of the keys of the review's words that the page's script speaks as well."""


@cache
def words() -> dict[str, Words]:
    """Key → what it is called."""
    return {**review_words(), **own_words()}


def own_words() -> dict[str, Words]:
    return words_by_key(PATH, NAME)


def each(key: str, *values: str) -> Words:
    """The words of a key in each language, with values in the place of `{}`; a key that nobody has words for speaks for itself.

    >>> each("refused.stale", "accepted").en
    'Somebody has changed this in the meantime. Now it is “accepted”. Load the page again and correct it once more.'
    """
    found = words().get(key) or same(key)
    return Words(text.format(*values) for text in found) if values else found


def of_program(line: str) -> Words:
    """A message of the program in each language.

    >>> of_program("the file is empty")[:2]
    ('plik jest pusty', 'the file is empty')
    """
    return Words(spoken(line, language) for language in languages())


def word(key: str, language: Labels) -> str:
    return each(key).said(language)


def say(key: str, language: Labels, name: str = "span", **attributes: Any) -> Markup:
    """An element with the words of a key; the page changes them when its reader changes the language.

    >>> say("nav.report", "en", "a", href="report")
    '<a data-t="nav.report" href="report">Report</a>'
    """
    given = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return tag(name, {"data-t": key, **given}, word(key, language))


@cache
def for_scripts() -> dict[str, Words]:
    """The words that the script of the page speaks itself."""
    spoken = {key: found for key, found in words().items() if key in own_words() or key.startswith(SHARED)}
    return spoken | {"language": next_language(words()["language"], LABELS)}
