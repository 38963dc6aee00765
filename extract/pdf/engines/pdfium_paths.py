"""Rules, coloured areas and pictures of a page, from PDFium's path and image objects; those in forms are in their place."""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise, repeat

from postulat.extract.document import Box
from postulat.extract.layout.page import MOST_RULES, THICKEST_RULE, Rule, is_dot
from postulat.extract.pdf.engines.pdfium_calls import Calls, Handle, Matrix

PATH, IMAGE, SHADING, FORM = 2, 3, 4, 5
MOVE = 2
DEEPEST_FORM = 8
MOST_SEGMENTS = 400
"""Of one path; a longer one is a drawing."""
MOST_OBJECTS = 400_000
TWO_BOXES = (8, 12)
"""Segments of a path that draws one box within another."""
EDGES = struct.Struct("4f")
"""Left, bottom, right and top, as PDFium writes them."""
STRAIGHT = 0.6
"""Points that the ends of a line may differ and it is still level or upright."""

Transform = tuple[float, float, float, float, float, float]
WHOLE: Transform = (1, 0, 0, 1, 0, 0)
Shown = Callable[[float, float, float, float], Box]
"""A box of the page's own space on the page as shown."""


@dataclass(slots=True)
class Drawing:
    rules: list[Rule] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    capped: bool = False


def drawing(calls: Calls, page: Handle, shown: Shown) -> Drawing:
    """What is drawn on the page besides its text."""
    walk = Walk(calls, shown)
    count, get = calls["FPDFPage_CountObjects"](page), calls["FPDFPage_GetObject"]
    walk.objects(map(get, repeat(page), range(min(count, MOST_OBJECTS))), WHOLE, 0)
    return walk.found


class Walk:
    """A walk over a page's objects."""

    def __init__(self, calls: Calls, shown: Shown) -> None:
        self.calls = calls
        self.shown = shown
        self.found = Drawing()
        self.get_bounds, self.get_draw_mode = calls["FPDFPageObj_GetBounds"], calls["FPDFPath_GetDrawMode"]
        self.edges = ctypes.create_string_buffer(EDGES.size)
        self.edge_references = tuple(ctypes.byref(self.edges, at) for at in range(0, EDGES.size, EDGES.size // 4))
        self.mode, self.stroke = ctypes.c_int(), ctypes.c_int()
        self.mode_references = (ctypes.byref(self.mode), ctypes.byref(self.stroke))
        self.colour = tuple(ctypes.c_uint() for _ in range(4))
        self.colour_references = tuple(ctypes.byref(part) for part in self.colour)

    def objects(self, addresses: Iterable[Handle], transform: Transform, depth: int) -> None:
        kind_of, rules = self.calls["FPDFPageObj_GetType"], self.found.rules
        for address in addresses:
            kind = kind_of(address)
            if kind == PATH:
                self.path(address, transform)
            elif kind in (IMAGE, SHADING):
                self.found.pictures.append(self.bounds(address, transform))
            elif kind == FORM and depth < DEEPEST_FORM:
                matrix = Matrix()
                self.calls["FPDFPageObj_GetMatrix"](address, ctypes.byref(matrix))
                inner = product((matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f), transform)
                count = min(self.calls["FPDFFormObj_CountObjects"](address), MOST_OBJECTS)
                get = self.calls["FPDFFormObj_GetObject"]
                self.objects([get(address, ctypes.c_ulong(index)) for index in range(count)], inner, depth + 1)
            if len(rules) >= MOST_RULES:
                self.found.capped = True
                return

    def bounds(self, address: Handle, transform: Transform) -> Box:
        self.get_bounds(address, *self.edge_references)
        left, bottom, right, top = EDGES.unpack(self.edges)
        if transform is WHOLE:
            return self.shown(left, bottom, right, top)
        return self.shown(*applied(transform, left, bottom), *applied(transform, right, top))

    def path(self, address: Handle, transform: Transform) -> None:
        self.get_draw_mode(address, *self.mode_references)
        filled, stroked = self.mode.value, self.stroke.value
        if not filled and not stroked:
            return
        box = self.bounds(address, transform)
        width, height = box[2] - box[0], box[3] - box[1]
        if filled and is_dot(width, height):
            self.found.fills.append(box)
        if width < THICKEST_RULE or height < THICKEST_RULE:
            self.found.rules.append(Rule(*box))
            return
        if filled and not self.is_white(address):
            self.found.fills.extend(self.boxes(address, transform, box))
        if stroked:
            for part in self.parts(address, transform):
                for (x0, y0), (x1, y1) in pairwise(part):
                    if abs(x1 - x0) < STRAIGHT or abs(y1 - y0) < STRAIGHT:
                        self.found.rules.append(Rule(*self.shown(x0, y0, x1, y1)))

    def is_white(self, address: Handle) -> bool:
        if not self.calls["FPDFPageObj_GetFillColor"](address, *self.colour_references):
            return False
        red, green, blue, alpha = (part.value for part in self.colour)
        return alpha == 0 or min(red, green, blue) >= 253

    def boxes(self, address: Handle, transform: Transform, box: Box) -> list[Box]:
        """A filled path's area; both boxes where it is a frame between two."""
        if not TWO_BOXES[0] <= self.calls["FPDFPath_CountSegments"](address) <= TWO_BOXES[1]:
            return [box]
        parts = self.parts(address, transform)
        if len(parts) != 2 or any(len({x for x, _ in part}) != 2 or len({y for _, y in part}) != 2 for part in parts):
            return [box]
        return [self.shown(*part[0], *part[2]) for part in parts]

    def parts(self, address: Handle, transform: Transform) -> list[list[tuple[float, float]]]:
        """The points of each part of a path, where it is no drawing."""
        count = self.calls["FPDFPath_CountSegments"](address)
        if not 0 < count <= MOST_SEGMENTS:
            return []
        matrix = Matrix()
        self.calls["FPDFPageObj_GetMatrix"](address, ctypes.byref(matrix))
        whole = product((matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f), transform)
        x, y = ctypes.c_float(), ctypes.c_float()
        parts: list[list[tuple[float, float]]] = []
        for index in range(count):
            segment = self.calls["FPDFPath_GetPathSegment"](address, index)
            self.calls["FPDFPathSegment_GetPoint"](segment, ctypes.byref(x), ctypes.byref(y))
            if self.calls["FPDFPathSegment_GetType"](segment) == MOVE or not parts:
                parts.append([])
            parts[-1].append(applied(whole, x.value, y.value))
            if self.calls["FPDFPathSegment_GetClose"](segment):
                parts[-1].append(parts[-1][0])
        return parts


def product(first: Transform, then: Transform) -> Transform:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def applied(transform: Transform, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = transform
    return a * x + c * y + e, b * x + d * y + f
