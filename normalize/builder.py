"""The records of one document as they come to be, with the ways to add to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from postulat.extract.document import Document, Link, Place, Value
from postulat.normalize import checks
from postulat.normalize.findings import fault, finding
from postulat.normalize.mentions.mentions import mentions
from postulat.normalize.names import organisations as names
from postulat.normalize.names.organisations import Named, key
from postulat.normalize.records import (
    Attendance,
    Commitment,
    Finding,
    Meeting,
    Mention,
    Organisation,
    OtherCell,
    Postulate,
    PostulateOrganisation,
    Response,
    TaskArea,
    Topic,
)

Result = TypeVar("Result")


@dataclass(slots=True)
class Assembly:
    """`Organisation.organisation_id` is the name's key until `combine` joins names over documents."""

    document: Document
    language: str | None = None
    meetings: list[Meeting] = field(default_factory=list)
    areas: list[TaskArea] = field(default_factory=list)
    attendances: list[Attendance] = field(default_factory=list)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    postulates: list[Postulate] = field(default_factory=list)
    submitters: list[PostulateOrganisation] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    others: list[OtherCell] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def find(
        self,
        code: str,
        variant: str = "",
        record_id: str | None = None,
        places: tuple[Place, ...] = (),
        **values: Value,
    ) -> None:
        """Adds a finding: `code` and `variant` are a row of `vocabulary/findings.csv`, `values` what its message names."""
        self.findings.append(finding(self.document.document_id, code, variant, record_id, places, values))

    def attempt(
        self,
        called: str,
        step: Callable[..., Result],
        *given: object,
        places: tuple[Place, ...] = (),
        record_id: str | None = None,
    ) -> Result | None:
        """What a step of understanding gives. A fault of ours in it costs that step alone, and is said with its place."""
        try:
            return step(*given)
        except MemoryError:
            raise  # no fault of the step: the document is too large
        except Exception as error:
            told = fault(called, error)
            self.find("internal-error", "", record_id, places, step=called, error=told["error"], where=told["where"])
            return None

    def report(self, odd: Iterable[checks.Odd]) -> None:
        for found in odd:
            self.findings.append(
                finding(self.document.document_id, found.code, found.variant, found.record_id, values=found.values)
            )

    def organisation(self, named: Named, address: str | None = None) -> str:
        """The provisional id of an organisation: the key of its name. Every spelling is kept as an alias, the first address too.

        Raises ValueError for a name of marks alone: it has no key, and nothing could be joined by it.
        """
        name = named.name
        found = key(name)
        if not found:
            raise ValueError("a name without a letter or digit is no organisation")
        known = self.organisations.get(found)
        if known is None:
            known = Organisation(found, name, names.kind(name), names.acronym(named.written))
        aliases = tuple(dict.fromkeys((*known.aliases, name, named.written)))
        if aliases != known.aliases or (known.address or address) != known.address:
            known = replace(known, aliases=aliases, address=known.address or address)
        self.organisations[found] = known
        return found

    def mention(self, record_id: str, name: str, text: str, links: Sequence[Link]) -> None:
        """The figures and references in a field of a record."""
        day = self.meetings[-1].date if self.meetings else None
        for span in self.attempt("mentions", mentions, text, links, day.year if day else None, record_id=record_id) or ():
            number = len(self.mentions) + 1
            self.mentions.append(
                Mention(
                    mention_id=f"{self.document.document_id}.n{number}",
                    document_id=self.document.document_id,
                    record_id=record_id,
                    field=name,
                    kind=span.kind,
                    text=text[span.start : span.end],
                    value=span.value,
                    unit=span.unit,
                    start=span.start,
                    end=span.end,
                )
            )


def flat(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None
