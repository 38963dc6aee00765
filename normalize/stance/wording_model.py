"""A second reader of stances by their wording: a linear text classifier over lemmas and predicates, trained on labelled answers.

`wording_model.json.gz` holds its weights in hundredths, made by `benchmarks/stance_training.py` from answers of the repository: of
each language the features as lines of one text and their weights as lines of another, for a process asks for few of them.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from postulat.normalize.morphology.analysis import MOST_FORMS
from postulat.normalize.stance.clauses import Clause
from postulat.normalize.stance.parsing import parsed
from postulat.normalize.stance.phrase_reader import others_words
from postulat.normalize.stance.predicates.predicate import Predicate
from postulat.normalize.stance.sentences import WORD, Span, inside, once_a_sentence, sentences, within
from postulat.normalize.stance.words import WordForm

MODEL = Path(__file__).with_name("wording_model.json.gz")
KNOWN_LETTERS = 5
"""Letters by which a word counts that no dictionary knows: more are often its ending."""
SCALE = 100
"""Of the whole numbers that weights are kept as."""

QUESTIONS_KEPT = 1024
"""Comments whose question is kept: one may have several answers."""
CLASS_MARK = "§"
"""What the name of a feature begins with that is no word: a class of predicate, a kind of clause or of question."""

PLAIN = ("main", "that")
"""Kinds of clauses whose predicates are said outright; of others the kind is part of the feature."""


def features(answer: str, proposal: str, language: str) -> set[str]:
    """What the second reader sees of an answer's own words: their lemmas, and what they say of whom and when.

    >>> sorted(features("Nie planujemy zmian.", "", "pl"))[:3]
    ['nie', 'nie planować', 'planować']
    """
    text, foreign = others_words(answer, proposal, language)
    found: set[str] = set()
    for start, end in sentences(text):
        found |= of_sentence(text[start:end], language, within(foreign, start, end))
    return found | asked(proposal)


@lru_cache(maxsize=QUESTIONS_KEPT)
def asked(proposal: str) -> frozenset[str]:
    """What kind of question an answer replies to, by the word that opens the last one of a proposal; nothing where it asks none.

    >>> sorted(asked("Ławki są stare. Kiedy będą nowe?"))
    ['§?', '§? kiedy']
    """
    text = proposal.rstrip()
    if not text.endswith("?"):
        return frozenset()
    start, _ = sentences(text)[-1]
    first = WORD.search(text, start)
    return frozenset([f"{CLASS_MARK}?", *([f"{CLASS_MARK}? {first[0].lower()}"] if first else [])])


def of_sentence(sentence: str, language: str, foreign: tuple[Span, ...]) -> frozenset[str]:
    """What the second reader sees of a sentence, without its words that lie in `foreign`."""
    parts = parsed(sentence, language)
    said = zip(parts.clauses, parts.predicates, strict=True)
    return frozenset(feature for clause, predicates in said for feature in of_clause(clause, predicates, foreign))


def of_clause(clause: Clause, predicates: Sequence[Predicate], foreign: Sequence[Span]) -> Iterator[str]:
    """The lemmas of a clause with their pairs, and its predicates with kind of clause, polarity and tense."""
    lemmas = [lemma_of(word.form) for word in clause.words if not foreign or not inside((word.start, word.end), foreign)]
    yield from lemmas
    yield from (f"{first} {second}" for first, second in pairwise(lemmas))
    kind = "" if clause.kind in PLAIN else f"{clause.kind} "
    if kind and lemmas:
        yield f"{CLASS_MARK}{kind}"
    for predicate in predicates:
        if not inside((predicate.start, predicate.end), foreign):
            sign = f"{CLASS_MARK}{kind}{'-' if predicate.negative else '+'}"
            for name in (predicate.name, f"({predicate.lemma})"):
                yield f"{sign}{name}"
                yield f"{sign}{name} {predicate.tense}"


@lru_cache(maxsize=MOST_FORMS)
def lemma_of(form: WordForm) -> str:
    """The lemma of a word; of several the first by the alphabet, of a word in no dictionary its first letters, of a number 0."""
    if form.text[0].isdigit():
        return "0"
    lemma = min(form.bases)
    return lemma[:KNOWN_LETTERS] if form.word_class == "unknown" else lemma


class Held(NamedTuple):
    """What the file holds: the stances, and for each language its features and their weights as two texts, and the biases."""

    stances: tuple[str, ...]
    texts: dict[str, list[str]]
    bias: dict[str, list[int]]


class Model(NamedTuple):
    """The stances, and for each language the weights of its features, still as text, and the biases."""

    stances: tuple[str, ...]
    weights: dict[str, dict[str, str]]
    bias: dict[str, list[int]]


@cache
def held() -> Held:
    read = json.loads(gzip.decompress(MODEL.read_bytes()))
    return Held(tuple(read["stances"]), read["weights"], read["bias"])


@cache
def weights_of(language: str) -> dict[str, str]:
    """The weights of a language by feature; of the other ones no text is taken apart."""
    names, weights = held().texts[language]
    return dict(zip(names.split("\n"), weights.split("\n"), strict=True))


@once_a_sentence
def weights_of_sentence(sentence: str, language: str, foreign: tuple[Span, ...]) -> dict[str, tuple[int, ...]]:
    """What the second reader sees of a sentence and knows, each with its weight for each stance."""
    table = weights_of(language)
    return {feature: numbers(row) for feature in of_sentence(sentence, language, foreign) if (row := table.get(feature))}


@lru_cache(maxsize=MOST_FORMS)
def numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split()))


def probabilities(answer: str, proposal: str, language: str) -> dict[str, float]:
    """How likely each stance is, by the wording alone; nothing for a language without enough labelled answers."""
    stances, texts, bias = held()
    if language not in texts or not answer.strip():
        return {}
    table = weights_of(language)
    found = {feature: numbers(row) for feature in asked(proposal) if (row := table.get(feature))}
    text, foreign = others_words(answer, proposal, language)
    for start, end in sentences(text):
        found.update(weights_of_sentence(text[start:end], language, within(foreign, start, end)))
    size = math.sqrt(len(found) or 1)
    sums = list(map(sum, zip(*found.values(), strict=True))) or [0] * len(stances)
    scores = [start / SCALE + total / SCALE / size for start, total in zip(bias[language], sums, strict=True)]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return {stance: power / total for stance, power in zip(stances, powers, strict=True)}


def sentence_for(answer: str, stance: str, language: str) -> str:
    """The sentence of an answer that speaks most for a stance by its wording."""
    spans = sentences(answer) or ((0, len(answer)),)
    start, end = max(spans, key=lambda span: (probabilities(answer[span[0] : span[1]], "", language).get(stance, 0.0), -span[0]))
    return answer[start:end].strip()
