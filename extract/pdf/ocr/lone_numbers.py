"""Row numbers of a scanned table without rules: Tesseract passes over a lone number in white, so such places are read again.

What stands left of a line's text, is as high as its letters and was not read, or read as no more than a mark, is read together with
the text beside it, as in the cells of a ruled table. Only numbers are taken from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from postulat.extract.pdf.ocr.tesseract import RecognisedWord, Written

if TYPE_CHECKING:
    from postulat.extract.pdf.ocr.ruling_lines import Dark, Grey

NUMBER = re.compile(r"\d{1,3}[.)]?|[IVX]{1,5}[.)]")
FIGURES = "0123456789."
WIDEST = 0.35
"""Inches; a number and its full stop are no wider."""
FAR = 0.6
"""Sizes of white between a number and the text, at least; within a number there is less."""
LOWEST, HIGHEST = 0.4, 1.4
"""Share of a line's size that a number is high."""
FEWEST = 2
"""Places below each other, for them to be a column."""
MOST = 120
LONGEST_MARK = 3
"""Characters of a word that may be a number misread."""
LONGEST_MISREAD = 5
"""Of one that stands where a number should, in a line of its own."""
UNSURE = 60
SPECK = 2
"""Pixels around each, over which its brightness is evened out."""


class LonePlace(NamedTuple):
    """Where something stands alone left of a line: pixels, the line, and how many of its words were read there."""

    left: int
    top: int
    right: int
    bottom: int
    line: int
    words: int


def lone_places(lines: Sequence[Written], grey: Grey, limit: int, dpi: float) -> list[LonePlace]:
    """The places left of lines that were not surely read, if they stand below each other as numbers of rows do."""
    dark = without_specks(grey) < limit
    found = []
    for index, line in enumerate(lines):
        if not line.sideways and (place := place_before(index, line, dark, dpi)) is not None and not is_read(place, lines):
            found.append(place)
    found = [place for place in found if sum(abs(place.left - other.left) <= WIDEST * dpi for other in found) >= FEWEST]
    return found[:MOST]


def without_specks(grey: Grey) -> Grey:
    """The image with what is smaller than a letter's stroke blurred away."""
    import numpy
    from PIL import Image, ImageFilter

    return numpy.asarray(Image.fromarray(grey).filter(ImageFilter.BoxBlur(SPECK)), dtype=numpy.uint8)


def place_before(index: int, line: Written, dark: Dark, dpi: float) -> LonePlace | None:
    """The ink before a line's text: as wide as a number, as high as letters, with white behind it."""
    import numpy

    marks = marks_of(line)
    rest = line.words[marks:]
    if not rest:
        return None
    top, bottom = max(round(line.baseline - line.size), 0), min(round(line.baseline + line.size * 0.25), dark.shape[0])
    end = max(round(rest[0].left - FAR * line.size / 2), 0)
    if bottom - top < 2 or end < 2:
        return None
    columns = numpy.flatnonzero(dark[top:bottom, :end].any(axis=0))
    if not len(columns):
        return None
    right = int(columns[-1]) + 1
    left = right - 1
    for column in reversed(columns.tolist()):
        if left - column > FAR * line.size:
            break
        left = column
    rows = numpy.flatnonzero(dark[top:bottom, left:right].any(axis=1))
    height = int(rows[-1] - rows[0]) + 1
    wide = right - left > WIDEST * dpi
    if wide or rest[0].left - right < FAR * line.size or not LOWEST * line.size <= height <= HIGHEST * line.size:
        return None
    return LonePlace(left, top, right, bottom, index, marks)


def marks_of(line: Written) -> int:
    """How many words at a line's head are perhaps a number misread: short and unsure, or without letters and digits."""
    count = 0
    for word in line.words:
        if NUMBER.fullmatch(word.text) and word.confidence >= UNSURE:
            break
        bare = not any(map(str.isalnum, word.text))
        if not bare and (len(word.text) > LONGEST_MARK or word.confidence >= UNSURE):
            break
        count += 1
    return count


def is_read(place: LonePlace, lines: Sequence[Written]) -> bool:
    """Whether another line has a number there, or a word that is sure or long."""
    words = [
        word for index, line in enumerate(lines) if index != place.line and beside(place, line) for word in inside(place, line)
    ]
    return any(NUMBER.fullmatch(word.text) or is_word(word) for word in words)


def is_word(word: RecognisedWord) -> bool:
    return len(word.text) > LONGEST_MISREAD or (word.confidence >= UNSURE and sum(map(str.isalpha, word.text)) > 1)


def beside(place: LonePlace, line: Written) -> bool:
    return place.top < line.baseline < place.bottom + line.size / 2


def inside(place: LonePlace, line: Written) -> list[RecognisedWord]:
    return [word for word in line.words if word.left < place.right and word.right > place.left]


def number_in(read: Sequence[Written], place: LonePlace) -> RecognisedWord | None:
    """The number that a place gave when it was read again; None where it is something else."""
    words = [word for line in read for word in line.words if word.left < place.right]
    return words[0] if len(words) == 1 and NUMBER.fullmatch(words[0].text) else None


def may_be_number(read: Sequence[Written], place: LonePlace) -> bool:
    """Whether nothing that was read there is a word: only figures may be looked for then."""
    return not any(sum(map(str.isalpha, word.text)) > 1 for line in read for word in line.words if word.left < place.right)


def with_numbers(
    lines: Sequence[Written], places: Sequence[LonePlace], numbers: Sequence[RecognisedWord | None]
) -> Iterator[Written]:
    """The lines, each with the number that was read before it, without what was taken for it at first."""
    known = [(place, number) for place, number in zip(places, numbers, strict=True) if number is not None]
    before = {place.line: (place, number) for place, number in known}
    for index, line in enumerate(lines):
        misread = {word for place, _ in known if place.line != index and beside(place, line) for word in inside(place, line)}
        words = tuple(word for word in line.words if word not in misread)
        if index in before:
            place, number = before[index]
            words = (number, *line.words[place.words :])
        if words:
            yield line._replace(words=words)
