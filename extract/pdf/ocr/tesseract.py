"""Images → lines of words, by the program Tesseract in a process with limits.

The program and not a binding: a binding brings the library into this process, where no limit on time or memory holds it, and gives
nothing that the program does not. Its hOCR output says where baselines are, which its TSV does not.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from postulat.extract import external_program
from postulat.extract.characters.cleaning import clean
from postulat.extract.errors import ReadError
from postulat.extract.external_program import ProgramLimits

if TYPE_CHECKING:
    from lxml.etree import _Element

    from postulat.extract.pdf.ocr.ruling_lines import Grey

INSTALL = "apt-get install tesseract-ocr tesseract-ocr-pol"
LANGUAGE = "pol"
"""Its model knows the other Latin letters, too; with a second model beside it Tesseract takes twice the time."""
MODEL = f"{LANGUAGE}.traineddata"
PREFIX = "TESSDATA_PREFIX"
"""The variable that says where else Tesseract is to look for its models."""
SECTION = re.compile(r"^\$(?=\d|$)")
"""The model of Polish has no sign for a section and gives the dollar's, which Polish does not write before a number."""
LIMITS = ProgramLimits(seconds=120, memory=2 * 1024 * 1024, output=64 * 1024)
"""A dense page takes ten seconds; a large one takes half a million kilobytes."""
MARGIN = 16
"""Pixels of paper around an image; letters at the very edge are not recognised."""
BOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
SIZE = re.compile(r"x_size ([\d.]+)")
CONFIDENCE = re.compile(r"x_wconf (\d+)")
ROTATE = re.compile(r"^Rotate: (\d+)$", re.M)
TURN_CONFIDENCE = re.compile(r"^Orientation confidence: ([\d.]+)$", re.M)
SURE_TURN = 2.0


class RecognisedWord(NamedTuple):
    """A word, its sides in pixels of its image, and how sure it is (0 to 100)."""

    text: str
    left: float
    right: float
    confidence: int


class Written(NamedTuple):
    """A line of words; `baseline` and `size` (from the highest letters to the lowest) are in pixels.

    A `sideways` line was found in text that runs up or down.
    """

    words: tuple[RecognisedWord, ...]
    baseline: float
    size: float
    sideways: bool = False


@cache
def program() -> str | None:
    """The program, where it and its model of Polish are installed."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    with suppress(OSError, subprocess.SubprocessError):
        listed = subprocess.run([path, "--list-langs"], capture_output=True, timeout=20, check=False).stdout
        return path if LANGUAGE in listed.decode("utf-8", "replace").split() else None
    return None


def is_installed() -> bool:
    """Whether there is a `program`. Where its model lies as distributions lay it, the program itself is not asked: every run begins
    with this question, and most hold no scan."""
    path = shutil.which("tesseract")
    if path is not None and PREFIX not in os.environ:
        shared = Path(path).resolve().parent.parent / "share"
        if any((folder / MODEL).is_file() for folder in (shared / "tessdata", *shared.glob("tesseract-ocr/*/tessdata"))):
            return True
    return path is not None and program() is not None


def recognised(images: Sequence[Grey], dpi: float, mode: int, letters: str = "") -> list[list[Written]]:
    """The lines of each image, from one run. `mode` is Tesseract's page segmentation: 3 finds columns, 6 takes one block.

    `letters` are those that may stand there, where not any may.
    """
    with tempfile.TemporaryDirectory(prefix="postulat-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        paths = [folder / f"{index}.pgm" for index in range(len(images))]
        for path, image in zip(paths, images, strict=True):
            path.write_bytes(graymap(image))
        listing = folder / "images.txt"
        listing.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
        options = ["-l", LANGUAGE, "--dpi", f"{dpi:.0f}", "--psm", str(mode), "-c", "tessedit_create_hocr=1"]
        if letters:
            options += ["-c", f"tessedit_char_whitelist={letters}"]
        run([str(listing), str(folder / "result"), *options], folder)
        result = folder / "result.hocr"
        if not result.is_file():
            raise ReadError("Tesseract gives no result")
        return pages(result.read_bytes(), len(images))


def turn_of(image: Grey, dpi: float) -> int:
    """By how many degrees (clockwise) the image has to be turned to be upright; 0 where that is not clear."""
    with tempfile.TemporaryDirectory(prefix="postulat-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "image.pgm").write_bytes(graymap(image))
        run([str(folder / "image.pgm"), str(folder / "result"), "--dpi", f"{dpi:.0f}", "--psm", "0"], folder)
        result = folder / "result.osd"
        said = result.read_text(encoding="utf-8", errors="replace") if result.is_file() else ""
    turn, confidence = ROTATE.search(said), TURN_CONFIDENCE.search(said)
    return int(turn[1]) % 360 if turn and confidence and float(confidence[1]) >= SURE_TURN else 0


def graymap(image: Grey) -> bytes:
    """The image as a PGM file, with a margin as bright as its paper."""
    import numpy

    framed = numpy.pad(image, MARGIN, constant_values=int(numpy.median(image)))
    return f"P5 {framed.shape[1]} {framed.shape[0]} 255\n".encode() + framed.tobytes()


def run(arguments: Sequence[str], folder: Path) -> None:
    """Runs Tesseract once, on one core so that it always gives the same. All its processes are gone when this returns."""
    path = program()
    if path is None:
        raise ReadError(f"text recognition needs Tesseract: {INSTALL}")
    external_program.run("Tesseract", [path, *arguments], folder, LIMITS, {"OMP_THREAD_LIMIT": "1"})


def pages(hocr: bytes, count: int) -> list[list[Written]]:
    """The lines of each page of an hOCR file; pages that it does not have are empty."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(hocr, parser)
    found: list[list[Written]] = []
    for page in root.iterfind(".//{*}div[@class='ocr_page']"):
        lines = (line_of(line) for line in page.iterfind(".//{*}span") if line.get("class", "") != "ocrx_word")
        found.append([line for line in lines if line is not None])
    return (found + [[] for _ in range(count)])[:count]


def line_of(element: _Element) -> Written | None:
    title = element.get("title", "")
    box, baseline, size = BOX.search(title), BASELINE.search(title), SIZE.search(title)
    words = tuple(word for each in element.iterfind(".//{*}span[@class='ocrx_word']") if (word := word_of(each)) is not None)
    if box is None or not words:
        return None
    left, top, right, bottom = map(float, box.groups())
    slope, offset = map(float, baseline.groups()) if baseline else (0.0, 0.0)
    middle = bottom + offset + slope * (right - left) / 2
    return Written(words, middle - MARGIN, float(size[1]) if size else bottom - top, "textangle" in title)


def word_of(element: _Element) -> RecognisedWord | None:
    title = element.get("title", "")
    box, confidence = BOX.search(title), CONFIDENCE.search(title)
    text = clean(SECTION.sub("§ ", "".join(map(str, element.itertext()))))
    if box is None or not text:
        return None
    return RecognisedWord(text, float(box[1]) - MARGIN, float(box[3]) - MARGIN, int(confidence[1]) if confidence else 0)
