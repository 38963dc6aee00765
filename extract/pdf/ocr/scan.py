"""A page as an image: drawn by PDFium, turned upright, made straight, with its ruling lines."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy

from postulat.extract.document import Box
from postulat.extract.errors import ReadError
from postulat.extract.layout.page import Page, Rule, Run
from postulat.extract.pdf.ocr.ruling_lines import Pixels, image_rules, ink_limit

if TYPE_CHECKING:
    from postulat.extract.pdf.engines.pdfium import File
    from postulat.extract.pdf.ocr.ruling_lines import Grey

DPI = 300.0
LOWEST_DPI = 120.0
"""Of a page so large that it does not fit; at less the letters of a text are not told apart."""
MOST_PIXELS = 40_000_000
"""Of one page: an A2 sheet at full resolution."""
GREY_BITMAP = 1
SMALL_DPI = 75.0
"""Resolution at which the lie of the lines is measured."""
LARGEST_ANGLE = 4.0
"""Degrees that a sheet may lie askew."""
SMALLEST_ANGLE = 0.04
"""Degrees; less is no more than a pixel or two over the width of a page."""
CLEARER = 1.05
"""Times as clear as the image as it is, so that turning it is worth while."""
BLOCK = 12.0
"""Points; ink in a square of that side is taken for text that may stand in a cell."""
INKED = 0.01
"""Share of its pixels."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The image of a page in reading position. It was turned by `angle` (degrees, counter-clockwise) about its middle."""

    grey: Grey
    dpi: float
    angle: float = 0.0
    boxes: tuple[Pixels, ...] = field(default=())

    @property
    def scale(self) -> float:
        """Pixels of one point."""
        return self.dpi / 72

    @property
    def rules(self) -> tuple[Rule, ...]:
        scale = self.scale
        return tuple(Rule(left / scale, top / scale, right / scale, bottom / scale) for left, top, right, bottom in self.boxes)

    def pixels(self, box: Box) -> Pixels:
        height, width = self.grey.shape
        left, top, right, bottom = (round(value * self.scale) for value in box)
        return max(left, 0), max(top, 0), min(right, width), min(bottom, height)

    def without_rules(self) -> Grey:
        """The image with its ruling lines in white, which would be read as strokes of letters."""
        grey = self.grey.copy()
        edge = max(1, round(self.dpi / 150))
        for left, top, right, bottom in self.boxes:
            grey[max(top - edge, 0) : bottom + edge, max(left - edge, 0) : right + edge] = 255
        return grey


def scan(file: File, page: Page, straighten: bool = True) -> Scan | None:
    """The page as an image; None where it is too large to be drawn sharply enough."""
    width, height = (page.height, page.width) if page.turn in (90, 270) else (page.width, page.height)
    dpi = min(DPI, 72 * math.sqrt(MOST_PIXELS / max(width * height, 1.0)))
    if dpi < LOWEST_DPI:
        return None
    grey = drawn(file, page.number, max(round(width * dpi / 72), 1), max(round(height * dpi / 72), 1))
    return upright(Scan(grey, dpi), page.turn, straighten)


def upright(image: Scan, turn: int, straighten: bool) -> Scan:
    """The image turned clockwise by `turn`, made straight, with its ruling lines."""
    grey = numpy.ascontiguousarray(numpy.rot90(image.grey, -turn // 90))
    angle = skew(grey, image.dpi) if straighten else 0.0
    grey = rotated(grey, angle)
    return replace(image, grey=grey, angle=angle, boxes=tuple(image_rules(grey, image.dpi)))


def drawn(file: File, number: int, width: int, height: int) -> Grey:
    """The page as shown, on white paper."""
    grey = numpy.full((height, width), 255, dtype=numpy.uint8)
    page = file.calls["FPDF_LoadPage"](file.document, number - 1)
    if not page:
        raise ReadError(f"not a readable PDF: page {number} is broken")
    bitmap = file.calls["FPDFBitmap_CreateEx"](width, height, GREY_BITMAP, grey.ctypes.data_as(ctypes.c_void_p), width)
    try:
        if bitmap:
            file.calls["FPDF_RenderPageBitmap"](bitmap, page, 0, 0, width, height, 0, 0)
    finally:
        if bitmap:
            file.calls["FPDFBitmap_Destroy"](bitmap)
        file.calls["FPDF_ClosePage"](page)
    return grey


def skew(grey: Grey, dpi: float) -> float:
    """By how many degrees lines fall towards the right: at that slant, rows of ink and white rows differ most."""
    step = max(1, round(dpi / SMALL_DPI))
    height, width = (side // step * step for side in grey.shape)
    if not height or not width:
        return 0.0
    small = grey[:height, :width].reshape(height // step, step, width // step, step).min(axis=(1, 3))
    y, x = numpy.nonzero(small < ink_limit(grey))
    if not len(y):
        return 0.0
    x = x - small.shape[1] / 2
    margin = math.ceil(math.tan(math.radians(LARGEST_ANGLE)) * small.shape[1] / 2) + 1

    def clear(angle: float) -> float:
        rows = numpy.bincount(numpy.rint(y - x * math.tan(math.radians(angle))).astype(int) + margin)
        return float(numpy.square(numpy.diff(rows, prepend=0).astype(float)).sum())

    best, reach = 0.0, LARGEST_ANGLE
    for fine in (0.25, 0.05, 0.02):
        candidates = [best + fine * index for index in range(-round(reach / fine), round(reach / fine) + 1)]
        best = max(candidates, key=lambda angle: (clear(angle), -abs(angle)))
        reach = fine
    best = max(min(best, LARGEST_ANGLE), -LARGEST_ANGLE)
    return best if abs(best) >= SMALLEST_ANGLE and clear(best) > CLEARER * clear(0.0) else 0.0


def rotated(grey: Grey, angle: float) -> Grey:
    if not angle:
        return grey
    from PIL import Image

    turned = Image.fromarray(grey).rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    return numpy.asarray(turned, dtype=numpy.uint8)


def straightened(page: Page, angle: float) -> Page:
    """The page with its runs where they stand once it is turned as its image was."""
    if not angle:
        return page
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    middle_x, middle_y = page.width / 2, page.height / 2

    def moved(run: Run) -> Run:
        x, y = (run.left + run.right) / 2 - middle_x, run.baseline - middle_y
        shift = middle_x + x * cosine + y * sine - (run.left + run.right) / 2
        starts = tuple(start + shift for start in run.starts)
        return run._replace(
            left=run.left + shift,
            right=run.right + shift,
            baseline=middle_y - x * sine + y * cosine,
            word_end=run.word_end + shift if run.word_end else 0.0,
            starts=starts,
        )

    return replace(page, runs=tuple(moved(run) for run in page.runs))


def inked(image: Scan) -> list[tuple[float, float]]:
    """Points where something is written: the lattice closes a cut row only where it has text."""
    grey = image.without_rules()
    side = max(round(BLOCK * image.scale), 1)
    height, width = (length // side * side for length in grey.shape)
    dark = (grey[:height, :width] < ink_limit(grey)).reshape(height // side, side, width // side, side).mean(axis=(1, 3))
    rows, columns = numpy.nonzero(dark > INKED)
    return [((x + 0.5) * side / image.scale, (y + 0.5) * side / image.scale) for y, x in zip(rows, columns, strict=True)]


def rotated_page(page: Page, turn: int) -> Page:
    """A page that is only an image, turned clockwise by `turn` beyond the turn that it has."""
    width, height = (page.height, page.width) if turn in (90, 270) else (page.width, page.height)
    return replace(
        page, width=width, height=height, turn=(page.turn + turn) % 360, runs=(), rules=(), fills=(), links=(), picture=True
    )
