"""How joining the documents of a run grows with their number: seconds and memory, from stored results to finished tables.

    python benchmarks/combining.py [POSTULATES …] [--workers 2] [--format csv] [--pseudonymise] [--links]

The results of three samples are laid down in a store again and again, each time as another document with submitters of its own: as
in life some names come everywhere and most hardly ever, a new one about every twentieth postulate. Nothing is read. Then each part
of them is joined and written in a process of its own.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

# In place of this folder, whose `html.py` would be taken for the standard library's.
HERE = Path(__file__).resolve().parent.parent
sys.path[0] = str(HERE)

SAMPLES = ("krakow-html", "ministry-matrix", "sections-and-dittos")
SIZES = (10_000, 100_000, 1_000_000)
OWN_NAMES = 3
"""Submitters of each document that get a name of the archive's."""
RARE = 0.3
"""Share of them whose name is any of `NAMES`; the others have a name the more likely, the lower its number."""
NAMES = 60_000
GENERATIONS = {"documents": "bench", "records": "bench", "containers": "bench"}


def lay_down(place: str, postulates: int) -> list[tuple[str, int]]:
    """The keys of so many postulates' documents, each with the number of its postulates."""
    from postulat.normalize.names.organisations import key
    from postulat.normalize.records import Records
    from postulat.options import Options
    from postulat.storage import codec
    from postulat.storage.store import EntryHead, Store

    store = Store(place, Options(), GENERATIONS)
    chance = random.Random(1)
    kinds = list(samples())
    keys: list[tuple[str, int]] = []
    total = 0
    while total < postulates:
        text, sha256, names, count = kinds[len(keys) % len(kinds)]
        own = hashlib.sha256(str(len(keys)).encode()).hexdigest()
        for identifier, name in chance.sample(names, min(OWN_NAMES, len(names))):
            number = chance.randrange(NAMES) if chance.random() < RARE else min(int(chance.paretovariate(0.7)), NAMES)
            fresh = f"Fundacja Przykład {number}"
            text = text.replace(json.dumps(identifier), json.dumps(key(fresh))).replace(json.dumps(name), json.dumps(fresh))
        tables = json.loads(text.replace(sha256, own).replace(sha256[:16], own[:16]))
        store.put_entry(own, EntryHead("ok", own, 20_000, "text/html"), Records(**codec.tables_of(codec.packed(tables))))
        keys.append((own, count))
        total += count
    return keys


def samples() -> Iterator[tuple[str, str, list[tuple[str, str]], int]]:
    """Each sample's records as text, its hash, its organisations and the number of its postulates."""
    from postulat import extract
    from postulat.normalize import normalize
    from postulat.storage import codec

    for name in SAMPLES:
        source = next((HERE / "samples" / name).glob("source.*"))
        document = extract.read(source.read_bytes(), source.name)
        records = normalize(document)
        tables = {table: codec.table_rows(table, getattr(records, table)) for table in codec.KINDS}
        names = [(row.organisation_id, row.name) for row in records.organisations]
        yield json.dumps(tables), document.sha256, names, len(records.postulates)


def work(place: str, listed: str, form: str, pseudonymise: str, links: str, workers: str) -> dict[str, Any]:
    """Joins and writes the documents listed in a file; if asked to, persons give way to pseudonyms between, and links are made."""
    from postulat.batch.choices import with_pseudonyms
    from postulat.batch.joining import LINKED_TABLES, combined, finished, linked
    from postulat.batch.outcomes import Ledger
    from postulat.batch.parquet_tables import write_tables
    from postulat.export import Options as Writing
    from postulat.export import write
    from postulat.normalize.links.request_decisions import NO_DECISIONS
    from postulat.normalize.records import TABLES
    from postulat.options import Options, Work
    from postulat.storage.store import Store
    from postulat.work.document import Outcome

    steps = [partial(with_pseudonyms, b"benchmark", False)] if pseudonymise == "yes" else []
    keys = Path(listed).read_text("ascii").split()
    store = Store(place, Options(), GENERATIONS)
    outcomes = Ledger()
    for key in keys:
        outcomes.add(Outcome(f"archive/{key[:2]}/{key[:16]}.html", "ok", key, 20_000, "text/html", key=key, how="kept"))
    language = "pl" if "csv" in form else None
    given = Work(workers=int(workers))
    watch = MemoryWatch()
    with tempfile.TemporaryDirectory(prefix="postulat-") as scratch:
        begin = Spent.now()
        early = None if steps else language
        plain = early is not None and form == "csv"
        read = (LINKED_TABLES if links == "yes" else ()) if plain else tuple(TABLES)
        records, totals = combined(outcomes, store, Path(scratch), None, given, early, read)
        records, totals = finished(records, totals, steps, Path(scratch), language)
        if links == "yes":
            records, totals = linked(records, totals, NO_DECISIONS, Path(scratch), language)
        joined = Spent.now()
        write(records, Path(scratch) / "out", tuple(form.split(",")), Writing(tables_elsewhere=partial(write_tables, given)))
        written = Spent.now()
    return {
        "documents": len(keys),
        "postulates": totals.rows["postulates"],
        "organisations": totals.rows["organisations"],
        "joining": joined.clock - begin.clock,
        "joining_cpu": joined.processor - begin.processor,
        "writing": written.clock - joined.clock,
        "writing_cpu": written.processor - joined.processor,
        "peak": peak(),
        "all_peak": watch.peak,
    }


class Spent(NamedTuple):
    """Seconds of the clock, and of the processor by this process and those that it started and that have ended."""

    clock: float
    processor: float

    @classmethod
    def now(cls) -> Spent:
        used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return cls(time.perf_counter(), sum(one.ru_utime + one.ru_stime for one in used))


class MemoryWatch(threading.Thread):
    """Looks a few times a second at what this process and all below it hold together, in MB."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self.start()

    def run(self) -> None:
        from postulat.work.limits import descendants, memory_of

        while True:
            self.peak = max(self.peak, sum(map(memory_of, (os.getpid(), *descendants(os.getpid())))))
            time.sleep(0.3)


def peak() -> float:
    """The most memory that this process ever had, in MB. Where the system tells, without what its parent had before."""
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s*(\d+) kB", status.read_text())):
        return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(given: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="postulat-") as name:
        keys = lay_down(f"{name}/store", max(given.postulates))
        print(f"workers {given.workers}, format {given.format}, pseudonyms {given.pseudonymise}, links {given.links}")
        print("| documents | postulates | organisations | joining s | processor s | writing s | processor s | MB | MB, all |")
        print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
        for size in sorted(given.postulates):
            listed = Path(name) / "keys"
            listed.write_text("\n".join(first_of(keys, size)), "ascii")
            told = [f"{name}/store", str(listed), given.format, given.pseudonymise, given.links, str(given.workers)]
            command = [sys.executable, __file__, "--work", *told]
            got = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
            print(
                f"| {got['documents']:,} | {got['postulates']:,} | {got['organisations']:,} |"
                f" {got['joining']:.1f} | {got['joining_cpu']:.1f} | {got['writing']:.1f} | {got['writing_cpu']:.1f} |"
                f" {got['peak']:.0f} | {got['all_peak']:.0f} |",
                flush=True,
            )


def first_of(keys: list[tuple[str, int]], postulates: int) -> Iterator[str]:
    """The first documents, as many as have so many postulates together."""
    for key, count in keys:
        if postulates <= 0:
            return
        yield key
        postulates -= count


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        print(json.dumps(work(*sys.argv[2:8])))
    else:
        parser = argparse.ArgumentParser(description="Times the joining of many documents.")
        parser.add_argument("postulates", nargs="*", type=int, default=list(SIZES))
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--format", default="csv", help="several with commas between")
        parser.add_argument("--pseudonymise", action="store_const", const="yes", default="no")
        parser.add_argument("--links", action="store_const", const="yes", default="no")
        main(parser.parse_args())
