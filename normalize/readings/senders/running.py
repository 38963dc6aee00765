"""Senders named at the head of running text: `Reviewer #2: The authors present …`, set apart as a line of their own.

Only where each is named once so, for in a talk the same ones come again and again; and where there are several of one word, or
lines that name others by it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from postulat.extract.document import Block
from postulat.normalize.readings.piece import cut
from postulat.normalize.readings.senders.numbered import counted_sender, sender_of, sends

BEHIND = re.compile(r"\s{0,3}:\s{1,9}(?=\S)")
"""What parts the name from what was sent."""
FEWEST = 2
"""Names, where no line names others."""
FEWEST_WORDS = 4
"""Words behind a name; fewer are a title."""


def senders_apart(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with such names as paragraphs above the rest of theirs."""
    found = {index: ends for index, block in enumerate(blocks) if (ends := name_and_text(block)) is not None}
    counts = Counter(blocks[index].text[:end].casefold() for index, (end, _) in found.items())
    words = {word_of(name) for name in counts}
    spans = [(block, *sender_of(block.text)) for block in blocks if block.table is None and block.text] if found else []
    lines = {word_of(block.text[start:end]) for block, start, end in spans if end}
    if not counts or max(counts.values()) > 1 or (words - lines if lines else len(words) > 1 or len(counts) < FEWEST):
        return tuple(blocks)
    return tuple(
        part for index, block in enumerate(blocks) for part in (parts(block, *found[index]) if index in found else (block,))
    )


def word_of(name: str) -> str:
    return name.split()[0].casefold().rstrip("0123456789:#-")


def name_and_text(block: Block) -> tuple[int, int] | None:
    """Where a name at the head of a paragraph ends and where the text behind it begins; None where there is none.

    >>> name_and_text(Block("paragraph", "Reviewer #2: The map is hard to read."))
    (11, 13)
    """
    if block.kind not in ("paragraph", "item") or block.table is not None or ":" not in block.text:
        return None
    end = counted_sender(block.text)
    match = BEHIND.match(block.text, end) if end else None
    if match is None or len(block.text[match.end() :].split()) < FEWEST_WORDS or not sends(block.text):
        return None
    return end, match.end()


def parts(block: Block, end: int, start: int) -> Iterator[Block]:
    yield cut(block, 0, end)._replace(kind="paragraph", marker="", strong=False, slanted=False, quoted=False, ink=0)
    yield cut(block, start, len(block.text))
