"""Another program, run once in a process with limits on time, memory and what it writes; nothing of it is left afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from postulat.extract.errors import ReadError


class ProgramLimits(NamedTuple):
    """What a program may use: seconds (of the clock and of a core), kilobytes of address space, kilobytes of one written file."""

    seconds: int
    memory: int
    output: int

    @property
    def script(self) -> str:
        """Sets the limits in a shell and becomes the program; file sizes count in 512 bytes there."""
        return f'ulimit -c 0; ulimit -t {self.seconds}; ulimit -v {self.memory}; ulimit -f {self.output * 2}; exec "$@"'


def run(name: str, command: Sequence[str], folder: Path, limits: ProgramLimits, environment: Mapping[str, str]) -> bytes:
    """What the program complains of. `name` is what people call it; `folder` is where it works and keeps its files."""
    posix = os.name == "posix"
    process = subprocess.Popen(
        ["/bin/sh", "-c", limits.script, "sh", *command] if posix else list(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=os.environ | {"TMPDIR": str(folder), **environment},
        start_new_session=posix,
    )
    try:
        return process.communicate(timeout=limits.seconds)[1]
    except subprocess.TimeoutExpired as error:
        raise ReadError(f"{name} takes longer than {limits.seconds} seconds") from error
    finally:
        stop(process, posix)


def stop(process: subprocess.Popen[bytes], posix: bool) -> None:
    """Ends whatever is left of the process and its children."""
    with suppress(ProcessLookupError, PermissionError):
        if posix:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
    if process.stderr is not None:
        process.stderr.close()
