"""Which documents the store has the results of already, so that a second run need not hand them to processes that read documents.

A document's bytes are hashed again each time, and of the stored result the head is looked at; what of it is damaged beyond that is
found where it is needed (`damaged`).
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TypeVar

from postulat import extract
from postulat.addresses import is_address
from postulat.inputs.input import Input
from postulat.options import Work
from postulat.storage.store import Store
from postulat.work.document import Outcome, failed, from_store, key_of, usable, with_timing

TOGETHER = 64
"""Documents that a thread looks at before it says what it found."""
AHEAD = 4
"""Lots for each thread that are under way together."""
MOST_NEW = 256
"""Documents that may be new before it is asked whether looking is worth it."""
PIECE = 256 * 1024
"""Bytes that are read at once."""

Given = TypeVar("Given")
Found = TypeVar("Found")


def known(documents: Sequence[Input], work: Work, store: Store) -> Generator[tuple[Input, Outcome | None], None, None]:
    """Each document, with its outcome where an earlier run worked it out.

    Looking ends where more is new than known: what is left is left to the engine, whose processes look themselves before they read.
    """
    if work.fresh or is_address(store.place) or not store.begun():
        yield from ((item, None) for item in documents)
        return
    new = 0
    with closing(in_threads(lambda item: look_up(item, work, store), documents, work.count)) as told:
        for number, (item, outcome) in enumerate(zip(documents, told, strict=True)):
            yield item, outcome
            new += outcome is None
            if new > MOST_NEW and 2 * new > number:
                break
        else:
            return
    yield from ((item, None) for item in documents[number + 1 :])


def look_up(item: Input, work: Work, store: Store) -> Outcome | None:
    """What an earlier run made of these bytes; None where that is not known, or cannot be known from here."""
    begin = time.perf_counter()
    if item.problem:
        return with_timing(failed(item, item.cause, item.problem), item, begin)
    if is_address(item.path) or item.size > extract.LARGEST_FILE:
        return None
    try:
        key = key_of(item.sha256 or sha256_of(item), item)
    except OSError:
        return None  # it is told of where it is read
    head = store.head(key)
    return with_timing(from_store(item, key, head), item, begin) if head is not None and usable(head, work) else None


def sha256_of(item: Input) -> str:
    made = hashlib.sha256()
    with Path(item.path).open("rb", buffering=0) as file:
        while size := file.readinto(room.bytes):
            made.update(room.bytes[:size])
    return made.hexdigest()


class Buffer(threading.local):
    """Where bytes are read to; memory that is asked for anew for each file costs more than hashing what comes to lie in it."""

    def __init__(self) -> None:
        self.bytes = memoryview(bytearray(PIECE))


room = Buffer()


def damaged(outcomes: Iterable[Outcome], work: Work, store: Store, closely: bool = False) -> set[str]:
    """The names of documents whose stored results are not whole, which are gone from the store after this.

    Looked at `closely` is also what they say; that takes as long as reading all of them.
    """
    whole: Callable[[str], object] = store.is_sound if closely else store.entry
    names = ((outcome.source, outcome.key) for outcome in outcomes if outcome.how == "kept" and outcome.key)
    told = in_threads(lambda name: None if whole(str(name[1])) else name[0], names, work.count)
    return {name for name in told if name is not None}


def in_threads(call: Callable[[Given], Found], given: Iterable[Given], count: int) -> Generator[Found, None, None]:
    """What the call gives of each, in order; only a few lots are under way, so that it may be of any number. One lot alone needs no
    thread beside this one."""
    rest = iter(given)
    first = list(islice(rest, TOGETHER))
    if len(first) < TOGETHER:
        yield from call_each(call, first)
        return
    from concurrent.futures import Future, ThreadPoolExecutor

    with ThreadPoolExecutor(count) as threads:
        under_way: deque[Future[list[Found]]] = deque([threads.submit(call_each, call, first)])
        while lot := list(islice(rest, TOGETHER)):
            under_way.append(threads.submit(call_each, call, lot))
            if len(under_way) >= AHEAD * count:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()


def call_each(call: Callable[[Given], Found], lot: list[Given]) -> list[Found]:
    return [call(one) for one in lot]
