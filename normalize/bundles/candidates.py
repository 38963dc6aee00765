"""The documents of a run that may belong together, found without holding the others: a run may have a million."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from postulat.normalize.bundles.fingerprint import PAGES, SUFFIX
from postulat.normalize.bundles.locations import namesake, place, places, saved_pages, stem, targets
from postulat.normalize.records import Bond, DocumentRecord, Records

MESSAGE, ENCLOSED, LINKED = "message", "attachment", "linked"
"""What an input may say of itself: text of a letter, something that came with it, a file fetched as the attachment of a page."""


class BundleMember(NamedTuple):
    """A document as one input gave it. `part_of` is the name of its letter, or the address of the page that it was fetched for."""

    document: DocumentRecord
    bond: Bond | None = None
    part_of: str = ""
    part: str = ""

    @classmethod
    def of(cls, records: Records, part_of: str = "", part: str = "") -> BundleMember:
        """The member that one document's records, or its outline, make."""
        return cls(records.documents[0], records.bonds[0] if records.bonds else None, part_of, part)

    @property
    def is_page(self) -> bool:
        return self.document.media_type in PAGES

    @property
    def is_file(self) -> bool:
        """Whether it may be attached to a page; word processors write pages under the names of files."""
        return not self.is_page or SUFFIX.search(self.document.source.rpartition("/")[2]) is not None


@dataclass(slots=True)
class BundleCandidate:
    """A document that may belong to others, or others to it, with no more than is needed to tell: there may be many.

    Where its bytes came several times it has several `sources`, and `source` is the first by name. `ok` says that it gave records;
    `prints` are those of its postulates behind each other; `linked_from` and `named_by` are ids of pages.
    """

    id: str
    source: str
    is_page: bool
    ok: bool
    link_count: int = 0
    prints: bytes = b""
    sources: list[str] = field(default_factory=list)
    parts: list[tuple[str, str]] = field(default_factory=list)
    linked_from: list[str] = field(default_factory=list)
    named_by: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, member: BundleMember) -> BundleCandidate:
        document, bond = member.document, member.bond
        made = cls(document.document_id, document.source, member.is_page, document.status == "ok")
        if bond is not None:
            made.link_count, made.prints = bond.link_count, bytes.fromhex("".join(bond.prints))
        return made

    @property
    def order(self) -> tuple[str, str]:
        return self.source, self.id

    def add(self, member: BundleMember, heads: Iterable[str], namers: Iterable[str]) -> None:
        """The document came once more, or for the first time."""
        self.sources.append(member.document.source)
        self.source = min(self.source, member.document.source)
        if member.part:
            self.parts.append((member.part_of, member.part))
        self.linked_from.extend(heads)
        self.named_by.extend(namers)


def papers(members: Iterable[BundleMember]) -> dict[str, BundleCandidate]:
    """Document id → paper, for all that may be in a bundle. The members are gone through three times and not kept."""
    wanted = Wanted()
    files = wanted.look(members)
    if not (files or wanted.parts or wanted.stems):
        return {}
    wanted.follow(members, files)
    found: dict[str, BundleCandidate] = {}
    for member in members:
        heads = wanted.heads_of(member, wanted.targets)
        namers = wanted.heads_of(member, wanted.namesakes)
        if not heads and not namers and not wanted.concerns(member):
            continue
        name = member.document.document_id
        if name not in found:
            found[name] = BundleCandidate.of(member)
        found[name].add(member, heads, namers)
    return found


@dataclass(slots=True)
class Wanted:
    """What documents are looked for: `targets` are the places of files, with the pages that link there; `heads` those pages.

    `namesakes` are the places of files beside a page that are called as what it links to. `pages` are places of pages that files
    were fetched for, `stems` those of pages with a folder of their own.
    """

    targets: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    namesakes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    heads: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)
    parts: bool = False

    def look(self, members: Iterable[BundleMember]) -> array[int]:
        """Notes what the inputs say of themselves. It gives the places of all files, as numbers: eight bytes each."""
        files: array[int] = array("q")
        for member in members:
            self.stems.update(saved_pages(member.document.source))
            self.parts = self.parts or bool(member.part)
            if member.part == LINKED:
                self.pages.add(place(member.part_of))
            if member.is_file:
                files.extend(map(hash, whereabouts(member)))
        return array("q", sorted(files))

    def follow(self, members: Iterable[BundleMember], files: array[int]) -> None:
        """Notes the links that lead to files of the run, or seem to: two places may have one number."""
        for document, bond, _, _ in members:
            if bond is None:
                continue
            name = document.document_id
            for link in bond.links:
                exact = [one for one in targets(link, document.source, bond.address) if holds(files, one)]
                alike = "" if exact else namesake(link, document.source)
                for target in exact:
                    self.targets[target].append(name)
                if alike and holds(files, alike):
                    self.namesakes[alike].append(name)
                    self.heads.add(name)
                if exact:
                    self.heads.add(name)

    def heads_of(self, member: BundleMember, wanted: Mapping[str, Sequence[str]]) -> set[str]:
        """The pages that want a file."""
        if not wanted or not member.is_file:
            return set()
        own = member.document.document_id
        return {head for one in whereabouts(member) for head in wanted.get(one, ()) if head != own}

    def concerns(self, member: BundleMember) -> bool:
        source = member.document.source
        if member.part or member.document.document_id in self.heads:
            return True
        if self.stems and ((member.is_page and stem(source) in self.stems) or any(saved_pages(source))):
            return True
        return bool(self.pages) and member.is_page and place(source) in self.pages


def holds(files: array[int], target: str) -> bool:
    number = hash(target)
    at = bisect_left(files, number)
    return at < len(files) and files[at] == number


def whereabouts(member: BundleMember) -> Iterator[str]:
    """Where links may find a document: its place, that of the archives it is in, and its address."""
    yield from places(member.document.source)
    if member.bond is not None and member.bond.address:
        yield place(member.bond.address)
