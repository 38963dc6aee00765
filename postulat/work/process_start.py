"""How a process that works for a run begins: as a fork of the command, which has imported half of it already, or as a new program.

A fork is taken where it is safe: in a command of ours on Linux, before anything has started a second thread. What a fork must not
have of the command is taken from it before it works: open files, answers to signals, the folder the command was called in.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, NoReturn

from postulat.language.chosen import speak
from postulat.normalize.wording import ENGLISH

if TYPE_CHECKING:
    import subprocess

ABOVE = str(Path(__file__).parent.parent.parent)
"""The folder that holds the package."""
LAST_STREAM = 2
"""The number of the error output; above it are files."""
MADE_BETWEEN_LOOKS = 20_000
"""Objects that a command makes before Python looks for rubbish among them: modules and tables alone are a hundred thousand."""
_command = [False]


def this_is_the_command() -> None:
    """Says that this process runs a command and nothing else: no program of somebody's, whose files and threads we do not know.

    Nor whose rubbish: what is made at the start stays, so it is looked through more rarely.
    """
    _command[0] = True
    gc.set_threshold(MADE_BETWEEN_LOOKS)


def started(module: str, environment: Mapping[str, str]) -> subprocess.Popen[bytes] | Fork:
    """A process that runs `main` of a module, with lines of its input and output at hand and the variables of its own."""
    if may_fork():
        return Fork(module, environment)
    import subprocess

    program = f"import sys; sys.path.insert(0, {ABOVE!r}); from {module} import main; main()"
    return subprocess.Popen(
        [sys.executable, "-P", "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | environment,
        start_new_session=True,  # Ctrl-C is the run's to answer
    )


def may_fork() -> bool:
    if not _command[0] or sys.platform != "linux":
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - threads of libraries count, too
    except OSError:
        return False


class Fork:
    """A process made by a fork, with as much of `subprocess.Popen` as its run asks for."""

    def __init__(self, module: str, environment: Mapping[str, str]) -> None:
        inward, to_it = os.pipe()
        from_it, outward = os.pipe()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        self.returncode: int | None = None
        self.pid = os.fork()
        if not self.pid:
            work_and_end(lambda: import_module(module).main(), inward, outward, environment)
        os.close(inward)
        os.close(outward)
        self.stdin: IO[bytes] = os.fdopen(to_it, "wb")
        self.stdout: IO[bytes] = os.fdopen(from_it, "rb")

    def kill(self) -> None:
        if self.returncode is None:
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        if self.returncode is None:
            try:
                self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            except ChildProcessError:
                self.returncode = 0  # as `subprocess` has it where somebody else has waited
        return self.returncode


def work_and_end(work: Callable[[], None], inward: int, outward: int, environment: Mapping[str, str]) -> NoReturn:
    """What the fork does; it ends here, whatever comes, and does nothing that the command wanted to do at its own end."""
    import tempfile

    code = 1
    try:
        become_worker(inward, outward)
        os.environ.update(environment)
        tempfile.tempdir = None
        work()
        code = 0
    finally:
        os._exit(code)


def become_worker(inward: int, outward: int) -> None:
    os.setsid()  # Ctrl-C is the run's to answer
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    gc.freeze()  # what the command holds is not the fork's to take apart
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream, file in enumerate((inward, outward, nowhere)):
        os.dup2(file, stream)
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208
        with suppress(OSError):
            if int(name) > LAST_STREAM:
                os.close(int(name))
    inherited.extend((sys.stdin, sys.stdout, sys.stderr))
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115 - as long as the fork lives
    speak(ENGLISH)
    if not sys.flags.safe_path:
        sys.path[0] = ABOVE  # it was the folder of the command, or the one it was called in


inherited: list[object] = []
"""Streams of the command: were they to go, what they still hold would be written."""


def quiet_output() -> BinaryIO:
    """Where answers go. What a library prints goes nowhere: it would be taken for an answer."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return answers
