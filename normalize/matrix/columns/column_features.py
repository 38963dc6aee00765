"""What learned readers see of a table's columns: kinds of their cells, their length and place, and what their headings say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from postulat.normalize.matrix.columns.cell_points import shares
from postulat.normalize.matrix.columns.neighbours import EXPLICIT

LENGTHS = (0, 1, 2, 4, 8, 16)
"""Words of a column's middle cell, at which its length is another."""
LONGEST_RANK = 2
WIDEST = 6
"""Columns from which a table is simply wide."""


def column_features(
    named: Sequence[Mapping[str, float]], cells: Sequence[tuple[str, ...]], language: str, columns: Sequence[int] | None = None
) -> list[dict[str, float]]:
    """What is seen of each column of a table, or of some: kinds of cells, length, place, what the heading says."""
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
