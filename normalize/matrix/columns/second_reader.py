"""A second reader of columns: a small linear model over a column's cells, place and heading, trained on labelled tables.

It takes no part in the assignment, which it would not make better; but where both agree the assignment is far more often right, so
it is a second opinion for the grade. `second_reader.csv` holds its weights, made by `benchmarks/columns_training.py`.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from postulat.normalize.matrix.columns.assignment import ROLES, Assignment, Role
from postulat.normalize.matrix.columns.column_features import column_features

MODEL = Path(__file__).with_name("second_reader.csv")


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
