"""Points of a meeting with what was said to each, set apart below it, in a section headed by whose points they are.

`Uwagi mieszkańców`, and below it items, each with an answer in italics or bold. The heading says that there are comments, and the
strict change of the two that each has an answer; of what the answers say only that they are sentences, and no signatures or quotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from postulat.extract.document import Block
from postulat.normalize.evidence import Evidence
from postulat.normalize.matrix.columns.heading_words import language_of, words_of
from postulat.normalize.matrix.headings import heading_role
from postulat.normalize.matrix.layout_tables import opened
from postulat.normalize.readings.comments import Comment, settle_sections
from postulat.normalize.readings.labelled import as_reading
from postulat.normalize.readings.piece import is_quotation
from postulat.normalize.readings.proposal import Proposal
from postulat.normalize.readings.senders.numbered import SENDING

FEWEST = 3
"""Points with an answer in a section."""
MOST_PAIRED = 0.75
"""Share of the points of a section that have an answer; what is left open at a meeting has none."""
LONGEST_HEADING, MOST_HEADING_WORDS = 80, 8
NOTED = frozenset(("comment", "note", "text", "feedback"))
"""Kinds of heading words for what was said; those of senders say by whom."""
FEWEST_WORDS = 6
"""Words of a sentence without its full stop."""
SHORTEST = 12
"""Characters of a point; fewer are a name or a word."""


def noted_comments(blocks: tuple[Block, ...]) -> Proposal | None:
    """The points of all such sections; None where there is none."""
    blocks = opened(blocks)
    found = [comment for section in sections(blocks) for comment in points(blocks, *section)]
    if not found:
        return None
    settle_sections(found, blocks)
    turns = Evidence("takes-turns", 1.0, f"{len(found)} comments, each with its answer below")
    headed = Evidence("headed-by-senders", 2.0)
    return Proposal("text-rows", as_reading(blocks, found), (turns, headed))


def sections(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """The places of headings that say whose comments stand below, with the end of what stands below each."""
    for index, block in enumerate(blocks):
        if is_heading(block) and heads_comments(block.text):
            rank = block.level if block.kind == "heading" else 99
            below = range(index + 1, len(blocks))
            end = next((at for at in below if ends_section(blocks[at], rank)), len(blocks))
            yield index, end


def is_heading(block: Block) -> bool:
    return block.kind == "heading" or (block.kind == "paragraph" and block.strong)


def ends_section(block: Block, rank: int) -> bool:
    return block.kind == "heading" and block.level <= rank


def heads_comments(text: str) -> bool:
    """Whether a heading says that something was sent in or said, and by whom.

    >>> heads_comments("Uwagi i pytania mieszkańców"), heads_comments("Comments from residents"), heads_comments("Notes")
    (True, True, False)
    """
    bare = text.strip(" :")
    if not bare or len(bare) > LONGEST_HEADING or len(bare.split()) > MOST_HEADING_WORDS or bare[-1] in ".?!":
        return False
    kinds = {kind for word in words_of(bare, language_of((bare,))) for kind in word.kinds}
    return heading_role(bare) in ("text", "submitter") and bool(kinds & NOTED) and bool(kinds & SENDING)


def points(blocks: Sequence[Block], start: int, end: int) -> list[Comment]:
    """The points of a section with their answers, if one way to set answers apart stands behind most points."""
    inner = [index for index in range(start + 1, end) if blocks[index].text and blocks[index].kind != "heading"]
    if not inner or any(blocks[index].table is not None for index in range(start + 1, end)):
        return []
    best: list[Comment] = []
    for bold in (False, True):
        answers = {index for index in inner if (blocks[index].strong if bold else blocks[index].slanted)}
        made = list(pairs(blocks, inner, answers, blocks[start]))
        paired = [comment for comment in made if comment.paired]
        said = sum(is_sentence(comment.parts["answer"][0].text) for comment in paired)
        enough = min(len(paired), said) >= max(FEWEST, MOST_PAIRED * len(made))
        if enough and len(paired) > len(best):
            best = made
    return best


def is_sentence(text: str) -> bool:
    """Whether words say something: no name of who said the point, and no words of theirs.

    >>> is_sentence("It will be mended."), is_sentence("Anna Nowak"), is_sentence("“I cannot sleep.”")
    (True, False, False)
    """
    return not is_quotation(text) and (text.rstrip()[-1:] in ".!?…" or len(text.split()) >= FEWEST_WORDS)


def pairs(blocks: Sequence[Block], inner: Sequence[int], answers: set[int], section: Block) -> Iterator[Comment]:
    """Each item of the list with what stands below it, as far as it is set apart; none where words before the list are set so."""
    current: Comment | None = None
    for answering, group in groupby(inner, key=lambda index: index in answers):
        for index in group:
            block = blocks[index]._replace(kind="paragraph", marker="")
            if answering and current is not None:
                current.parts.setdefault("answer", []).append(block)
                current.order = ["text", "answer"]
                current.used.append(index)
            elif not answering and blocks[index].kind == "item" and len(block.text) >= SHORTEST:
                if current is not None:
                    yield current
                current = Comment(section=section, order=["text"], kinds=["paragraph"], parts={"text": [block]}, used=[index])
            elif not answering and current is not None:
                yield current
                current = None
    if current is not None:
        yield current
