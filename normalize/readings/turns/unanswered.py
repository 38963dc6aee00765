"""Comments of a count to which nothing was answered: they stand right above the next one, with the number before its own."""

from __future__ import annotations

from collections.abc import Sequence

from postulat.extract.document import Block
from postulat.normalize.readings.comments import Comment
from postulat.normalize.readings.openers import Opener, opener


def with_unanswered(found: Sequence[Comment], blocks: Sequence[Block]) -> list[Comment]:
    """The comments in order, each after those right above it that have no answer; numbers are still in their texts."""
    taken = {index for comment in found for index in comment.used}
    made: list[Comment] = []
    for comment in found:
        above: list[Comment] = []
        opened = opener(comment.parts["text"][0]) if comment.number is None else None
        index = next((at for at in comment.used if blocks[at] is comment.parts["text"][0]), -1) - 1
        while opened is not None and index >= 0 and index not in taken and (before := one_before(blocks[index], opened)):
            alone = Comment(section=comment.section, order=["text"], kinds=[blocks[index].kind], used=[index])
            alone.parts["text"] = [blocks[index]]
            if "submitter" in comment.parts:
                alone.parts["submitter"] = comment.parts["submitter"]
            above.append(alone)
            opened, index = before, index - 1
        made += [*reversed(above), comment]
    return made


def one_before(block: Block, after: Opener) -> Opener | None:
    """The opener of a block that counts as the next one does, and is one before it."""
    found = opener(block) if block.text else None
    if found is None or found.form != after.form or not (found.number.isdecimal() and after.number.isdecimal()):
        return None
    return found if int(found.number) + 1 == int(after.number) else None
