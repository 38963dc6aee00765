"""What a command costs before and beside its work: processor seconds of the help, of one document shown, and of a run over one.

    python benchmarks/start_up.py [DOCUMENT] [--rounds 5]

Each command is a program of its own, its processes are counted with it, and the least of the rounds is told: what more there is
comes of the machine. Modules are compiled before the first round, whatever the environment says of writing them.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parent.parent / "samples" / "krakow-html" / "source.html"


def spent(words: list[str], folder: str) -> float:
    """Processor seconds of a command and of all its processes."""
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    variables["PYTHONPYCACHEPREFIX"] = f"{folder}/compiled"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "postulat", *words], check=True, stdout=subprocess.DEVNULL, cwd=folder, env=variables)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(given: argparse.Namespace) -> None:
    document = str(given.document.resolve())
    commands = {
        "`--help`": lambda number: ["--help"],
        "`show FILE`": lambda number: ["show", document],
        "`run FILE -o OUT --format csv`": lambda number: ["run", document, "-o", f"out{number}", "--format", "csv"],
    }
    print("| command | processor s |\n| --- | ---: |")
    with tempfile.TemporaryDirectory(prefix="postulat-") as folder:
        for name, words in commands.items():
            rounds = [spent(words(number), folder) for number in range(given.rounds + 1)]
            print(f"| {name} | {min(rounds[1:]):.2f} |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Processor time of short commands.")
    parser.add_argument("document", nargs="?", type=Path, default=DOCUMENT)
    parser.add_argument("--rounds", type=int, default=5)
    main(parser.parse_args())
