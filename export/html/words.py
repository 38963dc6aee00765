"""What the review pages say in each language: rows of `words.csv`, the words of the codebook, and the titles of findings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from postulat.export.html.markup import Markup, tag
from postulat.export.options import Labels
from postulat.export.schema.codebook import entries, enumeration
from postulat.normalize.corrections.stance_names import stance_names
from postulat.normalize.findings import codes
from postulat.normalize.wording import Words, next_language, words_by_key

PATH = Path(__file__).parent / "words.csv"
NAME = "review.csv"
"""The same words in the folder of a language."""


@cache
def words() -> dict[str, Words]:
    """Key → what it is called."""
    found = dict(words_by_key(PATH, NAME))
    found |= {f"stance.{stance}": names for stance, names in stance_names().items()}
    for table in ("meetings", "organisations", "postulates", "responses", "commitments"):
        for name, entry in entries(table).items():
            found.setdefault(f"{table}.{name}", entry.labels)
    for name in ("stance", "organisation_kind", "mention_kind", "status", "firmness"):
        for value in enumeration(name):
            found.setdefault(f"{name}.{value.value}.meaning", value.meanings)
    for code, kind in codes().items():
        found[f"code.{code}"] = kind.titles
    return found


def say(key: str, language: Labels, name: str = "span", **attributes: str) -> Markup:
    """An element with the words of a key; the page changes them when its reader changes the language.

    `data_title` is the key of what it says when it is pointed at.

    >>> say("page", "pl", class_="label")
    '<span data-t="page" class="label">Strona</span>'
    """
    given = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    if "data-title" in given:
        given["title"] = word(given["data-title"], language)
    return tag(name, {"data-t": key, **given}, word(key, language))


def word(key: str, language: Labels) -> str:
    """The words of a key; a key that nobody has words for speaks for itself.

    >>> word("stance.rejected", "en"), word("code.some-new-code", "en")
    ('rejected', 'some-new-code')
    """
    found = words().get(key)
    return found.said(language) if found is not None else key.rpartition(".")[2]


def switch(language: Labels, shown: Sequence[Labels], **attributes: str) -> Markup:
    """The button that changes the language of a page; it says the name of the language that comes."""
    after = next_language(words()["language"], shown)
    return tag("button", {"type": "button", "id": "language", "data-t": "language", **attributes}, after.said(language))


def for_script(shown: Sequence[Labels]) -> dict[str, list[str]]:
    """The words that a page's script has at hand, in the languages that the page can be read in."""
    found = {**words(), "language": next_language(words()["language"], shown)}
    return {key: list(told.of(shown).values()) for key, told in found.items()}
