"""Trains the second reader of stances and the weights of evidence, from the labelled answers of the repository alone.

Run from the root of the repository: `make stance-model`.
The parts `fresh-unseen`, `last-unseen` and `night-unseen` of the collection are never read.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from postulat.normalize.records import STANCES
from postulat.normalize.stance.grammar import verdicts
from postulat.normalize.stance.predicates import heads as predicate_heads
from postulat.normalize.stance.sentences import forget_sentences
from postulat.normalize.stance.weighing import WEIGHTS, Readings, evidence, readings
from postulat.normalize.stance.wording_model import CLASS_MARK, MODEL, SCALE, Model, features
from postulat.normalize.vocabulary.phrases import rows

ROOT = Path(__file__).resolve().parent.parent
COLLECTION = ROOT / "tests" / "normalize" / "stance" / "data"
KNOWN = COLLECTION / "stance.csv"
WRITTEN = COLLECTION / "written.csv"
FORMER = COLLECTION / "former_phrases.csv"
BACKGROUND = COLLECTION / "background.csv"
WRITTEN_WEIGHT = 0.7
AMONG_BACKGROUND = 0.4
"""How much an answer counts again with sentences around it that say nothing."""
SENTENCES_AROUND = 3
"""Sentences of background at most before and after an answer."""
TUNED = ("tune", "fresh-tune", "late-tune", "figures", "last-tune")
"""Parts of the collection that were looked at while rules were made."""
FEWEST, FEWEST_OF_FEW = 3, 2
"""Answers that a feature must stand in, also among background; and in a language with few answers."""
FEWEST_ANSWERS = 60
"""Labelled answers of a language below which it has no model."""
FEW_ANSWERS = 2500
"""Labelled answers of a language below which it also learns from the answers of the others."""
BORROWED_WEIGHT = 0.15
"""How much an answer of another language counts, of which only classes of predicates are seen."""
ROUNDS, STEP, SHRINK = 10, 0.5, 1e-4
SMALLEST = 12
"""Hundredths: a feature all of whose weights are smaller is left out."""


FOLDS = 5
ALTERNATIVE = 0.6
"""How right a stance is that another person could defend."""
KNOWN_WEIGHT = 0.3
"""How much an answer counts that the phrases were tuned on."""
SHRINK_WEIGHT, SHRINK_RARE = 0.002, 0.005
FIT_ROUNDS, FIT_STEP = 150, 0.3
WEIGHTS_HEAD = """# What a piece of evidence for a stance weighs (log-odds); made by benchmarks/stance_training.py, not by hand.
# evidence: a reader and the strength of what it says, the predicate that decided, "said beside" (a verdict that did not
# decide), "is"/"no rule" (how common a stance is, and where no rule speaks), "grammar rejected, explained" (what a reader of rules
# said, and what it then was), wording (its log-likelihood by the second reader).
"""


class Labelled(NamedTuple):
    """An answer with its stance, the stances that another person could defend, and how much it counts."""

    text: str
    language: str
    stance: str
    proposal: str = ""
    alternatives: tuple[str, ...] = ()
    weight: float = 1.0
    collected: bool = False
    core: str = ""
    """The answer itself, where background stands around it."""
    foreign: bool = False
    """Whether it is of another language than the one that learns from it."""


def collected(part: str) -> Iterator[Labelled]:
    """The answers in prose of one part of the collection."""
    for path in sorted(COLLECTION.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            if item["half"] == part and item["answer"]:
                yield Labelled(item["answer"], item["lang"], item["gold"], item["proposal"], tuple(item["alt"]), collected=True)


def known() -> Iterator[Labelled]:
    """The labelled answers of the tests without a decision column, and the examples of the vocabulary, which count less."""
    with KNOWN.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not row["decision"]:
                yield Labelled(row["answer"], row["language"], row["stance"], row["proposal"])
    with WRITTEN.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            yield Labelled(row["answer"], row["language"], row["stance"], weight=WRITTEN_WEIGHT)
    with FORMER.open(encoding="utf-8", newline="") as file:
        former = [*csv.DictReader(line for line in file if not line.startswith("#"))]
    for row in (*rows("stance"), *({**row, "example": row["answer"]} for row in former)):
        if row["stance"] in STANCES:
            yield Labelled(row["example"], row["language"], row["stance"], weight=0.3)


def among_background(answers: Sequence[Labelled]) -> Iterator[Labelled]:
    """The answers again, each with one to some sentences around it that say nothing."""
    with BACKGROUND.open(encoding="utf-8", newline="") as file:
        sentences = [*csv.DictReader(line for line in file if not line.startswith("#"))]
    for answer in answers:
        own = [row["sentence"] for row in sentences if row["language"] == answer.language]
        if own and answer.stance != "unclear" and answer.weight >= WRITTEN_WEIGHT:
            digest = hashlib.sha256(answer.text.encode()).digest()
            places = [own[value % len(own)] for value in digest[:SENTENCES_AROUND]]
            before = digest[-1] % (SENTENCES_AROUND + 1)
            text = " ".join([*places[:before], answer.text, *places[before:]])
            yield answer._replace(text=text, weight=answer.weight * AMONG_BACKGROUND, collected=False, core=answer.text)


def borrowed(answers: Sequence[Labelled], language: str) -> list[Labelled]:
    """The answers of other languages from which a language with few of its own also learns what predicates mean."""
    if sum(answer.language == language for answer in answers) >= FEW_ANSWERS:
        return []
    others = [answer for answer in answers if answer.language != language and not answer.core]
    return [answer._replace(foreign=True, weight=answer.weight * BORROWED_WEIGHT) for answer in others]


def train(answers: Sequence[Labelled], seed: int = 0) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Softmax regression by AdaGrad: the weights of each feature and the biases."""
    found = [features_of(answer) for answer in answers]
    counts = Counter(feature for some in found for feature in some)
    least = FEWEST_OF_FEW if any(answer.foreign for answer in answers) else FEWEST
    names = sorted(feature for feature, count in counts.items() if count >= least)
    index = {name: number for number, name in enumerate(names)}
    inputs = [np.array([index[f] for f in some if f in index], dtype=np.int64) for some in found]
    weights = np.zeros((len(names), len(STANCES)))
    bias = np.zeros(len(STANCES))
    squares = np.full_like(weights, 1e-2)
    order = np.random.default_rng(seed)
    for _ in range(ROUNDS):
        for number in order.permutation(len(answers)):
            features_here = inputs[number]
            size = np.sqrt(len(features_here) or 1)
            scores = bias + weights[features_here].sum(axis=0) / size
            powers = np.exp(scores - scores.max())
            error = powers / powers.sum()
            error[STANCES.index(answers[number].stance)] -= 1
            error *= answers[number].weight
            slope = error / size + SHRINK * weights[features_here]
            squares[features_here] += slope * slope
            weights[features_here] -= STEP * slope / np.sqrt(squares[features_here])
            bias -= 0.01 * error
    return {name: weights[number] for name, number in index.items()}, bias


@cache
def features_of(answer: Labelled) -> tuple[str, ...]:
    """The features of an answer, in order; of one in another language only the classes of its predicates."""
    found = features(answer.text, answer.proposal, answer.language)
    return tuple(sorted(name for name in found if not answer.foreign or (name[0] == CLASS_MARK and "(" not in name)))


def likelihoods(seen: Sequence[str], model: tuple[dict[str, np.ndarray], np.ndarray]) -> dict[str, float]:
    """How likely each stance is by a model that is not shipped, of the features of an answer."""
    weights, bias = model
    found = [weights[feature] for feature in seen if feature in weights]
    scores = bias + (np.sum(found, axis=0) / math.sqrt(len(found)) if found else 0)
    powers = np.exp(scores - scores.max())
    return dict(zip(STANCES, (powers / powers.sum()).tolist(), strict=True))


def out_of_fold(answers: Sequence[Labelled]) -> list[dict[str, float]]:
    """The likelihoods of each answer by a model trained on the other folds; none for a language without enough answers."""
    found: list[dict[str, float]] = [{} for _ in answers]
    for language in sorted({answer.language for answer in answers}):
        own = [n for n, answer in enumerate(answers) if answer.language == language]
        if len(own) < FEWEST_ANSWERS:
            continue
        foreign = borrowed(answers, language)
        for fold in range(FOLDS):
            out = [n for n in own if fold_of(answers[n]) == fold]
            model = train([*(answers[n] for n in own if fold_of(answers[n]) != fold), *foreign])
            for number in out:
                found[number] = likelihoods(features_of(answers[number]), model)
    return found


def fold_of(answer: Labelled) -> int:
    return hashlib.sha256((answer.core or answer.text).encode()).digest()[0] % FOLDS


def heads_of(answer: Labelled) -> frozenset[str]:
    """The lemmas of the predicates that decide something in an answer."""
    return frozenset(predicate.lemma for _, predicate in verdicts(answer.text, answer.proposal, answer.language))


def lonely_heads(answers: Sequence[Labelled]) -> dict[str, frozenset[str]]:
    """For each collected answer the predicates that no other labelled answer has: they may have been added because of it."""
    held = {(answer.language, answer.text): heads_of(answer) for answer in answers if answer.weight == 1}
    counts = Counter((language, lemma) for (language, _), lemmas in held.items() for lemma in lemmas)
    return {text: frozenset(lemma for lemma in lemmas if counts[language, lemma] == 1) for (language, text), lemmas in held.items()}


@contextmanager
def without(lemmas: frozenset[str]) -> Iterator[None]:
    """The grammar without some predicates: what it would have said of an answer from which they were not learnt."""
    heads = predicate_heads.heads
    try:
        left = cache(lambda language: {lemma: some for lemma, some in heads(language).items() if lemma not in lemmas})
        predicate_heads.heads = left
        forget_parses()
        yield
    finally:
        predicate_heads.heads = heads
        forget_parses()


def forget_parses() -> None:
    """Drops what was kept of texts and forms under other predicates."""
    forget_sentences()
    predicate_heads.may_tell.cache_clear()
    predicate_heads.own_heads.cache_clear()


class Sample(NamedTuple):
    """What the readers make of an answer, how right each stance is, and how much the answer counts."""

    found: Readings
    right: Mapping[str, float]
    weight: float


def unseen_readings(answers: Sequence[Labelled]) -> list[Readings | None]:
    """The answers as readers see them that never saw them: wording out of fold, without predicates that only they have.

    None for an example that is not measured: it trains only the wording.
    """
    found: list[Readings | None] = []
    lonely = lonely_heads(answers)
    for answer, wording in zip(answers, out_of_fold(answers), strict=True):
        if answer.weight < 1 and not answer.core:
            found.append(None)
            continue
        with without(lonely.get(answer.text, frozenset())):
            found.append(readings(answer.text, answer.proposal, answer.language, wording))
    return found


def samples(answers: Sequence[Labelled], found: Sequence[Readings | None]) -> list[Sample]:
    """The answers with what readers make of them, each again as if its language had no wording model."""
    made = []
    for answer, read in zip(answers, found, strict=True):
        if read is None:
            continue
        right = {answer.stance: 1.0, **dict.fromkeys(answer.alternatives, ALTERNATIVE)}
        weight = 1.0 if answer.collected else KNOWN_WEIGHT * answer.weight
        made.append(Sample(read, right, weight))
        if read.wording:
            made.append(Sample(read._replace(wording={}, language=""), right, weight / 2))
    return made


def fit(samples: Sequence[Sample]) -> dict[str, float]:
    """Weights of evidence that make the right stances likely: a conditional logit, drawn to 0."""
    names = sorted({name for sample in samples for stance in STANCES for name in evidence(sample.found, stance)})
    index = {name: number for number, name in enumerate(names)}
    inputs = np.zeros((len(samples), len(STANCES), len(names)))
    right = np.zeros((len(samples), len(STANCES)))
    for n, sample in enumerate(samples):
        for k, stance in enumerate(STANCES):
            right[n, k] = sample.right.get(stance, 0.0)
            for name, amount in evidence(sample.found, stance).items():
                inputs[n, k, index[name]] = amount
    counts = np.array([sample.weight for sample in samples])
    shrink = np.array([SHRINK_RARE if name.startswith("predicate") or ", " in name else SHRINK_WEIGHT for name in names])
    weights, squares = np.zeros(len(names)), np.full(len(names), 1e-3)
    for _ in range(FIT_ROUNDS):
        scores = inputs @ weights
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely = powers / powers.sum(axis=1, keepdims=True)
        wanted = likely * right
        wanted /= wanted.sum(axis=1, keepdims=True)
        slope = np.einsum("nk,nkf->f", (likely - wanted) * counts[:, None], inputs) / counts.sum() + shrink * weights
        squares += slope * slope
        weights -= FIT_STEP * slope / np.sqrt(squares)
    return dict(zip(names, weights.tolist(), strict=True))


def write_weights(weights: Mapping[str, float]) -> None:
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        file.write(WEIGHTS_HEAD)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["evidence", "weight"])
        writer.writerows([name, f"{weight:.2f}"] for name, weight in sorted(weights.items()) if abs(weight) >= 0.005)


def labelled() -> list[Labelled]:
    """All answers that may train, and those of some weight again among background."""
    answers = [*known(), *(answer for part in TUNED for answer in collected(part))]
    return [*answers, *among_background(answers)]


def write_model(made: Model) -> None:
    """Writes the weights to their file: of each language the features as lines of one text, their weights as lines of another."""
    texts = {language: ["\n".join(own), "\n".join(own.values())] for language, own in made.weights.items()}
    held = {"stances": made.stances, "bias": made.bias, "weights": texts}
    MODEL.write_bytes(gzip.compress(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0))


def main() -> None:
    answers = labelled()
    made = Model(tuple(STANCES), {}, {})
    for language in sorted({answer.language for answer in answers}):
        own = [answer for answer in answers if answer.language == language]
        if len(own) < FEWEST_ANSWERS:
            continue
        weights, bias = train([*own, *borrowed(answers, language)])
        kept = {name: [round(value * SCALE) for value in row] for name, row in weights.items()}
        large = {name: row for name, row in sorted(kept.items()) if max(map(abs, row)) >= SMALLEST}
        made.weights[language] = {name: " ".join(map(str, row)) for name, row in large.items()}
        made.bias[language] = [round(value * SCALE) for value in bias]
        print(language, len(own), "answers,", len(large), "features")
    write_model(made)
    write_weights(fit(samples(answers, unseen_readings(answers))))
    print(MODEL.name, MODEL.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
