"""Comment tables told from other tables by the roles of their columns: comments, and something beside them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain

from postulat.normalize.matrix.columns.assignment import Assignment, is_prose
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
CELLS_LIKELY = 0.6
"""The same where the heading may mean an answer, or stands right of what somebody sent."""
SENDING = frozenset({"submitter", "public", "partaking", "filed", "claimant"})
"""Kinds of words that say of comments who sent them, or that they were sent: "Reviewer concern"."""
TOLD = ("verdict", "stance", "deed")
"""Kinds of cells that tell what became of a comment."""
MOST_TOLD = 0.5
"""Share of such cells from which a heading that may mean an answer does."""
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
CONSIDERED = "consideration"
"""The kind of headings that say how comments were dealt with."""
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
    replies = [index for index in made.having("answer", "decision") if may_reply(made, index, texts, surely)]
    language, by_words = language_of(tuple(texts)), bool(written)
    written = written or answered_statements(made) or answered_wishes(made, language) or handled_points(made, texts, language)
    if not written:
        return answers_alone(made, texts, replies)
    likely = any(made.says(index, "text") >= LIKELY_TEXT for index in written)
    if by_words and not surely:
        kinds = frozenset(chain.from_iterable((*parse(text).heads, *parse(text).others) for text in texts if text))
        speaks = not SPEAKING.isdisjoint(kinds) or ("we" in kinds and len(replies) > 1)
        replies = [index for index in replies if speaks and surely_replies(made, index, likely)]
    known = {role for index, role in enumerate(made.roles) if max(made.says(index, role), made.score(index)) >= KNOWN}
    if replies and (max(replies) > min(written) or (surely and known & {"number", "submitter"})):
        return True
    if all(made.score(index) < made.says(index, "text") - WORDS_AGAINST for index in written):
        return False
    if surely and beside_comments(made, known, len(written), filled) >= ENOUGH_BESIDE:
        return "submitter" in known or any(speaks_to_somebody(texts[index]) for index in written)
    return asked(made, texts, known) and max(made.says(index, "text") for index in written) >= MAYBE_TEXT


def may_reply(made: Assignment, column: int, texts: Sequence[str], surely: bool) -> bool:
    """Whether a column read as a reply is one by its heading or, beside what is surely a comment, by its cells: less will do
    where the heading may mean a reply and they tell one, or where it stands beside what somebody is said to have sent."""
    if made.says(column, "answer", "decision") >= NAMED:
        return True
    if not surely:
        return False
    sent = any(index < column and not SENDING.isdisjoint(parse(texts[index]).others) for index in made.having("text"))
    kinds = shares(made.cells[column], language_of(tuple(texts)))
    told = min(1.0, sum(kinds.get(kind, 0.0) for kind in TOLD)) >= MOST_TOLD and made.says(column, "answer") > 0
    leads = told or (sent and (not made.named[column] or made.says(column, "text") >= EXPLICIT))
    return made.score(column) >= (CELLS_LIKELY if leads and made.roles[column] == "answer" else CELLS_ENOUGH)


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
    """Columns of comments under a heading that says another thing ("Obszar"): their cells are wishes, and others answer them. Where
    somebody is named beside them ("Kto", "Co"), any answer does."""
    least = NAMED if any(made.says(index, "submitter") >= NAMED for index in made.having("submitter")) else EXPLICIT
    return [
        column
        for column in made.having("text")
        if shares(made.cells[column], language, False).get("wish", 0.0) >= WISHES
        and any(other > column and made.says(other, "answer") >= least for other in made.having("answer"))
    ]


def handled_points(made: Assignment, texts: Sequence[str], language: str) -> list[int]:
    """Columns of sentences under a heading that may mean comments ("Bod"), right of which it is said how they were dealt with."""
    handled = [index for index in made.having("answer", "decision") if CONSIDERED in parse(texts[index], language).heads]
    return [
        column
        for column in made.having("text")
        if made.says(column, "text") > 0
        and made.says(column, "answer") < NAMED
        and any(other > column for other in handled)
        and is_prose(shares(made.cells[column], language, False))
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
