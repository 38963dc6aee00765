"""What a line's end does to its last word: nothing, a hyphen that only the break has made, or a word or address cut in two.

Which of them it is, the rest of the document tells: a word that stands whole elsewhere is a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from postulat.extract.pdf.lines import Line

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
ADDRESS = re.compile(r"(?:https?://|www\.|(?<!\S)[^\s@]+@)\S*$", re.I)
ADDRESS_GOES_ON = re.compile(r"[\w./?=&#%+~:;,@!$'()*\[\]-]+")
ADDRESS_SIGN = re.compile(r"[./?=&#%_~@:\d-]")
YEARS_END = re.compile(r"\d[–-]$")
WIDEST_LETTER = 1.3
"""Share of the size."""
OPEN_END = "/-_=&?#.@:"
ENDINGS = ((3, 2), (2, 4))
"""Letters of a word's end, and how many words of the document must share them for a piece to look like a word."""
MOST_WAITING = 2000
"""Lines whose words are taken out together, which is quicker."""
NARROW = 2.2
"""Sizes; in a column that is no wider, hardly a word has room, and what goes on in the next line belongs to it."""
CLOSING = ".,;:)"
"""Signs that no line begins with, unless it is broken before them."""
FEWEST_SPACED = 5
MOST_BARE = 50
"""Lines with a space for each that surely lacks one."""
SPACED_SHARE = 0.6
"""Of the lines that go on in small letters, with a space drawn at their end: then one without it ends inside a word."""
LONG_START = 6
"""Letters of a word that fills a line alone, whose last letter stands in the next one."""
FEWEST_KNOWN = 25
"""Different words of a document, for a letter that is none of them to be no word of its language."""
FEWEST_HYPHENS = 3
"""Different words parted at line ends, from which on a document is taken to hyphenate."""


@dataclass(slots=True)
class Words:
    """The words of a document: those that stand within a line, and those that a line end may have parted."""

    whole: set[str] = field(default_factory=set)
    letters: set[str] = field(default_factory=set)
    """Words of one letter; one with a point after it is none."""
    lines: list[str] = field(default_factory=list)
    parted: set[tuple[str, str]] = field(default_factory=set)
    full: set[tuple[str, str]] = field(default_factory=set)
    spaced: int = 0
    unspaced: int = 0
    bare: int = 0
    """Lines that surely end between two words, as they leave room for letters, and have no space drawn."""
    lone: int = 0
    """Single small letters that end a text below a full line, as the end of a word does and hardly a word of its own."""

    filled: set[int] = field(default_factory=set)
    """How far right the lines of columns may reach whose long words are broken."""

    def learn(self, lines: Sequence[Line]) -> None:
        """Takes in the lines of one cell or column. A word at a full line's end may be a part of one and teaches nothing."""
        limit = max([line.right for line in lines]) if len(lines) > 1 else 0.0
        last = lines[-1]
        before, spaced, right = "", False, 0.0
        open_word = ""  # at the end of the line before, if that may be a part
        for line in lines:
            text = line.text
            if before and text[:1].islower():
                if before[-1] == "-":
                    self.parted.add((last_word(before[:-1]), first_word(text)))
                if spaced:
                    self.spaced += 1
                else:
                    self.unspaced += 1
                    self.bare += limit - right >= 2 * WIDEST_LETTER * line.size
                    self.lone += line is last and len(text) == 1 and " " not in before and before[-1:].isalpha()
            before, spaced, right = text, line.spaced, line.right
            begin, end = 0, len(text)
            if open_word:
                self.full.add((open_word, first_word(text)))
                first = WORD.search(text)
                begin = first.end() if first else 0
                open_word = ""
            if line is not last and not ends_whole(line, limit):
                for word in WORD.finditer(text, text.rfind(" ") + 1):
                    end = word.start()
                    open_word = word[0].casefold()
            self.lines.append(text[begin:end])
        if len(self.lines) > MOST_WAITING:
            self.settle()

    def settle(self) -> None:
        """Takes the words out of the lines so far; at the end, once all lines are known."""
        different = {word.casefold() for word in set("\n".join(self.lines).split())}
        self.whole.update(WORD.findall("\n".join(different)))
        self.letters.update(word for word in different if len(word) == 1)
        self.lines.clear()

    @property
    def hyphenates(self) -> bool:
        """Whether the document parts words at line ends."""
        return sum(f"{before}-{after}" not in self.whole for before, after in self.parted) >= FEWEST_HYPHENS

    @property
    def breaks_words(self) -> bool:
        """Whether the document breaks words without a hyphen, as some printers do: words that are whole elsewhere."""
        return self.lone > 0 or any(start + end in self.whole and start not in self.whole for start, end in self.full)

    @property
    def draws_spaces(self) -> bool:
        """Whether lines that end between two words mostly have the space drawn."""
        return (
            self.bare * MOST_BARE <= self.spaced
            and self.spaced >= FEWEST_SPACED
            and self.spaced >= SPACED_SHARE * (self.spaced + self.unspaced)
        )

    def knows(self, word: str) -> bool:
        return word.casefold() in self.whole

    def ends_like_a_word(self, piece: str) -> bool:
        """Whether other words of the document end in the same letters, as a piece of a word hardly does."""
        folded = piece.casefold()
        return any(
            sum(len(word) > letters and word.endswith(folded[-letters:]) for word in self.whole) >= fewest
            for letters, fewest in ENDINGS
        )


def ends_whole(line: Line, limit: float) -> bool:
    """Whether a line's last word cannot go on in the next: a sign follows it, or there was room for more letters."""
    text = line.text
    end = text[-1:]
    if end == "-":
        return False
    return line.spaced or not end.isalpha() or limit - line.right >= 1.3 * ((line.right - line.left) / (len(text) or 1))


def last_word(text: str) -> str:
    tail = text[text.rfind(" ") + 1 :]
    found = WORD.findall(tail.casefold()) or WORD.findall(text.casefold())
    return found[-1] if found else ""


def first_word(text: str) -> str:
    found = WORD.match(text.partition(" ")[0].casefold())
    return found[0] if found else ""


def glue(before: str, line: Line, after: Line, limit: float, words: Words, draws_spaces: bool) -> tuple[str, str, int]:
    """The text so far, what joins it to the next line, and how many characters of that line to leave out.

    `before` is the text up to the end of `line`; `limit` is how far right lines may reach.
    """
    if line.soft:
        return before.rstrip("\u2010"), "", 0
    tail, head = before[-2:], after.text
    if before.endswith("-") and len(before) > 1 and not tail[0].isspace():
        if head.startswith("-") and head[1:2].isalpha():
            return before, "", 1
        if not head[:1].isalnum():
            return before, " ", 0
        if ADDRESS.search(before, before.rfind(" ") + 1):
            return before, "", 0
        return (before[:-1] if is_made_by_break(before, head, words) else before), "", 0
    if head[:1].isdigit() and YEARS_END.search(tail):
        return before, "", 0
    if (not (line.spaced and draws_spaces) and cut_address(before, line, after, limit)) or cut_word(line, after, limit, words):
        return before, "", 0
    return before, " ", 0


def ends_plainly(line: Line, after: Line, limit: float) -> bool:
    """Whether a line surely ends between two words, as most do; a quick answer where `glue` would be a long one."""
    end = line.text[-1:]
    if line.soft or not (end.isalpha() or end in ",;:)") or after.text[:1] in CLOSING or 0 < limit - line.left < NARROW * line.size:
        return False
    tail = line.text[line.text.rfind(" ") + 1 :]
    if "/" in tail or "." in tail or "@" in tail:
        return False
    return line.spaced or not end.isalpha() or not after.text[:1].isalpha() or limit - line.right >= WIDEST_LETTER * line.size


def is_made_by_break(before: str, head: str, words: Words) -> bool:
    """Whether a hyphen at a line end belongs to the break and not to the word."""
    start, end = last_word(before[:-1]), first_word(head)
    if not start or not end or not head[:1].islower():
        return False
    if words.knows(f"{start}-{end}"):
        return False
    if words.knows(start + end):
        return True
    return words.hyphenates and not words.knows(start)


def cut_address(before: str, line: Line, after: Line, limit: float) -> bool:
    """Whether an address at the line's end goes on in the next line."""
    tail = before[before.rfind(" ") + 1 :]
    if "/" not in tail and "." not in tail and "@" not in tail:
        return False
    address = ADDRESS.search(tail)
    goes_on = ADDRESS_GOES_ON.match(after.text)
    if address is None or goes_on is None:
        return False
    first = after.text.split(" ", 1)[0]
    if goes_on[0] != first.rstrip(".,;)") and goes_on[0] != first:
        return False
    slack = limit - line.right
    letter = letter_width(line)
    signs = ADDRESS_SIGN.search(first.rstrip(".,;:)")) is not None
    if address[0].endswith("."):
        return signs and first[:1].islower() and slack < 4 * letter
    if address[0][-1] in OPEN_END:
        return signs or slack < 2 * letter or " " not in line.text
    if address[0][-1] in ",;)":
        return False
    return slack < 1.3 * letter or (signs and not first[:1].isupper() and slack < after.first_width)


def is_cut(line: Line, after: Line, limit: float, words: Words) -> bool:
    """Whether the line ends within a word or address."""
    return cut_word(line, after, limit, words) or (not line.spaced and cut_address(line.text, line, after, limit))


def cut_word(line: Line, after: Line, limit: float, words: Words) -> bool:
    """Whether a word that did not fit is broken without a hyphen: the line is full to the last letter.

    It is, where the whole word is known and its start is none; or where it has the line to itself and its start is none.
    """
    if line.spaced or not line.text or not after.text:
        return False
    if line.right - limit > WIDEST_LETTER * line.size:  # lines of this column reach further than those of others do
        return False
    narrow = 0 < limit - line.left < NARROW * line.size and (line.text[-1] not in CLOSING or after.text[0].isalpha())
    if " " not in line.text and (narrow or after.text[0] in CLOSING):
        return limit - line.right < max(WIDEST_LETTER * letter_width(line), after.first_width)
    if not line.text[-1].isalpha() or not after.text[0].isalpha():
        return False
    if limit - line.right >= WIDEST_LETTER * line.size:
        return False
    if limit - line.right >= letter_after(line, after):
        return False
    start, end = last_word(line.text), first_word(after.text)
    if not start or not end or words.knows(start):
        return False
    if words.knows(start + end):
        return True
    may_go_on = " " not in line.text and after.text[0].islower() and not words.knows(end)
    if may_go_on and (round(limit) in words.filled or (words.draws_spaces and not words.ends_like_a_word(start))):
        return True
    alone = len(end) == 1 and after.text[1:2] in ("", " ", ",", ";")
    if alone and len(start) >= LONG_START and " " not in line.text and after.text[0].islower():
        return end not in words.letters and len(words.whole) >= FEWEST_KNOWN
    if " " in line.text or not words.breaks_words or words.knows(end) or words.ends_like_a_word(start):
        return False
    return after.text[:1].islower() or line.text[-1:].isupper()


def letter_after(line: Line, after: Line) -> float:
    """The room that the next letter would take."""
    return max(1.3 * letter_width(line), 1.05 * after.first_width / max(len(after.text.split(" ", 1)[0]), 1))


def letter_width(line: Line) -> float:
    return (line.right - line.left) / (len(line.text) or 1)
