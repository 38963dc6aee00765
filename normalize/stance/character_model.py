"""A second reader of stances: a linear text classifier over character n-grams and word pairs, trained on labelled answers.

`character_model.json.gz` holds its weights in hundredths, made by `benchmarks/stance_training.py` from answers of the repository.
"""

from __future__ import annotations

import gzip
import json
import math
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

MODEL = Path(__file__).with_name("character_model.json.gz")
LONGEST = 1_000
"""Characters of an answer that are read: its verdict stands at the beginning or is short."""
SHORTEST_GRAM, LONGEST_GRAM = 3, 5
"""Letters of an n-gram."""
SCALE = 100
"""Of the whole numbers that weights are kept as."""

TOKEN = re.compile(r"[^\W\d_]+|\d+|[?!]")


def features(text: str) -> set[str]:
    """The n-grams of the words of a text, each word between marks, its words, and pairs of neighbours; all numbers are one.

    >>> sorted(features("Nie ma"))[:4]
    ['ie~', 'ma', 'ma~', 'nie']
    """
    words = ["0" if token[0].isdigit() else token for token in TOKEN.findall(text[:LONGEST].lower())]
    found = set(words)
    found.update(f"{first} {second}" for first, second in pairwise(words))
    for word in words:
        marked = f"~{word}~"
        for size in range(SHORTEST_GRAM, LONGEST_GRAM + 1):
            found.update(marked[start : start + size] for start in range(len(marked) - size + 1))
    return found


@cache
def model() -> tuple[tuple[str, ...], dict[str, dict[str, list[int]]], dict[str, list[int]]]:
    """The stances, and for each language the weights of its features and the biases."""
    held = json.loads(gzip.decompress(MODEL.read_bytes()))
    return tuple(held["stances"]), held["weights"], held["bias"]


def probabilities(text: str, language: str) -> dict[str, float]:
    """How likely each stance is, by the wording alone; nothing for a language without enough labelled answers."""
    stances, weights, bias = model()
    if language not in weights or not text.strip():
        return {}
    table = weights[language]
    found = [row for feature in features(text) if (row := table.get(feature))]
    size = math.sqrt(len(found) or 1)
    sums = [sum(column) for column in zip(*found, strict=True)] or [0] * len(stances)
    scores = [start / SCALE + total / SCALE / size for start, total in zip(bias[language], sums, strict=True)]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return {stance: power / total for stance, power in zip(stances, powers, strict=True)}
