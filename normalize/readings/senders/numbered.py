"""Those who are known by a word and a number, in a line above what they sent: `Reviewer 2 comments`, `Bürger Nr. 14`."""

from __future__ import annotations

import re
from functools import cache

from postulat.normalize.matrix.columns.heading_words import language_of, words_of
from postulat.normalize.matrix.headings import heading_role
from postulat.normalize.vocabulary.word_patterns import number_sign

SENDING = frozenset(("submitter", "claimant", "public"))
"""Kinds of heading words for those who send something in."""
OF_ONE = re.compile(r"(?P<words>[^\W\d_]{3,20}):\s?(?:[1-9]|[A-Z])")
"""A line that names one who is known by a number behind a colon, as software for reviews writes it: `Reviewer: 1`."""
LONGEST_SENDER, MOST_SENDER_WORDS = 70, 9
"""Characters and words of a line that names a sender by a number."""
PLATFORM = r"(?=[^\W_]{0,3}\d|[^\W_]{1,3}[A-Z])[A-Za-z\d]{4}"
"""Four letters and figures by which a platform for reviews calls one, told from a word by a figure or a capital within."""
WORD_START = re.compile(r"(?<!\w)[^\W\d_]")


@cache
def numbered_words() -> re.Pattern[str]:
    """One or two words and a number, a letter or the sign of a platform, at the head of a line: `Reviewer 2 comments`,
    `Bürger Nr. 14`, `Referee-1`, `Reviewer a7Xq`."""
    words = r"(?P<words>[^\W\d_][^\W\d_-]{1,30}(?: [^\W\d_]{1,30})?)"
    numbered = rf"(?:\s+(?:(?:{number_sign()})\s*|#\s*)?|-(?=\d))(?:\d{{1,4}}(?!\.\d)|[A-Z]|{PLATFORM})"
    return re.compile(rf"{words}{numbered}(?=[\s.:,–—-]|$)")


def counted_sender(text: str) -> int:
    """Where the name ends of one who is known by a number; 0 where a line does not begin with such a name.

    >>> counted_sender("Reviewer 2 comments (by e-mail)"), counted_sender("Reviewer: 1"), counted_sender("Table 2 is hard to read")
    (10, 11, 0)
    """
    if (match := OF_ONE.fullmatch(text.strip())) is not None:
        return match.end() if heading_role(match["words"]) == "submitter" else 0
    match = numbered_words().match(text)
    return match.end() if match is not None and heading_role(match["words"]) == "submitter" else 0


def sender_of(text: str) -> tuple[int, int]:
    """Where the name of one who is known by a number stands in a line that names little else; two zeros where none does.

    >>> sender_of("Minor comments from Reviewer 2:"), sender_of("Referee #1 (for the Author)"), sender_of("As Reviewer 1 says.")
    ((20, 30), (0, 10), (0, 0))
    """
    line = text.strip(" :")
    if not 0 < len(line) <= LONGEST_SENDER or len(line.split()) > MOST_SENDER_WORDS or line.endswith((".", "?", "!", ",", ";")):
        return 0, 0
    found = [(at, at + end) for at in (match.start() for match in WORD_START.finditer(text)) if (end := counted_sender(text[at:]))]
    return found[-1] if found and sends(text[found[-1][0] :]) else (0, 0)


def sends(text: str) -> bool:
    """Whether the first word is one for those who send something in; bodies with a number are not (`working groups #15`)."""
    words = words_of(text, language_of((text,)))
    return bool(words) and not SENDING.isdisjoint(words[0].kinds)
