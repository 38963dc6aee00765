"""A comment in numbered parts that is answered part by part: each part becomes a proposal of its own, with its own answer.

Only what the document says itself is split: parts are marked in the comment (`[1] … [2] …`, `1)`, `a)`), and the answer refers to
them (`[2-8] Uwaga nieaktualna`, `Ad 1`, `Ad. a)`, `W zakresie pkt 2`). Otherwise the row stays whole.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from postulat.extract.document import Link
from postulat.normalize.matrix.passage import Passage, cut
from postulat.normalize.vocabulary.phrases import rows
from postulat.normalize.vocabulary.word_patterns import number_sign, word

LABEL = r"\d{1,2}|[a-z]"
OPENS = r"(?:^|(?<=[.;:!?…]\s)|(?<=\n)|(?<=\s)(?=\[[^\]]{1,40}\]\s*[-–:]?\s*[^\W\d_a-z„]|\[[^\]]{1,40}\]\s*[-–:]?\s*[„§]))"
"""Where a mark in brackets opens a part: after the end of a sentence or line, or before a capital."""
IN_BRACKETS = re.compile(rf"{OPENS}\[({LABEL})\]\s*")
IN_LINES = (
    re.compile(r"^\(?(\d{1,2})[).]\s+", re.MULTILINE),
    re.compile(r"^\(?([a-z])\)\s+", re.MULTILINE),
)
SPAN = rf"(?:{LABEL})(?:\s*[-–]\s*(?:{LABEL}))?"
MOST_PARTS = 60


@cache
def references() -> tuple[re.Pattern[str], ...]:
    """How an answer names parts: `[2-8]`, `Ad 1`, `W zakresie pkt 2`, `2)` at the head of a line."""
    words = {"join": alternatives("join"), "noun": f"(?i:{alternatives('noun')})"}
    joins = rf"(?:,|;|{words['join']})"
    several = rf"{SPAN}(?:\s*{joins}\s*{SPAN})*"
    return (
        re.compile(rf"{OPENS}\[({several})\](?!\s*(?:,|{words['join']})\s*\[)\s*[-–:]?\s*"),
        re.compile(
            rf"(?:^|(?<=[\s.;]))(?:{capitalised('ad')})\.?\s*(?:(?:{words['noun']})\s*)?\(?({several})"
            r"(?:[).:]+|\s*[-–:]|(?=\s))\s*[-–:]?\s*"
        ),
        re.compile(
            rf"(?:^|(?<=[\s.;]))(?:{capitalised('lead')})\s+(?:{words['noun']})\s*(?:(?:{number_sign()})\s*)?({several})\)?[:,]?\s*[-–:]?\s*"
        ),
        *IN_LINES,
    )


@cache
def joined() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:,|;|\b(?:{alternatives('join')})\b)\s*")


def alternatives(name: str) -> str:
    """The words of a class as a piece of a pattern, the longest first."""
    found = sorted({row["phrase"] for row in rows("part_words") if row["class"] == name}, key=lambda words: (-len(words), words))
    return "|".join(map(word, found))


def capitalised(name: str) -> str:
    """The same for words that begin a sentence."""
    found = sorted({row["phrase"] for row in rows("part_words") if row["class"] == name}, key=lambda words: (-len(words), words))
    return "|".join(rf"{word(words[0].upper() + words[1:])}|{word(words.upper())}" for words in found)


class Part(NamedTuple):
    """A part of a comment: its place in order from 1, its words and the words of its answer (None where it has none)."""

    position: int
    text: Passage
    answer: Passage | None


def parts(text: Passage, answer: Passage) -> tuple[Part, ...]:
    """The parts of a row, or nothing where it is to stay whole.

    >>> text = Passage("[1] Skrócić termin. [2] Dodać wzór. [3] Skreślić § 4.")
    >>> made = parts(text, Passage("[1] Uwzględniono. [2-3] Nieaktualne."))
    >>> [(part.text.text, part.answer.text) for part in made]
    [('Skrócić termin.', 'Uwzględniono.'), ('Dodać wzór.', 'Nieaktualne.'), ('Skreślić § 4.', 'Nieaktualne.')]
    """
    marked = marks(text.text)
    if len(marked) < 2:
        return ()
    labels = [label for label, _, _ in marked]
    for pattern in references():
        replies = answers(answer, pattern, labels)
        if replies is not None:
            break
    else:
        return ()
    lead = text.text[: marked[0][1]].strip()
    ends = [start for _, start, _ in marked[1:]] + [len(text.text)]
    found = []
    for position, ((label, _, start), end) in enumerate(zip(marked, ends, strict=True), 1):
        found.append(Part(position, with_lead(lead, part_of(text, start, end)), replies.get(label)))
    return tuple(found)


def marks(text: str) -> list[tuple[str, int, int]]:
    """The marked parts: label, where the mark starts and where it ends. The labels must count up without a gap."""
    for pattern in (IN_BRACKETS, *IN_LINES):
        found = [(match[1], match.start(), match.end()) for match in pattern.finditer(text)]
        if len(found) > 1 and counts_up([label for label, _, _ in found]):
            return found[:MOST_PARTS]
    return []


def counts_up(labels: list[str]) -> bool:
    numbers = [ordinal(label) for label in labels]
    return numbers == list(range(1, len(numbers) + 1))


def ordinal(label: str) -> int:
    return int(label) if label.isdecimal() else ord(label) - ord("a") + 1


def answers(answer: Passage, pattern: re.Pattern[str], labels: list[str]) -> dict[str, Passage] | None:
    """The answer of each label that the references name; None where they do not fit the parts."""
    found = [(match, expand(match[1], labels)) for match in pattern.finditer(answer.text)]
    if not found or any(named is None for _, named in found):
        return None
    covered = [label for _, named in found for label in named or ()]
    if len(set(covered)) != len(covered) or (len(found) < 2 and len(covered) < 2):
        return None
    lead = answer.text[: found[0][0].start()].strip()
    made: dict[str, Passage] = {}
    ends = [match.start() for match, _ in found[1:]] + [len(answer.text)]
    for (match, named), end in zip(found, ends, strict=True):
        reply = with_lead(lead, part_of(answer, match.end(), end))
        if not re.search(r"\w{2}", reply.text):
            return None
        made.update(dict.fromkeys(named or (), reply))
    return made


def expand(written: str, labels: list[str]) -> list[str] | None:
    """`2-4, 6` as its labels; None where one is no part of the comment.

    >>> expand("2-3 i 5", ["1", "2", "3", "4", "5"])
    ['2', '3', '5']
    """
    found: list[str] = []
    for span in joined().split(written):
        ends = re.split(r"\s*[-–]\s*", span.strip())
        if any(end not in labels for end in ends):
            return None
        found.extend(labels[labels.index(ends[0]) : labels.index(ends[-1]) + 1])
    return found or None


def part_of(whole: Passage, start: int, end: int) -> Passage:
    """The words between two offsets, with their links and all places of the whole."""
    text, links = cut(whole.text, whole.links, start, end)
    return Passage(text, links, whole.places)


def with_lead(lead: str, part: Passage) -> Passage:
    """The part after the words that stand before all parts, which it needs to be understood."""
    if not lead:
        return part
    shift = len(lead) + 1
    return Passage(f"{lead}\n{part.text}", tuple(Link(x.start + shift, x.end + shift, x.target) for x in part.links), part.places)
