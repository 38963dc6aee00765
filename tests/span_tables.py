"""Example tables: each row a text and the spans that must come out of it, written `words => value | words => value`."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).parent / "normalize" / "mentions" / "data"


def examples(name: str) -> list[tuple[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["expected"]) for row in csv.DictReader(file)]


def written(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    return " | ".join(f"{text[start:end]} => {value}" for start, end, value in spans)
