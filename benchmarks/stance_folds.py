"""The stance of the tuned answers, each judged by a wording model, predicates and weights that were not made from it (five folds).

Beside the figures of each language it prints how often kinds of evidence are right that `doubts.py` distrusts.
Run from the root of the repository: `python benchmarks/stance_folds.py`; it takes a few minutes. Rules were made with these answers
in view, so that answers nobody looked at are judged worse (`make bench-stance`, the parts that end in `unseen`).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.stance_training import FOLDS, Labelled, fit, fold_of, labelled, samples, unseen_readings
from postulat.normalize.stance.doubts import by_the_way, formal_alone, refused_by_wording
from postulat.normalize.stance.stance import Stance, settled
from postulat.normalize.stance.weighing import Readings, likelihoods

GIVEN = 0.5
"""The least likelihood of an answer that is counted among kinds of evidence."""
SURE = 0.86
"""The likelihood from which a courtesy is believed."""
Judged = tuple[Labelled, Readings, dict[str, float], Stance]


def main() -> None:
    found = [*judged(labelled())]
    for language in sorted({answer.language for answer, *_ in found}):
        report(language, [(answer, stance) for answer, _, _, stance in found if answer.language == language])
    report_doubts(found)


def judged(answers: Sequence[Labelled]) -> Iterator[Judged]:
    """Each collected answer with what readers make of it, its likelihoods by the weights of the other folds, and its stance."""
    read = unseen_readings(answers)
    for fold in range(FOLDS):
        others = [number for number, answer in enumerate(answers) if fold_of(answer) != fold]
        table = fit(samples([answers[number] for number in others], [read[number] for number in others]))
        for answer, one in zip(answers, read, strict=True):
            if answer.collected and one is not None and fold_of(answer) == fold:
                chances = likelihoods(one, table)
                yield answer, one, chances, settled(one, answer.text, chances)


def report_doubts(found: Sequence[Judged]) -> None:
    """How often the likeliest stance is right by kinds of evidence; only of those that are likely enough to be given."""
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for answer, one, chances, _ in found:
        best = max(chances, key=lambda stance: chances[stance])
        if best != "unclear" and chances[best] >= GIVEN:
            for kind in kinds(one, best, chances[best]):
                seen[kind] += 1
                right[kind] += best == answer.stance or best in answer.alternatives
    for kind, number in sorted(seen.items()):
        print(f"    {kind}: right {right[kind]} of {number}")


def kinds(one: Readings, best: str, chance: float) -> Iterator[str]:
    yield "all"
    if one.question == "why" and best != "explained":
        yield "another stance than an explanation, after a question for a reason"
    if formal_alone(one, best):
        yield "formal verdict by the grammar alone"
    if chance < SURE and best != "explained" and by_the_way(one, best):
        yield "courtesy alone, not sure"
    if refused_by_wording(one, best):
        yield "refusal by wording alone beside a weak consent"
    if one.phrases.value == best == "accepted" and one.grammar.value == "partial":
        yield "consent by a phrase where the grammar finds a part"


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
