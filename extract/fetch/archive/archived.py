"""A document in an archive of fetched pages: its bytes, and when and where they came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from postulat.extract import media_types

LARGEST_BLOCK = 256 * 1024 * 1024  # bytes of one record, packed or unpacked
DOCUMENTS = media_types.READABLE | {media_types.XLS, media_types.ODS, media_types.ZIP}
"""The kinds of content that may hold what is sought; scripts, pictures and styles do not."""
DOCUMENT_ROLES = ("article", "attachment")
Versions = Literal["latest", "all"]


@dataclass(frozen=True, slots=True)
class Archived:
    """A page or file out of an archive, ready to be read.

    `date` is when this content was first fetched from this address, `seen` when it was last found there unchanged, and `gone`
    when the office was first found to have taken it away. `attachment_of` is the page that links it.
    """

    url: str
    date: datetime
    payload: bytes
    record_id: str
    role: str = "article"
    attachment_of: str = ""
    media_type: str = ""
    charset: str | None = None
    digest: str = ""
    source: str = ""
    office: str = ""
    municipality: str = ""
    language: str = ""
    seen: datetime | None = None
    gone: datetime | None = None
