"""A verdict of an answer with its place and strength, and the stance that an answer's verdicts come to."""

from __future__ import annotations

from typing import NamedTuple

from postulat.normalize.records import Grade

VERDICT, DEED, OPINION = 4, 3, 2
"""Strengths: a formal verdict, a deed or its refusal, an opinion or an intention; 1 is a courtesy or a habit."""

ACCEPTING = ("accepted", "conditional", "partial")
REFUSING = ("rejected", "out_of_scope")
NOTHING = "none"
"""The stance of words that look like a verdict and are none."""


class Stance(NamedTuple):
    """A stance, the words of the answer or decision that decided it, and the rule that found them.

    `mixed` says that there are verdicts that differ and cannot be laid to parts; `grade` how sure the stance is, A, B or C;
    `rival` the stance that another reader found, where the two differ.
    """

    value: str
    evidence: str
    rule: str
    mixed: bool = False
    grade: Grade = "A"
    rival: str = ""


UNCLEAR = Stance("unclear", "", "", grade="C")


class Verdict(NamedTuple):
    """One verdict of an answer, with its place.

    `contrast` says that it is set against what came before; `open`, that it is one only under a condition ("będzie możliwe …");
    `rest`, that it is told of what is left of several things ("The second was voted down").
    """

    value: str
    strength: int
    start: int
    end: int
    rule: str
    contrast: bool = False
    open: bool = False
    rest: bool = False
