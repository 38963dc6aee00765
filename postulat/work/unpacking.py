"""Inputs that are containers replaced by the documents in them; what the store has of those need not be taken out again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from postulat.addresses import is_address
from postulat.extract import media_types
from postulat.extract.errors import one_line
from postulat.inputs.containers import DEPTH, Budget, ContainerError, Member, budget_for, kind_of, members
from postulat.inputs.input import Input, is_document, why_skipped
from postulat.inputs.zip_locks import GIVE
from postulat.inputs.zip_locks import LOCKED as LOCKED_MEMBER
from postulat.normalize.bundles.candidates import MESSAGE
from postulat.normalize.bundles.locations import WITHIN
from postulat.options import Work
from postulat.storage.fingerprints import digest, file_digest
from postulat.storage.soundness import SHA256
from postulat.storage.store import Store
from postulat.work.document import DAMAGED, LOCKED, key_of, usable

PACKED = (".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".eml", ".warc")
"""Suffixes of addresses that are looked into; files on this machine are judged by their bytes."""
PartOf = tuple[str, str]
"""The name of a letter or the address of a page, and what something is there."""
NOTHING: PartOf = ("", "")


class UnpackedFile(NamedTuple):
    """A document in a container, without its bytes: a line of the list that the store keeps of a container."""

    source: str
    sha256: str = ""
    size: int = 0
    address: str = ""
    problem: str = ""
    fetched: str = ""
    record: str = ""
    part_of: str = ""
    part: str = ""
    skip: str = ""


def unpacked(items: Iterable[Input], store: Store, scratch: Path, work: Work) -> Iterator[Input]:
    """The inputs, with the documents of a container in its place. `scratch` is where they lie until the run ends."""
    for item in items:
        if item.problem or not is_document(item):
            yield item
            continue
        item, path = local(item, scratch)
        kind = None if path is None else kind_of_input(path, item)
        if path is None or kind is None:
            yield item
            continue
        try:
            yield from documents_in(item, path, kind, store, scratch, work)
        except ContainerError as error:
            yield Input(item.path, True, item.name, item.size, problem=str(error), cause=DAMAGED)
        except OSError as error:
            yield Input(item.path, True, item.name, item.size, problem=one_line(error))


def local(item: Input, scratch: Path) -> tuple[Input, Path | None]:
    """The input's place on this machine; an archive at an address is fetched first."""
    if not is_address(item.path):
        return item, Path(item.path)
    if not item.path.lower().split("?")[0].endswith(PACKED):
        return item, None
    from postulat.addresses import fetched

    path = scratch / "fetched" / hashlib.sha256(item.path.encode()).hexdigest()
    try:
        return item, fetched(item.path, path)
    except OSError as error:
        return item._replace(problem=one_line(error)), None


def kind_of_input(path: Path, item: Input) -> str | None:
    if item.named and path.is_dir():
        return "application/warc"
    return kind_of(path, item.name.rpartition("/")[2])


def documents_in(item: Input, path: Path, kind: str, store: Store, scratch: Path, work: Work) -> Iterator[Input]:
    key = digest((container_digest(path), item.name))
    leaves = None if work.fresh else listed(store, key)
    if leaves is not None and work.password and any(leaf.problem.startswith(LOCKED_MEMBER) for leaf in leaves):
        leaves = None
    wanted = set()
    if leaves is None:
        leaves = list(taken_out(item.name, path, kind, budget_for(path), scratch, lambda _: True, work.password))
        store.put("containers", key, json.dumps(leaves).encode())
    else:
        wanted = {leaf.sha256 for leaf in leaves if leaf.sha256 and not has(store, leaf, work)}
        if wanted:
            for _ in taken_out(item.name, path, kind, budget_for(path), scratch, wanted.__contains__, work.password):
                pass
    for leaf in leaves:
        place = place_of(scratch, leaf.sha256)
        there = bool(leaf.sha256) and place.exists()
        problem = GIVE if leaf.sha256 in wanted and not there else leaf.problem
        yield Input(
            path=str(place) if there else "",
            source=leaf.source,
            size=leaf.size,
            sha256=leaf.sha256,
            address=leaf.address,
            fetched=leaf.fetched,
            record=leaf.record,
            part_of=leaf.part_of,
            part=leaf.part,
            skip=leaf.skip,
            problem=problem,
            named=bool(problem),
            cause=LOCKED if problem.startswith(LOCKED_MEMBER) else DAMAGED if problem else Input("").cause,
        )


def container_digest(path: Path) -> str:
    if path.is_dir():
        return digest(part for file in sorted(path.glob("*.warc*")) for part in (file.name, file_digest(file)))
    return file_digest(path)


def listed(store: Store, key: str) -> list[UnpackedFile] | None:
    data = store.get("containers", key)
    if data is None:
        return None
    try:
        return [checked(UnpackedFile(*row)) for row in json.loads(data)]
    except (TypeError, ValueError, AttributeError, RecursionError):
        store.drop("containers", key)
        return None


def checked(leaf: UnpackedFile) -> UnpackedFile:
    """A line of a stored list that may be believed: its hash becomes the name of a file."""
    if not all(type(value) is (int if name == "size" else str) for name, value in leaf._asdict().items()):
        raise ValueError("a value of another type")
    if leaf.sha256 and SHA256.fullmatch(leaf.sha256) is None:
        raise ValueError("not a hash")
    return leaf


def has(store: Store, leaf: UnpackedFile, work: Work) -> bool:
    """Whether the store has what comes of the document, so that its bytes are not needed."""
    entry = store.entry(key_of(leaf.sha256, Input("", address=leaf.address)))
    return entry is not None and usable(entry.head, work)


def taken_out(
    name: str, path: Path, kind: str, budget: Budget, scratch: Path, keep: Callable[[str], bool], password: str
) -> Iterator[UnpackedFile]:
    """Every document of a container and of the containers in it; the bytes of those to keep are then in the scratch folder."""
    yield from Unpacker(budget, scratch, keep, password).leaves(name, path, kind, 1, NOTHING)


@dataclass(slots=True)
class Unpacker:
    """What the containers inside one another share: the limits, where bytes go, which are kept, and the names that were given."""

    budget: Budget
    scratch: Path
    keep: Callable[[str], bool]
    password: str = field(repr=False)
    seen: dict[str, int] = field(default_factory=dict)

    def leaves(self, name: str, path: Path, kind: str, depth: int, of: PartOf) -> Iterator[UnpackedFile]:
        """What is in a container that is a part of something itself is a part of that: a letter's archive, not only the archive."""
        for member in members(path, kind, self.budget, self.password):
            own = of if of != NOTHING or not member.part else (member.part_of or name, member.part)
            itself = kind == media_types.PDF and member.part == MESSAGE
            source = name if itself else unique_name(member.source or f"{name}{WITHIN}{member.name}", self.seen)
            if member.problem:
                yield failed_leaf(source, member.problem, own)
                continue
            if skip := member.skip or why_skipped(Input(source)) or ("" if member.data else "an empty file"):
                yield UnpackedFile(source, size=len(member.data), part_of=own[0], part=own[1], skip=skip)
                continue
            sha256 = hashlib.sha256(member.data).hexdigest()
            place = self.laid_down(member.data, sha256)
            inner = None if itself else kind_of(place, member.name)
            if inner is not None and not (inner == media_types.PDF and depth >= DEPTH):
                yield from self.inner_leaves(source, place, inner, depth + 1, own)
                continue
            yield leaf_of(member, source, sha256, own)
            if not self.keep(sha256):
                place.unlink()

    def laid_down(self, data: bytes, sha256: str) -> Path:
        place = place_of(self.scratch, sha256)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        return place

    def inner_leaves(self, name: str, path: Path, kind: str, depth: int, of: PartOf) -> Iterator[UnpackedFile]:
        """A damaged archive within an archive is one line; a limit that is reached is the outermost one's."""
        if depth > DEPTH:
            yield failed_leaf(name, f"more than {DEPTH} archives within archives", of)
            return
        try:
            yield from self.leaves(name, path, kind, depth, of)
        except ContainerError as error:
            if self.budget.bytes < 0 or self.budget.members < 0:
                raise
            yield failed_leaf(name, str(error), of)


def failed_leaf(source: str, problem: str, of: PartOf) -> UnpackedFile:
    return UnpackedFile(source, problem=problem, part_of=of[0], part=of[1])


def leaf_of(member: Member, source: str, sha256: str, of: PartOf) -> UnpackedFile:
    return UnpackedFile(source, sha256, len(member.data), member.address, "", member.fetched, member.record, *of)


def unique_name(source: str, seen: dict[str, int]) -> str:
    """A name that no other member has: some archives hold two of one name.

    >>> seen: dict[str, int] = {}
    >>> unique_name("a.zip!/b.txt", seen), unique_name("a.zip!/b.txt", seen)
    ('a.zip!/b.txt', 'a.zip!/b.txt (2)')
    """
    seen[source] = seen.get(source, 0) + 1
    return source if seen[source] == 1 else f"{source} ({seen[source]})"


def place_of(scratch: Path, sha256: str) -> Path:
    return scratch / "unpacked" / sha256[:2] / sha256
