"""Front matter of Markdown: keys with values between two lines of dashes at the head of a file, and its title."""

from __future__ import annotations

import re
from dataclasses import replace

from postulat.extract.plain_text.source_line import SourceLine

FENCE, MOST_FRONT = "---", 60
"""The line around front matter, and the most lines of it."""
FRONT_TITLE = re.compile(r"(?i:title)\s*:\s+")
FRONT_LINE = re.compile(r"\s*$|\s*#|\s+\S|-\s|[A-Za-z_][\w.-]*\s*:(?:\s|$)")
OF_LIST = re.compile(r"\A\s*-\s+(?=\S)")
"""The sign before a value of several, which makes no item of a list in the text."""


def with_front_title(lines: list[SourceLine]) -> list[SourceLine]:
    """The lines, where a file begins with front matter (`---`, keys with values, `---`) with its title as a heading below the rest;
    these stay, as a day or a place may be among them."""
    if lines[0].text.rstrip() != FENCE:
        return lines
    end = next((index for index, line in enumerate(lines[1 : MOST_FRONT + 1], 1) if line.text.rstrip() in (FENCE, "...")), 0)
    front = lines[1:end]
    titles = [line for line in front if FRONT_TITLE.match(line.text)]
    if len(titles) != 1 or not all(FRONT_LINE.match(line.text) for line in front):
        return lines
    title = FRONT_TITLE.sub("", titles[0].text).strip().strip("\"'")
    others = [replace(line, text=OF_LIST.sub("", line.text)) for line in front if line is not titles[0]]
    blank = SourceLine(lines[end].number, "")
    return [*others, blank, replace(titles[0], text=f"# {title}"), blank, *lines[end + 1 :]] if title else lines
