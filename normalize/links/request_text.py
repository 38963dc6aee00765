"""Words of the text of a request, each with the marks around it."""

from __future__ import annotations

import re
from typing import NamedTuple

WORD = re.compile(r"\d+(?:\.\d+)+|[^\W_]+(?:-[^\W_]+)*|[§%£$€]")
SENTENCE_START = re.compile(r"(?:^|[.!?:;\n„\"“(•–-])\s{0,3}$")
MARK = re.compile(r"[,;:.!?()–—\n]")
FULL_STOP, DETAIL = re.compile(r"[.!?;\n]"), re.compile(r"[:(–—]| - ")


class WordAt(NamedTuple):
    """A word in its place, also in small letters: whether a sentence starts with it, a mark stands before it, and a colon or dash
    in its sentence."""

    form: str
    small: str
    starts: bool
    marked: bool
    detail: bool


def words_at(text: str) -> list[WordAt]:
    found: list[WordAt] = []
    last = 0
    for match in WORD.finditer(text):
        form = match[0]
        if found and text[last : match.start()] == " ":  # nothing but the word before it, as mostly
            found.append(WordAt(form, form.lower(), False, False, found[-1].detail))
            last = match.end()
            continue
        starts = SENTENCE_START.search(text[max(0, match.start() - 3) : match.start()]) is not None
        gap = text[last : match.start()]
        ends = not found or FULL_STOP.search(gap) is not None
        detail = not ends and (DETAIL.search(gap) is not None or found[-1].detail)
        found.append(WordAt(form, form.lower(), starts and (ends or not detail), MARK.search(gap) is not None, detail))
        last = match.end()
    return found
