"""Links of Markdown whose addresses stand elsewhere in the file (`[words][1]`, `[1]: https://…`), with their own address."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

DEFINITION = re.compile(
    r" {0,3}\[([^\[\]\n]{1,200})\]:[ \t]{1,20}<?([^\s<>]{1,2000})>?(?:[ \t]{1,20}[\"'(][^\n]{0,300}[\"')])?[ \t]{0,20}"
)
"""A line with a name and the address that it stands for, perhaps with a title."""
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}:|[^\s]{0,2000}[/.#]", re.I)
REFERENCE = re.compile(r"\[([^\[\]\n]{1,1000})\]\[([^\[\]\n]{0,200})\]|(?<![\]!\\])\[([^\[\]\n]{1,200})\](?![\[(:])")
"""Words and the name of their address, which may be the words themselves."""
CODE = "`"


def with_addresses(texts: Sequence[str]) -> list[str]:
    """The lines with whole links and without the lines that give addresses their names.

    >>> with_addresses(["See [the note][n], [n] and [1].", "", "[n]: https://a.org/n", "[1]: https://a.org/1"])
    ['See [the note](https://a.org/n), [n](https://a.org/n) and [1].', '', '', '']
    """
    names: dict[str, str] = {}
    found = [DEFINITION.fullmatch(text) if "]:" in text else None for text in texts]
    for match in found:
        if match is not None and ADDRESS.match(match[2]):
            names.setdefault(name(match[1]), match[2])
    if not names:
        return list(texts)
    return [
        "" if match is not None and name(match[1]) in names else linked(text, names) if "[" in text and CODE not in text else text
        for text, match in zip(texts, found, strict=True)
    ]


def name(text: str) -> str:
    return " ".join(text.split()).casefold()


def linked(text: str, names: Mapping[str, str]) -> str:
    return REFERENCE.sub(lambda match: link(match, names), text)


def link(match: re.Match[str], names: Mapping[str, str]) -> str:
    """A bare number in brackets that stands alone is one of a note, which is shown as it is."""
    words = match[1] or match[3]
    target = names.get(name(match[2] or words))
    if target is None or (match[3] is not None and not any(map(str.isalpha, words))):
        return match[0]
    return f"[{words}]({target})"
