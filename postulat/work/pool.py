"""Several processes that read documents, each of which can be killed without harm to the others: a document may hang or eat memory.

A pool of the standard library cannot end one of its processes, and would start the program's main module again in each.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, NamedTuple

from postulat.addresses import is_address
from postulat.export import OutputError
from postulat.inputs.input import Input
from postulat.options import Options, Work
from postulat.storage.store import Store
from postulat.work.document import (
    CRASH,
    MEMORY,
    FailedError,
    Outcome,
    failed,
    keep_failure,
    key_of,
    out_of_memory,
    out_of_time,
    outcome_from_json,
    work_as_json,
)
from postulat.work.limits import NEARLY, end_of, kill_tree, memory_of
from postulat.work.page_ranges import HUGE, RANGE, Division, Pages, ranges
from postulat.work.process_start import started

if TYPE_CHECKING:
    from postulat.work.spread import Task

TICK = 0.1
"""Seconds between two looks at the time and the memory of each process."""
AHEAD = 256 * 1024
"""Bytes; a smaller document is sent while the one before is still read, so that no process waits for the next."""
TRIES = 3
"""How often a document is tried whose process ends for no reason of ours."""
DOCUMENTS = 1000
"""After as many a process is replaced by a new one, because what libraries leak adds up."""
SWOLLEN = 600
"""Megabytes that a process holds after a document, above which it is replaced."""
FOLDER = "postulat-worker-"
"""How the names of the folders begin in which processes put what lasts no longer than they do; those of divided documents, too."""
LEFT_OVER = 24 * 3600.0
"""Seconds since a folder was last used, from which on nobody uses it any more."""
START = 120.0
"""Seconds that a process may take to start on a busy machine."""


class WorkerError(OutputError):
    """No process can be started that reads documents."""


class Job(NamedTuple):
    """A document; with a `division` a range of its pages, or without `pages` the joining of all ranges."""

    item: Input
    tries: int = 0
    division: Division | None = None
    pages: Pages | None = None

    @property
    def over(self) -> bool:
        """Whether the document has failed already."""
        return self.division is not None and self.division.over

    def line(self, huge: int) -> bytes:
        """What its process is told; `huge` are the pages from which on the document is to be divided."""
        folder = self.division.folder if self.division else ""
        return json.dumps((self.item, huge, folder, self.pages)).encode()


class WorkerProcess:
    """One process, as its run sees it."""

    def __init__(self, setting: bytes, events: SimpleQueue[tuple[WorkerProcess, dict[str, Any] | None]]) -> None:
        self.folder = tempfile.mkdtemp(prefix=FOLDER)
        self.process = started("postulat.work.worker", {"TMPDIR": self.folder})
        self.jobs: deque[Job] = deque()
        self.ready = False
        self.since = time.monotonic()
        self.started: tuple[str, int, str] | None = None
        self.kill_reason: FailedError | None = None
        self.done = 0
        self.leaving = False
        self.listener = threading.Thread(target=self.listen, args=(events,), daemon=True)
        self.say(setting)

    def listen(self, events: SimpleQueue[tuple[WorkerProcess, dict[str, Any] | None]]) -> None:
        assert self.process.stdout is not None
        with suppress(OSError, ValueError):
            for line in self.process.stdout:
                events.put((self, json.loads(line)))
        events.put((self, None))

    def say(self, line: bytes) -> None:
        """Sends a line; where nobody is there to take it, the end of the process is about to be heard of."""
        assert self.process.stdin is not None
        with suppress(OSError, ValueError):
            self.process.stdin.write(line + b"\n")
            self.process.stdin.flush()

    def take(self, job: Job, huge: int) -> None:
        if not self.jobs:
            self.begin()
        self.jobs.append(job)
        self.say(job.line(huge))

    def reads(self, division: Division) -> bool:
        return bool(self.jobs) and self.jobs[0].division is division

    def begin(self) -> None:
        """The next document's time begins to run. The folder is touched, so that nobody takes it for left over."""
        with suppress(OSError):
            os.utime(self.folder)
        self.since = time.monotonic()
        self.started = None

    def leave(self) -> None:
        """No more documents for this process: it ends by itself when it has done those it has."""
        self.leaving = True
        if not self.jobs:
            self.close_line()

    def close_line(self) -> None:
        assert self.process.stdin is not None
        with suppress(OSError):
            self.process.stdin.close()

    def end(self) -> tuple[int, int]:
        """The process is gone after this, with its files; its exit code and the most memory it held."""
        ended = end_of(self.process)
        self.close_line()
        self.listener.join()
        if self.process.stdout is not None:
            self.process.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        return ended


class Pool:
    """Processes that read documents, as many as the work allows; used as a context, after which none is left."""

    def __init__(self, options: Options, work: Work, store: Store, count: int | None = None) -> None:
        self.work = work
        self.store = store
        self.count = count or work.count
        setting = work_as_json(options, work) | {
            "parent": os.getpid(),
            "store": store.place,
            "generations": store.generations,
        }
        self.setting = setting
        self.events: SimpleQueue[tuple[WorkerProcess, dict[str, Any] | None]] = SimpleQueue()
        self.hands: list[WorkerProcess] = []
        self.waiting: deque[Job] = deque()
        self.rest = 0
        self.divisions: list[Division] = []
        self.bad_starts = 0

    def __enter__(self) -> Pool:
        remove_leftovers()
        return self

    def __exit__(self, *_: object) -> None:
        for hand in self.hands:
            kill_tree(hand.process)
        for hand in self.hands:
            hand.end()
        self.hands.clear()
        for division in self.divisions:
            division.remove()
        self.divisions.clear()

    def run(self, items: Iterable[Input]) -> Iterator[Outcome]:
        """The outcome of each input as it comes; they are begun in the order given."""
        self.waiting.extend(Job(item) for item in items)
        self.rest = sum(job.item.size for job in self.waiting)
        looked = time.monotonic()
        while self.waiting or any(hand.jobs for hand in self.hands):
            self.fill()
            with suppress(Empty):
                hand, message = self.events.get(timeout=TICK)
                yield from self.ended(hand) if message is None else self.heard(hand, message)
            if time.monotonic() - looked >= TICK:
                looked = time.monotonic()
                self.watch(looked)

    def do(self, step: str, task: Task) -> Task | None:
        """What a process that has read documents makes of a step over their results (see `postulat.work.spread`): it knows the
        words already. None where there is no such process, and where it does not come to an end within its limits."""
        hand = next((one for one in self.hands if one.ready and not one.jobs and not one.leaving), None)
        if hand is None:
            return None
        hand.begin()
        hand.say(json.dumps({"step": step, "task": task}).encode())
        while True:
            with suppress(Empty):
                other, message = self.events.get(timeout=TICK)
                if message is None:
                    self.hands.remove(other)
                    other.end()
                if other is hand:
                    answer: Task | None = message.get("done") if message is not None else None
                    return answer
            if self.why_beyond(hand, time.monotonic() - hand.since) is not None:
                kill_tree(hand.process)

    def fill(self) -> None:
        """Every process has a document, and a small one to go on with; they are heard when all are begun (see `process_start`)."""
        try:
            self.hand_out()
        finally:
            for hand in self.hands:
                if hand.listener.ident is None:
                    hand.listener.start()

    def hand_out(self) -> None:
        while self.waiting:
            small = self.waiting[0].item.size < AHEAD and self.waiting[0].division is None
            free = [hand for hand in self.hands if not hand.leaving and len(hand.jobs) < 1 + small]
            hand = min(free, key=lambda one: len(one.jobs), default=None)
            if (hand is None or hand.jobs) and len(self.hands) < self.count:
                hand = WorkerProcess(self.told(), self.events)
                self.hands.append(hand)
            if hand is None:
                return
            job = self.waiting.popleft()
            hand.take(job, self.huge(job))

    def told(self) -> bytes:
        """What a new process is told first: also the suffixes of the documents to come, so that it loads the readers for them."""
        suffixes = {Path(job.item.name).suffix.lower().removeprefix(".") for job in self.waiting}
        return json.dumps(self.setting | {"suffixes": sorted(suffixes)}).encode()

    def huge(self, job: Job) -> int:
        """From how many pages on the document is to be divided: 0, never, where there is other work enough for all processes.

        A file that comes over the network is not divided, because every process would fetch it.
        """
        if job.division is not None:
            return 0
        share = self.rest / self.count
        self.rest -= job.item.size
        return HUGE if self.count > 1 and job.item.size > share and not is_address(job.item.path) else 0

    def heard(self, hand: WorkerProcess, message: dict[str, Any]) -> Iterator[Outcome]:
        if "fatal" in message:
            raise OutputError(message["fatal"])
        if "ready" in message:
            hand.ready = True
            hand.begin()
            self.bad_starts = 0
        elif "started" in message:
            sha256, size, media_type = message["started"]
            hand.started = str(sha256), int(size), str(media_type)
        elif hand.jobs:
            job = hand.jobs.popleft()
            took = time.monotonic() - hand.since
            hand.begin()
            hand.done += 1
            outcome = outcome_from_json(message["outcome"]) if "outcome" in message else None
            if hand.done >= DOCUMENTS or message["memory"] > SWOLLEN or (outcome and outcome.cause == MEMORY) or hand.leaving:
                hand.leave()
            if outcome is None:
                self.go_on(job, message.get("pages", 0), took)
            elif job.division is None:
                yield outcome
            elif not job.over:
                job.division.over = True
                job.division.remove()
                yield replace(outcome, seconds=round(outcome.seconds + job.division.spent, 3))

    def go_on(self, job: Job, pages: int, took: float) -> None:
        """What is to be done next with a document that is divided: its ranges, and when all are read, their joining."""
        division = job.division
        if division is None:
            division = Division()
            self.divisions.append(division)
            found = ranges(pages, RANGE)
            division.missing = len(found)
            self.waiting.extendleft(Job(job.item, 0, division, each) for each in reversed(found))
        elif job.pages is not None:
            division.missing -= 1
        division.spent += took
        if not division.missing and not division.over:
            self.waiting.appendleft(Job(job.item, 0, division))

    def ended(self, hand: WorkerProcess) -> Iterator[Outcome]:
        """A process is gone: by our hand, by the document it read, or by somebody else's doing."""
        self.hands.remove(hand)
        code, peak = hand.end()
        if not hand.ready and hand.kill_reason is None:
            self.bad_starts += 1
            if self.bad_starts >= TRIES:
                raise WorkerError(f"no process for reading documents can be started ({how_it_ended(code)})")
        job = hand.jobs.popleft() if hand.jobs and hand.ready else None
        self.waiting.extendleft(each for each in reversed(hand.jobs) if not each.over)
        if job is None or job.over:
            return
        failure = hand.kill_reason
        if failure is None and self.work.limits.memory and peak >= self.work.limits.memory * NEARLY:
            failure = out_of_memory(self.work.limits)
        if failure is None and job.tries + 1 < TRIES:
            self.waiting.appendleft(job._replace(tries=job.tries + 1))
            return
        failure = failure or FailedError(CRASH, f"its reading process crashed ({how_it_ended(code)})")
        sha256, size, media_type = hand.started or ("", job.item.size, "")
        outcome = failed(job.item, failure.cause, str(failure), sha256, size, media_type)
        by_others = hand.kill_reason is None and -code == getattr(signal, "SIGKILL", 9)  # the next run may have better luck
        if sha256 and not by_others:
            keep_failure(self.store, key_of(sha256, job.item), outcome, failure.limit)
        if job.division is not None:
            self.give_up(job.division, failure)
        yield outcome

    def give_up(self, division: Division, failure: FailedError) -> None:
        """Nothing more is done for a document that has failed; other processes that read it end, as they may fail likewise."""
        division.over = True
        self.waiting = deque(job for job in self.waiting if job.division is not division)
        for hand in self.hands:
            if hand.reads(division) and hand.kill_reason is None:
                hand.kill_reason = failure
                kill_tree(hand.process)
        division.remove()

    def watch(self, now: float) -> None:
        """Ends every process whose document goes beyond a limit; what becomes of it is told when its end is heard."""
        for hand in self.hands:
            if not hand.jobs or hand.kill_reason is not None:
                continue
            if not hand.ready:
                if now - hand.since > START:
                    kill_tree(hand.process)
            elif (reason := self.why_beyond(hand, self.spent(hand, now))) is not None:
                hand.kill_reason = reason
                kill_tree(hand.process)

    def why_beyond(self, hand: WorkerProcess, seconds: float) -> FailedError | None:
        """The limit that a process is beyond; None where it is not."""
        limits = self.work.limits
        if limits.timeout and seconds > limits.timeout:
            return out_of_time(limits)
        if limits.memory and memory_of(hand.process.pid) > limits.memory:
            return out_of_memory(limits)
        return None

    def spent(self, hand: WorkerProcess, now: float) -> float:
        """Seconds that the document has taken; of one that is divided, in all processes together, as if one had read it."""
        division = hand.jobs[0].division
        if division is None:
            return now - hand.since
        return division.spent + sum(now - each.since for each in self.hands if each.ready and each.reads(division))


def how_it_ended(code: int) -> str:
    """
    >>> how_it_ended(3)
    'exit code 3'
    """
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def remove_leftovers() -> None:
    """Removes the folders of processes whose run was killed, a day after they were last used; a link is not followed."""
    for path in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        with suppress(OSError):
            if time.time() - path.lstat().st_mtime > LEFT_OVER and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
