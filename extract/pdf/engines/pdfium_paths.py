"""Rules, coloured areas and pictures of a page, from PDFium's path and image objects; those in forms are in their place."""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise, repeat

from postulat.extract.document import Box
from postulat.extract.layout.page import MOST_RULES, THICKEST_RULE, Outline, Rule, as_rule, is_dot
from postulat.extract.pdf.engines.pdfium_calls import Calls, Handle, Matrix, passed

PATH, IMAGE, SHADING, FORM = 2, 3, 4, 5
CURVE, MOVE = 1, 2
DEEPEST_FORM = 8
MOST_SEGMENTS = 400
"""Of one path; a longer one is a drawing, unless nearly all of it is level or upright."""
MOST_OF_RULES = 20_000
"""Segments of one path that are looked at."""
STRAIGHT_SHARE = 0.98
"""Of a long path's segments that are level or upright, for it to be rules and no drawing."""
MOST_OBJECTS = 400_000
ONE_BOX = 7
"""Segments that a path of one box has at most."""
EDGES = struct.Struct("4f")
"""Left, bottom, right and top, as PDFium writes them."""
STRAIGHT = 0.6
"""Points that the ends of a line may differ and it is still level or upright."""

EXACT = 0.02
"""The same in a path of many lines."""
SMALLEST_OUTLINE = 12.0
"""Points; a smaller box is one to be ticked."""
SAME_CORNER = 0.1
"""Points that the corners of a box may miss its sides."""

Transform = tuple[float, float, float, float, float, float]
WHOLE: Transform = (1, 0, 0, 1, 0, 0)
Shown = Callable[[float, float, float, float], Box]
"""A box of the page's own space on the page as shown."""


@dataclass(slots=True)
class Drawing:
    rules: list[Rule] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    outlines: list[Outline] = field(default_factory=list)
    capped: bool = False


def drawing(calls: Calls, page: Handle, shown: Shown) -> Drawing:
    """What is drawn on the page besides its text."""
    walk = Walk(calls, shown)
    count, get = calls["FPDFPage_CountObjects"](page), calls["FPDFPage_GetObject"]
    walk.objects(map(get, repeat(passed(page.value)), range(min(count, MOST_OBJECTS))), WHOLE, 0)
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
                self.picture(self.bounds(address, transform))
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
        a, b, c, d = self.edge_references
        self.get_bounds(address, a, b, c, d)
        left, bottom, right, top = EDGES.unpack(self.edges)
        if transform is WHOLE:
            return self.shown(left, bottom, right, top)
        return self.shown(*applied(transform, left, bottom), *applied(transform, right, top))

    def picture(self, box: Box) -> None:
        """A picture; one that is thin as a line is a rule."""
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) < THICKEST_RULE < max(width, height):
            self.found.rules.append(as_rule(box))
        else:
            self.found.pictures.append(box)

    def path(self, address: Handle, transform: Transform) -> None:
        mode, stroke = self.mode_references
        self.get_draw_mode(address, mode, stroke)
        filled, stroked = self.mode.value, self.stroke.value
        if not filled and not stroked:
            return
        box = self.bounds(address, transform)
        width, height = box[2] - box[0], box[3] - box[1]
        if filled and is_dot(width, height):
            self.found.fills.append(box)
        if width < THICKEST_RULE or height < THICKEST_RULE:
            self.found.rules.append(as_rule(box))
            return
        if filled and not self.is_white(address):
            self.areas(address, transform, box)
        if stroked:
            self.lines(address, transform, box)

    def lines(self, address: Handle, transform: Transform, box: Box) -> None:
        """The level and upright lines of a stroked path; none of a drawing, whose curves have such pieces, too."""
        parts = self.parts(address, transform)
        ring = any(len(part) == 1 for part in parts)
        if min(box[2] - box[0], box[3] - box[1]) > SMALLEST_OUTLINE and (ring or (len(parts) == 1 and is_box(parts[0]))):
            self.found.outlines.append(Outline(box, ring))
        steps = [(one, other) for part in parts for one, other in pairwise(part)]
        straight = [step for step in steps if abs(step[1][0] - step[0][0]) < STRAIGHT or abs(step[1][1] - step[0][1]) < STRAIGHT]
        if len(steps) > MOST_SEGMENTS:  # the many short steps of a curve are each nearly level or upright
            exact = sum(min(abs(x1 - x0), abs(y1 - y0)) < EXACT for (x0, y0), (x1, y1) in steps)
            if exact < STRAIGHT_SHARE * len(steps):
                return
        self.found.rules.extend(Rule(*self.shown(x0, y0, x1, y1)) for (x0, y0), (x1, y1) in straight)

    def areas(self, address: Handle, transform: Transform, box: Box) -> None:
        """A filled path's area. One that draws many boxes is taken apart: the thin ones are rules, as some programs draw all rules
        of a table in one path."""
        if self.calls["FPDFPath_CountSegments"](address) <= ONE_BOX:
            self.found.fills.append(box)
            return
        parts = [part for part in self.parts(address, transform) if len(part) > 1]
        if not parts or not all(map(is_box, parts)):
            self.found.fills.append(box)
            return
        for part in parts:
            xs, ys = [x for x, _ in part], [y for _, y in part]
            area = self.shown(min(xs), min(ys), max(xs), max(ys))
            if len(parts) > 1 and min(area[2] - area[0], area[3] - area[1]) < THICKEST_RULE:
                self.found.rules.append(Rule(*area))
            else:
                self.found.fills.append(area)

    def is_white(self, address: Handle) -> bool:
        if not self.calls["FPDFPageObj_GetFillColor"](address, *self.colour_references):
            return False
        red, green, blue, alpha = (part.value for part in self.colour)
        return alpha == 0 or min(red, green, blue) >= 253

    def parts(self, address: Handle, transform: Transform) -> list[list[tuple[float, float]]]:
        """The points of each part of a path, where it is not too long."""
        count = self.calls["FPDFPath_CountSegments"](address)
        if not 0 < count <= MOST_OF_RULES:
            return []
        matrix = Matrix()
        self.calls["FPDFPageObj_GetMatrix"](address, ctypes.byref(matrix))
        whole = product((matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f), transform)
        x, y = ctypes.c_float(), ctypes.c_float()
        parts: list[list[tuple[float, float]]] = []
        begin = (0.0, 0.0)
        for index in range(count):
            segment = self.calls["FPDFPath_GetPathSegment"](address, index)
            self.calls["FPDFPathSegment_GetPoint"](segment, ctypes.byref(x), ctypes.byref(y))
            kind = self.calls["FPDFPathSegment_GetType"](segment)
            point = applied(whole, x.value, y.value)
            if kind == MOVE or not parts:
                begin = point
                parts.append([])
            elif kind == CURVE:  # nothing straight leads to it, and its guide points are not drawn
                parts.append([])
            parts[-1].append(point)
            if self.calls["FPDFPathSegment_GetClose"](segment):
                parts[-1].append(begin)
        return parts


def is_box(part: list[tuple[float, float]]) -> bool:
    """Whether the points are the corners of a level box."""
    xs, ys = sorted(x for x, _ in part), sorted(y for _, y in part)
    left, bottom, right, top = xs[0], ys[0], xs[-1], ys[-1]
    if not 4 <= len(part) <= 6:
        return False
    return all(min(x - left, right - x) < SAME_CORNER and min(y - bottom, top - y) < SAME_CORNER for x, y in part)


def product(first: Transform, then: Transform) -> Transform:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def applied(transform: Transform, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = transform
    return a * x + c * y + e, b * x + d * y + f
