"""Verdicts given by a mark: an X in one of two columns that stand against each other, or ✓ and ✗ below one verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from postulat.extract.document import Place
from postulat.normalize.matrix.entry import Entry
from postulat.normalize.matrix.passage import Passage
from postulat.normalize.matrix.tables import Matrix
from postulat.normalize.stance.cells.decision_cells import fixed, made_up, ruling_of
from postulat.normalize.stance.verdict import ACCEPTING, REFUSING, Stance
from postulat.normalize.vocabulary.phrases import rows

TICKS = frozenset({"yes", "no", "this"})
"""Meanings of marks that somebody made."""
VARIANT = "\ufe0f"
"""What some writers put behind a mark to show it as a picture."""


@cache
def marks() -> re.Pattern[str]:
    """Any mark that somebody makes in one of several columns, alone or before further words; a word for no is none there."""
    made = (row["mark"] for row in rows("tick_marks") if not (row["meaning"] == "no" and row["mark"].isalpha()))
    found = "|".join(map(re.escape, sorted(made, key=lambda mark: (-len(mark), mark))))
    return re.compile(rf"(?:{found})(?![^\W\d_])[\s.,:;–-]*", re.IGNORECASE)


@cache
def meanings() -> Mapping[str, str]:
    return {row["mark"]: row["meaning"] for row in rows("tick_marks")}


def verdict_columns(matrix: Matrix, language: str) -> dict[int, str]:
    """The decision columns whose headings are verdicts, with these words; nothing, where they do not stand against each other."""
    if len(matrix.heading.columns("decision")) < 2:
        return {}
    found: dict[int, str] = {}
    stances = set()
    for column in matrix.heading.columns("decision"):
        words = words_above(matrix, column)
        ruling = ruling_of(words, language) if words else None
        if ruling is not None:
            found[column] = words
            stances.add(ruling[0].value)
    return found if stances & {*ACCEPTING} and stances & {*REFUSING} else {}


def words_above(matrix: Matrix, column: int) -> str:
    """The column's own heading, without one that spans several."""
    heading = matrix.heading
    if heading.last < 0:
        return ""
    cell = matrix.fragments[0].table.rows[heading.last][column]
    return " ".join(cell.text.split()) if cell is not None else ""


def marked(entry: Entry, columns: Mapping[int, str]) -> Passage | None:
    """The words above the marks of a row, with what stands beside a mark; None where some text is no mark and no verdict."""
    words: dict[str, None] = {}
    places: list[Place] = []
    for column, verdict in columns.items():
        own = entry.passage(column)
        if own.blank:
            continue
        mark = marks().match(own.text)
        rest = own.text[mark.end() :].strip() if mark else own.text
        words[f"{verdict} {rest}" if mark and rest else rest or verdict] = None
        places += own.places
    return replace(Passage(), text="; ".join(words), places=tuple(dict.fromkeys(places))) if words else None


def meaning_of(text: str) -> str:
    """What a mark means that is all of a text; empty for other texts."""
    return meanings().get(text.strip().removesuffix(VARIANT).lower(), "")


def is_of_boxes(matrix: Matrix, entries: Iterable[Entry]) -> bool:
    """Whether the one decision column is one of boxes some of which are ticked: an empty one says no there."""
    columns = matrix.heading.columns("decision")
    found = {meaning_of(entry.passage(*columns).text) for entry in entries} if len(columns) == 1 else set()
    return "empty" in found and not TICKS.isdisjoint(found)


def ticked(matrix: Matrix, text: str, language: str) -> Stance | None:
    """The stance of a mark in the one decision column, below words that accept ("Uwzględniono") or refuse ("Odrzucono"), which it
    says or denies; an empty box says no."""
    columns = matrix.heading.columns("decision")
    meaning = "no" if meaning_of(text) == "empty" else meaning_of(text)
    if len(columns) != 1 or meaning not in ("yes", "no"):
        return None
    words = words_above(matrix, columns[0])
    said = asked_verdict(words, language) if words else ""
    if not said:
        return None
    if said == "partial":
        return Stance(said, text.strip(), f"{meaning} + {words}") if meaning == "yes" else None
    accepted = (said == "accepted") is (meaning == "yes")
    return Stance("accepted" if accepted else "rejected", text.strip(), f"{meaning} + {words}")


def asked_verdict(words: str, language: str) -> str:
    """The verdict that a heading asks for: any words that accept, but only a bare verdict that refuses or is partial; else nothing.

    >>> asked_verdict("Uwzględniono", "pl"), asked_verdict("Odrzucono", "pl"), asked_verdict("Uzasadnienie odrzucenia", "pl")
    ('accepted', 'rejected', '')
    """
    if (ruling := ruling_of(words, language)) is not None and ruling[0].value == "accepted":
        return "accepted"
    bare = fixed(words, language, own=True) or made_up(words, language)
    return bare[0].value if bare is not None and bare[0].value in ("rejected", "partial") else ""
