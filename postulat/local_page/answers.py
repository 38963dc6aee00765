"""Answers of the local page as plain values, whatever carries them to the browser."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from postulat.local_page.saving import NotSavedError
from postulat.local_page.words import each, of_program
from postulat.normalize.wording import Words, same

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".zip": "application/zip",
    ".ics": "text/calendar; charset=utf-8",
}


class PageAnswer(NamedTuple):
    """What goes out: a body, or a file that is sent from where it lies."""

    status: int = 200
    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = {}
    file: Path | None = None


def html(text: str, policy: str) -> PageAnswer:
    return PageAnswer(body=text.encode("utf-8", "replace"), headers={"Content-Security-Policy": policy})


def told(value: object, status: int = 200) -> PageAnswer:
    return PageAnswer(status, json.dumps(value, ensure_ascii=True).encode(), "application/json")


def refused(key: str, *values: str, status: int = 409, **more: Any) -> PageAnswer:
    """Why something was not done, in each language, so that the page can say it in its own."""
    if "reason" in more:
        more["reason"] = of_program(str(more["reason"]))
    return told({"refused": key, "words": each(key, *values), **more}, status)


def refusal(error: NotSavedError) -> PageAnswer:
    """A correction that is not saved; a stance that stands now is named in words."""
    key = f"refused.{error.reason}"
    now = error.now or ""
    words = each(key)
    if "{}" in words.en:
        shown = each(f"stance.{now}") if error.field == "stance" and now else same(now) if now else each("corrections.nothing")
        words = Words(text.format(value) for text, value in zip(words, shown, strict=True))
    return told({"refused": key, "words": words, "now": error.now, "record_id": error.record_id, "field": error.field}, 409)


def moved(address: str) -> PageAnswer:
    return PageAnswer(303, headers={"Location": address})


def attachment(name: str, file: Path | None = None, body: bytes = b"") -> PageAnswer:
    """A file to be kept, never shown: nothing of it runs here."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return PageAnswer(body=body, kind=TYPES.get(Path(name).suffix, "application/octet-stream"), headers=headers, file=file)
