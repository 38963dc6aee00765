"""What stands in the line that opens a comment, or right above it: the name of who sent it, its title, or the comment itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from postulat.extract.document import Block
from postulat.normalize.matrix.headings import heading_role
from postulat.normalize.names.organisations import is_proper, kind
from postulat.normalize.readings.piece import End, Mark, Piece, Start, Text, cut, is_quotation
from postulat.normalize.vocabulary.phrases import rows
from postulat.normalize.vocabulary.word_patterns import word

LONGEST = 160
"""Characters of a line above a comment that names who sent it, or what it is about."""
NAMED_WITHOUT_CAPITAL, CAPITAL_WITHOUT_NAME = 0.5, 0.5
"""Points of a line that has a word of bodies and no proper noun (`Ruch pieszy`), and of one that has only a proper noun (`Mill Lane
Residents`). One with both has a point, one with neither (`Zieleń i woda`) takes one."""
MOST_ABOVE = 0.6
"""Share of the labels of comments with a short line right above, for such lines to belong to them."""
LONGEST_PREFIX = 90
OF_LETTER = re.compile(
    r"(?:[,;]\s[^,;()]{0,40}?(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}-\d\d-\d\d|\d/(?:19|20)\d\d)[^,;()]{0,12}"
    r"|\s\([^()]{0,60}\d{4}[^()]{0,12}\))$"
)
"""The day or the number of a letter behind the name of who sent it: `, data wpływu: 12.05.2024`, ` (letter of 5 May 2020)`."""
DAY_END = re.compile(r"(?:19|20)\d\d\s?[^\W\d_]{1,2}\.$")
"""A year with its word at the end of a line, which ends no sentence: `Pismo z dnia 5 lutego 2026 r.`"""
OPENING = ("text", "submitter", "target", "number", "justification")
LETTER_OF_NAME = r"(?:[^:.;?!\n–—]|(?<=(?<!\w)[^\W\d_])\.|(?<=(?<!\w)[^\W\d_][^\W\d_])\.)"
"""A sign of a name: no full stop but that of an initial or a short title."""
PREFIX = re.compile(
    rf"([^\W\d_](?:{LETTER_OF_NAME}|[–—]){{2,{LONGEST_PREFIX}}}|[^\W\d_][^:\n]{{2,{LONGEST_PREFIX}}}\.)\s*:\s+(?=\S)"
)
DASHED_PREFIX = re.compile(rf"([^\W\d_]{LETTER_OF_NAME}{{2,{LONGEST_PREFIX}}}?)\s+[–—-]\s+(?=[^\W\d_]\w*)")
"""A name with a dash behind it, at the head of a comment that begins a sentence: `Fundacja A – Prosimy o …`."""
NUMBERED_LINE = re.compile(r"([^\W\d_]+)(?:\s+[^\W\d_]{1,6}\.?)?\s+(?:#\s*)?(\d{1,4}[a-z]?|[A-Z]|[IVX]{1,6})[.:)]?")
"""A line of a word and a number or a letter: `Pismo nr 184`, `Recommendation A`."""


def leads(pieces: Sequence[tuple[int, Piece]]) -> dict[int, str]:
    """The texts that stand above a comment, by their place: in the line that opens it (`start`), or right above (`line`)."""
    found: dict[int, str] = {}
    above: dict[int, bool] = {}
    for place, (index, piece) in enumerate(pieces):
        if isinstance(piece, Text) and piece.rest and is_lead_of_start(pieces, place):
            found[place] = "start"
        if not (isinstance(piece, Mark) and piece.label.role == "text") or place == 0:
            continue
        before_index, before = pieces[place - 1]
        leading = pieces[place - 2][1] if place > 1 else None
        if not isinstance(before, Text) or before.rest or before_index < index - 1 or is_value(leading, before):
            above[place] = False
            continue
        if is_line(before.block) and before.first:
            above[place] = before.block.kind != "heading" and not before.block.strong
            if not above[place]:
                found[place - 1] = "line"
    plain = [place for place, short in above.items() if short]
    if len(plain) > 1 and len(plain) >= MOST_ABOVE * len(above):
        found.update(dict.fromkeys((place - 1 for place in plain), "line"))
    return found


def is_value(before: Piece | None, piece: Text) -> bool:
    """Whether a text is what the label right before it leads in."""
    return isinstance(before, Mark) and before.label.role != "other" and piece.block.kind != "heading"


def is_line(block: Block) -> bool:
    """Whether a block is a line that names something: short, and no sentence."""
    text = block.text.strip()
    ended = re.search(r"[.;?!,]$", text) and not DAY_END.search(text)
    return 0 < len(text) <= LONGEST and not ended and block.table is None


def is_lead_of_start(pieces: Sequence[tuple[int, Piece]], place: int) -> bool:
    """Whether the words behind the number that opens a comment are no part of the comment, by what comes next."""
    piece = pieces[place][1]
    following = pieces[place + 1][1] if place + 1 < len(pieces) else None
    if not isinstance(piece, Text) or len(piece.block.text) > LONGEST:
        return False
    if isinstance(following, Mark):
        return following.label.role in (*OPENING, "other")
    if isinstance(following, Text):
        if is_quotation(piece.block.text):
            return False
        return piece.block.kind in ("heading", "term") or piece.block.strong or is_line(piece.block)
    return piece.block.kind == "heading" and isinstance(following, Start | End)


def are_names(texts: Sequence[str]) -> bool:
    """Whether lines are names of those who sent comments: enough of them show it, for no list holds all kinds of names.

    >>> are_names(["Rada Osiedla Lipowe", "Chór „Echo”"]), are_names(["Ruch pieszy", "Zieleń i woda"])
    (True, False)
    """
    texts = [text for text in texts if text]
    return any(map(is_name, texts)) and sum(map(name_points, texts)) > 0


def is_title(text: str) -> bool:
    """Whether a line can be no name, though lines beside it are: several words, of which none is a proper noun or of bodies.

    >>> is_title("Zieleń i woda"), is_title("Lewiatan"), is_title("Mill Lane Residents")
    (True, False, False)
    """
    return " " in text.strip() and name_points(text) < 0


def name_points(text: str) -> float:
    capital = is_proper(text)
    if is_name(text):
        return 1.0 if capital or is_person_word(text) else NAMED_WITHOUT_CAPITAL
    return CAPITAL_WITHOUT_NAME if capital else -1.0


def is_person_word(text: str) -> bool:
    return kind(text.strip(" :")) == "person"


def is_name(text: str) -> bool:
    return len(text) <= LONGEST and (kind(text.strip(" :")) != "other" or said_by(text) > 0)


def said_by(text: str) -> int:
    """Where the name begins in words that say who sent something; 0 where they do not.

    >>> said_by("zgłoszona przez Fundację Raz"), said_by("Fundacja Raz")
    (16, 0)
    """
    match = sending().match(text)
    return match.end() if match and text[match.end() :].strip(" :") else 0


@cache
def sending() -> re.Pattern[str]:
    words = sorted((row["phrase"] for row in rows("sender_words")), key=lambda words: (-len(words), words))
    return re.compile(rf"(?:{'|'.join(map(word, words))})(?!\w)[\s:]+", re.IGNORECASE)


def writer(text: str) -> int:
    """Where the name ends in a line that says who wrote what follows; 0 where it says no such thing.

    >>> writer("Ann Bell wrote:"), writer("On Monday the clerk wrote a letter.")
    (8, 0)
    """
    match = writing().search(text) if len(text) <= LONGEST and text.rstrip().endswith(":") else None
    return match.start() if match and not any(letter.isdigit() for letter in text[: match.start()]) else 0


@cache
def writing() -> re.Pattern[str]:
    words = sorted(row["phrase"] for row in rows("writing_words"))
    return re.compile(rf"(?<!\s)\s+(?:{'|'.join(map(word, words))})\s*:\s*$", re.IGNORECASE)


def bare_name(block: Block) -> Block:
    """The name alone, without the day and the number of the letter behind it."""
    start = said_by(block.text)
    text = OF_LETTER.sub("", block.text.rstrip(": "))
    return cut(block, start, len(text))._replace(kind="paragraph", marker="", strong=False)


def line_numbers(texts: Sequence[str]) -> list[str] | None:
    """The numbers of lines that are one word and a number each, all different: they number the comments; else none.

    >>> line_numbers(["Letter 184", "Letter 201"]), line_numbers(["Article 5", "Mill Road"])
    (['184', '201'], None)
    """
    found = [NUMBERED_LINE.fullmatch(text.strip()) for text in texts]
    words = {match[1].casefold() for match in found if match}
    numbers = [match[2] for match in found if match]
    if len(numbers) < max(2, len(texts)) or len(words) != 1 or len(set(numbers)) != len(numbers):
        return None
    return None if heading_role(texts[0]) in ("target", "section") else numbers


def dashed_prefix(text: str) -> re.Match[str] | None:
    """The words before a dash, where a sentence begins behind it.

    >>> bool(dashed_prefix("Rada Osiedla Zawady – Prosimy o próg.")), bool(dashed_prefix("Szkoła nr 2 – remont dachu"))
    (True, False)
    """
    match = DASHED_PREFIX.match(text)
    return match if match is not None and text[match.end()].isupper() else None


def prefixes(blocks: Sequence[Block]) -> list[re.Match[str] | None] | None:
    """The names with a colon at the head of comments, where most have one and enough of them show that they are names."""
    found = [PREFIX.match(block.text) or dashed_prefix(block.text) for block in blocks]
    told = [match[1] for match in found if match]
    if len(told) < max(1, MOST_ABOVE * len(blocks)) or not are_names(told):
        return None
    return found
