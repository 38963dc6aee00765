"""Trains the second reader of columns on the labelled heading rows that were tuned on, and shows what its agreement is worth.

Run from the root of the repository: `make columns-model`. Parts that were kept apart are never read. Headings are read again with
some of their words made unknown, as those of an unseen table would be; what is shown is told by models that did not see the table.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import headings as bench

from postulat.normalize.grades import differing
from postulat.normalize.matrix.columns import second_reader
from postulat.normalize.matrix.columns.assignment import ROLES
from postulat.normalize.matrix.columns.column_features import column_features
from postulat.normalize.matrix.columns.heading_words import language_of
from postulat.normalize.matrix.columns.second_reader import MODEL
from postulat.normalize.matrix.headings import heading_texts, weighed

FOLDS = 5
VARIANTS = ((0, 0.0), (1, 0.25), (2, 0.25), (3, 0.5))
"""Seeds and shares of heading words that are made unknown."""
STEPS, STEP, SHRINK, FEWEST = 200, 0.05, 2e-3, 8
SMALLEST = 0.02
HEAD = """# Weights of the second reader of columns (log-odds by role); made by benchmarks/columns_training.py, not by hand.
# feature: as in second_reader.py: kinds of cells, length, place, what the heading says.
"""
ROLE_OF = {label: role for role, label in bench.LABELS.items() if role}


class Example(NamedTuple):
    """A labelled table, some of whose heading words are unknown, as the second reader sees it."""

    row: dict[str, object]
    share: float
    features: list[dict[str, float]]
    wanted: list[set[str]]


def unknown(text: str, order: Random, share: float) -> str:
    return re.sub(r"[^\W\d_]{3,}", lambda word: f"qx{word[0][::-1].lower()}zu" if order.random() < share else word[0], text)


def variant(row: dict[str, object], seed: int, share: float) -> dict[str, object]:
    order = Random(f"{row['id']} {seed}")
    return {**row, "headers": [unknown(text, order, share) for text in row["headers"]]}  # type: ignore[attr-defined]


def accepted(labels: Sequence[str]) -> Iterator[set[str]]:
    """The roles that a column of each label may have."""
    for label in labels:
        roles = {ROLE_OF[one] for one in bench.SAME.get(label, label)}
        yield {"answer", "decision"} if label in "da" and not {"d", "a"} <= {*labels} else roles


def examples() -> list[Example]:
    found = []
    for row in bench.rows():
        if row["part"] not in bench.TUNED or row["none"]:
            continue
        for seed, share in VARIANTS:
            table = bench.table(variant(row, seed, share))
            texts = heading_texts(table, 0, 0)
            made = weighed(table, 0, 0, texts, ((table, 1),))
            named = [dict(own) for own in made.named]
            features = column_features(named, made.cells, language_of(texts))
            found.append(Example(row, share, features, list(accepted(row["roles"]))))  # type: ignore[arg-type]
    return found


def fold(example: Example) -> int:
    return int(hashlib.md5(repr(example.row["headers"]).encode()).hexdigest(), 16) % FOLDS


def train(known: Sequence[Example]) -> dict[str, tuple[float, ...]]:
    """Softmax regression by Adam over all columns at once; a column may have any of its accepted roles."""
    columns = [(features, wanted) for one in known for features, wanted in zip(one.features, one.wanted, strict=True)]
    counts = Counter(name for features, _ in columns for name in features)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    index = {name: number for number, name in enumerate(names)}
    inputs = np.zeros((len(columns), len(names)))
    truth = np.zeros((len(columns), len(ROLES)))
    for number, (features, wanted) in enumerate(columns):
        for name, value in features.items():
            if name in index:
                inputs[number, index[name]] = value
        truth[number, [ROLES.index(role) for role in wanted]] = 1  # type: ignore[arg-type]
    weights = np.zeros((len(names), len(ROLES)))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = inputs @ weights
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        aimed = likely * truth
        aimed /= aimed.sum(axis=1, keepdims=True) + 1e-12
        slope = inputs.T @ (likely - aimed) / len(columns) + SHRINK * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope * slope
        weights -= STEP * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {name: tuple(round(float(weight), 2) for weight in weights[index[name]]) for name in names}


def write(weights: dict[str, tuple[float, ...]]) -> None:
    lines = [",".join(("feature", *ROLES))]
    lines += [
        ",".join((name, *(f"{weight:g}" for weight in row))) for name, row in weights.items() if max(map(abs, row)) >= SMALLEST
    ]
    MODEL.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def show(known: Sequence[Example]) -> None:
    """How often tables are right by grade without the second reader, and by what it says, told by models that did not see them."""
    counts: Counter[tuple[str, bool, bool]] = Counter()
    for held in range(FOLDS):
        weights = train([one for one in known if fold(one) != held])
        second_reader.model = lambda weights=weights: weights  # type: ignore[assignment,misc]
        for one, (seed, share) in zip(known, VARIANTS * (len(known) // len(VARIANTS)), strict=True):
            if fold(one) == held and share < 0.5:
                second_reader.second_opinions.cache_clear()
                bench.heading.cache_clear()
                judged = bench.judge(variant(one.row, seed, share))
                if judged.read:
                    counts[judged.first_grade, not differing(judged.roles, judged.opinions), judged.told] += 1
    for name in "ABC":
        agreed, differed = ([counts[name, agrees, True], counts[name, agrees, False]] for agrees in (True, False))
        print(
            f"grade {name} of the assignment alone: right in {agreed[0]} of {sum(agreed)} where the second reader agrees, "
            f"in {differed[0]} of {sum(differed)} where it differs"
        )


if __name__ == "__main__":
    found = examples()
    write(train(found))
    print(f"{MODEL.name}: {len(found)} tables with their variants")
    show(found)
