"""The stance rules against labelled answers: confusion table, and precision, recall and F1 of each class, seen and unseen apart.

Run from the root of the repository: `python -m benchmarks.stance [labelled.csv]`. Answers marked `unseen` were written before the
vocabulary was tuned, and their single errors were not looked at.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from postulat.normalize.records import STANCES
from postulat.normalize.stance.stance import judge

LABELLED = Path(__file__).resolve().parent.parent / "tests" / "normalize" / "stance" / "data" / "stance.csv"
SHORT = {stance: stance[:8] for stance in STANCES}


def main(path: Path = LABELLED) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        answers = list(csv.DictReader(file))
    for split in dict.fromkeys(row["split"] for row in answers):
        chosen = [row for row in answers if row["split"] == split]
        started = time.perf_counter()
        found = [judge(row["answer"], row["decision"] or None, row["proposal"], row["language"]).value for row in chosen]
        each = (time.perf_counter() - started) / len(chosen)
        pairs = Counter(zip((row["stance"] for row in chosen), found, strict=True))
        right = sum(count for (said, judged), count in pairs.items() if said == judged)
        print(f"\n{split}: {len(chosen)} answers, {right / len(chosen):.3f} right, {each * 1000:.2f} ms each\n")
        print_confusion(pairs)
        print_scores(pairs)


def print_confusion(pairs: Counter[tuple[str, str]]) -> None:
    """Rows are the labels, columns what was judged."""
    print(f"{'':12}" + "".join(f"{SHORT[stance]:>9}" for stance in STANCES))
    for said in STANCES:
        print(f"{said:12}" + "".join(f"{pairs[said, judged] or '·':>9}" for judged in STANCES))


def print_scores(pairs: Counter[tuple[str, str]]) -> None:
    print(f"\n{'':12}{'precision':>10}{'recall':>10}{'F1':>10}{'answers':>10}")
    scores = []
    for stance in STANCES:
        hits = pairs[stance, stance]
        judged = sum(pairs[said, stance] for said in STANCES)
        said = sum(pairs[stance, other] for other in STANCES)
        score = 2 * hits / (judged + said) if judged + said else 0.0
        scores.append(score)
        print(f"{stance:12}{hits / judged if judged else 0:10.3f}{hits / said if said else 0:10.3f}{score:10.3f}{said:10}")
    print(f"{'macro':12}{'':20}{sum(scores) / len(scores):10.3f}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
