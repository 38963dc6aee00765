"""Submitters that stand in brackets behind each comment, where the heading says so: "Uwaga (podmiot zgłaszający)"."""

from __future__ import annotations

import re

from postulat.normalize.matrix.columns.heading_rules import parse
from postulat.normalize.matrix.fill_down import FilledValue
from postulat.normalize.matrix.headings import Heading
from postulat.normalize.matrix.passage import Passage

NAMED = frozenset({"in:submitter", "in:body", "in:public", "in:who", "in:name"})
"""Kinds of words in a heading's brackets that mean a submitter."""
CLOSING = re.compile(r"\(([^()]{2,160})\)[\s.;]*$")


def named_in_brackets(heading: Heading) -> bool:
    """Whether no column but the heading of the comments, in brackets, names the submitters."""
    if heading.columns("submitter"):
        return False
    return any(NAMED & parse(heading.texts[column]).others for column in heading.columns("text"))


def submitter_in_brackets(text: Passage) -> FilledValue | None:
    """The words in the brackets that close a comment, as a submitter."""
    match = CLOSING.search(text.text)
    if match is None:
        return None
    return FilledValue(Passage(" ".join(match[1].split()), places=text.places), match[1])
