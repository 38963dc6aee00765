"""Comment tables told from other tables by the roles of their columns: comments, and something beside them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from postulat.normalize.matrix.columns.assignment import Assignment
from postulat.normalize.matrix.columns.cell_points import shares
from postulat.normalize.matrix.columns.heading_rules import parse
from postulat.normalize.matrix.columns.heading_words import language_of
from postulat.normalize.matrix.columns.neighbours import EXPLICIT, NAMED

SURELY_TEXT = 2.5
"""Points of a heading that means comments also where nobody answered them."""
MAYBE_TEXT = 1.5
"""Points of a heading ("Temat", "W sprawie") that means comments beside the name of somebody who asks."""
CELLS_ENOUGH = 2.0
"""Points of a column in all from which it may be an answer whose heading does not say so."""
KNOWN = 2.2
"""Points of a column, from its heading or in all, that surely stands for its role."""
LIKELY_TEXT = 2.1
"""Points of a heading ("Rekomendacja", "Treść") that means comments beside a decision."""
WISHES = 0.5
"""Share of the cells of a column that are wishes, from which it holds comments whatever its heading says."""
SURELY_REPLY = 2.4
"""Points of a heading that surely means an answer or a decision."""
VERDICTS = 0.8
"""Points that cells add where they are verdicts."""
ENOUGH_BESIDE = 1.0
"""What must stand beside comments that nobody answered: the sum of `BESIDE`."""
BESIDE = {"submitter": 0.6, "target": 0.6, "number": 0.4, "justification": 0.6, "current": 0.6, "text": 0.6}
SENDERS = 0.4
"""What more a heading counts that surely means who sent the comments."""
NOTHING_ELSE = 0.4
"""What it counts that no column holds anything else."""
WORDS_AGAINST = 0.5
"""Points that cells may take from comments that nobody answered: a column of single words holds none."""
SPEAKING = frozenset(
    {"comment", "note", "claimant", "opinion", "feedback", "proposed", "recommend", "answer", "reference", "task", "you", "said"}
)
"""Kinds of words one of which stands somewhere above a table of comments."""
ASKERS = frozenset({"claimant"})
COMMENTS = frozenset({"comment", "note"})
TO_SOMEBODY = COMMENTS | {"opinion", "feedback", "claimant", "public", "you", "said"}
"""Kinds of words one of which stands above comments that nobody answers and nobody signs: a list of proposals is anybody's."""


def answered(roles: Sequence[str]) -> bool:
    return "answer" in roles or "decision" in roles


def most_are_named(texts: Sequence[str], named: Sequence[bool]) -> bool:
    """Whether there are two headings at least, half of which say a role."""
    filled = [index for index, text in enumerate(texts) if text]
    return len(filled) >= 2 and sum(named[index] for index in filled) * 2 >= len(filled)


def is_comment_table(made: Assignment, texts: Sequence[str]) -> bool:
    """Comments, and something beside them: an answer, who sent them, or what they are about."""
    filled = [index for index, text in enumerate(texts) if text]
    if not most_are_named(texts, list(map(bool, made.named))):
        return False
    written = [index for index, role in enumerate(made.roles) if role == "text" and made.says(index, "text") >= NAMED]
    surely = any(made.says(index, "text") >= SURELY_TEXT for index in written)
    replies = [
        index
        for index, role in enumerate(made.roles)
        if role in ("answer", "decision")
        and (made.says(index, "answer", "decision") >= NAMED or (surely and made.score(index) >= CELLS_ENOUGH))
    ]
    written = written or answered_statements(made) or answered_wishes(made, language_of(tuple(texts)))
    if not written:
        return answers_alone(made, texts, replies)
    likely = any(made.says(index, "text") >= LIKELY_TEXT for index in written)
    if not surely:
        speaks = any(not SPEAKING.isdisjoint((*parse(text).heads, *parse(text).others)) for text in texts if text)
        replies = [index for index in replies if speaks and surely_replies(made, index, likely)]
    known = {role for index, role in enumerate(made.roles) if max(made.says(index, role), made.score(index)) >= KNOWN}
    if replies and (max(replies) > min(written) or (surely and known & {"number", "submitter"})):
        return True
    if all(made.score(index) < made.says(index, "text") - WORDS_AGAINST for index in written):
        return False
    if surely and beside_comments(made, known, len(written), filled) >= ENOUGH_BESIDE:
        return "submitter" in known or any(speaks_to_somebody(texts[index]) for index in written)
    return asked(made, texts, known) and max(made.says(index, "text") for index in written) >= MAYBE_TEXT


def speaks_to_somebody(text: str) -> bool:
    found = parse(text)
    return not TO_SOMEBODY.isdisjoint((*found.heads, *found.others))


def answered_statements(made: Assignment) -> list[int]:
    """Columns of comments under "Response" or "Answer", which another column to their right answers."""
    return [
        column
        for column in made.having("text")
        if made.says(column, "answer") >= EXPLICIT
        and any(other > column and made.says(other, "answer") >= EXPLICIT for other in made.having("answer"))
    ]


def answered_wishes(made: Assignment, language: str) -> list[int]:
    """Columns of comments under a heading that says another thing ("Obszar"): their cells are wishes, and others answer them."""
    return [
        column
        for column in made.having("text")
        if shares(made.cells[column], language, False).get("wish", 0.0) >= WISHES
        and any(other > column and made.says(other, "answer") >= EXPLICIT for other in made.having("answer"))
    ]


def beside_comments(made: Assignment, known: Collection[str], texts: int, filled: Sequence[int]) -> float:
    """What stands beside comments that nobody answered. A register of other things has columns of other things."""
    points = sum(BESIDE.get(role, 0.0) for role in known if role != "text") + BESIDE["text"] * (texts - 1)
    if any(made.says(index, "submitter") >= EXPLICIT for index, role in enumerate(made.roles) if role == "submitter"):
        points += SENDERS
    if not {"number", "submitter"}.isdisjoint(known) and all(made.roles[index] != "other" for index in filled):
        points += NOTHING_ELSE
    return points


def surely_replies(made: Assignment, column: int, likely: bool) -> bool:
    """Whether a column answers even beside a text that may be none: its heading says so, and for a decision beside a text that is
    not `likely` one, its cells are verdicts."""
    if made.says(column, "answer") >= SURELY_REPLY:
        return True
    said = made.says(column, "decision")
    return said >= SURELY_REPLY and (likely or made.score(column) >= said + VERDICTS)


def asked(made: Assignment, texts: Sequence[str], known: Collection[str]) -> bool:
    """Whether a list of subjects is one of what people asked for: it names who asks, or counts comments."""
    if "submitter" not in known:
        return False
    others = [text for index, text in enumerate(texts) if text and made.roles[index] != "text"]
    own = [text for index, text in enumerate(texts) if text and made.roles[index] == "text"]
    asking = any(not (ASKERS | COMMENTS).isdisjoint((*parse(text).heads, *parse(text).others)) for text in others)
    return asking or any("comment" in parse(text).heads for text in own)


def answers_alone(made: Assignment, texts: Sequence[str], replies: Sequence[int]) -> bool:
    """A list of answers without the comments: decisions and reasons under headings that speak of comments."""
    roles = {made.roles[index] for index in replies if made.says(index, "answer", "decision") >= NAMED}
    if not roles >= {"answer", "decision"} or not {"number", "submitter", "target"} & set(made.roles):
        return False
    found = [parse(text) for text in texts if text]
    return any(COMMENTS & {*words.heads, *words.others} for words in found)
