"""Numbers at the head of items, paragraphs and headings that count comments: each with its answer before the next one.

Also numbers behind words that come again (`Głos w dyskusji nr 2`), whatever the words are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from postulat.extract.document import Block
from postulat.normalize.matrix.headings import heading_role
from postulat.normalize.readings.labels import begins_with_label, read_label
from postulat.normalize.readings.piece import Mark, Piece
from postulat.normalize.vocabulary.word_patterns import comment_noun, number_sign

MARKER = re.compile(r"\(?(\d{1,4}[a-z]?|[IVXL]{1,6})([.)]{0,2})")
COUNTED = re.compile(r"\(?(\d{1,4}[a-z]?(?:(?:, ?| ?[-–] ?)\d{1,4}[a-z]?){0,12}|[IVXL]{1,6})([.)]{1,2})\s+(?=\S)")
MOST_ANSWERED = 0.6
"""Share of the numbered lines of one form that have an answer before the next, to count comments."""
IDENTIFIED = re.compile(
    r"\[?(([^\W\d_a-z]{1,6}\d{0,3}[-.][^\W\d_a-z]{0,3}|[^\W\d_a-z]{1,3}\d{1,3}[^\W\d_a-z]{1,3})\d{1,4}[a-z]?)\]?"
    r"(?:[.:)]\s*|\s*[-–—·|]\s+|\s+(?=\S)|$)"
)
"""An identifier at the head of a line: `C-3 · Bounds`, `IR2-001 — Ownership`, `R1.C4: `."""
FIGURES = re.compile(r"\d+")
"""What differs between identifiers of one form: `RC1.1`, `RC2.1`."""
LAST_FIGURES = 6
"""Figures of a number that tell whether it is the next one."""
LONGEST_WORDS = 40
"""Characters of the words before a number that opens a comment."""
SPOKEN = re.compile(r"([^\W\d_][\w.'’&-]{0,30}(?: [\w.'’&-]{1,30}){0,2}):\s+(?=\S)")
"""A name of up to three words before a colon."""
FEWEST_SPOKEN, MOST_SPOKEN = 3, 0.8
"""Numbered comments with an answer behind one and the same name, and their share of all."""
NO_COUNT = ("target", "section", "submitter")
"""Roles of words whose numbers count no comments: parts of a draft, people (`Bürger 2`)."""
WORDED = "words"
ANSWERS = ("answer", "decision")


class Opener(NamedTuple):
    """A number at the head of a block: its form, as shown, and where the words behind it begin."""

    form: tuple[object, ...]
    number: str
    end: int


def opener(block: Block) -> Opener | None:
    """The number that a block begins with; that of an answer (`1. Response:`, `Odpowiedź nr 3`) opens nothing."""
    if block.kind == "item":
        match = MARKER.fullmatch(block.marker)
        if answers(block.text):
            return None
        return Opener(("item", block.level, match[2], match[1].isdigit()), match[1], 0) if match else None
    if block.kind not in ("paragraph", "heading", "term"):
        return None
    if match := COUNTED.match(block.text):
        if answers(block.text[match.end() :]):
            return None
        return Opener((block.kind, block.level, block.strong, match[2], match[1].isdigit()), match[1], match.end())
    if match := IDENTIFIED.match(block.text):
        form = (block.kind, block.level, block.strong, WORDED, FIGURES.sub("", match[2]))
        return Opener(form, match[1], match.end())
    match = worded().match(block.text)
    if match is None or comment_noun().fullmatch(match["words"]) or heading_role(match["words"]) in NO_COUNT:
        return None
    if answers(f"{match['words']}:"):
        return None
    form = (block.kind, block.level, block.strong, WORDED, match["words"].casefold())
    return Opener(form, match["number"], match.end())


def answers(text: str) -> bool:
    """Whether words begin with the label of an answer."""
    return begins_with_label(text, ANSWERS)


@cache
def worded() -> re.Pattern[str]:
    """A line of words and a number, and behind a dash or a colon perhaps more."""
    return re.compile(
        rf"(?P<words>[^\W\d_][^\d:.;,?!\n]{{1,{LONGEST_WORDS}}}?)\s+(?:(?:{number_sign()})\s*)?(?P<number>\d{{1,4}}[a-z]?)"
        r"(?:[.)]?\s*$|[.)]?\s*[-–—:]\s+)",
        re.IGNORECASE,
    )


def openers(blocks: Sequence[Block], parted: Sequence[Sequence[Piece]]) -> dict[int, tuple[str, int]]:
    """The blocks whose numbers count comments, with the number and where the words behind it begin.

    Of one form at least two, most with one answer and at most one label of a comment before the next; or one line that holds both.
    """
    roles = [[piece.label.role for piece in pieces if isinstance(piece, Mark)] for pieces in parted]
    forms: dict[tuple[object, ...], list[tuple[int, Opener]]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if block.table is None and (found := opener(block)):
            forms[found.form].append((index, found))
    sure = [answers_alone(pieces) for pieces in parted]
    made: dict[int, tuple[str, int]] = {}
    for form, entries in sorted(forms.items(), key=lambda item: item[1][0][0]):
        counted = sure if WORDED in form else roles
        good = [is_comment(blocks, counted, index, following) for index, following in windows(blocks, entries)]
        runs_on = sum(follows(one[1].number, other[1].number) for one, other in pairwise(entries))
        enough = len(entries) > 1 and sum(good) >= max(2, MOST_ANSWERED * len(entries)) and runs_on * 2 >= len(entries) - 1
        for (index, found), fits in zip(entries, good, strict=True):
            alone = "text" in roles[index] and WORDED not in form
            if (enough or alone) and fits and index not in made:
                made[index] = (found.number, found.end)
    return made


def answers_alone(pieces: Sequence[Piece]) -> list[str]:
    """The roles of labels of comments, and of answers that are no heading of any report: minutes decide on each item."""
    labels = [piece.label for piece in pieces if isinstance(piece, Mark)]
    return [label.role for label in labels if label.role == "text" or (label.role == "answer" and not label.common)]


def speakers(blocks: Sequence[Block], starts: Sequence[int], parted: Sequence[Sequence[Piece]]) -> dict[int, str]:
    """The blocks that begin with the name of who answers (`Editors: …`), where no label leads in any answer: the same name once
    behind each numbered comment, and behind the words of the comment."""
    if len(starts) < FEWEST_SPOKEN:
        return {}
    found: dict[str, list[int]] = defaultdict(list)
    for start, end in pairwise([*starts, len(blocks)]):
        spoken: dict[str, list[int]] = defaultdict(list)
        for index in range(start + 1, end):
            if index > start + 1 and blocks[index].kind == "heading" and blocks[index].level <= blocks[start].level:
                break
            if any(isinstance(piece, Mark) and piece.label.role in ANSWERS for piece in parted[index]):
                return {}
            match = SPOKEN.match(blocks[index].text) if blocks[index].kind == "paragraph" and index > start + 1 else None
            if match is not None and read_label(match[1]) is None:
                spoken[match[1]].append(index)
        for name, places in spoken.items():
            found[name] += places if len(places) == 1 else []
    name, places = max(found.items(), key=lambda item: len(item[1]), default=("", []))
    return dict.fromkeys(places, name) if len(places) >= max(FEWEST_SPOKEN, MOST_SPOKEN * len(starts)) else {}


def windows(blocks: Sequence[Block], entries: Sequence[tuple[int, Opener]]) -> list[tuple[int, int]]:
    """For each numbered line where the next of its form stands, or the heading that ends it."""
    found = []
    for position, (index, _) in enumerate(entries):
        end = entries[position + 1][0] if position + 1 < len(entries) else len(blocks)
        found.append((index, end))
    return found


def is_comment(blocks: Sequence[Block], roles: Sequence[Sequence[str]], start: int, end: int) -> bool:
    """Whether there is one answer and at most one label of a comment from a numbered line up to the next."""
    level = blocks[start].level if blocks[start].kind == "heading" else 99
    texts = answers = decisions = 0
    for index in range(start, end):
        block = blocks[index]
        if index > start and block.kind == "heading" and block.level <= level and not roles[index]:
            break
        for role in roles[index]:
            texts += role == "text"
            answers += role == "answer"
            decisions += role == "decision"
    return texts <= 1 and answers <= 1 and decisions <= 1 and answers + decisions > 0


def follows(number: str, after: str) -> bool:
    """Whether a number is the next one, as far as figures tell."""
    one, other = (int(found[-1][-LAST_FIGURES:]) if (found := re.findall(r"\d+", text)) else None for text in (number, after))
    return one is None or other is None or other - one in (0, 1)
