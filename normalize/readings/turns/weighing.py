"""How well a view of a letter tells comments from answers: by the voice of the answers, by prose, by answers that look alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from postulat.extract.document import Block
from postulat.normalize.readings.comments import Comment
from postulat.normalize.readings.openers import opener
from postulat.normalize.readings.score import is_verdict
from postulat.normalize.readings.turns.marks import COUNTED
from postulat.normalize.readings.turns.voices import answers, mends

LEAST_VOICE = 0.3
"""Share of answers in the voice of those who answer."""
AHEAD = 0.25
"""How far that share must be ahead of the comments'."""
PAIR = 0.3
"""What a comment with an answer in any voice counts of one whose answer says what was done."""
MOST_JUDGED = 60
"""Comments and answers of one view whose voice is looked at."""
MANY, MOST_MENDED = 8, 0.6
"""Comments from which their answers alone can say that they are some, and the share of those that say what was done to a text."""
SHORTEST_PROSE = 40
"""Characters of most comments, which are no titles of versions in a list of changes."""
MOST_LISTS = 0.5
"""Share of the answers that are numbered lists below words without a number, from which those words lead in points of their own."""
MOST_ALIKE, OFTEN = 0.8, 0.3
"""Share of the answers that are set apart in one way, for those in no usual way to be none, and the share from which a way is
usual."""


def voices(found: Sequence[Comment]) -> tuple[float, float]:
    """How well a view tells answers from comments by who speaks, and the share of answers that say what was done; none where the
    comments say so, too."""
    step = max(1, len(found) // MOST_JUDGED)
    judged = found[::step]
    told = sum(speaks(comment.parts["answer"][0]) for comment in judged)
    asked = sum(answers(comment.parts["text"][0].line) for comment in judged)
    if not judged or told < LEAST_VOICE * len(judged) or told - asked < AHEAD * len(judged):
        return 0.0, 0.0
    if sum(is_list(comment) for comment in judged) > MOST_LISTS * len(judged):
        return 0.0, 0.0
    return (told - 2 * asked) * step + PAIR * len(found), told / len(judged)


def is_list(comment: Comment) -> bool:
    """Whether an answer is a list that counts, below words without a number: points that the words lead in."""
    first, *_ = comment.parts["answer"]
    return opener(first) is not None and comment.number is None and opener(comment.parts["text"][0]) is None


def is_certain(found: Sequence[Comment]) -> bool:
    """Whether comments and answers need no title: there are many, prose above what was done to a text."""
    judged = found[:MOST_JUDGED]
    mended = sum(mends(comment.parts["answer"][0].line) for comment in judged)
    prose = sum(len(comment.parts["text"][-1].text) >= SHORTEST_PROSE for comment in judged)
    return len(found) >= MANY and mended >= MOST_MENDED * len(judged) and prose >= MOST_MENDED * len(judged)


def speaks(block: Block) -> bool:
    return answers(block.line) or is_verdict(block.line[:200], "")


def alike(found: Sequence[Comment], marks: Sequence[tuple[str, ...]]) -> list[Comment]:
    """The comments, where nearly all answers are set apart in one way (quoted, in blue) and no comment is so without those that an
    item of a list answers in no such way and saying nothing of what was done: points of a form above the letter."""
    looks = [set(marks[comment.used[-len(comment.parts["answer"])]]) for comment in found]
    asked = {mark for comment in found for mark in marks[comment.used[-len(comment.parts["answer"]) - 1]]}
    counts = Counter(mark for look in looks for mark in look - asked if not is_of_list(mark))
    if max(counts.values(), default=0) < MOST_ALIKE * len(found):
        return [*found]
    shared = Counter(mark for look in looks for mark in look)
    usual = {mark for mark, count in shared.items() if count >= OFTEN * len(found)}
    odd = [any(map(is_of_list, look)) and not look & usual for look in looks]
    return [comment for comment, out in zip(found, odd, strict=True) if not out or speaks(comment.parts["answer"][0])]


def is_of_list(mark: str) -> bool:
    return mark.startswith(("item", COUNTED, "heading"))
