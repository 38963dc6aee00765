"""Headings and lines that name who sent the comments below them: by a number, by an office beside numbers, or by a person's name.

`Reviewer 2`, `Associate Editor`, `Anna Maria Nowak`: the name stands for all sections below, up to the next of its rank.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache

from postulat.extract.document import Block
from postulat.normalize.matrix.columns.heading_words import language_of, words_of
from postulat.normalize.matrix.headings import heading_role
from postulat.normalize.names.organisations import is_full_name
from postulat.normalize.readings.piece import cut
from postulat.normalize.readings.senders.numbered import LONGEST_SENDER, SENDING, sender_of
from postulat.normalize.vocabulary.phrases import rows

LINE_LEVEL = 7
"""Rank of a line that names a sender, below all headings."""
MOST_OFFICE_WORDS = 6
"""Words of a line that names an office: `Comments of the Associate Editor`."""
MOST_BEFORE = 2
"""Words with a capital before that of an office, which belong to its name."""
FEWEST_PERSONS, LEAST_KNOWN = 2, 0.3
"""Headings of one rank with the shape of a person's name, and the share of them whose first name is known."""
PERSON = re.compile(r"[^\W\d_][^\W\d_.’'-]*(?:[.’'-][^\W\d_]*)*(?:\s[^\W\d_]+(?:[.’'-][^\W\d_]*)*){1,3}")
OF_WORK = re.compile(r"([^\W\d_]{4,14}) (?:#|[Nn][ro]\.? )?(?:\d{1,2}|[A-Z])")
"""A word with a number or a letter."""
FEWEST_WORKS = 2
"""Headings that name different ones."""
LONGEST_PARTICLE = 3
"""Letters of a word in lower case within a name: `de`, `van`."""
OFFICES = SENDING | {"office"}
NO_PART = frozenset(("answer", "comment", "note", "text", "of", "submitter"))
"""Kinds of heading words that are no part of the name of an office: `Response`, `Comments`, `to`."""
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
Span = tuple[int, int]


def section_senders(blocks: Sequence[Block]) -> dict[int, list[Block]]:
    """The headings and lines, by their identity, of sections of one who is named above them, with the name; a section that names
    nobody belongs to the one above it."""
    named = names_of(blocks)
    found: dict[int, list[Block]] = {}
    above: list[tuple[int, list[Block]]] = []
    for index, block in enumerate(blocks):
        start, end = named.get(index, (0, 0))
        if not block.text or (block.kind != "heading" and not end):
            continue
        level = rank(block)
        while above and above[-1][0] >= level:
            above.pop()
        name = [cut(block, start, end)._replace(kind="paragraph", strong=False)] if end else above[-1][1] if above else []
        above.append((level, name))
        found[id(block)] = name
    return found


def rank(block: Block) -> int:
    return block.level if block.kind == "heading" else LINE_LEVEL


def names_of(blocks: Sequence[Block]) -> dict[int, Span]:
    """Where names stand in headings and lines, by the index of the block."""
    lines = [index for index, block in enumerate(blocks) if block.text and block.kind in ("heading", "paragraph")]
    found = {index: span for index in lines if (span := sender_of(blocks[index].text))[1]}
    ranks = {rank(blocks[index]) for index in found}
    for index in lines:
        block = blocks[index]
        span = office_in(block.text) if index not in found and rank(block) in ranks else (0, 0)
        if span[1] and (block.kind == "heading" or block.strong or span == (0, len(block.text.rstrip(" :")))):
            found[index] = span
    return persons(blocks) | reviews(blocks) | found


def reviews(blocks: Sequence[Block]) -> dict[int, Span]:
    """The headings of one rank that name what one person wrote, with a number or a letter: `Review A`, `Review B`."""
    by_rank: dict[int, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if block.kind == "heading" and (match := OF_WORK.fullmatch(block.text.strip(" :"))) and match[1].casefold() in works():
            by_rank[block.level].append(index)
    several = (indexes for indexes in by_rank.values() if len({blocks[index].text for index in indexes}) >= FEWEST_WORKS)
    return {index: (0, len(blocks[index].text.rstrip(" :"))) for indexes in several for index in indexes}


@cache
def works() -> frozenset[str]:
    return frozenset(row["phrase"] for row in rows("sender_works"))


def persons(blocks: Sequence[Block]) -> dict[int, Span]:
    """The headings of one rank that are persons' names: first names are known for some of them, and the others look alike."""
    by_rank: dict[int, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if block.kind == "heading" and looks_like_person(block.text):
            by_rank[block.level].append(index)
    found: dict[int, Span] = {}
    for indexes in by_rank.values():
        known = sum(is_full_name(blocks[index].text) for index in indexes)
        if len(indexes) >= FEWEST_PERSONS and known >= max(1, LEAST_KNOWN * len(indexes)):
            found |= {index: (0, len(blocks[index].text)) for index in indexes}
    return found


@lru_cache(maxsize=4096)
def looks_like_person(text: str) -> bool:
    """Whether a line has the shape of a person's name, and no word of headings.

    >>> looks_like_person("Hedda van Loo"), looks_like_person("Related comments"), looks_like_person("Summary")
    (True, False, False)
    """
    if len(text) > LONGEST_SENDER or PERSON.fullmatch(text) is None:
        return False
    first, *inner, last = text.split()
    capitals = first[0].isupper() and last[0].isupper()
    within = all(word[0].isupper() or len(word) <= LONGEST_PARTICLE for word in inner)
    return capitals and within and heading_role(text) in ("", "other") and not words_of(text, language_of((text,)))


@lru_cache(maxsize=4096)
def office_in(text: str) -> Span:
    """Where the name of an office stands in a line that names little else; two zeros where none does.

    >>> office_in("Comments of the Associate Editor"), office_in("Editor’s comments"), office_in("Minor comments")
    ((16, 32), (0, 6), (0, 0))
    """
    words = list(WORD.finditer(text))
    if not 0 < len(text) <= LONGEST_SENDER or len(words) > MOST_OFFICE_WORDS or text.rstrip().endswith((".", "?", "!", ",", ";")):
        return 0, 0
    capital = [word[0][0].isupper() for word in words]
    for place, word in enumerate(words):
        if not kinds(word[0]) & OFFICES or not any(capital[max(0, place - 1) : place + 1]):
            continue
        start = place
        while start > 0 and place - start < MOST_BEFORE and capital[start - 1] and not kinds(words[start - 1][0]) & NO_PART:
            start -= 1
        return words[start].start(), word.end()
    return 0, 0


@lru_cache(maxsize=4096)
def kinds(word: str) -> frozenset[str]:
    return frozenset(kind for known in words_of(word, language_of((word,))) for kind in known.kinds)
