"""PDFium's functions as plain calls on addresses: a wrapper object for each handle would cost more than the call."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import c_char_p, c_double, c_float, c_int, c_uint, c_ulong, c_ushort, c_void_p
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

P = ctypes.POINTER


class Matrix(ctypes.Structure):
    _fields_ = [("a", c_float), ("b", c_float), ("c", c_float), ("d", c_float), ("e", c_float), ("f", c_float)]


class Rect(ctypes.Structure):
    """In PDFium's order of edges."""

    _fields_ = [("left", c_float), ("top", c_float), ("right", c_float), ("bottom", c_float)]


SIGNATURES: dict[str, tuple[Any, ...]] = {
    "FPDF_InitLibrary": (None,),
    "FPDF_LoadMemDocument64": (c_void_p, c_char_p, ctypes.c_size_t, c_char_p),
    "FPDF_CloseDocument": (None, c_void_p),
    "FPDF_GetLastError": (c_ulong,),
    "FPDF_GetPageCount": (c_int, c_void_p),
    "FPDF_GetMetaText": (c_ulong, c_void_p, c_char_p, c_void_p, c_ulong),
    "FPDFCatalog_GetLanguage": (c_ulong, c_void_p, c_void_p, c_ulong),
    "FPDF_LoadPage": (c_void_p, c_void_p, c_int),
    "FPDF_ClosePage": (None, c_void_p),
    "FPDF_GetPageBoundingBox": (c_int, c_void_p, P(Rect)),
    "FPDFPage_GetRotation": (c_int, c_void_p),
    "FPDFBitmap_CreateEx": (c_void_p, c_int, c_int, c_int, c_void_p, c_int),
    "FPDFBitmap_Destroy": (None, c_void_p),
    "FPDF_RenderPageBitmap": (None, c_void_p, c_void_p, c_int, c_int, c_int, c_int, c_int, c_int),
    "FPDFPage_CountObjects": (c_int, c_void_p),
    "FPDFPage_GetObject": (c_void_p, c_void_p, c_int),
    "FPDFFormObj_CountObjects": (c_int, c_void_p),
    "FPDFFormObj_GetObject": (c_void_p, c_void_p, c_ulong),
    "FPDFPageObj_GetType": (c_int, c_void_p),
    "FPDFPageObj_GetMatrix": (c_int, c_void_p, P(Matrix)),
    "FPDFPageObj_GetBounds": (c_int, c_void_p, P(c_float), P(c_float), P(c_float), P(c_float)),
    "FPDFPageObj_GetFillColor": (c_int, c_void_p, P(c_uint), P(c_uint), P(c_uint), P(c_uint)),
    "FPDFPageObj_GetMarkedContentID": (c_int, c_void_p),
    "FPDFPath_CountSegments": (c_int, c_void_p),
    "FPDFPath_GetPathSegment": (c_void_p, c_void_p, c_int),
    "FPDFPath_GetDrawMode": (c_int, c_void_p, P(c_int), P(c_int)),
    "FPDFPathSegment_GetPoint": (c_int, c_void_p, P(c_float), P(c_float)),
    "FPDFPathSegment_GetType": (c_int, c_void_p),
    "FPDFPathSegment_GetClose": (c_int, c_void_p),
    "FPDFText_LoadPage": (c_void_p, c_void_p),
    "FPDFText_ClosePage": (None, c_void_p),
    "FPDFText_CountChars": (c_int, c_void_p),
    "FPDFText_GetText": (c_int, c_void_p, c_int, c_int, P(c_ushort)),
    "FPDFText_GetTextIndexFromCharIndex": (c_int, c_void_p, c_int),
    "FPDFText_GetTextObject": (c_void_p, c_void_p, c_int),
    "FPDFText_GetCharOrigin": (c_int, c_void_p, c_int, P(c_double), P(c_double)),
    "FPDFText_GetLooseCharBox": (c_int, c_void_p, c_int, P(Rect)),
    "FPDFText_GetMatrix": (c_int, c_void_p, c_int, P(Matrix)),
    "FPDFText_GetFontSize": (c_double, c_void_p, c_int),
    "FPDFText_HasUnicodeMapError": (c_int, c_void_p, c_int),
    "FPDFTextObj_GetFont": (c_void_p, c_void_p),
    "FPDFTextObj_GetTextRenderMode": (c_int, c_void_p),
    "FPDFFont_GetBaseFontName": (ctypes.c_size_t, c_void_p, c_void_p, ctypes.c_size_t),
    "FPDFLink_Enumerate": (c_int, c_void_p, P(c_int), P(c_void_p)),
    "FPDFLink_GetAnnotRect": (c_int, c_void_p, P(Rect)),
    "FPDFLink_GetAction": (c_void_p, c_void_p),
    "FPDFAction_GetURIPath": (c_ulong, c_void_p, c_void_p, c_void_p, c_ulong),
}
"""Name → what it gives and takes, as in PDFium's headers; handles are addresses."""

Call = Callable[..., Any]


@dataclass(slots=True)
class Calls:
    """The functions by name, and PDFium ready to be called."""

    by_name: dict[str, Call]

    def __getitem__(self, name: str) -> Call:
        return self.by_name[name]


@cache
def calls() -> Calls:
    """PDFium's functions; the library is loaded when this is first asked for."""
    raw = import_module("pypdfium2_raw")  # not pypdfium2: its helpers take longer to load than a page to read
    found: dict[str, Call] = {}
    for name, signature in SIGNATURES.items():
        address = ctypes.cast(getattr(raw, name), c_void_p).value
        if address is None:
            raise ImportError(f"this PDFium has no {name}")
        found[name] = ctypes.PYFUNCTYPE(*signature)(address)  # keeps the interpreter's lock: PDFium is not made for threads
    found["FPDF_InitLibrary"]()
    return Calls(found)
