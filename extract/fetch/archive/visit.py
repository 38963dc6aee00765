"""One visit to an address: when, what came, what it is to its source, and where the archive keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Literal

Kind = Literal["response", "revisit", "not-modified", "failure"]
"""`revisit`: the bytes are in the archive already; `not-modified`: the server says so; `failure`: no answer came."""

GONE = (404, 410)
OK = 200


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit, as the index lists it and as a metadata record of the archive tells it again.

    `digest` is the SHA-256 of the content, unpacked: the first half of it names the document. `fingerprint` is that of the words
    and links that a reader sees, so that a page whose scripts differ counts as unchanged. `content_id` names the record that
    holds the content. `articles` (and listings below it), `files` and `headings` are told of listings only.
    """

    run: str
    source: str
    url: str
    date: str
    role: str
    kind: Kind
    record_id: str
    via: str = ""
    depth: int = 0
    status: int = 0
    media_type: str = ""
    charset: str = ""
    size: int = 0
    digest: str = ""
    fingerprint: str = ""
    payload_digest: str = ""
    content_id: str = ""
    etag: str = ""
    modified: str = ""
    location: str = ""
    change: str = ""
    error: str = ""
    final: bool = True
    articles: int = -1
    files: int = -1
    headings: str = ""

    @property
    def good(self) -> bool:
        return self.status == OK and bool(self.content_id) and bool(self.digest)


COLUMNS = tuple(field.name for field in fields(Visit))
NUMBERS = ("depth", "status", "size", "articles", "files")


def as_fields(visit: Visit) -> dict[str, str]:
    """A visit as the lines of a metadata record; what is empty is left out."""
    lines = {}
    for name, value in asdict(visit).items():
        text = "no" if value is False else "" if value is True else str(value).replace("\r", " ").replace("\n", " ")
        if text:
            lines[name.replace("_", "-")] = text
    return lines


def from_fields(lines: Mapping[str, str]) -> Visit:
    given: dict[str, object] = {}
    for name in COLUMNS:
        text = lines.get(name.replace("_", "-"))
        if text is not None:
            given[name] = int(text) if name in NUMBERS else text != "no" if name == "final" else text
    return Visit(**given)  # type: ignore[arg-type]


def timestamp(moment: datetime) -> str:
    """A moment as archives write it, in UTC.

    >>> timestamp(datetime(2026, 6, 9, 12, 0, 0, 5, tzinfo=UTC))
    '2026-06-09T12:00:00.000005Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str) -> datetime:
    """The moment that an archive's timestamp says; archives of other programs write it without the fraction."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC)
