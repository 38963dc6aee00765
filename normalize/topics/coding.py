"""Topic coding: the topics of a request by the lemmas of its words, each with the words that decided and where they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from postulat.normalize.morphology.analysis import MOST_FORMS, analyse
from postulat.normalize.topics.capitals import MARK, SENTENCE_END, named_places, proper_names
from postulat.normalize.topics.codebook import (
    ACT,
    BESIDE,
    INSIDE,
    JOINED,
    REASON,
    SITE,
    STREET,
    STREET_END,
    THEMES,
    TOWARD,
    WAY,
    TopicWord,
    codebook,
)
from postulat.normalize.vocabulary.phrases import rows

ENOUGH = 1.0
"""Weight of the different words of a topic that together decide it."""
ALONE = 0.5
"""The same where nothing decides a theme, but for a person's own themes."""
WORD = re.compile(r"[^\W_]+(?:\+|['’][^\W\d_]+)?|§|[“”„]")
LONGEST_TEXT = 20_000
"""Characters of a request that are read."""
SHORTEST_STEM = 4
"""Letters before a star at least, so that a beginning can be looked up."""
SCHEMES = (THEMES, ACT)
LANGUAGE_OF_THE_ACT = "pl"
PREPOSITION = "preposition"
SPACE = " "
"""Between most words: it holds no mark."""


class TopicSpan(NamedTuple):
    """A topic and the words that decided most: they stand at `text[start:end]`; `words` are all that spoke for it."""

    scheme: str
    code: str
    start: int
    end: int
    words: tuple[str, ...]
    weight: float


class Known(NamedTuple):
    """What is known of a form: its lemmas, and the topic words that may begin with it, the longer ones by their second word."""

    lemmas: frozenset[str]
    single: tuple[TopicWord, ...] = ()
    longer: Mapping[str, tuple[TopicWord, ...]] = {}
    starred: tuple[TopicWord, ...] = ()
    """Of several words, of which any ending of the second counts."""
    roles: frozenset[str] = frozenset()
    """Schemes of words that tell no topic, and `PREPOSITION`."""


NAMELESS = Known(frozenset())
"""Of the name of a place."""


class Token(NamedTuple):
    """A word with what is known of it."""

    start: int
    end: int
    form: str
    known: Known
    beside: bool = False
    """Whether it only tells what the thing asked for stands beside: "przy szkole"."""
    aside: bool = False
    """Whether it tells where a way leads or why something is asked, which is no point of the act."""

    def fits(self, word: str) -> bool:
        if word.endswith("*"):
            stem = word[:-1]
            return self.form.startswith(stem) or any(lemma.startswith(stem) for lemma in self.known.lemmas)
        return word in self.known.lemmas or word == self.form


def topics(text: str, language: str = "pl", themes: str = "") -> tuple[TopicSpan, ...]:
    """The topics of a request, in the order of schemes and codes.

    >>> text = "Remont chodnika i montaż podjazdu"
    >>> [(found.code, text[found.start : found.end]) for found in topics(text) if found.scheme == "theme"]
    [('disability', 'podjazdu'), ('transport', 'chodnika')]
    """
    book = codebook(language, themes)
    if not book.words and not book.starred:
        return ()
    words = tokens(text[:LONGEST_TEXT], language, themes)
    standing = [one for one in matches(words) if one[1].scheme != ACT or language == LANGUAGE_OF_THE_ACT]
    hits = outermost(standing)
    asked = [hit for hit in hits if not in_passing(words[hit[0] : hit[0] + len(hit[1].words)], hit[1])]
    found = coded(asked, words, text)
    if not found and len(asked) < len(hits):
        found = coded(hits, words, text)
    if themes or any(one.scheme == THEMES for one in found):
        return found
    return coded(hits, words, text, ALONE)


def in_passing(words: Sequence[Token], entry: TopicWord) -> bool:
    """Whether none of the words of an entry is of what is asked for."""
    return all(word.beside or (word.aside and entry.scheme == ACT) for word in words)


def coded(
    hits: Sequence[tuple[int, TopicWord]], words: Sequence[Token], text: str, enough: float = ENOUGH
) -> tuple[TopicSpan, ...]:
    """The topics that their words decide, in the order of schemes and codes."""
    found: dict[tuple[str, str], dict[tuple[str, ...], tuple[float, int, int]]] = defaultdict(dict)
    for place, entry in hits:
        span = (entry.weight, words[place].start, words[place + len(entry.words) - 1].end)
        found[entry.scheme, entry.code].setdefault(entry.words, span)
    return tuple(
        one for (scheme, code), some in sorted(found.items()) if (one := decided(scheme, code, some, text, enough)) is not None
    )


def outermost(found: Sequence[tuple[int, TopicWord]]) -> list[tuple[int, TopicWord]]:
    """The matches that lie inside no longer one: a technology park is no park, and a stop near a school is about no school."""
    told = [one for one in found if one[1].scheme in SCHEMES]
    longer = [one for one in found if len(one[1].words) > 1]
    if not longer:
        return told
    longest: dict[tuple[int, str], int] = {}
    for place, entry in longer:
        size = len(entry.words)
        for scheme in (entry.scheme,) if entry.scheme in SCHEMES else SCHEMES:
            for inner in range(place, place + size):
                longest[inner, scheme] = max(longest.get((inner, scheme), 0), size)
    return [
        (place, entry)
        for place, entry in told
        if all(longest.get((inner, entry.scheme), 1) <= len(entry.words) for inner in range(place, place + len(entry.words)))
    ]


def decided(
    scheme: str, code: str, hits: dict[tuple[str, ...], tuple[float, int, int]], text: str, enough: float
) -> TopicSpan | None:
    """The topic where its words weigh enough; two phrases over the same word count once, the heavier one."""
    kept: list[tuple[float, int, int]] = []
    for weight, start, end in sorted(hits.values(), key=lambda hit: (-hit[0], hit[1], -hit[2])):
        if not any(start < other[2] and other[1] < end for other in kept):
            kept.append((weight, start, end))
    total = round(sum(hit[0] for hit in kept), 3)
    if total < enough:
        return None
    _, start, end = kept[0]
    return TopicSpan(scheme, code, start, end, tuple(text[hit[1] : hit[2]] for hit in kept), total)


@cache
def words_of(scheme: str, language: str) -> frozenset[str]:
    """Words before the name of a street ("ul. Sportowa"), whose own words tell no topic, or before what a thing stands beside."""
    return frozenset(
        word
        for row in rows("topics")
        if row["language"] == language and row["scheme"] == scheme
        for word in row["words"].split("|")
    )


def tokens(text: str, language: str, themes: str = "") -> list[Token]:
    """The words of a text; the name of a street or place is a word of nothing."""
    found: list[Token] = []
    spelled = list(WORD.finditer(text))
    forms = [known(match[0], language, themes) for match in spelled]
    gaps = gaps_before(spelled, text)
    streets, ends = ([role in here.roles for here in forms] for role in (STREET, STREET_END))
    names = named_places(spelled, streets, ends, text, language)
    bodies = proper_names(spelled, text)
    aside = asides(gaps, forms)
    beside = inside = after_name = False
    for place, (match, here, gap, named) in enumerate(zip(spelled, forms, gaps, names, strict=True)):
        roles = here.roles
        if roles or gap != SPACE:
            goes_on = (beside or inside) and PREPOSITION not in roles and MARK.search(gap) is None
            beside = BESIDE in roles or (beside and goes_on)
            inside = INSIDE in roles or (inside and goes_on)
        start, end = match.span()
        if named:
            found.append(Token(start, end, "", NAMELESS))
        else:
            form = match[0].lower()
            if text.startswith("-", end):
                here = joined(form, language, themes) or here
            where = beside or (inside and SITE in roles) or (after_name and STREET_END in roles) or place in bodies
            found.append(Token(start, end, form, here, where, aside[place]))
        after_name = named
    return found


def gaps_before(spelled: Sequence[re.Match[str]], text: str) -> list[str]:
    """What stands before each word, behind the word before it: mostly a space."""
    ends = [0, *(match.end() for match in spelled)]
    return [text[end : match.start()] for end, match in zip(ends, spelled, strict=False)]


def asides(gaps: Sequence[str], forms: Sequence[Known]) -> list[bool]:
    """Which words tell where a way leads ("chodnik do szkoły"), up to the next preposition or mark, or why something is asked."""
    found: list[bool] = []
    way = toward = reason = False
    for gap, here in zip(gaps, forms, strict=True):
        roles = here.roles
        if roles or gap != SPACE:
            unmarked = MARK.search(gap) is None
            way = WAY in roles or (way and unmarked)
            toward = (way and TOWARD in roles) or (toward and unmarked and PREPOSITION not in roles)
            reason = REASON in roles or (reason and SENTENCE_END.search(gap) is None)
        found.append(toward or reason)
    return found


def joined(form: str, language: str, themes: str) -> Known | None:
    """What the first adjective of a compound tells ("edukacyjno-sportowy"), where it has the ending of one."""
    for ending in words_of(JOINED, language):
        linking, _, instead = ending.partition(":")
        if len(form) > SHORTEST_STEM and form.endswith(linking):
            whole = known(form.removesuffix(linking) + instead, language, themes)
            if whole.single or whole.longer:
                return whole
    return None


@lru_cache(maxsize=MOST_FORMS)
def is_preposition(form: str, language: str) -> bool:
    return any(reading.word_class == "preposition" for reading in analyse(form, language))


def lemmas_of(form: str, language: str) -> frozenset[str]:
    """The lemmas of a form. Of a language without a dictionary of inflections only a plural has another lemma than itself."""
    if language != LANGUAGE_OF_THE_ACT and not form.endswith("s"):
        return frozenset((form.lower(),))
    return frozenset(reading.lemma.lower() for reading in analyse(form, language))


@lru_cache(maxsize=MOST_FORMS)
def known(form: str, language: str, themes: str) -> Known:
    """The lemmas of a form, the topic words that may begin with it, and what else it is."""
    book = codebook(language, themes)
    small = form.lower()
    lemmas = lemmas_of(form, language) | lemmas_of(small, language)
    entries: list[TopicWord] = []
    for key in sorted(lemmas | {small}):
        entries += book.words.get(key, ())
        for length in range(SHORTEST_STEM, len(key) + 1):
            entries += book.starred.get(key[:length], ())
    longer: dict[str, tuple[TopicWord, ...]] = {}
    found = tuple(dict.fromkeys(entries))
    for entry in found:
        if len(entry.words) > 1 and not entry.words[1].endswith("*"):
            longer[entry.words[1]] = (*longer.get(entry.words[1], ()), entry)
    single = tuple(entry for entry in found if len(entry.words) == 1)
    starred = tuple(entry for entry in found if len(entry.words) > 1 and entry.words[1].endswith("*"))
    roles = {role for role in (STREET, STREET_END, BESIDE, INSIDE, TOWARD, REASON) if small in words_of(role, language)}
    roles |= {role for role in (SITE, WAY) if not lemmas.isdisjoint(words_of(role, language))}
    roles |= {PREPOSITION} if is_preposition(small, language) else set()
    return Known(lemmas, single, longer, starred, frozenset(roles))


def matches(words: Sequence[Token]) -> Iterator[tuple[int, TopicWord]]:
    """Where which topic words stand: a place, and the entry whose words all stand from there on."""
    for place, token in enumerate(words):
        for entry in token.known.single:
            yield place, entry
        if place + 1 == len(words) or not (token.known.longer or token.known.starred):
            continue
        follows = words[place + 1]
        longer = [entry for word in {*follows.known.lemmas, follows.form} for entry in token.known.longer.get(word, ())]
        for entry in (*longer, *token.known.starred):
            rest = words[place + 1 : place + len(entry.words)]
            if len(rest) == len(entry.words) - 1 and all(one.fits(word) for one, word in zip(rest, entry.words[1:], strict=True)):
                yield place, entry
