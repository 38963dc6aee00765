"""Pages of a PDF by way of PDFium: text by text object, rules from its paths, and only a few calls for each."""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from postulat.extract.errors import ReadError
from postulat.extract.gc_pause import collector_paused
from postulat.extract.layout.page import Area, Page, Rule, as_run
from postulat.extract.layout.struck import ZONE
from postulat.extract.pdf.engines.font_encodings import FontLetters
from postulat.extract.pdf.engines.hidden_layers import Layers, hidden_layers
from postulat.extract.pdf.engines.jumps import (
    WORD,
    Step,
    at_jumps,
    faint_jumps,
    jumps,
    leads_on,
    may_jump,
    steps,
    with_faint_joints,
)
from postulat.extract.pdf.engines.orientation import TurnedPage, TurnedRun, as_turned_run, page_of, turned
from postulat.extract.pdf.engines.pdfium_annotations import Form, form_of, read_annotations
from postulat.extract.pdf.engines.pdfium_calls import Call, Calls, Handle, Rect, calls, passed
from postulat.extract.pdf.engines.pdfium_frame import Frame
from postulat.extract.pdf.engines.pdfium_paths import drawing
from postulat.extract.pdf.engines.pdfium_text import Pen, Stretch, pieces_of

PASSWORD_ERROR = 4
MOST_CHARACTERS = 300_000
"""Of one page."""
NOTHING = "\0"
UNKNOWN = 0xFFFD
"""What is written for a letter without a known meaning."""
LONGEST_ADDRESS = 2048
"""Bytes of a link's address."""
SAMPLES = 64
"""Text objects of a page whose letters are checked for a known meaning."""
DOUBTFUL = 0.03
"""Share of letters without a known meaning, from which the page's text is not trusted."""
FEWEST_WALLS = 4
"""Upright rules at one height, for what stands between two of them to be a cell."""
FIGURES_END = "0123456789%)-–—"
"""How figures end; a ruled column may hold several columns of them."""
CONTROL = frozenset(map(chr, range(1, 32))) - set("\t\n\r\x02")
CODES = CONTROL | frozenset(map(chr, range(127, 160)))
"""What is no letter; those beyond 127 may be one of another code page, and make no page doubtful."""


@dataclass(slots=True)
class File:
    """An open file; a page is closed before the next one is read."""

    calls: Calls
    letters: FontLetters
    document: Handle
    title: str | None
    language: str | None
    page_count: int
    form: Form | None = None
    hidden: frozenset[str] = frozenset()
    """Names of layers that are off."""

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
            with collector_paused():
                return page_of(PageReading(self, page, text, number).sheet(self.form))
        finally:
            self.calls["FPDFText_ClosePage"](text)
            self.calls["FPDF_ClosePage"](page)

    def close(self) -> None:
        if self.form is not None:
            self.calls["FPDFDOC_ExitFormFillEnvironment"](self.form.handle)
        self.calls["FPDF_CloseDocument"](self.document)


def open_file(data: bytes) -> File:
    library = calls()
    document = library["FPDF_LoadMemDocument64"](data, ctypes.c_size_t(len(data)), None)
    if not document:
        if library["FPDF_GetLastError"]() == PASSWORD_ERROR:
            raise ReadError("encrypted; a password is needed to read it")
        raise ReadError("not a readable PDF: its structure is broken")
    count = library["FPDF_GetPageCount"](document)
    if count < 1:
        library["FPDF_CloseDocument"](document)
        raise ReadError("not a readable PDF: it has no pages")
    title = string(library["FPDF_GetMetaText"], document, b"Title")
    language = string(library["FPDFCatalog_GetLanguage"], document)
    return File(library, FontLetters(data), document, title, language, count, form_of(library, document), hidden_layers(data))


def string(call: Call, *handles: Any) -> str | None:
    """A text that PDFium gives as UTF-16."""
    size = call(*handles, None, ctypes.c_ulong(0))
    if size <= 2:
        return None
    buffer = ctypes.create_string_buffer(size)
    call(*handles, buffer, ctypes.c_ulong(size))
    return buffer.raw[: size - 2].decode("utf-16-le", "replace") or None


class PageReading:
    """The reading of one page, with what PDFium writes its answers to."""

    def __init__(self, file: File, page: Handle, text: Handle, number: int) -> None:
        self.calls = file.calls
        self.document = file.document
        self.page = page
        self.text = text
        self.number = number
        self.letters = file.letters
        self.hidden = file.hidden
        self.doubtful = False
        self.unnamed = False
        self.frame = self.shown_part()

    def shown_part(self) -> Frame:
        rect = Rect()
        self.calls["FPDF_GetPageBoundingBox"](self.page, ctypes.byref(rect))
        rotation = self.calls["FPDFPage_GetRotation"](self.page) % 4
        return Frame(rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top), rotation)

    def sheet(self, form: Form | None = None) -> TurnedPage:
        frame = self.frame
        drawn = drawing(self.calls, self.page, frame.box)
        areas = self.links()
        written = read_annotations(self.calls, self.page, form, frame)
        drawn.rules.extend(written.strikes)
        sides = sides_of(drawn.rules, areas)
        return TurnedPage(
            self.number,
            frame.width,
            frame.height,
            [*self.turned_runs(sides), *map(TurnedRun, written.runs)],
            drawn.rules,
            drawn.fills,
            areas,
            pictures=drawn.pictures,
            outlines=drawn.outlines,
            remarks=written.remarks,
            capped=drawn.capped,
            doubtful=self.doubtful,
        )

    def turned_runs(self, sides: Sides) -> list[TurnedRun]:
        found: list[TurnedRun] = []
        for stretch in self.stretches():
            found += self.pieces(stretch, sides)
        return found

    def stretches(self) -> list[Stretch]:
        """The text as runs: what goes on where the last text object ended, in the same font and colour, is one run with it."""
        count = min(self.calls["FPDFText_CountChars"](self.text), MOST_CHARACTERS)
        if count < 1:
            return []
        written = self.written(count)
        pen = Pen(self.calls, self.text, self.frame, Layers(self.calls, self.hidden, self.page) if self.hidden else None)
        pen.printable = written.replace("\r\n", "").isprintable()
        if not pen.printable:
            written = self.with_named(written, pen)
            self.doubtful = doubtful(written)
        self.unnamed = chr(UNKNOWN) in written
        self.doubtful = self.doubtful or (self.unnamed and doubtful(written))
        object_at = self.calls["FPDFText_GetTextObject"]
        found: list[Stretch] = []
        ended = 0
        for address, first, last in pieces_of(written, pen.text, object_at, pen):
            stretch = pen.stretch(address, first, last, written)
            if not (found and found[-1].is_near(stretch) and found[-1].takes(stretch, written[ended:first] == " ")):
                found.append(stretch)
            ended = last
        self.doubtful = self.doubtful or self.unmapped(found)
        return found

    def written(self, count: int) -> str:
        """The characters by PDFium's own index; one that has none in the text is a NUL."""
        buffer = (ctypes.c_ushort * (count + 1))()
        size = self.calls["FPDFText_GetText"](self.text, 0, count, buffer)
        if size - 1 == count:
            text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
            return text if len(text) == count else with_pairs(buffer[:count])
        units = buffer[: max(size - 1, 0)]
        index_of = self.calls["FPDFText_GetTextIndexFromCharIndex"]
        places = [index_of(self.text, index) for index in range(count)]
        if sum(at >= 0 for at in places) != len(units):
            return self.one_by_one(count)  # a letter beyond the first plane of Unicode is in no text, though the places count it
        return with_pairs([units[at] if 0 <= at < len(units) else self.without_text(index) for index, at in enumerate(places)])

    def one_by_one(self, count: int) -> str:
        """The characters as PDFium gives each alone: what its text leaves out shifts none of them."""
        letter_of = self.calls["FPDFText_GetUnicode"]
        codes = [letter_of(self.text, index) or self.without_text(index) for index in range(count)]
        return "".join(chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd" for code in codes)

    def with_named(self, written: str, pen: Pen) -> str:
        """The characters, those that are a mere code in place of a letter by the tables of their fonts."""
        letters = list(written)
        for index, letter in enumerate(written):
            if letter in CODES:
                address = self.calls["FPDFText_GetTextObject"](self.text, index)
                font = pen.font(passed(address))[0] if address else ""
                letters[index] = self.letters.letter(self.number, font, ord(letter)) or letter
        return "".join(letters)

    def without_text(self, index: int) -> int:
        """What stands for a character that the text leaves out: nothing, or the sign of a letter that its font does not name."""
        drawn = not self.calls["FPDFText_IsGenerated"](self.text, index) and not self.calls["FPDFText_GetUnicode"](self.text, index)
        return UNKNOWN if drawn else 0

    def unmapped(self, found: list[Stretch]) -> bool:
        """Whether many letters have no known meaning: fonts made without a table of them."""
        sampled = found[:: max(1, len(found) // SAMPLES)]
        has_error, text = self.calls["FPDFText_HasUnicodeMapError"], passed(self.text.value)
        failed = sum(has_error(text, stretch.parts[0][0]) > 0 for stretch in sampled)
        return bool(failed > DOUBTFUL * len(sampled))

    def pieces(self, stretch: Stretch, sides: Sides) -> Sequence[TurnedRun]:
        """The run; one that an upright rule or the side of a link crosses knows where each of its letters stands.

        Some programs draw a whole row of a table as one text object, with jumps where a column ends: it is parted there.
        """
        text, left, right, size, angle = stretch.text, stretch.left, stretch.right, stretch.size, stretch.angle
        placed = angle or sides.cross(stretch) or sides.strike(stretch) or leads_on(text)
        starts = self.starts(stretch) if placed and len(text) > 1 else ()
        places: Sequence[int] = ()
        faint: Sequence[Step] = ()
        if may_jump(text, right - left, size) and (starts or not sides.hold(stretch)):
            found = steps(text, starts) if starts else self.steps(stretch)
            places, faint = jumps(text, found, size), faint_jumps(found, size)
            starts = starts or (self.starts(stretch) if places or faint else ())
        word_end, joints = stretch.word_end, stretch.joints
        bold, mark, ink, tilt, slanted = stretch.bold, stretch.mark, stretch.ink, stretch.tilt, stretch.slanted
        run = as_run((text, left, right, stretch.baseline, size, bold, mark, word_end, starts, joints, ink, tilt, slanted))
        if starts and faint:
            run = with_faint_joints(run, faint)
        if not self.unnamed and not (places and starts):
            return (as_turned_run((run, angle, stretch.hidden, stretch.white, 0)),)
        parts = at_jumps(run, places) if starts else (run,)
        return [TurnedRun(part, angle, stretch.hidden, stretch.white, part.text.count(chr(UNKNOWN))) for part in parts]

    def steps(self, stretch: Stretch) -> list[Step]:
        """The ways between the words within each text object of a run; two calls a space, and none for each letter."""
        x, y = ctypes.c_double(), ctypes.c_double()
        references = ctypes.byref(x), ctypes.byref(y)
        origin, text = self.calls["FPDFText_GetCharOrigin"], passed(self.text.value)
        across = self.frame.rotation % 2 == 1
        found: list[Step] = []
        at = 0
        for first, last, written in stretch.parts:
            if last - first == len(written) and " " in written:
                words = [word.span() for word in WORD.finditer(written)]
                for (_, end), (begin, _) in pairwise(words):
                    origin(text, first + end - 1, *references)
                    before = y.value if across else x.value
                    origin(text, first + begin, *references)
                    found.append((at + end - 1, at + begin, abs((y.value if across else x.value) - before)))
            at += len(written)
        return found

    def starts(self, stretch: Stretch) -> tuple[float, ...]:
        """Where the letters stand; unknown where a letter is written with two, or two with one."""
        x, y = ctypes.c_double(), ctypes.c_double()
        references = ctypes.byref(x), ctypes.byref(y)
        origin, frame, angle = self.calls["FPDFText_GetCharOrigin"], self.frame, stretch.angle
        plain = angle == 0 == frame.rotation
        starts: list[float] = []
        for first, last, text in stretch.parts:
            if first < 0:
                starts.append(starts[-1])
            elif last - first != len(text):
                return ()
            for index in range(first, last):
                origin(self.text, index, *references)
                if plain:
                    starts.append(x.value - frame.left)
                else:
                    starts.append(turned(*frame.point(x.value, y.value), angle, frame.width, frame.height)[0])
        return (*starts, stretch.right)

    def links(self) -> list[Area]:
        """The page's links to addresses."""
        position, link, rect = ctypes.c_int(0), ctypes.c_void_p(), Rect()
        found = []
        while self.calls["FPDFLink_Enumerate"](self.page, ctypes.byref(position), ctypes.byref(link)):
            action = self.calls["FPDFLink_GetAction"](link)
            if not action or not self.calls["FPDFLink_GetAnnotRect"](link, ctypes.byref(rect)):
                continue
            buffer = ctypes.create_string_buffer(LONGEST_ADDRESS)
            size = self.calls["FPDFAction_GetURIPath"](self.document, action, buffer, ctypes.c_ulong(len(buffer)))
            if 1 < size <= len(buffer):
                target = buffer.value.decode("utf-8", "replace").strip()
                found.append(Area(self.frame.box(rect.left, rect.bottom, rect.right, rect.top), target))
        return found


@dataclass(slots=True)
class Sides:
    """Upright rules and the sides of links: where each stands, in order, and where it begins and ends.

    `walls` are the rules alone, pieces in one line as one, and `ends` where these begin and end, in order; `around` keeps those
    at the heights between two ends. `levels` are where level ones stand.
    """

    xs: list[float]
    spans: list[tuple[float, float]]
    walls: list[tuple[float, float, float]]
    levels: list[float]
    ends: list[float]
    around: dict[int, list[float]] = field(default_factory=dict)

    def cross(self, stretch: Stretch) -> bool:
        """Whether an upright rule or a link's side stands within a run."""
        xs, size = self.xs, stretch.size
        begin = bisect_left(xs, stretch.left + 0.25 * size)
        if begin == len(xs) or xs[begin] >= stretch.right - 0.25 * size:
            return False
        baseline, end = stretch.baseline, bisect_left(xs, stretch.right - 0.25 * size, begin)
        return any(top - size < baseline < bottom + size for top, bottom in self.spans[begin:end])

    def strike(self, stretch: Stretch) -> bool:
        """Whether a level rule may go through the letters of a run."""
        low, high = stretch.baseline - ZONE[1] * stretch.size, stretch.baseline - ZONE[0] * stretch.size
        at = bisect_left(self.levels, low)
        return at < len(self.levels) and self.levels[at] <= high

    def hold(self, stretch: Stretch) -> bool:
        """Whether a run of words stands in one of several ruled columns: then it is a line of a cell, and holds no jump."""
        if len(self.walls) < FEWEST_WALLS or stretch.text[-1] in FIGURES_END:
            return False
        height = round(stretch.baseline - stretch.size / 4)
        between = bisect_left(self.ends, height) + bisect_right(self.ends, height)
        found = self.around.get(between)
        if found is None:
            found = self.around[between] = [x for x, top, bottom in self.walls if top <= height <= bottom]
        if len(found) < FEWEST_WALLS:
            return False
        at = bisect_left(found, stretch.left)
        return 0 < at < len(found) and stretch.right <= found[at]


def sides_of(rules: Sequence[Rule], areas: Iterable[Area]) -> Sides:
    found = [(left, top, bottom) for left, top, right, bottom in rules if bottom - top > right - left]
    found.sort()
    walls = walls_of(found)
    levels = sorted({(top + bottom) / 2 for left, top, right, bottom in rules if bottom - top <= right - left})
    if areas:
        found.extend((x, area.box[1], area.box[3]) for area in areas for x in (area.box[0], area.box[2]))
        found.sort()
    ends = sorted({y for _, top, bottom in walls for y in (top, bottom)})
    return Sides([x for x, _, _ in found], [(top, bottom) for _, top, bottom in found], walls, levels, ends)


def walls_of(upright: Iterable[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    found: list[tuple[float, float, float]] = []
    for x, top, bottom in upright:
        if found and x - found[-1][0] < 1 and top <= found[-1][2] + 1 and bottom >= found[-1][1] - 1:
            found[-1] = (found[-1][0], min(top, found[-1][1]), max(bottom, found[-1][2]))
        else:
            found.append((x, top, bottom))
    return found


def with_pairs(units: Sequence[int]) -> str:
    """Characters by index, where some take two places: the pair in the first, NUL in the second."""
    letters = [chr(unit) for unit in units]
    for index in range(len(units) - 1):
        if 0xD800 <= units[index] < 0xDC00 <= units[index + 1] < 0xE000:
            letters[index] = chr(0x10000 + ((units[index] - 0xD800) << 10) + units[index + 1] - 0xDC00)
            letters[index + 1] = NOTHING
    return "".join(letter if not "\ud800" <= letter < "\ue000" else "\ufffd" for letter in letters)


def doubtful(written: str) -> bool:
    """Whether letters came out as control characters, which no page shows, or many as a font's own."""
    seen = set(written)
    if seen & CONTROL:
        return True
    private = {letter for letter in seen if "\ue000" <= letter <= "\uf8ff" or letter == chr(UNKNOWN)}
    return bool(private) and sum(letter in private for letter in written) > DOUBTFUL * len(written)
