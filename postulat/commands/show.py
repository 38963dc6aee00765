"""One document's records for reading: what a person holds beside the source to check it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

    from postulat.normalize.findings import Language
    from postulat.normalize.records import Finding, Postulate, Response
    from postulat.pipeline import Dataset

STANCE_STYLES = {
    "accepted": "green",
    "already_done": "green",
    "conditional": "yellow",
    "partial": "yellow",
    "rejected": "red",
    "unclear": "magenta",
}


def show(dataset: Dataset, language: Language = "en") -> None:
    """Prints the document, its meeting, each postulate with its answers and places, and the findings in a language."""
    from rich.console import Console

    console = Console(highlight=False)
    for part in parts(dataset, language):
        console.print(part)


def show_facts(facts: Sequence[tuple[str, str]]) -> None:
    """Prints names and what they stand for in two columns."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in facts:
        table.add_row(name, Text(value))
    Console(highlight=False).print(table)


def parts(dataset: Dataset, language: Language) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    names = {row.organisation_id: row.name for row in dataset.organisations}
    answers: dict[str, list[Response]] = defaultdict(list)
    for response in dataset.responses:
        answers[response.postulate_id].append(response)
    submitters: dict[str, list[str]] = defaultdict(list)
    for row in dataset.postulate_organisations:
        submitters[row.postulate_id].append(names[row.organisation_id])
    findings: dict[str | None, list[Finding]] = defaultdict(list)
    for finding in dataset.findings:
        findings[finding.record_id].append(finding)
    for document in dataset.documents:
        yield Text(document.title or document.source, style="bold")
        pages = f", {document.page_count} pages" if document.page_count else ""
        yield Text(f"{document.source} · {document.media_type}{pages} · {document.document_id}", style="dim")
    for meeting in dataset.meetings:
        facts = {
            "meeting": f"no. {meeting.ordinal}" if meeting.ordinal else None,
            "date": " ".join(str(part) for part in (meeting.date, meeting.start_time) if part),
            "place": meeting.place,
            "host": meeting.host_unit,
            "municipality": meeting.municipality,
            "programme": meeting.programme,
            "participants stated": meeting.participants_stated,
        }
        yield ""
        for name, value in facts.items():
            if value:
                yield Text.assemble((f"{name:20}", "dim"), str(value))
        for area in dataset.task_areas:
            if area.meeting_id == meeting.meeting_id:
                points = f"  [{', '.join(area.statute_points)}]" if area.statute_points else ""
                yield Text.assemble((f"{'task area' if area.position == 1 else '':20}", "dim"), area.text + points)
        for present in dataset.attendances:
            if present.meeting_id == meeting.meeting_id:
                behind = f" ({present.represents})" if present.represents else ""
                label = "present" if present.position == 1 else ""
                yield Text.assemble((f"{label:20}", "dim"), f"{present.position}. {present.name_as_written}{behind}")
        yield from (finding_line(finding, language) for finding in findings[meeting.meeting_id])
    section = None
    for postulate in dataset.postulates:
        if postulate.section != section:
            section = postulate.section
            yield Text(f"\n§ {section}" if section else "", style="bold")
        yield Text.assemble("\n", (postulate.number or "–", "bold"), "  ", heading(postulate, submitters[postulate.postulate_id]))
        yield Padding(Text(postulate.text or "(no text)"), (0, 0, 0, 4))
        if postulate.justification:
            yield Padding(Text.assemble(("reasons: ", "dim"), postulate.justification), (0, 0, 0, 4))
        yield Padding(Text(postulate.locator, style="dim", overflow="fold"), (0, 0, 0, 4))
        for answer in answers[postulate.postulate_id]:
            yield Padding(answer_text(answer), (0, 0, 0, 4))
            yield Padding(Text(answer.locator, style="dim", overflow="fold"), (0, 0, 0, 6))
        if not answers[postulate.postulate_id]:
            yield Padding(Text("→ no answer", style="magenta"), (0, 0, 0, 4))
        ids = [postulate.postulate_id, *(answer.response_id for answer in answers[postulate.postulate_id])]
        for finding in (finding for name in ids for finding in findings[name] if finding.code != "missing-response"):
            yield Padding(finding_line(finding, language), (0, 0, 0, 4))
    if findings[None]:
        yield Text("\nFindings", style="bold")
        yield from (finding_line(finding, language) for finding in findings[None])


def heading(postulate: Postulate, submitters: list[str]) -> str:
    names = "; ".join(submitters) or "(no submitter)"
    above = " (from above)" if postulate.organisation_inherited else ""
    return names + above + (f" · {postulate.target}" if postulate.target else "")


def answer_text(answer: Response) -> RenderableType:
    from rich.text import Text

    text = Text.assemble("→ ", (answer.stance, STANCE_STYLES.get(answer.stance, "cyan")))
    if answer.decision_as_written:
        text.append(f" [{answer.decision_as_written}]")
    text.append(": ")
    start = len(text.plain)
    text.append(answer.text)
    found = answer.text.find(answer.stance_evidence) if answer.stance_evidence else -1
    if found >= 0 and answer.stance_evidence:
        text.stylize("underline", start + found, start + found + len(answer.stance_evidence))
    return text


def finding_line(finding: Finding, language: Language) -> RenderableType:
    from rich.text import Text

    from postulat.normalize.findings import message, title

    style = {"error": "red", "warning": "yellow"}.get(finding.severity, "cyan")
    where = f"  {finding.locator}" if finding.locator and finding.record_id is None else ""
    name, words = title(finding.code, language), message(finding, language)
    return Text.assemble(("! ", style), (name, style), f": {words}  ", (finding.code, "dim"), (where, "dim"))
