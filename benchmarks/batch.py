"""How a run over an archive goes: documents a second by workers, a second run, memory over time, and joining by size.

    python benchmarks/batch.py [DOCUMENTS]

The archive is made here from the samples: web pages, Word files, PDFs and text in the mixture of an office's archive, each with
bytes and submitters of its own. Each run is the command as a person types it, in a process of its own; the memory of the command
and of its workers is looked at twice a second.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
DOCUMENTS = 10_000
MIXTURE = {
    "krakow-html": 30,
    "ministry-matrix": 10,
    "sections-and-dittos": 10,
    "krakow-docx": 20,
    "krakow-pdf": 20,
    "krakow-text": 10,
}
"""Share of each kind, in percent."""
SIZES = (0.1, 0.3, 1.0)
"""Parts of the archive that are joined, to see how the time grows."""
PAUSE = 0.5


def archive(folder: Path, count: int) -> None:
    """Writes the documents; the same count gives the same archive."""
    chance = random.Random(count)
    sources = {name: next((SAMPLES / name).glob("source.*")) for name in MIXTURE}
    contents = {name: path.read_bytes() for name, path in sources.items()}
    for number, name in enumerate(chance.choices(list(MIXTURE), list(MIXTURE.values()), k=count)):
        place = folder / f"{number % 100:02}" / f"{number:06}{sources[name].suffix}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(variant(contents[name], place.suffix, number))


def variant(content: bytes, suffix: str, number: int) -> bytes:
    """The document with bytes of its own, and where it is text, with a submitter of its own."""
    if suffix in (".html", ".txt"):
        text = content.decode().replace("KDO ds. Młodzieży", f"Fundacja Przykład {number % 4000}")
        return (text + f"<!-- {number} -->" if suffix == ".html" else f"{text}\n{number}\n").encode()
    if suffix == ".pdf":
        return content + f"\n%{number}\n".encode()
    comment = str(number).encode()  # of a ZIP archive: its length stands in the two bytes before it
    return content[:-2] + len(comment).to_bytes(2, "little") + comment


def descendants(root: int) -> Iterator[int]:
    waiting = [root]
    while waiting:
        process = waiting.pop()
        yield process
        for path in Path(f"/proc/{process}/task").glob("*/children"):
            waiting.extend(map(int, path.read_text().split()))


def memory(root: int) -> float:
    """Megabytes of a process and those below it."""
    total = 0
    for process in descendants(root):
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
        total += int(found[1]) if found else 0
    return total / 1024


def run(documents: Path, out: Path, *options: str) -> tuple[float, list[float], dict[str, float]]:
    """Seconds, memory over time, and the seconds of each part."""
    command = [sys.executable, "-m", "postulat", "run", str(documents), "-o", str(out), "-q", *options]
    seen: list[float] = []
    begin = time.perf_counter()
    with subprocess.Popen(command) as process:
        stop = threading.Event()
        watcher = threading.Thread(target=watch, args=(process.pid, seen, stop.is_set))
        watcher.start()
        process.wait()
        stop.set()
        watcher.join()
    seconds = time.perf_counter() - begin
    if process.returncode:
        raise SystemExit(f"the run ended with {process.returncode}")
    return seconds, seen, json.loads((out / "run.json").read_text("utf-8"))["seconds"]


def watch(process: int, seen: list[float], stopped: Callable[[], bool]) -> None:
    while not stopped():
        with suppress(OSError):  # a process may end while it is looked at
            seen.append(memory(process))
        time.sleep(PAUSE)


def slope(values: list[float]) -> float:
    """By how much the second half grows, as a share of its mean."""
    half = values[len(values) // 2 :]
    if len(half) < 4:
        return 0.0
    line = statistics.linear_regression(range(len(half)), half)
    return line.slope * len(half) / statistics.mean(half)


def main(count: int) -> None:
    with tempfile.TemporaryDirectory(prefix="postulat-") as name:
        folder = Path(name)
        archive(folder / "archive", count)
        print(f"{count:,} documents, {sum(path.stat().st_size for path in folder.rglob('*.*')) / 1024**2:.0f} MB\n")
        print("| run | s | documents a second | peak MB | growth of the last half |")
        print("| --- | ---: | ---: | ---: | ---: |")
        times = {}
        for workers in (1, 2):
            shutil.rmtree(folder / "out", ignore_errors=True)
            seconds, seen, parts = run(folder / "archive", folder / "out", "--workers", str(workers), "--format", "csv")
            times[workers] = parts["reading"]
            rate = count / parts["reading"]
            growth = slope(seen[: max(8, int(len(seen) * parts["reading"] / seconds))])
            print(
                f"| first, {workers} worker{'s' * (workers > 1)} | {seconds:.1f} | {rate:.1f} | {max(seen):.0f} | {growth:+.1%} |"
            )
        again, _, _ = run(folder / "archive", folder / "out", "--workers", "2", "--format", "csv")
        print(f"| again, nothing new | {again:.1f} | {count / again:.0f} | | |")
        print(f"\ntwo workers read {times[1] / times[2]:.2f} times as fast as one")
        print(f"an unchanged archive takes {again / seconds:.1%} of the first run")
        print("\n| documents joined | joining s | writing s | peak MB |\n| ---: | ---: | ---: | ---: |")
        for share in SIZES:
            part = folder / "part"
            shutil.rmtree(part, ignore_errors=True)
            shutil.copytree(folder / "out" / ".postulat", part / ".postulat")
            few = sorted((folder / "archive").glob("*"))[: max(1, int(100 * share))]
            listed = folder / "list.txt"
            listed.write_text("".join(f"{path}\n" for path in few), "utf-8")
            _, seen, parts = run(Path(f"@{listed}"), part, "--workers", "1", "--format", "csv")
            joined = sum(1 for path in few for _ in path.iterdir())
            print(f"| {joined:,} | {parts['joining']:.1f} | {parts['writing']:.1f} | {max(seen):.0f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS)
