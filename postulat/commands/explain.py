"""How a record came about: where it stands, what was joined or inherited and why, and the words and the rule behind a stance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from postulat.language.chosen import speaking
from postulat.language.messages import named, quoted, spoken
from postulat.normalize.evidence import named as sign_in_words
from postulat.normalize.findings import message, title
from postulat.normalize.records import (
    Commitment,
    DocumentRecord,
    Meeting,
    Mention,
    Organisation,
    OtherCell,
    Postulate,
    PostulateLink,
    Records,
    Response,
    Topic,
)
from postulat.normalize.topics.codebook import THEMES

Fact = tuple[str, str]
"""What, and its words."""
INHERITANCE = {
    "span": "its cell spans down from the row above",
    "ditto": "the cell holds a ditto mark",
    "blank": "the cell is blank, and blank cells of this column carry the value above down",
}
ABOUT_ALL = "joined-table"
"""A finding that says of every record of a document how its table came together."""
FACTS_OF_A_MEETING = (
    *("title", "ordinal", "date", "start_time", "place", "municipality", "host_unit"),
    *("programme", "programme_year", "participants_stated"),
)


class ExplainError(Exception):
    """The folder holds no tables, or no such record."""


def explain(folder: Path, record_id: str) -> Iterator[Fact]:
    """The story of a record as (what, words) pairs, read from the tables of a run in whichever format they are."""
    from postulat.export.reading.tables import TablesError, read_tables

    try:
        records = read_tables(folder)
    except TablesError as error:
        raise ExplainError(str(error)) from error
    yield from Story(records, folder).of(record_id)


@dataclass(frozen=True)
class Story:
    """The records of a run, to tell of one by what stands in the others."""

    records: Records
    folder: Path

    def of(self, record_id: str) -> Iterator[Fact]:
        for table, column, tell in self.kinds():
            for row in getattr(self.records, table):
                if getattr(row, column) == record_id:
                    yield from tell(row)
                    yield from self.findings(record_id, getattr(row, "document_id", ""))
                    return
        raise ExplainError(f"{record_id}: no such record in {self.folder}")

    def kinds(self) -> Iterable[tuple[str, str, Callable[[Any], Iterator[Fact]]]]:
        """Each table whose rows have an id of their own, the column of the id, and what tells of a row."""
        return (
            ("postulates", "postulate_id", self.postulate),
            ("responses", "response_id", self.response),
            ("meetings", "meeting_id", self.meeting),
            ("organisations", "organisation_id", self.organisation),
            ("mentions", "mention_id", self.mention),
            ("commitments", "commitment_id", self.commitment),
            ("documents", "document_id", self.document),
        )

    @cached_property
    def names(self) -> dict[str, str]:
        return {row.organisation_id: row.name for row in self.records.organisations}

    @cached_property
    def sources(self) -> dict[str, str]:
        return {row.document_id: row.source for row in self.records.documents}

    def postulate(self, row: Postulate) -> Iterator[Fact]:
        yield "postulate", " · ".join(part for part in (row.number, row.section, row.target) if part) or spoken("(no number)")
        yield "text", row.text
        yield from self.places(row)
        written = f", {spoken('written')} {quoted(row.organisation_as_written)}" if row.organisation_as_written else ""
        own = [link.organisation_id for link in self.records.postulate_organisations if link.postulate_id == row.postulate_id]
        named = own or ([row.organisation_id] if row.organisation_id else [])
        yield "submitter", ("; ".join(self.names[one] for one in named if one in self.names) or spoken("none")) + written
        if row.inheritance:
            yield "inherited", spoken(INHERITANCE[row.inheritance])
        reasons = "; ".join(reason_in_words(reason) for reason in row.grade_reasons)
        yield "grade", f"{grade_in_words(row.grade)}: {reasons}" if reasons else grade_in_words(row.grade)
        for topic in self.records.topics:
            if topic.postulate_id == row.postulate_id:
                yield from self.topic(topic)
        for link in self.records.postulate_links:
            if row.postulate_id in (link.postulate_id, link.other_postulate_id):
                yield from self.link(link, row.postulate_id)
        for response in self.records.responses:
            if response.postulate_id == row.postulate_id:
                yield from self.response(response)
        for cell in self.records.other_cells:
            if cell.postulate_id == row.postulate_id:
                yield from self.other_cell(cell)

    def topic(self, row: Topic) -> Iterator[Fact]:
        by = "; ".join(map(quoted, row.words))
        point = "" if row.scheme == THEMES else f" ({spoken('point of the act')} {row.code})"
        yield "topic", f"{row.label}{point}, {spoken('by the words')} {by}" if by else f"{row.label}{point}"

    def link(self, row: PostulateLink, postulate_id: str) -> Iterator[Fact]:
        """Another postulate that asks for the same thing: when and where, its words and answers, and why the two are linked."""
        before = row.postulate_id == postulate_id
        other = row.other_postulate_id if before else row.postulate_id
        found = next((one for one in self.records.postulates if one.postulate_id == other), None)
        said = [named("stance", answer.stance) for answer in self.records.responses if answer.postulate_id == other]
        answers = ", ".join(said) or spoken("no answer")
        yield "asked before" if before else "asked again", f"{self.asked_at(found)}“{found.text if found else ''}” → {answers}"
        shared = f"; {spoken('both have')} {', '.join(row.shared_words)}" if row.shared_words else ""
        near = self.near_words(found, postulate_id) if row.method == "meaning" else ""
        how = f"{row.score:g} ({named('link', row.method)}{shared}{near})"
        yield "likeness", f"{how}; {other}, {spoken('group')} {row.group_id}"

    def near_words(self, other: Postulate | None, postulate_id: str) -> str:
        """The words of two postulates by which they are near in meaning."""
        from postulat.normalize.links.features import near_in_meaning

        own = next((row for row in self.records.postulates if row.postulate_id == postulate_id), None)
        if own is None or other is None:
            return ""
        language = next((row.language for row in self.records.documents if row.document_id == own.document_id), None)
        pairs = near_in_meaning(own.text, other.text, language or "pl")
        return "".join(f"; {spoken('near in meaning')} {', '.join(f'{one} – {two}' for one, two in pairs)}" for _ in pairs[:1])

    def asked_at(self, postulate: Postulate | None) -> str:
        """The day or year of a postulate's meeting and its document, before its words."""
        if postulate is None:
            return ""
        meeting = next((one for one in self.records.meetings if one.meeting_id == postulate.meeting_id), None)
        document = next((one for one in self.records.documents if one.document_id == postulate.document_id), None)
        when = (meeting.date or meeting.programme_year) if meeting else None
        said = [str(when)] if when else []
        return ", ".join([*said, *([document.source] if document else [])]) + ": "

    def other_cell(self, row: OtherCell) -> Iterator[Fact]:
        yield "other column", f"{row.heading}: {row.text}"

    def response(self, row: Response) -> Iterator[Fact]:
        yield "answer", row.text
        yield from self.places(row)
        stance = named("stance", row.stance)
        yield "stance", f"{stance} ({grade_in_words(row.stance_grade)})" if row.stance_grade else stance
        for name, words in (
            ("decision", row.decision_as_written),
            ("evidence", row.stance_evidence),
            ("rule", spoken(f"“{row.stance_rule}” in the vocabulary of answers") if row.stance_rule else None),
            ("refers to", row.refers_to),
        ):
            if words:
                yield name, words

    def meeting(self, row: Meeting) -> Iterator[Fact]:
        for name in FACTS_OF_A_MEETING:
            if (value := getattr(row, name)) is not None:
                yield name.replace("_", " "), str(value)
        yield "stands in", self.sources.get(row.document_id, row.document_id)
        for area in self.records.task_areas:
            if area.meeting_id == row.meeting_id:
                yield "task area", area.text
        for present in self.records.attendances:
            if present.meeting_id == row.meeting_id:
                yield "present", present.name_as_written

    def organisation(self, row: Organisation) -> Iterator[Fact]:
        yield "organisation", f"{row.name} ({named('kind', row.kind)})"
        yield "also written", "; ".join(row.aliases) or spoken("never otherwise")
        if row.address:
            yield "address", row.address
        asked = sum(link.organisation_id == row.organisation_id for link in self.records.postulate_organisations)
        attended = sum(present.organisation_id == row.organisation_id for present in self.records.attendances)
        yield "in this run", spoken(f"{asked} postulates, {attended} meetings")

    def mention(self, row: Mention) -> Iterator[Fact]:
        yield named("mention", row.kind), f"{quoted(row.text)} = {row.value} {row.unit}".strip()
        yield "stands in", f"{row.record_id}, {field_in_words(row)}, {spoken(f'characters {row.start} to {row.end}')}"

    def commitment(self, row: Commitment) -> Iterator[Fact]:
        yield "promise", row.what
        yield "stands in", f"{row.response_id}, {spoken(f'characters {row.start} to {row.end}')}"
        for name in ("who", "due", "due_as_written", "due_until", "amount", "condition", "firmness"):
            if value := getattr(row, name):
                yield name.replace("_", " "), named(name, str(value)) if name == "firmness" else str(value)
        if row.rule:
            verb, *signs = row.rule.split(", ")
            yield "rule", ", ".join((quoted(verb), *(sign_in_words(sign, speaking()) for sign in signs)))

    def document(self, row: DocumentRecord) -> Iterator[Fact]:
        yield "document", row.source
        yield "title", row.title or spoken("(none)")
        yield "read", named("status", row.status)
        if row.extractor:
            yield "reader", row.extractor
        if row.reading:
            yield "comments in", value_in_words("reading", row.reading)
        if row.error:
            yield "error", spoken(row.error)
        if row.coverage is not None:
            yield (
                "coverage",
                spoken(f"{row.coverage:.1%} of the characters of its comments are in a record, a heading or a finding"),
            )
        yield "postulates", str(sum(one.document_id == row.document_id for one in self.records.postulates))

    def places(self, row: Postulate | Response) -> Iterator[Fact]:
        for index, place in enumerate(row.locator.split(" | ")):
            source = self.sources.get(row.document_id, "")
            yield ("stands at" if index == 0 else "and at"), f"{source}  {place}" if index == 0 else place

    def findings(self, record_id: str, document_id: str) -> Iterator[Fact]:
        """What was found out about the record; for a document, about it as a whole."""
        for finding in self.records.findings:
            about_it = finding.record_id == record_id if record_id != document_id else not finding.record_id
            in_it = finding.document_id == document_id and (about_it or finding.code == ABOUT_ALL)
            if in_it or finding.record_id == record_id:
                yield finding.code if speaking() == "en" else title(finding.code, speaking()), message(finding, speaking())


def grade_in_words(grade: str) -> str:
    """
    >>> grade_in_words("B")
    'B, likely'
    """
    return f"{grade}, {value_in_words('grade', grade)}"


def reason_in_words(reason: str) -> str:
    from postulat.export.html.words import word

    return word(f"reason.{reason}", speaking())


def value_in_words(name: str, value: str) -> str:
    """What a value of an enumeration means; one that the codebook does not know is shown as it is."""
    from postulat.export.schema.codebook import enumeration

    return next((one.meaning(speaking()) for one in enumeration(name) if one.value == value), value)


def field_in_words(row: Mention) -> str:
    """What the column is called in which a mention stands."""
    table = {"p": "postulates", "r": "responses", "m": "meetings"}.get(row.record_id.partition(".")[2][:1], "")
    return column_in_words(table, row.field)


def column_in_words(table: str, column: str) -> str:
    from postulat.export.schema.codebook import entries

    entry = entries(table).get(column) if table else None
    return column if entry is None else entry.label(speaking())
