"""A text with the words in it that matter: those that decided a stance, and figures and references."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from postulat.export.html.markup import Markup, joined, tag, text
from postulat.export.html.words import word
from postulat.export.options import Labels
from postulat.normalize.records import Mention


class MarkedSpan(NamedTuple):
    """A stretch of a text, and what is said of it."""

    start: int
    end: int
    kind: str
    title: str


def marked(words: str, mentions: Iterable[Mention], evidence: str | None, language: Labels) -> Markup:
    """The text with its mentions and the first place of its evidence marked. Its own characters stay as they are.

    >>> marked("Uwaga uwzględniona.", (), "uwzględniona", "pl")
    'Uwaga <mark class="evidence" title="Słowa rozstrzygające">uwzględniona</mark>.'
    """
    spans = [
        MarkedSpan(
            row.start, row.end, row.kind, " ".join((word(f"mention_kind.{row.kind}.meaning", language) + ":", row.value, row.unit))
        )
        for row in mentions
        if words[row.start : row.end] == row.text
    ]
    start = words.find(evidence) if evidence else -1
    if evidence and start >= 0:
        spans.append(MarkedSpan(start, start + len(evidence), "evidence", word("evidence", language)))
    edges = sorted({0, len(words), *(edge for span in spans for edge in span[:2])})
    return joined(*(piece(words, start, end, spans) for start, end in pairwise(edges)))


def piece(words: str, start: int, end: int, spans: Iterable[MarkedSpan]) -> Markup:
    """The words between two edges, inside all that is said of them."""
    made = text(words[start:end])
    for span in sorted(spans, key=lambda span: span.kind == "evidence"):
        if span.start <= start and end <= span.end:
            evidence = span.kind == "evidence"
            kind = "evidence" if evidence else "mention"
            made = tag("mark" if evidence else "span", {"class": kind, "title": span.title.strip()}, made)
    return made
