"""Signs that a line begins a paragraph or list item, or goes on with the line above: ordered, each with a name of its own.

`begins` asks one sign after the other until one tells; `deciding_sign` says which. The order matters: what a drawer of pages fixes
(gaps, sizes) comes before what words say, and what words say before how the rest of the document begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from postulat.extract.pdf.hyphenation import is_cut
from postulat.extract.pdf.lines import Line

if TYPE_CHECKING:
    from postulat.extract.pdf.paragraphs import Habits

GAP = 1.32
"""Times the usual distance of lines; a wider one parts paragraphs."""
TOGETHER_GAP = 1.8
"""The same between lines that the page itself marks as one piece."""
USUAL_LEADING = 1.2
"""Distance of lines, in sizes, where nothing else is known."""
LEAST_LEADING = 0.8
"""Share of that distance below which the distance of a document's lines is not believed."""
SPACE = 0.28
"""Width of a space, in sizes."""
WIDE_SPACE = 0.36
"""The same in a wide font; a space that needs less room has surely room."""
LARGER = 1.12
"""Times a size; text that much larger or smaller is another paragraph."""
INDENT = 0.8
"""Sizes by which a line must stand further right than the one above to open a paragraph."""
ROOMY = 0.25
"""Points that a line leaves free beyond what the next word needs, from which on it was ended and not broken."""
DRAWN_ROOM = 0.5
"""The same where spaces are drawn at the ends of lines and this line has none."""
MUCH_ROOM = 2.0
"""Sizes that a line leaves free where little else speaks for its end."""
SOME_ROOM = 1.0
"""The same where a sentence ends and the next line begins small."""
MARKER_HEAD = 6
"""Letters at the head of a line among which the bracket of a marker stands."""
BULLETS = "•▪●○■□◦◆❖➢✓✗▫⁃∙·►▶➔"
DASHES = "-–—*"
MARKER = re.compile(
    rf"([{BULLETS}]|[-–—*](?=\s)|\(?(?:\d{{1,3}}|[a-zA-Z]|[ivxIVX]{{2,5}})\)|(?:\d{{1,3}}|[IVX]{{1,5}})\.(?=\s))\s*(?=\S)"
)
NUMBER = re.compile(r"\(?(\d{1,3})[.)]")
LETTERED = re.compile(r"([a-z])\.\s")
"""An item only where it counts on: an abbreviation looks the same."""
LABEL = re.compile(r"[^\W\d_][^:.;,]{1,28}:(?=\s)")
LABEL_HEAD = 30
"""Letters at the head of a line among which the colon of a label stands."""
FEWEST_LABELLED = 3
"""Lines of a document that one label begins, for it to begin a paragraph wherever it stands."""
SENTENCE_END = ".!?:;"
CLOSING = '”"»)]'
ENDS = SENTENCE_END + CLOSING


class Seam:
    """Where one line ends and the next begins, with what the signs look at; lengths are in points.

    `room` is what the line above leaves free beyond what the next word needs; `ended` says that a sentence ends there, `upper` that
    the next line begins with a capital, `together` that the page marks both as one piece and `tagged` that it marks each.
    """

    __slots__ = (
        *("before", "centred", "ended", "found", "group", "habits", "limit", "line", "marker", "room", "roomy", "size", "tagged"),
        *("together", "upper"),
    )

    def __init__(
        self, group: list[Line], line: Line, limit: float, centred: bool, habits: Habits, found: Sequence[list[Line]]
    ) -> None:
        before = group[-1]
        self.group, self.before, self.line, self.found = group, before, line, found
        self.limit, self.centred, self.habits = limit, centred, habits
        self.size = before.size if before.size > line.size else line.size
        self.together = before.ends[1] == line.ends[0] != -1
        self.tagged = -1 not in (before.ends[1], line.ends[0])
        self.ended = before.text.rstrip(CLOSING)[-1:] in SENTENCE_END
        self.room = limit - before.right - SPACE * line.size - line.first_width
        if centred:
            self.room += before.left - min(each.left for each in group)
        self.roomy = self.room > ROOMY
        self.upper = line.text.lstrip('„"(–- ')[:1].isupper()
        self.marker = MARKER.match(line.text)

    @property
    def sign(self) -> str:
        """The marker that the line begins with, if any."""
        return "" if self.marker is None else self.marker[1]


Sign = Callable[[Seam], bool | None]
"""True: the line begins something; False: it goes on; None: this sign does not tell."""


def wide_gap(seam: Seam) -> bool | None:
    """The gap is wider than lines of one paragraph have."""
    usual = max(seam.habits.leading(seam.size), LEAST_LEADING * USUAL_LEADING * seam.size)
    return seam.line.baseline - seam.before.baseline > (TOGETHER_GAP if seam.together else GAP) * usual or None


def drawn_bullet(seam: Seam) -> bool | None:
    """A bullet is drawn before the line."""
    return seam.line.dotted or None


def other_size(seam: Seam) -> bool | None:
    """The text is larger or smaller."""
    sizes = seam.before.size, seam.line.size
    return (sizes[0] != sizes[1] and seam.size > LARGER * min(sizes)) or None


def small_letter(seam: Seam) -> bool | None:
    """Nothing ends the line above, and this one begins small: it goes on, unless it counts on (`a.`, `b.`)."""
    drawn_end = seam.habits.draws_spaces and not seam.before.spaced
    if seam.ended or seam.roomy or drawn_end or not seam.line.text[:1].islower() or ")" in seam.line.text[:MARKER_HEAD]:
        return None
    return counts_on(seam.group[0].text, seam.line.text)


def cut_word(seam: Seam) -> bool | None:
    """The line above ends within a word or address."""
    return False if is_cut(seam.before, seam.line, seam.limit, seam.habits.words) else None


def next_letter(seam: Seam) -> bool | None:
    """The line begins with the letter after that of the item above."""
    return counts_on(seam.group[0].text, seam.line.text) or None


def bullet(seam: Seam) -> bool | None:
    return (seam.sign != "" and seam.sign in BULLETS) or None


def marker_within(seam: Seam) -> bool | None:
    """What looks like a marker stands within one piece, at the head of a line that was merely broken."""
    return False if seam.sign and seam.together and not seam.roomy else None


def dash(seam: Seam) -> bool | None:
    """A dash that follows an end, or another item with the same."""
    if not seam.sign or seam.sign not in DASHES:
        return None
    if seam.roomy or seam.before.text[-1:] in ".;:,":
        return True
    first = seam.group[0].text
    return (MARKER.match(first) is not None and first[0] == seam.sign) or None


def number(seam: Seam) -> bool | None:
    """A number that counts on from an item, begins to count, or stands where a paragraph ended."""
    match = NUMBER.fullmatch(seam.sign)
    if match is None:
        return None
    earlier = [NUMBER.match(each[0].text) for each in seam.found]
    follows = any(one is not None and int(one[1]) + 1 == int(match[1]) for one in earlier)
    if follows and (seam.ended or seam.roomy or seam.before.text[-1:] == ","):
        return True
    return (seam.ended and (int(match[1]) == 1 or seam.roomy)) or None


def letter(seam: Seam) -> bool | None:
    """Any other marker after an end."""
    if not seam.sign or seam.sign in DASHES or NUMBER.fullmatch(seam.sign):
        return None
    return seam.roomy or seam.ended or seam.before.text[-1:] == "," or None


def label(seam: Seam) -> bool | None:
    """The line begins with a label that begins other lines of the document, too (`Answer:`)."""
    if not seam.upper or not seam.habits.labels:
        return None
    match = LABEL.match(seam.line.text)
    return (match is not None and seam.habits.labels[match[0]] >= FEWEST_LABELLED) or None


def one_piece(seam: Seam) -> bool | None:
    """The page marks both lines as one piece: only a sentence that leaves much room ends a paragraph in it."""
    if not seam.together:
        return None
    return seam.ended and seam.upper and seam.room > MUCH_ROOM * seam.line.size and not seam.centred


def other_weight(seam: Seam) -> bool | None:
    """Bold turns to plain, or plain to bold, at an end."""
    turns = seam.before.strong != seam.line.strong
    return (turns and (seam.ended or seam.upper) and (seam.roomy or seam.ended)) or None


def hyphen(seam: Seam) -> bool | None:
    return False if seam.before.text[-1:] == "-" or seam.before.soft else None


def other_piece(seam: Seam) -> bool | None:
    """The page marks the lines as two pieces, the first leaves room, the second begins with a capital."""
    return (seam.tagged and seam.roomy and seam.upper) or None


def drawn_space(seam: Seam) -> bool | None:
    """Where lines end with the space at which they were broken: one with a space goes on, one without it ended."""
    if not seam.habits.draws_spaces or seam.centred:
        return None
    if seam.before.spaced:
        return None if seam.roomy or seam.tagged else False
    free = seam.limit - seam.before.right - WIDE_SPACE * seam.line.size
    return (free > DRAWN_ROOM and seam.before.text[-1:] not in "-/") or None


def title_lines(seam: Seam) -> bool | None:
    """Lines in the middle, and bold ones, are broken where they like: only all signs of an end together are one."""
    if not seam.centred and not (seam.line.strong and seam.before.strong):
        return None
    return seam.ended and seam.upper and seam.roomy


def room_left(seam: Seam) -> bool | None:
    """The next word had room, and a sentence ends or begins."""
    if not seam.roomy or not (seam.ended or seam.upper):
        return None
    return seam.upper or seam.room > SOME_ROOM * seam.size


def comma_with_room(seam: Seam) -> bool | None:
    """A comma with much room after it ends the item of a list."""
    return (seam.roomy and seam.before.text[-1:] == "," and seam.room > MUCH_ROOM * seam.size) or None


def no_capital(seam: Seam) -> bool | None:
    return None if seam.upper else False


def tagged_end(seam: Seam) -> bool | None:
    """A sentence ends a piece that the page marks."""
    return (seam.tagged and seam.ended) or None


def indent(seam: Seam) -> bool | None:
    """A sentence ends, and the line stands further right."""
    further = seam.line.left - seam.before.left > INDENT * seam.size
    return (further and seam.ended and MARKER.match(seam.group[0].text) is None) or None


def known_end(seam: Seam) -> bool | None:
    """The line above ends as other paragraphs do. From here on the document's habits are asked, which is counted."""
    seam.habits.asked += 1
    return (seam.ended and seam.habits.endings[ending(seam.before.text)] > 0) or None


def known_beginning(seam: Seam) -> bool | None:
    """The line begins as other paragraphs do, after an end or a text that stands elsewhere, too."""
    known = seam.habits.openings[opening(seam.line.text)] > 0
    return known and (seam.ended or " ".join(each.text for each in seam.group) in seam.habits.texts)


SIGNS: tuple[Sign, ...] = (
    *(wide_gap, drawn_bullet, other_size, small_letter, cut_word, next_letter),
    *(bullet, marker_within, dash, number, letter, label),
    *(one_piece, other_weight, hyphen, other_piece, drawn_space, title_lines),
    *(room_left, comma_with_room, no_capital, tagged_end, indent, known_end, known_beginning),
)
"""In the order in which they are asked; the last one always tells."""


def begins(group: list[Line], line: Line, limit: float, centred: bool, habits: Habits, found: Sequence[list[Line]] = ()) -> bool:
    """Whether a line begins a new paragraph or item after the lines of `group`."""
    seam = Seam(group, line, limit, centred, habits, found)
    for sign in SIGNS:
        told = sign(seam)
        if told is not None:
            return told
    return False


def deciding_sign(seam: Seam) -> tuple[str, bool]:
    """The name of the sign that tells, and what it tells.

    >>> from postulat.extract.pdf.paragraphs import Habits
    >>> above, below = Line("the mayor said.", 50, 120, 100, 10), Line("- Next", 50, 90, 112, 10)
    >>> deciding_sign(Seam([above], below, 300, False, Habits(), ()))
    ('dash', True)
    """
    told = ((sign.__name__, found) for sign in SIGNS if (found := sign(seam)) is not None)
    return next(told, ("", False))


def runs_on(before: Line, line: Line, limit: float, habits: Habits) -> bool:
    """Whether a line surely goes on with the sentence above it, as most do; a quick answer where `begins` has a long one."""
    return (
        line.text[:1].islower()
        and before.text[-1:] not in ENDS
        and limit - before.right - SPACE * line.size - line.first_width <= ROOMY
        and (before.spaced or not habits.draws_spaces)
        and ")" not in line.text[:MARKER_HEAD]
        and line.text[1:2] != "."
        and not line.dotted
    )


def counts_on(item: str, text: str) -> bool:
    """Whether a text begins with the letter after that of an item.

    >>> counts_on("a. the mayor,", "b. the council"), counts_on("w. 1 and 2", "y. 3")
    (True, False)
    """
    before, here = LETTERED.match(item), LETTERED.match(text)
    return before is not None and here is not None and ord(before[1]) + 1 == ord(here[1])


def opening(text: str) -> tuple[str, ...]:
    """The first words, by which a text that begins elsewhere too is known.

    >>> opening("Zgodnie z założeniami programu")
    ('zgodnie', 'z', 'założeniami')
    """
    return tuple(map(str.casefold, text.split(None, 3)[:3]))


def ending(text: str) -> tuple[str, ...]:
    return tuple(map(str.casefold, text.rsplit(None, 3)[-3:]))
