"""Words of labels at the head of a line of minutes, and what they lead in: the day, the hour, the place, the organiser."""

from __future__ import annotations

import re

from postulat.normalize.vocabulary.cues import starts

LONGEST_LABEL = 42
"""Characters of a label."""
MARK = re.compile(r":|\s[–—-]\s")
LABEL = re.compile(r"(?<!\w)([^\W\d_][\w.]*(?:[^\S\n][^\W\d_][\w.]*){0,4}?)(?:[^\S\n]?:[^\S\n]*|[^\S\n]+[–—-][^\S\n]+)(?=\S|$)")
"""Words of a label, then a colon or a dash between spaces."""
LABELS = ("day", "time", "place", "organiser", "head")
"""The kinds of labels, the facts first."""


def starts_label(text: str) -> bool:
    return named_label(text[: LONGEST_LABEL + 4]) is not None


def named_label(window: str) -> tuple[int, str] | None:
    """The length of the label that a text begins with, and its kind: that of the longest label known."""
    marked = LABEL.match(window)
    if marked is None or len(marked[1]) > LONGEST_LABEL:
        return None
    begun = {kind: end for kind in LABELS if 0 < (end := starts(window, kind)) <= marked.end(1)}
    return (marked.end(), max(begun, key=lambda kind: begun[kind])) if begun else None


def labels_at(text: str) -> list[tuple[int, int, str]]:
    """The known labels of a line: where each begins, where its value begins, and what it tells.

    >>> [(text[a:b], kind) for text in ["Data: 5 maja Miejsce: Ratusz"] for a, b, kind in labels_at(text)]
    [('Data: ', 'day'), ('Miejsce: ', 'place')]
    """
    found: list[tuple[int, int, str]] = []
    for match in re.finditer(r"(?<!\w)[^\W\d_]", text):
        start = match.start()
        if not text[start].isupper() or (found and start < found[-1][1]):
            continue
        window = text[start : start + LONGEST_LABEL + 4]
        named = named_label(window) if MARK.search(window) else None
        if named is not None and marks_label(text, start, named, bool(found)):
            found.append((start, start + named[0], named[1]))
    return found


def marks_label(text: str, start: int, named: tuple[int, str], after_label: bool) -> bool:
    """Whether words are a label where they stand: a colon makes them one, a dash at the head of a line or behind another label."""
    words = text[start : start + named[0]].rstrip()
    return (
        words.endswith(":")
        or not text[:start].strip(" .)")
        or (after_label and starts(words, named[1]) >= len(words.rstrip(" –—-")))
    )


def is_label(text: str) -> bool:
    """Whether a line begins with words and a colon, whatever they say."""
    marked = LABEL.match(text)
    return marked is not None and text[0].isupper() and text[: marked.end()].rstrip().endswith(":")
