"""Rows of an open table: ways to part its lines compete, and the one that the texts bear out best is taken.

Drawn borders are one way, white bands and numbers another: a single rule under a heading must not hide the rows below it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from postulat.extract.layout.baselines import Baseline
from postulat.extract.layout.page import Run

MARGIN = 0.06
"""By which a way must be better than the one before it in the list, to be taken."""
WEIGHTS = (0.35, 0.2, 0.25, 0.2)
"""Of the terms of a score in their order; set by hand on pages made for it."""
SAME_BAND = 0.8
"""Points by which a white band within a row is narrower than those between rows at least."""
SENTENCE_END = '.!?:;”"»)'


class RowScore(NamedTuple):
    """How well a way to part the lines of a table into rows fits its texts; each term from 0 to 1."""

    gaps: float
    """Rows that have no white band within them as wide as those between rows."""
    first: float
    """Rows with text in the first column."""
    whole: float
    """Rows that do not begin in the middle of a sentence."""
    full: float
    """Rows with text in more than one column."""

    @property
    def value(self) -> float:
        return sum(weight * term for weight, term in zip(WEIGHTS, self, strict=True))


class RowProposal(NamedTuple):
    """A way to part rows: its name, and the heights of the borders."""

    name: str
    breaks: tuple[float, ...]


def choose_rows(
    proposals: Iterable[RowProposal], inside: Sequence[Baseline], columns: Sequence[Sequence[Run]]
) -> tuple[RowProposal, RowScore, float]:
    """The best of the ways, its score, and by how much it is ahead of the next one. The first is taken where the margin is thin."""
    scored = [(row_score(proposal.breaks, inside, columns), proposal) for proposal in proposals]
    best = scored[0]
    for each in scored[1:]:
        if each[0].value > best[0].value + MARGIN:
            best = each
    rest = [score.value for score, proposal in scored if proposal is not best[1]]
    return best[1], best[0], best[0].value - max(rest, default=0.0)


def row_score(breaks: Sequence[float], inside: Sequence[Baseline], columns: Sequence[Sequence[Run]]) -> RowScore:
    rows: dict[int, list[Baseline]] = {}
    for level in inside:
        rows.setdefault(bisect_right(breaks, (level.top + level.bottom) / 2), []).append(level)
    count = len(rows)
    between = bands_between(rows)
    narrow = min(between) - SAME_BAND if between else 0.0
    gaps = sum(widest_within(row) <= narrow for row in rows.values()) if between else widest_even(inside)
    first_column = {id(run) for run in columns[0]} if columns else set()
    column_of = {id(run): number for number, column in enumerate(columns) for run in column}
    first = full = whole = 0
    before: dict[int, str] = {}
    for row in rows.values():
        runs = [run for level in row for run in level.runs]
        first += any(id(run) in first_column for run in runs)
        full += len({column_of.get(id(run), -1) for run in runs}) > 1
        begins: dict[int, Run] = {}
        for run in runs:
            begins.setdefault(column_of.get(id(run), -1), run)
        whole += not any(is_rest(run.text, before.get(column, "")) for column, run in begins.items())
        before = {column_of.get(id(run), -1): run.text for run in runs}
    return RowScore(gaps / count, first / count, whole / count, full / count)


def is_rest(text: str, before: str) -> bool:
    """Whether a text goes on in the middle of the sentence before it."""
    return text.lstrip()[:1].islower() and bool(before) and before.rstrip()[-1:] not in SENTENCE_END


def bands_between(rows: dict[int, list[Baseline]]) -> list[float]:
    ordered = [rows[number] for number in sorted(rows)]
    return [lower[0].top - max(level.bottom for level in upper) for upper, lower in pairwise(ordered)]


def widest_within(row: Sequence[Baseline]) -> float:
    return max((lower.top - upper.bottom for upper, lower in pairwise(row)), default=-1e9)


def widest_even(inside: Sequence[Baseline]) -> float:
    """For one row of all lines: whether its lines stand evenly."""
    found = [lower.top - upper.bottom for upper, lower in pairwise(inside)]
    return 1.0 if not found or max(found) - min(found) <= SAME_BAND else 0.0
