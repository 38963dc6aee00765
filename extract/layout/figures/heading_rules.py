"""Level rules of a table of figures as a person sees them: drawn in pieces, joined; cut where upright rules part the columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from postulat.extract.layout.page import Rule

TOUCHING = 1.5
"""Points between two pieces of one rule at most."""
SAME_LEVEL = 1.0
"""Points by which their heights differ at most."""
MOST_PAIRS = 100_000
"""Level rules times upright ones that are looked at."""
BELOW = 3.0
"""Points that an upright rule goes on below a level one, to part what stands under it."""


def joined_levels(rules: Sequence[Rule]) -> list[Rule]:
    """The rules, pieces of one level rule as one, from one upright rule that goes on below it to the next."""
    levels = sorted((rule for rule in rules if rule.level), key=lambda rule: (rule.top, rule.left))
    if len(levels) < 2:
        return list(rules)
    uprights = [rule for rule in rules if not rule.level]
    whole = joined(levels)
    if len(whole) * len(uprights) > MOST_PAIRS:
        return [*uprights, *whole]
    return [*uprights, *(part for rule in whole for part in between(rule, uprights))]


def joined(levels: Sequence[Rule]) -> list[Rule]:
    """Level rules from top to bottom, those that touch at one height as one."""
    rows: list[list[Rule]] = []
    for rule in levels:
        if rows and rule.top - rows[-1][0].top <= SAME_LEVEL:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    found: list[Rule] = []
    for row in rows:
        last: Rule | None = None
        for rule in sorted(row, key=lambda rule: rule.left):
            if last is not None and rule.left <= last.right + TOUCHING:
                last = Rule(last.left, min(last.top, rule.top), max(last.right, rule.right), max(last.bottom, rule.bottom))
                continue
            if last is not None:
                found.append(last)
            last = rule
        if last is not None:
            found.append(last)
    return found


def between(rule: Rule, uprights: Sequence[Rule]) -> Iterator[Rule]:
    """A level rule, whole, and where upright rules cross it its parts as well."""
    yield rule
    crossing = sorted(
        {
            (upright.left + upright.right) / 2
            for upright in uprights
            if rule.left - TOUCHING < upright.left < rule.right + TOUCHING
            and upright.top <= rule.bottom + TOUCHING
            and upright.bottom > rule.bottom + BELOW
        }
    )
    edges = [rule.left, *(x for x in crossing if rule.left + BELOW < x < rule.right - BELOW), rule.right]
    if len(edges) > 2:
        for left, right in pairwise(edges):
            yield Rule(left, rule.top, right, rule.bottom)
