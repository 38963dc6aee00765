"""Comment tables told from other tables by the roles of their columns: comments, and something beside them."""

from __future__ import annotations

from collections.abc import Sequence

from postulat.normalize.matrix.columns.assignment import NAMED, Assignment
from postulat.normalize.matrix.columns.heading_rules import parse

SURELY_TEXT = 2.3
"""Points of a heading that means comments also where nobody answered them."""
CELLS_ENOUGH = 2.0
"""Points of a column in all from which it may be an answer whose heading does not say so."""
STRAY = 2.2
"""Points of a heading that says a role beside an answer that stands left of its comments."""


def answered(roles: Sequence[str]) -> bool:
    return "answer" in roles or "decision" in roles


def is_comment_table(made: Assignment, texts: Sequence[str]) -> bool:
    """Comments, and something beside them: an answer, who sent them, or what they are about."""
    filled = [index for index, text in enumerate(texts) if text]
    if len(filled) < 2 or sum(bool(made.named[index]) for index in filled) * 2 < len(filled):
        return False
    replies = [
        index
        for index, role in enumerate(made.roles)
        if role in ("answer", "decision") and (made.says(index, "answer", "decision") >= NAMED or made.score(index) >= CELLS_ENOUGH)
    ]
    written = [index for index, role in enumerate(made.roles) if role == "text" and made.says(index, "text") >= NAMED]
    if not written:
        return answers_alone(made, texts, replies)
    surely = max(made.says(index, "text") for index in written) >= SURELY_TEXT
    known = {role for index, role in enumerate(made.roles) if made.says(index, role) >= STRAY}
    if replies:
        return max(replies) > min(written) or (surely and bool(known & {"number", "submitter"}))
    if not surely:
        return False
    return bool(known & {"submitter", "target"}) or (known >= {"number"} and len(filled) == 2)


def answers_alone(made: Assignment, texts: Sequence[str], replies: Sequence[int]) -> bool:
    """A list of answers without the comments: decisions and reasons under headings that speak of comments."""
    roles = {made.roles[index] for index in replies if made.says(index, "answer", "decision") >= NAMED}
    if not roles >= {"answer", "decision"} or not {"number", "submitter", "target"} & set(made.roles):
        return False
    found = [parse(text) for text in texts if text]
    return any({"comment", "note"} & {*words.heads, *words.others} for words in found)
