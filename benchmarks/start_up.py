"""What a command costs before and beside its work: processor seconds of the help, of one document shown, and of a run over one.

    python benchmarks/start_up.py [DOCUMENT] [--rounds 5]

Each command is a program of its own, its processes are counted with it, and the least of the rounds is told: what more there is
comes of the machine. Before the first round modules are compiled and patterns kept (`postulat/work/pattern_keeping.py`) in a folder
that is removed; with --unkept the patterns are not, as for who calls the program once.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parent.parent / "samples" / "krakow-html" / "source.html"

WHOLE = 100_000
"""Bytes that the file of kept patterns surely has when it is made."""
LONGEST = 120.0
"""Seconds that its making may take."""


def spent(words: list[str], folder: str) -> float:
    """Processor seconds of a command and of all its processes."""
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    variables |= {"PYTHONPYCACHEPREFIX": f"{folder}/compiled", "XDG_CACHE_HOME": f"{folder}/cache"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "postulat", *words], check=True, stdout=subprocess.DEVNULL, cwd=folder, env=variables)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def make_ready(document: str, folder: str, kept: bool) -> None:
    """Has modules compiled, and patterns kept or kept from being so."""
    if not kept:
        Path(folder, "cache").write_text("no folder", encoding="utf-8")
    for _ in range(2):
        spent(["show", document], folder)
    end = time.monotonic() + LONGEST
    while kept and not any(path.stat().st_size > WHOLE for path in Path(folder, "cache", "postulat").iterdir()):
        if time.monotonic() > end:
            raise SystemExit("no patterns were kept")
        time.sleep(0.5)


def main(given: argparse.Namespace) -> None:
    document = str(given.document.resolve())
    commands = {
        "`--help`": lambda number: ["--help"],
        "`show FILE`": lambda number: ["show", document],
        "`run FILE -o OUT --format csv`": lambda number: ["run", document, "-o", f"out{number}", "--format", "csv"],
    }
    print("| command | processor s |\n| --- | ---: |")
    with tempfile.TemporaryDirectory(prefix="postulat-") as folder:
        make_ready(document, folder, not given.unkept)
        for name, words in commands.items():
            rounds = [spent(words(number), folder) for number in range(given.rounds)]
            print(f"| {name} | {min(rounds):.2f} |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Processor time of short commands.")
    parser.add_argument("document", nargs="?", type=Path, default=DOCUMENT)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--unkept", action="store_true")
    main(parser.parse_args())
