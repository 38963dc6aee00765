"""Pages of a PDF by way of PDFium: text by text object, rules from its paths, and only a few calls for each."""

from __future__ import annotations

import ctypes
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import atan2, degrees, hypot
from typing import Any, NamedTuple

from extract.document import Box
from extract.errors import ReadError
from extract.glyphs import RUN_GAP, WORD_GAP, is_bold, readable
from extract.page import Area, Page, Run
from extract.pdfium_calls import Call, Calls, Matrix, Rect, calls
from extract.pdfium_paths import Drawing, drawing
from extract.upright import Piece, Sheet, page_of, turned, turned_box

PASSWORD_ERROR = 4
INVISIBLE_MODES = (3, 7)
MOST_CHARACTERS = 300_000
"""Of one page."""
HYPHEN = "\ufffe"
"""What PDFium writes for a hyphen at a line's end."""
LONGEST_NAME = 256
"""Bytes of a font's name, and of an address of a link times eight."""
NARROW_GAP = 0.03
"""Share of the size; a wider gap is a space where PDFium, too, takes it for one."""
SAMPLES = 64
"""Text objects of a page whose letters are checked for a known meaning."""
DOUBTFUL = 0.03
"""Share of letters without a known meaning, from which the page's text is not trusted."""
CONTROL = frozenset(map(chr, range(32))) - set("\t\n\r\x02")


@dataclass(slots=True)
class File:
    """An open file; a page is closed before the next one is read."""

    calls: Calls
    data: bytes
    document: int
    title: str | None
    language: str | None
    page_count: int

    def pages(self, numbers: Iterable[int]) -> Iterator[Page]:
        for number in numbers:
            yield self.page(number)

    def page(self, number: int) -> Page:
        """The page with that number, from 1."""
        page = self.calls["FPDF_LoadPage"](self.document, number - 1)
        if not page:
            raise ReadError(f"not a readable PDF: page {number} is broken")
        text = self.calls["FPDFText_LoadPage"](page)
        try:
            return page_of(Reading(self.calls, self.document, page, text, number).sheet())
        finally:
            self.calls["FPDFText_ClosePage"](text)
            self.calls["FPDF_ClosePage"](page)

    def close(self) -> None:
        self.calls["FPDF_CloseDocument"](self.document)


def open_file(data: bytes) -> File:
    library = calls()
    document = library["FPDF_LoadMemDocument64"](data, len(data), None)
    if not document:
        if library["FPDF_GetLastError"]() == PASSWORD_ERROR:
            raise ReadError("encrypted; a password is needed to read it")
        raise ReadError("not a readable PDF: its structure is broken")
    count = library["FPDF_GetPageCount"](document)
    if count < 1:
        library["FPDF_CloseDocument"](document)
        raise ReadError("not a readable PDF: it has no pages")
    title = string(library["FPDF_GetMetaText"], document, b"Title")
    return File(library, data, document, title, string(library["FPDFCatalog_GetLanguage"], document), count)


def string(call: Call, *handles: Any) -> str | None:
    """A text that PDFium gives as UTF-16."""
    size = call(*handles, None, 0)
    if size <= 2:
        return None
    buffer = ctypes.create_string_buffer(size)
    call(*handles, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace") or None


class Frame(NamedTuple):
    """The part of the page that is shown, and how it is turned."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.rotation % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.rotation % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own space on the page as shown."""
        if self.rotation == 0:
            return x - self.left, self.top - y
        if self.rotation == 1:
            return y - self.bottom, x - self.left
        if self.rotation == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


class Stretch(NamedTuple):
    """Text objects that make one run, and whether they are seen.

    `parts` are the characters `[first:last]` of each with its text; a space between two of them has none.
    """

    run: Run
    angle: int
    hidden: bool
    white: bool
    parts: tuple[tuple[int, int, str], ...]


class Reading:
    """The reading of one page, with what PDFium writes its answers to."""

    def __init__(self, library: Calls, document: int, page: int, text: int, number: int) -> None:
        self.calls = library
        self.document = document
        self.page = page
        self.text = text
        self.number = number
        self.fonts: dict[int, str] = {}
        self.doubtful = False
        self.frame = self.shown_part()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.rect, self.matrix = Rect(), Matrix()
        self.colour = tuple(ctypes.c_uint() for _ in range(4))
        self.rect_reference, self.matrix_reference = ctypes.byref(self.rect), ctypes.byref(self.matrix)
        self.references = (ctypes.byref(self.x), ctypes.byref(self.y))
        self.colours = tuple(ctypes.byref(part) for part in self.colour)

    def shown_part(self) -> Frame:
        rect = Rect()
        self.calls["FPDF_GetPageBoundingBox"](self.page, ctypes.byref(rect))
        rotation = self.calls["FPDFPage_GetRotation"](self.page) % 4
        return Frame(rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top), rotation)

    def sheet(self) -> Sheet:
        frame = self.frame
        drawn = drawing(self.calls, self.page, frame.box)
        stretches = list(self.stretches())
        areas = self.links()
        return Sheet(
            self.number,
            frame.width,
            frame.height,
            self.pieces(stretches, drawn, areas),
            drawn.rules,
            drawn.fills,
            areas,
            pictures=drawn.pictures,
            capped=drawn.capped,
            doubtful=self.doubtful,
        )

    def stretches(self) -> Iterator[Stretch]:
        """The text objects as runs; those that go on where the last one ended, in the same font, are one run with it."""
        count = min(self.calls["FPDFText_CountChars"](self.text), MOST_CHARACTERS)
        if count < 1:
            return
        written = self.written(count)
        self.doubtful = doubtful(written)
        objects = list(boundaries(self.calls["FPDFText_GetTextObject"], self.text, count))
        ended = 0
        self.doubtful = self.doubtful or self.unmapped(objects)
        pending: Stretch | None = None
        for address, first, last in objects:
            stretch = self.stretch(address, first, last, written[first:last])
            spaced, ended = written[ended:first] == [" "], last
            if pending is not None:
                joined = together(pending, stretch, spaced)
                if joined is not None:
                    pending = joined
                    continue
                yield pending
            pending = stretch
        if pending is not None:
            yield pending

    def written(self, count: int) -> list[str]:
        """The characters by PDFium's own index, which some of them do not have in the text."""
        buffer = (ctypes.c_ushort * (count + 1))()
        size = self.calls["FPDFText_GetText"](self.text, 0, count, buffer)
        units = buffer[: max(size - 1, 0)]
        if len(units) == count:
            return [chr(unit) for unit in units] if not any(0xD800 <= unit < 0xE000 for unit in units) else with_pairs(units)
        index_of = self.calls["FPDFText_GetTextIndexFromCharIndex"]
        places = [index_of(self.text, index) for index in range(count)]
        return [chr(units[place]) if 0 <= place < len(units) else "" for place in places]

    def unmapped(self, objects: list[tuple[int, int, int]]) -> bool:
        """Whether many letters have no known meaning: fonts made without a table of them."""
        step = max(1, len(objects) // SAMPLES)
        sampled = objects[::step]
        failed = sum(1 for _, first, _ in sampled if self.calls["FPDFText_HasUnicodeMapError"](self.text, first) > 0)
        return failed > DOUBTFUL * len(sampled)

    def stretch(self, address: int, first: int, last: int, letters: list[str]) -> Stretch:
        calls, text = self.calls, self.text
        begin, end_of_text, space = written_part(letters)
        calls["FPDFText_GetCharOrigin"](text, first + begin, *self.references)
        x, y = self.x.value, self.y.value
        if space:
            calls["FPDFText_GetCharOrigin"](text, first + space, *self.references)
        calls["FPDFText_GetMatrix"](text, first, self.matrix_reference)
        calls["FPDFText_GetLooseCharBox"](text, first + end_of_text - 1, self.rect_reference)
        matrix, rect, frame = self.matrix, self.rect, self.frame
        a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
        size = calls["FPDFText_GetFontSize"](text, first) * abs(a * d - b * c) / (hypot(a, b) or 1.0)
        angle = 0 if a > 0 and b == 0 else round(degrees(atan2(b, a)) / 90) % 4 * 90
        angle = (angle - 90 * frame.rotation) % 360
        if c and d and not b:
            rect.right -= max(c / d * (rect.top - y), 0.0)  # a slanted letter's box leans over its advance
        x, y = frame.point(x, y)
        word_end, across = frame.point(self.x.value, self.y.value) if space else (0.0, 0.0)
        box = frame.box(rect.left, rect.bottom, rect.right, rect.top)
        if angle:
            x, y = turned(x, y, angle, frame.width, frame.height)
            word_end, _ = turned(word_end, across, angle, frame.width, frame.height)
            box = turned_box(box, angle, frame.width, frame.height)
        end = max(box[2], x)
        font = self.font(address)
        calls["FPDFPageObj_GetFillColor"](address, *self.colours)
        red, green, blue, alpha = self.colour
        white = alpha.value == 0 or (red.value >= 253 and green.value >= 253 and blue.value >= 253)
        words = "".join(letters)
        if not words.isascii():
            words = readable(words.replace(HYPHEN, "-"), font, alone=last - first == 1)
        run = Run(
            words.replace("\x02", "-"),
            x,
            end,
            y,
            size,
            is_bold(font),
            calls["FPDFPageObj_GetMarkedContentID"](address),
            word_end if space else end,
        )
        hidden = calls["FPDFTextObj_GetTextRenderMode"](address) in INVISIBLE_MODES
        return Stretch(run, angle, hidden, white, ((first, last, run.text),))

    def font(self, address: int) -> str:
        handle = self.calls["FPDFTextObj_GetFont"](address) or 0
        if handle not in self.fonts:
            buffer = ctypes.create_string_buffer(LONGEST_NAME)
            self.calls["FPDFFont_GetBaseFontName"](handle, buffer, LONGEST_NAME)
            self.fonts[handle] = buffer.value.decode("utf-8", "replace")
        return self.fonts[handle]

    def pieces(self, stretches: list[Stretch], drawn: Drawing, areas: list[Area]) -> list[Piece]:
        """The runs; those that an upright rule or the side of a link crosses know where each of their letters stands."""
        sides = sorted({x for rule in drawn.rules for x in (rule.left, rule.right)} | {x for area in areas for x in area.box[::2]})
        found = []
        for stretch in stretches:
            run = stretch.run
            margin = 0.25 * run.size
            crossing = bisect_left(sides, run.left + margin) < bisect_left(sides, run.right - margin)
            if len(run.text) > 1 and (stretch.angle or crossing):
                run = self.with_starts(stretch)
            found.append(Piece(run, stretch.angle, stretch.hidden, stretch.white))
        return found

    def with_starts(self, stretch: Stretch) -> Run:
        """The run with the places of its letters; where a letter is written with two, or two with one, it stays without."""
        origin, frame = self.calls["FPDFText_GetCharOrigin"], self.frame
        starts: list[float] = []
        for first, last, text in stretch.parts:
            if first < 0:
                starts.append(starts[-1])
            elif last - first != len(text):
                return stretch.run
            for index in range(first, last):
                origin(self.text, index, *self.references)
                x, y = frame.point(self.x.value, self.y.value)
                starts.append(turned(x, y, stretch.angle, frame.width, frame.height)[0])
        return stretch.run._replace(starts=(*starts, stretch.run.right))

    def links(self) -> list[Area]:
        """The page's links to addresses."""
        position, link, rect = ctypes.c_int(0), ctypes.c_void_p(), Rect()
        found = []
        while self.calls["FPDFLink_Enumerate"](self.page, ctypes.byref(position), ctypes.byref(link)):
            action = self.calls["FPDFLink_GetAction"](link)
            if not action or not self.calls["FPDFLink_GetAnnotRect"](link, ctypes.byref(rect)):
                continue
            buffer = ctypes.create_string_buffer(8 * LONGEST_NAME)
            size = self.calls["FPDFAction_GetURIPath"](self.document, action, buffer, len(buffer))
            if 1 < size <= len(buffer):
                target = buffer.value.decode("utf-8", "replace").strip()
                found.append(Area(self.frame.box(rect.left, rect.bottom, rect.right, rect.top), target))
        return found


def written_part(letters: list[str]) -> tuple[int, int, int]:
    """Where the text begins and ends without the spaces around it, and the first space within it (0: there is none)."""
    text = "".join(letter or "?" for letter in letters)
    begin, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if begin >= end:
        return 0, len(text), 0
    return begin, end, max(text.find(" ", begin, end), 0)


def with_pairs(units: list[int]) -> list[str]:
    """Characters by index, where some take two places: the pair in the first, nothing in the second."""
    letters = [chr(unit) for unit in units]
    for index in range(len(units) - 1):
        if 0xD800 <= units[index] < 0xDC00 <= units[index + 1] < 0xE000:
            letters[index] = chr(0x10000 + ((units[index] - 0xD800) << 10) + units[index + 1] - 0xDC00)
            letters[index + 1] = ""
    return [letter if not "\ud800" <= letter < "\ue000" else "\ufffd" for letter in letters]


def doubtful(written: list[str]) -> bool:
    """Whether letters came out as control characters, which no page shows, or many as a font's own."""
    seen = set(written)
    if seen & CONTROL:
        return True
    private = {letter for letter in seen if "\ue000" <= letter <= "\uf8ff"}
    return bool(private) and sum(letter in private for letter in written) > DOUBTFUL * len(written)


def boundaries(object_at: Call, text: int, count: int) -> Iterator[tuple[int, int, int]]:
    """Each text object with the characters `[first:last]` that it drew; spaces and line ends that PDFium adds have none.

    Objects are found by steps that double, then halve: a call for each character would cost more than all the rest.
    """
    index = 0
    while index < count:
        address = object_at(text, index)
        if not address:
            index += 1
            continue
        step, low, high = 1, index, count
        while low + step < count:
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
        yield address, index, low + 1
        index = low + 1


def together(one: Stretch, other: Stretch, spaced: bool) -> Stretch | None:
    """Two stretches as one, where the second goes on at the first one's end; `spaced` says that PDFium saw a space between."""
    a, b = one.run, other.run
    gap = b.left - a.right
    if not (
        a.mark == b.mark
        and a.bold == b.bold
        and abs(a.baseline - b.baseline) < 0.05 + 0.02 * b.size
        and abs(a.size - b.size) < 0.1
        and -0.5 * b.size < gap < RUN_GAP * b.size
        and (one.angle, one.hidden, one.white) == (other.angle, other.hidden, other.white)
    ):
        return None
    between = " " if gap > (NARROW_GAP if spaced else WORD_GAP) * b.size and a.text[-1:] != " " and b.text[:1] != " " else ""
    space = ((-1, -1, " "),) if between else ()
    one_word = not between and " " not in a.text.strip() and a.text[-1:] != " " and b.text[:1] != " "
    run = a._replace(
        text=a.text + between + b.text,
        right=max(a.right, b.right),
        word_end=b.word_end if one_word else a.word_end,
    )
    return one._replace(run=run, parts=(*one.parts, *space, *other.parts))
