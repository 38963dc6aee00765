"""The image of a page → its text as runs: each cell of a ruled table is read apart, then what stands around the tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from postulat.extract.document import Place
from postulat.extract.errors import ReadError
from postulat.extract.layout.lattice import Grid, Region, grids
from postulat.extract.layout.page import Page, Run
from postulat.extract.pdf.ocr import tesseract
from postulat.extract.pdf.ocr.lone_numbers import FIGURES, LonePlace, lone_places, may_be_number, number_in, with_numbers
from postulat.extract.pdf.ocr.tesseract import RecognisedWord, Written

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from postulat.extract.pdf.engines.pdfium import File
    from postulat.extract.pdf.ocr.ruling_lines import Grey, Pixels
    from postulat.extract.pdf.ocr.scan import Scan

LOWEST_CONFIDENCE = 60
"""Tesseract's, of 100; words below are unsure."""
LOWEST_OF_MARKS = 50
"""The same for what is no letter or digit: below it is dirt."""
NARROWEST_MARK = 0.15
"""Share of a line's size that a mark of its own is wide at least; a full stop stands at its word."""
UPRIGHT_CONFIDENCE = 75
"""On average, of a page; below, it may lie on its side or upside down."""
INSET = 3
"""Pixels that the image of a cell keeps off its borders, whose edges are frayed."""
INK_ON_SHADE = 0.75
"""Share of the brightness of a cell's own paper, below which is ink."""
EDGE = 6
"""Pixels left around what is written in a cell."""
WIDE_GAP = 1.0
"""Sizes; words further apart are runs of their own, and may stand in two columns."""
LONE = 0.35
"""Inches; what is written in a cell and is no wider is a number or a mark."""
ONE_SIZE = 0.25
"""Share by which sizes of lines differ that are one size: they are measured on the few letters of a line."""
FEWEST_BORDERS = 3
WRITTEN = 0.75
"""Share of the cells of a table in a picture that have text."""
FEWEST_CELLS = 6
"""Of a ruled table in a picture on a page of text."""
CELLS, COLUMNS = 6, 3
"""Tesseract's modes. A cell is one block of text; in another mode it finds no text in cells with a single number."""
DASHES = ("-", "–", "—")
"""What stands alone in a cell where there is nothing to say; other marks alone are misread."""
ROW_NUMBER = re.compile(r"\d{1,3}[,:;]")


class RecognisedPart(NamedTuple):
    """A part of a page's image and its corner there. Words that end beyond `until` belong to the cell beside it."""

    image: Grey
    left: int
    top: int
    until: int


class Unsure(NamedTuple):
    """A word that was not recognised surely."""

    text: str
    place: Place


def recognise(file: File, page: Page) -> tuple[Page, list[Unsure]]:
    """The page with the text that its image shows, and the words that are not sure. A sheet scanned on its side is turned."""
    from postulat.extract.pdf.ocr.scan import rotated_page, scan

    image = scan(file, page, straighten=page.picture)
    if image is None:
        raise ReadError("it is too large")
    written = lines_of(image, page)
    if is_unclear(written):
        turn = tesseract.turn_of(image.grey, image.dpi)
        if turn:
            other_page = rotated_page(page, turn)
            other_image = scan(file, other_page)
            again = lines_of(other_image, other_page) if other_image is not None else []
            if other_image is not None and confidence(again) > confidence(written):
                page, image, written = other_page, other_image, again
    runs, unsure = runs_and_doubts(written, image, page)
    rules = image.rules if page.picture or not page.rules else page.rules
    return replace(page, runs=tuple(runs), rules=rules, unmapped=0, doubtful=False), unsure


def recognise_pictures(file: File, page: Page) -> tuple[Page, list[Unsure]] | None:
    """The page with the text and rules of the pictures on it; what is typed on the page stays as it is.

    None where no ruled table is in them: letters in photographs, maps and charts are no text of the page.
    """
    from postulat.extract.pdf.ocr.ruling_lines import image_rules
    from postulat.extract.pdf.ocr.scan import inked, scan

    whole = scan(file, page, straighten=False)
    if whole is None:
        raise ReadError("it is too large")
    grey = whole.grey.copy()
    kept = inside_boxes(grey.shape, [whole.pixels(box) for box in page.pictures])
    grey[~kept] = 255
    for run in page.runs:  # what is typed over a picture is known better
        left, top, right, bottom = whole.pixels((run.left, run.top, run.right, run.bottom))
        grey[top:bottom, left:right] = 255
    image = replace(whole, grey=grey, boxes=tuple(image_rules(grey, whole.dpi)))
    points = inked(image)
    if not any(is_written(grid, points) for grid in grids(image.rules, points)):
        return None
    runs, unsure = runs_and_doubts(lines_of(image, replace(page, rules=(), fills=())), image, page)
    return replace(page, runs=(*page.runs, *runs), rules=(*page.rules, *image.rules)), unsure


def is_written(grid: Grid, points: Sequence[tuple[float, float]]) -> bool:
    """Whether a ruled grid is a table, most of whose cells have text, and no chart's net of lines; `points` are where ink is."""
    if len(grid.regions) < FEWEST_CELLS or len(grid.xs) < FEWEST_BORDERS:
        return False
    xs, ys = grid.xs, grid.ys
    slots = {(bisect_right(xs, x) - 1, bisect_right(ys, y) - 1) for x, y in points}
    written = sum(
        any((column, row) in slots for column in range(region.column0, region.column1) for row in range(region.row0, region.row1))
        for region in grid.regions
    )
    return written >= WRITTEN * len(grid.regions)


def inside_boxes(shape: tuple[int, ...], boxes: Sequence[Pixels]) -> NDArray[numpy.bool_]:
    import numpy

    mask = numpy.zeros(shape, dtype=bool)
    for left, top, right, bottom in boxes:
        mask[top:bottom, left:right] = True
    return mask


def runs_and_doubts(written: Sequence[Written], image: Scan, page: Page) -> tuple[list[Run], list[Unsure]]:
    kept = [cleaner for line in written if (cleaner := without_dirt(line)) is not None]
    sizes = one_size(kept)
    runs = [run for line, size in zip(kept, sizes, strict=True) for run in runs_of(line, size, image.scale)]
    unsure = [each for line, size in zip(kept, sizes, strict=True) for each in unsure_of(line, size, image.scale, page)]
    return runs, unsure


def lines_of(image: Scan, page: Page) -> list[Written]:
    """The lines of the page: each cell of a ruled table is read apart, so that no line runs over a border; then the rest."""
    from postulat.extract.pdf.ocr.ruling_lines import ink_limit
    from postulat.extract.pdf.ocr.scan import inked

    rules = image.rules if page.picture or not page.rules else page.rules
    found = grids(rules, inked(image), page.fills)
    grey = image.without_rules()
    limit = ink_limit(grey)
    cells = [ways for grid in found for ways in parts_of(grid, image, grey, limit)]
    lines = lines_in_cells(cells, image.dpi) if cells else []
    for grid in found:
        left, top, right, bottom = image.pixels(grid.box)
        grey[top:bottom, left:right] = 255
    if text_box(grey, limit) is not None:
        lines.extend(read_open(grey, limit, image.dpi))
    return lines


def read_open(grey: Grey, limit: int, dpi: float) -> list[Written]:
    """The lines of what stands in no ruled cell; lone numbers before them are read a second time."""
    lines: list[Written] = tesseract.recognised([grey], dpi, COLUMNS)[0]
    places = lone_places(lines, grey, limit, dpi)
    if not places:
        return lines
    beside = [round(lines[place.line].words[-1].right) for place in places]
    found = read_again(grey, places, beside, dpi, "")
    numbers = [number_in(each, place) for each, place in zip(found, places, strict=True)]
    missed = [index for index, number in enumerate(numbers) if number is None and may_be_number(found[index], places[index])]
    if missed:
        again = read_again(grey, [places[index] for index in missed], [places[index].right for index in missed], dpi, FIGURES)
        for index, read in zip(missed, again, strict=True):
            numbers[index] = number_in(read, places[index])
    return list(with_numbers(lines, places, numbers))


def read_again(grey: Grey, places: Sequence[LonePlace], ends: Sequence[int], dpi: float, letters: str) -> list[list[Written]]:
    """What each place gives, read up to its end, in pixels of the whole image."""
    edge = 2 * EDGE
    corners = [(max(place.left - edge, 0), max(place.top - edge, 0)) for place in places]
    images = [
        grey[top : place.bottom + edge, left : end + edge] for (left, top), place, end in zip(corners, places, ends, strict=True)
    ]
    read = tesseract.recognised(images, dpi, CELLS, letters)
    return [[moved(line, *corner) for line in each] for each, corner in zip(read, corners, strict=True)]


def text_box(grey: Grey, limit: int) -> Pixels | None:
    """The part of an image that holds all that is written, without single specks; None where nothing is.

    In the wide white around a lone number Tesseract would see noise.
    """
    import numpy
    from PIL import Image, ImageFilter

    if not grey.size:
        return None
    limit = min(limit, round(INK_ON_SHADE * float(numpy.median(grey))))
    smooth = numpy.asarray(Image.fromarray(grey).filter(ImageFilter.BoxBlur(1)))
    rows, columns = (numpy.nonzero((smooth < limit).any(axis=axis))[0].tolist() for axis in (1, 0))
    if not rows:
        return None
    height, width = grey.shape
    return max(columns[0] - EDGE, 0), max(rows[0] - EDGE, 0), min(columns[-1] + EDGE + 1, width), min(rows[-1] + EDGE + 1, height)


def parts_of(grid: Grid, image: Scan, grey: Grey, limit: int) -> Iterator[list[RecognisedPart]]:
    """For each cell that is not empty the parts of the image to read it from, the best one first.

    A lone number is read together with the cell beside it: Tesseract learns the height of letters from the line.
    """
    slots = {(region.row0, region.column0): region for region in grid.regions}
    for region in grid.regions:
        x0, y0, x1, y1 = cell_pixels(grid, region, image)
        left, top, right, bottom = x0 + INSET, y0 + INSET, max(x1 - INSET, 0), max(y1 - INSET, 0)
        written = text_box(grey[top:bottom, left:right], limit)
        if written is None:
            continue
        x0, y0, x1, y1 = written
        part = RecognisedPart(grey[top + y0 : top + y1, left + x0 : left + x1], left + x0, top + y0, right)
        beside = slots.get((region.row0, region.column1))
        if beside is None or x1 - x0 > LONE * image.dpi:
            yield [part]
            continue
        end = cell_pixels(grid, beside, image)[2] - INSET
        yield [RecognisedPart(grey[top:bottom, left:end], left, top, right + INSET), part]


def cell_pixels(grid: Grid, region: Region, image: Scan) -> Pixels:
    return image.pixels((grid.xs[region.column0], grid.ys[region.row0], grid.xs[region.column1], grid.ys[region.row1]))


def lines_in_cells(cells: Sequence[Sequence[RecognisedPart]], dpi: float) -> list[Written]:
    """The lines of all cells, each from the first of its parts that gives a word."""
    read = iter(tesseract.recognised([part.image for ways in cells for part in ways], dpi, CELLS))
    lines: list[Written] = []
    for ways in cells:
        found = [[kept for line in next(read) if (kept := inside(line, part)) is not None] for part in ways]
        lines.extend(with_full_stop(next((each for each in found if any(map(is_text, each))), found[-1])))
    return lines


def inside(line: Written, part: RecognisedPart) -> Written | None:
    """The line as one of the whole image, without dirt and without the words of the cell beside it."""
    cleaner = without_dirt(line._replace(words=tuple(word for word in line.words if word.right + part.left <= part.until)))
    return None if cleaner is None else moved(cleaner, part.left, part.top)


def is_text(line: Written) -> bool:
    return any(character.isalnum() for word in line.words for character in word.text)


def with_full_stop(lines: list[Written]) -> list[Written]:
    """A row's number with the full stop for which other small signs are easily taken."""
    if len(lines) != 1 or len(lines[0].words) != 1 or ROW_NUMBER.fullmatch(lines[0].words[0].text) is None:
        return lines
    word = lines[0].words[0]
    return [lines[0]._replace(words=(word._replace(text=f"{word.text[:-1]}."),))]


def moved(line: Written, left: float, top: float) -> Written:
    """A line of a part of the image as a line of the whole."""
    words = tuple(word._replace(left=word.left + left, right=word.right + left) for word in line.words)
    return line._replace(words=words, baseline=line.baseline + top)


def is_unclear(lines: Sequence[Written]) -> bool:
    return confidence(lines) < UPRIGHT_CONFIDENCE


def confidence(lines: Iterable[Written]) -> float:
    """How sure the words are on average, by their letters; words on their side do not make a page that stands upright."""
    words = [(len(word.text), 0 if line.sideways else word.confidence) for line in lines for word in line.words]
    letters = sum(length for length, _ in words)
    return sum(length * sure for length, sure in words) / letters if letters else 0.0


def without_dirt(line: Written) -> Written | None:
    """The line without marks that are hardly there: specks and the ends of ruling lines."""
    words = tuple(word for word in line.words if any(map(str.isalnum, word.text)) or not is_dirt(word, line.size))
    return line._replace(words=words) if words else None


def is_dirt(word: RecognisedWord, size: float) -> bool:
    """Whether a word without letters and digits is not sure, or narrower than a dash or a bullet."""
    return word.confidence < LOWEST_OF_MARKS or word.right - word.left < NARROWEST_MARK * size


def one_size(lines: Sequence[Written]) -> list[float]:
    """The size of each line, in pixels; sizes that are nearly that of most of the text are that size."""
    weighed = sorted((line.size, sum(len(word.text) for word in line.words)) for line in lines)
    half = sum(letters for _, letters in weighed) / 2
    usual = 0.0
    for size, letters in weighed:
        half -= letters
        if half <= 0:
            usual = size
            break
    return [usual if abs(line.size - usual) <= ONE_SIZE * usual else line.size for line in lines]


def runs_of(line: Written, size: float, scale: float) -> Iterator[Run]:
    """The words of a line as runs; those that a wide gap parts are runs of their own."""
    group: list[RecognisedWord] = []
    for word in line.words:
        if group and word.left - group[-1].right > WIDE_GAP * size:
            yield run_of(group, line.baseline, size, scale)
            group = []
        group.append(word)
    if group:
        yield run_of(group, line.baseline, size, scale)


def run_of(words: Sequence[RecognisedWord], baseline: float, size: float, scale: float) -> Run:
    """Words side by side as a run; letters stand evenly within their word."""
    starts: list[float] = []
    for word in words:
        width = (word.right - word.left) / len(word.text)
        starts.extend((word.left + width * index) / scale for index in range(len(word.text)))
        starts.append(word.right / scale)
    text = " ".join(word.text for word in words)
    left, right = words[0].left / scale, words[-1].right / scale
    return Run(text, left, right, baseline / scale, size / scale, word_end=words[0].right / scale, starts=tuple(starts))


def unsure_of(line: Written, size: float, scale: float, page: Page) -> Iterator[Unsure]:
    marks_only = not is_text(line)
    for word in line.words:
        if word.confidence < LOWEST_CONFIDENCE or (marks_only and word.text not in DASHES):
            box = (word.left / scale, (line.baseline - size) / scale, word.right / scale, line.baseline / scale)
            yield Unsure(word.text, Place(page.number, "", page.shown(box)))
