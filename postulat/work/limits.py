"""What a process uses, what it may use, and how it is ended with all that it has started."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

MEGABYTE = 1024 * 1024
DIE_WITH_PARENT = 1
"""The number of Linux's `prctl` for that."""
NEARLY = 0.9
"""Share of the memory limit that tells a process which died of it from one that died of something else."""


class Process(Protocol):
    """A process that this one has started."""

    pid: int
    returncode: Any
    """None as long as nobody has heard of its end."""

    def kill(self) -> None: ...

    def wait(self) -> int: ...


def memory_of(pid: int) -> int:
    """Megabytes that the process holds in memory; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE") // MEGABYTE
    except (OSError, ValueError, IndexError, AttributeError):
        return 0


def limit_memory(megabytes: int) -> None:
    """Have this process's own requests for memory refused above the limit, which is quicker than being watched."""
    if megabytes and sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = megabytes * MEGABYTE
        resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def die_with_parent(parent: int) -> None:
    """End this process when its parent ends, however that comes: nobody would take what it finds."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, int(signal.SIGKILL))
    if os.getppid() != parent:
        os._exit(1)


def kill_tree(process: Process) -> None:
    """End a process and what it has started, also what has made itself a session of its own."""
    below = descendants(process.pid)
    with suppress(OSError):
        process.kill()
    for pid in below:
        with suppress(OSError):
            os.kill(pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)


def descendants(pid: int) -> list[int]:
    found: list[int] = []
    waiting = [pid]
    for here in waiting:
        for tasks in Path(f"/proc/{here}/task").glob("*/children"):
            with suppress(OSError, ValueError):
                below = [int(word) for word in tasks.read_bytes().split()]
                waiting += below
                found += below
    return found


def end_of(process: Process) -> tuple[int, int]:
    """Waits for a process; its exit code (negative for a signal) and the most megabytes it ever held, 0 where not told."""
    if hasattr(os, "wait4") and process.returncode is None:
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except ChildProcessError:
            return process.wait(), 0
        process.returncode = os.waitstatus_to_exitcode(status)
        return process.returncode, usage.ru_maxrss // (1024 if sys.platform != "darwin" else MEGABYTE)
    return process.wait(), 0
