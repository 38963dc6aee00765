"""What was written onto a page of a PDF: values of form fields and typed text where they stand, notes and struck-out passages."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from postulat.extract.document import Box
from postulat.extract.layout.page import Rule, Run
from postulat.extract.pdf.engines.pdfium_calls import Calls, Handle, Rect
from postulat.extract.pdf.engines.pdfium_frame import Frame

FREE_TEXT, STRIKE_OUT, POPUP, WIDGET = 3, 12, 16, 20
REMARKS = (1, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15)
"""Sticky notes, drawings, highlights, rubber stamps, insertion marks, ink: what they say is about the page and no part of it."""
INVISIBLE = 2 | 32
"""Flags of what is not shown."""
CHECK_BOX, RADIO_BUTTON, COMBO_BOX, LIST_BOX, TEXT_FIELD = 2, 3, 4, 5, 6
TICKED = "☒"
MOST_ANNOTATIONS = 5000
"""Of one page."""
LONGEST = 100_000
"""Characters of one annotation."""
LINE = 12.0
"""Points from one line of a field to the next at most."""
LETTER = 0.5
"""Share of the size that a letter is taken to be wide."""
SIZES = (6.0, 10.0)
"""Points; the size at which a value is taken to be set lies between."""
INSET = 2.0
"""Points from a field's side to its text."""


@dataclass(slots=True)
class Annotations:
    """Runs to be read with the page's text, remarks (code, text and place) to be told, and lines through struck words."""

    runs: list[Run] = field(default_factory=list)
    remarks: list[tuple[str, str, Box]] = field(default_factory=list)
    strikes: list[Rule] = field(default_factory=list)


class FormFillInfo(ctypes.Structure):
    """PDFium's table of callbacks, all of them empty."""

    _fields_ = [("version", ctypes.c_int), ("callbacks", ctypes.c_void_p * 64)]


@dataclass(slots=True)
class Form:
    """The form of a file; `info` must live as long as it is open."""

    handle: Handle
    info: FormFillInfo


def form_of(calls: Calls, document: Handle) -> Form | None:
    """The form, where the file has one."""
    if calls["FPDF_GetFormType"](document) not in (1, 3):
        return None
    info = FormFillInfo(version=1)
    handle = calls["FPDFDOC_InitFormFillEnvironment"](document, ctypes.byref(info))
    return Form(handle, info) if handle else None


def read_annotations(calls: Calls, page: Handle, form: Form | None, frame: Frame) -> Annotations:
    found = Annotations()
    count = calls["FPDFPage_GetAnnotCount"](page)
    for index in range(min(count, MOST_ANNOTATIONS)):
        annotation = calls["FPDFPage_GetAnnot"](page, index)
        if not annotation:
            continue
        try:
            take(calls, annotation, form, frame, found)
        finally:
            calls["FPDFPage_CloseAnnot"](annotation)
    return found


def take(calls: Calls, annotation: Handle, form: Form | None, frame: Frame, found: Annotations) -> None:
    kind = calls["FPDFAnnot_GetSubtype"](annotation)
    if kind not in (FREE_TEXT, STRIKE_OUT, WIDGET, *REMARKS) or calls["FPDFAnnot_GetFlags"](annotation) & INVISIBLE:
        return
    rect = Rect()
    if not calls["FPDFAnnot_GetRect"](annotation, ctypes.byref(rect)):
        return
    box = frame.box(min(rect.left, rect.right), min(rect.bottom, rect.top), max(rect.left, rect.right), max(rect.bottom, rect.top))
    if kind == WIDGET:
        value = value_of(calls, annotation, form)
        if value:
            found.runs.extend(lines_in(value, box))
            found.remarks.append(("form-field", value, box))
        return
    said = string(calls["FPDFAnnot_GetStringValue"], annotation, b"Contents")
    if kind == FREE_TEXT and said:
        found.runs.extend(lines_in(said, box))
        found.remarks.append(("typed-text", said, box))
    elif kind == STRIKE_OUT:
        found.strikes.extend(through(calls, annotation, frame))
        if said:
            found.remarks.append(("comment", said, box))
    elif said:
        found.remarks.append(("comment", said, box))


def value_of(calls: Calls, annotation: Handle, form: Form | None) -> str:
    """What a reader sees in a field: its text, its choice, or a tick."""
    if form is None:
        return ""
    kind = calls["FPDFAnnot_GetFormFieldType"](form.handle, annotation)
    if kind in (CHECK_BOX, RADIO_BUTTON):
        state = string(calls["FPDFAnnot_GetStringValue"], annotation, b"AS")  # as drawn; PDFium knows no state before it draws
        return TICKED if state not in ("", "Off") else ""
    if kind in (COMBO_BOX, LIST_BOX, TEXT_FIELD):
        return string(calls["FPDFAnnot_GetFormFieldValue"], form.handle, annotation)
    return ""


def string(call: Any, *arguments: Any) -> str:
    """A text that PDFium gives as UTF-16."""
    size = call(*arguments, None, ctypes.c_ulong(0))
    if not 2 < size <= 2 * LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(*arguments, buffer, ctypes.c_ulong(size))
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").replace("\r\n", "\n").replace("\r", "\n").strip()


def lines_in(value: str, box: Box) -> Iterator[Run]:
    """The lines of a text within a box, broken where a reader's eye expects them; letters are taken to be wide alike."""
    left, top, right, bottom = box
    written = [line.strip() for line in value.split("\n") if line.strip()]
    size = min(max((bottom - top) / max(len(written), 1) * 0.7, SIZES[0]), SIZES[1])
    step = min(LINE, (bottom - top) / max(len(written), 1))
    baseline = top + min(INSET + size * 0.8, (bottom - top) * 0.75)
    for line in written:
        end = min(left + INSET + LETTER * size * len(line), right - INSET)
        yield Run(line, left + INSET, max(end, left + INSET + 1), baseline, size, word_end=0.0)
        baseline += step


def through(calls: Calls, annotation: Handle, frame: Frame) -> Iterator[Rule]:
    """The lines that a strike-out draws through words."""
    points = Quad()
    for index in range(calls["FPDFAnnot_CountAttachmentPoints"](annotation)):
        if calls["FPDFAnnot_GetAttachmentPoints"](annotation, ctypes.c_size_t(index), ctypes.byref(points)):
            xs, ys = points.x1, points.x2
            heights = (points.y1, points.y2, points.y3, points.y4)
            left, top, right, bottom = frame.box(min(xs, ys), min(heights), max(xs, ys), max(heights))
            middle = top + 0.6 * (bottom - top)
            yield Rule(left, middle, right, middle + 0.5)


class Quad(ctypes.Structure):
    """The corners of a marked stretch of text."""

    _fields_ = [(name, ctypes.c_float) for name in ("x1", "y1", "x2", "y2", "x3", "y3", "x4", "y4")]
