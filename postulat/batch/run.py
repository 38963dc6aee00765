"""A run over an archive: every input found, worked on by an engine, joined and written; nothing is done twice."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from postulat.addresses import is_address
from postulat.batch.edits import Edits, lay_down_base, taken_edits, with_edits
from postulat.batch.failures import BESIDE, write_failures, write_skipped
from postulat.batch.hands import Hands
from postulat.batch.order import Order
from postulat.batch.outcomes import Ledger
from postulat.batch.parquet_tables import write_tables
from postulat.batch.totals import Totals
from postulat.export import write
from postulat.export.folder import MANIFEST, output_errors, service
from postulat.export.options import Labels
from postulat.export.ownership import put_beside
from postulat.inputs.downloads import ARCHIVE, pulled
from postulat.inputs.find import find_inputs
from postulat.inputs.input import Input, is_document, why_skipped
from postulat.inputs.streams import poured
from postulat.normalize.links.request_decisions import NO_DECISIONS
from postulat.normalize.records import TABLES, Records
from postulat.options import Work, options_as_json
from postulat.storage.fingerprints import digest, writing_rules
from postulat.storage.run_file import is_whole, read_run, write_run
from postulat.storage.store import DamagedEntryError, Store
from postulat.storage.workspace import Workplace, workplace
from postulat.work.cached import damaged
from postulat.work.document import Outcome
from postulat.work.unpacking import unpacked


@dataclass(slots=True)
class Report:
    """What a run did. `tables` is where the tables are; `unchanged` says that they were there already, just so."""

    tables: Path
    outcomes: Ledger
    totals: Totals = field(default_factory=Totals)
    written: tuple[Path, ...] = ()
    unchanged: bool = False
    stopped: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def fault(self, heard: Listener) -> Callable[[str], None]:
        """Takes note of a format that could not be written, and says it."""

        def told(line: str) -> None:
            self.faults.append(line)
            heard.doubt(line)

        return told

    @property
    def failed(self) -> int:
        return self.outcomes.status["failed"]

    @property
    def read(self) -> int:
        return self.outcomes.status["ok"] + self.outcomes.status["empty"]


class Listener:
    """Hears how a run goes on; this one keeps it to itself."""

    def found(self, documents: int, size: int) -> None:
        """So many documents, of so many bytes together, are about to be worked on."""

    def done(self, outcome: Outcome) -> None:
        """One more has become something."""

    def step(self, name: str) -> None:
        """The run goes over to its next part."""

    def doubt(self, line: str) -> None:
        """Something is not as it should be, and the run goes on."""


def run_batch(order: Order, listener: Listener | None = None) -> Report:
    """Does what was asked. Raises `InputError` where there is nothing to read, `OutputError` where it cannot be written."""
    heard = listener or Listener()
    begun = datetime.now(UTC)
    seconds: dict[str, float] = {}
    with timed(seconds, "finding"):
        inputs = find_inputs(order.inputs, order.out, order.follow_links)
    with ExitStack() as stack:
        place = stack.enter_context(workplace(order.out))
        order, edits = with_taken_edits(order, place, heard)
        store = Store(place.store, order.options)
        store.tidy()
        hands = stack.enter_context(Hands(order.options, order.work, store, heard.doubt))
        with timed(seconds, "finding"):
            given = poured(inputs, place.scratch, order.work.limits.timeout)
            here = pulled(given, place.tables / ARCHIVE, place.scratch, order.work.allow_private)
            items = list(unpacked(here, store, place.scratch, order.work))
        report = Report(place.tables, Ledger(place.scratch), seconds=seconds)
        with timed(seconds, "reading"):
            work_through(items, order, report, hands, heard)
        if report.stopped or (not report.read and (not report.failed or has_tables(place.tables))):
            return report
        mark = fingerprint(order, report.outcomes, store)
        if not is_there(order, report, place, mark):
            with timed(seconds, "reading"):
                if redo_damaged(items, order, report, hands, place.scratch, heard):
                    mark = fingerprint(order, report.outcomes, store)
            try:
                join_and_write(order, report, place, hands, heard, edits)
            except DamagedEntryError:
                if not redo_damaged(items, order, report, hands, place.scratch, heard, closely=True):
                    raise
                mark = fingerprint(order, report.outcomes, store)
                join_and_write(order, report, place, hands, heard, edits)
        facts = facts_of(order, report, store) | {
            "fingerprint": "" if report.faults else mark,
            "started": begun.isoformat(timespec="seconds"),
        }
        finish(order, report, place, facts, heard)
    return report


@contextmanager
def timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    begin = time.perf_counter()
    try:
        yield
    finally:
        seconds[name] = round(seconds.get(name, 0.0) + time.perf_counter() - begin, 3)


def work_through(items: Sequence[Input], order: Order, report: Report, hands: Hands, heard: Listener) -> None:
    """Every input's outcome into the report: first what an earlier run found, then what is new; the first failure may stop it."""
    documents = []
    for item in items:
        if is_document(item):
            documents.append(item)
        else:
            report.outcomes.add(Outcome(item.name, "skipped", size=item.size, reason=why_skipped(item)))
    documents.sort(key=lambda item: (-item.size, item.name))
    heard.found(len(documents), sum(item.size for item in documents))
    with closing(hands.outcomes(documents)) as coming:
        for outcome in coming:
            heard.done(outcome)
            report.outcomes.add(outcome)
            if outcome.error and order.work.fail_fast:
                report.stopped = True
                return


def is_there(order: Order, report: Report, place: Workplace, mark: str) -> bool:
    """Whether the tables that are there are of this very run; then the report is of them."""
    earlier = None if order.work.fresh else read_run(place.tables)
    if earlier is None or earlier.get("fingerprint") != mark or not is_whole(place.tables, earlier):
        return False
    try:
        report.totals = totals_from(earlier)
    except (LookupError, TypeError, ValueError, AttributeError):
        return False  # not as we wrote it
    report.unchanged = True
    report.written = tuple(place.tables / name for name in earlier["files"])
    return True


def redo_damaged(
    items: Sequence[Input], order: Order, report: Report, hands: Hands, scratch: Path, heard: Listener, closely: bool = False
) -> bool:
    """Works once more on documents whose results turn out to be damaged, now that they are needed; whether there were any."""
    broken = damaged(report.outcomes, order.work, hands.store, closely) if report.outcomes.how["kept"] else set()
    if not broken:
        return False
    whole = Ledger(scratch)
    for outcome in report.outcomes:
        if outcome.source not in broken:
            whole.add(outcome)
    with closing(hands.worked_on([item for item in items if item.name in broken])) as coming:
        for outcome in coming:
            whole.add(outcome)
            if outcome.error:
                heard.done(outcome)
    report.outcomes = whole
    return True


def with_taken_edits(order: Order, place: Workplace, heard: Listener) -> tuple[Order, Edits]:
    """The order with what a person has edited in the tables since the last run, as its last step."""
    if is_address(order.out):
        return order, Edits()
    edits = taken_edits(place.tables, BESIDE, order.overwrite)
    for line in edits.said:
        heard.doubt(line)
    if edits.corrections:
        order = replace(
            order,
            steps=(*order.steps, partial(with_edits, edits.corrections)),
            fingerprint_parts=(*order.fingerprint_parts, f"edits {digest(map(repr, edits.corrections))}"),
        )
    return order, edits


def join_and_write(order: Order, report: Report, place: Workplace, hands: Hands, heard: Listener, edits: Edits) -> None:
    heard.step("joining")
    with timed(report.seconds, "joining"), output_errors(place.tables):
        language = language_of_lines(order)
        here = replace(order.work, engine="local") if is_address(order.out) else order.work
        plain = not order.steps and order.decisions is None and order.requests in (None, NO_DECISIONS)
        found = hands.joined(report.outcomes, place.scratch, language, order.requests is not None) if plain else None
        records, report.totals = found or joined(order, report, place, hands.store, here, language)
    heard.step("writing")
    with timed(report.seconds, "writing"):
        writing = replace(order.writing, tables_elsewhere=partial(write_tables, here))
        report.written = write(records, place.tables, order.formats, writing, edits.given_up, told=report.fault(heard))
        if not is_address(order.out):
            lay_down_base(records, place.tables, report.written)


def joined(
    order: Order, report: Report, place: Workplace, store: Store, work: Work, language: Labels | None
) -> tuple[Records, Totals]:
    """All records, with what the order asks for done to them, in files."""
    from postulat.batch.joining import combined, finished, linked

    early = None if order.steps else language
    records, totals = combined(report.outcomes, store, place.scratch, order.decisions, work, early, tables_read(order, early))
    records, totals = finished(records, totals, order.steps, place.scratch, language)
    if order.requests is not None:
        records, totals = linked(records, totals, order.requests, place.scratch, language)
    return records, totals


def tables_read(order: Order, language: Labels | None) -> Collection[str]:
    """The tables whose rows are read once more after joining: where CSV alone is written, those that links are made of."""
    if language is None or set(order.formats) != {"csv"}:
        return tuple(TABLES)
    from postulat.batch.joining import LINKED_TABLES

    return () if order.requests is None else LINKED_TABLES


def language_of_lines(order: Order) -> Labels | None:
    """The language of the messages, where tables are to be laid down as lines of CSV files at once."""
    wanted = {"csv", "datapackage", "csvw"} & set(order.formats) and order.writing.csv_dialect == "rfc4180"
    return order.writing.labels if wanted else None


def has_tables(folder: Path) -> bool:
    return (service(folder) / MANIFEST).exists()


def fingerprint(order: Order, outcomes: Iterable[Outcome], store: Store) -> str:
    """The hash of all that decides the tables: what each document became, by which rules, and how it is to be written."""
    writing = asdict(order.writing)
    parts = [
        writing_rules(),
        *store.generations.values(),
        *order.formats,
        repr(sorted(writing.items(), key=str)),
        *order.fingerprint_parts,
    ]
    parts += [repr(order.decisions), repr(order.requests)]
    return digest((*parts, *sorted(mark_of(outcome) for outcome in outcomes if not outcome.skipped)))


def mark_of(outcome: Outcome) -> str:
    """The hash of all of an outcome that has a say in the tables."""
    told = (outcome.source, outcome.status, outcome.sha256, outcome.key or "", outcome.error or "")
    return digest((*told, outcome.fetched, outcome.record, outcome.part_of, outcome.part))


def facts_of(order: Order, report: Report, store: Store) -> dict[str, Any]:
    return {
        "order": {
            "inputs": list(order.inputs),
            "folder": str(Path.cwd()),
            "follow_links": order.follow_links,
            "out": order.out,
            "formats": list(order.formats),
            "options": options_as_json(order.options),
            "limits": asdict(order.work.limits),
            "workers": order.work.workers,
            "engine": order.work.engine,
            "results": asdict(order.results),
        },
        "rules": {"tables": writing_rules()[:16], **store.generations},
        "documents": dict(sorted(report.totals.status.items()))
        | {"skipped": report.outcomes.status["skipped"]}
        | dict(sorted(report.outcomes.how.items())),
        "failures": dict(sorted(report.outcomes.causes.items())),
        "rows": dict(sorted(report.totals.rows.items())),
        "stances": dict(sorted(report.totals.stances.items())),
        "grades": dict(sorted(report.totals.grades.items())),
        "coverage": dict(sorted(report.totals.coverage.items())),
        "findings": [[*name, count] for name, count in sorted(report.totals.findings.items())],
        "seconds": report.seconds,
    }


def totals_from(facts: dict[str, Any]) -> Totals:
    """The counts of an earlier run, as its `run.json` has them."""
    status = {name: count for name, count in facts["documents"].items() if name in ("ok", "empty", "failed")}
    findings = {(severity, code): count for severity, code, count in facts["findings"]}
    return Totals(
        Counter(facts["rows"]),
        Counter(status),
        Counter(facts["stances"]),
        Counter(findings),
        Counter(facts["grades"]),
        Counter(facts["coverage"]),
    )


def finish(order: Order, report: Report, place: Workplace, facts: dict[str, Any], heard: Listener) -> None:
    """The list of failures, and last the facts of the run; at an address all files are put there now."""
    with output_errors(place.tables):
        staged = place.scratch / "beside"
        staged.mkdir()
        write_failures(report.outcomes.failed(), staged)
        write_skipped(report.outcomes.skipped(), staged)
        write_run(place.tables, facts, staged)
        put_beside(staged, place.tables, service(place.tables), BESIDE)
    if is_address(order.out):
        from postulat.batch.upload import upload

        heard.step("sending")
        upload(place.tables, order.out)
