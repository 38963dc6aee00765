"""The stance of a decision cell ("Nieuwzględniona", "Accepted with changes"): a fixed word, or a verdict made up of known words.

`decisions.csv` holds cells as they stand; `verdict_words.csv` the words that cells are made of: verbs of verdicts with their
endings, negations, words for a part, a condition or the past, and those that say nothing. A cell is made up only where each of
its words is known; any other is read like an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from postulat.normalize.records import STANCES
from postulat.normalize.stance.phrase_reader import stance_of_text
from postulat.normalize.stance.verdict import Stance
from postulat.normalize.vocabulary.phrases import phrase, rows, stem

PIECES = re.compile(r"[;:()]|\s[–—-]\s")
"""Marks between a status and a verdict in one cell ("Closed: Accepted")."""
EDGES = " \t\n.,;:!?\"'„”“()[]*"
BETWEEN = re.compile(r"[\s,;:()\[\]/!?\"„”“*–—-]+")
"""What stands between the words of a cell."""
MOST_WORDS = 12
"""Words of a cell that is made up of known ones; a longer one is an answer."""
CODE = 2
"""Letters at most of a word that is a code: it means something only in its own language."""
SHORTEST = 3
"""Letters at least of an abbreviation that is told by the words that begin so."""
TIME_OR_VERSION = re.compile(r"(?:19|20)\d\d(?:r\.?)?|v?\d{1,3}(?:\.\d{1,3}){1,3}|v\d{1,3}|#\d{1,6}|r\d{2,6}")
"""A year, the number of a version, of a revision or of another entry, which says only when or where."""
CELLS_KEPT = 1024

WEAK = ("noted", "explained", "status")
"""Kinds that say little: beside another stance they say nothing."""
DENIED = {"accepted": "rejected", "already_done": "rejected", "noted": "rejected"}
"""What a kind becomes when it is denied; another that is denied says nothing."""
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


class VerdictWord(NamedTuple):
    """A row of `verdict_words.csv`: its words, each with `*` for any ending, and what kind they are of."""

    words: tuple[str, ...]
    kind: str

    def fits(self, tokens: Sequence[str]) -> bool:
        return all(word_fits(word, token) for word, token in zip(self.words, tokens, strict=True))


@lru_cache(maxsize=CELLS_KEPT)
def ruling_of(decision: str, language: str) -> Ruling | None:
    """The stance that a decision cell stands for, and the stances to which the answer may refine it.

    A cell that is no known verdict ("Uwaga uwzględniona w zakresie § 5") is read like an answer.

    >>> [ruling_of(cell, "en")[0].value for cell in ("Closed: Won't fix", "Comment partly accepted", "Not incorporated")]
    ['rejected', 'partial', 'rejected']
    """
    word = " ".join(decision.split())
    pieces = [piece for piece in PIECES.split(word) if piece.strip(EDGES)]
    for cell in (word, *(pieces if len(pieces) > 1 else ())):
        found = fixed(cell, language, own=True) or made_up(cell, language) or fixed(cell, language, own=False)
        if found is not None and not (cell != word and settled_only(found[0].rule, language)):
            return found
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


@cache
def words_of_kind(kind: str, language: str) -> tuple[str, ...]:
    return tuple(row["word"] for row in rows("verdict_words") if row["language"] == language and row["kind"] == kind)


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
    return tuple((stem(row["phrase"]), row) for row in rows("decisions") if (row["language"] == language) is own)


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


def rows_of(tokens: Sequence[str], language: str) -> list[VerdictWord]:
    """The rows that the words of a cell come from in order, the longest first; none where a word is not known."""
    table, longest = words_of(language)
    found: list[VerdictWord] = []
    place = 0
    while place < len(tokens):
        for length in range(min(longest, len(tokens) - place), 0, -1):
            here = tokens[place : place + length]
            entry = next((one for one in table.get((here[0][0], length), ()) if one.fits(here)), None)
            if entry is not None:
                found.append(entry)
                break
        else:
            length = 1
            other = next(denied_words(tokens[place], language), None) or abbreviated(tokens[place], language)
            if other is None:
                return []
            found += other
        place += length
    return found


@cache
def words_of(language: str) -> tuple[dict[tuple[str, int], list[VerdictWord]], int]:
    """The rows of a language by the first letter and the number of their words, and the most words of one."""
    found: dict[tuple[str, int], list[VerdictWord]] = {}
    for row in rows("verdict_words"):
        if row["language"] == language and row["kind"] != "prefix":
            words = tuple(row["word"].split())
            found.setdefault((words[0][0], len(words)), []).append(VerdictWord(words, row["kind"]))
    for some in found.values():
        some.sort(key=lambda one: -len(one.words[0].rstrip("*")))
    return found, max((length for _, length in found), default=0)


def denied_words(token: str, language: str) -> Iterator[tuple[VerdictWord, VerdictWord]]:
    """The negation that a word begins with, and the row of the rest ("nieuwzględniona")."""
    table, _ = words_of(language)
    for prefix in words_of_kind("prefix", language):
        if token.startswith(prefix):
            rest = token.removeprefix(prefix)
            for word in table.get((rest[:1], 1), ()):
                if word.kind in DENIED and word.fits([rest]):
                    yield VerdictWord((prefix,), "negation"), word


def abbreviated(token: str, language: str) -> tuple[VerdictWord, ...] | None:
    """What an abbreviation stands for ("niezas.", "berücks."): words of one kind alone that begin so; nothing for a year.

    >>> [word.kind for word in abbreviated("niezas.", "pl")], abbreviated("za.", "pl"), abbreviated("2025", "pl")
    (['negation', 'accepted'], None, ())
    """
    if TIME_OR_VERSION.fullmatch(token):
        return ()
    short = token.removesuffix(".")
    if short == token or len(short) < SHORTEST or not short.isalpha():
        return None
    table, _ = words_of(language)
    begun = {word.kind: word for word in table.get((short[0], 1), ()) if word.words[0].rstrip("*").startswith(short)}
    if len(begun) == 1:
        return tuple(begun.values())
    for prefix in words_of_kind("prefix", language):
        rest = abbreviated(token.removeprefix(prefix), language) if token.startswith(prefix) and not begun else None
        if rest and rest[0].kind in DENIED:
            return VerdictWord((prefix,), "negation"), *rest
    return None


def word_fits(word: str, token: str) -> bool:
    """Whether a word of a table stands in a cell: with any ending after `*`, with or without the full stop of an abbreviation."""
    if word.endswith("*"):
        return token.startswith(word[:-1])
    return token == word or token.rstrip(".") == word or token == word.rstrip(".")


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
