"""The process of a run that the page started: the same `run_batch` as `postulat run`, with the same workers and limits."""

from __future__ import annotations

import signal
from collections.abc import Mapping
from typing import Any

from postulat.batch.run import Listener
from postulat.local_page.processes.child_process import order_given, say
from postulat.work.document import Outcome


class Sayings(Listener):
    """Tells the page how the run goes on."""

    def found(self, documents: int, size: int) -> None:
        say(event="found", documents=documents)

    def done(self, outcome: Outcome) -> None:
        say(event="done", source=outcome.source, cause=outcome.cause, error=outcome.error, how=outcome.how)

    def step(self, name: str) -> None:
        say(event="step", name=name)

    def doubt(self, line: str) -> None:
        say(event="doubt", message=line)


def main() -> None:
    """Works in the folder from which the inputs are named, which its parent has put it into."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, stop)
    given = order_given()
    try:
        told = run(given)
    except KeyboardInterrupt:
        told = {"state": "stopped"}
    if _stopped[0] and told["state"] == "failed":
        told = {"state": "stopped"}  # a library that is interrupted while it is loaded calls that an error of its own
    say(event="end", **told)


_stopped = [False]


def stop(*_: object) -> None:
    _stopped[0] = True
    raise KeyboardInterrupt


def run(given: Mapping[str, Any]) -> dict[str, Any]:
    """The run with the corrections of the folder; where one of them does not fit any more, without them: the page lays the others
    over the tables, and tells of that one."""
    from postulat.batch.choices import ResultsError
    from postulat.export import OutputError
    from postulat.inputs.input import InputError

    try:
        try:
            return run_with(given, (*given["results"]["corrections"], *given["corrections"]))
        except ResultsError:
            if not given["corrections"]:
                raise
            return run_with(given, tuple(given["results"]["corrections"]))
    except (InputError, OutputError, ResultsError) as error:
        return {"state": "failed", "message": str(error)}
    except Exception as error:  # a bug: the page says so, and goes on
        return {"state": "failed", "message": f"{type(error).__name__}: {error}"}


def run_with(given: Mapping[str, Any], corrections: tuple[str, ...]) -> dict[str, Any]:
    from postulat.batch.choices import ordered
    from postulat.batch.order import Order, Results
    from postulat.batch.run import run_batch
    from postulat.options import Limits, Work, options_from_json

    results = Results(**{**given["results"], "corrections": corrections})
    work = Work(Limits(**given["limits"]), given["workers"], password=given["password"])
    order = Order(tuple(given["inputs"]), given["out"], tuple(given["formats"]), options_from_json(given["options"]), work)
    report = run_batch(ordered(order, results), Sayings())
    if not report.read and not report.written:
        return {"state": "failed", "word": "run.nothing"}
    return {"state": "done", "read": report.read, "failed": report.failed, "postulates": report.totals.rows["postulates"]}
