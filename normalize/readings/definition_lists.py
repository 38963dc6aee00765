"""Definition lists whose terms are comments and whose descriptions are the answers, without labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from postulat.extract.document import Block
from postulat.normalize.evidence import Evidence
from postulat.normalize.matrix.layout_tables import opened
from postulat.normalize.readings.comments import Comment, settle_sections
from postulat.normalize.readings.labelled import as_reading
from postulat.normalize.readings.labels import whole_label
from postulat.normalize.readings.proposal import Proposal
from postulat.normalize.readings.score import is_verdict

FEWEST = 3
"""Terms with a description."""
MOST_VERDICTS = 0.6
"""Share of the descriptions that read as verdicts: a list of words and what they mean has none."""
HEAD = 200
"""Characters at the head of a description in which its verdict is looked for."""


def definition_lists(blocks: tuple[Block, ...]) -> Proposal | None:
    blocks = opened(blocks)
    found = list(entries(blocks))
    if len(found) < FEWEST or any(whole_label(comment.parts["text"][0].text) for comment in found):
        return None
    verdicts = sum(is_verdict(comment.parts["answer"][0].text[:HEAD], "") for comment in found)
    if verdicts < MOST_VERDICTS * len(found):
        return None
    settle_sections(found, blocks)
    evidence = (Evidence("takes-turns", 1.5, f"{len(found)} terms, each with its description"),)
    return Proposal("definition-list", as_reading(blocks, found), evidence)


def entries(blocks: Sequence[Block]) -> Iterator[Comment]:
    """A comment for each run of terms and the descriptions below it, under the heading above them."""
    section: Block | None = None
    current: Comment | None = None
    for index, block in enumerate(blocks):
        if block.kind == "term" and (current is None or "answer" in current.parts):
            if current is not None:
                yield current
            current = Comment(section=section, order=["text", "answer"], kinds=["term"])
            current.parts["text"] = [block._replace(kind="paragraph")]
            current.used.append(index)
        elif block.kind == "term" and current is not None:
            current.parts["text"].append(block._replace(kind="paragraph"))
            current.used.append(index)
        elif block.kind == "description" and current is not None:
            current.parts.setdefault("answer", []).append(block._replace(kind="paragraph"))
            current.used.append(index)
        else:
            if current is not None and "answer" in current.parts:
                yield current
            current = None
            section = block if block.kind == "heading" else section
    if current is not None and "answer" in current.parts:
        yield current
