"""The process that reads documents for a run: inputs come as lines of JSON, outcomes go as lines of JSON.

An input may be a range of a huge PDF's pages, or the joining of its ranges (see `postulat.work.page_ranges`). In its place may come
a step over the results of a few documents (see `postulat.work.spread`).

It trusts what its run sends, and its run takes nothing from it but words and numbers: a document may have taken it over.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Collection
from typing import Any, BinaryIO

from postulat.extract.gc_pause import collector_paused
from postulat.work.limits import die_with_parent, limit_memory, memory_of
from postulat.work.process_start import quiet_output


def main() -> None:
    """Works until the run closes the line or ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = quiet_output()
    given = json.loads(sys.stdin.buffer.readline())
    die_with_parent(given["parent"])
    try:
        serve(given, answers)
    except BrokenPipeError:
        os._exit(1)


def serve(given: dict[str, Any], answers: BinaryIO) -> None:
    from postulat.export import OutputError
    from postulat.inputs.input import Input
    from postulat.storage.store import Store
    from postulat.work.document import TooManyPagesError, work_from_json, work_on
    from postulat.work.page_ranges import joining, read_range, unless_huge
    from postulat.work.spread import done_or_none

    def answer(**message: object) -> None:
        answers.write(json.dumps(message).encode() + b"\n")
        answers.flush()

    def started(sha256: str, size: int, media_type: str) -> None:
        answer(started=(sha256, size, media_type))

    options, work = work_from_json(given)
    store = Store(given["store"], options, given["generations"])
    with collector_paused():
        load(given["suffixes"])
    limit_memory(work.limits.memory)
    answer(ready=True)
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        if isinstance(asked, dict):
            answer(done=done_or_none(asked["step"], asked["task"]))
            continue
        row, huge, folder, pages = asked
        item = Input(*row)
        if pages:
            read_range(item, (pages[0], pages[1]), folder, options, started)
            answer(ranges=1, memory=memory_of(os.getpid()))
            continue
        try:
            outcome = work_on(item, options, work, store, started, joining(folder) if folder else unless_huge(huge))
        except TooManyPagesError as error:
            answer(pages=error.pages, memory=memory_of(os.getpid()))
        except OutputError as error:
            answer(fatal=str(error))
            return
        else:
            answer(outcome=outcome.as_json(), memory=memory_of(os.getpid()))


def load(suffixes: Collection[str]) -> None:
    """What documents of these suffixes need is imported before the first one's time begins to run."""
    from importlib import import_module

    from postulat.extract import READERS

    for name in {kind.reader for kind in READERS.values() if not set(suffixes).isdisjoint(kind.suffixes)}:
        import_module(name)
    import_module("postulat.normalize.minutes")
