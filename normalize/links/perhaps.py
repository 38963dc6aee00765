"""Requests that are perhaps the same: pairs that are not linked and may be, for a person to decide in a file of decisions."""

from __future__ import annotations

import csv
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from postulat.normalize.corrections.corrections import guarded
from postulat.normalize.links.candidates import candidate_pairs
from postulat.normalize.links.differences import told_apart, told_different
from postulat.normalize.links.features import NEAR, SAID, Features, features_of, spoken
from postulat.normalize.links.links import count_areas
from postulat.normalize.links.meaning import nearness
from postulat.normalize.links.place_names import PLACE, Meeting, meeting
from postulat.normalize.links.related_words import LANGUAGE
from postulat.normalize.links.request_decisions import NO_DECISIONS, RequestDecisions
from postulat.normalize.links.request_numbers import AMOUNT, NUMBER
from postulat.normalize.links.similarity import Rarity, known_part, likeness
from postulat.normalize.records import Postulate, Records

LIKE_ENOUGH = 0.4
"""Score of words from which two requests are perhaps the same."""
NEAR_ENOUGH, KNOWN_ENOUGH = 0.45, 0.5
"""Nearness of meanings, and what two requests share at least, as in `known_part`, from which they are."""
MOST_PAIRS = 2_000
"""Pairs that a person is asked about, the likeliest of all."""
COLUMNS = ("decision", "one", "other", "score", "text_one", "text_other")


class Perhaps(NamedTuple):
    """Two requests and how alike they are, by words or by meaning."""

    one: Postulate
    other: Postulate
    score: float


def perhaps_same(records: Records) -> list[Perhaps]:
    """The pairs of different documents that are perhaps the same and in no group together, the likeliest first."""
    languages = {row.document_id: row.language or "pl" for row in records.documents}
    homes = {row.document_id: row.bundle or row.document_id for row in records.documents}
    asked = [row for row in records.postulates if row.document_id in homes]
    found = [spoken(row.text, languages[row.document_id]) for row in asked]
    features = [features_of(words) for words in found]
    rarity = rarity_of(found, LANGUAGE in languages.values())
    groups: dict[str, str] = {}
    for link in records.postulate_links:
        groups |= dict.fromkeys((link.postulate_id, link.other_postulate_id), link.group_id)
    pairs = []
    with tempfile.TemporaryDirectory(prefix="postulat-perhaps-") as scratch:
        for first, second in candidate_pairs(features, len(asked), rarity, Path(scratch)):
            one, other = asked[first], asked[second]
            group = groups.get(one.postulate_id)
            if homes[one.document_id] == homes[other.document_id] or (group and group == groups.get(other.postulate_id)):
                continue
            score = perhaps(features[first], features[second], rarity)
            if score:
                pairs.append(Perhaps(one, other, score))
    return sorted(pairs, key=lambda pair: (-pair.score, pair.one.postulate_id, pair.other.postulate_id))[:MOST_PAIRS]


def rarity_of(found: Iterable[dict[str, str]], english: bool) -> Rarity:
    """How much features weigh among all requests of a set."""
    counts, areas = Counter[str](), Counter[str]()
    total = 0
    for words in found:
        counts.update({key.removeprefix(NEAR) for key in words if not key.startswith((NUMBER, AMOUNT, PLACE, SAID))})
        count_areas(areas, words)
        total += 1
    return Rarity(counts, total, frozenset(word for word, times in areas.items() if times > 0), english)


def perhaps(one: Features, other: Features, rarity: Rarity) -> float:
    """How alike two requests are that may be the same; 0 where something that both name tells them apart."""
    by_words = likeness(one, other, rarity).score
    mine, theirs = rarity.prepared(one), rarity.prepared(other)
    met = meeting(mine.places, theirs.places, rarity.areas)
    if met is Meeting.APART or told_apart(mine.numbers, theirs.numbers) or told_different(mine, theirs, met):
        return 0.0
    near = nearness(rarity.meaning(one.about), rarity.meaning(other.about))
    by_meaning = near >= NEAR_ENOUGH and (one.wishes or other.wishes) and known_part(mine, theirs, rarity) >= KNOWN_ENOUGH
    score = max(by_words if by_words >= LIKE_ENOUGH else 0.0, near if by_meaning else 0.0)
    return round(score, 3)


def write_perhaps(pairs: Iterable[Perhaps], path: Path, decided: RequestDecisions = NO_DECISIONS) -> None:
    """A file of decisions to fill in: `same` or `different` in the first column, the rest to judge by. What a person has decided
    stands in it again, and no text runs as a formula in a spreadsheet."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(map(guarded, row) for row in rows_of(pairs, decided))


def rows_of(pairs: Iterable[Perhaps], decided: RequestDecisions) -> Iterator[tuple[str, ...]]:
    words = {frozenset(pair): (word, *pair) for word, named in decided.by_word() for pair in named}
    for pair in pairs:
        ids = pair.one.postulate_id, pair.other.postulate_id
        word, *_ = words.pop(frozenset(ids), ("",))
        yield (word, *ids, f"{pair.score:g}", *(" ".join(row.text.split()) for row in (pair.one, pair.other)))
    yield from ((*row, "", "", "") for row in words.values())
