"""The stance of answers against labels: right, wrong class, coverage and precision by grade, macro-F1, confusion, jackknife.

Run from the root of the repository: `make bench-stance`, or `python benchmarks/stance.py [--folder FOLDER] [--confusion]`.
FOLDER holds sets of labelled answers as `*.jsonl` (id, lang, answer, decision, proposal, gold, alt; half or the folder's name
tells the set).

The parts of the collection whose names end in `tune`, and `figures`, were looked at while rules were made, those that end in
`unseen` never: only their totals were. "Lenient" also counts a stance that another person could defend. The jackknife judges each
answer without the predicates that no other answer has.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.stance_training import COLLECTION, KNOWN, Labelled, lonely_heads, without
from postulat.normalize.records import STANCES
from postulat.normalize.stance.stance import Stance, judge

SHORT = {stance: stance[:8] for stance in STANCES}


class Item(NamedTuple):
    """A labelled answer of a set; `cell` says that it is a decision cell and no prose."""

    group: str
    language: str
    answer: str
    decision: str
    proposal: str
    stance: str
    alternatives: tuple[str, ...]
    cell: bool

    @property
    def name(self) -> tuple[str, str, str]:
        return self.group, self.language, "cells" if self.cell else "prose"

    def right(self, found: Stance) -> bool:
        return found.value == self.stance or found.value in self.alternatives

    def judged(self) -> Stance:
        return judge(self.answer or self.decision, self.decision or None, self.proposal, self.language)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--folder", type=Path, default=COLLECTION, help="another folder of labelled answers")
    parser.add_argument("--confusion", action="store_true", help="print which stance was taken for which, and each class")
    given = parser.parse_args()
    items = [*read(given.folder)]
    if given.folder == COLLECTION:
        items += known()
    lonely = lonely_heads([Labelled(item.answer, item.language, item.stance, item.proposal, collected=True) for item in items])
    for name in sorted({item.name for item in items}):
        report(name, [item for item in items if item.name == name], lonely, given.confusion)


def read(folder: Path) -> Iterator[Item]:
    for path in sorted(folder.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if "gold" in row and ("answer" in row or "decision" in row):
                group = row.get("half", path.parent.name)
                texts = row.get("answer", ""), row.get("decision", ""), row.get("proposal", "")
                cell = not row.get("answer") or row.get("genre") == "decision cell"
                yield Item(group, row["lang"], *texts, row["gold"], tuple(row["alt"]), cell)


def known() -> Iterator[Item]:
    """The labelled answers of the tests, on which phrases were tuned (`seen`) or not (`unseen`)."""
    with KNOWN.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            texts = row["answer"], row["decision"], row["proposal"]
            yield Item(f"known {row['split']}", row["language"], *texts, row["stance"], (), cell=not row["answer"])


def report(name: tuple[str, str, str], items: Sequence[Item], lonely: dict[str, frozenset[str]], confusion: bool) -> None:
    started = time.perf_counter()
    found = [item.judged() for item in items]
    each = (time.perf_counter() - started) / len(items)
    strict, lenient, wrong = shares(items, found)
    group, language, kind = name
    print(f"{group:12} {language} {kind}: {len(items)} answers, {each * 1000:.1f} ms each")
    print(f"    right {strict:.3f}, lenient {lenient:.3f}, wrong class {wrong:.3f}, macro-F1 {macro(items, found):.3f}")
    for grades in ("A", "AB", "ABC"):
        chosen = [(item, one) for item, one in zip(items, found, strict=True) if one.grade in grades and one.value != "unclear"]
        if chosen:
            right = sum(item.right(one) for item, one in chosen) / len(chosen)
            print(f"    grade {'+'.join(grades)}: covers {len(chosen) / len(items):.2f}, right {right:.3f}")
    if kind == "prose" and not group.startswith("known"):
        _, lenient, wrong = shares(items, [jackknifed(item, lonely) for item in items])
        print(f"    jackknife: lenient {lenient:.3f}, wrong class {wrong:.3f}")
    if confusion:
        print_confusion(items, found)


def jackknifed(item: Item, lonely: dict[str, frozenset[str]]) -> Stance:
    with without(lonely.get(item.answer, frozenset())):
        return item.judged()


def shares(items: Sequence[Item], found: Sequence[Stance]) -> tuple[float, float, float]:
    """The shares of answers judged strictly right, leniently right, and as a wrong class."""
    pairs = list(zip(items, found, strict=True))
    lenient = sum(item.right(one) for item, one in pairs)
    silent = sum(one.value == "unclear" and not item.right(one) for item, one in pairs)
    strict = sum(one.value == item.stance for item, one in pairs)
    return strict / len(pairs), lenient / len(pairs), (len(pairs) - lenient - silent) / len(pairs)


def macro(items: Sequence[Item], found: Sequence[Stance]) -> float:
    """The mean F1 of the classes that are there."""
    pairs = Counter(zip((item.stance for item in items), (one.value for one in found), strict=True))
    scores = []
    for stance in STANCES:
        said = sum(pairs[stance, other] for other in STANCES)
        judged = sum(pairs[other, stance] for other in STANCES)
        if said:
            scores.append(2 * pairs[stance, stance] / (said + judged))
    return sum(scores) / len(scores)


def print_confusion(items: Sequence[Item], found: Sequence[Stance]) -> None:
    """Rows are the labels, columns what was judged; then precision and recall of each class."""
    pairs = Counter(zip((item.stance for item in items), (one.value for one in found), strict=True))
    print(f"{'':12}" + "".join(f"{SHORT[stance]:>9}" for stance in STANCES))
    for said in STANCES:
        print(f"{said:12}" + "".join(f"{pairs[said, judged] or '·':>9}" for judged in STANCES))
    for stance in STANCES:
        hits, said = pairs[stance, stance], sum(pairs[stance, other] for other in STANCES)
        judged = sum(pairs[other, stance] for other in STANCES)
        if said:
            print(f"    {stance:12} precision {hits / judged if judged else 0:.3f} recall {hits / said:.3f} of {said}")


if __name__ == "__main__":
    main()
