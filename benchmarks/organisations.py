"""How long it takes to join organisation names over a data set: made names, as many as asked for, in one run.

    python benchmarks/organisations.py [names]

About one name in three is another spelling of one before it: inflected, in capitals, abbreviated, quoted or with a typing error.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path

# In place of this folder, whose `html.py` would be taken for the standard library's.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

NAMES = 100_000
HEADS = {
    "Fundacja": ("Fundacji", "Fundacją", "Fund."),
    "Stowarzyszenie": ("Stowarzyszenia", "Stowarzyszeniem", "Stow."),
    "Towarzystwo": ("Towarzystwa", "Towarzystwem", "Tow."),
    "Uczniowski Klub Sportowy": ("Uczniowskiego Klubu Sportowego", "Uczniowskim Klubem Sportowym", "UKS"),
    "Ochotnicza Straż Pożarna": ("Ochotniczej Straży Pożarnej", "Ochotniczą Strażą Pożarną", "OSP"),
}
SYLLABLES = re.findall(
    r"\w+",
    """ba be bo bra cha da do dra fa ga gra ja ka klo ko la le li lo ma
    me mi mo na ni no pa po pra ra ro sa ska sto ta to wa wi za zo""",
)
WORDS = 6000
OF = ["Przyjaciół", "Miłośników", "Obrońców", "Opiekunów", "Wspierania", "Rozwoju", "Ochrony", "Pomocy", "Edukacji", "Kultury"]


def names(count: int) -> list[str]:
    """Different names, each of its own spelling."""
    chance = random.Random(7)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize() for _ in range(WORDS)]
    found: dict[str, None] = {}
    while len(found) < count:
        head = chance.choice(list(HEADS))
        rest = " ".join([*([chance.choice(OF)] if chance.random() < 0.5 else []), *chance.choices(words, k=chance.randint(1, 3))])
        found[f"{head} {rest}"] = None
        if chance.random() < 0.5:
            found[varied(head, rest, chance)] = None
    return list(found)[:count]


def varied(head: str, rest: str, chance: random.Random) -> str:
    kind = chance.randrange(5)
    if kind == 0:
        return f"{head} {rest}".upper()
    if kind == 1:
        return f"{head} „{rest}”"
    if kind == 2:
        place = chance.randrange(len(rest))
        return f"{head} {rest[:place]}{rest[place + 1 :]}"
    if kind == 3:
        return f"{head} {rest} {''.join(word[0] for word in f'{head} {rest}'.split())}"
    return f"{chance.choice(HEADS[head])} {rest}"


def main(count: int = NAMES) -> None:
    from postulat.normalize.resolution.resolve import identify, spelled
    from postulat.normalize.resolution.similar_names import near_pairs

    given = names(count)
    started = time.perf_counter()
    keys = spelled(given)
    folded = time.perf_counter()
    found = identify(keys)
    ended = time.perf_counter()
    print(f"{len(given):,} names: {ended - started:.1f} s ({folded - started:.1f} s to fold, {ended - folded:.1f} s to join)")
    print(f"{len(found.organisations):,} organisations; findings: {dict(Counter(doubt.code for doubt in found.doubts))}")
    started = time.perf_counter()
    pairs = near_pairs(keys)
    print(f"of that, {len(pairs):,} nearly alike pairs: {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("names", type=int, nargs="?", default=NAMES)
    main(asked.parse_args().names)
