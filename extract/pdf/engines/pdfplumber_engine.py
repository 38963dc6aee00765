"""Pages of a PDF by way of pdfplumber (pdfminer): slower than PDFium, and it decodes fonts on its own."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import atan2, degrees, hypot
from typing import TYPE_CHECKING, Any, NamedTuple

from postulat.extract.document import Box
from postulat.extract.errors import ReadError
from postulat.extract.layout.page import MOST_RULES, THICKEST_RULE, Area, Page, Rule, is_dot
from postulat.extract.pdf.engines.glyphs import Glyph, pieces
from postulat.extract.pdf.engines.orientation import TurnedPage, page_of

if TYPE_CHECKING:
    from pdfplumber.page import Page as PlumberPage

STRAIGHT = 0.6
"""Points that the ends of a line may differ and it is still level or upright."""
MOST_GLYPHS = 300_000
"""Characters of one page."""
UNMAPPED = "(cid:"
UNKNOWN = "\ufffd"
"""What is written for a letter without a known meaning."""
INVISIBLE_MODES = (3, 7)
PLAIN_COLOURS = ("DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased")
"""Colour spaces in which we know white; in others, 1 may be an ink."""


@dataclass(slots=True)
class File:
    """An open file; `pages` gives one page after another and lets go of each."""

    pdf: Any
    title: str | None
    language: str | None
    page_count: int

    def pages(self, numbers: Iterable[int]) -> Iterator[Page]:
        for number in numbers:
            yield self.page(number)

    def page(self, number: int) -> Page:
        """The page with that number, from 1."""
        if number > len(self.pdf.pages):
            raise ReadError(f"page {number} cannot be found")
        page = self.pdf.pages[number - 1]
        try:
            return page_of(sheet(page, number))
        except RecursionError as error:
            raise ReadError(f"page {number} is nested too deeply to be read") from error
        except Exception as error:  # pdfminer meets broken pages with errors of every kind
            raise ReadError(f"page {number} is broken: {reason(error)}") from error
        finally:
            page.close()

    def close(self) -> None:
        self.pdf.close()


def open_file(data: bytes) -> File:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it tells each broken number of a broken file
    try:
        pdf = pdfplumber.open(io.BytesIO(data))
        count = len(pdf.pages)
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise ReadError("encrypted; a password is needed to read it") from error
        raise ReadError(f"not a readable PDF: {reason(error)}") from error
    except Exception as error:  # pdfminer meets broken files with errors of every kind
        raise ReadError(f"not a readable PDF: {reason(error)}") from error
    if not count:
        raise ReadError("not a readable PDF: it has no pages")
    title = pdf.metadata.get("Title")
    return File(pdf, title if isinstance(title, str) else None, language(pdf), count)


def reason(error: Exception) -> str:
    inner = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    return " ".join(str(inner).split())[:120] or type(inner).__name__


def language(pdf: Any) -> str | None:
    from pdfminer.pdftypes import resolve1

    value = resolve1(pdf.doc.catalog.get("Lang"))
    return value.decode("latin-1") if isinstance(value, bytes) else value if isinstance(value, str) else None


class Frame(NamedTuple):
    """What turns pdfminer's coordinates (from the bottom of the media box) into ours (from the top of the crop box)."""

    left: float
    top: float
    width: float
    height: float

    def box(self, item: Any) -> Box:
        return item.x0 - self.left, self.top - item.y1, item.x1 - self.left, self.top - item.y0

    def point(self, x: float, y: float) -> tuple[float, float]:
        return x - self.left, self.top - y


@dataclass(slots=True)
class Drawn:
    """What stands on a page, gathered item by item."""

    frame: Frame
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    capped: bool = False


def sheet(page: PlumberPage, number: int) -> TurnedPage:
    layout = laid_out(page)
    frame = frame_of(page, layout)
    drawn = Drawn(frame)
    pending = [iter(layout)]
    while pending:
        item = next(pending[-1], None)
        if item is None:
            pending.pop()
        elif hasattr(item, "fontname"):
            add_glyph(drawn, item)
        elif hasattr(item, "original_path"):
            add_path(drawn, item)
        elif hasattr(item, "stream"):
            drawn.pictures.append(frame.box(item))
        elif hasattr(item, "__iter__"):
            pending.append(iter(item))
    return TurnedPage(
        number,
        frame.width,
        frame.height,
        list(pieces(drawn.glyphs, frame.width, frame.height)),
        drawn.rules,
        drawn.fills,
        links(page, frame),
        pictures=drawn.pictures,
        capped=drawn.capped,
    )


def laid_out(page: PlumberPage) -> Any:
    """The page's objects, each character with its render mode, which pdfminer itself forgets."""
    from pdfminer.pdfinterp import PDFPageInterpreter
    from pdfplumber.page import PDFPageAggregatorWithMarkedContent

    class Device(PDFPageAggregatorWithMarkedContent):  # type: ignore[misc]
        mode = 0

        def render_string(self, textstate: Any, *rest: Any) -> None:
            self.mode = textstate.render
            super().render_string(textstate, *rest)

        def tag_cur_item(self) -> None:
            super().tag_cur_item()
            if self.cur_item._objs:
                self.cur_item._objs[-1].mode = self.mode

    device = Device(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
    try:
        PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    except RecursionError:
        raise
    except Exception as error:  # one bad page spoils the file: its text would be missed in silence
        raise ReadError(f"not a readable PDF: page {page.page_number}: {reason(error)}") from error
    return device.get_result()


def frame_of(page: PlumberPage, layout: Any) -> Frame:
    media = page.page_obj.mediabox
    crop = page.page_obj.cropbox or media
    x0, y0 = max(crop[0], media[0]), max(crop[1], media[1])
    x1, y1 = min(crop[2], media[2]), min(crop[3], media[3])
    if x1 - x0 < 1 or y1 - y0 < 1:
        x0, y0, x1, y1 = media
    left, below, right, above = x0 - media[0], y0 - media[1], media[2] - x1, media[3] - y1
    for _ in range((page.page_obj.rotate or 0) // 90 % 4):
        left, below, right, above = below, right, above, left
    return Frame(left, layout.height - above, layout.width - left - right, layout.height - above - below)


def add_glyph(drawn: Drawn, item: Any) -> None:
    if len(drawn.glyphs) >= MOST_GLYPHS:
        drawn.capped = True
        return
    text = item.get_text()
    unmapped = text.startswith(UNMAPPED) or not text.strip("\0")
    a, b, _, _, e, f = item.matrix
    angle = round(degrees(atan2(b, a)) / 90) % 4 * 90
    x, y = drawn.frame.point(e, f)
    name = item.fontname.decode("latin-1") if isinstance(item.fontname, bytes) else str(item.fontname)
    mark = getattr(item, "mcid", None)
    drawn.glyphs.append(
        Glyph(
            UNKNOWN if unmapped else text,
            x,
            y,
            item.adv * hypot(a, b),
            item.size if angle % 180 == 0 else item.width,
            angle,
            name,
            -1 if mark is None else int(mark),
            hidden=getattr(item, "mode", 0) in INVISIBLE_MODES,
            white=str(item.ncs.name) in PLAIN_COLOURS and is_white(item.graphicstate.ncolor),
            unmapped=unmapped,
            ink=drawn_ink(item.graphicstate.ncolor) if str(item.ncs.name) in PLAIN_COLOURS else 0,
        )
    )


def is_white(colour: Any) -> bool:
    """Whether a colour of pdfminer's is white: grey 1, RGB 1 1 1, or CMYK 0 0 0 0."""
    values = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not values or not all(isinstance(value, (int, float)) for value in values):
        return False
    if len(values) == 4:
        return all(value < 0.01 for value in values)
    return all(value > 0.99 for value in values)


def drawn_ink(colour: Any) -> int:
    """The ink of a colour of pdfminer's, as 0xRRGGBB; 0 where it is not told in numbers."""
    values = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not values or not all(isinstance(value, (int, float)) for value in values):
        return 0
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        values = [(1 - part) * (1 - black) for part in (cyan, magenta, yellow)]
    parts = values if len(values) == 3 else [values[0]] * 3
    red, green, blue = (round(255 * min(max(float(part), 0.0), 1.0)) for part in parts)
    return red << 16 | green << 8 | blue


def add_path(drawn: Drawn, item: Any) -> None:
    if len(drawn.rules) >= MOST_RULES:
        drawn.capped = True
        return
    left, top, right, bottom = drawn.frame.box(item)
    width, height = right - left, bottom - top
    if item.fill and is_dot(width, height):
        drawn.fills.append((left, top, right, bottom))
    if item.fill and not item.stroke and min(width, height) < THICKEST_RULE:
        drawn.rules.append(Rule(left, top, right, bottom))
        return
    if item.fill and min(width, height) >= THICKEST_RULE and not is_white(item.non_stroking_color):
        drawn.fills.append((left, top, right, bottom))
    if item.stroke:
        points = [drawn.frame.point(*step[-1]) for step in item.original_path if len(step) > 1]
        if item.original_path and item.original_path[-1][0] == "h" and points:
            points.append(points[0])
        for (x0, y0), (x1, y1) in pairwise(points):
            if abs(x1 - x0) < STRAIGHT or abs(y1 - y0) < STRAIGHT:
                drawn.rules.append(Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def links(page: PlumberPage, frame: Frame) -> list[Area]:
    """The page's links to addresses."""
    found = []
    try:
        annotations = page.hyperlinks
    except Exception:  # a broken annotation costs its link, not the page
        return []
    above = page.height - frame.top
    for link in annotations:
        uri = link.get("uri")
        if isinstance(uri, str) and uri.strip():
            box = (link["x0"] - frame.left, link["top"] - above, link["x1"] - frame.left, link["bottom"] - above)
            found.append(Area(box, uri.strip()))
    return found
