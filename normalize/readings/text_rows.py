"""Comments without labels, told from their answers by how both are set: a quotation and a bold line, an item and a paragraph.

Only where both kinds of paragraph take turns, and most of the second kind read as verdicts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from postulat.extract.document import Block
from postulat.normalize.evidence import Evidence
from postulat.normalize.matrix.layout_tables import opened
from postulat.normalize.readings.comments import Comment
from postulat.normalize.readings.labelled import as_reading
from postulat.normalize.readings.openers import opener
from postulat.normalize.readings.proposal import Proposal
from postulat.normalize.readings.score import is_verdict

FEWEST = 4
"""Comments with an answer."""
MOST_TURNS = 0.8
"""Share of the answers with a comment right before them."""
MOST_VERDICTS = 0.5
HEAD = 200
"""Characters at the head of an answer in which its verdict is looked for."""


class Look(NamedTuple):
    """How a block is set."""

    kind: str
    strong: bool
    numbered: bool
    table: bool
    lead: str


def text_rows(blocks: tuple[Block, ...]) -> Proposal | None:
    """The comments of a document whose answers have a look of their own."""
    blocks = opened(blocks)
    looks = [look(block) for block in blocks]
    counts = Counter(found for found in looks if found.kind not in ("heading", "table") or found.table)
    best: list[Comment] = []
    answered = None
    for answer, count in counts.items():
        if count < FEWEST or not is_marked(answer):
            continue
        found = list(comments(blocks, looks, answer))
        verdicts = sum(is_verdict(comment.parts["answer"][0].line[:HEAD], "") for comment in found)
        if len(found) >= max(FEWEST, MOST_TURNS * count) and verdicts >= MOST_VERDICTS * len(found) and len(found) > len(best):
            best, answered = found, answer
    if answered is None:
        return None
    same = Counter(looks[comment.used[0]] for comment in best).most_common(1)[0][1] / len(best)
    evidence = (Evidence("takes-turns", round(1.5 * same, 3), f"{len(best)} comments, each with an answer set otherwise"),)
    return Proposal("text-rows", as_reading(blocks, best), evidence)


def look(block: Block) -> Look:
    one_cell = block.table is not None and len(list(block.table.cells())) == 1
    first = block.text[:1]
    lead = first if first in "<>" and first else ""
    return Look(block.kind, block.strong, block.kind == "item" and opener(block) is not None, one_cell, lead)


def is_marked(found: Look) -> bool:
    """Whether a look can be that of answers among paragraphs: bold, a frame, a quotation."""
    return found.strong or found.table or bool(found.lead)


def comments(blocks: Sequence[Block], looks: Sequence[Look], answer: Look) -> Iterator[Comment]:
    """A comment for each block that looks like an answer: the blocks before it, up to a heading or the answer before."""
    section: Block | None = None
    text: list[int] = []
    for index, block in enumerate(blocks):
        if looks[index] == answer and text:
            made = Comment(section=section, used=[*text, index])
            made.parts = {"text": [blocks[place] for place in text], "answer": [unframed(block)]}
            made.order = ["text", "answer"]
            made.kinds.append(blocks[text[0]].kind)
            yield made
            text = []
        elif block.kind == "heading":
            section, text = block, []
        elif block.table is None and block.text:
            text.append(index)


def unframed(block: Block) -> Block:
    """The words of a frame of one cell."""
    if block.table is None:
        return block
    return Block("paragraph", block.line, block.places)
