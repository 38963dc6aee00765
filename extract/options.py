"""Options of reading: what a user may choose about how bytes become a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PdfEngine = Literal["pdfium", "pdfplumber"]


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What decides how bytes become a document. A field added here makes results of other choices another generation."""

    pdf_engine: PdfEngine = "pdfium"
