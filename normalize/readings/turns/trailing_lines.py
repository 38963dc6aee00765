"""Lines behind an answer that lead in the next comments and are no part of it: `Minor points:`, or titles such as `Limitations`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from postulat.extract.document import Block
from postulat.normalize.readings.comments import Comment
from postulat.normalize.readings.score import is_verdict
from postulat.normalize.readings.turns.voices import answers
from postulat.normalize.vocabulary.phrases import rows
from postulat.normalize.vocabulary.word_patterns import comment_noun

LONGEST_LINE, LONGEST_TITLE = 120, 40
"""Characters of a line that leads in what follows by its last sign, and of a title."""
MOST_WORDS = 4
"""Words of a title."""
FEWEST_TITLES = 2
"""Titles behind answers, for those not in bold to be some."""


def settle_trailing(found: Sequence[Comment]) -> None:
    """Takes such lines off the ends of answers; a title is the section of the comments below, up to the next heading."""
    trailing = {id(comment): line for comment, _ in pairwise(found) if (line := last_line(comment)) is not None}
    titles = sum(is_title(line) for line in trailing.values())
    for position, (comment, after) in enumerate(pairwise(found), start=1):
        line = trailing.get(id(comment))
        if line is None or not (leads_on(line) or line.strong or titles >= FEWEST_TITLES):
            continue
        comment.parts["answer"] = comment.parts["answer"][:-1]
        comment.used = comment.used[:-1]
        if not line.text.rstrip().endswith(","):
            head_with(line, found[position:], after.section)


def last_line(comment: Comment) -> Block | None:
    """The last paragraph of an answer of several, if it leads in something or is a title."""
    blocks = comment.parts.get("answer", [])
    if len(blocks) < 2 or comment.order[-1:] != ["answer"] or blocks[-2].text.rstrip().endswith(":"):
        return None
    line = blocks[-1]
    fits = line.kind == "paragraph" and not line.quoted and (leads_on(line) or is_title(line))
    return line if fits and not answers(line.text) and not is_verdict(line.text, "") else None


def leads_on(line: Block) -> bool:
    return len(line.text) <= LONGEST_LINE and line.text.rstrip()[-1:] in (":", ",")


def is_title(line: Block) -> bool:
    text = line.text.strip()
    short = len(text) <= LONGEST_TITLE and len(text.split()) <= MOST_WORDS
    return short and text[:1].isupper() and text[-1:].isalpha() and not any(map(str.isdigit, text))


def is_above_comments(text: str) -> bool:
    """Whether a line names comments that follow it: nouns for them in a line without more.

    >>> is_above_comments("Minor comments:"), is_above_comments("Typos:"), is_above_comments("The text now reads:")
    (True, True, False)
    """
    words = text.strip(" :").split()
    if not 0 < len(words) <= MOST_WORDS or not words[0][0].isupper():
        return False
    bare = " ".join(words).casefold()
    return comment_noun().fullmatch(words[-1]) is not None or any(row["phrase"] == bare for row in rows("comment_headings"))


def head_with(line: Block, comments: Sequence[Comment], under: Block | None) -> None:
    """Gives a section to the comments below it that stood under one heading."""
    for comment in comments:
        if comment.section is not under:
            return
        comment.headed = comment.headed or comment.section
        comment.section = line
