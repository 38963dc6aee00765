"""The words of a column heading by kind (number, submitter, comment, answer …) in each language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from postulat.extract.characters.letters import LOWER, UPPER
from postulat.normalize.matrix.columns.heading_lexicon import ADJECTIVE, Lexicon, SpelledHeading, lexicon, spelled_heading
from postulat.normalize.morphology.kept_facts import noun_lemmas
from postulat.normalize.vocabulary.phrases import languages, phrase, rows_of

LEMMATISED = frozenset({"pl"})
"""Languages whose heading words are also known by their lemma: those with a dictionary of all inflected forms."""
SHORTEST_LEMMA = 4
"""Letters of a word that is looked up so."""
MOST_PIECES = 3
"""Pieces into which a narrow column may have broken one word."""
SHORTEST_JOINED = 6
"""Letters of a stem that may have been broken so."""
GLUED = re.compile(f"(?<=[{LOWER}][{LOWER}][{LOWER}])(?=[{UPPER}][{LOWER}][{LOWER}][{LOWER}])")
"""Where a capital begins the next word though no blank stands before it: "AntragBegründung"."""
STROKES = frozenset("/&+|,;:")
NUMBER_KIND, AND, OF = "number", "and", "of"


class HeadingWord(NamedTuple):
    """A word of a heading: the kinds it may be of; `segment` counts the strokes and "and"s before it, `depth` open brackets."""

    text: str
    kinds: tuple[str, ...]
    segment: int = 0
    depth: int = 0
    adjective: bool = False
    sure: bool = True


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
    heading = GLUED.sub(" ", heading)
    spelled = spelled_heading(heading)
    taken: dict[int, tuple[int, str]] = {}
    for _, words, kind, _ in known.phrases_in(spelled):
        for match in phrase(words).finditer(spelled.text):
            if not any(match.start() < end and start < match.end() for start, (end, _) in taken.items()):
                taken[match.start()] = (match.end(), kind)
    return tuple(read(heading, spelled, taken, known, language if by_lemma and language in LEMMATISED else ""))


def read(
    heading: str, spelled: SpelledHeading, taken: dict[int, tuple[int, str]], known: Lexicon, language: str
) -> Iterator[HeadingWord]:
    """The words of a heading; those of no stem, compound or spelling by their lemma, where a language is given."""
    segment = depth = 0
    skip_to = 0
    text, tokens, _, capitals = spelled
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
            elif found := known.known["compound"][word]:
                yield made(word, (found[0],), segment, depth)
                if found[1]:
                    yield made(word, found[1], segment, depth)
            elif found_kinds := by_lemmas(word, language):
                yield made(word, found_kinds, segment, depth)
            elif found_kinds := known.known["misspelt"][word]:
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
    kinds_of = known.known["kinds"]
    kinds: tuple[str, ...] = kinds_of[word]
    joined = word
    for other in tokens[index + 1 : index + MOST_PIECES]:
        if not other[0][0].isalpha() or (kinds and kinds_of[other[0]]):
            break
        joined = joined.rstrip("-") + other[0]
        if known.goes_on(joined, max(SHORTEST_JOINED, len(word) + 1)):
            return kinds_of[joined], other.end()
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
