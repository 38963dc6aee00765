"""How fast web pages become tables: this project beside the parsers that people use, on the same pages, in one run.

    python benchmarks/html.py [rounds]

Each number is the median of the rounds; each round of each tool is a process of its own, and the tools take turns. Within a round
a small page is read as often as makes up for its size, and the median counts, since a batch is no cold start. Times are from the
page in memory (text; for ours, bytes, as files are) to the finished grids, without imports. `bare` is selectolax alone: parse,
step from child to child through the tables, and take each cell's text; nothing in pure Python on that parser can be much faster.
Ours also has the charset to find, blocks, list markers, links, hidden parts, furniture, and a place for each block.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

# In place of this folder, whose `html.py` would be taken for the standard library's.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

SIZES = {"50 KB": 50_000, "500 KB": 500_000, "5 MB": 5_000_000}
ROUNDS = 5
REPEATED = 1_000_000  # bytes read in a round, at least
WORDS = re.findall(
    r"\w+",
    """wniosek uwaga programu współpracy organizacji pozarządowych gminy środków finansowych zwiększenie realizacji zadania
    publicznego dzielnicy mieszkańców remont świetlicy młodzieży seniorów konkurs ofert dotacji lokal użytkowy zostanie uwzględniona
    częściowo ponieważ budżet miasta nie przewiduje dodatkowych wydatków w roku następnym rozwiązanie jest możliwe po uchwale""",
)
Grid = list[tuple[tuple[object, ...], ...]]


def page(size: int) -> str:
    """A page with one comment table of four columns, its cells as long as ministries and cities write them."""
    chance = random.Random(size)

    def text(least: int, most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(least, most))).capitalize() + "."

    def paragraphs(least: int, most: int) -> str:
        return "".join(f"<p>{text(15, 60)}</p>\n" for _ in range(chance.randint(least, most)))

    parts = [
        '<!DOCTYPE html><html lang="pl"><head><meta charset="utf-8"><title>Zestawienie uwag</title></head><body>'
        "<header><nav><ul><li><a href='/'>Start</a></li></ul></nav></header><main><h1>Zestawienie uwag</h1>"
        "<table border=1><thead><tr><th>Lp.</th><th>Podmiot</th><th>Uwaga</th><th>Stanowisko</th></tr></thead><tbody>"
    ]
    length = 0
    number = 0
    while length < size:
        span = chance.choice((1, 1, 1, 2, 3))
        for row in range(span):
            number += 1
            organisation = f'<td rowspan="{span}">Fundacja {text(1, 3)}</td>' if row == 0 else ""
            points = f"<ul><li>{text(5, 15)}</li><li>{text(5, 15)}</li></ul>" if number % 5 == 0 else ""
            link = f' <a href="/uchwaly/{number}">Uchwała nr {number}</a>' if number % 4 == 0 else ""
            parts.append(
                f"<tr><td>{number}.</td>{organisation}<td>{paragraphs(1, 4)}{points}</td>"
                f"<td><p><strong>Uwaga uwzględniona.</strong><br>{text(10, 40)}{link}</p>\n{paragraphs(0, 2)}</td></tr>\n"
            )
            length += len(parts[-1].encode())
    parts.append("</tbody></table></main><footer>Stopka</footer></body></html>")
    return "".join(parts)


def formed(groups: list[list[list[tuple[str, int, int]]]]) -> tuple[tuple[object, ...], ...]:
    from postulat.extract.html.table_model import grid

    return grid(groups)


def spans(get: Callable[[str], str | None]) -> tuple[int, int]:
    from postulat.extract.html.table_model import colspan, rowspan

    return rowspan(get("rowspan")), colspan(get("colspan"))


def ours(data: bytes) -> Grid:
    from postulat.extract.html.reader import read

    return [block.table.rows for block in read(data, "page").blocks if block.table is not None]


def bare(text: str) -> Grid:
    from selectolax.lexbor import LexborHTMLParser

    found = []
    for table in LexborHTMLParser(text).css("table"):
        groups = []
        group = table.first_child
        while group is not None:
            rows = []
            row = group.first_child
            while row is not None:
                cells = []
                cell = row.first_child
                while cell is not None:
                    if cell.tag in ("td", "th"):
                        cells.append((" ".join(cell.text().split()), *spans(cell.attributes.get)))
                    cell = cell.next
                if row.tag == "tr":
                    rows.append(cells)
                row = row.next
            groups.append(rows)
            group = group.next
        found.append(formed(groups))
    return found


def soup(parser: str) -> Callable[[str], Grid]:
    def tables(text: str) -> Grid:
        from bs4 import BeautifulSoup

        found = []
        for table in BeautifulSoup(text, parser).find_all("table"):
            rows = [
                [(" ".join(cell.get_text().split()), *spans(cell.get)) for cell in row.find_all(["td", "th"], recursive=False)]
                for row in table.find_all("tr")
            ]
            found.append(formed([rows]))
        return found

    return tables


def lxml_html(text: str) -> Grid:
    import lxml.html

    found = []
    for table in lxml.html.document_fromstring(text).iter("table"):
        rows = [
            [(" ".join(cell.text_content().split()), *spans(cell.get)) for cell in row.iter("td", "th")] for row in table.iter("tr")
        ]
        found.append(formed([rows]))
    return found


def pandas_html(text: str) -> Grid:
    import pandas

    return [tuple(frame.itertuples(index=False)) for frame in pandas.read_html(io.StringIO(text))]


TOOLS: dict[str, Callable[..., Grid]] = {
    "bare selectolax": bare,
    "ours": ours,
    "lxml.html": lxml_html,
    "BeautifulSoup(lxml)": soup("lxml"),
    "BeautifulSoup(html5lib)": soup("html5lib"),
    "pandas.read_html": pandas_html,
}


def measure(tool: str, file: str) -> None:
    """One tool on one page, in this process: seconds, peak memory in MB, rows found."""
    data = Path(file).read_bytes()
    small = page(2000).encode()
    source, warm_up = (data, small) if tool == "ours" else (data.decode(), small.decode())
    TOOLS[tool](warm_up)
    times = []
    for _ in range(max(1, REPEATED // len(data))):
        start = time.perf_counter()
        found = TOOLS[tool](source)
        times.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([statistics.median(times), peak, sum(map(len, found))]))


def main(rounds: int) -> None:
    times: dict[tuple[str, str], list[float]] = {}
    peaks: dict[tuple[str, str], list[float]] = {}
    missing: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        for size, length in SIZES.items():
            file = Path(folder) / f"{length}.html"
            file.write_text(page(length), "utf-8")
            for _ in range(rounds):
                for tool in TOOLS:
                    run = subprocess.run([sys.executable, __file__, tool, str(file)], capture_output=True, text=True, check=False)
                    if run.returncode:
                        missing.add(f"{tool}: {run.stderr.strip().splitlines()[-1]}")
                        continue
                    seconds, peak, _ = json.loads(run.stdout)
                    times.setdefault((tool, size), []).append(seconds * 1000)
                    peaks.setdefault((tool, size), []).append(peak)
    print(f"parse + grid, median of {rounds} rounds; x is times bare selectolax, MB the peak of the process\n")
    print(f"| {'tool':24}|" + "".join(f" {size + ' ms':>10} | {'x':>5} | {'MB':>4} |" for size in SIZES))
    print(f"|{'-' * 25}|" + (f"{'-' * 11}:|{'-' * 6}:|{'-' * 5}:|" * len(SIZES)))
    for tool in TOOLS:
        line = f"| {tool:24}|"
        for size in SIZES:
            if (tool, size) in times:
                own = statistics.median(times[tool, size])
                limit = statistics.median(times["bare selectolax", size])
                line += f" {own:10.1f} | {own / limit:5.1f} | {statistics.median(peaks[tool, size]):4.0f} |"
            else:
                line += f" {'–':>10} | {'–':>5} | {'–':>4} |"
        print(line)
    for reason in sorted(missing):
        print(f"left out: {reason}")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        measure(sys.argv[1], sys.argv[2])
    else:
        asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
        asked.add_argument("rounds", type=int, nargs="?", default=ROUNDS)
        main(asked.parse_args().rounds)
