"""The verdict at the head of a decision cell that goes on with its reason, its time or its place ("NIE – brak środków").

The words behind the head are not known. They say nothing against it: no contrast, no part, no verdict that another side would give.
"""

from __future__ import annotations

import re
from functools import lru_cache

from postulat.normalize.stance.cells.decision_cells import CELLS_KEPT, EDGES, MOST_WORDS, Ruling, fixed, made_up
from postulat.normalize.stance.cells.verdict_words import BETWEEN, words_of
from postulat.normalize.stance.clauses import role
from postulat.normalize.stance.matcher import reading
from postulat.normalize.stance.verdict import Stance
from postulat.normalize.stance.words import words

MARK = re.compile(r"[,;:(!]|(?<=\w\w)\.(?=\s+\D)|\s[–—-](?=\s)")
"""What parts a head from its reason; a full stop not behind an initial or an abbreviation of a number ("A. Novák", "No. 5")."""
LONGEST_HEAD = 5
"""Words of a head at most."""
LONGEST_CELL = 30
"""Words of a cell at most; a longer one is an answer."""
HEAD_OF_CONDITION = 2
"""Words within which a condition is opened."""
LINKS = ("preposition", "conjunction")
"""Classes of words that go on from a refusal without a mark ("Postponed to the next revision")."""
HEADS = ("accepted", "rejected", "out_of_scope", "moot")
"""Stances that a head may say alone."""
AGAINST = {
    "accepted": ("partial", "conditional", "rejected", "out_of_scope", "moot", "negation"),
    "rejected": ("partial", "conditional", "accepted", "already_done"),
}
AGAINST_REASON = ("partial", "conditional")
"""Kinds of words behind a head that may say something else; behind a refusal a denied consent ("not supported") is none."""


@lru_cache(maxsize=CELLS_KEPT)
def ruling_by_head(decision: str, language: str) -> Ruling | None:
    """The ruling of a cell by the verdict at its head; None where it has none, or where the rest may say otherwise.

    >>> [ruling_by_head(cell, "en")[0].value for cell in ("Not accepted, residents opposed it.", "Postponed to the next revision")]
    ['rejected', 'rejected']
    >>> ruling_by_head("Accepted, but not for the north", "en"), ruling_by_head("Yes, if funds allow", "en")[0].value
    (None, 'conditional')
    """
    cell = " ".join(decision.split())
    if cell.count(" ") >= LONGEST_CELL:
        return None
    for place, marked in edges(cell, language):
        head, rest = cell[:place], cell[place:]
        found = fixed(head, language, own=True) or made_up(head, language)
        if found is None or found[0].value not in HEADS or not (marked or found[0].value == "rejected"):
            continue
        if found[0].value == "accepted" and tells_a_condition(rest, language):
            return Stance("conditional", cell, f"{found[0].rule} + condition"), ("conditional",)
        against = AGAINST.get(found[0].value, AGAINST["accepted"])
        if found[0].value == "rejected" and is_reason(rest, language):
            against = AGAINST_REASON
        return found if says_nothing_else(rest, against, language) else None
    return None


def edges(cell: str, language: str) -> list[tuple[int, bool]]:
    """Where a head may end, the longest first, and whether a mark stands there; else a word that goes on with its reason does."""
    found = {match.start(): True for match in MARK.finditer(cell) if cell[match.end() :].strip(EDGES)}
    for word in words(cell, 0, len(cell), language):
        if word.start and (word.word_class in LINKS or word.text in role("reason", language)):
            found.setdefault(word.start, False)
    return sorted(((place, marked) for place, marked in found.items() if cell[:place].count(" ") <= LONGEST_HEAD), reverse=True)


def tells_a_condition(rest: str, language: str) -> bool:
    """Whether the words behind a head open a condition within their first ones ("jeśli będą środki", "budou-li peníze")."""
    found = words(rest, 0, len(rest), language)[:HEAD_OF_CONDITION]
    return any(word.text in role("condition", language) for word in found)


def is_reason(rest: str, language: str) -> bool:
    """Whether the words behind a head begin as a reason does ("ponieważ zapis jest zgodny z ustawą")."""
    first = next(iter(words(rest, 0, len(rest), language)), None)
    return first is not None and first.text in role("reason", language)


def says_nothing_else(rest: str, against: tuple[str, ...], language: str) -> bool:
    """Whether the words behind a head hold no contrast and no word of a kind against it, but for a denied consent."""
    if any(row["turn"] == "contrast" for row, _ in reading(rest, language).find("turns", 0, len(rest))):
        return False
    table, longest = words_of(language)
    tokens = [token for token in BETWEEN.split(rest.lower()) if token.strip(EDGES)]
    denied = False
    for place, token in enumerate(tokens):
        here = [tokens[place : place + length] for length in range(1, min(longest, MOST_WORDS) + 1)]
        kinds = {one.kind for some in here for one in table.get((token[0], len(some)), ()) if one.fits(some)}
        if not kinds.isdisjoint(against) and not (denied and "partial" not in kinds):
            return False
        denied = "negation" in kinds or (denied and "thing" in kinds)
    return True
