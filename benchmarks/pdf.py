"""How fast PDFs are read: this project beside bare PDFium, pdfplumber and camelot, on the same files, in one run.

    python benchmarks/pdf.py [FILE …] [--rounds N] [--tool NAME …] [--camelot-python PYTHON]

Matrices of 5, 20 and 100 pages are made on the spot: four ruled columns, a repeated heading, cells as long as ministries write
them, rows that page breaks cut. FILEs come in addition, as one column of the table. Each round of each tool on each file is a
process of its own, and the tools take turns; the median of the rounds counts. Times are the processor's, so that other work on the
machine tells less, from the file to the finished tables, without imports and after a page to warm up.

`bare PDFium` loads each page, builds its text, takes that out, and asks each path for its box: whoever reads with PDFium pays
that. Ours is the whole reader: characters, rules, tables, cells with their paragraphs, headings, running titles, each with its
place; images are not recognised. pdfplumber and camelot only give the tables of each page.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

# In place of this folder, whose `html.py` would be taken for the standard library's.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

PAGES = (5, 20, 100)
ROUNDS = 3
FEWEST_READ = 20
"""Pages read in a round; a short file is read as often as makes up for its length."""
TRIES = 8
"""To make a matrix of just so many pages."""
SECONDS = 300
"""For one tool on one file."""
WORDS = re.findall(
    r"\w+",
    """wniosek uwaga projekt ustawy przepis brzmienie zmiana propozycja uzasadnienie organ minister termin podmiot sprawozdawczy
    koszty system teleinformatyczny dane osobowe przetwarzanie zakres kontrola konsument opinia rynek nadzór ogólny gospodarczy
    umowy wydatki limity dotacje gminy powiaty województwo zadania publiczne program wspólny""",
)
"""Their letters are all in the font that ReportLab brings."""
PATH, FORM = 2, 5
"""PDFium's numbers for kinds of page objects."""


# ── The tools; each gives the number of pages read by it and, for ours, of those that fell back to pdfplumber ──


def bare(file: Path) -> tuple[int, int]:
    import ctypes

    import pypdfium2_raw as pdfium

    pdfium.FPDF_InitLibrary()
    data = file.read_bytes()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    edges = [ctypes.c_float() for _ in range(4)]
    references = [ctypes.byref(edge) for edge in edges]
    count = pdfium.FPDF_GetPageCount(document)
    for number in range(count):
        page = pdfium.FPDF_LoadPage(document, number)
        text = pdfium.FPDFText_LoadPage(page)
        length = pdfium.FPDFText_CountChars(text)
        pdfium.FPDFText_GetText(text, 0, length, (ctypes.c_ushort * (length + 1))())
        objects = [pdfium.FPDFPage_GetObject(page, index) for index in range(pdfium.FPDFPage_CountObjects(page))]
        while objects:
            each = objects.pop()
            kind = pdfium.FPDFPageObj_GetType(each)
            if kind == PATH:
                pdfium.FPDFPageObj_GetBounds(each, *references)
            elif kind == FORM:
                objects += [pdfium.FPDFFormObj_GetObject(each, index) for index in range(pdfium.FPDFFormObj_CountObjects(each))]
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return count, 0


def ours(file: Path) -> tuple[int, int]:
    """The reader does not say which pages it gave to pdfplumber, so its calls are counted."""
    from postulat.extract.pdf.engines import pdfplumber_engine
    from postulat.extract.pdf.reader import read

    whole = pdfplumber_engine.File.page
    asked = []

    def counted(self: pdfplumber_engine.File, number: int) -> object:
        asked.append(number)
        return whole(self, number)

    pdfplumber_engine.File.page = counted  # type: ignore[assignment, method-assign]
    try:
        document = read(file.read_bytes(), file.name)
    finally:
        pdfplumber_engine.File.page = whole  # type: ignore[method-assign]
    return document.page_count or 0, len(asked)


def ours_tables(file: Path) -> tuple[int, int]:
    """The part of the reader that the others do, too: the tables of each page, as lines in cells."""
    from postulat.extract.pdf.engines.engines import opened, pages
    from postulat.extract.pdf.leaves import leaf

    data = file.read_bytes()
    opened_file = opened(data, "pdfium")
    again: list[int] = []
    try:
        for page in pages(opened_file, data, again):
            leaf(page, [])
        return opened_file.page_count, len(again)
    finally:
        opened_file.close()


def pdfplumber_tables(file: Path) -> tuple[int, int]:
    import pdfplumber

    with pdfplumber.open(file) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()
        return len(pdf.pages), 0


def camelot_lattice(file: Path) -> tuple[int, int]:
    import camelot

    return max((table.page for table in camelot.read_pdf(str(file), pages="all", suppress_stdout=True)), default=0), 0


TOOLS: dict[str, Callable[[Path], tuple[int, int]]] = {
    "bare PDFium": bare,
    "ours, tables": ours_tables,
    "ours, all": ours,
    "pdfplumber": pdfplumber_tables,
    "camelot lattice": camelot_lattice,
}


class Round(NamedTuple):
    """One tool on one file in one process: seconds, the process's peak in MB, pages that fell back."""

    seconds: float
    peak: float
    fallen: int


def work(tool: str, file: Path, warm_up: Path, times: int) -> None:
    TOOLS[tool](warm_up)
    seconds = []
    fallen = 0
    for _ in range(times):
        start = time.process_time()
        _, fallen = TOOLS[tool](file)
        seconds.append(time.process_time() - start)
    print(json.dumps(Round(statistics.median(seconds), peak(), fallen)))


def peak() -> float:
    """The most memory that this process ever had, in MB. Where the system tells, without what its parent had before."""
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s*(\d+) kB", status.read_text())):
        return int(found[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# ── The files ──


def matrix(path: Path, rows: int) -> int:
    """A matrix of so many remarks; gives the number of its pages."""
    import reportlab
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    registerFont(TTFont("Vera", str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")))
    style = ParagraphStyle("cell", fontName="Vera", fontSize=8, leading=10)
    chance = random.Random(1)

    def text(least: int, most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(least, most))).capitalize() + "."

    def cell(paragraphs: int) -> list[Paragraph]:
        return [Paragraph(text(15, 70), style) for _ in range(paragraphs)]

    table = [[Paragraph(heading, style) for heading in ("Lp.", "Podmiot", "Uwaga", "Stanowisko")]]
    for number in range(1, rows + 1):
        organisation = [Paragraph(f"Fundacja {text(1, 3)}", style)]
        answer = [Paragraph("Uwaga przyjmowana w zakresie projektu.", style), *cell(chance.randint(0, 2))]
        table.append([Paragraph(f"{number}.", style), organisation, cell(chance.randint(1, 4)), answer])
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "#000000"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    document = SimpleDocTemplate(str(path), pagesize=landscape(A4), title="Zestawienie uwag", invariant=True)
    document.build([Table(table, colWidths=[35, 120, 320, 220], repeatRows=1, splitInRow=1, style=grid)])
    return int(document.page)


def matrices(folder: Path) -> dict[str, list[Path]]:
    """Column of the result → its one file, with rows added or taken away until it has its pages."""
    found = {}
    each = 0.5
    for wanted in PAGES:
        path = folder / f"{wanted}.pdf"
        rows = max(1, round(wanted / each))
        for _ in range(TRIES):
            pages = matrix(path, rows)
            if pages == wanted:
                break
            each = pages / rows
            rows += round((wanted - pages) / each) or (1 if pages < wanted else -1)
        found[f"{pages} pages"] = [path]
    return found


def page_count(file: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(file) as document:
        return len(document)


# ── The run ──


def one_round(tool: str, python: str, file: Path, warm_up: Path, pages: int) -> Round | str:
    """What was measured, or why nothing was."""
    here = {**os.environ, "PATH": ""}  # without tesseract: no other tool recognises what an image shows
    command = [python, __file__, "--work", tool, str(file), str(warm_up), str(max(1, FEWEST_READ // pages))]
    try:
        run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS, env=here)
    except subprocess.TimeoutExpired:
        return f"{tool}: {file.name}: more than {SECONDS} s"
    if run.returncode:
        return f"{tool}: {(run.stderr.strip() or 'it ended').splitlines()[-1]}"
    return Round(*json.loads(run.stdout.splitlines()[-1]))


def main(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as name:
        columns = matrices(Path(name))
        if options.files:
            columns[f"{len(options.files)} files"] = options.files
        warm_up = Path(name) / "warm-up.pdf"
        matrix(warm_up, 1)
        pages = {file: page_count(file) for files in columns.values() for file in files}
        rounds: dict[tuple[str, Path], list[Round]] = {}
        troubles: set[str] = set()
        for file in pages:
            for _ in range(options.rounds):
                for tool in options.tool or TOOLS:
                    python = options.camelot_python if tool.startswith("camelot") else sys.executable
                    got = one_round(tool, python, file, warm_up, pages[file])
                    if isinstance(got, str):
                        troubles.add(got)
                    else:
                        rounds.setdefault((tool, file), []).append(got)
    print(f"median of {options.rounds} rounds; x is times bare PDFium, p times pdfplumber, MB the peak of the process\n")
    print_table(columns, pages, rounds)
    if options.each:
        print_each(columns, pages, rounds)
    for trouble in sorted(troubles):
        print(f"left out: {trouble}")


Rounds = dict[tuple[str, Path], list[Round]]


def seconds(rounds: Rounds, tool: str, files: list[Path]) -> float | None:
    """The medians of the files, summed; nothing where one is missing."""
    if not all((tool, file) in rounds for file in files):
        return None
    return sum(statistics.median(each.seconds for each in rounds[tool, file]) for file in files)


def print_table(columns: dict[str, list[Path]], pages: dict[Path, int], rounds: Rounds) -> None:
    print(f"| {'tool':16}|" + "".join(f" {column:>8} ms/page | {'x':>6} | {'p':>6} | {'MB':>4} |" for column in columns))
    print(f"|{'-' * 17}|" + f"{'-' * 17}:|{'-' * 7}:|{'-' * 7}:|{'-' * 5}:|" * len(columns))
    for tool in TOOLS:
        line = f"| {tool:16}|"
        for files in columns.values():
            own = seconds(rounds, tool, files)
            if own is None:
                line += f" {'–':>16} | {'–':>6} | {'–':>6} | {'–':>4} |"
                continue
            peak = max(statistics.median(each.peak for each in rounds[tool, file]) for file in files)
            limit, slow = seconds(rounds, "bare PDFium", files), seconds(rounds, "pdfplumber", files)
            line += f" {own * 1000 / sum(pages[file] for file in files):16.2f} |"
            line += f" {ratio(own, limit):>6} | {ratio(own, slow):>6} | {peak:4.0f} |"
        print(line)
    fallen = sum(rounds["ours, all", file][0].fallen for file in pages if ("ours, all", file) in rounds)
    whole = sum(pages.values())
    print(f"\nfell back to pdfplumber: {fallen} of {whole} pages, {fallen / whole:.1%}\n")


def ratio(own: float, other: float | None) -> str:
    return "–" if other is None else f"{own / other:.3f}" if own < other else f"{own / other:.2f}"


def print_each(columns: dict[str, list[Path]], pages: dict[Path, int], rounds: Rounds) -> None:
    """Ours on each file."""
    print(f"| {'file':40}| pages | {'x':>6} | {'p':>6} | fell back |")
    print(f"|{'-' * 41}|------:|{'-' * 7}:|{'-' * 7}:|----------:|")
    for column, files in columns.items():
        for file in files:
            own = seconds(rounds, "ours, all", [file])
            if own is None:
                continue
            label = file.name if len(files) > 1 else column
            limit, slow = seconds(rounds, "bare PDFium", [file]), seconds(rounds, "pdfplumber", [file])
            print(
                f"| {label[:40]:40}| {pages[file]:5} | {ratio(own, limit):>6} | {ratio(own, slow):>6} |"
                f" {rounds['ours, all', file][0].fallen:9} |"
            )
    print()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        work(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]), int(sys.argv[5]))
    else:
        parser = argparse.ArgumentParser(description="Times PDF readers.")
        parser.add_argument("files", nargs="*", type=Path, help="PDFs to read beside the generated ones")
        parser.add_argument("--rounds", type=int, default=ROUNDS)
        parser.add_argument("--tool", action="append", choices=TOOLS, help="only this one; may be given several times")
        parser.add_argument("--each", action="store_true", help="also ours on each file")
        parser.add_argument("--camelot-python", default=sys.executable, help="interpreter that has camelot-py")
        main(parser.parse_args())
