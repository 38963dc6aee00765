"""Markdown inside a line: links, code, emphasis, struck words and escaped signs, as a renderer shows them."""

from __future__ import annotations

import re
from html import escape
from typing import NamedTuple

from postulat.extract.characters.cleaning import clean
from postulat.extract.characters.styled_lines import StyledPiece, joined
from postulat.extract.document import Link

LINK = re.compile(
    r"(!?)\[((?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){0,1000})\]"
    r"\(\s{0,5}<?((?:[^\s()<>]|\([^\s()<>]{0,500}\)){0,2000})>?(?:\s{1,5}[\"'(][^\n]{0,300}?[\"')])?\s{0,5}\)"
)
"""Words and address of a link, or of a picture, whose words are what it says to those who cannot see it."""
ADDRESS = re.compile(r"<?\b(https?://[^\s<>\"|]+)>?")
SENTENCE_END = ".,);:!?*_`"
CODE = re.compile(r"(?<![`\\])(`{1,3})(?!`)([^`]{1,500})\1(?!`)")
EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{2,3})(?=\S)(.+?)(?<=\S)\1(?![\w*])")
SLANTED = re.compile(r"(?<![\w*_])(_)(?=[^\s_])([^_\n]+)(?<=[^\s_])_(?![\w*_])")
STRUCK = re.compile(r"(?<!~)~~(?=[^\s~])([^~]{1,2000})(?<=\S)~~(?!~)")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|~<>-])")
MARKS = frozenset("`*_~[<\\")
SET_ENDS = " .:;,"
"""Signs behind the mark that ends a paragraph in italics or bold."""


class Inline(NamedTuple):
    """Text as shown, its links, and what was struck out of it."""

    text: str
    links: tuple[Link, ...] = ()
    struck: tuple[str, ...] = ()


def inline(text: str) -> Inline:
    """
    >>> inline("See [change 5](https://a.org/5), `Art. 4`, **not** ~~yes~~")
    Inline(text='See change 5, Art. 4, not', links=(Link(start=4, end=12, target='https://a.org/5'),), struck=('yes',))
    """
    if MARKS.isdisjoint(text):
        return with_addresses(clean(text)) if "://" in text else Inline(clean(text))
    struck: list[str] = []

    def out(match: re.Match[str]) -> str:
        struck.append(clean(unmarked(match[1])))
        return " "

    # What stands in code is shown as it is: its signs are put behind others until the rest is read.
    text = CODE.sub(lambda match: hidden(match[2]), ESCAPED.sub(lambda match: hidden(match[1]), text))
    text = STRUCK.sub(out, text)
    pieces: list[StyledPiece] = []
    done = 0
    for match in LINK.finditer(text):
        pieces.append(StyledPiece(text[done : match.start()], "", False))
        words, target = unmarked(match[2]), shown(match[3])
        pieces.append(StyledPiece(words, "" if match[1] or target.startswith("#") else target, False))
        done = match.end()
    pieces.append(StyledPiece(text[done:], "", False))
    if len(pieces) == 1:
        found = with_addresses(clean(shown(unmarked(text))))
        return found._replace(struck=tuple(struck))
    line = joined([piece._replace(text=shown(piece.text)) for piece in across(pieces)])
    taken = [range(link.start, link.end) for link in line.links]
    bare = [link for link in addresses(line.text) if not any(link.start in span for span in taken)]
    return Inline(line.text, tuple(sorted([*line.links, *bare])), tuple(struck))


def across(pieces: list[StyledPiece]) -> list[StyledPiece]:
    """The pieces without emphasis, also where it begins before a link and ends behind it."""
    if not any(sign in piece.text for piece in pieces for sign in "*_"):
        return pieces
    mark = "\ue0ff"
    whole = unmarked(mark.join(piece.text for piece in pieces))
    texts = whole.split(mark)
    return [piece._replace(text=text) for piece, text in zip(pieces, texts, strict=True)] if len(texts) == len(pieces) else pieces


def unmarked(text: str) -> str:
    """Without emphasis."""
    return SLANTED.sub(r"\2", EMPHASIS.sub(r"\2", text)) if "*" in text or "_" in text else text


def is_set(lines: list[str], *marks: str) -> bool:
    """Whether a paragraph is wholly set between one of these marks: from its first line to its last, or each line by itself.

    >>> is_set(["*A whole", "paragraph.*"], "*", "_"), is_set(["*One* word and *another*"], "*"), is_set(["**A.**", "**B.**"], "**")
    (True, False, True)
    """
    texts = [line.strip().rstrip(SET_ENDS) for line in lines]
    return any(is_between(" ".join(texts), mark) or all(is_between(text, mark) for text in texts) for mark in marks)


def is_between(text: str, mark: str) -> bool:
    """Whether one pair of marks holds a text: the first of those within it opens another pair."""
    inner = text[len(mark) : -len(mark)]
    sign = mark[0]
    if len(text) <= 2 * len(mark) or not (text.startswith(mark) and text.endswith(mark)) or inner[:1] in (sign, " "):
        return False
    at = inner.find(mark)
    while at > 0 and len(mark) == 1 and inner[at - 1].isalnum() and inner[at + 1 : at + 2].isalnum():
        at = inner.find(mark, at + 1)
    return at < 0 or (not inner[at - 1 : at].strip("(") and not inner[at + len(mark) : at + len(mark) + 1].isspace())


def hidden(text: str) -> str:
    """Signs of Markdown as letters for private use, which no mark is made of."""
    return "".join(chr(0xE000 + ord(sign)) if sign in "\\`*_{}[]()#+.!|~<>-" else sign for sign in text)


def shown(text: str) -> str:
    return "".join(chr(ord(sign) - 0xE000) if "\ue020" <= sign <= "\ue07f" else sign for sign in text)


def with_addresses(text: str) -> Inline:
    """A text with the addresses that stand in it, which are links as they are; the brackets around one are no part of it."""
    if "<http" in text:
        text = ADDRESS.sub(lambda match: match[1] if match[0].startswith("<") and match[0].endswith(">") else match[0], text)
    return Inline(text, tuple(addresses(text)))


def addresses(text: str) -> list[Link]:
    found = []
    for match in ADDRESS.finditer(text) if "://" in text else ():
        target = match[1].rstrip(SENTENCE_END)
        found.append(Link(match.start(1), match.start(1) + len(target), target))
    return found


def as_html(text: str) -> str:
    """The marks as those of HTML, for a cell that has some of both."""
    text = CODE.sub(lambda match: match[2], text)
    text = LINK.sub(lambda match: match[2] if match[1] else f'<a href="{escape(match[3])}">{match[2]}</a>', text)
    return unmarked(STRUCK.sub(r"<del>\1</del>", text))
