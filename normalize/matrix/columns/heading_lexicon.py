"""The lexicon of column headings: what each language knows of a heading's words, from `heading_words.csv`, ready to look up."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from postulat.extract.characters.letters import WITHOUT_MARKS
from postulat.normalize.vocabulary.known_words import KnownWords
from postulat.normalize.vocabulary.phrases import pattern_length, rows_of

ADJECTIVE = "~"
SURELY_LONG = 7
"""Letters of a word that is known also with one of them wrong."""
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
SHORTEST_PLAIN = 5
"""Letters of a word that is known also without its marks: "Zpusob vyporadani"."""
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
"""How umlauts are written where they cannot be."""
TOKEN = re.compile(r"[^\W_](?:[^\s/,;:()&+„”\"|]*[^\W_])?|[#№§/,;:()&+|✓✔]")
SINGLE = re.compile(r"\*?[^\s./]+\*?")
"""A single word of the table."""
KEY = 2
"""Letters at the head of an ending or a phrase by which it is looked up."""
HEAD_OF_WORD = re.compile(rf"(?<!\w)\w{{{KEY}}}")
ANYWHERE = ""
"""The head of phrases that may begin inside a word, or with a mark."""
RANK = attrgetter("rank")
ENDINGS = {2: 1, 3: 2, 4: 4}
"""Letters of an ending behind a stem of so many."""


class SpelledHeading(NamedTuple):
    """A heading in small letters, its words and marks, the heads of its words, and whether it is all in capitals."""

    text: str
    tokens: list[re.Match[str]]
    heads: frozenset[str]
    capitals: bool


@lru_cache(maxsize=256)
def spelled_heading(heading: str) -> SpelledHeading:
    """A heading taken apart, once for all languages."""
    text = heading.lower()
    heads = frozenset((ANYWHERE, *HEAD_OF_WORD.findall(text)))
    return SpelledHeading(text, list(TOKEN.finditer(text)), heads, heading == heading.upper())


class PhraseOfHeading(NamedTuple):
    """A phrase of several words: what any heading with it holds, its words, its kind, and its rank."""

    begins: str
    words: str
    kind: str
    rank: int


@dataclass(slots=True)
class Lexicon:
    """The heading words of one language, ready to look up; what it says of a single word is kept in `known`."""

    exact: dict[str, list[str]] = field(default_factory=dict)
    stems: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    longest_stems: dict[str, int] = field(default_factory=dict)
    endings: list[tuple[str, str]] = field(default_factory=list)
    endings_by_head: dict[str, list[int]] = field(default_factory=dict)
    phrases: dict[str, list[PhraseOfHeading]] = field(default_factory=dict)
    long: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    agents: tuple[str, ...] = ()
    compounding: bool = False
    known: dict[str, KnownWords[Any]] = field(default_factory=dict)
    plain: Lexicon | None = None
    """The words that have marks, without them: for text typed where there are none."""

    def phrases_in(self, spelled: SpelledHeading) -> list[PhraseOfHeading]:
        """The phrases that a heading may hold, by the letters at the head of its words, in order."""
        text = spelled.text
        found = [one for head in spelled.heads & self.phrases.keys() for one in self.phrases[head] if one.begins in text]
        if self.plain and text.isascii():
            found += self.plain.phrases_in(spelled)
        found.sort(key=RANK)
        return found

    def goes_on(self, joined: str, least: int) -> bool:
        """Whether a word put together begins with a stem of so many letters."""
        if least > self.longest_stems.get(joined[:2], 0):
            return False
        return any(len(stem) >= least and joined.startswith(stem) for stem, _ in self.stems[joined[:2]])

    def kinds(self, word: str) -> tuple[str, ...]:
        """The kinds of a whole word in lower case: as it stands, else by its longest stem; of an agent those of a sender."""
        if word in self.exact:
            return tuple(self.exact[word])
        longest, found = self.by_stem(word)
        if not found and self.plain and word.isascii() and (plain := self.plain.kinds(word)):
            return plain
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
    made.known.update(kinds=KnownWords(made.kinds), compound=KnownWords(made.compound), misspelt=KnownWords(made.misspelt))
    phrases: list[tuple[str, str, str]] = []
    typed: list[tuple[str, str]] = []
    for row in (*rows_of("heading_words", ""), *rows_of("heading_words", language)):
        kind, word = row["class"], row["word"].lower()
        bare = word.strip("*")
        if " " not in word:
            typed += [(one, kind) for one in row["example"].lower().split() if one.startswith(bare)]
        if kind == AGENT:
            made.agents += (bare,)
        elif " " in word or not SINGLE.fullmatch(word) or "?" in word:
            phrases.append((bare.split(" ")[0].split("*")[0].split("?")[0], word, kind))
        elif word.startswith("*"):
            made.endings.append((bare, kind))
            made.exact.setdefault(bare, []).append(kind)
        elif word.endswith("*"):
            made.stems.setdefault(bare[:2], []).append((bare, kind))
            made.longest_stems[bare[:2]] = max(len(bare), made.longest_stems.get(bare[:2], 0))
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
    phrases.sort(key=lambda found: -pattern_length(found[1]))
    for rank, (begins, words, kind) in enumerate(phrases):
        made.phrases.setdefault(head_of_phrase(begins, words), []).append(PhraseOfHeading(begins, words, kind, rank))
    made.plain = without_marks(made, typed)
    return made


def head_of_phrase(begins: str, words: str) -> str:
    """The letters by which a phrase is looked up."""
    return begins[:KEY] if HEAD_OF_WORD.fullmatch(begins[:KEY]) and not words.startswith("*") else ANYWHERE


def without_marks(known: Lexicon, typed: list[tuple[str, str]]) -> Lexicon:
    """The longer words of a lexicon that have marks, and of its examples, spelt without them."""
    made = Lexicon()
    words = [(word, kind) for word, kinds in known.exact.items() for kind in kinds]
    for word, kind in dict.fromkeys((*words, *typed)):
        for plain in plain_spellings(word):
            made.exact.setdefault(plain, []).append(kind)
    for stem, kind in (found for group in known.stems.values() for found in group):
        for plain in plain_spellings(stem):
            made.stems.setdefault(plain[:2], []).append((plain, kind))
    for phrase in (found for group in known.phrases.values() for found in group):
        for plain in plain_spellings(phrase.words):
            begins = plain.split(" ")[0].split("*")[0].split("?")[0]
            made.phrases.setdefault(head_of_phrase(begins, plain), []).append(phrase._replace(begins=begins, words=plain))
    return made


def plain_spellings(word: str) -> tuple[str, ...]:
    """A word without its marks, in the ways that is written; none where it has none or is short.

    >>> plain_spellings("abwägung"), plain_spellings("způsob"), plain_spellings("lp")
    (('abwagung', 'abwaegung'), ('zpusob',), ())
    """
    if len(word) < SHORTEST_PLAIN or word.isascii():
        return ()
    return tuple(dict.fromkeys((word.translate(WITHOUT_MARKS), word.translate(UMLAUTS).translate(WITHOUT_MARKS))))


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
