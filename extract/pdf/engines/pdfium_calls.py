"""PDFium's functions as plain calls, with as little around each call as there can be: a page takes a thousand of them."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import c_double, c_float, c_int, c_uint, c_ulong, c_void_p
from functools import cache
from importlib import import_module
from typing import Any


class Handle(c_void_p):
    """An address that PDFium gave. As an object of its own it is passed on unchecked."""


passed: Callable[[int | None], Any] = c_void_p.from_param
"""An address in the form in which a call passes it on: made once, where a call makes it of a `Handle` each time."""


class Matrix(ctypes.Structure):
    _fields_ = [("a", c_float), ("b", c_float), ("c", c_float), ("d", c_float), ("e", c_float), ("f", c_float)]


class Rect(ctypes.Structure):
    """In PDFium's order of edges."""

    _fields_ = [("left", c_float), ("top", c_float), ("right", c_float), ("bottom", c_float)]


RESULTS: dict[str, Any] = {
    "FPDF_InitLibrary": None,
    "FPDF_LoadMemDocument64": Handle,
    "FPDF_CloseDocument": None,
    "FPDF_GetLastError": c_ulong,
    "FPDF_GetPageCount": c_int,
    "FPDF_GetMetaText": c_ulong,
    "FPDFCatalog_GetLanguage": c_ulong,
    "FPDF_LoadPage": Handle,
    "FPDF_ClosePage": None,
    "FPDF_GetPageBoundingBox": c_int,
    "FPDFPage_GetRotation": c_int,
    "FPDFBitmap_CreateEx": Handle,
    "FPDFBitmap_Destroy": None,
    "FPDF_RenderPageBitmap": None,
    "FPDFPage_CountObjects": c_int,
    "FPDFPage_GetObject": Handle,
    "FPDFFormObj_CountObjects": c_int,
    "FPDFFormObj_GetObject": Handle,
    "FPDFPageObj_GetType": c_int,
    "FPDFPageObj_GetMatrix": c_int,
    "FPDFPageObj_GetBounds": c_int,
    "FPDFPageObj_GetFillColor": c_int,
    "FPDFPageObj_GetMarkedContentID": c_int,
    "FPDFPageObj_CountMarks": c_int,
    "FPDFPageObj_GetMark": Handle,
    "FPDFPageObjMark_GetParamStringValue": c_int,
    "FPDFPath_CountSegments": c_int,
    "FPDFPath_GetPathSegment": Handle,
    "FPDFPath_GetDrawMode": c_int,
    "FPDFPathSegment_GetPoint": c_int,
    "FPDFPathSegment_GetType": c_int,
    "FPDFPathSegment_GetClose": c_int,
    "FPDFText_LoadPage": Handle,
    "FPDFText_ClosePage": None,
    "FPDFText_CountChars": c_int,
    "FPDFText_GetText": c_int,
    "FPDFText_GetTextIndexFromCharIndex": c_int,
    "FPDFText_GetUnicode": c_uint,
    "FPDFText_IsGenerated": c_int,
    "FPDFText_GetTextObject": c_void_p,
    "FPDFText_GetCharOrigin": c_int,
    "FPDFText_GetLooseCharBox": c_int,
    "FPDFText_GetMatrix": c_int,
    "FPDFText_GetFontSize": c_double,
    "FPDFText_HasUnicodeMapError": c_int,
    "FPDFTextObj_GetFont": c_void_p,
    "FPDFTextObj_GetTextRenderMode": c_int,
    "FPDFFont_GetBaseFontName": ctypes.c_size_t,
    "FPDF_GetFormType": c_int,
    "FPDFDOC_InitFormFillEnvironment": Handle,
    "FPDFDOC_ExitFormFillEnvironment": None,
    "FPDFPage_GetAnnotCount": c_int,
    "FPDFPage_GetAnnot": Handle,
    "FPDFPage_CloseAnnot": None,
    "FPDFAnnot_GetSubtype": c_int,
    "FPDFAnnot_GetFlags": c_int,
    "FPDFAnnot_GetRect": c_int,
    "FPDFAnnot_GetStringValue": c_ulong,
    "FPDFAnnot_GetFormFieldType": c_int,
    "FPDFAnnot_GetFormFieldValue": c_ulong,
    "FPDFAnnot_CountAttachmentPoints": c_ulong,
    "FPDFAnnot_GetAttachmentPoints": c_int,
    "FPDFAnnot_GetFileAttachment": Handle,
    "FPDFDoc_GetAttachmentCount": c_int,
    "FPDFDoc_GetAttachment": Handle,
    "FPDFAttachment_GetName": c_ulong,
    "FPDFAttachment_GetFile": c_int,
    "FPDFLink_Enumerate": c_int,
    "FPDFLink_GetAnnotRect": c_int,
    "FPDFLink_GetAction": Handle,
    "FPDFAction_GetURIPath": c_ulong,
}
"""Name → what it gives. Text objects and fonts are given as bare addresses, which are compared more often than used.

What the functions take is not declared, since checking it costs more than the call: a handle is passed as a `Handle`, a place to
write to by `byref`, a C `int` as a number, a longer one as `c_ulong` or `c_size_t`.
"""

Call = Callable[..., Any]


Calls = dict[str, Call]
"""The functions by name, and PDFium ready to be called."""


@cache
def calls() -> Calls:
    """PDFium's functions; the library is loaded when this is first asked for."""
    raw = import_module("pypdfium2_raw")  # not pypdfium2: its helpers take longer to load than a page to read
    found: Calls = {}
    for name, result in RESULTS.items():
        address = ctypes.cast(getattr(raw, name), c_void_p).value
        if address is None:
            raise ImportError(f"this PDFium has no {name}")
        found[name] = ctypes.PYFUNCTYPE(result)(address)  # keeps the interpreter's lock: PDFium is not made for threads
    found["FPDF_InitLibrary"]()
    return found
