"""Codebook of topics: which words, by lemma, tell which code of which scheme; the tables' own or a person's (`--themes my.csv`)."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from postulat.extract.errors import one_line
from postulat.normalize.vocabulary.phrases import FOLDER, rows
from postulat.normalize.wording import ENGLISH, Words, face_language, same, worded, words_of

THEMES, ACT, NOTHING, STREET, BESIDE = "theme", "act", "none", "street", "beside"
"""Schemes; words of `none` mean nothing together, whatever they mean apart, names follow those of `street`, and what a thing stands
beside those of `beside`."""
STREET_END, INSIDE, SITE, JOINED = "street-end", "inside", "site", "joined"
"""Words that end the name of a street, words before what a thing may stand in, what only tells where after them, and the ending of
an adjective that a hyphen joins."""
WAY, TOWARD, REASON = "way", "toward", "reason"
"""Words for a way, words before what a way leads to, and words before a reason: what follows them is not asked for."""
LARGEST_FILE = 5 * 1024**2
"""Bytes of a person's table."""
NEEDED = ("code", "words")
LABELS = FOLDER / "topic_labels.csv"


class ThemesError(ValueError):
    """A person's table of themes cannot be used; one line that names the file and the row."""


class TopicWord(NamedTuple):
    """Words, one after the other, that speak for a topic; of a word with a star any ending counts."""

    words: tuple[str, ...]
    scheme: str
    code: str
    weight: float


@dataclass(frozen=True)
class Codebook:
    """Topic words by the first of their words, those with a star by their beginning, and the labels of codes in each language."""

    words: Mapping[str, tuple[TopicWord, ...]]
    starred: Mapping[str, tuple[TopicWord, ...]]
    labels: Mapping[tuple[str, str], Words] = field(default_factory=dict)

    def label(self, scheme: str, code: str, language: str) -> str:
        """What a code is called in the language of a text, where the program speaks it; else in English."""
        found = self.labels.get((scheme, code))
        return code if found is None else found.said(face_language(language or ENGLISH))


@cache
def labels_of_codes() -> dict[tuple[str, str], Words]:
    """Scheme and code → what pages call it."""
    return {(row["scheme"], row["code"]): words_of(row, "label") for row in worded(LABELS, LABELS.name, ("scheme", "code"))}


@cache
def codebook(language: str, themes: str = "") -> Codebook:
    """The codebook of a language; `themes` is a person's table as text, which stands in place of our themes."""
    entries = [row for row in rows("topics") if row["language"] == language]
    labels = labels_of_codes()
    if themes:
        own = list(themes_of(themes, language))
        entries = own + [row for row in entries if row["scheme"] != THEMES and "@" not in row["words"]]
        labels = {key: pair for key, pair in labels.items() if key[0] != THEMES}
        labels |= {(THEMES, row["code"]): same(row["label"]) for row in own}
    return indexed(topic_words(entries), labels)


def topic_words(entries: Iterable[Mapping[str, str]]) -> Iterator[TopicWord]:
    """Each phrase of each row; `@theme` stands for the words of a theme."""
    kept = list(entries)
    themes: dict[str, list[tuple[tuple[str, ...], float]]] = defaultdict(list)
    for row in kept:
        if row["scheme"] == THEMES:
            themes[row["code"]] += [(tuple(words.lower().split()), float(row["weight"] or 1)) for words in row["words"].split("|")]
    for row in kept:
        for words in row["words"].split("|"):
            if words.startswith("@"):
                yield from (TopicWord(inner, row["scheme"], row["code"], weight) for inner, weight in themes.get(words[1:], ()))
            elif words.strip():
                yield TopicWord(tuple(words.lower().split()), row["scheme"], row["code"], float(row["weight"] or 1))


def indexed(found: Iterable[TopicWord], labels: Mapping[tuple[str, str], Words]) -> Codebook:
    words: dict[str, list[TopicWord]] = defaultdict(list)
    starred: dict[str, list[TopicWord]] = defaultdict(list)
    for entry in dict.fromkeys(found):
        first = entry.words[0]
        (starred if first.endswith("*") else words)[first.rstrip("*")].append(entry)
    return Codebook({key: tuple(some) for key, some in words.items()}, {key: tuple(some) for key, some in starred.items()}, labels)


def read_themes(path: str | Path) -> str:
    """A person's table of themes as text, checked: columns code and words, and where given label, weight and language."""
    file = Path(path)
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise ThemesError(f"{file.name}: larger than {LARGEST_FILE // 1024**2} MB")
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ThemesError(f"{file}: {one_line(error)}") from error
    except UnicodeDecodeError as error:
        raise ThemesError(f"{file.name}: not UTF-8; save it as “CSV UTF-8”") from error
    try:
        if not list(themes_of(text, None)):
            raise ThemesError("there is no theme")
    except (ThemesError, csv.Error) as error:
        raise ThemesError(f"{file.name}: {error}") from error
    return text


def themes_of(text: str, language: str | None) -> Iterator[dict[str, str]]:
    """The rows of a person's table that are for a language, or for none; with None every row."""
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
    head = lines[0] if lines else ""
    reader = csv.DictReader(lines, delimiter=max(",;\t", key=head.count), strict=True)
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise ThemesError(f"row 1: there must be a column “{missing[0]}”")
    for number, row in enumerate(reader, start=2):
        given = {name: (value or "").strip() for name, value in row.items() if isinstance(name, str)}
        if not any(given.values()):
            continue
        if not given["code"] or not given["words"]:
            raise ThemesError(f"row {number}: there is no {'words' if given['code'] else 'code'}")
        weight = given.get("weight") or "1"
        try:
            float(weight)
        except ValueError as error:
            raise ThemesError(f"row {number}: the weight “{weight}” is not a number; write 0.5") from error
        if language is None or given.get("language", "") in ("", language):
            label = given.get("label") or given["code"]
            yield {"scheme": THEMES, "code": given["code"], "words": given["words"], "weight": weight, "label": label}
