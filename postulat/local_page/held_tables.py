"""Tables of a run held in memory, document by document: a correction is seen at once and costs no more than its document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from postulat.export.reading.tables import read_tables
from postulat.local_page.request_groups import RequestGroups, request_groups
from postulat.local_page.table_rows import TableRow, table_rows
from postulat.normalize.corrections.corrections import Correction, corrected
from postulat.normalize.dataset.combine import flat
from postulat.normalize.dataset.streaming import Stream, by_document, in_memory
from postulat.normalize.records import Organisation, Records
from postulat.normalize.topics.codebook import THEMES, labels_of_codes
from postulat.normalize.understanding import EVERYTHING, Understanding
from postulat.normalize.wording import Words, same
from postulat.options import options_from_json
from postulat.storage.run_file import read_run, writing_in


class DocumentPiece(NamedTuple):
    """The records of one document, with the organisations that they name, and its rows of the table."""

    records: Records
    rows: tuple[TableRow, ...]


class HeldTables:
    """All records as they are at one moment; nothing of it changes, a correction gives another one of the next `version`."""

    def __init__(
        self,
        organisations: Iterable[Organisation],
        pieces: Mapping[str, DocumentPiece],
        understanding: Understanding = EVERYTHING,
        version: int = 1,
    ) -> None:
        self.understanding = understanding
        self.organisations = tuple(organisations)
        self.pieces = pieces
        self.version = version

    @cached_property
    def rows(self) -> tuple[TableRow, ...]:
        return tuple(row for piece in self.pieces.values() for row in piece.rows)

    @cached_property
    def homes(self) -> dict[str, str]:
        """Organisation → the first document in which it submits, or else attends."""
        found: dict[str, str] = {}
        for name, piece in self.pieces.items():
            for row in piece.records.postulate_organisations:
                found.setdefault(row.organisation_id, name)
        for name, piece in self.pieces.items():
            for present in piece.records.attendances:
                found.setdefault(present.organisation_id, name)
        return found

    @cached_property
    def names(self) -> dict[str, str]:
        return {row.organisation_id: row.name for row in self.organisations}

    @cached_property
    def topics(self) -> dict[str, Words]:
        """Code of a topic → what it is called; a person's own topics have one name."""
        ours = {code: labels for (scheme, code), labels in labels_of_codes().items() if scheme == THEMES}
        written = {code: label for row in self.rows for code, label in row.topics}
        return {code: ours[code] if label in ours.get(code, ()) else same(label) for code, label in written.items()}

    @cached_property
    def requests(self) -> RequestGroups:
        """The requests that were made more than once."""
        return request_groups(self.rows, (link for piece in self.pieces.values() for link in piece.records.postulate_links))

    def document_of(self, record_id: str) -> str:
        """The document of a record; empty for one that is not there."""
        document = record_id.split(".", maxsplit=1)[0]
        return document if document in self.pieces else self.homes.get(record_id, "")

    def part(self, record_ids: Iterable[str]) -> Records:
        """All organisations, and the records of the documents that these records are from."""
        wanted = dict.fromkeys(self.document_of(one) for one in record_ids)
        return in_memory(Stream(self.organisations, (self.pieces[one].records for one in self.pieces if one in wanted)))

    def whole(self) -> Records:
        return in_memory(Stream(self.organisations, (piece.records for piece in self.pieces.values())))

    def with_corrections(self, corrections: Iterable[Correction]) -> HeldTables:
        """The tables with the corrections in them, all or none: `CorrectionsError` says why one cannot be."""
        asked = tuple(corrections)
        stream = corrected(self.part(row.record_id for row in asked), asked, self.understanding)
        anew = {name: pieced(records) for name, records in named(in_memory(stream))}
        organisations = {row.organisation_id: row for row in stream.organisations}
        used = {row.organisation_id for row in self.organisations if row.organisation_id not in organisations}
        used &= {one for name in self.pieces.keys() - anew.keys() for one in named_in(self.pieces[name].records)}
        organisations |= {row.organisation_id: row for row in self.organisations if row.organisation_id in used}
        changed = {name: row for name, row in organisations.items() if row.name != self.names.get(name, row.name) or row.corrected}
        pieces = {name: anew.get(name) or followed(piece, changed) for name, piece in self.pieces.items()}
        return HeldTables((organisations[name] for name in sorted(organisations)), pieces, self.understanding, self.version + 1)


def held(records: Records, understanding: Understanding = EVERYTHING) -> HeldTables:
    return HeldTables(records.organisations, {name: pieced(piece) for name, piece in named(records)}, understanding)


def read_held(folder: Path) -> HeldTables:
    """The tables of a run's folder; `TablesError` says in one line why they cannot be read."""
    return held(read_tables(folder), understanding_of(folder))


def understanding_of(folder: Path) -> Understanding:
    """What the run of the folder read from its documents, by whose themes: a corrected text is read in the same way."""
    told = writing_in(read_run(folder) or {})
    try:
        return options_from_json(told["options"]).understanding if told is not None else EVERYTHING
    except (KeyError, TypeError):
        return EVERYTHING


def named(records: Records) -> Iterable[tuple[str, Records]]:
    """Document id → its records; rows of no document stand under an empty one."""
    for piece in by_document(records):
        yield (piece.documents[0].document_id if piece.documents else ""), piece


def pieced(records: Records) -> DocumentPiece:
    return DocumentPiece(records, tuple(table_rows(records)))


def named_in(records: Records) -> set[str]:
    named = {row.organisation_id for row in records.postulate_organisations}
    return named | {row.organisation_id for row in records.attendances}


def followed(piece: DocumentPiece, changed: Mapping[str, Organisation]) -> DocumentPiece:
    """Another document's records under the names that are right now."""
    own = tuple(changed.get(row.organisation_id, row) for row in piece.records.organisations)
    if own == piece.records.organisations:
        return piece
    records = replace(piece.records, organisations=own)
    submits = any(row.organisation_id in changed for row in records.postulate_organisations)
    return pieced(replace(records, records=flat(records)) if submits else records)
