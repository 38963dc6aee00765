"""Numbers of rows that stand alone left of the text in a scan: where they are looked for, and what is taken from there."""

from __future__ import annotations

import numpy

from postulat.extract.pdf.ocr.lone_numbers import LonePlace, lone_places, may_be_number, number_in, with_numbers
from postulat.extract.pdf.ocr.tesseract import RecognisedWord, Written

DPI, LIMIT, SIZE = 300.0, 128, 40.0


def line(baseline: float, *words: tuple[str, float, int]) -> Written:
    """Words with their left sides and how sure they are."""
    return Written(tuple(RecognisedWord(text, left, left + 20 * len(text), sure) for text, left, sure in words), baseline, SIZE)


def page(*numbers: tuple[int, int]) -> numpy.ndarray[tuple[int, int], numpy.dtype[numpy.uint8]]:
    """White paper with ink as high as a figure at these corners."""
    grey = numpy.full((1000, 1000), 255, dtype=numpy.uint8)
    for left, bottom in numbers:
        grey[bottom - 30 : bottom, left : left + 16] = 0
    return grey


LINES = [line(200, ("Fundacja", 300, 95)), line(300, ("Ż;", 98, 20), ("Klub", 300, 95)), line(400, ("Chór", 300, 95))]


def test_ink_before_lines_that_was_not_read_or_misread_is_a_place_for_a_number() -> None:
    found = lone_places(LINES, page((100, 200), (100, 300), (102, 400)), LIMIT, DPI)
    assert [(place.line, place.words) for place in found] == [(0, 0), (1, 1), (2, 0)]
    assert all(95 <= place.left <= 105 and 112 <= place.right <= 122 for place in found)


def test_specks_wide_ink_single_places_and_what_is_read_are_none() -> None:
    assert not lone_places(LINES, page((100, 200)), LIMIT, DPI)  # one place is no column
    specks = page()
    specks[170:172, 100:102] = specks[270:272, 100:102] = 0
    assert not lone_places(LINES, specks, LIMIT, DPI)
    wide = page(*((100 + step, bottom) for step in range(0, 160, 16) for bottom in (200, 300, 400)))
    assert not lone_places(LINES, wide, LIMIT, DPI)
    others = [line(200, ("1.", 95, 90)), line(300, ("Nr", 95, 90)), line(400, ("3.", 95, 90))]
    assert not lone_places([*LINES, *others], page((100, 200), (100, 300), (100, 400)), LIMIT, DPI)


def test_only_a_number_is_taken_and_what_was_read_in_its_place_goes() -> None:
    places = [LonePlace(95, 160, 120, 210, 0, 0), LonePlace(95, 260, 120, 310, 1, 1)]
    number, word = [line(200, ("2.", 97, 50), ("Klub", 300, 95))], [line(200, ("Nr", 97, 50), ("Klub", 300, 95))]
    assert number_in(number, places[0]) is not None
    assert number_in(word, places[0]) is None
    assert (may_be_number(number, places[0]), may_be_number(word, places[0]), may_be_number([], places[0])) == (True, False, True)
    misread = line(200, ("AA.", 90, 30))
    numbers = [RecognisedWord("1", 97, 115, 90), RecognisedWord("2", 97, 115, 90)]
    made = list(with_numbers([*LINES, misread], places, numbers))
    assert [[each.text for each in one.words] for one in made] == [["1", "Fundacja"], ["2", "Klub"], ["Chór"]]
