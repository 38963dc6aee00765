"""Kinds of cells: what the text of one cell is by itself (a number, a date, a name, a verdict, a wish …), judged once a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from postulat.normalize.matrix.row_numbers import is_number
from postulat.normalize.mentions.dates import find_dates
from postulat.normalize.mentions.openings import Opens, begins_with
from postulat.normalize.mentions.provisions import find_provisions
from postulat.normalize.names.organisations import form
from postulat.normalize.names.persons import is_person
from postulat.normalize.stance.cells.decision_cells import tells_a_verdict
from postulat.normalize.stance.phrase_reader import stance_of_text
from postulat.normalize.vocabulary.known_words import WORDS_KEPT
from postulat.normalize.vocabulary.phrases import phrase_pattern, rows

LOOKED_AT = 240
"""Characters of a cell that are looked at."""
LONGEST_VERDICT = 60
MOST_NAMES = 12
"""Words of a cell that may be a name."""
LONGEST_PLACE = 80
LONGEST_DATE = 40
LONGEST_IDENTIFIER = 24
NEAR = 12
"""Characters behind a word for a part of a draft in which its number stands."""
LONGEST_LETTERS = 4
"""Letters of a part without figures: `Annex B`, `Dział IV`."""
SHORT, LONG = 3, 5
"""Words: a cell of fewer is short, one of more is long."""
WORD = re.compile(r"[^\W\d]+")
MARKUP = re.compile(r"\*\*|__|`|~~")
IDENTIFIER = re.compile(r"(?=\S*\d)[\[(#]?[^\W\d_]{0,12}(?:[-–._/ :#]?(?:[^\W\d_]{1,6}|\d{1,8}))*?[-–._/:#]?\d{1,8}[a-zA-Z]?[\])]?")
CODE = re.compile(r"(?:`[^`]*`[\s/,;|·+&-]*)+|[^\w]*\d[\W\d_]*")
"""Words of a program, or figures in marks, and nothing else."""
LINK = re.compile(r"(?:https?://|www\.)\S+|\S+\.(?:pdf|docx?|odt|xlsx?|zip|html?|json|py|ts|js|md|tex|csv)", re.IGNORECASE)
MAIL = re.compile(r"\S+@\S+\.\w+|\+?[\d ()/-]{9,18}")
AMOUNT = re.compile(r"[−+-]?\d[\d \u00a0.,]*(?:%|[^\W\d_]{1,3}\.?|€|\$)?")
NUMERIC_DATE = re.compile(r"(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4})(?:\s?[^\W\d_]\.?)?")
PROPER = re.compile(r"(?:\w\. ?)?[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){1,2}")
OPENING_QUOTES, CLOSING_QUOTES = frozenset('"“„«»‚‘'), frozenset('"“”«»’‘')
MARKS = re.compile(r"(?:[xXvV×✓✔✗✘√☒☑☐●•+*✅❌⚠❎⛔◯○–-]|[\U0001F7E0-\U0001F7EB\U0001F534\U0001F535])\ufe0f?")


@lru_cache(maxsize=32768)
def cell_kinds(text: str, language: str, verdicts: bool = True) -> frozenset[str]:
    """The kinds that a cell's text is of; whether it is an answer or a verdict, the dearest question, only where that is asked.

    >>> sorted(cell_kinds("U-47", "pl")), sorted(cell_kinds("12.03.2024", "pl"))
    (['identifier', 'short'], ['date', 'short'])
    >>> sorted(cell_kinds("Uwaga uwzględniona.", "pl")), "wish" in cell_kinds("Prosimy o ustawienie ławek przy przystanku.", "pl")
    (['short', 'verdict', 'worded'], True)
    """
    written = " ".join(text[:LOOKED_AT].split())
    text = MARKUP.sub("", written).strip()
    words = text.split()
    found = set(form_kinds(text))
    if not found and CODE.fullmatch(written):
        found.add("code")
    if found & {"number", "identifier", "date", "link", "mail"}:
        return frozenset((*found, "short"))
    if len(words) < SHORT:
        found.add("short")
    else:
        found.add("long" if len(words) >= LONG else "phrase")
    if not found & {"amount", "place"} and any(map(str.isalpha, text[1:])):
        found.add("worded")
    if text.endswith("?"):
        found.add("question")
    if is_quoted(text):
        found.add("quoted")
    marked = MARKS.match(text)
    if marked and (len(text) == marked.end() or not (marked[0].isalpha() and text[marked.end()].isalpha())):
        found.add("mark")
    if not verdicts:
        pass
    elif len(text) <= LONGEST_VERDICT and tells_a_verdict(without_signs(text) or text, language):
        found.add("verdict" if len(words) < LONG else "stance")
    elif stance_of_text(text, "", language)[0].value != "unclear":
        found.add("stance")
    elif len(words) >= SHORT and not marked:
        found.add("undecided")
    sentence = text.endswith((".", "!")) and len(words) >= LONG
    if not sentence and not found & {"place", "verdict", "question"} and len(words) <= MOST_NAMES and text[1:] and is_name(text):
        found.add("name")
    elif PROPER.fullmatch(text) and all(word[0].isupper() for word in words):
        found.add("proper")
    found.update(worded_kinds(text.lower()))
    return frozenset(found)


def without_signs(text: str) -> str:
    """A text without the signs that stand for yes, no or done; letters stay, which may be of a word.

    >>> without_signs("✅ Approved – "), without_signs("v")
    ('Approved', 'v')
    """
    return MARKS.sub(lambda mark: mark[0] if mark[0].isalpha() else "", text).strip(" –—-")


def form_kinds(text: str) -> Iterable[str]:
    """Kinds told by the form of a text alone."""
    if NUMERIC_DATE.fullmatch(text):
        yield "date"
    elif is_number(text):
        yield "number"
        if MARKS.fullmatch(text):
            yield "mark"
    elif len(text) <= LONGEST_DATE and is_date(text):
        yield "date"
    elif LINK.fullmatch(text):
        yield "link"
    elif MAIL.fullmatch(text):
        yield "mail"
    elif AMOUNT.fullmatch(text):
        yield "amount"
    elif is_identifier(text):
        yield "identifier"
    elif len(text) <= LONGEST_PLACE and is_place(text):
        yield "place"


def is_identifier(text: str) -> bool:
    """Whether a text is one word that names a thing by letters and figures (`U-47`)."""
    return " " not in text and len(text) <= LONGEST_IDENTIFIER and IDENTIFIER.fullmatch(text) is not None


def is_quoted(text: str) -> bool:
    """Whether a text is nothing but somebody's words in quotation marks.

    >>> is_quoted("„Za drogo.”"), is_quoted("„Zapis” jest niejasny")
    (True, False)
    """
    inner = text.strip("*_ .")
    return len(inner) > 2 and inner[0] in OPENING_QUOTES and inner[-1] in CLOSING_QUOTES


def is_date(text: str) -> bool:
    spans = find_dates(text)
    return bool(spans) and sum(span.end - span.start for span in spans) * 2 > len(text)


def is_place(text: str) -> bool:
    """Whether a text begins with a part of a draft: a provision, or a word for one with a number."""
    spans = find_provisions(text)
    if spans and spans[0].start <= 2:
        return True
    if text.startswith("§"):
        return True
    match = words_of_kind("place").match(text)
    if match is None:
        return False
    rest = text[match.end() :].strip(" .:")
    return not rest or any(map(str.isdigit, rest[:NEAR])) or (rest.isupper() and len(rest) <= LONGEST_LETTERS)


def is_name(text: str) -> bool:
    """Whether a text is the name of an organisation or a person, or an office's short name."""
    return (
        form(text) is not None
        or is_person(text)
        or (text.isalpha() and 2 <= len(text) <= 8 and text[0].isupper() and text[-1].isupper())
    )


@cache
def words_of_kind(kind: str) -> re.Pattern[str]:
    """The words of cells of one kind, in every language."""
    return re.compile("|".join(phrase_pattern(row["word"]) for row in rows("cell_words") if row["kind"] == kind), re.IGNORECASE)


def wishes_for(lower: str) -> bool:
    """Whether a text in small letters holds a word of a wish: their pattern is tried only at words that may open one."""
    words = (match for match in WORD.finditer(lower) if opens_wish(match[0]))
    return any(words_of_kind("wish").match(lower, match.start()) is not None for match in words)


@lru_cache(maxsize=WORDS_KEPT)
def opens_wish(word: str) -> bool:
    return wish_openers()(word, word)


@cache
def wish_openers() -> Opens:
    return begins_with(row["word"] for row in rows("cell_words") if row["kind"] == "wish")


def worded_kinds(lower: str) -> Iterable[str]:
    if lower.endswith("?") and words_of_kind("own").search(lower):
        yield "own"
    if wishes_for(lower):
        yield "wish"
    first = lower.lstrip("✓✔✅☑ –—-•\"„“'")[:40]
    if words_of_kind("demand").match(first):
        yield "demand"
    if words_of_kind("deed").match(first) or words_of_kind("deed").match(first.partition(" ")[2]):
        yield "deed"
    if words_of_kind("permission").match(first):
        yield "permission"
