"""A step over all documents, done part by part: by several processes of this machine, by a cluster, or here.

A part is named by a few words and numbers, and what becomes of it lies in files; so it is all the same who does it. A part that a
process could not do is done here once more, so that what is wrong with it is said as ever.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from importlib import import_module
from queue import SimpleQueue
from typing import Any

from postulat.options import Work
from postulat.storage.fingerprints import writing_rules
from postulat.work.limits import die_with_parent, kill_tree
from postulat.work.process_start import quiet_output, started

PARTS_A_PROCESS = 2
"""Parts from which on another process is worth its start."""

Task = dict[str, Any]
"""What a step is told of a part, and what it answers: plain values."""
Answers = Generator[Task | None, None, None]
"""None where somebody could not do a part."""


def spread(step: str, tasks: Sequence[Task], work: Work) -> Iterator[Task]:
    """The answers in the order of the tasks. `step` is a function that can be imported, as `postulat.some.module:name`."""
    count = min(work.count, len(tasks) // PARTS_A_PROCESS)
    if work.engine == "dask" and work.scheduler is not None:
        answers = on_cluster(step, tasks, work)
    elif count > 1:
        answers = in_processes(step, tasks, count)
    else:
        answers = by_nobody(tasks)
    with closing(answers):
        for task, answer in zip(tasks, answers, strict=True):
            yield done(step, task) if answer is None else answer


def by_nobody(tasks: Sequence[Task]) -> Generator[None, None, None]:
    for _ in tasks:
        yield None


def done(step: str, task: Task) -> Task:
    module, _, name = step.partition(":")
    answer: Task = getattr(import_module(module), name)(task)
    return answer


def done_or_none(step: str, task: Task) -> Task | None:
    """The same in another process: the run does itself what fails there, and meets the same error where it can be told."""
    with suppress(Exception):
        return done(step, task)
    return None


class Hand:
    """A process that does one part after the other."""

    def __init__(self) -> None:
        self.process = started(__name__, {})
        self.say(os.getpid())

    def say(self, message: object) -> None:
        assert self.process.stdin is not None
        with suppress(OSError, ValueError):
            self.process.stdin.write(json.dumps(message).encode() + b"\n")
            self.process.stdin.flush()

    def do(self, step: str, task: Task) -> Task | None:
        """The answer; None where there is none."""
        assert self.process.stdout is not None
        self.say([step, task])
        with suppress(OSError, ValueError):
            answer: Task | None = json.loads(self.process.stdout.readline() or b"null")
            return answer
        return None

    def end(self) -> None:
        kill_tree(self.process)
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def in_processes(step: str, tasks: Sequence[Task], count: int) -> Answers:
    """The answers by so many processes, each of which a thread leads."""
    hands = [Hand() for _ in range(count)]
    free: SimpleQueue[Hand] = SimpleQueue()
    for hand in hands:
        free.put(hand)

    def lead(task: Task) -> Task | None:
        hand = free.get()
        try:
            return hand.do(step, task)
        finally:
            free.put(hand)

    from concurrent.futures import ThreadPoolExecutor

    threads = ThreadPoolExecutor(count)
    try:
        yield from threads.map(lead, tasks)
    finally:
        for hand in hands:
            hand.end()
        threads.shutdown(cancel_futures=True)


def on_cluster(step: str, tasks: Sequence[Task], work: Work) -> Answers:
    """The answers of a Dask cluster; None for all that is left when it is lost."""
    from postulat.work.dask_engine import connected

    left = len(tasks)
    with suppress(Exception), connected(work) as client:
        futures = [client.submit(on_worker, step, task, writing_rules(), pure=False) for task in tasks]
        for future in futures:
            try:
                answer = future.result()
            except Exception:
                answer = None
            left -= 1
            yield answer
    yield from [None] * left


def on_worker(step: str, task: Task, rules: str) -> Task | None:
    """What a worker of the cluster does; nothing where it has another version of the program."""
    return done(step, task) if rules == writing_rules() else None


def main() -> None:
    """The process: parts come as lines of JSON, answers go as lines of JSON, until the run closes the line or ends."""
    answers = quiet_output()
    die_with_parent(json.loads(sys.stdin.buffer.readline()))
    for line in sys.stdin.buffer:
        answers.write(json.dumps(done_or_none(*json.loads(line))).encode() + b"\n")
        answers.flush()
