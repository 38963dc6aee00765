"""Raised signs in running text: the mark of a note is no part of the sentence, the power of a unit is.

Shared by web pages and office files, which both say that a sign is raised; PDFs tell it from the layout.
"""

from __future__ import annotations

import re

NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡]{1,3}|[a-z])[\])]?")
"""A raised text that can be the mark of a note; several in one are separated by commas."""
MARKS = re.compile(rf"{NOTE_MARK.pattern}(?:\s*[,;]\s*{NOTE_MARK.pattern}){{0,9}}")
NUMBER = re.compile(r"\d{1,3}")
LAST_WORD = re.compile(r"(?<![^\W_])[^\W_]+$")
POWERS = frozenset("23")
LONGEST_UNIT = 3  # letters: m², cm³, mol²
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def shown(text: str, before: str, refers: bool = False) -> str | None:
    """What a raised text shows, behind the words before it: "" for the mark of a note, raised figures for a number behind a number;
    None where it is read as it is, as the power of a unit. `refers`: a link of it leads to a note.

    >>> shown("1)", "Uwaga"), shown("2", "20 m"), shown("2", "art. 4"), shown("th", "the 5"), shown("3", "500 EUR")
    ('', None, '²', None, '')
    """
    if not MARKS.fullmatch(text):
        return None
    if refers:
        return ""
    if not before.strip():
        return None  # the note itself begins with its mark
    if not text.isalnum():
        return ""
    if not NUMBER.fullmatch(text) or before[-1].isspace():
        return None
    word = LAST_WORD.search(before)
    if word is None:
        return ""
    if word[0].isdigit():  # a number of the law, a power or a note: it is shown as it is, and never as part of the number
        return text.translate(RAISED)
    unit = text in POWERS and len(word[0]) <= LONGEST_UNIT and word[0].isascii() and word[0].isalpha()
    unit = unit and (len(word[0]) == 1 or not word[0].isupper())  # "EUR" is no unit that has powers
    return None if unit else ""
