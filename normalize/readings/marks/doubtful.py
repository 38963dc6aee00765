"""Labels that are none after all: headings of any report, words before an address, names of those who speak."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise, takewhile, zip_longest

from postulat.extract.document import Block
from postulat.normalize.names.organisations import form
from postulat.normalize.readings.labels import LONGEST_SUBMITTER
from postulat.normalize.readings.marks.signs import kind_of
from postulat.normalize.readings.piece import QUOTES, End, Mark, Piece, Start, Text, is_quotation
from postulat.normalize.readings.senders.numbered import sender_of

MOST_PROSE = 0.6
"""Share of the words behind a label of senders that are prose, for it to lead in what they say."""
FEWEST_OF_SENTENCE = 3
"""Words of a sentence, which is no name."""
MOST_IN_LINE = 3
"""Pieces of a block: a label and its words, and one more where there is another label."""
FEWEST_LEADING = 3
"""Answers that one label leads in, for one that comes once to be words of a comment or of an answer."""
ADDRESSES = re.compile(r"(?:https?://|www\.)\S+(?:\s+(?:https?://|www\.)\S+)*\s*")


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
    bare = text.strip().strip(QUOTES)
    sentence = len(bare.split()) >= FEWEST_OF_SENTENCE and (bare[-1:] in ".?!" or is_quotation(text))
    return len(text) > LONGEST_SUBMITTER or (sentence and form(text) is None)


def without_chapters(found: list[tuple[int, Piece]]) -> list[tuple[int, Piece]]:
    """The pieces, with headings in the words of a label as text that stand above comments and lead in none."""
    following = [piece for _, piece in found[1:]]
    return [
        (index, Text(piece.block) if isinstance(piece, Mark) and is_chapter(found, place, after) else piece)
        for place, ((index, piece), after) in enumerate(zip_longest(found, following))
    ]


def is_chapter(found: Sequence[tuple[int, Piece]], place: int, after: Piece | None) -> bool:
    """Whether a heading in the words of a label leads in nothing: no words of its own follow it (`Comments`), or comments with
    answers of their own follow one that names who sent them (`Response to Reviewer 2`)."""
    piece = found[place][1]
    if not isinstance(piece, Mark) or not piece.whole or piece.block.kind != "heading":
        return False
    if piece.label.role == "answer" and sender_of(piece.block.text)[1] >= len(piece.block.text.rstrip(": ")):
        below = takewhile(lambda other: not is_above(other, piece.block), (other for _, other in found[place + 1 :]))
        return any(isinstance(other, Start) or (isinstance(other, Mark) and other.label.role == "text") for other in below)
    if piece.label.role != "text":
        return False
    headed = isinstance(after, Text) and after.block.kind == "heading"
    return after is None or headed or isinstance(after, Start) or (isinstance(after, Mark) and after.label.role == "text")


def is_above(piece: Piece, block: Block) -> bool:
    """Whether a piece is a heading of a block's rank, or of one above."""
    return not isinstance(piece, End) and piece.block.kind == "heading" and piece.block.level <= block.level


def without_lone_labels(found: list[tuple[int, Piece]]) -> list[tuple[int, Piece]]:
    """The pieces, with words that read as a label as text where they come once and another label leads in most answers: behind the
    number of a comment (`Comment 5: Overall assessment: …`), or within an answer (`Corrected to: …`)."""
    counts = Counter(piece.label.words.casefold() for _, piece in found if isinstance(piece, Mark))
    leading = {piece.label.words.casefold() for _, piece in found if isinstance(piece, Mark) and is_answer(piece)}
    leading = {words for words in leading if counts[words] >= FEWEST_LEADING}
    if not leading:
        return found
    numbered = sum(isinstance(piece, Start) for _, piece in found) >= FEWEST_LEADING
    chosen: set[int] = set()
    started, answering = -2, False
    for place, (index, piece) in enumerate(found):
        if isinstance(piece, Start):
            started, answering = index, False
        if not isinstance(piece, Mark):
            continue
        kind = kind_of(piece.label)
        lone = counts[piece.label.words.casefold()] == 1 and is_alone(found, place)
        within = answering and (kind == "answer" or (kind == "text" and numbered))
        opens = index - started <= 1 and kind == "answer" and answered_below(found, place, leading)
        if lone and (within or opens):
            chosen.add(place)
        else:
            answering = piece.label.words.casefold() in leading
    return as_text(found, chosen)


def as_text(found: list[tuple[int, Piece]], chosen: Collection[int]) -> list[tuple[int, Piece]]:
    """The pieces, with some labels and the words behind them as the block that they are."""
    made: list[tuple[int, Piece]] = []
    for place, (index, piece) in enumerate(found):
        if place in chosen and isinstance(piece, Mark):
            block = piece.block if piece.whole else piece.block._replace(kind="paragraph")
            made.append((index, Text(block, rest=bool(made) and isinstance(made[-1][1], Start) and made[-1][0] == index)))
        elif not (place - 1 in chosen and found[place - 1][0] == index):
            made.append((index, piece))
    return made


def without_places(found: list[tuple[int, Piece]]) -> list[tuple[int, Piece]]:
    """The pieces, with labels of parts of a draft as text within the answers to comments that numbered headings open: there they
    say where something was changed, and open no comment."""
    starts = [piece for _, piece in found if isinstance(piece, Start)]
    if len(starts) < FEWEST_LEADING or any(piece.block.kind != "heading" for piece in starts):
        return found
    chosen: set[int] = set()
    answering = False
    for place, (_, piece) in enumerate(found):
        if answering and isinstance(piece, Mark) and piece.label.role == "target" and is_alone(found, place):
            chosen.add(place)
        elif isinstance(piece, Start | Mark):
            answering = isinstance(piece, Mark) and is_answer(piece)
    return as_text(found, chosen)


def is_answer(piece: Mark) -> bool:
    return kind_of(piece.label) == "answer"


def is_alone(found: Sequence[tuple[int, Piece]], place: int) -> bool:
    """Whether a label stands at the head of its block, and no other in it, so that both are the block again."""
    index, piece = found[place]
    before = place and found[place - 1][0] == index and not isinstance(found[place - 1][1], Start)
    here = sum(at == index for at, _ in found[place : place + MOST_IN_LINE])
    return not before and here < MOST_IN_LINE and isinstance(piece, Mark)


def answered_below(found: Sequence[tuple[int, Piece]], place: int, leading: Collection[str]) -> bool:
    """Whether a label that comes again leads in an answer before the next comment."""
    below = takewhile(lambda other: not isinstance(other, Start), (other for _, other in found[place + 1 :]))
    return any(isinstance(other, Mark) and other.label.words.casefold() in leading for other in below)
