"""Layers of a PDF (optional content) that are switched off: their names, and whether a text object lies on one.

PDFium's text has what stands on them, too, though no page shows it: drafts, other languages, notes of a drawing.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterable
from typing import Any

from postulat.extract.pdf.engines.pdfium_calls import Calls, Handle

SIGNS = (b"/OCProperties", b"/ObjStm")
"""One of which a file with layers has: the first may be packed away in a stream of objects."""
LONGEST_NAME = 512
"""Bytes of a layer's name."""
MOST_MARKS = 16
MOST_LAYERS = 5_000
MOST_OBJECTS = 50_000
"""Of a page or a form that are looked into."""
DEEPEST_FORM = 8
FORM = 5
"""PDFium's number for a form among the objects of a page."""
LARGEST = 64 * 1024 * 1024
"""Bytes of a file that is asked for its layers: one whose table of objects is broken is looked through line by line."""


def hidden_layers(data: bytes) -> frozenset[str]:
    """The names of the layers that are off when the file is opened, and are not also those of a layer that is on."""
    if len(data) > LARGEST or not any(sign in data for sign in SIGNS):
        return frozenset()
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import resolve1

    try:
        layers = resolve1(PDFDocument(PDFParser(io.BytesIO(data))).catalog.get("OCProperties"))
        if not layers:
            return frozenset()
        usual = resolve1(layers.get("D")) or {}
        known = [(each, name_of(each)) for each in (resolve1(layers.get("OCGs")) or [])[:MOST_LAYERS]]
        off, on = numbers(resolve1(usual.get("OFF")) or ()), numbers(resolve1(usual.get("ON")) or ())
    except Exception:  # a damaged file, or a locked one: PDFium reads what it can, and layers are not told
        return frozenset()
    all_off = getattr(resolve1(usual.get("BaseState")), "name", "") == "OFF"
    hidden = {name for each, name in known if each.objid in off or (all_off and each.objid not in on)}
    shown = {name for each, name in known if not (each.objid in off or (all_off and each.objid not in on))}
    return frozenset(hidden - shown - {""})


def numbers(references: Iterable[Any]) -> frozenset[int]:
    return frozenset(each.objid for each in references if hasattr(each, "objid"))


def name_of(layer: Any) -> str:
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    name = (resolve1(layer) or {}).get("Name", b"")
    return decode_text(name) if isinstance(name, bytes) else ""


class Layers:
    """Tells whether an object of a page is marked as lying on a hidden layer, itself or with the form that it is drawn in."""

    def __init__(self, calls: Calls, hidden: frozenset[str], page: Handle) -> None:
        self.hidden = hidden
        self.calls = calls
        self.count_marks = calls["FPDFPageObj_CountMarks"]
        self.get_mark = calls["FPDFPageObj_GetMark"]
        self.get_name = calls["FPDFPageObjMark_GetParamStringValue"]
        self.buffer = ctypes.create_string_buffer(LONGEST_NAME)
        self.size = ctypes.c_ulong()
        self.in_forms: set[int] = set()
        self.seen = 0
        count = min(calls["FPDFPage_CountObjects"](page), MOST_OBJECTS)
        for index in range(count):
            self.look_into(calls["FPDFPage_GetObject"](page, index), False, 0)

    def look_into(self, handle: Handle, hidden: bool, depth: int) -> None:
        """Keeps what is drawn in a form that lies on a hidden layer."""
        if hidden:
            self.in_forms.add(handle.value or 0)
        if self.calls["FPDFPageObj_GetType"](handle) != FORM or depth >= DEEPEST_FORM:
            return
        hidden = hidden or self.is_marked(handle)
        count = min(self.calls["FPDFFormObj_CountObjects"](handle), MOST_OBJECTS)
        for index in range(count):
            self.seen += 1
            if self.seen < MOST_OBJECTS:
                self.look_into(self.calls["FPDFFormObj_GetObject"](handle, ctypes.c_ulong(index)), hidden, depth + 1)

    def hide(self, handle: Handle) -> bool:
        return (handle.value in self.in_forms) or self.is_marked(handle)

    def is_marked(self, handle: Handle) -> bool:
        for index in range(min(self.count_marks(handle), MOST_MARKS)):
            mark = self.get_mark(handle, ctypes.c_ulong(index))
            told = self.get_name(mark, b"Name", self.buffer, ctypes.c_ulong(LONGEST_NAME), ctypes.byref(self.size))
            if told and self.size.value > 2:
                name = self.buffer.raw[: min(self.size.value, LONGEST_NAME) - 2].decode("utf-16-le", "replace")
                if name in self.hidden:
                    return True
        return False
