"""English words that stand for one another, from WordNet 3.0: writes the file that links of requests look into where they doubt.

Run from the root of the repository with Debian's package `wordnet-base` (`apt-get install wordnet-base`):
`python benchmarks/wordnet_words.py [--source FOLDER]`. It writes `normalize/links/wordnet_en.txt`, the same in every run.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from postulat.normalize.links.thesaurus import stem
from postulat.normalize.links.wordnet import FILE, NARROWER

SOURCE = Path("/usr/share/wordnet")
LICENCE_LINES, NUMBERED = 29, re.compile(r"\s*\d+ ?")
"""Of each file of WordNet, and the number before each."""
LANGUAGE = "en"
KINDS = {"noun": "@", "verb": "@", "adj": "&"}
"""Files, and the sign of the relation to a wider word, or a similar one, that is followed."""
LEFT_OUT = frozenset((3, 5, 7, 8, 9, 12, 16, 20, 23, 24, 25, 27, 34, 37, 39))
"""Files of the lexicographers that requests say little of: animals, plants, bodies, feelings, shapes, numbers, matter, weather."""
MOST_SENSES = 6
"""The senses of a word that count, the most frequent first."""
MOST_NARROWER = 30
"""Words below a wider one, from which it says too little."""
SHORTEST = 3
"""Letters of a word."""


class Synset(NamedTuple):
    """Words of one meaning, and the synsets that are wider."""

    words: tuple[str, ...]
    wider: tuple[str, ...]
    field: int


def synsets(path: Path, sign: str) -> Iterator[tuple[str, Synset]]:
    """Each synset of a file by its number."""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("  "):
            continue
        parts = line.split(" | ")[0].split()
        count = int(parts[3], 16)
        words = tuple(word.lower().split("(")[0] for word in parts[4 : 4 + 2 * count : 2])
        rest = parts[5 + 2 * count :]
        wider = tuple(rest[place + 1] for place, part in enumerate(rest[:-2]) if part in (sign, "@i") and rest[place + 2] != "r")
        yield parts[0], Synset(words, wider, int(parts[1]))


def senses(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The synsets of each word, the most frequent first."""
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("  "):
            parts = line.split()
            yield parts[0], tuple(parts[-int(parts[2]) :])


def counts(word: str) -> bool:
    return word.isalpha() and word.isascii() and len(word) >= SHORTEST


def related(source: Path) -> dict[str, tuple[set[str], set[str]]]:
    """The stem of each word → the words that stand for it, and those that are wider."""
    found: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for kind, sign in KINDS.items():
        meanings = dict(synsets(source / f"data.{kind}", sign))
        often = {word: frozenset(some[:MOST_SENSES]) for word, some in senses(source / f"index.{kind}")}
        narrower = Counter(number for meaning in meanings.values() for number in meaning.wider)

        def said(number: str, often: dict[str, frozenset[str]] = often, meanings: dict[str, Synset] = meanings) -> list[str]:
            return [word for word in meanings[number].words if counts(word) and number in often.get(word, ())]

        for number, meaning in meanings.items():
            if meaning.field in LEFT_OUT:
                continue
            words = said(number)
            wider = [word for up in meaning.wider if up in meanings and narrower[up] <= MOST_NARROWER for word in said(up)]
            for word in words:
                own = stem(word, LANGUAGE)
                found[own][0].update(other for other in words if stem(other, LANGUAGE) != own)
                found[own][1].update(other for other in wider if stem(other, LANGUAGE) != own)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--source", type=Path, default=SOURCE, help="the folder of WordNet's files")
    given = parser.parse_args()
    first = (given.source / "data.noun").read_text("utf-8").splitlines()[:LICENCE_LINES]
    licence = [NUMBERED.sub("", line, count=1).strip() for line in first]
    rows = [
        f"{key} {'|'.join(sorted(same))}{NARROWER}{'|'.join(sorted(wider - same))}"
        for key, (same, wider) in sorted(related(given.source).items())
        if same or wider
    ]
    head = [
        "Stems of English words, words that stand for them, and wider ones, of WordNet 3.0; see benchmarks/wordnet_words.py.",
        "",
    ]
    FILE.write_text("".join(f"# {line}".rstrip() + "\n" for line in [*head, *licence]) + "\n".join(rows) + "\n", "utf-8")
    print(f"{FILE.name}: {len(rows)} stems, {FILE.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
