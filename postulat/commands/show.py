"""One document's records for reading: what a person holds beside the source to check it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from postulat.commands.speech import console
from postulat.language.messages import named, spoken

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType

    from postulat.normalize.records import Commitment, DocumentRecord, Finding, Meeting, Postulate, Response
    from postulat.pipeline import Dataset

STANCE_STYLES = {
    "accepted": "green",
    "already_done": "green",
    "conditional": "yellow",
    "partial": "yellow",
    "rejected": "red",
    "unclear": "magenta",
}


LABEL_WIDTH = 20
"""Letters of the column in which the names of facts stand."""
INDENT, ANSWER_INDENT = 4, 6
"""Letters by which what belongs to a postulate is set in, and the place of its answer."""
PRINTED_IN_PLACE = ("missing-response",)
"""Findings that say what the record shows already."""


def show(dataset: Dataset, language: str = "en") -> None:
    """Prints the document, its meeting, each postulate with its answers and places, and the findings in a language."""
    printer = console(highlight=False)
    for part in parts(dataset, language):
        printer.print(part)


def show_facts(facts: Sequence[tuple[str, str]]) -> None:
    """Prints names and what they stand for in two columns."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in facts:
        table.add_row(spoken(name), Text(value))
    console(highlight=False).print(table)


def parts(dataset: Dataset, language: str) -> Iterator[RenderableType]:
    """What is printed, piece by piece: the document, its meetings, its postulates by section, and what is left to say."""
    from rich.text import Text

    printed = Printed(dataset, language)
    for document in dataset.documents:
        yield from printed.document(document)
    for meeting in dataset.meetings:
        yield from printed.meeting(meeting)
    for number, (section, postulates) in enumerate(groupby(dataset.postulates, key=attrgetter("section"))):
        if section or number:
            yield Text(f"\n§ {section}" if section else "", style="bold")
        for postulate in postulates:
            yield from printed.postulate(postulate)
    yield from printed.rest()


class Printed:
    """A data set laid out by record, so that each is printed with all that is about it."""

    def __init__(self, dataset: Dataset, language: str) -> None:
        self.language = language
        self.areas = by(dataset.task_areas, "meeting_id")
        self.present = by(dataset.attendances, "meeting_id")
        self.answers = by(dataset.responses, "postulate_id")
        self.topics = by(dataset.topics, "postulate_id")
        self.promises = by(dataset.commitments, "response_id")
        self.submitters = by(dataset.postulate_organisations, "postulate_id")
        self.names = {row.organisation_id: row.name for row in dataset.organisations}
        self.findings: dict[str | None, list[Finding]] = by(dataset.findings, "record_id")

    def document(self, document: DocumentRecord) -> Iterator[RenderableType]:
        from rich.text import Text

        pages = ", " + spoken(f"{document.page_count} pages") if document.page_count else ""
        yield Text(document.title or document.source, style="bold")
        yield Text(f"{document.source} · {document.media_type}{pages} · {document.document_id}", style="dim")

    def meeting(self, meeting: Meeting) -> Iterator[RenderableType]:
        yield ""
        for name, value in facts(meeting):
            yield labelled(name, value)
        for area in self.areas[meeting.meeting_id]:
            points = f"  [{', '.join(area.statute_points)}]" if area.statute_points else ""
            yield labelled(spoken("task area") if area.position == 1 else "", area.text + points)
        for entry in self.present[meeting.meeting_id]:
            behind = f" ({entry.represents})" if entry.represents else ""
            behind += f" – {entry.representative}" if entry.representative and entry.representative != entry.represents else ""
            yield labelled(spoken("present") if entry.position == 1 else "", f"{entry.position}. {entry.name_as_written}{behind}")
        yield from self.said(meeting.meeting_id)

    def postulate(self, postulate: Postulate) -> Iterator[RenderableType]:
        from rich.text import Text

        name = postulate.postulate_id
        submitters = [self.names[row.organisation_id] for row in self.submitters[name]]
        yield Text.assemble("\n", (postulate.number or "–", "bold"), "  ", heading(postulate, submitters))
        yield indented(Text(postulate.text or spoken("(no text)")))
        if postulate.justification:
            yield indented(Text.assemble((spoken("reasons") + ": ", "dim"), postulate.justification))
        if topics := self.topics[name]:
            yield indented(Text.assemble((spoken("topics") + ": ", "dim"), "; ".join(row.label for row in topics)))
        yield indented(where(postulate.locator))
        for answer in self.answers[name]:
            yield indented(answer_text(answer))
            for row in self.promises[answer.response_id]:
                promise = f"{spoken('promise')} ({named('firmness', row.firmness)}, {when_due(row)}): "
                yield indented(Text.assemble((promise, "dim"), row.what), ANSWER_INDENT)
            yield indented(where(answer.locator), ANSWER_INDENT)
        if not self.answers[name]:
            yield indented(Text("→ " + spoken("no answer"), style="magenta"))
        for one in (name, *(answer.response_id for answer in self.answers[name])):
            yield from map(indented, self.said(one))

    def said(self, record_id: str | None) -> Iterator[RenderableType]:
        """The findings about a record, each printed once; a missing answer is printed in its place."""
        for finding in self.findings.pop(record_id, []):
            if finding.code not in PRINTED_IN_PLACE:
                yield finding_line(finding, self.language)

    def rest(self) -> Iterator[RenderableType]:
        """What is about the whole document, or about an organisation."""
        from rich.text import Text

        lines = [line for name in (None, *filter(None, list(self.findings))) for line in self.said(name)]
        if lines:
            yield Text("\n" + spoken("Findings"), style="bold")
            yield from lines


def by(rows: Iterable[Any], column: str) -> defaultdict[Any, list[Any]]:
    """The rows by what stands in a column, in their order."""
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return found


def facts(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """What is known of a meeting, by name."""
    known = {
        "meeting": spoken(f"no. {meeting.ordinal}") if meeting.ordinal else None,
        "date": " ".join(str(part) for part in (meeting.date, meeting.start_time) if part),
        "place": meeting.place,
        "host": meeting.host_unit,
        "municipality": meeting.municipality,
        "programme": meeting.programme,
        "participants stated": meeting.participants_stated,
    }
    return ((spoken(name), str(value)) for name, value in known.items() if value)


def when_due(row: Commitment) -> str:
    return row.due or row.due_as_written or spoken("no day")


def labelled(name: str, value: str) -> RenderableType:
    return Labelled(name, value)


class Labelled:
    """A name and what it stands for, whose further lines are set in as its first one is."""

    def __init__(self, name: str, value: str) -> None:
        self.name, self.value = name, value

    def __rich_console__(self, printer: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        from rich.text import Text

        first, *others = Text(self.value).wrap(printer, max(options.max_width - LABEL_WIDTH, LABEL_WIDTH // 2))
        first.rstrip()
        yield Text.assemble((f"{self.name:{LABEL_WIDTH}}", "dim"), first)
        for line in others:
            line.rstrip()
            yield Text.assemble(" " * LABEL_WIDTH, line)


def indented(piece: RenderableType, letters: int = INDENT) -> RenderableType:
    from rich.padding import Padding

    return Padding(piece, (0, 0, 0, letters))


def where(places: str) -> RenderableType:
    from rich.text import Text

    return Text(places, style="dim", overflow="fold")


def heading(postulate: Postulate, submitters: list[str]) -> str:
    names = "; ".join(submitters) or spoken("(no submitter)")
    above = " " + spoken("(from above)") if postulate.organisation_inherited else ""
    return names + above + (f" · {postulate.target}" if postulate.target else "")


def answer_text(answer: Response) -> RenderableType:
    from rich.text import Text

    text = Text.assemble("→ ", (named("stance", answer.stance), STANCE_STYLES.get(answer.stance, "cyan")))
    if answer.decision_as_written:
        text.append(f" [{answer.decision_as_written}]")
    text.append(": ")
    start = len(text.plain)
    text.append(answer.text)
    found = answer.text.find(answer.stance_evidence) if answer.stance_evidence else -1
    if found >= 0 and answer.stance_evidence:
        text.stylize("underline", start + found, start + found + len(answer.stance_evidence))
    return text


def finding_line(finding: Finding, language: str) -> RenderableType:
    from rich.text import Text

    from postulat.normalize.findings import message, title

    style = {"error": "red", "warning": "yellow"}.get(finding.severity, "cyan")
    place = f"  {finding.locator}" if finding.locator and finding.record_id is None else ""
    name, words = title(finding.code, language), message(finding, language)
    return Text.assemble(("! ", style), (name, style), f": {words}  ", (finding.code, "dim"), (place, "dim"))
