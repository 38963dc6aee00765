"""Words of officialdom as data: CSV tables under `vocabulary/`, a folder for each language, each row with an example as its test.

One phrase is one row. `*` inside a word is any ending, `?` any letter, `*` alone is up to four words, a space is any white
space. So people who know the offices can add what they meet without touching code.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
WORDS_OF_A_STAR = 4
WORD = r"[\w„”\"'.,/()–-]+"
SPACE = r"\s+"
GAP = rf"(?:{SPACE}{WORD}){{0,{WORDS_OF_A_STAR}}}?"
"""A star that stands alone, as a piece of a pattern."""


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """The rows of a table: those of no language in `vocabulary/<table>.csv`, then those of each language in its folder.

    Rows of a folder have its name as their `language`. Lines that start with `#` are left out.
    """
    found: list[dict[str, str]] = []
    for language in ("", *languages()):
        columns, *cells = read(table, language) or [[]]
        if language and columns:
            columns.append("language")
            for row in cells:
                row.append(language)
        if any(len(row) != len(columns) for row in cells):
            raise ValueError(f"{table} ({language}): a row of too few or too many cells")
        found += [dict(zip(columns, row)) for row in cells]  # noqa: B905 - as has been seen
    return tuple(found)


def read(table: str, language: str) -> list[list[str]]:
    """The lines of a file of a table, cell by cell; without a quoted cell they are simply cut at their commas."""
    lines = all_lines(table, language)
    return list(csv.reader(lines)) if any('"' in line for line in lines) else [line.split(",") for line in lines]


def all_lines(table: str, language: str) -> list[str]:
    """The lines of a file of a table but those that explain it; none where there is no such file."""
    if f"{table}.csv" not in names_in(language):
        return []
    text = (FOLDER / language / f"{table}.csv").read_bytes().decode()
    return [line for line in text.replace("\r\n", "\n").split("\n") if line and line[0] != "#"]


@cache
def names_in(language: str) -> frozenset[str]:
    """The files of a language's folder, nothing for a language without one; of none (the empty one) those outside."""
    known = not language or language in languages()
    return frozenset(os.listdir(FOLDER / language) if known else ())  # noqa: PTH208 - asked for a name alone


def lines_of(table: str, language: str) -> list[str]:
    """The lines of a long table of a language (of none: the empty one) as they stand, where no cell is quoted.

    >>> lines_of("first_names", "pl")[0], lines_of("no such table", "pl")
    ('Anna,f,', [])
    """
    return all_lines(table, language)[1:]


def rows_of(table: str, language: str) -> tuple[dict[str, str], ...]:
    """The rows of a table that are of a language; of none (the empty one) those outside the folders.

    >>> {row["language"] for row in rows_of("stance", "pl")}, rows_of("no such table", "pl")
    ({'pl'}, ())
    """
    return by_language(table).get(language, ())


@cache
def by_language(table: str) -> dict[str, tuple[dict[str, str], ...]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows(table):
        found.setdefault(row.get("language", ""), []).append(row)
    return {language: tuple(of_it) for language, of_it in found.items()}


@cache
def folders() -> tuple[Path, ...]:
    """The folders of the languages, by name."""
    return tuple(sorted(path for path in FOLDER.iterdir() if path.is_dir() and not path.name.startswith("_")))


@cache
def languages() -> tuple[str, ...]:
    """The languages whose words are known."""
    return tuple(folder.name for folder in folders())


@cache
def phrase(words: str) -> re.Pattern[str]:
    """A phrase as a pattern that matches whole words, in any case.

    >>> bool(phrase("uwzględni*").search("Uwagę UWZGLĘDNIONO"))
    True
    >>> bool(phrase("nie * uwzględni*").search("nie może zostać uwzględniona"))
    True
    >>> bool(phrase("art. 19a").search("na art. 19ab"))
    False
    """
    return re.compile(phrase_pattern(words), re.IGNORECASE)


def phrase_pattern(words: str) -> str:
    r"""A phrase as a piece of a larger pattern, in any case.

    >>> phrase_pattern("nie * uwzględni*").startswith(r"(?<!\w)nie")
    True
    """
    pattern = ""
    for index, word in enumerate(words.split()):
        if word == "*":
            pattern += GAP
            continue
        if index:
            pattern += SPACE
        pattern += r"\w*".join(re.escape(piece).replace(r"\?", r"\w") for piece in word.split("*"))
    head, tail = ends(words)
    return head + pattern + tail


def ends(words: str) -> tuple[str, str]:
    """What stands before and behind a phrase in its pattern, where it begins or ends with a letter."""
    head = r"(?<!\w)" if re.match(r"\*?\w", words) else ""  # also before `*nit`: else each letter of a long word begins anew
    tail = r"(?!\w)" if re.search(r"[\w*?]$", words) else ""
    return head, tail


def pattern_length(words: str) -> int:
    r"""How many letters the pattern of a phrase has, which need not be made for it.

    >>> [pattern_length(words) - len(phrase_pattern(words)) for words in ("nie * uwzględni*", "art. 19? lit.", "*nit, * b(", "#")]
    [0, 0, 0, 0]
    """
    length = 0
    for index, word in enumerate(words.split()):
        length += len(GAP) if word == "*" else len(re.escape(word)) + word.count("*") + (len(SPACE) if index else 0)
    return length + sum(map(len, ends(words)))


def ahead(forms: Iterable[str]) -> str:
    """A piece of a pattern before one with many branches: most places fail it at their first letter, and no branch is tried.

    >>> ahead(["zł", "PLN", "złotych"])
    '(?=[pz])'
    """
    return f"(?=[{''.join(re.escape(letter) for letter in sorted({form[0].lower() for form in forms}))}])"


@cache
def stem(words: str) -> str:
    """The longest piece of a phrase that any text with the phrase must hold, lower case: a quick first test."""
    return max((piece for word in words.split() for piece in word.replace("?", "*").split("*")), key=len, default="").lower()


@cache
def stems(table: str, column: str = "phrase") -> tuple[str, ...]:
    """The stems of all phrases of a table, each once."""
    return tuple(dict.fromkeys(stem(row[column]) for row in rows(table)))


def may_hold(lower: str, table: str, column: str = "phrase") -> bool:
    """A quick first test, before patterns are asked: whether a text in small letters holds the stem of any phrase of a table.

    >>> may_hold("koszt 50 złotych", "currencies", "form"), may_hold("koszt 50 punktów", "currencies", "form")
    (True, False)
    """
    for piece in stems(table, column):  # noqa: SIM110 - a generator costs more than the looks
        if piece in lower:
            return True
    return False


class Found(NamedTuple):
    """Where a phrase stands in a text, and the vocabulary row that it comes from."""

    start: int
    end: int
    row: dict[str, str]


@dataclass(frozen=True)
class Vocabulary:
    """A table of phrases to search texts for."""

    table: str

    def find(self, text: str) -> Iterator[Found]:
        """Every place of every phrase, in the order of the table."""
        lower = text.lower()
        for row in rows(self.table):
            if stem(row["phrase"]) in lower:
                for match in phrase(row["phrase"]).finditer(text):
                    yield Found(match.start(), match.end(), row)

    def first(self, text: str) -> Found | None:
        """The phrase that starts first; of those that start together the longest, and the one with more letters of its own."""
        return min(self.find(text), key=lambda x: (x.start, x.start - x.end, -len(x.row["phrase"])), default=None)
