"""Trains the points of columns learned from labelled heading rows, on top of those set by hand, and shows what they are worth.

Run from the root of the repository: `make columns-model`. Parts kept apart are never read. The assignments that the weights
set by hand find likely are candidates; a log-linear model with a penalty on every point raises those labelled as right. Headings
are read again with some of their words made unknown. What is shown is told by points that did not see the table.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import headings as bench
from columns_training import VARIANTS, accepted, variant

from postulat.normalize.matrix.columns import assignment
from postulat.normalize.matrix.columns.assignment import ROLES, Column, Role, heading_named, local_points, reached, score
from postulat.normalize.matrix.columns.column_cells import pooled
from postulat.normalize.matrix.columns.column_features import column_features
from postulat.normalize.matrix.columns.heading_rules import parse
from postulat.normalize.matrix.columns.heading_words import language_of
from postulat.normalize.matrix.columns.learned_points import POINTS, row_features
from postulat.normalize.matrix.columns.neighbours import whole
from postulat.normalize.matrix.headings import heading_texts, own_and_over

FOLDS = 6
BEAM, ASSIGNMENTS, TRIED = 200, 40, 6
"""Assignments kept from column to column, those that are candidates, and roles tried for each column."""
STEPS, STEP, SHRINK = 120, 0.05, 0.02
SMALLEST = 0.02
HEAD = """# Points learned from labelled tables, by role, on top of those set by hand; made by benchmarks/columns_points.py.
# feature: as in column_features.py and learned_points.py; head: the kind of a heading's head.
"""


@dataclass(slots=True)
class Labelled:
    """A labelled table: its likely assignments with their totals by hand, which of them are right, and their features."""

    row: dict[str, object]
    share: float
    totals: np.ndarray
    right: np.ndarray
    of: np.ndarray
    """The assignment of each feature that stands in one."""
    feature: np.ndarray
    value: np.ndarray


def labelled() -> tuple[list[Labelled], list[tuple[str, str]]]:
    """The tables tuned on with their variants, and the features by number: each a name and a role."""
    names: dict[tuple[str, str], int] = {}
    found = [
        likely(variant(row, seed, share), row, share, names)
        for row in bench.rows()
        if row["part"] in bench.TUNED and not row["none"]
        for seed, share in VARIANTS
    ]
    return found, list(names)


def likely(shown: dict[str, object], row: dict[str, object], share: float, names: dict[tuple[str, str], int]) -> Labelled:
    table = bench.table(shown)
    texts = heading_texts(table, 0, 0)
    language = language_of(texts)
    columns = [
        Column(own, over, pooled(((table, 1),), i, texts[i])) for i, (own, over) in enumerate(own_and_over(table, 0, 0, texts))
    ]
    named = [dict(heading_named(column, language)) for column in columns]
    points = [{role: score(reasons) for role, reasons in local_points(column, language).items()} for column in columns]
    tried: list[list[Role]] = [sorted(own, key=own.__getitem__, reverse=True)[:TRIED] for own in points]
    ended = ((total + whole(roles, named), roles) for total, roles in reached(points, tried, named, BEAM))
    best = sorted(ended, key=lambda state: -state[0])[:ASSIGNMENTS]
    seen = column_features(named, [column.cells for column in columns], language)
    for own, text in zip(seen, texts, strict=True):
        own.update({f"head {kind}": 1.0 for kind in parse(text, language).heads})
    labels: list[str] = row["roles"]  # type: ignore[assignment]
    counted = list(bench.without_second_numbers(labels))
    wanted = [roles if label else {*ROLES} for roles, label in zip(accepted(labels), counted, strict=True)]
    entries = [
        (number, names.setdefault((name, role), len(names)), value)
        for number, (_, roles) in enumerate(best)
        for name, role, value in features_of(roles, seen)
    ]
    of, feature, value = (np.array(column) for column in zip(*entries, strict=True))
    right = [all(role in own for role, own in zip(roles, wanted, strict=True)) for _, roles in best]
    return Labelled(row, share, np.array([total for total, _ in best]), np.array(right), of, feature, value)


def features_of(roles: Sequence[str], seen: Sequence[Mapping[str, float]]) -> list[tuple[str, str, float]]:
    local = [(name, role, value) for role, own in zip(roles, seen, strict=True) for name, value in own.items()]
    return local + list(row_features(roles))


def scores(one: Labelled, weights: np.ndarray) -> np.ndarray:
    return one.totals + np.bincount(one.of, weights=one.value * weights[one.feature], minlength=len(one.totals))


def train(known: Sequence[Labelled], count: int) -> np.ndarray:
    """The points of all features, by Adam: the chance of the right assignments among the likely ones, less a penalty."""
    known = [one for one in known if one.right.any() and not one.right.all()]
    sizes = [len(one.totals) for one in known]
    starts = np.cumsum([0, *sizes[:-1]])
    table = np.repeat(np.arange(len(known)), sizes)
    of = np.concatenate([one.of + start for one, start in zip(known, starts, strict=True)])
    feature, value, totals, right = (
        np.concatenate([getattr(one, name) for one in known]) for name in ("feature", "value", "totals", "right")
    )
    weights, mean, square = np.zeros(count), np.zeros(count), np.zeros(count)
    for step in range(1, STEPS + 1):
        given = totals + np.bincount(of, weights=value * weights[feature], minlength=len(totals))
        chance = np.exp(given - np.maximum.reduceat(given, starts)[table])
        chance /= np.add.reduceat(chance, starts)[table]
        aimed = chance * right
        aimed /= np.add.reduceat(aimed, starts)[table] + 1e-300
        slope = np.bincount(feature, weights=value * (chance - aimed)[of], minlength=count) / len(known) + SHRINK * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope * slope
        weights -= STEP * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def write(weights: np.ndarray, names: Sequence[tuple[str, str]]) -> None:
    rows: dict[str, dict[str, float]] = {}
    for (name, role), weight in zip(names, weights, strict=True):
        if abs(weight) >= SMALLEST:
            rows.setdefault(name, {})[role] = round(float(weight), 2)
    lines = [",".join(("feature", *ROLES))]
    lines += [",".join((name, *(f"{rows[name][role]:g}" if role in rows[name] else "" for role in ROLES))) for name in sorted(rows)]
    POINTS.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def fold(one: Labelled) -> int:
    return int(hashlib.md5(repr(one.row["headers"]).encode()).hexdigest(), 16) % FOLDS


def show(known: Sequence[Labelled], count: int) -> None:
    """How many tables have every column right by hand and with learned points that did not see them, words unknown or not."""
    counts: Counter[tuple[float, str]] = Counter()
    for held in range(FOLDS):
        weights = train([one for one in known if fold(one) != held], count)
        for one in (one for one in known if fold(one) == held):
            before, after = bool(one.right[0]), bool(one.right[scores(one, weights).argmax()])
            counts.update({(one.share, "all"): 1, (one.share, "by hand"): before, (one.share, "learned"): after})
            counts.update({(one.share, "gained"): after > before, (one.share, "lost"): before > after})
    for share in sorted({share for _, share in VARIANTS}):
        told = {name: counts[share, name] for name in ("by hand", "learned", "gained", "lost")}
        print(
            f"words unknown {share:.0%}: {counts[share, 'all']} tables, every column right "
            + ", ".join(f"{k}: {v}" for k, v in told.items())
        )


def main() -> None:
    known, names = labelled()
    write(train(known, len(names)), names)
    assignment.assign.cache_clear()
    print(f"{POINTS.name}: {len(known)} tables with their variants, {len(names)} features")
    show(known, len(names))


if __name__ == "__main__":
    main()
