"""What a run says on the terminal: progress while it works, and a short table at its end."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postulat.pipeline import Dataset, Outcome

PLAIN_EVERY = 100
"""Documents between two lines of progress where there is no terminal."""


@contextmanager
def progress(total: int, quiet: bool) -> Iterator[Callable[[Outcome], None]]:
    """A function to call after each document. What went wrong is said at once, whatever else is quiet."""
    if quiet or total < 2 or not sys.stderr.isatty():
        yield plain_progress(total, quiet)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        def done(outcome: Outcome) -> None:
            bar.update(task, advance=1, description=Path(outcome.source).name)
            if outcome.error:
                bar.console.print(problem(outcome), markup=False, highlight=False, soft_wrap=True)

        yield done


def plain_progress(total: int, quiet: bool) -> Callable[[Outcome], None]:
    count = 0

    def done(outcome: Outcome) -> None:
        nonlocal count
        count += 1
        if outcome.error:
            print(problem(outcome), file=sys.stderr)
        if not quiet and count % PLAIN_EVERY == 0:
            print(f"{count} of {total} read", file=sys.stderr)

    return done


def problem(outcome: Outcome) -> str:
    return f"postulat: {outcome.source}: {outcome.error}"


def summary(dataset: Dataset, outcomes: Sequence[Outcome], folder: Path, written: Sequence[Path]) -> None:
    """What was found and where it lies, on standard output."""
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE, show_header=False, pad_edge=False)
    table.add_column(style="bold")
    table.add_column()
    for name, value in lines(dataset, outcomes, folder, written):
        table.add_row(name, value)
    Console().print(table)


def lines(dataset: Dataset, outcomes: Sequence[Outcome], folder: Path, written: Sequence[Path]) -> Iterator[tuple[str, str]]:
    status = Counter(document.status for document in dataset.documents)
    skipped = sum(outcome.skipped for outcome in outcomes)
    parts = [f"{status['ok']} read"]
    parts += [f"{status['empty']} without comments or meeting"] if status["empty"] else []
    parts += [f"{status['failed']} failed"] if status["failed"] else []
    parts += [f"{skipped} other files skipped"] if skipped else []
    yield "documents", ", ".join(parts)
    yield "meetings", str(len(dataset.meetings))
    yield "postulates", f"{len(dataset.postulates)} of {len(dataset.organisations)} organisations"
    stances = Counter(response.stance for response in dataset.responses)
    told = " · ".join(f"{name} {count}" for name, count in sorted(stances.items(), key=lambda item: (-item[1], item[0])))
    yield "answers", f"{len(dataset.responses)}" + (f": {told}" if told else "")
    severities = Counter(finding.severity for finding in dataset.findings)
    kinds = Counter(finding.code for finding in dataset.findings if finding.severity != "info")
    told = " · ".join(f"{name} {count}" for name, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
    yield "to look at", f"{severities['error'] + severities['warning']}" + (f": {told}" if told else "")
    yield "notes", str(severities["info"])
    suffixes = ", ".join(sorted({path.suffix.removeprefix(".") for path in written}))
    yield "tables", f"{folder}/ ({suffixes}); start with {written[0].name if written else 'records.csv'}"
