"""One data set from the stored results of many documents, without ever holding the texts of more than a few of them.

It gives what `postulat.normalize.combine` gives of the same documents. They are taken in parts (`parts.py`), on which as many
processes work as the run has: each part is outlined, then names are joined over all of them here, then each part is completed,
and its rows are laid down by table, from where the writers take them.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from postulat.batch.order import Finish
from postulat.batch.parts import COMPLETE, OUTLINE, Members, Part, files_of, parted, place_of
from postulat.batch.totals import Totals, totals_from_json
from postulat.export.options import Labels
from postulat.normalize.dataset.joining import Joined, Outlines
from postulat.normalize.dataset.plain_rows import rows_of_tables, table_rows
from postulat.normalize.dataset.streaming import SHARED, Stream
from postulat.normalize.links.request_decisions import NO_DECISIONS, RequestDecisions
from postulat.normalize.records import TABLES, Organisation, Records
from postulat.normalize.resolution.decisions import Decisions
from postulat.options import Work
from postulat.storage.store import Store
from postulat.storage.stored_rows import RowFile, StoredRows, Writing, in_files
from postulat.work.document import Outcome, outcome_from_json
from postulat.work.spread import Task, spread

ALONE = Work(workers=1)
LINKED_TABLES = ("postulates", "documents", "meetings")
"""Tables that the links between postulates are made of."""


def combined(
    outcomes: Iterable[Outcome],
    store: Store,
    scratch: Path,
    decisions: Decisions | None = None,
    work: Work = ALONE,
    language: Labels | None = None,
    read: Collection[str] = TABLES,
) -> tuple[Records, Totals]:
    """All records in one order, whatever the order of the outcomes and the number of workers. The tables are sequences that lie in
    `scratch`; with a language they lie there as lines of CSV files, too, with messages in it, and those that are not to be `read`
    lie there as such lines alone."""
    parts, joined = join(outcomes, store, scratch, decisions, work)
    totals = Totals()
    files: dict[str, list[RowFile]] = defaultdict(list)
    for answer in spread(COMPLETE, [part.task(store, language, read) for part in parts], work):
        totals.join(totals_from_json(answer["totals"]))
        for table, file in files_of(answer).items():
            files[table].append(file)
    files[SHARED] = [organisations_laid_down(joined.in_order(), totals, scratch, language)]
    return in_files(files), totals


def join(
    outcomes: Iterable[Outcome], store: Store, scratch: Path, decisions: Decisions | None, work: Work
) -> tuple[list[Part], Joined]:
    """The parts of a run, each of which knows what completes its documents, and the same of all documents."""
    outlines = Outlines()
    parts = list(parted(outcomes, outlines, Path(tempfile.mkdtemp(prefix="parts-", dir=scratch))))
    keys = []
    for part, _ in zip(parts, spread(OUTLINE, [part.task(store) for part in parts], work), strict=True):
        names = part.names()
        keys.append(tuple(names.spellings))
        outlines.names.join(names)
    joined = outlines.joined(Members(parts), decisions)
    for part, own in zip(parts, keys, strict=True):
        part.tell(joined, own)
    return parts, joined


def laid_down(stream: Stream, scratch: Path, language: Labels | None = None) -> tuple[Records, Totals]:
    """The tables of a stream as sequences that lie in `scratch`, and what they hold, counted."""
    totals = Totals()
    tables = {table: Writing(table, scratch / f"{table}.rows", language) for table in TABLES if table != SHARED}
    try:
        for records in stream.documents:
            made = rows_of_tables(records, tables)
            totals.add(made)
            for table, writing in tables.items():
                writing.add(made[table])
        files = {table: [writing.finish()] for table, writing in tables.items()}
    finally:
        for writing in tables.values():
            writing.close()
    files[SHARED] = [organisations_laid_down(stream.organisations, totals, scratch, language)]
    return in_files(files), totals


def organisations_laid_down(
    organisations: Sequence[Organisation], totals: Totals, scratch: Path, language: Labels | None
) -> RowFile:
    totals.rows[SHARED] = len(organisations)
    return rows_laid_down(SHARED, organisations, scratch, language)


def rows_laid_down(table: str, records: Iterable[Any], folder: Path, language: Labels | None) -> RowFile:
    writing = Writing(table, folder / f"{table}.rows", language)
    try:
        for record in records:
            writing.add(table_rows(table, [record]))
        return writing.finish()
    finally:
        writing.close()


def linked(
    records: Records, totals: Totals, decisions: RequestDecisions, scratch: Path, language: Labels | None = None
) -> tuple[Records, Totals]:
    """The records with the links between postulates of different documents, laid down like the other tables."""
    from postulat.normalize.links.links import postulate_links

    folder = scratch / "links"
    folder.mkdir()
    found = postulate_links(records.postulates, records.documents, records.meetings, folder, decisions)
    rows = StoredRows("postulate_links", [rows_laid_down("postulate_links", found, folder, language)])
    totals.rows["postulate_links"] = len(rows)
    return replace(records, postulate_links=cast("tuple[Any, ...]", rows)), totals


def joined_few(task: Task) -> Task:
    """The whole of it for the few documents of a small run, by a process that has read them (see `hands.py`)."""
    folder, store = place_of(task)
    outcomes = [outcome_from_json(one) for one in task["outcomes"]]
    records, totals = combined(outcomes, store, folder, language=task["language"])
    if task["links"]:
        records, totals = linked(records, totals, NO_DECISIONS, folder, task["language"])
    return {"files": {table: getattr(records, table).files for table in TABLES}, "totals": totals.as_json()}


def finished(
    records: Records, totals: Totals, steps: Sequence[Finish], scratch: Path, language: Labels | None = None
) -> tuple[Records, Totals]:
    """The records after some more steps, each of which reads what the one before laid down."""
    for number, step in enumerate(steps, start=1):
        folder = scratch / f"step{number}"
        folder.mkdir()
        records, totals = laid_down(step(records), folder, language if number == len(steps) else None)
    return records, totals
