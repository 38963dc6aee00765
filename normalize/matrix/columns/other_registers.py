"""Registers that share the words of comment tables: counts of votes or answers, audits, frequent questions, ready answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from postulat.normalize.matrix.columns.assignment import Assignment
from postulat.normalize.matrix.columns.cell_points import shares
from postulat.normalize.matrix.columns.heading_rules import Parsed
from postulat.normalize.matrix.columns.neighbours import EXPLICIT, NAMED

REPLIES = ("answer", "decision")
MOST, HALF = 0.8, 0.5
"""Shares of a column's cells that are of a kind, from which it is a column of them."""
FIGURES = ("number", "amount")
FEWEST_FIGURES = 2
"""Columns of figures, beside numbers of rows, pages and lines, from which a table counts something."""
PLACED = ("number", "target", "section", "submitter", "other")
"""Roles that a heading gives to figures which count nothing: numbers of rows, pages and houses."""
COUNTING = frozenset({"ballot", "amount", "verdict", "answer"})
"""Kinds of heads over figures that count: votes, sums, those who agree."""
SAID_OF = ("submitter", "target", "number", "decision", "responder")
"""Roles one of which stands beside questions or complaints that somebody sent."""
WHOSE = frozenset({"public", "submitter", "body", "partaking", "claimant", "filed"})
"""Kinds of heading words that say who asked."""
ADVICE = frozenset({"adj:proposed", "proposed", "recommend", "strategy"})
"""Kinds of words beside "answer" that make it one to give."""
ASKED_THEMSELVES = (frozenset({"question"}), frozenset({"proposed", "recommend"}), frozenset({"decision"}))
"""Kinds of the headings of a register of a team's own decisions."""
UNWORDED = ("date", "amount", "number", "mail")
"""Kinds of cells that say nothing."""


def other_signs(made: Assignment, words: Sequence[Parsed], language: str, senders: bool) -> Mapping[str, float]:
    """How much speaks for each of these registers; `words` are the headings taken apart, of the columns that have one."""
    return {
        "counts": counts(made, words, language),
        "audits": 0.0 if senders else audits(words),
        "frequent-questions": frequent_questions(made, words, language),
        "answers-to-give": answers_to_give(made, words),
        "own-decisions": 0.0 if senders else own_decisions(words),
        "hypotheses": float(any("assumed" in one.heads for one in words)),
        "permissions": permissions(made, language),
        "requirements": 0.0 if senders else requirements(made, words, language),
        "comments-not-worded": not_worded(made, language),
    }


def counts(made: Assignment, words: Sequence[Parsed], language: str) -> float:
    """How many columns hold counts and nothing else, where there are several and no sentences answer what they count."""
    said = (shares(made.cells[index], language) for index in made.having("answer") if made.says(index, "answer") >= EXPLICIT)
    if any(kinds.get("long", 0.0) + kinds.get("phrase", 0.0) >= HALF for kinds in said):
        return 0.0
    counted = 0
    for index, cells in enumerate(made.cells):
        kinds = shares(cells, language, False)
        if sum(kinds.get(kind, 0.0) for kind in FIGURES) >= MOST and not is_placed(made, index, words):
            counted += 1
    return float(counted) if counted >= FEWEST_FIGURES else 0.0


def is_placed(made: Assignment, column: int, words: Sequence[Parsed]) -> bool:
    """Whether a heading says of figures that they are numbers of rows, pages or houses."""
    if len(words) == len(made.cells) and not COUNTING.isdisjoint(words[column].heads):
        return False
    return made.says(column, *PLACED) >= NAMED


def audits(words: Sequence[Parsed]) -> float:
    """Whether a heading speaks of an audit, or one names what was found and another what is recommended: nobody sent that in."""
    if any("audit" in (*one.heads, *one.others) for one in words):
        return 1.0
    found = [index for index, one in enumerate(words) if "found" in (*one.heads, *one.others)]
    advised = [index for index, one in enumerate(words) if "recommend" in one.heads]
    return float(any(one != other for one in found for other in advised))


def frequent_questions(made: Assignment, words: Sequence[Parsed], language: str) -> float:
    """The share of questions that anybody may ask for himself ("How do I get a permit?"), of nobody and about no draft."""
    if made.having(*SAID_OF) or not WHOSE.isdisjoint(chain.from_iterable((*one.heads, *one.others) for one in words)):
        return 0.0
    texts = [shares(made.cells[index], language, False) for index in made.having("text")]
    return max((min(kinds.get("question", 0.0), kinds.get("own", 0.0)) for kinds in texts), default=0.0)


def answers_to_give(made: Assignment, words: Sequence[Parsed]) -> float:
    """Whether the answers are ones that are recommended, to complaints of nobody and about nothing."""
    if made.having(*SAID_OF):
        return 0.0
    return float(
        any("answer" in one.heads and not ADVICE.isdisjoint(one.others) for one in words)
        or any("strategy" in one.heads and "answer" in one.others for one in words)
    )


def own_decisions(words: Sequence[Parsed]) -> float:
    """Whether a question, what is proposed and what is decided stand in this order, with no answer: what a team asks itself."""
    heads = [frozenset(one.heads) for one in words]
    found = [next((index for index, own in enumerate(heads) if not kinds.isdisjoint(own)), -1) for kinds in ASKED_THEMSELVES]
    return float(-1 not in found and found == sorted(found) and not any("answer" in own for own in heads))


def permissions(made: Assignment, language: str) -> float:
    """The share of decisions that let a request pass or not, as a machine does ("ALLOW")."""
    found = (shares(made.cells[index], language).get("permission", 0.0) for index in made.having(*REPLIES))
    return max(found, default=0.0)


def requirements(made: Assignment, words: Sequence[Parsed], language: str) -> float:
    """Whether requirements, which nobody worded as a wish, have a state and no answer."""
    if any("answer" in one.heads for one in words):
        return 0.0
    texts = called(made, words, "requirement")
    return float(any(shares(made.cells[index], language, False).get("wish", 0.0) < HALF for index in texts))


def called(made: Assignment, words: Sequence[Parsed], kind: str) -> list[int]:
    """The columns of comments under a heading of this kind; none where a heading is missing."""
    return [index for index in made.having("text") if len(words) == len(made.cells) and kind in words[index].heads]


def not_worded(made: Assignment, language: str) -> float:
    """The share of comments that are days, figures or addresses."""
    texts = [shares(made.cells[index], language, False) for index in made.having("text")]
    return min((sum(kinds.get(kind, 0.0) for kind in UNWORDED) for kinds in texts), default=0.0)
