"""What the local page costs over an archive: opening its folder, pages of the table, a search, a correction.

    python benchmarks/local_page.py [DOCUMENTS]

The records are made up (twenty postulates a document, with answers, mentions and findings), written as Parquet and opened as
`postulat open` does. Times are seconds of processor work in the server for one request, with its JSON; the median of several.
"""

from __future__ import annotations

import argparse
import json
import runpy
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

# In place of this folder, whose modules would be taken for packages of the same name.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from postulat import export  # noqa: E402
from postulat.local_page.desk import Desk  # noqa: E402
from postulat.local_page.page_requests import PageRequests  # noqa: E402

DOCUMENTS = 1000
IN_A_DOCUMENT = 20
ROUNDS = 7


def measure(call: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Milliseconds of work and of the clock, the median of the rounds."""
    worked, passed = [], []
    for _ in range(rounds):
        start, clock = time.process_time(), time.perf_counter()
        call()
        worked.append(time.process_time() - start)
        passed.append(time.perf_counter() - clock)
    return statistics.median(worked) * 1000, statistics.median(passed) * 1000


def corrections(requests: PageRequests) -> Callable[[], object]:
    rows = iter(json.loads(requests.records({"size": "200"}).body)["rows"])

    def correct() -> object:
        row = next(one for one in rows if one["answer"] and one["stances"][0] != "moot")
        given = {"record_id": row["answer"], "field": "stance", "old_value": row["stances"][0], "new_value": "moot"}
        return requests.correct({"corrections": [given]})

    return correct


def main(documents: int) -> None:
    records = runpy.run_path(str(Path(__file__).with_name("export.py")))["records"](documents * IN_A_DOCUMENT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "out"
        export.write(records, folder, ["parquet"])
        desk = Desk()
        start, clock = time.process_time(), time.perf_counter()
        desk.begin(folder)
        opened = (time.process_time() - start) * 1000, (time.perf_counter() - clock) * 1000
        requests = PageRequests(desk, "")
        document = records.documents[documents // 2].document_id
        rows = {
            "opening the folder": opened,
            "first page of the table": measure(lambda: requests.records({})),
            "last page, in order of the day": measure(lambda: requests.records({"order": "-date", "page": str(documents // 3)})),
            "one year, one stance": measure(lambda: requests.records({"year": "2019", "stance": "rejected"})),
            "two words": measure(lambda: requests.records({"q": "BUDZET swietlicy"})),
            "a correction, saved and applied": measure(corrections(requests)),
            "records beside a source": measure(lambda: requests.document(document)),
        }
        desk.close()
    print(f"{documents:,} documents, {len(records.postulates):,} records\n")
    print(f"| {'':32} | {'work ms':>8} | {'clock ms':>8} |\n|{'-' * 34}|{'-' * 9}:|{'-' * 9}:|")
    for name, (worked, passed) in rows.items():
        print(f"| {name:32} | {worked:8.0f} | {passed:8.0f} |")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("documents", type=int, nargs="?", default=DOCUMENTS)
    main(asked.parse_args().documents)
