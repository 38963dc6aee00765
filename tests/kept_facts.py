"""The tables of kept facts (`normalize/morphology/kept_*.csv`), written anew from dictionary and vocabulary as they are now:

.venv/bin/python tests/kept_facts.py
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from postulat.normalize.matrix.columns.heading_words import words_of_examples
from postulat.normalize.morphology.kept_facts import HEADS, LANGUAGE, NOUNS, SEPARATOR, looked_up_nouns
from postulat.normalize.names.nominatives import looked_up_inflections, number_of
from postulat.normalize.vocabulary.phrases import rows

HEAD = "# {what}\n# By `tests/kept_facts.py` from the dictionary; not to be edited by hand.\n"


def nouns() -> Iterator[tuple[str, ...]]:
    for word in sorted({word for word, _ in words_of_examples(LANGUAGE)}):
        yield word, SEPARATOR.join(looked_up_nouns(word, LANGUAGE))


def heads() -> Iterator[tuple[str, ...]]:
    named = {(row["head"], number_of(row)) for row in rows("name_heads") if row["language"] == LANGUAGE}
    for head, number in sorted(named):
        yield head, number, SEPARATOR.join(sorted(looked_up_inflections(head, number)))


def write(path: Path, what: str, columns: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD.format(what=what))
        csv.writer(file, lineterminator="\n").writerows((columns, *rows))


if __name__ == "__main__":
    write(NOUNS, "Words of column headings, and their lemmas as nouns.", ("word", "lemmas"), nouns())
    write(HEADS, "Heads of names, and all their forms.", ("head", "number", "forms"), heads())
