"""Blocks taken apart at the labels in them and at the numbers that open comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from postulat.extract.document import Block
from postulat.normalize.matrix.headings import heading_role
from postulat.normalize.readings.label_tables import table_pieces
from postulat.normalize.readings.labels import (
    LABEL,
    LONGEST_SUBMITTER,
    SENTENCE_START,
    SHORT,
    Label,
    read_label,
    short_label,
    whole_label,
)
from postulat.normalize.readings.leads import bare_name, said_by
from postulat.normalize.readings.marks.doubtful import (
    with_speakers,
    without_chapters,
    without_links,
    without_lone_labels,
    without_odd_headings,
    without_places,
)
from postulat.normalize.readings.marks.signs import with_signs
from postulat.normalize.readings.openers import answers, openers, speakers
from postulat.normalize.readings.piece import Closing, Mark, Piece, Start, Text, cut
from postulat.normalize.readings.senders.numbered import sender_of
from postulat.normalize.vocabulary.word_patterns import comment_noun, number_sign, patterns, question_noun

LONGEST_CLOSING = 160
"""Characters of a line that closes a letter, with the signature."""
NAMED = re.compile(r"(?!\w{1,6}\.)[^\W\d_][^\d]*$")
"""Words in brackets behind a label that are a name and no part of the draft."""


SENDER = re.compile(r"(?P<name>(?P<who>[^\W\d_]{2,20})\s+(?:#\s?)?(?:\d{1,3}|[A-Z]))\s*(?:[,:;–—-]|\.\s)\s*(?=[^\W\d_])")
"""Who sent a comment, before its number: `Reviewer #1, `."""
SENDER_OF = re.compile(r"(?P<name>(?P<who>[^\W\d_]{2,20})\s+(?:#\s?)?(?:\d{1,3}|[A-Z]))\s+(?:[^\W\d_]{2,12}\s+)?(?=[^\W\d_])")
"""The same without a sign between, and perhaps a word for the sort of comment: `Reviewer 2 minor `."""
NUMBERED = re.compile(r"\(?\d{1,4}[a-z]?(?:(?:, ?| ?[-–] ?)\d{1,4}[a-z]?){0,12}[.)]\s+")
"""A number before the label of an answer: `7, 8. `."""
IDENTIFIER = r"[A-Z]{1,2}[.-]?\d{1,3}(?:[.-]\d{1,3}){0,2}"
"""A number that begins with who sent the comment: `AH1`, `R2.3`."""
BRACKETED = re.compile(rf"\(([^()]{{2,{LONGEST_SUBMITTER}}})\)\s*[:–—-]?\s+(?=\S)")
"""A name in brackets before the words of a comment."""


@cache
def numbered_noun() -> re.Pattern[str]:
    """A line that opens a comment with a noun and its number: `Uwaga nr 3 – Fundacja A`."""
    return re.compile(
        rf"\A(?:{comment_noun().pattern})(?![^\W\d_])(?:\s+[^\W\d_]+(?=\s+(?:{number_sign()})\s))?\s*(?:(?:{number_sign()})\s*)?"
        r"(?P<number>\d{1,4}(?:[./]\d{1,4}){0,2}[a-z]?|(?-i:"
        rf"{IDENTIFIER}|[IVXL]{{1,6}}|[A-Z](?=\s*(?:[.:)–—-]|$))))(?![\w%])"
        r"(?P<close>[.:)]*\s*[-–—:,|]?)\s*",
        re.IGNORECASE,
    )


def read_pieces(blocks: Sequence[Block]) -> list[tuple[int, Piece]]:
    """The pieces of each block, with its index."""
    found = list(pieces_of(with_signs(blocks)))
    return without_chapters(without_places(without_lone_labels(with_speakers(without_links(without_odd_headings(found))))))


def pieces_of(blocks: Sequence[Block]) -> Iterator[tuple[int, Piece]]:
    parted = [list(labelled_pieces(block)) if block.table is None else [] for block in blocks]
    opening = openers(blocks, parted)
    starts = [
        index for index, block in enumerate(blocks) if index in opening or (block.kind == "heading" and numbered_start(block))
    ]
    spoken = speakers(blocks, starts, parted)
    for index, block in enumerate(blocks):
        if block.table is not None:
            found: Iterator[Piece] = table_pieces(block.table, numbered_start, labelled_pieces)
        elif block.kind == "paragraph" and is_closing(block.text):
            found = iter((Closing(block),))
        elif index in opening:
            found = iter(after_number(*opening[index], block, question_noun().match(block.text) is not None))
        elif start := numbered_start(block):
            found = iter(start)
        elif index in spoken:
            rest = cut(block, len(spoken[index]) + 1, len(block.text))
            found = iter((Mark(Label("answer", spoken[index]), block), Text(rest, first=False)))
        else:
            found = iter(parted[index])
        for piece in found:
            yield index, piece


def is_closing(text: str) -> bool:
    """Whether a line closes a letter: `Z poważaniem`; what follows is a signature."""
    return len(text) <= LONGEST_CLOSING and any(pattern.match(text) for pattern in patterns("closings", text))


def numbered_start(block: Block) -> list[Piece] | None:
    """The pieces of a line that begins with a noun and a number; None where it does not.

    In prose ("Uwaga 3 została odrzucona") the number goes on in lower case.
    """
    sender, start, match = sender_before(block.text)
    if match is None:
        return None
    if start and sender is not None:
        return sent_by(block, sender, match["number"].rstrip("."), start + match.end())
    rest = block.text[match.end() :]
    head = block.kind in ("heading", "term") or block.strong
    if rest[:1].islower() and not head and not said_by(rest[:LONGEST_SUBMITTER]) and not match["close"].strip(" ,"):
        return None
    number = match["number"].rstrip(".")
    return after_number(number, match.end(), block, question_noun().match(block.text) is not None)


def sender_before(text: str) -> tuple[re.Match[str] | None, int, re.Match[str] | None]:
    """The sender at the head of a line, where the noun for a comment begins, and the noun with its number."""
    for pattern in (SENDER, SENDER_OF):
        sender = pattern.match(text)
        if sender is not None and heading_role(sender["who"]) == "submitter":
            for start in dict.fromkeys((sender.end(), sender.end("name") + 1)):
                if match := numbered_noun().match(text[start:]):
                    return sender, start, match
    return None, 0, numbered_noun().match(text)


def sent_by(block: Block, sender: re.Match[str], number: str, end: int) -> list[Piece]:
    """The pieces of a line that names the sender before the number of the comment: `Reviewer 2, comment 3: …`."""
    made: list[Piece] = [Start(number, block), Mark(Label("submitter", ""), block)]
    made.append(Text(cut(block, 0, sender.end("name"))._replace(kind="paragraph", marker="", strong=False), first=False))
    return [*made, Mark(Label("text", ""), block), *after_number(number, end, block)[1:]]


def after_number(number: str, end: int, block: Block, question: bool = False) -> list[Piece]:
    """The start of a comment, and what follows its number: a name, a title, a first label or the comment itself."""
    made: list[Piece] = [Start(number, block, question)]
    rest = cut(block, end, len(block.text))._replace(marker="")
    if not rest.text.strip(" .:–-"):
        return made
    rest = opened(rest)
    if (end := name_end(rest)) and (name := opened(cut(rest, 0, end)._replace(text=rest.text[:end].rstrip(" :–-")))).text:
        body = cut(rest, end, len(rest.text))
        following = list(labelled_pieces(body._replace(kind="paragraph", strong=False)))
        if not (following and isinstance(following[0], Mark)):
            made += [Mark(Label("submitter", ""), rest), Text(bare_name(name), first=False), Mark(Label("text", ""), rest)]
        else:
            made += [Mark(Label("submitter", ""), rest), Text(bare_name(name), first=False)]
        return made + following
    if label := whole_label(rest.text) if rest.text.endswith(":") else None:
        return [*made, Mark(label, rest, True)]
    for piece in labelled_pieces(rest._replace(kind="paragraph")):
        made.append(piece._replace(block=piece.block._replace(kind=block.kind, strong=block.strong), rest=True)
                    if isinstance(piece, Text) and len(made) == 1 else piece)  # fmt: skip
    return made


def name_end(block: Block) -> int:
    """Where a name at the head of a comment ends, and more words follow: in brackets, or up to the end of the line that says who
    sent it; 0 where there is none."""
    if match := BRACKETED.match(block.text):
        return match.end() if NAMED.match(match[1]) and match.end() < len(block.text) else 0
    first = block.breaks[0] if block.breaks else 0
    return first if first and said_by(block.text[:first]) and len(block.text[:first]) <= LONGEST_SUBMITTER else 0


def opened(block: Block) -> Block:
    """Words that stand in brackets, without them."""
    text = block.text.rstrip(": ")
    if text.startswith("(") and text.find(")") == len(text) - 1:
        return cut(block, 1, len(text) - 1)
    return block


def labelled_pieces(block: Block) -> Iterator[Piece]:
    """A paragraph cut at the labels in it: `Postulat: … Stanowisko: …`."""
    if (number := NUMBERED.match(block.text)) and answers(block.text[number.end() :]):
        block = cut(block, number.end(), len(block.text))
    head = block.kind in ("heading", "term") or block.strong
    whole = (head or block.text.endswith(":")) and not block.breaks
    if whole and block.kind != "term" and sender_of(block.text) == (0, len(block.text.rstrip(": "))):
        yield Text(block)  # `Reviewer 1` names who sent what stands below
        return
    if whole and (label := whole_label(block.text)):
        yield Mark(label, block, True)
        return
    found = list(labels_in(block))
    if not found or (found[0][0] > 0 and len(found) == 1 and block.kind == "item" and found[0][0] not in block.breaks):
        yield Text(block)
        return
    if found[0][0] > 0 and (before := cut(block, 0, found[0][0])).text:
        yield Text(before)
    for index, (_, match, label) in enumerate(found):
        if label.role == "text" and match.re is LABEL and match[2] and NAMED.match(match[2]):
            yield Mark(Label("submitter", ""), block)
            yield Text(cut(block, match.start(2), match.end(2)), first=False)
        yield Mark(label, block)
        end = found[index + 1][0] if index + 1 < len(found) else len(block.text)
        rest = cut(block, match.end(), end)
        if rest.text:
            yield Text(rest._replace(kind="paragraph", marker="", strong=False), first=False)


def labels_in(block: Block) -> Iterator[tuple[int, re.Match[str], Label]]:
    """Where labels stand in a block: at its head, behind the end of a sentence, at the head of a line of its source."""
    lines = {0, *block.breaks}
    starts = lines if ":" not in block.text else {match.start() for match in SENTENCE_START.finditer(block.text)} | lines
    last = -1
    for start in sorted(starts):
        if start in lines and (match := SHORT.match(block.text, start)) and (short := short_label(match[1])):
            yield start, match, short
            last = match.end()
            continue
        match = LABEL.match(block.text, start)
        if start < last or match is None or any(start < at < match.end(1) for at in block.breaks):
            continue
        label = read_label(match[1])
        if label is not None and not (label.common and start > 0 and start not in block.breaks and len(label.words.split()) > 1):
            yield start, match, label
            last = match.end()
