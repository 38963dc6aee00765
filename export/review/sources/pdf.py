"""A PDF as pictures of its pages, with a box over each place that records come from."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from postulat.export.html.markup import Markup, joined, tag
from postulat.export.html.words import say
from postulat.export.options import Labels
from postulat.export.review.sources.shown import Shown, page_of
from postulat.normalize.records import DocumentRecord

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 110
"""Of the pictures of a document of few pages."""
DPI_OF_MANY = 80
MANY = 60
"""Pages from which pictures are smaller."""
MOST_PAGES = 300
"""Pages that are shown, those with records first."""
WIDEST = 2_000
"""Pixels of a picture's longer side."""
COLOURS = 32
"""Of a page of text."""
MUCH = 120_000
"""Bytes of a picture from which another way to pack it is tried."""
QUALITY = 60
POINTS = 72
"""An inch."""
BOX = re.compile(r"bbox=(-?\d+\.?\d*),(-?\d+\.?\d*),(-?\d+\.?\d*),(-?\d+\.?\d*)$")
ROOM = 1.5
"""Points around a box."""


class Box(NamedTuple):
    """A place on a page, in points from the top left corner."""

    id: str
    left: float
    top: float
    right: float
    bottom: float


def show(document: DocumentRecord, data: bytes, places: Collection[str], language: Labels) -> Shown:
    """The pages. Text of the file is only in the pictures, so that nothing of it can be active."""
    import pypdfium2

    ids: dict[str, str] = {}
    boxes: dict[int, list[Box]] = {}
    for place in sorted(places, key=lambda place: (page_of(place) or 0, place)):
        page = page_of(place)
        found = BOX.search(place)
        if page is None:
            continue
        ids[place] = f"s{len(ids) + 1}" if found else f"page-{page}"
        own = boxes.setdefault(page, [])
        if found:
            own.append(Box(ids[place], *map(float, found.groups())))
    file = pypdfium2.PdfDocument(data)
    try:
        count = len(file)
        chosen = set(sorted(range(1, count + 1), key=lambda page: (page not in boxes, page))[:MOST_PAGES])
        dpi = DPI if count <= MANY else DPI_OF_MANY
        pages = [
            sheet(file, page, boxes.get(page, ()), dpi, language)
            if page in chosen
            else left_out(page, boxes.get(page, ()), language)
            for page in range(1, count + 1)
        ]
    finally:
        file.close()
    known = {place: name for place, name in ids.items() if (page_of(place) or 0) <= count}
    return Shown(tag("div", {"class": "pdf"}, *pages), known)


def sheet(file: Any, number: int, boxes: Collection[Box], dpi: int, language: Labels) -> Markup:
    page = file[number - 1]
    try:
        width, height = page.get_size()
        scale = min(dpi / POINTS, WIDEST / max(width, height, 1))
        image = page.render(scale=scale, may_draw_forms=False).to_pil()
    finally:
        page.close()
    picture = tag(
        "img",
        {"src": packed(image), "alt": "", "width": image.width, "height": image.height, "loading": "lazy", "decoding": "async"},
    )
    marks = tag("svg", {"viewBox": f"0 0 {width:.1f} {height:.1f}", "aria-hidden": "true"}, *drawn(boxes))
    return tag("figure", {"class": "sheet", "id": f"page-{number}"}, label(number, language), tag("div", None, picture, marks))


def left_out(number: int, boxes: Collection[Box], language: Labels) -> Markup:
    anchors = joined(*(tag("span", {"id": box.id}) for box in boxes))
    return tag(
        "figure",
        {"class": "sheet left-out", "id": f"page-{number}"},
        label(number, language),
        anchors,
        say("source.page_left_out", language, "p"),
    )


def label(number: int, language: Labels) -> Markup:
    return tag("figcaption", None, say("page", language), f" {number}")


def drawn(boxes: Collection[Box]) -> Iterator[Markup]:
    """The larger boxes first, so that the smaller stay in reach."""
    for box in sorted(boxes, key=lambda box: -(box.right - box.left) * (box.bottom - box.top)):
        yield tag(
            "rect",
            {
                "id": box.id,
                "x": f"{box.left - ROOM:.1f}",
                "y": f"{box.top - ROOM:.1f}",
                "width": f"{max(box.right - box.left, 0) + 2 * ROOM:.1f}",
                "height": f"{max(box.bottom - box.top, 0) + 2 * ROOM:.1f}",
                "rx": "2",
            },
        )


def packed(image: Image) -> str:
    """The picture as a `data:` address: of few colours, or where that takes too much, as a scan does, packed with losses."""
    from PIL.Image import Dither, Quantize

    rgb = image.convert("RGB")
    kind, data = "png", io.BytesIO()
    rgb.quantize(COLOURS, method=Quantize.FASTOCTREE, dither=Dither.NONE).save(data, "PNG")
    if data.tell() > MUCH:
        lossy = io.BytesIO()
        rgb.save(lossy, "WEBP", quality=QUALITY, method=0)
        kind, data = ("webp", lossy) if lossy.tell() < data.tell() else (kind, data)
    return f"data:image/{kind};base64,{base64.b64encode(data.getvalue()).decode()}"
