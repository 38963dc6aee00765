"""How a run over an archive goes: documents a second by workers, a second run, memory over time, and joining by size.

    python benchmarks/batch.py [DOCUMENTS] [--workers 1,2]

The archive is made here from the samples: web pages, Word files, PDFs and text in the mixture of an office's archive, each with
bytes and submitters of its own. Each run is the command as a person types it, in a process of its own; the memory of the command
and of its workers is looked at twice a second. Where other work wants the machine, compare the seconds of the processor.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

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
FILLED = (20 * 1024, 50 * 1024)
"""Bytes that a smaller document is filled up to, at random."""
SIZES = (0.1, 0.3, 1.0)
"""Parts of the archive that are joined, to see how the time grows."""
PAUSE = 0.5
"""Seconds between two looks at the memory."""
FEWEST = 4
"""Samples for a line, or for the mean of a worker."""
WHOLE = 0.8
"""Share of the usual life of a worker that one must have had for its mean to count."""
FEWEST_LIVES = 3
"""Workers that lived in the last half, for a line through them."""


def archive(folder: Path, count: int) -> None:
    """Writes the documents; the same count gives the same archive."""
    chance = random.Random(count)
    sources = {name: next((SAMPLES / name).glob("source.*")) for name in MIXTURE}
    contents = {name: path.read_bytes() for name, path in sources.items()}
    for number, name in enumerate(chance.choices(list(MIXTURE), list(MIXTURE.values()), k=count)):
        place = folder / f"{number % 100:02}" / f"{number:06}{sources[name].suffix}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(variant(contents[name], place.suffix, number, chance.randint(*FILLED)))


def variant(content: bytes, suffix: str, number: int, size: int) -> bytes:
    """The document with bytes of its own, where it is text with a submitter of its own, and as large as this if it is smaller.

    Documents are begun by size. Were those of a kind of one size, the memory over time would be that of one kind after another.
    """
    if suffix in (".html", ".txt"):
        content = content.decode().replace("KDO ds. Młodzieży", f"Fundacja Przykład {number % 4000}").encode()
    mark = str(number).encode().ljust(size - len(content))
    if suffix == ".html":
        return content + b"<!-- " + mark + b"-->"
    if suffix == ".txt":
        return content + b"\n" + mark + b"\n"
    if suffix == ".pdf":
        return content + b"\n%" + mark + b"\n"
    return content[:-2] + len(mark).to_bytes(2, "little") + mark  # of a ZIP archive: a comment, its length in the two bytes before


def descendants(root: int) -> Iterator[int]:
    waiting = [root]
    while waiting:
        process = waiting.pop()
        yield process
        with suppress(OSError):
            for path in Path(f"/proc/{process}/task").glob("*/children"):
                waiting.extend(map(int, path.read_text().split()))


def memory(process: int) -> float:
    """Megabytes that a process holds."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


class Sample(NamedTuple):
    """Megabytes of each process of a run at one time; the first is the command itself."""

    second: float
    held: dict[int, float]


class Run(NamedTuple):
    """Seconds of the whole and of each part, and the memory over time."""

    seconds: float
    parts: dict[str, float]
    samples: list[Sample]
    processor: float

    @property
    def peak(self) -> float:
        return max((sum(sample.held.values()) for sample in self.samples), default=0.0)

    def reading(self) -> list[Sample]:
        """The samples until the last document was read."""
        end = self.seconds - self.parts.get("joining", 0.0) - self.parts.get("writing", 0.0)
        return [sample for sample in self.samples if sample.second <= end]


def run(documents: Path, out: Path, *options: str) -> Run:
    command = [sys.executable, "-m", "postulat", "run", str(documents), "-o", str(out), "-q", *options]
    samples: list[Sample] = []
    begin, spent = time.perf_counter(), processor_seconds()
    with subprocess.Popen(command) as process:
        stop = threading.Event()
        watcher = threading.Thread(target=watch, args=(process.pid, begin, samples, stop))
        watcher.start()
        process.wait()
        stop.set()
        watcher.join()
    seconds = time.perf_counter() - begin
    if process.returncode:
        raise SystemExit(f"the run ended with {process.returncode}")
    return Run(seconds, json.loads((out / "run.json").read_text("utf-8"))["seconds"], samples, processor_seconds() - spent)


def processor_seconds() -> float:
    """What all processes that were started here, and theirs, took of the processor until they ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def watch(process: int, begin: float, samples: list[Sample], stop: threading.Event) -> None:
    while not stop.wait(PAUSE):
        held = {}
        for one in descendants(process):
            with suppress(OSError):  # a process may end while it is looked at
                held[one] = memory(one)
        if process in held:
            samples.append(Sample(time.perf_counter() - begin, held))


def growth(points: Sequence[tuple[float, float]], span: float) -> float:
    """What a line through points of time and memory gains in a span of time, as a share of their mean."""
    seconds, held = zip(*points, strict=True)
    return float(statistics.linear_regression(seconds, held).slope * span / statistics.mean(held))


def growth_of_command(done: Run) -> str:
    """By how much the command itself grows in the last half of the reading: a line through all samples of that half."""
    reading = done.reading()
    half = reading[len(reading) // 2 :]
    points = [(sample.second, next(iter(sample.held.values()))) for sample in half]
    return f"{growth(points, half[-1].second - half[0].second):+.1%}" if len(points) >= FEWEST else "–"


def growth_of_workers(done: Run) -> str:
    """By how much its workers grow in the last half, from one to the next.

    A worker that has read its thousand documents is replaced by a new one, so memory over time has the teeth of a saw, and a line
    through part of a tooth says nothing. Each worker that had its whole life is one point, the mean of its samples at the middle of
    that life; the line goes through the points of the last half.
    """
    reading = done.reading()
    lives: dict[int, list[tuple[float, float]]] = {}
    for sample in reading:
        for process, held in list(sample.held.items())[1:]:
            lives.setdefault(process, []).append((sample.second, held))
    half = (reading[0].second + reading[-1].second) / 2
    usual = statistics.median(map(len, lives.values()))
    whole = [life for life in lives.values() if len(life) >= max(FEWEST, WHOLE * usual)]
    means = [tuple(map(statistics.mean, zip(*life, strict=True))) for life in whole]
    late = [(second, held) for second, held in means if second >= half]
    return f"{growth(late, reading[-1].second - half):+.1%}" if len(late) >= FEWEST_LIVES else "–"


def main(count: int, workers_of_runs: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory(prefix="postulat-") as name:
        folder = Path(name)
        archive(folder / "archive", count)
        print(f"{count:,} documents, {sum(path.stat().st_size for path in folder.rglob('*.*')) / 1024**2:.0f} MB\n")
        print("| run | s | processor s | documents a second | peak MB | growth of the command | of its workers |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
        times = {}
        for workers in workers_of_runs:
            shutil.rmtree(folder / "out", ignore_errors=True)
            first = run(folder / "archive", folder / "out", "--workers", str(workers), "--format", "csv")
            times[workers] = first.parts["reading"]
            name = f"first, {workers} worker{'s' * (workers > 1)}"
            grown = f"{growth_of_command(first)} | {growth_of_workers(first)}"
            rate = f"{first.seconds:.1f} | {first.processor:.1f} | {count / times[workers]:.1f}"
            print(f"| {name} | {rate} | {first.peak:.0f} | {grown} |", flush=True)
        again = run(folder / "archive", folder / "out", "--workers", str(workers), "--format", "csv")
        rate = f"{again.seconds:.1f} | {again.processor:.1f} | {count / again.seconds:.0f}"
        print(f"| again, nothing new | {rate} | {again.peak:.0f} | | |")
        if {1, 2} <= times.keys():
            print(f"\ntwo workers read {times[1] / times[2]:.2f} times as fast as one")
        shares = (again.seconds / first.seconds, again.processor / first.processor)
        print("an unchanged archive takes {:.2%} of the first run, {:.2%} of its time of the processor".format(*shares), flush=True)
        print("\n| documents joined | joining s | writing s | peak MB |\n| ---: | ---: | ---: | ---: |")
        for share in SIZES:
            part = folder / "part"
            shutil.rmtree(part, ignore_errors=True)
            shutil.copytree(folder / "out" / ".postulat", part / ".postulat")
            few = sorted((folder / "archive").glob("*"))[: max(1, int(100 * share))]
            listed = folder / "list.txt"
            listed.write_text("".join(f"{path}\n" for path in few), "utf-8")
            done = run(Path(f"@{listed}"), part, "--workers", "1", "--format", "csv")
            joined = sum(1 for path in few for _ in path.iterdir())
            print(f"| {joined:,} | {done.parts['joining']:.1f} | {done.parts['writing']:.1f} | {done.peak:.0f} |")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("documents", type=int, nargs="?", default=DOCUMENTS)
    asked.add_argument("--workers", default="1,2", help="of each first run, with commas between")
    given = asked.parse_args()
    main(given.documents, [int(number) for number in given.workers.split(",")])
