"""Submitters in brackets behind each comment: the heading says so ("Uwaga (podmiot zgłaszający)"), or the rows show it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from postulat.normalize.matrix.columns.cell_kinds import is_name
from postulat.normalize.matrix.columns.heading_rules import parse
from postulat.normalize.matrix.fill_down import FilledValue
from postulat.normalize.matrix.headings import Heading
from postulat.normalize.matrix.passage import Passage

NAMED = frozenset({"in:submitter", "in:body", "in:public", "in:who", "in:name"})
"""Kinds of words in a heading's brackets that mean a submitter."""
FEWEST_NAMED, MOST_OF = 2, 0.75
"""Comments that close with a name in brackets, and their share of all, where no heading says that submitters stand there."""
Named = Literal["", "told", "seen"]
CLOSING = re.compile(r"\(([^()]{2,160})\)[\s.;]*$")


def named_in_brackets(heading: Heading, comments: Sequence[str]) -> Named:
    """How brackets behind comments name the submitters, where no column does: their heading says it, or most close with a name."""
    if heading.columns("submitter"):
        return ""
    if any(NAMED & parse(heading.texts[column]).others for column in heading.columns("text")):
        return "told"
    closings = [match[1] for match in map(CLOSING.search, comments) if match is not None]
    if len(closings) < max(FEWEST_NAMED, MOST_OF * len(comments)):
        return ""
    return "seen" if sum(map(is_name, closings)) >= max(FEWEST_NAMED, MOST_OF * len(comments)) else ""


def submitter_in_brackets(text: Passage, named: Named) -> FilledValue | None:
    """The words in the brackets that close a comment, as a submitter; a name, where only the rows show that one stands there."""
    match = CLOSING.search(text.text)
    if match is None or (named == "seen" and not is_name(match[1])):
        return None
    return FilledValue(Passage(" ".join(match[1].split()), places=text.places), match[1])
