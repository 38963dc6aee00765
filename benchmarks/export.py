"""What each format costs: time, size on the disk and peak memory for 100,000 made-up records.

    python benchmarks/export.py [records] [format …]

Each format is written in a process of its own. `MB more` is what the process takes beyond the records themselves, which are in
memory whatever is written; libraries count. `CPU s` hangs less than `s` on what else the machine does. Sizes are of all files of
the format; those that describe CSV tables count them too.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# In place of this folder, whose modules would be taken for packages of the same name.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from postulat import export  # noqa: E402
from postulat.export import Options  # noqa: E402
from postulat.normalize.records import (  # noqa: E402
    STANCES,
    TABLES,
    Attendance,
    DocumentRecord,
    Finding,
    Meeting,
    Mention,
    Organisation,
    Postulate,
    PostulateOrganisation,
    Record,
    Records,
    Response,
    TaskArea,
)

RECORDS = 100_000
IN_A_DOCUMENT = 20
ORGANISATIONS = 2_000
SENTENCES = 4_000
WORDS = re.findall(
    r"\w+",
    """wniosek uwaga programu współpracy organizacji pozarządowych gminy środków finansowych zwiększenie realizacji zadania
    publicznego dzielnicy mieszkańców remont świetlicy młodzieży seniorów konkurs ofert dotacji lokal użytkowy zostanie uwzględniona
    częściowo ponieważ budżet miasta nie przewiduje dodatkowych wydatków w roku następnym rozwiązanie jest możliwe po uchwale""",
)
VARIANTS = {
    "csv": ("csv", Options()),
    "csv excel-pl": ("csv", Options(csv_dialect="excel-pl")),
    "parquet": ("parquet", Options()),
    "parquet by year": ("parquet", Options(partition=True)),
    **{name: (name, Options()) for name in export.WRITERS if name not in ("csv", "parquet")},
}


def records(count: int) -> Records:
    """A data set as large as asked, the same each time: documents of twenty postulates, each with its answer and a mention."""
    chance = random.Random(7)
    sentences = [" ".join(chance.choices(WORDS, k=chance.randint(8, 30))).capitalize() + "." for _ in range(SENTENCES)]

    def text(least: int, most: int) -> str:
        return "\n".join(chance.choices(sentences, k=chance.randint(least, most)))

    organisations = tuple(Organisation(f"organizacja-{n}", f"Fundacja nr {n}", "foundation") for n in range(ORGANISATIONS))
    tables: dict[str, list[object]] = {name: [] for name in TABLES}
    tables["organisations"] = list(organisations)
    for number in range(count):
        first = number % IN_A_DOCUMENT == 0
        if first:
            document = f"{number:016x}"
            source = f"protokoły/{document}.html"
            meeting = f"{document}.m1"
            day = datetime.date(2015, 1, 1) + datetime.timedelta(days=chance.randrange(4000))
            tables["documents"].append(
                DocumentRecord(document, source, "text/html", document * 4, 50_000, None, text(1, 1), "pl", "html", "ok")
            )
            tables["meetings"].append(
                Meeting(meeting, document, "Spotkanie", 1, day, "17:00", None, "Gdynia", "Wydział", None, 2027, 9)
            )
            tables["task_areas"] += [TaskArea(meeting, n + 1, text(1, 1), ("6", "22a")) for n in range(3)]
            present = chance.sample(organisations, 9)
            tables["attendances"] += [
                Attendance(meeting, one.organisation_id, n, one.name) for n, one in enumerate(present, start=1)
            ]
            tables["findings"] += [Finding(document, "warning", "numbering-gap", "after number 4 comes 6") for _ in range(2)]
        position = number % IN_A_DOCUMENT + 1
        one, asked, answered = chance.choice(organisations), text(1, 4), text(1, 4)
        postulate, response, place = f"{document}.p{position}", f"{document}.r{position}", f"((//table)[1]//td)[{position * 4}]"
        stance = chance.choice(STANCES)
        tables["postulates"].append(
            Postulate(
                *(postulate, document, meeting, position, str(position), one.organisation_id, one.name, False, "Sport", None),
                *(asked, None, None, place),
            )
        )
        tables["postulate_organisations"].append(PostulateOrganisation(postulate, one.organisation_id, 1))
        tables["responses"].append(
            Response(response, postulate, document, position, None, None, answered, stance, answered[:20], None, place)  # type: ignore[arg-type]
        )
        tables["mentions"].append(
            Mention(f"{document}.n{position}", document, postulate, "text", "amount", "5 tys. zł", "5000.00", "PLN", 0, 9)
        )
        tables["records"].append(
            Record(
                *(str(position), one.name, asked, answered, stance, day, "Wydział", "Gdynia", 2027, source, None, place),
                *("Sport", None, None, None, postulate, document, meeting, one.organisation_id),
            )
        )
    return Records(**{name: tuple(rows) for name, rows in tables.items()})  # type: ignore[arg-type]


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(variant: str, count: int) -> None:
    """One format, in this process: seconds, seconds of work, MB on the disk, MB of memory beyond the records."""
    made = records(count)
    before = peak()
    name, options = VARIANTS[variant]
    with tempfile.TemporaryDirectory() as folder:
        start, worked = time.perf_counter(), time.process_time()
        written = export.write(made, Path(folder) / "out", [name], options)
        seconds, cpu = time.perf_counter() - start, time.process_time() - worked
        size = sum(path.stat().st_size for path in written) / 1e6
    print(json.dumps([seconds, cpu, size, before, peak() - before]))


def main(count: int, variants: list[str]) -> None:
    rows = []
    for variant in variants:
        run = subprocess.run(
            [sys.executable, __file__, "--measure", variant, str(count)], capture_output=True, text=True, check=False
        )
        reason = run.stderr.strip().splitlines()[-1:] or ["?"]
        rows.append((variant, json.loads(run.stdout) if run.returncode == 0 else reason[0]))
    held = [row[1][3] for row in rows if isinstance(row[1], list)]
    print(f"{count:,} records; they take {max(held, default=0):.0f} MB of memory before anything is written\n")
    print(f"| {'format':16} | {'s':>6} | {'CPU s':>6} | {'MB':>7} | {'MB more':>7} |")
    print(f"|{'-' * 18}|{'-' * 7}:|{'-' * 7}:|{'-' * 8}:|{'-' * 8}:|")
    for variant, row in rows:
        if isinstance(row, list):
            print(f"| {variant:16} | {row[0]:6.1f} | {row[1]:6.1f} | {row[2]:7.1f} | {row[4]:7.0f} |")
        else:
            print(f"| {variant:16} | left out: {row}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2], int(sys.argv[3]))
    else:
        asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
        asked.add_argument("records", type=int, nargs="?", default=RECORDS)
        asked.add_argument("format", nargs="*", help=f"one of {', '.join(VARIANTS)}; all of them if none is named")
        options = asked.parse_args()
        if unknown := set(options.format) - set(VARIANTS):
            asked.error(f"no such format: {', '.join(sorted(unknown))}")
        main(options.records, options.format or list(VARIANTS))
