"""A second reader of columns: a small linear model over a column's cells, place and heading, trained on labelled tables.

It takes no part in the assignment, which it would not make better; but where both agree the assignment is far more often right, so
it is a second opinion for the grade. `second_reader.csv` holds its weights, made by `benchmarks/columns_training.py`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from postulat.normalize.matrix.columns.assignment import ROLES, Assignment, Role
from postulat.normalize.matrix.columns.cell_points import shares
from postulat.normalize.matrix.columns.neighbours import EXPLICIT

MODEL = Path(__file__).with_name("second_reader.csv")
LENGTHS = (0, 1, 2, 4, 8, 16)
"""Words of a column's middle cell, at which its length is another."""
LONGEST_RANK = 2
WIDEST = 6
"""Columns from which a table is simply wide."""


def column_features(
    named: Sequence[Mapping[str, float]], cells: Sequence[tuple[str, ...]], language: str, columns: Sequence[int] | None = None
) -> list[dict[str, float]]:
    """What the second reader sees of each column of a table, or of some: kinds of cells, length, place, what the heading
    says."""
    sizes = [sum(map(len, own)) / len(own) if own else 0.0 for own in cells]
    order = sorted(range(len(sizes)), key=lambda index: -sizes[index])
    most = max(map(len, cells), default=0) or 1
    found = []
    for index in range(len(cells)) if columns is None else columns:
        own = cells[index]
        words = sorted(len(text.split()) for text in own)
        middle = words[len(words) // 2] if words else 0
        features = {
            "bias": 1.0,
            f"length {sum(middle > least for least in LENGTHS)}": 1.0,
            f"longest {min(order.index(index), LONGEST_RANK)}": 1.0,
            f"columns {min(len(cells), WIDEST)}": 1.0,
            "place": index / max(1, len(cells) - 1),
            "blank": 1 - len(own) / most,
            "distinct": len(set(own)) / len(own) if own else 0.0,
        }
        features |= {f"cells {kind}": share for kind, share in shares(own, language).items()}
        features |= dict(heading_features(named[index]))
        if index in (0, len(cells) - 1):
            features["first" if index == 0 else "last"] = 1.0
        found.append({name: value for name, value in features.items() if value})
    return found


def heading_features(named: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    if not named:
        yield "heading says nothing", 1.0
        return
    yield f"heading first {max(named, key=lambda role: named[role])}", 1.0
    for role, points in named.items():
        yield f"heading {role}", points / EXPLICIT


@cache
def model() -> Mapping[str, tuple[float, ...]]:
    """The weights of each feature, a column for each of ROLES."""
    with MODEL.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["feature"]: tuple(float(row[role] or 0) for role in ROLES) for row in table}


@lru_cache(maxsize=256)
def second_opinions(made: Assignment, language: str, columns: tuple[int, ...] | None = None) -> tuple[Role, ...]:
    """The role that the second reader gives each column; where only some are asked about, the others keep the one they have."""
    asked = tuple(range(len(made.cells))) if columns is None else columns
    named = [dict(own) for own in made.named]
    scores = [scored(features) for features in column_features(named, made.cells, language, asked)]
    told = {index: max(ROLES, key=lambda role: own[role]) for index, own in zip(asked, scores, strict=True)}
    return tuple(told.get(index, role) for index, role in enumerate(made.roles))


def scored(features: Mapping[str, float]) -> dict[Role, float]:
    weights = model()
    known = [[value * weight for weight in weights[name]] for name, value in sorted(features.items()) if name in weights]
    totals = [sum(column) for column in zip(*known, strict=True)] or [0.0] * len(ROLES)
    return dict(zip(ROLES, totals, strict=True))
