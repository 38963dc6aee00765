"""A run in the background, as the page sees it: how far it is, what failed, how it ended; it can be stopped."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from postulat.extract.errors import one_line
from postulat.local_page.processes.child_process import close, events, start
from postulat.local_page.words import of_program
from postulat.work.limits import kill_tree

MOST_FAILURES = 200
"""Documents that the page names; `failures.csv` has all."""
STARTING, RUNNING, DONE, FAILED, STOPPED = "starting", "running", "done", "failed", "stopped"
TO_STOP = 10.0
"""Seconds that a run has to stop by itself, with what it has read kept."""


class BackgroundRun:
    """One run; `ended` is called in its own thread when it is over, with True where there are new tables."""

    def __init__(self, order: Mapping[str, Any], folder: Path, ended: Callable[[bool], None]) -> None:
        self.order = order
        self.folder = folder
        self.ended = ended
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.state = STARTING
        self.total = self.count = self.known = 0
        self.failures: list[dict[str, str]] = []
        self.failed = 0
        self.doubts: list[str] = []
        self.step = ""
        self.end: dict[str, Any] = {}
        self.begun = time.monotonic()
        self.wanted = True
        self.thread = threading.Thread(target=self.work, name="run", daemon=True)
        self.thread.start()

    @property
    def active(self) -> bool:
        return self.state in (STARTING, RUNNING)

    def work(self) -> None:
        """The child dies with the thread that started it, so the thread that listens starts it."""
        state = FAILED
        try:
            self.listen()
            state = str(self.end.get("state", STOPPED if not self.wanted else FAILED))
            self.ended(state == DONE)
        except OSError as error:
            self.end = {"message": one_line(error)}
        finally:
            if state == FAILED and not {"word", "message"} & self.end.keys():
                self.end = {"word": "run.crashed"}
            self.state = state if state in (DONE, STOPPED) else FAILED

    def listen(self) -> None:
        with self.lock:
            self.process = start("run_process", self.order, self.folder)
        try:
            if not self.wanted:
                self.process.terminate()
            for event in events(self.process):
                self.hear(event)
        finally:
            kill_tree(self.process)
            close(self.process)

    def hear(self, event: Mapping[str, Any]) -> None:
        kind = event.get("event")
        if kind == "found":
            self.total, self.begun, self.state = int(event.get("documents", 0)), time.monotonic(), RUNNING
            self.count = self.known = self.failed = 0
            self.failures = []
        elif kind == "done":
            self.count += 1
            self.known += event.get("how") == "kept"
            if event.get("error"):
                self.failed += 1
                if len(self.failures) < MOST_FAILURES:
                    told = {name: str(event.get(name) or "") for name in ("source", "cause", "error")}
                    self.failures.append(told)
        elif kind == "step":
            self.step = str(event.get("name", ""))
        elif kind == "doubt" and len(self.doubts) < MOST_FAILURES:
            self.doubts.append(str(event.get("message", "")))
        elif kind == "end":
            self.end = {name: value for name, value in event.items() if name != "event"}

    def as_json(self) -> dict[str, Any]:
        read = self.count - self.known
        rate = read / max(time.monotonic() - self.begun, 0.001)
        left = round((self.total - self.count) / rate) if rate and self.state == RUNNING and not self.step else None
        return {
            "state": self.state,
            "total": self.total,
            "done": self.count,
            "known": self.known,
            "failed": self.failed,
            "failures": [row | {"error": of_program(row["error"])} for row in self.failures],
            "doubts": [of_program(line) for line in self.doubts],
            "step": self.step,
            "seconds_left": left,
            **{name: self.end[name] for name in ("word", "read", "postulates") if name in self.end},
            **({"message": of_program(str(self.end["message"]))} if "message" in self.end else {}),
        }

    def stop(self) -> None:
        """Asks it to stop as Ctrl-C does; what was read is kept, and the next run goes on from there."""
        self.wanted = False
        with self.lock:
            process = self.process
        if process is not None and process.poll() is None:
            with suppress(OSError):
                process.send_signal(signal.SIGTERM) if sys.platform != "win32" else process.terminate()
            timer = threading.Timer(TO_STOP, kill_tree, (process,))
            timer.daemon = True
            timer.start()
