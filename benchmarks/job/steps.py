"""The whole job of this project on documents, bytes in and tables out, each step timed on the processor."""

from __future__ import annotations

import functools
import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

READ, UNDERSTAND, STANCES, MENTIONS, TOPICS, PROMISES = "read", "rows, names, meeting", "stances", "mentions", "topics", "promises"
JOIN, LINKS, WRITE = "join", "links", "write CSV"
STEPS = (READ, UNDERSTAND, STANCES, MENTIONS, TOPICS, PROMISES, JOIN, LINKS, WRITE)
UNDERSTANDING = (UNDERSTAND, STANCES, MENTIONS, TOPICS, PROMISES)
WITHIN = (
    ("postulat.normalize.matrix.postulates", "judge", STANCES),
    ("postulat.normalize.builder", "mentions", MENTIONS),
    ("postulat.normalize.minutes", "note_topics", TOPICS),
    ("postulat.normalize.minutes", "note_commitments", PROMISES),
)
"""Calls of the understanding that are timed apart."""
OPTIONAL = (TOPICS, PROMISES, LINKS)
"""Steps that `--no-topics`, `--no-promises` and `--no-links` leave out."""


class Job(NamedTuple):
    """Seconds of each step, megabytes gained at the peak, and what came out."""

    seconds: dict[str, float]
    peak: float
    postulates: int
    pages: int

    @property
    def whole(self) -> float:
        return sum(self.seconds.values())

    @property
    def added(self) -> float:
        """What the steps that can be left out add, as a part of all others."""
        extra = sum(self.seconds[step] for step in OPTIONAL)
        return extra / (self.whole - extra)

    @property
    def understanding(self) -> float:
        return sum(self.seconds[step] for step in UNDERSTANDING)


def timed(seconds: dict[str, float], step: str, call: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(call)
    def run(*given: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return call(*given, **named)
        finally:
            seconds[step] += time.process_time() - start

    return run


def whole_job(files: Sequence[Path]) -> Job:
    """All steps for some files, as a run of one process does them, one file after the other; files are read before time runs."""
    from importlib import import_module

    from postulat import extract
    from postulat.export import write
    from postulat.normalize import combine, normalize
    from postulat.normalize.links.linking import with_links

    seconds: dict[str, float] = defaultdict(float)
    before = []
    for module, name, step in WITHIN:
        where = import_module(module)
        before.append((where, name, getattr(where, name)))
        setattr(where, name, timed(seconds, step, getattr(where, name)))
    base = held()
    made = []
    try:
        for file in files:
            data = file.read_bytes()
            document = timed(seconds, READ, extract.read)(data, file.name)
            made.append(timed(seconds, UNDERSTAND, normalize)(document))
    finally:
        for where, name, call in before:
            setattr(where, name, call)
    seconds[UNDERSTAND] -= sum(seconds[step] for step in UNDERSTANDING[1:])
    records = timed(seconds, LINKS, with_links)(timed(seconds, JOIN, combine)(made))
    with tempfile.TemporaryDirectory() as folder:
        timed(seconds, WRITE, write)(records, Path(folder), ["csv"])
    pages = sum(row.page_count or 1 for row in records.documents)
    return Job({step: seconds[step] for step in STEPS}, peak() - base, len(records.postulates), pages)


def held(name: str = "VmRSS") -> float:
    """Megabytes of this process by the system's own count; 0 where it tells none."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next((line for line in status.read_text().splitlines() if line.startswith(f"{name}:")), "0 0")
    return int(line.split()[1]) / 1024


def peak() -> float:
    return held("VmHWM")


if __name__ == "__main__":  # one process for each measurement: a warm-up, then the files that count
    warm_up, *given = map(Path, sys.argv[1:])
    whole_job([warm_up])
    print(json.dumps(whole_job(given)))
