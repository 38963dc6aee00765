"""Lines of a Markdown paragraph that are wholly in bold or italics between others: each such run is a paragraph of its own.

`The figure is hard to read.` and on the next line `**We have drawn it anew.**`: whoever wrote it set the two apart.
"""

from __future__ import annotations

from itertools import pairwise

from postulat.extract.plain_text.markdown import SET_ENDS, is_set

MARKS = ("**", "__", "*", "_")
MOST_LINES = 40
"""Lines of one run in bold or italics."""
FEWEST_TITLE_WORDS = 3
"""Words in bold at the head of a paragraph; fewer are a label or a name for what stands below."""


def parts(texts: list[str]) -> list[tuple[int, int]]:
    """Where the parts of a paragraph begin and end, as indexes of its lines.

    >>> parts(["Too long.", "**Cut.**", "**Twice.**"]), parts(["*One", "text.*"]), parts(["**Date:**", "5 May"])
    ([(0, 1), (1, 3)], [(0, 2)], [(0, 2)])
    """
    edges = {0, len(texts)}
    index = 0
    while len(texts) > 1 and index < len(texts):
        end = run_end(texts, index)
        if end > index and (index or len(" ".join(texts[:end]).split()) >= FEWEST_TITLE_WORDS):
            edges |= {index, end}
        index = max(end, index + 1)
    return list(pairwise(sorted(edges)))


def run_end(texts: list[str], start: int) -> int:
    """The line behind a run in bold or italics that begins with a line; `start` where none does, or where it is a label."""
    first = texts[start].strip()
    mark = next((mark for mark in MARKS if first.startswith(mark)), "")
    if not mark:
        return start
    end = start
    for index in range(start, min(len(texts), start + MOST_LINES)):
        bare = texts[index].strip().rstrip(SET_ENDS)
        if bare.endswith(mark) and is_set(texts[end : index + 1], mark):
            if is_label(texts[index], mark):
                return start
            end = index + 1
            if index + 1 == len(texts) or not texts[index + 1].strip().startswith(mark):
                return end
    return end


def is_label(text: str, mark: str) -> bool:
    return text.rstrip().endswith(":") or text.rstrip().removesuffix(mark).rstrip().endswith(":")
