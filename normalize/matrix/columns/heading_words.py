"""The words of a column heading by kind (number, submitter, comment, answer …) in each language, from `heading_words.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from postulat.normalize.morphology.kept_facts import noun_lemmas
from postulat.normalize.vocabulary.phrases import languages, pattern_length, phrase, rows_of

ADJECTIVE = "~"
LEMMATISED = frozenset({"pl"})
"""Languages whose heading words are also known by their lemma: those with a dictionary of all inflected forms."""
SHORTEST_LEMMA = 4
"""Letters of a word that is looked up so."""
SURELY_LONG = 7
"""Letters of a word that is known also with one of them wrong."""
MOST_PIECES = 3
"""Pieces into which a narrow column may have broken one word."""
COMPOUNDING = frozenset({"de"})
"""Languages that write compounds as one word: what such a word ends with is its head."""
SHORTEST_PART, SHORTEST_FIRST = 4, 3
"""Letters of a compound's last part, and of what stands before it."""
LONGEST_INFLECTION = 3
"""Letters of the ending behind a compound's last part."""
AGENT = "agent"
"""The class of endings that make of what is sent the one who sends it ("request" > "requestor")."""
SENT_KINDS = frozenset({"comment", "note", "filed", "sent", "proposed", "recommend", "feedback"})
"""Kinds of words that may have such an ending."""
SHORTEST_MISSPELT = 8
"""Letters of a stem that a misspelt word may have."""
SHORTEST_JOINED = 6
"""Letters of a stem that may have been broken so."""
TOKEN = re.compile(r"[^\W_](?:[^\s/,;:()&+„”\"|]*[^\W_])?|[#№§/,;:()&+|✓✔]")
SINGLE = re.compile(r"\*?[^\s./]+\*?")
"""A single word of the table."""
KEY = 2
"""Letters at the head of an ending by which it is looked up."""
STROKES = frozenset("/&+|,;:")
ENDINGS = {2: 1, 3: 2, 4: 4}
"""Letters of an ending behind a stem of so many."""
NUMBER_KIND, AND, OF = "number", "and", "of"


class HeadingWord(NamedTuple):
    """A word of a heading: the kinds it may be of; `segment` counts the strokes and "and"s before it, `depth` open brackets."""

    text: str
    kinds: tuple[str, ...]
    segment: int = 0
    depth: int = 0
    adjective: bool = False
    sure: bool = True


@dataclass(slots=True)
class Lexicon:
    """The heading words of one language, ready to look up."""

    exact: dict[str, list[str]] = field(default_factory=dict)
    stems: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    endings: list[tuple[str, str]] = field(default_factory=list)
    endings_by_head: dict[str, list[int]] = field(default_factory=dict)
    phrases: list[tuple[str, str, str]] = field(default_factory=list)
    long: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    agents: tuple[str, ...] = ()
    compounding: bool = False

    def kinds(self, word: str) -> tuple[str, ...]:
        """The kinds of a whole word in lower case: as it stands, else by its longest stem; of an agent those of a sender."""
        if word in self.exact:
            return tuple(self.exact[word])
        longest, found = self.by_stem(word)
        if self.compounding and len(word) - longest > LONGEST_INFLECTION and (parts := self.compound(word)):
            return (parts[0],)
        if self.agents and found and SENT_KINDS.issuperset(found) and word[longest:].endswith(self.agents):
            return ("submitter",)
        return found

    def by_stem(self, word: str) -> tuple[int, tuple[str, ...]]:
        """The longest stem that a word begins with, in letters, and its kinds."""
        longest, found = 0, dict[str, None]()
        for stem, kind in self.stems.get(word[:2], ()):
            if len(stem) >= longest and word.startswith(stem) and len(word) <= len(stem) + longest_ending(stem):
                found = found if len(stem) == longest else {}
                longest = len(stem)
                found[kind] = None
        return longest, tuple(found)

    def compound(self, word: str) -> tuple[str, tuple[str, ...]] | None:
        """The kind of a compound's last part, and the kinds of what stands before it."""
        heads = {word[at : at + KEY] for at in range(SHORTEST_FIRST, len(word) - 1)}
        known = sorted(rank for head in heads & self.endings_by_head.keys() for rank in self.endings_by_head[head])
        for ending, kind in (self.endings[rank] for rank in known):
            at = word.rfind(ending)
            if at >= SHORTEST_FIRST and len(word) - at - len(ending) <= (LONGEST_INFLECTION if self.compounding else 0):
                first = word[:at].strip("-")
                return kind, self.simple(first) or self.simple(first.removesuffix("s"))
        return None

    def simple(self, word: str) -> tuple[str, ...]:
        """The kinds of a word that is no compound."""
        return tuple(self.exact.get(word, ())) or self.by_stem(word)[1]

    def first_part(self, word: str, kinds: tuple[str, ...]) -> tuple[str, ...] | None:
        """The kinds of what stands before a compound's last part, where that part gives the compound its kind."""
        parts = self.compound(word) if self.compounding and word not in self.exact else None
        return parts[1] if parts and kinds == (parts[0],) else None

    def misspelt(self, word: str) -> tuple[str, ...]:
        """The kind of a long word in which one letter is wrong, left out or too many, as recognised text has them."""
        if len(word) < SURELY_LONG:
            return ()
        for stem, kind in self.long.get(word[0], ()):
            half = len(stem) // 2  # one letter leaves one half of the stem as it is
            if (word.startswith(stem[:half]) or stem[half:] in word) and one_letter_off(word, stem):
                return (kind,)
        return ()


@cache
def lexicon(language: str) -> Lexicon:
    made = Lexicon(compounding=language in COMPOUNDING)
    for row in (*rows_of("heading_words", ""), *rows_of("heading_words", language)):
        kind, word = row["class"], row["word"].lower()
        bare = word.strip("*")
        if kind == AGENT:
            made.agents += (bare,)
        elif " " in word or not SINGLE.fullmatch(word) or "?" in word:
            made.phrases.append((bare.split(" ")[0].split("*")[0].split("?")[0], word, kind))
        elif word.startswith("*"):
            made.endings.append((bare, kind))
            made.exact.setdefault(bare, []).append(kind)
        elif word.endswith("*"):
            made.stems.setdefault(bare[:2], []).append((bare, kind))
            made.exact.setdefault(bare, []).append(kind)
        else:
            made.exact.setdefault(word, []).append(kind)
        if language in COMPOUNDING and bare.isalpha() and len(bare) >= SHORTEST_PART and not kind.endswith(ADJECTIVE):
            made.endings.append((bare, kind))
        if kind != AGENT and len(bare) >= SHORTEST_MISSPELT and " " not in word and not word.startswith("*"):
            made.long.setdefault(bare[0], []).append((bare, kind))
    made.endings.sort(key=lambda ending: -len(ending[0]))
    for rank, (ending, _) in enumerate(made.endings):
        made.endings_by_head.setdefault(ending[:KEY], []).append(rank)
    made.phrases.sort(key=lambda found: -pattern_length(found[1]))
    return made


def longest_ending(stem: str) -> int:
    """Letters that an ending may have: few behind a short stem, which begins many other words."""
    return ENDINGS.get(len(stem), 99)


def one_letter_off(word: str, stem: str) -> bool:
    """Whether a word begins with a stem but for one letter.

    >>> one_letter_off("stanawisko", "stanowisk"), one_letter_off("stanica", "stanowisk")
    (True, False)
    """
    same = next((i for i, (one, other) in enumerate(zip(word, stem, strict=False)) if one != other), min(len(word), len(stem)))
    rests = ((word[same + 1 :], stem[same + 1 :]), (word[same + 1 :], stem[same:]), (word[same:], stem[same + 1 :]))
    return any(rest.startswith(wanted) for rest, wanted in rests)


@cache
def lemmas(language: str) -> Mapping[str, tuple[str, ...]]:
    """The kinds of words by lemma, from the examples of single words: stems do not reach forms in which a consonant changes. Only
    lemmas as a noun: verbs of one lemma may name who sends and what is sent."""
    found: dict[str, dict[str, None]] = {}
    for word, kind in words_of_examples(language):
        for lemma in noun_lemmas(word, language):
            found.setdefault(lemma, {})[kind] = None
    return {lemma: tuple(kinds) for lemma, kinds in found.items()}


def words_of_examples(language: str) -> Iterator[tuple[str, str]]:
    """The words of single-word rows as their examples have them, each with its kind."""
    for row in rows_of("heading_words", language):
        stem = row["word"].lower().strip("*")
        if " " not in stem and len(stem) >= SHORTEST_LEMMA:
            for word in row["example"].lower().split():
                if word.startswith(stem):
                    yield word, row["class"]


@lru_cache(maxsize=8192)
def words_of(heading: str, language: str, by_lemma: bool = False) -> tuple[HeadingWord, ...]:
    """The known words of a heading in one language, in order. `by_lemma`: also forms of known words that no stem reaches.

    >>> [word.text for word in words_of("Kto, w punkcie", "pl")], [word.text for word in words_of("Kto, w punkcie", "pl", True)]
    (['kto'], ['kto', 'punkcie'])
    >>> [(word.text, word.kinds) for word in words_of("Sposób rozpatrzenia uwagi", "pl")]
    [('sposób', ('manner',)), ('rozpatrzenia', ('consideration',)), ('uwagi', ('note',))]
    """
    known = lexicon(language)
    text = heading.lower()
    taken: dict[int, tuple[int, str]] = {}
    for begins, words, kind in known.phrases:
        if begins in text:
            for match in phrase(words).finditer(text):
                if not any(match.start() < end and start < match.end() for start, (end, _) in taken.items()):
                    taken[match.start()] = (match.end(), kind)
    return tuple(read(heading, text, taken, known, language if by_lemma and language in LEMMATISED else ""))


def read(heading: str, text: str, taken: dict[int, tuple[int, str]], known: Lexicon, language: str) -> Iterator[HeadingWord]:
    """The words of a heading; those of no stem, compound or spelling by their lemma, where a language is given."""
    segment = depth = 0
    skip_to = 0
    tokens = list(TOKEN.finditer(text))
    capitals = heading == heading.upper()
    for index, match in enumerate(tokens):
        word, start = match[0], match.start()
        if start < skip_to:
            continue
        if start in taken:
            skip_to, kind = taken[start]
            yield made(text[start:skip_to], (kind,), segment, depth)
        elif word in "()":
            depth = max(0, depth + (1 if word == "(" else -1))
        elif word in STROKES:
            segment += 1
        else:
            kinds, skip_to = kinds_at(tokens, index, known)
            if AND in kinds:
                segment += 1
            elif kinds and OF not in kinds:
                first = known.first_part(word, kinds) if len(word) == skip_to - start else None
                yield made(text[start:skip_to], kinds, segment, depth)._replace(sure=first != ())
                if first:
                    yield made(word, first, segment, depth)
            elif OF in kinds:
                yield HeadingWord(word, (OF, *(kind for kind in kinds if kind != OF)), segment, depth)
            elif not capitals and is_acronym(heading[start : match.end()]):
                yield HeadingWord(word, ("acronym",), segment, depth, sure=False)
            elif found := known.compound(word):
                yield made(word, (found[0],), segment, depth)
                if found[1]:
                    yield made(word, found[1], segment, depth)
            elif found_kinds := by_lemmas(word, language):
                yield made(word, found_kinds, segment, depth)
            elif found_kinds := known.misspelt(word):
                yield made(word, found_kinds, segment, depth)._replace(sure=False)


def by_lemmas(word: str, language: str) -> tuple[str, ...]:
    """The kinds of the first lemma of a word that is one of a known word; none where no language is given."""
    if not language or len(word) < SHORTEST_LEMMA:
        return ()
    known = lemmas(language)
    return next((known[lemma] for lemma in noun_lemmas(word, language) if lemma in known), ())


def made(text: str, kinds: tuple[str, ...], segment: int, depth: int) -> HeadingWord:
    adjective = all(kind.endswith(ADJECTIVE) for kind in kinds)
    return HeadingWord(text, tuple(kind.rstrip(ADJECTIVE) for kind in kinds), segment, depth, adjective)


def kinds_at(tokens: list[re.Match[str]], index: int, known: Lexicon) -> tuple[tuple[str, ...], int]:
    """The kinds of the word at a place, and where it ends: a word broken over lines is put together."""
    word, end = tokens[index][0], tokens[index].end()
    kinds = known.kinds(word)
    joined = word
    for other in tokens[index + 1 : index + MOST_PIECES]:
        if not other[0][0].isalpha() or (kinds and known.kinds(other[0])):
            break
        joined = joined.rstrip("-") + other[0]
        longest = max((len(stem) for stem, _ in known.stems.get(joined[:2], ()) if joined.startswith(stem)), default=0)
        if longest >= max(SHORTEST_JOINED, len(word) + 1):
            return known.kinds(joined), other.end()
    return kinds, end


def is_acronym(word: str) -> bool:
    """Whether a word is written as an office's short name is: `MRiT`, `IZ`."""
    return word.isalpha() and sum(letter.isupper() for letter in word) > 1 and word[0].isupper()


@lru_cache(maxsize=8192)
def known_words(heading: str, language: str) -> int:
    """How many words of a heading a language surely knows."""
    return sum(len(word.text.split()) for word in words_of(heading, language) if word.sure and word.kinds != (OF,))


def language_of(headings: tuple[str, ...], usual: str = "") -> str:
    """The language that knows most of the words of a row of headings; of equals the `usual` one, else the first."""
    counts = {name: sum(known_words(text, name) for text in headings) for name in languages()}
    best = max(counts.values(), default=0)
    if counts.get(usual, -1) == best:
        return usual
    return next((name for name in ("pl", "en", *counts) if counts.get(name) == best), "en")
