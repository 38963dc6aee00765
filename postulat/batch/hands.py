"""Who does the work of a run: this process, processes of this machine, or a cluster, as the order asks."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from postulat.batch.outcomes import Ledger
from postulat.batch.totals import Totals, totals_from_json
from postulat.export.options import Labels
from postulat.inputs.input import Input
from postulat.normalize.records import Records
from postulat.options import Limits, Options, Work
from postulat.storage.store import Store
from postulat.storage.stored_rows import RowFile, in_files
from postulat.work.cached import known
from postulat.work.document import Outcome, work_on
from postulat.work.pool import Pool

FEW = 100
"""New documents of a run that is small enough to be joined by a process that has read them; more are joined by the run itself."""


class Hands:
    """Reads and understands documents, and joins few of them; used as a context, after which no process is left."""

    def __init__(self, options: Options, work: Work, store: Store, doubt: Callable[[str], None]) -> None:
        self.options = options
        self.work = work
        self.store = store
        self.doubt = doubt
        self.pool: Pool | None = None
        self.stack = ExitStack()

    def __enter__(self) -> Hands:
        return self

    def __exit__(self, *_: object) -> None:
        self.stack.close()

    def outcomes(self, documents: Sequence[Input]) -> Generator[Outcome, None, None]:
        """The outcomes as they come; no process is started where nothing is new."""
        new = []
        with closing(known(documents, self.work, self.store)) as told:
            for item, outcome in told:
                if outcome is None:
                    new.append(item)
                else:
                    yield outcome
        if new:
            yield from self.worked_on(new)

    def worked_on(self, documents: Sequence[Input]) -> Generator[Outcome, None, None]:
        """The outcomes as they come; the first documents are the largest."""
        count = min(self.work.count, len(documents))
        if self.work.engine == "dask":
            from postulat.work.dask_engine import on_dask

            yield from on_dask(documents, self.options, self.work, self.store, self.doubt)
        elif count <= 1 and self.work.limits == Limits(timeout=0, memory=0):  # nothing that a process of its own would enforce
            for item in documents:
                yield work_on(item, self.options, self.work, self.store)
        else:
            self.stack.close()
            self.pool = self.stack.enter_context(Pool(self.options, self.work, self.store))
            yield from self.pool.run(documents)
            if len(documents) > FEW:
                self.pool = None
                self.stack.close()

    def joined(self, outcomes: Ledger, scratch: Path, language: Labels | None, links: bool) -> tuple[Records, Totals] | None:
        """The tables of few documents by a process that has read them, as `joining.joined_few` gives them: it knows the words
        already by which names are told. None where there are many, where no such process is left, or where it could not."""
        if self.pool is None or len(outcomes) > FEW:
            return None
        folder = tempfile.mkdtemp(prefix="joined-", dir=scratch)
        place = {"folder": folder, "store": self.store.place, "generations": self.store.generations}
        told = {"outcomes": [outcome.as_json() for outcome in outcomes], "language": language, "links": links}
        answer = self.pool.do("postulat.batch.joining:joined_few", place | told)
        if answer is None:
            return None
        files = {table: [RowFile(*file) for file in found] for table, found in answer["files"].items()}
        return in_files(files), totals_from_json(answer["totals"])
