"""Office files locked with a password: opened with it where the extra library is installed, else named as locked."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from importlib import import_module

from postulat.extract.document import Document
from postulat.extract.errors import LockedError, ReadError, one_line
from postulat.extract.options import HiddenRows

READ_ONLY = "VelvetSweatshop"
"""What Excel itself locks a workbook with that is only protected against changes, so that everybody may read it."""
LARGEST = 200 * 1024 * 1024  # bytes


def read(data: bytes, source: str, hidden_rows: HiddenRows = "keep", password: str = "") -> Document:
    """A DOCX or XLSX file inside its lock, by the reader for what it turns out to be."""
    from postulat.extract.detection import media_type
    from postulat.extract.media_types import KINDS

    inner = opened(data, password)
    found = media_type(inner)
    kind = next((kind for kind in KINDS if kind.media_type == found and kind.reader and kind.packed), None)
    if kind is None:
        raise ReadError(f"the locked file holds a kind of file that is not read ({found})")
    takes = {"hidden_rows": hidden_rows} if any(name == "hidden_rows" for name, _ in kind.takes) else {}
    document: Document = import_module(kind.reader).read(inner, source, **takes)
    return replace(document, sha256=hashlib.sha256(data).hexdigest(), size_bytes=len(data))


def is_locked(data: bytes) -> bool:
    """Whether an old office file has a lock; it is taken for open where the library that knows is missing or in doubt."""
    try:
        import msoffcrypto

        return bool(msoffcrypto.OfficeFile(io.BytesIO(data)).is_encrypted())
    except Exception:  # the library lets through whatever a damaged file leads to; the reader complains of it
        return False


def opened(data: bytes, password: str) -> bytes:
    """The bytes without their lock."""
    try:
        import msoffcrypto
    except ImportError as error:
        raise LockedError("the file is locked with a password; opening it needs more: pip install 'postulat[locked]'") from error
    for word in filter(None, (password, READ_ONLY)):
        buffer = io.BytesIO()
        try:
            file = msoffcrypto.OfficeFile(io.BytesIO(data))
            file.load_key(password=word)
            file.decrypt(buffer)
        except Exception as error:  # the library lets through whatever damaged or unknown ciphers lead to
            doubt = error
            continue
        if buffer.tell() > LARGEST:
            raise ReadError(f"the locked file is larger than {LARGEST // 1024**2} MB")
        return buffer.getvalue()
    if password:
        raise LockedError(f"the file is locked, and the password does not open it ({one_line(doubt)})")
    raise LockedError("the file is locked with a password: give it with --password")
