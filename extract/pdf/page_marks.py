"""What stands on a page and is no part of its text, each with its finding: watermarks, stamps, struck words, remarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from postulat.extract.characters.cleaning import clean
from postulat.extract.characters.excerpt import shortened
from postulat.extract.document import Note, Place
from postulat.extract.layout.clipped_lines import with_clipped_lines
from postulat.extract.layout.note_numbers import take_note_numbers
from postulat.extract.layout.overlays import Overlay, take_overlays
from postulat.extract.layout.page import Page
from postulat.extract.layout.page_notes import page_notes
from postulat.extract.layout.struck import take_struck

MOST_SHOWN = 60
"""Characters that a note quotes."""
MOST_PLACES = 20


def without_marks(page: Page, notes: list[Note]) -> Page:
    """The page without what is no part of its text."""
    page, over = take_overlays(with_clipped_lines(page))
    notes.extend(overlay_notes(page, over))
    page, struck = take_struck(page)
    for words, box in struck:
        notes.append(
            Note("struck-text", "", (Place(page.number, "", page.shown(box)),), {"text": shortened(clean(words), MOST_SHOWN)})
        )
    runs = page.runs
    page, numbers = take_note_numbers(page)
    if numbers:
        for words, box in page_notes(runs, numbers):
            notes.append(Note("footnote", "", (Place(page.number, "", page.shown(box)),), {"text": shortened(clean(words))}))
        places = tuple(Place(page.number, "", page.shown(box)) for _, box in numbers[:MOST_PLACES])
        notes.append(Note("note-number", "", places, {"text": shortened(", ".join(number for number, _ in numbers), MOST_SHOWN)}))
    notes.extend(remarks(page))
    return page


def overlay_notes(page: Page, over: Sequence[Overlay]) -> Iterator[Note]:
    """What lies over the page and is left out of its text."""
    for kind, text, box in over:
        place, quoted = Place(page.number, "", page.shown(box)), shortened(clean(text), MOST_SHOWN)
        yield (
            Note("watermark", "", (place,), {"text": quoted})
            if kind == "watermark"
            else Note("stamp", "", (place,), {"text": quoted})
        )


def remarks(page: Page) -> Iterator[Note]:
    """What was written onto the page: values and typed text are read with it, notes are not."""
    for kind, words, box in page.remarks:
        place, quoted = Place(page.number, "", box), shortened(clean(words), MOST_SHOWN)
        if kind == "form-field":
            yield Note("form-field", "", (place,), {"text": quoted})
        elif kind == "typed-text":
            yield Note("typed-text", "", (place,), {"text": quoted})
        else:
            yield Note("comment", "", (place,), {"text": quoted})
