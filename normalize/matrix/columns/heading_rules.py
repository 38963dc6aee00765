"""The roles that a column heading speaks for: its head noun decides, and its complements turn it (`heading_rules.csv`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from postulat.normalize.evidence import Evidence
from postulat.normalize.matrix.columns.heading_words import NUMBER_KIND, OF, HeadingWord, known_words, language_of, words_of
from postulat.normalize.matrix.columns.unknown_heads import unknown_head
from postulat.normalize.vocabulary.phrases import languages, rows

HEAD_LAST = frozenset({"en"})
"""Languages in which the head is the last noun before a preposition; in the others it is the first."""
UNDER_ANSWER = (("answer", 3.0), ("decision", 1.8))
"""What a column is for whose own heading names text or reasons, below a heading for answers."""
EXACT = 4.0
"""Points of a heading that `columns.csv` gives word for word."""
LEAST_KNOWN, STRAY_WORD = 0.25, 0.3
"""Share of a heading's words that must be known, and what is left of its points where fewer are."""
BY_WORDS = "heading"
"""The evidence of a heading whose words speak for a role."""
UNKNOWN_HEAD = 0.7
"""What is left of a heading's points where its head is a noun that no table holds ("Los uwagi")."""
SHORTEST_WORD = 4
"""Letters of a word that counts for this share."""
WHAT, WHO = "what", "who"
"""Kinds of words that begin a heading which is a clause ("Co zrobi urząd", "Who told us"): they are its head."""
WEAK = frozenset({"draft", "concern", "acronym", "given", "filed"})
"""Kinds of words that are the head only where nothing else can be."""


class Parsed(NamedTuple):
    """A heading taken apart: the kinds its head may be of, and the kinds of all other words (`in:` brackets, `and:` beside).

    `over` are the kinds of words in the heading above it that spans several columns. `sure` asks whether no unknown noun stands
    where its head does: some languages open a large dictionary for that.
    """

    heads: tuple[str, ...]
    others: frozenset[str]
    over: frozenset[str] = frozenset()
    sure: Callable[[], bool] = lambda: True


@lru_cache(maxsize=8192)
def parse(heading: str, language: str = "", over: str = "") -> Parsed:
    """A heading's head and complements. `over` is the heading above it that spans several columns.

    >>> parse("Propozycja rozpatrzenia uwagi", "pl").heads, "consideration" in parse("Propozycja rozpatrzenia uwagi", "pl").others
    (('proposed',), True)
    >>> parse("Agency response to comment", "en").heads
    ('answer',)
    """
    name = language_for(heading, language)
    words = words_of(heading, name, True)
    main = [word for word in words if not word.depth] or ([] if heading[:1].isalnum() else list(words))
    head = head_of(main, name)
    others: set[str] = set()
    for word in words:
        if word is head or OF in word.kinds:
            continue
        kinds = {*word.kinds, *("comment" for kind in word.kinds if kind == "note")}
        if word.depth:
            others.update(f"in:{kind}" for kind in kinds)
            continue
        others.update(kinds)
        if word.adjective:
            others.update(f"adj:{kind}" for kind in kinds)
        if head is not None:
            others.update(f"{'own' if word.segment == head.segment else 'and'}:{kind}" for kind in kinds)
    above = parse(over, language) if over else Parsed((), frozenset())
    over_it = frozenset((*above.heads, *above.others))
    if head is None:
        return Parsed((), frozenset(others), over_it)
    return Parsed(
        head.kinds,
        frozenset(others),
        over_it,
        lambda: WHAT in head.kinds or not unknown_head(heading, main, head, name in HEAD_LAST, name),
    )


def language_for(heading: str, usual: str) -> str:
    """The usual language where it knows as many of the heading's words as any, else the one that knows most."""
    counts = {name: known_words(heading, name) for name in languages()}
    best = max(counts.values(), default=0)
    if counts.get(usual) == best:
        return usual
    return language_of((heading,), usual)


def head_of(words: list[HeadingWord], language: str) -> HeadingWord | None:
    """The word that says what the column holds."""
    nouns = [word for word in words if OF not in word.kinds and not word.adjective]
    if not nouns:
        return next((word for word in words if OF not in word.kinds), None) or next(
            (word._replace(kinds=tuple(kind for kind in word.kinds if kind != OF)) for word in words if len(word.kinds) > 1), None
        )
    if not {WHAT, WHO}.isdisjoint(words[0].kinds) and OF not in words[0].kinds:
        return words[0]
    if "concern" in words[0].kinds and len(words[0].kinds) <= 2 and not words[0].adjective:
        return words[0]
    last = words[-1]
    if "who" in last.kinds and len(words) > 1 and last.segment == nouns[0].segment and not last.depth:
        return last._replace(kinds=("who",))
    if NUMBER_KIND in last.kinds and last.segment == nouns[0].segment:
        return last
    strong = [word for word in nouns if not WEAK.issuperset(word.kinds)] or nouns
    if language not in HEAD_LAST:
        return strong[0]
    first = strong[0].segment
    before: list[HeadingWord] = []
    for word in words:
        if OF in word.kinds and before:
            if word is last and len(word.kinds) > 1:
                return word._replace(kinds=tuple(kind for kind in word.kinds if kind != OF))
            break
        if word in strong and word.segment == first:
            before.append(word)
    return before[-1] if before else strong[0]


class Rule(NamedTuple):
    wanted: frozenset[str]
    points: tuple[tuple[str, float], ...]
    words: str


@cache
def rules() -> Mapping[str, tuple[Rule, ...]]:
    """The rules of each head, those with the most conditions first."""
    found: dict[str, list[Rule]] = {}
    for row in rows("heading_rules"):
        wanted = frozenset(row["with"].split("+")) - {""}
        points = tuple((part.split()[0], float(part.split()[1])) for part in row["points"].split(";"))
        found.setdefault(row["head"], []).append(Rule(wanted, points, " + ".join((row["head"], *sorted(wanted)))))
    return {head: tuple(sorted(group, key=lambda rule: -specific(rule.wanted))) for head, group in found.items()}


def specific(wanted: Iterable[str]) -> float:
    """How much a rule asks for: a word beside or in brackets is more than a word anywhere, and less than two."""
    return sum(1.5 if ":" in kind else 1.0 for kind in wanted)


def covered(heading: str, language: str) -> float:
    """The share of a heading's longer words, without brackets, that are known: one known word in a sentence tells little."""
    longer = [word for word in re.sub(r"\([^()]*\)?", " ", heading).split() if len(word) >= SHORTEST_WORD]
    name = language_for(heading, language)
    known = sum(word.sure and word.kinds != (OF,) for word in words_of(heading, name, True))
    return known / len(longer) if longer else 1.0


def best_rule(head: str, found: Parsed) -> Rule | None:
    """The rule that asks for most; of equals the one that asks for less from the heading above."""
    fitting = (rule for rule in rules().get(head, ()) if rule.wanted <= found.others | found.over)
    return max(fitting, key=lambda rule: (specific(rule.wanted), len(rule.wanted & found.others)), default=None)


@lru_cache(maxsize=8192)
def heading_points(heading: str, language: str = "", over: str = "", at_best: bool = False) -> tuple[tuple[str, Evidence], ...]:
    """What a heading speaks for: roles with their evidence, best first; nothing where no word of it is known. `at_best`: as if no
    unknown noun stood where its head does, which is dear to ask.

    >>> [(role, reason.weight) for role, reason in heading_points("Propozycja rozpatrzenia", "pl")]
    [('decision', 3.2), ('answer', 2.4)]
    >>> heading_points("Gwiazdozbiór", "pl")
    ()
    """
    best: dict[str, Evidence] = {}
    for role in listed().get(" ".join(heading.lower().split()).strip(" .:*"), ()):
        best[role] = Evidence("heading as listed", EXACT, heading)
    found = parse(heading, language, over)
    weight = 1.0 if covered(heading, language) >= LEAST_KNOWN else STRAY_WORD
    fitting = [rule for head in found.heads if (rule := best_rule(head, found))]
    weight *= 1.0 if at_best or not fitting or found.sure() else UNKNOWN_HEAD
    for rule in fitting:
        for role, points in ((role, points * weight) for role, points in rule.points):
            if role not in best or best[role].weight < points:
                best[role] = Evidence(BY_WORDS, points, rule.words)
    answers_above = bool(over) and {"answer", "decision"} & {role for role, _ in heading_points(over, language)[:1]}
    if answers_above and (not best or max(best, key=lambda role: best[role].weight) in ("text", "justification")):
        best = {role: Evidence("heading above", points, over) for role, points in UNDER_ANSWER}
    return tuple(sorted(best.items(), key=lambda found: -found[1].weight))


def best_points(heading: str, least: float) -> tuple[tuple[str, Evidence], ...]:
    """The same where only the order of roles counts, and whether the first has as many points as `least`: nothing if it has not.

    >>> [role for role, _ in best_points("Propozycja rozpatrzenia", 1.2)], best_points("Gwiazdozbiór", 1.2)
    (['decision', 'answer'], ())
    """
    found = heading_points(heading, at_best=True)
    if not found or found[0][1].weight < least:
        return ()
    if found[0][1].weight * UNKNOWN_HEAD >= least and all(reason.name == BY_WORDS for _, reason in found):
        return found
    found = heading_points(heading)
    return found if found[0][1].weight >= least else ()


@cache
def listed() -> Mapping[str, tuple[str, ...]]:
    """The headings that mean something else than their words, with their roles."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("columns"):
        words = " ".join(row["phrase"].lower().split())
        found[words] = (*found.get(words, ()), row["role"])
    return found
