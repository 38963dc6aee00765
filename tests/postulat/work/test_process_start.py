"""Processes of a command begin as its forks where that is safe; they hold nothing of it that they should not, and find the same."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from programs import SECONDS
from repository import SAMPLES

from postulat.work.process_start import may_fork

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every process is a new program")
SAMPLE = next((SAMPLES / "krakow-html").glob("source.*"))
AS_A_FUNCTION = "import sys; from postulat.commands.cli import main; sys.exit(main(sys.argv[1:]))"
WATCHED = """
import subprocess, sys
from pathlib import Path
import morfeusz2

def opened(*given, create=morfeusz2.Morfeusz, **named):
    with Path(told).open("a") as file:
        file.write("dictionary\\n")
    return create(*given, **named)

def started(*given, start=subprocess.Popen.__init__, **named):
    with Path(told).open("a") as file:
        file.write("program\\n")
    start(*given, **named)

morfeusz2.Morfeusz = opened
subprocess.Popen.__init__ = started
told = sys.argv.pop(1)
from postulat.commands.cli import main
sys.exit(main())
"""
REPORT = """
import json, os, sys

def main():
    places = [f"/proc/self/fd/{name}" for name in os.listdir("/proc/self/fd")]
    files = sorted(os.readlink(place).partition(":")[0] for place in places if os.path.islink(place))
    told = {"files": files, "leads": os.getsid(0) == os.getpid(), "place": os.environ["TMPDIR"]}
    print(json.dumps(told), flush=True)
    sys.stdin.readline()
    print("more", flush=True)
"""
STARTING = """
import sys, threading
from pathlib import Path
from postulat.work.process_start import started, this_is_the_command

this_is_the_command()
held = Path("held").open("w")
held.write("not written twice")
sys.stdout.write("begun\\n")
if sys.argv[1] == "threads":
    threading.Thread(target=threading.Event().wait, daemon=True).start()
process = started("report", {"TMPDIR": "elsewhere"})
print(type(process).__name__)
print(process.stdout.readline().decode(), end="")
process.stdin.close()
print(process.stdout.readline().decode(), process.wait(), end="")
"""


def output(*words: object, folder: Path, **more: str) -> str:
    command = [sys.executable, *map(str, words)]
    run = subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=SECONDS, check=False, env=more or None)
    assert run.returncode == 0, run.stderr
    return run.stdout


@LINUX
def test_a_document_is_shown_by_one_program_that_opens_its_dictionary_once(tmp_path: Path) -> None:
    shown = output("-c", WATCHED, tmp_path / "told", "show", SAMPLE, folder=tmp_path)
    assert (tmp_path / "told").read_text().split() == ["dictionary"]
    assert shown == output("-c", AS_A_FUNCTION, "show", SAMPLE, folder=tmp_path), "a new program finds the same"


@LINUX
def test_a_document_is_read_joined_and_written_with_one_dictionary(tmp_path: Path) -> None:
    output("-c", WATCHED, tmp_path / "told", "run", SAMPLE, "-o", "out", "--format", "csv", folder=tmp_path)
    assert (tmp_path / "told").read_text().split().count("dictionary") == 1


@LINUX
@pytest.mark.parametrize(("how", "kind"), [("alone", "Fork"), ("threads", "Popen")])
def test_a_process_has_nothing_of_the_command_but_its_lines(how: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / "report.py").write_text(REPORT)
    (tmp_path / "starting.py").write_text(STARTING)
    begun, name, line, more, code = output("starting.py", how, folder=tmp_path, PYTHONPATH=str(tmp_path)).split("\n", 4)
    told = json.loads(line)
    assert (begun, name, more, code) == ("begun", kind, "more", " 0")
    assert told["files"] == ["/dev/null", "pipe", "pipe"]
    assert told["leads"]
    assert told["place"] == "elsewhere"
    assert (tmp_path / "held").read_text() == "not written twice"


def test_somebody_elses_program_is_never_forked() -> None:
    assert not may_fork()
