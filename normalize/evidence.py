"""Evidence for competing readings: candidates with named reasons, the best one, its margin, and the rivals that came close.

Wherever a thing can be read in several ways (which table, which column, which date, which verdict), each way is a candidate; none
wins by being asked first. Weights are points on one scale within one kind of choice; what they were settled on stands in
`docs/evaluation.md`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from postulat.normalize.wording import words_by_key

Value = TypeVar("Value")
WORDS = Path(__file__).parent / "vocabulary" / "evidence_words.csv"


class Evidence(NamedTuple):
    """One reason for a reading (a negative weight: against it), in a term that `explain` can print."""

    name: str
    weight: float
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.weight:+.1f}" + (f" ({self.detail})" if self.detail else "")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Value]):
    """A value that something could have, and what speaks for and against it."""

    value: Value
    evidence: tuple[Evidence, ...] = ()

    @property
    def score(self) -> float:
        """The sum of all weights.

        >>> Candidate("2024-05-06", (Evidence("title", 4.0), Evidence("range-end", -1.5))).score
        2.5
        """
        return round(sum(reason.weight for reason in self.evidence), 6)


@dataclass(frozen=True, slots=True)
class Choice(Generic[Value]):
    """The candidate that stands, how far it is ahead of the next other value, and the other values, best first."""

    best: Candidate[Value]
    margin: float
    rivals: tuple[Candidate[Value], ...] = ()

    def close(self, within: float) -> tuple[Candidate[Value], ...]:
        """The rivals less than `within` points behind: each is worth a finding."""
        return tuple(rival for rival in self.rivals if self.best.score - rival.score < within)


def choose(candidates: Iterable[Candidate[Value]], floor: float = 0.0) -> Choice[Value] | None:
    """The candidate with the most points, if it reaches the floor; of equals the first, with a margin of nothing.

    Candidates of one value support it together only by their best: evidence that agrees is given as evidence of its own.
    A candidate without a rival is ahead of the floor.

    >>> made = choose([Candidate("a", (Evidence("x", 3.0),)), Candidate("b", (Evidence("y", 2.5),))], floor=1.0)
    >>> made.best.value, made.margin, [rival.value for rival in made.close(1.0)]
    ('a', 0.5, ['b'])
    >>> choose([Candidate("a", (Evidence("x", 0.5),))], floor=1.0) is None
    True
    """
    best_of: list[Candidate[Value]] = []
    for candidate in candidates:
        same = next((place for place, other in enumerate(best_of) if other.value == candidate.value), None)
        if same is None:
            best_of.append(candidate)
        elif candidate.score > best_of[same].score:
            best_of[same] = candidate
    ranked = sorted(best_of, key=lambda candidate: -candidate.score)
    if not ranked or ranked[0].score < floor:
        return None
    return Choice(ranked[0], round(ranked[0].score - (ranked[1].score if len(ranked) > 1 else floor), 6), tuple(ranked[1:]))


def named(sign: str, language: str) -> str:
    """A sign in words; one that has none is called what it is.

    >>> named("numbers-run-on", "en"), named("no-such-sign", "en")
    ('numbers run on', 'no-such-sign')
    """
    found = words_by_key(WORDS, WORDS.name).get(sign)
    return sign if found is None else found.said(language)
