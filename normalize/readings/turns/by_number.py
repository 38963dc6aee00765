"""Numbered comments whose answers stand further down, each with the number of its comment: `Ad 1) …`, or a second list of answers.

Only where the document says that it is about comments and no agenda stands above: minutes go through its points in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from postulat.extract.document import Block
from postulat.normalize.evidence import Evidence
from postulat.normalize.matrix.layout_tables import opened
from postulat.normalize.readings.comments import Comment, settle_sections
from postulat.normalize.readings.document_kind import is_about_comments
from postulat.normalize.readings.labelled import as_reading
from postulat.normalize.readings.labels import Label, whole_label
from postulat.normalize.readings.openers import Opener, follows, opener
from postulat.normalize.readings.piece import cut
from postulat.normalize.readings.pieces import is_closing
from postulat.normalize.readings.proposal import Proposal
from postulat.normalize.readings.turns.voices import answers
from postulat.normalize.vocabulary.phrases import phrase_pattern, rows
from postulat.normalize.vocabulary.word_patterns import number_sign

FEWEST = 2
"""Comments with an answer."""
MOST_MEETING = 0.8
"""Share of the numbers that are those of a comment and of an answer."""
MOST_ANSWERING = 0.3
"""Share of the comments that speak as answers do: two lists of answers to different people meet in their numbers, too."""
MOST_LINES = 2000
"""Lines of one paragraph that are looked at for answers of their own."""
LONGEST_LINE = 90
"""Characters of a line above numbers that says what they count."""


class Line(NamedTuple):
    """A block, or a line of its source, with the place of the block in the document."""

    at: int
    block: Block


class Answer(NamedTuple):
    """The number that an answer is given to, and its words."""

    number: str
    lines: list[Line]


def answered_by_number(blocks: tuple[Block, ...]) -> Proposal | None:
    """The comments of a list with the answers of another; None where no two lists meet."""
    blocks = opened(blocks)
    lines = list(lines_of(blocks))
    found = pointed_answers(lines) or listed_answers(lines)
    if len(found) < FEWEST or not is_about_comments(None, blocks) or any(says_agenda(block) for block in blocks):
        return None
    first = found[0].lines[0].at
    told = numbered([line for line in lines if line.at < first], {answer.number for answer in found})
    answered = {answer.number: answer for answer in found}
    made = [comment_of(number, text, answered.get(number)) for number, text in told.items()]
    paired = [comment for comment in made if comment.paired]
    share = len(paired) / max(len(made), len(found))
    answering = sum(answers(comment.parts["text"][0].text) for comment in paired)
    if len(paired) < FEWEST or share < MOST_MEETING or answering > MOST_ANSWERING * len(paired):
        return None
    settle_sections(made, blocks)
    meet = Evidence("numbers-meet", round(2.5 * share, 3), f"{len(paired)} of {len(made)} numbers")
    return Proposal("labelled", as_reading(blocks, made), (meet,))


def lines_of(blocks: Sequence[Block]) -> Iterator[Line]:
    """The blocks with words, those of plain text cut where a line of the source points to a number."""
    for index, block in enumerate(blocks):
        if block.table is not None or not block.text:
            continue
        starts = [0, *(at for at in block.breaks[:MOST_LINES] if pointer().match(block.text, at))]
        for start, end in zip(starts, [*starts[1:], len(block.text)], strict=True):
            yield Line(index, cut(block, start, end) if len(starts) > 1 else block)


@cache
def pointer() -> re.Pattern[str]:
    """Words that point to a number, at the head of a line: `Ad. 1)`, `Zu Frage 2:`, `K bodu č. 3 –`."""
    words = "|".join(
        sorted((phrase_pattern(row["phrase"]) for row in rows("answer_leads")), key=lambda piece: (-len(piece), piece))
    )
    return re.compile(rf"(?:{words})\.?\s+(?:(?:{number_sign()})\s*)?(\d{{1,3}}[a-z]?)(?:[.):]|\s*[–—-]\s|\s*$)\s*", re.IGNORECASE)


def pointed_answers(lines: Sequence[Line]) -> list[Answer]:
    """The answers that point to a number, up to the next or to a heading; none where the numbers do not run on."""
    found: list[Answer] = []
    going = False
    for at, block in lines:
        match = pointer().match(block.text)
        if match is not None:
            body = plain(cut(block, match.end(), len(block.text)))
            found.append(Answer(match[1], [Line(at, body)] if body.text else []))
            going = True
        elif block.kind == "heading" or is_closing(block.text):
            going = False
        elif going:
            found[-1].lines.append(Line(at, block))
    return found if runs(found) else []


def listed_answers(lines: Sequence[Line]) -> list[Answer]:
    """The numbered list below a line that says that answers follow, as far as its numbers are those of a list."""
    for place, line in enumerate(lines):
        label = whole_label(line.block.text) if len(line.block.text) <= LONGEST_LINE else None
        if label is None or label.role != "answer":
            continue
        found: list[Answer] = []
        form = None
        for at, block in lines[place + 1 :]:
            one = opener(block)
            if one is not None and form in (None, one.form):
                form = one.form
                found.append(Answer(one.number, [Line(at, plain(cut(block, one.end, len(block.text))))]))
            elif form is None or block.kind == "heading" or is_closing(block.text):
                break
            else:
                found[-1].lines.append(Line(at, block))
        if runs(found):
            return found
    return []


def runs(found: Sequence[Answer]) -> bool:
    """Whether answers, each with words, come in the order of their numbers, each number once."""
    ordered = all(follows(one.number, other.number) and one.number != other.number for one, other in pairwise(found))
    return len(found) >= FEWEST and ordered and all(answer.lines for answer in found)


def numbered(lines: Sequence[Line], numbers: set[str]) -> dict[str, list[Line]]:
    """The last list above that counts with most of these numbers: what stands behind each of them."""
    forms: dict[tuple[object, ...], dict[str, list[Line]]] = {}
    last: tuple[Opener, dict[str, list[Line]]] | None = None
    for line in lines:
        one = opener(line.block)
        if one is not None:
            list_of = forms.get(one.form)
            if list_of is None or one.number in list_of or not follows(next(reversed(list_of)), one.number):
                list_of = forms[one.form] = {}
            list_of[one.number] = [Line(line.at, plain(cut(line.block, one.end, len(line.block.text))))]
            last = one, list_of
        elif last is not None and line.block.kind not in ("heading", "term") and line is not lines[-1]:
            last[1][last[0].number].append(line)
        else:
            last = None
    fits = [list_of for list_of in forms.values() if len(numbers & list_of.keys()) >= MOST_MEETING * len(numbers)]
    found = max(fits, key=lambda list_of: next(iter(list_of.values()))[0].at, default={})
    for number in [*found][-1:]:  # below the last number prose leads on to the answers
        first, *rest = found[number]
        found[number] = [first, *takewhile(lambda line: line.block.kind == "item", rest)]
    return found


def comment_of(number: str, text: Sequence[Line], answer: Answer | None) -> Comment:
    """The comment of a number with its answer, where there is one."""
    made = Comment(order=["text"], kinds=["paragraph"], bare=True)
    first = text[0].block
    made.number = first._replace(kind="paragraph", text=number, links=(), breaks=(), strong=False, marker="")
    made.parts["text"] = [line.block for line in text]
    made.used = [line.at for line in text]
    if answer is not None:
        made.order.append("answer")
        made.labels["answer"] = Label("answer", "")
        made.parts["answer"] = [line.block for line in answer.lines]
        made.used += [line.at for line in answer.lines]
    return made


def plain(block: Block) -> Block:
    return block._replace(kind="paragraph", strong=False, marker="")


def says_agenda(block: Block) -> bool:
    """Whether a line leads in the agenda of a meeting, or minutes of one."""
    return len(block.text) <= LONGEST_LINE and agenda().match(block.text) is not None


@cache
def agenda() -> re.Pattern[str]:
    words = (phrase_pattern(row["phrase"]) for row in rows("cues") if row["cue"] == "agenda")
    return re.compile(rf"(?:{'|'.join(words)})", re.IGNORECASE)
