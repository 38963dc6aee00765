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
ADVICE = frozenset({"adj:proposed", "proposed", "recommend"})
"""Kinds of words beside "answer" that make it one to give."""


def other_signs(made: Assignment, words: Sequence[Parsed], language: str, senders: bool) -> Mapping[str, float]:
    """How much speaks for each of these registers; `words` are the headings taken apart, of the columns that have one."""
    return {
        "counts": counts(made, words, language),
        "audits": 0.0 if senders else audits(words),
        "frequent-questions": frequent_questions(made, words, language),
        "answers-to-give": answers_to_give(made, words),
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
    return float(any("answer" in one.heads and not ADVICE.isdisjoint(one.others) for one in words))
