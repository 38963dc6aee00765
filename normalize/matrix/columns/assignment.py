"""The roles of all columns of a table at once: the assignment with the best total, and how far each column is from another role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from postulat.normalize.evidence import Evidence
from postulat.normalize.matrix.columns.cell_points import cell_points, shares
from postulat.normalize.matrix.columns.heading_rules import heading_points
from postulat.normalize.matrix.columns.neighbours import EXPLICIT, beside, whole

Role = Literal[
    "number", "submitter", "target", "section", "text", "justification", "decision", "answer", "responder", "current", "other", ""
]
ROLES: tuple[Role, ...] = (
    "other", "number", "submitter", "target", "section", "text", "justification", "decision", "answer", "responder", "current",
)  # fmt: skip
UNNAMED = 1.5
"""Points that a role costs which the heading does not name, where the heading says something else for sure."""
SURE = 3.2
"""Points of a heading that says something for sure."""
SILENT = 0.8
"""Points for "other" where a heading says nothing."""
FLOOR = 0.65
"""Share of cells of a kind without which a silent heading is not given a role."""
FLOORS: Mapping[str, tuple[str, ...]] = {
    "answer": ("stance", "verdict", "long", "phrase"),
    "decision": ("verdict", "mark"),
    "submitter": ("name",),
    "number": ("number", "identifier"),
    "target": ("place",),
    "text": ("long", "phrase"),
}
NEVER_SILENT = ("justification", "current", "responder", "section")
"""Roles that cells alone never give."""
NUMBERS = ("cells: number", "cells: running", "cells: identifier")
"""Evidence that tells nothing where a heading means numbers of submitters."""
REPLIES = ("answer", "decision", "justification")
BEAM, CANDIDATES = 32, 5
"""Assignments kept from column to column, and roles tried for each."""
LEFT_OUT = -9.0
WIDEST = 99.0
"""The margin of a column that could be nothing else."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it is judged: its heading (and the one over it), and its cells."""

    heading: str
    over: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """The role of each column, its margin (points to the best other role), that rival, and the evidence of the role.

    `named` are the roles that each heading says, with their points; `unread` the columns set aside under headings that say nothing,
    `prose` those of them in which sentences stand; `cells` what was judged of each column.
    """

    roles: tuple[Role, ...]
    margins: tuple[float, ...]
    rivals: tuple[Role, ...]
    evidence: tuple[tuple[Evidence, ...], ...]
    named: tuple[tuple[tuple[str, float], ...], ...]
    prose: tuple[int, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    unread: tuple[int, ...] = ()

    def having(self, *roles: str) -> tuple[int, ...]:
        return tuple(index for index, role in enumerate(self.roles) if role in roles)

    def says(self, column: int, *roles: str) -> float:
        """Points that a column's heading gives any of the roles."""
        return max((points for role, points in self.named[column] if role in roles), default=0.0)

    def score(self, column: int) -> float:
        return sum(reason.weight for reason in self.evidence[column])


@lru_cache(maxsize=256)
def assign(columns: tuple[Column, ...], language: str) -> Assignment:
    """Roles for columns, by headings, cells and neighbours together."""
    local = [local_points(column, language) for column in columns]
    named = [dict(heading_named(column, language)) for column in columns]
    points = [{role: score(reasons) for role, reasons in own.items()} for own in local]
    tried = [sorted(own, key=own.__getitem__, reverse=True)[:CANDIDATES] for own in points]
    states: list[tuple[float, tuple[Role, ...]]] = [(0.0, ())]
    for index, roles in enumerate(tried):
        states = [
            (total + points[index][role] + beside(before, role, named), (*before, role))
            for total, before in states
            for role in roles
        ]
        states.sort(key=lambda state: -state[0])
        del states[BEAM:]
    finished = sorted(((total + whole(roles, named), roles) for total, roles in states), key=lambda state: -state[0])
    best, chosen = finished[0]
    margins: list[float] = []
    rivals: list[Role] = []
    for index in range(len(columns)):
        other, rival = best_other(index, chosen, tried[index], finished, points, named)
        margins.append(round(min(WIDEST, best - other), 3))
        rivals.append(rival)
    unread = tuple(
        index
        for index, column in enumerate(columns)
        if chosen[index] == "other" and not named[index] and column.heading and column.cells
    )
    prose = tuple(
        index
        for index, column in enumerate(columns)
        if chosen[index] == "other" and not named[index] and is_prose(shares(column.cells, language))
    )
    evidence = tuple(local[index][role] for index, role in enumerate(chosen))
    says = tuple(tuple(found.items()) for found in named)
    return Assignment(
        chosen, tuple(margins), tuple(rivals), evidence, says, prose, tuple(column.cells for column in columns), unread
    )


def is_prose(kinds: Mapping[str, float]) -> bool:
    return kinds.get("long", 0.0) + kinds.get("phrase", 0.0) >= FLOOR


def score(evidence: Sequence[Evidence]) -> float:
    return sum(reason.weight for reason in evidence)


def heading_named(column: Column, language: str) -> list[tuple[str, float]]:
    return [(role, reason.weight) for role, reason in points_of_heading(column, language)]


def points_of_heading(column: Column, language: str) -> tuple[tuple[str, Evidence], ...]:
    if not column.heading:
        return heading_points(column.over, language) if column.over else ()
    return heading_points(column.heading, language, column.over) or (heading_points(column.over, language) if column.over else ())


def local_points(column: Column, language: str) -> dict[Role, tuple[Evidence, ...]]:
    """The evidence for each role that the column could have, by itself."""
    named = dict(points_of_heading(column, language))
    cells = cell_points(column.cells, language, may_answer(named))
    strongest = max((reason.weight for reason in named.values()), default=0.0)
    found: dict[Role, tuple[Evidence, ...]] = {}
    for role in ROLES:
        reasons = list(cells.get(role, ()))
        if "submitter" in named and "number" in named:
            reasons = [reason for reason in reasons if reason.name not in NUMBERS]
        if role in named:
            reasons.insert(0, named[role])
        elif strongest:
            reasons.insert(0, Evidence("the heading says another", -round(UNNAMED * min(1.0, strongest / SURE), 3)))
        elif role == "other":
            reasons.insert(0, Evidence("the heading says nothing", SILENT))
        elif not reaches_floor(role, column, language):
            continue
        found[role] = tuple(reasons)
    return found


def may_answer(named: Mapping[str, Evidence]) -> bool:
    """Whether a heading leaves room for answers: else nobody need ask whether the cells are verdicts."""
    best = max(named.values(), key=lambda reason: reason.weight, default=None)
    replies = max((named[role].weight for role in REPLIES if role in named), default=0.0)
    return best is None or best.weight < EXPLICIT or replies > 1.0


def reaches_floor(role: Role, column: Column, language: str) -> bool:
    """Whether a column whose heading says nothing may have a role: enough of its cells are of that kind."""
    if role in NEVER_SILENT:
        return False
    found = shares(column.cells, language)
    return sum(found.get(kind, 0.0) for kind in FLOORS[role]) >= FLOOR if role in FLOORS else True


def best_other(
    index: int,
    roles: tuple[Role, ...],
    tried: Sequence[Role],
    finished: Sequence[tuple[float, tuple[Role, ...]]],
    points: Sequence[Mapping[Role, float]],
    named: Sequence[Mapping[str, float]],
) -> tuple[float, Role]:
    """The best total in which a column has another role, and that role."""
    found = next(((total, other[index]) for total, other in finished if other[index] != roles[index]), (LEFT_OUT * 99, "other"))
    for role in tried:
        if role != roles[index]:
            changed: tuple[Role, ...] = (*roles[:index], role, *roles[index + 1 :])
            total = sum(points[i][one] + beside(changed[:i], one, named) for i, one in enumerate(changed)) + whole(changed, named)
            if total > found[0]:
                found = (total, role)
    return found
