"""The roles that the cells of a column speak for: shares of kinds, weighed by `cell_weights.csv`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from postulat.normalize.evidence import Evidence
from postulat.normalize.matrix.columns.cell_kinds import cell_kinds
from postulat.normalize.matrix.row_numbers import number
from postulat.normalize.vocabulary.phrases import rows

DOUBT = 0.7
"""Cells that a column of n cells is short of: few cells weigh n / (n + DOUBT)."""
MOST_JUDGED = 6
"""Cells of a column that are read as answers would be."""
ANSWERS = ("verdict", "stance", "undecided")
FEWEST_REPEATED = 4
"""Cells among which some must be said again before that tells anything."""


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Points by kind of cell and role."""
    return {
        row["kind"]: {part.split()[0]: float(part.split()[1]) for part in row["points"].split(";") if part.strip()}
        for row in rows("cell_weights")
    }


@lru_cache(maxsize=2048)
def shares(cells: tuple[str, ...], language: str, verdicts: bool = True) -> Mapping[str, float]:
    """The share of a column's cells that are of each kind."""
    if not cells:
        return {}
    asked = cells[:MOST_JUDGED] if verdicts else ()
    counts = Counter(kind for text in cells[len(asked) :] for kind in cell_kinds(text, language, False))
    judged = Counter(kind for text in asked for kind in cell_kinds(text, language))
    found = {kind: count / len(cells) for kind, count in (counts + judged).items() if kind not in ANSWERS}
    found |= {kind: judged[kind] / len(asked) for kind in ANSWERS if judged[kind]}
    if found.get("number", 0) * 2 > 1 and runs_on(cells):
        found["running"] = 1.0
    if len(cells) >= FEWEST_REPEATED:
        found["repeated"] = 1 - len(set(cells)) / len(cells)
    if len(cells) > 1 and len(set(cells)) == 1:
        found["same"] = 1.0
    return found


def runs_on(cells: Sequence[str]) -> bool:
    """Whether the column's numbers count up."""
    found = [int(shown) for text in cells if (shown := number(text)) is not None and shown.isdecimal()]
    return len(found) > 1 and all(0 < after - before <= 1 for before, after in pairwise(found))


def cell_points(cells: tuple[str, ...], language: str, verdicts: bool = True) -> Mapping[str, tuple[Evidence, ...]]:
    """What the cells say for and against each role.

    >>> sorted((role, reasons[0].name) for role, reasons in cell_points(("1", "2"), "pl").items() if reasons[0].weight > 1)
    [('number', 'cells: number')]
    """
    found: dict[str, list[Evidence]] = {}
    certain = len(cells) / (len(cells) + DOUBT)
    for kind, share in shares(cells, language, verdicts).items():
        for role, points in weights().get(kind, {}).items():
            found.setdefault(role, []).append(Evidence(f"cells: {kind}", round(points * share * certain, 3), f"{share:.0%}"))
    return {role: tuple(reasons) for role, reasons in found.items()}
