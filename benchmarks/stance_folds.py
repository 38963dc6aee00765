"""The stance of the tuned answers, each judged by a wording model, predicates and weights that were not made from it (five folds).

Run from the root of the repository: `python benchmarks/stance_folds.py`; it takes a few minutes. Rules were made with these answers
in view, so that answers nobody looked at are judged worse (`make bench-stance`, the parts that end in `unseen`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.stance_training import FOLDS, Labelled, fit, fold_of, labelled, samples, unseen_readings
from postulat.normalize.stance.stance import Stance, weighed


def main() -> None:
    found = [*judged(labelled())]
    for language in sorted({answer.language for answer, _ in found}):
        report(language, [pair for pair in found if pair[0].language == language])


def judged(answers: Sequence[Labelled]) -> Iterator[tuple[Labelled, Stance]]:
    """Each collected answer with its stance by the weights of the other folds."""
    read = unseen_readings(answers)
    for fold in range(FOLDS):
        others = [number for number, answer in enumerate(answers) if fold_of(answer) != fold]
        table = fit(samples([answers[number] for number in others], [read[number] for number in others]))
        for answer, one in zip(answers, read, strict=True):
            if answer.collected and one is not None and fold_of(answer) == fold:
                yield answer, weighed(one, answer.text, table)


def report(language: str, found: Sequence[tuple[Labelled, Stance]]) -> None:
    right = [stance.value == answer.stance or stance.value in answer.alternatives for answer, stance in found]
    wrong = sum(not hit and stance.value != "unclear" for hit, (_, stance) in zip(right, found, strict=True))
    print(f"{language}: {len(found)} answers, lenient {sum(right) / len(found):.3f}, wrong class {wrong / len(found):.3f}")
    for grades in ("A", "AB"):
        hits = [hit for hit, (_, stance) in zip(right, found, strict=True) if stance.grade in grades and stance.value != "unclear"]
        if hits:
            print(f"    grade {'+'.join(grades)}: covers {len(hits) / len(found):.2f}, right {sum(hits) / len(hits):.3f}")


if __name__ == "__main__":
    main()
