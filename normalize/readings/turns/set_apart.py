"""Comments and answers of a letter to reviewers, one of the two set apart: in italics, bold, colour, quotations or items.

Only where a title or names of senders say that there are comments, and where the answers have a voice that the comments have not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from postulat.extract.characters.colours import is_coloured
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
from postulat.normalize.readings.score import is_verdict
from postulat.normalize.readings.senders.numbered import sender_of
from postulat.normalize.readings.senders.sections import names_of, section_senders
from postulat.normalize.readings.turns.trailing_lines import settle_trailing
from postulat.normalize.readings.turns.voices import answers, mends
from postulat.normalize.readings.unlabelled import (
    as_paragraph,
    is_excerpt,
    names_writer,
    opened_comment,
    settle_numbers,
    take_opening,
)

FEWEST = 3
"""Comments with an answer."""
LEAST_VOICE, LEAST_UNSENT = 0.3, 0.6
"""Share of answers in the voice of those who answer: where lines name senders of comments, and where only a title tells of any."""
AHEAD = 0.25
"""How far that share must be ahead of the comments'."""
MOST_LABELS = 0.2
"""Share of the blocks set apart that are labels: these lead in the words below them and are none themselves."""
PAIR = 0.3
"""What a comment with an answer in any voice counts of one whose answer says what was done."""
MOST_JUDGED = 60
"""Comments and answers of one view whose voice is looked at."""
MANY, MOST_MENDED = 8, 0.6
"""Comments from which their answers alone can say that they are some, and the share of those that say what was done to a text."""
SHORTEST_PROSE = 40
"""Characters of most comments, which are no titles of versions in a list of changes."""
MOST_LISTS = 0.5
"""Share of the answers that are numbered lists below words without a number, from which those words lead in points of their own."""
LONGEST_TITLE, MOST_TITLE_WORDS = 60, 7
"""Characters and words of a line that stands above a comment and is no part of it."""
LONGEST_FIRST_LINE, MOST_FIRST_WORDS = 30, 3
"""The same for the first line of a paragraph."""
COUNTED = "number"
SHORTEST_REPEATED = 25
"""Letters of words of a comment that its answer takes up again."""
WORD = re.compile(r"\w+")
BULLETS = ("-", "*", "•", "–", "▪", "·", "")


class View(NamedTuple):
    """Which of the two is set apart, and how."""

    mark: str
    comments: bool


def set_apart_comments(blocks: tuple[Block, ...]) -> Proposal | None:
    blocks = opened(blocks)
    marks = [marks_of(block) for block in blocks]
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
    settle_numbers(best)
    settle_leads(best)
    settle_trailing(best)
    settle_end(best)
    settle_sections(best, blocks)
    evidence = (
        Evidence("takes-turns", 1.0, f"{len(best)} comments, each with its answer below"),
        Evidence("voices", round(2.0 * voice, 3), f"{voice:.0%} of the answers say what was done"),
    )
    return Proposal("text-rows", as_reading(blocks, best), evidence)


def marks_of(block: Block) -> tuple[str, ...]:
    """How a block is set apart from plain paragraphs; a block can be in several ways."""
    if block.table is not None or not block.text:
        return ()
    if block.kind == "heading":
        return () if is_title(block) else (f"heading {block.level}",)
    found = [name for name, told in (("quoted", block.quoted), ("bold", block.strong), ("italics", block.slanted)) if told]
    if is_coloured(block.ink):
        found.append(f"colour {block.ink:06x}")
    if block.kind == "item":
        found.append(f"item {block.level}" if block.marker in BULLETS else f"number {block.level}")
    return tuple(found)


def leads_in(block: Block) -> bool:
    """Whether a block is a label of comments or answers (`Stellungnahme`); a verdict alone (`Fixed.`) is an answer."""
    label = whole_label(block.text) if not block.text.endswith(".") else None
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
            excerpt = view.comments and not anew and is_excerpt(blocks[index - 1])
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
    made = [comment for comment in found if comment.paired]
    for comment in made:
        without_titles(comment)
        for role in ("text", "answer"):
            first, *rest = comment.parts[role]
            if first.kind == "item" and first.marker in BULLETS:
                comment.parts[role] = [first._replace(kind="paragraph", marker=""), *rest]
    return made


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


def is_title(block: Block) -> bool:
    text = block.text.strip()
    short = len(text) <= LONGEST_TITLE and len(text.split()) <= MOST_TITLE_WORDS
    return short and block.kind != "item" and text[-1:] not in '.?!;,”")' and not (text[:1].islower() or text[:1].isdigit())


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


def voices(found: Sequence[Comment]) -> tuple[float, float]:
    """How well a view tells answers from comments by who speaks, and the share of answers that say what was done; none where the
    comments say so, too."""
    step = max(1, len(found) // MOST_JUDGED)
    judged = found[::step]
    told = sum(speaks(comment.parts["answer"][0]) for comment in judged)
    asked = sum(answers(comment.parts["text"][0].line) for comment in judged)
    if not judged or told < LEAST_VOICE * len(judged) or told - asked < AHEAD * len(judged):
        return 0.0, 0.0
    if sum(is_list(comment) for comment in judged) > MOST_LISTS * len(judged):
        return 0.0, 0.0
    return (told - 2 * asked) * step + PAIR * len(found), told / len(judged)


def is_list(comment: Comment) -> bool:
    """Whether an answer is a list that counts, below words without a number: points that the words lead in."""
    first, *_ = comment.parts["answer"]
    return opener(first) is not None and comment.number is None and opener(comment.parts["text"][0]) is None


def is_certain(found: Sequence[Comment]) -> bool:
    """Whether comments and answers need no title: there are many, prose above what was done to a text."""
    judged = found[:MOST_JUDGED]
    mended = sum(mends(comment.parts["answer"][0].line) for comment in judged)
    prose = sum(len(comment.parts["text"][-1].text) >= SHORTEST_PROSE for comment in judged)
    return len(found) >= MANY and mended >= MOST_MENDED * len(judged) and prose >= MOST_MENDED * len(judged)


def speaks(block: Block) -> bool:
    return answers(block.line) or is_verdict(block.line[:200], "")
