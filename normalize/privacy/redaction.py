"""A text with pieces of it replaced, and where its offsets went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Edit(NamedTuple):
    """`text[start:end]` gives way to `shown`; `kind` says what it was."""

    start: int
    end: int
    shown: str
    kind: str


@dataclass(frozen=True, slots=True)
class Redaction:
    """`edits` have offsets into the old text, in order, and do not overlap."""

    text: str
    edits: tuple[Edit, ...] = ()

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the old text stands in the new one; a piece that it cuts counts whole.

        >>> redaction("Anna Nowak wnosi o 5 zł", [Edit(0, 10, "Osoba 1", "person")]).moved(19, 23)
        (16, 20)
        >>> redaction("Anna Nowak wnosi", [Edit(0, 10, "Osoba 1", "person")]).moved(5, 16)
        (0, 13)
        """
        shift = 0
        first, last = start, end
        moved_start, moved_end = None, None
        for edit in self.edits:
            if moved_start is None and first < edit.end:
                moved_start = min(first, edit.start) + shift if first >= edit.start else first + shift
            if last <= edit.start:
                moved_end = last + shift
                break
            shift += len(edit.shown) - (edit.end - edit.start)
            if last <= edit.end:
                moved_end = edit.end + shift
                break
        if moved_start is None:
            moved_start = first + shift
        return moved_start, last + shift if moved_end is None else moved_end

    def touching(self, start: int, end: int) -> tuple[Edit, ...]:
        """The edits that share a character with a stretch of the old text."""
        return tuple(edit for edit in self.edits if edit.start < end and start < edit.end)


def redaction(text: str, edits: Iterable[Edit]) -> Redaction:
    """The text with these pieces replaced; of two that overlap the first one given is taken."""
    taken = bytearray(len(text))
    kept = []
    for edit in edits:
        if not any(taken[edit.start : edit.end]):
            taken[edit.start : edit.end] = b"\1" * (edit.end - edit.start)
            kept.append(edit)
    kept.sort()
    pieces, end = [], 0
    for edit in kept:
        pieces += [text[end : edit.start], edit.shown]
        end = edit.end
    return Redaction("".join([*pieces, text[end:]]), tuple(kept)) if kept else Redaction(text)
