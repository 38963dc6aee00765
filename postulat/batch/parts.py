"""Parts of a run: some documents that stand behind each other, whose results one process reads and completes.

A part is a folder. It holds the outcomes of its documents, the names that they use (`names.json`), what joining has found out about
them (`joined.json`), and at last the rows of each table. Where a part ends is told by the number of its documents alone, so that
nothing depends on who did it.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from postulat.batch.totals import Totals
from postulat.export.options import Labels
from postulat.normalize.bundles.bundles import Membership
from postulat.normalize.bundles.candidates import BundleMember
from postulat.normalize.dataset.combine import completed_rows
from postulat.normalize.dataset.joining import Joined, Names, Outlines
from postulat.normalize.dataset.plain_rows import (
    TableRows,
    column_places,
    rows_of_tables,
    table_records,
    table_rows,
)
from postulat.normalize.dataset.streaming import OWNED
from postulat.normalize.findings import fault, finding
from postulat.normalize.records import TABLES
from postulat.options import Options
from postulat.storage.store import Store, StoreError
from postulat.storage.stored_rows import RowFile, Writing
from postulat.work.document import Outcome, document_id, failed_records, outcome_from_json
from postulat.work.spread import Task

DOCUMENTS = 1000
"""Documents of a part."""
LINES = 64
"""Outcomes that are written at once."""
OUTLINE, COMPLETE = (f"{__name__}:{step}" for step in ("outlined", "completed_part"))
OUTCOMES, NAMES, MEMBERS, JOINED = "outcomes", "names.json", "members.rows", "joined.json"


class Part(NamedTuple):
    """A part as the run sees it: its folder and its documents, each once."""

    folder: Path
    documents: list[str]

    def task(self, store: Store, language: Labels | None = None, read: Collection[str] = TABLES) -> Task:
        """What whoever does the part has to know; with a language, tables are laid down as lines of CSV files, too, and only
        those that are `read` later as rows."""
        place = {"folder": str(self.folder), "store": store.place, "generations": store.generations}
        return place | {"language": language, "read": sorted(read)}

    def names(self) -> Names:
        made = Names()
        for name, given in told(self.folder / NAMES).items():
            setattr(made, name, given)
        return made

    def tell(self, joined: Joined, keys: Iterable[str]) -> None:
        """Lays down what joining has found out about the part's documents, and about the names with these keys."""
        ids = {key: joined.ids[key] for key in keys}
        organisations = [joined.organisations[one] for one in dict.fromkeys(ids.values())]
        findings = {one: table_rows("findings", joined.findings[one]) for one in self.documents if one in joined.findings}
        homes = {one: joined.homes[one] for one in self.documents if one in joined.homes}
        elsewhere = {one: joined.elsewhere[one] for one in self.documents if one in joined.elsewhere}
        lay(self.folder / JOINED, [ids, table_rows("organisations", organisations), findings, homes, elsewhere])


def parted(outcomes: Iterable[Outcome], outlines: Outlines, folder: Path) -> Iterator[Part]:
    """The parts of these outcomes, which are gone through twice: in memory are their sources, never all of them."""
    keys = sorted(order(outcome) for outcome in outcomes if not outcome.skipped)
    ends = keys[DOCUMENTS - 1 :: DOCUMENTS]
    del keys
    waiting: dict[int, list[str]] = defaultdict(list)
    for outcome in outcomes:
        if not outcome.skipped:
            number = bisect_left(ends, order(outcome))
            waiting[number].append(json.dumps(outcome.as_json()))
            if len(waiting[number]) >= LINES:
                laid(folder, number, waiting.pop(number))
    for number, lines in waiting.items():
        laid(folder, number, lines)
    for number in range(len(ends) + 1):
        if (folder / part_name(number)).is_dir():
            yield told_once(folder / part_name(number), outlines)


def told_once(folder: Path, outlines: Outlines) -> Part:
    """A part with its outcomes by source, each with whether its document comes for the first time in the run."""
    with (folder / OUTCOMES).open(encoding="ascii") as file:
        found = sorted(((outcome_from_json(json.loads(line)), line) for line in file), key=lambda told: order(told[0]))
    documents = []
    lines = []
    for outcome, line in found:
        name = document_id(outcome)
        new = outlines.is_new(name, outcome.source)
        documents += [name] * new
        lines.append(f"[{json.dumps(new)}, {line.rstrip()}]")
    (folder / OUTCOMES).write_text("\n".join(lines), encoding="ascii")
    return Part(folder, documents)


def order(outcome: Outcome) -> tuple[str, str]:
    return outcome.source, outcome.sha256


def part_name(number: int) -> str:
    return f"part{number:06}"


def laid(folder: Path, number: int, lines: list[str]) -> None:
    (folder / part_name(number)).mkdir(exist_ok=True)
    with (folder / part_name(number) / OUTCOMES).open("a", encoding="ascii") as file:
        file.writelines(f"{line}\n" for line in lines)


def listed(folder: Path) -> Iterator[tuple[bool, Outcome]]:
    """Whether the document is here for the first time, and its outcome."""
    with (folder / OUTCOMES).open(encoding="ascii") as file:
        for line in file:
            new, outcome = json.loads(line)
            yield new, outcome_from_json(outcome)


def outlined(task: Task) -> Task:
    """Gathers the names of a part's documents, and of each what tells whether it belongs to others."""
    folder, store = place_of(task)
    names = Names()
    with (folder / MEMBERS).open("w", encoding="ascii") as members:
        for new, outcome in listed(folder):
            tables = rows_of(outcome, store, whole=False)
            (document,) = tables["documents"]
            members.write(json.dumps((document, tables["bonds"], outcome.part_of, outcome.part), separators=(",", ":")) + "\n")
            if new:
                names.add(document[column_places("documents")["document_id"]], tables["organisations"])
    lay(folder / NAMES, vars(names))
    return {}


def completed_part(task: Task) -> Task:
    """Lays down the tables of a part's documents, and counts what is in them."""
    folder, store = place_of(task)
    joined = joined_of(folder)
    totals = Totals()
    tables = {table: Writing(table, folder / f"{table}.rows", task["language"], rows=table in task["read"]) for table in OWNED}
    try:
        for new, outcome in listed(folder):
            if new:
                made = completed_or_said(rows_of(outcome, store), joined)
                totals.add(made)
                for table, writing in tables.items():
                    writing.add(made[table])
        files = {table: writing.finish() for table, writing in tables.items()}
    finally:
        for writing in tables.values():
            writing.close()
    return {"files": files, "totals": totals.as_json()}


def completed_or_said(tables: TableRows, joined: Joined) -> TableRows:
    """A document's rows completed. A fault of ours in it costs the records of that document alone, and is said at it."""
    (document,) = tables["documents"]
    findings = tables["findings"]
    try:
        return completed_rows(tables, joined)
    except MemoryError:
        raise
    except Exception as error:
        name = document[column_places("documents")["document_id"]]
        said = table_rows("findings", [finding(name, "internal-error", values=fault("completing", error))])
        left: TableRows = {table: [] for table in TABLES}
        return left | {"documents": [document], "findings": [*findings, *said]}


def files_of(answer: Task) -> dict[str, RowFile]:
    return {table: RowFile(*file) for table, file in answer["files"].items()}


def place_of(task: Task) -> tuple[Path, Store]:
    return Path(task["folder"]), Store(task["store"], Options(), task["generations"])


def joined_of(folder: Path) -> Joined:
    ids, organisations, findings, homes, elsewhere = told(folder / JOINED)
    return Joined(
        ids=ids,
        organisations={row.organisation_id: row for row in table_records("organisations", organisations)},
        findings={name: list(table_records("findings", rows)) for name, rows in findings.items()},
        homes={name: Membership(*home) for name, home in homes.items()},
        elsewhere=elsewhere,
    )


def rows_of(outcome: Outcome, store: Store, whole: bool = True) -> TableRows:
    """A document's rows, or those alone that joining needs, under the name that this run has for it."""
    empty: TableRows = {table: [] for table in (*TABLES, "bonds")}
    if outcome.key is None:
        return empty | rows_of_tables(failed_records(outcome))
    entry = store.entry(outcome.key)
    if entry is None:
        raise StoreError(f"the result of {outcome.source} was damaged or removed while the run went on; run it again")
    tables = empty | (entry.rows() if whole else entry.outline())
    columns = column_places("documents")
    for document in tables["documents"]:  # the same bytes may have come under another name before
        document[columns["source"]] = outcome.source
        document[columns["fetched_at"]], document[columns["archive_record"]] = outcome.fetched or None, outcome.record or None
    return tables


class Members(Iterable[BundleMember]):
    """Documents as the inputs gave them, read from the parts as often as wanted."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self.files = [part.folder / MEMBERS for part in parts]

    def __iter__(self) -> Iterator[BundleMember]:
        for path in self.files:
            with path.open(encoding="ascii") as file:
                for line in file:
                    document, bonds, part_of, part = json.loads(line)
                    (record,) = table_records("documents", [document])
                    yield BundleMember(record, next(iter(table_records("bonds", bonds)), None), part_of, part)


def lay(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, separators=(",", ":")), encoding="ascii")


def told(path: Path) -> Any:
    return json.loads(path.read_text(encoding="ascii"))
