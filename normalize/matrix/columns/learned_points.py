"""Points learned from labelled tables, on top of those set by hand: what a column is like, and which roles stand beside each other.

`learned_points.csv` holds them, made by `benchmarks/columns_training.py` from rows that were tuned on; they are kept small, so that
what is set by hand decides wherever it is clear.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

POINTS = Path(__file__).with_name("learned_points.csv")
LEARNED = "labelled tables"
"""The name of this evidence."""
BEFORE = 0.5
"""What a role counts that stands somewhere to the left."""
Weights = Mapping[str, Mapping[str, float]]


@cache
def weights() -> Weights:
    """The points of each feature for each role; none for those that are not listed."""
    with POINTS.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row.pop("feature"): {role: float(points) for role, points in row.items() if points} for row in table}


def column_points(features: Mapping[str, float], heads: Sequence[str]) -> Mapping[str, float]:
    """What labelled tables say of a column with these features, whose heading's head is of these kinds, by role.

    >>> found = column_points({"cells verdict": 1.0}, ())
    >>> max(found, key=lambda role: found[role])
    'decision'
    """
    found: dict[str, float] = {}
    for name, value in (*sorted(features.items()), *((f"head {kind}", 1.0) for kind in heads)):
        for role, points in weights().get(name, {}).items():
            found[role] = found.get(role, 0.0) + value * points
    return found


@lru_cache(maxsize=16384)
def row_points(roles: tuple[str, ...]) -> float:
    """What labelled tables say of these roles side by side."""
    known = weights()
    return sum(value * known.get(name, {}).get(role, 0.0) for name, role, value in row_features(roles))


def row_features(roles: Sequence[str]) -> Iterator[tuple[str, str, float]]:
    """Which roles follow which, come again, or are missing: a name, the role it is said of, and how often.

    >>> list(row_features(("text", "other")))[:3]
    [('last', 'other', 1.0), ('next to text', 'other', 1.0), ('missing', 'number', 1.0)]
    """
    yield "last", roles[-1], 1.0
    for before, role in pairwise(roles):
        yield f"next to {before}", role, 1.0
    for role in WANTED:
        if role not in roles:
            yield "missing", role, 1.0
    seen: dict[str, None] = {}
    for role in roles:
        if role != "other":
            if role in seen:
                yield "again", role, 1.0
            for before in seen:
                if before != role:
                    yield f"behind {before}", role, BEFORE
            seen[role] = None


WANTED = ("number", "submitter", "target", "text", "decision", "answer")
"""Roles that tell something where they are missing."""
