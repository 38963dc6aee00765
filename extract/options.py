"""Options of reading: what a user may choose about how bytes become a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PdfEngine = Literal["pdfium", "pdfplumber"]
HtmlEngine = Literal["lexbor", "bs4"]
HiddenRows = Literal["keep", "drop"]
"""What becomes of rows of a spreadsheet that a filter or a folded group hides; rows that were hidden by hand are left out."""


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What decides how bytes become a document. A field added here makes results of other choices another generation."""

    pdf_engine: PdfEngine = "pdfium"
    html_engine: HtmlEngine = "lexbor"
    hidden_rows: HiddenRows = "keep"
