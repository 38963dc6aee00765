"""Crawls a source in a process of its own, from any program, as often as wanted."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from postulat.extract.fetch.crawl.crawl import Event
from postulat.extract.fetch.crawl.worker import CrawlJob
from postulat.extract.fetch.errors import FetchError
from postulat.extract.fetch.sources.source import Source

GRACE = 20.0  # seconds that a worker has to end its page when we are stopped


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one run: `ok`, `limit` or `failed`, why, and how many pages were new, changed, same, gone, failed."""

    source: str
    run: str
    outcome: str
    reason: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    resumed: bool = False
    received: int = 0


def fetch(source: Source, archive: Path, user_agent: str = "postulat", hear: Callable[[Event], None] = lambda _: None) -> Result:
    """Fetches a source into an archive. `hear` is told of each page.

    A run that was interrupted is gone on with. Raises `FetchError` where the crawl could not be done at all.
    """
    worker = start(CrawlJob(source, archive, user_agent))
    complaints: list[bytes] = []
    listener = Thread(target=lambda: complaints.extend(worker.stderr or ()), daemon=True)
    listener.start()
    told: dict[str, object] = {}
    try:
        for line in worker.stdout or ():
            told = json.loads(line)
            if "url" in told:
                hear(Event(**told))  # type: ignore[arg-type]
        worker.wait()
    except BaseException:
        stop(worker)
        raise
    finally:
        listener.join(GRACE)
        for stream in (worker.stdout, worker.stderr):
            if stream is not None:
                stream.close()
    if "error" in told and "url" not in told:
        error = FetchError(str(told["error"]))
        error.add_note(b"".join(complaints).decode("utf-8", "replace"))
        raise error
    if "outcome" not in told:
        last = complaints[-1].decode("utf-8", "replace").strip() if complaints else f"ended with code {worker.returncode}"
        raise FetchError(f"{source.name}: the crawl ended suddenly ({last[:300]}); fetch again to go on")
    return Result(source.name, **told)  # type: ignore[arg-type]


def start(job: CrawlJob) -> subprocess.Popen[bytes]:
    """A worker at its job."""
    code = "import sys; from postulat.extract.fetch.crawl.worker import main; sys.exit(main())"
    house = str(Path(__file__).parents[4])
    path = os.pathsep.join(filter(None, (house, os.environ.get("PYTHONPATH", ""))))
    worker = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert worker.stdin is not None
    with worker.stdin:
        worker.stdin.write(pickle.dumps(job))
    return worker


def stop(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(GRACE)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
