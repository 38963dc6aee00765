"""Several processes that read documents, each of which can be killed without harm to the others: a document may hang or eat memory.

A pool of the standard library cannot end one of its processes, and would start the program's main module again in each.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple

from export import OutputError
from postulat.documents import (
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
from postulat.inputs import Input
from postulat.limits import NEARLY, end_of, kill_tree, memory_of
from postulat.options import Options, Work
from postulat.rules import HOME
from postulat.store import Store

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
START = 120.0
"""Seconds that a process may take to start on a busy machine."""
PROGRAM = f"import sys; sys.path.insert(0, {str(HOME)!r}); from postulat.worker import main; main()"


class WorkerError(OutputError):
    """No process can be started that reads documents."""


class Job(NamedTuple):
    item: Input
    tries: int = 0


class Hand:
    """One process, as its run sees it."""

    def __init__(self, setting: bytes, events: SimpleQueue[tuple[Hand, dict[str, Any] | None]]) -> None:
        self.folder = tempfile.mkdtemp(prefix="postulat-worker-")
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"TMPDIR": self.folder},
            start_new_session=True,  # Ctrl-C is the run's to answer
        )
        self.jobs: deque[Job] = deque()
        self.ready = False
        self.since = time.monotonic()
        self.started: tuple[str, int, str] | None = None
        self.sentence: FailedError | None = None
        self.done = 0
        self.leaving = False
        self.listener = threading.Thread(target=self.listen, args=(events,), daemon=True)
        self.listener.start()
        self.say(setting)

    def listen(self, events: SimpleQueue[tuple[Hand, dict[str, Any] | None]]) -> None:
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

    def take(self, job: Job) -> None:
        if not self.jobs:
            self.begin()
        self.jobs.append(job)
        self.say(json.dumps(job.item).encode())

    def begin(self) -> None:
        """The next document's time begins to run."""
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
        self.setting = json.dumps(setting).encode()
        self.events: SimpleQueue[tuple[Hand, dict[str, Any] | None]] = SimpleQueue()
        self.hands: list[Hand] = []
        self.waiting: deque[Job] = deque()
        self.bad_starts = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for hand in self.hands:
            kill_tree(hand.process)
        for hand in self.hands:
            hand.end()
        self.hands.clear()

    def run(self, items: Iterable[Input]) -> Iterator[Outcome]:
        """The outcome of each input as it comes; they are begun in the order given."""
        self.waiting.extend(Job(item) for item in items)
        looked = time.monotonic()
        while self.waiting or any(hand.jobs for hand in self.hands):
            self.fill()
            with suppress(Empty):
                hand, message = self.events.get(timeout=TICK)
                yield from self.ended(hand) if message is None else self.heard(hand, message)
            if time.monotonic() - looked >= TICK:
                looked = time.monotonic()
                self.watch(looked)

    def fill(self) -> None:
        """Every process has a document, and a small one to go on with."""
        while self.waiting:
            small = self.waiting[0].item.size < AHEAD
            free = [hand for hand in self.hands if not hand.leaving and len(hand.jobs) < 1 + small]
            hand = min(free, key=lambda one: len(one.jobs), default=None)
            if (hand is None or hand.jobs) and len(self.hands) < self.count:
                hand = Hand(self.setting, self.events)
                self.hands.append(hand)
            if hand is None:
                return
            hand.take(self.waiting.popleft())

    def heard(self, hand: Hand, message: dict[str, Any]) -> Iterator[Outcome]:
        if "fatal" in message:
            raise OutputError(message["fatal"])
        if "ready" in message:
            hand.ready = True
            hand.begin()
            self.bad_starts = 0
        elif "started" in message:
            sha256, size, media_type = message["started"]
            hand.started = str(sha256), int(size), str(media_type)
        elif "outcome" in message and hand.jobs:
            hand.jobs.popleft()
            hand.begin()
            hand.done += 1
            outcome = outcome_from_json(message["outcome"])
            if hand.done >= DOCUMENTS or message["memory"] > SWOLLEN or outcome.cause == MEMORY or hand.leaving:
                hand.leave()
            yield outcome

    def ended(self, hand: Hand) -> Iterator[Outcome]:
        """A process is gone: by our hand, by the document it read, or by somebody else's doing."""
        self.hands.remove(hand)
        code, peak = hand.end()
        if not hand.ready and hand.sentence is None:
            self.bad_starts += 1
            if self.bad_starts >= TRIES:
                raise WorkerError(f"no process for reading documents can be started ({how_it_ended(code)})")
        job = hand.jobs.popleft() if hand.jobs and hand.ready else None
        self.waiting.extendleft(reversed(hand.jobs))
        if job is None:
            return
        failure = hand.sentence
        if failure is None and self.work.limits.memory and peak >= self.work.limits.memory * NEARLY:
            failure = out_of_memory(self.work.limits)
        if failure is None and job.tries + 1 < TRIES:
            self.waiting.appendleft(Job(job.item, job.tries + 1))
            return
        failure = failure or FailedError(CRASH, f"its reading process crashed ({how_it_ended(code)})")
        sha256, size, media_type = hand.started or ("", job.item.size, "")
        outcome = failed(job.item, failure.cause, str(failure), sha256, size, media_type)
        by_others = hand.sentence is None and -code == getattr(signal, "SIGKILL", 9)  # the next run may have better luck
        if sha256 and not by_others:
            keep_failure(self.store, key_of(sha256, job.item), outcome, failure.limit)
        yield outcome

    def watch(self, now: float) -> None:
        """Ends every process whose document goes beyond a limit; what becomes of it is told when its end is heard."""
        limits = self.work.limits
        for hand in self.hands:
            if not hand.jobs or hand.sentence is not None:
                continue
            if not hand.ready:
                if now - hand.since > START:
                    kill_tree(hand.process)
            elif limits.timeout and now - hand.since > limits.timeout:
                hand.sentence = out_of_time(limits)
                kill_tree(hand.process)
            elif limits.memory and memory_of(hand.process.pid) > limits.memory:
                hand.sentence = out_of_memory(limits)
                kill_tree(hand.process)


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
    """Folders of processes whose run was killed."""
    for path in Path(tempfile.gettempdir()).glob("postulat-worker-*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > 24 * 3600:
                shutil.rmtree(path, ignore_errors=True)
