"""What each column of a table holds, told by what its heading means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, cast

from postulat.extract.document import Cell, Table
from postulat.normalize.vocabulary.phrases import Vocabulary, phrase, rows

Role = Literal[
    "number", "submitter", "target", "section", "text", "justification", "decision", "answer", "responder", "current", "other", ""
]

HEADINGS = Vocabulary("columns")
LONGEST_HEADING = 220
"""Characters of a heading cell; longer ones are content."""
LONGEST_LABEL = 60
"""Characters of a heading in the left column of a table."""
LATEST_ROLE = 30
"""Characters of a heading that may stand before the words that tell its role."""
MOST_LOOKED_AT = 400
"""Characters in which these words end."""
DEEPEST_HEADING = 12
"""Rows from the top of a table in which its heading is looked for."""
ALIKE = 0.6
"""Share of letters in order that a repeated heading keeps, abbreviated or wrapped otherwise."""
MORE_LETTERS = 12
"""Letters that a repeated heading may have more than the first; a longer cell only begins with the same word."""
SURELY_LONG = 7
"""Letters of a word that is known also with one of them wrong."""
NUMBER = re.compile(
    r"(?:(?i:uwaga|postulat|wniosek|propozycja|pytanie|comment|nr)\s*(?:nr)?\s*)?"
    r"[(\[]?((?:\d{1,5}|[IVX]{1,7})(?:[./-]\d{1,4})*\s?[a-zA-Z]?)[.)\]:]*"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading rows of a table: `first` … `last` (inclusive), with the role and the words of each column.

    `by_contents` are the columns whose role their words did not tell.
    """

    first: int
    last: int
    roles: tuple[Role, ...]
    texts: tuple[str, ...]
    by_contents: tuple[int, ...] = ()

    def columns(self, *roles: Role) -> tuple[int, ...]:
        return tuple(index for index, role in enumerate(self.roles) if role in roles)


def heading_role(text: str) -> str:
    """The role that a heading's words name; of several the one named first. Empty where none is known.

    >>> heading_role("Stanowisko komórki merytorycznej odnośnie propozycji"), heading_role("Podmiot zgłasza\\njący uwagę")
    ('answer', 'submitter')
    """
    return role_of_words(text[:MOST_LOOKED_AT])


@lru_cache(maxsize=4096)
def role_of_words(text: str) -> str:
    """The same for what stands at the beginning: each row of a table is asked whether it repeats the heading."""
    flat = " ".join(text.split())
    found = HEADINGS.first(flat)
    if found is not None and found.start <= LATEST_ROLE:
        return found.row["role"]
    squashed = re.sub(r"[\s\-]", "", text)
    best = ""
    for row in rows("columns"):
        words = row["phrase"].replace(" ", "")
        if len(words) > 5 and phrase(words + "*").match(squashed) and len(words) > len(best.split("\t")[-1]):
            best = row["role"] + "\t" + words
    return best.split("\t")[0] or misspelt(flat)


def misspelt(text: str) -> str:
    """The role of a heading's first word where one of its letters is wrong, left out or too many, as recognised text has them.

    >>> misspelt("stanawisko Urzędu"), misspelt("Propozcja zmian"), misspelt("Stanica wodna")
    ('answer', 'text', '')
    """
    word = text.split(" ", 1)[0].lower()
    if len(word) < SURELY_LONG:
        return ""
    for row in rows("columns"):
        stem = row["phrase"].rstrip("*")
        if len(stem) >= SURELY_LONG and " " not in stem and one_letter_off(word, stem, row["phrase"].endswith("*")):
            return row["role"]
    return ""


def one_letter_off(word: str, stem: str, goes_on: bool) -> bool:
    same = next(
        (index for index, (one, other) in enumerate(zip(word, stem, strict=False)) if one != other), min(len(word), len(stem))
    )
    rests = ((word[same + 1 :], stem[same + 1 :]), (word[same + 1 :], stem[same:]), (word[same:], stem[same + 1 :]))
    return any(rest.startswith(wanted) if goes_on else rest == wanted for rest, wanted in rests)


def heading(table: Table) -> Heading | None:
    """The heading of a comment table, or None where the table is something else."""
    if is_label_table(table):
        return None
    for index in range(min(len(table.rows), DEEPEST_HEADING)):
        for last in (index + 1, index):
            if last < len(table.rows) and (last == index or is_two_row_heading(table, index) or is_wrapped_heading(table, index)):
                texts = heading_texts(table, index, last)
                roles = settle(heading_roles(table, index, last, texts))
                if is_comment_heading(roles, texts) and (index == 0 or answered(roles) or is_title(table, index)):
                    return Heading(index, last, blank_number_column(table, last, roles, texts), texts)
    return None


def is_label_table(table: Table) -> bool:
    """A table of two columns with the headings in its left one: one comment, not one a row."""
    if table.width != 2:
        return False
    roles = {heading_role(row[0].text) for row in table.rows if row[0] is not None and 0 < len(row[0].text) <= LONGEST_LABEL}
    return "text" in roles and bool(roles & {"answer", "decision"})


def heading_texts(table: Table, first: int, last: int) -> tuple[str, ...]:
    texts = []
    for column in range(table.width):
        cells = dict.fromkeys(cell for row in table.rows[first : last + 1] if (cell := row[column]) is not None)
        texts.append(" ".join(text for cell in cells if (text := " ".join(cell.text.split()))))
    return tuple(texts)


def is_two_row_heading(table: Table, index: int) -> bool:
    """A row with a cell over several columns, and below it the names of those columns."""
    upper, lower = table.rows[index], table.rows[index + 1]
    if any(cell is not None and is_number(cell.text) for cell in lower):
        return False
    wide = [c for c in range(table.width - 1) if upper[c] is not None and upper[c] is upper[c + 1]]
    if not wide or len(dict.fromkeys(upper)) < 2:
        return False
    below = {cell for c in wide for cell in (lower[c], lower[c + 1]) if cell is not None}
    return len(below) > 1 and all(len(cell.text) <= LONGEST_HEADING for cell in lower if cell is not None)


def is_wrapped_heading(table: Table, index: int) -> bool:
    """A heading whose lines a reader took for two rows: only both together name all the columns."""
    lower = [cell for cell in dict.fromkeys(table.rows[index + 1]) if cell is not None and cell.text]
    if not lower or any(is_number(cell.text) or len(cell.text) > LONGEST_HEADING for cell in lower):
        return False
    alone = [bool(text and heading_role(text)) for text in heading_texts(table, index, index)]
    both = [bool(text and heading_role(text)) for text in heading_texts(table, index, index + 1)]
    return sum(alone) > 1 and sum(both) > sum(alone) and all(after or not before for before, after in zip(alone, both, strict=True))


def heading_roles(table: Table, first: int, last: int, texts: Sequence[str]) -> list[str]:
    """The role of each column; below a heading over several columns, the lower one says which, and the upper one of what."""
    roles = []
    for column, text in enumerate(texts):
        upper, lower = table.rows[first][column], table.rows[last][column]
        role = heading_role(text) if text else ""
        if upper is not lower and upper is not None and lower is not None and lower.text:
            of, which = heading_role(upper.text), heading_role(lower.text)
            role = "answer" if of in ("answer", "decision") and which in ("", "text", "reasons", "justification") else which or role
        roles.append(role)
    return roles


def settle(found: Sequence[str]) -> tuple[Role, ...]:
    """Roles that depend on their neighbours: what reasons are of, and which of two columns of a kind is meant."""
    roles = list(found)
    replies = [index for index, role in enumerate(roles) if role in ("answer", "decision")]
    for index, role in enumerate(roles):
        if role == "reasons":
            roles[index] = "answer" if replies and min(replies) < index else "justification"
    replies = [index for index, role in enumerate(roles) if role in ("answer", "decision")]
    for index, role in enumerate(roles):
        earlier = roles[:index]
        repeated = role in ("number", "submitter", "responder", "section", "target") and role in earlier
        remarks = role == "text" and "text" in earlier and replies and min(replies) < index
        if remarks and roles.count("decision") > 1 and "answer" not in roles:
            roles[index] = "answer"  # beside columns that only take a mark
        elif repeated or remarks:
            roles[index] = "other"
    if not replies:
        roles = ["other" if role == "responder" else role for role in roles]
    return cast("tuple[Role, ...]", tuple(roles))


def is_comment_heading(roles: Sequence[str], texts: Sequence[str]) -> bool:
    """Comments, and something beside them: an answer, who sent them, or what they are about."""
    filled = [text for text in texts if text]
    if "text" not in roles or len(filled) < 2 or max(map(len, filled)) > LONGEST_HEADING:
        return False
    if any(is_number(text) for text in filled) or sum(bool(role) for role in roles) * 2 < len(filled):
        return False
    kinds = set(roles)
    if answered(roles):
        return True
    only_remarks = all(text.strip(" .:*").lower() in ("uwagi", "uwagi:", "opis", "treść", "opinia", "remarks") for text, role in
                       zip(texts, roles, strict=True) if role == "text")  # fmt: skip
    if only_remarks:
        return False
    return bool(kinds & {"submitter", "target"}) or ("number" in kinds and len(filled) == 2)


def answered(roles: Sequence[str]) -> bool:
    return "answer" in roles or "decision" in roles


def is_title(table: Table, end: int) -> bool:
    """Whether the rows above a heading hold no more than a line of text each."""
    return all(len({id(cell) for cell in row if cell is not None and cell.text}) <= 1 for row in table.rows[:end])


def blank_number_column(table: Table, last: int, roles: tuple[Role, ...], texts: Sequence[str]) -> tuple[Role, ...]:
    """A first column without a heading whose cells are numbers is the number column."""
    if not roles or texts[0] or "number" in roles:
        return roles
    cells = [row[0].text for row in table.rows[last + 1 :] if row[0] is not None and row[0].text]
    if cells and sum(is_number(text) for text in cells) * 2 > len(cells):
        return ("number", *roles[1:])
    return roles


def repeats(row: Sequence[Cell | None], head: Heading) -> bool:
    """Whether a row says the table's heading again, as printers do on each page: also shortened or wrapped otherwise."""
    alike = 0
    for cell, text in zip(row, head.texts, strict=False):
        if cell is None or not cell.text:
            continue
        if not text or not is_alike(squash(cell.text[: 2 * len(text) + LONGEST_LABEL]), squash(text)):
            return False
        alike += 1
    return alike > 1


def is_alike(words: str, known: str) -> bool:
    """Whether squashed words are those of a known heading, shortened or with a letter or two amiss."""
    if known.startswith(words):
        return bool(words)
    if len(words) > len(known) + MORE_LETTERS:
        return False
    if words.startswith(known):
        return True
    matcher = SequenceMatcher(None, words, known, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def squash(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def is_number(text: str) -> bool:
    """Whether a cell's whole text is a row number: `3`, `3.`, `3a)`, `II.4`, `Uwaga nr 3`."""
    return NUMBER.fullmatch(text.strip()) is not None


def number(text: str) -> str | None:
    """The row number as shown, without its closing dot.

    >>> number("3."), number("II.4"), number("3a)"), number("Uwaga nr 7"), number("razem")
    ('3', 'II.4', '3a', '7', None)
    """
    match = NUMBER.fullmatch(text.strip())
    return match[1].replace(" ", "") if match else None
