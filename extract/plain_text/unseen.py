"""Comments between `<!--` and `-->` in Markdown, which no page shows: they are left out, and a note says what they said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from postulat.extract.characters.excerpt import shortened
from postulat.extract.document import Note
from postulat.extract.plain_text.source_line import SourceLine

START, END = "<!--", "-->"
MOST_LINES = 200
"""Lines of one comment; a longer one, or one without an end, is text."""


def without_unseen(lines: Sequence[SourceLine], notes: list[Note]) -> Iterator[SourceLine]:
    """The lines without what stands between the signs of a comment."""
    index = 0
    while index < len(lines):
        line = lines[index]
        if START not in line.text:
            yield line
            index += 1
            continue
        last = end_of(lines, index)
        shown, hidden = parted(" ".join(other.text for other in lines[index : last + 1]) if last > index else line.text)
        if hidden.strip():
            notes.append(Note("hidden-text", "text", (line.place,), {"text": shortened(hidden.strip())}))
        yield replace(line, text=shown if shown.strip() else "")
        index = last + 1


def parted(text: str) -> tuple[str, str]:
    """What a text shows, and what stands in its comments.

    >>> parted("Add <!-- soon --> a map."), parted("a <!-- b")
    (('Add  a map.', 'soon'), ('a <!-- b', ''))
    """
    shown, hidden, at = "", [], 0
    while (start := text.find(START, at)) >= 0 and (end := text.find(END, start)) >= 0:
        shown += text[at:start]
        hidden.append(text[start + len(START) : end].strip())
        at = end + len(END)
    return shown + text[at:], " ".join(hidden)


def end_of(lines: Sequence[SourceLine], start: int) -> int:
    """The line in which the last comment that begins in a line ends; the line itself where it does not end."""
    text = lines[start].text
    if text.rfind(END) > text.rfind(START):
        return start
    for index in range(start + 1, min(len(lines), start + MOST_LINES)):
        if END in lines[index].text:
            return index
    return start
