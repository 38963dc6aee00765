"""Topics of a postulate that a person decides: themes as a person writes them, and the rows that they become."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from postulat.normalize.records import Postulate, Topic
from postulat.normalize.topics.codebook import THEMES, codebook, labels_of_codes, themes_of

BETWEEN = "; "


def theme_names(topics: Iterable[Topic]) -> str:
    """The themes among the topics of a postulate as a file of corrections has them; points of an act are not a person's choice."""
    return BETWEEN.join(row.label for row in topics if row.scheme == THEMES)


@cache
def codes_by_name(themes: str = "") -> dict[str, str]:
    """What a theme may be called → its code: the code itself, and its name in each language."""
    if themes:
        named = [(row["code"], row["label"]) for row in themes_of(themes, None)]
    else:
        named = [(code, label) for (scheme, code), labels in labels_of_codes().items() if scheme == THEMES for label in labels]
    return {folded(name): code for code, label in named for name in (code, label)}


def theme_codes(text: str, themes: str = "") -> tuple[str, ...]:
    """The codes of themes in a text, each once; a name that is none of them stands as it is.

    >>> theme_codes("Sport i rekreacja; culture;Sport and recreation; balony")
    ('sport', 'culture', 'balony')
    """
    names = [name for part in text.replace("\n", ";").split(";") if (name := folded(part))]
    return tuple(dict.fromkeys(codes_by_name(themes).get(name, name) for name in names))


def folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def decided_rows(postulate: Postulate, codes: Iterable[str], language: str, themes: str = "") -> Iterator[Topic]:
    """The rows of themes that a person chose: no words of the text decided, so that none are named."""
    book = codebook(language, themes)
    for code in codes:
        label = book.label(THEMES, code, language)
        yield Topic(postulate.postulate_id, postulate.document_id, THEMES, code, label, "", 0, 0)


def theme_labels(language: str) -> list[str]:
    """What our themes are called in a language."""
    return [labels.said(language) for (scheme, _), labels in labels_of_codes().items() if scheme == THEMES]
