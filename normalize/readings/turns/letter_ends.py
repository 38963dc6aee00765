"""What ends a letter behind its last answers: a list of references, and sentences that hope for the best before the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from postulat.extract.document import Block
from postulat.normalize.readings.comments import ANSWERS, Comment
from postulat.normalize.vocabulary.phrases import phrase_pattern, rows

LONGEST_PART = 40
"""Characters of the title of what is appended."""


def settle_letter_ends(found: Sequence[Comment]) -> None:
    """Takes them off the answers: what is appended wherever it begins, such sentences behind the last comment of a sender."""
    for place, comment in enumerate(found):
        role = comment.order[-1] if comment.order and comment.order[-1] in ANSWERS else ""
        blocks = comment.parts.get(role, [])
        end = next((at for at, block in enumerate(blocks) if at and is_part(block)), len(blocks))
        if place + 1 == len(found) or found[place + 1].parts.get("submitter") is not comment.parts.get("submitter"):
            while end > 1 and is_last_sentence(blocks[end - 1]):
                end -= 1
        if end < len(blocks):
            comment.used = comment.used[: len(comment.used) - len(blocks) + end]
            comment.parts[role] = blocks[:end]


def is_part(block: Block) -> bool:
    """Whether a line is the title of what is appended to a letter.

    >>> is_part(Block("paragraph", "Bibliography")), is_part(Block("paragraph", "Bibliography was added."))
    (True, False)
    """
    text = block.text.strip(" :").casefold()
    return block.kind in ("paragraph", "heading") and len(text) <= LONGEST_PART and text in parts()


def is_last_sentence(block: Block) -> bool:
    """Whether a paragraph takes leave of who reads the letter.

    >>> is_last_sentence(Block("paragraph", "We look forward to hearing from you."))
    True
    """
    return block.kind == "paragraph" and not block.quoted and sentences().match(block.text) is not None


@cache
def parts() -> frozenset[str]:
    return frozenset(row["phrase"] for row in rows("letter_ends") if row["kind"] == "part")


@cache
def sentences() -> re.Pattern[str]:
    return re.compile(
        "|".join(phrase_pattern(row["phrase"]) for row in rows("letter_ends") if row["kind"] == "sentence"), re.IGNORECASE
    )
