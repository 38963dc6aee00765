"""Pages that are images → pages with text and rules: words by Tesseract where it is installed, ruling lines from the image."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from postulat.extract.document import Box, Note, Place, Value
from postulat.extract.errors import ReadError
from postulat.extract.layout.page import Page
from postulat.extract.pdf.ocr import tesseract
from postulat.extract.pdf.ocr.recognition import Unsure, recognise, recognise_pictures

if TYPE_CHECKING:
    from postulat.extract.pdf.engines.pdfium import File

FEW_LETTERS = 200
"""On a page that is an image; a stamp, a signature's or a scanner's own line may be text over a scan."""
RICHER = 3
"""Times the letters that a page has must be recognised in its image, for them to replace a text that is there."""
MANY_LETTERS = 300
"""And at least so many: the words on the picture of a cover are no page of text."""
MOST_OVER_PICTURE = 2
"""Runs over a picture, beyond which it is the ground that the page's text stands on."""
FEWEST_IN_PICTURE = 60
"""Letters that a picture on a page of text shows at least, to be read."""
MOST_UNSURE = 0.15
"""Share of the recognised words that may be unsure where they replace a text."""
HOPELESS = 0.5
"""The same where there is no other text; a picture of no text gives more."""
FEWEST_KNOWN = 0.5
"""Share of the recognised words that a text with doubtful letters must have, to be right after all."""
MOST_RECOGNISED = 500
"""Pages of one file whose images are read; a page takes some seconds."""
MOST_QUOTED = 8
"""Unsure words that a note quotes."""
MOST_PLACES = 20
WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(slots=True)
class Scans:
    """The pages of one file that are images: reads them, and knows afterwards what to say of them."""

    data: bytes
    file: File | None = None
    pages: int = 0
    recognised: list[int] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    empty: list[Note] = field(default_factory=list)
    unsure: list[Unsure] = field(default_factory=list)
    beyond: list[int] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    pictured: list[int] = field(default_factory=list)

    def read(self, page: Page) -> Page:
        """The page, where it needs it with recognised text; a page that has a text layer over an image gets the image's rules."""
        self.pages += 1
        place = (Place(page.number),)
        letters = sum(len(run.text.strip()) for run in page.runs)
        over_picture = page.picture and letters < FEW_LETTERS
        if letters and not over_picture and not page.doubtful:
            pictures = tuple(box for box in page.pictures if not is_background(box, page))
            return self.with_pictures(replace(page, pictures=pictures)) if pictures else self.ruled(page)
        if self.full:
            self.beyond.append(page.number)
            return page
        if tesseract.program() is None:
            if page.doubtful:
                self.doubtful.append(page.number)
            if not letters:
                if page.picture:
                    self.missing.append(page.number)
                else:
                    self.empty.append(Note("page-without-text", "", place, {"page": page.number}))
            return page
        try:
            read, unsure = recognise(self.opened(), page)
        except ReadError as error:
            if not letters:
                values: dict[str, Value] = {"page": page.number, "error": str(error)}
                self.empty.append(Note("page-without-text", "image-failed", place, values))
            return page
        if letters and not is_better(read, unsure, page):
            return self.ruled(page)
        if not read.runs:
            self.empty.append(Note("page-without-text", "image-without-text" if page.picture else "", place, {"page": page.number}))
            return page
        if share(unsure, read) > HOPELESS:
            values = {"page": page.number, "words": quoted(unsure)}
            self.empty.append(Note("page-without-text", "hardly-recognised", place, values))
            return page
        self.recognised.append(page.number)
        self.unsure.extend(unsure)
        return read

    def with_pictures(self, page: Page) -> Page:
        """The page with the text of large pictures on it, where they hold text; else it is said that they are not read."""
        if tesseract.program() is None or self.full:
            self.unread.append(page.number)
            return page
        try:
            made = recognise_pictures(self.opened(), page)
        except ReadError:
            self.unread.append(page.number)
            return page
        if made is None:
            return page
        read, unsure = made
        found = replace(read, runs=read.runs[len(page.runs) :])
        if sum(len(run.text) for run in found.runs) < FEWEST_IN_PICTURE or share(unsure, found) > MOST_UNSURE:
            return page  # a photograph, a map, a logo
        self.pictured.append(page.number)
        self.unsure.extend(unsure)
        return read

    def ruled(self, page: Page) -> Page:
        """The page made straight, with the ruling lines of its image, where it is one and nothing is drawn over it."""
        if not page.picture or page.rules:
            return page
        from postulat.extract.pdf.ocr.scan import scan, straightened

        try:
            image = scan(self.opened(), page)
        except ReadError:
            return page
        return page if image is None or not image.boxes else replace(straightened(page, image.angle), rules=image.rules)

    @property
    def full(self) -> bool:
        """Whether no more images are read."""
        return len(self.recognised) + len(self.pictured) >= MOST_RECOGNISED

    def of(self, number: int) -> Scans:
        """What was found of one page."""
        return Scans(
            b"",
            pages=1,
            recognised=[each for each in self.recognised if each == number],
            missing=[each for each in self.missing if each == number],
            empty=[each for each in self.empty if each.places[0].page == number],
            unsure=[each for each in self.unsure if each.place.page == number],
            beyond=[each for each in self.beyond if each == number],
            doubtful=[each for each in self.doubtful if each == number],
            unread=[each for each in self.unread if each == number],
            pictured=[each for each in self.pictured if each == number],
        )

    def take(self, found: Scans) -> None:
        """What was found of the next page elsewhere."""
        self.pages += found.pages
        self.recognised += found.recognised
        self.missing += found.missing
        self.empty += found.empty
        self.unsure += found.unsure
        self.beyond += found.beyond
        self.doubtful += found.doubtful
        self.unread += found.unread
        self.pictured += found.pictured

    def opened(self) -> File:
        if self.file is None:
            from postulat.extract.pdf.engines.pdfium import open_file

            self.file = open_file(self.data)
        return self.file

    def close(self) -> None:
        if self.file is not None:
            self.file.close()
            self.file = None

    @property
    def extractor(self) -> str:
        """`ocr`, where all the text of the file was recognised."""
        others = self.pages - len(self.recognised) - len(self.missing) - len(self.empty)
        return "ocr" if self.recognised and not others else "pdf"

    def notes(self) -> Iterator[Note]:
        """What is to be said of the pages that are images, once for the document, and of each page that has no text."""
        if self.missing:
            values: dict[str, Value] = {"pages": numbered(self.missing), "install": tesseract.INSTALL}
            yield Note("page-without-text", "not-recognised", places(self.missing), values)
        if self.doubtful:
            values = {"pages": numbered(self.doubtful), "install": tesseract.INSTALL}
            yield Note("unreliable-text", "not-recognised", places(self.doubtful), values)
        if self.unread:
            yield Note("unread-picture", "", places(self.unread), {"pages": numbered(self.unread), "install": tesseract.INSTALL})
        if self.pictured:
            yield Note("text-recognised", "picture", places(self.pictured), {"pages": numbered(self.pictured)})
        if self.beyond:
            values = {"pages": numbered(self.beyond), "most": MOST_RECOGNISED}
            yield Note("limit-reached", "images", places(self.beyond), values)
        yield from self.empty
        if self.recognised:
            yield Note("text-recognised", "", places(self.recognised), {"pages": numbered(self.recognised)})
        yield from unsure_notes(self.unsure)


def is_background(box: Box, page: Page) -> bool:
    """Whether a picture lies under the page's text."""
    left, top, right, bottom = box
    inside = sum(left <= run.left and run.right <= right and top <= run.middle <= bottom for run in page.runs if run.text.strip())
    return inside > MOST_OVER_PICTURE


def unsure_notes(found: Sequence[Unsure]) -> Iterator[Note]:
    """A note for each page that has words which were not recognised surely."""
    pages: dict[int, list[Unsure]] = {}
    for each in found:
        pages.setdefault(each.place.page or 0, []).append(each)
    for number, words in sorted(pages.items()):
        values: dict[str, Value] = {"page": number, "count": len(words), "words": quoted(words)}
        yield Note("unsure-words", "", tuple(word.place for word in words[:MOST_PLACES]), values)


def places(pages: Sequence[int]) -> tuple[Place, ...]:
    return tuple(Place(number) for number in pages[:MOST_PLACES])


def quoted(words: Sequence[Unsure]) -> list[str]:
    """The first of the words."""
    return [f"“{word.text}”" for word in words[:MOST_QUOTED]] + ["…"] * (len(words) > MOST_QUOTED)


def numbered(pages: Sequence[int]) -> str:
    """Pages as one writes them.

    >>> numbered([3]), numbered([1, 2, 3, 5])
    ('3', '1–3, 5')
    """
    spans: list[list[int]] = []
    for page in pages:
        if spans and page == spans[-1][1] + 1:
            spans[-1][1] = page
        else:
            spans.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)


def share(unsure: Sequence[Unsure], read: Page) -> float:
    """Of the recognised words, how many are unsure."""
    return len(unsure) / max(sum(len(run.text.split()) for run in read.runs), 1)


def is_better(read: Page, unsure: Sequence[Unsure], page: Page) -> bool:
    """Whether the recognised text is to replace the page's own: it has much more, or other words than letters nobody can map.

    Signs that are seen in a map or a photograph replace nothing.
    """
    if share(unsure, read) > MOST_UNSURE:
        return False
    if not page.doubtful:
        letters = sum(len(run.text) for run in read.runs)
        return letters >= max(MANY_LETTERS, RICHER * sum(len(run.text.strip()) for run in page.runs))
    own = set(WORD.findall(" ".join(run.text for run in page.runs).casefold()))
    found = WORD.findall(" ".join(run.text for run in read.runs).casefold())
    return bool(found) and sum(word in own for word in found) < FEWEST_KNOWN * len(found)
