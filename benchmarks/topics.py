"""Topics of requests against labels: micro-F1, precision of each topic, and how often none is right; unseen requests apart.

Run from the root of the repository: `make bench-topics`, or `python benchmarks/topics.py [--errors]`.
Seven sets: `topics.txt` was labelled before the tables were made, `topics_later.txt` after, in rarer words; `topics_found.txt`
are requests of residents as others quote them, reworded, and `topics_fresh.txt`, `topics_cities.txt` and `topics_kept.txt` after
titles that others gave; `topics_asked.txt` has words in passing. Every third of the first three, and all of the last two, are not
looked at while tables are changed: `--errors` shows only the others. Of `topics_fresh.txt` and `topics_cities.txt` that was so at
their first count.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from postulat.normalize.topics.codebook import ACT, THEMES
from postulat.normalize.topics.coding import topics

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "normalize" / "topics" / "data"
LABELLED = DATA / "topics.txt"
SETS = {
    "labelled": LABELLED,
    "later": DATA / "topics_later.txt",
    "found": DATA / "topics_found.txt",
    "fresh": DATA / "topics_fresh.txt",
    "cities": DATA / "topics_cities.txt",
    "kept": DATA / "topics_kept.txt",
    "asked": DATA / "topics_asked.txt",
}


WHOLE: dict[str, tuple[tuple[str, bool | None], ...]] = {
    "fresh": (("tuned on", None),),
    "cities": (("tuned on", None),),
    "kept": (("unseen", None),),
    "asked": (("unseen", None),),
}
"""Sets of which all requests were looked at, or none."""


class Request(NamedTuple):
    """A labelled request; `seen` says that it may be looked at while tables are made."""

    language: str
    text: str
    labels: frozenset[tuple[str, str]]
    seen: bool


def requests(path: Path) -> Iterator[Request]:
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    for number, line in enumerate(lines):
        language, themes, points, text = line.split("|", 3)
        labels = {(THEMES, code) for code in themes.split(",") if code != "-"}
        labels |= {(ACT, code) for code in points.split(",") if code != "-"}
        yield Request(language, text, frozenset(labels), number % 3 != 2)


class Tally(NamedTuple):
    """Hits, false alarms and misses."""

    hits: Counter[tuple[str, str]]
    wrong: Counter[tuple[str, str]]
    missed: Counter[tuple[str, str]]

    def rates(self, scheme: str = "") -> tuple[float, float, float]:
        hits, wrong, missed = (sum(n for (of, _), n in counter.items() if not scheme or of == scheme) for counter in self)
        precision, recall = hits / max(1, hits + wrong), hits / max(1, hits + missed)
        return precision, recall, 2 * hits / max(1, 2 * hits + wrong + missed)


def judged(items: Iterator[Request], errors: bool = False) -> tuple[Tally, Counter[str]]:
    tally, none = Tally(Counter(), Counter(), Counter()), Counter[str]()
    for item in items:
        told = {(found.scheme, found.code): found for found in topics(item.text, item.language)}
        found = frozenset(told)
        tally.hits.update(found & item.labels)
        tally.wrong.update(found - item.labels)
        tally.missed.update(item.labels - found)
        none["labelled none"] += not item.labels
        none["found none of these"] += not item.labels and not found
        none["found none of all"] += not found
        if errors and found != item.labels:
            wrong = [f"{scheme} {code} ({'; '.join(told[scheme, code].words)})" for scheme, code in sorted(found - item.labels)]
            missed = [f"{scheme} {code}" for scheme, code in sorted(item.labels - found)]
            print(f"{item.text}\n    wrong: {', '.join(wrong) or '-'}   missed: {', '.join(missed) or '-'}")
    return tally, none


def print_rates(name: str, part: str, own: list[Request], errors: bool) -> None:
    groups = {
        "all": own,
        "pl": [item for item in own if item.language == "pl"],
        "en": [item for item in own if item.language == "en"],
        "others": [item for item in own if item.language not in ("pl", "en")],
    }
    for group, some in groups.items():
        tally, none = judged(iter(some), errors and group == "all")
        for what, scheme in ((group, ""), (f"{group} {THEMES}", THEMES), (f"{group} {ACT}", ACT)):
            if some and (scheme != ACT or group not in ("en", "others")):
                print("{:9} {:9} {:10} {:8} {:9.3f} {:7.3f} {:8.3f}".format(name, part, what, len(some), *tally.rates(scheme)))
        if group == "all":
            print(f"{name:9} {part:9} none: {dict(none)}")


def unseen(name: str, item: Request) -> bool:
    """Whether a request of a set was never looked at."""
    parts = WHOLE.get(name)
    return parts[0][0] == "unseen" if parts else not item.seen


def pooled(items: list[Request]) -> None:
    """The rates of all requests that were never looked at, and the precision of each topic among them."""
    print_rates("all sets", "unseen", items, False)
    tally, _ = judged(iter(items))
    print("\nprecision and recall by topic, all requests never looked at")
    for scheme, code in sorted({*tally.hits, *tally.wrong, *tally.missed}):
        hits, wrong, missed = (counter[scheme, code] for counter in tally)
        print(f"{scheme:6} {code:14} {hits / max(1, hits + wrong):6.2f} {hits / max(1, hits + missed):6.2f}  of {hits + missed}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--errors", action="store_true", help="show what is wrong of the requests that may be looked at")
    given = parser.parse_args()
    items = list(requests(LABELLED))
    started = time.perf_counter()
    print(f"{'set':9} {'part':9} {'what':10} {'requests':>8} {'precision':>9} {'recall':>7} {'micro-F1':>8}")
    for name, path in SETS.items():
        parts = WHOLE.get(name, (("tuned on", True), ("unseen", False)))
        for part, seen in parts:
            items_of_part = [item for item in requests(path) if seen is None or item.seen == seen]
            print_rates(name, part, items_of_part, given.errors and part == "tuned on")
    pooled([item for name, path in SETS.items() for item in requests(path) if unseen(name, item)])
    took = time.perf_counter() - started
    both: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    tally, _ = judged(iter(items))
    for place, counter in enumerate(tally):
        for topic, count in counter.items():
            both[topic][place] = count
    print("\nprecision and recall by topic, all requests of the first set")
    for (scheme, code), (hits, wrong, missed) in sorted(both.items()):
        print(f"{scheme:6} {code:14} {hits / max(1, hits + wrong):6.2f} {hits / max(1, hits + missed):6.2f}  of {hits + missed}")
    print(f"{took:.1f} s")


if __name__ == "__main__":
    main()
