"""`postulat promises OUT`: what the answers of a run promise, by when, and how that stands on a day; as text, CSV or a calendar."""

from __future__ import annotations

import argparse
import datetime
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from postulat.commands.run import add, add_labels
from postulat.commands.speech import OK, wrong_use
from postulat.language.chosen import speak, speaking
from postulat.language.messages import named, spoken

if TYPE_CHECKING:
    from postulat.normalize.records import Commitment, Records

EXAMPLES = """\
examples:
  postulat promises tables                                     every promise, the soonest first
  postulat promises tables --due-before 2027-01-01 --status overdue
  postulat promises tables --organisation "Fundacja Przystań"
  postulat promises tables --format ics > promises.ics         a calendar for any program

A promise is open, due or overdue on a day; whether it was kept nobody measured.
"""
COLUMNS = (
    *("due_until", "due", "due_kind", "status", "firmness", "what", "who", "amount", "currency", "condition", "organisations"),
    *("postulate", "commitment_id", "postulate_id", "response_id", "source", "meeting_date"),
)
LAST = datetime.date.max
LONGEST_REQUEST = 100
"""Characters of a proposal that the text shows beside its promise."""
STATUSES = ("open", "due", "overdue")


class ListedPromise(NamedTuple):
    """A commitment with its status on the chosen day, who asked, for what, and where."""

    row: Commitment
    status: str
    organisations: tuple[str, ...]
    postulate: str
    source: str
    date: datetime.date | None


def add_promises(commands: Any) -> None:
    command = add(
        commands,
        "promises",
        "list what the answers promise, and by when",
        "Lists the promises in the answers of a run: what, who, by when, how firmly, and how each stands on a day.",
        EXAMPLES,
        promises_command,
    )
    command.add_argument("folder", metavar="OUT", help="the folder of a run")
    command.add_argument("--due-before", type=day, metavar="DAY", help="only those whose time ends before this day (2027-01-31)")
    command.add_argument(
        "--organisation", metavar="NAME", help="only those that answer this organisation (its id, or words of its name)"
    )
    command.add_argument("--status", choices=STATUSES, help="only those that stand so")
    command.add_argument("--on", type=day, metavar="DAY", help="the day on which they are looked at (default: today)")
    command.add_argument("--format", choices=("text", "csv", "ics"), default="text", help="how they are printed (default: text)")
    add_labels(command)


def day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day; write 2027-01-31") from error


def promises_command(given: argparse.Namespace) -> int:
    from postulat.export.reading.tables import TablesError, read_tables

    speak(given.labels or speaking())
    try:
        records = read_tables(Path(given.folder))
    except TablesError as error:
        return wrong_use(str(error))
    today = given.on or datetime.datetime.now().astimezone().date()
    found = [one for one in listed(records, today) if wanted(one, given)]
    write = {"text": as_text, "csv": as_csv, "ics": as_calendar}[given.format]
    sys.stdout.write(write(found))
    return OK


def listed(records: Records, today: datetime.date) -> list[ListedPromise]:
    """The promises, the soonest first, those without a day last."""
    from postulat.normalize.commitments.commitments import status

    names = {row.organisation_id: f"{row.name} ({row.organisation_id})" for row in records.organisations}
    askers: dict[str, list[str]] = {}
    for asker in records.postulate_organisations:
        askers.setdefault(asker.postulate_id, []).append(names.get(asker.organisation_id, asker.organisation_id))
    postulates = {row.postulate_id: row for row in records.postulates}
    sources = {row.document_id: row.source for row in records.documents}
    days = {row.meeting_id: row.date for row in records.meetings}
    found = []
    for row in records.commitments:
        asked = postulates.get(row.postulate_id)
        date = days.get(asked.meeting_id or "") if asked else None
        text = " ".join(asked.text.split()) if asked else ""
        organisations = tuple(askers.get(row.postulate_id, ()))
        found.append(ListedPromise(row, status(row, today), organisations, text, sources.get(row.document_id, ""), date))
    return sorted(found, key=lambda one: (one.row.due_until or LAST, one.source, one.row.commitment_id))


def wanted(one: ListedPromise, given: argparse.Namespace) -> bool:
    if given.due_before and (one.row.due_until is None or one.row.due_until >= given.due_before):
        return False
    if given.organisation and not any(given.organisation.casefold() in name.casefold() for name in one.organisations):
        return False
    return given.status is None or one.status == given.status


def as_text(found: list[ListedPromise]) -> str:
    return "".join(f"{line}\n" for one in found for line in lines(one))


def lines(one: ListedPromise) -> Iterator[str]:
    row = one.row
    when = row.due or row.due_as_written or spoken("no day")
    amount = f" · {row.amount:.2f} {row.currency or ''}".rstrip() if row.amount is not None else ""
    who = row.who or spoken("the office")
    yield f"{when} · {named('status', one.status)} · {named('firmness', row.firmness)}{amount} · {who}"
    yield f"    {row.what}"
    names = "; ".join(name.rpartition(" (")[0] for name in one.organisations) or spoken("(no submitter)")
    asked = one.postulate if len(one.postulate) <= LONGEST_REQUEST else one.postulate[: LONGEST_REQUEST - 1] + "…"
    yield f"    {spoken('asked by')} {names}: {asked}"
    yield f"    {row.commitment_id}  {one.source}"
    yield ""


def as_csv(found: list[ListedPromise]) -> str:
    import csv

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in found:
        values = {name: getattr(one.row, name) for name in COLUMNS if hasattr(one.row, name)}
        values |= {"status": one.status, "postulate": one.postulate, "source": one.source, "meeting_date": one.date}
        values["organisations"] = "|".join(name.rpartition(" (")[0] for name in one.organisations)
        writer.writerow([values[name] for name in COLUMNS])
    return out.getvalue()


def as_calendar(found: list[ListedPromise]) -> str:
    from postulat.export.promise_calendar import CalendarEntry, calendar

    return calendar(
        CalendarEntry(one.row.commitment_id, one.row.due_until, one.row.what, "\n".join(lines(one)).strip())
        for one in found
        if one.row.due_until is not None
    )
