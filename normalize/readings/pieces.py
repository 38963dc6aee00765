"""Blocks taken apart at the labels in them and at the numbers that open comments."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise, zip_longest
from operator import itemgetter

from postulat.extract.document import Block
from postulat.normalize.matrix.headings import LONGEST_LABEL, heading_role
from postulat.normalize.names.organisations import form
from postulat.normalize.readings.label_tables import table_pieces
from postulat.normalize.readings.labels import (
    LABEL,
    LONGEST_SUBMITTER,
    ROLES,
    SENTENCE_START,
    SHORT,
    Label,
    read_label,
    short_label,
    whole_label,
)
from postulat.normalize.readings.leads import bare_name, said_by
from postulat.normalize.readings.openers import answers, openers, speakers
from postulat.normalize.readings.piece import Closing, Mark, Piece, Start, Text, cut
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
DASHED = re.compile(rf"([^\W\d_][^:.;?!\n(–—-]{{0,{LONGEST_LABEL}}}?)\s+([–—-])\s+(?=\S)")
"""A label with a dash behind it: `Uwaga – Prosimy …`."""
MOST_PROSE = 0.6
"""Share of the words behind a label of senders that are prose, for it to lead in what they say."""
FEWEST_OF_SENTENCE = 3
"""Words of a sentence, which is no name."""
ADDRESSES = re.compile(r"(?:https?://|www\.)\S+(?:\s+(?:https?://|www\.)\S+)*\s*")
BRACKETED = re.compile(rf"\(([^()]{{2,{LONGEST_SUBMITTER}}})\)\s*[:–—-]?\s+(?=\S)")
"""A name in brackets before the words of a comment."""


@cache
def numbered_noun() -> re.Pattern[str]:
    """A line that opens a comment with a noun and its number: `Uwaga nr 3 – Fundacja A`."""
    return re.compile(
        rf"\A(?:{comment_noun().pattern})(?![^\W\d_])(?:\s+[^\W\d_]+(?=\s+(?:{number_sign()})\s))?\s*(?:(?:{number_sign()})\s*)?"
        r"(?P<number>\d{1,4}(?:[./]\d{1,4}){0,2}[a-z]?|(?-i:[IVXL]{1,6}|[A-Z](?=\s*(?:[.:)–—-]|$))))(?![\w%])"
        r"(?P<close>[.:)]*\s*[-–—:,|]?)\s*",
        re.IGNORECASE,
    )


def read_pieces(blocks: Sequence[Block]) -> list[tuple[int, Piece]]:
    """The pieces of each block, with its index."""
    blocks = with_dash_labels(with_label_lines(blocks))
    found = with_speakers(without_links(without_odd_headings(list(pieces_of(blocks)))))
    following = [piece for _, piece in found[1:]]
    return [
        (index, Text(piece.block) if isinstance(piece, Mark) and is_chapter(piece, after) else piece)
        for (index, piece), after in zip_longest(found, following)
    ]


def with_label_lines(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks, with lines that are nothing but a label set as such, where one for comments and one for answers come again."""
    lines = {block.text: label for block in blocks if is_plain_line(block) and (label := whole_label(block.text))}
    counts = Counter(block.text for block in blocks if is_plain_line(block) and block.text in lines)
    again = {text for text, count in counts.items() if count > 1}
    roles = {kind_of(lines[text]) for text in again}
    if not {"text", "answer"} <= roles:
        return blocks
    return [block._replace(strong=True) if is_plain_line(block) and block.text in again else block for block in blocks]


def with_dash_labels(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks, with a colon for the dash behind labels at the head of lines, where one for comments and one for answers come
    again: `Uwaga – …`, `Stanowisko – …`."""
    found = [(index, match, label) for index, block in enumerate(blocks) if block.table is None for match, label in dashed(block)]
    counts = Counter(label.words.casefold() for _, _, label in found)
    again = {label.words.casefold(): kind_of(label) for _, _, label in found if counts[label.words.casefold()] > 1}
    if not {"text", "answer"} <= {*again.values()}:
        return blocks
    made = list(blocks)
    taken = ((index, match.start(2)) for index, match, label in found if label.words.casefold() in again)
    for index, places in groupby(taken, key=itemgetter(0)):
        letters = list(made[index].text)
        for _, place in places:
            letters[place] = ":"
        made[index] = made[index]._replace(text="".join(letters))
    return made


def dashed(block: Block) -> Iterator[tuple[re.Match[str], Label]]:
    """The labels with a dash behind them at the head of a block's lines."""
    for start in (0, *block.breaks):
        match = DASHED.match(block.text, start)
        if match is not None and (label := read_label(match[1])) is not None and label.role in ROLES:
            yield match, label


def is_plain_line(block: Block) -> bool:
    return block.kind == "paragraph" and not block.strong and block.table is None and block.text[-1:].isalpha()


def without_odd_headings(found: list[tuple[int, Piece]]) -> list[tuple[int, Piece]]:
    """The pieces, with headings as text that come once while another label of their kind comes again: headings of any report, and
    those that rank above all such labels, as the title does, or above the numbered headings that open comments."""
    marks = [piece for _, piece in found if isinstance(piece, Mark)]
    counts = Counter((piece.label.role, piece.label.words.casefold()) for piece in marks)
    again = {role for (role, _), count in counts.items() if count > 1}
    ranks: dict[str, list[int]] = defaultdict(list)
    for piece in marks:
        if counts[piece.label.role, piece.label.words.casefold()] > 1:
            ranks[piece.label.role].append(rank(piece.block))

    starts = [rank(piece.block) for _, piece in found if isinstance(piece, Start)]
    opening = min(starts) if len(starts) > 1 else 0

    def is_odd(piece: Piece) -> bool:
        if not isinstance(piece, Mark) or not piece.whole or piece.block.kind != "heading":
            return False
        role, words = piece.label.role, piece.label.words.casefold()
        above = rank(piece.block) < (min(ranks[role]) if role in again else opening)
        return counts[role, words] == 1 and (above or (role in again and piece.label.common))

    return [(index, Text(piece.block) if isinstance(piece, Mark) and is_odd(piece) else piece) for index, piece in found]


def rank(block: Block) -> int:
    return block.level if block.kind == "heading" else 99


def without_links(found: list[tuple[int, Piece]]) -> list[tuple[int, Piece]]:
    """The pieces, with labels of comments and answers as others where only addresses stand behind them, and words behind another
    of their kind: `Comment: https://…` tells where the comment stands."""
    values: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for (_, piece), (_, after) in pairwise(found):
        if isinstance(piece, Mark) and isinstance(after, Text):
            values[kind_of(piece.label), piece.label.words.casefold()].append(ADDRESSES.fullmatch(after.block.text) is not None)
    linked = {key for key, shares in values.items() if sum(shares) * 2 > len(shares)}
    worded = {kind for kind, words in values.keys() - linked}
    return [
        (index, piece._replace(label=piece.label._replace(role="other")))
        if isinstance(piece, Mark)
        and (kind_of(piece.label), piece.label.words.casefold()) in linked
        and kind_of(piece.label) in worded
        else (index, piece)
        for index, piece in found
    ]


def with_speakers(found: list[tuple[int, Piece]]) -> list[tuple[int, Piece]]:
    """The pieces, with labels of senders as those of comments where prose stands behind them, and no label leads in the comments:
    `Reviewer: The map has no scale. Response: …`."""
    told: dict[str, list[bool]] = defaultdict(list)
    for (_, piece), (_, after) in pairwise(found):
        if isinstance(piece, Mark) and piece.label.role == "submitter" and isinstance(after, Text):
            told[piece.label.words.casefold()].append(is_prose(after.block.text))
    speaking = {words for words, prose in told.items() if len(prose) > 1 and sum(prose) >= MOST_PROSE * len(prose)}
    if not speaking or any(isinstance(piece, Mark) and piece.label.role == "text" for _, piece in found):
        return found
    return [
        (index, piece._replace(label=piece.label._replace(role="text")))
        if isinstance(piece, Mark) and piece.label.role == "submitter" and piece.label.words.casefold() in speaking
        else (index, piece)
        for index, piece in found
    ]


def is_prose(text: str) -> bool:
    sentence = len(text.split()) >= FEWEST_OF_SENTENCE and text.rstrip()[-1:] in ".?!"
    return len(text) > LONGEST_SUBMITTER or (sentence and form(text) is None)


def kind_of(label: Label) -> str:
    """Comments apart from answers of any sort."""
    return "answer" if label.role == "decision" else label.role


def is_chapter(piece: Mark, after: Piece | None) -> bool:
    """Whether a heading in the words of a label stands above comments and leads in none: no words of its own follow it."""
    if not piece.whole or piece.block.kind != "heading" or piece.label.role != "text":
        return False
    below = isinstance(after, Text) and after.block.kind == "heading"
    return after is None or below or isinstance(after, Start) or (isinstance(after, Mark) and after.label.role == "text")


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
    if (head or block.text.endswith(":")) and not block.breaks and (label := whole_label(block.text)):
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
