"""A person's decisions on requests: which postulates ask for the same thing and which do not, kept over runs.

A CSV with the columns decision (`same` or `different`, or nothing where none was made yet), one and other, which are ids of
postulates, or their whole texts; these hold also when a document comes again in other bytes.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from postulat.extract.errors import one_line
from postulat.normalize.corrections.corrections import unguarded

LARGEST_FILE = 20 * 1024**2
"""Bytes of a file of decisions."""
NEEDED = ("decision", "one", "other")
WORDS = ("same", "different")
POSTULATE_ID = re.compile(r"[0-9a-f]{16}\.p\d+")


class RequestDecisionsError(ValueError):
    """The decisions cannot be used; one line that names the file and the row."""


class RequestDecisions:
    """Pairs that are the same or not, by id or by text; `meet` tells which postulates have the texts."""

    def __init__(self, same: tuple[tuple[str, str], ...] = (), different: tuple[tuple[str, str], ...] = ()) -> None:
        self.same = same
        self.different = different
        self.names = {name for pair in (*same, *different) for name in pair}
        self.texts = {name for name in self.names if not POSTULATE_ID.fullmatch(name)}
        self.ids: dict[str, list[str]] = defaultdict(list)

    def __repr__(self) -> str:
        return f"RequestDecisions({self.same!r}, {self.different!r})"

    def meet(self, postulate_id: str, text: str) -> bool:
        """Takes note of a postulate; whether a decision names it, by id or by text."""
        if self.texts and (folded := folded_text(text)) in self.texts:
            self.ids[folded].append(postulate_id)
            return True
        return postulate_id in self.names

    def by_word(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """The pairs as they were named, under the word that was written for them."""
        return tuple(zip(WORDS, (self.same, self.different), strict=True))

    def same_ids(self) -> Iterator[tuple[str, str]]:
        return self.pairs(self.same)

    def different_ids(self) -> Iterator[tuple[str, str]]:
        return self.pairs(self.different)

    def pairs(self, named: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
        for one, other in named:
            for first in self.ids.get(one, [one] if POSTULATE_ID.fullmatch(one) else []):
                for second in self.ids.get(other, [other] if POSTULATE_ID.fullmatch(other) else []):
                    yield first, second


NO_DECISIONS = RequestDecisions()


def folded_text(text: str) -> str:
    """A text without the differences that spreadsheets make."""
    return " ".join(text.split()).casefold()


def read_request_decisions(path: str | Path) -> RequestDecisions:
    """The decisions of a file; a row that cannot be understood, or that another contradicts, is an error."""
    file = Path(path)
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise RequestDecisionsError(f"{file.name}: larger than {LARGEST_FILE // 1024**2} MB")
        lines = file.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except OSError as error:
        raise RequestDecisionsError(f"{file}: {one_line(error)}") from error
    except UnicodeDecodeError as error:
        raise RequestDecisionsError(f"{file.name}: not UTF-8; save it as “CSV UTF-8”") from error
    head = lines[0] if lines else ""
    reader = csv.DictReader(lines, delimiter=max(",;\t", key=head.count))
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise RequestDecisionsError(f"{file.name}: row 1: there must be a column “{missing[0]}”")
    found: dict[str, list[tuple[str, str]]] = {word: [] for word in WORDS}
    seen: dict[frozenset[str], str] = {}
    for number, row in enumerate(reader, start=2):
        word = (row["decision"] or "").strip().casefold()
        pair = name_of(row["one"]), name_of(row["other"])
        if not word:
            continue  # not decided yet
        if word not in WORDS or not all(pair) or pair[0] == pair[1]:
            raise RequestDecisionsError(f"{file.name}: row {number}: write same or different, and two requests")
        if seen.setdefault(frozenset(pair), word) != word:
            raise RequestDecisionsError(f"{file.name}: row {number}: the two are both same and different")
        found[word].append(pair)
    return RequestDecisions(tuple(found["same"]), tuple(found["different"]))


def name_of(cell: str | None) -> str:
    given = unguarded((cell or "").strip())
    return given if POSTULATE_ID.fullmatch(given) else folded_text(given)
