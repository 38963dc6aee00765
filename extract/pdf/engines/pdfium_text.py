"""Text objects of PDFium → stretches of text in one style; with a call for each object or word, and none for each letter."""

from __future__ import annotations

import ctypes
import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, degrees, hypot

from postulat.extract.layout.page import Joint
from postulat.extract.pdf.engines.glyphs import RUN_GAP, WORD_GAP, is_bold, is_slanted, readable
from postulat.extract.pdf.engines.hidden_layers import Layers
from postulat.extract.pdf.engines.orientation import turned, turned_box
from postulat.extract.pdf.engines.pdfium_calls import Call, Calls, Handle, Matrix, Rect, passed
from postulat.extract.pdf.engines.pdfium_frame import Frame

HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-", "\0": None})
"""What PDFium writes for a hyphen at a line's end, and what stands for nothing."""
NARROW_GAP = 0.03
"""Share of the size; a wider gap is a space where PDFium, too, takes it for one."""
MOST_SEAMS = 40
"""Joints of a run beyond which those without white are not kept."""
JOINT = 0.2
"""Share of the size; a wider gap may part two columns, though most often it is a space."""
INVISIBLE_MODES = (3, 7)
LEVEL = 0.02
"""Share of the size that baselines within one run may differ."""
SAME_HEIGHT = 0.001
"""Points."""
LINE = re.compile(r"[^\r\n]+")
WORD = re.compile(r"[^ ]+")
WHITE = 253
"""Of 255."""
COLOUR = struct.Struct("4I")
"""Red, green, blue and opacity, as PDFium writes them."""
SAME_INK = 64
"""Of 255, in each of red, green and blue."""
LEAST_TILT = 4.0
"""Degrees; what leans less stands straight."""
LONGEST_NAME = 256
"""Bytes of a font's name."""


Font = tuple[str, bool, bool]
"""A font's name, and whether it is bold, and in italics."""


@dataclass(slots=True)
class Stretch:
    """Text in one style, in the reading position of its angle.

    `parts` are the characters `[first:last]` of each text object in it, with their text; a space between two of them has none.
    `joints` are the wide gaps between them.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    mark: int
    word_end: float
    angle: int
    hidden: bool
    white: bool
    parts: list[tuple[int, int, str]]
    joints: tuple[Joint, ...] = ()
    ink: int = 0
    tilt: float = 0.0
    slanted: bool = False

    def has_seam(self, other: Stretch) -> bool:
        """Whether two texts that touch may be lines of two columns: one is more than a word, as hardly a piece of a word is."""
        if self.text[-1] == " " or other.text[0] == " " or len(self.joints) >= MOST_SEAMS:
            return False
        return " " in self.parts[-1][2] or " " in other.text

    def is_near(self, other: Stretch) -> bool:
        """Whether the other begins about where this one ends: the quick part of the question whether it goes on there."""
        return -0.5 * other.size < other.left - self.right < RUN_GAP * other.size

    def takes(self, other: Stretch, spaced: bool) -> bool:
        """Whether the other goes on at this one's end, and so is taken in; `spaced` says that PDFium saw a space between."""
        size = other.size
        gap = other.left - self.right
        if not (
            self.is_near(other)
            and abs(self.baseline - other.baseline) < 0.05 + LEVEL * size
            and abs(self.size - size) < 0.1
            and self.mark == other.mark
            and self.bold == other.bold
            and self.angle == other.angle
            and self.hidden == other.hidden
            and self.white == other.white
            and (self.ink == other.ink or alike(self.ink, other.ink))
            and self.tilt == other.tilt
        ):
            return False
        one_word = " " not in self.text
        joint = gap > JOINT * size or self.has_seam(other)
        if self.text[-1] != " " and other.text[0] != " " and gap > (NARROW_GAP if spaced else WORD_GAP) * size:
            self.text += " "
            self.parts.append((-1, -1, " "))
        elif one_word and other.text[0] != " ":
            self.word_end = other.word_end
        if joint:
            self.joints = (*self.joints, Joint(len(self.text), self.right, other.left))
        self.slanted = self.slanted and other.slanted
        self.text += other.text
        self.right = max(self.right, other.right)
        self.parts.extend(other.parts)
        return True


def pieces_of(written: str, text: Handle, object_at: Call, pen: Pen) -> Iterator[tuple[int, int, int]]:
    """Text objects with the characters `[first:last]` that they drew.

    Some programs draw each letter as an object of its own. A word of such letters is given as one, where its first and last
    letter stand on one line in one font and size: PDFium has seen no gap in it.
    """
    for line in LINE.finditer(written):
        index, end = line.span()
        ends: list[int] = []
        while index < end:
            if written[index] == " ":
                index += 1
                continue
            address = object_at(text, index)
            if not address:
                index += 1
                continue
            if object_at(text, end - 1) == address:
                last = end
            else:
                space = written.find(" ", index, end)
                word = space if space > 0 else end
                other = object_at(text, word - 1)
                if other == address:
                    ends = ends or [*(found.end() for found in WORD.finditer(written, word, end)), end]
                    low, high = last_word(object_at, text, address, word, ends)
                    last = object_end(object_at, text, address, low, high)
                elif other and pen.font(passed(other)) is pen.font(passed(address)) and pen.shape(word - 1) == pen.shape(index):
                    last = word
                else:
                    last = object_end(object_at, text, address, index, end)
            yield address, index, last
            index = last


def last_word(object_at: Call, text: Handle, address: int, end: int, ends: list[int]) -> tuple[int, int]:
    """The last letter that ends a word and is of the object, as one before `end` is, and the next one that ends a word and is not.

    `ends` are where the words end, in order; steps double and then halve.
    """
    first = low = bisect_right(ends, end) - 1
    high, step = len(ends), 1
    while low + step < high:
        if object_at(text, ends[low + step] - 1) == address:
            low += step
            step *= 2
        else:
            high = low + step
    while low + 1 < high:
        middle = (low + high) // 2
        if object_at(text, ends[middle] - 1) == address:
            low = middle
        else:
            high = middle
    return (ends[low] if low > first else end) - 1, ends[high] - 1 if high < len(ends) else ends[-1] + 1


def object_end(object_at: Call, text: Handle, address: int, low: int, end: int) -> int:
    """The character after the last one of the object, found by steps that double and then halve."""
    step, high = 1, end
    while low + step < end:
        if object_at(text, low + step) == address:
            low += step
            step *= 2
        else:
            high = low + step
            break
    while low + 1 < high:
        middle = (low + high) // 2
        if object_at(text, middle) == address:
            low = middle
        else:
            high = middle
    return low + 1


class Pen:
    """What reads the style and place of text objects.

    It remembers the last size: a box of the same height, in the same font, is of text of the same size.
    """

    def __init__(self, calls: Calls, text: Handle, frame: Frame, layers: Layers | None = None) -> None:
        self.text, self.frame, self.layers = passed(text.value), frame, layers
        self.get_origin = calls["FPDFText_GetCharOrigin"]
        self.get_box = calls["FPDFText_GetLooseCharBox"]
        self.get_matrix = calls["FPDFText_GetMatrix"]
        self.get_size = calls["FPDFText_GetFontSize"]
        self.get_colour = calls["FPDFPageObj_GetFillColor"]
        self.get_mark = calls["FPDFPageObj_GetMarkedContentID"]
        self.get_mode = calls["FPDFTextObj_GetTextRenderMode"]
        self.get_font = calls["FPDFTextObj_GetFont"]
        self.get_name = calls["FPDFFont_GetBaseFontName"]
        self.fonts: dict[int, Font] = {}
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.x_reference, self.y_reference = ctypes.byref(self.x), ctypes.byref(self.y)
        self.upright = frame.rotation == 0
        self.printable = False
        """Whether all characters of the page are."""
        self.rect, self.matrix = Rect(), Matrix()
        self.rect_reference, self.matrix_reference = ctypes.byref(self.rect), ctypes.byref(self.matrix)
        self.colour = ctypes.create_string_buffer(COLOUR.size)
        self.colour_references = tuple(ctypes.byref(self.colour, at) for at in range(0, COLOUR.size, COLOUR.size // 4))
        self.last_colour = b""
        self.white = False
        self.ink = 0
        self.last_font: Font | None = None
        self.last_height = 0.0
        self.size, self.angle, self.slant, self.tilt = 0.0, 0, 0.0, 0.0

    def font(self, handle: Handle) -> Font:
        """The name of a text object's font, and whether it is bold, and in italics."""
        address = self.get_font(handle) or 0
        known = self.fonts.get(address)
        if known is None:
            buffer = ctypes.create_string_buffer(LONGEST_NAME)
            self.get_name(passed(address), buffer, ctypes.c_size_t(LONGEST_NAME))
            name = buffer.value.decode("utf-8", "replace")
            known = self.fonts[address] = (name, is_bold(name), is_slanted(name))
        return known

    def shape(self, index: int) -> tuple[float, float]:
        """The height of a character's origin, and how tall its box is."""
        self.get_origin(self.text, index, self.x_reference, self.y_reference)
        self.get_box(self.text, index, self.rect_reference)
        return round(self.y.value, 2), round(self.rect.top - self.rect.bottom, 2)

    def stretch(self, address: int, first: int, last: int, written: str) -> Stretch:
        text, rect, frame = self.text, self.rect, self.frame
        handle = passed(address)
        letters = written[first:last]
        shown = letters.rstrip(" ") or letters
        space = shown.find(" ")
        self.get_origin(text, first, self.x_reference, self.y_reference)
        x, y = self.x.value, self.y.value
        font = self.fonts.get(self.get_font(handle)) or self.font(handle)
        self.get_box(text, first + len(shown) - 1, self.rect_reference)
        right = rect.right
        height = rect.top - rect.bottom
        if self.last_font is not font or abs(height - self.last_height) > SAME_HEIGHT:
            self.measure(first)
            self.last_font, self.last_height = font, height
        angle = self.angle
        if self.slant:
            right -= max(self.slant * (rect.top - y), 0.0)  # a slanted letter's box leans over its advance
        if space > 0:
            self.get_origin(text, first + space, self.x_reference, self.y_reference)
        if angle == 0 and self.upright:
            left, baseline = x - frame.left, frame.top - y
            right -= frame.left
            word_end = self.x.value - frame.left
        else:
            left, baseline = turned(*frame.point(x, y), angle, frame.width, frame.height)
            box = frame.box(rect.left, rect.bottom, right, rect.top)
            right = turned_box(box, angle, frame.width, frame.height)[2]
            word_end = turned(*frame.point(self.x.value, self.y.value), angle, frame.width, frame.height)[0]
        if right < left:
            right = left
        red, green, blue, opacity = self.colour_references
        self.get_colour(handle, red, green, blue, opacity)
        colour = self.colour.raw
        if colour != self.last_colour:
            self.last_colour, self.white, self.ink = colour, is_white(*COLOUR.unpack(colour)), ink(*COLOUR.unpack(colour))
        if not self.printable and not letters.isprintable():
            letters = readable(letters.translate(HYPHENS), font[0], alone=last - first == 1)
        return Stretch(
            letters or " ",
            left,
            right,
            baseline,
            self.size,
            font[1],
            self.get_mark(handle),
            word_end if space > 0 else right,
            angle,
            self.get_mode(handle) in INVISIBLE_MODES or (self.layers is not None and self.layers.hide(Handle(address))),
            self.white,
            [(first, last, letters)],
            (),
            self.ink,
            self.tilt,
            font[2],
        )

    def measure(self, index: int) -> None:
        """Size, angle and slant of a character."""
        self.get_matrix(self.text, index, self.matrix_reference)
        a, b, c, d = self.matrix.a, self.matrix.b, self.matrix.c, self.matrix.d
        size = self.get_size(self.text, index)
        if size < 0:  # letters on their head, in a frame of reference that stands on its head, too
            size, a, b, c, d = -size, -a, -b, -c, -d
        self.size = size * abs(a * d - b * c) / (hypot(a, b) or 1.0)
        angle, self.tilt = 0, 0.0
        if b or a <= 0:
            exact = degrees(atan2(b, a))
            angle = round(exact / 90) % 4 * 90
            tilt = (exact - angle + 180) % 360 - 180
            self.tilt = round(tilt) if abs(tilt) > LEAST_TILT else 0.0
        self.angle = (angle - 90 * self.frame.rotation) % 360
        self.slant = c / d if c and d and not b else 0.0


def ink(red: int, green: int, blue: int, opacity: int) -> int:
    """The colour that is seen on white paper, as 0xRRGGBB.

    >>> hex(ink(0, 0, 0, 255)), hex(ink(255, 0, 0, 0))
    ('0x0', '0xffffff')
    """
    red, green, blue = (255 - (255 - part) * opacity // 255 for part in (red, green, blue))
    return red << 16 | green << 8 | blue


def alike(one: int, other: int) -> bool:
    """Whether two inks look the same."""
    return all(abs((one >> shift & 255) - (other >> shift & 255)) <= SAME_INK for shift in (0, 8, 16))


def is_white(red: int, green: int, blue: int, opacity: int) -> bool:
    """Whether nobody sees the colour on paper."""
    return min(red, green, blue) >= WHITE or opacity == 0
