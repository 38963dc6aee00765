"""Wording: what the program says, in each language. Polish and English are columns of its tables, a further language is a folder.

A table of words has columns `pl` and `en`, or `title_pl` and `title_en`. `postulat/language/cs/faces/NAME.csv` has the same rows by
the same keys, with a column `said`, or `title`, in Czech. What is not there is said in English.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from postulat.extract.word_tables import word_table

POLISH, ENGLISH = "pl", "en"
IN_COLUMNS = (POLISH, ENGLISH)
"""Languages whose words stand in the tables themselves."""
FACES = "faces"
"""The folder, within that of a language, with the words of records, pages and written files."""
SAID = "said"
"""The column of a language's folder for what stands in the columns `pl` and `en`."""


class Words(tuple[str, ...]):
    """The same words in each language, in the order of `languages()`."""

    __slots__ = ()

    def said(self, language: str) -> str:
        """
        >>> Words(("tak", "yes", "ano")).said("en")
        'yes'
        """
        return self[side(language)]

    def of(self, some: Sequence[str]) -> dict[str, str]:
        """Language → words, for some of the languages."""
        return {language: self.said(language) for language in some}

    @property
    def pl(self) -> str:
        return self.said(POLISH)

    @property
    def en(self) -> str:
        return self.said(ENGLISH)


@cache
def home() -> Path:
    """The folder with a folder for each language."""
    spec = find_spec("postulat")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "language"


@cache
def languages() -> tuple[str, ...]:
    """The languages that the program speaks: Polish, English, and each that has a folder with tables.

    >>> languages()[:2]
    ('pl', 'en')
    """
    found = {path.parent.name for path in home().glob("*/*.csv")}
    found |= {path.parent.parent.name for path in home().glob(f"*/{FACES}/*.csv")}
    return (*IN_COLUMNS, *sorted(name for name in found.difference(IN_COLUMNS) if name.isascii() and name.isalpha()))


def side(language: str) -> int:
    """The place of a language among the words."""
    return languages().index(language)


def face_language(language: str | None) -> str:
    """The language of a document's pages: its own where the program speaks it, else English; Polish where it is unknown.

    >>> face_language("pl-PL"), face_language("fi"), face_language(None)
    ('pl', 'en', 'pl')
    """
    own = (language or POLISH).lower().partition("-")[0]
    return own if own in languages() else ENGLISH


def most_common(found: Iterable[str]) -> str:
    """The language of most pages; Polish where there are none, and the first of ours where there are as many of two.

    >>> most_common(["en", "pl", "en"]), most_common(["en", "pl"]), most_common([])
    ('en', 'pl', 'pl')
    """
    counts = Counter(found)
    return max(languages(), key=lambda language: (counts[language], -side(language)))


def shown_with(language: str) -> tuple[str, ...]:
    """The languages between which a reader of a page can change: Polish, English and the page's own."""
    return IN_COLUMNS if language in IN_COLUMNS else (*IN_COLUMNS, language)


def worded(path: Path, name: str, keys: Sequence[str]) -> tuple[dict[str, str], ...]:
    """The rows of a table of words, with columns for every language; `keys` tell them apart, `name` is the file in a folder."""
    found = [dict(row) for row in word_table(path)]
    if len(languages()) > len(IN_COLUMNS):
        stems = [column.removesuffix(ENGLISH).rstrip("_") for column in (found[0] if found else ()) if is_english(column)]
        for language in languages()[len(IN_COLUMNS) :]:
            own = {tuple(row[key] for key in keys): row for row in own_rows(language, name)}
            for row in found:
                said = own.get(tuple(row[key] for key in keys), {})
                row.update((column_of(stem, language), told(row, said, stem)) for stem in stems)
    return tuple(found)


def told(row: Mapping[str, str], said: Mapping[str, str], stem: str) -> str:
    """What a language says, else the English; nothing where the table says nothing."""
    english = row[column_of(stem, ENGLISH)]
    return (said.get(stem or SAID) or english) if english else ""


def is_english(column: str) -> bool:
    return column == ENGLISH or column.endswith(f"_{ENGLISH}")


def column_of(stem: str, language: str) -> str:
    """
    >>> column_of("title", "pl"), column_of("", "pl")
    ('title_pl', 'pl')
    """
    return f"{stem}_{language}" if stem else language


def own_rows(language: str, name: str) -> tuple[dict[str, str], ...]:
    path = home() / language / FACES / name
    return word_table(path) if path.is_file() else ()


def words_of(row: Mapping[str, str], stem: str = "") -> Words:
    """The words of a row that `worded` gave."""
    return Words(row[column_of(stem, language)] for language in languages())


@cache
def words_by_key(path: Path, name: str) -> dict[str, Words]:
    """Key → words, of a table with the columns `key`, `pl` and `en`."""
    return {row["key"]: words_of(row) for row in worded(path, name, ("key",))}


def same(text: str) -> Words:
    """A text of a document, which has no translation."""
    return Words((text,) * len(languages()))


def next_language(names: Words, shown: Sequence[str]) -> Words:
    """What the button says that changes the language of a page: the name of the one that comes after its own.

    >>> next_language(Words(("Polski", "English", "Čeština")), ("pl", "en")).pl
    'English'
    """
    after = dict(zip(shown, (*shown[1:], shown[0]), strict=True))
    return Words(names.said(after.get(language, language)) for language in languages())
