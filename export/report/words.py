"""What the report says, in each language: rows of `words.csv`, and the words of the review pages for stances and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from postulat.export.html.markup import Markup, joined, tag
from postulat.export.html.words import words as review_words
from postulat.export.options import Labels
from postulat.normalize.wording import IN_COLUMNS, Words, next_language, same, words_by_key

PATH = Path(__file__).parent / "words.csv"
NAME = "report.csv"
"""The same words in the folder of a language."""
THIN = "\u202f"
"""What stands between thousands in every language: a narrow space at which no line breaks."""


SPOKEN: ContextVar[tuple[Labels, ...]] = ContextVar("SPOKEN", default=IN_COLUMNS)
"""The languages in which the page that is being made can be read."""


@contextmanager
def spoken_in(languages: Sequence[Labels]) -> Iterator[None]:
    """Makes a page that can be read in these languages."""
    before = SPOKEN.set(tuple(languages))
    try:
        yield
    finally:
        SPOKEN.reset(before)


def words() -> dict[str, Words]:
    return words_by_key(PATH, NAME)


def label(key: str, *values: str) -> Words:
    """The words of a key, with values in the place of `{}`; stances are named as on the review pages, and a key that nobody has
    words for speaks for itself.

    >>> label("others.organisation", "35").en
    'Other organisations (35)'
    >>> label("stance.accepted").pl
    'uwzględnione'
    """
    found = words().get(key) or review_words().get(key) or same(key.rpartition(".")[2])
    return Words(text.format(*values) for text in found) if values else found


def of_page(found: Words) -> list[str]:
    """The words in the languages of the page, as its script has them."""
    return list(found.of(SPOKEN.get()).values())


def switch_label() -> Words:
    """What the button says that changes the language."""
    return next_language(review_words()["language"], SPOKEN.get())


def number(value: float) -> str:
    """
    >>> number(1234567).replace(THIN, " "), number(12)
    ('1 234 567', '12')
    """
    return f"{value:,.0f}".replace(",", THIN)


def both(found: Words, name: str = "span") -> Markup:
    """The languages of the page side by side; the styles show one. What is the same in all stands there once.

    >>> from postulat.normalize.wording import languages
    >>> both(Words("tak" if language == "pl" else "yes" for language in languages()))
    '<span lang="pl">tak</span><span lang="en">yes</span>'
    >>> both(same("1 < 2"))
    '1 &lt; 2'
    """
    own = found.of(SPOKEN.get())
    if len(set(own.values())) == 1:
        return joined(found.en)
    return joined(*(tag(name, {"lang": language}, text) for language, text in own.items()))


def say(key: str, *values: str) -> Markup:
    return both(label(key, *values))
