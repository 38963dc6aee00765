"""Signs that a table is one of comments, or a register of other things that only shares its words: named points for and against.

What the false ones have in common, whatever they are (registers of risks, tests, bills, tasks, rights): nobody sent what they list,
no cell reads as a wish or a verdict, and some of their columns stand in no table of comments.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from postulat.normalize.evidence import Evidence
from postulat.normalize.matrix.columns.assignment import Assignment
from postulat.normalize.matrix.columns.cell_points import shares
from postulat.normalize.matrix.columns.heading_rules import Parsed, parse
from postulat.normalize.matrix.columns.neighbours import EXPLICIT, NAMES
from postulat.normalize.matrix.columns.other_registers import called, other_signs

FLOOR = 0.3
"""Points that a table needs to be one of comments."""
LIKELY_TEXT = 2.1
"""Points of a heading ("Rekomendacja", "Treść") that may well mean comments."""
HALF = 0.5
"""Share of cells of answers that say something."""
LIKELY_ANSWER = 2.6
"""Points of a heading ("Action taken") that may well mean answers; "Status" is less."""
ANSWERS = ("answer", "decision")
VERDICTS = ("verdict", "stance", "mark")
"""Kinds of cells one of which a decision on a comment is."""
TAKEN_BACK = 0.5
"""Points that cells may take from a heading that means who sent the comments."""
HANDLING = frozenset({"consideration", "reference", "claimant", "filed", "verdict", "refusal", "you", "said", "partaking"})
"""Kinds of heading words that speak of handling what somebody sent."""
ELSEWHERE = "elsewhere"
"""The kind of heading words that stand in no table of comments."""
FOREIGN = frozenset({ELSEWHERE, "amount"})
"""Kinds of the words that such a column is called by."""
SPOKEN = ("wish", "question", "long", "phrase")
"""Kinds of cells one of which a comment is; single words ask for nothing."""
SAID = ("verdict", "stance", "mark", "deed", "long", "phrase")
"""Kinds of cells one of which an answer is; a column of single other words answers nothing."""
RECEIVED = frozenset({"feedback", "you", "said", "claimant", "submitter", "verdict", "change"})
"""Kinds of heading words that say that the quoted words were sent, or that something came of them."""
BALLOT = "ballot"
"""The kind of the headings over votes for and against."""
UNMET = 0.35
"""What quoted words count for that are met with ordinary ones which say of nothing that it was done: a doubt, and no more."""
BESIDE_COMMENTS = ("submitter", "target")
"""Roles one of which beside quoted words tells of whom, or of what, they are."""
DONE = ("verdict", "stance", "mark", "deed")
"""Kinds of cells that tell what became of a comment."""
WEIGHTS: Mapping[str, float] = {
    "comments-named": 1.0,
    "comments-likely": 0.8,
    "answers-named": 0.8,
    "answers-likely": 0.5,
    "senders": 0.8,
    "verdicts": 0.6,
    "wishes": 1.0,
    "handling": 1.0,
    "unknown-headings": -0.5,
    "set-aside-columns": -0.8,
    "foreign-columns": -1.2,
    "tasks": -0.6,
    "decisions-first": -1.6,
    "answers-say-nothing": -0.6,
    "comments-say-nothing": -0.3,
    "comments-in-code": -1.6,
    "ready-answers": -2.2,
    "ballots": -4.0,
    "counts": -1.2,
    "audits": -2.4,
    "frequent-questions": -3.0,
    "answers-to-give": -2.4,
    "own-decisions": -3.2,
    "hypotheses": -4.0,
    "permissions": -2.4,
    "requirements": -1.2,
    "comments-not-worded": -1.6,
}
"""Points of each sign, times its share where it is one."""


def table_signs(made: Assignment, texts: Sequence[str], language: str) -> tuple[Evidence, ...]:
    """What speaks for and against comments in a table with these headings and roles."""
    filled = [index for index, text in enumerate(texts) if text]
    words = [parse(text, language) for text in texts if text]
    heads = set(chain.from_iterable(found.heads for found in words))
    says = max((made.says(index, "text") for index in made.having("text")), default=0.0)
    answers = max((made.says(index, *ANSWERS) for index in made.having(*ANSWERS)), default=0.0)
    senders = any(is_sender(made, index) for index in made.having("submitter"))
    tasks = "responder" in made.roles and not senders and "answer" not in heads
    found: dict[str, float] = {
        "comments-named": float(says >= EXPLICIT),
        "comments-likely": float(LIKELY_TEXT <= says < EXPLICIT),
        "answers-named": float(answers >= EXPLICIT),
        "answers-likely": float(LIKELY_ANSWER <= answers < EXPLICIT),
        "senders": float(senders),
        "handling": float(not tasks and any(not HANDLING.isdisjoint((*found.heads, *found.others)) for found in words)),
        "foreign-columns": float(sum(not FOREIGN.isdisjoint(found.heads) or ELSEWHERE in found.others for found in words)),
        "decisions-first": float(decides_first(made, language)),
        "tasks": float(tasks),
    }
    if "answer" not in made.roles:
        found["ballots"] = float(min(2, sum(BALLOT in one.heads for one in words)))
    if filled:
        found["unknown-headings"] = sum(not made.named[index] for index in filled) / len(filled)
        found["set-aside-columns"] = sum(made.roles[index] == "other" for index in filled) / len(filled)
    found |= cell_signs(made, language)
    found |= other_signs(made, words, language, senders)
    if RECEIVED.isdisjoint(chain.from_iterable((*one.heads, *one.others) for one in words)):
        found["ready-answers"] = ready_answers(made, words, language)
    return tuple(Evidence(name, round(WEIGHTS[name] * share, 3)) for name, share in found.items() if share)


def cell_signs(made: Assignment, language: str) -> Mapping[str, float]:
    """What the cells of comments and answers say."""
    texts = [shares(made.cells[index], language, False) for index in made.having("text")]
    replies = [shares(made.cells[index], language) for index in made.having(*ANSWERS)]
    spoken = max((sum(kinds.get(kind, 0.0) for kind in SAID) for kinds in replies), default=1.0)
    asked = max((sum(kinds.get(kind, 0.0) for kind in SPOKEN) for kinds in texts), default=1.0)
    return {
        "comments-say-nothing": float(asked < HALF and any(texts)),
        "comments-in-code": max((kinds.get("code", 0.0) for kinds in texts), default=0.0),
        "verdicts": max((min(1.0, kinds.get("verdict", 0.0) + kinds.get("stance", 0.0)) for kinds in replies), default=0.0),
        "wishes": max((max(kinds.get("wish", 0.0), kinds.get("question", 0.0)) for kinds in texts), default=0.0),
        "answers-say-nothing": float(spoken < HALF and any(replies)),
    }


def ready_answers(made: Assignment, words: Sequence[Parsed], language: str) -> float:
    """The share of quoted words that are met with quoted ones or with advice, as in a guide to what one may say; less where other
    words meet them and nothing was done. Objections that were sent are said in the words of whoever lists them."""
    if made.having(*BESIDE_COMMENTS):
        return 0.0
    asked = max((shares(made.cells[index], language, False).get("quoted", 0.0) for index in made.having("text")), default=0.0)
    replies = [shares(made.cells[index], language) for index in made.having(*ANSWERS)]
    if asked < HALF or not replies:
        return 0.0
    met = max(kinds.get("quoted", 0.0) for kinds in replies)
    if any(made.says(index, "answer") >= EXPLICIT for index in made.having("answer")):
        met = max(met, *(kinds.get("demand", 0.0) for kinds in replies))
    done = max(min(1.0, sum(kinds.get(kind, 0.0) for kind in DONE)) for kinds in replies)
    unmet = UNMET * (1.0 - done)
    if called(made, words, "objection"):
        unmet = 1.0 - max(kinds.get("deed", 0.0) for kinds in replies)
    return asked * max(met, unmet)


def decides_first(made: Assignment, language: str) -> bool:
    """Whether what is decided stands left of what is no comment on it: a log of decisions. A verdict there is one on a comment."""
    texts, decisions = made.having("text"), made.having("decision")
    if not texts or not decisions or min(decisions) > min(texts):
        return False
    found = shares(made.cells[min(decisions)], language)
    return bool(found) and sum(found.get(kind, 0.0) for kind in VERDICTS) < HALF


def is_sender(made: Assignment, column: int) -> bool:
    """Whether a column surely says who sent the comments, by its heading and not against its cells."""
    says = made.says(column, "submitter")
    return says >= NAMES and made.score(column) >= says - TAKEN_BACK


def points(signs: Sequence[Evidence]) -> float:
    return round(sum(sign.weight for sign in signs), 3)
