"""The stance of a decision cell ("Nieuwzględniona", "Accepted with changes"): a fixed word, or a verdict made up of known words.

`decisions.csv` holds cells as they stand; `verdict_words.csv` the words that cells are made of: verbs of verdicts with their
endings, negations, words for a part, a condition or the past, and those that say nothing. A cell is made up only where each of
its words is known; any other is read like an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from postulat.normalize.records import STANCES
from postulat.normalize.stance.cells.verdict_words import BETWEEN, DENIED, rows_of, without_marks, words_of_kind
from postulat.normalize.stance.phrase_reader import stance_of_text
from postulat.normalize.stance.verdict import Stance
from postulat.normalize.vocabulary.phrases import phrase, rows, stem

PIECES = re.compile(r"[;:()]|\s[–—-]\s")
"""Marks between a status and a verdict in one cell ("Closed: Accepted")."""
EDGES = " \t\n.,;:!?\"'„”“()[]*"
MOST_WORDS = 12
"""Words of a cell that is made up of known ones; a longer one is an answer."""
CODE = 2
"""Letters at most of a word that is a code: it means something only in its own language."""
CELLS_KEPT = 1024

WEAK = ("noted", "explained", "status")
"""Kinds that say little: beside another stance they say nothing."""
IN_PART = {"accepted", "rejected", "already_done"}
COMPATIBLE = {
    "accepted": ("conditional", "partial", "already_done"),
    "rejected": ("out_of_scope", "already_done", "moot"),
    "already_done": ("accepted",),
    "noted": ("already_done", "out_of_scope"),
    "status": ("accepted", "rejected", "partial", "moot", "out_of_scope", "explained", "noted"),
}
"""Stances of the answer beside a made-up verdict that do not contradict it."""

STATES_OF_TASKS = ("noted", "already_done", "moot")
"""Stances of cells that also stand in registers of tasks."""

Ruling = tuple[Stance, tuple[str, ...]]


@lru_cache(maxsize=CELLS_KEPT)
def ruling_of(decision: str, language: str) -> Ruling | None:
    """The stance that a decision cell stands for, and the stances to which the answer may refine it.

    A cell that is no known verdict ("Uwaga uwzględniona w zakresie § 5") is read like an answer.

    >>> [ruling_of(cell, "en")[0].value for cell in ("Closed: Won't fix", "Comment partly accepted", "Not incorporated")]
    ['rejected', 'partial', 'rejected']
    """
    word = " ".join(decision.split())
    pieces = [piece for piece in PIECES.split(word) if piece.strip(EDGES)]
    first: Ruling | None = None
    for cell in (word, *(pieces if len(pieces) > 1 else ())):
        found = fixed(cell, language, own=True) or made_up(cell, language) or fixed(cell, language, own=False)
        if found is None or (cell != word and settled_only(found[0].rule, language)):
            continue
        if cell == word or (first is not None and found[0].value in first[1]):
            return found  # A later piece may say it more closely ("No action – already covered").
        first = first or found
    if first is not None:
        return first
    stance, _ = stance_of_text(decision, "", language)
    if stance.value == "unclear":
        return None
    return stance, ("accepted", "conditional", "partial") if stance.value == "accepted" else (stance.value,)


def tells_a_verdict(cell: str, language: str) -> bool:
    """Whether a cell is a verdict on a comment; how far any task has come ("offen", "in progress") is none.

    >>> [tells_a_verdict(cell, "en") for cell in ("Not incorporated", "Triaged")]
    [True, False]
    """
    word = " ".join(cell.split())
    if fixed(word, language, own=True) is None and (made := made_up(word, language)) is not None:
        return made[0].value not in STATES_OF_TASKS
    return ruling_of(cell, language) is not None


def settled_only(rule: str, language: str) -> bool:
    """Whether a rule is a word that says only that the matter is settled ("Closed")."""
    return rule in words_of_kind("status", language)


def fixed(cell: str, language: str, own: bool) -> Ruling | None:
    """The ruling of a cell that stands in the tables as it is: in those of its language, or in those of the others."""
    bare = cell.strip(EDGES)
    if not own and len(bare) <= CODE and bare.isalpha():
        return None
    lower = cell.lower()
    for piece, row in decisions(language, own):
        if piece not in lower:
            continue
        pattern = phrase(row["phrase"])
        if pattern.fullmatch(cell) or pattern.fullmatch(bare):
            return Stance(row["stance"], cell.strip(), row["phrase"]), (row["stance"], *row["compatible"].split("|"))
    return None


@cache
def decisions(language: str, own: bool) -> tuple[tuple[str, dict[str, str]], ...]:
    """The rows of a language, or of the others, each with the stem that any cell with its words holds."""
    own_or_other = [row for row in rows("decisions") if (row["language"] == language) is own]
    bare = [{**row, "phrase": plain} for row in own_or_other if own and (plain := without_marks(row["phrase"])) != row["phrase"]]
    return tuple((stem(row["phrase"]), row) for row in (*own_or_other, *bare))


def made_up(cell: str, language: str) -> Ruling | None:
    """The ruling of a cell of known words; None where a word is not known, or where they do not make one verdict.

    >>> made_up("Uwaga nie została uwzględniona", "pl")[0].value, made_up("Uwagę uwzględniono w § 5", "pl")
    ('rejected', None)
    """
    tokens = [token for token in BETWEEN.split(cell.lower().replace("’", "'")) if token]
    words = rows_of(tokens, language) if len(tokens) <= MOST_WORDS else []
    said = [word for word in words if word.kind in STANCES]
    if len(said) > len(set(said)):
        return None  # Cells of several columns in one ("Ja Ja").
    found = verdict_of([word.kind for word in words])
    if found is None:
        return None
    value = "already_done" if found == "status" else found
    rule = " + ".join(" ".join(word.words) for word in words if word.kind != "thing")
    return Stance(value, cell.strip(), rule), (value, *COMPATIBLE.get(found, ()))


def verdict_of(kinds: Sequence[str]) -> str | None:
    """The one stance, or "status", that the kinds of words come to.

    >>> verdict_of(["thing", "negation", "accepted"]), verdict_of(["partial"]), verdict_of(["accepted", "moot"])
    ('rejected', 'partial', None)
    """
    found: list[str] = []
    negated = False
    for kind in kinds:
        if kind == "negation":
            negated = True
        elif kind in (*STANCES, "status") and kind not in ("partial", "conditional"):
            value = turned(kind, negated, kinds)
            if value is None:
                return None
            found.append(value)
            negated = False
    strong = [kind for kind in dict.fromkeys(found) if kind not in WEAK]
    if negated:
        return None
    if "partial" in kinds:
        return "partial" if set(strong) <= IN_PART and (strong or not found) else None
    if "conditional" in kinds:
        return "conditional" if strong in ([], ["accepted"]) else None
    if len(strong) > 1:
        return None
    return next(iter(strong or found), None)


def turned(kind: str, negated: bool, kinds: Sequence[str]) -> str | None:
    """A kind after the words beside it: denied, still to come, or done before."""
    if negated:
        return DENIED.get(kind)
    if kind == "already_done" and "future" in kinds and "already" not in kinds:
        return "accepted"
    return "already_done" if kind == "accepted" and "already" in kinds else kind
