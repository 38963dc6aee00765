"""The whole job side by side: bare PDFium, lexbor and lxml, this project by step, and the table readers that people use.

    python benchmarks/job/side_by_side.py [FILE …] [--rounds N] [--pages 10,100] [--growth] [--camelot-python PYTHON]

Documents are made on the spot; FILEs come in addition, those of a kind together. Each round of each tool on each set of documents
is a process of its own, after a document to warm up, and tools take turns. All times are of the processor, and the least of the
rounds counts: what other work on the machine adds is never less than nothing. `--growth` adds how time and memory grow with pages,
rows, words of a cell and tables: the exponent of a power law through the points, 1 being linear.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.job.documents import pdf_of_pages, web_page, word_file
from benchmarks.job.rivals import RIVALS
from benchmarks.job.steps import STEPS, Job

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "samples"
ROUNDS = 3
PAGES = (10, 100, 1000)
SECONDS = 900
"""For one tool on one set."""
SLOW = {"pdfplumber": 100, "camelot lattice": 20}
"""Pages of a set above which a slow tool is left out."""
TEN = 10
"""Postulates of a short web page."""


class Set(NamedTuple):
    """Documents of one kind that are measured together."""

    name: str
    files: list[Path]


# ── The documents ──


def made_sets(folder: Path, pages: Sequence[int]) -> list[Set]:
    found = []
    for count in pages:
        path = folder / f"{count}-pages.pdf"
        found.append(Set(f"PDF of {pdf_of_pages(path, count)} pages", [path]))
    ten = [folder / f"ten-{number}.html" for number in range(20)]
    for number, path in enumerate(ten):
        path.write_bytes(web_page(TEN, seed=100 * number))
    found.append(Set("20 web pages of ten postulates", ten))
    for name, suffix, data in (("web page", ".html", web_page(1000)), ("Word file", ".docx", word_file(1000))):
        path = folder / f"thousand{suffix}"
        path.write_bytes(data)
        found.append(Set(f"{name} of 1,000 postulates", [path]))
    return found


def given_sets(files: Sequence[Path]) -> list[Set]:
    kinds = {suffix: [file for file in files if file.suffix.lower() == suffix] for suffix in RIVALS}
    return [Set(f"{len(some)} given {suffix[1:]}", some) for suffix, some in kinds.items() if some]


def warm_up(folder: Path, suffix: str) -> Path:
    """A small document of a kind, made of other sentences than any that count."""
    path = folder / f"warm-up{suffix}"
    if not path.exists():
        if suffix == ".pdf":
            pdf_of_pages(path, 1)
        else:
            path.write_bytes(web_page(TEN, seed=9999) if suffix == ".html" else word_file(TEN, seed=9999))
    return path


# ── The measurements ──


def told(command: Sequence[str]) -> object:
    """What a process of its own says in its last line; None where it cannot do it."""
    try:
        run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return None
    return json.loads(run.stdout.splitlines()[-1]) if run.returncode == 0 and run.stdout.strip() else None


def ours(files: Sequence[Path], first: Path) -> Job | None:
    got = told([sys.executable, str(HERE / "steps.py"), str(first), *map(str, files)])
    return Job(*got) if isinstance(got, list) else None


def rival(tool: str, files: Sequence[Path], first: Path, python: str) -> float | None:
    got = told([python, str(HERE / "rivals.py"), tool, str(first), *map(str, files)])
    return got if isinstance(got, float) else None


def best(jobs: Sequence[Job]) -> Job:
    """The least of each step over the rounds."""
    seconds = {step: min(job.seconds[step] for job in jobs) for step in STEPS}
    return jobs[0]._replace(seconds=seconds, peak=min(job.peak for job in jobs))


def print_set(one: Set, folder: Path, options: argparse.Namespace) -> None:
    suffix = one.files[0].suffix.lower()
    first = warm_up(folder, suffix)
    jobs: list[Job] = []
    times: dict[str, list[float]] = {}
    for _ in range(options.rounds):
        job = ours(one.files, first)
        jobs += [job] if job else []
        pages = job.pages if job else 0
        for tool in RIVALS[suffix]:
            python = options.camelot_python if tool.startswith("camelot") else sys.executable
            if pages <= SLOW.get(tool, pages) and (seconds := rival(tool, one.files, first, python)) is not None:
                times.setdefault(tool, []).append(seconds)
    if not jobs:
        print(f"{one.name}: this project cannot do it\n")
        return
    done = best(jobs)
    base = min(times[next(iter(RIVALS[suffix]))], default=0.0)
    unit, count = ("page", done.pages) if suffix == ".pdf" else ("document", len(one.files))
    print(f"| {one.name}, {done.postulates} postulates | ms a {unit} | ms a postulate | x {next(iter(RIVALS[suffix]))} |")
    print("| --- | ---: | ---: | ---: |")
    lines = [(tool, min(seconds)) for tool, seconds in times.items()]
    lines += [(f"ours: {step}", done.seconds[step]) for step in STEPS]
    lines += [("**ours: understanding**", done.understanding), ("**ours: whole job**", done.whole)]
    for name, seconds in lines:
        each = f"{seconds * 1000 / done.postulates:.3f}" if done.postulates and "ours" in name else ""
        print(f"| {name} | {seconds * 1000 / count:.3f} | {each} | {f'{seconds / base:.2f}' if base else ''} |")
    for tool in RIVALS[suffix]:
        if tool not in times:
            print(f"left out: {tool} ({'too many pages' if done.pages > SLOW.get(tool, done.pages) else 'not installed'})")
    print(f"topics, promises and links add {100 * done.added:.1f} % to all other steps", flush=True)
    print(flush=True)


# ── Growth ──


def growths(folder: Path) -> list[tuple[str, list[tuple[int, Path]]]]:
    """What grows, and documents with so much of it."""

    def page(name: str, sizes: Sequence[int], make: Callable[[int], bytes]) -> tuple[str, list[tuple[int, Path]]]:
        made = []
        for size in sizes:
            path = folder / f"{name.replace(' ', '-')}-{size}.html"
            path.write_bytes(make(size))
            made.append((size, path))
        return name, made

    pages = []
    for count in PAGES:
        path = folder / f"{count}-pages.pdf"
        size = pdf_of_pages(path, count) if not path.exists() else count
        pages.append((size, path))
    return [
        ("pages of a PDF", pages),
        page("rows", (250, 1000, 4000), lambda count: web_page(count)),
        page("words of a cell", (25, 250, 2500), lambda words: web_page(20, words)),
        page("tables", (10, 40, 160), lambda tables: web_page(10, 25, tables)),
    ]


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Of the power law through points, by least squares of the logarithms."""
    logs = [(math.log(size), math.log(max(value, 1e-6))) for size, value in points]
    middle = (sum(x for x, _ in logs) / len(logs), sum(y for _, y in logs) / len(logs))
    return sum((x - middle[0]) * (y - middle[1]) for x, y in logs) / sum((x - middle[0]) ** 2 for x, _ in logs)


def print_growth(folder: Path, rounds: int) -> None:
    print("| growth with | sizes | s | exponent | steepest | MB | exponent of memory | steepest step |")
    print("| --- | --- | --- | ---: | ---: | --- | ---: | --- |")
    for name, documents in growths(folder):
        jobs = []
        for _, path in documents:
            got = [job for _ in range(rounds) if (job := ours([path], warm_up(folder, path.suffix)))]
            jobs.append(best(got))
        sizes = [float(size) for size, _ in documents]
        seconds = list(zip(sizes, (job.whole for job in jobs), strict=True))
        memory = list(zip(sizes, (max(job.peak, 0.1) for job in jobs), strict=True))
        steps = {step: exponent(list(pairwise(zip(sizes, (job.seconds[step] for job in jobs), strict=True)))[-1]) for step in STEPS}
        worst = max((step for step in STEPS if jobs[-1].seconds[step] > jobs[-1].whole / 50), key=lambda step: steps[step])
        told_sizes = ", ".join(f"{size:g}" for size in sizes)
        steepest = max(exponent(pair) for pair in pairwise(seconds))
        told_seconds, told_memory = (
            ", ".join(f"{value:.{digits}f}" for _, value in some) for some, digits in ((seconds, 2), (memory, 0))
        )
        print(
            f"| {name} | {told_sizes} | {told_seconds} | {exponent(seconds):.2f} | {steepest:.2f} | {told_memory} |"
            f" {exponent(memory):.2f} | {worst} {steps[worst]:.2f} |",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="Times the whole job beside other tools.")
    parser.add_argument("files", nargs="*", type=Path, help="documents to measure beside the made ones: .pdf, .html, .docx")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--pages", default=",".join(map(str, PAGES)), help="pages of the PDFs that are made")
    parser.add_argument("--growth", action="store_true", help="also how time and memory grow")
    parser.add_argument("--camelot-python", default=sys.executable, help="interpreter that has camelot-py")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for one in [*made_sets(folder, [int(count) for count in options.pages.split(",") if count]), *given_sets(options.files)]:
            print_set(one, folder, options)
        if options.growth:
            print_growth(folder, options.rounds)


if __name__ == "__main__":
    main()
