"""Words of the text of a request, each with the marks around it."""

from __future__ import annotations

import re
from typing import NamedTuple

WORD = re.compile(r"\d+(?:\.\d+)+|[^\W_]+(?:-[^\W_]+)*|[§%£$€]")
SENTENCE_START = re.compile(r"(?:^|[.!?:;\n„\"“(•–-])\s{0,3}$")
MARK = re.compile(r"[,;:.!?()–—\n]")
FULL_STOP, DETAIL = re.compile(r"[.!?;\n]"), re.compile(r"[:(–—]| - ")


class WordAt(NamedTuple):
    """A word in its place: whether a sentence starts with it, a mark stands before it, and a colon or dash in its sentence."""

    form: str
    starts: bool
    marked: bool
    detail: bool

    @property
    def small(self) -> str:
        return self.form.lower()


def words_at(text: str) -> list[WordAt]:
    found: list[WordAt] = []
    last = 0
    for match in WORD.finditer(text):
        starts = SENTENCE_START.search(text[max(0, match.start() - 3) : match.start()]) is not None
        gap = text[last : match.start()]
        ends = not found or FULL_STOP.search(gap) is not None
        detail = not ends and (DETAIL.search(gap) is not None or found[-1].detail)
        found.append(WordAt(match[0], starts and (ends or not detail), MARK.search(gap) is not None, detail))
        last = match.end()
    return found
