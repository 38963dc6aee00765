"""Comments and answers of a letter to reviewers, one of the two set apart: in italics, bold, colour, quotations or items.

Only where a title or names of senders say that there are comments, and where the answers have a voice that the comments have not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from postulat.extract.document import Block
from postulat.normalize.evidence import Evidence
from postulat.normalize.matrix.layout_tables import opened
from postulat.normalize.readings.comments import Comment, settle_end, settle_leads, settle_sections
from postulat.normalize.readings.document_kind import is_about_comments
from postulat.normalize.readings.labelled import as_reading
from postulat.normalize.readings.labels import whole_label
from postulat.normalize.readings.openers import opener
from postulat.normalize.readings.piece import Piece, cut
from postulat.normalize.readings.pieces import is_closing, numbered_start
from postulat.normalize.readings.proposal import Proposal
from postulat.normalize.readings.senders.numbered import sender_of
from postulat.normalize.readings.senders.running import senders_apart
from postulat.normalize.readings.senders.sections import names_of, section_senders
from postulat.normalize.readings.turns.letter_ends import settle_letter_ends
from postulat.normalize.readings.turns.marks import BULLETS, COUNTED, is_title, marks_of
from postulat.normalize.readings.turns.numbers import settle_numbers
from postulat.normalize.readings.turns.trailing_lines import settle_trailing
from postulat.normalize.readings.turns.weighing import LEAST_VOICE, alike, is_certain, voices
from postulat.normalize.readings.unlabelled import (
    as_paragraph,
    is_excerpt,
    names_writer,
    opened_comment,
    take_opening,
)

FEWEST = 3
"""Comments with an answer."""
LEAST_UNSENT = 0.6
"""Share of answers in the voice of those who answer, where no lines name senders of comments and only a title tells of any."""
MOST_LABELS = 0.2
"""Share of the blocks set apart that are labels: these lead in the words below them and are none themselves."""
LONGEST_FIRST_LINE, MOST_FIRST_WORDS = 30, 3
"""The same for the first line of a paragraph."""
FEW_ITEMS = 0.2
"""Share of the comments set apart that are items, up to which an item below one of an answer goes on its list."""
SHORTEST_REPEATED = 25
"""Letters of words of a comment that its answer takes up again."""
WORD = re.compile(r"\w+")


class View(NamedTuple):
    """Which of the two is set apart, and how."""

    mark: str
    comments: bool


def set_apart_comments(blocks: tuple[Block, ...]) -> Proposal | None:
    blocks = senders_apart(opened(blocks))
    marks = marks_of(blocks)
    counts = Counter(mark for found in marks for mark in found)
    labels = Counter(mark for block, found in zip(blocks, marks, strict=True) if leads_in(block) for mark in found)
    counts = Counter({mark: count for mark, count in counts.items() if labels[mark] <= MOST_LABELS * count})
    if not any(count >= FEWEST for count in counts.values()):
        return None
    named = names_of(blocks)
    senders = [named.get(index) or sender_of(block.text) if is_lead(block) else (0, 0) for index, block in enumerate(blocks)]
    sent = any(end for _, end in senders) or any(section_senders(blocks).values())
    told = sent or is_about_comments(None, blocks)
    best: list[Comment] = []
    most, voice = 0.0, 0.0
    for mark, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        for view in (View(mark, comments=True), View(mark, comments=False)) if count >= FEWEST else ():
            found = comments(blocks, marks, senders, view)
            speaking, share = voices(found) if told or is_certain(found) else (0.0, 0.0)
            if len(found) >= FEWEST and share >= (LEAST_VOICE if sent else LEAST_UNSENT) and speaking > most:
                best, most, voice = found, speaking, share
    if not best:
        return None
    best = alike(best, marks)
    settle_numbers(best)
    settle_leads(best)
    settle_trailing(best)
    settle_end(best)
    settle_letter_ends(best)
    settle_sections(best, blocks)
    evidence = (
        Evidence("takes-turns", 1.0, f"{len(best)} comments, each with its answer below"),
        Evidence("voices", round(2.0 * voice, 3), f"{voice:.0%} of the answers say what was done"),
    )
    return Proposal("text-rows", as_reading(blocks, best), evidence)


def leads_in(block: Block) -> bool:
    """Whether a block is a label of comments or answers (`Stellungnahme`); a verdict alone (`Fixed.`) is an answer, and what stands
    behind a colon is led in by a label."""
    alone = not block.text.endswith(".") and ":" not in block.text.rstrip(": ")
    label = whole_label(block.text) if alone else None
    return label is not None and label.role in ("text", "answer")


def is_lead(block: Block) -> bool:
    """Whether a block can be a line that names who sent the comments below it."""
    return block.table is None and block.kind in ("heading", "paragraph", "item")


def comments(
    blocks: Sequence[Block], marks: Sequence[tuple[str, ...]], senders: Sequence[tuple[int, int]], view: View
) -> list[Comment]:
    """The comments with an answer that a view of the document gives."""
    found: list[Comment] = []
    current: Comment | None = None
    section: Block | None = None
    names = Names(blocks)
    opening: list[Piece] = []
    items = [block.kind == "item" for block, mark in zip(blocks, marks, strict=True) if view.mark in mark]
    unlisted = sum(items) <= FEW_ITEMS * len(items)
    for index, block in enumerate(blocks):
        if senders[index][1] or (block.kind == "heading" and not (view.comments and view.mark in marks[index])):
            current = None
            section = block if block.kind == "heading" and any(map(str.isalnum, block.text)) else section
            names.pass_by(block, *senders[index])
            opening = (numbered_start(block) if block.kind == "heading" else None) or []
        elif block.table is not None or not block.text:
            continue
        elif is_closing(block.text) and current is not None and "answer" in current.parts:
            current = None
        elif (view.mark in marks[index]) == view.comments:
            title, block = parted(block)
            anew = view.mark.startswith(COUNTED) and is_first(block)
            answered = current is not None and "answer" in current.parts
            excerpt = view.comments and not anew and (is_excerpt(blocks[index - 1]) or (unlisted and goes_on(blocks, index)))
            if current is not None and answered and (excerpt or repeats(block, current)):
                take(current, "answer", index, block)
                continue
            if current is None or answered:
                named = titles_below(current) if current is not None and anew else []
                section = blocks[named[-1]] if named else section
                current = opened_comment(blocks, index, None if opening else section)
                current.used[:0] = named
                take_opening(current, opening)
                opening = []
                if title is not None:
                    current.section = title
                if names.name:
                    current.parts.setdefault("submitter", names.name)
                found.append(current)
            take(current, "text", index, as_paragraph(block) if block.kind == "heading" else block)
        elif current is not None and not names_writer(blocks, index):
            take(current, "answer", index, block)
    return whole(found)


def whole(found: Sequence[Comment]) -> list[Comment]:
    """The comments with an answer, without titles above them and bullets before them."""
    made = [comment for comment in found if comment.paired]
    for comment in made:
        without_titles(comment)
        for role in ("text", "answer"):
            first, *rest = comment.parts[role]
            if first.kind == "item" and first.marker in BULLETS:
                comment.parts[role] = [first._replace(kind="paragraph", marker=""), *rest]
    return made


def goes_on(blocks: Sequence[Block], index: int) -> bool:
    """Whether an item goes on the list that the item above it is in."""
    return index > 0 and blocks[index].kind == blocks[index - 1].kind == "item"


def repeats(block: Block, comment: Comment) -> bool:
    """Whether a block says again what stands in the comment above: the answer takes it up once more."""
    words = bare_words(block.text)
    return len(words) >= SHORTEST_REPEATED and words in bare_words(" ".join(part.text for part in comment.parts["text"]))


def bare_words(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))


def is_first(block: Block) -> bool:
    """Whether a block has the number that a count begins with."""
    return block.marker.strip("().[] ") in ("1", "a", "A", "i", "I")


def titles_below(comment: Comment) -> list[int]:
    """Where the short lines stand at the end of an answer that are titles of what comes next, where a count begins anew: they are
    taken from it."""
    answer = comment.parts.get("answer", [])
    start = len(answer)
    while start > 1 and is_title(answer[start - 1]):
        start -= 1
    kept = len(comment.used) - len(answer) + start
    titles = comment.used[kept:]
    comment.parts["answer"], comment.used = answer[:start], comment.used[:kept]
    return titles


def without_titles(comment: Comment) -> None:
    """Short lines above the words of a comment are its section (`Minor points:`); what stands above the last number that opens
    a comment belongs to one without an answer."""
    texts, used = comment.parts["text"], comment.used
    above = len(used) - len(texts) - len(comment.parts["answer"])
    counted = [place for place, block in enumerate(texts) if opener(block) is not None]
    start = counted[-1] if counted else 0
    while start + 1 < len(texts) and is_title(texts[start]) and start not in counted:
        comment.section = texts[start]
        start += 1
    if counted and start and is_title(texts[start - 1]):
        comment.section = texts[start - 1]
    comment.parts["text"], comment.used = texts[start:], [*used[:above], *used[above + start :]]


def parted(block: Block) -> tuple[Block | None, Block]:
    """A paragraph whose first line of the source is a title of two or three words (`Page 4`), in its two parts."""
    first = block.breaks[0] if block.breaks and block.kind == "paragraph" else 0
    if not 0 < first <= LONGEST_FIRST_LINE or len(block.text[:first].split()) > MOST_FIRST_WORDS:
        return None, block
    title = cut(block, 0, first)
    return (title._replace(kind="heading", level=6), cut(block, first, len(block.text))) if is_title(title) else (None, block)


class Names:
    """Who sent the comments below the headings and lines that were passed: a line holds up to the next heading of its rank."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.known = section_senders(blocks)
        self.name: list[Block] = []
        self.level = 0
        self.of_line = 0

    def pass_by(self, block: Block, start: int, end: int) -> None:
        if block.kind != "heading":
            self.name, self.of_line = [cut(block, start, end)._replace(kind="paragraph", strong=False, marker="")], self.level
            return
        told = self.known.get(id(block), [])
        if told or block.level <= self.of_line or not self.of_line:
            self.name, self.of_line = told, 0
        self.level = block.level


def take(comment: Comment, role: str, index: int, block: Block) -> None:
    if role not in comment.order:
        comment.order.append(role)
    comment.parts.setdefault(role, []).append(block)
    comment.used.append(index)
