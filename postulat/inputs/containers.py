"""Archives and letters as the documents in them: what kind of container a file is, and its members within limits against bombs."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Protocol

from postulat import extract
from postulat.extract import media_types
from postulat.extract.detection import media_type
from postulat.extract.errors import one_line
from postulat.inputs import zip_locks
from postulat.inputs.folders import HIDDEN
from postulat.inputs.input import hidden
from postulat.normalize.bundles.candidates import ENCLOSED, LINKED, MESSAGE

TAR = "application/x-tar"
SUFFIXES_OF_OFFICE = frozenset(media_types.PACKED_SUFFIXES)
"""Office files are ZIP archives of their own; those of an honest name need no look inside."""
PACKED_TARS = (b"BZh", b"\xfd7zXZ\x00")
TAR_MARK, TAR_MARK_AT = b"ustar", 257
HEAD = 4096  # bytes

MOST_MEMBERS = 1_000_000
LARGEST_UNPACKED = 64 * 1024**3
"""Bytes of all that is in a container, also in containers in it."""
MOST_TIMES = 200
"""How many times its own size a container may unpack to; minutes as text come to 20, a bomb to 1,000."""
ALWAYS_ALLOWED = 64 * 1024**2
"""Bytes that a small container may unpack to, whatever the ratio."""
DEPTH = 3
"""Containers within containers: a letter in an archive with an archive attached."""
LARGEST_LETTER = 64 * 1024**2
"""Bytes of an e-mail, which is taken apart in memory."""
PIECE = 1024**2


class ContainerError(Exception):
    """The container cannot be opened, or opening it would not be safe; one line."""


class Member(NamedTuple):
    """A document in a container. `address` is where it was fetched from; `problem` says why it could not be taken out,
    `skip` why it is passed over.

    `source` is its whole name where that is not its container's with its own behind it. `part` is what it is of a letter, or of the
    page at `part_of`.
    """

    name: str
    data: bytes = b""
    address: str = ""
    problem: str = ""
    source: str = ""
    fetched: str = ""
    record: str = ""
    part_of: str = ""
    part: str = ""
    skip: str = ""


@dataclass(slots=True)
class Budget:
    """What may still be unpacked of the outermost container."""

    bytes: int
    members: int = MOST_MEMBERS

    def spend(self, size: int) -> None:
        self.bytes -= size
        if self.bytes < 0:
            raise ContainerError(
                f"unpacks to more than {MOST_TIMES} times its size, or to more than {LARGEST_UNPACKED // 1024**3} GB"
            )

    def count(self) -> None:
        self.members -= 1
        if self.members < 0:
            raise ContainerError(f"holds more than {MOST_MEMBERS} members")


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


Opener = Callable[[Path, Budget], Iterator[Member]]


def budget_for(path: Path) -> Budget:
    size = sum(file.stat().st_size for file in path.iterdir() if file.is_file()) if path.is_dir() else path.stat().st_size
    return Budget(min(LARGEST_UNPACKED, max(ALWAYS_ALLOWED, size * MOST_TIMES)))


def kind_of(path: Path, name: str = "") -> str | None:
    """The media type of a container; None for a document, and for what cannot be opened, about which its reading complains."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            if head.startswith(b"PK"):
                return media_types.ZIP if is_archive(path, name or path.name) else None
    except OSError:
        return None
    if head.startswith(b"\x1f\x8b"):
        inner = first_of_gzip(path)
        if inner.startswith(b"WARC/"):
            return media_types.WARC
        return TAR if is_tar(inner) else media_types.GZIP
    if is_tar(head) or head.startswith(PACKED_TARS):
        return TAR
    if head.startswith(b"WARC/"):
        return media_types.WARC
    if b"%PDF-" in head:
        return media_types.PDF if has_files(path) else None
    return media_types.MAIL if b":" in head and media_type(head) == media_types.MAIL else None


def is_archive(path: Path, name: str) -> bool:
    """Whether a ZIP file is one of documents, and no office file."""
    if Path(name).suffix.lower() in SUFFIXES_OF_OFFICE:
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, OverflowError):
        return False
    return not ("[Content_Types].xml" in names or "mimetype" in names or any(one.endswith("word/document.xml") for one in names))


def has_files(path: Path) -> bool:
    """Whether a PDF may have files attached, and so is a container of itself and of them."""
    from postulat.extract.pdf.attached_files import may_have_files

    try:
        return path.stat().st_size <= LARGEST_LETTER and may_have_files(path.read_bytes())
    except OSError:
        return False


def is_tar(head: bytes) -> bool:
    return head[TAR_MARK_AT : TAR_MARK_AT + len(TAR_MARK)] == TAR_MARK


def first_of_gzip(path: Path) -> bytes:
    try:
        with gzip.open(path) as file:
            return file.read(HEAD)
    except (OSError, EOFError, zlib.error):
        return b""


def members(path: Path, kind: str, budget: Budget, password: str = "") -> Iterator[Member]:
    """The members of a container in its own order, by the row for its kind. Raises `ContainerError`."""
    import tarfile

    try:
        yield from CONTAINERS[kind](path, budget) if kind != media_types.ZIP else zip_members(path, budget, password)
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, ValueError, NotImplementedError, OverflowError) as error:
        raise ContainerError(f"the archive is damaged ({one_line(error)})") from error
    except OSError as error:
        raise ContainerError(error.strerror or f"the archive is damaged ({' '.join(str(error).split())})") from error


def zip_members(path: Path, budget: Budget, password: str = "") -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            budget.count()
            name = cleaned(info.filename)
            if info.is_dir():
                continue
            if refused := why_refused(name):
                yield Member(name, skip=refused)
                continue
            try:
                if info.flag_bits & 1:
                    yield taken(name, zip_locks.opened(archive, info, password), budget)
                    continue
                with archive.open(info) as file:
                    yield taken(name, file, budget)
            except zip_locks.LockedMemberError as error:
                yield Member(name, problem=str(error))
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
                yield Member(name, problem=f"damaged in its archive ({one_line(error)})")


def tar_members(path: Path, budget: Budget) -> Iterator[Member]:
    """Links and devices in a tape archive are left out: they hold nothing and may lead anywhere."""
    import tarfile

    with tarfile.open(path, "r|*") as archive:
        for info in archive:
            budget.count()
            name = cleaned(info.name)
            refused = why_refused(name) or ("" if info.isfile() else "a link or a device in an archive, and no file")
            if info.isdir():
                continue
            if refused:
                yield Member(name, skip=refused)
                archive.members = []  # type: ignore[attr-defined]
                continue
            file = archive.extractfile(info)
            if file is not None:
                with file:
                    yield taken(name, file, budget)
            archive.members = []  # type: ignore[attr-defined]  # else it remembers every one it has passed


def why_refused(name: str) -> str:
    """Why a member of that name is not taken out; empty where it is.

    >>> why_refused("2019/a.pdf"), why_refused("../a.pdf"), why_refused("__MACOSX/a.pdf")
    ('', 'its name leads out of the archive', "hidden, or a program's own")
    """
    path = PurePosixPath(name)
    if ".." in path.parts:
        return "its name leads out of the archive"
    return HIDDEN if hidden(path) else ""


def gzip_member(path: Path, budget: Budget) -> Iterator[Member]:
    with gzip.open(path) as file:
        yield taken(path.name.removesuffix(".gz"), file, budget)


def taken(name: str, file: Readable, budget: Budget) -> Member:
    """A member with its bytes, counted as they come; what a header claims of their number is not believed."""
    pieces = []
    size = 0
    while piece := file.read(PIECE):
        budget.spend(len(piece))
        size += len(piece)
        if size > extract.LARGEST_FILE:
            return Member(name, problem=f"larger than {extract.LARGEST_FILE // 1024**2} MB")
        pieces.append(piece)
    return Member(name, b"".join(pieces))


def letter_members(path: Path, budget: Budget) -> Iterator[Member]:
    from postulat.inputs.emails import BODIES, parts

    if path.stat().st_size > LARGEST_LETTER:
        raise ContainerError(f"an e-mail larger than {LARGEST_LETTER // 1024**2} MB")
    for number, (name, data) in enumerate(parts(path.read_bytes())):
        budget.count()
        budget.spend(len(data))
        text = number == 0 and name in BODIES.values()
        yield Member(cleaned(name), data, part=MESSAGE if text else ENCLOSED)


def pdf_members(path: Path, budget: Budget) -> Iterator[Member]:
    """A PDF and the files that are attached to it; it comes first, and is a document whatever becomes of them."""
    from postulat.extract.pdf.attached_files import attached_files

    data = path.read_bytes()
    yield Member(path.name, data, part=MESSAGE)
    for name, content in attached_files(data, extract.LARGEST_FILE):
        budget.count()
        if content is None:
            yield Member(cleaned(name), problem=f"larger than {extract.LARGEST_FILE // 1024**2} MB", part=ENCLOSED)
            continue
        budget.spend(len(content))
        yield Member(cleaned(name), content, part=ENCLOSED)


def web_members(path: Path, budget: Budget) -> Iterator[Member]:
    """The pages and files of a web archive, each in its latest version; an address is its name."""
    try:
        from postulat.extract.fetch.archive.reader import documents
        from postulat.extract.fetch.errors import FetchError
    except ImportError as error:
        raise ContainerError("reading a web archive needs more libraries: pip install 'postulat[fetch]'") from error
    try:
        for found in documents(path):
            budget.count()
            budget.spend(len(found.payload))
            name = cleaned(found.url)
            date = found.date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            of = (cleaned(found.attachment_of), LINKED) if found.attachment_of else ("", "")
            yield Member(name, found.payload, found.url, "", name, date, found.record_id, *of)
    except FetchError as error:
        raise ContainerError(" ".join(str(error).split())) from error


def cleaned(name: str) -> str:
    """A member's name as it can stand in a table; it is never used as a path.

    >>> cleaned("protoko\\u0142y\\\\2019\\n.pdf")
    'protokoły/2019.pdf'
    """
    return "".join(letter for letter in name.replace("\\", "/") if letter.isprintable()).lstrip("/") or "unnamed"


CONTAINERS: dict[str, Opener] = {
    media_types.ZIP: zip_members,
    TAR: tar_members,
    media_types.GZIP: gzip_member,
    media_types.MAIL: letter_members,
    media_types.PDF: pdf_members,
    media_types.WARC: web_members,
}
"""Media type → the function that gives the members of such a file."""
